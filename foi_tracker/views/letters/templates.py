"""Templates on the screen: the list by kind, what one is for, one of one's own begun, and what came of trying them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from foi_tracker.paths import shown
from foi_tracker.requests.events import KINDS
from foi_tracker.views.program import commands
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.tables import GAP, plain_table, show_table
from foi_tracker.views.text import cells, folded, visible, visible_lines

if TYPE_CHECKING:
    from foi_tracker.casework.letters.shelf import Damaged, Listed, Shelf, Template
    from foi_tracker.casework.letters.starting import Started

_HEADINGS = {"request": "Letters that begin a request", "follow-up": "Letters that follow one"}
_LABEL = 8
_LEAST_TITLE = 16
_MOST_COLUMN = 36  # a column of sentences is folded
_WIDE = 120  # columns from which there is room to say when to use it
_ANY_LAW = 4  # as many of the laws as there are, but that on one's own data
_RECIPIENTS = {"authority": "the authority", "regulator": "the regulator", "tribunal": "the tribunal"}
# Kind of authority -> one of them, to try a letter with.
_EXAMPLES = {"nhs-trust": "homerton", "council": "hackney"}

# --- the list --------------------------------------------------------------------------------------------------------


def show_list(screen: Screen, chosen: Sequence[Listed], found: Shelf) -> None:
    """Write the templates that were chosen, by kind, and name those that are damaged."""
    if screen.mode == JSON:
        damaged = [_damaged_json(one) for one in found.damaged]
        screen.json({"templates": [template_json(one) for one in chosen], "damaged": damaged})
        return
    if not screen.human:
        screen.rows([plain_row(one) for one in chosen])
    elif chosen:
        _show_tables(screen, chosen)
        screen.prose(commands("See what one is for: {foi} templates show NAME"))
    else:
        screen.prose(commands("No template fits. See all: {foi} templates"))
    for one in found.damaged:
        screen.words("\n".join(_damaged_lines(one)))


def plain_row(one: Listed) -> tuple[str, ...]:
    """Return name, title, kind, laws, authority kinds, when to use it, own or shipped."""
    told = one.template
    laws, kinds = ",".join(told.regimes), ",".join(told.authority_kinds)
    return (told.name, told.title, told.kind, laws, kinds, told.when, _whose(one))


def _whose(one: Listed) -> str:
    return "own" if one.own else "shipped"


def _show_tables(screen: Screen, chosen: Sequence[Listed]) -> None:
    for kind, heading in _HEADINGS.items():
        if members := [one for one in chosen if one.template.kind == kind]:
            screen.prose(heading)
            screen.data("")
            _table(screen, members)
            screen.data("")
    if any(one.own for one in chosen):
        screen.prose("A star marks your own.")


def _table(screen: Screen, members: Sequence[Listed]) -> None:
    from rich.text import Text

    table = plain_table()
    columns: list[tuple[str, Callable[[Listed], str]]] = [
        ("Name", lambda one: visible(one.template.name) + (" *" if one.own else "")),
        ("Title", lambda one: visible(one.template.title)),
        ("Law", lambda one: _laws(one.template)),
    ]
    if any(one.template.authority_kinds for one in members):
        columns.append(("For", lambda one: visible(_kinds(one.template))))
    if screen.width >= _WIDE:
        columns.append(("When", lambda one: visible(one.template.when)))
    rows = [[tell(one) for _, tell in columns] for one in members]
    widths = [min(max(map(cells, column)), _MOST_COLUMN) + GAP for column in zip(*rows, strict=True)]
    # A narrow screen drops the last columns, and never cuts a name.
    while len(columns) > 2 and screen.width - sum(widths[:1] + widths[2 : len(columns)]) < _LEAST_TITLE:
        columns.pop()
    for place, (heading, _) in enumerate(columns):
        table.add_column(heading, overflow="fold", no_wrap=place == 0)
    for row in rows:
        table.add_row(*map(Text, row[: len(columns)]))
    show_table(screen, table)


def _laws(template: Template) -> str:
    """Return the laws in a few letters; what does for all requests for information does for any."""
    return "any" if len(template.regimes) >= _ANY_LAW else " ".join(template.regimes)


def _kinds(template: Template) -> str:
    first, *others = template.authority_kinds or ("any",)
    return f"{first} +{len(others)}" if others else first


def _damaged_lines(one: Damaged) -> Iterator[str]:
    problem = one.problem
    yield f"Your template {visible(one.name)} cannot be used: {visible(problem.message)}"
    if problem.hint:
        yield f"  {visible(commands(problem.hint))}"


def template_json(one: Listed) -> dict[str, Any]:
    """Return what a list tells of a template."""
    told = one.template
    return {
        "name": told.name,
        "title": told.title,
        "description": told.description,
        "when": told.when,
        "kind": told.kind.replace("-", "_"),
        "regimes": list(told.regimes),
        "authority_kinds": list(told.authority_kinds),
        "records": told.records,
        "to": told.to,
        "own": one.own,
        "path": told.path,
    }


def _damaged_json(one: Damaged) -> dict[str, Any]:
    hint = commands(one.problem.hint) if one.problem.hint else None
    return {"name": one.name, "path": one.path, "message": one.problem.message, "hint": hint}


# --- one template ----------------------------------------------------------------------------------------------------


def show_template(screen: Screen, one: Listed, text: str) -> None:
    """Write what a template is for, then the text of its file; in a pipe that alone."""
    told = one.template
    if screen.mode == JSON:
        fields = [{"name": field.name, "help": field.help, "default": field.default} for field in told.fields]
        more = {"fields": fields, "questions": list(told.questions), "text": text}
        screen.json({"templates": [{**template_json(one), **more}]})
        return
    if screen.human:
        for line in _about(one):
            screen.prose(line) if line else screen.data("")
        screen.data("\n" + "-" * min(screen.width, 72) + "\n")
    screen.data(visible_lines(text.rstrip("\n")))


def _about(one: Listed) -> Iterator[str]:
    told = one.template
    yield f"{visible(told.name)}: {visible(told.title)}"
    yield ""
    yield _fact("what", told.description)
    yield _fact("when", told.when)
    yield _fact("law", ", ".join(told.regimes))
    yield _fact("for", ", ".join(told.authority_kinds) or "any authority")
    if told.kind == "follow-up":
        yield _fact("to", _RECIPIENTS[told.to])
        yield _fact("sent, it", f"is recorded as: {KINDS[told.records or 'noted'].words}")
    yield _fact("file", shown(told.path) if one.own else "shipped with the program")
    if one.over_shipped:
        yield _fact("", "Yours is used in place of the shipped one of this name.")
    yield from _fields(told)
    if told.questions:
        yield ""
        yield "Its questions:"
    for number, question in enumerate(told.questions, start=1):
        yield f"  {number}. {visible(' '.join(question.split()))}"


def _fields(template: Template) -> Iterator[str]:
    if not template.fields:
        return
    yield ""
    yield "Its blanks, filled with --set NAME=VALUE:"
    width = max(cells(field.name) for field in template.fields)
    for field in template.fields:
        if field.default is None:
            left_out = "must be filled"
        else:
            left_out = f"else: {field.default}" if field.default else "may stay empty"
        yield f"  {field.name:<{width}}  {visible(field.help)} ({visible(left_out)})"


def _fact(label: str, value: str) -> str:
    return f"  {label:<{_LABEL}}  {visible(value)}"


# --- one's own -------------------------------------------------------------------------------------------------------


def show_started(screen: Screen, begun: Started, *, dry: bool) -> None:
    """Write where a template of one's own was begun, and how to try it."""
    if screen.mode == JSON:
        screen.json({"templates": [template_json(begun.listed)], "source": begun.source.name})
        return
    name = begun.listed.template.name
    if not screen.human:
        screen.rows([(name, begun.path)])
    else:
        made = "would be made" if dry else "made"
        screen.data("\n".join(folded(f"{visible(shown(begun.path))}: {made} from {begun.source.name}.", screen.width)))
    lines = []
    if begun.listed.over_shipped:
        lines += [f"Yours is used in place of the shipped {name}; to have that back, delete your file.", ""]
    if not dry:
        lines += [
            "Change it in an editor: first title, description and when, then the letter.",
            f"  Look for mistakes    {{foi}} templates check {name}",
            f"  Try a letter         {{foi}} draft {_trial(begun.listed.template)} -n",
        ]
    screen.words(commands("\n".join(lines)))


def _trial(template: Template) -> str:
    """Return whom to draft it to and how, with its blanks."""
    kinds = template.authority_kinds or tuple(_EXAMPLES)
    if template.kind == "follow-up":
        whom = "1"
    else:
        fits = [_EXAMPLES[kind] for kind in kinds if kind in _EXAMPLES and "FOIA" in template.regimes]
        whom = fits[0] if fits else "AUTHORITY"
    blanks = "".join(f' --set {field.name}="..."' for field in template.fields if field.default is None)
    question = ' -q "..."' if template.asks and not template.questions else ""
    return f"{whom} -t {template.name}{blanks}{question}"
