"""What a revision would do, as rows: cells of every table, checks, sentences; and as the text of an application."""

from __future__ import annotations

from collections.abc import Iterator

from ..book import Preview
from ..query.cells import CellChange
from .figures import NONE, amount, exact, signed, tone
from .grid import Grid, GridColumn, GridRow, Tone
from .reader import Reader
from .tasks import Prepared


def effects_grid(reader: Reader, preview: Preview) -> Grid:
    """Every cell that would change, then the checks, then the sentences."""
    word = reader.word
    columns = (
        GridColumn(word("tui.effect.where"), frozen=True, stretch=True),
        GridColumn(word("tui.effect.column"), frozen=True, most=20),
        GridColumn(word("tui.effect.now"), right=True, frozen=True, least=10),
        GridColumn(word("tui.effect.then"), right=True, frozen=True, least=10),
        GridColumn(word("tui.column.delta"), right=True, frozen=True, least=9),
    )
    rows = [*_cells(reader, preview), *_checks(reader, preview), *_sentences(reader, preview)]
    return Grid(columns, tuple(rows))


def _delta(change: CellChange) -> int | None:
    if change.before_fen is None or change.after_fen is None:
        return None
    return change.after_fen - change.before_fen


def _cells(reader: Reader, preview: Preview) -> Iterator[GridRow]:
    for n, change in enumerate(preview.changes):
        where = f"{reader.word('tui.table.word')}{change.table} {change.row}"
        delta = _delta(change)
        cells = where, change.column, amount(change.before_fen), amount(change.after_fen), signed(delta)
        yield GridRow(f"cell {n}", cells, ("", "dim", "", "strong", tone(delta)), mark="*")


def _checks(reader: Reader, preview: Preview) -> Iterator[GridRow]:
    tones: dict[str | None, Tone] = {"fails": "bad", "not-checkable": "warn", "exact": "good"}
    if not preview.checks:
        yield GridRow("checks", (reader.word("tui.effect.checks-same"),), ("dim",))
    for n, check in enumerate(preview.checks):
        place = check.place
        name = place.name or place.row if place else ""
        where = f"{check.id} {reader.say(check.rule)}"
        before, after = (reader.word(f"check.{status or 'none'}") for status in (check.before, check.after))
        cells = where, name, before, after, NONE
        yield GridRow(
            f"check {n}",
            cells,
            ("", "dim", "", tones.get(check.after, "")),
            mark="!" if check.after == "fails" else " ",
        )


def _sentences(reader: Reader, preview: Preview) -> Iterator[GridRow]:
    for n, sentence in enumerate(preview.sentences):
        said = reader.word("tui.effect.sentence", section=sentence.section)
        yield GridRow(f"sentence {n}", (f"{said} {sentence.after or sentence.before}",), ("",), mark="~")


def application(reader: Reader, prepared: Prepared, preview: Preview) -> str:
    """The application for a change as a table that a spreadsheet or a letter takes: what, under which document, why,
    and every cell before and after, in 万元."""
    word, revision = reader.word, prepared.revision
    document = revision.document
    paper = " ".join(filter(None, (document.number, document.title, document.date))) if document else ""
    kinds = ", ".join(dict.fromkeys(word(f"kind.{event.kind}") for event in revision.events))
    head = (
        (word("tui.application.title"), str(revision.fiscal_year)),
        (word("tui.kinds"), kinds),
        (word("tui.document"), paper),
        (word("tui.application.authority"), reader.named("authority", revision.authority)),
        (word("tui.effective"), revision.effective),
        (word("tui.column.by"), revision.by or ""),
        (word("tui.reason"), revision.reason or ""),
    )
    lines = ["\t".join(pair) for pair in head]
    labels = (
        "tui.table.word",
        "tui.column.row",
        "tui.effect.column",
        "tui.effect.now",
        "tui.column.delta",
        "tui.effect.then",
    )
    lines.append("\t".join(map(word, labels)))
    for change in preview.changes:
        figures = (exact(change.before_fen), exact(_delta(change)), exact(change.after_fen))
        cells = str(change.table), change.row, change.column, *(f.replace(",", "") for f in figures)
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"
