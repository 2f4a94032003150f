"""The words and options of `tracker record KIND …`, made into an order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import click

from ..model.errors import NotFound, say
from ..model.money import MINUS
from ..query.orders import Order, Slot, act_named, listed
from .shell import TranslatedCommand
from .writing import recorder

_Command = TypeVar("_Command", bound=Callable[..., object])

_YEARS = click.IntRange(1949, 2999)
_TEXTS: tuple[tuple[Slot, str, str], ...] = (
    ("doc", "NO", "help.record-doc"),
    ("title", "TEXT", "help.record-title"),
    ("date", "DATE", "help.record-date"),
    ("effective", "DATE", "help.record-effective"),
    ("authority", "LEVEL", "help.record-authority"),
    ("reason", "TEXT", "help.reason"),
    ("source", "TEXT", "help.record-source"),
    ("attach", "PATH", "help.record-attach"),
    ("unit", "UNIT", "help.record-unit"),
    ("function", "CODE", "help.record-dimension"),
    ("economic", "CODE", "help.record-dimension"),
    ("gov-economic", "CODE", "help.record-dimension"),
    ("fund", "FUND", "help.record-dimension"),
    ("nature", "NATURE", "help.record-dimension"),
    ("to-function", "CODE", "help.record-to-dimension"),
    ("to-economic", "CODE", "help.record-to-dimension"),
    ("to-gov-economic", "CODE", "help.record-to-dimension"),
    ("to-nature", "NATURE", "help.record-to-dimension"),
    ("through", "DATE", "help.record-through"),
)
_NUMBERS: tuple[tuple[Slot, str], ...] = (
    ("origin-year", "help.record-dimension"),
    ("to-origin-year", "help.record-to-dimension"),
)


def said_options(command: _Command) -> _Command:
    """The options that say something of a revision."""
    for slot, help in reversed(_NUMBERS):
        command = click.option(f"--{slot}", slot.replace("-", "_"), type=_YEARS, help=help)(command)
    for slot, metavar, help in reversed(_TEXTS):
        command = click.option(f"--{slot}", slot.replace("-", "_"), metavar=metavar, help=help)(command)
    return command


def order_of(
    words: tuple[str, ...], options: Mapping[str, object], *, by: str | None, year: int | None, **flags: bool
) -> Order:
    """What words and options say. Raises NotFound where a word is unknown or too much."""
    act = act_named(words[0]) if words else None
    said: dict[Slot, str] = {}
    for slot in (*(slot for slot, _, _ in _TEXTS), *(slot for slot, _ in _NUMBERS)):
        value = options[slot.replace("-", "_")]
        if value is not None:
            said[slot] = str(value)
    if act:
        wanted = [slot for slot in act.slots if slot not in said]
        if len(words) > 1 + len(wanted):
            word = words[1 + len(wanted)]
            raise NotFound(say("record.too-many", word=word, act=words[0], slots=listed(act.slots)))
        said |= dict(zip(wanted, words[1:], strict=False))
    return Order(recorder(by), act, said, year, **flags)


class NegativeAmounts(TranslatedCommand):
    """A command that takes -20 for an amount, not for an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [MINUS + arg[1:] if _is_negative(arg) else arg for arg in args])


def _is_negative(argument: str) -> bool:
    return argument[:1] == "-" and argument[1:2].isdecimal()
