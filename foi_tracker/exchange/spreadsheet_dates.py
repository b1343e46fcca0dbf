"""Dates in a spreadsheet: only what can be read in one way.

A cell is no person at a keyboard: "22/11" or "Monday" means a day that passed long ago, and 3/4/2026 in a column with
11/22/2026 may be the fourth of March. What is in doubt stays unread, and the format can be said instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from foi_tracker.dates import WEEKDAYS, parse_date
from foi_tracker.errors import BadDate, BadInput

_DIGITS = r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})"
_SHORT_YEAR = r"[0-9]{1,2}([/. -])(?:[0-9]{1,2}|[A-Za-z]{3,9})\1[0-9]{2}"
_WITH_TIME = r"[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
_WEEKDAY = r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +(.+)"
_ORDINAL = r"\b([0-9]{1,2})(?:st|nd|rd|th)\b"
_SAY_FORMAT = "say how its dates are written, for instance --date-format %d/%m/%y"
_ANY_DAY = date(2000, 2, 29)


class Reader:
    """Reads the dates of one file, the day first; ``written`` is every cell that holds one.

    ``form`` is the format that was declared. With ``short_years`` 14/12/26 is of this century, else in doubt. ``mend``
    says what to do about a date that cannot be read.
    """

    def __init__(
        self, written: Iterable[str], form: str | None = None, *, short_years: bool = False, mend: str = _SAY_FORMAT
    ) -> None:
        self._form = form
        self._short_years = short_years
        self._mend = mend
        if form is not None:
            _check(form)
        # One date that can only be month first puts the others in doubt.
        self._month_first = next((cell for cell in written if _only_month_first(cell)), None)

    def read(self, cell: str) -> date:
        """Return the date in a cell. Raises BadDate, in words for the one who keeps the file."""
        text = " ".join(cell.split())
        if self._form is not None:
            try:
                return datetime.strptime(text, self._form).date()  # noqa: DTZ007 - a date has no zone
            except ValueError:
                pass
        return self._by_grammar(text)

    def _by_grammar(self, text: str) -> date:
        bare = re.sub(f"(?<=[0-9]){_WITH_TIME}$", "", text)
        weekday = re.fullmatch(_WEEKDAY, bare, re.IGNORECASE)
        bare = re.sub(_ORDINAL, r"\1", weekday[2] if weekday else bare)
        bare = re.sub(r"(?<=[0-9])-(?=[A-Za-z])|(?<=[A-Za-z])-(?=[0-9])", " ", bare).replace(",", "")
        if not re.search("[0-9]{4}", bare) and not (self._short_years and re.fullmatch(_SHORT_YEAR, bare)):
            raise BadDate(f"“{text[:30]}” is not a date with a full year; {self._mend}")
        digits = re.fullmatch(_DIGITS, bare) if self._month_first and self._form is None else None
        if digits and int(digits[1]) <= 12 and int(digits[3]) <= 12:
            raise BadDate(f"“{text[:30]}” may be month first, as “{self._month_first}” is; {self._mend}")
        try:
            read = parse_date(bare, today=_ANY_DAY)
        except BadDate as problem:
            raise BadDate(f"{problem.message.removesuffix('.')}; {self._mend}") from None
        if weekday and WEEKDAYS[read.weekday()].lower() != weekday[1].lower():
            raise BadDate(f"“{text[:30]}” is not a {weekday[1].capitalize()}: day and weekday contradict each other")
        return read


def _only_month_first(cell: str) -> bool:
    found = re.match(_DIGITS, cell.strip())
    return found is not None and int(found[1]) <= 12 < int(found[3]) <= 31


def _check(form: str) -> None:
    """Raise BadInput for a format that does not name day, month and year."""
    sample = date(2026, 11, 22)
    try:
        # Checked by writing a day and reading it again; not without a year, for Python is about to refuse to guess one.
        # 2015 has the same days of the week: only a year can tell the two apart.
        written = sample.strftime(form)
        names_a_year = written != sample.replace(year=2015).strftime(form)
        read = datetime.strptime(written, form).date() if names_a_year else None  # noqa: DTZ007
    except ValueError:
        read = None
    if read != sample:
        raise BadInput(
            f"--date-format {form[:30]!r} does not say day, month and year.",
            "%d is the day, %m the month, %Y the year, %y its last two digits, %b Nov, %B November: %d/%m/%y",
        )
