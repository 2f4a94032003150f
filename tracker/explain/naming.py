"""Which subject the words before a number name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cached_property

from ..tables.spec import Form
from .stream import plain

_FILLER = re.compile(
    r"(?:财政拨款|总金额|总额|总计|合计|达到|共计|金额|资金|经费|预算|决算|安排|支出|收入|年初|本年|当年|全年|执行|核定|下达|方面|"
    r"均|各|共|计|约|为|是|达|拟|数|额|类|的|了|项目|:|[“”\"‘’'《》〈〉]|\([^()]{0,20}\))*+$"
)
"""Words between a name and its amount that say nothing; the longer ones first, since none is given back."""
_EMPTY = re.compile(
    r"\([^()]{0,60}\)|(?:19|20)\d\d年度?|(?:本|我|全)?(?:部门|单位|局|委|办|镇|街道|区|市|县)|财政拨款|一般公共预算|总金额|总额|"
    r"总计|合计|达到|共计|金额|资金|经费|预算|决算|安排|支出|收入|年初|今年|本年度?|当年|全年|执行|核定|下达|方面|因此|其|该项?|此项|本项|"
    r"上述|以上|并|且|也|则|均|都|各|共|计|约|为|是|达|拟|数|额|类|的|了|项目?|款|总|变动|变化|情况|[“”\"‘’'《》:,，、。;]"
)
_PART_OF_IT = re.compile(r"(?:本级|本部(?!门)|局机关|委机关|机关本身)(?!及|和|与|、)")
_PATH = re.compile(r"([^，。;:]+?)\(类\)(?:([^，。;:]+?)\(款\))?(?:([^，。;:]+?)\(项\))?")
"""一般公共服务支出（类）统计信息事务（款）统计管理（项）."""
_CLASS = re.compile(r"([^，。;:、]{2,30})科目")
"""“一般公共服务支出”科目."""
_LEVELS = 3
_CUT = 12
"""Of the first name of a path so many characters at the end are enough."""
_QUOTES = str.maketrans("", "", "“”\"‘’'《》")
_TRUSTED = 6
"""A shorter name of a project may as well be an ordinary word: 培训费."""


def _paths(codes: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """By function code the names from its 类 down to itself, of those whose names are all known."""
    names = {code: plain(name).translate(_QUOTES) for code, name in codes.items()}
    chains = {code: tuple(names.get(code[:n], "") for n in range(3, len(code) + 1, 2)) for code in names}
    return {code: chain for code, chain in chains.items() if all(chain)}


def _is_close(known: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Whether a path of three names ends like a known one and shares another name with it: the third is a slip."""
    pairs = list(zip(known, names, strict=False))
    return len(known) == len(names) == 3 and known[-1] == names[-1] and sum(a == b for a, b in pairs) == 2


class Subjects:
    """The subjects of one document: those of its form, and its projects by name."""

    def __init__(self, form: Form, names: Collection[str], codes: Mapping[str, str] | None = None) -> None:
        self._items = _paths(codes or {})
        self._patterns = [
            (subject.id, re.compile(f"(?:{pattern})")) for subject in form.subjects for pattern in subject.names
        ]
        self._inside = {
            subject.id: [
                (part.id, re.compile(pattern))
                for part in form.subjects
                if part.id in subject.parts
                for pattern in part.inside
            ]
            for subject in form.subjects
        }
        self._names = sorted({plain(name).translate(_QUOTES): name for name in names}.items(), key=lambda p: -len(p[0]))
        self._answers: dict[tuple[str, str, bool], str] = {}
        self._trusted = [(short, name) for short, name in self._names if self._is_trusted(short)]

    @cached_property
    def _masked(self) -> list[str]:
        return sorted(map(plain, self.masked), key=len, reverse=True)

    @cached_property
    def masked(self) -> list[str]:
        """Names that are words for themselves wherever they stand, whatever is in them."""
        return [name for short, name in self._names if len(short) >= _TRUSTED or any(map(str.isdigit, short))]

    def _is_trusted(self, short: str) -> bool:
        return len(short) >= _TRUSTED and not any(pattern.fullmatch(short) for _, pattern in self._patterns)

    def named(self, text: str) -> str:
        """The project of this very name, else the text as it stands."""
        wanted = plain(text).translate(_QUOTES)
        return next((name for short, name in self._names if short == wanted), text)

    def of(self, lead: str, *, within: str = "", every_name: bool = False) -> str:
        """The subject that words name at their end, "" where they name none that is known. `within` is the subject
        whose parts are being told; `every_name` where short names of projects count as well."""
        if not lead:
            return ""
        asked = (lead, within, every_name)
        if asked not in self._answers:
            self._answers[asked] = self._of(lead, within, every_name)
        return self._answers[asked]

    def _of(self, lead: str, within: str, every_name: bool) -> str:
        bare = lead.translate(_QUOTES)
        if item := self._item(bare):
            return item
        found = [
            (match.end(), match.end() - match.start(), own, id)
            for own, patterns in ((0, self._patterns), (1, self._inside.get(within, ())))
            for id, pattern in patterns
            for match in pattern.finditer(bare)
            if _FILLER.fullmatch(bare, match.end())
        ]
        if _PART_OF_IT.search(bare):
            found = []
        for short, name in self._names if every_name or "项目" in bare else self._trusted:
            place = bare.rfind(short)
            if short and place >= 0 and _FILLER.fullmatch(bare, place + len(short)):
                found.append((place + len(short), len(short), 0, name))
        return max(found)[3] if found else ""

    def _item(self, bare: str) -> str:
        """The function code that words name by its path, else the path where no such code is known; "" where they name
        none. The beginning of a long path may have been cut off."""
        path = _PATH.search(bare)
        if path is None:
            return self._class(bare)
        if not _FILLER.fullmatch(bare, path.end()):
            return ""
        top, *below = path.groups()
        depth = _LEVELS if below[1] else 2 if below[0] else 1
        found = [
            code
            for code, names in self._items.items()
            if len(names) == depth
            and names[0].endswith(top[-_CUT:])
            and all(name in (None, known) for name, known in zip(below, names[1:], strict=False))
        ]
        if not found and depth == _LEVELS:
            found = [code for code, names in self._items.items() if _is_close(names, (top, *below))]
        return found[0] if len(found) == 1 else "/".join(filter(None, path.groups()))

    def _class(self, bare: str) -> str:
        """The 类 that words name as a 科目, "" where they name none."""
        named = _CLASS.search(bare)
        if named is None or not _FILLER.fullmatch(bare, named.end()):
            return ""
        ends = (code for code, names in self._items.items() if len(names) == 1 and named[1].endswith(names[0]))
        return next(ends, "")

    def unnamed(self, text: str) -> str:
        """Words without the names that are words for themselves."""
        for name in self._masked:
            text = text.replace(name, "")
        return text

    def rest(self, lead: str) -> str:
        """What is left of words without those that name nothing."""
        return _EMPTY.sub("", self.unnamed(lead)) if lead else ""
