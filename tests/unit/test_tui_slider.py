"""The line of time: as wide as asked, every version in its place, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.tui.slider import column_of, slider, version_at


@given(st.data(), st.integers(60, 200), st.integers(1, 5000))
def test_29_the_line_is_as_wide_as_asked_and_a_click_finds_what_stands_there(
    data: st.DataObject, width: int, head: int
) -> None:
    version = data.draw(st.integers(1, head))
    mark = data.draw(st.none() | st.integers(1, head))
    line = slider(version, mark, data.draw(st.sets(st.integers(1, head), max_size=5)), head, width)
    assert sum(len(text) for text, _ in line) == width
    assert line[1][0] == f"[@{version}]"
    x = column_of(version, head, width)
    assert 0 <= x < width
    assert abs(version_at(x, head, width) - version) <= head / (width - 3) + 1
