"""Which names mean the same project: typography, years and suffixes are forgiven, numbers and stages are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.query.alike import Closeness, Likeness, likeness, match


@pytest.mark.parametrize(
    ("before", "after", "closeness", "by"),
    [
        ("信息化项 目管理经费", "信息化项目管理经费", Closeness.SAME, "spelling"),
        ("大厅运维（窗口）", "大厅运维(窗口)", Closeness.SAME, "spelling"),
        ("2023年会议费", "2024年度会议费", Closeness.SAME, "year"),
        ("大厅运维（2024）", "大厅运维", Closeness.SAME, "year"),
        ("大厅运维项目", "大厅运维经费", Closeness.CLOSE, "suffix"),
        ("政务服务大厅综合运行维护", "政务服务大厅综合运行保障", Closeness.CLOSE, "wording"),
        ("智慧城市一期项目经费", "智慧城市二期项目经费", Closeness.REMOTE, "stage"),
        ("设备更新第1批", "设备更新第2批", Closeness.REMOTE, "stage"),
        ("第一小学食堂改造工程", "第二小学食堂改造工程", Closeness.REMOTE, "wording"),
    ],
)
def test_what_two_names_differ_by(before: str, after: str, closeness: Closeness, by: Likeness) -> None:
    for a, b in ((before, after), (after, before)):
        found = likeness(a, b)
        assert found is not None
        assert (found.closeness, found.by) == (closeness, by)


@pytest.mark.parametrize(
    ("before", "after"), [("社区矫正经费", "社区建设经费"), ("会议费", "培训费"), ("项目经费", "专项资金")]
)
def test_names_with_too_little_in_common(before: str, after: str) -> None:
    assert likeness(before, after) is None


def test_of_two_rivals_that_are_equally_close_none_is_chosen() -> None:
    found = match({"a": "数据平台运行维护"}, {"b": "数据平台运行维护甲", "c": "数据平台运行维护乙"})
    assert found.pairs == ()
    assert {rival.after for rival in found.rivals_before["a"]} == {"b", "c"}


def test_the_same_amount_makes_of_a_rival_the_one_that_is_meant() -> None:
    names = {"a": "智慧城市一期"}, {"b": "智慧城市二期"}
    assert match(*names).pairs == ()
    (pair,) = match(*names, lambda before, after: True).pairs
    assert (pair.before, pair.after, pair.likely.same_amount) == ("a", "b", True)


_names = st.dictionaries(
    st.sampled_from("abcdef"), st.text("平台运维一二期年23（）", min_size=1, max_size=6), max_size=5
)


@given(_names, _names)
def test_matching_asks_no_order_and_uses_nobody_twice(before: dict[str, str], after: dict[str, str]) -> None:
    found = match(before, after)
    turned = match(dict(reversed(before.items())), dict(reversed(after.items())))
    assert found == turned
    assert len({pair.before for pair in found.pairs}) == len({pair.after for pair in found.pairs}) == len(found.pairs)
