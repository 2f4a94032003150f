"""The commands that keep a book sound, and those that open it on a screen: verify, rebuild, schema, demo."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from ..book import Book
from ..messages import render
from ..model.canonical import GENESIS
from ..model.errors import CorruptBook, NotFound, say
from ..model.money import display_wan, group_thousands
from .shell import Shell, TranslatedCommand, json_option, pass_shell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..tui.view_state import ViewState
    from ..tui.way import Way

_GIVEN_UP = 130
"""The exit code of what was left before it was done, as after Ctrl+C."""
_HASH = re.compile(r"[0-9a-f]{12,64}", re.ASCII)


@click.command("verify", cls=TranslatedCommand, help="help.verify")
@click.option("--head", metavar="HASH", help="help.verify-head")
@json_option
@pass_shell
def verify_command(shell: Shell, head: str | None, as_json: bool) -> int:
    if head is not None and not _HASH.fullmatch(head := head.lower()):
        raise NotFound(say("verify.no-hash", text=head))
    with shell.book() as book:
        found = book.verify()
        known = None if head is None else _revision_hashed(book, head)
        missing = [render(message, shell.language) for message in found.missing]
        counts = {**found._asdict(), "missing": missing, "head": {"seq": found.head.seq, "hash": found.head.hash}}
        if as_json:
            shell.json(counts | ({"known": known._asdict()} if known else {}))
        else:
            shell.say("verify.done", **counts | {"hash": found.head.hash})
            if known:
                shell.say("verify.head", **known._asdict() | {"recorded": known.recorded or "—"})
            for message in found.missing:
                shell.note(message)
        return 1 if missing else 0


class _Known(NamedTuple):
    """The version that a hash names (the empty book was never recorded), and how many revisions build on it."""

    seq: int
    hash: str
    recorded: str | None
    later: int


def _revision_hashed(book: Book, hash: str) -> _Known:
    """Raises CorruptBook where no revision has it: the log is sound, and it is not the one that the hash was taken
    from."""
    if GENESIS.startswith(hash):
        return _Known(0, GENESIS, None, book.head.seq)
    header = book.revision_hashed(hash)
    if header is None:
        raise CorruptBook(say("corrupt.unknown-hash", hash=hash))
    return _Known(header.seq, header.hash, header.recorded, book.head.seq - header.seq)


@click.command("rebuild", cls=TranslatedCommand, help="help.rebuild")
@pass_shell
def rebuild_command(shell: Shell) -> None:
    with shell.book() as book:
        book.rebuild()
        shell.say("rebuild.done", seq=book.head.seq)


@click.command("schema", cls=TranslatedCommand, help="help.schema")
@click.argument("kind", required=False)
@pass_shell
def schema_command(shell: Shell, kind: str | None) -> None:
    from ..model.events import KINDS  # pydantic is needed only here
    from ..model.revision import Revision

    if kind is None:
        shell.json(Revision.model_json_schema())
        return
    model = next((model for model in KINDS if model.__name__ == kind), None)
    if model is None:
        raise NotFound(say("schema.unknown", kind=kind, kinds=", ".join(model.__name__ for model in KINDS)))
    shell.json(model.model_json_schema())


@click.command("demo", cls=TranslatedCommand, help="help.demo")
@pass_shell
def demo_command(shell: Shell) -> None:
    with tempfile.TemporaryDirectory(prefix="tracker-demo-", ignore_cleanup_errors=True) as folder:
        for name in ("events", "snapshots", "evidence"):
            shutil.copytree(sample() / name, Path(folder, name), ignore=shutil.ignore_patterns(".*"))
        shell.path = Path(folder)
        open_terminal(shell)
        if not on_terminal():
            shell.say("demo.how")


def sample() -> Path:
    """The folder of the sample book: in the installed package, else in the repository. Raises NotFound."""
    package = Path(__file__).parents[1]
    for folder in (package / "sample", package.parent):
        if any((folder / "events").glob("*.jsonl")):
            return folder
    raise NotFound(say("demo.none"))


def on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "") not in ("", "dumb")


def open_terminal(shell: Shell) -> None:
    """The terminal UI; where there is no terminal, what the book holds, in plain text."""
    with shell.book(damaged_too=on_terminal()) as book:
        if on_terminal():
            show_on_terminal(shell, book)
        else:
            _summary(shell, book)


def show_on_terminal(
    shell: Shell, book: Book, view: ViewState | None = None, *, way: Way | None = None, read_only: bool = False
) -> None:
    """The terminal UI, on a view if one is given."""
    from ..tui.app import run  # textual takes 150 ms to import
    from ..tui.way import Way
    from .writing import recorder

    run(book, shell.language, recorder(None), view, way=way or Way(), read_only=read_only)


def show_documents(
    shell: Shell,
    files: Sequence[str],
    year: int | None = None,
    view: Callable[[Book], ViewState | None] = lambda _: None,
    way: Way | None = None,
) -> int:
    """The terminal UI on documents without a book; afterwards what was found in reading them, unless they were given
    up. The exit code."""
    from ..tui.documents_app import run  # textual takes 150 ms to import
    from ..tui.way import Way
    from .files import say_findings

    book = run(files, shell.language, year=year, view=view, way=way or Way())
    if book is None:
        return _GIVEN_UP
    with book:
        return say_findings(shell, book)


def _summary(shell: Shell, book: Book) -> None:
    head = book.head
    shell.say("summary.book", path=str(book.path), seq=head.seq, hash=head.hash[:12])
    for year in book.years():
        size = book.view(year, book.point().point).size_fen()
        shell.say("summary.year", year=year, size="—" if size is None else group_thousands(display_wan(size)))
    for row in list(book.log())[:5]:
        title = row.header.number or row.header.title or row.header.reason or ""
        shell.say("summary.revision", seq=row.header.seq, effective=row.header.effective, title=title)
    shell.say("summary.how")
