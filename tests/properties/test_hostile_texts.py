"""No text makes the reader or the linter fail, or take long."""

from __future__ import annotations

import time
from random import Random

import pytest

from tests.support.judging import judge

_LONG = 16_000
_PIECES = (
    "1", "1.", "1,", "1 ", "（", "）", "（1万元", "比上年", "增加", "共计", "由", "占", "A", "1万元，", "2023年", "2022-", "一是", "1.因",
    "增长1%、", "与上年持平，", "上年基数为", "绩效目标", "“", "X", "-", "*", "收入预算1万元，比上年增加1万元，增长1%，",
    "支出预算9万元，其中：基本支出1万元，占11.11%；", "（一）因公出国（境）费1万元，与上年持平；", "分别为1万元、", "1\n", "一、收支情况\n", "项目\t预算数\n甲\t1\n",
)  # fmt: skip


@pytest.mark.parametrize("piece", _PIECES)
def test_a_long_row_of_one_thing_ends_soon(piece: str) -> None:
    start = time.process_time()
    judge(piece * (_LONG // len(piece)))
    judge(f"收入预算{piece * (_LONG // len(piece) // 4)}1万元，比上年增加1万元")
    assert time.process_time() - start < 5


def test_brackets_ten_thousand_deep() -> None:
    judge("收入预算1万元" + "（其中：基本支出1万元" * 10_000)
    judge("收入预算1万元" + "（其中：基本支出1万元" * 10_000 + "）" * 10_001 + "比上年增加1万元")


def test_any_characters() -> None:
    random = Random(1)
    for top in (32, 128, 0x3000, 0xFFFF, 0x10FFFF):
        chars = [chr(random.randrange(1, top)) for _ in range(3_000)]
        judge("".join(char for char in chars if not "\ud800" <= char <= "\udfff"))


def test_pieces_of_sentences_in_any_order() -> None:
    for seed in range(60):
        random = Random(seed)
        judge("".join(random.choice(_PIECES) for _ in range(60)))
