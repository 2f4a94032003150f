"""What happened within one year: projects added, dropped, renamed and re-cut, amounts up and down, money under other
codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..model.errors import Message, say
from ..model.line import Line
from ..model.money import HALF_CENT_FEN, exact_wan
from ..model.state import Roster
from ..model.vocabulary import BASIC, PROJECT, UNCLASSIFIED, Confidence
from ..tables.project import NO_BLOCKS, cells_of
from ..tables.spec import squeeze
from .aligning import Aligned, project_ref
from .alike import Closeness, Likely, Matched
from .attributing import BY_FUND, Piece, naming_of
from .proposals import Body, Left, Proposal, ProposalKind, weakest
from .recutting import Recut, recuts, weights

_MOST_RIVALS = 3


class Within:
    """Two sides of one year, and the pieces that their rows by unit changed by."""

    def __init__(self, sides: Aligned, pieces: Sequence[Piece], ledger: Roster) -> None:
        self._sides = sides
        self._ledger = ledger
        self._by_project: dict[str, list[Piece]] = {}
        for piece in pieces:
            line = piece.line
            key = f"{line.unit}/{line.project}" if line.project else f"{line.unit}/"
            if line.project == UNCLASSIFIED or "projects-by-unit" not in sides.roles:
                key = f"{line.unit}/{line.nature}/{line.function}"
            self._by_project.setdefault(key, []).append(piece)
        self._renamed = {one.before: one for one in sides.renamed_projects}

    def proposals(self) -> list[Proposal]:
        found = list(self._units())
        old, new = self._sides.projects_before, self._sides.projects_after
        ended = {key: self._sides.amounts_before.get(key, 0) for key in old if key not in new}
        begun = {key: self._sides.amounts_after.get(key, 0) for key in new if key not in old}
        groups = [
            recut
            for recut in recuts(ended, begun, old, new, HALF_CENT_FEN if self._printed else 0)
            if recut.alike and all(self._pieces(key) for key in (*recut.before, *recut.after))
        ]
        used = {key for recut in groups for key in (*recut.before, *recut.after)}
        found += [self._recut(recut) for recut in groups]
        keys = [key for key in {**old, **new, **self._by_project} if key not in used]
        changes = [one for key in keys if (one := self._change(key))]
        found += _transfers(changes)
        found += self._goals()
        return found + list(self._reclassified(found))

    @property
    def _printed(self) -> bool:
        return bool(self._sides.before.opening or self._sides.after.opening)

    def _pieces(self, key: str) -> list[Piece]:
        return self._by_project.get(key, [])

    # Units

    def _units(self) -> Iterator[Proposal]:
        sides = self._sides
        for one in sides.renamed_units:
            name = sides.units_after[one.before]
            old = sides.units_before[one.before]
            if old == name:  # registered after the later side was recorded
                continue
            event: Body = {"kind": "UnitRenamed", "unit": old, "name": name}
            why = (why_alike(one.likely, old, name),)
            sure = confidence_of(one.likely)
            yield Proposal("unit-renamed", f"{old} → {name}", "", 0, 0, sure, why, (), (event,), axis="")
        renamed = {one.before for one in sides.renamed_units}
        for unit, name in sides.units_after.items():
            if unit not in renamed and (old := sides.units_before.get(unit, name)) != name:
                event = {"kind": "UnitRenamed", "unit": old, "name": name}
                why = (say("propose.why.one-project"),)
                yield Proposal("unit-renamed", f"{old} → {name}", "", 0, 0, "certain", why, (), (event,), axis="")
            if unit not in sides.units_before and not self._ledger.named("unit", name):
                kind = sides.after.naming.unit_kind(unit) or "事业"
                event = {"kind": "UnitRegistered", "unit": name, "unit_kind": kind, "inferred": True}
                why = (say("propose.why.unit-new"),)
                yield Proposal("unit-added", name, "", 0, 0, "likely", why, (), (event,), axis="")

    # Projects and basic spending

    def _change(self, key: str) -> Proposal | None:
        sides = self._sides
        pieces = self._pieces(key)
        unit, _, below = key.partition("/")
        in_old, in_new = key in sides.projects_before, key in sides.projects_after
        renamed = self._renamed.get(key)
        called = in_old and in_new and sides.projects_before[key] != sides.projects_after[key]
        if not pieces and not called and in_old == in_new:
            return None
        if not in_old and not in_new:
            return self._of_line(key, pieces)
        before, after = sides.amounts_before.get(key, 0), sides.amounts_after.get(key, 0)
        name = sides.projects_before.get(key) or sides.projects_after[key]
        kind: ProposalKind
        events: list[Body] = []
        alternatives = list(self._rivals(key))
        sure: Confidence = "likely" if alternatives else "certain"
        if called:
            new = sides.projects_after[key]
            kind = "renamed"
            why = [say("propose.why.one-project")]
            if renamed:
                why, sure = [why_alike(renamed.likely, name, new)], confidence_of(renamed.likely)
                alternatives.append(say("propose.or.dropped-and-added", before=name, after=new))
            events += self._adjustments(pieces)  # before the old name is gone
            events.append({"kind": "ProjectRenamed", "project": self._ref(key), "name": new})
            name = f"{name} → {new}"
        elif not in_old:
            kind, why = "added", [say("propose.why.only-after")]
            events += self._added(key, unit, below, pieces)
        elif not in_new:
            kind, why = "dropped", [say("propose.why.only-before")]
            events += self._adjustments(pieces)
            if not self._ledger.value("project", below, "closed"):
                events.append({"kind": "ProjectClosed", "project": self._ref(key)})
        else:
            kind, why = ("up" if after >= before else "down"), [say("propose.why.amounts")]
            events += self._adjustments(pieces)
        if not events and before == after:
            return None
        return self._proposal(kind, name, unit, (before, after), sure, why, alternatives, events, pieces)

    def _of_line(self, key: str, pieces: list[Piece]) -> Proposal:
        """What is not a project of its own: the basic spending of a unit, or a function code of a form that prints no
        projects."""
        unit, _, below = key.partition("/")
        sides, line = self._sides, pieces[0].line
        kind: ProposalKind
        if not below:
            label = str(BASIC)
            before, after = (self._basic(side, unit) for side in (0, 1))
            events = self._adjustments(pieces)
        else:
            code = line.function
            name = sides.after.naming.code_name("function", code) or sides.before.naming.code_name("function", code)
            label = f"{code} {name} {line.nature}"
            before, after = self._by_code(code, line.nature)
            project = f"{code} {name}（未列明项目）"
            events = self._unlisted(unit, project) if line.nature != BASIC else []
            events += self._adjustments(pieces, project if line.nature != BASIC else "")
        kind = "up" if after >= before else "down"
        if below and not before:
            kind = "code-added"
        elif below and not after:
            kind = "code-dropped"
        return self._proposal(
            kind, label, unit, (before, after), "certain", [say("propose.why.amounts")], [], events, pieces
        )

    def _unlisted(self, unit: str, project: str) -> list[Body]:
        """The form names no projects, and money of projects needs one."""
        owner = self._sides.unit_name(unit)
        if self._ledger.projects_called(f"{owner}/{project}"):
            return []
        return [{"kind": "ProjectAdded", "project": project, "name": project, "unit": owner}]

    def _basic(self, side: int, unit: str) -> int:
        cells = self._sides.cells("basic-by-unit")
        first = self._sides.columns("basic-by-unit")[:1]
        return next((pair[side] for key, label, *pair in cells if key == unit and [label] == first), 0)

    def _by_code(self, code: str, nature: str) -> tuple[int, int]:
        cells = self._sides.cells("spending-by-function")
        return next(((a, b) for key, label, a, b in cells if key == code and label == nature), (0, 0))

    def _proposal(
        self,
        kind: ProposalKind,
        label: str,
        unit: str,
        amounts: tuple[int, int],
        sure: Confidence,
        why: list[Message],
        alternatives: list[Message],
        events: list[Body],
        pieces: Sequence[Piece],
    ) -> Proposal:
        said = dict.fromkeys([*why, *(message for piece in pieces for message in piece.why)])
        open_ = dict.fromkeys([*alternatives, *(message for piece in pieces for message in piece.open)])
        confidence = weakest(sure, "certain" if all(piece.exact for piece in pieces) else "likely")
        postings = tuple((piece.line, piece.fen) for piece in pieces)
        name = self._sides.unit_name(unit)
        return Proposal(kind, label, name, *amounts, confidence, tuple(said), tuple(open_), tuple(events), postings)

    def _rivals(self, key: str) -> Iterator[Message]:
        """With which projects of the other side, whose names are somewhat alike, this one may be the same."""
        sides = self._sides
        for rival in sides.rivals_before.get(key, ())[:_MOST_RIVALS]:
            yield or_renamed(rival, sides.names_after[rival.after])
        for rival in sides.rivals_after.get(key, ())[:_MOST_RIVALS]:
            yield or_renamed(rival, sides.projects_before[rival.before])

    def _ref(self, key: str) -> str:
        unit, _, project = key.partition("/")
        name = self._sides.projects_before.get(key) or self._sides.projects_after.get(key) or project
        return project_ref(self._ledger, project, self._sides.unit_name(unit), name)

    # Events

    def _added(self, key: str, unit: str, project: str, pieces: list[Piece]) -> list[Body]:
        name = self._sides.projects_after[key]
        if self._ledger.exists("project", project):
            return self._adjustments(pieces)
        rising = [piece for piece in pieces if piece.fen > 0]
        added: Body = {"kind": "ProjectAdded", "project": name, "name": name, "unit": self._sides.unit_name(unit)}
        if goal := self._sides.after.goal(project):
            added["goal"] = goal
        if rising:
            of = ("nature", "fund", "function", "economic")
            added["lines"] = [
                {"line": {d: getattr(piece.line, d) for d in of}, "amount": exact_wan(piece.fen)} for piece in rising
            ]
        return [added, *self._adjustments([piece for piece in pieces if piece.fen < 0])]

    def _adjustments(self, pieces: Iterable[Piece], project: str = "") -> list[Body]:
        return [
            {
                "kind": "AmountAdjusted",
                "mode": "supplement" if piece.fen > 0 else "cut",
                "line": self._line(piece.line, project),
                "amount": exact_wan(piece.fen),
            }
            for piece in pieces
        ]

    def _line(self, line: Line, project: str = "") -> Body:
        unit = self._sides.unit_name(line.unit)
        of: Body = {"unit": unit}
        if line.nature != BASIC:
            of["project"] = f"{unit}/{project}" if project else self._ref(f"{line.unit}/{line.project}")
        return of | {name: getattr(line, name) for name in ("nature", "fund", "function", "economic")}

    def _recut(self, recut: Recut) -> Proposal:
        sides = self._sides
        unit = recut.before[0].partition("/")[0]
        old = [sides.projects_before[key] for key in recut.before]
        new = [sides.projects_after[key] for key in recut.after]
        pieces = [piece for key in (*recut.before, *recut.after) for piece in self._pieces(key)]
        event: Body
        kind: ProposalKind
        if len(recut.after) == 1:
            kind = "merged"
            refs = [self._ref(key) for key in recut.before]
            event = {"kind": "ProjectMerged", "projects": refs, "into": new[0], "name": new[0]}
        else:
            kind = "split"
            shares = weights([sides.amounts_after[key] for key in recut.after])
            into = [{"project": n, "name": n, "weight": w} for n, w in zip(new, shares, strict=True)]
            event = {"kind": "ProjectSplit", "project": self._ref(recut.before[0]), "into": into}
        legs = [{"line": self._line(piece.line), "amount": exact_wan(piece.fen)} for piece in pieces]
        by_fund: dict[str, int] = {}
        for piece in pieces:
            by_fund[piece.line.fund] = by_fund.get(piece.line.fund, 0) + piece.fen
        moved: list[Body] = [{"kind": "AmountsTransferred", "legs": legs}]
        events = [event, *(self._adjustments(pieces) if any(by_fund.values()) else moved)]
        before = sum(sides.amounts_before[key] for key in recut.before)
        after = sum(sides.amounts_after[key] for key in recut.after)
        label = f"{'、'.join(old)} → {'、'.join(new)}"
        why = [why_recut(recut, before)]
        sure: Confidence = "likely" if recut.equal else "possible"
        rest = [say("propose.or.dropped-and-added", before="、".join(old), after="、".join(new))]
        return self._proposal(kind, label, unit, (before, after), sure, why, rest, events, pieces)

    def _goals(self) -> list[Proposal]:
        sides, found = self._sides, []
        for key, name in sides.projects_before.items():
            if key not in sides.projects_after or key in self._renamed:
                continue
            unit, _, project = key.partition("/")
            old = sides.before.goal(project)
            new = sides.after.goal(sides.key_after(key).partition("/")[2])
            if new and squeeze(old) != squeeze(new):
                event: Body = {"kind": "GoalChanged", "project": self._ref(key), "goal": new}
                why = (say("propose.why.goal"),)
                owner = sides.unit_name(unit)
                found.append(Proposal("goal", name, owner, 0, 0, "certain", why, (), (event,), axis=""))
        return found

    # Codes

    def _reclassified(self, found: Sequence[Proposal]) -> Iterator[Proposal]:
        """Equal amounts that left one function code for another while no unit's or project's amount moved with them."""
        sides = self._sides
        given: dict[tuple[str, str, str], int] = {}
        for line, fen in (posting for one in found for posting in one.postings):
            given[line.nature, line.fund, line.function] = given.get((line.nature, line.fund, line.function), 0) + fen
        for fund, role in BY_FUND.items():
            for nature in (BASIC, PROJECT) if role in sides.roles else ():
                left = {
                    code: sides.deltas(role)[code].get(nature, 0) - given.get((nature, fund, code), 0)
                    for code in sides.leaves(role)
                }
                left = {code: fen for code, fen in left.items() if fen}
                for source, target in _opposite(left):
                    yield self._moved(nature, fund, source, target, left[target])

    def _moved(self, nature: str, fund: str, source: str, target: str, fen: int) -> Proposal:
        names = self._sides.before.naming, self._sides.after.naming
        label = f"{source} {names[0].code_name('function', source)} → {target} {names[1].code_name('function', target)}"
        why = [say("propose.why.equal-codes", amount=exact_wan(fen), nature=nature)]
        lines = self._lines_with(nature, fund, source, fen)
        if len(lines) != 1:
            owners = ", ".join(dict.fromkeys(self._named(line) for line in lines))
            rest = (say("propose.open.line", values=owners or "-"),)
            return Proposal("reclassified", label, "", fen, fen, "possible", tuple(why), rest, axis="code")
        line = lines[0]._replace(function=source)
        into = line._replace(function=target)
        why.append(say("propose.why.only-line", line=self._named(line)))
        move = {"from": self._line(line), "to": self._line(into), "amount": exact_wan(fen)}
        event: Body = {"kind": "LinesReclassified", "moves": [move]}
        owner = self._sides.unit_name(line.unit)
        return Proposal(
            "reclassified", label, owner, fen, fen, "likely", tuple(why), (), (event,), ((line, -fen), (into, fen)),
            axis="code",
        )  # fmt: skip

    def _named(self, line: Line) -> str:
        unit = self._sides.unit_name(line.unit)
        return unit if line.nature == BASIC else self._ref(f"{line.unit}/{line.project}")

    def _lines_with(self, nature: str, fund: str, function: str, fen: int) -> list[Line]:
        """The lines that can have held so much under the code: those of the ledger, else what the rows leave."""
        held = [
            line
            for line, of in self._sides.before.balances
            if (line.nature, line.fund, line.function) == (nature, fund, function) and of >= fen
        ]
        if held or not self._sides.before.opening:
            return held
        year = self._sides.after.year
        if nature == BASIC:
            units = [unit for unit in self._sides.units_before if self._basic(0, unit) >= fen]
            return [Line(year, unit, "", nature, fund, function, UNCLASSIFIED, UNCLASSIFIED) for unit in units]
        keys = [key.split("/", 1) for key, of in self._sides.amounts_before.items() if of == fen]
        return [Line(year, unit, project, nature, fund, function, UNCLASSIFIED, UNCLASSIFIED) for unit, project in keys]


def _opposite(left: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Pairs of codes of which one lost exactly what the other won, where no other did."""
    for target, fen in left.items():
        sources = [code for code, of in left.items() if of == -fen]
        rivals = [code for code, of in left.items() if of == fen]
        if fen > 0 and len(sources) == len(rivals) == 1:
            yield sources[0], target


