"""Where a claim comes from, as it is said to people: its cells, its statement, its formula."""

from __future__ import annotations

from typing import assert_never

from ..messages.places import standing
from ..model.errors import Message, say
from .claims import CellSource, Claim, Computed, FactSource, Source, TextSource
from .explanation import Explanation
from .phrases import amount


def formula_of(explanation: Explanation, claim: Claim) -> str:
    """How a computed claim follows from the two displayed amounts, "" for one that is not computed."""
    found = explanation.compared.get(claim.subject)
    if not isinstance(claim.source, Computed) or found is None or found.current is None or found.prior is None:
        return ""
    current, prior = (amount(one, explanation.style).text for one in (found.current, found.prior.amount))
    return f"|{current} − {prior}|" + (f" ÷ {prior}" if claim.source.operation == "percent" else "")


def leaves(source: Source | None) -> tuple[Source, ...]:
    """The sources that are not computed themselves: the current amount's first."""
    if isinstance(source, Computed):
        return tuple(leaf for one in source.of for leaf in leaves(one))
    return (source,) if source else ()


def origins(source: Source | None) -> tuple[Message, ...]:
    """The places that a number was taken from."""
    return tuple(_origin(leaf) for leaf in leaves(source))


def _origin(leaf: Source) -> Message:
    match leaf:
        case CellSource():
            return say("trace.cell", table=leaf.table, row=leaf.row, column=leaf.column, year=leaf.year, seq=leaf.seq)
        case TextSource():
            return say("trace.text", statement=leaf.statement, where=standing(leaf.line, None, leaf.place))
        case FactSource():
            return say("trace.fact", fact=leaf.fact, year=leaf.year, seq=leaf.seq)
        case Computed():
            raise AssertionError(leaf)
        case _:
            assert_never(leaf)
