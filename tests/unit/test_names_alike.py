"""Which names mean the same project: typography, years and suffixes are forgiven, numbers and stages are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.query.alike import Closeness, Likeness, likeness, match
from tracker.query.recutting import Recut, recuts
from tracker.query.units_alike import same_units


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
        ("设备采购经费", "设备购置项目", Closeness.CLOSE, "wording"),
        ("信息系统运行维护", "信息系统运维经费", Closeness.CLOSE, "wording"),
        ("食品安全示范创建", "农村食品安全示范创建", Closeness.CLOSE, "wording"),
        ("城区雨水管网清淤", "城区污水管网清淤", Closeness.REMOTE, "wording"),
        ("义务教育公用经费补助", "学前教育公用经费补助", Closeness.REMOTE, "wording"),
        ("园林绿化管理", "园林绿化及公园管理", Closeness.REMOTE, "wording"),
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


@pytest.mark.parametrize(
    ("whole", "parts", "others"),
    [
        ("食品与药品安全监管", ["食品安全监管", "药品安全监管"], ["校园食品安全示范", "安全生产检查"]),
        ("河湖管护、水政执法经费", ["河湖管护", "水政执法经费"], ["河道采砂监管"]),
        ("政务云与安全服务", ["政务云资源租赁服务", "政务网络与数据安全运营"], ["公共数据授权运营平台"]),
    ],
)
def test_a_name_that_joins_others_is_their_whole_whatever_the_sums(
    whole: str, parts: list[str], others: list[str]
) -> None:
    ended, begun = {whole: 100}, dict.fromkeys((*parts, *others), 70)
    names = {name: name for name in (whole, *parts, *others)}
    split = Recut((whole,), tuple(parts), alike=True, equal=False)
    assert recuts(ended, begun, names, names) == [split]
    assert recuts(begun, ended, names, names) == [split._replace(before=split.after, after=split.before)]


def test_a_name_joins_those_of_its_own_unit_only() -> None:
    names = {"甲/1": "食品与药品安全监管", "乙/2": "食品安全监管", "乙/3": "药品安全监管"}
    assert recuts({"甲/1": 100}, {"乙/2": 70, "乙/3": 50}, names, names) == []


def test_what_a_printed_sum_hides_makes_no_other_sum_of_it() -> None:
    names = {"甲": "数据平台", "乙": "数据平台建设费", "丙": "数据平台运维费"}
    printed = {"甲": 100_010_000}, {"乙": 40_000_000, "丙": 60_000_000}
    assert recuts(*printed, names, names) == []
    assert [one.equal for one in recuts(*printed, names, names, 5_000)] == [True]


def test_round_sums_of_names_that_are_not_alike_are_chance() -> None:
    names = {"甲": "东区垃圾站改造", "乙": "道路养护", "丙": "西区垃圾站改造"}
    ended = {"甲": 30_000_000, "乙": 20_000_000}
    assert [one.alike for one in recuts(ended, {"丙": 50_000_000}, names, names)] == [False]


@pytest.mark.parametrize(
    ("before", "after", "projects"),
    [
        ("云溪市救助管理站", "云溪市救助管理中心", ([], [])),
        ("云溪市殡葬管理所", "云溪市殡葬服务中心", ([], [])),
        ("云溪市教师进修学校", "云溪市教师发展中心", (["师训", "教研"], ["师训", "图书"])),
        ("云溪市数字办", "云溪市城市运行中心", (["师训", "教研"], ["师训", "教研"])),
    ],
)
def test_a_unit_that_goes_on_under_another_name(before: str, after: str, projects: tuple[list[str], ...]) -> None:
    old, new = ({"a": set(of)} for of in projects)
    assert [one[:2] for one in same_units({"a": before}, {"a": after}, old, new, "云溪市")] == [("a", "a")]


@pytest.mark.parametrize(
    ("before", "after", "projects"),
    [
        ("云溪市第一中学", "云溪市第二中学", (["物业", "食堂"], ["物业", "食堂"])),
        ("云溪市福利院", "云溪市老年大学", (["物业"], ["物业"])),
        ("云溪市机关事务服务中心", "云溪市公共资源交易中心", (["物业"], ["物业"])),
        ("云溪市东城卫生服务中心", "云溪市西城卫生服务中心", ([], [])),
    ],
)
def test_units_that_are_not_one(before: str, after: str, projects: tuple[list[str], ...]) -> None:
    old, new = ({"a": set(of)} for of in projects)
    assert same_units({"a": before}, {"a": after}, old, new, "云溪市") == []
