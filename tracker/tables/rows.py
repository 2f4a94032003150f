"""The kinds of row tree that forms are made of: a fixed list, a tree of function codes, blocks of economic codes,
and units with what they spend on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..model.line import Line
from ..model.vocabulary import ADMINISTRATIVE, UNCLASSIFIED
from .spec import LAST, TOTAL, UNCLASSIFIED_LABEL, Blocks, Head, Naming, PrintedRow, Where, bare, squeeze

UNKNOWN_KIND = "?"
"""The kind of a block whose kind the sums do not settle (design.md 6)."""

_ADMINISTRATIVE_CLASSES = frozenset({"501", "502", "503", "504"})
_INSTITUTION_CLASSES = frozenset({"505", "506"})


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a fixed list. An optional one is shown only where it was printed or holds money."""

    key: str
    label: str
    where: Where | None
    side: str = ""
    level: int = 1
    aliases: tuple[str, ...] = ()
    code: str = ""
    optional: bool = False
    parent: str | None = None
    only_printed: bool = False
    """A subtotal that some documents print and others do not: money alone never makes the row."""
    may_lack: bool = False
    """Printed even when zero, but not by everybody: a document that lacks the row lost no page."""


@dataclass(frozen=True)
class ListRows:
    """Rows that the form names one by one; on two sides or one. Lines that fall under no row of `classes_before`
    get a row of their class, which stands before that row."""

    items: tuple[Item, ...]
    classes_before: str = ""
    classes_where: Where | None = None
    prints_labels: bool = True

    @cached_property
    def fixed(self) -> tuple[str, ...]:
        return tuple(item.key for item in self.items if not item.optional and not item.only_printed)

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Keys of the fixed rows that every whole document prints."""
        return tuple(key for key in self.fixed if not self._by_key[key][1].may_lack)

    @cached_property
    def only_printed(self) -> frozenset[str]:
        return frozenset(item.key for item in self.items if item.only_printed)

    @cached_property
    def sides(self) -> tuple[str, ...]:
        """The lists that stand side by side; one without a name where there is only one."""
        return tuple(dict.fromkeys(item.side for item in self.items))

    @cached_property
    def _by_key(self) -> dict[str, tuple[int, Item]]:
        return {item.key: (i, item) for i, item in enumerate(self.items)}

    @cached_property
    def _by_label(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """The keys of the rows that a label may name, in the order of the form."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        for item in self.items:
            for label in (item.label, *item.aliases):
                found.setdefault((item.side, bare(label)), {})[item.key] = None
        return {label: tuple(keys) for label, keys in found.items()}

    @cached_property
    def _classes(self) -> frozenset[str]:
        return frozenset(item.where.function_class for item in self.items if item.where and item.where.function_class)

    def keys(self, line: Line, naming: Naming, blocks: Blocks) -> tuple[str, ...]:
        kind = naming.unit_kind(line.unit)
        keys = tuple(item.key for item in self.items if item.where and item.where.counts(line, kind))
        if self.classes_where and line.function[:3] not in self._classes and self.classes_where.counts(line, kind):
            keys += (f"支出/{_prefix(line.function, 3)}",)
        return keys

    def head(self, key: str, naming: Naming) -> Head:
        if key in self._by_key:
            i, item = self._by_key[key]
            return Head(item.label, item.level, (f"{i:04d}",), item.code, item.side)
        side, _, code = key.partition("/")
        before = self._by_key[self.classes_before][0]
        label = UNCLASSIFIED_LABEL if code == UNCLASSIFIED else naming.code_name("function", code) or code
        return Head(label, 1, (f"{before - 1:04d}", _last(code)), side=side)

    def find(self, side: str, label: str, after: str = "") -> str | None:
        """The key of the row that a printed label names. Labels that several rows of a side bear are told apart by the
        order of print: it is the next one below the row `after`."""
        keys = self._by_label.get((side, bare(label)), ())
        if len(keys) > 1 and after in self._by_key:
            place = self._by_key[after][0]
            keys = tuple(key for key in keys if self._by_key[key][0] > place) or keys[-1:]
        return keys[0] if keys else None

    def key_of(self, row: PrintedRow, naming: Naming) -> str | None:
        return self.find(row.side, row.label, row.after)

    def parent(self, key: str) -> str | None:
        return self._by_key[key][1].parent if key in self._by_key else self.classes_before or None


