"""The subjects of explanations that every form has: the three public expenses, the operating costs of offices,
procurement and assets."""

from __future__ import annotations

from .subjects import Subject

_QUOTED_THREE = r"[“”\"‘’']?三公[“”\"‘’']?"

_OF_PROCUREMENT = r"(?:项目)?(?:预算|支出|金额)?"

NOT_A_PART = "".join(
    f"(?<!{word})" for word in ("拨款", "基金", "经营", "项目", "基本", "公共", "公用", "人员", "补助", "上缴", "事业", "其他", "性", "总")
)  # fmt: skip
"""No part of the whole stands before it: 项目支出预算 is not 支出预算."""


def public_subjects(column: str, administration: str) -> tuple[Subject, ...]:
    """`column` is the one of the table of the three public expenses that a text speaks of, `administration` the key of
    its row of operating costs."""
    return (
        Subject(
            "three-public", "“三公”经费", (rf"{_QUOTED_THREE}经费(?:财政拨款)?(?:预算|支出)?",),
            ("three-public", "三公经费", column), parts=("abroad", "cars", "receptions"),
        ),
        Subject(
            "abroad", "因公出国（境）费", (r"因公出国(?:\(境\)|境)?(?:费用?|经费|支出)?(?:预算|支出)?",),
            ("three-public", "因公出国", column),
        ),
        Subject(
            "cars", "公务用车购置及运行费", (r"公务用?车购置(?:及|和|与)运行(?:维护)?(?:费用?|经费|支出)?(?:预算|支出)?",),
            ("three-public", "公务用车", column), parts=("car-purchase", "car-running"),
        ),
        Subject(
            "car-purchase", "公务用车购置费", (r"公务用?车(?:辆)?购置(?!及|和|与)(?:费用?|经费|支出)?(?:预算|支出)?",),
            ("three-public", "公务用车购置", column), inside=(r"(?:车辆)?购置(?:费用?|经费|支出)?(?:预算|支出)?",),
        ),
        Subject(
            "car-running", "公务用车运行维护费", (r"公务(?:用|车用)?车(?:运行维护|运行|维护)(?:费用?|经费|支出)?(?:预算|支出)?",),
            ("three-public", "公务用车运行", column),
            inside=(r"(?:车辆)?(?:运行维护|运行|运维|维护)(?:费用?|经费|支出)?(?:预算|支出)?",),
        ),
        Subject(
            "receptions", "公务接待费", (r"公务接待(?:费用?|经费|支出)?(?:预算|支出)?",),
            ("three-public", "公务接待", column),
        ),
        Subject(
            "administration", "机关运行经费", (r"机关运行(?:费用?|经费)(?:预算|支出)?", r"行政经费(?:预算|支出)?"),
            ("three-public", administration, column),
        ),
        Subject(
            "procurement", "政府采购", (r"政府采购(?:预算|支出|资金|经费)?(?:总额|金额|总金额)?",),
            fact=("procurement", "total"), parts=("goods", "works", "services"),
        ),
        Subject("reserved", "预留中小企业", (r"(?:中小|小微|小型|微型)企业.{0,16}",)),
        Subject(
            "goods", "货物类采购预算", (rf"采购货物(?:类)?{_OF_PROCUREMENT}", rf"货物类(?:政府)?(?:采购)?{_OF_PROCUREMENT}", rf"货物(?:政府)?采购{_OF_PROCUREMENT}", r"(?<![\u4e00-\u9fff])货物类?"),
            fact=("procurement", "goods"),
        ),
        Subject(
            "works", "工程类采购预算", (rf"采购工程(?:类)?{_OF_PROCUREMENT}", rf"工程类(?:政府)?(?:采购)?{_OF_PROCUREMENT}", rf"工程(?:政府)?采购{_OF_PROCUREMENT}", r"(?<![\u4e00-\u9fff])工程类?"),
            fact=("procurement", "works"),
        ),
        Subject(
            "services", "服务类采购预算", (rf"采购服务(?:类)?{_OF_PROCUREMENT}", rf"服务类(?:政府)?(?:采购)?{_OF_PROCUREMENT}", rf"服务(?:政府)?采购{_OF_PROCUREMENT}", r"(?<![\u4e00-\u9fff])服务类?"),
            fact=("procurement", "services"),
        ),
        Subject(
            "fixed-assets", "固定资产金额", (r"(?<!其他)固定资产(?:总?金额|总额|原值|账面价值|价值|净值)?",),
            fact=("assets", "fixed_assets"),
        ),
        Subject(
            "planned-purchase", "拟购置固定资产", (r"拟(?:购置|采购)(?:固定)?资产(?:总?金额|预算|经费)?",),
            fact=("assets", "planned_purchase"),
        ),
        Subject("building-area", "房屋", (r"房屋(?:建筑)?(?:面积)?",), fact=("assets", "building_area"), unit="平方米"),
        Subject("vehicles", "车辆", (r"(?<!用)(?<!一般)(?<!购置)(?<!更新)(?<!新增)(?<!报废)(?:公务用车|车辆|车)(?:数量|保有量)?",), fact=("assets", "vehicles"), unit="辆"),
        Subject(
            "equipment", "大型设备", (r"设备(?:\(含软件\)|\(不含车辆\))?",), fact=("assets", "equipment"), unit="台",
        ),
    )  # fmt: skip
