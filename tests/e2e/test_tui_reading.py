"""Documents that take long to read: the first screen says so, can be left at once, and keys are free afterwards."""

from __future__ import annotations

import shlex
import shutil
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.e2e.test_tui_terminal import ROOT, Terminal, terminal
from tests.support.small_documents import NEW, OLD, document
from tests.support.tui import press, screen_lines, screen_text
from tracker.book import FileBook
from tracker.documents import read as reading
from tracker.model.errors import DocumentError
from tracker.tui.documents_app import DocumentsApp
from tracker.tui.reader import Reader
from tracker.tui.reading_screen import ReadingScreen

__all__ = ["terminal"]
PDF = ROOT.parent / "shared" / "documents" / "wanli-2024.pdf"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, text in (("old", document(2023, OLD)), ("new", document(2024, NEW))):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return [str(tmp_path / "old.txt"), str(tmp_path / "new.txt")]


class Gate:
    """Holds back the reading of the newer document."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on, plain = threading.Event(), reading.read_document

        def slow(path: Path, **how: Any) -> object:  # Any: passed on
            if path.name == "new.txt":
                self.go_on.wait(10)
            return plain(path, **how)

        monkeypatch.setattr(reading, "read_document", slow)


async def until(pilot: Pilot[None], app: DocumentsApp, said: str) -> None:
    for _ in range(200):
        if said in screen_text(app):
            return
        await pilot.pause(0.02)
    pytest.fail(f"did not come:\n{screen_text(app)}")


async def test_while_documents_are_read_the_screen_says_how_far(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch)
    app = DocumentsApp(files, "zh")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, app, "读完 1/2")
        lines = screen_lines(app)
        assert "old.txt  读完" in lines[2]
        assert "new.txt  正在读" in lines[3]
        assert "Esc 或 q" in lines[-1]
        gate.go_on.set()
        await until(pilot, app, "单位:万元")
        assert "A old.txt  ->  B new.txt" in screen_lines(app)[1]
        await press(pilot, "j")
        assert app.state.screen == "diff"


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+c"])
async def test_reading_is_given_up_by_a_key(files: list[str], monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    gate = Gate(monkeypatch)
    app = DocumentsApp(files, "zh")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, app, "正在读")
        assert isinstance(app.screen, ReadingScreen)
        await pilot.press(key)
    gate.go_on.set()
    assert app.read is None
    assert app.failure is None


async def test_a_document_that_cannot_be_read_ends_it_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.4 nothing more")
    app = DocumentsApp([str(tmp_path / "x.pdf")], "zh")
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(500):
            if app.failure:
                break
            await pilot.pause(0.02)
    assert isinstance(app.failure, DocumentError)


async def test_judging_a_text_does_not_hold_the_keys(files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, plain = threading.Event(), Reader.linted

    def slow(reader: Reader, state: object) -> object:
        if threading.current_thread().name.startswith("reading"):
            go_on.wait(10)
        return plain(reader, state)  # type: ignore[arg-type]

    monkeypatch.setattr(Reader, "linted", slow)
    app = DocumentsApp(files, "zh")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, app, "单位:万元")
        await pilot.press("L")
        await until(pilot, app, "载入")
        await pilot.press("3")
        assert app.state.screen == "diff"
        await pilot.press("L")
        go_on.set()
        await until(pilot, app, "new.txt 文字挑错")


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed: no terminal to drive")
@pytest.mark.skipif(not PDF.exists(), reason=f"{PDF} is absent")
def test_reading_a_pdf_is_seen_and_left_at_once_in_a_terminal(terminal: Terminal) -> None:
    terminal.open(f"{shlex.quote(sys.executable)} -m tracker --lang zh {PDF} {PDF.with_name('wanli-2023.pdf')}")
    terminal.wait_for("wanli-2024.pdf  正在读")
    terminal.keys("q")
    start = time.monotonic()
    terminal.wait(lambda _: terminal.ask("alternate_on") == "0")
    terminal.wait(lambda text: text.rstrip().endswith("READY>"))
    assert time.monotonic() - start < 3
    assert "Traceback" not in terminal.screen("-S", "-100")


async def test_a_fault_after_the_reading_ends_the_program(files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(_: object) -> FileBook:
        raise KeyError("of the program")

    monkeypatch.setattr(FileBook, "of_read", faulty)
    app = DocumentsApp(files, "zh")
    with pytest.raises(KeyError, match="of the program"):
        await _wait(app)


async def _wait(app: DocumentsApp) -> None:
    async with app.run_test() as pilot:
        for _ in range(200):
            await pilot.pause(0.02)
