"""Every key of the terminal UI as data: what it does, how it is printed, where the footer shows it.

Bindings, footer and help are made from this one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .view_state import SCREENS, ScreenName

Action = Literal[
    "up", "down", "left", "right", "page-up", "page-down", "half-up", "half-down", "top", "bottom",
    "columns-left", "columns-right", "next-change", "previous-change", "next-open",
    "older", "newer", "milestone-back", "milestone-on", "first", "latest", "year-back", "year-on",
    "mark", "swap", "changed", "axis", "rank",
    "open", "blame-cell", "source", "before", "back", "forward",
    "history", "table", "diff", "blame", "years", "checks", "text", "lint", "ready", "bridge", "proposals", "search",
    "basis", "mode", "carried", "pick-all", "accept",
    "table-on", "table-back", "fold", "depth", "unfold", "unit",
    "record", "write", "confirm", "reverse", "approve", "reject", "tag",
    "copy", "export",
    "filter", "palette", "clear", "help", "refresh", "redraw", "quit",
]  # fmt: skip
"""What a key stands for. A screen's own name goes to that screen."""
Section = Literal["move", "time", "compare", "trace", "view", "write", "out", "find", "app"]
SECTIONS: tuple[Section, ...] = ("move", "time", "compare", "trace", "view", "write", "out", "find", "app")


@dataclass(frozen=True, slots=True)
class Key:
    """`keys` are characters or names of the framework, full-width aliases included; `printed` is what a reader sees.
    `footer`: the screens whose footer shows it, the most needed keys first in the table below."""

    action: Action
    keys: tuple[str, ...]
    printed: str
    section: Section
    footer: tuple[ScreenName, ...] = ()
    together: str = ""
    """How the footer prints it together with its opposite."""

    @property
    def short(self) -> str:
        return self.together or self.printed.split(" ")[0]


_ALL: tuple[ScreenName, ...] = SCREENS
_LETTERS: dict[ScreenName, str] = {
    "diff": "d", "lint": "L", "ready": "R", "bridge": "B", "proposals": "P", "search": "S"
}  # fmt: skip
"""Screens with a letter: beside their number, from the tenth on in its place."""


def number_of(name: ScreenName) -> str:
    """What a screen is called by among the others."""
    place = SCREENS.index(name) + 1
    return str(place) if place < 10 else _LETTERS[name]


def _to_screen(name: ScreenName) -> Key:
    number, letter = number_of(name), _LETTERS.get(name)
    keys = tuple(dict.fromkeys((letter, number) if letter else (number,)))
    footer: dict[ScreenName, tuple[ScreenName, ...]] = {
        "diff": ("history", "table", "blame"), "lint": ("diff",), "ready": ("text",), "bridge": ("years",),
        "search": ("history", "search"),
    }  # fmt: skip
    return Key(name, keys, " ".join(keys), "view", footer.get(name, ()))


KEYS: tuple[Key, ...] = (
    Key("open", ("enter",), "Enter", "trace", _ALL),
    Key("record", ("a",), "a", "write", ("history",)),
    Key("next-open", ("tab",), "Tab", "move", ("text",)),
    Key("write", ("E",), "E", "write", ("text", "proposals")),
    Key("confirm", ("Y",), "Y", "write", ("text",)),
    Key("older", ("[", "［", "【"), "[", "time"),
    Key("newer", ("]", "］", "】"), "]", "time", ("table", "diff", "blame", "checks", "text"), "[ ]"),
    *map(_to_screen, SCREENS),
    Key("accept", ("ctrl+s",), "^S", "write", ("proposals",)),
    Key("mark", ("space", "ideographic_space"), "Space", "compare", ("history", "table", "diff", "proposals")),
    Key("pick-all", ("*", "×"), "*", "compare", ("proposals",)),
    Key("basis", ("p",), "p", "compare", ("years", "bridge", "proposals")),
    Key("mode", ("m",), "m", "compare", ("years", "bridge")),
    Key("carried", ("C",), "C", "compare", ("years",)),
    Key("blame-cell", ("b",), "b", "trace", ("table", "diff", "years", "checks", "text", "bridge")),
    Key("source", ("o",), "o", "trace", ("blame", "lint")),
    Key("before", (",", "，"), ",", "trace", ("blame",)),
    Key("back", ("<", "＜", "《", "backspace"), "<", "trace", _ALL[1:]),
    Key("forward", (">", "＞", "》"), ">", "trace"),
    Key("table-on", ("t",), "t", "view", ("table", "years"), "t T"),
    Key("table-back", ("T",), "T", "view"),
    Key("axis", ("v",), "v", "compare", ("diff", "text", "years", "bridge", "proposals")),
    Key("swap", ("x",), "x", "compare", ("diff",)),
    Key("rank", ("s",), "s", "compare", ("diff",)),
    Key("changed", ("c",), "c", "compare", ("table", "checks", "text", "lint", "ready")),
    Key("filter", ("/", "／", "、"), "/", "find", _ALL),
    Key("palette", (":", "：", "ctrl+p"), ":", "find", _ALL),
    Key("clear", ("escape",), "Esc", "find"),
    Key("help", ("?", "？", "f1"), "?", "app", _ALL),
    Key("quit", ("q", "f10"), "q", "app", _ALL),
    Key("milestone-back", ("{", "｛", "「"), "{", "time"),
    Key("milestone-on", ("}", "｝", "」"), "}", "time"),
    Key("first", ("0", "^"), "0", "time"),
    Key("latest", ("$", "＄", "￥"), "$", "time"),
    Key("year-back", ("(", "（"), "(", "time"),
    Key("year-on", (")", "）"), ")", "time"),
    Key("up", ("k", "up"), "k ↑", "move"),
    Key("down", ("j", "down"), "j ↓", "move"),
    Key("left", ("h", "left"), "h ←", "move"),
    Key("right", ("l", "right"), "l →", "move"),
    Key("page-up", ("pageup", "ctrl+b"), "PgUp", "move"),
    Key("page-down", ("pagedown", "ctrl+f"), "PgDn", "move"),
    Key("half-up", ("ctrl+u",), "^u", "move"),
    Key("half-down", ("ctrl+d",), "^d", "move"),
    Key("top", ("g", "home"), "g Home", "move"),
    Key("bottom", ("G", "end"), "G End", "move"),
    Key("columns-left", ("H", "shift+left"), "H ⇧←", "move"),
    Key("columns-right", ("shift+right",), "⇧→", "move"),
    Key("next-change", ("n",), "n", "move"),
    Key("previous-change", ("N",), "N", "move"),
    Key("fold", ("f", "+", "-"), "f + -", "view"),
    Key("depth", ("z",), "z", "view"),
    Key("unfold", ("Z",), "Z", "view"),
    Key("unit", ("u",), "u", "view"),
    Key("reverse", ("U",), "U", "write"),
    Key("approve", ("A",), "A", "write"),
    Key("reject", ("X",), "X", "write"),
    Key("tag", ("M",), "M", "write"),
    Key("copy", ("y",), "y", "out"),
    Key("export", ("e",), "e", "out"),
    Key("refresh", ("f5", "r"), "F5 r", "app"),
    Key("redraw", ("ctrl+l",), "^l", "app"),
)  # fmt: skip


def spelled(key: str) -> str:
    """A key as the framework takes it in a list that is parted by commas."""
    return "comma" if key == "," else key
