"""The commands on the explanation text: explain, reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from ..messages import plain, render
from ..model.errors import NotFound, say
from . import shapes
from .asking import amount, known_year, signed
from .grid import grid
from .shell import Shell, TranslatedCommand, json_option, pass_shell
from .writing import by_option, recorder

if TYPE_CHECKING:
    from ..explain.explanation import Explanation
    from ..explain.reasons import Reason

YEAR = click.IntRange(1949, 2999)
point_option = click.option("--at", metavar="POINT", help="help.explain-at")


@click.command("explain", cls=TranslatedCommand, help="help.explain")
@click.argument("year", type=YEAR)
@click.option("--section", type=click.IntRange(1), metavar="N", help="help.explain-section")
@click.option("--trace", is_flag=True, help="help.explain-trace")
@click.option("--final", is_flag=True, help="help.explain-final")
@point_option
@click.option("--format", "layout", type=click.Choice(["txt", "md", "json"]), default="txt", help="help.explain-format")
@json_option
@pass_shell
def explain_command(
    shell: Shell, year: int, section: int | None, trace: bool, final: bool, at: str | None, layout: str, as_json: bool
) -> int:
    from ..explain.layout import as_markdown, as_text
    from .tracing import explanation_json, trace_lines

    with shell.book() as book:
        whole = book.explain(known_year(book, year), at)
    shown = _only(whole, section)
    if as_json or layout == "json":
        shell.json(explanation_json(shown, shell.language, final=whole.final))
    else:
        _print_lines(as_markdown(shown) if layout == "md" else as_text(shown))
        if trace:
            shell.lines(["", *trace_lines(shown, shell.language)])
        _note_state(shell, shown)
    return 1 if final and not whole.final else 0


@click.command("ready", cls=TranslatedCommand, help="help.ready")
@click.argument("year", type=YEAR)
@json_option
@pass_shell
def ready_command(shell: Shell, year: int, as_json: bool) -> int:
    with shell.book() as book:
        items = book.ready(known_year(book, year))
    lacking = sum(item.state == "lacking" for item in items)
    if as_json:
        shell.json(shapes.ready_json(year, items, shell.language))
    else:
        shell.say("ready.title", year=year)
        for item in items:
            shell.lines([f"{_READY_MARKS[item.state]} {shell.word(f'ready.topic.{item.topic}')}"])
            shell.lines([f"      {render(why, shell.language)}" for why in item.why])
        shell.say("ready.done" if not lacking else "ready.left", count=lacking)
    return 1 if lacking else 0


_READY_MARKS = {"ready": "[x]", "lacking": "[ ]", "unknown": "[?]"}


def _only(explanation: Explanation, section: int | None) -> Explanation:
    """The explanation with one section alone, where one is asked for. Raises NotFound."""
    if section is None:
        return explanation
    kept = tuple(one for one in explanation.sections if one.number == section)
    if not kept:
        raise NotFound(say("explain.no-section", section=section, last=len(explanation.sections)))
    return replace(explanation, sections=kept)


def _print_lines(lines: Iterable[str]) -> None:
    """Lines whose cells are parted by tabs; nothing else in them reaches the terminal unseen."""
    for line in lines:
        print("\t".join(map(plain, line.split("\t"))))


def _note_state(shell: Shell, explanation: Explanation) -> None:
    """The basis, and what is still to be done, beside the text."""
    shell.note(say("explain.basis", current=explanation.current.message, prior=explanation.prior_message))
    for gap in explanation.gaps:
        shell.note(say("explain.gap", gap=gap.message))
    for reason in explanation.reasons:
        if reason.status == "stale":
            old_current, old_prior = map(amount, reason.explained_fen or (None, None))
            current, prior = _amounts(explanation, reason)
            shell.note(say("explain.stale", subject=reason.subject.name, seq=reason.seq, old_current=old_current,
                           old_prior=old_prior, current=current, prior=prior))  # fmt: skip


def _amounts(explanation: Explanation, reason: Reason) -> tuple[str, str]:
    """The two amounts that a reason is to explain."""
    current, prior = explanation.compared[reason.subject.id]
    return amount(current.fen if current else None), amount(prior.amount.fen if prior else None)


@click.command("reason", cls=TranslatedCommand, help="help.reason-command")
@click.argument("year", type=YEAR)
@click.argument("subject", required=False)
@click.argument("text", required=False)
@click.option("--confirm", is_flag=True, help="help.reason-confirm")
@point_option
@by_option
@json_option
@pass_shell
def reason_command(
    shell: Shell,
    year: int,
    subject: str | None,
    text: str | None,
    confirm: bool,
    at: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    if confirm and (text is not None or subject is None):
        raise click.UsageError(shell.word("reason.confirm-what"))
    with shell.book() as book:
        known_year(book, year)
        if subject is None or (text is None and not confirm):
            _show_reasons(shell, book.explain(year, at), subject, as_json)
            return
        recorded = book.write_reason(year, subject, text, by=recorder(by), at=at)
        if as_json:
            shell.json(shapes.recorded_json(recorded, shell.language))
        else:
            shell.say("reason.done", seq=recorded.seq)


def _show_reasons(shell: Shell, explanation: Explanation, named: str | None, as_json: bool) -> None:
    """Every reason of an explanation, or one: how it stands, for which amounts, what the ledger suggests."""
    from .tracing import reason_json

    reasons = [r for r in explanation.reasons if named in (None, r.subject.id, r.subject.name)]
    if not reasons:
        known = ", ".join(reason.subject.id for reason in explanation.reasons)
        raise NotFound(say("reason.subject", subject=named, subjects=known or "-"))
    if as_json:
        shell.json({"reasons": [reason_json(reason) for reason in reasons]})
        return
    shell.note(say("explain.basis", current=explanation.current.message, prior=explanation.prior_message))
    for reason in reasons:
        current, prior = _amounts(explanation, reason)
        shell.say(
            f"reason.{reason.status}", subject=reason.subject.id, name=reason.subject.name, current=current,
            prior=prior, text=reason.text, seq=reason.seq, by=reason.by,
        )  # fmt: skip
        cells = [
            [f"  {cause.unit}", cause.label, signed(cause.delta_fen), " ".join(cause.documents)]
            for cause in reason.suggestions
        ]
        shell.lines(grid(cells, right=(2,)))
