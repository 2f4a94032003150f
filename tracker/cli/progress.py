"""The command that holds execution against the budget: progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..model.money import group_thousands
from .asking import amount, at_option, effective_option, name_of, version_of, view_of, year_option
from .grid import grid
from .ledger_shapes import progress_json
from .shell import Shell, TranslatedCommand, json_option, pass_shell

if TYPE_CHECKING:
    from ..query.progress import Pace, Progress

_MOST_RANKED = 10


@click.command("progress", cls=TranslatedCommand, help="help.progress")
@year_option
@at_option
@effective_option
@json_option
@pass_shell
def progress_command(shell: Shell, year: int | None, at: str, effective: str | None, as_json: bool) -> None:
    with shell.book() as book:
        view, named = view_of(book, year, at, effective)
        found = book.progress(view)
        if as_json:
            shell.json(progress_json(found, view, version_of(book, named)))
            return
        shell.say("progress.title", year=view.year, day=found.day, days=found.days, of=found.days_of_year,
                  share=found.share, version=name_of(named))  # fmt: skip
        if found.executed_through is None:
            shell.say("progress.none")
        else:
            shell.say("progress.through", date=found.executed_through)
        words = ("ledger.current", "ledger.executed", "ledger.unspent", "progress.percent", "progress.behind")
        rows = [["  " * pace.node.node.level + _label(shell, pace), *_figures(pace)] for pace in found.paces]
        shell.lines(grid([["", *map(shell.word, words)], *rows], right=range(1, 6)))
        shell.say("progress.ranked")
        ranked = [
            [f"{n}.", pace.node.node.key["unit"], _label(shell, pace), amount(pace.unspent_fen), _percent(pace.percent)]
            for n, pace in enumerate(found.unspent[:_MOST_RANKED], 1)
        ]
        shell.lines(grid(ranked, right=(0, 3, 4)))
        if found.executed_through is not None:
            _say_completions(shell, found)


def _say_completions(shell: Shell, found: Progress) -> None:
    shell.say("progress.completions")
    words = ("ledger.approved", "ledger.current", "ledger.executed", "progress.of-original", "progress.of-current")
    rows = [
        [
            one.head.code,
            "  " * one.head.level + one.head.label,
            *map(amount, (one.original_fen, one.current_fen, one.executed_fen)),
            _percent(one.of_original),
            _percent(one.of_current),
        ]
        for one in found.completions
    ]
    shell.lines(grid([["", "", *map(shell.word, words)], *rows], right=range(2, 7)))


def _label(shell: Shell, pace: Pace) -> str:
    return pace.node.node.label or shell.word("show.department")


def _figures(pace: Pace) -> list[str]:
    money = [amount(fen) for fen in (pace.current_fen, pace.executed_fen, pace.unspent_fen)]
    return [*money, _percent(pace.percent), "—" if pace.behind is None else group_thousands(pace.behind)]


def _percent(percent: str | None) -> str:
    return "—" if percent is None else f"{percent}%"
