"""Rules on the tables alone: how deep their codes go, codes told twice, and 三公 hidden among projects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..model.errors import say
from ..tables.project import Table
from ..tables.spec import Role, squeeze
from .findings import Case, Finding, Severity, shown

_DEPTH: Mapping[Role, int] = {"general-by-function": 7, "basic-by-economic": 5, "projects-by-economic": 5}
"""Digits of the codes that a table must go down to: 项 of functions, 款 of economic codes."""
_BY_FUNCTION: tuple[Role, ...] = ("income-by-function", "spending-by-function", "general-by-function")
_HIDDEN: tuple[tuple[str, Severity, str], ...] = (
    (
        "receptions", "warning",
        r"(?<!信访)(?<!群众)(?<!来访)(?<!服务)(?<!游客)接待(?!中心|大厅|室|站|场所|窗口|群众|游客|来访|能力)",
    ),
    ("cars", "warning", r"公务用车(?!改革|平台|管理系统|信息)"),
    ("abroad", "warning", r"出国(?!留学)|因公出境|出访"),
    ("abroad", "note", r"考察"),
    ("receptions", "note", r"食堂"),
)  # fmt: skip
"""Words in the names of projects that speak of a part of 三公; the weaker ones are only notes."""


def x11(case: Case) -> Iterator[Finding]:
    """Codes that stop short of 项 or 款."""
    for role, digits in _DEPTH.items():
        table = _whole(case, role)
        codes = {row.head.code: row for row in table.rows if row.head.code} if table else {}
        if table is None or not codes:
            continue
        case.look("X11")
        inner = {code[:n] for code in codes for n in range(3, len(code))}
        short = [c for c, row in codes.items() if len(c) < digits and c not in inner and any(row.amounts_fen)]
        if short:
            stake = sum(abs(codes[code].amounts_fen[0] or 0) for code in short)
            listed = ", ".join(short[:12])
            why = say("lint.X11", table=table.spec.number, codes=listed)
            yield Finding("X11", "warning", None, "", "", listed, why, stake)


def x17(case: Case) -> Iterator[Finding]:
    """One name with two codes under the same parent."""
    for role in _BY_FUNCTION:
        table = _whole(case, role)
        rows = [row for row in table.rows if row.head.code] if table else []
        if table is None or not rows:
            continue
        case.look("X17")
        seen: dict[tuple[str, str], str] = {}
        for row in rows:
            code = row.head.code
            other = seen.setdefault((code[:-2], squeeze(row.head.label)), code)
            if other != code:
                why = say("lint.X17", table=table.spec.number, name=row.head.label, codes=f"{other}, {code}")
                yield Finding("X17", "warning", None, row.head.label, "", code, why, abs(row.amounts_fen[0] or 0))


def x6(case: Case) -> Iterator[Finding]:
    """A project speaks of 接待, 公务用车 or 出国, while that part of 三公 is zero."""
    projects = _whole(case, "projects-by-unit")
    if projects is None:
        return
    told: set[str] = set()
    for subject, severity, pattern in _HIDDEN:
        cell = case.against.cell(subject)
        if cell is None:
            continue
        case.look("X6")
        for row in projects.rows:
            name, fen = row.head.label, row.amounts_fen[0] or 0
            if cell.fen == 0 and "/" in row.key and fen > 0 and row.key not in told and re.search(pattern, name):
                told.add(row.key)
                why = say("lint.X6", project=name, amount=shown(fen), place=cell.place)
                yield Finding("X6", severity, None, name, "", shown(fen), why, fen)


def _whole(case: Case, role: Role) -> Table | None:
    """A table that is there with all its rows."""
    table = case.against.tables.get(role)
    return None if table is None or table.absent or table.missing else table
