"""Templates of explanations: a small part of Jinja2, in its sandbox. What a template may do is checked before it runs,
so that its output is bounded by its own length: it calls what it is given, compares, and walks one list."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import NoReturn

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..model.errors import DocumentError, Message, NotFound, say

_FILE = "explanation"
_DEEPEST = 30
_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const, nodes.Call,
    nodes.CallBlock, nodes.Keyword, nodes.If, nodes.For, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And,
    nodes.Or, nodes.Not,
)  # fmt: skip

Helper = Callable[..., object]


class HelperError(Exception):
    """A helper cannot do what the template asks."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def default_source(form: str) -> str:
    """The template that comes with a form. Raises NotFound."""
    path = Path(__file__).parent / "templates" / f"{form}.zh.jinja"
    if not path.is_file():
        raise NotFound(say("template.none", form=form))
    return path.read_text("utf-8")


def run(source: str, helpers: Mapping[str, Helper], values: Mapping[str, object], lists: Mapping[str, object]) -> str:
    """What the template gives outside its calls; what it calls are `helpers`, what it walks through are `lists`.

    Raises DocumentError, with the line, for whatever is wrong with it."""
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, finalize=_printable, autoescape=False
    )
    environment.globals.clear()
    try:
        tree = environment.parse(source, filename=_FILE)
        if problems := [*_problems(tree, helpers, {*values, *lists}, lists)]:
            raise DocumentError(*problems[:20])
        code = environment.compile(tree, filename=_FILE)
        template = Template.from_code(environment, code, {})
        return template.render(**helpers, **values, **lists)
    except TemplateSyntaxError as error:
        _refuse("template.syntax", error.lineno, error.message or "-")
    except TemplateError as error:
        _refuse("template.failed", _line(error.__traceback__), error.message or "-")
    except HelperError as error:
        _refuse("template.failed", _line(error.__traceback__), error.message)
    except RecursionError:
        _refuse("template.failed", 1, say("template.too-deep"))


def _refuse(id: str, line: int, why: str | Message) -> NoReturn:
    raise DocumentError(say(id, line=line, why=why)) from None


def _line(trace: TracebackType | None) -> int:
    """The last line of the template that the error passed through."""
    line = 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _printable(value: object) -> object:
    """Helpers give text, and years are whole numbers; a function or an object is nothing to print."""
    if isinstance(value, Undefined):
        return str(value)  # which says what is undefined
    if isinstance(value, str | int):
        return value
    raise HelperError(say("template.unprintable", what=type(value).__name__))


def _problems(
    tree: nodes.Template, helpers: Mapping[str, Helper], names: set[str], lists: Mapping[str, object]
) -> Iterator[Message]:
    """What a template may not do, line by line."""
    block_calls = {id(block.call) for block in tree.find_all(nodes.CallBlock)}
    for node, line, depth, loops in _walk(tree, 1, 0, 0):
        if depth > _DEEPEST:
            yield say("template.failed", line=line, why=say("template.too-deep"))
            return
        match node:
            case nodes.Call(node=nodes.Name(name=name)) if name in helpers:
                if not _fits(node, helpers[name], caller=id(node) in block_calls):
                    yield say("template.arguments", line=line, name=name)
            case nodes.Call():
                yield say("template.call", line=line, helpers=", ".join(helpers))
            case nodes.For(target=nodes.Name(name=target), iter=nodes.Name(name=walked), recursive=False):
                if walked not in lists or target in names or target in helpers or loops > 1:
                    yield say("template.loop", line=line, lists=", ".join(lists))
            case nodes.For():
                yield say("template.loop", line=line, lists=", ".join(lists))
            case nodes.Operand(op=op) if op not in ("eq", "ne"):
                yield say("template.forbidden", line=line, what=op)
            case _ if not isinstance(node, _ALLOWED):
                yield say("template.forbidden", line=line, what=type(node).__name__.lower())
            case _:
                pass


def _walk(node: nodes.Node, line: int, depth: int, loops: int) -> Iterator[tuple[nodes.Node, int, int, int]]:
    """Every node with its line, its depth and the number of loops around it, itself included."""
    loops += isinstance(node, nodes.For)
    line = node.lineno or line
    yield node, line, depth, loops
    if depth <= _DEEPEST:
        for child in node.iter_child_nodes():
            if not (isinstance(node, nodes.Call) and child is node.node):
                yield from _walk(child, line, depth + 1, loops)


def _fits(call: nodes.Call, helper: Helper, *, caller: bool) -> bool:
    """Whether the helper takes these arguments."""
    if call.dyn_args is not None or call.dyn_kwargs is not None:
        return False
    keywords: dict[str, object] = {keyword.key: None for keyword in call.kwargs}
    if "caller" in keywords:
        return False
    if caller:
        keywords["caller"] = None
    try:
        inspect.signature(helper).bind(*call.args, **keywords)
    except TypeError:
        return False
    return True
