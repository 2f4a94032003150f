"""Running text in lines: nothing lost, nothing too wide, every stop keeps its characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tracker.messages import plain
from tracker.tui.cells import breaks, flow, line_width
from tracker.tui.grid import GridRow
from tracker.tui.manuscript import Manuscript, Paragraph, Stop, TextPlan

TEXTS = st.text(
    st.sampled_from("增减预算万元，。；（）“”【】1234567890.,%ab [/]\u0301\u3000｜"), max_size=120
) | st.text(max_size=60)
WIDTHS = st.integers(2, 90)


@given(TEXTS.map(plain), WIDTHS)
def test_wrapped_pieces_joined_are_the_text_and_none_is_too_wide(text: str, width: int) -> None:
    lines = breaks(text, width)
    assert "".join(text[start:end] for start, end in lines) == text
    assert all(cell_len(text[start:end].rstrip()) <= width for start, end in lines)
    assert all(end > start for start, end in lines[:-1])


@st.composite
def manuscripts(draw: st.DrawFn) -> Manuscript:
    paragraphs: list[Paragraph] = []
    rows: list[GridRow] = []
    for n, text in enumerate(draw(st.lists(TEXTS, min_size=1, max_size=4))):
        places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
        stops = [Stop(f"{n} {a}", a, b, "claim") for a, b in zip(places[::2], places[1::2], strict=False)]
        paragraphs.append(Paragraph.of(text, "", tuple(stops)))
        rows += (GridRow(stop.key, (text[stop.start : stop.end],)) for stop in stops)
    return Manuscript(rows=tuple(rows), paragraphs=tuple(paragraphs))


@given(manuscripts(), WIDTHS)
def test_every_stop_keeps_its_characters_and_its_lines(manuscript: Manuscript, width: int) -> None:
    plan = TextPlan(manuscript, width)
    found: dict[str, str] = {}
    for n in range(len(plan.lines)):
        for piece in plan.pieces(n):
            if piece.key:
                found[piece.key] = found.get(piece.key, "") + piece.text
                assert piece.key in plan.stops(n)
                assert plan.places[piece.key][0] <= n <= plan.places[piece.key][1]
    for paragraph in manuscript.paragraphs:
        for stop in paragraph.stops:
            assert found[stop.key] == paragraph.text[stop.start : stop.end]


@given(manuscripts(), WIDTHS)
def test_the_pieces_of_a_line_are_the_line(manuscript: Manuscript, width: int) -> None:
    plan = TextPlan(manuscript, width)
    for n, (paragraph, start, end) in enumerate(plan.lines):
        whole = manuscript.paragraphs[paragraph].text[start:end]
        shown = "".join(piece.text for piece in plan.pieces(n))
        assert whole.startswith(shown)
        assert not whole[len(shown) :].strip()


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("收入预算14,416.56万元", 10, ["收入预算", "14,416.56", "万元"]),
        ("主要原因是【待填写】。", 16, ["主要原因是", "【待填写】。"]),
        ("与上年持平（上年为0）；公务", 13, ["与上年持平", "（上年为0）；", "公务"]),
        ("总额123456789012345", 8, ["总额", "12345678", "9012345"]),
        ("", 8, [""]),
    ],
)
def test_numbers_gaps_and_brackets_stay_together(text: str, width: int, lines: list[str]) -> None:
    assert [text[start:end] for start, end in breaks(text, width)] == lines


def test_a_table_in_a_text_keeps_its_offsets() -> None:
    text = "云平台\t537.50\t不断\x1b[31m夯实"
    paragraph = Paragraph.of(text)
    assert len(paragraph.text) == len(text)
    assert paragraph.text == "云平台｜537.50｜不断\ufffd[31m夯实"


@given(st.lists(st.tuples(TEXTS, st.sampled_from(["", "dim", "warn"])), max_size=5), WIDTHS)
def test_a_flowing_line_says_everything_within_its_width(line: list[tuple[str, str]], width: int) -> None:
    lines = flow(tuple(line), width)  # type: ignore[arg-type] # tones drawn from the list above
    said = "".join(text for one in lines for text, _ in one)
    assert "".join(said.split()) == "".join(plain("".join(text for text, _ in line)).split())
    assert all(line_width(one) <= width for one in lines)
