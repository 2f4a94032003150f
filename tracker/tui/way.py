"""How the terminal is used: what its reader asked for on the command line, beside the view."""

from __future__ import annotations

import shlex
import subprocess
from typing import Literal, NamedTuple

from ..model.errors import Message, say

ThemeName = Literal["dark", "light", "ansi"]
_SECONDS = 5


class Way(NamedTuple):
    """`ascii`: characters that some terminals draw two cells wide are replaced. `copy_command` takes what is copied on
    its standard input, where the terminal has no clipboard of its own."""

    theme: ThemeName = "dark"
    mouse: bool = True
    ascii: bool = False
    copy_command: str = ""


PLAIN_WAY = Way()


def hand_to(command: str, text: str) -> Message | None:
    """Gives a text to a command; what went wrong, if anything did."""
    try:
        words = shlex.split(command)
        subprocess.run(words, input=text.encode(), capture_output=True, check=True, timeout=_SECONDS)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        return say("tui.copy.failed", command=command, why=str(error))
    return None
