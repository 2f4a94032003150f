"""Which subject the words before a number name."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..tables.spec import Form
from .stream import plain

_FILLER = re.compile(
    r"(?:预算|安排|总额|总计|合计|总金额|数|额|金额|资金|经费|支出|收入|共计|共|计|约|为|是|达到|达|拟|年初|本年|当年|全年|"
    r"财政拨款|执行|核定|下达|方面|类|的|:|[“”\"‘’'《》〈〉]|\([^()]{0,20}\))*$"
)
_QUOTES = str.maketrans("", "", "“”\"‘’'《》")


class Subjects:
    """The subjects of one document: those of its form, and its projects by name."""

    def __init__(self, form: Form, names: Collection[str]) -> None:
        self._patterns = [
            (subject.id, re.compile(f"(?:{pattern})")) for subject in form.subjects for pattern in subject.names
        ]
        self._names = sorted({plain(name).translate(_QUOTES): name for name in names}.items(), key=lambda p: -len(p[0]))

    def named(self, text: str) -> str:
        """The project of this very name, else the text as it stands."""
        wanted = plain(text).translate(_QUOTES)
        return next((name for short, name in self._names if short == wanted), text)

    def of(self, lead: str) -> str:
        """The subject that words name at their end, "" where they name none that is known."""
        bare = lead.translate(_QUOTES)
        for short, name in self._names:
            place = bare.rfind(short) if short else -1
            if place >= 0 and _FILLER.fullmatch(bare, place + len(short)):
                return name
        found = [
            (match.end(), match.end() - match.start(), id)
            for id, pattern in self._patterns
            for match in pattern.finditer(lead)
            if _FILLER.fullmatch(lead, match.end())
        ]
        return max(found)[2] if found else ""
