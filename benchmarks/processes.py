"""The rows that are whole processes: how long a command takes from start to end, and how much memory it holds."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from time import perf_counter

from .books import ROOT, SMALL, Bench, cached, copied, scratch
from .generator import BUSY, project_name
from .measure import Round, Sample, each, side_by_side
from .report import Figure, Target, at_most, milliseconds

ROUNDS = 11
DOCUMENTS = ROOT.parent / "shared" / "seed"
TRACKER = (sys.executable, "-m", "tracker")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "TRACKER_BY": "bench"}
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once, not at every start
_PYTHON_MS = 8
_MOST_MEMORY = """
import os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, 1, 0)])
_, status, usage = os.wait4(pid, 0)
print(usage.ru_maxrss if os.waitstatus_to_exitcode(status) == 0 else -1)
"""
"""Run as a process of its own: a child's peak begins with the size of what started it, and this one is small."""


def start_up(bench: Bench) -> Iterator[Figure]:
    """Commands on a book of the size of one department; the bare interpreter beside them."""
    book = cached(SMALL)
    commands: dict[str, tuple[tuple[str, ...], float]] = {
        "tracker --version": (("--version",), 80),
        "tracker show 5": (("--book", str(book), "show", "5"), 200),
        "tracker log": (("--book", str(book), "log"), 200),
    }
    works: dict[str, Round] = {name: each(_run(arguments)) for name, (arguments, _) in commands.items()}
    works["python"] = each(_python)
    samples = side_by_side(works, ROUNDS)
    for name, (_, limit) in commands.items():
        yield Figure(
            "start", f"process, {SMALL.lines:,} lines", unit="ms", command=name, raw=samples["python"].median * 1e3,
            targets=_within(samples[name], samples["python"], limit), **milliseconds(samples[name]),
        )  # fmt: skip
    yield from _import()


def _within(sample: Sample, python: Sample, limit: float) -> tuple[Target, ...]:
    """The limit in milliseconds, and as a multiple of the bare interpreter, which took 8 ms where it was set."""
    value, times = sample.median * 1e3, sample.times_of(python)
    return (
        at_most(value, limit, f"{limit:g} ms"),
        at_most(times, limit / _PYTHON_MS, f"{limit / _PYTHON_MS:g} × python ({times:.1f})"),
    )


def _import() -> Iterator[Figure]:
    """The real document, each time into a new book."""
    documents = sorted(DOCUMENTS.glob("*.txt")) if DOCUMENTS.is_dir() else []
    if not documents:
        return
    with scratch() as folder:
        books = (folder / f"book-{n}" for n in range(ROUNDS))

        def work() -> float:
            book = str(next(books))
            _run(("init", book))()
            start = perf_counter()
            _run(("--book", book, "import", str(documents[0]), "--adopt"), codes=(0, 1))()
            return perf_counter() - start

        samples = side_by_side({"import": work, "python": each(_python)}, ROUNDS)
    sample, python = samples["import"], samples["python"]
    yield Figure(
        "import", "process, a real document", unit="ms", command="tracker import DOCUMENT --adopt",
        raw=python.median * 1e3, targets=_within(sample, python, 400), **milliseconds(sample),
    )  # fmt: skip


def _python() -> None:
    subprocess.run([sys.executable, "-c", ""], check=True)


def memory(bench: Bench) -> Iterator[Figure]:
    """The most memory that a command holds on the large book, and how long it takes."""
    if not hasattr(os, "wait4"):
        return
    project = project_name(BUSY, 3)
    commands = (
        ("tracker log", ("log",)),
        ("tracker show 5", ("show", "5")),
        ("tracker show 12 --at HEAD~100", ("show", "12", "--at", "HEAD~100")),
        ("tracker diff HEAD~10", ("diff", "HEAD~10")),
        (f"tracker blame 12 {project}", ("blame", "12", project)),
        ("tracker verify", ("verify",)),
        ("tracker rebuild", ("rebuild",)),
    )
    with copied(bench.shape) as path:
        for name, arguments in commands:
            seconds, megabytes = _most_memory((*TRACKER, "--book", str(path), *arguments))
            assert megabytes > 0, f"{name} failed"
            yield Figure(
                "memory", f"{bench.shape.events:,} events, in {seconds:.1f} s", megabytes, "MB", name,
                targets=(at_most(megabytes, 150, "150 MB"),),
            )  # fmt: skip


def _most_memory(command: tuple[str, ...]) -> tuple[float, float]:
    """The seconds that a command takes and the most megabytes that it holds."""
    start = perf_counter()
    found = subprocess.run(
        [sys.executable, "-S", "-c", _MOST_MEMORY, *command],
        env=ENVIRONMENT, cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    seconds = perf_counter() - start
    kilobytes = int(found.stdout) / (1024 if sys.platform == "darwin" else 1)
    return seconds, kilobytes / 1024


def _run(arguments: tuple[str, ...], codes: tuple[int, ...] = (0,)) -> Callable[[], None]:
    def run() -> None:
        done = subprocess.run(
            [*TRACKER, *arguments], env=ENVIRONMENT, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        assert done.returncode in codes, done.stderr.decode(errors="replace")

    return run
