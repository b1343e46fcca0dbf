"""The template language: a small part of Jinja2 that can name things, choose and repeat, and nothing else.

Templates come from other people's folders, so they are data, never programs. Jinja2's sandbox keeps them from
Python; what remains could still fill the memory or never end ("a" * 10**10, nested ranges, a text that doubles
itself). So calls, arithmetic, assignments and imports are not part of the language: a template prints names, joins
texts with ~, compares, uses {% if %}, and loops over the questions of a request or the grounds for a review. Its work
is then bounded by its own size (``LARGEST_SOURCE``) and the number of those, its output by ``LARGEST_LETTER``. Names
are checked before anything runs, so a wrong one is found in a branch that is not taken too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from foi_tracker.dates import show_long
from foi_tracker.errors import BadInput, Refused

if TYPE_CHECKING:
    from jinja2 import Environment, Template, nodes

_T = TypeVar("_T")

LARGEST_SOURCE = 100_000
LARGEST_LETTER = 1_000_000

# Names of a letter with the attributes that each has (none for a plain text), as pairs: hashable, so that what was
# compiled for one letter serves the next. What can be looped over has a name with a dot for one of it (``_LOOPED``).
Shape = tuple[tuple[str, tuple[str, ...]], ...]

# None of these can make a text much longer than it was; join and replace could, again and again.
_FILTERS = ("capitalize", "default", "first", "length", "lower", "trim", "upper")
_TESTS = ("defined", "none")
_LOOPED = {"request.questions": "request.questions", "grounds": "grounds.each", "times": "times.each"}
_LOOP_FACTS = ("first", "index", "last", "length")
_LANGUAGE = (
    "{{ name }} and {{ name.part }}, joined with ~",
    "{% if name %} ... {% elif name == 'text' %} ... {% else %} ... {% endif %}, with and, or, not, in",
    "{% for question in request.questions %} ... {% endfor %}",
    "{% for ground in grounds %} ... {% endfor %}",
    "{% for time in times %} ... {% endfor %}",
    "{# a remark #}",
    "filters: long_date, " + ", ".join(_FILTERS),
)


def long_date(day: date | None) -> str:
    """Return "Sunday 22 November 2026": the same in every locale."""
    return show_long(_known(day))


def _known(value: _T | None) -> _T:
    """Return a value to print. Raises ValueError when there is none, or it has parts and none of them is named.

    A letter never prints "None", and never how a program holds what it knows.
    """
    if value is None:
        raise ValueError("a date that it prints is not known")
    if isinstance(value, tuple) and type(value).__str__ is object.__str__:
        raise ValueError("it prints a thing with parts; name the part, or loop over it")
    return value


# What ~ joins is looked at as what is printed: Jinja2 itself would join whatever there is.
_JOINED = "_joined"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,
        keep_trailing_newline=True,
        finalize=_known,
    )
    made.globals.clear()
    made.filters = {**{name: made.filters[name] for name in _FILTERS}, "long_date": long_date, _JOINED: _known}
    made.tests = {name: made.tests[name] for name in _TESTS}
    return made


@lru_cache(maxsize=512)
def compiled(source: str, where: str, shape: Shape) -> Template:
    """Return the source ready to render; ``where`` names it in errors. The same source is compiled once.

    Raises BadInput when it is too long, is not in the language, or uses a name that ``shape`` does not have.
    """
    from jinja2 import TemplateError

    if len(source) > LARGEST_SOURCE:
        raise BadInput(f"{where} is too long for a template: it has {len(source):,} characters.")
    try:
        tree = _environment().parse(_without_tag_lines(source))
        _Checker(where, dict(shape)).visit(tree)
        _look_at_joined(tree)
        return _environment().from_string(tree)
    except TemplateError as problem:
        line = getattr(problem, "lineno", None)
        raise BadInput(
            f"{where} cannot be read{f', line {line} of the letter' if line else ''}: {problem.message}"
        ) from None
    except (RecursionError, MemoryError, SyntaxError, ValueError):
        raise BadInput(f"{where} cannot be read: something in it is far too long or nested too deeply.") from None


def _look_at_joined(tree: nodes.Template) -> None:
    from jinja2 import nodes

    for joining in list(tree.find_all(nodes.Concat)):
        joining.nodes = [
            nodes.Filter(part, _JOINED, [], [], None, None, lineno=joining.lineno) for part in joining.nodes
        ]


# A line of tags and remarks alone leaves no line in the letter. Its newline moves into its last tag, so that line
# numbers in errors stay right; trim_blocks would also join the line after a tag that ends a line of text.
_OPEN_TAG = r"\{[%#](?:(?![-+]?[%#]\})[^\n])*"
_TAG_LINE = re.compile(rf"^[ \t]*((?:{_OPEN_TAG}[-+]?[%#]\}}[ \t]*)*{_OPEN_TAG})([-+]?[%#]\}})[ \t]*\n", re.MULTILINE)


def _without_tag_lines(source: str) -> str:
    return _TAG_LINE.sub(r"\1\n\2", source)


class _Checker:
    """Walks a parsed template and raises BadInput at the first thing that is not in the language."""

    def __init__(self, where: str, shape: Mapping[str, tuple[str, ...]]) -> None:
        self._where = where
        self._shape = shape
        self._loop: dict[str, tuple[str, ...]] = {}

    def visit(self, node: nodes.Node) -> None:
        """Check the node and everything below it."""
        kind = type(node).__name__
        match kind:
            case "Name":
                self._name(node)  # type: ignore[arg-type]
            case "Getattr":
                self._getattr(node)  # type: ignore[arg-type]
            case "For":
                self._for(node)  # type: ignore[arg-type]
            case _ if kind in _PLAIN_NODES:
                for child in node.iter_child_nodes():
                    self.visit(child)
            case _:
                words = f"uses {_WORDS.get(kind, kind.lower())}, which letters do not know"
                raise self._refusal(node, words, _LANGUAGE)

    def _name(self, node: nodes.Name) -> None:
        if node.name not in self._shape and node.name not in self._loop:
            raise self._unknown(node, node.name)

    def _getattr(self, node: nodes.Getattr) -> None:
        self.visit(node.node)
        name = getattr(node.node, "name", "") if type(node.node).__name__ == "Name" else ""
        if node.attr not in self._loop.get(name, self._shape.get(name, ())):
            raise self._unknown(node, f"{name}.{node.attr}")

    def _for(self, node: nodes.For) -> None:
        looped = node.iter
        each = _LOOPED.get(_dotted(looped))
        if each is None or self._loop or node.recursive or type(node.target).__name__ != "Name":
            raise self._refusal(
                node, f"loops over something else than {' or '.join(_LOOPED)}, or inside a loop", _LANGUAGE
            )
        self.visit(looped)
        self._loop = {node.target.name: self._shape[each], "loop": _LOOP_FACTS}  # type: ignore[attr-defined]
        for child in (*node.body, *([node.test] if node.test else [])):
            self.visit(child)
        self._loop = {}
        for child in node.else_:
            self.visit(child)

    def _names(self) -> tuple[str, ...]:
        every = {**self._shape, **self._loop}
        return tuple(
            name + (": " + ", ".join(f".{part}" for part in parts) if parts else "")
            for name, parts in sorted(every.items())
        )

    def _unknown(self, node: nodes.Node, name: str) -> BadInput:
        return self._refusal(node, f"uses {name}, and there is no such name in this letter", self._names())

    def _refusal(self, node: nodes.Node, words: str, details: tuple[str, ...]) -> BadInput:
        return BadInput(
            f"{self._where}, line {node.lineno} of the letter, {words}.", "What a template can use:", details=details
        )


def _dotted(node: nodes.Node) -> str:
    """Return a name or a name with its part as it is written, "" for anything else."""
    match type(node).__name__:
        case "Name":
            return str(node.name)  # type: ignore[attr-defined]
        case "Getattr" if type(node.node).__name__ == "Name":  # type: ignore[attr-defined]
            return f"{node.node.name}.{node.attr}"  # type: ignore[attr-defined]
    return ""


_PLAIN_NODES = frozenset(
    {"And", "Compare", "Concat", "CondExpr", "Const", "Filter", "If", "Not", "Operand", "Or", "Output", "Template"}
    | {"TemplateData", "Test", "Tuple"}
)
_WORDS = {
    "Add": "+", "Sub": "-", "Mul": "*", "Div": "/", "FloorDiv": "//", "Mod": "%", "Pow": "**", "Neg": "a minus sign",
    "Assign": "{% set %}", "AssignBlock": "{% set %}", "Call": "a call, name(...)", "Getitem": "[...]",
    "Import": "{% import %}", "FromImport": "{% import %}", "Include": "{% include %}", "Extends": "{% extends %}",
    "Macro": "{% macro %}", "CallBlock": "{% call %}", "FilterBlock": "{% filter %}", "With": "{% with %}",
    "Block": "{% block %}", "ScopedEvalContextModifier": "{% autoescape %}", "List": "[...]", "Dict": "{...}",
}  # fmt: skip


def render(template: Template, context: Mapping[str, Any], where: str) -> str:
    """Return the rendered text; ``where`` names the template in errors.

    Raises BadInput when the template goes wrong on these values, Refused when the text grows past
    ``LARGEST_LETTER`` characters.
    """
    from jinja2 import TemplateError

    parts: list[str] = []
    size = 0
    try:
        for part in template.generate(context):
            size += len(part)
            if size > LARGEST_LETTER:
                raise Refused(f"{where} makes a letter of more than {LARGEST_LETTER:,} characters.")
            parts.append(part)
    except TemplateError as problem:
        raise BadInput(f"{where} does not work here: {problem.message}") from None
    except (TypeError, ValueError, AttributeError, ArithmeticError, RecursionError, MemoryError) as problem:
        raise BadInput(f"{where} does not work here: {problem}") from None
    return "".join(parts)
