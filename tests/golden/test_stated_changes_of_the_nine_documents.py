"""Every change that the real text of 2024 states, against the figures of the two books: reproduced, or with the reason
why not. The text is read here by plain expressions, apart from the reader of sentences that the linter has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

import pytest

from tests.golden.test_nine_documents import both, imported, readings  # noqa: F401  # fixtures
from tests.support.shell import run
from tracker.book import Book
from tracker.documents.reading import Reading
from tracker.query.year import YearView
from tracker.tables.spec import squeeze

ZERO = Decimal(0)


class Item(NamedTuple):
    """What an item of the text says: the names of its codes, its amount twice, what was spent the year before, and the
    percentage, None where it says that nothing changed. In 万元."""

    names: tuple[str, str, str]
    amount: Decimal
    base: Decimal
    planned: Decimal
    percent: Decimal | None


_ITEM = re.compile(
    r"\d+\.“(?P<a>[^（]+)（类）(?P<b>[^（]+)（款）(?P<c>.+?)（项）”(?P<amount>[\d.]+)万元，.*?"
    r"2023年当年预算执行数为(?P<base>[\d.]+)万元，2024年预算安排(?P<planned>[\d.]+)万元，"
    r"比2023年预算执行数(?:持平|(?P<sign>增加|减少)(?P<percent>[\d.]+)%)"
)
_TOTAL = re.compile(
    r"(财政拨款收入|财政拨款支出预算|一般公共预算拨款支出预算)([\d.]+)万元，比2023年预算减少([\d.]+)万元"
)
_LEVEL = re.compile(r"(政府性基金|国有资本经营预算)拨款支出预算([\d.]+)万元，比2023年预算持平")
_THREE = re.compile(
    r"(“三公”经费|因公出国（境）费|公务用车购置及运行费|公务用车购置费|公务用车运行费|公务接待费)(?:预算数为)?([\d.]+)万元[，。]"
    r"比2023年预算(?:持平|增加([\d.]+)万元)"
)
_CALLED = {"“三公”经费": "“三公”经费合计", "公务用车购置费": "购置费", "公务用车运行费": "运行费"}
"""What the table calls otherwise."""


@pytest.fixture(scope="module")
def text(readings: dict[int, Reading]) -> str:  # noqa: F811
    return "".join("".join(placed.text.split()) for placed in readings[2024].text)


@pytest.fixture(scope="module")
def views(both: Book) -> tuple[YearView, YearView]:  # noqa: F811
    point = both.point().point
    return both.view(2023, point), both.view(2024, point)


def wan(fen: int) -> Decimal:
    return (Decimal(fen) / 1_000_000).quantize(Decimal("0.01"), ROUND_HALF_UP)


def percent(base: Decimal, now: Decimal) -> Decimal:
    return ((now - base) / base * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def items(text: str) -> Iterator[Item]:
    for found in _ITEM.finditer(text):
        sign = -1 if found["sign"] == "减少" else 1
        stated = sign * Decimal(found["percent"]) if found["percent"] else None
        amount, base, planned = (Decimal(found[name]) for name in ("amount", "base", "planned"))
        yield Item((squeeze(found["a"]), squeeze(found["b"]), squeeze(found["c"])), amount, base, planned, stated)


def by_names(view: YearView) -> dict[tuple[str, ...], Decimal]:
    """The amounts of table 5 by the names of class, 款 and 项."""
    table = view.table("general-by-function")
    label = {row.key: squeeze(row.head.label) for row in table.rows}
    return {
        (label[row.key[:3]], label[row.key[:5]], label[row.key]): wan(row.amounts_fen[0] or 0)
        for row in table.rows
        if len(row.key) == 7 and row.key.isdigit()
    }


def test_the_totals_fall_by_what_the_bridge_leads_down(
    text: str, both: Book, views: tuple[YearView, YearView]  # noqa: F811
) -> None:  # fmt: skip
    found = both.bridge(*views)
    stated = [(Decimal(now), Decimal(less)) for _, now, less in _TOTAL.findall(text)]
    assert stated == [(wan(found.end_fen), wan(found.start_fen) - wan(found.end_fen))] * 3
    level = _LEVEL.findall(text)
    assert len(level) == 2
    for (_, now), role in zip(level, ("fund-by-function", "capital-by-function"), strict=True):
        sizes = [wan(view.table(role).cell("合计", "合计") or 0) for view in views]  # type: ignore[arg-type] # roles
        assert sizes == [Decimal(now)] * 2


def test_every_change_of_the_public_expenses_is_that_of_the_tables(
    text: str, both: Book, views: tuple[YearView, YearView]  # noqa: F811
) -> None:  # fmt: skip
    number = both.table(views[1], 9).spec.number
    rows = {squeeze(row.label): row.amounts for row in both.diff(*views, table=number).rows}
    kept = {squeeze(row.head.label): wan(row.amounts_fen[0] or 0) for row in both.table(views[1], number).rows}
    stated = _THREE.findall(text[text.index("“三公”经费预算情况说明") :])
    assert len(stated) == 6
    for name, now, more in stated:
        row = next(label for label in kept if label == squeeze(_CALLED.get(name, name)))
        assert kept[row] == Decimal(now)
        assert (wan(rows[row].delta_fen) if row in rows else ZERO) == (Decimal(more) if more else ZERO), name


def test_every_item_is_reproduced_or_has_its_reason(
    text: str, both: Book, views: tuple[YearView, YearView]  # noqa: F811
) -> None:  # fmt: skip
    """What the year before is called is expected to be spent: where that is its budget our difference says the same
    percentage; where it is not it follows from the two amounts that are stated, and no table has the one. What neither
    holds of, the linter reports."""
    old, new = map(by_names, views)
    outcome: Counter[str] = Counter()
    wrong = set()
    for item in items(text):
        assert item.amount == item.planned or item.names[2] == "住房公积金"
        right = item.base != ZERO and (item.percent or ZERO) == percent(item.base, new[item.names])
        if not right or new[item.names] != item.planned:
            outcome["reported"] += 1
            wrong.add(str(item.planned))
        elif item.base == old.get(item.names, ZERO):
            outcome["reproduced"] += 1
        else:
            outcome["on what was spent"] += 1
    assert sum(outcome.values()) == text.count("2023年当年预算执行数为") == 33
    assert outcome["reported"] == len(wrong)
    linted = run(both.path, "lint", f"stmt:{both.roster.text('year', '2024', 'opening')}", "--json").json["findings"]
    said = {
        found["where"]["quote"].partition("2024年预算安排")[2].partition("万元")[0]
        for found in linted
        if found["rule"] in ("X2", "X3")
    }
    assert said == wrong
    assert outcome == {"reproduced": 13, "on what was spent": 18, "reported": 2}
