"""Laws of restating: the total and every cause stay to the fen; a map that changes nothing compares as published; maps
that follow one another are one map; what is shared out by weights is right to less than a fen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.book_machine import UNITS
from tests.properties.histories import accepted
from tests.properties.publications import Published, publications
from tests.support.builders import (
    Json,
    amount,
    approved,
    body,
    line,
    new_book,
    printed_row,
    printed_table,
    project,
    record,
    scratch_folder,
    statement,
    supplement,
    unit,
)
from tests.support.crosswalks import crosswalk, pair
from tracker.book import Book
from tracker.model.money import exact_wan
from tracker.query.compare import Comparison
from tracker.query.crosswalk import shares
from tracker.query.diff import Diff
from tracker.query.restating import Mode
from tracker.tables.spec import Partition

PARTITIONS: tuple[Partition, ...] = ("project", "function", "economic", "unit")
MODES: tuple[Mode, ...] = ("published", "restated", "lca")
FUNCTIONS = ("2010301", "2010302", "2010350", "2060599", "2080101")
ECONOMICS = ("30101", "30201", "30311")
OWNERS = (("甲局", None), ("甲局", "云平台"), ("甲局", "培训"), ("甲中心", None), ("甲中心", "运维"))

money = st.dictionaries(
    st.tuples(st.sampled_from(OWNERS), st.sampled_from(FUNCTIONS), st.sampled_from(ECONOMICS)),
    st.integers(1, 10**12),
    max_size=6,
)
_weights = st.lists(st.integers(1, 1000), min_size=1, max_size=4)


@st.composite
def maps(draw: st.DrawFn, codes: tuple[str, ...], *, split: bool = True) -> list[Json]:
    """For some of the codes what they become, with weights of twelve decimals that sum to 1."""
    found: dict[str, list[tuple[str, str]]] = {}
    for source in draw(st.lists(st.sampled_from(codes), unique=True)):
        targets = draw(st.lists(st.sampled_from(codes), unique=True, min_size=1, max_size=3 if split else 1))
        parts = [draw(st.integers(1, 10**6)) for _ in targets]
        given_away = [part * 10**12 // sum(parts) for part in parts]
        given_away[0] += 10**12 - sum(given_away)
        found[source] = [(target, decimal(share)) for target, share in zip(targets, given_away, strict=True)]
    inward = [target for pairs in found.values() for target, _ in pairs]
    return [
        pair(source, target, kind_of(source, target, len(pairs), inward.count(target)), weight)
        for source, pairs in found.items()
        for target, weight in pairs
    ]


def decimal(share: int) -> str:
    return "1" if share == 10**12 else f"0.{share:012d}"


def kind_of(source: str, target: str, outward: int, inward: int) -> str:
    if outward > 1:
        return "split"
    return "merged" if inward > 1 else "same" if source == target else "moved"


@contextmanager
def book_of(*years: Mapping[tuple[tuple[str, str | None], str, str], int]) -> Iterator[Book]:
    """Years from 2023 on with these amounts in fen."""
    folder = scratch_folder()
    try:
        with new_book(folder / "book") as book:
            units = unit("甲局"), unit("甲中心", "事业")
            projects = project("云平台", "甲局"), project("培训", "甲局"), project("运维", "甲中心")
            record(book, *units, *projects, fiscal_year=2023, effective="2023-01-01")
            for year, money in enumerate(years, 2023):
                items = [
                    amount(line(*owner, function=f, economic=e), exact_wan(fen)) for (owner, f, e), fen in money.items()
                ]
                if items:
                    record(book, approved(*items), fiscal_year=year, effective=f"{year}-01-10")
            yield book
    finally:
        shutil.rmtree(folder)


def adopt(book: Book, system: str, pairs: list[Json], years: tuple[int, int] = (2023, 2024)) -> None:
    if pairs:
        record(book, crosswalk(*pairs, system=system, years=years))


def compared(book: Book, mode: Mode, by: Partition, table: int | None = None, last: int = 2024) -> Comparison:
    point = book.point().point
    found = book.compare(book.view(2023, point), book.view(last, point), mode, by, table)
    assert found.found.closes
    return found


def rows(found: Diff) -> list[object]:
    return [(r.key, r.label, r.level, r.leaf, r.before_fen, r.after_fen, r.change, r.causes) for r in found.rows]


@given(st.integers(-(10**15), 10**15), _weights)
def test_shares_add_up_and_each_is_right_to_less_than_a_fen(fen: int, parts: list[int]) -> None:
    weights = [Fraction(part, sum(parts)) for part in parts]
    found = shares(fen, weights)
    assert sum(found) == fen
    assert all(abs(share - fen * weight) < 1 for share, weight in zip(found, weights, strict=True))
    assert shares(-fen, weights) == [-share for share in found]


@settings(max_examples=60)
@given(money, money, maps(FUNCTIONS), maps(ECONOMICS), maps(("云平台", "培训", "运维")), maps(("甲局", "甲中心")))
def test_restating_keeps_the_total_and_every_cause(
    old: dict[object, int], new: dict[object, int], functions: list[Json], economics: list[Json],
    projects: list[Json], units: list[Json],
) -> None:  # fmt: skip
    with book_of(old, new) as book:  # type: ignore[arg-type] # hypothesis knows no tuples of unions
        adopt(book, "function", functions)
        adopt(book, "economic", economics)
        adopt(book, "project", projects)
        adopt(book, "unit", units)
        total_old, total_new = sum(old.values()), sum(new.values())
        for by in PARTITIONS:
            published, restated = (compared(book, mode, by).found for mode in MODES[:2])
            for found in (published, restated):
                leaves = [row for row in found.rows if row.leaf]
                assert sum(row.amounts.before_fen for row in leaves) == total_old
                assert sum(row.amounts.after_fen for row in leaves) == total_new
                assert all(sum(cause.amount_fen for cause in row.causes) == row.amounts.delta_fen for row in leaves)
            assert published.total == restated.total
        for table in range(1, 13):
            compared(book, "restated", "function", table)


@settings(max_examples=60)
@given(money, money, maps(FUNCTIONS))
def test_each_row_gets_what_the_weights_of_the_published_rows_say(
    old: dict[object, int], new: dict[object, int], pairs: list[Json]
) -> None:
    with book_of(old, new) as book:  # type: ignore[arg-type] # hypothesis knows no tuples of unions
        adopt(book, "function", pairs)
        before = {
            r.key["code"]: r.amounts.before_fen for r in compared(book, "published", "function").found.rows if r.leaf
        }
        expected: dict[str, int] = {}
        for code, fen in before.items():
            mine = [(one["to"], Fraction(one["weight"])) for one in pairs if one["from"] == code] or [
                (code, Fraction(1))
            ]
            for (target, _), share in zip(mine, shares(fen, [weight for _, weight in mine]), strict=True):
                expected[target] = expected.get(target, 0) + share
        restated = compared(book, "restated", "function").found
        found = {r.key["code"]: r.amounts.before_fen for r in restated.rows if r.leaf}
        assert {code: fen for code, fen in found.items() if fen} == {code: fen for code, fen in expected.items() if fen}


@settings(max_examples=40)
@given(money, money, st.booleans())
def test_a_map_that_changes_nothing_compares_as_published(
    old: dict[object, int], new: dict[object, int], adopted: bool
) -> None:
    with book_of(old, new) as book:  # type: ignore[arg-type] # hypothesis knows no tuples of unions
        point = book.point().point
        plain = [book.diff(book.view(2023, point), book.view(2024, point), by) for by in PARTITIONS]
        if adopted:
            adopt(book, "function", [pair(code, code, "same") for code in FUNCTIONS])
            adopt(book, "unit", [pair("甲局", "甲局", "renamed")])
        for by, expected in zip(PARTITIONS, plain, strict=True):
            for mode in MODES[:2]:
                found = compared(book, mode, by)
                assert rows(found.found) == rows(expected)
                assert found.found.total == expected.total
                assert found.moved == ()


@settings(max_examples=40)
@given(money, money, maps(FUNCTIONS, split=False), maps(FUNCTIONS, split=False))
def test_maps_that_follow_one_another_are_one_map(
    old: dict[object, int], new: dict[object, int], first: list[Json], second: list[Json]
) -> None:
    with book_of(old, {}, new) as book:  # type: ignore[arg-type] # hypothesis knows no tuples of unions
        adopt(book, "function", first, (2023, 2024))
        adopt(book, "function", second, (2024, 2025))
        record(book, supplement(line(), "1.00"), fiscal_year=2025, effective="2025-02-01")
        chained = compared(book, "restated", "function", last=2025)
        then, after = ({one["from"]: one["to"] for one in pairs} for pairs in (first, second))
        direct = {code: after.get(there := then.get(code, code), there) for code in FUNCTIONS}
        inward = [*direct.values()]
        adopt(
            book,
            "function",
            [pair(code, to, kind_of(code, to, 1, inward.count(to))) for code, to in direct.items()],
            (2023, 2025),
        )
        at_once = compared(book, "restated", "function", last=2025)
        amounts = [
            {r.key["code"]: (r.amounts.before_fen, r.amounts.after_fen) for r in one.found.rows}
            for one in (chained, at_once)
        ]
        assert amounts[0] == amounts[1]


_printed = st.dictionaries(st.sampled_from(FUNCTIONS), st.integers(0, 10**6), max_size=5)


@settings(max_examples=60)
@given(_printed, _printed, st.integers(-2, 2), maps(FUNCTIONS), st.sampled_from(MODES))
def test_published_years_close_whatever_the_map(
    old: dict[str, int], new: dict[str, int], tail: int, pairs: list[Json], mode: Mode
) -> None:
    """Amounts in hundreds of yuan; the total of the older publication is off by a few of them."""
    with book_of() as book:
        opening = [published(2023, old, tail), published(2024, new, 0)]
        assert all(accepted(book, one) for one in opening)
        adopt(book, "function", pairs)
        point = book.point().point
        found = book.compare(book.view(2023, point), book.view(2024, point), mode, "function").found
        assert found.total is not None
        assert found.total.before_fen == (sum(old.values()) + tail) * 10_000
        assert found.total.delta_fen == sum(row.amounts.delta_fen for row in found.rows if row.leaf)
        as_printed = book.diff(book.view(2023, point), book.view(2024, point), "function")
        assert mode == "lca" or of_leaves(found) == of_leaves(as_printed)


@settings(max_examples=40)
@given(
    publications(),
    money,
    maps(("2010301", "2010350", "2060599", "20103", "206")),
    maps(("30101", "30227", "302")),
    maps(("甲局", "乙办", "丙中心")),
    st.booleans(),
)
def test_any_publication_is_restated_without_a_fen_lost(
    publication: Published, new: dict[object, int], functions: list[Json], economics: list[Json], units: list[Json],
    mapped: bool,
) -> None:  # fmt: skip
    """Lost pages, tails, withheld amounts, blocks of unknown kind: whatever is known of the total stays so."""
    with book_of(new) as book:  # type: ignore[arg-type] # hypothesis knows no tuples of unions
        known = {ref["unit"] for ref in publication.lines} | {"乙办", "丙中心"}
        record(book, *(unit(name, UNITS[name]) for name in sorted(known - {"甲局"})), effective="2024-01-01")
        owned = sorted({(ref["unit"], ref["project"]) for ref in publication.lines if ref.get("project")})
        fresh = [pair for pair in owned if pair not in {("甲局", "云平台"), ("甲局", "培训")}]
        if fresh:
            record(book, *(project(name, owner) for owner, name in fresh), effective="2024-01-01")
        opening = publication.statement | {"sha256": "c" * 64}
        record(book, opening, effective="2024-01-01")
        items = [amount(line("甲局", function="2010301"), "7.00"), amount(line("乙办", economic="30227"), "5.00")]
        record(book, approved(*items), fiscal_year=2025, effective="2025-01-01")
        for system, pairs in (("function", functions), ("economic", economics), ("unit", units)):
            adopt(book, system, levelled(pairs) if mapped else [], (2024, 2025))
        point = book.point().point
        old, later = book.view(2024, point), book.view(2025, point)
        for by, table in [*((by, None) for by in PARTITIONS), *(("function", number) for number in range(1, 13))]:
            plain = book.diff(old, later, by, table)
            found = book.compare(old, later, "restated", by, table).found
            assert found.total == plain.total
            if not mapped:
                assert rows(found) == rows(plain)
            if table not in (1, 4, 7) and not plain.lost:  # what moves into a row that is lost is not seen there
                assert of_leaves(found) == of_leaves(plain)
            for row in [row for row in found.rows if row.leaf]:
                assert not row.causes or sum(cause.amount_fen for cause in row.causes) == row.amounts.delta_fen


def levelled(pairs: list[Json]) -> list[Json]:
    """The pairs of codes of one level, of codes all of whose pairs are."""
    mixed = {one["from"] for one in pairs if one["from"].isdigit() and len(one["from"]) != len(one["to"])}
    kept = [one for one in pairs if one["from"] not in mixed]
    outward, inward = ([one[end] for one in kept] for end in ("from", "to"))
    return [
        one | {"kind": kind_of(one["from"], one["to"], outward.count(one["from"]), inward.count(one["to"]))}
        for one in kept
    ]


def of_leaves(found: Diff) -> int:
    """What the leaves differ by together, 尾差 aside."""
    return sum(row.amounts.delta_fen for row in found.rows if row.leaf and row.key)


def published(year: int, codes: Mapping[str, int], tail: int) -> Json:
    sums: dict[str, int] = {"": sum(codes.values()) + tail}
    for code, cents in codes.items():
        for prefix in (code[:3], code[:5], code):
            sums[prefix] = sums.get(prefix, 0) + cents
    rows = [
        printed_row(f"科目{code}" if code else "合计", exact_wan(cents * 10_000), code=code or None)
        for code, cents in sorted(sums.items())
    ]
    whole = statement(f"{year % 10}", adopt=True, tables=(printed_table(3, ["合计"], *rows),))
    return body(whole, fiscal_year=year, effective=f"{year}-01-01")
