"""One line for each event of a timeline."""

MESSAGES = {
    "event.UnitRegistered": ("登记单位 {unit}（{kind}）", "registers {unit} ({kind})"),
    "event.UnitRenamed": ("{unit} 更名为 {name}", "{unit} is now called {name}"),
    "event.UnitKindChanged": ("{unit} 为{kind}单位", "{unit} is of kind {kind}"),
    "event.UnitMerged": ("{unit} 并入 {into}", "{unit} is merged into {into}"),
    "event.ProjectAdded": ("{unit} 新增项目 {project}", "adds project {project} of {unit}"),
    "event.ProjectRenamed": ("项目 {project} 更名为 {name}", "project {project} is now called {name}"),
    "event.ProjectSplit": ("项目 {project} 拆分为 {into}", "splits {project} into {into}"),
    "event.ProjectMerged": ("项目 {projects} 合并为 {into}", "merges {projects} into {into}"),
    "event.ProjectClosed": ("终止项目 {project}", "closes project {project}"),
    "event.GoalChanged": ("{project} 的绩效目标改为：{goal}", "new goal of {project}: {goal}"),
    "event.LinesReclassified": (
        "科目调整 {amount} 万元（{count} 笔）：{line} → {to}",
        "reclassifies {amount} 万元 ({count} moves): {line} → {to}",
    ),
    "event.RequestFiled.1": (
        "一上 {amount} 万元（{count} 行）：{line}",
        "first request {amount} 万元 ({count} lines): {line}",
    ),
    "event.RequestFiled.2": (
        "二上 {amount} 万元（{count} 行）：{line}",
        "second request {amount} 万元 ({count} lines): {line}",
    ),
    "event.CeilingIssued": (
        "一下控制数 {amount} 万元（{count} 项）：{line}",
        "ceilings of {amount} 万元 ({count}): {line}",
    ),
    "event.BudgetApproved": (
        "批复 {amount} 万元（{count} 行）：{line}",
        "approves {amount} 万元 ({count} lines): {line}",
    ),
    "event.AmountAdjusted.supplement": ("追加 {amount} 万元：{line}", "supplement {amount} 万元: {line}"),
    "event.AmountAdjusted.cut": ("追减 {amount} 万元：{line}", "cut {amount} 万元: {line}"),
    "event.AmountAdjusted.statutory": ("预算调整 {amount} 万元：{line}", "statutory adjustment {amount} 万元: {line}"),
    "event.AmountAdjusted.reserve": ("动支预备费 {amount} 万元：{line}", "from the reserve {amount} 万元: {line}"),
    "event.AmountAdjusted.from-above": ("上级转移支付 {amount} 万元：{line}", "from above {amount} 万元: {line}"),
    "event.AmountAdjusted.recovery": ("收回 {amount} 万元：{line}", "recovered {amount} 万元: {line}"),
    "event.AmountsTransferred": ("调剂 {amount} 万元：{line} → {to}", "transfers {amount} 万元: {line} → {to}"),
    "event.AmountsTransferred.many": (
        "调剂 {amount} 万元（{count} 笔）：{line}",
        "transfers {amount} 万元 ({count} legs): {line}",
    ),
    "event.AllocationDetailed": (
        "代编细化 {amount} 万元：{source} → {count} 行（{line}）",
        "details {amount} 万元: {source} → {count} lines ({line})",
    ),
    "event.FundsFrozen": ("冻结 {amount} 万元：{line}", "freezes {amount} 万元: {line}"),
    "event.FundsReleased": ("解冻 {amount} 万元：{line}", "releases {amount} 万元: {line}"),
    "event.ExecutionRecorded": ("执行 {amount} 万元：{line}", "spent {amount} 万元: {line}"),
    "event.ExecutionRecorded.through": (
        "截至 {through} 累计执行 {amount} 万元：{line}",
        "spent through {through}: {amount} 万元: {line}",
    ),
    "event.YearClosed": ("{year} 年结账", "closes {year}"),
    "event.CarriedForward": (
        "{year} 年结转 {amount} 万元（{count} 行）：{line}",
        "carries {amount} 万元 over from {year} ({count} lines): {line}",
    ),
    "event.SurplusDeclared": (
        "结余 {amount} 万元（{count} 行）：{line}",
        "declares {amount} 万元 surplus ({count} lines): {line}",
    ),
    "event.YearRolledOver": ("由 {year} 年滚动：{count} 个项目", "rolled over from {year}: {count} projects"),
    "event.FinalAccountsReported": (
        "决算 {amount} 万元（{count} 行）：{line}",
        "final accounts {amount} 万元 ({count} lines): {line}",
    ),
    "event.StatementPublished": ("公开 {file}：{scope}，{count} 张表", "publishes {file}: {scope}, {count} tables"),
    "event.StatementRepublished": (
        "更正公开 {file}：{scope}，{count} 张表",
        "republishes {file}: {scope}, {count} tables",
    ),
    "event.DisclosureFactsStated.procurement": ("政府采购情况 {count} 项", "states {count} facts on procurement"),
    "event.DisclosureFactsStated.assets": ("资产占用情况 {count} 项", "states {count} facts on assets"),
    "event.DisclosureFactsStated.key-projects": ("重点项目 {count} 项", "states {count} facts on key projects"),
    "event.CrosswalkAdopted": (
        "{system}对照表 {first}→{last}：{count} 项",
        "adopts the map of {system} {first}→{last}: {count} pairs",
    ),
    "event.SettingsChanged": ("设置 {changes}", "changes settings: {changes}"),
    "event.MilestoneNamed": ("命名版本 {name}", "names the version {name}"),
    "event.ReasonWritten": ("表{table} {row} 的增减原因：{text}", "why table {table}, {row} moved: {text}"),
    "event.RevisionReversed": ("冲销 @{seq}", "reverses @{seq}"),
    "event.RevisionApproved": ("批准 @{seq}", "approves @{seq}"),
    "event.RevisionRejected": ("否决 @{seq}", "rejects @{seq}"),
}
