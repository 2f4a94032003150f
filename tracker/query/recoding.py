"""What became of last year's function codes in a later year's publication."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..model.errors import Message, say
from ..model.money import exact_wan
from ..model.vocabulary import System
from ..tables.spec import squeeze
from .aligning import Aligned
from .placing import codes_of_projects
from .proposals import Pair, Proposal, ProposalKind

_MOST_RIVALS = 3
_FUNCTION_DIGITS = 7


def proposed_codes(sides: Aligned, says: Callable[[System, str], bool]) -> Iterator[Proposal]:
    """Function codes that only one of the years spends on: where names say so, or the projects that go on, the old one
    most likely became a new one. `says` tells what the book has a map for already.

    Of a form without projects the others too: their amounts are its difference."""
    return _Codes(sides, says).proposals()


class _Codes:
    def __init__(self, sides: Aligned, says: Callable[[System, str], bool]) -> None:
        self._sides, self._says = sides, says

    def proposals(self) -> Iterator[Proposal]:
        sides = self._sides
        role = "spending-by-function"
        leaves = set(sides.leaves("spending-by-function")) if role in sides.roles else set()
        first = sides.columns("spending-by-function")[:1]
        cells = {
            k: (a, b) for k, label, a, b in sides.cells("spending-by-function") if k in leaves and [label] == first
        }
        ended = {code: a for code, (a, b) in cells.items() if a and not b and len(code) == _FUNCTION_DIGITS}
        begun = {code: b for code, (a, b) in cells.items() if b and not a and len(code) == _FUNCTION_DIGITS}
        names = {code: self._code_name(code) for code in cells}
        items = {code[:5]: [c for c in (*ended, *begun) if c[:5] == code[:5]] for code in ended}
        alone = "projects-by-unit" not in sides.roles
        moved = {} if alone else self._moved_projects()
        for code, fen in ended.items():
            if self._says("function", code):
                continue
            pair = items[code[:5]] if len(items[code[:5]]) == 2 else []
            into = [o for o, amount in begun.items() if _alike(names, code, o) or amount == fen or o in pair]
            named = [other for other in into if _alike(names, code, other)]
            targets = moved.get(code, {})
            if len(named) == 1 and sum(_alike(names, other, named[0]) for other in ended) == 1:
                target, why = named[0], say("propose.why.same-code-name", name=names[code])
            elif len(targets) == 1:
                ((target, projects),) = targets.items()
                why = say("propose.why.projects-moved", projects="、".join(projects), code=target)
            elif len(pair) == 2 and _near(fen, begun.get(pair[1], 0)):
                target, why = pair[1], say("propose.why.only-pair", item=pair[1][:5])
            else:
                rest = tuple(self._may_be(o, names, cells[o][1]) for o in dict.fromkeys((*into, *targets)))
                only = (say("propose.why.only-before"),)
                yield _of_code("code-dropped", f"{code} {names[code]}", fen, 0, only, rest[:_MOST_RIVALS], alone)
                continue
            begun.pop(target, None)
            yield self._moved(code, target, names, (fen, cells[target][1]), why, alone)
        for code, fen in begun.items():
            only = (say("propose.why.only-after"),)
            yield _of_code("code-added", f"{code} {names[code]}", 0, fen, only, (), alone)
        if alone:
            for code, (a, b) in cells.items():
                if a and b:
                    kind: ProposalKind = "same" if a == b else "up" if b > a else "down"
                    only = (say("propose.why.amounts"),)
                    yield _of_code(kind, f"{code} {names[code]}", a, b, only, (), alone)

    def _moved_projects(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """By the code that a project stood under and that under which it goes on the names of those projects, as far as
        the sums of the codes tell."""
        sides = self._sides
        old, new = codes_of_projects(sides.before), codes_of_projects(sides.after)
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for key, code in old.items():
            into = new.get(sides.key_after(key)) if key in sides.projects_after else None
            if into:
                targets = found.setdefault(code, {})
                targets[into] = (*targets.get(into, ()), sides.projects_before[key])
        return found

    def _moved(
        self, source: str, target: str, names: Mapping[str, str], amounts: tuple[int, int], why: Message, alone: bool
    ) -> Proposal:
        same = amounts[0] == amounts[1]
        whys = (why, say("propose.why.equal-codes-years", amount=exact_wan(amounts[0]))) if same else (why,)
        rest = (say("propose.or.codes-apart", before=source, after=target),)
        return Proposal(
            "reclassified", f"{source} → {target} {names[target]}", "", *amounts, "likely" if same else "possible",
            whys, rest, pairs=(Pair("function", source, target, "moved"),), axis="project" if alone else "code",
        )  # fmt: skip

    def _may_be(self, code: str, names: Mapping[str, str], fen: int) -> Message:
        return say("propose.or.code", code=f"{code} {names[code]}", amount=exact_wan(fen))

    def _code_name(self, code: str) -> str:
        naming = self._sides.after.naming, self._sides.before.naming
        return naming[0].code_name("function", code) or naming[1].code_name("function", code)


def _of_code(
    kind: ProposalKind,
    label: str,
    before: int,
    after: int,
    why: tuple[Message, ...],
    rest: tuple[Message, ...],
    alone: bool,
) -> Proposal:
    return Proposal(kind, label, "", before, after, "certain", why, rest, axis="project" if alone else "code")


def _near(before: int, after: int) -> bool:
    return before <= 2 * after and after <= 2 * before


def _alike(names: Mapping[str, str], code: str, other: str) -> bool:
    return bool(names[code]) and squeeze(names[code]) == squeeze(names[other])
