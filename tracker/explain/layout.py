"""An explanation as a document: plain text, whose line numbers are those of its claims, or Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .explanation import Explanation
from .marks import SectionText

_NUMERALS = "一二三四五六七八九"


def as_text(explanation: Explanation) -> Iterator[str]:
    """The lines of the document; the cells of a table are parted by tabs."""
    yield explanation.title
    for section in explanation.sections:
        yield from ("", heading(section), *section.text.split("\n"))


def as_markdown(explanation: Explanation) -> Iterator[str]:
    yield f"# {explanation.title}"
    for section in explanation.sections:
        yield from ("", f"## {heading(section)}", "", *_paragraphs(section.text.split("\n")))


def heading(section: SectionText) -> str:
    return f"{_numeral(section.number)}、{section.title}"


def _numeral(n: int) -> str:
    tens, ones = divmod(n, 10)
    ten = ("" if tens < 2 else _NUMERALS[tens - 1]) + ("十" if tens else "")
    return ten + (_NUMERALS[ones - 1] if ones else "")


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    in_table = False
    for line in lines:
        if "\t" not in line:
            in_table = False
            yield from (line, "")
            continue
        cells = [cell.replace("|", "\\|") for cell in line.split("\t")]
        yield f"| {' | '.join(cells)} |"
        if not in_table:
            in_table = True
            yield f"|{' --- |' * len(cells)}"
