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
    "mark", "diff", "swap", "changed", "axis", "rank",
    "open", "blame", "before", "back", "forward",
    "history", "table", "years", "checks", "text", "blame-screen", "table-on", "table-back", "fold", "depth", "unfold",
    "write", "confirm", "filter", "clear", "help", "refresh", "redraw", "quit",
]  # fmt: skip
Section = Literal["move", "time", "compare", "trace", "view", "write", "find", "app"]
SECTIONS: tuple[Section, ...] = ("move", "time", "compare", "trace", "view", "write", "find", "app")


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

KEYS: tuple[Key, ...] = (
    Key("open", ("enter",), "Enter", "trace", _ALL),
    Key("next-open", ("tab",), "Tab", "move", ("text",)),
    Key("write", ("E",), "E", "write", ("text",)),
    Key("confirm", ("Y",), "Y", "write", ("text",)),
    Key("older", ("[", "［", "【"), "[", "time"),
    Key("newer", ("]", "］", "】"), "]", "time", ("table", "diff", "blame", "years", "checks", "text"), "[ ]"),
    Key("mark", ("space", "ideographic_space"), "Space", "compare", ("history", "table", "diff")),
    Key("diff", ("d", "3"), "d 3", "compare", ("history", "table", "blame")),
    Key("blame", ("b",), "b", "trace", ("table", "diff", "years", "checks", "text")),
    Key("before", (",", "，"), ",", "trace", ("blame",)),
    Key("back", ("<", "＜", "《", "backspace"), "<", "trace", ("table", "diff", "blame", "years", "checks", "text")),
    Key("forward", (">", "＞", "》"), ">", "trace"),
    Key("table-on", ("t",), "t", "view", ("table", "years"), "t T"),
    Key("table-back", ("T",), "T", "view"),
    Key("axis", ("a",), "a", "compare", ("diff", "text")),
    Key("swap", ("x",), "x", "compare", ("diff",)),
    Key("rank", ("s",), "s", "compare", ("diff",)),
    Key("changed", ("c",), "c", "compare", ("table", "checks", "text")),
    Key("filter", ("/", "／", "、"), "/", "find", _ALL),
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
    Key("columns-left", ("H", "shift+left"), "H", "move"),
    Key("columns-right", ("L", "shift+right"), "L", "move"),
    Key("next-change", ("n",), "n", "move"),
    Key("previous-change", ("N",), "N", "move"),
    Key("history", ("1",), "1", "view"),
    Key("table", ("2",), "2", "view"),
    Key("blame-screen", ("4",), "4", "view"),
    Key("years", ("5",), "5", "view"),
    Key("checks", ("6",), "6", "view"),
    Key("text", ("7",), "7", "view"),
    Key("fold", ("f", "+", "-"), "f + -", "view"),
    Key("depth", ("z",), "z", "view"),
    Key("unfold", ("Z",), "Z", "view"),
    Key("refresh", ("f5", "r"), "F5 r", "app"),
    Key("redraw", ("ctrl+l",), "^l", "app"),
)  # fmt: skip


def spelled(key: str) -> str:
    """A key as the framework takes it in a list that is parted by commas."""
    return "comma" if key == "," else key
