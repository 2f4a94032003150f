"""Strategies for budget lines: every nature, fund, kind of unit and code, "unclassified" included."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.support.checking import Names
from tracker.model.line import Line, derived_gov_economic
from tracker.model.vocabulary import BASIC, FISCAL_FUNDS, FUNDS, NATURES, UNCLASSIFIED

FUNCTIONS = (
    *("2010301", "2010350", "2010399", "2060599", "2080505", "2080506", "2100410", "2210201", "2120899"),
    *("2270101", "2300299", "2999901", UNCLASSIFIED),
)
ECONOMIC = (
    *("30101", "30108", "30109", "30113", "30201", "30212", "30217", "30228", "30231", "30302", "30307", "30701"),
    *("30901", "31002", "31003", "31013", "31201", "39999", UNCLASSIFIED),
)
_LEFT_OPEN = (UNCLASSIFIED, "501", "50201", "50502", "507", "59902")
"""What may be stated where the departmental code does not imply the government one."""


@st.composite
def lines(draw: st.DrawFn, names: Names) -> Line:
    """A line that needs no reason: its government code fits its unit's kind where the code implies one."""
    unit = draw(st.sampled_from(list(names.units)))
    nature = draw(st.sampled_from(NATURES))
    economic = draw(st.sampled_from(ECONOMIC))
    gov = derived_gov_economic(economic, names.unit_kind(unit))
    if gov == UNCLASSIFIED:
        gov = draw(st.sampled_from(_LEFT_OPEN))
    elif gov == "503":
        gov = draw(st.sampled_from(("503", "50301", "504")))
    return Line(
        2023,
        unit,
        "" if nature == BASIC else f"{unit}{draw(st.integers(0, 2))}",
        nature,
        draw(st.sampled_from(FISCAL_FUNDS) | st.sampled_from((*FUNDS, UNCLASSIFIED))),
        draw(st.sampled_from(FUNCTIONS)),
        economic,
        gov,
        draw(st.sampled_from((0, 0, 0, 2022, 2021))),
    )


def balances(names: Names, least_fen: int = 1) -> st.SearchStrategy[list[tuple[Line, int]]]:
    return st.lists(st.tuples(lines(names), st.integers(least_fen, 10**12)), max_size=25)
