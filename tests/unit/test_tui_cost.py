"""Checklist item 14: what a version step and a move of the cursor cost, in processor time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pytest
from textual.app import App, ComposeResult

from tracker.tui.grid import Grid, GridColumn, GridRow, shown
from tracker.tui.theme import CSS, DARK, VARIABLES
from tracker.tui.tree_grid import TreeGrid

SLACK = 3
"""How many times slower than the machine of the study this one may be, while others use it too."""


def _cells(i: int, version: int) -> tuple[str, ...]:
    return tuple(f"{(i * 37 + n * version) % 9999}.00" for n in range(10))


def grid(rows: int, version: int) -> Grid:
    name = GridColumn("名称", frozen=True, stretch=True, tree=True)
    amounts = (GridColumn(f"第{n}栏", right=True, least=10) for n in range(10))
    lines = (GridRow(f"r{i}", (f"机关事业单位基本养老保险{i}", *_cells(i, version)), level=i % 4) for i in range(rows))
    return Grid((name, *amounts), tuple(lines), pinned=True)


class Bare(App[None]):
    CSS = CSS

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return VARIABLES

    def compose(self) -> ComposeResult:
        self.register_theme(DARK)
        self.theme = DARK.name
        yield TreeGrid(id="body", cell_cursor=True)


def median_ms(act: Callable[[int], None], times: int) -> float:
    spent = []
    for n in range(times):
        start = time.process_time()
        act(n)
        spent.append(time.process_time() - start)
    return statistics.median(spent) * 1000


@pytest.mark.parametrize(("rows", "limit"), [(252, 40), (3000, 60)])
async def test_14_a_step_of_the_version_and_a_move_of_the_cursor_are_cheap(rows: int, limit: int) -> None:
    app = Bare()
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.pause()
        body = app.query_one(TreeGrid)
        versions = [grid(rows, n) for n in range(1, 8)]

        def paint() -> None:
            for y in range(body.size.height):
                body.render_line(y)

        def step(n: int) -> None:
            new = versions[n % len(versions)]
            body.show(new, shown(new), rows // 2, "第3栏")
            paint()

        def move(n: int) -> None:
            body.move(1 if n % 2 else -1)
            paint()

        step(0)
        assert median_ms(step, 10) <= limit * SLACK
        assert median_ms(move, 10) <= 12 * SLACK