@dataclass(frozen=True, slots=True)
class FunctionRows:
    """合计, then 类, 款, 项 of the function classification, each a prefix of the next."""

    fixed: tuple[str, ...] = (TOTAL,)
    only_printed: frozenset[str] = frozenset()
    prints_labels: bool = True

    def keys(self, line: Line, naming: Naming, blocks: Blocks) -> tuple[str, ...]:
        code = line.function
        if code == UNCLASSIFIED:
            return (TOTAL, code)
        return (TOTAL, code[:3], code[:5], code)

    def head(self, key: str, naming: Naming) -> Head:
        if key == TOTAL:
            return Head(TOTAL, 0, ("",))
        if key == UNCLASSIFIED:
            return Head(UNCLASSIFIED_LABEL, 1, (LAST,), key)
        return Head(naming.code_name("function", key), len(key) // 2, (key,), key)

    def key_of(self, row: PrintedRow, naming: Naming) -> str | None:
        if row.code:
            return row.code
        return TOTAL if bare(row.label) == TOTAL else None

    def parent(self, key: str) -> str | None:
        if key == TOTAL:
            return None
        return TOTAL if len(key) == 3 or key == UNCLASSIFIED else key[:-2]


@dataclass(frozen=True, slots=True)
class EconomicRows:
    """合计, then 类 and 款 of the departmental economic classification, whatever the kind of unit. Keys are codes, and
    the labels of `groups`, which add classes up."""

    fixed: tuple[str, ...] = (TOTAL,)
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    only_printed: frozenset[str] = frozenset()
    prints_labels: bool = True

    @property
    def sums(self) -> tuple[str, ...]:
        """The labels of the rows without a code."""
        return (TOTAL, *(label for label, _ in self.groups))

    def _group(self, code: str) -> tuple[str, ...]:
        return tuple(label for label, classes in self.groups if code.startswith(classes))

    def keys(self, line: Line, naming: Naming, blocks: Blocks) -> tuple[str, ...]:
        code = line.economic
        whole = (TOTAL, *self._group(code))
        return (*whole, code) if code == UNCLASSIFIED or len(code) == 3 else (*whole, code[:3], code)

    def head(self, key: str, naming: Naming) -> Head:
        if key == TOTAL:
            return Head(TOTAL, 0, ("",))
        if key in self.sums:
            return Head(key, 0, (LAST, key))
        if key == UNCLASSIFIED:
            return Head(UNCLASSIFIED_LABEL, 1, (LAST,), key)
        return Head(naming.code_name("economic", key), 1 if len(key) == 3 else 2, (key,), key)

    def key_of(self, row: PrintedRow, naming: Naming) -> str | None:
        return row.code or next((label for label in self.sums if bare(row.label) == label), None)

    def parent(self, key: str) -> str | None:
        if key == TOTAL:
            return None
        if key in self.sums or key == UNCLASSIFIED:
            return TOTAL
        return next(iter(self._group(key)), TOTAL) if len(key) == 3 else key[:3]


@dataclass(frozen=True, slots=True)
class BlockRows:
    """合计, then blocks of one economic class and one kind of unit, then 款. The same code stands in two blocks;
    the hidden key is the government economic code (domain.md 4.4). Keys are KIND/CODE."""

    fixed: tuple[str, ...] = (TOTAL,)
    only_printed: frozenset[str] = frozenset()
    prints_labels: bool = True

    def keys(self, line: Line, naming: Naming, blocks: Blocks) -> tuple[str, ...]:
        kind = block_kind(line, naming.unit_kind(line.unit), blocks.get(_prefix(line.economic, 3), frozenset()))
        code = line.economic
        if code == UNCLASSIFIED:
            return (TOTAL, f"{kind}/{code}")
        return (TOTAL, f"{kind}/{code[:3]}", f"{kind}/{code}")

    def head(self, key: str, naming: Naming) -> Head:
        if key == TOTAL:
            return Head(TOTAL, 0, ("",))
        kind, _, code = key.partition("/")
        name = UNCLASSIFIED_LABEL if code == UNCLASSIFIED else naming.code_name("economic", code)
        level = 1 if len(code) == 3 or code == UNCLASSIFIED else 2
        order = (_last(code) if code == UNCLASSIFIED else code[:3], "1" if kind == "事业" else "0", code)
        return Head(name, level, order, code, kind=kind)

    def key_of(self, row: PrintedRow, naming: Naming) -> str | None:
        if row.code:
            return f"{row.kind}/{row.code}"
        return TOTAL if bare(row.label) == TOTAL else None

    def parent(self, key: str) -> str | None:
        if key == TOTAL:
            return None
        kind, _, code = key.partition("/")
        return TOTAL if len(code) == 3 or code == UNCLASSIFIED else f"{kind}/{code[:3]}"


def block_kind(line: Line, unit_kind: str, printed: frozenset[str]) -> str:
    """行政, 事业 or "" (one block for both): to which block of its class a line belongs, given the kinds of the
    blocks that an opening printed for that class."""
    if len(printed) == 1 and (only := next(iter(printed))) in ("", UNKNOWN_KIND):
        return only
    by_unit = "行政" if unit_kind in ADMINISTRATIVE else "事业"
    gov = line.gov_economic[:3]
    if gov in _ADMINISTRATIVE_CLASSES:
        return "行政"
    if gov in _INSTITUTION_CLASSES:
        return "事业"
    return by_unit if printed or line.gov_economic == UNCLASSIFIED else ""


@dataclass(frozen=True)
class UnitRows:
    """合计, heads that split it by economic class, then each unit with those classes below it. Keys: CLASS for heads
    (after a slash), UNIT, UNIT/CLASS. The heads split 合计 a second time and so have no parent."""

    classes: tuple[tuple[str, str], ...]
    """The economic classes whose heads the form always prints, with their labels."""
    rare_classes: tuple[tuple[str, str], ...] = ()
    """Further classes that documents print where they have money."""
    only_printed: frozenset[str] = frozenset()
    prints_labels: bool = False

    @cached_property
    def fixed(self) -> tuple[str, ...]:
        return (TOTAL, *(f"/{code}" for code, _ in self.classes))

    @cached_property
    def _labels(self) -> dict[str, str]:
        return dict(self.classes + self.rare_classes)

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {bare(label): code for code, label in self._labels.items()}

    def class_of(self, label: str) -> str | None:
        """The economic class that a label names."""
        return self._codes.get(bare(label))

    def head_class(self, label: str) -> str | None:
        """The economic class whose head a label is."""
        label = bare(label)
        return self._codes.get(label.removesuffix(TOTAL)) if label.endswith(TOTAL) else None

    def keys(self, line: Line, naming: Naming, blocks: Blocks) -> tuple[str, ...]:
        code = _prefix(line.economic, 3)
        return (TOTAL, f"/{code}", line.unit, f"{line.unit}/{code}")

    def head(self, key: str, naming: Naming) -> Head:
        if key == TOTAL:
            return Head(TOTAL, 0, ("",))
        unit, _, code = key.partition("/")
        if not code:
            name = naming.unit_name(unit)
            return Head(name, 1, ("1", naming.unit_order(unit), ""), unit=name, kind=naming.unit_kind(unit))
        if code == UNCLASSIFIED:
            label = UNCLASSIFIED_LABEL
        else:
            label = self._labels.get(code) or naming.code_name("economic", code)
        if not unit:
            return Head(f"{label}{TOTAL}", 1, ("0", _last(code)))
        order = ("1", naming.unit_order(unit), _last(code))
        return Head(label, 2, order, unit=naming.unit_name(unit), kind=naming.unit_kind(unit))

    def key_of(self, row: PrintedRow, naming: Naming) -> str | None:
        label = bare(row.label)
        if label == TOTAL:
            return TOTAL
        if not row.unit:
            code = self.head_class(label)
            return f"/{code}" if code else None
        unit = naming.unit_id(row.unit)
        if unit is None or squeeze(row.label) == squeeze(row.unit):
            return unit
        return f"{unit}/{self._codes[label]}" if label in self._codes else None

    def parent(self, key: str) -> str | None:
        if key == TOTAL:
            return None
        unit, slash, _ = key.partition("/")
        if not unit:
            return None
        return unit if slash else TOTAL


@dataclass(frozen=True, slots=True)
class ProjectRows:
    """合计, then each unit with its projects. Keys: UNIT, UNIT/PROJECT."""

    fixed: tuple[str, ...] = (TOTAL,)
    only_printed: frozenset[str] = frozenset()
    prints_labels: bool = False

    def keys(self, line: Line, naming: Naming, blocks: Blocks) -> tuple[str, ...]:
        return (TOTAL, line.unit, f"{line.unit}/{line.project}")

    def head(self, key: str, naming: Naming) -> Head:
        if key == TOTAL:
            return Head(TOTAL, 0, ("",))
        unit, slash, project = key.partition("/")
        name = naming.unit_name(unit)
        if not slash:
            return Head(name, 1, (naming.unit_order(unit), ""), unit=name)
        return Head(
            naming.project_name(project), 2, (naming.unit_order(unit), naming.project_order(project)), unit=name
        )

    def key_of(self, row: PrintedRow, naming: Naming) -> str | None:
        if bare(row.label) == TOTAL:
            return TOTAL
        unit = naming.unit_id(row.unit)
        if unit is None or squeeze(row.label) == squeeze(row.unit):
            return unit
        project = naming.project_id(row.label, unit)
        return f"{unit}/{project}" if project else None

    def parent(self, key: str) -> str | None:
        if key == TOTAL:
            return None
        unit, slash, _ = key.partition("/")
        return unit if slash else TOTAL


def _prefix(code: str, digits: int) -> str:
    return code if code == UNCLASSIFIED else code[:digits]


def _last(code: str) -> str:
    return LAST if code == UNCLASSIFIED else code
