"""The explanation of a year: what it compares with, what it says, where each number comes from, what is missing."""

from __future__ import annotations

import pytest

from tests.support.builders import CLOUD, goal, project, record, supplement, unit
from tests.support.explained import ASSETS, PROCUREMENT, assert_traced, named_originals, next_year, only_document
from tracker.book import Book
from tracker.explain.claims import CellSource, Computed, FactSource, TextSource
from tracker.explain.explanation import Explanation
from tracker.explain.layout import as_markdown, as_text
from tracker.explain.reading import read_explanation
from tracker.tables.forms import DEFAULT


def section(explanation: Explanation, number: int) -> str:
    return explanation.sections[number - 1].text


def gaps(explanation: Explanation, number: int) -> list[str]:
    return [gap.message.id for gap in explanation.sections[number - 1].gaps]


@pytest.fixture
def two_years(book: Book) -> Book:
    next_year(book)
    return book


# What is compared


def test_originals_are_compared_where_both_years_name_them(two_years: Book) -> None:
    named_originals(two_years)
    record(two_years, supplement(CLOUD, "100.00"), fiscal_year=2025)
    found = two_years.explain(2025)
    assert found.prior is not None
    assert (found.current.kind, found.current.name, found.current.seq) == ("original", "2025/original", 2)
    assert (found.prior.kind, found.prior.name, found.prior.seq, found.prior.year) == (
        "original", "2024/original", 1, 2024,
    )  # fmt: skip
    assert "收入预算700.00万元，比上年增加48.00万元，增长7.36%" in section(found, 1)


def test_without_them_the_newest_version_of_both_years_is(two_years: Book) -> None:
    record(two_years, supplement(CLOUD, "100.00"), fiscal_year=2025)
    found = two_years.explain(2025)
    assert found.prior is not None
    assert (found.current.name, found.prior.name, found.prior.year) == ("HEAD", "HEAD", 2024)
    assert "收入预算800.00万元，比上年增加148.00万元" in section(found, 1)


def test_a_point_is_compared_with_its_twin_of_the_year_before_or_the_same_version(two_years: Book) -> None:
    named_originals(two_years)
    record(two_years, supplement(CLOUD, "100.00"), fiscal_year=2024)
    assert "收入预算700.00万元，比上年增加48.00万元" in section(two_years.explain(2025, "2025/original"), 1)
    assert "收入预算700.00万元，比上年减少52.00万元" in section(two_years.explain(2025, "HEAD"), 1)


def test_a_year_without_amounts_is_unknown_and_not_zero(book: Book) -> None:
    found = book.explain(2024)
    assert found.prior is None
    assert "收入预算652.00万元，比上年【待填写】" in section(found, 1)
    assert "gap.prior" in gaps(found, 1)
    assert "不可比" not in section(found, 1)


# The phrases in their sentences


def test_sections_one_to_three_of_a_typed_year(two_years: Book) -> None:
    found = two_years.explain(2025)
    two = section(found, 2)
    assert "“三公”经费2.50万元，比上年增加0.50万元，增长25%" in two
    assert "因公出国（境）费0万元，与上年持平（上年及本年均为0）；" in two
    assert "公务用车购置及运行费2.00万元（公务用车购置费0万元，与上年持平（上年及本年均为0）；" in two
    assert "公务用车运行维护费2.00万元，与上年持平），与上年持平；" in two
    assert "公务接待费0.50万元，比上年增加0.50万元（上年基数为0，不可比）" in two
    assert "机关运行经费安排" in section(found, 3)
    assert_traced(two_years, found)


def test_facts_are_what_was_stated_for_the_year(two_years: Book) -> None:
    record(two_years, PROCUREMENT, ASSETS, fiscal_year=2025)
    found = two_years.explain(2025)
    assert "政府采购安排2,256.30万元，其中：货物类采购预算11.10万元，工程类采购预算0万元" in section(found, 4)
    five = section(found, 5)
    assert five.startswith("截至2024年12月31日，本部门固定资产金额3,823.65万元")
    assert "房屋1,200.5平方米，车辆1辆，单价在100万元以上的设备2台。" in five
    assert five.endswith("主要是打印机3台。")
    assert assert_traced(two_years, found) > 20
    assert not gaps(found, 4)
    assert not gaps(found, 5)


@pytest.mark.parametrize("total", ["十万元", "1,000", "-", "1e5"])
def test_a_fact_that_is_no_number_is_to_be_filled_in(two_years: Book, total: str) -> None:
    record(two_years, PROCUREMENT | {"facts": {"total": total}}, fiscal_year=2025)
    found = two_years.explain(2025)
    assert "政府采购安排【待填写】万元" in section(found, 4)
    assert gaps(found, 4) == ["gap.fact"] * 4


# Section 六


def test_the_largest_projects_stand_with_their_goals_where_none_is_named(two_years: Book) -> None:
    record(
        two_years, project("12345热线", "甲局"), goal("12345热线", "受理52万件"), goal("运维", "稳定"), fiscal_year=2025
    )
    hotline = CLOUD | {"project": "12345热线"}
    record(two_years, supplement(hotline, "90.00"), fiscal_year=2025)
    found = two_years.explain(2025)
    rows = [line.split("\t") for line in section(found, 6).splitlines()[2:]]
    assert rows == [["云平台", "537.50", "保障运行"], ["12345热线", "90.00", "受理52万件"], ["运维", "35.00", "稳定"]]
    assert_traced(two_years, found)
    names = [(quote.of, section(found, 6)[quote.start : quote.end]) for quote in found.sections[5].quotes]
    assert ("name", "12345热线") in names


