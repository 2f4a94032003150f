"""The command that judges a published text: lint."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..documents.targets import is_many
from ..messages import has, render, text
from ..messages.places import standing
from ..model.errors import NotFound, say
from . import shapes
from .asking import year_option
from .grid import grid
from .shell import Shell, TranslatedCommand, json_option, pass_shell

if TYPE_CHECKING:
    from ..explain.findings import Finding
    from ..explain.lint import Linted, RuleState


@click.command("lint", cls=TranslatedCommand, help="help.lint")
@click.argument("targets", nargs=-1, required=True, metavar="FILE|FOLDER|STATEMENT...")
@year_option
@click.option("--at", metavar="POINT", help="help.explain-at")
@click.option("--select", multiple=True, metavar="RULE", help="help.lint-select")
@click.option("--ignore", multiple=True, metavar="RULE", help="help.lint-ignore")
@click.option("--rules", "with_rules", is_flag=True, help="help.lint-rules")
@json_option
@pass_shell
def lint_command(
    shell: Shell,
    targets: tuple[str, ...],
    year: int | None,
    at: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    with_rules: bool,
    as_json: bool,
) -> int:
    if is_many(targets):
        if at or with_rules:
            raise NotFound(say("import.one-only", option="--at" if at else "--rules"))
        from .judging_many import lint_files

        return lint_files(shell, targets, year, _rules(select), _rules(ignore), as_json)
    found = _linted(shell, targets[0], year, at, _rules(select), _rules(ignore))
    if as_json:
        shell.json(shapes.linted_json(found, shell.language))
    else:
        for finding in found.findings:
            shell.lines(_finding_lines(shell, finding))
        if with_rules:
            shell.lines(grid([_state_cells(shell, state) for state in found.rules]))
        counts = {f"{severity}s": sum(f.severity == severity for f in found.findings) for severity in _SEVERITIES}
        shell.say("lint.summary", numbers=found.numbers, understood=found.understood, **counts)
    return 1 if any(finding.severity != "note" for finding in found.findings) else 0


_SEVERITIES = ("error", "warning", "note")


def _linted(
    shell: Shell, target: str, year: int | None, at: str | None, only: tuple[str, ...], ignored: tuple[str, ...]
) -> Linted:
    """A file is judged with the book at hand, if there is one; a statement needs its book."""
    file = None if target.startswith("stmt:") else Path(target)
    try:
        book = shell.book()
    except NotFound:
        if shell.path or file is None:
            raise
        from ..explain.lint import lint
        from ..explain.texts import text_of_file

        found = text_of_file(file, year, None)
        return lint(found.read, found.against, only, ignored)
    with book:
        return book.lint(file or target, year=year, at=at, only=only, ignored=ignored)


def _rules(given: tuple[str, ...]) -> tuple[str, ...]:
    """The rules that an option names. Raises NotFound."""
    from ..explain.lint import RULES

    rules = tuple(rule.strip().upper() for one in given for rule in one.split(",") if rule.strip())
    for rule in rules:
        if rule not in RULES:
            raise NotFound(say("lint.rule-unknown", rule=rule, rules=", ".join(RULES)))
    return rules


def _finding_lines(shell: Shell, finding: Finding) -> list[str]:
    """What and where, the words of the text, and what was expected."""
    span = finding.span
    where = render(standing(span.line, None, span.place), shell.language) if span else shell.word("lint.document")
    lines = [f"{shell.word(f'lint.{finding.severity}')} {finding.rule} {where}: {render(finding.why, shell.language)}"]
    if finding.quote:
        lines.append(f"  {finding.quote}")
    if finding.expected:
        slip = f"slip.{finding.slip}"
        shown = text("lint.expected", shell.language, expected=finding.expected, found=finding.found or "—")
        lines.append(f"  {shown}{f' ({shell.word(slip)})' if has(slip) else ''}")
    return lines


def _state_cells(shell: Shell, state: RuleState) -> list[str]:
    why = render(state.why, shell.language) if state.why else text("lint.places", shell.language, count=state.places)
    return [state.rule, shell.word(f"lint.{state.state}"), shell.word(f"lint-rule.{state.rule}"), why]
