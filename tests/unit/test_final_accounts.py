"""A book meets final accounts: of a year of events, of one that a budget opened, of one that it knows nothing of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.builders import (
    UPKEEP,
    WAGES,
    Json,
    amount,
    cell,
    new_book,
    printed_row,
    printed_table,
    record,
    statement,
)
from tests.support.final_accounts import BASIC, GENERAL, OTHER, PROJECT, Account, printed
from tests.support.shell import run
from tests.support.small_documents import document
from tests.unit.test_rules import refusal
from tracker.book import Book
from tracker.book.files import FileBook
from tracker.book.gathering import import_many
from tracker.book.recording import Imported
from tracker.explain.implied import text_of_year
from tracker.model.errors import Refused
from tracker.model.vocabulary import Measure
from tracker.query.progress import Completion

WAN = 1_000_000
ACCOUNT = Account(
    {
        ("2010301", BASIC, GENERAL): 90 * WAN,
        ("2010350", PROJECT, GENERAL): 24 * WAN,
        ("2010301", BASIC, OTHER): 3 * WAN,
    },
    {"30101": 90 * WAN},
)
OPENED = statement(
    "b",
    adopt=True,
    tables=(
        printed_table(
            3,
            ["合计", "基本支出", "项目支出"],
            printed_row("合计", "130.00", "100.00", "30.00"),
            printed_row("一般公共服务支出", "130.00", "100.00", "30.00", code="201"),
            printed_row("政府办公厅", "130.00", "100.00", "30.00", code="20103"),
            printed_row("行政运行", "100.00", "100.00", "0.00", code="2010301"),
            printed_row("事业运行", "30.00", "0.00", "30.00", code="2010350"),
        ),
    ),
)


def imported(book: Book, tmp_path: Path, account: Account = ACCOUNT, **more: object) -> Imported:
    path = tmp_path / f"决算{len(list(tmp_path.iterdir()))}.txt"
    path.write_text(printed(account))
    return book.import_document(path, **({"adopt": True} | more))  # type: ignore[arg-type] # options of an import


def executed(book: Book) -> dict[tuple[str, ...], int]:
    """Fen by unit (its name), nature, fund and function of 2024, zeros left out."""
    view = book.view(2024, book.point().point)
    sums: dict[tuple[str, ...], int] = {}
    for line, money in view.measures:
        key = view.naming.unit_name(line.unit), line.nature, line.fund, line.function
        sums[key] = sums.get(key, 0) + money.get(Measure.EXECUTED, 0)
    return {key: fen for key, fen in sums.items() if fen}


def completion(book: Book, code: str) -> Completion:
    found = book.progress(book.view(2024, book.point().point)).completions
    return next(one for one in found if one.head.code == code)


def test_an_unknown_year_learns_what_was_spent_and_nothing_of_its_budget(tmp_path: Path) -> None:
    with new_book(tmp_path / "book") as book:
        imported(book, tmp_path)
        assert executed(book) == {
            ("未分类", BASIC, GENERAL, "2010301"): 90 * WAN,
            ("未分类", BASIC, "unclassified", "2010301"): 3 * WAN,
            ("未分类", PROJECT, GENERAL, "2010350"): 24 * WAN,
        }
        found = completion(book, "2010301")
        assert (found.original_fen, found.current_fen, found.executed_fen) == (None, None, 93 * WAN)
        assert (found.of_original, found.of_current) == (None, None)
        assert [one.rule for one in book.judged()] == []
        assert book.view(2024, book.point().point).size_fen() == 0


def test_what_lines_spent_is_part_of_what_the_accounts_report(book: Book, tmp_path: Path) -> None:
    record(book, {"kind": "ExecutionRecorded", "line": WAGES, "amount": "40.00"})
    record(book, {"kind": "ExecutionRecorded", "line": UPKEEP, "amount": "24.00"})
    imported(book, tmp_path)
    assert executed(book) == {
        ("甲局", BASIC, GENERAL, "2010301"): 40 * WAN,
        ("未分类", BASIC, GENERAL, "2010301"): 50 * WAN,
        ("未分类", BASIC, "unclassified", "2010301"): 3 * WAN,
        ("甲中心", PROJECT, GENERAL, "2010350"): 24 * WAN,
    }
    found = completion(book, "2010301")
    assert (found.original_fen, found.current_fen, found.executed_fen) == (102 * WAN, 102 * WAN, 93 * WAN)
    assert (found.of_original, found.of_current) == ("91.18", "91.18")
    assert [one.rule for one in book.judged(["I4"])] == []


def test_more_was_recorded_than_the_accounts_report(book: Book, tmp_path: Path) -> None:
    record(book, {"kind": "ExecutionRecorded", "line": WAGES, "amount": "95.00"})
    imported(book, tmp_path)
    assert completion(book, "2010301").executed_fen == 93 * WAN
    assert [(one.rule, one.observed) for one in book.judged(["I38"])] == [("I38", True)]


def test_what_was_spent_beyond_the_budget_is_recorded_and_listed(book: Book, tmp_path: Path) -> None:
    imported(book, tmp_path, replace(ACCOUNT, spent={("2010350", PROJECT, GENERAL): 31 * WAN}, economic={}))
    assert completion(book, "2010350").of_current == "103.33"
    assert [(one.rule, one.observed) for one in book.judged(["I4"])] == [("I4", True)]


def test_a_year_has_an_opening_and_final_accounts_in_either_order(tmp_path: Path) -> None:
    for n, order in enumerate((("budget", "accounts"), ("accounts", "budget"))):
        with new_book(tmp_path / f"book{n}") as book:
            for what in order:
                if what == "budget":
                    record(book, OPENED, {"kind": "MilestoneNamed", "name": "2024/original"}, effective="2024-01-01")
                else:
                    imported(book, tmp_path)
            found = completion(book, "2010350")
            assert (found.original_fen, found.executed_fen, found.of_original) == (30 * WAN, 24 * WAN, "80.00")
            assert cell(book, 3, "2010301", "合计") == 100 * WAN
            named = book.point("2024/final")
            accounts = book.view(2024, named.point, named.accounts)
            assert (accounts.form.id, accounts.size_fen()) == ("final", 117 * WAN)
            assert book.view(2024, named.point).form.id == "twelve"


def test_the_milestone_shows_the_tables_of_the_accounts(tmp_path: Path) -> None:
    with new_book(tmp_path / "book") as book:
        record(book, OPENED, effective="2024-01-01")
        imported(book, tmp_path)
    own = run(tmp_path / "book", "show", "3", "--at", "2024/final", "--json").json
    budget = run(tmp_path / "book", "show", "3", "--year", "2024", "--json").json
    assert (own["title"], own["rows"][0]["amounts"][0]) == ("支出决算表", "117.00")
    assert (budget["title"], budget["rows"][0]["amounts"][0]) == ("支出总体情况表", "130.00")
    assert run(tmp_path / "book", "show", "3", "--at", "stmt:2", "--json").json["rows"] == own["rows"]
    checks = run(tmp_path / "book", "check", "--at", "2024/final", "--json")
    assert (checks.code, {check["id"][0] for check in checks.json["checks"]}) == (0, {"F"})
    progress = run(tmp_path / "book", "progress", "--at", "2024/final", "--json").json
    assert progress["total"]["executed"]["amount"] == "117.00"
    assert progress["functions"][0]["percent_of_original"] == "90.00"


def test_without_adoption_accounts_are_an_assertion(tmp_path: Path) -> None:
    with new_book(tmp_path / "book") as book:
        imported(book, tmp_path, adopt=False)
        assert executed(book) == {}
        named = book.point("2024/final")
        assert named.accounts == "1.0"
        assert book.view(2024, named.point, named.accounts).size_fen() == 117 * WAN


def test_the_text_of_a_years_budget_is_not_that_of_its_accounts(book: Book, tmp_path: Path) -> None:
    imported(book, tmp_path)
    assert text_of_year(book.view(2024, book.point().point)) == ""
    assert book.explain(2024).sections


def test_one_document_names_the_milestone(tmp_path: Path) -> None:
    with new_book(tmp_path / "book") as book:
        imported(book, tmp_path, adopt=False, milestone="2024/draft")
        imported(book, tmp_path, replace(ACCOUNT, entity="测试市规划院"), adopt=False)
        imported(book, tmp_path, replace(ACCOUNT, entity="测试市规划所"), adopt=False)
        assert [book.point(name).point.seq for name in ("2024/draft", "2024/final")] == [1, 2]
        with pytest.raises(Refused) as refused:
            imported(book, tmp_path, adopt=False)
        assert refused.value.rule == "I23"


def test_published_again_what_was_spent_is_what_the_new_ones_say(tmp_path: Path) -> None:
    with new_book(tmp_path / "book") as book:
        imported(book, tmp_path)
        spent = {key: fen - WAN for key, fen in ACCOUNT.spent.items()}
        imported(book, tmp_path, replace(ACCOUNT, spent=spent, economic={"30101": 89 * WAN}), again=True)
        assert sum(executed(book).values()) == 114 * WAN


def test_what_was_spent_is_compared_between_years(tmp_path: Path) -> None:
    with new_book(tmp_path / "book") as book:
        imported(book, tmp_path, replace(ACCOUNT, year=2023))
        imported(book, tmp_path, replace(ACCOUNT, spent={**ACCOUNT.spent, ("2010350", PROJECT, GENERAL): 30 * WAN}))
    for basis in ("final:final", "executed:executed"):
        found = run(tmp_path / "book", "compare", "2024", "--basis", basis, "--by", "function", "--json").json
        total = found["total"]
        assert (total["before"], total["after"], total["percent"]) == ("117.00", "123.00", "5.13")
        rows: dict[str, Json] = {row["key"]["code"]: row for row in found["rows"]}
        assert rows["2010350"]["delta"] == "6.00"
        assert sum(event["amount"] == "30.00" for event in rows["2010350"]["events"]) == 1


@pytest.mark.parametrize(
    ("change", "rule"),
    [({"unit": "unclassified", "function": "201"}, "I15"), ({"unit": "unclassified", "fund": "别的"}, "I15")],
)
def test_what_no_unit_is_told_of_has_known_dimensions(book: Book, change: Json, rule: str) -> None:
    event = {"kind": "FinalAccountsReported", "lines": [amount(WAGES | change, "1.00")]}
    assert refusal(book, event, effective="2024-12-31").rule == rule


def test_what_the_same_revision_spent_is_part_of_the_report(book: Book) -> None:
    whole = WAGES | {"unit": "unclassified", "economic": "unclassified"}
    report = {"kind": "FinalAccountsReported", "lines": [amount(whole, "60.00")]}
    record(book, {"kind": "ExecutionRecorded", "line": WAGES, "amount": "40.00"}, report, effective="2024-12-31")
    assert sum(executed(book).values()) == 60 * WAN


def test_only_final_accounts_leave_the_unit_open(book: Book) -> None:
    event = {"kind": "ExecutionRecorded", "line": WAGES | {"unit": "unclassified"}, "amount": "1.00"}
    assert refusal(book, event).rule == "I12"


def test_a_publication_is_no_document_for_other_money(book: Book) -> None:
    events = statement("c", adopt=False), {"kind": "ExecutionRecorded", "line": WAGES, "amount": "1.00"}
    assert refusal(book, *events, document={"title": "公开"}).rule == "I2"


def test_a_folder_of_documents_opens_the_year_and_tells_what_was_spent(tmp_path: Path) -> None:
    (tmp_path / "1-决算.txt").write_text(printed(ACCOUNT))
    (tmp_path / "2-预算.txt").write_text(document(2024, {ACCOUNT.entity: (130 * WAN, {"项目": 20 * WAN})}))
    paths = sorted(tmp_path.glob("*.txt"))
    with new_book(tmp_path / "book") as book:
        assert [one.status for one in import_many(book, paths, adopt=True)] == ["spent", "opened"]
        view = book.view(2024, book.point().point)
        assert (view.size_fen(), book.progress(view).paces[0].executed_fen) == (150 * WAN, 117 * WAN)
    with FileBook.of([str(path) for path in paths]) as book:
        accounts, budget = (file.named for file in book.files)
        assert (book.view(2024, accounts.point, accounts.statement).form.id, budget.statement) == ("final", None)
        assert book.view(2024, budget.point).size_fen() == 150 * WAN
