"""Each rule of domain.md 3.6 on a small text of 2024: one that it finds, one that it is silent on."""

from __future__ import annotations

import pytest

from tests.support.judging import judge

FINDS = {
    "X0": "其他事项共计12345。",
    "X1": "政府采购预算10.00万元，其中：货物类1.00万元，工程类2.00万元，服务类6.00万元。",
    "X2": "收入预算200万元。",
    "X3": "收入预算100万元，比上年增加20万元，增长20%，主要原因是人员变动。",
    "X4": "收入预算100万元，比上年增加20万元，下降25%，主要原因是人员变动。",
    "X5": "“三公”经费5万元。",
    "X7": "收入预算100万元，比上年增加20万元，增长25%。",
    "X10": "收入预算100元。",
    "X21": "收入预算100万元，比上年增加1,000万元，主要原因是人员变动。",
    "X22": "1.统计管理2.63万元。2023年预算执行数为1.48万元，2024年预算安排2.36万元。",
    "X23": "收入预算100万元，比2022年增加20万元，主要原因是人员变动。",
    "X24": "年初预算为100万元，支出决算为90万元，完成年初预算的95%。",
    "X25": "收入预算100万元，比上年减少20万元，下降16.67%，主要原因是新增项目。",
    "X26": "收入预算100万元，比上年增加（减少）20万元，主要原因是人员变动。",
}
SILENT = {
    "X0": "本部门共有5个科室，12名人员。",
    "X1": "政府采购预算10万元，其中：货物类1万元，工程类2万元，服务类7万元。",
    "X2": "收入预算100万元。",
    "X3": "收入预算100万元，比上年增加20万元，增长25%，主要原因是人员变动。",
    "X4": "收入预算100万元，比上年减少25万元，下降20%，主要原因是人员变动。",
    "X5": "“三公”经费0万元。",
    "X7": "收入预算100万元，比上年增加20万元，增长25%，主要原因是人员变动。",
    "X10": "收入预算1,000,000元。",
    "X21": "收入预算100万元，比上年增加100万元（上年基数为0，不可比），主要原因是机构新设。",
    "X22": "1.统计管理2.63万元。2023年预算执行数为1.48万元，2024年预算安排2.63万元。",
    "X23": "收入预算100万元，比2023年增加20万元，主要原因是人员变动。",
    "X24": "年初预算为100万元，支出决算为90万元，完成年初预算的90%。",
    "X25": "收入预算100万元，比上年减少20万元，下降16.67%，主要原因是上年新增一次性项目，提高资金使用效益。",
    "X26": "收入预算100万元，比上年增加20万元，主要原因是人员变动。",
}


@pytest.mark.parametrize("rule", FINDS)
def test_a_rule_finds(rule: str) -> None:
    assert [finding.rule for finding in judge(FINDS[rule], income=10_000).findings] == [rule]


@pytest.mark.parametrize("rule", SILENT)
def test_a_rule_is_silent_on_what_is_right(rule: str) -> None:
    assert judge(SILENT[rule], income=10_000).findings == ()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("收入预算100万元，比上年增加20万元，增长25.5，主要原因是人员变动。", "X26"),
        ("收入预算100万元，比上年预算数80万元增加30万元，主要原因是人员变动。", "X1"),
        ("支出预算100万元，其中：基本支出40万元，占45%；项目支出60万元，占60%。", "X3"),
        ("收入预算100万元，由上年的80万元增加到101万元，主要原因是人员变动。", "X22"),
        ("收入预算100万元，比上年预算100万元增加20万元，主要原因是人员变动。", "X1"),
        ("公务接待费2万元（上年基数为0，不可比），比上年减少1万元，主要原因是人员变动。", "X3"),
    ],
)
def test_one_root_is_told_once(text: str, rule: str) -> None:
    assert [finding.rule for finding in judge(text).findings if finding.severity != "note"] == [rule]


def test_two_amounts_that_stand_in_each_other_s_place_are_one_finding() -> None:
    found = judge("基本支出60万元，项目支出40万元。", basic=4_000, projects=6_000).findings
    assert [(finding.rule, finding.why.id) for finding in found] == [("X2", "lint.X2.swapped")]


def test_a_slip_is_named() -> None:
    (finding,) = judge("收入预算1,000万元。", income=10_000).findings
    assert (finding.rule, finding.slip) == ("X2", "factor-10")
