"""Books to explain, and what must hold of every explanation."""

from __future__ import annotations

import re
from decimal import Decimal

from tests.support.builders import (
    CAR,
    CLOUD,
    TRAINING,
    UPKEEP,
    WAGES,
    Json,
    amount,
    approved,
    line,
    milestone,
    printed_row,
    printed_table,
    record,
    statement,
)
from tracker.book import Book
from tracker.explain.explanation import Explanation

RECEPTIONS = line("甲局", economic="30217")
QUIET = re.compile(r"\d{4}年|\d{1,2}[月日]|100万元以上|[（(]\d+[)）]|(?:^|(?<=[\s。；：]))\d{1,2}[.、]", re.M)

PROCUREMENT: Json = {
    "kind": "DisclosureFactsStated",
    "section": "procurement",
    "facts": {"total": "2256.30", "goods": "11.10", "works": "0.00", "services": "2245.20"},
}
ASSETS: Json = {
    "kind": "DisclosureFactsStated",
    "section": "assets",
    "facts": {
        "as_of": "2024-12-31",
        "fixed_assets": "3823.65",
        "building_area": "1200.5",
        "vehicles": "1",
        "equipment": "2",
        "planned_purchase": "3.80",
        "purpose": "打印机3台",
    },
}


def next_year(book: Book) -> None:
    """2025 beside builders.OPENING of 2024: 700.00 万元, cars as before, receptions new."""
    lines = (
        amount(WAGES, "110.00"),
        amount(CAR, "2.00"),
        amount(RECEPTIONS, "0.50"),
        amount(CLOUD, "537.50"),
        amount(TRAINING, "15.00"),
        amount(UPKEEP, "35.00"),
    )
    record(book, approved(*lines), fiscal_year=2025, effective="2025-01-15")


def named_originals(book: Book) -> None:
    record(book, milestone("2024/original", 1), milestone("2025/original", 2), fiscal_year=2025)


def only_document(text: str, *, year: int = 2024, three_public: bool = True) -> Json:
    """A statement that opens a year with tables 1 and 7, and with these sentences."""
    tables = [
        printed_table(
            1,
            ["预算"],
            printed_row("收入总计", "110.00", side="收入"),
            printed_row("支出总计", "110.00", side="支出"),
        )
    ]
    if three_public:
        rows = [printed_row("行政经费", "20.00"), printed_row("“三公”经费", "1.80")]
        rows += [printed_row(label, "0.00") for label in ("因公出国（境）费", "公务用车购置费", "公务接待费")]
        rows += [printed_row(label, "1.80") for label in ("公务用车购置及运行维护费", "公务用车运行维护费")]
        tables.append(printed_table(7, ["合计"], *rows))
    lines = [[n, sentence] for n, sentence in enumerate(text.splitlines(), 1)]
    return statement(adopt=True, tables=tuple(tables)) | {"text": lines}


def assert_traced(book: Book, explanation: Explanation) -> int:
    """Every claim stands where it says, every source gives its value, every digit is accounted for; how many claims."""
    claims = 0
    for section in explanation.sections:
        masked = list(section.text)
        for claim in section.claims:
            claims += 1
            span = claim.span
            assert (span.section, section.text[span.start : span.end]) == (section.number, claim.text)
            assert span.line == section.line + section.text.count("\n", 0, span.start)
            assert claim.number == Decimal(claim.text.replace(",", ""))
            assert claim.source is not None
            assert book.value_of(claim.source, explanation.style) == claim.number
            masked[span.start : span.end] = "数" * (span.end - span.start)
        for quote in section.quotes:
            masked[quote.start : quote.end] = "名" * (quote.end - quote.start)
        assert not re.search(r"\d", QUIET.sub("", "".join(masked)))
    assert "--" not in "".join(section.text for section in explanation.sections)
    return claims
