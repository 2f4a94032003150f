"""Right explanation texts of departments that do not exist, in the wordings that real ones use, and what can be known
to be wrong once a piece of one was changed. Knows nothing of the reader or the linter.

Amounts are whole cents of 万元 (0.01 万元). A text is a list of plain pieces and marks; a mark is a piece that says
something of an item: its amount, the change, the words of direction, the year compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from random import Random
from typing import Literal

Role = Literal[
    "current", "again", "base", "delta", "percent", "word", "percent-word", "same", "zero", "year", "share", "rate"
]
UP = ("增加", "增长", "上升", "提高", "增收", "增支", "调增", "增幅", "增长幅度", "追加")
DOWN = ("减少", "下降", "降低", "减收", "减支", "调减", "降幅", "下降幅度", "压减")
OPPOSITE = dict(zip(UP[:9], ("减少", "下降", "下降", "降低", "减收", "减支", "调减", "降幅", "下降幅度"), strict=True))
OPPOSITE |= {down: up for up, down in OPPOSITE.items()} | {"追加": "压减", "压减": "追加"}
OPPOSITE["下降"] = "增长"
UNITS = {"元": Fraction(1, 100), "万元": Fraction(100), "亿元": Fraction(1_000_000)}
"""Cents of 万元 by money unit."""


@dataclass(frozen=True)
class Mark:
    role: Role
    item: int
    text: str
    of: int = -1
    """The item that a share is taken of."""


Piece = str | Mark


@dataclass(frozen=True)
class Item:
    """What one sentence speaks of: this year's cents and the earlier ones (None where it is not compared). `cell` is
    what the tables print, None where no table does; `project` its name in table 12."""

    subject: str
    current: int
    prior: int | None = None
    cell: int | None = None
    project: str = ""


@dataclass
class Explanation:
    """`sums` are groups of items, the whole first."""

    year: int
    pieces: list[Piece] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    sums: list[tuple[int, ...]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)

    def marks(self) -> Iterator[tuple[int, Mark]]:
        for i, piece in enumerate(self.pieces):
            if isinstance(piece, Mark):
                yield i, piece

    def of(self, item: int, role: Role) -> list[Mark]:
        return [mark for _, mark in self.marks() if mark.item == item and mark.role == role]

    def changed(self, at: int, text: str) -> Explanation:
        piece = self.pieces[at]
        assert isinstance(piece, Mark)
        return replace(self, pieces=[*self.pieces[:at], replace(piece, text=text), *self.pieces[at + 1 :]])


@dataclass(frozen=True)
class Budget:
    """What the tables of a department print, in cents, this year and the year before."""

    year: int
    entity: str
    income: tuple[int, int]
    fiscal: tuple[int, int]
    basic: tuple[int, int]
    three_public: tuple[tuple[int, int], ...]
    """因公出国, 公务用车购置, 公务用车运行, 公务接待."""
    administration: tuple[int, int]
    procurement: tuple[int, int, int]
    assets: int
    vehicles: int
    planned: int
    projects: tuple[tuple[str, int, int], ...]

    @property
    def three_public_total(self) -> tuple[int, int]:
        return sum(now for now, _ in self.three_public), sum(then for _, then in self.three_public)


_PROJECTS = (
    "12345热线运行经费", "智慧社区二期建设经费", "2023年老旧小区改造工程款", "“一网统管”平台租赁费", "业务培训费",
    "公共设施养护费", "第五次经济普查经费", "5G基站补助资金", "信息系统运维费（2022-2024年）", "政策宣传费",
)  # fmt: skip
_ENTITIES = (
    "测试市甲区民政局",
    "测试市乙区司法局",
    "测试县丙镇人民政府",
    "测试市丁区城市管理和综合执法局",
    "测试市戊区第3中学",
)


def budget(random: Random) -> Budget:
    def pair(low: int, high: int) -> tuple[int, int]:
        now = random.choice((0, random.randint(low, high), random.randint(low, high), random.randint(low, high)))
        then = random.choice((now, 0, random.randint(low, high), random.randint(low, high), random.randint(low, high)))
        return now, then

    def full(low: int, high: int) -> tuple[int, int]:
        now = random.randint(low, high)
        return now, random.choice((now, now + random.randint(-low // 2, low), random.randint(low, high)))

    income = full(200_000, 9_999_999)
    projects = tuple(
        (name, random.randint(1_000, 500_000), random.choice((0, random.randint(1_000, 500_000))))
        for name in random.sample(_PROJECTS, random.randint(3, 5))
    )
    return Budget(
        random.choice((2022, 2023, 2024, 2025)), random.choice(_ENTITIES), income,
        random.choice((income, (income[0] * 4 // 5, income[1] * 3 // 4))), full(100_000, 190_000),
        (pair(100, 9_999), pair(1_500, 9_999), pair(100, 9_999), pair(10, 2_999)), full(1_000, 90_000),
        (random.randint(0, 99_999), random.choice((0, random.randint(1, 99_999))), random.randint(1, 999_999)),
        random.randint(1_000, 9_999_999), random.randint(1, 30), random.choice((0, random.randint(1, 9_999))), projects,
    )  # fmt: skip
