"""What final accounts say was spent, as lines: by function code, nature and fund, all that their tables split."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..model.events.base import LineRef
from ..model.events.execution import FinalAccountsReported, FinalAmount
from ..model.money import exact_wan
from ..model.vocabulary import UNCLASSIFIED
from ..tables.spec import Role
from .reading import Reading, ReadTable

_BY_FUND: tuple[Role, ...] = ("general-by-function", "fund-by-function", "capital-by-function")
_DIGITS = 7
"""What a function code of a line has; rows that end above it leave the function unclassified."""

_Money = tuple[str, str]
"""Function code and nature."""


def final_accounts(reading: Reading) -> FinalAccountsReported | None:
    """What was spent, None where the document has no table of it. The rows without rows below them are taken; the
    lines add up to the table of all spending to the fen, what it holds beyond the tables of single funds is of an
    unclassified one."""
    lines = tuple(
        FinalAmount(
            line=LineRef(
                unit=UNCLASSIFIED, nature=nature, fund=fund, function=function, economic=UNCLASSIFIED
            ),
            amount=exact_wan(fen),  # type: ignore[arg-type] # text in, fen out
        )
        for (function, nature), by_fund in _spent(reading.tables)
        for fund, fen in by_fund.items()
    )  # fmt: skip
    return FinalAccountsReported(kind="FinalAccountsReported", lines=lines) if lines else None


def _spent(tables: Iterable[ReadTable]) -> Iterator[tuple[_Money, dict[str, int]]]:
    by_role = {table.spec.role: table for table in tables}
    of_funds: defaultdict[_Money, dict[str, int]] = defaultdict(dict)
    for role in _BY_FUND:
        if role in by_role:
            (fund,) = by_role[role].spec.where.funds or (UNCLASSIFIED,)
            for money, fen in _leaves(by_role[role]).items():
                of_funds[money][fund] = fen
    whole = _leaves(by_role["spending-by-function"]) if "spending-by-function" in by_role else {}
    for money in sorted(whole.keys() | of_funds.keys()):
        split = _closed(of_funds.get(money, {}), whole.get(money))
        if any(split.values()):
            yield money, {fund: fen for fund, fen in split.items() if fen}


def _closed(by_fund: dict[str, int], whole: int | None) -> dict[str, int]:
    """The amounts by fund, made to add up to the whole: printed amounts are rounded one by one. What is lacking is of
    an unclassified fund, what is too much comes off the largest."""
    if whole is None:
        return by_fund
    rest = whole - sum(by_fund.values())
    if rest >= 0:
        return by_fund | {UNCLASSIFIED: rest}
    closed: dict[str, int] = {}
    for fund, fen in sorted(by_fund.items(), key=lambda pair: -pair[1]):
        closed[fund] = max(fen + rest, 0)
        rest += fen - closed[fund]
    return closed


def _leaves(table: ReadTable) -> dict[_Money, int]:
    """Fen by function and nature, of the columns that hold a nature each; withheld cells are left out."""
    natures = {c.label: nature for c in table.spec.columns for nature in [*(c.where.natures or ())]}
    codes = [read.row.code for read in table.rows if read.row.code]
    above = {code[:n] for code in codes for n in (3, 5) if n < len(code)}
    found: defaultdict[_Money, int] = defaultdict(int)
    for read in table.rows:
        code = read.row.code
        if not code or code in above:
            continue
        function = code if len(code) == _DIGITS else UNCLASSIFIED
        for label, fen in zip(table.columns, read.amounts_fen, strict=True):
            if label in natures and fen is not None:
                found[function, natures[label]] += fen
    return found
