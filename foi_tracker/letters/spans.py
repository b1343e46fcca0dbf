"""From when to when: days that do not exist, times that run backwards or into the future, words that are no dates.

A letter is read for dates in words and in figures, months, years such as 2024 and years such as 2024-25. What is
asked for can only be what is recorded by the day of the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from foi_tracker.dates import LONG_MONTHS
from foi_tracker.letters.anatomy import Anatomy
from foi_tracker.letters.findings import Finding, quoted
from foi_tracker.letters.layout import one_line

_MONTHS = {name[:3].lower(): number for number, name in enumerate(LONG_MONTHS, 1)}
_MONTH = rf"(?:{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in LONG_MONTHS)}|sept)\b"
_DAY = (
    rf"[0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? [0-9]{{4}}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}"
    r"|[0-9]{1,2}/[0-9]{1,2}/(?:19|20)[0-9]{2}"
)
_SPLIT_YEAR = r"(?:19|20)[0-9]{2} ?[-/–] ?(?:20)?[0-9]{2}(?![0-9/–-])"
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9/–-])"
_WHEN = rf"\b(?:(?P<day>{_DAY})|{_MONTH} {_YEAR}|{_SPLIT_YEAR}|{_YEAR})"
# In the text that is searched for ranges each of these is a mark with its place among them.
_MARK = "\x00[0-9]+\x00"
_KIND = r"(?:(?:the )?(?:calendar |financial )?years? )?"
_RANGE = (
    rf"\bfrom {_KIND}({_MARK}) (?:to|until|till|up to) {_KIND}({_MARK})"
    rf"|\bbetween {_KIND}({_MARK}) and {_KIND}({_MARK})|({_MARK}) (?:to|until|till|up to|[-–]) ({_MARK})"
)
# What a time is said of, so that a word in place of a date can be known for what it is.
_ANCHOR = r"\b(?P<of>information|made|period|recorded|records|time|(?:each|every) (?:[a-z]+ )?year) from "
_WORD = r"[a-z][a-z'’-]*(?: [a-z][a-z'’-]*)?"
_NO_DATE = (
    rf"{_ANCHOR}(?:(?P<first>{_WORD}) to (?:{_MARK}|(?P<article>the\b))|{_MARK} to (?P<last>{_WORD})(?=[.,;:]|$)"
    rf"|(?P<both>{_WORD}) to {_WORD}(?=[.,;:]|$))"
)
# These take a time only; "information from" may be from a person.
_ONLY_OF_TIME = ("period", "time", "year")
_TIMES = (
    r"\b(?:a|an|any|date|day|each|end|every|first|inception|its?|last|launch|my|now|onwards?|our|present|receipt|start"
    r"|beginning|the|their|this|that|today|when|whenever|yesterday|yours?|christmas|covid|easter|spring|summer|autumn"
    rf"|winter|{_MONTH}|years?|months?|weeks?|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)
# What may well lie ahead.
_AHEAD = r"\b(?:budget\w*|contracts?|due|forecasts?|lease|plans?|planned|proposals?|strategy|term|timetable|will)\b"
_BEFORE = 60  # characters in which such a word is looked for
_MOST = 20


def spans(letter: Anatomy, today: date | None = None) -> Iterator[Finding]:
    """Yield what is wrong with the dates in a letter.

    What lies in the future is told only where ``today`` is: by the letter's own date, or else by that.
    """
    body = one_line(letter.body).replace("\x00", "")
    dates = list(re.finditer(_WHEN, body, re.IGNORECASE))
    places = iter(range(len(dates)))
    text = re.sub(_WHEN, lambda _: f"\x00{next(places)}\x00", body, flags=re.IGNORECASE)

    def told(words: str) -> str:
        return re.sub(_MARK, lambda mark: dates[int(mark[0][1:-1])][0], words)

    for day in islice(dict.fromkeys(found["day"] for found in dates if found["day"]), _MOST):
        if _edges(day) is None:
            yield _no_such_day(letter, day)
    written = today and (_written_on(letter) or today)
    for found in islice(re.finditer(_RANGE, text, re.IGNORECASE), _MOST):
        first, last = [told(mark) for mark in found.groups() if mark]
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        # "The 2027 to 2030 plan" is a name: only after a word such as "from" is it asked for.
        asked_for = None if found[0].startswith("\x00") else written
        yield from _range(letter, before, told(found[0]), first, last, asked_for)
    for found in islice(re.finditer(_NO_DATE, text, re.IGNORECASE), _MOST):
        yield from _no_date(letter, found, told(found[0]))


def _no_such_day(letter: Anatomy, words: str) -> Finding:
    return Finding(
        "no_such_day",
        letter.place(words),
        f"There is no such day as {quoted(words)}.",
        "Write the day that you mean, the day before the month: 31 March 2026.",
    )


def _range(letter: Anatomy, before: str, words: str, first: str, last: str, written: date | None) -> Iterator[Finding]:
    begins, ends = _edges(first), _edges(last)
    if begins is None or ends is None:
        return
    if begins[0] > ends[1]:
        yield Finding(
            "reversed_dates",
            letter.place(words),
            f"{quoted(words)} ends before it begins.",
            "Put the earlier date first.",
        )
    elif written is not None and ends[0] > written and not re.search(_AHEAD, before, re.IGNORECASE):
        yield Finding(
            "future_date",
            letter.place(words),
            f"{quoted(words)} ends after the day of the letter; they need only give what they hold when it arrives.",
            "Write “to the day on which you receive this letter”.",
        )


def _no_date(letter: Anatomy, found: re.Match[str], words: str) -> Iterator[Finding]:
    of_time = found["of"].lower().endswith(_ONLY_OF_TIME)
    needs_a_time = found["both"] is not None or found["article"] is not None
    word = found["first"] or found["last"] or found["both"]
    if re.search(_TIMES, word, re.IGNORECASE) or (needs_a_time and not of_time):
        return
    yield Finding(
        "no_date",
        letter.place(words),
        f"{quoted(word)} in {quoted(words)} is neither a date nor a year.",
        "Write a date such as 1 January 2025, or a year such as 2024-25.",
    )


def _written_on(letter: Anatomy) -> date | None:
    """Return the date that stands at the head of the letter."""
    found = re.search(rf"^Date: [^\n]*?({_DAY})$", letter.head, re.IGNORECASE | re.MULTILINE)
    edges = _edges(found[1]) if found else None
    return edges[0] if edges else None


def _edges(words: str) -> tuple[date, date] | None:
    """Return the first and the last day that a date, a month or a year can mean; None for a day that is none."""
    text = words.lower()
    numbers = [int(number) for number in re.findall(r"[0-9]+", text)]
    try:
        if named := re.search(rf"\b{_MONTH}", text, re.IGNORECASE):
            month = _MONTHS[named[0][:3]]
            if len(numbers) == 2:
                return (date(numbers[1], month, numbers[0]),) * 2
            return date(numbers[0], month, 1), date(numbers[0], month, 28)
        if len(numbers) == 3:
            year, month, day = numbers if "-" in text else reversed(numbers)
            return (date(year, month, day),) * 2
        if len(numbers) == 2:
            return date(numbers[0], 4, 1), date(numbers[0] + 1, 3, 31)
        return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
    except ValueError:
        return None
