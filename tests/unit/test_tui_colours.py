"""Checklist items 16 and 17: colours that can be read, told apart by everybody, and never needed."""

from __future__ import annotations

from itertools import product

import pytest
from rich.color import Color
from rich.style import Style

from tracker.tui.theme import DARK, LIGHT, styles

THEMES = {"dark": DARK, "light": LIGHT}
TONES = ("", "dim", "strong", "head", "inc", "dec", "add", "rem", "warn", "bad", "good", "word", "claim", "reason",
         "stale", "gap")  # fmt: skip
LINES = ("", "header", "total")
"""Kinds of lines that carry toned text; the cursor's lines have their own colour and drop the tone's."""
RGB = tuple[float, float, float]


def of_theme(name: str) -> dict[str, Style]:
    theme = THEMES[name]
    fields = ("primary", "foreground", "surface", "panel", "success", "warning", "error")
    variables = {field: str(getattr(theme, field)) for field in fields} | dict(theme.variables)
    return styles(variables, colour=True)


def rgb(color: Color | None, otherwise: str) -> RGB:
    triplet = (color or Color.parse(otherwise)).get_truecolor()
    return triplet.red, triplet.green, triplet.blue


def luminance(color: RGB) -> float:
    channels = [c / 255 for c in color]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: RGB, other: RGB) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("theme", "tone", "line"), list(product(THEMES, TONES, LINES)))
def test_16_every_tone_is_readable_on_every_line(theme: str, tone: str, line: str) -> None:
    of, known = THEMES[theme], of_theme(theme)
    base = known.get(line, Style())
    style = base + known.get(tone, Style())
    front = rgb(style.color, str(of.foreground))
    for ground in (str(of.background), str(of.surface), str(of.panel)) if not line else ("",):
        back = rgb(style.bgcolor, ground or str(of.background))
        assert contrast(front, back) >= 4.5


@pytest.mark.parametrize(("theme", "line"), list(product(THEMES, ("cursor", "cell", "header", "total"))))
def test_16_the_lines_of_the_cursor_are_readable(theme: str, line: str) -> None:
    of, style = THEMES[theme], of_theme(theme)[line]
    assert contrast(rgb(style.color, str(of.foreground)), rgb(style.bgcolor, str(of.background))) >= 4.5


MACHADO = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Machado, Oliveira and Fernandes (2009), full severity."""


def seen_by(eye: str, color: RGB) -> RGB:
    rows = MACHADO[eye]
    red, green, blue = (min(max(sum(w * c for w, c in zip(row, color, strict=True)), 0), 255) for row in rows)
    return red, green, blue


@pytest.mark.parametrize(("theme", "eye"), list(product(THEMES, MACHADO)))
def test_16_more_and_less_money_are_told_apart_by_every_eye(theme: str, eye: str) -> None:
    known = of_theme(theme)
    more, less = (seen_by(eye, rgb(known[tone].color, "#000000")) for tone in ("inc", "dec"))
    assert sum((a - b) ** 2 for a, b in zip(more, less, strict=True)) ** 0.5 >= 100


def test_15_without_colour_no_style_has_one() -> None:
    for style in styles({}, colour=False).values():
        assert style.color is None
        assert style.bgcolor is None
