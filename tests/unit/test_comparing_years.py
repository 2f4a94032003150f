"""One year against an earlier one: given two years and a crosswalk, what each mode compares with what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.builders import (
    Json,
    amount,
    approved,
    line,
    milestone,
    new_book,
    printed_row,
    printed_table,
    project,
    record,
    reversed_,
    statement,
    supplement,
    unit,
)
from tests.support.crosswalks import crosswalk, pair
from tracker.book import Book
from tracker.model.errors import NotFound
from tracker.model.money import parse_wan
from tracker.query.compare import Comparison
from tracker.query.restating import Mode
from tracker.tables.spec import Partition


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """Two units, three projects; 2023 and 2024 without amounts."""
    with new_book(tmp_path / "book") as book:
        record(
            book,
            unit("甲局"),
            unit("甲中心", "事业", parent="甲局"),
            project("云平台", "甲局"),
            project("培训", "甲局"),
            project("运维", "甲中心"),
            fiscal_year=2023,
            effective="2023-01-01",
        )
        yield book


def code(function: str, economic: str = "30101", owner: str = "甲局", **more: str) -> Json:
    return line(owner, function=function, economic=economic, **more)


def approve(book: Book, year: int, *lines: tuple[Json, str]) -> int:
    items = [amount(named, wan) for named, wan in lines]
    return record(book, approved(*items), fiscal_year=year, effective=f"{year}-01-10").seq


def compared(
    book: Book,
    mode: Mode = "restated",
    by: Partition = "function",
    *,
    table: int | None = None,
    at: str = "HEAD",
    years: tuple[int, int] = (2023, 2024),
) -> Comparison:
    point = book.point(at).point
    old, new = (book.view(year, point) for year in years)
    found = book.compare(old, new, mode, by, table)
    assert found.found.closes
    return found


def leaves(found: Comparison) -> dict[str, tuple[int, int, str]]:
    """Fen before and after, and what kind of change, of each leaf by its code or label."""
    return {
        row.key.get("code") or row.key.get("economic") or row.label: (
            row.amounts.before_fen,
            row.amounts.after_fen,
            row.change,
        )
        for row in found.found.rows
        if row.leaf
    }


def row(before: str, after: str, change: str) -> tuple[int, int, str]:
    return parse_wan(before), parse_wan(after), change


# Ledger years


def test_what_only_moved_by_the_map_is_no_change_of_money(book: Book) -> None:
    approve(book, 2023, (code("2010301"), "100.00"), (code("2010350"), "30.00"))
    approve(book, 2024, (code("2014101"), "100.00"), (code("2014150"), "33.00"))
    seq = record(book, crosswalk(pair("20103", "20141", "moved"))).seq
    found = compared(book)
    assert leaves(found) == {
        "2014101": row("100.00", "100.00", "reclassified"),
        "2014150": row("30.00", "33.00", "changed"),
    }
    assert [(one.system, one.seq) for one in found.maps] == [("function", seq)]
    assert [(m.source.key["code"], m.target.key["code"], m.fen, m.kind, m.seqs) for m in found.moved] == [
        ("2010301", "2014101", parse_wan("100.00"), "moved", (seq,)),
        ("2010350", "2014150", parse_wan("30.00"), "moved", (seq,)),
    ]
    assert found.unmapped == ()


def test_as_published_a_row_that_differs_by_the_map_alone_says_so(book: Book) -> None:
    approve(book, 2023, (code("2010301"), "100.00"), (code("2010350"), "30.00"))
    approve(book, 2024, (code("2014101"), "100.00"), (code("2014150"), "33.00"))
    record(book, crosswalk(pair("20103", "20141", "renamed")))
    assert leaves(compared(book, "published")) == {
        "2010301": row("100.00", "0.00", "renamed"),
        "2010350": row("30.00", "0.00", "renamed"),
        "2014101": row("0.00", "100.00", "renamed"),
        "2014150": row("0.00", "33.00", "added"),
    }


def test_a_split_shares_the_amount_by_its_weights_to_the_fen(book: Book) -> None:
    approve(book, 2023, (code("2010301"), "0.000007"), (code("2010301", "30102"), "0.000003"))
    approve(book, 2024, (code("2014101"), "0.000003"), (code("2014102"), "9.00"))
    record(
        book,
        crosswalk(
            pair("2010301", "2014101", "split", "0.333333"),
            pair("2010301", "2014102", "split", "0.333333"),
            pair("2010301", "2010301", "split", "0.333334"),
        ),
    )
    found = compared(book)
    # a third of 10 fen is 3.33…: the odd fen goes to the largest remainder
    assert leaves(found) == {
        "2014101": (3, 3, "split"),
        "2014102": (3, 9_000_000, "changed"),
        "2010301": (4, 0, "removed"),
    }
    assert sum(cause.amount_fen for r in found.found.rows for cause in r.causes if cause.header.seq == 2) == -10


def test_several_codes_that_were_merged_are_compared_together(book: Book) -> None:
    approve(book, 2023, (code("2010301"), "1.00"), (code("2010302"), "2.00"))
    approve(book, 2024, (code("2010301"), "3.00"))
    record(book, crosswalk(pair("2010301", "2010301", "merged"), pair("2010302", "2010301", "merged")))
    assert leaves(compared(book)) == {"2010301": row("3.00", "3.00", "merged")}


def test_the_longest_code_that_a_map_names_holds(book: Book) -> None:
    approve(book, 2023, (code("2010301"), "1.00"), (code("2010302"), "2.00"))
    approve(book, 2024, (code("2014101"), "1.00"), (code("2010699"), "2.00"))
    record(book, crosswalk(pair("20103", "20141", "moved"), pair("2010302", "2010699", "moved")))
    assert leaves(compared(book)).keys() == {"2014101", "2010699"}


def test_an_economic_code_takes_its_block_along(book: Book) -> None:
    approve(book, 2023, (code("2210201", "30311"), "5.00"))
    approve(book, 2024, (code("2210201", "30113"), "5.00"))
    record(book, crosswalk(pair("30311", "30113", "moved"), system="economic"))
    (only,) = [r for r in compared(book, by="economic").found.rows if r.leaf]
    assert (only.key, only.change) == ({"economic": "30113", "unit_kind": "行政"}, "reclassified")


def test_classes_of_the_balance_follow_their_codes(book: Book) -> None:
    approve(book, 2023, (code("2010301"), "5.00"))
    approve(book, 2024, (code("2080101"), "5.00"))
    record(book, crosswalk(pair("2010301", "2080101", "moved")))
    changes = {r.label: r.amounts.delta_fen for r in compared(book, table=1).found.rows if r.amounts.delta_fen}
    assert changes == {}
    (moved,) = compared(book, table=1).moved
    assert (moved.source.label, moved.target.label) == ("一、一般公共服务支出", "八、社会保障和就业支出")


def test_what_ended_and_what_is_new_stand_alone_and_are_spoken_of(book: Book) -> None:
    approve(book, 2023, (code("2010301"), "1.00"), (code("2010302"), "2.00"), (code("2010303"), "3.00"))
    approve(book, 2024, (code("2010301"), "1.00"), (code("2014102"), "4.00"), (code("2014199"), "5.00"))
    record(book, crosswalk(pair("2010302", None, "ended"), pair(None, "2014102", "new")))
    found = compared(book)
    assert leaves(found)["2010302"] == row("2.00", "0.00", "removed")
    assert [(one.year, one.node.key["code"], one.fen) for one in found.unmapped] == [
        (2023, "2010303", parse_wan("3.00")),
        (2024, "2014199", parse_wan("5.00")),
    ]


# Units and projects


def test_a_map_of_units_takes_their_projects_along(book: Book) -> None:
    record(book, unit("乙局"), project("乙平台", "乙局"), fiscal_year=2024)
    approve(book, 2023, (code("2010301"), "1.00"), (code("2010301", project="云平台"), "2.00"))
    approve(
        book, 2024, (code("2010301", owner="乙局"), "1.00"), (code("2010301", owner="乙局", project="乙平台"), "2.00")
    )
    record(book, crosswalk(pair("甲局", "乙局", "renamed"), system="unit"))
    record(book, crosswalk(pair("云平台", "乙平台", "renamed"), system="project"))
    assert leaves(compared(book, by="unit")) == {"乙局": row("3.00", "3.00", "renamed")}
    assert leaves(compared(book, by="project")) == {
        "基本支出": row("1.00", "1.00", "renamed"),
        "乙平台": row("2.00", "2.00", "renamed"),
    }


def test_without_a_map_a_project_is_followed_to_the_one_that_continues_it(book: Book) -> None:
    approve(book, 2023, (code("2010301", project="云平台"), "2.00"))
    seq = record(book, project("云平台二期", "甲局", predecessor="云平台"), fiscal_year=2024).seq
    approve(book, 2024, (code("2010301", project="云平台二期"), "2.00"))
    found = compared(book, by="project")
    assert leaves(found) == {"云平台二期": row("2.00", "2.00", "renamed")}
    assert [move.seqs for move in found.moved] == [(seq,)]


def test_a_project_that_goes_on_itself_is_not_taken_for_its_successor(book: Book) -> None:
    record(book, project("云平台二期", "甲局", predecessor="云平台"), fiscal_year=2023, effective="2023-12-20")
    approve(book, 2023, (code("2010301", project="云平台"), "2.00"))
    approve(book, 2024, (code("2010301", project="云平台"), "3.00"), (code("2010301", project="云平台二期"), "4.00"))
    assert leaves(compared(book, by="project")) == {
        "云平台": row("2.00", "3.00", "changed"),
        "云平台二期": row("0.00", "4.00", "added"),
    }


def test_of_two_successors_without_weights_neither_is_chosen(book: Book) -> None:
    approve(book, 2023, (code("2010301", project="云平台"), "2.00"))
    parts = project("一片", "甲局", predecessor="云平台"), project("二片", "甲局", predecessor="云平台")
    record(book, *parts, fiscal_year=2024)
    approve(book, 2024, (code("2010301", project="一片"), "2.00"))
    found = compared(book, by="project")
    assert leaves(found)["云平台"] == row("2.00", "0.00", "removed")
    assert [one.node.label for one in found.unmapped] == ["云平台", "一片"]


def test_an_adopted_map_goes_before_what_the_projects_say_of_themselves(book: Book) -> None:
    approve(book, 2023, (code("2010301", project="云平台"), "2.00"))
    record(book, project("云平台二期", "甲局", predecessor="云平台"), fiscal_year=2024)
    approve(book, 2024, (code("2010301", project="培训"), "2.00"))
    record(book, crosswalk(pair("云平台", "培训", "moved"), system="project"))
    assert leaves(compared(book, by="project")) == {"培训": row("2.00", "2.00", "reclassified")}


# More years, versions, taking back


def test_over_several_years_the_maps_follow_one_another_unless_one_leads_there_at_once(book: Book) -> None:
    approve(book, 2022, (code("2010301"), "8.00"))
    approve(book, 2024, (code("2014101"), "2.00"), (code("2014199"), "6.00"))
    record(book, crosswalk(pair("2010301", "2010399", "moved"), years=(2022, 2023)), fiscal_year=2023)
    weights = pair("2010399", "2014101", "split", "0.25"), pair("2010399", "2014199", "split", "0.75")
    record(book, crosswalk(*weights, years=(2023, 2024)))
    chained = compared(book, years=(2022, 2024))
    assert leaves(chained) == {"2014101": row("2.00", "2.00", "split"), "2014199": row("6.00", "6.00", "split")}
    assert [(one.from_year, one.to_year) for one in chained.maps] == [(2022, 2023), (2023, 2024)]
    record(book, crosswalk(pair("2010301", "2014101", "moved"), years=(2022, 2024)))
    direct = compared(book, years=(2022, 2024))
    assert leaves(direct)["2014101"] == row("8.00", "2.00", "changed")
    assert [(one.from_year, one.to_year) for one in direct.maps] == [(2022, 2024)]


def test_an_old_report_is_rebuilt_with_the_map_of_its_time(book: Book) -> None:
    approve(book, 2023, (code("2010301"), "1.00"))
    approve(book, 2024, (code("2014101"), "1.00"), (code("2014102"), "1.00"))
    first = record(book, crosswalk(pair("2010301", "2014101", "moved"))).seq
    then = compared(book)
    second = record(book, crosswalk(pair("2010301", "2014102", "moved"))).seq
    assert leaves(compared(book))["2014102"] == row("1.00", "1.00", "reclassified")
    again = compared(book, at=f"@{first}")
    assert (
        leaves(again)
        == leaves(then)
        == {
            "2014101": row("1.00", "1.00", "reclassified"),
            "2014102": row("0.00", "1.00", "added"),
        }
    )
    assert [one.seq for one in again.maps] == [first]
    record(book, reversed_(second))
    assert leaves(compared(book)) == leaves(then)


# Lowest common code


def test_without_a_map_both_sides_are_compared_at_款_else_at_类(book: Book) -> None:
    approve(book, 2023, (code("2010301"), "1.00"), (code("2010302"), "2.00"), (code("2080101"), "4.00"),
            (code("2210201"), "8.00"))  # fmt: skip
    approve(book, 2024, (code("2010302"), "2.00"), (code("2010350"), "1.00"), (code("2080501"), "4.00"))
    assert leaves(compared(book, "lca")) == {
        "20103": row("3.00", "3.00", "changed"),
        "208": row("4.00", "4.00", "changed"),
        "2210201": row("8.00", "0.00", "removed"),
    }


def test_what_a_map_speaks_of_is_not_taken_together(book: Book) -> None:
    approve(book, 2023, (code("2010301"), "1.00"), (code("2010302"), "2.00"))
    approve(book, 2024, (code("2010350"), "1.00"))
    record(book, crosswalk(pair("2010301", "2010350", "moved"), pair("2010302", None, "ended")))
    assert leaves(compared(book, "lca")) == leaves(compared(book))


def test_economic_codes_meet_at_their_类(book: Book) -> None:
    approve(book, 2023, (code("2010301", "30101"), "1.00"), (code("2010301", "30201"), "2.00"))
    approve(book, 2024, (code("2010301", "30102"), "1.00"), (code("2010301", "30201"), "2.00"))
    assert leaves(compared(book, "lca", "economic")) == {
        "301": row("1.00", "1.00", "changed"),
        "30201": row("2.00", "2.00", "changed"),
    }


@pytest.mark.parametrize(("by", "table"), [("project", None), ("unit", None), ("function", 1), ("function", 12)])
def test_the_lowest_common_code_is_one_of_codes(book: Book, by: Partition, table: int | None) -> None:
    approve(book, 2023, (code("2010301"), "1.00"))
    approve(book, 2024, (code("2010301"), "1.00"))
    with pytest.raises(NotFound):
        compared(book, "lca", by, table=table)


@pytest.mark.parametrize("years", [(2024, 2023), (2024, 2024)])
@pytest.mark.parametrize("mode", ["restated", "lca"])
def test_maps_are_not_turned_round(book: Book, mode: Mode, years: tuple[int, int]) -> None:
    approve(book, 2023, (code("2010301"), "1.00"))
    approve(book, 2024, (code("2010301"), "1.00"))
    with pytest.raises(NotFound):
        compared(book, mode, years=years)


# Years that a statement opened


def published(book: Book, year: int, *tables: Json) -> None:
    adopted = statement(f"{year % 10:x}", adopt=True, tables=tables)
    record(book, adopted, milestone(f"{year}/original"), fiscal_year=year, effective=f"{year}-01-01")


def spending(*codes: tuple[str, str]) -> Json:
    rows = (printed_row(f"科目{code}" if code else "合计", wan, code=code or None) for code, wan in codes)
    return printed_table(3, ["合计"], *rows)


def test_leaves_of_a_publication_move_and_its_tails_stay(book: Book) -> None:
    """The leaves of 20103 add up to 100.00 where 100.01 is printed."""
    published(book, 2023, spending(("", "107.01"), ("201", "107.01"), ("20103", "100.01"), ("2010301", "60.00"),
              ("2010302", "40.00"), ("20106", "7.00"), ("2010601", "7.00")))  # fmt: skip
    published(book, 2024, spending(("", "108.00"), ("201", "108.00"), ("20103", "40.00"), ("2010302", "40.00"),
              ("20106", "68.00"), ("2010601", "68.00")))  # fmt: skip
    record(book, crosswalk(pair("2010301", "2010601", "merged"), pair("2010601", "2010601", "merged")))
    found = compared(book)
    assert {r.key.get("code", r.label): (r.amounts.before_fen, r.amounts.after_fen) for r in found.found.rows} == {
        "201": (parse_wan("107.01"), parse_wan("108.00")),
        "20103": (parse_wan("40.01"), parse_wan("40.00")),
        "20106": (parse_wan("67.00"), parse_wan("68.00")),
        "2010601": (parse_wan("67.00"), parse_wan("68.00")),
        "尾差": (0, -10_000),
    }
    total = found.found.total
    assert total is not None
    assert (total.before_fen, total.after_fen) == (parse_wan("107.01"), parse_wan("108.00"))
    assert total.delta_fen == sum(r.amounts.delta_fen for r in found.found.rows if r.leaf)


def test_a_map_of_a_款_takes_its_printed_row_along(book: Book) -> None:
    published(book, 2023, spending(("", "100.01"), ("201", "100.01"), ("20103", "100.01"), ("2010301", "60.00"),
              ("2010302", "40.00")))  # fmt: skip
    published(book, 2024, spending(("", "100.01"), ("201", "100.01"), ("20141", "100.01"), ("2014101", "60.00"),
              ("2014102", "40.00")))  # fmt: skip
    record(book, crosswalk(pair("20103", "20141", "moved")))
    assert {r.key["code"]: (r.amounts.delta_fen, r.change) for r in compared(book).found.rows} == {
        "201": (0, "changed"),
        "20141": (0, "reclassified"),
        "2014101": (0, "reclassified"),
        "2014102": (0, "reclassified"),
    }


def test_postings_on_an_opened_year_move_with_its_cells(book: Book) -> None:
    published(book, 2023, spending(("", "10.00"), ("201", "10.00"), ("20103", "10.00"), ("2010301", "10.00")))
    record(book, supplement(code("2010301"), "1.00"), fiscal_year=2023, effective="2023-05-01")
    approve(book, 2024, (code("2014101"), "11.00"))
    record(book, crosswalk(pair("2010301", "2014101", "moved")))
    found = compared(book)
    assert leaves(found) == {"2014101": row("11.00", "11.00", "reclassified")}
    (leaf,) = [r for r in found.found.rows if r.leaf]
    assert sum(cause.amount_fen for cause in leaf.causes) == 0
    assert [(cause.amount_fen, cause.unattributed) for cause in leaf.causes] == [
        (-10_000_000, True),
        (-1_000_000, False),
        (11_000_000, False),
    ]


def test_published_codes_without_a_counterpart_meet_above(book: Book) -> None:
    published(book, 2023, spending(("", "10.01"), ("201", "10.01"), ("20103", "10.01"), ("2010301", "6.00"),
              ("2010302", "4.00")))  # fmt: skip
    published(book, 2024, spending(("", "12.00"), ("201", "12.00"), ("20103", "12.00"), ("2010301", "5.00"),
              ("2010350", "7.00")))  # fmt: skip
    assert leaves(compared(book, "lca")) == {"20103": row("10.01", "12.00", "changed")}


def test_projects_of_published_years_move_with_their_units(book: Book) -> None:
    def tables(owner: str, name: str) -> tuple[Json, ...]:
        basic = [printed_row("合计", "5.00"), printed_row(owner, "5.00", unit=owner)]
        projects = [printed_row("合计", "2.00"), printed_row(owner, "2.00", unit=owner)]
        return (
            spending(("", "7.00"), ("201", "7.00")),
            printed_table(11, ["总计"], *basic),
            printed_table(12, ["总计"], *projects, printed_row(name, "2.00", unit=owner)),
        )

    record(book, unit("乙局"), project("乙平台", "乙局"), fiscal_year=2024)
    published(book, 2023, *tables("甲局", "云平台"))
    published(book, 2024, *tables("乙局", "乙平台"))
    record(book, crosswalk(pair("云平台", "乙平台", "renamed"), system="project"))
    assert leaves(compared(book, by="unit")) == {
        "甲局": row("5.00", "0.00", "removed"),
        "乙局": row("2.00", "7.00", "changed"),
    }
    record(book, crosswalk(pair("甲局", "乙局", "renamed"), system="unit"))
    assert leaves(compared(book, by="unit")) == {"乙局": row("7.00", "7.00", "renamed")}
    assert leaves(compared(book, by="project")) == {
        "基本支出": row("5.00", "5.00", "renamed"),
        "乙平台": row("2.00", "2.00", "renamed"),
    }
    assert leaves(compared(book, table=12)) == {"乙平台": row("2.00", "2.00", "renamed")}


def test_the_tails_of_figures_that_were_merged_are_still_rounding(book: Book) -> None:
    """Four leaves, each printed 0.01 too low: 0.04 of 尾差, which one leaf alone could not have."""
    codes = [(f"201030{n}", "1.00") for n in range(1, 8)]
    published(book, 2023, spending(("", "7.04"), ("201", "7.04"), ("20103", "7.04"), *codes))
    published(book, 2024, spending(("", "7.00"), ("201", "7.00"), ("20103", "7.00"), ("2010301", "7.00")))
    record(book, crosswalk(*(pair(source, "2010301", "merged") for source, _ in codes)))
    assert leaves(compared(book)) == {"2010301": row("7.00", "7.00", "merged"), "尾差": (0, -40_000, "rounding")}
