"""The classes of the functional and the departmental economic classification, as tables of several forms print them."""

from __future__ import annotations

CLASSES = (
    ("201", "一般公共服务支出"),
    ("202", "外交支出"),
    ("203", "国防支出"),
    ("204", "公共安全支出"),
    ("205", "教育支出"),
    ("206", "科学技术支出"),
    ("207", "文化旅游体育与传媒支出"),
    ("208", "社会保障和就业支出"),
    ("210", "卫生健康支出"),
    ("211", "节能环保支出"),
    ("212", "城乡社区支出"),
    ("213", "农林水支出"),
    ("214", "交通运输支出"),
    ("215", "资源勘探工业信息等支出"),
    ("216", "商业服务业等支出"),
    ("217", "金融支出"),
    ("219", "援助其他地区支出"),
    ("220", "自然资源海洋气象等支出"),
    ("221", "住房保障支出"),
    ("222", "粮油物资储备支出"),
    ("223", "国有资本经营预算支出"),
    ("224", "灾害防治及应急管理支出"),
    ("229", "其他支出"),
)
"""The classes that the twelve-table form always prints, numbered in this order: the ordinal is not the code."""

RARE_CLASSES = (
    ("209", "社会保险基金支出"),
    ("227", "预备费"),
    ("230", "转移性支出"),
    ("231", "债务还本支出"),
    ("232", "债务付息支出"),
    ("233", "债务发行费用支出"),
    ("234", "抗疫特别国债安排的支出"),
)
"""Classes that some years' and departments' documents add to the list."""

CLASS_ALIASES = {
    "206": ("科学技术",),
    "207": ("文化体育与传媒支出",),
    "210": ("医疗卫生与计划生育支出",),
    "215": ("资源勘探信息等支出", "资源勘探工业信息支出"),
    "216": ("商业服务业支出",),
    "220": ("国土海洋气象等支出", "自然资源海洋气象支出"),
}

ECONOMIC_CLASSES = (
    ("301", "工资福利支出"),
    ("302", "商品和服务支出"),
    ("303", "对个人和家庭的补助"),
    ("310", "资本性支出"),
)
RARE_ECONOMIC_CLASSES = (
    ("307", "债务利息及费用支出"),
    ("309", "资本性支出（基本建设）"),
    ("311", "对企业补助（基本建设）"),
    ("312", "对企业补助"),
    ("313", "对社会保障基金补助"),
    ("399", "其他支出"),
)

_NUMERALS = "一二三四五六七八九十"


def ordinal(n: int) -> str:
    """The ordinal in front of a row of a list."""
    tens, ones = divmod(n, 10)
    ten = ("" if tens < 2 else _NUMERALS[tens - 1]) + ("十" if tens else "")
    return f"{ten}{_NUMERALS[ones - 1] if ones else ''}、"
