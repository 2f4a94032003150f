"""The explanation as written: a template that asks for amounts, comparisons, reasons and facts, and gets marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..model.errors import DocumentError, say
from ..tables.subjects import Subject
from .figures import Figures
from .key_projects import key_projects
from .marks import MARK, Gap, Marks, Quote, QuoteOf, SectionText
from .phrases import Number, Style, amount, change_of, comparison, count
from .reasons import Reason, Reasons
from .templates import Helper, HelperError, run

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_MOST_DECIMALS = 4
_FIRST_LINE = 4
"""The title, an empty line and the first heading come before the first text."""
_BETWEEN = 2
"""An empty line and a heading."""


class ProjectMarks(NamedTuple):
    """A key project as a template sees it."""

    name: str
    amount: str
    goal: str


class ItemMarks(NamedTuple):
    """A function code as a template sees it: the id to ask for its amount, and its names from 类 to 项."""

    id: str
    path: str


@dataclass(frozen=True)
class _Walk:
    """A list that is made when a template walks through it, in the style that it has chosen by then."""

    items: Callable[[], Iterator[ProjectMarks | ItemMarks]]

    def __iter__(self) -> Iterator[ProjectMarks | ItemMarks]:
        return self.items()


class Writer:
    """Writes one explanation."""

    def __init__(self, figures: Figures, reasons: Reasons) -> None:
        self._figures = figures
        self._year = figures.view.year
        self._known_reasons = reasons
        self._marks = Marks()
        self._line = _FIRST_LINE
        self._inside = False
        self.style = Style()
        self.sections: list[SectionText] = []
        self.reasons: dict[str, Reason] = {}

    def write(self, source: str) -> None:
        """Runs a template; its sections and the reasons that it asks for are there afterwards. Raises DocumentError."""
        if re.search(MARK, source):
            raise DocumentError(say("template.mark"))
        helpers: dict[str, Helper] = {
            "section": self._section, "style": self._set_style, "known": self._known, "amount": self._amount,
            "change": self._change, "reason": self._reason, "fact": self._fact,
        }  # fmt: skip
        values = {"year": self._year, "last_year": self._year - 1, "tab": "\t", "balance_date": self._balance_date()}
        lists = {"key_projects": _Walk(self._key_projects), "items": _Walk(self._items)}
        rest = run(source, helpers, values, lists)
        if rest.strip():
            raise DocumentError(say("template.outside", text=" ".join(rest.split())[:40]))

    # What a template may call

    def _section(self, title: str, caller: Callable[[], str]) -> str:
        if self._inside or not isinstance(title, str) or any(char.isdigit() for char in title):
            raise HelperError(say("template.section"))
        self._inside = True
        written = self._marks.resolve(len(self.sections) + 1, title, self._line, caller())
        self._inside = False
        self.sections.append(written)
        self._line += written.text.count("\n") + 1 + _BETWEEN
        return ""

    def _set_style(self, amount_decimals: int = 2, percent_decimals: int = 2, thousands: bool = True) -> str:
        decimals = amount_decimals, percent_decimals
        if self._inside or self.sections or not all(isinstance(n, int) and 0 <= n <= _MOST_DECIMALS for n in decimals):
            raise HelperError(say("template.style", most=_MOST_DECIMALS))
        self.style = Style(amount_decimals, percent_decimals, bool(thousands))
        return ""

    def _known(self, id: str) -> bool:
        subject = self._subject(id)
        return self._counted(subject) is not None if subject.unit != "万元" else bool(self._figures.current(subject))

    def _amount(self, id: str) -> str:
        subject = self._subject(id)
        if subject.unit != "万元":
            stated = self._counted(subject)
            return self._gap("gap.fact", subject) if stated is None else self._marks.put(stated)
        found = self._figures.current(subject)
        if found is None:
            return self._gap("gap.amount" if subject.cell else "gap.fact", subject)
        return self._marks.put(amount(found, self.style, subject.id))

    def _change(self, id: str) -> str:
        subject = self._subject(id)
        current, prior = self._figures.current(subject), self._figures.prior(subject)
        if current is None or prior is None:
            return "比上年" + self._gap("gap.amount" if current is None else "gap.prior", subject)
        return self._marks.phrase(comparison(current, prior.amount, self.style, subject.id))

    def _reason(self, id: str) -> str:
        subject = self._subject(id)
        if subject.cell is None:
            raise HelperError(say("template.no-comparison", subject=subject.id))
        reason = self.reasons[subject.id] = self.reasons.get(subject.id) or self._find_reason(subject)
        if reason.text:
            return "，主要原因是" + self._quote("reason", reason.text.rstrip("。；;"), subject.id)
        return "" if reason.status == "unneeded" else "，主要原因是" + self._gap("gap.reason", subject)

    def _fact(self, section: str, key: str) -> str:
        found = self._figures.facts.stated(str(section), str(key))
        if found is None:
            return self._marks.put(Gap(say("gap.stated", fact=f"{section}/{key}")))
        return self._quote("fact", found[0].rstrip("。；;"))

    def _key_projects(self) -> Iterator[ProjectMarks]:
        found = key_projects(self._figures.view, self._figures.facts)
        for project in found:
            size, goal = project.amount, project.goal
            yield ProjectMarks(
                self._quote("name", project.name),
                self._marks.put(
                    amount(size, self.style, project.name) if size else Gap(say("gap.project", project=project.name))
                ),
                self._quote("goal", goal) if goal else self._marks.put(Gap(say("gap.goal", project=project.name))),
            )
        if not found:
            gap = self._marks.put(Gap(say("gap.projects")))
            yield ProjectMarks(gap, gap, gap)

    def _items(self) -> Iterator[ItemMarks]:
        for item in self._figures.items:
            levels = zip(item.path, ("类", "款", "项"), strict=True)
            path = "".join(f"{name}（{level}）" for name, level in levels)
            yield ItemMarks(item.subject.id, self._quote("name", path))

    # What they are made of

    def _subject(self, id: object) -> Subject:
        subject = self._figures.subject(str(id))
        if subject is None:
            raise HelperError(say("template.subject", subject=str(id)[:40]))
        return subject

    def _counted(self, subject: Subject) -> Number | None:
        found = self._figures.facts.count(*subject.fact) if subject.fact else None
        return count(found[0], subject.unit, found[1], self.style, subject.id) if found else None

    def _find_reason(self, subject: Subject) -> Reason:
        current, prior = self._figures.current(subject), self._figures.prior(subject)
        if current is None or prior is None:
            return Reason(subject, "unknown")
        change = change_of(current.fen, prior.amount.fen, self.style)
        return self._known_reasons.of(subject, change, current.fen, prior)

    def _balance_date(self) -> str:
        """The day of the balances of section 五: as stated, else the end of the year before."""
        stated = self._figures.facts.stated("assets", "as_of")
        date = _DATE.fullmatch(stated[0]) if stated else None
        year, month, day = map(int, date.groups()) if date else (self._year - 1, 12, 31)
        return self._quote("date", f"{year}年{month}月{day}日")

    def _quote(self, of: QuoteOf, text: str, subject: str = "") -> str:
        return self._marks.put(Quote(of, " ".join(text.split()), subject))

    def _gap(self, id: str, subject: Subject) -> str:
        return self._marks.put(Gap(say(id, subject=subject.name), subject.id))
