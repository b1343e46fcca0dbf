"""What is wrong with a command line, in plain words: an unknown option, a missing value, a word too many.

The library that reads the command line has words of its own, made for programmers; only what they are about is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from foi_tracker.views.program import commands

if TYPE_CHECKING:
    import click

_LONGEST = 40
_OF_ALL = ("status", "overdue", "next")  # commands that take no request


def words(error: click.UsageError) -> str:
    """Return one sentence on what cannot be read, and where a near word is known, that too."""
    known = _WORDS.get(type(error).__name__)
    return (known(error) if known is not None else None) or _sentence(error.format_message())


def _unknown_option(error: Any) -> str:
    typed = str(error.option_name)
    near = _nearest(typed, _options(error.ctx))
    return f"There is no option {_shown(typed)}.{f' Did you mean {near}?' if near else ''}"


def _option(error: Any) -> str | None:
    """Word an option that has no value and needs one, or has one and takes none."""
    name = str(error.option_name)
    if "not take" in str(error.message):
        return f"{name} takes no value."
    if "requires" not in str(error.message):
        return None
    option = next((each for each in _params(error.ctx) if name in each.opts), None)
    needed = (option.metavar or _choices(option)) if option is not None else ""
    return f"{name} needs a value: {name} {needed}." if needed else f"{name} needs a value."


def _missing(error: Any) -> str | None:
    if error.param is None:
        return None
    if choices := _choices(error.param):
        return f"Something is missing, one of {choices}."
    called = error.param.metavar or str(error.param.name).upper()
    return f"Something is missing: {called.removesuffix('...')}."


def _value(error: Any) -> str | None:
    """Word a value that is not of its kind: a number that is none, or is too large, a word that is no choice."""
    kind = getattr(error.param, "type", None)
    typed = _typed(error.message)
    if kind is None or typed is None:
        return None
    called = _called(error.param)
    if (choices := getattr(kind, "choices", None)) is not None:
        known = [str(getattr(each, "value", each)) for each in choices]
        near = _nearest(typed, known)
        listed, shown = ", ".join(known), repr(_shown(typed))
        sentence = f"{called} is one of {listed}, not {shown}." if called else f"{shown} is none of {listed}."
        return f"{sentence} Did you mean {near}?" if near else sentence
    if kind.name.startswith("integer"):
        low, high = getattr(kind, "min", None), getattr(kind, "max", None)
        between = f" from {low} to {high}" if low is not None and high is not None else ""
        return f"{called or 'It'} takes a whole number{between}, not {_shown(typed)!r}."
    return None


def _too_many(error: Any) -> str | None:
    found = re.fullmatch(r"Got unexpected extra arguments? \((.*)\)\.?", str(error.message), re.DOTALL)
    if found is None:
        return None
    called = error.ctx.info_name if error.ctx is not None else ""
    if called in _OF_ALL:
        meant = commands(f"{{foi}} show {_shown(found[1])}")
        return f"{called} is about all requests, not about {_shown(found[1])!r}. Did you mean {meant}?"
    return f"There is more than this command can read: {_shown(found[1])!r}."


_WORDS = {
    "NoSuchOption": _unknown_option,
    "BadOptionUsage": _option,
    "MissingParameter": _missing,
    "BadParameter": _value,
    "UsageError": _too_many,
}


def _sentence(message: str) -> str:
    told = message.rstrip()
    return told if told.endswith((".", "?")) else f"{told}."


def _params(context: Any) -> Sequence[Any]:
    return context.command.params if context is not None else ()


def _options(context: Any) -> list[str]:
    names = (name for each in _params(context) for name in each.opts if name.startswith("--"))
    return [*names, "--help"]


def _called(param: Any) -> str:
    """Return what a person writes for an option: "--within"; nothing for an argument, which has no name on the line."""
    return next((name for name in param.opts if name.startswith("--")), "")


def _choices(param: Any) -> str:
    return ", ".join(str(getattr(each, "value", each)) for each in getattr(param.type, "choices", ()))


def _typed(message: str) -> str | None:
    """Return the value that an error repeats at its beginning, without its quotes."""
    found = re.match(r"(.*?) is not ", message, re.DOTALL)
    if found is None:
        return None
    typed = found[1]
    return typed[1:-1] if len(typed) > 1 and typed[0] == typed[-1] and typed[0] in "\"'" else typed


def _nearest(typed: str, known: Sequence[str]) -> str | None:
    from difflib import get_close_matches

    beginning = [each for each in known if len(typed) > 3 and each.startswith(typed)]
    return next(iter(beginning or get_close_matches(typed[:_LONGEST], known, n=1, cutoff=0.6)), None)


def _shown(typed: str) -> str:
    return typed if len(typed) <= _LONGEST else typed[: _LONGEST - 1] + "…"
