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
    "refused.source-missing": ("{mode} 应写明资金来源 source", "{mode} names no source of the money"),
    "refused.authority": (
        "{act}需要{needed}或更高的批准权限（权限表 {row}）",
        "{act} needs the authority of {needed} or above (authority table, {row})",
    ),
    "refused.authority-row": (
        "{key} 的值“{value}”不是权限表的一行；写法：LEVEL[, over AMOUNT LEVEL]...[, parent]，金额与权限逐级升高",
        "“{value}” is no row of the authority table for {key}: LEVEL[, over AMOUNT LEVEL]...[, parent], amounts and levels rising",
    ),
    "refused.parent-missing": (
        "{act}：文件应写明所依据的上级文件或决议文号（document.parent）",
        "{act}: the document should name the higher document or resolution that it rests on (document.parent)",
    ),
    # The acts of the authority table.
    "act.ceiling": ("下达控制数", "issuing ceilings"),
    "act.approve": ("预算批复", "approving the budget"),
    "act.adjust.supplement": ("追加", "a supplement"),
    "act.adjust.cut": ("追减", "a cut"),
    "act.adjust.statutory": ("预算调整", "a statutory adjustment"),
    "act.adjust.reserve": ("动支预备费", "a reserve release"),
    "act.adjust.from-above": ("下达上级转移支付", "a transfer from above"),
    "act.adjust.recovery": ("收回资金", "a recovery"),
    "act.detail": ("代编细化", "detailing an allocation"),
    "act.freeze": ("冻结", "a freeze"),
    "act.release": ("解冻", "releasing a freeze"),
    "act.transfer.economic": ("经济科目之间的调剂", "a transfer between economic codes"),
    "act.transfer.gov_economic": ("政府预算经济科目之间的调剂", "a transfer between government economic codes"),
    "act.transfer.controlled": ("受控科目的调剂", "a transfer that touches a controlled code"),
    "act.transfer.function": ("功能科目之间的调剂", "a transfer between function codes"),
    "act.transfer.project": ("项目之间的调剂", "a transfer between projects"),
    "act.transfer.nature": ("基本支出与项目支出之间的调剂", "a transfer between basic and project spending"),
    "act.transfer.unit": ("单位之间的调剂", "a transfer between units"),
    "act.settings": ("变更设置", "changing settings"),
    "act.reclassify": ("科目调整", "a reclassification"),
    "act.carry": ("结转", "carrying over"),
    "act.surplus": ("申报结余", "declaring a surplus"),
    "act.final-accounts": ("上报决算", "reporting final accounts"),
    "refused.reason-missing": ("没有写理由 reason", "no reason is given"),
    "refused.other-year": (
        "生效日期 {date} 与 {year} 年度不符：请核对日期与年度",
        "{date}, the day of effect, does not belong to {year}: check the date and the fiscal year",
    ),
    "refused.observed-without-reason": (
        "据实登记（observed）须写明理由",
        "what is recorded as observed needs a reason",
    ),
    "refused.code-unknown": (
        "{year} 年科目表中没有 {code}：请核对；若无误，可用设置 code.function.{code} 或 code.economic.{code} 登记名称",
        "code {code} is not in the list of {year}: look again; if it is right, name it by the setting code.function.{code} or code.economic.{code}",
    ),
    "refused.above-approved": (
        "{item}：将比批复数多 {above} 万元",
        "{item}: it would be {above} 万元 above what was approved",
    ),
    "refused.above-ceiling": (
        "{what}：二上 {asked} 万元，超过控制数 {limit}",
        "{what}: {asked} 万元 are asked for, above the ceiling of {limit}",
    ),
    "refused.above-request": (
        "{unit}：批复 {approved} 万元，多于二上 {asked}",
        "{unit}: {approved} 万元 approved, more than the {asked} asked for",
    ),
    "refused.request-negative": ("上报数和控制数不能小于零", "a request or a ceiling may not be below zero"),
    "refused.limit-too-fine": (
        "控制数只按单位、项目、支出性质、资金性质，不能按 {dimensions}",
        "a ceiling names unit, project, nature and fund, not {dimensions}",
    ),
    "refused.line-twice": ("同一预算行列了两次：{line}", "a line is listed twice: {line}"),
    "refused.same-name": ("名称已经是“{name}”", "it is called “{name}” already"),
    "refused.merged-into-own-part": (
        "{into} 是 {unit} 的下级单位，不能反向并入",
        "{into} is a part of {unit}, which can't be merged into it",
    ),
    "refused.grows-carried": (
        "{line} 只有以前年度结转来的预算行：给它增加须写明 origin_year，否则请写全科目和资金性质",
        "{line}: its only line is money brought forward; to add to that state origin_year, else name all codes and the fund",
    ),
    "refused.same-kind": ("{unit} 已登记为{kind}单位", "{unit} is of kind {kind} already"),
    "refused.merged-into-itself": ("{unit} 不能并入自身", "{unit} can't be merged into itself"),
    "refused.unit-ended": ("单位“{unit}”已并入其他单位", "unit “{unit}” was merged into another"),
    "refused.project-closed": (
        "项目“{project}”已在 @{seq} 终止",
        "project “{project}” has ended (@{seq}): no money can be put on it",
    ),
    "refused.closed-with-money": (
        "项目“{project}”终止时还有 {left} 万元：应先收回、追减或列为结余",
        "project “{project}” ends with {left} 万元 left: recover, cut or declare it surplus",
    ),
    "refused.weights": ("权重之和须为 1：{weights}", "weights must sum to 1: {weights}"),
    "refused.merge-of-one": ("合并须有两个以上项目", "a merger needs two projects or more"),
    "refused.not-a-reclassification": (
        "科目调整不能改变 {dimension}：请用调剂",
        "a reclassification may not change {dimension}: use a transfer",
    ),
    "refused.move-too-large": (
        "{line}：现有 {available} 万元，不足 {amount}",
        "{line}: {amount} 万元 can't be moved, {available} are there",
    ),
    "refused.detail-not-zero": ("细化各行之和与来源相差 {fen} 分", "the lines differ from their source by {fen} fen"),
    "refused.not-frozen": ("{line}：只冻结了 {frozen} 万元", "{line}: only {frozen} 万元 are frozen"),
    "refused.later-execution": (
        "{line}：{date} 的执行数已经登记；早于它的累计数请先冲销后登记，或不写 through 登记增加额",
        "{line}: spending of {date} is recorded already; reverse it before an earlier total, or give what was spent, without through",
    ),
    "refused.more-came-back": (
        "{line}：退回多于已执行的 {spent} 万元",
        "{line}: more came back than the {spent} 万元 spent",
    ),
    "refused.closes-other-year": (
        "结账的是 {year} 年，修订却属于 {fiscal_year} 年",
        "it closes {year} and is filed under {fiscal_year}: use the fiscal year that is closed",
    ),
    "refused.year-closed": (
        "{year} 年已在 @{seq} 结账，只接受更正和决算，不接受 {kinds}",
        "{year} was closed in @{seq}: it takes corrections and final accounts, not {kinds}",
    ),
    "refused.carried-backwards": (
        "不能把 {year} 年的钱结转到 {fiscal_year} 年：结转登记在接收的年度",
        "money of {year} can't be carried into {fiscal_year}: a carry-over is filed under the year that receives it",
    ),
    "refused.carried-twice": (
        "{line}：{origin} 年安排的资金到 {year} 年底仍未用完，应列为结余，不能再结转",
        "{line}: budgeted in {origin} and unspent at the end of {year}, it is surplus and can't be carried once more",
    ),
    "refused.more-than-unspent": (
        "{line}：{year} 年自 {date} 起未用的只有 {available} 万元（结转登记在接收它的年度）",
        "{line}: of {year} only {available} 万元 are unspent from {date} on (a carry-over is filed under the year that receives it)",
    ),
    "refused.origin-lost": (
        "{line}：结转资金改变用途后，安排年度不变，转入的预算行须写同一 origin_year",
        "{line}: carried-over money keeps the year that first held it: name that origin_year on both lines",
    ),
    "refused.origin-ahead": (
        "{year} 年的预算行不能写 {origin} 年安排",
        "a line of {year} can't hold money first budgeted in {origin}",
    ),
    "refused.approved-carried": (
        "{line}：上年结转不属于批复数，请写完整的本年预算行",
        "{line}: carried-over money is never approved anew: name the year's own line in full",
    ),
    "refused.through-ahead": (
        "累计数截至 {through}，修订却自 {effective} 生效",
        "the total runs through {through}, after the {effective} from which it would count",
    ),
    "refused.held-below-zero": (
        "{line}：已解冻、已收回或已退回的，不能再减一次",
        "{line}: what was released, recovered or refunded already can't be taken back once more",
    ),
    "refused.rolled-backwards": (
        "不能由 {year} 年滚动到 {fiscal_year} 年",
        "{year} can't be rolled over into {fiscal_year}",
    ),
    "refused.rolled-twice": ("{year} 年已在 @{seq} 滚动", "{year} was rolled over in @{seq} already"),
    "refused.rolled-project-twice": ("项目“{project}”列了两次", "project “{project}” is listed twice"),
    "refused.nothing-republished": (
        "{year} 年没有公开的报表可以更正：先 StatementPublished",
        "{year} was not opened by a publication: there is nothing to publish again",
    ),
    "refused.republished-scope": (
        "{year} 年开账的报表不是 {scope} 的",
        "the publication that opened {year} is not of {scope}",
    ),
    "refused.not-proposable": ("{kind} 不能先提议后批准", "{kind} can't be proposed: record it"),
    "refused.not-a-proposal": ("@{seq} 不是提议", "@{seq} is no proposal"),
    "refused.proposal-decided": ("@{seq} 已由 @{by} 处理", "@{seq} was decided in @{by} already"),
    "refused.proposal-of-other-year": ("@{seq} 属于 {year} 年", "@{seq} is of {year}: decide on it in that year"),
    "refused.reversal-of-proposal": (
        "@{seq} 是提议，尚未生效：请否决它",
        "@{seq} is a proposal and counts for nothing yet: reject it",
    ),
    "refused.reversal-of-approved": (
        "@{seq} 是提议，由 @{by} 批准生效：请冲销 @{by}",
        "@{seq} is a proposal that @{by} approved: reverse @{by}",
    ),
    "refused.same-person": (
        "@{seq} 须由他人批准：提议人 {by}",
        "@{seq} must be approved by somebody else than {by}, who proposed it",
    ),
    "refused.approval-required": (
        "本账本要求先提议、由他人批准：登记时加 proposed",
        "this book asks for a proposal that somebody else approves: record it as proposed",
    ),
    "refused.stale": (
        "@{seq} 不能再照原样批准：{why}；其后变动同一预算行的有：{later}",
        "@{seq} can't be approved as it was proposed: {why}; revisions since then on the same lines: {later}",
    ),
    "refused.decided-otherwise": ("所依据的数已变", "the amounts that it was worked out from have changed"),
    "refused.transfer-not-zero": (
        "调剂各笔之和必须为零，现差 {fen} 分",
        "the legs of a transfer must sum to zero; they are out by {fen} fen",
    ),
    "refused.transfer-across-funds": (
        "调剂不得改变资金性质：{funds}",
        "a transfer may not change the kind of fund: {funds}",
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
    "refused.floor-approval": (
        "不能再照原样批准：{later} 已动用该款，{line} {date} 起将为 {after} 万元",
        "can't be approved as it was proposed: {later} have drawn on it, {line} would be {after} 万元 from {date} on",
    ),
    "refused.authority-of-reversal": (
        "冲销 @{seq} 需要 {needed} 或更高的批准权限",
        "reversing @{seq} needs the authority of {needed} or above",
    ),
    "refused.setting-value": (
        "{key} 不能取“{value}”：{expected}",
        "{key} can't be “{value}”: {expected}",
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
    "refused.opened-before": (
        "{year} 年已由 @{seq} 公开的报表开账；只作报表导入请去掉 --adopt，更正公开请用 --again",
        "{year} was opened by the statement of @{seq}; leave out --adopt to keep this one beside it, or use --again if it"
        " takes the place of that one",
    ),
    "refused.year-has-amounts": (
        "{year} 年已有金额，不能再由报表开账；去掉 --adopt 可作为报表导入",
        "{year} has amounts already: a statement can't open it; leave out --adopt to keep it beside them",
    ),
    "refused.size-unread": (
        "{file}：表 {table} 没有读进来，开账后总额不明；去掉 --adopt 可作为报表导入，或对照原件另存为 xlsx、docx 或文本后再开账",
        "{file}: table {table} could not be read, and without it the total is not known; leave out --adopt to keep what was"
        " read, or save the document from the original as xlsx, docx or text and adopt that",
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
            "I1": ("事件只增不改，更正另记", "events are append-only; a correction is a reversal and a new event"),
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
            "I8": ("“三公”各项变动后不超过批复数", "no capped item (三公) rises above what was approved for it"),
            "I11": (
                "结转不超过未用数，用途不变；安排后第二年底仍未用完的列为结余",
                "no more is carried over, or declared surplus, than is unspent, and what two years left unspent is surplus",
            ),
            "I12": ("预算行须有已登记的单位和已入库的项目", "no line without a registered unit and an added project"),
            "I13": (
                "各单位之和等于部门，各下级科目之和等于上级",
                "units sum to the department, children to their parents",
            ),
            "I14": (
                "科目调整、拆分、合并不改变总额，权重之和为一",
                "reclassifying, splitting and merging leave amounts as they are; weights sum to 1",
            ),
            "I15": (
                "科目代码格式正确；账本声明科目表完整的年度，须在表内",
                "codes are well formed, and in the list where the book says that it is complete",
            ),
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
            "I17": (
                "二上不超过控制数，批复不超过二上",
                "requests stay within their ceilings, approvals within the request",
            ),
            "I20": ("已结账的年度只接受更正和决算", "a closed year takes corrections and final accounts only"),
            "I22": (
                "账本要求时，登记人不得批准自己的提议",
                "where the book asks for it, nobody approves what he proposed",
            ),
            "I32": ("各类变动须有权限表所定的批准权限", "each act has the authority that the table in force asks for"),
            "I33": ("须依据上级文件的，写明其文号", "what rests on a higher document names it"),
            "I34": ("有金额的修订写明理由", "a revision with money says why"),
            "I35": ("追加写明资金来源", "a supplement names the source of the money"),
            "I36": ("批准的提议须未经处理，且按现状仍然成立", "what is approved is pending, and still holds"),
            "I37": ("项目终止时不留余额", "a project ends with nothing left on it"),
            "I38": (
                "解冻不超过已冻结，累计执行数按日期先后登记",
                "no more is released than is frozen; totals spent follow their dates",
            ),
            "I39": ("据实登记须写明理由", "what is recorded as observed says why"),
            "I40": ("科目在当年科目表之内", "codes are in the year's list"),
            "I41": (
                "预算最早在上年编制，并在当年调整",
                "a budget is prepared in the year before at the earliest, and adjusted in its own",
            ),
        }.items()
    },
}
