"""What the attributes of units, projects, settings and disclosed facts are called, in one way everywhere."""

from __future__ import annotations

from ..model.errors import Message, say


def attribute(field: str) -> Message:
    """The label of an attribute; a setting of one code or one act with that, and what nobody has named by itself."""
    if f"field.{field}" in MESSAGES:
        return say(f"field.{field}")
    group, _, member = field.rpartition(".")
    return say(f"field-of.{group}", member=member) if f"field-of.{group}" in MESSAGES else say("field", name=field)


def disclosed(id: str) -> Message:
    """The section of an explanation that facts belong to, with its year where the id says one."""
    year, _, section = id.rpartition("/")
    known = f"disclosure.{section}"
    told = say(known) if known in MESSAGES else say("field", name=section)
    return say("disclosure", year=year, section=told) if year else told


MESSAGES = {
    "field": ("{name}", "{name}"),
    "field.id": ("编号", "id"),
    "field.handle": ("代码", "handle"),
    "field.seq": ("版本", "version"),
    "field.kind_inferred": ("类型系推定", "kind inferred"),
    "field.name": ("名称", "name"),
    "field.kind": ("类型", "kind"),
    "field.unit": ("单位", "unit"),
    "field.point": ("版本写法", "point"),
    "field.year": ("年度", "year"),
    "field.form": ("格式", "form"),
    "field.scope": ("口径", "scope"),
    "field.opening": ("年初开账", "opening"),
    "field.milestone": ("里程碑", "milestone"),
    "field.file": ("文件", "file"),
    "field.parent": ("上级单位", "parent"),
    "field.into": ("并入", "went into"),
    "field.closed": ("终止", "closed"),
    "field.category": ("类别", "category"),
    "field.goal": ("绩效目标", "goal"),
    "field.predecessor": ("接续", "predecessor"),
    "field.total": ("采购总额", "total of procurement"),
    "field.goods": ("货物类采购", "goods procured"),
    "field.works": ("工程类采购", "works procured"),
    "field.services": ("服务类采购", "services procured"),
    "field.as_of": ("截止日期", "as of"),
    "field.fixed_assets": ("固定资产", "fixed assets"),
    "field.building_area": ("房屋面积", "floor area"),
    "field.vehicles": ("公务用车", "vehicles"),
    "field.equipment": ("大型设备", "large equipment"),
    "field.planned_purchase": ("拟购置资产", "assets to be bought"),
    "field.purpose": ("购置用途", "purpose of buying"),
    "field.warnings.hard": ("不得放行的提示规则", "warnings that refuse"),
    "field.approval.required": ("须经批准的事项", "what needs approval"),
    "field.template.explanation": ("说明模板", "template of the explanation"),
    "field.codes.function.complete": ("功能科目表完整的年度", "years with all function codes"),
    "field.codes.economic.complete": ("经济科目表完整的年度", "years with all economic codes"),
    "field-of.template.explanation": ("{member}年说明模板", "template of the explanation of {member}"),
    "field-of.code.function": ("功能科目 {member}", "function code {member}"),
    "field-of.code.economic": ("经济科目 {member}", "economic code {member}"),
    "field-of.authority": ("权限：{member}", "authority: {member}"),
    "disclosure": ("{year}年{section}", "{section} of {year}"),
    "disclosure.procurement": ("政府采购", "procurement"),
    "disclosure.assets": ("国有资产", "state assets"),
    "disclosure.key-projects": ("重点项目", "key projects"),
}
