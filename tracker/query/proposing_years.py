"""What became of last year's units, projects and codes in a later year's publication. The amounts of another year are
no adjustments of it: what is proposed is a crosswalk, and the closing of what ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.errors import Message, say
from ..model.money import HALF_CENT_FEN, exact_wan
from ..model.state import Roster
from ..model.vocabulary import BASIC, Confidence, System
from ..tables.spec import squeeze
from .aligning import Aligned, project_ref, unit_ref
from .crosswalk import YearMap
from .proposals import Body, Pair, Proposal, ProposalKind
from .proposing_within import confidence_of, or_renamed, why_alike, why_recut
from .recoding import proposed_codes
from .recutting import Recut, recuts, weights

_MOST_RIVALS = 3


class Across:
    """Two sides of different years. Of what the book has a map for already nothing is proposed."""

    def __init__(self, sides: Aligned, ledger: Roster, stated: Mapping[System, YearMap]) -> None:
        self._sides, self._ledger, self._stated = sides, ledger, stated

    def proposals(self) -> list[Proposal]:
        return [*self._units(), *self._projects(), *self._basic(), *proposed_codes(self._sides, self._says)]

    def _says(self, system: System, before: str = "", after: str = "") -> bool:
        """Whether the book has said already what became of an id, or what it came from."""
        maps = self._stated.get(system)
        if maps is None:
            return False
        if before:
            return maps.says(before)
        return maps.is_new(after) or after in self._arrived(system)

    def _arrived(self, system: System) -> set[str]:
        maps = self._stated[system]
        keys = self._sides.units_before if system == "unit" else self._sides.projects_before
        ids = [key.partition("/")[2] or key for key in keys]
        return {target.code for id in ids if maps.says(id) for target in maps.targets(id)}

    # Units

    def _units(self) -> Iterator[Proposal]:
        sides = self._sides
        for one in sides.renamed_units:
            old, new = sides.units_before[one.before], sides.units_after[one.before]
            if self._says("unit", one.before):
                continue
            known = bool(self._ledger.named("unit", new))
            events: tuple[Body, ...] = () if known else ({"kind": "UnitRenamed", "unit": old, "name": new},)
            pairs = (Pair("unit", old, new, "renamed"),) if known else ()
            why = (why_alike(one.likely, old, new),)
            sure = confidence_of(one.likely)
            yield Proposal("unit-renamed", f"{old} → {new}", "", 0, 0, sure, why, (), events, pairs=pairs, axis="")
        views = sides.before, sides.after
        if any(view.table(role).absent for view in views for role in view.form.by_unit):
            return  # a unit may stand in what is lost
        for unit, name in sides.units_before.items():
            if unit not in sides.units_after and not self._says("unit", unit):
                pairs = (Pair("unit", unit_ref(self._ledger, unit, name), "", "ended"),)
                why = (say("propose.why.only-before"),)
                yield Proposal("unit-dropped", name, "", 0, 0, "likely", why, pairs=pairs, axis="")
        for unit, name in sides.units_after.items():
            if unit not in sides.units_before and not self._says("unit", after=unit):
                events = ()
                if not self._ledger.named("unit", name):
                    kind = sides.after.naming.unit_kind(unit) or "事业"
                    events = ({"kind": "UnitRegistered", "unit": name, "unit_kind": kind, "inferred": True},)
                pairs = (Pair("unit", "", unit_ref(self._ledger, unit, name), "new"),)
                why = (say("propose.why.only-after"),)
                yield Proposal("unit-added", name, "", 0, 0, "likely", why, (), events, pairs=pairs, axis="")

    # Projects

    def _projects(self) -> Iterator[Proposal]:
        sides = self._sides
        old, new = sides.projects_before, sides.projects_after
        ended = {key: sides.amounts_before.get(key, 0) for key in old if key not in new and not self._stated_end(key)}
        begun = {key: sides.amounts_after.get(key, 0) for key in new if key not in old and not self._stated_start(key)}
        groups = [recut for recut in recuts(ended, begun, old, new, HALF_CENT_FEN) if recut.alike]
        used = {key for recut in groups for key in (*recut.before, *recut.after)}
        elsewhere = self._moved_units({key: old[key] for key in ended}, {key: new[key] for key in begun})
        used |= elsewhere.keys() | set(elsewhere.values())
        renamed = {one.before: one for one in sides.renamed_projects}
        for key in old:
            if key in new:
                one = renamed.get(key)
                if one is None:
                    yield self._going_on(key)
                elif squeeze(old[key]) == squeeze(new[key]):  # only its unit has another name
                    yield self._going_on(key, self._pair_of(key))
                elif not self._stated_end(key):
                    yield self._renamed(key, why_alike(one.likely, old[key], new[key]), confidence_of(one.likely))
            elif key in ended and key not in used:
                yield self._ended(key, ended[key], self._rivals(key, ended, begun))
        for recut in groups:
            yield self._recut(recut)
        for key, other in elsewhere.items():
            yield self._under_another_unit(key, other)
        for key, fen in begun.items():
            if key not in used:
                yield self._begun(key, fen, self._rivals(key, ended, begun))
        for key, fen in sides.amounts_before.items():
            if key not in new and key not in ended:
                yield self._told("dropped", key, old[key], fen, 0)
        for key, fen in sides.amounts_after.items():
            if key not in old and key not in begun:
                yield self._told("added", key, new[key], 0, fen)
        for key in renamed:
            if self._stated_end(key):
                fen = sides.amounts_before.get(key, 0)
                yield self._told("renamed", key, f"{old[key]} → {new[key]}", fen, sides.amounts_after.get(key, 0))

    def _moved_units(self, ended: Mapping[str, str], begun: Mapping[str, str]) -> dict[str, str]:
        """Of each project that ended under one unit that of the same name which began under another, where each is the
        only one."""
        names = [squeeze(name) for of in (ended, begun) for name in of.values()]
        return {
            key: other
            for key, name in ended.items()
            for other, called in begun.items()
            if squeeze(name) == squeeze(called) and names.count(squeeze(name)) == 2
        }

    def _under_another_unit(self, key: str, other: str) -> Proposal:
        sides = self._sides
        name, same = sides.projects_before[key], key.partition("/")[2] == other.partition("/")[2]
        refs = self._ref(key, name), self._ref(other, sides.projects_after[other])
        known = self._known(other, sides.projects_after[other], other.partition("/")[2])
        events: tuple[Body, ...] = () if known else (self._addition(other, sides.projects_after[other]),)
        pairs = () if same else (Pair("project", *refs, "moved"),)
        why = (say("propose.why.other-unit", name=name),)
        rest = (say("propose.or.dropped-and-added", before=refs[0], after=refs[1]),)
        return Proposal(
            "moved", f"{refs[0]} → {refs[1]}", "", sides.amounts_before.get(key, 0), sides.amounts_after.get(other, 0),
            "likely", why, rest, events, pairs=pairs,
        )  # fmt: skip

    def _told(self, kind: ProposalKind, key: str, name: str, before: int, after: int) -> Proposal:
        """What the book knows already: it is told with its amounts, and nothing is left to propose."""
        why = (say("propose.why.stated"),)
        return Proposal(kind, name, self._owner(key), before, after, "certain", why)

    def _stated_end(self, key: str) -> bool:
        return self._says("project", key.partition("/")[2])

    def _stated_start(self, key: str) -> bool:
        return self._says("project", after=key.partition("/")[2])

    def _owner(self, key: str) -> str:
        return self._sides.unit_name(key.partition("/")[0])

    def _ref(self, key: str, name: str) -> str:
        return project_ref(self._ledger, key.partition("/")[2], self._owner(key), name)

    def _pair_of(self, key: str) -> tuple[Pair, ...]:
        """What maps a project to itself where the book holds it twice."""
        name, later = self._sides.projects_after[key], self._sides.key_after(key)
        unit, _, id = later.partition("/")
        if self._stated_end(key) or not self._ledger.exists("project", id) or id == key.partition("/")[2]:
            return ()
        there = f"{self._ledger.text('unit', unit, 'name') or self._owner(key)}/{name}"
        return (Pair("project", self._ref(key, self._sides.projects_before[key]), there, "renamed"),)

    def _going_on(self, key: str, pairs: tuple[Pair, ...] = ()) -> Proposal:
        before, after = self._sides.amounts_before.get(key, 0), self._sides.amounts_after.get(key, 0)
        kind: ProposalKind = "same" if before == after else "up" if after > before else "down"
        why = (say("propose.why.same-name"),)
        name = self._sides.projects_after[key]
        return Proposal(kind, name, self._owner(key), before, after, "certain", why, pairs=pairs)

    def _renamed(self, key: str, why: Message, sure: Confidence) -> Proposal:
        sides = self._sides
        old, new = sides.projects_before[key], sides.projects_after[key]
        unit, later = key.partition("/")[0], sides.key_after(key).partition("/")[2]
        pairs: tuple[Pair, ...] = (Pair("project", self._ref(key, old), self._ref(f"{unit}/{later}", new), "renamed"),)
        events: tuple[Body, ...] = ()
        if not self._known(key, new, later):
            events = ({"kind": "ProjectRenamed", "project": self._ref(key, old), "name": new},)
            pairs = ()
        return Proposal(
            "renamed", f"{old} → {new}", self._owner(key), sides.amounts_before.get(key, 0),
            sides.amounts_after.get(key, 0), sure, (why,),
            (say("propose.or.dropped-and-added", before=old, after=new),), events, pairs=pairs,
        )  # fmt: skip

    def _known(self, key: str, name: str, id: str) -> bool:
        ledger = self._ledger
        return ledger.exists("project", id) or bool(ledger.projects_called(f"{self._owner(key)}/{name}"))

    def _ended(self, key: str, fen: int, alternatives: tuple[Message, ...]) -> Proposal:
        name = self._sides.projects_before[key]
        ref, id = self._ref(key, name), key.partition("/")[2]
        closed = self._ledger.value("project", id, "closed")
        events: tuple[Body, ...] = () if closed else ({"kind": "ProjectClosed", "project": ref},)
        pairs = (Pair("project", ref, "", "ended"),)
        sure: Confidence = "likely" if alternatives else "certain"
        why = (say("propose.why.only-before"),)
        return Proposal("dropped", name, self._owner(key), fen, 0, sure, why, alternatives, events, pairs=pairs)

    def _begun(self, key: str, fen: int, alternatives: tuple[Message, ...]) -> Proposal:
        name, id = self._sides.projects_after[key], key.partition("/")[2]
        events: tuple[Body, ...] = ()
        if not self._known(key, name, id):
            events = (self._addition(key, name),)
        pairs = (Pair("project", "", self._ref(key, name), "new"),)
        sure: Confidence = "likely" if alternatives else "certain"
        why = (say("propose.why.only-after"),)
        return Proposal("added", name, self._owner(key), 0, fen, sure, why, alternatives, events, pairs=pairs)

    def _addition(self, key: str, name: str) -> Body:
        added: Body = {"kind": "ProjectAdded", "project": name, "name": name, "unit": self._owner(key)}
        if goal := self._sides.after.goal(key.partition("/")[2]):
            added["goal"] = goal
        return added

    def _rivals(self, key: str, ended: Mapping[str, int], begun: Mapping[str, int]) -> tuple[Message, ...]:
        """What this project may have become, or come from: names that are somewhat alike in its unit, the same name in
        another, the same amount."""
        sides = self._sides
        found: list[Message] = []
        gone = key in ended
        name, fen = (sides.projects_before[key], ended[key]) if gone else (sides.projects_after[key], begun[key])
        others = begun if gone else ended
        names = sides.projects_after if gone else sides.projects_before
        found += [
            say("propose.or.moved", name=self._ref(other, names[other]))
            for other in others
            if other.partition("/")[0] != key.partition("/")[0] and squeeze(names[other]) == squeeze(name)
        ]
        rivals = sides.rivals_before if gone else sides.rivals_after
        for rival in rivals.get(key, ()):
            other = rival.after if gone else rival.before
            if other in others:
                found.append(or_renamed(rival, names[other]))
        alike = {rival.after if gone else rival.before for rival in rivals.get(key, ())}
        for other, amount in others.items():
            if amount == fen and fen and other not in alike:
                found.append(say("propose.or.same-amount", name=self._ref(other, names[other]), amount=exact_wan(fen)))
        return tuple(found[:_MOST_RIVALS])

    def _recut(self, recut: Recut) -> Proposal:
        sides = self._sides
        old = [sides.projects_before[key] for key in recut.before]
        new = [sides.projects_after[key] for key in recut.after]
        refs_old = [self._ref(key, name) for key, name in zip(recut.before, old, strict=True)]
        refs_new = [self._ref(key, name) for key, name in zip(recut.after, new, strict=True)]
        kind: ProposalKind = "merged" if len(new) == 1 else "split"
        shares = ["1"] * len(old) if kind == "merged" else weights([sides.amounts_after[key] for key in recut.after])
        sources, targets = (refs_old, refs_new * len(old)) if kind == "merged" else (refs_old * len(new), refs_new)
        pairs = tuple(
            Pair("project", source, target, kind, share)  # type: ignore[arg-type] # a kind of both
            for source, target, share in zip(sources, targets, shares, strict=True)
        )
        events = tuple(
            self._addition(key, name)
            for key, name in zip(recut.after, new, strict=True)
            if not self._known(key, name, key.partition("/")[2])
        )
        before = sum(sides.amounts_before[key] for key in recut.before)
        after = sum(sides.amounts_after[key] for key in recut.after)
        return Proposal(
            kind, f"{'、'.join(old)} → {'、'.join(new)}", self._owner(recut.before[0]), before, after,
            "likely" if recut.equal else "possible", (why_recut(recut, before),),
            (say("propose.or.dropped-and-added", before="、".join(old), after="、".join(new)),), events, pairs=pairs,
        )  # fmt: skip

    # Basic spending

    def _basic(self) -> Iterator[Proposal]:
        """Of each unit; where projects are not listed the codes tell all that was spent."""
        sides = self._sides
        if "projects-by-unit" not in sides.roles:
            return
        first = sides.columns("basic-by-unit")[:1]
        for key, label, before, after in sides.cells("basic-by-unit"):
            if [label] == first and key in {**sides.units_before, **sides.units_after}:
                kind: ProposalKind = "same" if before == after else "up" if after > before else "down"
                yield Proposal(
                    kind, BASIC, sides.unit_name(key), before, after, "certain", (say("propose.why.amounts"),)
                )
