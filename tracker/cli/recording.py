"""The command that records: revisions from a file, one in words, or, on a terminal, one that is asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..book import Book
from ..book.recording import telling_which
from ..documents.decode import MAX_BYTES, read_file
from ..documents.originals import Originals
from ..model.errors import DocumentError, NotFound, say
from ..query.orders import Lacking, Order
from . import shapes
from .keeping import on_terminal
from .one_line import NegativeAmounts, order_of, said_options
from .shell import Shell, json_option, pass_shell
from .writing import by_option, dry_run_option, propose_option

if TYPE_CHECKING:
    from ..book import Preview, Recorded
    from ..model.revision import Revision

Kept = tuple["Revision", bytes | None]
"""A revision with the document to keep for it."""


@click.command("record", cls=NegativeAmounts, help="help.record")
@click.argument("words", nargs=-1, metavar="[KIND …]")
@click.option("--file", "file", type=click.Path(path_type=Path, allow_dash=True), help="help.record-file")
@said_options
@click.option("--year", type=click.IntRange(1949, 2999), help="help.year")
@by_option
@click.option("--observed", is_flag=True, help="help.record-observed")
@propose_option
@dry_run_option
@json_option
@pass_shell
def record_command(
    shell: Shell,
    /,
    words: tuple[str, ...],
    file: Path | None,
    year: int | None,
    by: str | None,
    observed: bool,
    propose: bool,
    dry_run: bool,
    as_json: bool,
    **options: object,
) -> None:
    order = order_of(words, options, by=by, year=year, observed=observed, proposed=propose)
    if file is not None:
        extra = words[:1] or [f"--{slot}" for slot in order.said]
        extra = [*extra, *(f"--{name}" for name, given in (("year", year), ("by", by)) if given)]
        if extra:
            raise NotFound(say("record.file-or-words", extra=", ".join(extra)))
        kept = _from_file(file, observed=observed, proposed=propose)
    with shell.book() as book:
        if file is None:
            revision = _ordered(shell, book, order, ask=on_terminal() and not as_json, confirm=not dry_run)
            if revision is None:
                shell.say("record.left")
                return
            kept = [Originals(Path()).of(revision, "--attach") if "attach" in order.said else (revision, None)]
        if dry_run:
            for preview in book.preview(*(revision for revision, _ in kept), deep=True):
                tell(shell, preview.recorded, as_json, "record.dry", preview=preview)
            return
        for n, (revision, original) in enumerate(kept, 1):
            done = "record.proposed" if revision.proposed else "record.done"
            with telling_which(n, len(kept)):
                recorded = book.record(revision, evidence=original)
            tell(shell, recorded, as_json, done)


def tell(
    shell: Shell, recorded: Recorded, as_json: bool, done: str, *, preview: Preview | None = None, **params: object
) -> None:
    """What was recorded, in the sentence `done`, or what would be."""
    for warning in recorded.warnings:
        shell.note(warning)
    if as_json:
        effects = shapes.preview_json(preview, shell.language)
        shell.json(shapes.recorded_json(recorded, shell.language) | {"dry_run": preview is not None, **effects})
        return
    shell.say(done, seq=recorded.seq, hash=recorded.hash[:12], **params)
    if preview:
        tell_effects(shell, preview)


def tell_effects(shell: Shell, preview: Preview) -> None:
    """What a revision would change: cells, checks, sentences."""
    for cell in preview.changes:
        shell.say("record.effect", **_shown(shapes.cell_change_json(cell)))
    for check in preview.checks:
        statuses = {side: shell.word(f"check.{getattr(check, side) or 'none'}") for side in ("before", "after")}
        place = check.place
        id = "record.check-change" if place and place.row else "record.check-change-whole"
        where = (
            {"table": place.table, "row": place.name or place.row, "column": place.column} if place else {"table": "—"}
        )
        shell.say(id, id=check.id, **where, **statuses)
    for sentence in preview.sentences:
        changed: shapes.Json = {"section": sentence.section, "before": sentence.before, "after": sentence.after}
        shell.say("record.sentence", **_shown(changed))


def _shown(values: shapes.Json) -> shapes.Json:
    return {name: "—" if value is None else value for name, value in values.items()}


def _ordered(shell: Shell, book: Book, order: Order, *, ask: bool, confirm: bool) -> Revision | None:
    """The revision that an order means; what it lacks is asked for on a terminal. None where it is not confirmed."""
    try:
        draft = book.draft(order)
    except Lacking:
        if not ask:
            raise
        from .prompting import Prompts  # what asks is needed only here

        return Prompts(shell, book, order).revision(confirm=confirm)
    for note in draft.notes:
        shell.note(note)
    return draft.revision


def _from_file(file: Path, **flags: bool) -> list[Kept]:
    """The revisions of a file, each with the original of its document, all of them read before any is recorded."""
    from ..model.parse import parse_revisions  # pydantic is needed only here

    originals = Originals(file.parent)
    said = {name: True for name, given in flags.items() if given}
    revisions = parse_revisions(text_of(file), file.name)
    return [originals.of(revision.replaced(**said), file.name) for revision in revisions]


def text_of(file: Path) -> str:
    """The text of a revision file, UTF-8 or GB18030. Raises DocumentError."""
    data = sys.stdin.buffer.read(MAX_BYTES + 1) if str(file) == "-" else read_file(file)
    if len(data) > MAX_BYTES:
        raise DocumentError(say("document.too-large", file=file.name, limit=MAX_BYTES // 1_000_000))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DocumentError(say("document.not-text", file=file.name))
