"""What is said of bridges: from one total to another by named causes."""

MESSAGES = {
    "help.bridge": (
        "由一个合计到另一个合计，逐项原因，精确到分：两个版本、两份文件、两份报表，或一年与上年（tracker bridge YEAR）",
        "from one total to another by named causes, exact to the fen: two points, two files, two statements, or a year "
        "and the one before (tracker bridge YEAR)",
    ),
    "help.bridge-mode": (
        "两年之间：同口径（restated，默认）；published 另列只因对照表改列的数",
        "between years: the earlier one restated in the later one's codes (the default); published also tells what was "
        "only mapped to other codes, units and projects",
    ),
    "bridge.restated": (
        "上年数已换算为本年的科目、单位和项目；--mode published 另列改列的数",
        "the earlier year is restated in the later one's codes, units and projects; --mode published tells what was mapped",
    ),
    "bridge.published": (
        "只改列的各项是对照表所致，合计为零",
        "what moved between codes only is the doing of maps, and cancels out",
    ),
    "help.bridge-most": (
        "逐条列出几项，其余合为一项（默认12，0为全部）",
        "so many causes one by one, the others as one (default 12; 0: all)",
    ),
    "help.bridge-all": ("全部逐条列出", "all causes one by one"),
    "help.bridge-plain": ("不画条形（不是终端时总是如此）", "no bars (as always where it is no terminal)"),
    "help.blame-across": (
        "再列出以前各年的同一格（换算为本年的科目、单位和项目）和印有它的公开",
        "also the cell of the years before, told in this year's codes, units and projects, and the publications that "
        "print it",
    ),
    "blame.printed": ("公开 stmt:{statement}：{value} {where}", "printed in stmt:{statement}: {value} {where}"),
    "blame.year": ("{year} 年（换算后）= {value}", "{year}, in the terms of this year = {value}"),
    "help.format": ("输出格式", "how it is printed"),
    "help.diff-changed": (
        "只列金额确有变动的行，抵消为零的不列",
        "only rows whose amount is another one, none where everything cancelled out",
    ),
    "diff.head-row": ("项目", "row"),
    "diff.head-before": ("前", "before"),
    "diff.head-after": ("后", "after"),
    "diff.head-delta": ("增减", "difference"),
    "diff.head-percent": ("%", "%"),
    "diff.head-change": ("变动", "change"),
    "diff.head-events": ("修订", "revisions"),
    "bridge.of-year": (
        "{option} 只用于一年与上年：tracker bridge YEAR {option} …",
        "{option} goes with a year: tracker bridge YEAR {option} …",
    ),
    "bridge.of-points": (
        "{option} 只用于两个版本：tracker bridge A B {option} …",
        "{option} goes with two points: tracker bridge A B {option} …",
    ),
    "bridge.no-total": (
        "有一方的合计不明（缺页或未公开），无从起止",
        "the total of one side is not known (a page is missing, or it is withheld): there is nothing to lead from or to",
    ),
    "bridge.open": (
        "公开的各项与其合计不符，差额列为“未能解释”",
        "the published rows do not add up to their total; what is left is listed as unexplained",
    ),
    "bridge.carried": ("上年结转", "brought forward from earlier years"),
    "bridge.rest": ("其余{count}项", "{count} smaller causes together"),
    "bridge.rounding": ("尾差", "rounding"),
    "bridge.unexplained": ("未能解释", "unexplained"),
    "bridge.reclassified": ("〔只改列〕", "〔moved between codes only〕"),
    "bridge.head-change": ("变动", "change"),
    "bridge.head-cause": ("原因", "cause"),
    "bridge.head-delta": ("增减", "difference"),
    "bridge.head-total": ("累计", "total"),
    "bridge.head-events": ("依据", "revisions"),
    "step-change.added": ("新增", "added"),
    "step-change.removed": ("撤销", "dropped"),
    "step-change.up": ("增加", "up"),
    "step-change.down": ("减少", "down"),
    "step-change.level": ("持平", "level"),
    "step-change.joined": ("划入", "joined"),
    "step-change.left": ("划出", "left"),
    "step-change.renamed": ("更名", "renamed"),
    "step-change.split": ("拆分", "split"),
    "step-change.merged": ("合并", "merged"),
}
