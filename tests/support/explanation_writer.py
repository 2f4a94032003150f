"""The writer of right explanations: every wording that departments are known to use, chosen at random."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from random import Random

from tests.support.explanations import Budget, Explanation, Item, Mark, Piece, Role


@dataclass(frozen=True)
class Wording:
    """How one department prints."""

    thousands: bool
    decimals: int
    zero: str
    percent_decimals: int
    spaces: bool
    unit: str


class Writer:
    """Writes an explanation piece by piece."""

    def __init__(self, known: Budget, random: Random) -> None:
        self.known, self.random = known, random
        self.out = Explanation(known.year)
        unit = random.choice(("万元",) * 7 + ("元", "亿元"))
        self.wording = Wording(
            random.choice((True, False)), 2, random.choice(("0", "0.00", "0")), random.choice((1, 2, 2, 2, 0)),
            random.choice((True, False)), unit,
        )  # fmt: skip
        self.last_year = random.choice(("上年", "上年", "上年", "年", "去年", "上一年度"))
        self.style = random.choice(("amounts", "full", "full", "full", "delta", "percent", "mixed", "mixed"))
        self._reasons: list[str] = []

    def write(self, *pieces: Piece) -> None:
        self.out.pieces += pieces

    def item(self, subject: str, pair: tuple[int, int | None], cell: int | None = None, project: str = "") -> int:
        self.out.items.append(Item(subject, *pair, cell=cell, project=project))
        return len(self.out.items) - 1

    # Numbers

    def money(self, cents: int, unit: str | None = None) -> str:
        unit = unit or self.wording.unit
        space = " " if self.wording.spaces else ""
        if cents == 0:
            return f"{space}{self.wording.zero}{space}{unit}"
        if unit == "万元":
            number = f"{Decimal(cents).scaleb(-2):{',' if self.wording.thousands else ''}.2f}"
        elif unit == "元":
            number = f"{cents * 100:{',' if self.wording.thousands else ''}}{self.random.choice(('', '.00'))}"
        else:
            number = f"{Decimal(cents).scaleb(-6):f}".rstrip("0").rstrip(".")
        return f"{space}{number}{space}{unit}"

    def amount(self, role: Role, item: int, cents: int) -> Mark:
        return Mark(role, item, self.money(cents))

    def percent(self, part: int, whole: int, decimals: int | None = None) -> str:
        decimals = self.wording.percent_decimals if decimals is None else decimals
        value = Fraction(abs(part) * 100, whole)
        text = f"{Decimal((value * 10**decimals * 2 + 1) // 2).scaleb(-decimals):f}"
        return text.rstrip("0").rstrip(".") if decimals and value.denominator == 1 and self.one(0, 1) else text

    def one(self, *options: object) -> object:
        return self.random.choice(options)

    def words(self, *options: str) -> str:
        return self.random.choice(options)

    # Comparisons

    def base(self, item: int, income: bool = False) -> list[Piece]:
        """比上年, in the words of this department."""
        numbers = self.words(
            "", "", "", "预算", "预算数", "年初预算", "年初预算数", "部门预算", "当年预算", "年初预算安排"
        )
        year: Piece = self.last_year
        if year == "年":
            year = Mark("year", item, f"{self.known.year - 1}")
            earlier: list[Piece] = [year, self.words("年", "年度"), numbers]
        else:
            earlier = [year, numbers]
        before, after = self.random.choice(
            (
                ("比", ""),
                ("比", ""),
                ("较", ""),
                ("与", "相比，"),
                ("与", "相比"),
                ("和", "相比,"),
                ("相比", ""),
                ("较", "相比，"),
            )
        )
        return [before, *earlier, after]

    def change(self, item: int, *, current_printed: bool = True) -> None:
        """The comparison of an item, after its amount."""
        known = self.out.items[item]
        current, prior = known.current, known.prior
        assert prior is not None
        if current == prior:
            self._same(item)
        elif prior == 0:
            self._from_nothing(item)
        else:
            self._moved(item)

    def _same(self, item: int) -> None:
        known = self.out.items[item]
        both_zero = known.current == 0
        kind = self.random.choice(("same", "same", "same", "zero-delta", "base"))
        if kind == "base" and not both_zero:
            base = self.amount("base", item, known.current)
            self.write(
                self.words("比", "较"), "上年预算", self.words("数", "安排", ""), base, Mark("same", item, "持平")
            )
            return
        if kind == "zero-delta":
            self.write(*self.base(item), Mark("word", item, "增加"), self.amount("delta", item, 0))
            if self.one(0, 1) and not both_zero:
                self.write("，", Mark("percent-word", item, "增长"), Mark("percent", item, "0%"))
            return
        before = self.random.choice(("与", "和", "同", "较", "比"))
        year: list[Piece] = [self.last_year]
        if self.last_year == "年":
            year = [Mark("year", item, f"{self.known.year - 1}"), self.words("年", "年度")]
        tail = self.words("", "预算", "预算数", "年初预算")
        self.write(
            before,
            *year,
            tail,
            Mark("same", item, self.words("持平", "基本持平" if 0 else "持平", "一致", "相同", "无变化")),
        )
        if both_zero:
            self.write(self.words("", "（上年及本年均为0）", "，均为0万元" if 0 else ""))

    def _from_nothing(self, item: int) -> None:
        known = self.out.items[item]
        delta = [Mark("word", item, self.words("增加", "增加")), self.amount("delta", item, known.current)]
        zero = Mark(
            "zero", item,
            self.words("（上年基数为0，不可比）", "（上年基数为0）", "，上年无此项预算", "，上年基数为零，无法比较", "，增长率不可比（上年基数为0）",
                       "（上年无该项预算，增长率无可比性）", "，增长--（基数为0，不可比）", "，增长--%（上年基数为0，不可比）"),
        )  # fmt: skip
        self.write(*self.base(item), *delta, zero)

    def _moved(self, item: int) -> None:
        known = self.out.items[item]
        assert known.prior
        up = known.current > known.prior
        style = (
            self.style
            if self.style != "mixed"
            else self.words("amounts", "full", "full", "delta", "percent", "from-to", "brackets", "of-base")
        )
        delta = self.amount("delta", item, abs(known.current - known.prior))
        percent = Mark("percent", item, self.percent(known.current - known.prior, known.prior) + "%")
        more = Mark(
            "word",
            item,
            self.words("增加", "增加", "上升", "提高") if up else self.words("减少", "减少", "降低", "下降"),
        )
        if known.subject == "income":
            more = replace(more, text=self.words("增收", "增加") if up else self.words("减收", "减少"))
        grew = Mark(
            "percent-word",
            item,
            self.words("增长", "增长", "增幅", "上升", "增幅为", "增长了")
            if up
            else self.words("下降", "下降", "降低", "降幅", "降幅为", "下降了"),
        )
        of_base = self.amount("base", item, known.prior)
        if style == "amounts":
            self.write(self.words("上年预算", "上年", "上年预算数为"), of_base, "，")
            self.write(self.words("同比", ""), replace(grew, text="增长" if up else "下降"), percent)
        elif style == "delta":
            self.write(*self.base(item), more, self.words("", "了"), delta)
        elif style == "percent":
            self.write(*self.base(item), replace(grew, role="word", text=grew.text), percent)
        elif style == "from-to":
            self.write(
                "由上年的" if self.one(0, 1) else "由上年",
                of_base,
                self.words("增加", "提高", "调整") if up else self.words("减少", "下降", "调整"),
            )
            self.write(self.words("到", "至", "为"), self.amount("again", item, known.current), "，")
            self.write(
                Mark("word", item, self.words("增加", "调增") if up else self.words("减少", "调减")),
                delta,
                self.words("，", "、"),
                replace(grew, text="增长" if up else "下降"),
                percent,
            )
        elif style == "brackets":
            self.write(
                "（上年",
                self.words("为", "", "预算"),
                of_base,
                "），",
                *self.base(item),
                more,
                delta,
                "，",
                grew,
                percent,
            )
        elif style == "of-base":
            self.write(
                self.words("比", "较"),
                self.words("上年预算数", "上年的", "上年预算"),
                of_base,
                more,
                delta,
                self.words("，", "、"),
                grew,
                percent,
            )
        else:
            self.write(*self.base(item), more, self.words("", "", "了"), delta)
            opened, closed = self.random.choice(
                (("，", ""), ("，", ""), ("、", ""), ("（", "）"), ("，同比", ""), (",", ""), ("，比上年", ""))
            )
            self.write(opened, grew, percent, closed)

    def reason(self) -> None:
        start = self.words(
            "，主要原因是",
            "，主要原因：",
            "，主要是",
            "。主要原因是",
            "，原因是",
            "，变动原因：",
            "，主要由于",
            "。变动的主要原因：",
            "，主要原因为",
        )
        if not self._reasons:
            self._reasons = self.random.sample(_REASONS, len(_REASONS))
        self.write(start, self._reasons.pop())

    # Sections

    def heading(self, number: int, title: str) -> None:
        numeral = "一二三四五六七八九"[number - 1]
        self.write(f"\n{numeral}、{title}\n")

    def totals(self) -> None:
        known = self.known
        who = self.words("本部门", "我局", known.entity, "本单位", "部门")
        year = self.words(f"{known.year}年，", f"{known.year}年", f"{known.year}年度", "")
        income = self.item("income", known.income, known.income[0])
        spending = self.item("spending", known.income, known.income[0])
        name_i, name_s = self.random.choice(
            (
                ("收入预算", "支出预算"),
                ("收入总计", "支出总计"),
                ("预算收入", "预算支出"),
                ("总收入", "总支出"),
                ("收入预算总额为", "支出预算总额为"),
            )
        )
        self.out.sums.append((income, spending))
        self.write(
            year,
            who,
            name_i,
            self.words("", "", "为") if not name_i.endswith("为") else "",
            self.amount("current", income, known.income[0]),
        )
        if self.one(0, 0, 1):
            self._by_fund(income)
        self.write("，")
        self.change(income)
        self.reason()
        self.write(self.words("；", "。", "。\n"), name_s, self.amount("current", spending, known.income[0]), "，")
        self.change(spending)
        self.reason()
        self.write("。\n")

    def _by_fund(self, income: int) -> None:
        fiscal, _ = self.known.fiscal
        other = self.known.income[0] - fiscal
        parts = [("一般公共预算拨款收入", fiscal), ("政府性基金预算拨款", 0), ("其他资金", other)]
        opened, closed = self.random.choice((("，其中：", ""), ("（其中：", "）"), ("，其中", "")))
        self.write(opened)
        separator = self.words("，", "；", "、")
        for i, (name, cents) in enumerate(parts):
            part = self.item(name, (cents, None))
            self.write(separator if i else "", name, self.amount("current", part, cents))
            if separator == "；" and self.known.income[0]:
                share = self.percent(cents, self.known.income[0]) + "%"
                self.write("，", self.words("占", "占总收入的", "占比"), Mark("share", part, share, of=income))
        self.write(closed)
        if opened.startswith("，"):
            self.write("。收入预算")

    def structure(self) -> None:
        """Basic and project spending with their shares."""
        known = self.known
        total = known.income[0]
        basic = min(known.basic[0], total)
        whole = next(i for i, item in enumerate(self.out.items) if item.subject == "spending")
        b = self.item("basic", (basic, None), basic)
        p = self.item("projects", (total - basic, None), total - basic)
        opened = self.words("支出预算中：", "按支出性质分，", "其中：")
        self.write(opened, "基本支出", self.amount("current", b, basic), "，")
        of = self.words("占", "占支出预算的", "占比")
        known_whole = whole if "支出预算" in of else -1
        self.write(of, Mark("share", b, self.percent(basic, total) + "%", of=known_whole), self.words("；", "，", "、"))
        self.write("项目支出", self.amount("current", p, total - basic), "，", of)
        self.write(Mark("share", p, self.percent(total - basic, total) + "%", of=known_whole), "。\n")

    def three_public(self) -> None:
        known, write = self.known, self.write
        abroad, bought, run, meals = known.three_public
        cars = (bought[0] + run[0], bought[1] + run[1])
        whole = self.item("three-public", known.three_public_total, known.three_public_total[0])
        ids = [whole]
        year = self.words(f"{known.year}年", f"{known.year}年度", "")
        write(
            year,
            self.words(
                "本部门财政拨款安排“三公”经费", "“三公”经费预算", '部门"三公"经费财政拨款预算数为', "“三公”经费预算安排"
            ),
        )
        write(self.amount("current", whole, known.three_public_total[0]), "，")
        self.change(whole)
        self.reason()
        numbering = self.random.choice(
            (
                ("", "", "", "；"),
                ("1.", "2.", "3.", "。\n"),
                ("（一）", "（二）", "（三）", "。\n"),
                ("1、", "2、", "3、", "；\n"),
                ("一是", "二是", "三是", "；"),
            )
        )
        write(self.words("。其中：", "。\n其中：", "。具体情况如下：\n"))
        names = self.random.choice((
            ("因公出国（境）费", "公务用车购置及运行费", "公务接待费"),
            ("因公出国(境)费用", "公务用车购置及运行维护费", "公务接待费用"),
            ("因公出国（境）经费", "公务用车购置和运行维护费", "公务接待经费"),
            ("因公出国（境）支出", "公务用车购置及运行维护支出", "公务接待支出"),
        ))  # fmt: skip
        verb = self.words("", "", "预算", "安排", "预算为")
        for i, (subject, name, pair) in enumerate(
            (("abroad", names[0], abroad), ("cars", names[1], cars), ("receptions", names[2], meals))
        ):
            one = self.item(subject, pair, pair[0])
            ids.append(one)
            write(numbering[i], name, verb, self.amount("current", one, pair[0]))
            if subject == "cars" and (
                inside := self.random.choice(("brackets", "plain", "after", "" if cars[0] == 0 else "after"))
            ):
                self._cars(one, bought, run, inside)
                if inside == "after":
                    continue
            else:
                if subject == "abroad" and self.one(0, 1):
                    write(f"，计划因公出国（境）团组{self.random.randint(0, 3)}个，{self.random.randint(0, 9)}人次")
                if subject == "receptions" and self.one(0, 1):
                    write(f"（计划接待{self.random.randint(1, 40)}批次、{self.random.randint(1, 400)}人次）")
                write("，")
                self.change(one)
            self.reason()
            write(numbering[3] if i < 2 else "。\n")
        self.out.sums.append(tuple(ids))

    def _cars(self, whole: int, bought: tuple[int, int], run: tuple[int, int], how: str) -> None:
        write = self.write
        names = self.random.choice(
            (
                ("公务用车购置费", "公务用车运行维护费"),
                ("公务用车购置", "公务用车运行维护"),
                ("购置费", "运行维护费"),
                ("公务用车购置支出", "公务用车运行维护费支出"),
            )
        )
        b, r = self.item("car-purchase", bought, bought[0]), self.item("car-running", run, run[0])
        if how == "after":
            write("，")
            self.change(whole)
            self.reason()
            write("，" if self.one(0, 1) else "。", "其中：")
        elif how == "brackets":
            write(self.words("（", "（其中："))
        else:
            write("，其中：")
        for i, (one, name, cents) in enumerate(((b, names[0], bought[0]), (r, names[1], run[0]))):
            write("；" if i else "", name, self.amount("current", one, cents), "，")
            self.change(one)
        if how == "brackets":
            write(self.words("）", "。）"), self.words("，", ""))
            self.change(whole)
        elif how == "plain":
            write("。", self.words("公务用车购置及运行费", "公务用车购置及运行维护费"))
            self.change(whole)
        else:
            write(self.words("；", "。", "。\n"))
        self.out.sums.append((whole, b, r))

    def administration(self) -> None:
        known = self.known
        one = self.item("administration", known.administration, known.administration[0])
        if self.one(0, 1):
            self.write(
                "机关运行经费指用于维持行政（参公）单位运行的经费，包括办公费、公务接待费、公务用车运行维护费等30余项支出。"
            )
        self.write(
            f"{known.year}年",
            self.words("，", ""),
            self.words("本部门", "我局本级及下属2家参公单位的", "局机关及所属3个单位"),
            self.words("机关运行经费", "机关运行经费预算", "机关运行经费安排", "机关运行经费财政拨款预算"),
        )
        self.write(self.amount("current", one, known.administration[0]), "，")
        self.change(one)
        self.reason()
        self.write("。\n")

    def procurement(self) -> None:
        goods, works, services = self.known.procurement
        total = goods + works + services
        whole = self.item("procurement", (total, None))
        ids = [whole]
        self.write(
            f"{self.known.year}年",
            self.words("本部门政府采购安排", "政府采购预算总额", "政府采购预算共", "我单位政府采购预算合计"),
            self.amount("current", whole, total),
            self.words("，其中：", "。其中：", "，其中，"),
        )
        names = self.random.choice((
            ("货物类采购预算", "工程类采购预算", "服务类采购预算"), ("政府采购货物预算", "政府采购工程预算", "政府采购服务预算"),
            ("货物类", "工程类", "服务类"), ("采购货物", "采购工程", "采购服务"), ("货物", "工程", "服务"), ("货物采购预算", "工程采购预算", "服务采购预算"),
        ))  # fmt: skip
        separator = self.words("，", "；", "、")
        for i, (subject, name, cents) in enumerate(
            zip(("goods", "works", "services"), names, (goods, works, services), strict=True)
        ):
            one = self.item(subject, (cents, None))
            ids.append(one)
            self.write(separator if i else "", name, self.amount("current", one, cents))
        self.out.sums.append(tuple(ids))
        self.write(self.words("。", "等。"))
        if self.one(0, 1):
            held = self.item("reserved", (total // 2, None))
            self.write(
                "面向中小企业预留政府采购项目预算",
                self.amount("current", held, total // 2),
                "，占政府采购预算总额的",
                Mark("share", held, self.percent(total // 2, total) + "%", of=whole),
                "，其中预留给小微企业的比例不低于60%。",
            )
        self.write("\n")

    def assets(self) -> None:
        known, random = self.known, self.random
        held = self.item("fixed-assets", (known.assets, None))
        planned = self.item("planned-purchase", (known.planned, None))
        self.write(
            f"截至{known.year - 1}年12月31日，",
            self.words("本部门固定资产金额", "本单位固定资产原值为", "我局固定资产总额"),
            self.amount("current", held, known.assets),
        )
        rooms = f"{random.randint(0, 9999):,}.{random.randint(0, 99):02d}"
        some = random.randint(0, known.vehicles)
        self.write(self.words("，分布构成情况为：", "，其中："), f"房屋{rooms}平方米，", f"车辆{known.vehicles}辆")
        if self.one(0, 1):
            self.write(f"（其中：机要通信用车{some}辆、应急保障用车{known.vehicles - some}辆）")
        self.write(
            "，单价",
            self.words("在100万元以上的设备", "100万元（含）以上设备", "在50万元以上的通用设备", "100万元以上专用设备"),
            f"{random.randint(0, 9)}",
            self.words("台", "台（套）", "台/套"),
            self.words("等", ""),
            "。",
        )
        self.write(
            f"{known.year}年" if self.one(0, 1) else "本年度",
            "拟购置固定资产",
            self.amount("current", planned, known.planned),
            "，主要是采购办公设备3批、打印机12台等。\n",
        )

    def goals(self) -> None:
        self.write(
            f"{self.known.year}年，本部门",
            self.words("重点项目绩效目标情况如下：", "对3个项目实行绩效目标管理，情况如下："),
            "\n",
        )
        for i, (name, now, then) in enumerate(self.known.projects[:3], 1):
            one = self.item("", (now, then), now, project=name)
            self.write(
                self.words(f"{i}.", "", f"（{'一二三'[i - 1]}）", f"{i}、"),
                name,
                self.words("", "预算", "安排", "：预算", "项目"),
                self.amount("current", one, now),
            )
            if self.one(0, 1):
                self.write("，")
                self.change(one)
            self.write(self.words("。绩效目标：", "，绩效目标为"), self.random.choice(_GOALS), "。\n")

    def filler(self) -> None:
        self.write(self.random.choice(_FILLERS), "\n")


_REASONS = (
    "认真贯彻落实中央八项规定精神，从严从紧安排经费", "根据工作任务相应安排各项目预算", "人员变动", "落实“十四五”规划（2021-2025年）各项任务",
    "本年度3个项目进入验收阶段", "按照粤财〔2023〕15号文件要求统筹安排", "第3季度起执行新标准", "机构职能划转，涉及12人", "12345热线服务合同到期",
    "购置单价100万元以上设备2台，预算金额为350.50万元", "2023-2025年三年行动计划安排", "根据《关于严控一般性支出的通知》（财预〔2019〕8号）执行", "实有车辆5辆，按标准每辆2.5万元测算",
    "2月份起社保缴费基数按规定执行", "结合上年执行情况据实安排", "疫情防控常态化", "人员调动、合同付款进度", "政策性因素", "去年同期受客观情况影响", "统筹安排年度工作", "项目周期为24个月",
)  # fmt: skip
_GOALS = (
    "群众满意度不低于95%", "完成8个社区改造，覆盖率达到100%", "保障12345热线接通率≥98%，按时办结率99.5%以上", "1.建设1个平台；2.培训300人次；3.故障响应时间不超过2小时",
    "开展宣传活动10场次，受益5,000人", "服务对象满意度90%以上，成本控制在预算内", "全年完成抽检1.2万批次", "设备完好率达95%及以上，服务32个单位",
)  # fmt: skip
_FILLERS = (
    "本部门共有编制120名，实有在职人员108人，退休人员56人。", "本次公开数据因四舍五入可能存在尾差。", "“十四五”时期是关键阶段，全区36个社区参与，服务时间为每天8:30-17:30。",
    "根据粤府办〔2022〕12号文，2023-2025年实施三年行动计划。", "公开网址见门户网站，咨询电话：020-12345678。", "本部门下设5个科室和2个直属事业单位。",
)  # fmt: skip


def explanation(known: Budget, random: Random) -> Explanation:
    """A right text about a budget."""
    writer = Writer(known, random)
    sections = [
        (("部门预算收支增减变化情况", "收支预算情况说明", "预算收支总体情况"), (writer.totals, writer.structure)),
        (("“三公”经费安排情况", "“三公”经费预算情况说明"), (writer.three_public,)),
        (("机关运行经费安排情况",), (writer.administration,)),
        (("政府采购情况",), (writer.procurement,)),
        (("国有资产占有使用情况",), (writer.assets,)),
        (("重点项目预算绩效目标情况", "预算绩效目标情况"), (writer.goals,)),
    ]
    headed = random.choice((True, True, True, False))
    for i, (titles, parts) in enumerate(sections, 1):
        if headed:
            writer.heading(i, random.choice(titles))
        for part in parts:
            if part == writer.structure and random.random() < 0.5:
                continue
            part()
            if random.random() < 0.3:
                writer.filler()
    return writer.out
