"""Colours. Blue is more money, orange less; red is only for what is wrong. Signs and marks say the same in text."""

from __future__ import annotations

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

VARIABLES = {name: value for name, value in DARK.variables.items()}
"""Fallbacks for themes of others, such as the one without colours."""

_TONES = {
    "dim": "color: $faint;",
    "strong": "text-style: bold;",
    "head": "color: $primary; text-style: bold;",
    "inc": "color: $inc;",
    "dec": "color: $dec;",
    "add": "color: $add;",
    "rem": "color: $faint; text-style: strike;",
    "warn": "color: $warning;",
    "bad": "color: $error; text-style: bold;",
    "good": "color: $success;",
    "word": "color: $faint;",
}


def _tones(widget: str, prefix: str) -> str:
    return "\n".join(f"{widget} .{prefix}--{tone} {{ {style} }}" for tone, style in _TONES.items())


CSS = f"""
{_tones("TreeGrid", "tree-grid")}
{_tones("Lines", "lines")}
TreeGrid > .tree-grid--header {{ background: $panel; color: $foreground; text-style: bold; }}
TreeGrid > .tree-grid--total {{ background: $surface; text-style: bold; }}
TreeGrid > .tree-grid--cursor {{ background: $cursor-line; color: $foreground; }}
TreeGrid > .tree-grid--cell {{ background: $cursor-cell; color: $cursor-cell-text; text-style: bold; }}
TreeGrid:nocolor > .tree-grid--header {{ text-style: bold underline; }}
TreeGrid:nocolor > .tree-grid--cursor {{ text-style: reverse; }}
TreeGrid:nocolor > .tree-grid--cell {{ text-style: bold underline reverse; }}

BookScreen {{ background: $background; color: $foreground; }}
#tabs {{ background: $panel; }}
#title {{ background: $surface; }}
#status {{ background: $panel; }}
#footer {{ background: $surface; color: $foreground; }}
#words {{ height: 1fr; display: none; padding: 1 2; }}
#search {{ height: 1; border: none; padding: 0 1; display: none; background: $panel; }}
#side {{ width: 56; display: none; background: $surface; }}
.-wide #side {{ display: block; }}
#history-side {{ display: none; }}
#small {{ display: none; height: 1fr; }}
.-empty #body {{ display: none; }}
.-empty #words {{ display: block; }}
.-searching #search {{ display: block; }}
.-searching #status {{ display: none; }}
.-narrow #everything, .-short #everything {{ display: none; }}
.-narrow #small, .-short #small {{ display: block; }}
HelpScreen {{ background: $background; }}
"""
