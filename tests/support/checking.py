"""Tables to check without a book: a small naming, ledgers projected from lines, and the real 2023 publication."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypedDict

import pytest

from tracker.model.line import Line
from tracker.model.money import parse_wan
from tracker.tables.project import OpeningRow, OpeningTable, Table, project
from tracker.tables.spec import Form, PrintedRow, Role, TableSpec, squeeze
from tracker.tables.twelve import TWELVE

ORACLE = Path(__file__).parents[3] / "shared" / "oracle" / "baiyun-2023.json"


@dataclass
class Names:
    """Units by id with name and kind, projects by id; an id stands for a name that is not given."""

    units: Mapping[str, tuple[str, str]]
    projects: Mapping[str, str] = field(default_factory=dict)

    def unit_name(self, id: str) -> str:
        return self.units[id][0]

    def unit_kind(self, id: str) -> str:
        return self.units[id][1]

    def unit_order(self, id: str) -> str:
        return f"{list(self.units).index(id):03d}"

    def unit_id(self, name: str) -> str | None:
        return next((id for id, (known, _) in self.units.items() if squeeze(known) == squeeze(name)), None)

    def project_name(self, id: str) -> str:
        return self.projects.get(id, id)

    def project_order(self, id: str) -> str:
        return id

    def project_id(self, name: str, unit: str) -> str | None:
        return squeeze(name)

    def code_name(self, system: Literal["function", "economic"], code: str) -> str:
        return f"{system} {code}"


Tables = dict[Role, Table]
Balances = Sequence[tuple[Line, int]]
Openings = dict[Role, OpeningTable]


def ledger(
    names: Names, balances: Balances, openings: Mapping[Role, OpeningTable] | None = None, form: Form = TWELVE
) -> Tables:
    """All tables of the form that these balances make, on top of the openings if there are any."""
    return {spec.role: project(spec, balances, names, (openings or {}).get(spec.role)) for spec in form.tables}


class _PrintedRow(TypedDict, total=False):
    label: str
    code: str
    side: str
    unit: str
    amounts: list[str]


class _PrintedTable(TypedDict):
    table: int
    columns: list[str]
    rows: list[_PrintedRow]


SEED_NAMES = Names(
    {
        "u1": ("广州市白云区政务服务数据管理局", "行政"),
        "u2": ("广州市白云区智慧城市运行中心", "事业"),
        "u3": ("广州市白云区12345政务服务便民热线中心", "事业"),
    }
)


def seed_openings() -> Openings:
    """The tables of the 2023 publication, page 1 of table 2 missing. Skips where ../shared is absent."""
    if not ORACLE.exists():
        pytest.skip(f"the transcription of the 2023 document is not at {ORACLE}")
    tables: list[_PrintedTable] = json.loads(ORACLE.read_text("utf-8"))["tables"]
    found: Openings = {}
    for printed in tables:
        spec = TWELVE.by_number(printed["table"])
        assert spec
        found[spec.role] = _opening(spec, printed)
    income, spending = found["income-by-function"], found["spending-by-function"]
    have = {row.key for row in income.rows}
    missing = tuple(row.key for row in spending.rows if row.key not in have)
    found["income-by-function"] = OpeningTable(income.columns, income.rows, missing)
    return found


def _opening(spec: TableSpec, printed: _PrintedTable) -> OpeningTable:
    blocks: dict[str, int] = {}
    kind = ""
    rows = []
    for row in printed["rows"]:
        code = row.get("code", "")
        if len(code) == 3:
            blocks[code] = blocks.get(code, 0) + 1
            kind = "" if code == "303" else ("行政", "事业")[blocks[code] - 1]
        key = spec.rows.key_of(
            PrintedRow(row["label"], code, row.get("side", ""), row.get("unit", ""), kind), SEED_NAMES
        )
        assert key is not None, row
        rows.append(OpeningRow(key, row["label"], tuple(map(parse_wan, row["amounts"]))))
    return OpeningTable(tuple(map(spec.column_index, printed["columns"])), tuple(rows))


LEDGER_NAMES = Names(
    {"甲": ("甲局", "行政"), "乙": ("乙中心", "参公"), "丙": ("丙中心", "事业"), "丁": ("丁站", "事业")},
    {f"{unit}{n}": f"项目{n}" for unit in "甲乙丙丁" for n in range(3)},
)
