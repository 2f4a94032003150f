"""Where a command is decided: what the revision has done so far, and what it means by its names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Literal

from .canonical import canonical
from .errors import Message, Refused, say
from .facts import Facts, Resolved, Status
from .line import Line, Posting, derived_gov_economic
from .rules import RULE, Broken
from .state import Change, Dated, owned
from .vocabulary import BASIC, FUNDS, NATURES, PROJECT, UNCLASSIFIED, Authority, Measure, authority_rank

if TYPE_CHECKING:
    from .events.base import LineRef
    from .revision import Revision


_FULL = frozenset({"unit", "nature", "fund", "function", "economic"})


class Desk:
    """One revision being decided. Events are decided in order; each sees what the ones before it did."""

    def __init__(self, facts: Facts, revision: Revision, *, judging: bool = False) -> None:
        self.facts = facts
        self.retaking = False
        """Whether what is decided was decided before, as a proposal: it keeps its ids."""
        self._judging = judging
        self.reversed_here: list[int] = []
        self.revision = revision
        self.effective = revision.effective
        self.seq = facts.seq + 1
        self.year = revision.fiscal_year
        self.roster = facts.roster
        self.postings: list[Posting] = []
        self.changes: list[Dated] = []
        self._lines: Resolved = {}
        self._units: dict[str, str] = {}
        self._forked = False
        self._here: dict[tuple[Line, Measure], int] = {}
        self._touched: dict[str, dict[Line, None]] = {}
        self._summed = 0
        self._broken: dict[Broken, None] = {}
        self._breaches = 0
        self._latest: Broken | None = None
        self._made_hard = frozenset(self.setting("warnings.hard").split())

    def add(self, postings: Iterable[Posting], changes: Collection[Change]) -> None:
        """Takes note of what an event of this revision did."""
        self.postings.extend(postings)
        if not changes:
            return
        if not self._forked:
            self.roster, self._forked = self.roster.fork(), True
        self._lines.clear()
        self._units.clear()
        for change in changes:
            self.changes.append(self.roster.note(self.seq, len(self.changes), self.effective, change))

    def here(self, line: Line, measure: Measure) -> int:
        """Fen that this revision has put on the line in one measure so far."""
        self._sum_up()
        return self._here.get((line, measure), 0)

    def _sum_up(self) -> None:
        """Takes in what was posted since somebody last asked: of most revisions nobody asks."""
        for line, measure, fen, _ in self.postings[self._summed :]:
            self._here[line, measure] = self._here.get((line, measure), 0) + fen
            self._touched.setdefault(line.project, {})[line] = None
        self._summed = len(self.postings)

    def least_from(self, line: Line, measure: Measure) -> int:
        """The least fen that stands on the line in one measure at the revision's effective date or later."""
        by_day: dict[str, int] = {self.effective: 0}
        for day, of, fen in self.facts.history(line):
            if of is measure:
                day = max(day, self.effective)
                by_day[day] = by_day.get(day, 0) + fen
        return min(accumulate(fen for _, fen in sorted(by_day.items()))) + self.here(line, measure)

    def breaks(self, rule: str, message: Message) -> None:
        """A rule is broken: refused, or passed with a reason, or noted of what really happened (domain.md 1.6).

        One sentence is said once. Raises Refused."""
        self._breaches += 1
        latest = self._latest
        if latest and latest.message is message and latest.rule == rule:
            return  # a thousand events earn one sentence; to look for it is slower
        self._latest = broken = Broken(rule, message)
        if broken in self._broken:
            return
        strictness, observable = RULE[rule].strictness, RULE[rule].observable
        if not self._judging and not (self.revision.observed and observable):
            if strictness == "hard" or rule in self._made_hard:
                raise Refused(rule, message)
            if strictness == "warning" and not self.revision.reason:
                raise Refused(rule, message)
        self._broken[broken] = None

    @property
    def broken(self) -> tuple[Broken, ...]:
        return tuple(self._broken)

    def setting(self, key: str) -> str:
        """A setting of the book in force, "" where it has none: as it was before the revision, which cannot free itself
        of what binds it."""
        return str(self.facts.roster.value("setting", "book", key) or "")

    def has_authority(self, least: Authority) -> bool:
        authority = self.revision.authority
        return authority is not None and authority_rank(authority) >= authority_rank(least)

    def require_document(self, *, of_publications: bool = False) -> None:
        """I2: a document with number and date, and an authority. What a kind reports of a publication has that for its
        document."""
        document, authority = self.revision.document, self.revision.authority
        published = of_publications and any(event.publishes for event in self.revision.events)
        wanted = (
            ("document.number", published or (document and document.number)),
            ("document.date", published or (document and document.date)),
            ("authority", authority),
        )
        if all(value for _, value in wanted):
            return
        self.breaks(
            "I2", say("refused.document-missing", fields=", ".join(name for name, value in wanted if not value))
        )

    def revision_status(self, seq: int) -> Status:
        def by(field: str) -> int:
            value = self.roster.value("revision", str(seq), field)
            return value if isinstance(value, int) else 0

        return Status(by("proposed") > 0, by("approved_by"), by("rejected_by"), by("reversed_by"))

    def requires_approval(self, kinds: Iterable[str], *, money: bool) -> bool:
        """I22: whether the book asks that somebody else approves a revision with these kinds of event; "all" is every
        kind that moves money."""
        asked = self.setting("approval.required").split()
        return (money and "all" in asked) or any(kind in asked for kind in kinds)

    def new_id(self, prefix: str, kept: str | None, *identity: object) -> str:
        """An id that follows from what is registered and by which revision, never from a clock or chance; the one
        that was given before where a proposal is decided again, or an amendment registers again what it takes back."""
        if kept and (self.retaking or self._took_back(kept)):
            return kept
        document = self.revision.document
        seed = [self.year, document.number if document else None, self.effective, *identity]
        for attempt in range(1_000):
            id = prefix + hashlib.sha256(canonical([*seed, attempt])).hexdigest()[:8]
            if not self.roster.exists("unit", id) and not self.roster.exists("project", id):
                return id
        raise AssertionError("a thousand ids are taken")

    def _took_back(self, id: str) -> bool:
        """Whether this revision reversed what the id was given to."""
        before, now = self.facts.roster, self.roster
        was_there = before.exists("unit", id) or before.exists("project", id)
        return was_there and not (now.exists("unit", id) or now.exists("project", id))

    def unit(self, ref: str) -> str:
        """The id of the unit that `ref` (an id or a name) means. Raises Refused I12."""
        known = self._units.get(ref)
        if known is None:
            known = self._units[ref] = self._find_unit(ref)
        return known

    def living_unit(self, ref: str) -> str:
        """The id of a unit that was not merged into another. Raises Refused I12."""
        id = self.unit(ref)
        if self.roster.text("unit", id, "into"):
            raise Refused("I12", say("refused.unit-ended", unit=self.unit_name(id)))
        return id

    def _find_unit(self, ref: str) -> str:
        ids = self.roster.units_called(ref)
        if len(ids) != 1:
            raise Refused("I12", say("refused.unit-unknown" if not ids else "refused.unit-ambiguous", unit=ref))
        return ids[0]

    def project(self, ref: str, unit: str = "") -> str:
        """The id of the project that `ref` (an id, a name, an alias or UNIT/NAME) means. Raises Refused I12."""
        ids = self.roster.projects_called(ref, unit)
        if not ids:
            owners = [owner for owner, _ in owned(ref)]
            if owners and not any(map(self.roster.units_called, owners)):
                self.unit(owners[-1])  # it may be the unit that nobody knows
            raise Refused("I12", say("refused.project-unknown", project=ref))
        if len(ids) > 1:
            raise Refused(
                "I12", say("refused.project-ambiguous", project=ref, candidates=", ".join(map(self.label, ids)))
            )
        return ids[0]

    def opening(self, year: int) -> int:
        """The seq of the statement that opened the year, 0 if none did."""
        opening = self.roster.text("year", str(year), "opening")
        return int(opening.partition(".")[0]) if opening else 0

    def line_label(self, line: Line) -> str:
        names = () if line.unsplit else (self.unit_name(line.unit), self.project_name(line.project))
        return " ".join(filter(None, (*names, line.nature, line.fund, line.function, line.economic)))

    def label(self, project: str) -> str:
        return f"{self.unit_name(self.roster.text('project', project, 'unit'))}/{self.project_name(project)}"

    def unit_name(self, id: str) -> str:
        return self.roster.text("unit", id, "name") or id

    def project_name(self, id: str) -> str:
        return self.roster.text("project", id, "name") or id

    def line(self, ref: LineRef, stored: Callable[[Line], LineRef], year: int) -> tuple[LineRef, Line]:
        """The one line of a year that `ref` means, by full dimensions or enough of them to be unique, and the reference
        that is `stored` for it. Raises Refused."""
        day = "" if ref.unit else self._day_in(year)
        named = year, day, *ref.__dict__.values()
        found = None if self._forked else self.facts.resolved.get(named)
        found = found or self._lines.get(named)
        if found is None:
            breaches = self._breaches
            line = self._resolve(ref, year)
            found = self._lines[named] = stored(line), line
            if not self._forked and self._breaches == breaches and _is_full(ref):
                self.facts.resolved[named] = found
        return found

    def unsplit(self, ref: LineRef, year: int) -> Line:
        """The line that stands for every unit and project which spent under these dimensions: of a report that does not
        say who. Raises Refused."""
        known = self.known(ref.replaced(unit=None, project=None), year)
        nature = known.get("nature") or BASIC
        line = Line(
            year,
            UNCLASSIFIED,
            "" if nature == BASIC else UNCLASSIFIED,
            nature,
            known.get("fund", UNCLASSIFIED),
            known.get("function", UNCLASSIFIED),
            known.get("economic", UNCLASSIFIED),
            UNCLASSIFIED,
        )
        self._judge_codes(line)
        return line

    def spent(self) -> dict[Line, int]:
        """Fen by line of the revision's year that was spent, as known by now, what this revision says included."""
        spent = dict(self.facts.posted(self.year, Measure.EXECUTED))
        for line, measure, fen, _ in self.postings:
            if measure is Measure.EXECUTED and line.year == self.year:
                spent[line] = spent.get(line, 0) + fen
        return spent

    def known(self, ref: LineRef, year: int) -> dict[str, str]:
        """The dimensions that a reference to a line of a year names, units and projects by id. Raises Refused."""
        known: dict[str, str] = {}
        unit = self.unit(ref.unit) if ref.unit else ""
        if ref.project:
            known["project"] = project = self.project(ref.project, unit)
            owner = self.roster.text("project", project, "unit")
            if unit and owner != unit and owner not in self._went_into(unit):
                raise Refused(
                    "I12", say("refused.project-of-other-unit", project=ref.project, unit=self.unit_name(owner))
                )
            unit = unit or self.roster.text_on("project", project, "unit", self._day_in(year))
        if unit:
            known["unit"] = unit
        for name, allowed in (("nature", NATURES), ("fund", FUNDS), ("function", None), ("economic", None)):
            value = getattr(ref, name)
            if value in (None, ""):
                continue
            value = UNCLASSIFIED if value == "未分类" else value
            if (value != UNCLASSIFIED or name == "nature") and not _well_formed(name, value, allowed):
                raise Refused("I15", say(f"refused.{name}-malformed", value=value))
            known[name] = value
        if ref.gov_economic and ref.gov_economic not in (UNCLASSIFIED, "未分类"):
            if not (ref.gov_economic.isdigit() and ref.gov_economic.isascii() and len(ref.gov_economic) in (3, 5)):
                raise Refused("I15", say("refused.gov_economic-malformed", value=ref.gov_economic))
            known["gov_economic"] = ref.gov_economic
        return known

    def _day_in(self, year: int) -> str:
        """The effective date, or the nearest day of a year that it is not in."""
        return min(max(self.effective, f"{year}-01-01"), f"{year}-12-31")

    def above(self, unit: str) -> list[str]:
        """The units that a unit is a part of, one after another."""
        return self._following(unit, "parent")

    def _went_into(self, unit: str) -> list[str]:
        """The units that a unit was merged into, one after another."""
        return self._following(unit, "into")

    def _following(self, unit: str, field: str) -> list[str]:
        found: list[str] = []
        while (unit := self.roster.text("unit", unit, field)) and unit not in found:
            found.append(unit)
        return found

    def _resolve(self, ref: LineRef, year: int) -> Line:
        known = self.known(ref, year)
        if not known.keys() >= _FULL:
            by = known if ref.unit else {name: value for name, value in known.items() if name != "unit"}
            found = self._matching(by, year, ref.origin_year)
            if len(found) == 1:
                return found[0]
            if len(found) > 1:
                raise Refused(
                    "I24", say("refused.line-ambiguous", known=", ".join(f"{k}={v}" for k, v in known.items()))
                )
        return self._completed(known, year, ref.origin_year or 0)

    def _matching(self, known: Mapping[str, str], year: int, origin_year: int | None) -> list[Line]:
        """The lines that hold, or held, money under these dimensions; of several the year's own before carried ones."""
        self._sum_up()
        project = known.get("project")
        touched = chain.from_iterable(self._touched.values()) if project is None else self._touched.get(project, ())
        here = [line for line in touched if line.year == year and all(getattr(line, k) == v for k, v in known.items())]
        found = list(dict.fromkeys([*self.facts.lines(year, known), *here]))
        if origin_year is not None:
            return [line for line in found if line.origin_year == (0 if origin_year == year else origin_year)]
        return [line for line in found if not line.origin_year] or found

    def _completed(self, known: dict[str, str], year: int, origin_year: int) -> Line:
        unit = known.get("unit")
        if not unit:
            raise Refused("I12", say("refused.line-without-unit"))
        if origin_year > year:
            raise Refused("I11", say("refused.origin-ahead", origin=origin_year, year=year))
        project = known.get("project", "")
        nature = known.get("nature") or (PROJECT if project else BASIC)
        if not project and nature != BASIC:
            raise Refused("I12", say("refused.line-without-project", nature=nature))
        kind = self.roster.text_on("unit", unit, "kind", f"{year}-12-31")
        economic = known.get("economic", UNCLASSIFIED)
        derived = derived_gov_economic(economic, kind)
        stated = known.get("gov_economic")
        if stated and UNCLASSIFIED != derived != stated[:3] and {stated[:3], derived} != {"503", "504"}:
            self.breaks(
                "I16", say("warning.gov-economic", stated=stated, derived=derived, economic=economic, kind=kind)
            )
        for name in ("fund", "function", "economic"):
            if known.get(name, UNCLASSIFIED) == UNCLASSIFIED:
                self.breaks("I24", say("warning.unclassified", dimension=name))
        line = Line(
            year,
            unit,
            project,
            nature,
            known.get("fund", UNCLASSIFIED),
            known.get("function", UNCLASSIFIED),
            economic,
            stated or derived,
            0 if origin_year == year else origin_year,
        )
        self._judge_codes(line)
        return line

    def _judge_codes(self, line: Line) -> None:
        """I15, where the book says that its list of the year is complete; else I40, when a line is first used."""
        systems: tuple[tuple[Literal["function", "economic"], str], ...]
        systems = ("function", line.function), ("economic", line.economic)
        for system, code in systems:
            if code == UNCLASSIFIED or self.facts.code_known(system, code, line.year):
                continue
            unknown = say("refused.code-unknown", code=code, year=line.year)
            if str(line.year) in self.setting(f"codes.{system}.complete").split():
                self.breaks("I15", unknown)
            elif not self.facts.history(line):
                self.breaks("I40", unknown)


def _is_full(ref: LineRef) -> bool:
    """Whether a line is named without help from the lines that exist."""
    return None not in (ref.unit or ref.project, ref.nature, ref.fund, ref.function, ref.economic)


def _well_formed(name: str, value: str, allowed: tuple[str, ...] | None) -> bool:
    if allowed is not None:
        return value in allowed
    digits = 7 if name == "function" else 5
    return len(value) == digits and value.isascii() and value.isdigit()
