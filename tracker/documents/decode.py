"""Bytes of a text document to its text: the encodings in use, and nothing that could harm a terminal or a log."""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path

from ..model.errors import DocumentError, say

MAX_BYTES = 50_000_000
MAX_LINES = 100_000

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ENCODINGS = ("utf-8", "gb18030")
_OTHER_FORMATS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")

_ESCAPE = re.compile(r"\x1b(?:\[[0-?]{0,64}[ -/]{0,16}[@-~]|\][^\x07\x1b\n]{0,4096}(?:\x07|\x1b\\)|[ -/]{0,4}[0-~])?")
_NEWLINE = re.compile(r"\r\n|[\r\v\x85\u2028\u2029]")
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Control and format characters, surrogates and what is not a character; tab, line feed and form feed stay."""

_RADICAL = re.compile("[\u2f00-\u2fd5]")
"""Kangxi radicals: what fonts of PDF files leave in the place of plain characters."""
_MORE_RADICALS = str.maketrans(
    "\u2e8e\u2e92\u2e93\u2ea0\u2ec1\u2ec5\u2ec6\u2ec9\u2ecb\u2ed3\u2ed4\u2ed8\u2ed9\u2eda\u2edb"
    "\u2edc\u2edd\u2ee2\u2ee3\u2ee4\u2ee5\u2ee6\u2ee7\u2ee8\u2ee9\u2eea\u2eec\u2eee\u2ef0\u2f3e",
    "兀巳幺民虎见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙户",
)
"""Radicals that share the glyph of a simplified character, of which no normal form makes this."""


def read_file(path: Path) -> bytes:
    """The bytes of a file, of a longer one than may be read only so many that it shows. Raises DocumentError."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise DocumentError(say("document.unreadable", file=str(path), why=why)) from None


def decode(data: bytes, file: str, lines: int | None = MAX_LINES) -> str:
    """The text of at most so many lines, each ended by a line feed, without control characters and escape sequences.

    Raises DocumentError where it is empty, binary, in no known encoding, or too large to read in bounded time.
    """
    if len(data) > MAX_BYTES:
        raise DocumentError(say("document.too-large", file=file, limit=MAX_BYTES // 1_000_000))
    text = _text(data, file)
    if "\x00" in text:
        raise DocumentError(say("document.binary", file=file))
    text = _NEWLINE.sub("\n", text)
    if lines is not None and (found := text.count("\n")) > lines:
        raise DocumentError(say("document.too-long", file=file, lines=found, limit=lines))
    text = cleaned(text)
    if not text.strip():
        raise DocumentError(say("document.empty", file=file))
    return text


def cleaned(text: str) -> str:
    """The text without control characters and escape sequences, in plain characters; tabs, line feeds and form feeds
    stay."""
    text = _UNSAFE.sub("", _ESCAPE.sub("", text))
    text = _RADICAL.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text.translate(_MORE_RADICALS))
    return unicodedata.normalize("NFC", text)


def _text(data: bytes, file: str) -> str:
    if data.startswith(_OTHER_FORMATS):
        raise DocumentError(say("document.binary", file=file))
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], (encoding,), file)
    if b"\x00" in data[:65536]:
        raise DocumentError(say("document.binary", file=file))
    return _decoded(data, _ENCODINGS, file)


def _decoded(data: bytes, encodings: tuple[str, ...], file: str) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DocumentError(say("document.encoding", file=file))
