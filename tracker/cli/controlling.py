"""The commands that decide on revisions: reverse, approve, reject, amend, withdraw, rollover; and the rules."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..model.errors import DocumentError, NotFound, say
from . import shapes
from .recording import tell, text_of
from .shell import Shell, TranslatedCommand, json_option, pass_shell
from .writing import SEQ, by_option, dry_run_option, propose_option, recorder

if TYPE_CHECKING:
    from ..book import Book
    from ..book.controlling import Said
    from ..model.revision import Revision

_DOCUMENT = ("number", "title", "date")


def _document_options(command: Any) -> Any:  # a click decorator
    for option in (
        click.option("--authority", help="help.own-authority"),
        click.option("--effective", metavar="DATE", help="help.own-effective"),
        click.option("--date", metavar="DATE", help="help.own-date"),
        click.option("--title", help="help.own-title"),
        click.option("--document", "number", metavar="NO", help="help.own-document"),
    ):
        command = option(command)
    return command


def _said(options: Mapping[str, str | None], reason: str | None, by: str | None) -> Said:
    return {
        "reason": reason,
        "by": recorder(by),
        "document": {name: value for name in _DOCUMENT if (value := options.get(name))},
        "effective": options.get("effective"),
        "authority": options.get("authority"),
    }


def _put_down(
    shell: Shell,
    book: Book,
    dry_run: bool,
    as_json: bool,
    done: str,
    *revisions: Revision,
    propose: bool = False,
    **params: object,
) -> None:
    """Records the revisions, all or none, or proposes them, or shows what they would do."""
    if propose:
        revisions, done = tuple(revision.replaced(proposed=True) for revision in revisions), "record.proposed"
    if dry_run:
        for preview in book.preview(*revisions, deep=True):
            tell(shell, preview.recorded, as_json, "record.dry", preview=preview)
        return
    for recorded in book.record_all(revisions):
        tell(shell, recorded, as_json, done, preview=None, by=recorded.seq, **params)


@click.command("reverse", cls=TranslatedCommand, help="help.reverse")
@click.argument("seq", type=SEQ)
@click.option("--reason", required=True, help="help.reason")
@_document_options
@by_option
@propose_option
@dry_run_option
@json_option
@pass_shell
def reverse_command(
    shell: Shell,
    /,
    seq: int,
    reason: str,
    by: str | None,
    propose: bool,
    dry_run: bool,
    as_json: bool,
    **options: str | None,
) -> None:
    with shell.book() as book:
        revision = book.reversal(seq, **_said(options, reason, by))
        _put_down(shell, book, dry_run, as_json, "reverse.done", revision, about=seq, propose=propose)


@click.command("approve", cls=TranslatedCommand, help="help.approve")
@click.argument("seq", type=SEQ)
@click.option("--reason", help="help.approve-reason")
@_document_options
@by_option
@dry_run_option
@json_option
@pass_shell
def approve_command(
    shell: Shell, /, seq: int, reason: str | None, by: str | None, dry_run: bool, as_json: bool, **options: str | None
) -> None:
    with shell.book() as book:
        revision = book.approval(seq, **_said(options, reason, by))
        _put_down(shell, book, dry_run, as_json, "approve.done", revision, about=seq)


@click.command("reject", cls=TranslatedCommand, help="help.reject")
@click.argument("seq", type=SEQ)
@click.option("--reason", required=True, help="help.reject-reason")
@by_option
@dry_run_option
@json_option
@pass_shell
def reject_command(shell: Shell, seq: int, reason: str, by: str | None, dry_run: bool, as_json: bool) -> None:
    with shell.book() as book:
        revision = book.rejection(seq, reason=reason, by=recorder(by))
        _put_down(shell, book, dry_run, as_json, "reject.done", revision, about=seq)


@click.command("amend", cls=TranslatedCommand, help="help.amend")
@click.argument("seq", type=SEQ)
@click.option("--reason", help="help.amend-reason")
@click.option("--amount", metavar="AMOUNT", help="help.amend-amount")
@click.option("--file", type=click.Path(path_type=Path, allow_dash=True), help="help.amend-file")
@click.option("--print", "only_print", is_flag=True, help="help.amend-print")
@_document_options
@by_option
@propose_option
@dry_run_option
@json_option
@pass_shell
def amend_command(
    shell: Shell,
    /,
    seq: int,
    reason: str | None,
    amount: str | None,
    file: Path | None,
    only_print: bool,
    by: str | None,
    propose: bool,
    dry_run: bool,
    as_json: bool,
    **options: str | None,
) -> None:
    from ..model.parse import parse_revisions

    with shell.book() as book:
        body = book.amendment(seq)
        _edit(body, amount, reason, recorder(by), options)
        draft = json.dumps({k: v for k, v in body.items() if v is not None}, ensure_ascii=False, indent=1)
        if only_print:
            print(draft)
            return
        if file is not None:
            draft = text_of(file)
        elif not amount and not any(options.values()):
            draft = _edited(draft)
        revisions = parse_revisions(draft, file.name if file else "amend")
        if len(revisions) != 1:
            raise DocumentError(say("amend.one"))
        _put_down(shell, book, dry_run, as_json, "amend.done", *revisions, about=seq, propose=propose)


def _edit(
    body: dict[str, Any], amount: str | None, reason: str | None, by: str, options: Mapping[str, str | None]
) -> None:
    """Puts what the options say into the draft. Raises NotFound where the amount could be several."""
    body |= {"by": by, "reason": reason or body.get("reason")}
    body |= {name: value for name in ("effective", "authority") if (value := options.get(name))}
    body["document"] = (body.get("document") or {}) | {name: v for name in _DOCUMENT if (v := options.get(name))}
    if amount is None:
        return
    places = [place for event in body["events"] for place in _amounts(event)]
    sizes = {str(place["amount"]).lstrip("-") for place in places}
    if len(sizes) != 1:
        raise NotFound(say("amend.which-amount", count=len(places)))
    for place in places:
        place["amount"] = ("-" if str(place["amount"]).startswith("-") else "") + amount.lstrip("+-")


def _amounts(event: dict[str, Any]) -> list[dict[str, Any]]:
    """Every part of an event that carries an amount of its own, not one that is worked out at recording."""
    stated = [value for name, value in event.items() if name != "replaced_lines"]
    parts = [event, *stated, *(item for value in stated if isinstance(value, list) for item in value)]
    return [part for part in parts if isinstance(part, dict) and "amount" in part]


def _edited(draft: str) -> str:
    """The draft as a person left it in an editor. Raises NotFound where there is none."""
    import sys

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NotFound(say("amend.nothing-said"))
    edited = click.edit(draft, extension=".json")
    if edited is None:
        raise NotFound(say("amend.not-saved"))
    return edited


@click.command("withdraw", cls=TranslatedCommand, help="help.withdraw")
@click.argument("document")
@click.option("--reason", required=True, help="help.reason")
@by_option
@propose_option
@dry_run_option
@json_option
@pass_shell
def withdraw_command(
    shell: Shell, document: str, reason: str, by: str | None, propose: bool, dry_run: bool, as_json: bool
) -> None:
    with shell.book() as book:
        revisions = book.withdrawal(document, reason=reason, by=recorder(by))
        _put_down(shell, book, dry_run, as_json, "withdraw.done", *revisions, document=document, propose=propose)


@click.command("rollover", cls=TranslatedCommand, help="help.rollover")
@click.argument("year", type=click.IntRange(1949, 2998))
@click.option("--without", multiple=True, metavar="PROJECT", help="help.rollover-without")
@by_option
@propose_option
@dry_run_option
@json_option
@pass_shell
def rollover_command(
    shell: Shell, year: int, without: tuple[str, ...], by: str | None, propose: bool, dry_run: bool, as_json: bool
) -> None:
    with shell.book() as book:
        revision = book.rollover(year, by=recorder(by), without=without)
        _put_down(shell, book, dry_run, as_json, "rollover.done", revision, year=year, next=year + 1, propose=propose)


@click.command("rules", cls=TranslatedCommand, help="help.rules")
@json_option
@pass_shell
def rules_command(shell: Shell, as_json: bool) -> None:
    from ..model.rules import RULES

    if as_json:
        shell.json({"rules": [shapes.rule_json(rule, shell.language) for rule in RULES]})
        return
    for rule in RULES:
        shell.lines([f"{rule.id:<4} {shell.word(f'strictness.{rule.strictness}')}  {shell.word(f'rule.{rule.id}')}"])
        if rule.source:
            shell.lines([f"     {rule.source}"])
