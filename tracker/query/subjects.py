"""Which subject of a form's explanation a row of a table is."""

from __future__ import annotations

from ..tables.spec import Form, Naming, PrintedRow, Role
from ..tables.subjects import Subject

ITEM_DIGITS = 7
"""Digits of a function code of 项, the last level of the classification."""


def item_of(form: Form, role: Role, code: str, naming: Naming) -> Subject | None:
    """The function code as a subject of its own, where the explanations of the form speak of them one by one."""
    column = dict(form.items).get(role)
    if column is None or len(code) != ITEM_DIGITS or not (code.isascii() and code.isdigit()):
        return None
    own, above = (naming.code_name("function", part) for part in (code, code[:5]))
    name = "/".join(filter(None, (above, own))) or code
    return Subject(code, name, (), (role, code, column))


def subject_at(form: Form, naming: Naming, table: int, row: str) -> Subject | None:
    """The subject whose amount stands in this row, named by its key or its label (with 收入/ or 支出/ where wanted)."""
    spec = form.by_number(table)
    if spec and (item := item_of(form, spec.role, row, naming)):
        return item
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
