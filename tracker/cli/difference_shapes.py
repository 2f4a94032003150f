"""The JSON of differences: of two versions, two years, a bridge from one to another, and the maps between years."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..model.money import display_wan, exact_wan, round_to_cents
from ..query.text_changes import text_changes
from .shapes import Json, document_json, money_json, wan_or_null

if TYPE_CHECKING:
    from ..query.bridge import Bridge, Step
    from ..query.compare import Comparison
    from ..query.crosswalk import Adopted
    from ..query.definitions import Redefined
    from ..query.diff import Amounts, Cause, Diff, DiffRow
    from ..query.facts_diff import FactChange
    from ..query.narrow import KindSum, Narrowed
    from ..query.republished import Republication
    from ..query.scope_changes import Scope


def amounts_json(amounts: Amounts | None) -> Json | None:
    if amounts is None:
        return None
    return {
        "before": display_wan(amounts.before_fen),
        "after": display_wan(amounts.after_fen),
        "delta": exact_wan(amounts.shown_delta_fen),
        "delta_fen": amounts.delta_fen,
        "percent": amounts.percent,
        "comparable": not amounts.incomparable,
    }


def untold_json(before_fen: int | None, after_fen: int | None, delta_fen: int | None) -> Json:
    """The same where a document does not tell an end: null, as is all that follows from it."""
    delta = None if delta_fen is None else exact_wan(round_to_cents(delta_fen))
    ends = {"before": wan_or_null(before_fen), "after": wan_or_null(after_fen)}
    return ends | {"delta": delta, "delta_fen": delta_fen, "percent": None, "comparable": None}


def diff_json(found: Diff, shown: Narrowed, before: Json, after: Json, basis: str) -> Json:
    """The whole difference, with the rows that are shown of it."""
    return {
        "from": before,
        "to": after,
        "basis": basis,
        "total": amounts_json(found.total),
        "closes": found.closes,
        "rows": [_diff_row(row) for row in shown.rows],
        "redefined": [_redefined(row) for row in found.redefined],
        "lost": [one._asdict() for one in found.lost],
        "hidden": shown.hidden,
        "kinds": [_kind_sum(one) for one in shown.sums],
        "facts": [_fact(fact) for fact in shown.facts],
    }


def _fact(fact: FactChange) -> Json:
    """`pieces` tell a text that was edited piece by piece: [how, text], how being same, removed or added."""
    shape: Json = {
        "entity": fact.entity,
        fact.entity: fact.name,
        "id": fact.id,
        "field": fact.field,
        "before": fact.before,
        "after": fact.after,
        "seq": fact.seq,
    }
    if fact.field == "goal" and isinstance(fact.before, str) and isinstance(fact.after, str):
        shape["pieces"] = [list(piece) for piece in text_changes(fact.before, fact.after)]
    return shape


def bridge_json(found: Bridge, before: Json, after: Json, basis: str) -> Json:
    """`steps` with their causes; start + Σ delta_fen = end, exactly. `start` and `end` carry the fen beside them."""
    return {
        "from": before | {"year": found.before.year},
        "to": after | {"year": found.after.year},
        "basis": basis,
        "start": display_wan(found.start_fen),
        "start_fen": found.start_fen,
        "steps": [_bridge_step(step) for step in found.steps],
        "end": display_wan(found.end_fen),
        "end_fen": found.end_fen,
        "closes": found.closes,
        "lost": [one._asdict() for one in found.lost],
    }


def _bridge_step(step: Step) -> Json:
    amounts = amounts_json(step.amounts) if step.is_told else untold_json(None, None, step.delta_fen)
    assert amounts is not None
    shape: Json = {"kind": step.kind, "change": step.change, "label": step.label}
    shape |= {"unit": step.unit or None, "code": step.code or None, "nature": step.nature or None}
    return shape | amounts | {"count": step.count, "events": [_cause(cause) for cause in step.causes]}


def _kind_sum(one: KindSum) -> Json:
    shape: Json = {"kind": one.kind}
    for name, fen in (("up", one.up_fen), ("down", one.down_fen), ("net", one.net_fen)):
        shape |= {name: display_wan(fen), f"{name}_fen": fen}
    return shape


def maps_json(compared: Comparison) -> Json:
    """What a comparison of years has beside a difference."""
    return {
        "mode": compared.mode,
        "maps": [_crosswalk(one) for one in compared.maps],
        "moved": [
            {
                "from": dict(move.source.key) | {"label": move.source.label},
                "to": dict(move.target.key) | {"label": move.target.label},
                "kind": move.kind,
                "seqs": list(move.seqs),
                "amount": display_wan(move.fen),
                "fen": move.fen,
            }
            for move in compared.moved
        ],
        "unmapped": [
            {"year": one.year, "key": dict(one.node.key), "label": one.node.label}
            | {"amount": display_wan(one.fen), "fen": one.fen}
            for one in compared.unmapped
        ],
    }


def scope_json(scope: Scope | None) -> Json | None:
    """The units that joined or left, and the totals without them."""
    if scope is None:
        return None
    shape: Json = {
        change: [{"unit": one.name, **money_json(one.fen)} for one in scope.changes if one.change == change]
        for change in ("joined", "left")
    }
    return shape | {"common": amounts_json(scope.common)}


def _redefined(one: Redefined) -> Json:
    """A row that each side defines in its own way: there is no difference of the two."""
    before, after = map(wan_or_null, (one.before_fen, one.after_fen))
    labels = {"label": one.labels[1], "label_before": one.labels[0]}
    return labels | {"before": before, "after": after, "delta": None, "percent": None, "change": "redefined"}


def republication_json(one: Republication) -> Json:
    header = one.header
    return {
        "first": f"stmt:{one.first}",
        "later": f"stmt:{one.later}",
        "seq": header.seq,
        "document": document_json(header),
        "reason": header.reason,
        "silent": one.silent,
        "cells": [
            {"table": cell.table, "row": cell.row, "column": cell.column}
            | {"then": money_json(cell.before_fen), "now": money_json(cell.after_fen)}
            for cell in one.cells
        ],
    }


def _crosswalk(one: Adopted) -> Json:
    shape: Json = {"system": one.system, "from_year": one.from_year, "to_year": one.to_year}
    return shape | {"seq": one.seq, "basis": one.basis or None}


def crosswalk_json(one: Adopted, by: str | None, document: Json | None, named: Callable[[str], str]) -> Json:
    """`named` gives the name behind a code or an id, "" for a code without one."""
    pairs = [
        {
            "from": pair.source or None,
            "from_name": named(pair.source) or None,
            "to": pair.target or None,
            "to_name": named(pair.target) or None,
            "weight": pair.weight,
            "kind": pair.kind,
            "basis": pair.basis or None,
        }
        for pair in one.pairs
    ]
    return _crosswalk(one) | {"by": by, "document": document, "maps": pairs}


def _diff_row(row: DiffRow) -> Json:
    amounts = amounts_json(row.amounts) if row.is_told else untold_json(row.before_fen, row.after_fen, row.delta_fen)
    assert amounts is not None
    shape: Json = {"key": row.key, "label": row.label, "level": row.level, "leaf": row.leaf}
    return shape | amounts | {"change": row.change, "events": [_cause(cause) for cause in row.causes]}


def _cause(cause: Cause) -> Json:
    return {
        "seq": cause.header.seq,
        "kind": cause.kind,
        "document": cause.header.number or cause.header.title,
        "reason": cause.header.reason,
        "amount": display_wan(cause.amount_fen),
        "fen": cause.amount_fen,
        "unattributed": cause.unattributed,
        "inferred": cause.inferred,
    }
