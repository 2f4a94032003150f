"""`tracker OLD NEW`: documents on the screens of the terminal UI, with no book and nothing kept."""

from __future__ import annotations

import click

from ..book import FileBook
from ..book.gathering import Summary
from .asking import year_option
from .differing import diff_command
from .files import say_findings
from .keeping import on_terminal, show_documents
from .shell import Shell, TranslatedCommand
from .summing import DOCUMENT, document_cells, say_table


@click.command("open", cls=TranslatedCommand, help="help.open", hidden=True)
@click.argument("files", nargs=-1, required=True, metavar="OLD NEW")
@year_option
@click.pass_context
def open_command(ctx: click.Context, files: tuple[str, ...], year: int | None) -> int:
    """Where there is no terminal, the difference as text; of a single file what was read."""
    shell = ctx.ensure_object(Shell)
    if not on_terminal() and len(files) > 1:
        code = ctx.invoke(diff_command, before=files[0], after=files[-1], year=year, by_size=True)
        assert isinstance(code, int)
        return code
    if on_terminal():
        return show_documents(shell, files, year)
    with FileBook.of(files, year) as book:
        rows = ((file, Summary.of(file.imported.reading) if file.imported else None) for file in book.files)
        cells = [[file.named.text, *document_cells(shell, of), str(len(file.findings))] for file, of in rows]
        say_table(shell, ("file", *DOCUMENT, "findings"), cells)
        return say_findings(shell, book)
