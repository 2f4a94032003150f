"""What the panes ask of the book, in the reader's language. Answers are kept until the book changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ..book import Book, ReadFile
from ..messages import Language, has, render, text
from ..model.errors import CorruptBook, DocumentError, Message, NotFound, TrackerError, say
from ..model.point import Point
from ..model.state import is_inferred
from ..query.cells import find_row, row_name
from ..query.departments import department
from ..query.headers import label_of
from ..query.log import LogFilter, LogRow
from ..store.protocol import Header
from ..tables.project import Row, Table
from ..tables.spec import Role
from .comparing import Comparing
from .moves import Facts
from .view_state import Axis, Cell, ScreenName, ViewState

if TYPE_CHECKING:  # templates and reading texts are needed by one screen only
    from decimal import Decimal

    from ..explain.claims import Claim
    from ..explain.explanation import Explanation
    from ..explain.lint import Linted
    from ..explain.ready import Item
    from ..query.blame import Blame
    from ..query.check import CheckResult
    from ..query.diff import Diff
    from ..query.search import Hit
    from ..query.year import YearView

Answer = TypeVar("Answer")
_KEPT = 256
_CHUNK = 400
"""Revisions that are read from the log at a time."""


def damage(error: Exception) -> Message | None:
    """What an error says about the book: None where it says nothing of it."""
    if isinstance(error, CorruptBook):
        return say("book.damaged", why=error.message)
    if _of_database(error) and type(error).__name__ == "DatabaseError":
        return say("book.damaged", why=say("shell.system", why=str(error)))
    return None


def _of_database(error: Exception) -> bool:
    return type(error).__module__ == "sqlite3"


class Reader(Comparing):
    def __init__(self, book: Book, language: Language, *, read_only: bool = False) -> None:
        self._book = book
        self._asked_to_read = read_only
        self.fault: Message | None = None if book.files else book.read_only
        """Why the book cannot be trusted, found when it was opened or since."""
        self.language = language
        self._head = book.head
        self._answers: dict[Hashable, object] = {}
        self._log: list[LogRow] = []
        self._log_ended = False

    # Words

    def word(self, id: str, /, **params: object) -> str:
        return text(id, self.language, **params)

    def word_for(self, screen: ScreenName, id: str, /, **params: object) -> str:
        """The word as one screen says it, where that screen has words of its own."""
        own = f"{id}.{screen}"
        return self.word(own if has(own) else id, **params)

    def say(self, message: Message) -> str:
        return render(message, self.language)

    def event(self, kind: str, header: Header) -> str:
        """What an event of this kind is called: an adjustment by its mode, where the revision has one; with the mark of
        what nobody stated."""
        group, _, name = label_of(kind, header).partition(".")
        label = self.named(group, name)
        return self.marked(label) if is_inferred(self._book.roster, header.seq) else label

    def marked(self, label: str) -> str:
        """With the mark of what was inferred."""
        return self.word("event.inferred", label=label)

    def money(self, state: ViewState) -> str:
        """What the unit is called that amounts are shown in."""
        return self.word(f"money.{state.money}")

    def named(self, prefix: str, name: str | None) -> str:
        """The word for a member of a closed vocabulary; the name itself where it has none."""
        id = f"{prefix}.{name}"
        return self.word(id) if has(id) else name or ""

    # The book

    @property
    def path(self) -> str:
        return str(self._book.path)

    @property
    def read_only(self) -> Message | None:
        if self.fault:
            return say("tui.read-only-because", why=self.fault)
        return self._book.read_only or (say("tui.asked-to-read") if self._asked_to_read else None)

    @property
    def head(self) -> int:
        return self._head.seq

    def look(self) -> Message | None:
        """What others did to the book that is more than to record."""
        try:
            return self.fault or (None if self._book.files else self._book.look(self._head))
        except Exception as error:
            if (found := damage(error)) or isinstance(error, (TrackerError, OSError)) or _of_database(error):
                return found  # what is only busy or out of reach for the moment is no damage
            raise

    def grown(self) -> bool:
        """Whether somebody has recorded since the book was last looked at."""
        return self._book.head != self._head

    def look_again(self) -> None:
        self._head = self._book.head
        self._answers.clear()
        self._log.clear()
        self._log_ended = False

    def start(self) -> ViewState:
        """The newest version of the newest year, with the table that gives the size of the book."""
        if self.head == 0:
            return ViewState(0, 0)
        if self._book.files:
            return self._start_of_files()
        year = self._book.newest_year()
        form = self._book.view(year, Point(self.head)).form
        return ViewState(year, self.head, table=form.by_role(form.size[0]).number, axis=form.partitions[0])

    def _start_of_files(self) -> ViewState:
        """The difference of the last file against the first, what moved most first; of a single file its tables."""
        first, last = self._book.files[0], self._book.files[-1]
        state = self.settled(ViewState(last.year, last.named.point.seq, "table", table=0))
        if first.named.point.seq == state.version:
            return state
        state = replace(state, screen="diff", mark=first.named.point.seq, ranked=True)
        state = replace(state, axis=self.axis(state))
        if not self.diff(state, state.axis).rows and (tables := self.tables_differing(state)):
            return replace(state, axis="table", table=tables[0])
        return state

    def tables_differing(self, state: ViewState) -> tuple[int, ...]:
        """The tables of which cells differ from the base."""
        before = self.before(state)
        key = "tables", before.year, before.version, state.year, state.version
        return self._kept(key, lambda: tuple(self._book.tables_differing(self.view(before), self.view(state))))

    @cached_property
    def _files(self) -> dict[int, ReadFile]:
        """The files that versions stand for."""
        return {file.named.point.seq: file for file in self._book.files}

    @property
    def file_paths(self) -> tuple[str, ...]:
        """The files that are looked at, as they were named; none in a book."""
        return tuple(file.named.text for file in self._book.files)

    def file_name(self, seq: int) -> str:
        """The name of the file that a version stands for, "" of any other."""
        return Path(self._files[seq].named.text).name if seq in self._files else ""

    def delta_fen(self, row: LogRow) -> int | None:
        """What a revision adds to the size of its year; of a file that is looked at by itself its size."""
        file = self._files.get(row.header.seq)
        if file and file.named.statement:
            return self._at(file.year, row.header.seq).size_fen()
        return row.delta_fen

    def digest(self, header: Header) -> str:
        """What a version is known by: its place in the chain, of a file the file."""
        file = self._files.get(header.seq)
        return (file.named.sha256 if file else None) or header.hash

    @property
    def findings(self) -> int:
        """How many faults were found in reading the files."""
        return sum(len(file.findings) for file in self._book.files)

    def before(self, state: ViewState) -> ViewState:
        """The same place at the version that the shown one is compared with, a file in its own year."""
        year = self._files[state.base].year if state.base in self._files else state.year
        return replace(state, version=state.base, year=year)

    def settled(self, state: ViewState) -> ViewState:
        """A version that is a file is looked at in its own year, in a table that its form has."""
        if state.version not in self._files:
            return state
        there = replace(state, year=self._files[state.version].year)
        form = self.view(there).form
        return there if form.by_number(there.table) else replace(there, table=form.by_role(form.size[0]).number, row="")

    def in_year(self, state: ViewState, year: int) -> ViewState:
        """The state in a year, with a table that its form has and the axis that it begins with."""
        there = replace(state, year=year)
        form = self.view(there).form
        return there if form.by_number(there.table) else replace(there, table=form.by_role(form.size[0]).number)

    def checked(self, state: ViewState) -> ViewState:
        """The state with its row by key, found by what people call it too. Raises NotFound, naming what is near."""
        for seq in (state.version, state.mark or 0):
            if not 0 <= seq <= self.head:
                raise NotFound(say("point.beyond", text=f"@{seq}", head=self.head))
        self.require_sides(state)
        state = self.settled(state)
        table = self.table(state)
        if not state.row or state.row in table.by_key or state.row in table.missing_keys:
            return state
        return replace(state, row=find_row(table, state.row).key)

    def point_name(self, seq: int) -> str:
        """How the command line calls a version."""
        return self._files[seq].named.text if seq in self._files else f"@{seq}"

    def owner(self, state: ViewState) -> str:
        """The department whose book this is: the first unit that stands under no other."""
        if self.head == 0:
            return ""
        return self._kept(
            "owner", lambda: department(self._book.roster) or next((file.entity for file in self._book.files), "")
        )

    def facts(self, state: ViewState) -> Facts:
        if self.head == 0:
            return Facts(0)

        def ask() -> Facts:
            roster = self._book.roster
            seqs = {roster.value("milestone", name, "seq") for name in roster.ids("milestone")}
            return Facts(
                self.head,
                tuple(self._book.years()),
                tuple(spec.number for spec in self.view(state).form.tables),
                tuple(sorted(seq for seq in seqs if isinstance(seq, int))),
            )

        return self._kept(("facts", state.year, state.version), ask)

    def log(self, down_to: int) -> list[LogRow]:
        """Revisions newest first, at least those down to a seq, as far as they have been read."""
        while not self._log_ended and (not self._log or self._log[-1].header.seq > down_to):
            upto = self._log[-1].header.seq - 1 if self._log else self.head
            rows = list(islice(self._book.log(LogFilter(upto=upto)), _CHUNK))
            self._log += rows
            self._log_ended = len(rows) < _CHUNK
        return self._log

    def log_row(self, seq: int) -> LogRow | None:
        """A revision; seqs have no gaps, so its place in the list is known."""
        place = self.head - seq
        return self.log(seq)[place] if 0 <= place < self.head else None

    def search(self, words: str) -> list[Hit]:
        """Where the words occur in what people wrote; nowhere where there is no word."""
        if not words.strip():
            return []
        return self._kept(("search", words, self.head), lambda: self._book.search(words.split()))

    def told(self, seq: int) -> tuple[str, ...]:
        """The events of a revision in words, one line each."""

        def ask() -> tuple[str, ...]:
            row = self.log_row(seq)
            events = self._book.events_of([row])[seq] if row else ()
            return tuple(render(event.says, self.language).replace("\n", " ") for event in events)

        return self._kept(("told", seq), ask)

    def document(self, header: Header) -> str:
        """What a revision is called in a list: its document's number, else title, else its reason."""
        return header.number or header.title or header.reason or ""

    def view(self, state: ViewState) -> YearView:
        return self._at(state.year, state.version)

    def _at(self, year: int, version: int) -> YearView:
        file = self._files.get(version)
        alone = file.named.statement if file and file.year == year else None
        return self._book.view(year, Point(version), alone)

    def has_money(self, state: ViewState) -> bool:
        """Whether anything of the year is known at the version."""
        view = self.view(state)
        return bool(view.opening or view.balances)

    def table(self, state: ViewState) -> Table:
        view = self.view(state)
        return view.table(view.spec(state.table).role)

    def axes(self, state: ViewState) -> tuple[Axis, ...]:
        """How the shown version and its base can both be split."""
        shown, base = self.view(state), self.view(self.before(state))
        shared = (axis for axis in shown.partitions if axis in base.partitions)
        return (*shared, "table")

    def axis(self, state: ViewState) -> Axis:
        """The axis that the state names, the first one where the form of the year does not have it."""
        axes = self.axes(state)
        return state.axis if state.axis in axes else axes[0]

    def diff(self, state: ViewState, axis: Axis) -> Diff:
        """The shown version against its base."""
        year, base = self.before(state).year, state.base
        table = state.table if axis == "table" else None

        def ask() -> Diff:
            old, new = self._at(year, base), self.view(state)
            by = None if axis == "table" else axis
            if year == state.year:
                return self._book.diff(old, new, by, table)
            return self._book.compare(old, new, "published", by, table).found

        return self._kept(("diff", year, base, state.year, state.version, axis, table), ask)

    def row(self, table: Table, key: str) -> Row | None:
        """The row of this key, else of its nearest ancestor, else the first."""
        seen: set[str] = set()
        wanted: str | None = key
        while wanted and wanted not in seen:
            if wanted in table.by_key:
                return table.by_key[wanted]
            seen.add(wanted)
            wanted = table.spec.rows.parent(wanted)
        return table.rows[0] if table.rows else None

    def blame(self, state: ViewState, cell: Cell) -> Blame:
        """Raises NotFound where the table has no rows."""

        def ask() -> Blame:
            view = self.view(state)
            table = view.table(view.spec(cell.table).role)
            row = self.row(table, cell.row)
            if row is None:
                raise NotFound(Message("tui.blame.no-row", {"table": cell.table}))
            found = table.column(cell.column)
            column = cell.column if found is not None and table.has_cell(row, found) else None
            return self._book.blame(view, cell.table, row_name(table, row), column)

        return self._kept(("blame", state.year, state.version, cell), ask)

    def knows_blame(self, state: ViewState, cell: Cell) -> bool:
        return ("blame", state.year, state.version, cell) in self._answers

    # What takes long

    def lacking(self, state: ViewState) -> Hashable | None:
        """The answer that the screen of a state waits for: its key while it is not known, else None."""
        key = self._slow_key(state)
        return None if key is None or key in self._answers else key

    def slow_answer(self, state: ViewState) -> object:
        """Raises what the question raises."""
        match state.screen:
            case "text":
                return self.explanation(state)
            case "checks":
                return self.checks(state)
            case "lint":
                return self.linted(state)
            case "years":
                return self.compared(state)
            case "bridge":
                return self.bridge(state)
            case "proposals":
                return self.proposed(state)
            case _:
                return self.ready(state.year)

    def learn(self, key: Hashable, answer: object) -> None:
        """Takes over an answer that was found elsewhere in the same book."""
        self._kept(key, lambda: answer)

    def _slow_key(self, state: ViewState) -> Hashable | None:
        if not self.head:
            return None
        match state.screen:
            case "text":
                return "explanation", state.year, self.explained_at(state)
            case "checks":
                return "checks", state.year, state.version
            case "lint":
                return "linted", self.text_judged(state)
            case "ready":
                return "ready", state.year, self.head
            case "years":
                return self.years_key(state)
            case "bridge":
                return self.bridge_key(state)
            case "proposals":
                return self.proposals_key(state)
            case _:
                return None

    def close(self) -> None:
        self._book.close()

    def checks(self, state: ViewState) -> list[CheckResult]:
        return self._kept(("checks", state.year, state.version), lambda: self._book.check(self.view(state)))

    def explained_at(self, state: ViewState) -> str | None:
        """What the explanation is asked for. At the newest version None, which is what `explain` chooses, unless the
        budget as it stands is wanted; at another one the milestone of the year that names it, else the version."""
        if state.version == self.head:
            return "HEAD" if state.standing else None
        roster = self._book.roster
        for name in roster.ids("milestone"):
            if name.startswith(f"{state.year}/") and roster.value("milestone", name, "seq") == state.version:
                return name
        return f"@{state.version}"

    def explanation(self, state: ViewState) -> Explanation:
        """The explanation of the shown year. Raises DocumentError for a template that is wrong."""
        at = self.explained_at(state)
        return self._kept(("explanation", state.year, at), lambda: self._book.explain(state.year, at))

    def linted(self, state: ViewState) -> Linted:
        """What is wrong in the text that `text_judged` names. Raises DocumentError where there is none."""
        file = self._files.get(state.version)
        target = self.text_judged(state)
        if not target:
            raise DocumentError(say("lint.no-statement", year=state.year))
        where, year = (Path(file.named.text), file.year) if file else (target, None)
        return self._kept(("linted", target), lambda: self._book.lint(where, year=year))

    def text_judged(self, state: ViewState) -> str:
        """Whose text is judged: a file, or the publication that speaks of the year; "" where there is none."""
        if named := self.file_name(state.version):
            return named
        id = self._text_of_year(state)
        return f"stmt:{id}" if id else ""

    def view_judged(self, state: ViewState) -> YearView:
        """The document whose text is judged, by itself."""
        if state.version in self._files:
            return self.view(state)
        return self._book.view(state.year, Point(state.version), self._text_of_year(state) or None)

    def _text_of_year(self, state: ViewState) -> str:
        from ..explain.implied import text_of_year

        return text_of_year(self.view(state))

    def ready(self, year: int) -> tuple[Item, ...]:
        """What of the year is ready for publication, as the book stands. Raises NotFound, DocumentError."""
        return self._kept(("ready", year, self.head), lambda: self._book.ready(year))

    def exact(self, claim: Claim) -> Decimal | None:
        """The amount behind a claim to the fen, in 万元."""
        from ..explain.phrases import Style

        source = claim.source
        return self._book.value_of(source, Style(amount_decimals=6)) if source and claim.fen is not None else None

    def find(self, state: ViewState, number: int, name: str) -> Cell:
        """The row of a table that people call so. Raises NotFound."""
        view = self.view(state)
        table = view.table(view.spec(number).role)
        return Cell(number, find_row(table, name).key)

    def size_cell(self, state: ViewState) -> Cell:
        """The cell that is the size of the year that is looked at; a form may print its total last."""
        role, row, column = self.view(state).form.size
        return Cell(self.number(state, role), row, column)

    def number(self, state: ViewState, role: Role) -> int:
        return self.view(state).form.by_role(role).number

    def _kept(self, key: Hashable, ask: Callable[[], Answer]) -> Answer:
        if key not in self._answers:
            answer = ask()
            if len(self._answers) >= _KEPT:
                self._answers.pop(next(iter(self._answers)))
            self._answers[key] = answer
        return self._answers[key]  # type: ignore[return-value] # a key names one question, so one type of answer
