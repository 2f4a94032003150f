"""The command that infers events from two sides: propose."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..messages import render, text
from ..model.errors import NotFound, say
from ..model.money import display_wan, exact_wan
from .asking import amount, effective_option, known_year, name_of, signed, version_of, year_option
from .files import book_at, say_findings
from .recording import tell, tell_effects
from .shapes import Json
from .shell import Shell, TranslatedCommand, json_option, pass_shell
from .writing import by_option, dry_run_option, recorder

if TYPE_CHECKING:
    from ..book import Book
    from ..query.points import Named
    from ..query.proposals import Left, Proposed
    from ..store.protocol import Head

_MOST_LEFT = 12
_NUMBER = r"\d{1,6}(?:-\d{1,6}|/\d{1,2})?"
_NUMBERS = re.compile(f"{_NUMBER}(?:,{_NUMBER})*", re.ASCII)


@click.command("propose", cls=TranslatedCommand, help="help.propose", epilog="help.point")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B", default="HEAD")
@year_option
@effective_option
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="help.propose-out")
@click.option("--accept", metavar="N,…", help="help.propose-accept")
@by_option
@dry_run_option
@json_option
@pass_shell
def propose_command(
    shell: Shell,
    before: str,
    after: str,
    year: int | None,
    effective: str | None,
    out: Path | None,
    accept: str | None,
    by: str | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    from ..query.readings import chosen

    with book_at(shell, before, after, year=year) as book:
        a, b = (book.point(point, effective) for point in (before, after))
        first, last = (_year_of(book, own, other, year) for own, other in ((a, b), (b, a)))
        old, new = book.view(first, a.point, a.statement), book.view(last, b.point, b.statement)
        head = book.own_head
        found = book.propose(old, new)
        taken = chosen(found, _picked(accept, found)) if accept else found
        revisions = book.proposed_revisions(taken, shell.language)
        if out:
            out.write_text(json.dumps(revisions, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        if accept:
            _accept(shell, found, a.text, revisions, recorder(by), head, dry_run=dry_run, as_json=as_json)
        elif as_json:
            shell.json(
                proposed_json(shell, found, revisions) | {"from": version_of(book, a), "to": version_of(book, b)}
            )
        else:
            shell.say("propose.basis", a=name_of(a), b=name_of(b), first=first, last=last)
            shell.lines(list(_lines(shell, found)))
        if out:
            shell.note(say("propose.written", file=str(out), count=len(revisions)))
        say_findings(shell, book)
    return 0


def _year_of(book: Book, own: Named, other: Named, year: int | None) -> int:
    return known_year(book, own.year or year or other.year or book.newest_year())


def _picked(text: str, found: Proposed) -> set[str]:
    """1,3-5, 2/1 (the first other reading of the second) or all. Raises NotFound."""
    if text == "all":
        return {str(n) for n, one in enumerate(found.proposals, 1) if one.recordable}
    if not _NUMBERS.fullmatch(text):
        raise NotFound(say("propose.accept-malformed", text=text))
    picked: set[str] = set()
    for part in text.split(","):
        if "/" in part:
            picked.add(part)
            continue
        low, _, high = part.partition("-")
        last = min(int(high or low), max(int(low), len(found.proposals)))
        picked.update(map(str, range(int(low), last + 1)))
    return picked


def _accept(
    shell: Shell,
    found: Proposed,
    point: str,
    bodies: list[Json],
    by: str,
    head: Head | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Records the revisions, all or none, or shows what they would do. `head` is that of the book when they were
    inferred: nobody may have recorded since."""
    with shell.book() as book:
        book.require_start(found, point)
        revisions = book.accepted(bodies, by)
        if dry_run:
            for preview in book.preview_accepted(revisions):
                tell(shell, preview.recorded, as_json, "record.dry", preview=preview)
            return
        previews = [] if as_json else book.preview_accepted(revisions)
        done = book.accept(revisions, expected=head.seq if head else None)
        if as_json:
            for one in done:
                tell(shell, one, as_json, "record.done")
            return
        for warning in dict.fromkeys(warning for one in done for warning in one.warnings):
            shell.note(warning)
        for one, preview in zip(done, previews, strict=True):
            shell.say("record.done", seq=one.seq, hash=one.hash[:12])
            tell_effects(shell, preview)


