"""A sentence in, its comparison out: every wording that departments use, in the terms of design.md."""

from __future__ import annotations

import pytest

from tests.support.judging import read
from tracker.explain.claims import Claim, Comparison

PROJECT = "12345热线运行经费"
NAMES = (PROJECT, "测试市甲局")

# sentence of a 2024 document: (subject, current, base, delta, percent, words of direction and remarks)
COMPARISONS = {
    "收入预算100.00万元，比上年增加20.00万元，增长25%。": ("income", "100.00", None, "20.00", "25", "up up"),
    "支出总计100万元，较上年减少25万元，下降20%。": ("spending", "100", None, "25", "20", "down down"),
    "“三公”经费5万元，与上年相比，增加1万元，增幅25%。": ("three-public", "5", None, "1", "25", "up up"),
    "“三公”经费5万元，比2023年预算增加1万元（增长25%）。": ("three-public", "5", None, "1", "25", "up up"),
    "“三公”经费5万元，与2023年度预算数相比，增加1万元、增长25%。": ("three-public", "5", None, "1", "25", "up up"),
    "公务接待费2万元，上年预算1.5万元，增长33.33%。": ("receptions", "2", "1.5", None, "33.33", "up"),
    "公务接待费2万元（上年1.5万元），增加0.5万元。": ("receptions", "2", "1.5", "0.5", None, "up"),
    "公务接待费2万元，比上年预算数1.5万元增加0.5万元。": ("receptions", "2", "1.5", "0.5", None, "up"),
    "公务接待费由上年的1.5万元增加到2万元，调增0.5万元。": ("receptions", "2", "1.5", "0.5", None, "up"),
    "公务接待费2万元，由1.5万元调整为2万元，调增0.5万元。": ("receptions", "2", "1.5", "0.5", None, "up"),
    "2023年预算执行数为1.48万元，2024年预算安排2.63万元，比2023年预算执行数增加77.70%。": ("", "2.63", "1.48", None, "77.70", "up"),
    "机关运行经费9万元，同比下降10%。": ("administration", "9", None, None, "10", "down"),
    "机关运行经费9万元，比上年减支1万元，同比下降10%。": ("administration", "9", None, "1", "10", "down down"),
    "机关运行经费9万元，比上年降低了1万元,降幅为10%。": ("administration", "9", None, "1", "10", "down down"),
    "因公出国（境）费0万元，与上年持平。": ("abroad", "0", None, None, None, "same"),
    "因公出国(境)费用3万元，较上年预算3万元持平。": ("abroad", "3", "3", None, None, "same"),
    "因公出国（境）费3万元，比上年增加3万元（上年基数为0，不可比）。": ("abroad", "3", None, "3", None, "up zero not-comparable"),
    "因公出国（境）费3万元，比上年增加3万元，上年无此项预算。": ("abroad", "3", None, "3", None, "up zero"),
    "因公出国（境）费3万元，计划团组1个、5人次，比上年增加1万元。": ("abroad", "3", None, "1", None, "up"),
    "收入预算1.2亿元，比上年增加2,000万元。": ("income", "1.2", None, "2,000", None, "up"),
    "收入预算１００．００万元，比上年增加２０．００万元，增长２５％。": ("income", "１００．００", None, "２０．００", "２５", "up up"),
    "收入预算100万元，其中：其他资金20万元。收入预算比上年增加20万元。": ("income", "100", None, "20", None, "up"),
    f"{PROJECT}50万元，比上年减少10万元。": (PROJECT, "50", None, "10", None, "down"),
    "收入预算100万元，比上年增加-20万元，增长-16.67%。": ("income", "100", None, "-20", "-16.67", "down down"),
    "收入预算100万元（含上年结转5万元），比上年增加20万元。": ("income", "100", None, "20", None, "up"),
    "收支预算总额100万元，较2023年收支预算80万元增加20万元。": ("income", "100", "80", "20", None, "up"),
    "支出决算为95万元，完成年初预算的95%。": ("", "95", None, None, "95", ""),
}  # fmt: skip


