"""What is said of documents that are asked without being kept, and of many at once."""

MESSAGES = {
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
    "diff.no-axis": (
        "“{before}”与“{after}”没有共同的分组口径，无法比较",
        "{before} and {after} have nothing in common to be split by; they can't be compared",
    ),
    "diff.not-along": (
        "“{form}”没有按 {by} 的分组；可用 --by：{common}",
        "{form} is not split by {by}; --by can be: {common}",
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
    "files.fact": ("{name}·{field}：{before} → {after}", "{name}, {field}: {before} → {after}"),
    "files.new-project": ("新增项目 {name}", "new project {name}"),
    "files.new-unit": ("新增单位 {name}", "new unit {name}"),
    "help.diff-ranked": ("变动大的在前", "what moved most comes first"),
    "files.finding": ("{file}：{finding}", "{file}: {finding}"),
}
