"""What is said of explanations: their basis, what is missing in them, reasons, templates."""

MESSAGES = {
    "help.explain": ("写出一年的情况说明，每个数都可追溯", "write the explanation of a year, every number traced"),
    "help.explain-section": ("只要这一部分", "this section only"),
    "help.explain-trace": ("列出每个数的出处、口径和算式", "list source, basis and formula of each number"),
    "help.explain-final": ("尚有待填写或待确认的，以1结束", "end with 1 while something is to be written or confirmed"),
    "help.explain-at": (
        "版本（默认：两年都有年初批复时用之，否则 HEAD）",
        "version (default: the originals of both years where both are named, else HEAD)",
    ),
    "help.explain-format": ("txt、md 或 json", "txt, md or json"),
    "help.reason-command": (
        "查看增减原因；给出文字则登记（SUBJECT 如 income、three-public）",
        "show why amounts moved; with a text, record it (SUBJECT such as income, three-public)",
    ),
    "help.reason-confirm": ("就现在的数确认原有文字", "confirm the text as written for the present amounts"),
    "basis.original": (
        "{year} 年年初预算（{name}，@{seq}），{scope}",
        "original budget of {year} ({name}, @{seq}), {scope}",
    ),
    "basis.adjusted": (
        "{year} 年预算（{name}，@{seq}），{scope}",
        "budget of {year} as it stands ({name}, @{seq}), {scope}",
    ),
    "basis.executed": ("{year} 年执行数（{name}，@{seq}），{scope}", "execution of {year} ({name}, @{seq}), {scope}"),
    "basis.final": ("{year} 年决算（{name}，@{seq}），{scope}", "final accounts of {year} ({name}, @{seq}), {scope}"),
    "basis.implied": (
        "{year} 年数，由次年公开的说明文字（stmt:{name}）反推，{scope}",
        "amounts of {year} as the text published for the year after (stmt:{name}) implies them, {scope}",
    ),
    "basis.none": ("{year} 年数不明", "amounts of {year} are unknown"),
    "explain.basis": ("口径：{current}；比 {prior}", "basis: {current}; against {prior}"),
    "explain.no-section": ("没有第 {section} 部分，共 {last} 部分", "there is no section {section}; there are {last}"),
    "explain.gap": ("待填写：{gap}", "to be written: {gap}"),
    "explain.stale": (
        "{subject}：@{seq} 的增减原因说明的是 {old_prior} → {old_current}，现为 {prior} → {current}，请重新确认",
        "{subject}: the reason of @{seq} explains {old_prior} → {old_current}, which is {prior} → {current} now: confirm it again",
    ),
    "reason.confirmed": (
        "{subject} {name}：{prior} → {current}，{text}（@{seq} {by}）",
        "{subject} {name}: {prior} → {current}, {text} (@{seq} {by})",
    ),
    "reason.stale": (
        "{subject} {name}：{prior} → {current}，须重新确认：{text}（@{seq} {by}）",
        "{subject} {name}: {prior} → {current}, to be confirmed again: {text} (@{seq} {by})",
    ),
    "reason.missing": (
        "{subject} {name}：{prior} → {current}，原因待填写",
        "{subject} {name}: {prior} → {current}, no reason yet",
    ),
    "reason.unneeded": (
        "{subject} {name}：{prior} → {current}，持平",
        "{subject} {name}: {prior} → {current}, no change",
    ),
    "reason.unknown": (
        "{subject} {name}：{prior} → {current}，无从比较",
        "{subject} {name}: {prior} → {current}, can't be compared",
    ),
    "reason.done": ("增减原因已记为 @{seq}", "the reason is recorded as @{seq}"),
    "reason.none-yet": ("{subject}还没有可确认的原因：请写明", "{subject} has no reason to confirm yet: write one"),
    "reason.subject": (
        "没有“{subject}”这一项；有：{subjects}",
        "there is no subject “{subject}”; there are: {subjects}",
    ),
    "trace.cell": ("表{table} {row} [{column}] {year} 年 @{seq}", "table {table}, {row} [{column}], {year}, @{seq}"),
    "trace.text": ("stmt:{statement} 第 {line} 行反推", "implied by stmt:{statement}, line {line}"),
    "trace.fact": ("{year} 年登记事项 {fact}，@{seq}", "stated fact {fact} of {year}, @{seq}"),
    "gap.amount": ("{subject}：数额不明或涉密", "{subject}: the amount is unknown or withheld"),
    "gap.fact": ("{subject}：尚未登记（DisclosureFactsStated）", "{subject}: not stated yet (DisclosureFactsStated)"),
    "gap.stated": ("{fact}：尚未登记（DisclosureFactsStated）", "{fact}: not stated yet (DisclosureFactsStated)"),
    "gap.prior": ("{subject}：上年数不明", "{subject}: the amount of the year before is unknown"),
    "gap.reason": ("{subject}：增减原因待填写", "{subject}: the reason is still to be written"),
    "gap.project": ("重点项目“{project}”：预算数不明", "key project “{project}”: the amount is unknown"),
    "gap.goal": ("重点项目“{project}”：绩效目标待填写", "key project “{project}”: the goal is still to be written"),
    "gap.projects": ("没有可列的重点项目", "there is no key project to list"),
    "template.none": ("格式“{form}”没有情况说明模板", "the form “{form}” has no template of an explanation"),
    "template.syntax": ("模板第 {line} 行语法不对：{why}", "template, line {line}: {why}"),
    "template.failed": ("模板第 {line} 行：{why}", "template, line {line}: {why}"),
    "template.forbidden": ("模板第 {line} 行：不能用 {what}", "template, line {line}: {what} can't be used here"),
    "template.call": ("模板第 {line} 行：只能调用 {helpers}", "template, line {line}: only {helpers} can be called"),
    "template.arguments": ("模板第 {line} 行：{name} 的参数不对", "template, line {line}: wrong arguments for {name}"),
    "template.loop": (
        "模板第 {line} 行：循环只能遍历 {lists}，不嵌套",
        "template, line {line}: a loop walks through {lists}, without another around it",
    ),
    "template.too-deep": ("嵌套过深", "nested too deeply"),
    "template.too-long": ("模板所写的数过多", "the template writes too many numbers"),
    "template.mark": ("模板含有私用区字符", "the template holds private-use characters"),
    "template.digits": (
        "模板第 {section} 部分“{quote}”：数字须由 amount、change 等给出，不能直接写",
        "template, section {section}, “{quote}”: numbers come from amount, change and so on, not from the template itself",
    ),
    "template.outside": (
        "模板在各部分之外写了“{text}”：请放入 section",
        "the template writes “{text}” outside its sections",
    ),
    "template.section": ("section 不能套 section，标题不含数字", "a section holds no other, and its title no digits"),
    "template.style": (
        "style 须在第一个数之前，小数 0 至 {most} 位",
        "style stands before the first number, decimals from 0 to {most}",
    ),
    "template.subject": ("没有“{subject}”这一项", "there is no subject “{subject}”"),
}
