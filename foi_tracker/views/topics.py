"""What "foi help" explains beside the commands: dates, statuses, the law, the folder, exit codes.

The texts are made of what the program goes by, so that they cannot say anything else than it does. Lines have at most
80 columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from foi_tracker.errors import INTERRUPTED, SOMETHING_LATE, FoiError
from foi_tracker.views.program import commands
from foi_tracker.views.text import folded

if TYPE_CHECKING:
    from foi_tracker.law.regimes import Regime, Rule

WIDTH = 80

TOPICS: dict[str, str] = {
    "dates": "the ways to write a date",
    "statuses": "how a request can stand, and what that means",
    "steps": "what can be the next thing to do, and why",
    "law": "every period that is counted, with where it is written",
    "home": "your foi folder, and what lies in it",
    "exit-codes": "what a command ends with, for scripts",
}


def text_of(topic: str, *, settings: Mapping[str, Mapping[str, str]]) -> str:
    """Return the text of a topic. ``settings`` are the keys of foi.toml by table, with what each is for."""
    return _home(settings) if topic == "home" else _MADE[topic]()


def contents() -> str:
    """Return the list of topics."""
    return "\n".join(
        [
            "Help on what concerns every command:",
            "",
            *_columns(((f"{{foi}} help {topic}", about) for topic, about in TOPICS.items())),
            "",
            *_prose("Help on one command: {foi} help COMMAND. All commands: {foi} --help"),
        ]
    )


# --- the texts -------------------------------------------------------------------------------------------------------


def _dates() -> str:
    from foi_tracker.dates import GRAMMAR

    return "\n".join(
        [
            "Wherever a command takes a DATE, write it in one of these ways:",
            "",
            *(f"  {line}" for line in GRAMMAR),
            "",
            *_prose(
                "The day comes first: 3/4/2026 is 3 April 2026. What can mean two days is refused, with both named. "
                'Put a date of several words in quotes: --on "22 Nov 2026".',
                "",
                "A day without a year, and the name of a weekday, mean the last such day up to today. After --until, "
                "and in {foi} remind, they mean the next one from today; there you may also write "
                'tomorrow, or "in 7 days".',
                "",
                "What has happened cannot lie in the future; {foi} deadline takes any day for which bank holidays are "
                "known. What you typed is repeated with its weekday, so that a slip shows.",
                "",
                "Days are working days unless it says calendar days. In a pipe and in JSON dates are written as "
                "2026-11-22.",
            ),
        ]
    )


def _statuses() -> str:
    from foi_tracker.requests.status import STATUSES

    return "\n".join(
        [
            *_prose(
                "A status is worked out anew each day from what happened and the law's calendar. Where a request has "
                "several questions, it is that of the worst."
            ),
            "",
            *_columns(STATUSES.items()),
            "",
            *_prose("To see those that stand so: {foi} status --status waiting_response_overdue"),
        ]
    )


def _steps() -> str:
    from foi_tracker.requests.advice import WHY

    return "\n".join(
        [
            *_prose(
                "The next step of a request follows from its dates and from what has happened. {foi} next shows it for "
                "all, {foi} show for one. In a pipe and in JSON it goes by these words; those that begin with wait ask "
                "nothing of you yet."
            ),
            "",
            *_columns(sorted(WHY.items())),
        ]
    )


def _law() -> str:
    from foi_tracker.law.regimes import REGIMES

    parts = [line for law in REGIMES.values() for line in (*_about(law), "", "")]
    return "\n".join(
        [
            *_prose(
                "What is counted under each law. The day from which a period is counted is day 0, whatever day of the "
                "week it is. The word in brackets is the KIND for {foi} deadline DATE --regime LAW --clock KIND, which "
                "with --why shows the counting day by day. This is not legal advice."
            ),
            "",
            "",
            *parts[:-2],
        ]
    )


def _about(law: Regime) -> list[str]:
    """Return the lines on one law: its working days, its regulator, and each period."""
    whose = "Scotland" if law.jurisdiction == "scotland" else "any part of the UK"
    cited = f" ({law.working_day})" if law.working_day else ""
    days = f"Saturdays, Sundays and the bank holidays of {whose} are not working days{cited}."
    lines = [f"{law.code}: {law.name}", *_prose(f"{days} The regulator is {law.regulator}.", indent=2)]
    for rule in law.rules.values():
        if rule.kind != _MEASURE:
            lines += ["", *_period(rule)]
    return lines


def _period(rule: Rule) -> list[str]:
    from foi_tracker.law.regimes import LAW, ROLLS_APART, ROLLS_FORWARD
    from foi_tracker.views.clock_words import CLOCK_WORDS

    told = [f"{rule.words[:1].upper()}{rule.words[1:]}. Counted from {rule.counts_from}."]
    if rule.rolls == ROLLS_FORWARD:
        told.append("If the last day is not a working day, it moves to the next one.")
    elif rule.rolls == ROLLS_APART:
        told.append("If the last day is not a working day, the working day before it is the safe one.")
    told.append(f"{'Law' if rule.firmness == LAW else 'Guidance or practice, not law'}: {rule.cite}.")
    name = f"{CLOCK_WORDS.get(rule.kind, rule.kind)} [{rule.kind}]"
    return [f"  {name}", *_prose(" ".join(told), indent=4)]


_MEASURE = "very_late"  # from here on WhatDoTheyKnow calls a request very overdue; no period of any law


def _home(settings: Mapping[str, Mapping[str, str]]) -> str:
    keys = [(key, meaning) for table in settings.values() for key, meaning in table.items()]
    return "\n".join(
        [
            *_prose(
                "Everything lies in one folder on your computer: the one that --home names, else the one that FOI_HOME "
                "names, else the folder foi in your own. {foi} init makes it. Only you can read it, and nothing in it "
                "is sent anywhere."
            ),
            "",
            *_columns(FILES.items()),
            "",
            'foi.toml holds, as KEY = "TEXT":',
            "",
            *_columns(keys),
            "",
            *_prose(
                "To take everything with you, copy the whole folder. To look whether it is in order: {foi} doctor. To "
                "go back to an older state: {foi} backup list"
            ),
        ]
    )


FILES: dict[str, str] = {
    "foi.toml": "your settings: who asks, and where they answer",
    "ledger.json": "your records: requests that are open",
    "archive.json": "your records: requests that are closed",
    "ledger.lock": "keeps two commands from writing at once; always there",
    "letters/": "every letter that was drafted, as text; none is ever overwritten",
    "replies/": "what they sent you, where you kept it with --file",
    "templates/": "letters of your own to write from",
    "authorities.json": "what you entered about authorities",
    "authorities_imported.tsv": "WhatDoTheyKnow's list of authorities, once you imported it",
    "bank_holidays.json": "a newer list of bank holidays, once you imported one",
    "backups/": "older states of your records",
}
"""The files of a home; those that were not needed yet are not there."""


def _exit_codes() -> str:
    return "\n".join(
        [
            "What a command ends with, for scripts; in a shell, echo $? shows it.",
            "",
            *_columns((f"{code:>3}", meaning) for code, meaning in sorted(exit_codes().items())),
            "",
            *_prose(
                "With --json an error is one line of JSON on standard error: its code as a word, a message, and a "
                "hint. Such words are: " + ", ".join(sorted(_error_words())) + "."
            ),
        ]
    )


def exit_codes() -> dict[int, str]:
    """Return each exit code with what it means."""
    told = dict(_ENDINGS)
    for error in _below(FoiError):
        code = error.exit_code
        if code in _ENDINGS or "exit_code" not in vars(error):
            continue
        meaning = (error.__doc__ or "").partition("\n")[0]
        told[code] = f"{told[code]} {meaning}" if code in told else meaning
    return {code: f"{meaning} {_ALSO[code]}" if code in _ALSO else meaning for code, meaning in told.items()}


def _error_words() -> set[str]:
    return {error.code for error in _below(FoiError)}


def _below(error: type[FoiError]) -> list[type[FoiError]]:
    """Return the class and those of its own module that derive from it; what else is loaded makes no difference."""
    kinds = [kind for kind in error.__subclasses__() if kind.__module__ == error.__module__]
    return [error, *(deeper for kind in kinds for deeper in _below(kind))]


# What is no error of ours, or says more than the error does.
_ENDINGS = {
    0: "All went well.",
    1: "Something else went wrong.",
    SOMETHING_LATE: "Something is late (overdue --exit-code).",
    INTERRUPTED: "You pressed Ctrl-C.",
}
_ALSO = {
    3: "Also authorities list when one of several names is not clear.",
    4: "Also check --strict and templates check when something was found.",
    6: "Also doctor when your records are at risk.",
}

_MADE: dict[str, Callable[[], str]] = {
    "dates": _dates,
    "statuses": _statuses,
    "steps": _steps,
    "law": _law,
    "exit-codes": _exit_codes,
}


# --- layout ----------------------------------------------------------------------------------------------------------


def _prose(*paragraphs: str, indent: int = 0) -> list[str]:
    """Return paragraphs in lines of at most 80 columns; an empty one is an empty line."""
    lines: list[str] = []
    for text in paragraphs:
        lines += folded(" " * indent + commands(text), WIDTH) if text else [""]
    return lines


def _columns(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Return two columns, the second folded under itself."""
    told = [(commands(name), text) for name, text in rows]
    wide = max(len(name) for name, _ in told)
    return [line for name, text in told for line in folded(f"  {name:<{wide}}  {text}", WIDTH)]
