"""Which printed lines are rows of a table where no rules say so: those with amounts in columns, and what is by them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .amounts import is_blank_amount, is_number
from .printed import PrintedLine, Word

WIDE = 0.8
"""White space of so many sizes of a character may part two columns, whatever stands beside it."""

_FAR = 3.0
"""So many sizes below a line another one belongs to something else."""

APART = re.compile(
    r"^(?:注|备注|说明)\s*[:：]|(?:^[(（]|(?<![(（]))单位(?:名称)?\s*[:：]|^表\s*\d+$|(?:表|表[（(].{1,30}[）)])$"
)
"""Lines around a table that are no part of it, though they may stand close: notes, titles and what names the unit."""

_LABEL = re.compile("[^，。；：！？]{1,25}(?<![为是共约到])")
_SENTENCE = re.compile("^.{12,}[。：；]$")
_DECIMAL = frozenset(".,")


def is_wide(line: PrintedLine) -> bool:
    return len(line.words) > 1 and max(line.gaps) >= WIDE


def glued(line: PrintedLine) -> PrintedLine:
    """The line with words that only a space parts as one, but for amounts: a space stands in a name, not between
    columns."""
    words: list[Word] = []
    for word in line.words:
        before = words[-1] if words else None
        together = before and word.spaced and word.cell == before.cell
        if before and together and word.x0 - before.x1 < 0.6 * word.size and not _either_decimal(before, word):
            text = f"{before.text} {word.text}"
            words[-1] = replace(before, text=text, x1=word.x1, size=max(before.size, word.size))
        else:
            words.append(word)
    return PrintedLine(tuple(words))


def _either_decimal(*words: Word) -> bool:
    return any(is_amount(word.text) and _DECIMAL & set(word.text) for word in words)


def is_amount(text: str) -> bool:
    return is_number(text) or (bool(text) and is_blank_amount(text))


def is_body(line: PrintedLine) -> bool:
    """Whether a line has amounts in columns, not in running text, where words follow a number closely."""
    amounts = len(standing_free(line))
    if not amounts or len(line.words) < 2:
        return bool(amounts) and "." in line.words[0].text
    if len(line.words) == 2 and "." in line.words[1].text and _LABEL.fullmatch(line.words[0].text):
        return True
    return max(line.gaps) >= WIDE or (amounts > 1 and amounts * 3 >= len(line.words) * 2)


def standing_free(line: PrintedLine) -> list[Word]:
    """The amounts of a line that stand beside another one, or after which it ends or has white space."""
    free: list[Word] = []
    gaps = [*line.gaps, WIDE]
    for n, word in enumerate(line.words):
        beside = line.words[max(n - 1, 0) : n + 2]
        if is_amount(word.text) and (gaps[n] >= 0.6 or any(is_amount(w.text) for w in beside if w is not word)):
            free.append(word)
    return free


def _is_table(lines: Sequence[PrintedLine]) -> bool:
    """Whether amounts stand below one another; of one line of them alone, whether it can be no other number."""
    rows = [standing_free(line) for line in lines if is_body(line)]
    if len(rows) == 1:
        return len(rows[0]) > 1 or "." in rows[0][0].text
    edges = [{(n, round(word.edges[n] / 2) + more) for word in row for n in (0, 1) for more in (0, 1)} for row in rows]
    common = Counter(edge for row in edges for edge in row)
    return sum(any(common[edge] > 1 for edge in row) for row in edges) * 2 >= len(rows)


def blocks(lines: Sequence[PrintedLine]) -> Iterator[tuple[int, int]]:
    """The first line of each table and the one after its last."""
    i, done = 0, 0
    left = min((line.left for line in lines), default=0.0)
    while i < len(lines):
        if not is_body(lines[i]):
            i += 1
            continue
        first = i
        while first > done and belongs(lines[first - 1], lines[first], left):
            first -= 1
        last = i
        while last + 1 < len(lines) and belongs(lines[last + 1], lines[last], left):
            last += 1
        if _is_table(lines[first : last + 1]):
            yield first, last + 1
        i = done = last + 1


def belongs(line: PrintedLine, neighbour: PrintedLine, left: float) -> bool:
    """Whether a line stands by the next one of a table as another one of it would, and is no sentence at the left."""
    size = min(line.size, neighbour.size)
    distance = max(line.top, neighbour.top) - min(line.bottom, neighbour.bottom)
    if distance > _FAR * size or max(line.size, neighbour.size) > 1.2 * size:
        return False
    if len(line.words) == 1 and _SENTENCE.search(line.text) and line.left < left + 2 * size:
        return False
    return not APART.search(line.text) or is_body(line)