def _transfers(changes: list[Proposal]) -> list[Proposal]:
    """Of two projects of one unit the one lost exactly what the other won, and no other did: most likely a transfer."""
    by_amount: dict[tuple[str, int], list[Proposal]] = {}
    for one in changes:
        if one.kind in ("up", "down"):
            by_amount.setdefault((one.unit, one.delta_fen), []).append(one)
    joined: dict[int, Proposal] = {}
    gone: set[int] = set()
    for (unit, fen), winners in by_amount.items():
        losers = by_amount.get((unit, -fen), [])
        if fen <= 0 or len(winners) != 1 or len(losers) != 1:
            continue
        loser, winner = losers[0], winners[0]
        sums: dict[str, int] = {}
        for line, amount in (*loser.postings, *winner.postings):
            sums[line.fund] = sums.get(line.fund, 0) + amount
        adjusted = [*loser.events, *winner.events]
        if any(sums.values()) or any(event["kind"] != "AmountAdjusted" for event in adjusted):
            continue
        legs = [{"line": event["line"], "amount": event["amount"]} for event in adjusted]
        joined[id(loser)] = Proposal(
            "transferred", f"{loser.label} → {winner.label}", unit, fen, fen,
            weakest("likely", loser.confidence, winner.confidence),
            tuple(dict.fromkeys((say("propose.why.opposite", amount=exact_wan(fen)), *loser.why, *winner.why))),
            tuple(dict.fromkeys((say("propose.or.cut-and-supplement"), *loser.alternatives, *winner.alternatives))),
            ({"kind": "AmountsTransferred", "legs": legs},), (*loser.postings, *winner.postings),
        )  # fmt: skip
        gone.add(id(winner))
    return [joined.get(id(one), one) for one in changes if id(one) not in gone]


