"""PDF files written by hand: text at places, rules, any number of pages; the characters as themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 600, 800
SIZE = 10
_MAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Same def /CMapType 2 def "
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange "
    b"endcmap end end"
)


@dataclass
class Paper:
    """One page. Places are in points from the top left; a character is as wide as its size, half of it in ASCII."""

    texts: list[tuple[float, float, float, str, int | None]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    shades: list[tuple[float, float, float, float]] = field(default_factory=list)

    def write(self, x: float, y: float, text: str, size: float = SIZE, *, content: int | None = None) -> None:
        """`content` is the number of the marked content that it is, which tags name."""
        self.texts.append((x, y, size, text, content))

    def shade(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A background."""
        self.shades.append((x0, y0, x1, y1))

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.rules.append((x0, y0, x1, y1))

    def grid(self, top: float, edges: Sequence[float], rows: Sequence[Sequence[str]], height: float = 20) -> float:
        """A table with rules around its cells; where it ends."""
        for n, row in enumerate(rows):
            for edge, cell in zip(edges, row, strict=False):
                self.write(edge + 2, top + n * height + 4, cell)
        bottom = top + len(rows) * height
        for n in range(len(rows) + 1):
            self.rule(edges[0], top + n * height, edges[-1], top + n * height)
        for edge in edges:
            self.rule(edge, top, edge, bottom)
        return bottom

    def content(self) -> bytes:
        parts = ["0.9 g"]
        parts += [f"{x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re f" for x0, y0, x1, y1 in self.shades]
        parts.append("0 g")
        for x, y, size, text, content in self.texts:
            at = x
            if content is not None:
                parts.append(f"/TD <</MCID {content}>> BDC")
            for char in text:
                parts.append(f"BT /F {size} Tf 1 0 0 1 {at:.2f} {HEIGHT - y - size:.2f} Tm <{ord(char):04X}> Tj ET")
                at += size / 2 if char.isascii() else size
            if content is not None:
                parts.append("EMC")
        parts += [f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S" for x0, y0, x1, y1 in self.rules]
        return "\n".join(parts).encode()


class Turned(Paper):
    """A page whose content is turned by a matrix of PDF."""

    def __init__(self, matrix: str) -> None:
        super().__init__()
        self.matrix = matrix

    def content(self) -> bytes:
        return b"q %s cm\n%s\nQ" % (self.matrix.encode(), super().content())


@dataclass(frozen=True, slots=True)
class Tagged:
    """A cell as tags name it: its content by page (from 0) and number, and over how many columns it reaches."""

    content: tuple[tuple[int, int], ...]
    columns: int = 1


def pdf_of(pages: Iterable[Paper], *, characters: bool = True, tags: Sequence[Sequence[Tagged]] = ()) -> bytes:
    """Without `characters` the file does not say what its glyphs mean. `tags` are the rows of its one table."""
    ascii_widths = " ".join(["500"] * 128)
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Same /Encoding /Identity-H /DescendantFonts [4 0 R]"
        + (b" /ToUnicode 5 0 R >>" if characters else b" >>"),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Same /DW 1000 /W [0 [" + ascii_widths.encode() + b"]]"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 6 0 R >>",
        _stream(_MAP),
        b"<< /Type /FontDescriptor /FontName /Same /Flags 4 /Ascent 850 /Descent -150 /FontBBox [0 -150 1000 850] >>",
    ]
    kids = []
    for page in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {len(objects) + 2} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        objects.append(_stream(page.content()))
    if tags:
        objects[0] = f"<< /Type /Catalog /Pages 2 0 R /StructTreeRoot {len(objects) + 1} 0 R >>".encode()
        objects.append(_structure(tags, kids))
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _assembled(objects)


def _structure(rows: Sequence[Sequence[Tagged]], pages: Sequence[str]) -> bytes:
    def cell(tagged: Tagged) -> str:
        kids = " ".join(f"<< /Type /MCR /Pg {pages[page]} /MCID {number} >>" for page, number in tagged.content)
        return f"<< /S /TD /K [{kids}] /A << /O /Table /ColSpan {tagged.columns} >> >>"

    table = " ".join(f"<< /S /TR /K [{' '.join(map(cell, row))}] >>" for row in rows)
    return f"<< /Type /StructTreeRoot /K [<< /S /Table /K [{table}] >>] >>".encode()


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _assembled(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table))
