"""Refusals and warnings of the budget rules. Each says what, where, and what would be right."""

MESSAGES = {
    "refused.document-missing": (
        "有金额的修订必须有文号、文件日期和批准权限；缺少：{fields}",
        "a revision with money needs a document number, its date and an authority; missing: {fields}",
    ),
    "refused.zero": ("金额为零：请写实际增减额", "the amount is zero: give what really changes"),
    "refused.not-positive": ("{kind} 的金额必须大于零", "{kind} takes an amount above zero"),
    "refused.not-negative": ("{kind} 的金额必须小于零", "{kind} takes an amount below zero"),
    "refused.approved-negative": ("批复数不能小于零", "an approved amount may not be below zero"),
    "refused.source-missing": ("{mode} 必须写明资金来源 source", "{mode} must name its source"),
    "refused.authority": ("需要 {needed} 或更高的批准权限", "this needs the authority of {needed} or above"),
    "refused.transfer-not-zero": (
        "调剂各笔之和必须为零，现差 {fen} 分",
        "the legs of a transfer must sum to zero; they are out by {fen} fen",
    ),
    "refused.transfer-across-funds": (
        "调剂不得改变资金性质：{funds}",
        "a transfer may not change the kind of fund: {funds}",
    ),
    "refused.basic-project": (
        "基本支出与项目支出之间调剂需要 {needed} 或更高权限",
        "a transfer between basic and project spending needs the authority of {needed} or above",
    ),
    "refused.unit-unknown": (
        "没有单位“{unit}”：先登记（UnitRegistered）",
        "no unit “{unit}”: register it first (UnitRegistered)",
    ),
    "refused.unit-ambiguous": ("有多个单位叫“{unit}”：请用编号", "several units are called “{unit}”: give the id"),
    "refused.unit-exists": ("单位“{unit}”已经登记", "unit “{unit}” is registered already"),
    "refused.project-unknown": (
        "没有项目“{project}”：先入库（ProjectAdded）",
        "no project “{project}”: add it first (ProjectAdded)",
    ),
    "refused.project-ambiguous": (
        "“{project}”不止一个项目：{candidates}；请写成 单位/项目",
        "“{project}” is more than one project: {candidates}; write UNIT/NAME",
    ),
    "refused.project-of-other-unit": ("项目“{project}”属于 {unit}", "project “{project}” belongs to {unit}"),
    "refused.project-exists": ("{unit} 已有项目“{project}”", "{unit} has a project “{project}” already"),
    "refused.line-without-unit": (
        "预算行没有写单位，也不能由项目推出",
        "the line names no unit, and no project that implies one",
    ),
    "refused.line-without-project": ("{nature} 的预算行必须有项目", "a line of {nature} needs a project"),
    "refused.line-ambiguous": (
        "符合 {known} 的预算行不止一条：请补充科目或资金性质",
        "more than one line fits {known}: add codes or fund until one does",
    ),
    "refused.nature-malformed": ("支出性质“{value}”不在表3各栏之列", "“{value}” is no nature (a column of table 3)"),
    "refused.fund-malformed": ("资金性质“{value}”不在表2各栏之列", "“{value}” is no fund (a column of table 2)"),
    "refused.function-malformed": ("功能科目“{value}”应为7位数字", "function code “{value}” must have seven digits"),
    "refused.economic-malformed": ("经济科目“{value}”应为5位数字", "economic code “{value}” must have five digits"),
    "refused.gov_economic-malformed": (
        "政府经济科目“{value}”应为3位或5位数字",
        "government economic code “{value}” must have three or five digits",
    ),
    "refused.floor": (
        "{line}：{date} 起将为 {after} 万元，低于已执行和冻结的 {held}；可减 {available}",
        "{line}: from {date} on it would be {after} 万元, below the {held} executed and frozen; {available} can be taken",
    ),
    "refused.below-zero": (
        "{line}：{date} 起将为 {after} 万元，低于零；可减 {available}",
        "{line}: from {date} on it would be {after} 万元, below zero; {available} can be taken",
    ),
    "refused.floor-reversal": (
        "不能冲销：{later} 已动用该款，{line} {date} 起将为 {after} 万元",
        "can't be reversed: {later} have drawn on it, {line} would be {after} 万元 from {date} on",
    ),
    "refused.same-line": (
        "同一预算行上的调出与调入相抵，没有可登记的变动",
        "the legs on one line cancel out: nothing would be recorded",
    ),
    "refused.cell-floor": (
        "表{table} {row} [{column}]：{effective} 起将为 {amount} 万元，低于零（按公开数核对）",
        "table {table}, {row} [{column}]: from {effective} on it would be {amount} 万元, below zero (by the published cells)",
    ),
    "refused.approved-twice": (
        "本年已批复过：{line}；变动请用追加、追减或调剂",
        "approved already this year: {line}; adjust or transfer instead",
    ),
    "refused.year-opened": (
        "{year} 年已由 @{seq} 公开的报表开账",
        "{year} was opened by the statement of @{seq}",
    ),
    "refused.year-has-amounts": (
        "{year} 年已有金额，不能再由报表开账",
        "{year} has amounts already: a statement can't open it",
    ),
    "refused.statement-form": ("没有格式“{form}”；有：{forms}", "no form “{form}”; there are: {forms}"),
    "refused.statement-table": (
        "格式 {form} 没有这样的表 {table}：表号或栏名不对",
        "form {form} has no such table {table}: its number or columns are wrong",
    ),
    "refused.statement-twice": (
        "{file} 已在 @{seq} 导入过（同一文件）",
        "{file} was imported in @{seq} already (the same file)",
    ),
    "refused.posted-twice": (
        "文件 {number} 的同一笔已在 @{seq} 登记；若确需重记，先冲销",
        "document {number} has posted the same amount in @{seq}; reverse that first if it must be recorded again",
    ),
    "refused.too-large": (
        "金额合计超出账本所能容纳",
        "the amounts sum to more than a book can hold",
    ),
    "refused.no-such-revision": ("没有修订 @{seq}", "there is no revision @{seq}"),
    "refused.already-reversed": ("@{seq} 已被 @{by} 冲销", "@{seq} was reversed by @{by} already"),
    "refused.reversal-of-other-year": (
        "@{seq} 属于 {year} 年，请在该年度冲销",
        "@{seq} is of {year}: reverse it in that year",
    ),
    "refused.reversal-too-early": (
        "@{seq} 自 {start} 生效，冲销不能早于该日",
        "@{seq} takes effect on {start}: its reversal can't take effect before",
    ),
    "refused.depended-on": (
        "@{seq} 不能冲销：后来的 {later} 以它为依据",
        "@{seq} can't be reversed: {later} build on it",
    ),
    "refused.milestone-exists": ("已有版本名“{name}”", "there is a milestone “{name}” already"),
    "refused.milestone-name": (
        "“{name}”不能作版本名：不含空格和~，不是 HEAD、@n、日期",
        "“{name}” can't name a version: no spaces or ~, not HEAD, @n or a date",
    ),
    "refused.setting-unknown": ("没有设置项“{key}”", "there is no setting “{key}”"),
    "refused.reason-subject": (
        "情况说明不涉及表{table}的“{row}”行，不能为它写增减原因",
        "the explanation does not speak of row “{row}” of table {table}: no reason can be written for it",
    ),
    "warning.unclassified": ("未写 {dimension}，记为未分类", "{dimension} is not stated: recorded as unclassified"),
    "warning.gov-economic": (
        "政府经济科目 {stated} 与 {economic}（{kind}）通常的 {derived} 不同",
        "government code {stated} differs from {derived}, the usual one for {economic} ({kind})",
    ),
    **{
        f"rule.{id}": pair
        for id, pair in {
            "I2": ("有金额的修订须有文号、日期、权限", "money needs document number, date and authority"),
            "I3": ("调剂各笔之和为零", "a transfer sums to zero"),
            "I4": (
                "任何生效日都不低于已执行加冻结，也不低于零",
                "nothing falls below executed + frozen, nor below zero, at any effective date",
            ),
            "I5": ("追加大于零，追减小于零，零额拒绝", "supplements above zero, cuts below, zero refused"),
            "I6": ("调剂不改变资金性质", "a transfer never changes the kind of fund"),
            "I7": ("基本与项目之间调剂须财政部门批准", "basic ↔ project only with finance authority"),
            "I9": ("法定预算调整须人大常委会决议", "statutory adjustments need the standing committee"),
            "I10": ("上级资金和预备费须写明来源", "money from above and from the reserve names its source"),
            "I12": ("预算行须有已登记的单位和已入库的项目", "no line without a registered unit and an added project"),
            "I14": (
                "科目调整不改变金额并注明日期；对照表各项权重之和为1",
                "reclassification is amount-neutral and dated; the weights of a map sum to 1",
            ),
            "I15": ("科目代码格式正确", "codes are well formed"),
            "I16": ("政府经济科目与部门经济科目、单位类型相称", "government codes fit economic code and kind of unit"),
            "I19": ("同一文件的同一笔只登记一次", "a document's line is posted once"),
            "I21": ("金额为整数分，合计不超出账本所能容纳", "money is integer fen, and sums fit into a book"),
            "I23": ("同一份公开文件只导入一次", "a published file is imported once"),
            "I24": ("预算行要么维度齐全，要么唯一", "a line is named in full, or uniquely"),
            "I25": ("单位、项目、版本名不重复", "units, projects and milestones are named once"),
            "I26": ("一年只有一个开账来源", "a year has one opening"),
            "I27": (
                "冲销的修订存在、未被冲销、无后续依赖",
                "what is reversed exists, stands, and nothing builds on it",
            ),
            "I28": ("版本名不与其他写法混淆", "a milestone's name can't be taken for another way of writing a point"),
            "I30": ("报表的格式、表号、栏名须是已知的", "a statement is in a known form, with its tables and columns"),
            "I31": ("增减原因须针对情况说明所述的数", "a reason explains an amount that the explanation speaks of"),
            "I29": ("设置项须是已知的", "settings are known ones"),
        }.items()
    },
}