def _lines(shell: Shell, found: Proposed) -> Iterator[str]:
    def word(id: str, **params: object) -> str:
        return text(id, shell.language, **params)

    unchanged = [one for one in found.proposals if one.kind == "same"]
    told = found.difference_fen - found.left_fen
    if len(unchanged) == len(found.proposals) and not found.remainder:
        yield word("propose.none")
    else:
        shown = {name: signed(fen) for name, fen in (("difference", found.difference_fen), ("told", told))}
        yield word("propose.total", left=signed(found.left_fen), **shown)
    for number, one in enumerate(found.proposals, 1):
        if one.kind != "same":
            yield from _proposal_lines(shell, found, number)
    if unchanged:
        yield word("propose.same-count", count=len(unchanged))
    if found.years_differ:
        yield word("propose.years")
        return
    if not found.remainder:
        yield word("propose.remainder-none")
        return
    yield word("propose.remainder")
    first = [left for left in found.remainder if not left.rounding] or list(found.remainder)
    for left in first[:_MOST_LEFT]:
        number = found.after.form.by_role(left.role).number
        tail = f"  {word('propose.rounding')}" if left.rounding else ""
        yield f"  {number} {_row_of(left)} {left.column}  {signed(left.fen)}{tail}"
    if len(found.remainder) > min(len(first), _MOST_LEFT):
        yield word("propose.more", count=len(found.remainder) - min(len(first), _MOST_LEFT))


def _row_of(left: Left) -> str:
    code = left.key.rpartition("/")[2]
    return f"{code} {left.label}" if code.isdigit() and code != left.label else left.label


def _proposal_lines(shell: Shell, found: Proposed, number: int) -> Iterator[str]:
    from ..query.readings import readings

    one = found.proposals[number - 1]

    def word(id: str, **params: object) -> str:
        return text(id, shell.language, **params)

    mark = f"{number:>3}" if one.recordable else "  ·"
    money = f"  {amount(one.before_fen)} → {amount(one.after_fen)}" if one.before_fen or one.after_fen else ""
    delta = f"  {signed(one.delta_fen)}" if one.delta_fen else ""
    owner = f"{one.unit} " if one.unit else ""
    kind, sure = word(f"proposal.{one.kind}"), word(f"confidence.{one.confidence}")
    yield f"{mark} {kind}  {owner}{one.label}{money}{delta}  [{sure}]"
    for why in one.why:
        yield f"      {word('propose.why', why=why)}"
    other = readings(found, number)
    for alternative in one.alternatives:
        if all(reading.message != alternative for reading in other):
            yield f"      {word('propose.or', alternative=alternative)}"
    for n, reading in enumerate(other, 1):
        yield f"      {word('propose.or-number', alternative=reading.message, number=f'{number}/{n}')}"


def proposed_json(shell: Shell, found: Proposed, revisions: list[Json]) -> Json:
    """The proposals, the revisions that would record them, and what is left, cell by cell."""
    return {
        "years": [found.before.year, found.after.year],
        "difference": exact_wan(found.difference_fen),
        "difference_fen": found.difference_fen,
        "left": exact_wan(found.left_fen),
        "left_fen": found.left_fen,
        "proposals": [_proposal_json(shell, found, n) for n in range(1, len(found.proposals) + 1)],
        "revisions": revisions,
        "remainder": [
            {
                "table": found.after.form.by_role(left.role).number,
                "row": left.key,
                "label": left.label,
                "column": left.column,
                "difference_fen": left.delta_fen,
                "proposed_fen": left.proposed_fen,
                "left": exact_wan(left.fen),
                "left_fen": left.fen,
                "rounding": left.rounding,
            }
            for left in found.remainder
        ],
    }


def _proposal_json(shell: Shell, found: Proposed, number: int) -> Json:
    """`readings` are the alternatives that can be accepted instead, by what `--accept` calls them."""
    from ..query.readings import readings

    one = found.proposals[number - 1]
    return {
        "number": number,
        "kind": one.kind,
        "label": one.label,
        "unit": one.unit or None,
        "axis": one.axis or None,
        "before": display_wan(one.before_fen),
        "after": display_wan(one.after_fen),
        "delta_fen": one.delta_fen,
        "confidence": one.confidence,
        "why": [render(why, shell.language) for why in one.why],
        "alternatives": [render(alternative, shell.language) for alternative in one.alternatives],
        "readings": [
            {
                "number": f"{number}/{n}",
                "says": render(reading.message, shell.language),
                "takes": sorted(reading.takes),
                "events": list(reading.proposal.events),
            }
            for n, reading in enumerate(readings(found, number), 1)
        ],
        "recordable": one.recordable,
        "inferred": True,
        "events": list(one.events),
        "pairs": [{name: value or None for name, value in pair._asdict().items()} for pair in one.pairs],
    }
