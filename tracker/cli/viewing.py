"""`tracker tui`: any view of the terminal UI by its options; where there is no terminal, the same view as text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, get_args

import click

from ..model.errors import NotFound, say
from ..tui.view_state import AXES, MODES, MONEY_UNITS, SCREENS
from ..tui.way import ThemeName, Way
from .asking import known_year
from .files import book_at, is_path, say_findings
from .keeping import on_terminal, show_documents, show_on_terminal
from .shell import Shell, TranslatedCommand

if TYPE_CHECKING:
    from ..book import Book
    from ..tui.view_state import ViewState

_Command = TypeVar("_Command", bound=Callable[..., object])


def _view_options(command: _Command) -> _Command:
    """The fields of a view state as options; `tui/link.py` writes the same ones."""
    for option in (
        click.option("--words", metavar="TEXT", help="help.tui-words"),
        click.option("--in", "money", type=click.Choice(MONEY_UNITS), help="help.money"),
        click.option("--pick", "picked", multiple=True, metavar="N[/M]", help="help.tui-pick"),
        click.option("--to", "target", metavar="POINT", help="help.tui-to"),
        click.option("--from", "source", metavar="POINT", help="help.tui-from"),
        click.option("--all", "every", is_flag=True, help="help.bridge-all"),
        click.option("--without-carried", "uncarried", is_flag=True, help="help.compare-without-carried"),
        click.option("--along", type=click.Choice(AXES), help="help.tui-along"),
        click.option("--mode", type=click.Choice(MODES), help="help.mode"),
        click.option("--basis", metavar="CURRENT:PRIOR", help="help.compare-basis"),
        click.option("--with", "prior", type=click.IntRange(1949, 2999), metavar="YEAR", help="help.compare-with"),
        click.option("--ranked", is_flag=True, help="help.diff-ranked"),
        click.option("--standing", is_flag=True, help="help.tui-standing"),
        click.option("--changed", "changed_only", is_flag=True, help="help.tui-changed"),
        click.option("--fold", "folded", multiple=True, metavar="ROW", help="help.tui-fold"),
        click.option("--depth", type=click.IntRange(0, 3), help="help.tui-depth"),
        click.option("--filter", metavar="TEXT", help="help.tui-filter"),
        click.option("--by", "axis", type=click.Choice(AXES), help="help.diff-by"),
        click.option("--on", "spot", metavar="ROW", help="help.tui-on"),
        click.option("--column", metavar="TEXT", help="help.tui-column"),
        click.option("--row", metavar="ROW", help="help.tui-row"),
        click.option("--table", type=click.IntRange(0, 999), metavar="N", help="help.tui-table"),
        click.option("--against", "mark", metavar="POINT", help="help.tui-against"),
        click.option("--at", "version", metavar="POINT", help="help.at"),
        click.option("--year", type=click.IntRange(1949, 2999), help="help.year"),
        click.option("--screen", type=click.Choice(SCREENS), help="help.tui-screen"),
    ):
        command = option(command)
    return command


@click.command("tui", cls=TranslatedCommand, help="help.tui", epilog="help.point")
@click.argument("files", nargs=-1, metavar="[OLD NEW]")
@_view_options
@click.option(
    "--theme", type=click.Choice(get_args(ThemeName)), default="dark", show_default=False, help="help.tui-theme"
)
@click.option("--no-mouse", is_flag=True, help="help.tui-no-mouse")
@click.option("--ascii", is_flag=True, help="help.tui-ascii")
@click.option("--copy-cmd", metavar="COMMAND", default="", help="help.tui-copy-cmd")
@click.option("--read-only", is_flag=True, help="help.tui-read-only")
@click.pass_context
def tui_command(
    ctx: click.Context,
    /,
    files: tuple[str, ...],
    theme: ThemeName,
    no_mouse: bool,
    ascii: bool,
    copy_cmd: str,
    read_only: bool,
    **said: object,
) -> int:
    shell, way = ctx.ensure_object(Shell), Way(theme, not no_mouse, ascii, copy_cmd)
    if files and not shell.path and all(map(is_path, files)) and on_terminal():
        return show_documents(shell, files, view=lambda book: _view(shell, book, said), way=way)
    with book_at(shell, *files) if files else shell.book(damaged_too=on_terminal()) as book:
        view = _view(shell, book, said)
        if on_terminal():
            show_on_terminal(shell, book, view, way=way, read_only=read_only)
        else:
            _print(shell, book, view)
        return say_findings(shell, book)


def _view(shell: Shell, book: Book, said: dict[str, object]) -> ViewState | None:
    """The view that the options ask for, None where they ask for nothing. Raises NotFound, naming what is near."""
    if not any(said.values()):
        return None
    from ..tui.link import state_of
    from ..tui.reader import Reader

    reader = Reader(book, shell.language)
    if book.head.seq == 0:
        raise NotFound(say("book.empty"))
    start = reader.start()
    state = state_of({**said, "screen": said.get("screen") or _screen_for(said)}, start, book.version)
    if said.get("year") is None:
        named = book.point(str(said["version"])) if said.get("version") else None
        there = reader.in_year(state, (named.year if named else None) or book.newest_year(named and named.point))
        state = replace(there, table=state.table) if said.get("table") else there
    known_year(book, state.year)
    return reader.checked(state)


def _screen_for(said: dict[str, object]) -> str:
    """The screen on which what was said shows."""
    shows = {
        "search": ("words",),
        "proposals": ("source", "target", "picked"),
        "bridge": ("every",),
        "years": ("prior", "basis", "mode", "along", "uncarried"),
        "diff": ("mark",),
        "table": ("table", "row"),
    }
    return next((screen for screen, fields in shows.items() if any(map(said.get, fields))), "history")


def _print(shell: Shell, book: Book, view: ViewState | None) -> None:
    from ..tui.reader import Reader
    from ..tui.seen import plain_lines

    reader = Reader(book, shell.language)
    if reader.head == 0:
        raise NotFound(say("book.empty"))
    shell.lines(plain_lines(reader, view or reader.start()))
