"""How converters and pages cut a text: lines wrapped anywhere, page numbers in between, white space, full width."""

from __future__ import annotations

from random import Random

_WIDE = str.maketrans("0123456789.,%()", "０１２３４５６７８９．，％（）")
_HEADING = "一二三四五六七八九"


def lay_out(text: str, random: Random) -> str:
    """The same text, otherwise printed. Headings stay on a line of their own."""
    width = random.choice((0, 0, 17, 28, 40))
    wide = random.random() < 0.2
    spaced = random.random() < 0.3
    page = random.randint(1, 9)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if not paragraph or (paragraph[0] in _HEADING and paragraph[1:2] == "、"):
            lines += ["", paragraph, ""]
            continue
        shown = paragraph.translate(_WIDE) if wide else paragraph
        pieces = [shown[i : i + width] for i in range(0, len(shown), width)] if width else [shown]
        for piece in pieces:
            lines.append(f"  {piece} " if spaced else piece)
            if random.random() < 0.06:
                page += 1
                mark = random.choice((f"- {page} -", f"{page}", f"第 {page} 页 共 90 页", "", f"— {page} —"))
                lines += ["", mark, ""]
    return "\n".join(lines)