def test_the_projects_that_the_disclosure_names_stand_in_the_order_of_the_table(two_years: Book) -> None:
    facts = {"运维": "1.00", "培训": "15.00", "培训/goal": "3期", "另一项": "7.00"}
    record(two_years, {"kind": "DisclosureFactsStated", "section": "key-projects", "facts": facts}, fiscal_year=2025)
    found = two_years.explain(2025)
    rows = [line.split("\t") for line in section(found, 6).splitlines()[2:]]
    assert rows == [["培训", "15.00", "3期"], ["运维", "35.00", "【待填写】"], ["另一项", "7.00", "【待填写】"]]
    sources = [type(claim.source) for claim in found.sections[5].claims]
    assert sources == [CellSource, CellSource, FactSource]
    assert gaps(found, 6) == ["gap.goal", "gap.goal"]
    assert_traced(two_years, found)


# The only document of a book


TEXT = """2024年部门预算情况说明
一、部门预算收支增减变化情况
2024年本部门收入预算110.00万元，比上年增加10.00万元；支出预算110.00万元，比上年增加10.00万元，增长10%。
二、“三公”经费安排情况
“三公”经费1.80万元，比上年减少0.85万元；公务用车购置及运行费1.80万元，比上年增加0万元（上年基数为0，不可比）。
三、机关运行经费安排情况
机关运行经费20.00万元，比上年增加5.00万元。机关运行经费20.00万元，比上年增加9.00万元。"""


@pytest.fixture
def published(empty: Book) -> Book:
    record(empty, unit("甲局"), only_document(TEXT))
    return empty


def test_the_year_before_is_the_one_that_the_only_documents_text_implies(published: Book) -> None:
    found = published.explain(2024)
    assert found.prior is not None
    assert (found.prior.kind, found.prior.year, found.prior.name) == ("implied", 2023, "1.1")
    assert "收入预算110.00万元，比上年增加10.00万元，增长10%" in section(found, 1)
    assert "公务用车购置及运行费1.80万元" in section(found, 2)
    assert "，与上年持平；公务接待费" in section(found, 2), "the base that 1.80 − 0 implies, not the one that is said"
    income = next(claim for claim in found.sections[0].claims if claim.kind == "percent")
    assert isinstance(income.source, Computed)
    assert income.source.of[1] == TextSource("1.1", 1, 3, "income")
    assert_traced(published, found)


def test_sentences_that_disagree_on_a_base_are_not_believed(published: Book) -> None:
    assert "机关运行经费安排20.00万元，比上年【待填写】" in section(published.explain(2024), 3)


def test_an_absent_table_is_unknown(empty: Book) -> None:
    record(empty, unit("甲局"), only_document(TEXT, three_public=False))
    found = empty.explain(2024)
    assert "“三公”经费【待填写】万元，比上年【待填写】" in section(found, 2)
    assert {*gaps(found, 2)} == {"gap.amount", "gap.reason"}


# Style, statements, documents


def test_a_books_own_template_sets_style_and_words(two_years: Book) -> None:
    template = """{{ style(amount_decimals=1, percent_decimals=0, thousands=false) }}
{% call section("收支") %}
{% if known("income") %}收入{{ amount("income") }}万元，{{ change("income") }}。{% endif %}
{% endcall %}"""
    record(two_years, {"kind": "SettingsChanged", "changes": {"template.explanation.2025": template}}, fiscal_year=2025)
    found = two_years.explain(2025)
    assert [s.text for s in found.sections] == ["收入700.0万元，比上年增加48.0万元，增长7%。"]
    assert_traced(two_years, found)
    assert len(two_years.explain(2024).sections) == 6


def test_a_date_limits_both_years(two_years: Book) -> None:
    record(two_years, supplement(CLOUD, "100.00"), fiscal_year=2025, effective="2025-06-01")
    found = two_years.explain(2025, "2025-05-31")
    assert "收入预算700.00万元" in section(found, 1)
    assert_traced(two_years, found)


def test_text_and_markdown_are_the_same_words_and_lines_are_where_claims_say(two_years: Book) -> None:
    found = two_years.explain(2025)
    lines = list(as_text(found))
    assert lines[0] == "2025年部门预算情况说明"
    assert [line for line in lines if line.startswith("二、")] == ["二、“三公”经费安排情况"]
    for one in found.sections:
        for claim in one.claims:
            assert claim.text in lines[claim.span.line - 1]
    markdown = list(as_markdown(found))
    assert "# 2025年部门预算情况说明" in markdown
    assert "| 云平台 | 537.50 | 保障运行 |" in markdown


def test_a_reader_understands_every_number_as_it_was_meant(two_years: Book) -> None:
    record(two_years, PROCUREMENT, ASSETS, fiscal_year=2025)
    found = two_years.explain(2025)
    names = [name for entity in ("unit", "project") for name, _ in two_years.roster.names(entity)]
    read = read_explanation(list(enumerate(as_text(found), 1)), DEFAULT, names, 2025)
    seen = {(c.span.section, c.span.line, c.text, c.kind, c.subject) for c in read.claims}
    meant = {(c.span.section, c.span.line, c.text, c.kind, c.subject) for s in found.sections for c in s.claims}
    assert meant <= seen
    assert seen - meant == {(5, 16, "3", "count", "")}, "the number in the stated purpose, 打印机3台"


def test_a_statement_is_explained_by_itself(published: Book) -> None:
    record(published, supplement(CLOUD | {"project": None, "nature": None}, "1.00"))
    assert "收入预算111.00万元" in section(published.explain(2024), 1)
    alone = published.explain(2024, "stmt:1")
    assert "收入预算110.00万元" in section(alone, 1)
    assert_traced(published, alone)
