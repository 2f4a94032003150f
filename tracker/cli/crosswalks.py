"""Crosswalks at the command line: what the comparisons of years say of their maps, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..messages import text
from . import shapes
from .asking import amount, version_of
from .difference_shapes import crosswalk_json
from .grid import grid
from .shell import Shell

if TYPE_CHECKING:
    from ..book import Book
    from ..query.compare import Comparison
    from ..query.crosswalk import Adopted
    from ..query.points import Named
    from ..query.splits import Node
    from ..query.year import YearView

mode_option = click.option(
    "--mode", type=click.Choice(["published", "restated", "lca"]), default="published", help="help.mode"
)
_MOST_UNMAPPED = 8


def say_maps(shell: Shell, compared: Comparison) -> None:
    """The mode, the maps that were used, what they moved, and the rows that no map speaks of."""
    shell.say(f"compare.{compared.mode}")
    for one in compared.maps:
        shell.say(
            "compare.map",
            seq=one.seq,
            system=shell.word(f"system.{one.system}"),
            first=one.from_year,
            last=one.to_year,
            basis=one.basis,
        )
    moved = [
        [
            f"  {_called(move.source)} → {_called(move.target)}",
            amount(move.fen),
            shell.word(f"map.{move.kind}"),
            " ".join(f"@{seq}" for seq in move.seqs),
        ]
        for move in compared.moved
    ]
    shell.lines(grid(moved, right=(1,)))
    for row in compared.unmapped[:_MOST_UNMAPPED]:
        shell.say("compare.unmapped", year=row.year, row=_called(row.node), amount=amount(row.fen))
    if len(compared.unmapped) > _MOST_UNMAPPED:
        shell.say("compare.more-unmapped", count=len(compared.unmapped) - _MOST_UNMAPPED)


def _called(node: Node) -> str:
    key = node.key
    owner = key.get("unit", "") if key.get("unit") != node.label else ""
    code = key.get("code") or key.get("economic") or owner
    return " ".join(filter(None, (code, node.label)))


def show_crosswalks(shell: Shell, book: Book, view: YearView, named: Named, as_json: bool) -> None:
    from ..query.crosswalk import adopted_at
    from ..query.headers import headers_by_seq

    found = adopted_at(view.roster)
    headers = headers_by_seq(view.store, {one.seq for one in found})
    if as_json:
        listed = [
            crosswalk_json(
                one,
                headers[one.seq].by,
                shapes.document_json(headers[one.seq]),
                lambda code, one=one: _name(view, one, code),  # type: ignore[misc] # mypy knows no lambda with a default
            )
            for one in found
        ]
        shell.json({"version": version_of(book, named), "crosswalks": listed})
        return
    if not found:
        shell.say("show.no-crosswalks")
    for one in found:
        header = headers[one.seq]
        basis = one.basis or header.number or header.title or ""
        shell.say(
            "show.crosswalk",
            system=shell.word(f"system.{one.system}"),
            first=one.from_year,
            last=one.to_year,
            seq=one.seq,
            by=header.by or "—",
            basis=basis,
        )
        shell.lines(
            grid(
                [
                    [
                        f"  {_coded(view, one, pair.source) or '—'} → {_coded(view, one, pair.target) or '—'}",
                        pair.weight,
                        text(f"map.{pair.kind}", shell.language),
                        pair.basis,
                    ]
                    for pair in one.pairs
                ],
                right=(1,),
            )
        )


def _name(view: YearView, one: Adopted, code: str) -> str:
    naming = view.naming
    match one.system:
        case "unit":
            return naming.unit_name(code)
        case "project":
            return naming.project_name(code)
        case "function" | "economic":
            return naming.code_name(one.system, code)
        case _:
            return ""


def _coded(view: YearView, one: Adopted, code: str) -> str:
    """A code with its name; of a unit or project the name alone."""
    name = _name(view, one, code) if code else ""
    return name if one.system in ("unit", "project") else " ".join(filter(None, (code, name)))