def _text(claim: Claim | None) -> str | None:
    return claim.text if claim else None


def _words(c: Comparison) -> str:
    said = [c.delta_direction, c.percent_direction]
    said += ["same" if c.same else None, None]
    remarks = ["zero" if c.zero_base else None, "not-comparable" if c.incomparable else None]
    return " ".join(word for word in (*said, *remarks) if word)


@pytest.mark.parametrize("sentence", COMPARISONS)
def test_a_comparison_is_read(sentence: str) -> None:
    found = read(sentence, 2024, NAMES)
    subject, current, base, delta, percent, words = COMPARISONS[sentence]
    assert [
        (c.subject, _text(c.current), _text(c.base), _text(c.delta), _text(c.percent), _words(c))
        for c in found.comparisons
    ] == [(subject, current, base, delta, percent, words)]
    assert not found.unread


QUIET = (
    "落实“十四五”规划（2021-2025年），2023-2025年实施三年行动计划。",
    "根据粤财〔2023〕15号文件，第3季度起执行，12345热线受理，咨询电话：020-12345678。",
    "单价100万元以上设备2台，服务时间为每天8:30-17:30。",
    "绩效目标：满意度不低于95%，接通率≥98%，1.建设1个平台；2.培训300人次。",
)


@pytest.mark.parametrize("sentence", QUIET)
def test_what_only_looks_like_a_comparison_is_none(sentence: str) -> None:
    found = read(sentence, 2024, NAMES)
    assert (found.comparisons, found.unread) == ((), ())


def test_amounts_in_reasons_are_compared_with_nothing() -> None:
    text = "收入预算100万元，比上年增加20万元，主要原因是压减公务接待费5万元，新增2个项目，涉及2023年资金30万元。"
    (comparison,) = read(text, 2024).comparisons
    assert (comparison.delta and comparison.delta.text, comparison.base) == ("20", None)


def test_brackets_before_the_comparison_keep_their_own_numbers() -> None:
    text = "公务用车购置及运行费5万元（购置费2万元，比上年增加1万元；运行维护费3万元，与上年持平），比上年增加1万元，增长25%。"
    found = {c.subject: _text(c.delta) for c in read(text, 2024).comparisons}
    assert found == {"cars": "1", "car-purchase": "1", "car-running": None}


def test_a_list_told_respectively_is_bound_one_by_one() -> None:
    found = read("政府采购货物、工程、服务预算分别为1万元、2万元、3万元。", 2024)
    assert {c.subject: c.text for c in found.claims} in ({}, {"goods": "1", "works": "2", "services": "3"})
    assert len(found.claims) + len(found.unread) == 3


def test_a_list_that_does_not_match_its_names_is_not_guessed() -> None:
    found = read("货物、工程和其他采购分别为1万元、2万元。", 2024)
    assert ([unread.text[-3:] for unread in found.unread], found.claims) == (["1万元", "2万元"], ())


def test_shares_know_what_they_are_taken_of() -> None:
    found = read("支出预算100万元，其中：基本支出40万元，占40%；项目支出60万元，占支出预算的60%。", 2024)
    assert [(s.part and s.part.text, s.wholes[0].text) for s in found.shares] == [("40", "100"), ("60", "100")]


def test_page_numbers_between_lines_are_no_numbers() -> None:
    found = read("收入预算1,1\n\n- 12 -\n\n91.44万元，比上\n\n13\n\n年增加20万元。", 2024)
    (comparison,) = found.comparisons
    assert str(comparison.current and comparison.current.number) == "1191.44"
    assert not found.unread


def test_two_numbers_that_a_space_parts_are_not_one() -> None:
    found = read("收入预算12 34万元。", 2024)
    assert len(found.unread) == 1
