"""How well what is proposed between two published years agrees with what happened, counted kind by kind."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tests.departments.making import Named, Truth
from tracker.query.proposals import Proposal, Proposed

Change = tuple[str, str]
"""A kind, and what it happened to: units and projects as `_name` has them."""


@dataclass
class Score:
    """By kind: what happened, what of it was proposed, what of the rest was named as an alternative, and what was
    proposed that did not happen."""

    happened: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def add(self, other: Score) -> None:
        for mine, its in ((self.happened, other.happened), (self.found, other.found), (self.named, other.named),
                          (self.wrong, other.wrong)):  # fmt: skip
            mine.update(its)

    def recall(self, kind: str) -> float:
        return self.found[kind] / self.happened[kind] if self.happened[kind] else 1.0

    def precision(self, kind: str) -> float:
        proposed = self.found[kind] + self.wrong[kind]
        return self.found[kind] / proposed if proposed else 1.0


def score(truth: Truth, proposed: Proposed) -> tuple[Score, list[str]]:
    """The score, and in words what was missed and what was wrong."""
    units = {new: old for old, new in truth.units["renamed"]}
    expected = dict(_expected(truth, units))
    joined = {_squeeze(name) for name in _names(truth) if "、" in name}
    told = {change: one for one in proposed.proposals for change in _told(one, units, joined)}
    found, notes = Score(), []
    for change, kind in expected.items():
        found.happened[kind] += 1
        if change in told:
            found.found[kind] += 1
        else:
            hint = _is_named(change, proposed.proposals)
            found.named[kind] += hint
            notes.append(f"missed{' (named)' if hint else ''}: {kind} {change[1]}")
    for change in told:
        if change not in expected:
            found.wrong[change[0]] += 1
            notes.append(f"wrong: {change[0]} {change[1]} [{told[change].confidence}]")
    return found, notes


def _expected(truth: Truth, units: dict[str, str]) -> Iterator[tuple[Change, str]]:
    def name(named: Named) -> str:
        return _name(units.get(named[0], named[0]), named[1])

    for one in truth.added:
        yield ("added", name(one)), "added"
    for one in truth.dropped:
        yield ("dropped", name(one)), "dropped"
    for (old, new), how in truth.renamed.items():
        if _squeeze(old[1]) != _squeeze(new[1]):
            yield ("renamed", f"{name(old)} → {name(new)}"), f"renamed ({how})"
    for old, parts in truth.split:
        yield ("split", f"{name(old)} → {_all(map(name, parts))}"), "split"
    for parts, new in truth.merged:
        yield ("merged", f"{_all(map(name, parts))} → {name(new)}"), "merged"
    for old, new in truth.moved:
        yield ("moved", f"{name(old)} → {name(new)}"), "moved"
    for kind, pairs in truth.units.items():
        for before, after in pairs:
            label = f"{before} → {after}" if before and after else before or after
            yield (f"unit-{kind}", _squeeze(label)), f"unit-{kind}"
    for source, target in truth.codes:
        yield ("reclassified", f"{source} → {target}"), "reclassified"


_UNIT_KINDS = {"unit-renamed": "unit-renamed", "unit-added": "unit-joined", "unit-dropped": "unit-left"}


def _names(truth: Truth) -> Iterator[str]:
    yield from (name for _, name in (*truth.added, *truth.dropped))
    yield from (old[1] for old, _ in truth.split)
    yield from (new[1] for _, new in truth.merged)


def _told(one: Proposal, units: dict[str, str], joined: set[str]) -> Iterator[Change]:
    """`joined` are names that have a mark within which stands between names elsewhere."""
    unit = units.get(one.unit, one.unit)
    sides = [
        [_name(unit, name) for name in ([side] if _squeeze(side) in joined else side.split("、"))]
        for side in one.label.split(" → ")
    ]
    if one.kind in _UNIT_KINDS:
        yield _UNIT_KINDS[one.kind], _squeeze(one.label)
    elif one.kind == "moved":
        old, new = one.label.split(" → ")
        yield "moved", f"{_squeeze(old)} → {_squeeze(re.sub('^[^/]*', lambda m: units.get(m[0], m[0]), new))}"
    elif one.kind in ("added", "dropped"):
        yield one.kind, _name(unit, one.label)
    elif one.kind in ("renamed", "split", "merged"):
        yield one.kind, f"{_all(sides[0])} → {_all(sides[1])}"
    elif one.kind == "reclassified":
        codes = re.findall(r"\d{7}", one.label)
        yield "reclassified", f"{codes[0]} → {codes[1]}"


def _is_named(change: Change, proposals: Iterable[Proposal]) -> bool:
    """Whether what happened stands among the alternatives of what is proposed of one who took part."""
    old, _, new = change[1].partition(" → ")
    after = [_squeeze(name.rpartition("/")[2]) for name in new.split("+")]
    for one in proposals:
        if new and _squeeze(one.label) in {name.rpartition("/")[2] for name in old.split("+")}:
            said = [_squeeze(str(value)) for said in one.alternatives for value in said.params.values()]
            if any(name in text for name in after for text in said):
                return True
    return False


def _name(unit: str, name: str) -> str:
    return f"{_squeeze(unit)}/{_squeeze(name)}"


def _all(names: Iterable[str]) -> str:
    return "+".join(sorted(names))


def _squeeze(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
