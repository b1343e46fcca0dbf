"""The calendar of bank holidays: what it lists, and taking in a newer one."""

from __future__ import annotations

import os
from typing import NamedTuple

from foi_tracker.casework.desk import Desk, read_text
from foi_tracker.law.calendar import Calendar, Skipped, dump, merge, parse
from foi_tracker.ledger.files import replace_file
from foi_tracker.requests.request import fold
from foi_tracker.requests.status import Standing, stand

FILE = "bank_holidays.json"


class Moved(NamedTuple):
    """A request whose most pressing date moves with the calendar."""

    before: Standing
    after: Standing


class Imported(NamedTuple):
    """What a newer list changes: days that come, days that go, and the open requests that move."""

    before: Calendar
    after: Calendar
    added: tuple[Skipped, ...]
    dropped: tuple[Skipped, ...]
    moved: tuple[Moved, ...]


def take_in(desk: Desk, path: str) -> Imported:
    """Take GOV.UK's bank-holidays.json into the home; returns what changes. Past days are never dropped.

    Raises HomeError when the file cannot be read or is not such a list; then nothing changes.
    """
    newer = parse(read_text(path), path)
    before = desk.calendar
    after = merge(before, newer, today=desk.today)
    found = Imported(before, after, _new(after, before), _new(before, after), _moved(desk, before, after))
    if not desk.dry and (found.added or found.dropped or after.last != before.last):
        replace_file(os.path.join(desk.folder, FILE), dump(after).encode(), purpose="holidays import")
    return found


def _new(there: Calendar, here: Calendar) -> tuple[Skipped, ...]:
    """Return the days that one calendar has, division by division, and the other has not."""
    known = {(day.date, division) for day in here.holidays() for division in day.divisions}
    found = []
    for day in there.holidays():
        divisions = tuple(division for division in day.divisions if (day.date, division) not in known)
        if divisions:
            found.append(day._replace(divisions=divisions))
    return tuple(found)


def _moved(desk: Desk, before: Calendar, after: Calendar) -> tuple[Moved, ...]:
    moved = []
    for raw in desk.ledger.snapshot().open_requests():
        request = fold(raw)
        old = stand(request, today=desk.today, calendar=before)
        new = stand(request, today=desk.today, calendar=after)
        if not request.undone and (old.due_on, old.latest_on) != (new.due_on, new.latest_on):
            moved.append(Moved(old, new))
    return tuple(moved)
