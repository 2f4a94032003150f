"""The field's closed vocabularies: official Chinese terms where they are the data, English names elsewhere."""

from __future__ import annotations

from enum import IntEnum
from typing import Literal, get_args

UNCLASSIFIED = "unclassified"
"""Stands for a dimension that nobody has stated. It is shown as such and counts in totals."""

UnitKind = Literal["行政", "参公", "事业"]
Authority = Literal["unit", "department", "finance", "government", "standing_committee", "congress"]
Mode = Literal["supplement", "cut", "statutory", "reserve", "from-above", "recovery"]
Nature = Literal["基本支出", "项目支出", "事业单位经营支出", "对附属单位补助支出", "上缴上级支出", "结转下年"]
Fund = Literal[
    "一般公共预算",
    "政府性基金预算",
    "国有资本经营预算",
    "教育收费",
    "其他专户收入拨款",
    "事业收入",
    "经营收入",
    "其他收入",
    "上级补助收入",
    "附属单位上缴收入",
    "用事业基金弥补收支差额",
]
System = Literal["function", "economic", "gov_economic", "unit", "project"]
"""What a crosswalk maps between years: a classification, the units or the projects."""
Confidence = Literal["certain", "likely", "possible"]
"""How sure an inference is."""
MapKind = Literal["same", "renamed", "split", "merged", "new", "ended", "moved"]

OWN_LEVEL = "（本级）"
"""What the documents of a department's own level, its other units left out, put after its name."""

BASIC: Nature = "基本支出"
PROJECT: Nature = "项目支出"
OPERATING: Nature = "事业单位经营支出"
GENERAL: Fund = "一般公共预算"
NATURES: tuple[Nature, ...] = get_args(Nature)
FUNDS: tuple[Fund, ...] = get_args(Fund)
FISCAL_FUNDS: tuple[Fund, ...] = FUNDS[:3]
SPECIAL_ACCOUNT_FUNDS: tuple[Fund, ...] = FUNDS[3:5]
OTHER_INCOME_FUNDS: tuple[Fund, ...] = FUNDS[5:8]
ADMINISTRATIVE: frozenset[str] = frozenset({"行政", "参公"})
AUTHORITIES: tuple[Authority, ...] = get_args(Authority)


def authority_rank(authority: Authority) -> int:
    """0 for a unit up to 5 for the congress."""
    return AUTHORITIES.index(authority)


class Measure(IntEnum):
    """What a posting adds to. The numbers are stored: they never change, new ones go at the end."""

    REQUEST1 = 1
    CEILING = 2
    REQUEST2 = 3
    APPROVED = 4
    ADJUSTED = 5
    TRANSFERRED = 6
    BROUGHT_FORWARD = 7
    FROZEN = 8
    EXECUTED = 9
    CARRIED = 10
    SURPLUS = 11

    __hash__ = int.__hash__  # that of an enum is Python, and every posting is asked for its measure


CURRENT = frozenset({Measure.APPROVED, Measure.ADJUSTED, Measure.TRANSFERRED, Measure.BROUGHT_FORWARD})
"""The measures whose sum is the current budget of a line (the identity of design.md 5)."""

HELD = frozenset({Measure.FROZEN, Measure.EXECUTED, Measure.CARRIED, Measure.SURPLUS})
"""What is spoken for: current may not fall below the sum of these, and none of it can be spoken for twice. CARRIED went
on into the next year, SURPLUS is to be given back."""

DRAFTS = frozenset({Measure.REQUEST1, Measure.REQUEST2})
"""What is asked for before anything is approved."""
