"""The formats that documents come in, told apart by their bytes and not by their names; each gives lines.

What a library takes apart is read in another process, bounded in time and memory (worker.py); text is read here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal

from ..model.errors import DocumentError, say
from .decode import MAX_BYTES, decode
from .lines import Line, lines_of

Format = Literal["pdf", "xlsx", "xls", "docx", "html", "text"]

_HEAD = 4096
_ZIP = b"PK\x03\x04", b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|div|p|style)\b",
    re.I | re.S,
)
_XML = re.compile(rb"\s*<\?xml\b")
_BIFF = (b"\x09\x08", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")
"""Workbooks of before 1997 are no archives."""

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_OTHERS = {b"{\\rtf": "rtf", b"Rar!": "rar", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip"}
_MHTML = re.compile(rb"(?:MIME-Version|From|Content-Type):[^\n]*\n(?:.*\n)*?Content-Type:\s*multipart/related", re.I)


def lines_of_bytes(data: bytes, file: str) -> tuple[Line, ...]:
    """The lines of a document. Raises DocumentError where it cannot be read."""
    if len(data) > MAX_BYTES:
        raise DocumentError(say("document.too-large", file=file, limit=MAX_BYTES // 1_000_000))
    format = format_of(data, file)
    if format == "text":
        return _text_lines(data, file)
    from .worker import bounded

    return bounded(_READERS[format], data, file)


def is_by_sight(data: bytes) -> bool:
    """Whether the cells of a document are read off how its pages look. Nobody can mend such a file."""
    return b"%PDF-" in data[:1024]


def format_of(data: bytes, file: str) -> Format:
    """Raises DocumentError where it is a format that is not read, or one that is damaged."""
    head = data[:_HEAD]
    if is_by_sight(head):
        return "pdf"
    if head.startswith(_ZIP):
        from .archives import kind_of_zip

        return kind_of_zip(data, file)
    if head.startswith(_OLE):
        from .archives import kind_of_ole

        return kind_of_ole(data, file)
    if head.startswith(_BIFF):
        return "xls"
    text = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe<", b"\xfe\xff\x00<")):
        text = head[2:].replace(b"\x00", b"")
    if _HTML.match(text):
        return "html"
    _refuse_others(text, file)
    return "text"


def _refuse_others(head: bytes, file: str) -> None:
    if head.startswith(_PICTURES) and b"\x00" in head:
        raise DocumentError(say("document.no-text-layer", file=file))
    found = next((format for magic, format in _OTHERS.items() if head.startswith(magic)), "")
    found = found or ("mhtml" if _MHTML.match(head) else "xml" if _XML.match(head) else "")
    if found:
        raise DocumentError(say("document.other-format", file=file, format=found))


def _text_lines(data: bytes, file: str) -> tuple[Line, ...]:
    text = decode(data, file)
    if "," in text or ";" in text or '"' in text:
        from .delimited import delimited_lines, delimiter_of

        if delimiter := delimiter_of(text):
            return delimited_lines(text, delimiter, file)
    return tuple(lines_of(text))


def _pdf(data: bytes, file: str) -> tuple[Line, ...]:
    from .pdf import pdf_lines

    return pdf_lines(data, file)


def _xlsx(data: bytes, file: str) -> tuple[Line, ...]:
    from .xlsx import xlsx_lines

    return xlsx_lines(data, file)


def _xls(data: bytes, file: str) -> tuple[Line, ...]:
    from .xls import xls_lines

    return xls_lines(data, file)


def _docx(data: bytes, file: str) -> tuple[Line, ...]:
    from .docx import docx_lines

    return docx_lines(data, file)


def _html(data: bytes, file: str) -> tuple[Line, ...]:
    from .html import html_lines

    return html_lines(data, file)


_READERS: Mapping[Format, Callable[[bytes, str], tuple[Line, ...]]] = {
    "pdf": _pdf, "xlsx": _xlsx, "xls": _xls, "docx": _docx, "html": _html,
}  # fmt: skip
"""Each imports its library where it runs, in the other process."""
