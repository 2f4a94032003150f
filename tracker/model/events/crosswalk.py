"""The dated map of codes, units and projects between years: one year told in the terms of another."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field

from ..canonical import canonical
from ..desk import Desk
from ..errors import Message, Refused, say
from ..fields import Prose, Text, Weight
from ..names import Names
from ..state import Change
from ..vocabulary import MapKind, System
from .base import Effects, Event, Model, Place

_DIGITS: dict[System, tuple[int, ...]] = {"function": (3, 5, 7), "economic": (3, 5), "gov_economic": (3, 5)}


class CodeMap(Model):
    """One pair: what `from` was in the older year is, for its `weight`, `to` in the newer one. A code that is new has
    no `from`, one that ended no `to`. A map of 类 or 款 holds for all codes below that no map names themselves."""

    model_config = ConfigDict(serialize_by_alias=True)

    source: Annotated[Text | None, Field(alias="from")] = None
    target: Annotated[Text | None, Field(alias="to")] = None
    weight: Weight = "1"
    kind: MapKind
    basis: Prose | None = None


class CrosswalkAdopted(Event):
    """对照表: the map of one system from one year to a later one. A later adoption for the same years replaces it."""

    kind: Literal["CrosswalkAdopted"]
    v: Literal[1] = 1
    system: System
    from_year: Annotated[int, Field(ge=1949, le=2999)]
    to_year: Annotated[int, Field(ge=1949, le=2999)]
    maps: Annotated[tuple[CodeMap, ...], Field(min_length=1, max_length=20_000)]
    basis: Prose | None = None

    def decide(self, desk: Desk) -> Self:
        document = desk.revision.document
        if not self.basis and not (document and (document.number or document.title)):
            raise Refused("I14", say("refused.map-basis"))
        if self.from_year >= self.to_year:
            raise Refused("I14", say("refused.map-years", first=self.from_year, last=self.to_year))
        basis = self.basis or " ".join(filter(None, (document.number, document.title) if document else ()))
        stored = self.replaced(maps=tuple(self._resolved(pair, desk) for pair in self.maps), basis=basis)
        _require_shapes(stored.maps)
        _require_whole(stored.maps)
        return stored

    def _resolved(self, pair: CodeMap, desk: Desk) -> CodeMap:
        """The pair with ids for names. Raises Refused."""
        match self.system:
            case "unit":
                source, target = (ref and desk.unit(ref) for ref in (pair.source, pair.target))
            case "project":
                source, target = (ref and desk.project(ref) for ref in (pair.source, pair.target))
            case _:
                self._require_codes(pair)
                return pair
        return pair.replaced(source=source, target=target)

    def _require_codes(self, pair: CodeMap) -> None:
        digits = _DIGITS[self.system]
        codes = [code for code in (pair.source, pair.target) if code]
        for code in codes:
            if not (code.isascii() and code.isdigit() and len(code) in digits):
                raise Refused("I15", say("refused.map-code", value=code, digits="/".join(map(str, digits))))
        if len({len(code) for code in codes}) > 1:
            raise Refused("I15", say("refused.map-levels", source=pair.source, target=pair.target))

    def effects(self, place: Place) -> Effects:
        id = f"{self.system}/{self.from_year}-{self.to_year}"
        maps = canonical([pair.model_dump(exclude_none=True) for pair in self.maps]).decode()
        return Effects(
            changes=(Change("crosswalk", id, "maps", maps), Change("crosswalk", id, "basis", self.basis)),
        )

    def describe(self, names: Names) -> Message:
        years = {"first": self.from_year, "last": self.to_year}
        return say("event.CrosswalkAdopted", system=say(f"system.{self.system}"), count=len(self.maps), **years)


def _require_shapes(maps: tuple[CodeMap, ...]) -> None:
    """A pair stands once, and its kind says what the map does. Raises Refused."""
    pairs = Counter((pair.source, pair.target) for pair in maps)
    outward = Counter(source for source, _ in pairs)
    inward = Counter(target for source, target in pairs if source)
    ended = {source for source, target in pairs if not target}
    for pair in maps:
        source, target = pair.source, pair.target
        shown = {"source": source or "-", "target": target or "-"}
        if not source and not target:
            raise Refused("I14", say("refused.map-empty"))
        if pairs[source, target] > 1:
            raise Refused("I14", say("refused.map-twice", **shown))
        if Decimal(pair.weight) == 0:
            raise Refused("I14", say("refused.map-weight-zero", **shown))
        if source in ended and outward[source] > 1:
            raise Refused("I14", say("refused.map-ended", source=source))
        if pair.kind not in _kinds(source, target, outward[source], inward[target]):
            raise Refused("I14", say("refused.map-kind", kind=pair.kind, **shown))


def _kinds(source: str | None, target: str | None, outward: int, inward: int) -> set[MapKind]:
    """The kinds that a pair may have, given how many pairs lead out of its `from` and into its `to`."""
    if source is None:
        return {"new"}
    if target is None:
        return {"ended"}
    if outward == inward == 1:
        return {"same", "renamed"} if source == target else {"renamed", "moved"}
    return {kind for kind, count in (("split", outward), ("merged", inward)) if count > 1}  # type: ignore[misc] # the literals


def _require_whole(maps: tuple[CodeMap, ...]) -> None:
    """Σ weights of each `from` = 1, exactly. Raises Refused."""
    sums: dict[str, Decimal] = {}
    for pair in maps:
        if pair.source:
            sums[pair.source] = sums.get(pair.source, Decimal()) + Decimal(pair.weight)
    for source, total in sums.items():
        if total != 1:
            raise Refused("I14", say("refused.map-weights", source=source, total=str(total)))
