"""What the sample book's bureau publishes: each year's tables as the book has them, with its explanation, as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.support.render import Cells, Printed, Sheet, render
from tracker.book import Book
from tracker.explain.layout import as_text
from tracker.model.money import round_to_cents
from tracker.query.year import YearView
from tracker.tables.spec import TableSpec

from .sample_budget import BUREAU
from .sample_steps import LAN, QIU, Act

Edit = Callable[[str], str]


def unchanged(text: str) -> str:
    return text


def replaced(*pairs: tuple[str, str]) -> Edit:
    """Each passage of a document by another one; it must stand there once."""

    def edit(text: str) -> str:
        for old, new in pairs:
            assert text.count(old) == 1, (old, text.count(old))
            text = text.replace(old, new)
        return text

    return edit


def published(year: int, day: str, edit: Edit = unchanged) -> Act:
    """部门预算公开: the original budget, its explanation, and what somebody got wrong while typing."""

    def act(book: Book, _: Mapping[str, int], folder: Path) -> None:
        path = folder / f"云山市数字服务局{year}年部门预算.txt"
        path.write_text(edit(document(book, year)), encoding="utf-8", newline="\n")
        imported = book.import_document(path, year=year, by=LAN)
        assert not imported.reading.unknown, imported.reading.unknown
        assert not imported.missing, imported.missing

    return Act(day, act)


def republished(year: int, day: str, edit: Edit) -> Act:
    """更正公开: the same document once more, with changes that nobody announces."""

    def act(book: Book, _: Mapping[str, int], folder: Path) -> None:
        path = folder / f"云山市数字服务局{year}年部门预算（更新）.txt"
        path.write_text(edit(document(book, year)), encoding="utf-8", newline="\n")
        book.import_document(path, year=year, by=QIU, again=True)

    return Act(day, act)


def document(book: Book, year: int) -> str:
    view = book.view(year, book.point(f"{year}/original").point)
    sheets = tuple(_sheet(spec, view) for spec in view.form.tables)
    kinds = {unit.name: unit.kind for unit in view.roster.units()}
    shown = dict.fromkeys(row.head.unit for row in view.table("basic-by-unit").rows if row.head.unit)
    below = tuple(unit for unit in shown if unit != BUREAU)
    civil, others = ([unit for unit in below if kinds[unit] == kind] for kind in ("参公", "事业"))
    front = (
        f"参照公务员法管理的单位{len(civil)}个，为{'、'.join(civil)}；"
        f"事业单位{len(others)}个，分别为{'、'.join(others)}。"
    )
    return render(Printed(BUREAU, year, sheets, below, front, tuple(_explanation(book, year))))


def _sheet(spec: TableSpec, view: YearView) -> Sheet:
    table = view.table(spec.role)
    shown = tuple(spec.columns.index(column) for column in table.columns)
    rows = []
    for row in table.rows:
        fen = dict(zip(shown, (round_to_cents(fen or 0) for fen in row.amounts_fen), strict=True))
        project = row.key.partition("/")[2] if spec.text_column else ""
        text = view.goal(project) if project else ""
        cells = tuple(fen.get(i, 0) for i in range(len(spec.columns)))
        rows.append(Cells(row.head.label, cells, row.head.code, row.head.side, row.head.unit, text))
    return Sheet(spec, tuple(rows), columns=shown)


def _explanation(book: Book, year: int) -> list[str]:
    """The explanation as the tracker writes it, without its title and what it leaves to be written: of the first year
    the comparisons, too."""
    _, *lines = as_text(book.explain(year))
    return [re.sub("，比上年【[^】]*】|，主要原因是【[^】]*】", "", line) for line in lines]


def reasons(year: int, day: str, texts: Mapping[str, str]) -> list[Act]:
    """Why the amounts of each subject moved, written one by one before the publication."""

    def writing(subject: str, text: str) -> Act:
        return Act(day, lambda book, _, __: book.write_reason(year, subject, text, by=LAN))

    return [writing(subject, text) for subject, text in texts.items()]
