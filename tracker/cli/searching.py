"""The command that finds words: search."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import click

from ..messages import plain
from .grid import cut, grid
from .shell import Shell, TranslatedCommand, json_option, pass_shell

if TYPE_CHECKING:
    from ..query.search import Hit

_WIDTH = 60
_BEFORE = 12
"""How many characters before the hit are shown of a long text."""


@click.command("search", cls=TranslatedCommand, help="help.search")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), help="help.log-limit")
@json_option
@pass_shell
def search_command(shell: Shell, words: tuple[str, ...], limit: int | None, as_json: bool) -> None:
    with shell.book() as book:
        hits = list(islice(book.search(map(plain, words)), limit))
        if as_json:
            shell.json({"hits": [_shape(hit) for hit in hits]})
        elif hits:
            shell.lines(grid([_cells(shell, hit) for hit in hits], right=(0,)))
        else:
            shell.say("search.none")


def _shape(hit: Hit) -> dict[str, object]:
    found = hit.passage
    shape: dict[str, object] = {"what": found.what, "text": found.text, "start": hit.start, "end": hit.end}
    return shape | {"id": found.id or None, "name": hit.name or None, "seq": found.seq}


def _cells(shell: Shell, hit: Hit) -> list[str]:
    name = hit.name if hit.name != hit.passage.text else ""
    return [f"@{hit.passage.seq}", shell.word(f"found.{hit.passage.what}"), name, _excerpt(hit)]


def _excerpt(hit: Hit) -> str:
    """The text, or as much of it as has room, from a little before the hit."""
    text = hit.passage.text.replace("\n", " ")
    if text == cut(text, _WIDTH):
        return text
    first = max(hit.start - _BEFORE, 0)
    return cut(("…" if first else "") + text[first:], _WIDTH)
