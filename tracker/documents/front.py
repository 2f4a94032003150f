"""What a document says of itself beside its tables: year, title, entity, its units and their kinds."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from ..tables.spec import squeeze
from .lines import Line, clean, fold, join_all
from .reading import Placed
from .sheets import Document
from .words import Words

_COVER_LINES = 40
_HEADING = 60
_LONGEST_PROSE = 200_000
_NUMERALS = {numeral: str(n % 10) for n, numeral in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}
_BETWEEN_NAMES = re.compile(r"[、,;:。()\s]|以及|\d{1,2}[.、]")
_AND = re.compile(r"[和及与]")


def year_of(document: Document, words: Words) -> int | None:
    """The fiscal year: from the document's title, else from a heading of a part or of a table."""
    title = words.search("document", _cover(document, words)[:2000])
    if title:
        return _year(title["year"])
    headings = [line.words for line in (*document.front, *document.text[:1]) if words.match("part", line.words)]
    headings += [sheet.title.words for sheet in document.sheets]
    years = (words.search("year", heading[:120]) for heading in headings)
    return next((_year(found["year"]) for found in years if found), None)


def _year(text: str) -> int:
    return int("".join(_NUMERALS.get(char, char) for char in text))


def _cover(document: Document, words: Words) -> str:
    """The lines up to the table of contents or the first part, as one text: a title may run over several lines."""
    lines: list[str] = []
    for line in document.front[:_COVER_LINES]:
        if words.full("contents", line.words) or words.match("part", line.words):
            break
        lines.append(line.words)
    return "".join(lines)


def title_of(document: Document, words: Words) -> str:
    """The first title on the cover, in one line; empty where there is none."""
    cover = _cover(document, words)
    found = words.search("document", cover[:2000])
    if not found:
        return ""
    before = cover[: found.start()]
    return (before if len(before) <= 60 else "") + found[0]


def entity_of(document: Document, words: Words) -> str:
    """The name in the heads of the tables, the most frequent one if they differ; else in the first part's heading."""
    names = Counter(squeeze(name.text) for name in document.entities)
    if names:
        wanted = names.most_common(1)[0][0]
        return next(name.text for name in document.entities if squeeze(name.text) == wanted)
    for line in document.front:
        if found := words.full("overview", line.words):
            return found["name"]
    return _entity_in_titles(document, words)


def _entity_in_titles(document: Document, words: Words) -> str:
    """Whose document it is by the title on the cover and the headings of the parts: the name that most of them give,
    since one may be a slip."""
    headings = [_cover(document, words), *(line.words for line in document.front if words.match("part", line.words))]
    found = (words.full("entity-in-title", heading) for heading in headings)
    names = Counter(title["name"] for title in found if title)
    return names.most_common(1)[0][0] if names else ""


def other_entities(document: Document, entity: str) -> list[Placed]:
    """Heads of pages that name somebody else."""
    return [name for name in document.entities if squeeze(name.text) != squeeze(entity)]


def composition(document: Document, words: Words) -> set[str]:
    """Everything between commas in the sections that say which units the department has: among it their names."""
    found: set[str] = set()
    taking = False
    prose: list[str] = []
    for line in document.front:
        heading = words.match("section", line.words) or words.match("part", line.words)
        if heading:
            taking = words.search("composition", line.words) is not None
        elif taking:
            prose.append(" ".join(line.cells))
    text = fold(join_all(prose))[:_LONGEST_PROSE]
    for piece in _BETWEEN_NAMES.split(text):
        found |= {piece, *_AND.split(piece)}
    return {piece for piece in found if 3 <= len(piece) <= 60}


