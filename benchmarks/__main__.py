"""`python -m benchmarks`: which rows, on how large a book, and how to print them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator

from . import growth, keeping, processes, reading, writing
from .books import Bench
from .generator import Shape
from .report import Figure, print_header, print_json, print_table

ROWS: dict[str, Callable[[Bench], Iterator[Figure]]] = {
    "append": writing.append,
    "batch": writing.batch,
    "as-of": reading.as_of,
    "table": reading.tables,
    "diff": reading.diff,
    "blame": reading.blame,
    "verify": keeping.verify,
    "rebuild": keeping.rebuild,
    "bytes": keeping.weight,
    "memory": processes.memory,
    "start": processes.start_up,
    "growth": growth.growth,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measures the tracker.")
    parser.add_argument("--events", type=int, default=100_000, help="in-year events of the large book")
    parser.add_argument("--units", type=int, default=67, help="units of 300 lines each, at least 4")
    parser.add_argument("--rows", default=",".join(ROWS), help=f"some of {', '.join(ROWS)}")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a target is missed")
    options = parser.parse_args()
    names = options.rows.split(",")
    if unknown := [name for name in names if name not in ROWS]:
        parser.error(f"no such row: {', '.join(unknown)}; there are {', '.join(ROWS)}")
    if options.units < 4 or options.events < 10_000:
        parser.error("at least 4 units and 10,000 events, so that there is something to measure")
    bench = Bench(Shape(options.events, options.units))
    figures: list[Figure] = []
    for name in names:
        print(f"measuring {name}", file=sys.stderr, flush=True)
        figures.extend(ROWS[name](bench))
    if options.json:
        print_json(figures)
    else:
        print_header()
        print_table(figures)
    return 1 if options.strict and not all(figure.met for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