def confidence_of(likely: Likely) -> Confidence:
    if likely.closeness is Closeness.SAME:
        return "certain" if likely.by == "spelling" else "likely"
    return "likely" if likely.closeness is Closeness.CLOSE else "possible"


def why_alike(likely: Likely, before: str, after: str) -> Message:
    id = "propose.why.alike-same-amount" if likely.same_amount else "propose.why.alike"
    return say(id, before=before, after=after, by=say(f"alike.{likely.by}"), percent=likely.percent)


def why_recut(recut: Recut, fen: int) -> Message:
    return say("propose.why.equal-sums", amount=exact_wan(fen)) if recut.equal else say("propose.why.joined-names")


def or_renamed(rival: Matched, name: str) -> Message:
    likely = rival.likely
    return say("propose.or.renamed", name=name, by=say(f"alike.{likely.by}"), percent=likely.percent)


def remainder_of(sides: Aligned, postings: Sequence[tuple[Line, int]]) -> Iterator[Left]:
    """What the postings leave of each cell's difference, where it is anything."""
    naming = naming_of(sides)
    for role in sides.roles:
        spec = sides.before.form.by_role(role)
        opening = sides.before.openings.get(role)
        sums: dict[tuple[str, str], int] = {}
        for line, fen in postings:
            for key, n in cells_of(spec, line, naming, opening.blocks if opening else NO_BLOCKS):
                sums[key, spec.columns[n].label] = sums.get((key, spec.columns[n].label), 0) + fen
        bound = 2 * HALF_CENT_FEN * (len(postings) + 1)
        only_printed = spec.rows.only_printed
        heads = {
            **{r.key: r.head for r in sides.after.table(role).rows},
            **{r.key: r.head for r in sides.before.table(role).rows},
        }
        known = {(key, label): b - a for key, label, a, b in sides.cells(role)}
        lost = {*sides.before.table(role).missing_keys, *sides.after.table(role).missing_keys}
        columns = set(sides.columns(role))
        for key, label in {**known, **sums}:
            if key in only_printed or key in lost or (label not in columns and columns):
                continue
            left = Left(role, key, heads[key].label if key in heads else key, label, known.get((key, label), 0),
                        sums.get((key, label), 0), False)  # fmt: skip
            if left.fen:
                yield left._replace(rounding=bool(opening or sides.after.opening) and abs(left.fen) <= bound)
