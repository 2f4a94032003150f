"""The JSON that scripts depend on (design.md 8): fields may be added, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..messages import Language, render, text
from ..model.money import display_wan, exact_wan
from ..model.places import cell_of
from ..model.vocabulary import Measure
from ..query.cells import row_name, row_names
from ..query.closures import is_closed
from ..query.ledger import COLUMNS, CURRENT_COLUMN
from ..tables.rows import BlockRows, ProjectRows, UnitRows

if TYPE_CHECKING:
    from ..book import Imported, Preview, Recorded
    from ..documents.reading import Placed
    from ..explain.findings import Finding
    from ..explain.lint import Linted
    from ..explain.ready import Item
    from ..model.line import Line
    from ..model.rules import Rule
    from ..model.state import Project, Roster, Unit
    from ..query.across import Across
    from ..query.blame import Blame, BlameEntry
    from ..query.cells import CellChange
    from ..query.check import CheckChange, CheckedPlace, CheckResult
    from ..query.judging import Judged
    from ..query.ledger import LedgerColumn, Money
    from ..query.log import LogRow
    from ..query.points import Named
    from ..query.scopes import ListedStatement
    from ..query.statements import Evidence
    from ..query.year import YearView
    from ..store.protocol import Header
    from ..tables.project import Row, Table
    from ..tables.spec import Naming

Json = dict[str, object]


def version_json(named: Named, hash: str | None) -> Json:
    shape: Json = {"seq": named.point.seq, "name": named.text, "hash": hash, "effective": named.point.effective}
    return shape | ({"file": named.text, "sha256": named.sha256} if named.sha256 else {})


def table_json(table: Table, view: YearView, version: Json) -> Json:
    spec, names = table.spec, row_names(table)
    return {
        "table": spec.number,
        "role": spec.role,
        "title": spec.title,
        "year": view.year,
        "unit": "万元",
        "version": version,
        "columns": [column.label for column in table.columns],
        "rows": [_row(table, row, names[row.key], view) for row in table.rows],
        "missing": [head.code or head.label for head in table.missing],
        "absent": table.absent,
        "unread": table.unread,
        "notes": list(table.notes),
    }


def _row(table: Table, row: Row, name: str, view: YearView) -> Json:
    amounts = [wan_or_null(fen) for fen in row.amounts_fen]
    return head_json(table, row, name, view) | {"amounts": amounts, "fen": list(row.amounts_fen)}


def head_json(table: Table, row: Row, name: str, view: YearView) -> Json:
    """What a row says of itself beside its amounts; `name` finds it on the command line."""
    head = row.head
    shape: Json = {"name": name, "code": head.code, "label": head.label, "level": head.level}
    if head.side:
        shape["side"] = head.side
    match table.spec.rows:
        case UnitRows():
            shape["unit"] = head.unit
        case ProjectRows():
            project = row.key.partition("/")[2]
            shape |= {"unit": head.unit, "goal": (view.goal(project) or None) if project else None}
        case BlockRows():
            shape |= {"block": row.block, "unit_kind": head.kind}
        case _:
            pass
    return shape


def ledger_json(money: Money, columns: Iterable[LedgerColumn]) -> Json:
    """Columns of the ledger by id: {"approved": {"amount": "1.00", "fen": 1000000}, …}, null where it is not known."""
    return {column.id: money_json(column.fen(money)) for column in columns}


def wan_or_null(fen: int | None) -> str | None:
    """Two decimals of 万元; null where the amount is not known."""
    return None if fen is None else display_wan(fen)


def money_json(fen: int | None) -> Json:
    """An amount that is exact to the fen; null where it is not known."""
    return {"amount": wan_or_null(fen), "fen": fen}


def line_json(line: Line, measured: Mapping[Measure, int], view: YearView) -> Json:
    """`amount` and `fen` are the current budget; `columns` are all columns of the ledger, as ledger_json has them."""
    fen = CURRENT_COLUMN.fen(measured) or 0
    shape: Json = {name: value for name, value in line._asdict().items() if value}
    shape["unit"] = view.naming.unit_name(line.unit)
    if line.project:
        shape |= {"project": view.naming.project_name(line.project), "project_id": line.project}
    return shape | money_json(fen) | {"columns": ledger_json(measured, COLUMNS)}


def opening_json(fen: int, label: str) -> Json:
    """The line that stands for an opening by statement: what it opened the year with is approved."""
    columns = ledger_json({Measure.APPROVED: fen}, COLUMNS)
    return {"label": label, **money_json(fen), "opening": True, "columns": columns}


def unit_json(unit: Unit, roster: Roster, naming: Naming) -> Json:
    into = roster.text("unit", unit.id, "into")
    return {
        "id": unit.id,
        "name": unit.name,
        "kind": unit.kind,
        "kind_inferred": unit.kind_inferred,
        "parent": naming.unit_name(unit.parent) if unit.parent else None,
        "into": naming.unit_name(into) if into else None,
    }


def statement_json(one: ListedStatement) -> Json:
    return {
        "point": f"stmt:{one.id}",
        "year": one.year,
        "form": one.form,
        "scope": one.scope,
        "opening": one.opening,
        "milestone": one.milestone or None,
        "file": one.file,
        "sha256": one.sha256,
    }


def project_json(project: Project, roster: Roster, naming: Naming) -> Json:
    return {
        "id": project.id,
        "handle": project.handle,
        "name": project.name,
        "unit": naming.unit_name(project.unit),
        "category": project.category or None,
        "goal": project.goal or None,
        "predecessor": naming.project_name(project.predecessor) if project.predecessor else None,
        "status": "closed" if is_closed(roster, project.id) else "open",
    }


def document_json(header: Header) -> Json | None:
    """The document, or None for a revision without one."""
    shape: Json = {"number": header.number, "title": header.title, "date": header.date}
    return shape if any(shape.values()) else None


def log_row_json(row: LogRow) -> Json:
    header = row.header
    return {
        "seq": header.seq,
        "hash": header.hash,
        "fiscal_year": header.fiscal_year,
        "document": document_json(header),
        "effective": header.effective,
        "recorded": header.recorded,
        "by": header.by,
        "authority": header.authority,
        "reason": header.reason,
        "status": row.status,
        "inferred": row.inferred,
        "reversed_by": row.reversed_by,
        "milestones": list(row.milestones),
        "kinds": list(header.kinds),
        "modes": list(header.modes),
        "delta": display_wan(row.delta_fen),
        "delta_fen": row.delta_fen,
    }


def blame_json(found: Blame) -> Json:
    cell = {
        "table": found.table.spec.number,
        "row": row_name(found.table, found.row),
        "label": found.row.head.label,
        "column": found.column,
    }
    value = found.value_fen
    return {
        "cell": cell,
        "value": wan_or_null(value),
        "fen": value,
        "entries": [_entry(entry, found.column) for entry in found.entries],
    }


def across_json(behind: Across, column: str) -> Json:
    """`years` have the cell before this year, in its terms; `printed` are the publications that print it."""
    return {
        "years": [
            {"year": one.year, "value": wan_or_null(one.value_fen), "fen": one.value_fen}
            | {"entries": [_entry(entry, column) for entry in one.entries]}
            for one in behind.years
        ],
        "printed": [
            {"statement": f"stmt:{one.statement}", "seq": one.header.seq, **money_json(one.value_fen)}
            | {"evidence": one.evidence and _evidence(one.evidence, column)}
            for one in behind.printed
        ],
    }


def _entry(entry: BlameEntry, column: str) -> Json:
    header, evidence = entry.header, entry.evidence
    return {
        "seq": header.seq,
        "kind": entry.kind,
        "document": header.number or header.title,
        "effective": header.effective,
        "recorded": header.recorded,
        "by": header.by,
        "reason": header.reason,
        "inferred": entry.inferred,
        "amount": display_wan(entry.amount_fen),
        "after": display_wan(entry.after_fen),
        "fen": entry.amount_fen,
        "evidence": evidence and _evidence(evidence, column) | {"printed": dict(evidence.printed)},
    }


def rule_json(rule: Rule, language: Language) -> Json:
    return {
        "id": rule.id,
        "class": rule.strictness,
        "observable": rule.observable,
        "text": text(f"rule.{rule.id}", language),
        "source": rule.source or None,
    }


def judged_json(one: Judged, language: Language) -> Json:
    header = one.header
    return {
        "seq": header.seq,
        "rule": one.rule,
        "class": one.strictness,
        "observed": one.observed,
        "message": render(one.message, language),
        "document": document_json(header),
        "effective": header.effective,
        "recorded": header.recorded,
        "by": header.by,
        "authority": header.authority,
        "reason": header.reason,
    }


def checks_json(checks: Iterable[CheckResult], language: Language) -> Json:
    summary = {"exact": 0, "rounding": 0, "fails": 0, "not-checkable": 0}
    listed = []
    for result in checks:
        summary[result.check.status] += 1
        listed.append(_check(result, language))
    return {"checks": listed, "summary": summary}


def _check(result: CheckResult, language: Language) -> Json:
    check = result.check
    return {
        "id": check.id,
        "rule": render(check.rule, language),
        "status": check.status,
        "published": wan_or_null(check.published_fen),
        "computed": wan_or_null(check.computed_fen),
        "difference": wan_or_null(check.difference_fen),
        "bound": wan_or_null(check.bound_fen),
        "where": [_place(place) for place in result.places],
        "why": render(check.why, language) if check.why else None,
    }


def _place(place: CheckedPlace) -> Json:
    shape: Json = {"table": place.table, "row": place.row, "name": place.name, "column": place.column}
    if place.evidence:
        shape |= _evidence(place.evidence, place.column) | {"printed": place.printed}
    if place.scope:
        shape["scope"] = place.scope
    return shape


def _evidence(evidence: Evidence, column: str) -> Json:
    """Line and page; in a document without lines the place too, in a sheet that of the cell."""
    place = cell_of(evidence.place, evidence.letters.get(column, ""))
    return {"line": evidence.line, "page": evidence.page} | ({"place": place} if place else {})


def _placed(placed: Placed) -> Json:
    return {"line": placed.line, "text": placed.text} | ({"place": placed.place} if placed.place else {})


def imported_json(found: Imported, language: Language) -> Json:
    reading = found.reading
    return {
        "seq": found.recorded.seq,
        "hash": found.recorded.hash,
        "year": reading.year,
        "entity": reading.entity,
        "form": reading.form.id,
        "sha256": reading.sha256,
        "tables": [
            {"table": table.spec.number, "title": table.spec.title, "rows": len(table.rows)} for table in reading.tables
        ],
        "missing": [render(message, language) for message in found.missing],
        "joined": [_placed(placed) for placed in reading.joined],
        "unknown": [_placed(placed) for placed in reading.unknown],
        "hidden": list(reading.hidden),
        "remarks": [render(message, language) for message in reading.remarks],
        "unread": [
            {
                "table": lost.number,
                "title": lost.title,
                "places": lost.count,
                "problems": [render(problem, language) for problem in lost.problems],
            }
            for lost in reading.lost
        ],
    }


def recorded_json(recorded: Recorded, language: Language) -> Json:
    warnings = [render(message, language) for message in recorded.warnings]
    return {"seq": recorded.seq, "hash": recorded.hash, "warnings": warnings}


def cell_change_json(change: CellChange) -> Json:
    return {
        "table": change.table,
        "row": change.row,
        "column": change.column,
        "before": wan_or_null(change.before_fen),
        "after": wan_or_null(change.after_fen),
    }


def preview_json(found: Preview | None, language: Language) -> Json:
    """What recording would change; nothing where it was recorded."""
    return {
        "effects": [cell_change_json(change) for change in found.changes] if found else [],
        "checks": [_check_change(change, language) for change in found.checks] if found else [],
        "explanation": [
            {"section": change.section, "before": change.before, "after": change.after}
            for change in (found.sentences if found else ())
        ],
    }


def _check_change(change: CheckChange, language: Language) -> Json:
    return {
        "id": change.id,
        "rule": render(change.rule, language),
        "before": change.before,
        "after": change.after,
        "where": _place(change.place) if change.place else None,
    }


def linted_json(found: Linted, language: Language) -> Json:
    return {
        "findings": [_finding_json(finding, language) for finding in found.findings],
        "rules": [
            {
                "rule": state.rule,
                "state": state.state,
                "places": state.places,
                "why": render(state.why, language) if state.why else None,
            }
            for state in found.rules
        ],
        "coverage": {"numbers": found.numbers, "understood": found.understood},
    }


def _finding_json(finding: Finding, language: Language) -> Json:
    span = finding.span
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "where": {
            "section": span.section if span else None,
            "line": span.line if span else None,
            **({"place": span.place} if span and span.place else {}),
            "quote": finding.quote,
        },
        "expected": finding.expected,
        "found": finding.found,
        "why": render(finding.why, language),
        "slip": finding.slip or None,
        "stake": exact_wan(finding.stake_fen),
    }


def ready_json(year: int, items: Iterable[Item], language: Language) -> Json:
    listed = [
        {"item": item.topic, "state": item.state, "why": [render(why, language) for why in item.why]} for item in items
    ]
    return {"year": year, "ready": all(item["state"] != "lacking" for item in listed), "items": listed}
