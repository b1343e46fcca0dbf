"""Which words can stand for an argument or option: found by what its help calls it, such as REF or TEMPLATE."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem

from foi_tracker import home
from foi_tracker.casework import completions
from foi_tracker.casework.completions import Suggestion
from foi_tracker.cli.app import app_of

Items = list["CompletionItem[str]"]
Giver = Callable[[click.Context, str], Items]
_Source = Callable[[click.Context, str], Iterable[Suggestion]]

FILE, FOLDER = "file", "dir"  # what click calls a word that the shell itself completes


def giver_for(command: str, param: click.Parameter) -> Giver | None:
    """Return what gives the words for a parameter of a command; None where any text may stand."""
    called = param.metavar or ""
    if called.startswith("["):  # it may be left out
        called = called[1:].removesuffix("]")
    if param.name == "campaign":  # NAME in the help, as many a text is
        return _words(_campaigns)
    return _BY_NAME.get((command, param.name or "")) or _BY_METAVAR.get(called)


def _words(source: _Source) -> Giver:
    """Return what gives those words of the source that begin as typed, made safe."""

    def give(context: click.Context, incomplete: str) -> Items:
        beginning = incomplete.lower()
        return [
            CompletionItem(one.value, help=one.about or None)
            for one in completions.safe(source(context, incomplete))
            if one.value.lower().startswith(beginning)
        ]

    return give


def _path(kind: str) -> Giver:
    return lambda _, incomplete: [CompletionItem(incomplete, kind)]


def _typed(context: click.Context, name: str) -> tuple[str, ...]:
    """Return the words of an argument that are complete."""
    told = context.params.get(name)
    return told if isinstance(told, tuple) else (told,) if isinstance(told, str) else ()


def _told(words: dict[str, str]) -> list[Suggestion]:
    return [Suggestion(word, meaning) for word, meaning in words.items()]


# --- words of the home -----------------------------------------------------------------------------------------------


def _numbers(context: click.Context, _: str) -> list[Suggestion]:
    return completions.numbers(app_of(context).folder)


def _numbers_or_none(context: click.Context, incomplete: str) -> list[Suggestion]:
    """Return the numbers; none where there is no home, so that other words still can be completed."""
    from foi_tracker.errors import FoiError

    try:
        return _numbers(context, incomplete)
    except FoiError:
        return []


def _closed(context: click.Context, _: str) -> list[Suggestion]:
    return completions.numbers(app_of(context).folder, only_closed=True)


def _campaigns(context: click.Context, _: str) -> list[Suggestion]:
    return completions.campaigns(app_of(context).folder)


def _tags(context: click.Context, _: str) -> list[Suggestion]:
    return completions.tags(app_of(context).folder)


def _templates(context: click.Context, _: str) -> list[Suggestion]:
    return _letters(context, None)


def _letters(context: click.Context, kind: str | None) -> list[Suggestion]:
    return completions.templates(os.path.join(app_of(context).folder, home.TEMPLATES), kind)


# --- words that every home knows -------------------------------------------------------------------------------------


def _authorities(_: click.Context, incomplete: str) -> list[Suggestion]:
    return completions.authorities(incomplete)


def _boards(_: click.Context, incomplete: str) -> list[Suggestion]:
    return completions.authorities(incomplete, kind="icb")


def _kinds(_: click.Context, __: str) -> list[Suggestion]:
    return completions.kinds()


def _kinds_or_authorities(_: click.Context, incomplete: str) -> list[Suggestion]:
    return [*completions.kinds(), *completions.authorities(incomplete)]


def _nations(_: click.Context, __: str) -> list[Suggestion]:
    return completions.nations()


def _statuses(_: click.Context, __: str) -> list[Suggestion]:
    from foi_tracker.requests.status import STATUSES

    return _told(STATUSES)


def _laws(_: click.Context, __: str) -> list[Suggestion]:
    from foi_tracker.law.regimes import REGIMES

    return [Suggestion(law.code, law.name) for law in REGIMES.values()]


def _clocks(_: click.Context, __: str) -> list[Suggestion]:
    from foi_tracker.law.regimes import REGIMES
    from foi_tracker.views.clock_words import CLOCK_WORDS

    kinds = dict.fromkeys(kind for law in REGIMES.values() for kind in law.rules)
    return [Suggestion(kind, CLOCK_WORDS.get(kind, "")) for kind in kinds]


def _outcomes(_: click.Context, __: str) -> list[Suggestion]:
    from foi_tracker.requests.events import OUTCOMES

    return _told(OUTCOMES)


def _endings(_: click.Context, __: str) -> list[Suggestion]:
    from foi_tracker.requests.events import REQUEST_OUTCOMES

    return _told(REQUEST_OUTCOMES)


# --- arguments of one command ----------------------------------------------------------------------------------------


def _new_or_known(context: click.Context, incomplete: str) -> list[Suggestion]:
    """Return whom to ask, and the requests whose next letter can be drafted."""
    return [*_numbers_or_none(context, incomplete), *completions.authorities(incomplete)]


def _to_draft(context: click.Context, _: str) -> list[Suggestion]:
    """Return the letters that can follow a request when one is named, those that begin one for an authority."""
    from foi_tracker.casework.refs import is_ref

    names = _typed(context, "names") or context.args  # not yet read, where an option still waits for its value
    return _letters(context, None if not names else "follow-up" if is_ref(names[0]) else "request")


def _follow_ups(context: click.Context, _: str) -> list[Suggestion]:
    return _letters(context, "follow-up")


def _sent(context: click.Context, incomplete: str) -> list[Suggestion]:
    return [*_numbers(context, incomplete), *(completions.sendings() if _typed(context, "words") else ())]


def _got(context: click.Context, incomplete: str) -> list[Suggestion]:
    """Return the numbers first, then what can have come, then what came of each question ("2=refused")."""
    from foi_tracker.cli.arrivals import CHOICES

    typed = _typed(context, "words")
    if not typed:
        return _numbers(context, incomplete)
    number, equals, _ = incomplete.partition("=")
    if equals and number.isdecimal():
        return [Suggestion(f"{number}={one.value}", one.about) for one in _outcomes(context, "")]
    whats = [Suggestion(choice.what, choice.label) for choice in CHOICES] + [Suggestion("holding", _HOLDING)]
    return [] if any(word in {one.value for one in whats} for word in typed) else whats


_HOLDING = "They need more time, and name no section"


def _letter(context: click.Context, incomplete: str) -> list[Suggestion]:
    return [*_numbers(context, incomplete), *(_follow_ups(context, incomplete) if _typed(context, "words") else ())]


def _request_or_file(context: click.Context, incomplete: str) -> Items:
    if incomplete and not incomplete.isdecimal():
        return _path(FILE)(context, incomplete)
    return _words(_numbers_or_none)(context, incomplete)


def _of_directory(context: click.Context, incomplete: str) -> Items:
    what = _typed(context, "what")
    if what == ("import",):
        return _path(FILE)(context, incomplete)
    return [] if what == ("add",) else _words(_authorities)(context, incomplete)


def _of_holidays(context: click.Context, incomplete: str) -> Items:
    return _path(FILE)(context, incomplete) if _typed(context, "what") == ("import",) else []


def _taken_in(_: click.Context, __: str) -> list[Suggestion]:
    from foi_tracker.cli.importing import TAKE_IN

    return [Suggestion(what) for what in TAKE_IN]


def _helped(_: click.Context, __: str) -> list[Suggestion]:
    from foi_tracker.cli.commands import COMMANDS
    from foi_tracker.views.topics import TOPICS

    return [*_told(TOPICS), *(Suggestion(name, listed.help) for name, listed in COMMANDS.items())]


_BY_NAME: dict[tuple[str, str], Giver] = {
    ("authorities", "words"): _of_directory,
    ("check", "authority"): _words(_authorities),
    ("close", "outcome"): _words(_endings),
    ("deadline", "clock"): _words(_clocks),
    ("draft", "template"): _words(_to_draft),
    ("got", "to"): _words(_authorities),
    ("got", "every"): _words(_outcomes),
    ("got", "words"): _words(_got),
    ("help", "words"): _words(_helped),
    ("holidays", "which"): _of_holidays,
    ("import", "what"): _words(_taken_in),
    ("import", "path"): _path(FILE),
    ("init", "folder"): _path(FOLDER),
    ("reopen", "refs"): _words(_closed),
    ("templates", "names"): _words(_templates),
}

_REF = _words(_numbers)
_BY_METAVAR: dict[str, Giver] = {
    "REF": _REF,
    "REF...": _REF,
    "REF... [WHAT]": _words(_sent),
    "REF... [TEMPLATE]": _words(_letter),
    "REF | FILE | -": _request_or_file,
    "AUTHORITY... | REF...": _words(_new_or_known),
    "AUTHORITY": _words(_authorities),
    "TEMPLATE": _words(_templates),
    "TAG": _words(_tags),
    "STATUS": _words(_statuses),
    "LAW": _words(_laws),
    "KIND": _words(_kinds),
    "NAME|KIND": _words(_kinds_or_authorities),
    "NATION": _words(_nations),
    "ICB": _words(_boards),
    "FILE": _path(FILE),
    "FILE.csv": _path(FILE),
    "FILE | DIR": _path(FILE),
    "PATH": _path(FILE),
    "DIR": _path(FOLDER),
}
