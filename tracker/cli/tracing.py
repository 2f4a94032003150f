"""Explanations and their sources as JSON and as lines (design.md 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ..explain.claims import CellSource, Claim, Computed, FactSource, Source, TextSource
from ..explain.origin import formula_of, origins
from ..messages import Language, render
from ..model.money import display_wan
from .grid import grid
from .shapes import Json

if TYPE_CHECKING:
    from ..explain.explanation import Explanation
    from ..explain.marks import SectionText
    from ..explain.prior import Basis
    from ..explain.reasons import Reason


def explanation_json(explanation: Explanation, language: Language, *, final: bool) -> Json:
    """`final` is said of the whole, of which `explanation` may be one section."""
    return {
        "year": explanation.year,
        "title": explanation.title,
        "basis": {
            "current": _basis(explanation.current, language),
            "prior": _basis(explanation.prior, language) if explanation.prior else None,
        },
        "sections": [_section(explanation, section, language) for section in explanation.sections],
        "reasons": [reason_json(reason) for reason in explanation.reasons],
        "final": final,
    }


def _basis(basis: Basis, language: Language) -> Json:
    return {
        "kind": basis.kind,
        "year": basis.year,
        "version": basis.seq,
        "name": basis.name,
        "scope": basis.scope,
        "words": basis.words,
        "text": render(basis.message, language),
    }


def _section(explanation: Explanation, section: SectionText, language: Language) -> Json:
    return {
        "number": section.number,
        "title": section.title,
        "text": section.text,
        "line": section.line,
        "claims": [_claim(explanation, claim, language) for claim in section.claims],
        "names": [
            {"start": quote.start, "end": quote.end, "of": quote.of} for quote in section.quotes if quote.of != "date"
        ],
        "gaps": [render(gap.message, language) for gap in section.gaps],
    }


def _claim(explanation: Explanation, claim: Claim, language: Language) -> Json:
    basis = explanation.basis_of(claim)
    return {
        "text": claim.text,
        "value": str(claim.number),
        "unit": claim.unit,
        "kind": claim.kind,
        "subject": claim.subject,
        "start": claim.span.start,
        "end": claim.span.end,
        "line": claim.span.line,
        **({"place": claim.span.place} if claim.span.place else {}),
        "source": source_json(claim.source) if claim.source else None,
        "formula": formula_of(explanation, claim) or None,
        "basis": _basis(basis, language) if basis else None,
    }


def source_json(source: Source) -> Json:
    match source:
        case CellSource():
            shape: Json = {
                "table": source.table, "row": source.row, "column": source.column, "year": source.year,
                "version": source.seq,
            }  # fmt: skip
            more = {"effective": source.effective, "statement": source.statement}
            return shape | {name: value for name, value in more.items() if value}
        case TextSource():
            return {
                "statement": source.statement, "section": source.section, "line": source.line,
                "subject": source.subject, **({"place": source.place} if source.place else {}),
            }  # fmt: skip
        case FactSource():
            return {"fact": source.fact, "year": source.year, "version": source.seq}
        case Computed():
            return {"computed": source.operation, "of": [source_json(one) for one in source.of]}
        case _:
            assert_never(source)


def reason_json(reason: Reason) -> Json:
    explained = reason.explained_fen
    return {
        "subject": reason.subject.id,
        "name": reason.subject.name,
        "status": reason.status,
        "text": reason.text or None,
        "seq": reason.seq or None,
        "by": reason.by or None,
        "recorded": reason.recorded or None,
        "explains": {"current": display_wan(explained[0]), "prior": display_wan(explained[1])} if explained else None,
        "suggestions": [
            {
                "label": cause.label,
                "unit": cause.unit,
                "delta": display_wan(cause.delta_fen),
                "documents": [*cause.documents],
            }
            for cause in reason.suggestions
        ],
    }


def trace_lines(explanation: Explanation, language: Language) -> list[str]:
    """Each claim with its source, its formula and its basis."""
    cells = [
        [
            f"{section.number}:{claim.span.start}",
            claim.text + claim.unit,
            claim.subject,
            " ; ".join(render(said, language) for said in origins(claim.source)),
            formula_of(explanation, claim),
            render(basis.message, language) if (basis := explanation.basis_of(claim)) else "",
        ]
        for section in explanation.sections
        for claim in section.claims
    ]
    return grid(cells, right=(1,))
