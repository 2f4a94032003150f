"""What is said of crosswalks and of the comparisons of years that use them."""

MESSAGES = {
    "refused.map-basis": (
        "对照表须有依据：写 basis（法定依据），或给出文号、标题",
        "a crosswalk needs its legal basis: give basis, or a document with its number or title",
    ),
    "refused.map-years": (
        "对照表由较早的年度指向较晚的年度，不能由 {first} 年到 {last} 年",
        "a crosswalk leads from an earlier year to a later one, not from {first} to {last}",
    ),
    "refused.map-code": ("科目代码“{value}”应为 {digits} 位数字", "code “{value}” must have {digits} digits"),
    "refused.map-levels": (
        "{source} → {target}：两个代码须为同一级（类、款、项）",
        "{source} → {target}: both codes must be of one level (3, 5 or 7 digits)",
    ),
    "refused.map-empty": (
        "对照须写 from 或 to：新设的只有 to，取消的只有 from",
        "a pair names from or to: what is new has only to, what ended only from",
    ),
    "refused.map-twice": ("{source} → {target} 写了两次", "{source} → {target} stands twice"),
    "refused.map-weight-zero": ("{source} → {target} 的权重为零", "the weight of {source} → {target} is zero"),
    "refused.map-ended": (
        "{source} 既写了取消，又写了去向：请只留一种",
        "{source} is said to have ended and to have become something: keep one of them",
    ),
    "refused.map-kind": (
        "{source} → {target} 不能是 {kind}：新设（new）没有 from，取消（ended）没有 to；一对多为 split，多对一为 merged；一对一同码为 same 或 renamed，异码为 renamed 或 moved",
        "{source} → {target} can't be {kind}: new has no from, ended no to; one to several is split, several to one merged; one to one is same or renamed with one code, renamed or moved with two",
    ),
    "refused.map-weights": (
        "{source} 各去向的权重之和为 {total}，应恰为 1",
        "the weights of {source} sum to {total}; they must make exactly 1",
    ),
    "system.function": ("功能科目", "function codes"),
    "system.economic": ("经济科目", "economic codes"),
    "system.gov_economic": ("政府经济科目", "government economic codes"),
    "system.unit": ("单位", "units"),
    "system.project": ("项目", "projects"),
    "map.same": ("不变", "same"),
    "map.renamed": ("更名", "renamed"),
    "map.split": ("拆分", "split"),
    "map.merged": ("合并", "merged"),
    "map.new": ("新设", "new"),
    "map.ended": ("取消", "ended"),
    "map.moved": ("调整", "moved"),
    "help.mode": (
        "按各年公开口径（published）、同口径（restated）或可比的上级科目（lca）",
        "as published, restated in the later year's codes, or at the lowest common code (lca)",
    ),
    "help.compare": ("与上年比较", "one year against an earlier one"),
    "help.compare-with": ("与哪一年比较（默认上一年）", "the earlier year (default: the year before)"),
    "help.compare-basis": (
        "口径，本年:上年，预算为 original 或 adjusted，支出为 executed 或 final（默认两年都有年初批复数时为 original:original）",
        "CURRENT:PRIOR, budgets as original or adjusted, what was spent as executed or final (default: original:original where both years have one)",
    ),
    "help.compare-by": (
        "按项目、功能科目（lca 的默认）、经济科目或单位；默认为格式的第一种",
        "by project, function (default of lca), economic code or unit; without it the first that the form has",
    ),
    "help.compare-tables": ("逐表比较，一次列出所有的表", "every table, one after another in one answer"),
    "help.compare-without-carried": (
        "两边都不计上年结转；公开没有分列的拒绝",
        "without what was brought forward from earlier years, on both sides; refused where a publication does not tell it",
    ),
    "compare.tables-alone": ("--tables 不与 {option} 同用", "--tables goes without {option}"),
    "compare.table": ("表 {table} {title}", "table {table} {title}"),
    "compare.without-carried": (
        "两边都未计上年结转",
        "without what was brought forward from earlier years, on both sides",
    ),
    "compare.joined": ("口径变化：{unit} 划入，{amount}", "scope: {unit} joined, {amount}"),
    "compare.left": ("口径变化：{unit} 划出，{amount}", "scope: {unit} left, {amount}"),
    "compare.common": (
        "同一范围（不含划入、划出单位）合计 {before} → {after}  {delta}  {percent}",
        "on the common scope, without the units that joined or left: total {before} → {after}  {delta}  {percent}",
    ),
    "compare.redefined": (
        "{before} {prior}，{after} {current}：口径不同，不作比较",
        "{before} {prior}, {after} {current}: defined differently (口径不同), not compared",
    ),
    "diff.lost-rows": (
        "{year} 年公开文件的表{table}缺页，{count} 行数额不明：{rows}",
        "{year}, table {table}: on a page that the document lacks, {count} rows unknown: {rows}",
    ),
    "diff.lost-table": (
        "{year} 年公开文件缺表{table}，其数额不明",
        "{year}: the document lacks table {table}; what it holds is unknown",
    ),
    "compare.silent": (
        "{year} 年的公开数后来被改动，没有说明（@{seq}，{count} 处）：",
        "{year} was published anew with other amounts, and nobody said why (@{seq}, {count} cells):",
    ),
    "compare.republished": (
        "{year} 年的公开数后来更正（@{seq}，{count} 处）：{reason}",
        "{year} was published anew with other amounts (@{seq}, {count} cells): {reason}",
    ),
    "compare.cell": (
        "  表{table} {row} {column}：当时 {then}，现为 {now}",
        "  table {table} {row} {column}: then {then}, now {now}",
    ),
    "compare.more-cells": (
        "  另有 {count} 处：tracker diff stmt:{first} stmt:{later} --table N",
        "  and {count} more: tracker diff stmt:{first} stmt:{later} --table N",
    ),
    "percent.none": ("不可比", "no base"),
    "compare.published": ("按各年公布的科目、单位和项目比较", "compared as published, in the codes of each year"),
    "compare.restated": (
        "按同口径比较：上年数已换算为本年的科目、单位和项目",
        "compared on one basis (按同口径比较): the earlier year restated in the later year's codes, units and projects",
    ),
    "compare.lca": (
        "按可比的上级科目比较：无对照的科目并入款或类",
        "compared at the lowest common code: what has no counterpart is taken together at 款, else 类",
    ),
    "compare.map": (
        "对照表 @{seq} {system} {first}→{last} {basis}",
        "map @{seq} {system} {first}→{last} {basis}",
    ),
    "compare.unmapped": (
        "  {year} 年 {row} {amount}：另一年没有，也没有对照",
        "  {year} {row} {amount}: not in the other year, and no map speaks of it",
    ),
    "compare.more-unmapped": ("  另有 {count} 项没有对照", "  and {count} more without a map"),
    "compare.backwards": (
        "{mode} 只能由较早的年度比到较晚的年度，不能由 {first} 年到 {last} 年：对照表不倒推",
        "{mode} compares an earlier year with a later one, not {first} with {last}: maps are not turned round",
    ),
    "compare.lca-codes": (
        "lca 按科目比较：用 --by function、--by economic 或按科目的表",
        "lca compares codes: use --by function, --by economic or a table by codes",
    ),
    "compare.basis": (
        "“{text}”不是口径：写成 本年:上年，各为 {bases} 之一",
        "“{text}” is no basis: write CURRENT:PRIOR, each one of {bases}",
    ),
    "compare.unlike": (
        "{current} 与 {prior} 不是同类数：预算数只与预算数比，执行数只与执行数比",
        "{current} and {prior} are not of one kind: compare budgets with budgets, outturns with outturns",
    ),
    "compare.spent": ("执行数", "executed"),
    "compare.nothing-spent": (
        "{year} 年在 {point} 还没有执行数",
        "nothing is recorded as spent in {year} at {point}",
    ),
    "compare.no-final": (
        "在 {point} 还没有版本 {name}：用 --basis executed:executed",
        "there is no milestone {name} at {point}: use --basis executed:executed",
    ),
    "compare.no-original": (
        "在 {point} 还没有版本 {name}：用 --basis adjusted:adjusted",
        "there is no milestone {name} at {point}: use --basis adjusted:adjusted",
    ),
    "compare.statement": (
        "{text} 只是一份报表：用 tracker diff 比较两份报表",
        "{text} is one statement: compare two of them with tracker diff",
    ),
    "show.no-crosswalks": ("没有对照表", "no crosswalk is adopted"),
    "show.crosswalk": (
        "{system} {first}→{last}  @{seq}  {by}  {basis}",
        "{system} {first}→{last}  @{seq}  {by}  {basis}",
    ),
}
