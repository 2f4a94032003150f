"""The budget rules as data: what class each is of, whether a fact may have broken it, and where it comes from."""

from __future__ import annotations

from typing import Literal, NamedTuple

from .errors import Message

Strictness = Literal["hard", "warning", "remark", "construction"]
"""hard: refused. warning: passes with a reason. remark: said, and passes. construction: cannot be broken by recording.
A book's setting `warnings.hard` names warnings and remarks that it refuses."""


class Rule(NamedTuple):
    """`observable`: what really happened may have broken it, and is then recorded as observed. `source`: the law or
    norm behind it, in the words of domain.md; "" for the tracker's own."""

    id: str
    strictness: Strictness
    observable: bool = False
    source: str = ""


RULES: tuple[Rule, ...] = (
    Rule("I1", "construction"),
    Rule("I2", "hard", True, "预算法 第13条、第52条"),
    Rule("I3", "hard", True, "预算法 第72条"),
    Rule("I4", "hard", True, "预算法 第13条"),
    Rule("I5", "hard"),
    Rule("I6", "hard", True, "预算法 第72条"),
    Rule("I7", "hard", True, "财预〔2016〕18号 第7条"),
    Rule("I8", "warning", True),
    Rule("I9", "hard", True, "预算法 第40条、第67条至第70条"),
    Rule("I10", "hard", True, "预算法 第38条、第71条"),
    Rule("I11", "hard", True, "预算法 第42条；预算法实施条例 第50条"),
    Rule("I12", "hard", False, "预算法实施条例 第41条"),
    Rule("I13", "construction"),
    Rule("I14", "hard"),
    Rule("I15", "hard", False, "预算法 第32条"),
    Rule("I16", "warning", True),
    Rule("I17", "warning", True),
    Rule("I19", "hard"),
    Rule("I20", "hard", True),
    Rule("I21", "hard"),
    Rule("I22", "hard"),
    Rule("I23", "hard"),
    Rule("I24", "warning", True),
    Rule("I25", "hard"),
    Rule("I26", "hard"),
    Rule("I27", "hard"),
    Rule("I28", "hard"),
    Rule("I29", "hard"),
    Rule("I30", "hard"),
    Rule("I31", "hard"),
    Rule("I32", "hard", True, "预算法 第72条"),
    Rule("I33", "remark", True, "预算法 第38条"),
    Rule("I34", "remark"),
    Rule("I35", "remark", True),
    Rule("I36", "hard"),
    Rule("I37", "warning", True),
    Rule("I38", "hard", True),
    Rule("I39", "hard"),
    Rule("I40", "remark", True, "预算法 第32条"),
    Rule("I41", "remark", True, "预算法 第18条"),
)

RULE = {rule.id: rule for rule in RULES}


class Broken(NamedTuple):
    """A rule that a revision breaks, with the message that says how."""

    rule: str
    message: Message
