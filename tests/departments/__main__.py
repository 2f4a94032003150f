"""How well proposals agree with what happened to made-up departments: `python -m tests.departments [HOW MANY]`.

Prints by kind of change how often it happened, how often it was proposed, and how often something was that had not
happened. The departments are the same every time."""

from __future__ import annotations

import sys

from tests.departments.making import department
from tests.departments.printing import twelve
from tests.departments.scoring import Score
from tests.departments.trying import tried


def main(count: int) -> None:
    total, bridges, pairs = Score(), 0, 0
    for seed in range(count):
        for one in tried(department(seed, years=3), twelve):
            total.add(one.score)
            bridges, pairs = bridges + one.bridges, pairs + 1
    print(f"{count} departments of three years, {pairs} pairs of years, {bridges} bridges exact to the fen")
    print(f"{'':20} {'happened':>8} {'proposed':>8} {'named':>6} {'wrong':>6} {'recall':>7} {'precision':>9}")
    for kind in sorted(total.happened | total.wrong):
        counts = total.happened[kind], total.found[kind], total.named[kind], total.wrong[kind]
        rates = total.recall(kind), total.precision(kind)
        print("{:20} {:8} {:8} {:6} {:6} {:7.0%} {:9.0%}".format(kind, *counts, *rates))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
