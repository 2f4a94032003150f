"""The commands that append: init, import, record, tag."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

import click

from ..book import Book
from ..documents.targets import is_many
from ..messages import render
from ..model.errors import NotFound, say
from . import shapes
from .shell import Shell, TranslatedCommand, json_option, pass_shell

dry_run_option = click.option("--dry-run", is_flag=True, help="help.dry-run")
propose_option = click.option("--propose", is_flag=True, help="help.record-propose")
by_option = click.option("--by", "by", metavar="NAME", help="help.by")
SEQ = click.IntRange(0, 10**12)


def recorder(by: str | None) -> str:
    """Who records: what he says of himself, else the name of his account."""
    if by or (by := os.environ.get("TRACKER_BY")):
        return by
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "-"


@click.command("init", cls=TranslatedCommand, help="help.init")
@click.argument("path", type=click.Path(path_type=Path))
@pass_shell
def init_command(shell: Shell, path: Path) -> None:
    Book.init(path).close()
    shell.say("init.done", path=str(path))


@click.command("import", cls=TranslatedCommand, help="help.import", epilog="help.import-many")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--year", type=click.IntRange(1949, 2999), help="help.import-year")
@click.option("--adopt", is_flag=True, help="help.adopt")
@click.option("--again", is_flag=True, help="help.import-again")
@click.option("--as", "milestone", metavar="MILESTONE", help="help.as")
@click.option("--effective", metavar="DATE", help="help.import-effective")
@by_option
@dry_run_option
@json_option
@pass_shell
def import_command(
    shell: Shell,
    files: tuple[Path, ...],
    year: int | None,
    adopt: bool,
    again: bool,
    milestone: str | None,
    effective: str | None,
    by: str | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    if is_many(files):
        if milestone or again:
            raise NotFound(say("import.one-only", option="--as" if milestone else "--again"))
        from .importing import import_files

        return import_files(
            shell, files, year=year, adopt=adopt, effective=effective, by=recorder(by), dry_run=dry_run, as_json=as_json
        )
    findings = False
    with shell.book() as book:
        for file in files:
            found = book.import_document(
                file,
                year=year,
                adopt=adopt,
                milestone=milestone,
                effective=effective,
                by=recorder(by),
                dry_run=dry_run,
                again=again,
            )
            findings = findings or bool(found.findings)
            if as_json:
                why = [render(found.asserted, shell.language)] if found.asserted else []
                shell.json(shapes.imported_json(found, shell.language) | {"why": why, "dry_run": dry_run})
                continue
            reading = found.reading
            rows = sum(len(table.rows) for table in reading.tables)
            shell.say(
                "import.dry" if dry_run else "import.done",
                file=file.name, entity=reading.entity, year=reading.year, tables=len(reading.tables), rows=rows,
                seq=found.recorded.seq,
            )  # fmt: skip
            for placed in reading.joined:
                shell.say("import.joined", where=placed.standing, text=placed.text)
            for message in (*found.findings, *found.remarks):
                shell.note(message)
    return 1 if findings else 0


@click.command("tag", cls=TranslatedCommand, help="help.tag")
@click.argument("name")
@click.argument("seq", type=SEQ, required=False)
@by_option
@json_option
@pass_shell
def tag_command(shell: Shell, name: str, seq: int | None, by: str | None, as_json: bool) -> None:
    with shell.book() as book:
        recorded, named = book.tag(name, seq, recorder(by))
        if as_json:
            shell.json(shapes.recorded_json(recorded, shell.language))
        else:
            shell.say("tag.done", name=name, seq=named)
