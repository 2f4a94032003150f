"""What two sides can be chosen to be: bases, years, codes, and the points between which something is inferred."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..messages import text as said
from ..model.errors import NotFound
from ..query.compare import BASES, BasisKind
from . import moves
from .comparing import bases
from .palette import Choice
from .reader import Reader
from .view_state import MODES, ViewState


def sides_to_choose(reader: Reader, state: ViewState) -> tuple[Choice, ...]:
    """What the screen can be of: of proposals the points, else years and bases."""
    if state.screen == "proposals":
        return (*_pairs(reader, state),)
    there = state if state.screen in ("years", "bridge") else moves.show(state, "years")
    return (*_bases(reader, there), *_priors(reader, there), *_modes(reader, there))


def _bases(reader: Reader, state: ViewState) -> Iterator[Choice]:
    """Like with like, then every basis that can be had."""
    prior = reader.prior_year(state)
    if prior is None or reader.file_paths:
        return
    known: set[tuple[BasisKind | None, BasisKind | None]] = set()
    if prior == state.year:
        known |= {(kind, kind) for kind in BASES}
    for basis in ("", *(":".join(pair) for pair in bases(prior == state.year))):
        there = replace(state, basis=basis, spot="")
        try:
            ends = reader.years(there)
        except NotFound:
            continue
        if ends is None or (pair := (ends.new.kind, ends.old.kind)) in known:
            continue
        known.add(pair)
        new, old = (reader.word(f"tui.text.kind.{kind}") for kind in pair)
        label = reader.word("tui.choice.basis", year=state.year, prior=prior, new=new, old=old)
        hint = basis or reader.word("tui.choice.like")
        yield Choice(label, hint, there, f"{said('tui.key.basis', 'zh')} {said('tui.key.basis', 'en')} {basis}")


def _priors(reader: Reader, state: ViewState) -> Iterator[Choice]:
    """The other years that the shown one can be compared with; with itself what was spent with what was budgeted."""
    if reader.file_paths:
        return
    for year in reversed([year for year in reader.facts(state).years if year < state.year]):
        there = replace(state, prior=year, basis="", spot="")
        yield Choice(reader.word("tui.choice.prior", year=state.year, prior=year), *_written(f"--with {year}", there))
    if state.prior != state.year:
        there = replace(state, prior=state.year, basis="executed:adjusted", spot="")
        yield Choice(reader.word("tui.choice.itself", year=state.year), *_written("executed:adjusted", there))


def _written(option: str, there: ViewState) -> tuple[str, ViewState, str]:
    """A choice is found by its option, too."""
    return option, there, option


def _modes(reader: Reader, state: ViewState) -> Iterator[Choice]:
    for mode in MODES:
        if state.screen == "years" or mode != "lca":
            yield Choice(reader.word(f"tui.mode.{mode}"), *_written(f"--mode {mode}", replace(state, mode=mode)))
    if state.screen == "years":
        there = replace(state, uncarried=not state.uncarried)
        yield Choice(reader.word("tui.key.carried"), "C", there)


def _pairs(reader: Reader, state: ViewState) -> Iterator[Choice]:
    shown = reader.proposal_points(state)
    for source, target in dict.fromkeys(reader.pairs(state)):
        there = replace(state, source=source, target=target, picked=frozenset(), spot="")
        hint = reader.word("tui.choice.shown") if (source, target) == shown else ""
        yield Choice(f"{source} -> {target}", hint, there)
