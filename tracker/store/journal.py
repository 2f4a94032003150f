"""The journal: the log as text under events/, one revision a line, a file a fiscal year. Books live well in git so."""

from __future__ import annotations

import heapq
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..model.errors import CorruptBook, say

_LINE = re.compile(rb'\{"hash":"([0-9a-f]{64})","revision":(.*),"seq":([1-9]\d{0,14})\}', re.DOTALL)
_FILE = re.compile(r"\d{4}\.jsonl", re.ASCII)
_TAIL_BYTES = 65_536


class JournalLine(NamedTuple):
    seq: int
    hash: str
    body: bytes


Stamp = tuple[int, int]
"""Size and time of the last change, in nanoseconds."""


class Journal:
    """Reads and extends the files of one events/ folder. Who writes holds the book's write lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: dict[str, Stamp] = {}
        self._tails: dict[str, JournalLine] = {}
        self._whole: set[str] = set()
        """Files that were last written here, and so end with a whole line."""

    def files(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return sorted(path for path in self.folder.iterdir() if _FILE.fullmatch(path.name))

    def untouched(self) -> bool:
        """Whether folder and files are as they were when the tails were last read or written."""
        for path, stamp in self._seen.items():
            if _stamp(path) != stamp:
                return False
        return bool(self._seen)

    def tails(self) -> list[JournalLine]:
        """The last line of every file; remembered as long as nothing is touched."""
        if not self.untouched():
            files = self.files()
            lines = ((str(path), _last_line(path, path.stat().st_size)) for path in files)
            self._tails = {path: line for path, line in lines if line}
            self._seen = {str(path): _stamp(str(path)) for path in (self.folder, *files)}
            self._whole.clear()
        return list(self._tails.values())

    def last_seq(self) -> int:
        """The last seq of all files, 0 for an empty journal."""
        return max([line.seq for line in self.tails()], default=0)

    def lines(self, after: int = 0) -> Iterator[JournalLine]:
        """Every line after a seq, in log order across the files. Raises CorruptBook with file and line."""
        return heapq.merge(*(_read(path, after) for path in self.files()), key=lambda line: line.seq)

    def extend(self, revisions: Iterable[tuple[int, int, str, bytes]]) -> None:
        """Appends (seq, fiscal year, hash, body) to the files of their years, and flushes. The tails must be known."""
        by_year: dict[int, list[JournalLine]] = {}
        for seq, year, hash, body in revisions:
            by_year.setdefault(year, []).append(JournalLine(seq, hash, body))
        for year, lines in by_year.items():
            path = os.path.join(self.folder, f"{year}.jsonl")
            whole = path in self._whole
            if not whole:
                self.folder.mkdir(exist_ok=True)
                _mend(Path(path))
            self._whole.discard(path)
            with open(path, "ab") as file:
                file.write(b"".join(map(_line, lines)))
            self._whole.add(path)
            self._tails[path] = lines[-1]
            self._seen[path] = _stamp(path)
            if not whole:
                self._seen[str(self.folder)] = _stamp(str(self.folder))


def _stamp(path: str) -> Stamp:
    """What changes when a file is written to, or a folder gets or loses a file."""
    try:
        stat = os.stat(path)
    except FileNotFoundError:
        return 0, 0
    return stat.st_size, stat.st_mtime_ns


def _line(line: JournalLine) -> bytes:
    return b'{"hash":"%s","revision":%s,"seq":%d}\n' % (line.hash.encode(), line.body, line.seq)


def _read(path: Path, after: int) -> Iterator[JournalLine]:
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            line = _parse(raw)
            if line is None:
                if not raw.endswith(b"\n"):
                    return  # a writer was killed in the middle of this line; the log may have it whole
                raise CorruptBook(say("corrupt.journal-line", file=path.name, line=number))
            if line.seq > after:
                yield line


def _parse(raw: bytes) -> JournalLine | None:
    match = _LINE.fullmatch(raw.rstrip(b"\r\n"))
    return JournalLine(int(match[3]), match[1].decode(), match[2]) if match else None


def _last_line(path: Path, size: int) -> JournalLine | None:
    """The last whole line, found from the end of the file."""
    want = _TAIL_BYTES
    with path.open("rb") as file:
        while True:
            start = max(size - want, 0)
            file.seek(start)
            lines = file.read(size - start).splitlines(keepends=True)
            if lines and not lines[-1].endswith(b"\n") and not _parse(lines[-1]):
                lines.pop()
            if len(lines) > 1 or start == 0:
                break
            want *= 8
    if not lines:
        return None
    line = _parse(lines[-1])
    if line is None:
        with path.open("rb") as file:
            raise CorruptBook(say("corrupt.journal-line", file=path.name, line=sum(1 for _ in file)))
    return line


def _mend(path: Path) -> None:
    """Cuts off a line that a killed writer left half written, or ends one that lacks only its end, so that the next
    one starts a line of its own."""
    if not path.exists() or path.stat().st_size == 0:
        return
    with path.open("rb+") as file:
        size = end = file.seek(0, os.SEEK_END)
        file.seek(size - 1)
        if file.read(1) == b"\n":
            return
        while end > 0:
            start = max(end - _TAIL_BYTES, 0)
            file.seek(start)
            newline = file.read(end - start).rfind(b"\n")
            if newline >= 0:
                end = start + newline + 1
                break
            end = start
        file.seek(end)
        if _parse(file.read()):
            file.write(b"\n")
        else:
            file.truncate(end)
