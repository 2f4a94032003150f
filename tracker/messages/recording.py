"""What is said while a revision is put into a line: what is lacking, what was taken from where, what it would do."""

MESSAGES = {
    "record.unknown-act": (
        "没有“{word}”这种修订；有：{known}",
        "nothing is recorded as “{word}”; there are: {known}",
    ),
    "record.amount": (
        "“{text}”不是金额；写法：20、20.5、1,191.44、20万元、200000元，最小到分",
        "“{text}” is no amount; write 20, 20.5, 1,191.44, 20万元 or 200000元, a fen at the finest",
    ),
    "record.amount-direction": (
        "调剂金额必须大于零：“{text}”；方向相反时把两个项目对调",
        "a transfer takes an amount above zero, not “{text}”; for the other way round swap the two projects",
    ),
    "record.lacking": (
        "还缺：{slots}；见 tracker record --help",
        "missing: {slots}; see tracker record --help",
    ),
    "record.and": ("{first}、{second}", "{first}, {second}"),
    "record.too-many": (
        "“{word}”多余：{act} 只要 {slots}；含空格的要加引号",
        "“{word}” is too much: {act} takes {slots}; quote what holds spaces",
    ),
    "record.stray": (
        "{act} 没有这一项：{slots}",
        "{act} takes no such thing: {slots}",
    ),
    "record.file-or-words": (
        "--file 与写明的修订只能选一种：去掉 {extra}",
        "either --file or a revision in words: leave out {extra}",
    ),
    "record.choice": ("  {choice}", "  {choice}"),
    "record.choice-money": (
        "  {choice}    现额 {current}，可用 {available}",
        "  {choice}    current {current}, available {available}",
    ),
    "record.choice-posted": (
        "  {choice}    开账后记入 {current}",
        "  {choice}    {current} posted since the opening",
    ),
    "record.several-places": (
        "“{text}”不止一个，请写其中之一：",
        "“{text}” may be several; write one of:",
    ),
    "record.no-place": (
        "没有名称含“{text}”的项目或单位；见 tracker show projects、tracker show units",
        "no project or unit has “{text}” in its name; see tracker show projects, tracker show units",
    ),
    "record.no-project": (
        "没有名称含“{text}”的项目；见 tracker show projects",
        "no project has “{text}” in its name; see tracker show projects",
    ),
    "record.no-unit": (
        "没有名称含“{text}”的单位；见 tracker show units",
        "no unit has “{text}” in its name; see tracker show units",
    ),
    "record.several-lines": (
        "{place} 在 {year} 年有 {count} 条预算行符合，请加上其中一条的选项：",
        "{count} lines of {place} fit in {year}; add the options of one:",
    ),
    "record.several-codes": (
        "{place} 在 {year} 年没有这样的预算行，其余科目有几种可能，请加上一种：",
        "{place} has no such line in {year}, and its other codes leave a choice; add one:",
    ),
    "record.year-before": (
        "{place} 在 {year} 年还没有预算行；上年的科目如下，请加上一种：",
        "{place} has no line in {year} yet; these are the codes of the year before, add one:",
    ),
    "record.of-giving-leg": (
        "{place} 在 {year} 年还没有预算行；调出方的科目如下，可以照用：",
        "{place} has no line in {year} yet; these are the codes of the giving line, to be used likewise:",
    ),
    "record.no-line": (
        "{place} 在 {year} 年和上年都没有预算行；请写明 {slots}",
        "{place} has no line in {year} or the year before; say {slots}",
    ),
    "record.new-line": (
        "新开预算行：{place} {nature} {fund} {function} {economic}",
        "a new line: {place} {nature} {fund} {function} {economic}",
    ),
    "record.under-document": (
        "沿用 @{seq} 的文件：{document}（{date}）",
        "under the document of @{seq}: {document} ({date})",
    ),
    "record.same-document": (
        "{number} 已在 @{seq} 用过：沿用其标题和日期（{date}）",
        "{number} was used in @{seq}: with its title and date ({date})",
    ),
    "record.authority-borrowed": (
        "没有写批准权限，沿用 @{seq} 的 {authority}（--authority 可改）",
        "no authority was given: {authority}, as in @{seq} (--authority says another)",
    ),
    "record.original-missing": (
        "{where}：文件 {file} 不在那里；未登记任何修订",
        "{where}: the file {file} is not there; nothing was recorded",
    ),
    "record.original-differs": (
        "{where}：文件 {file} 的内容与所写的 sha256 不符；未登记任何修订",
        "{where}: the file {file} does not have the sha256 that is given; nothing was recorded",
    ),
    "record.check-change": (
        "  勾稽 {id} 表{table} {row} [{column}]：{before} → {after}",
        "  check {id}, table {table}, {row} [{column}]: {before} → {after}",
    ),
    "record.check-change-whole": (
        "  勾稽 {id} 表{table}：{before} → {after}",
        "  check {id}, table {table}: {before} → {after}",
    ),
    "check.none": ("—", "—"),
    "record.sentence": (
        "  情况说明第{section}部分（--at HEAD）：{before} → {after}",
        "  explanation, section {section} (--at HEAD): {before} → {after}",
    ),
    "record.ask": ("{slot}：", "{slot}: "),
    "record.ask-optional": ("{slot}（可空）：", "{slot} (may be left empty): "),
    "record.confirm": ("登记？(y/N) ", "record it? (y/N) "),
    "record.left": ("没有登记", "nothing was recorded"),
    "slot.kind": ("KIND 修订种类", "KIND (what is recorded)"),
    "slot.project": ("PROJECT 项目", "PROJECT"),
    "slot.place": ("PROJECT 项目（或单位的基本支出）", "PROJECT (or a UNIT, for its basic spending)"),
    "slot.to": ("TO 调入项目（或单位）", "TO (the project or unit that receives)"),
    "slot.amount": ("AMOUNT 金额（万元）", "AMOUNT (万元)"),
    "slot.name": ("NAME 名称", "NAME"),
    "slot.text": ("TEXT 绩效目标", "TEXT (the goal)"),
    "slot.unit": ("--unit 单位", "--unit"),
    "slot.nature": ("--nature 支出性质", "--nature"),
    "slot.fund": ("--fund 资金性质", "--fund"),
    "slot.function": ("--function 功能科目", "--function"),
    "slot.economic": ("--economic 经济科目", "--economic"),
    "slot.gov-economic": ("--gov-economic 政府经济科目", "--gov-economic"),
    "slot.origin-year": ("--origin-year 资金年度", "--origin-year"),
    "slot.to-nature": ("--to-nature 调入支出性质", "--to-nature"),
    "slot.to-function": ("--to-function 调入功能科目", "--to-function"),
    "slot.to-economic": ("--to-economic 调入经济科目", "--to-economic"),
    "slot.to-gov-economic": ("--to-gov-economic 调入政府经济科目", "--to-gov-economic"),
    "slot.to-origin-year": ("--to-origin-year 调入资金年度", "--to-origin-year"),
    "slot.doc": ("--doc 文号", "--doc (document number)"),
    "slot.title": ("--title 文件标题", "--title (of the document)"),
    "slot.date": ("--date 文件日期", "--date (of the document)"),
    "slot.attach": ("--attach 文件原件", "--attach"),
    "slot.effective": ("--effective 生效日期", "--effective"),
    "slot.authority": ("--authority 批准权限", "--authority"),
    "slot.reason": ("--reason 理由", "--reason"),
    "slot.source": ("--source 资金来源", "--source (of the money)"),
    "slot.through": ("--through 执行截至日期", "--through"),
    "help.record-doc": ("文号（默认：本人最近一次登记所用的文件）", "document number (default: the one you used last)"),
    "help.record-title": ("文件标题", "document title"),
    "help.record-date": ("文件日期", "document date"),
    "help.record-effective": ("生效日期（默认：文件日期）", "effective date (default: the document's)"),
    "help.record-authority": (
        "批准权限：unit、department、finance、government、standing_committee、congress",
        "authority: unit, department, finance, government, standing_committee, congress",
    ),
    "help.record-source": ("资金来源（预备费、上级文号等）", "source of the money (reserve, a higher document)"),
    "help.record-attach": ("文件原件，收入 evidence/", "the document itself, kept under evidence/"),
    "help.record-unit": ("单位；新增项目必填", "the unit; needed to add a project"),
    "help.record-dimension": ("预算行的这一维", "this dimension of the line"),
    "help.record-to-dimension": ("调入行的这一维", "this dimension of the receiving line"),
    "help.record-through": ("执行数截至该日", "executed through this day"),
    "help.record-propose": ("只提出，待批准", "propose it only, to be approved"),
    "help.record-observed": ("已发生但不合规的事实，须写理由", "a fact that broke a rule, with its reason"),
}
