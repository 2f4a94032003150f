"""Small budget documents that add up: basic spending and projects of a few units, in the tables by function, by unit
and by project."""

from __future__ import annotations

from collections.abc import Mapping

from tests.support.render import Cells, Printed, Sheet, render
from tracker.model.line import Line
from tracker.tables.rows import UnitRows
from tracker.tables.spec import TableSpec
from tracker.tables.twelve import TWELVE

WAN = 1_000_000
CODES = (("201", "一般公共服务支出"), ("20105", "统计信息事务"))
BASIC, PROJECT = ("2010501", "行政运行"), ("2010502", "一般行政管理事务")

GENERAL = Line(2024, "", "", "项目支出", "一般公共预算", "", "", "")

Units = Mapping[str, tuple[int, Mapping[str, int]]]
"""By unit its basic spending and its projects, in fen. The first is the department itself."""
BUREAU, CENTRE = "测试市甲局", "测试市甲局乙中心"
OLD: Units = {
    BUREAU: (100 * WAN, {"云平台": 500 * WAN, "大会保障": 80 * WAN}),
    CENTRE: (40 * WAN, {"培训": 12 * WAN}),
}
NEW: Units = {
    BUREAU: (103 * WAN, {"云平台": 620 * WAN, "数据共享": 60 * WAN}),
    CENTRE: (40 * WAN, {"培训": 12 * WAN}),
}
"""云平台 +120, 大会保障 dropped, 数据共享 added, basic spending +3: together +103."""


def document(year: int, units: Units) -> str:
    entity = next(iter(units))
    sheets = (_by_function(units), _by_unit(units), _by_project(units))
    return render(Printed(entity, year, sheets, tuple(unit for unit in units if unit != entity)))


def _by_function(units: Units) -> Sheet:
    spec = _spec(3)
    basic = sum(fen for fen, _ in units.values())
    projects = sum(sum(of.values()) for _, of in units.values())
    total = _fen(spec, basic + projects, 基本支出=basic, 项目支出=projects)
    rows = [Cells("合计", total), *(Cells(name, total, code=code) for code, name in CODES)]
    rows.append(Cells(BASIC[1], _fen(spec, basic, 基本支出=basic), code=BASIC[0]))
    rows.append(Cells(PROJECT[1], _fen(spec, projects, 项目支出=projects), code=PROJECT[0]))
    return Sheet(spec, tuple(rows))


def _by_unit(units: Units) -> Sheet:
    spec = _spec(11)
    assert isinstance(spec.rows, UnitRows)
    label = spec.rows.classes[0][1]
    total = _fund(spec, sum(fen for fen, _ in units.values()))
    rows = [Cells("合计", total), Cells(f"{label}合计", total)]
    for unit, (fen, _) in units.items():
        rows += [Cells(unit, _fund(spec, fen), unit=unit), Cells(label, _fund(spec, fen), unit=unit)]
    return Sheet(spec, tuple(rows))


def _by_project(units: Units) -> Sheet:
    spec = _spec(12)
    rows = [Cells("合计", _fund(spec, sum(sum(of.values()) for _, of in units.values())))]
    for unit, (_, projects) in units.items():
        if projects:
            rows.append(Cells(unit, _fund(spec, sum(projects.values())), unit=unit))
            rows += [Cells(name, _fund(spec, fen), unit=unit, text=f"完成{name}") for name, fen in projects.items()]
    return Sheet(spec, tuple(rows))


def _spec(number: int) -> TableSpec:
    spec = TWELVE.by_number(number)
    assert spec is not None
    return spec


def _fund(spec: TableSpec, fen: int) -> tuple[int, ...]:
    """All of it from the general budget: the total, then the columns that hold it."""
    return tuple(fen if column.where.money_counts(GENERAL) else 0 for column in spec.columns)


def _fen(spec: TableSpec, total: int, **columns: int) -> tuple[int, ...]:
    return tuple(total if i == 0 else columns.get(column.label, 0) for i, column in enumerate(spec.columns))
