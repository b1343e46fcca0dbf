"""The bank holidays that a home counts by: those it imported, else the shipped ones."""

from __future__ import annotations

import os

from foi_tracker import home
from foi_tracker.errors import BadInput, HomeError, NotFound
from foi_tracker.law.calendar import Calendar, shipped
from foi_tracker.paths import shown

MOST_BYTES = 5_000_000  # GOV.UK's list has some 30,000
_WHICH_FILE = "It must be GOV.UK's bank-holidays.json: {foi} holidays import FILE"


def calendar_of(folder: str | None) -> Calendar:
    """Return the calendar of a home that has imported a newer one, else the shipped one."""
    path = os.path.join(folder, home.BANK_HOLIDAYS) if folder else ""
    if not path or not os.path.exists(path):
        return shipped()
    try:
        return calendar_in(path)
    except (BadInput, NotFound) as problem:
        raise HomeError(problem.message, problem.hint) from None


def calendar_in(path: str) -> Calendar:
    """Return the calendar in a file; raises NotFound or BadInput when it cannot be read, HomeError when it is none."""
    from foi_tracker.casework import infiles
    from foi_tracker.law.bank_holidays import parse

    try:
        return parse(infiles.read(path, most=MOST_BYTES).decode(), path)
    except UnicodeDecodeError:
        raise HomeError(f"{shown(path)} is not text in UTF-8.", _WHICH_FILE) from None
