"""The `tracker` command: global options, which module holds which command, and what errors end with."""

from __future__ import annotations

import errno
import gc
import importlib
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import click

from .. import __version__
from ..messages import Language, default_language, render, text
from ..model.errors import Refused, TrackerError
from .files import is_path
from .shell import Shell, TranslatedCommand, usage_text

_SELDOM = 100_000
"""So many objects more than went before the garbage collector looks for cycles."""
COMMANDS = {
    "init": "writing",
    "import": "writing",
    "record": "recording",
    "tag": "writing",
    "reverse": "controlling",
    "approve": "controlling",
    "reject": "controlling",
    "amend": "controlling",
    "withdraw": "controlling",
    "rollover": "controlling",
    "rules": "controlling",
    "show": "listing",
    "log": "history",
    "search": "searching",
    "diff": "differing",
    "compare": "comparing",
    "bridge": "bridging",
    "propose": "proposing",
    "blame": "blaming",
    "progress": "progress",
    "check": "checking",
    "lint": "linting",
    "explain": "explaining",
    "ready": "explaining",
    "reason": "explaining",
    "verify": "keeping",
    "rebuild": "keeping",
    "schema": "keeping",
    "demo": "keeping",
    "tui": "viewing",
}
"""Each command with the module that defines it, imported when it is used."""


class LazyGroup(click.Group, TranslatedCommand):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f".{COMMANDS[name]}", __package__)
        command = getattr(module, f"{name}_command")
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Where files stand in the place of a command, they are opened."""
        if args[0] not in COMMANDS and (is_path(args[0]) or Path(args[0]).is_file()):
            from .opening import open_command

            return open_command.name, open_command, args
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    help="help.tracker",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--book", type=click.Path(path_type=Path), help="help.book")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="help.lang")
@click.version_option(__version__, prog_name="tracker", help="help.version")
@click.pass_context
def tracker(ctx: click.Context, book: Path | None, lang: Language | None) -> None:
    shell = ctx.ensure_object(Shell)
    shell.path = book
    if ctx.invoked_subcommand is None:
        from .keeping import open_terminal

        open_terminal(shell)


def program() -> NoReturn:
    """The process: `main`, with an end at once. Most of what a command makes lives to its end: to look for cycles is in
    vain, and to take it all apart costs a tenth of the command. Files and books are closed by then."""
    gc.set_threshold(_SELDOM)
    try:
        main()
    except SystemExit as end:
        if threading.active_count() > 1:  # threads that are still at work are waited for
            raise
        for stream in filter(None, (sys.stdout, sys.stderr)):
            with suppress(OSError):  # it has been said, or nobody is there to be told
                stream.flush()
        os._exit(end.code if isinstance(end.code, int) else 0)


def main() -> NoReturn:
    """Runs the command line and exits."""
    language = _language(sys.argv[1:])
    _utf8_streams()
    try:
        code = tracker.main(standalone_mode=False, obj=Shell(language), prog_name="tracker")
        sys.stdout.flush()
    except TrackerError as error:
        rule = f" [{error.rule}]" if isinstance(error, Refused) else ""
        for message in error.messages:
            print(f"tracker: {render(message, language)}{rule}", file=sys.stderr)
        code = error.exit_code
    except click.UsageError as error:
        print(f"tracker: {usage_text(error, language)}", file=sys.stderr)
        code = 2
    except click.exceptions.Abort:
        code = 130
    except Exception as error:
        code = _system_error(error, language)
    sys.exit(code if isinstance(code, int) else 0)


def _system_error(error: Exception, language: Language) -> int:
    """What the system refuses (disk, permissions, a reader that has gone away), in a line. Anything else is a fault of
    the program and is raised again."""
    gone = isinstance(error, BrokenPipeError) or (
        sys.platform == "win32" and getattr(error, "errno", 0) == errno.EINVAL
    )
    if gone:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if isinstance(error, OSError) or type(error).__module__ == "sqlite3":
        print("tracker: " + text("shell.system", language, why=str(error)), file=sys.stderr)
        return 2
    raise error


def _language(arguments: list[str]) -> Language:
    """The language is needed before the options are parsed: an error in them is said in it."""
    for i, option in enumerate(arguments):
        name, _, inline = option.partition("=")
        if name == "--lang" and (chosen := inline or "".join(arguments[i + 1 : i + 2])) in ("zh", "en"):
            return "zh" if chosen == "zh" else "en"
    return default_language()


def _utf8_streams() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
