"""A book's template: what it may do, and that whatever else it tries is refused in words, with its line."""

from __future__ import annotations

import pytest

from tests.support.builders import record
from tracker.book import Book
from tracker.messages import render
from tracker.model.errors import DocumentError

OPEN, CLOSE = '{% call section("收支") %}', "{% endcall %}"


def explained(book: Book, template: str) -> list[str]:
    record(book, {"kind": "SettingsChanged", "changes": {"template.explanation": template}})
    return [section.text for section in book.explain(2024).sections]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("{{ year }}年", "2024年"),
        ("{{ last_year }}年12月31日，单价100万元以上", "2023年12月31日，单价100万元以上"),
        ("{{ amount('income') }}", "652.00"),
        ("{% if known('procurement') %}有{% else %}无{% endif %}", "无"),
        ("{% if year == 2024 and not known('vehicles') %}甲{% endif %}", "甲"),
        ("{% for p in key_projects %}{{ loop.index }}、{{ p.name }}{{ '' if loop.last else '；' }}{% endfor %}",
         "1、云平台；2、运维；3、培训"),
        ("1. 收入{{ amount('income') }}", "1. 收入652.00"),
        ("{{ fact('assets', 'purpose') }}", "【待填写】"),
        ("{{ balance_date }}", "2023年12月31日"),
        ("{# 2024 #}", ""),
    ],
)  # fmt: skip
def test_a_template_asks_compares_and_walks(book: Book, inside: str, text: str) -> None:
    assert explained(book, OPEN + inside + CLOSE) == [text]


@pytest.mark.parametrize(
    "template",
    [
        "{{",
        "{% call section('收支') %}",
        "外面的话",
        OPEN + OPEN + CLOSE + CLOSE,
        "{% call section('第1部分') %}{% endcall %}",
        "{% call amount('income') %}{% endcall %}",
        "{% include 'x' %}",
        "{% macro a() %}{{ a() }}{% endmacro %}",
        "{% set x = 1 %}",
        "(" * 9_000,
        *(
            OPEN + inside + CLOSE
            for inside in (
                "{{ amount('nobody') }}", "{{ amount() }}", "{{ amount(1, 2) }}", "{{ amount(*key_projects) }}",
                "{{ amount }}", "{{ amount(nothing) }}", "{{ nothing }}", "{{ section('x') }}", "{{ key_projects }}",
                "{{ ''.__class__.__mro__ }}", "{{ amount.__globals__ }}", "{{ amount('income').upper() }}",
                "{{ 'x' * 1000000000 }}", "{{ 'x' ~ 'y' }}", "{{ amount('income')|center(1000000000) }}",
                "{% for i in range(1000000000) %}{% endfor %}", "{% for c in 'abc' %}{% endfor %}",
                "{% for p in key_projects %}{% for q in key_projects %}x{% endfor %}{% endfor %}",
                "{% for year in key_projects %}{% endfor %}", "{{ 1 < 'x' }}",
                "{{ " + "(" * 2_000 + "1" + ")" * 2_000 + " }}",
                "{% if year %}" * 200 + "{% endif %}" * 200, "\U000f0000", "{{ style(2) }}" * 2 + "{{ style(9) }}",
                "{{ amount('income') }}{{ style(1) }}",
            )
        ),
    ],
    ids=lambda template: template[:60],
)  # fmt: skip
def test_whatever_else_it_tries_is_refused_in_words(book: Book, template: str) -> None:
    with pytest.raises(DocumentError) as refused:
        explained(book, template)
    for message in refused.value.messages:
        assert "None" not in render(message, "en")
        assert render(message, "zh")


@pytest.mark.parametrize(
    "inside",
    ["12万元", "{{ 12 }}", "{{ year }}", "１２", "①", "{{ year }}{{ amount('income') }}", "1{{ amount('income') }}",
     "{{ amount('income') }}0", "{{ amount('income') }}{{ year }}年", "1.{{ amount('income') }}", "8%"],
)  # fmt: skip
def test_a_number_that_is_no_claim_is_impossible(book: Book, inside: str) -> None:
    with pytest.raises(DocumentError, match=r"template\.digits"):
        explained(book, OPEN + inside + CLOSE)


@pytest.mark.parametrize(
    ("second", "id"),
    [("{{ amount('nobody') }}", "template.failed"), ("{{ nothing }}", "template.failed"),
     ("{% set x = 1 %}", "template.forbidden"), ("{{ range(9) }}", "template.call"), ("{{ % }}", "template.syntax")],
)  # fmt: skip
def test_the_line_is_named(book: Book, second: str, id: str) -> None:
    with pytest.raises(DocumentError) as refused:
        explained(book, f"{OPEN}\n{{{{ amount('income') }}}}\n{second}\n{CLOSE}")
    message = refused.value.messages[0]
    assert (message.id, message.params["line"]) == (id, 3)


def test_text_of_the_book_is_never_taken_for_template_or_mark(book: Book) -> None:
    record(book, {"kind": "DisclosureFactsStated", "section": "assets", "facts": {"purpose": "{{ 7 }}\U000f0000"}})
    assert explained(book, OPEN + "{{ fact('assets', 'purpose') }}" + CLOSE) == ["{{ 7 }}\U000f0000"]
