"""Styles for the widgets that draw their own lines: of the app's theme, on the widget's own background."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget

from . import theme

_BY_THEME: dict[tuple[str, bool], dict[str, Style]] = {}
"""Working out the variables of a theme takes milliseconds, and every widget needs them for its first line."""


class Styled(Widget):
    """Keeps what it has worked out until the theme or the widget's own style changes."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._styles_by_name: dict[str, Style] = {}
        self._named: dict[str, Style] = {}

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles_by_name.clear()

    def _of_theme(self) -> dict[str, Style]:
        app = self.app
        key = app.theme, app.no_color
        if key not in _BY_THEME:
            own = app.current_theme.ansi and not app.no_color
            _BY_THEME[key] = theme.ansi_styles() if own else theme.styles(app.theme_variables, colour=not app.no_color)
        return _BY_THEME[key]

    def style_of(self, name: str) -> Style:
        """The style of a tone or of a kind of line; "" is plain text."""
        if not self._styles_by_name:
            plain = self.rich_style
            self._named = self._of_theme()
            self._styles_by_name = {"": plain, **{name: plain + style for name, style in self._named.items()}}
        return self._styles_by_name[name]

    def toned(self, base: Style, tone: str) -> Style:
        """A tone on a line of another kind: colour and attributes are the tone's, the background is the line's."""
        return base + self._named[tone] if tone else base
