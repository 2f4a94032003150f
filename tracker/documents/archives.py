"""What is inside a file that is an archive, looked at before anything is unpacked: which format it is, and whether it
is whole, locked, or made to fill the memory."""

from __future__ import annotations

from io import BytesIO
from typing import Literal
from zipfile import BadZipFile, LargeZipFile, ZipFile

from ..model.errors import DocumentError, say

_MAX_ENTRIES = 5_000
_MAX_UNPACKED = 300_000_000
_MAX_PART = 100_000_000
_MAX_RATIO = 400
"""Text packs to a twentieth, a column of one number to a hundredth; what packs to less than this says nothing."""

Kind = Literal["xlsx", "docx", "xls"]


def kind_of_zip(data: bytes, file: str) -> Kind:
    """Raises DocumentError where it is damaged, locked, too large when unpacked, or no document that is read."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (BadZipFile, LargeZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise DocumentError(say("document.damaged", file=file, why=type(error).__name__)) from None
    names = {entry.filename.replace("\\", "/") for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise DocumentError(say("document.encrypted", file=file))
    if "xl/workbook.xml" in names:
        kind: Kind = "xlsx"
    elif "word/document.xml" in names:
        kind = "docx"
    else:
        raise DocumentError(say("document.other-format", file=file, format=_other(names)))
    large = [entry for entry in entries if entry.file_size > _MAX_PART and entry.filename.endswith((".xml", ".rels"))]
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    if large or len(entries) > _MAX_ENTRIES or unpacked > _MAX_UNPACKED or _is_bomb(packed, unpacked):
        raise DocumentError(say("document.unpacks-too-large", file=file, limit=_MAX_UNPACKED // 1_000_000))
    return kind


def _is_bomb(packed: int, unpacked: int) -> bool:
    return unpacked > 50_000_000 and unpacked > packed * _MAX_RATIO


def _other(names: set[str]) -> str:
    if any(name.startswith("xl/") and name.endswith(".bin") for name in names):
        return "xlsb"
    if "content.xml" in names:
        return "OpenDocument"
    if any(name.startswith("ppt/") for name in names):
        return "pptx"
    return "zip"


def kind_of_ole(data: bytes, file: str) -> Kind:
    """Raises DocumentError where it is locked, or no workbook."""
    names = [name.encode("utf-16-le") for name in ("EncryptedPackage", "WordDocument", "Workbook", "Book")]
    encrypted, word, *books = (name in data for name in names)
    if encrypted:
        raise DocumentError(say("document.encrypted", file=file))
    if not any(books):
        damaged = say("document.damaged", file=file, why="OLE2")
        raise DocumentError(say("document.other-format", file=file, format="doc") if word else damaged)
    return "xls"
