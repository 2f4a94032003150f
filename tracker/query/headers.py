"""Headers by seq, and the kind of event behind a posting."""

from __future__ import annotations

from collections.abc import Collection

from ..store.protocol import Header, HeaderFilter, Posted, Store

_BATCH = 500


def headers_by_seq(store: Store, seqs: Collection[int]) -> dict[int, Header]:
    wanted = sorted(seqs)
    found: dict[int, Header] = {}
    for start in range(0, len(wanted), _BATCH):
        found |= {h.seq: h for h in store.headers(HeaderFilter(seqs=wanted[start : start + _BATCH]))}
    return found


def kind_of(posted: Posted, header: Header) -> str:
    """The kind of event of this revision that made the posting."""
    return header.kinds[posted.kind]


def publication_kind(header: Header) -> str:
    """The kind of the event of this revision that opened a year, or opened it anew."""
    return "StatementRepublished" if "StatementRepublished" in header.kinds else "StatementPublished"


def label_of(kind: str, header: Header) -> str:
    """The message id that names an event of this kind: the mode of an adjustment where the revision has one mode."""
    if kind == "AmountAdjusted" and len(header.modes) == 1:
        return f"mode.{header.modes[0]}"
    return f"kind.{kind}"
