"""What the log says beyond its rows: lateness, events one by one, sums, and what a search found."""

MESSAGES = {
    "help.log-after": ("该版本之后记录的", "recorded after this version"),
    "help.log-upto": ("到该版本为止记录的", "recorded up to this version"),
    "help.log-year": ("该预算年度的", "of this fiscal year"),
    "help.log-late": (
        "只列迟登和补登的，并说明缘由",
        "only what was recorded late or is backdated, and why",
    ),
    "help.log-days": ("超过几天算迟（默认30）", "late is after more than so many days (default 30)"),
    "help.log-events": ("逐条列出事件", "the events of each, one by one"),
    "help.log-per": (
        "年中调整按月、按种类（或两者）汇总",
        "in-year adjustments added up by month, by kind, or by both",
    ),
    "help.log-csv": (
        "输出 CSV；与 --events 同用时每笔金额、每项变更一行",
        "print CSV; with --events one row for each amount and each other change",
    ),
    "log.no-version": (
        "“{text}”是生效日期，不是版本：用 @17、版本名或 known:{text}",
        "“{text}” is a date of effect, not a version: give @17, a milestone, or known:{text}",
    ),
    "log.per-alone": ("--per 不能与 --events、--csv 同用", "--per goes without --events and --csv"),
    "log.json-or-csv": ("--json 和 --csv 只能用一个", "--json or --csv, not both"),
    "late.after-effective": ("生效 {days} 天后才登记", "recorded {days} days after it takes effect"),
    "late.after-document": ("发文 {days} 天后才登记", "recorded {days} days after the date of its document"),
    "late.after-year": ("年度结束（{end}）后登记", "recorded after the end of its year ({end})"),
    "late.backdated": (
        "补登：@{seq} 登记在先，生效在后（{effective}）",
        "backdated: @{seq} was recorded before it and takes effect after it ({effective})",
    ),
    "help.diff-over": (
        "只列变动超过 N% 的行，原为零的总在内",
        "only rows that moved by more than N%, and those that were nothing before",
    ),
    "help.diff-kind": ("只列有该种事件的行", "only rows that events of this kind touched"),
    "help.diff-why": ("每行之下列出各事件的文号和理由", "below each row its events, with document and reason"),
    "diff.hidden": ("另有 {count} 行未列", "{count} more rows are not shown"),
    "diff.kind-sum": ("{kind}：{up}，{down}，净额 {net}", "{kind}: {up}, {down}, net {net}"),
    "percent.malformed": ("“{text}”不是百分数；应如 20 或 12.5%", "“{text}” is no percentage; write 20 or 12.5%"),
    "help.verify-head": (
        "以前记下的链头（至少前12位）：是否仍在本账本的链上",
        "a head that was noted down (its first 12 digits at least): is it still part of this log?",
    ),
    "verify.no-hash": (
        "“{text}”不是链头；应为64位十六进制数，至少前12位",
        "“{text}” is no hash; give its 64 hexadecimal digits, or the first 12 at least",
    ),
    "verify.head": (
        "@{seq} 的链头正是 {hash}（{recorded} 登记）；其后 {later} 条修订都建立在它之上",
        "{hash} is the hash of @{seq}, recorded {recorded}; {later} revisions build on it",
    ),
    "corrupt.unknown-hash": (
        "没有一条修订的链头是 {hash}：日志被改动过，或者这是另一个账本",
        "no revision has the hash {hash}: the log was altered, or this is another book",
    ),
    "help.search": (
        "查找名称、文件、理由和绩效目标中的字词",
        "find words in names, documents, reasons and goals",
    ),
    "search.none": ("没有找到", "nothing found"),
    "search.no-word": ("没有给出要找的字词", "there is no word to look for"),
    "found.unit": ("单位", "unit"),
    "found.project": ("项目", "project"),
    "found.document": ("文件", "document"),
    "found.reason": ("理由", "reason"),
    "found.goal": ("绩效目标", "goal"),
    "sum.month": ("月份", "month"),
    "sum.kind": ("种类", "kind"),
    "sum.count": ("笔数", "number"),
    "sum.up": ("增加", "increases"),
    "sum.down": ("减少", "decreases"),
    "sum.net": ("净额", "net"),
    "sum.moved": ("调剂额", "moved"),
    "sum.all": ("合计", "all"),
}
