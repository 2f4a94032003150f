"""The field types of events: text, dates, codes and money as they stand in a revision file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, Field, PlainSerializer, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from .money import exact_wan, parse_sum, parse_wan

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WEIGHT = re.compile(r"1(\.0{1,12})?|0\.[0-9]{1,12}", re.ASCII)


_MOST_TEXT = 300
_MOST_PROSE = 20_000


def _clean(text: str) -> str:
    if text and text.isprintable() and text == text.strip() and unicodedata.is_normalized("NFC", text):
        return text
    text = unicodedata.normalize("NFC", text).strip()
    if not text:
        raise PydanticCustomError("empty", "empty")
    if any(unicodedata.category(c) in ("Cc", "Cs", "Cf", "Zl", "Zp") for c in text):
        raise PydanticCustomError("control", "control characters")
    return text


@lru_cache(maxsize=16_384)  # names and codes recur in every event
def _text(text: str) -> str:
    return _at_most(_MOST_TEXT, _clean(text))


def _prose(text: str) -> str:
    return _at_most(_MOST_PROSE, "\n".join(_clean(line) for line in text.splitlines() if line.strip()))


def _at_most(length: int, text: str) -> str:
    """Normalising can lengthen a text; what is stored must pass again when it is read back."""
    if len(text) > length:
        raise PydanticCustomError("too_long", "too long")
    return text


def _iso_date(text: str) -> str:
    try:
        if not _DATE.fullmatch(text):
            raise ValueError(text)
        date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("date", "a date") from None
    return text


def _weight(text: str) -> str:
    if not _WEIGHT.fullmatch(text):
        raise PydanticCustomError("weight", "a weight")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _instant(text: str) -> str:
    try:
        if datetime.fromisoformat(text).tzinfo is None:
            raise ValueError(text)
    except ValueError:
        raise PydanticCustomError("instant", "an instant") from None
    return text


def _decimal(parse: Callable[[str], int]) -> Callable[[object], int]:
    parse = lru_cache(maxsize=16_384)(parse)  # amounts recur, in legs and in instalments

    def fen(value: object) -> int:
        if not isinstance(value, str):
            raise PydanticCustomError("money_type", "a decimal string")
        try:
            return parse(value)
        except ValueError:
            raise PydanticCustomError("money", "a decimal string") from None

    return fen


Text = Annotated[str, StringConstraints(min_length=1, max_length=_MOST_TEXT), AfterValidator(_text)]
"""A name, number or title: NFC, trimmed, no control characters, 300 characters at most."""

Prose = Annotated[str, StringConstraints(max_length=_MOST_PROSE), AfterValidator(_prose)]
"""Reasons and goals: like Text, but it may run over lines."""

IsoDate = Annotated[str, AfterValidator(_iso_date), WithJsonSchema({"type": "string", "format": "date"})]

Weight = Annotated[
    str,
    AfterValidator(_weight),
    WithJsonSchema({"type": "string", "pattern": r"^(1(\.0{1,12})?|0\.[0-9]{1,12})$"}),
]
"""A share: a decimal string from 0 to 1, at most twelve decimals."""

Instant = Annotated[str, AfterValidator(_instant)]
"""ISO 8601 with its time zone: it means the same on every machine."""

Money = Annotated[
    int,
    PlainValidator(_decimal(parse_wan)),
    PlainSerializer(exact_wan, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^[+-]?\d{1,10}(\.\d{1,6})?$", "description": "万元"}),
]
"""A decimal string of 万元 outside, integer 分 inside."""

Sum = Annotated[
    int,
    PlainValidator(_decimal(parse_sum)),
    PlainSerializer(exact_wan, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^[+-]?\d{1,13}(\.\d{1,6})?$", "description": "万元"}),
]
"""Like Money, for what was worked out at recording out of many amounts: as large as a book can hold."""

Count = Annotated[int, Field(ge=0, le=10**12)]
"""A page, a line, the number of a block: what canonical JSON can hold."""
