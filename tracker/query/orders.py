"""A revision as people say it in one line: the words for what can be done, what was said, and what is still lacking.

The one table of words is ACTS. Nothing here looks into a book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, get_args

from ..model.errors import Message, NotFound, TrackerError, say
from ..model.money import exact_wan, group_thousands, read_amount
from ..model.vocabulary import AUTHORITIES, FUNDS, NATURES

Dimension = Literal["nature", "fund", "function", "economic", "gov-economic", "origin-year"]
Slot = Literal[
    "kind", "project", "place", "to", "amount", "name", "text",
    "unit", "nature", "fund", "function", "economic", "gov-economic", "origin-year",
    "to-nature", "to-function", "to-economic", "to-gov-economic", "to-origin-year",
    "doc", "title", "date", "attach", "effective", "authority", "reason", "source", "through",
]  # fmt: skip
"""What can be said: a place is a project or a unit's basic spending, a project only that; the rest are options, where
`to-` speaks of the receiving leg of a transfer (its fund is always that of the giving one)."""

Sign = Literal["grows", "shrinks", "either"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
STATED: tuple[Dimension, ...] = DIMENSIONS[:4]
"""The dimensions that a line must be told of beside its place; the rest follows."""


class Act(NamedTuple):
    """Something that can be recorded in a line: its two words, the kind of event, what is said of it in which order.
    With an amount it puts money on lines."""

    zh: str
    en: str
    kind: str
    slots: tuple[Slot, ...]
    mode: str = ""
    sign: Sign = "grows"

    @property
    def moves_money(self) -> bool:
        return "amount" in self.slots

    def takes(self, slot: Slot) -> bool:
        """Whether something may be said of this act at all."""
        if slot.startswith("to-"):
            return "to" in self.slots
        if slot in DIMENSIONS:
            return self.moves_money
        if slot in ("source", "through"):
            return self.kind == {"source": "AmountAdjusted", "through": "ExecutionRecorded"}[slot]
        return True


_LINE: tuple[Slot, ...] = ("place", "amount")
ACTS = (
    Act("追加", "supplement", "AmountAdjusted", _LINE, "supplement"),
    Act("追减", "cut", "AmountAdjusted", _LINE, "cut", "shrinks"),
    Act("收回", "recovery", "AmountAdjusted", _LINE, "recovery", "shrinks"),
    Act("动支预备费", "reserve", "AmountAdjusted", _LINE, "reserve"),
    Act("上级转移支付", "from-above", "AmountAdjusted", _LINE, "from-above"),
    Act("预算调整", "statutory", "AmountAdjusted", _LINE, "statutory", "either"),
    Act("调剂", "transfer", "AmountsTransferred", ("place", "to", "amount")),
    Act("冻结", "freeze", "FundsFrozen", _LINE),
    Act("解冻", "release", "FundsReleased", _LINE),
    Act("执行", "execution", "ExecutionRecorded", _LINE),
    Act("新增", "add", "ProjectAdded", ("name", "unit")),
    Act("更名", "rename", "ProjectRenamed", ("project", "name")),
    Act("目标", "goal", "GoalChanged", ("project", "text")),
    Act("终止", "close", "ProjectClosed", ("project",)),
)
"""What one line can record, by its Chinese and English words."""


CLOSED: Mapping[Slot, tuple[str, ...]] = {
    "kind": tuple(word for act in ACTS for word in (act.zh, act.en)),
    "fund": FUNDS,
    "nature": NATURES,
    "to-nature": NATURES,
    "authority": AUTHORITIES,
}
"""What can be said of the slots that have a vocabulary."""


def act_named(word: str) -> Act:
    """Raises NotFound, listing the words that are known."""
    for act in ACTS:
        if word in (act.zh, act.en):
            return act
    raise NotFound(say("record.unknown-act", word=word, known=", ".join(f"{act.zh} {act.en}" for act in ACTS)))


def amount_fen(act: Act, text: str) -> int:
    """The signed fen of an amount as said of an act: a cut is a cut whichever sign it was given. Raises NotFound."""
    try:
        fen = read_amount(text)
    except ValueError:
        raise NotFound(say("record.amount", text=text)) from None
    return -abs(fen) if act.sign == "shrinks" else fen


@dataclass(frozen=True, slots=True)
class Order:
    """What was said so far. `by` is who records; `year` the fiscal year, the newest with amounts where it is None."""

    by: str
    act: Act | None = None
    said: Mapping[Slot, str] = field(default_factory=dict)
    year: int | None = None
    observed: bool = False
    proposed: bool = False

    def saying(self, more: Mapping[Slot, str]) -> Order:
        return replace(self, said={**self.said, **more})

    def dimensions(self, leg: Literal["", "to-"]) -> dict[Dimension, str]:
        """The dimensions that were said of a leg."""
        said = {name: self.said.get(f"{leg}{name}", "") for name in DIMENSIONS}  # type: ignore[call-overload] # "to-fund" is no slot
        return {name: value for name, value in said.items() if value}


class Choice(NamedTuple):
    """One way to go on: how it is written, what it says of the order, and the money there in fen, where it is known."""

    text: str
    fills: Mapping[Slot, str]
    current_fen: int | None = None
    available_fen: int | None = None

    @property
    def message(self) -> Message:
        if self.current_fen is None:
            return say("record.choice", choice=self.text)
        if self.available_fen is None:
            return say("record.choice-posted", choice=self.text, current=_shown(self.current_fen))
        current, available = _shown(self.current_fen), _shown(self.available_fen)
        return say("record.choice-money", choice=self.text, current=current, available=available)


class Lacking(TrackerError):
    """An order that is not whole, or not unique: what to say next, and the choices where they are known."""

    def __init__(self, slot: Slot, message: Message, choices: tuple[Choice, ...] = ()) -> None:
        super().__init__(message)
        self.slot = slot
        self.choices = choices

    @property
    def messages(self) -> tuple[Message, ...]:
        return (self.message, *(choice.message for choice in self.choices))


def lacking(*slots: Slot, choices: tuple[Choice, ...] = ()) -> Lacking:
    """The error that several things were not said, the first of which is asked for first."""
    return Lacking(slots[0], say("record.lacking", slots=listed(slots)), choices)


def listed(slots: Sequence[Slot]) -> Message:
    """The slots as one message: names joined by commas."""
    first, *rest = (say(f"slot.{slot}") for slot in slots)
    whole = first
    for one in rest:
        whole = say("record.and", first=whole, second=one)
    return whole


def _shown(fen: int) -> str:
    return group_thousands(exact_wan(fen))
