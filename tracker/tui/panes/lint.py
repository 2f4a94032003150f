"""Screen 8: what is wrong in the published text of the shown year, or of the shown file, the worst first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ...messages import has
from ...messages.places import standing
from ...model.errors import Message, say
from ..cells import wrap
from ..grid import Grid, GridColumn, GridRow, Line, Tone
from ..reader import Reader
from ..view_state import ViewState
from .frame import Frame

if TYPE_CHECKING:  # what judges texts is heavy, and needed by this screen only
    from ...explain.findings import Finding

DETAIL_LINES = 6
_SEVERITIES = ("error", "warning", "note")
_MARKS = {"error": "x", "warning": "!", "note": " "}
_TONES: dict[str, Tone] = {"error": "bad", "warning": "warn", "note": ""}


def frame(reader: Reader, state: ViewState) -> Frame:
    found = reader.linted(state)
    counts = "  ".join(
        f"{reader.word(f'lint.{severity}')} {sum(f.severity == severity for f in found.findings)}"
        for severity in _SEVERITIES
    )
    title: Line = (
        (reader.word("tui.lint.title", what=reader.text_judged(state)), "strong"),
        (f"  {counts}", ""),
        (f"  {reader.word('tui.lint.numbers', understood=found.understood, numbers=found.numbers)}", "dim"),
    )
    word = reader.word
    columns = (
        GridColumn(word("tui.column.severity"), frozen=True, least=4),
        GridColumn(word("tui.column.rule"), frozen=True, least=4),
        GridColumn(word("tui.column.place"), frozen=True, most=14),
        GridColumn(word("tui.column.quote"), frozen=True, stretch=True, least=20),
        GridColumn(word("tui.column.found"), right=True, frozen=True, most=14),
        GridColumn(word("tui.column.expected"), right=True, frozen=True, most=14),
    )
    rows = tuple(_row(reader, n, finding) for n, finding in enumerate(found.findings))
    return Frame(title, Grid(columns, rows), state.spot, "", word("tui.lint.none"), basis=word("tui.basis.published"))


def _row(reader: Reader, n: int, finding: Finding) -> GridRow:
    tone = _TONES[finding.severity]
    cells = (
        reader.word(f"lint.{finding.severity}"),
        finding.rule,
        _where(reader, finding),
        finding.quote or reader.say(finding.why),
        finding.found,
        finding.expected,
    )
    return GridRow(str(n), cells, (tone, "", "dim", "", tone, ""), mark=_MARKS[finding.severity])


def _where(reader: Reader, finding: Finding) -> str:
    span = finding.span
    return reader.say(standing(span.line, None, span.place)) if span else reader.word("lint.document")


def finding_at(reader: Reader, state: ViewState) -> Finding | None:
    """The finding under the cursor, the first where it was never moved."""
    findings = reader.linted(state).findings
    n = int(state.spot) if state.spot.isdecimal() else 0
    return findings[n] if n < len(findings) else None


def detail(reader: Reader, state: ViewState, *, thorough: bool) -> Sequence[Line]:
    finding = finding_at(reader, state)
    if finding is None:
        return ()
    tone = _TONES[finding.severity]
    why: list[Line] = [((text, tone),) for text in wrap(f"{finding.rule} {reader.say(finding.why)}", 78)[:2]]
    quote: list[Line] = [((text, ""),) for text in wrap(finding.quote, 78)[:2]] if finding.quote else []
    lines = [*why, *quote]
    if finding.expected:
        said = reader.word("lint.expected", expected=finding.expected, found=finding.found or "--")
        slip = f"slip.{finding.slip}"
        lines.append(((said, "strong"), (f"  {reader.word(slip)}" if has(slip) else "", "dim")))
    return lines


def moved(state: ViewState, row: GridRow, column: str) -> ViewState:
    return replace(state, spot=row.key)


def opened(reader: Reader, state: ViewState) -> ViewState | Message:
    return say("tui.open.source")


def blamed(reader: Reader, state: ViewState) -> ViewState | Message:
    return say("tui.no-cell")
