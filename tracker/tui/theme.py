"""Colours. Blue is more money, orange less; red is only for what is wrong. Signs and marks say the same in text."""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.theme import Theme

DARK = Theme(
    name="tracker-dark",
    primary="#6cb6ff",
    secondary="#9aa7b4",
    accent="#6cb6ff",
    foreground="#e6e6e6",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    success="#8ccf7e",
    warning="#e0c15a",
    error="#ff7b72",
    dark=True,
    variables={
        "inc": "#6cb6ff",
        "dec": "#f0a14b",
        "add": "#c9a6ff",
        "faint": "#9a9a9a",
        "cursor-line": "#2a3f5f",
        "cursor-cell": "#e6e6e6",
        "cursor-cell-text": "#121212",
    },
)
LIGHT = Theme(
    name="tracker-light",
    primary="#0550ae",
    secondary="#57606a",
    accent="#0550ae",
    foreground="#1f2328",
    background="#ffffff",
    surface="#f3f4f6",
    panel="#e5e7eb",
    success="#116329",
    warning="#7d4e00",
    error="#b3261e",
    dark=False,
    variables={
        "inc": "#0550ae",
        "dec": "#9a4a00",
        "add": "#6639ba",
        "faint": "#5c6570",
        "cursor-line": "#cfe2ff",
        "cursor-cell": "#1f2328",
        "cursor-cell-text": "#ffffff",
    },
)

VARIABLES = dict(DARK.variables)
"""Fallbacks for themes of others, such as the one without colours."""

_TONES: dict[str, tuple[str, str]] = {
    "dim": ("faint", ""),
    "word": ("faint", ""),
    "strong": ("", "bold"),
    "head": ("primary", "bold"),
    "inc": ("inc", ""),
    "dec": ("dec", ""),
    "add": ("add", ""),
    "rem": ("faint", "strike"),
    "warn": ("warning", ""),
    "bad": ("error", "bold"),
    "good": ("success", ""),
    "claim": ("primary", "underline"),
    "reason": ("success", "underline"),
    "stale": ("warning", "underline"),
    "gap": ("error", "bold"),
}
_LINES: dict[str, tuple[str, str, str]] = {
    "header": ("foreground", "panel", "bold"),
    "total": ("foreground", "surface", "bold"),
    "cursor": ("foreground", "cursor-line", ""),
    "cell": ("cursor-cell-text", "cursor-cell", "bold"),
}
_LINES_WITHOUT_COLOUR = {
    "header": "bold underline",
    "total": "bold",
    "cursor": "reverse",
    "cell": "bold underline reverse",
}


def styles(variables: Mapping[str, str], *, colour: bool) -> dict[str, Style]:
    """The style of every tone and of every kind of line. Made here and not by style sheets: a hundred component
    classes would cost the first paint 100 ms. Without colour, attributes say the same."""
    if not colour:
        found = {tone: Style.parse(attributes or "none") for tone, (_, attributes) in _TONES.items()}
        return found | {name: Style.parse(text) for name, text in _LINES_WITHOUT_COLOUR.items()}
    found = {
        tone: Style.parse(f"{attributes} {variables[name] if name else ''}".strip() or "none")
        for tone, (name, attributes) in _TONES.items()
    }
    for name, (front, back, attributes) in _LINES.items():
        found[name] = Style.parse(f"{attributes} {variables[front]} on {variables[back]}".strip())
    return found


_ANSI = {
    "inc": "blue", "dec": "yellow", "add": "magenta", "head": "blue", "warn": "yellow", "bad": "red", "good": "green",
    "claim": "blue", "reason": "green", "stale": "yellow", "gap": "red",
}  # fmt: skip
"""Colours of the terminal's own palette, whose grounds nobody knows: lines are told apart by attributes."""


def ansi_styles() -> dict[str, Style]:
    """The styles of a terminal that keeps its own colours."""
    plain = styles({}, colour=False)
    return plain | {tone: plain[tone] + Style.parse(colour) for tone, colour in _ANSI.items()}


CSS = """
BookScreen { background: $background; color: $foreground; }
#tabs { background: $panel; }
#title { background: $surface; }
#banner { display: none; background: $panel; }
#status { background: $panel; }
#footer { background: $surface; color: $foreground; }
#words { height: 1fr; display: none; padding: 1 2; }
#search { height: 1; border: none; padding: 0 1; background: $panel; }
#side { width: 56; display: none; background: $surface; }
.-wide #side { display: block; }
.-wide #main { padding-left: 1; }
#middle, #main { height: 1fr; }
#small { display: none; height: 1fr; }
.-empty #body { display: none; }
.-empty #words { display: block; }
.-searching #footer { display: none; }
.-waiting #main { opacity: 50%; }
.-narrow #everything, .-short #everything { display: none; }
.-narrow #small, .-short #small { display: block; }
.-beside #main { layout: horizontal; }
.-beside #body, .-beside #words { width: 1fr; }
.-beside #detail { width: 58; padding-left: 1; background: $surface; }
Dialog { background: $background; color: $foreground; }
Dialog Entry { height: 1; border: none; padding: 0 1; background: $panel; }
Dialog TreeGrid { height: 1fr; }
.field { height: 1; }
.field Lines { width: 14; }
.field Entry { width: 1fr; }
#fields { height: auto; background: $surface; }
#pair { layout: vertical; height: 1fr; }
.-wide #pair { layout: horizontal; }
.document { height: 1fr; width: 1fr; }
.document Lines { background: $surface; }
HelpScreen { background: $background; }
ReasonScreen { background: transparent; align: center bottom; }
#box { height: auto; background: $panel; padding: 0 1; }
#reason { height: 4; border: none; background: $background; color: $foreground; }
"""
