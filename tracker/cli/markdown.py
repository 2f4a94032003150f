"""Tables in Markdown: for a report, an issue, a mail."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import click

from ..messages import plain

format_option = click.option(
    "--format", "layout", type=click.Choice(["txt", "md", "json"]), default="txt", help="help.format"
)
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~])")


def table(head: Sequence[str], rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> Iterator[str]:
    """The rows below a head; columns with an index in `right` are aligned to the right."""
    yield _row(head)
    yield _row(["---:" if i in right else "---" for i in range(len(head))])
    yield from (_row([escaped(cell) for cell in row]) for row in rows)


def escaped(text: str) -> str:
    """Text from data, so that nothing in it is taken for markup."""
    return _SPECIAL.sub(r"\\\1", plain(text))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
