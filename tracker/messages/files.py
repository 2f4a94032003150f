"""What is said of documents that are asked without being kept, and of many at once."""

MESSAGES = {
    "help.import-many": (
        "FILES 可以是多个文件、文件夹或通配符：同时读取，按年度和文件名依次写入；加 --adopt 则每年以本部门的第一份预算开账。",
        "FILES may be several files, folders or patterns: they are read at once and recorded by year and name; with "
        "--adopt the department's first budget of each year opens it.",
    ),
    "help.open": (
        "在终端界面打开文件：比较旧的与新的；不需要账本，也不留下任何东西",
        "open documents in the terminal UI, the old one against the new; needs no book and leaves nothing behind",
    ),
    "help.point": (
        "POINT（版本）可写作 HEAD、HEAD~1、@17、版本名（2023/original）、日期、known:日期、stmt:编号，或一个文件：只有文件时不需要账本（用 --book 指定的除外）。"
        "像路径的（./x、x.pdf）总是文件；其他词先当作版本，账本不认识而文件存在时才是文件。",
        "A POINT is HEAD, HEAD~1, @17, a milestone (2023/original), a date, known:DATE, stmt:ID, or a file; files alone "
        "need no book (unless --book names one). What looks like a path (./x, x.pdf) is always a file; any other word "
        "is a version first, and a file only where the book knows no such version and the file exists.",
    ),
    "files.read-only": (
        "这里是直接打开的文件，没有账本可写；请先 tracker init，再 tracker import",
        "these are files, and no book to record in; tracker init makes one, tracker import reads them into it",
    ),
    "form.named": ("{zh}", "{en}"),
    "partition.none": (
        "“{before}”与“{after}”没有共同的分组口径，无法比较",
        "{before} and {after} have no way of being split in common; they can't be compared",
    ),
    "diff.elsewhere": (
        "按此口径没有差异；这些表有不同的单元格：{tables}（--table N 查看）",
        "nothing differs this way; cells of these tables do: {tables} (see --table N)",
    ),
    "files.findings": (
        "读入时有 {count} 处问题，见 6 校验；退出后逐条列出",
        "reading found {count} faults: see 6, checks; they are listed on leaving",
    ),
    "tui.diff.elsewhere": (
        "A {a} 与 B {b} 按此划分没有差异，但这些表有不同：{tables}\n\n按 a 换到按表，t 换表",
        "A {a} and B {b} do not differ by this split, but in these tables: {tables}\n\na: split by table, t: another table",
    ),
    "files.progress": ("{done}/{total} {file}", "{done}/{total} {file}"),
    "files.entities": (
        "这些文件不是同一单位的：{entities}",
        "these are documents of different departments: {entities}",
    ),
    "files.none": ("没有找到任何文件", "no file was found"),
    "files.passed": (
        "另有 {count} 个文件不是文档，未读：{examples}",
        "{count} more files are no documents: {examples}",
    ),
    "files.column.file": ("文件", "file"),
    "files.column.form": ("格式", "form"),
    "files.column.year": ("年度", "year"),
    "files.column.department": ("单位", "department"),
    "files.column.tables": ("表", "tables"),
    "files.column.amounts": ("金额数", "amounts"),
    "files.column.findings": ("问题", "findings"),
    "files.column.status": ("结果", "became"),
    "files.column.why": ("说明", "why"),
    "files.column.exact": ("相符", "exact"),
    "files.column.rounding": ("尾差", "rounding"),
    "files.column.fails": ("不符", "fails"),
    "files.column.not-checkable": ("无法核对", "not checkable"),
    "files.column.errors": ("错误", "errors"),
    "files.column.warnings": ("警告", "warnings"),
    "files.column.notes": ("提示", "notes"),
    "files.column.numbers": ("数字", "numbers"),
    "files.column.understood": ("已识别", "understood"),
    "files.status.spent": ("登记决算执行数 @{seq}", "told what was spent @{seq}"),
    "files.status.opened": ("开账 @{seq}", "opened its year @{seq}"),
    "files.status.asserted": ("报表 @{seq}", "statement @{seq}"),
    "files.status.spent.dry": ("可登记决算执行数", "would tell what was spent"),
    "files.status.opened.dry": ("可开账", "would open its year"),
    "files.status.asserted.dry": ("可作报表", "would be a statement"),
    "files.status.known": ("已有", "there already"),
    "files.status.refused": ("拒绝", "refused"),
    "files.status.unreadable": ("未读", "not read"),
    "import.one-only": ("{option} 只用于单个文件", "{option} is for a single file"),
    "import.summary": (
        "{count} 个文件：开账 {opened}，决算 {spent}，报表 {asserted}，已有 {known}，拒绝 {refused}，未读 {unreadable}",
        "{count} files: {opened} opened their year, {spent} told what was spent, {asserted} statements, {known} there already, {refused} refused, "
        "{unreadable} not read",
    ),
    "import.summary-dry": (
        "试读{count} 个文件（未写入）：可开账 {opened}，决算 {spent}，报表 {asserted}，已有 {known}，拒绝 {refused}，未读 {unreadable}",
        "{count} files, nothing written: {opened} would open their year, {spent} would tell what was spent, {asserted} statements, {known} there already, "
        "{refused} refused, {unreadable} not read",
    ),
    "import.known": ("已在 @{seq} 导入", "imported in @{seq} already"),
    "import.twin": ("与 {file} 内容相同", "the same as {file}"),
    "import.other-department": (
        "是“{entity}”的文件，本账本属于“{owner}”，其所属单位中没有它。如系更名，先按更名文件登记 UnitRenamed（record --file），再导入",
        "a document of {entity}; the book is that of {owner}, which has no such unit. If it was renamed, record "
        "UnitRenamed first (record --file), then import",
    ),
    "import.second-department": (
        "“{entity}”登记为“{owner}”之外的另一部门。如系更名：冲销本次导入，先登记 UnitRenamed（record --file）再导入；"
        "或用 propose 比较两年并接受更名的推断",
        "{entity} is registered as a department beside {owner}. If it was renamed: reverse this import, record "
        "UnitRenamed (record --file) and import again; or accept what propose infers between the two years",
    ),
    "import.asserted-unit": (
        "是“{entity}”的文件，不是“{owner}”的部门预算，作为报表导入，未用于开账",
        "a document of {entity} and not the budget of {owner}: it opens no year and was kept as a statement",
    ),
    "import.asserted-opened": ("{year} 年已由另一文件开账", "another document opens {year}"),
    "document.changed": (
        "{file}：读取期间文件被改动，请重新导入",
        "{file}: changed while it was read; import it again",
    ),
    "document.passed-temporary": ("隐藏或临时文件", "a hidden or temporary file"),
    "document.passed-ending": ("{ending} 不是文档", "{ending} is no document"),
    "document.passed-unreadable": ("无法打开：{why}", "can't be opened: {why}"),
    "files.fact": ("{name}·{field}：{before} → {after}", "{name}, {field}: {before} → {after}"),
    "files.fact-text": ("{name}·{field}：{text}", "{name}, {field}: {text}"),
    "files.new-project": ("新增项目 {name}", "new project {name}"),
    "files.new-unit": ("新增单位 {name}", "new unit {name}"),
    "help.diff-ranked": ("变动大的在前", "what moved most comes first"),
    "files.finding": ("{file}：{finding}", "{file}: {finding}"),
}
