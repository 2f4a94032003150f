"""What every command has: the book it works on, the language it speaks, and ways to print."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..messages import Language, has, plain, text
from ..model.errors import CorruptBook, Message

if TYPE_CHECKING:
    from ..book import Book


class Shell:
    """One run of the command line."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.path: Path | None = None

    def book(self, *, damaged_too: bool = False) -> Book:
        """The book that --book names, else the nearest upwards; `damaged_too`: one that does not hold, to be looked at.
        Raises NotFound, CorruptBook."""
        from ..book import Book  # help and errors in the options do without it

        path = self.path or Book.folder(Path.cwd())
        try:
            return Book.open(path)
        except CorruptBook:
            if not damaged_too:
                raise
            return Book.open_damaged(path)

    def say(self, id: str, /, **params: object) -> None:
        """A result for people, on stdout."""
        print(text(id, self.language, **params))

    def note(self, message: Message) -> None:
        """A remark beside the result, on stderr."""
        print(text(message.id, self.language, **message.params), file=sys.stderr)

    def word(self, id: str) -> str:
        return text(id, self.language)

    @staticmethod
    def json(value: object) -> None:
        print(json.dumps(value, ensure_ascii=False))

    @staticmethod
    def json_list(name: str, values: Iterable[object]) -> None:
        """An object with one list, written as its values come."""
        separator = f'{{"{name}": ['
        for value in values:
            sys.stdout.write(separator + json.dumps(value, ensure_ascii=False))
            separator = ", "
        print("]}" if separator == ", " else f"{separator}]}}")

    @staticmethod
    def lines(lines: Iterable[str]) -> bool:
        """Whether there were any."""
        some = False
        for line in lines:
            print(plain(line))
            some = True
        return some


pass_shell = click.make_pass_decorator(Shell)
json_option = click.option("--json", "as_json", is_flag=True, help="help.json")


class TranslatedCommand(click.Command):
    """A command whose help texts are ids of the message catalogue."""

    def get_help(self, ctx: click.Context) -> str:
        self._translate(ctx)
        return super().get_help(ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        language = _language_of(click.get_current_context(silent=True))
        return text(self.help, language) if self.help and has(self.help) else ""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = text("help.help", _language_of(ctx))
        return option

    def _translate(self, ctx: click.Context) -> None:
        language = _language_of(ctx)
        if self.help and has(self.help):
            self.help = text(self.help, language)
        if self.epilog and has(self.epilog):
            self.epilog = text(self.epilog, language)
        for parameter in self.get_params(ctx):
            if isinstance(parameter, click.Option) and parameter.help and has(parameter.help):
                parameter.help = text(parameter.help, language)


def _language_of(ctx: click.Context | None) -> Language:
    shell = ctx.find_object(Shell) if ctx else None
    return shell.language if shell else "en"


def usage_text(error: click.UsageError, language: Language) -> str:
    """A usage error in one line, with where help is."""
    command = error.ctx.command_path if error.ctx else "tracker"
    match error:
        case click.NoSuchOption():
            return text("usage.option", language, option=error.option_name, command=command)
        case click.MissingParameter():
            name = error.param.human_readable_name if error.param else "-"
            return text("usage.missing", language, name=name, command=command)
        case click.BadParameter():
            name = error.param.human_readable_name if error.param else "-"
            return text("usage.value", language, name=name, why=error.message.rstrip("."), command=command)
        case _ if error.ctx and error.ctx.command_path == "tracker":
            return text("usage.command", language, why=error.message.rstrip("."), command=command)
        case _:
            return text("usage.other", language, why=error.message.rstrip("."), command=command)
