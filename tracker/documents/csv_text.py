"""CSV for people who open it in a spreadsheet: it shows Chinese, and nothing in it comes alive."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Mapping, Sequence

BYTE_ORDER_MARK = "\ufeff"
"""Spreadsheets on Chinese desktops take a file without it for GBK; readers of CSV know it as utf-8-sig."""
_LIVE = ("=", "+", "-", "@", "\t")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


def print_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """The rows on stdout, under a line of column names; what a row does not have is left empty."""
    sys.stdout.write(BYTE_ORDER_MARK)
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: harmless(value) for name, value in row.items()} for row in rows)


def harmless(value: object) -> str:
    """A cell that no spreadsheet takes for a formula: numbers stay, other text that begins like one is quoted."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_LIVE) and not _NUMBER.fullmatch(text) else text
