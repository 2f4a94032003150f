"""The papers that revisions are recorded under: read where a revision file names them, to be kept as evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..model.canonical import digest
from ..model.errors import DocumentError, say
from .decode import MAX_BYTES, read_file

if TYPE_CHECKING:
    from ..model.revision import Revision


class Originals:
    """The files beside a revision file, each read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, bytes] = {}

    def of(self, revision: Revision, where: str) -> tuple[Revision, bytes | None]:
        """The revision with the name and the digest of its document's file, and the file. A document that carries a
        digest already is left alone where no such file is at hand.

        Raises DocumentError where the file is not there, too large, or not the one of the digest."""
        document = revision.document
        if document is None or document.file is None:
            return revision, None
        path = self._folder / document.file
        if not path.is_file():
            if document.sha256:
                return revision, None
            raise DocumentError(say("record.original-missing", where=where, file=document.file))
        data = self._bytes(path)
        sha256 = digest(data)
        if document.sha256 not in (None, sha256):
            raise DocumentError(say("record.original-differs", where=where, file=document.file))
        return revision.replaced(document=document.replaced(file=path.name, sha256=sha256)), data

    def _bytes(self, path: Path) -> bytes:
        if path not in self._read:
            data = read_file(path)
            if len(data) > MAX_BYTES:
                raise DocumentError(say("document.too-large", file=path.name, limit=MAX_BYTES // 1_000_000))
            self._read[path] = data
        return self._read[path]
