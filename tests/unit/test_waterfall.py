"""A waterfall fits its width whatever it is told, and its bars lead from one total to the next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tracker.cli.waterfall import WIDTH, Fall, waterfall

labels = st.text(alphabet="云平台运维abc 〔1〕", max_size=60)
fen = st.integers(-(10**12), 10**12)


def falls(start: int, steps: list[tuple[str, int]]) -> list[Fall]:
    rows, running = [Fall("2023", None, start)], start
    for label, delta in steps:
        running += delta
        rows.append(Fall(label, delta, running))
    return [*rows, Fall("2024", None, running)]


@given(fen, st.lists(st.tuples(labels, fen), max_size=8), st.sampled_from((60, WIDTH, 120)))
def test_every_line_fits(start: int, steps: list[tuple[str, int]], width: int) -> None:
    lines = waterfall(falls(start, steps), width)
    assert len(lines) == len(steps) + 2
    assert max(map(cell_len, lines)) <= width


def test_bars_show_where_the_money_went() -> None:
    lines = waterfall(falls(100_000_000, [("新增 云平台", 100_000_000), ("减少 培训", -50_000_000)]), 60)
    assert lines == [
        "2023                  100.00  ██████",
        "新增 云平台  +100.00  200.00        ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓",
        "减少 培训     -50.00  150.00                    ▒▒▒▒▒▒▒▒▒▒▒▒",
        "2024                  150.00  ██████████████████",
    ]


def test_what_cancelled_out_has_no_bar() -> None:
    assert "▓" not in waterfall(falls(5, [("持平 云平台", 0)]))[1]
