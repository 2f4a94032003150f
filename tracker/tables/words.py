"""Words that documents of several forms share. Patterns are matched on lines without the white space that converters
put in, full-width punctuation, letters and digits made plain (documents/words.py)."""

from __future__ import annotations

from collections.abc import Mapping

AMOUNT = r"(?P<amount>[-−△]?[\d,]{1,20}(?:\.\d{1,6})?)(?P<unit>万元|亿元|元)"
_NUMBER = r"(?P<number>[\d,]{1,20}(?:\.\d{1,6})?)"

COMMON_WORDS: Mapping[str, tuple[str, ...]] = {
    "year": (r"(?P<year>(?:19|20)\d\d)年度?",),
    "contents": (r"目录$",),
    "part": (r"第[一二三四五六七八九十\d]{1,3}部分",),
    "section": (r"(?P<ordinal>[一二三四五六七八九十]{1,3})、(?P<title>[^。]{2,40})$",),
    # The head and the foot of a table's page.
    "entity": (
        r"(?:单位|部门)(?:\(单位\)|\(部门\))?名称:(?P<name>.+)",
        r"(?:编制|填报|编报|预算|决算|公开)?(?:单位|部门):(?P<name>.+)",
    ),
    "entity-suffix": (r"(?:19|20)\d\d年度?$",),
    "page-date": (
        r"(?:(?:编制|填报|填表|公开|报送)?(?:日期|时间):)?(?:19|20)\d\d年度?(?:\d{1,2}月(?:\d{1,2}日)?)?",
        r"(?:财政)?年度:(?:19|20)\d\d年?度?",
    ),
    "money": (r"(?:金额|计量|货币)?单位:?(?:人民币)?(?P<unit>亿元|百万元|万元|千元|元)",),
    "money-in-header": (r"\((?:金额)?(?:单位:?)?(?:人民币)?(?P<unit>亿元|百万元|万元|千元|元)\)$",),
    "money-units": ("元=100", "千元=100000", "万元=1000000", "百万元=100000000", "亿元=10000000000"),
    "note": (r"(?:备?注|说明)\d{0,2}[:.、]",),
    "page-number": (
        r"[-—–·.~\s]*第?\d{1,4}页?(?:[/,，共]*\d{1,4}页?)?[-—–·.~\s]*",
        r"第[一二三四五六七八九十百]{1,5}页(?:共[一二三四五六七八九十百]{1,5}页)?",
    ),
    "sheet-label": (
        r"\(?(?:附|公开|预算|决算|部门公开|部门预算|部门决算)?(?:表格?[\d一二三四五六七八九十]{1,3}|[\d一二三四五六七八九十]{1,3}表)\)?[:、]?",
        r"\(?续表?\d{0,2}\)?",
        r"附[件表][\d一二三四五六七八九十]{0,3}[:、]?",
    ),
    "title-prefix": (
        r"[-•·*#●○◆■]+",
        r"\(?附?(?:公开|预算|决算)?表格?(?:\d{1,3}|[一二三四五六七八九十]{1,3}(?!般))\)?[-:、.]?",
        r"(?:19|20)\d\d年度?",
        r"(?:本?部门|本?单位)(?!预算|决算)",
        r"[^表]{2,40}?(?:局|委员会|办公室|办事处|中心|院|厅|馆|联合会|人民政府)(?:本级)?(?=(?:部门|单位|\d{4}年|收|支|财政|一般|政府性|国有))",
    ),
    "title-suffix": (
        r"\(?续表?\d{0,2}\)?$",
        r"\((?:19|20)\d\d年度?\)$",
        r"\((?:金额)?单位:?[^()]{1,10}\)$",
    ),
    "title": (r".{2,60}表(?:\([^()]{1,30}\))?",),
    "header-prefix": (r"(?:19|20)\d\d年度?", r"其中:", r"本年(?=预算|财政)"),
    "code-header": ("科目编码", "科目代码", "编码", "代码"),
    "column-numbers": ("栏次", "行次"),
    "code-parts": ("类", "款", "项"),
    "withheld": ("涉密", "保密", r"\*{2,10}", r"不予?公开", r"[×╳]{2,10}"),
    # Units and their kinds.
    "own-level": (r"[(（]?本级[)）]?",),
    # The facts of the explanation: section, then key=pattern.
    "procurement": (r"政府采购",),
    "procurement-facts": (
        rf"total=政府采购(?:预算)?(?:总额|金额)?(?:安排|为|共)?(?:预算)?(?:总额|金额)?{AMOUNT}",
        rf"goods=货物类?(?:政府)?(?:采购)?(?:预算|支出)?(?:为|安排)?{AMOUNT}",
        rf"works=工程类?(?:政府)?(?:采购)?(?:预算|支出)?(?:为|安排)?{AMOUNT}",
        rf"services=服务类?(?:政府)?(?:采购)?(?:预算|支出)?(?:为|安排)?{AMOUNT}",
    ),
    "assets": (r"国有资产",),
    "assets-facts": (
        r"as_of=截[至止](?P<date>\d{4}年\d{1,2}月\d{1,2}日)",
        rf"fixed_assets=(?<!购置)(?<!采购)(?<!新增)固定资产(?:总?金额|总额|原值|账面价值|价值)?(?:为|是|共)?{AMOUNT}",
        rf"building_area=房屋(?:建筑)?(?:面积)?(?:为|共)?{_NUMBER}平方米",
        rf"vehicles=(?:公务用)?车辆?(?:数量)?(?:为|共)?{_NUMBER}[辆台]",
        rf"equipment=(?:单[价位](?:价值)?(?:在)?\d+万元(?:\(含\))?以上的?|单[价位][^。,;]{{0,20}})(?:[^。,;\d]{{0,8}})?设备(?:\([^()]{{0,8}}\))?(?:为|共)?{_NUMBER}[台件套(]",
        rf"planned_purchase=拟(?:购置|采购)(?:固定)?资产(?:总?金额|预算)?(?:为|共)?{AMOUNT}",
        r"purpose=拟(?:购置|采购)(?:固定)?资产[^。;]{0,40}?主要(?:是|用于|为|包括):?(?P<text>[^。]{1,400})",
    ),
    "key-projects": (r"重点项目", r"预算绩效目标"),
    "key-project-headers": (r"项目(?:名称)?", r"预算(?:数|金额|安排)?", r"(?:项目)?绩效目标"),
}  # fmt: skip
