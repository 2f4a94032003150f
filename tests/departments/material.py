"""What departments are made of: fields of work with their units, function codes and projects, and how names change."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

GENERAL, FUND = "一般公共预算", "政府性基金预算"


@dataclass(frozen=True)
class Field:
    """One field of work: the department, its units with what they may be renamed to, the functions of basic and of
    project spending, and projects. `alike` are pairs of projects that are not the same, however alike."""

    entity: str
    units: tuple[tuple[str, str], ...]
    basic: tuple[str, ...]
    functions: tuple[str, ...]
    projects: tuple[str, ...]
    alike: tuple[tuple[str, str], ...]
    wholes: tuple[tuple[str, tuple[str, ...]], ...]


_READ = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
CODES: Mapping[str, str] = _READ["codes"]
MOVED: Mapping[str, str] = _READ["moved"]
"""What a code may become in the next year."""


def _pairs(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in rows)


FIELDS = tuple(
    Field(
        of["entity"], _pairs(of["units"]), tuple(of["basic"]), tuple(of["functions"]), tuple(of["projects"]),
        _pairs(of["alike"]), tuple((whole, tuple(parts)) for whole, *parts in of["wholes"]),
    )
    for of in _READ["fields"]
)  # fmt: skip
COMMON = ("物业管理费", "办公设备购置", "聘用人员经费", "法律顾问服务", "党建工作经费", "工会经费")
"""Projects that more than one unit of a department has."""

_WORDS = (
    ("运行维护", "运维"), ("改造", "升级改造"), ("补助", "补贴"), ("购置", "采购"), ("外包", "购买"),
    ("管理", "综合管理"), ("处置", "处理"), ("设备", "专用设备"), ("检测", "检验检测"), ("保护", "保护工作"),
    ("培训", "培训教育"),
    ("治理", "综合治理"), ("监管", "监督管理"), ("更新", "更新换代"), ("运行", "运营"), ("宣传", "宣传推广"),
)  # fmt: skip


def _by_year(name: str, random: Random) -> str:
    """The next year, if it names one."""
    return re.sub(r"20\d\d", lambda found: str(int(found[0]) + 1), name)


def _by_spelling(name: str, random: Random) -> str:
    at = len(name) // 2
    plain = re.sub(r"[ “”、]", "", name)
    brackets = name.translate(str.maketrans("（）", "()")) if "（" in name else name
    return random.choice((f"{name[:at]} {name[at:]}", brackets, f"“{plain[:4]}”{plain[4:]}", plain))


def _by_suffix(name: str, random: Random) -> str:
    for suffix in ("经费", "专项资金", "项目"):
        if name.endswith(suffix):
            core = name.removesuffix(suffix)
            return core + random.choice([other for other in ("经费", "专项资金", "项目", "") if other != suffix])
    return name + random.choice(("经费", "项目", "专项经费"))


def _by_word(name: str, random: Random) -> str:
    for old, new in random.sample(_WORDS, len(_WORDS)):
        if old in name and new not in name:
            return name.replace(old, new)
    return name


RENAMINGS: Mapping[str, Callable[[str, Random], str]] = {
    "year": _by_year,
    "spelling": _by_spelling,
    "suffix": _by_suffix,
    "word": _by_word,
}
"""By what a name differs from that of the year before; the same name where it has nothing of the kind."""


def full_name(base: str, year: int, random: Random) -> str:
    """As a department prints it: now and then with a year, an addition in brackets or a suffix."""
    if base.endswith("经费") or random.random() < 0.5:
        return base
    return random.choice(
        (f"{year}年{base}", f"{year}年度{base}", f"{base}（{year}年）", f"{base}（市级配套）", f"{base}经费")
    )
