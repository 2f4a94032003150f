"""A text document in every format that LibreOffice and Chromium make of it, read and compared: `make convert`.

The text itself, and pages of HTML with real tables, with and without borders, which stand for a document made with a
word processor; PDF with its tags and without. Ends with 1 where any reading differs from that of the text; a program
that is not installed is left out and named.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.support.differences import differences
from tests.support.pages import page_of
from tracker.documents.read import read_document
from tracker.messages import render
from tracker.model.errors import DocumentError

DOCUMENTS = Path(__file__).parents[2].parent / "shared" / "seed"
_OFFICE = (
    ("text.txt", "", "docx"),
    ("text.txt", "", "html"),
    ("text.txt", "", "pdf"),
    ("text.csv", "CSV:9,34,76,1,,0,false,false", "xlsx"),
    ("text.csv", "CSV:9,34,76,1,,0,false,false", "xls"),
    ("page.html", "HTML (StarWriter)", "docx:MS Word 2007 XML"),
    ("page.html", "HTML (StarCalc)", "xlsx:Calc MS Excel 2007 XML"),
    ("page.html", "HTML (StarCalc)", "xls:MS Excel 97"),
    ("page.html", "HTML (StarCalc)", "csv:Text - txt - csv (StarCalc):44,34,76"),
    ("page.docx", "", "html"),
    ("page.docx", "", "pdf"),
    ("lines.html", "HTML (StarWriter)", "odt:writer8"),
    ("lines.odt", "", "pdf"),
)
"""File, the filter that it is opened with, the format that it is saved in; what is made of the page may be a source."""

_CHROMIUM = ("text.txt", "page.html")
_PLAIN = "td, th { font-size: 9pt } td.amount { text-align: right }"
_PADDED = f"td, th {{ padding: 2px }} {_PLAIN}"
_STYLES = {
    "bare": "",
    "lines": f"table {{ border-collapse: collapse; width: 100% }} td, th {{ border-bottom: 1px solid }} {_PADDED}",
    "frame": f"table {{ border-collapse: collapse; width: 100%; border: 1px solid }} {_PADDED}",
    "tight": f"table {{ width: 100%; border-spacing: 0 }} td, th {{ padding: 0 }} {_PLAIN}",
    "fixed": f"table {{ width: 100%; table-layout: fixed }} {_PLAIN}",
    "zebra": "td, th { font-size: 9pt; text-align: center } tr:nth-child(even) { background: #ddd }"
    " * { print-color-adjust: exact }",
    "wide": f"@page {{ size: A4 landscape }} table {{ width: 100% }} {_PLAIN}",
}
"""Pages whose tables have no rules around their cells, by their CSS."""

_UNTAGGED = ("bare", "lines", "frame", "zebra", "wide")
"""Those that are read as well where the PDF has no tags: cells are white enough apart."""
_PATIENCE = 120


def main() -> int:
    found = sorted(DOCUMENTS.glob("*.txt"))
    if not found:
        print(f"{DOCUMENTS} is absent: nothing was converted")
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = found[0].read_text("utf-8")
        for file in ("text.txt", "text.csv"):
            (folder / file).write_text(text, "utf-8")
        (folder / "page.html").write_text(page_of(text), "utf-8")
        for name, style in _STYLES.items():
            (folder / f"{name}.html").write_text(page_of(text, style), "utf-8")
        _, expected = read_document(folder / "text.txt")
        failed = 0
        for made in (folder / "page.html", *_office(folder), *_chromium(folder)):
            started = time.perf_counter()
            try:
                lines = differences(expected, read_document(made)[1])
            except DocumentError as error:
                lines = [render(message, "en") for message in error.messages]
            failed += bool(lines)
            seconds = time.perf_counter() - started
            print(f"{made.relative_to(folder)}: {'differs' if lines else 'the same'}, {seconds:.1f} s")
            print("".join(f"  {line[:300]}\n" for line in lines), end="")
    return 1 if failed else 0


def _office(folder: Path) -> Iterator[Path]:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        print("LibreOffice is not installed: left out")
        return
    for source, opened, saved in _OFFICE:
        kind = saved.partition(":")[0]
        file, target = folder / source, folder / f"office-{source.replace('.', '-')}"
        if not file.exists():
            file = next(folder.glob(f"office-*-html/{source}"))
        options = [f"--infilter={opened}"] if opened else []
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        _run([program, profile, "--headless", *options, "--convert-to", saved, "--outdir", str(target), str(file)])
        if kind != "odt":
            yield target / f"{file.stem}.{kind}"


def _chromium(folder: Path) -> Iterator[Path]:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        print("Chromium is not installed: left out")
        return
    for source in (*_CHROMIUM, *(f"{name}.html" for name in _STYLES)):
        target = folder / f"chromium-{source.replace('.', '-')}.pdf"
        _run([program, "--headless", "--no-sandbox", f"--print-to-pdf={target}", str(folder / source)])
        yield target
        if source.partition(".")[0] in _UNTAGGED:
            untagged = folder / f"{target.stem}-untagged.pdf"
            untagged.write_bytes(target.read_bytes().replace(b"/StructTreeRoot", b"/NoStructure___"))
            yield untagged


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, timeout=_PATIENCE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
