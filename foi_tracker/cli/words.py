"""Which words can stand for an argument or option: found by what the help calls it, such as REF or TEMPLATE."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem

from foi_tracker.casework import completions
from foi_tracker.casework.completions import Suggestion
from foi_tracker.cli.app import app_of

Giver = Callable[[click.Context, str], list[CompletionItem]]
_Source = Callable[[click.Context, str], Iterable[Suggestion]]


def words_for(command: str, param: click.Parameter) -> Giver | None:
    """Return what gives the words for a parameter of a command; None where any text may stand."""
    metavar = (param.metavar or "").strip("[]")
    return _BY_NAME.get((command, param.name or "")) or _BY_METAVAR.get(metavar)


def _giver(source: _Source) -> Giver:
    """Return what gives of the source's words those that begin as typed, made safe."""

    def give(context: click.Context, incomplete: str) -> list[CompletionItem]:
        beginning = incomplete.lower()
        return [
            CompletionItem(_with_equals(one.value), help=one.about or None)
            for one in completions.safe(source(context, incomplete))
            if one.value.lower().startswith(beginning.replace("=", _EQUALS))
        ]

    return give
