"""How long a key takes to the screen: fifty versions of the sample book, stepped through in a real terminal (tmux).

python -m benchmarks.screens [WIDTH HEIGHT]
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tracker.book import Book

ROOT = Path(__file__).parents[1]
_TMUX = ["tmux", "-L", "tracker-bench", "-f", "/dev/null"]
_STEPS = 50
_OPENINGS = 5


def tmux(*arguments: str) -> str:
    return subprocess.run([*_TMUX, *arguments], capture_output=True, text=True, check=False, timeout=30).stdout


def until(said: str, seconds: float = 20) -> float:
    """Seconds until the screen says something."""
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        if said in tmux("capture-pane", "-p", "-t", "s"):
            return time.perf_counter() - start
    raise TimeoutError(said)


_BARE = """from textual.app import App
from textual.widget import Widget
class One(Widget):
    def render(self): return "a bare app"
class Bare(App):
    def compose(self): yield One()
Bare().run()"""
"""What the framework takes by itself, with one line on an empty screen."""


def opened(command: str, said: str, width: int, height: int) -> float:
    """Runs the command; milliseconds to the first painted screen, which says something."""
    tmux("kill-server")
    time.sleep(0.5)
    tmux("new-session", "-d", "-s", "s", "-x", str(width), "-y", str(height), "-c", str(ROOT),
         "env LANG=C.UTF-8 LC_ALL=C.UTF-8 PS1='READY> ' bash --norc --noprofile")  # fmt: skip
    until("READY>")
    tmux("send-keys", "-t", "s", command, "Enter")
    return until(said) * 1000


def steps(screen: str) -> list[float]:
    """Milliseconds from each key to the screen that it leads to, there and back again."""
    tmux("send-keys", "-t", "s", screen, "$")
    until("| 行")
    time.sleep(1)
    version, spent = _newest(), list[float]()
    for key, way in (("[", -1), ("]", 1)):
        for _ in range(_STEPS // 2):
            version += way
            start = time.perf_counter()
            tmux("send-keys", "-t", "s", "-l", key)
            until(f" @{version} |")
            spent.append((time.perf_counter() - start) * 1000)
    return spent


def _newest() -> int:
    """The version that the status line shows."""
    found = re.search(r"^ @(\d+) \|", tmux("capture-pane", "-p", "-t", "s"), re.M)
    assert found
    return int(found[1])


def main() -> None:
    width, height = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (160, 45)
    poll = _poll()
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder)
        for name in ("events", "snapshots", "evidence"):
            shutil.copytree(ROOT / name, book / name)
        Book.open(book).close()  # makes book.db from the journal
        Path(folder, "bare.py").write_text(_BARE, encoding="utf-8")
        ours, bare = f"{sys.executable} -m tracker --book {book} --lang zh", f"{sys.executable} {folder}/bare.py"
        pairs = [
            (opened(bare, "a bare app", width, height), opened(ours, "单位:万元", width, height))
            for _ in range(_OPENINGS)
        ]
        alone, first = (statistics.median(pair[n] for pair in pairs) for n in (0, 1))
        print(f"{width}x{height}, from the command to the first screen, process and all: {first:.0f} ms, "
              f"{first / alone:.2f} of a bare app of the framework ({alone:.0f} ms)")  # fmt: skip
        _step_through(poll)
    tmux("kill-server")


def _step_through(poll: float) -> None:
    for screen, name in (("2", "table"), ("3", "diff"), ("5", "years")):
        spent = steps(screen)
        print(f"{name}: {_STEPS} versions with [ and ], key to screen: median {statistics.median(spent):.0f} ms, "
              f"worst {max(spent):.0f} ms (of which asking tmux: {poll:.0f} ms)")  # fmt: skip


def _poll() -> float:
    """What one look at the screen costs by itself, in ms."""
    tmux("new-session", "-d", "-s", "s", "-x", "80", "-y", "24", "cat")
    spent = []
    for _ in range(10):
        start = time.perf_counter()
        tmux("capture-pane", "-p", "-t", "s")
        spent.append(time.perf_counter() - start)
    tmux("kill-server")
    time.sleep(0.5)
    return statistics.median(spent) * 1000


if __name__ == "__main__":
    main()
