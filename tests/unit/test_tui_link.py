"""Checklist item 13: a view as options of the command line, and back to the very same view."""

from __future__ import annotations

import click
from hypothesis import given
from hypothesis import strategies as st

from tracker.cli.viewing import tui_command
from tracker.tui.link import FLAGS, options, state_of
from tracker.tui.view_state import AXES, MODES, MONEY_UNITS, SCREENS, ViewState

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
STATES = st.builds(
    ViewState,
    year=st.integers(1949, 2999),
    version=st.integers(1, 10**6),
    screen=st.sampled_from(SCREENS),
    mark=st.none() | st.integers(0, 10**6),
    table=st.integers(1, 999),
    row=WORDS,
    column=WORDS,
    spot=WORDS,
    filter=WORDS,
    depth=st.integers(0, 3),
    folded=st.frozensets(WORDS, max_size=3),
    changed_only=st.booleans(),
    axis=st.sampled_from(AXES),
    standing=st.booleans(),
    ranked=st.booleans(),
    money=st.sampled_from(MONEY_UNITS),
    words=WORDS,
    prior=st.just(0) | st.integers(1949, 2999),
    basis=WORDS,
    mode=st.sampled_from(("", *MODES)),
    along=st.sampled_from(AXES),
    uncarried=st.booleans(),
    every=st.booleans(),
    source=WORDS,
    target=WORDS,
    picked=st.frozensets(WORDS, max_size=3),
)
ELSEWHERE = ViewState(2020, 3, "diff", mark=1, table=7, axis="unit", ranked=True, along="unit", basis="final:final")


def opened(said: tuple[str, ...]) -> ViewState:
    """The view that the command makes of these options."""
    context = click.Context(tui_command)
    tui_command.parse_args(context, list(said))
    return state_of(context.params, ELSEWHERE, lambda point: int(point.removeprefix("@")))


@given(STATES)
def test_13_a_view_to_options_and_back_is_the_same_view(state: ViewState) -> None:
    assert opened(options(state)) == state


def test_every_field_of_a_view_is_an_option() -> None:
    assert {flag.field for flag in FLAGS} == set(ViewState.__dataclass_fields__)
    written = {option for parameter in tui_command.params for option in parameter.opts}
    assert {flag.option for flag in FLAGS} <= written
