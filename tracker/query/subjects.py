"""Which subject of a form's explanation a row of a table is."""

from __future__ import annotations

from ..tables.spec import Form, Naming, PrintedRow
from ..tables.subjects import Subject


def subject_at(form: Form, naming: Naming, table: int, row: str) -> Subject | None:
    """The subject whose amount stands in this row, named by its key or its label (with 收入/ or 支出/ where wanted)."""
    spec = form.by_number(table)
    owner, _, label = row.rpartition("/")
    for subject in form.subjects:
        if spec is None or subject.cell is None or subject.cell[0] != spec.role:
            continue
        key = subject.cell[1]
        side = key.rpartition("/")[0]
        named = owner in ("", side) and spec.rows.key_of(PrintedRow(label, side=side), naming) == key
        if row == key or named:
            return subject
    return None
