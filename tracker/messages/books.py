"""What can be wrong with a book, a point or a name in a query."""

MESSAGES = {
    "book.journal-behind": (
        "已登记 @{seq}，但 events/ 或 snapshots/ 未能写全（{why}）；下次写入时补齐",
        "recorded @{seq}, but events/ or snapshots/ could not be completed ({why}); the next write will",
    ),
    "verify.missing-snapshot": ("版本 {milestone} 的快照不见了", "the snapshot of {milestone} is missing"),
    "verify.missing-evidence": (
        "@{seq} 的原件 {file} 不在 evidence/",
        "the original of @{seq}, {file}, is not in evidence/",
    ),
    "amount.malformed": ("“{text}”不是万元金额", "“{text}” is no amount of 万元"),
    "book.none": (
        "{path} 不是账本：没有 book.db 或 events/；用 tracker init PATH 新建",
        "{path} is no book: neither book.db nor events/; make one with tracker init PATH",
    ),
    "book.exists": ("{path} 已经是账本", "{path} is a book already"),
    "book.busy": (
        "另一程序一直在写入，没有轮到；请稍后再试",
        "another process keeps writing and it was not our turn: try again later",
    ),
    "book.unreachable": ("{path} 打不开：{why}", "{path} can't be opened: {why}"),
    "book.older": (
        "{path} 由较旧版本的 tracker 写成，须在可写处打开一次才能更新格式：请取得写权限，或先复制整个文件夹",
        "{path} was written by an older tracker, and must be opened once where it can be written to: get the permission, or"
        " copy the folder",
    ),
    "book.newer": (
        "{path} 由更新版本的 tracker 写成（格式 {version}，本版本认识 {known}）：请升级",
        "{path} was written by a newer tracker (format {version}, this one knows {known}): upgrade",
    ),
    "book.empty": (
        "账本还没有修订：先 tracker import FILE 或 tracker record --file FILE",
        "the book has no revisions yet: tracker import FILE or tracker record --file FILE first",
    ),
    "book.reopen": ("账本已修复：F5 重新打开", "the book has been mended: F5 opens it anew"),
    "book.replaced": (
        "{path} 的 book.db 被换掉或移走了：所见是原来的；F5 重新打开",
        "book.db of {path} was replaced or moved away: what you see is the old one; F5 opens it anew",
    ),
    "book.cut": (
        "日志被截短：原有 @{known}，现只到 @{head}。只读；先备份，用 tracker verify 查明，F5 重读",
        "the log was cut short: it had @{known} and now ends at @{head}. Read-only; keep a copy, ask tracker verify, F5 reads again",
    ),
    "book.altered": (
        "日志 @{seq} 被改动。只读；先备份，用 tracker verify 查明，从备份或 events/ 恢复",
        "@{seq} of the log was altered. Read-only; keep a copy, ask tracker verify, restore from a copy or from events/",
    ),
    "book.damaged": (
        "{why}。只读；先备份，再用 tracker verify 查明，从备份恢复",
        "{why}. Read-only; keep a copy, ask tracker verify, then restore from a copy",
    ),
    "book.forked": (
        "日志与 events/ 在 @{seq} 处分叉（{log}… 与 {journal}…）：账本只读；先备份，再移走 events/（以日志为准）或 book.db（以 events/ 为准）",
        "log and events/ part at @{seq} ({log}… and {journal}…): the book is read-only; keep a copy, then move events/ away (the log holds) or book.db (events/ holds)",
    ),
    "book.forked-ahead": (
        "events/ 的 @{seq} 接不上日志：账本只读；先备份，再移走 events/（以日志为准）或 book.db（以 events/ 为准）",
        "@{seq} of events/ does not follow the log: the book is read-only; keep a copy, then move events/ away (the log holds) or book.db (events/ holds)",
    ),
    "corrupt.database": (
        "{path} 不是本程序的数据库；可把它移走，由 events/ 重建",
        "{path} is no database of this program; move it away and it is rebuilt from events/",
    ),
    "corrupt.gap": ("修订 @{expected} 缺失，接着的是 @{seq}", "revision @{expected} is missing; @{seq} follows"),
    "corrupt.chain": (
        "修订 @{seq} 的内容与哈希链不符：被改动过",
        "revision @{seq} does not fit the hash chain: it was altered",
    ),
    "corrupt.body": ("修订 @{seq} 无法读取：{why}", "revision @{seq} can't be read: {why}"),
    "corrupt.journal-line": ("events/{file} 第 {line} 行不是一条修订", "events/{file}, line {line}: not a revision"),
    "corrupt.journal-differs": ("events/ 的 @{seq} 与日志不同", "@{seq} of events/ differs from the log"),
    "corrupt.projection": (
        "book.db 的 {table} 表一行（{row}）与日志重放不符；tracker rebuild 可重建",
        "book.db, table {table}, row ({row}) is not what the log replays to; tracker rebuild makes it again",
    ),
    "corrupt.snapshot-shape": ("snapshots/{file} 无法读取", "snapshots/{file} can't be read"),
    "corrupt.snapshot-digest": ("snapshots/{file} 的内容与其摘要不符", "snapshots/{file} does not fit its own digest"),
    "corrupt.snapshot-milestone": (
        "snapshots/{file} 不是版本 {milestone} 的快照",
        "snapshots/{file} is not the snapshot of {milestone}",
    ),
    "corrupt.snapshot-hash": (
        "snapshots/{file} 所记 @{seq} 的哈希与日志不符",
        "snapshots/{file}: the hash of @{seq} is not the log's",
    ),
    "corrupt.snapshot-content": (
        "snapshots/{file} 与重放到 @{seq} 的结果不符",
        "snapshots/{file} is not what the log replays to at @{seq}",
    ),
    "corrupt.evidence": (
        "evidence/{file} 的内容与其名（摘要）不符",
        "evidence/{file} does not fit its name, which is its digest",
    ),
    "book.conflict": (
        "他人已先登记：原以为是 @{expected}，现为 @{actual}；请重看后再记",
        "somebody recorded first: @{expected} was expected, it is @{actual}; look again and repeat",
    ),
    "point.unknown": (
        "没有版本“{text}”；写法：HEAD、HEAD~1、@17、日期、known:日期，或版本名（{milestones}）",
        "no version “{text}”; write HEAD, HEAD~1, @17, a date, known:DATE or a milestone ({milestones})",
    ),
    "point.beyond": ("{text} 超出范围：最新为 @{head}", "{text} is out of range: the newest is @{head}"),
    "point.date": ("“{text}”不是日期（YYYY-MM-DD）", "“{text}” is no date (YYYY-MM-DD)"),
    "point.before-first": (
        "{day} 时账本尚无记录：第一条记于 {first}",
        "nothing had been recorded by {day}: the first is of {first}",
    ),
    "point.no-statement": ("没有报表“{text}”；有：{statements}", "no statement “{text}”; there are: {statements}"),
    "table.unknown": ("没有表 {table}：{year} 年为表1至表{last}", "there is no table {table}: {year} has 1 to {last}"),
    "table.no-unit": (
        "表 {table} 由 @{seq} 的公开数开账，公开数不分单位；分单位的表：{split}。单位自己的文件见 show statements",
        "table {table} was opened by the publication of @{seq}, which does not split it by unit; split are: {split}. For documents of units see show statements",
    ),
    "row.unknown": ("表 {table} 没有“{row}”行；相近：{near}", "table {table} has no row “{row}”; near: {near}"),
    "row.missing": (
        "表 {table} 的“{row}”行在公开文件缺失的页上，数额不明",
        "row “{row}” of table {table} stands on a page that the document lacks: unknown",
    ),
    "row.ambiguous": (
        "表 {table} 的“{row}”不止一行：{candidates}",
        "“{row}” is several rows of table {table}: {candidates}",
    ),
    "column.unknown": (
        "表 {table} 没有“{column}”栏；有：{columns}",
        "table {table} has no column “{column}”; it has: {columns}",
    ),
    "table.not-in-form": (
        "格式“{form}”没有与表 {table}（{title}）对应的表",
        "the form “{form}” has no table like table {table} ({title})",
    ),
    "table.other-rows": (
        "格式“{form}”中与表 {table}（{title}）对应的表按别的口径分行，无法逐行比较",
        "the form “{form}” parts its table like table {table} ({title}) into rows of another kind; they can't be compared",
    ),
    "carried.unknown": (
        "{year} 年的公开没有说明上年结转，不能剔除",
        "the publication of {year} does not tell what was brought forward; it can't be left out",
    ),
    "carried.not-told": (
        "{year} 年公开的上年结转 {amount} 没有按此口径分列，不能剔除（按功能科目分列时可用 --by function）",
        "of the {amount} brought forward in {year} the publication does not tell to which rows they belong; they can't be "
        "left out (where it does by function: --by function)",
    ),
    "partition.unknown": (
        "格式“{form}”没有按 {by} 的明细；可用：{known}",
        "the form “{form}” does not part by {by}; it does by: {known}",
    ),
    "cell.other-side": (
        "表 {table} 的“{column}”栏不在“{side}”一侧",
        "the column “{column}” of table {table} does not stand on the side “{side}”",
    ),
    "unit.unknown": ("没有单位“{unit}”；有：{units}", "no unit “{unit}”; there are: {units}"),
    "project.unknown": ("没有唯一的项目“{project}”：{candidates}", "no one project is “{project}”: {candidates}"),
    "year.nothing-before": (
        "{year} 年没有上一年可比；有：{years}。先导入 {before} 年的文件，或用 --with 指定年度",
        "{year} has no year before it to be compared with; there are: {years}. Import the document of {before} first, or "
        "name a year: --with YEAR",
    ),
    "year.unknown": ("{year} 年没有修订；有：{years}", "{year} has no revisions; there are: {years}"),
}