def listed_units(document: Document, words: Words, entity: str) -> dict[str, str]:
    """The units below the entity that the section on its composition numbers one by one, with their kinds as far as
    the text settles them: by a remark in brackets, or because all that are left are of one kind."""
    section = _composition_lines(document, words)
    kinds: dict[str, str] = {}
    n = 0
    for piece in (piece for line in section for piece in _ITEM.split(clean(" ".join(line.cells)))):
        found = words.full("unit-item", fold(piece).rstrip("。;,.；"))
        if found is None or int(found["n"]) != n + 1:
            continue
        n += 1
        name, kind = _without_remark(piece[slice(*found.span("name"))], words)
        if name and squeeze(name) != squeeze(entity):
            kinds[name] = kind
    return _settled_by_counts(kinds, "".join(line.words for line in section), words)


_ITEM = re.compile(r"(?<=[:：。；;，,])(?=[（(]?\d{1,2}[）)]?[.、．])")
"""Where the items of a list that runs on in one line part."""


def _composition_lines(document: Document, words: Words) -> list[Line]:
    """The lines under the last heading that speaks of the composition, with the heading: it may have run into them."""
    found: list[Line] = []
    taking = False
    for line in document.front:
        if words.search("composition", line.words[:_HEADING]):
            found, taking = [line], True
        elif taking and (words.match("part", line.words) or words.full("section", line.words)):
            taking = False
        elif taking:
            found.append(line)
    return found


def _without_remark(name: str, words: Words) -> tuple[str, str]:
    """A name without the brackets that say which level or kind of unit it is, and that kind."""
    match = re.search(r"[（(]([^（）()]{1,30})[）)]$", name)
    if match is None:
        return name, ""
    kind = next((kind for kind, pattern in words.named("unit-kind-remarks") if pattern.search(match[1])), "")
    return (name[: match.start()], kind) if kind or words.full("own-level", match[0]) else (name, "")


def _settled_by_counts(kinds: dict[str, str], prose: str, words: Words) -> dict[str, str]:
    """Kinds that follow from how many units of each kind the text counts, the entity among them as administrative."""
    counts = {kind: int(found["n"]) for kind, pattern in words.named("unit-counts") if (found := pattern.search(prose))}
    left = Counter(counts)
    left.subtract(["行政", *filter(None, kinds.values())])
    open_kinds = [kind for kind, n in left.items() if n > 0]
    undecided = [name for name, kind in kinds.items() if not kind]
    if len(open_kinds) == 1 and left[open_kinds[0]] == len(undecided):
        return {name: kind or open_kinds[0] for name, kind in kinds.items()}
    return kinds


def unit_kinds(names: Sequence[str], document: Document, words: Words) -> tuple[tuple[str, str], ...]:
    """The kind that the text states for each unit, "" where it states none."""
    prose = fold(join_all(" ".join(line.cells) for line in document.front))[:_LONGEST_PROSE]
    listed: dict[str, str] = {}
    for kind, pattern in words.named("unit-kinds"):
        for match in pattern.finditer(prose):
            for name in _listed(match["names"]):
                listed.setdefault(name, kind)
    return tuple((name, listed.get(_key(name)) or _remark(name, prose, words)) for name in names)


def _listed(text: str) -> Iterable[str]:
    for piece in re.split(r"[、,:]|以及|分别为|包括", text):
        yield _key(piece)
        yield from (_key(part) for part in _AND.split(piece))


def _key(name: str) -> str:
    return squeeze(unicodedata.normalize("NFC", fold(clean(name)))).removesuffix("等")


def _remark(name: str, prose: str, words: Words) -> str:
    """The kind in brackets after the unit's name."""
    for match in re.finditer(re.escape(fold(clean(name))) + r"\(([^()]{1,30})\)", prose):
        for kind, pattern in words.named("unit-kind-remarks"):
            if pattern.search(match[1]):
                return kind
    return ""


def prose_of(lines: Iterable[Line], words: Words) -> str:
    """The running text of these lines in one piece: sentences that a line or page break cut are whole again."""
    kept = (line.text for line in lines if not line.is_row and not words.full("page-number", line.words))
    return fold(join_all(kept))
