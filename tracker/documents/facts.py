"""The facts of an explanation that no table holds: procurement, assets, key projects with their goals.

Values are decimal strings of 万元 or plain numbers, dates ISO. Keys: procurement: total, goods, works, services.
assets: as_of, fixed_assets, building_area, vehicles, equipment, planned_purchase, purpose. key-projects: the name of a
project for its amount, NAME/goal for its goal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..model.money import exact_wan
from .amounts import fen_of, is_number
from .front import prose_of
from .lines import Line, clean, fold, join_all
from .words import Words

SECTIONS = ("procurement", "assets", "key-projects")
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_LONGEST = 20_000
_ENDS = "。;!?…"


def facts_of(lines: Sequence[Line], words: Words) -> Mapping[str, Mapping[str, str]]:
    facts: dict[str, Mapping[str, str]] = {}
    for id in SECTIONS:
        section = _section(lines, id, words)
        found = _projects(section, words) if id == "key-projects" else _sentences(section, id, words)
        if found:
            facts[id] = found
    return facts


def _section(lines: Sequence[Line], id: str, words: Words) -> Sequence[Line]:
    """The lines under the first heading that speaks of this, up to the next heading."""
    taken: list[Line] | None = None
    for line in lines:
        heading = words.full("section", line.words) or words.match("part", line.words)
        if heading and taken is not None:
            break
        if heading and words.search(id, line.words):
            taken = []
        elif taken is not None:
            taken.append(line)
    return taken or ()


def _sentences(lines: Sequence[Line], id: str, words: Words) -> dict[str, str]:
    prose = prose_of(lines, words)[:_LONGEST]
    found: dict[str, str] = {}
    for key, pattern in words.named(f"{id}-facts"):
        match = pattern.search(prose)
        value = _value(match, words) if match else None
        if value is not None:
            found[key] = value
    return found


def _value(match: re.Match[str], words: Words) -> str | None:
    groups = match.groupdict()
    if "amount" in groups:
        return _wan(groups["amount"], words.money_units[groups["unit"]])
    if "date" in groups:
        date = _DATE.fullmatch(groups["date"])
        return f"{date[1]}-{int(date[2]):02d}-{int(date[3]):02d}" if date else None
    if "number" in groups:
        return str(groups["number"]).replace(",", "")
    return str(groups["text"])


def _wan(amount: str, unit_fen: int) -> str | None:
    try:
        return exact_wan(fen_of(amount, unit_fen))
    except ValueError:
        return None


def _projects(lines: Sequence[Line], words: Words) -> dict[str, str]:
    """The rows of the table of key projects. A goal may be cut before or after the line with the amount."""
    headers = words.patterns("key-project-headers")
    found: dict[str, str] = {}
    name, unit_fen = "", 1_000_000
    columns = (0, 1, 2)
    goals: dict[str, list[str]] = {}
    ahead: list[str] = []
    for line in lines:
        if header := _header(line, headers):
            columns = header
        cells = [clean(line.cells[p]) if p < len(line.cells) else "" for p in columns]
        if header:
            unit_fen = _header_unit(cells[1], words) or unit_fen
        elif cells[0] and is_number(cells[1]) and (wan := _wan(cells[1], unit_fen)) is not None:
            name = cells[0]
            found[name] = wan
            goals[name] = [*ahead, cells[2]]
            ahead = []
        elif line.is_row and not cells[0] and not cells[1] and cells[2]:
            if name and (not goals[name] or _goes_on(goals[name], cells[2])):
                goals[name].append(cells[2])
            else:
                ahead.append(cells[2])
    found.update({f"{name}/goal": join_all(parts)[:_LONGEST] for name, parts in goals.items() if any(parts)})
    return found


def _header(line: Line, headers: Sequence[re.Pattern[str]]) -> tuple[int, int, int] | None:
    """Where names, amounts and goals stand, if the line is the header of the table of key projects."""
    name, amount, *rest = (*line.filled, -1, -1)
    if amount < 0 or not (headers[0].match(_label(line, name)) and headers[1].match(_label(line, amount))):
        return None
    return name, amount, rest[0] if rest[0] >= 0 else amount + 1


def _label(line: Line, position: int) -> str:
    return fold(clean(line.cells[position]))


def _goes_on(goal: Sequence[str], more: str) -> bool:
    """Whether a piece of text belongs to the goal before it: that one is not finished, or this one ends a sentence."""
    return not fold(goal[-1]).endswith(tuple(_ENDS)) or fold(more).endswith(tuple(_ENDS))


def _header_unit(cell: str, words: Words) -> int | None:
    found = words.search("money-in-header", fold(cell)[:80])
    return words.money_units[found["unit"]] if found else None
