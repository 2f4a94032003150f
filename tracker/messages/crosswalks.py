"""What is said of crosswalks and of the comparisons of years that use them."""

MESSAGES = {
    "refused.map-basis": (
        "对照表须有依据：写 basis（法定依据），或给出文号、标题",
        "a crosswalk needs its legal basis: give basis, or a document with its number or title",
    ),
    "refused.map-years": (
        "对照表由较早的年度指向较晚的年度，不能由 {first} 年到 {last} 年",
        "a crosswalk leads from an earlier year to a later one, not from {first} to {last}",
    ),
    "refused.map-code": ("科目代码“{value}”应为 {digits} 位数字", "code “{value}” must have {digits} digits"),
    "refused.map-levels": (
        "{source} → {target}：两个代码须为同一级（类、款、项）",
        "{source} → {target}: both codes must be of one level (3, 5 or 7 digits)",
    ),
    "refused.map-empty": (
        "对照须写 from 或 to：新设的只有 to，取消的只有 from",
        "a pair names from or to: what is new has only to, what ended only from",
    ),
    "refused.map-twice": ("{source} → {target} 写了两次", "{source} → {target} stands twice"),
    "refused.map-weight-zero": ("{source} → {target} 的权重为零", "the weight of {source} → {target} is zero"),
    "refused.map-ended": (
        "{source} 既写了取消，又写了去向：请只留一种",
        "{source} is said to have ended and to have become something: keep one of them",
    ),
    "refused.map-kind": (
        "{source} → {target} 不能是 {kind}：新设（new）没有 from，取消（ended）没有 to；一对多为 split，多对一为 merged；一对一同码为 same 或 renamed，异码为 renamed 或 moved",
        "{source} → {target} can't be {kind}: new has no from, ended no to; one to several is split, several to one merged; one to one is same or renamed with one code, renamed or moved with two",
    ),
    "refused.map-weights": (
        "{source} 各去向的权重之和为 {total}，应恰为 1",
        "the weights of {source} sum to {total}; they must make exactly 1",
    ),
}
