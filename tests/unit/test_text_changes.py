"""What was edited in a text, piece by piece."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.query.text_changes import Piece, share_kept, text_changes

texts = st.text(alphabet="全年受理45万件，15秒接通率90%", max_size=40)


@given(texts, texts)
def test_the_pieces_are_both_texts(before: str, after: str) -> None:
    pieces = text_changes(before, after)
    assert "".join(piece.text for piece in pieces if piece.how != "added") == before
    assert "".join(piece.text for piece in pieces if piece.how != "removed") == after
    assert (share_kept(pieces) == 1) == (before == after)


def test_a_number_is_never_cut() -> None:
    assert text_changes("可用率99.9%以上", "可用率99.95%以上") == (
        Piece("same", "可用率"),
        Piece("removed", "99.9%"),
        Piece("added", "99.95%"),
        Piece("same", "以上"),
    )


def test_texts_too_long_to_compare_are_told_whole() -> None:
    assert text_changes("长" * 3000, "短" * 3000) == (Piece("removed", "长" * 3000), Piece("added", "短" * 3000))
