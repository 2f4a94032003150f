"""The titles by which the tables of a form are found."""

from __future__ import annotations

import pytest

from tracker.documents.titles import Titles
from tracker.documents.words import Words
from tracker.tables.final import FINAL
from tracker.tables.forms import FORMS
from tracker.tables.nine import NINE
from tracker.tables.spec import Form, bare


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_no_title_names_two_tables_of_a_form(form: Form) -> None:
    titles = [(title, table.number) for table in form.tables for title in {table.title, *table.titles}]
    numbers = {bare(title): {number for other, number in titles if bare(other) == bare(title)} for title, _ in titles}
    assert {title: found for title, found in numbers.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("form", "title", "number"),
    [
        (FINAL, "收入支出决算总表（公开01表）", 1),
        (FINAL, "公开02表 收入决算表", 2),
        (FINAL, "一般公共预算财政拨款支出决算表（按功能分类科目）", 5),
        (FINAL, "一般公共预算财政拨款基本支出决算表(经济分类科目)", 6),
        (FINAL, "一般公共预算‘三公’经费支出决算表", 7),
        (FINAL, "国有资本经营预算财政拨款收支决算表", 9),
        (FINAL, "非税收入决算表", None),
        (NINE, "2025年测试市测试区教育局财务收支预算总表", 1),
        (NINE, "2025年部门一般公共预算拨款支出功能分类预算表", 5),
        (NINE, "部门财政拨款“三公”经费预算表", 9),
        (NINE, "2025年部门项目支出预算表", None),
    ],
)
def test_a_table_has_many_titles(form: Form, title: str, number: int | None) -> None:
    found = Titles(form, Words(form), ()).spec(title)
    assert (found and found.number) == number
