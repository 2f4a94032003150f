"""The table of key projects in an explanation: names, amounts and goals."""

from __future__ import annotations

from collections.abc import Sequence

from ..documents.amounts import is_number
from ..documents.words import Words
from .claims import Claim
from .naming import Subjects
from .numbers import claim_of
from .stream import Section, plain
from .walking import Unread


def read_rows(
    section: Section, words: Words, subjects: Subjects, told: Sequence[Claim] = ()
) -> tuple[list[Claim], list[Unread]]:
    """The amounts of the key projects, with those of other tables that are `told` already. Numbers of all other tables
    are not understood."""
    known = {claim.span.start for claim in told}
    headers = words.patterns("key-project-headers")
    claims: list[Claim] = []
    unread: list[Unread] = []
    unit: str | None = None
    for _, cells in section.rows:
        texts = [plain(cell) for _, cell in cells]
        if len(texts) >= 2 and headers[0].match(texts[0]) and headers[1].match(texts[1]):
            found = words.search("money-in-header", texts[1])
            unit = found["unit"] if found else "万元"
        elif unit and len(texts) >= 2 and texts[0] and is_number(cells[1][1]):
            at, printed = cells[1]
            span = section.span(at, at + len(printed))
            claims.append(claim_of("amount", span, printed, texts[1], unit, subjects.named(cells[0][1]), ""))
        elif unit is None:
            numbers = [(at, cell) for at, cell in cells if is_number(cell) and at not in known]
            unread += [Unread(section.span(at, at + len(cell)), cell) for at, cell in numbers]
    return [*claims, *told], unread
