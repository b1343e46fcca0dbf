"""The calendar of bank holidays: what it lists, and taking in a newer one."""

from __future__ import annotations

import os
from typing import NamedTuple

from foi_tracker import home
from foi_tracker.casework.bank_holidays import calendar_in
from foi_tracker.casework.desk import Desk
from foi_tracker.law.bank_holidays import dump, merge
from foi_tracker.law.calendar import BankHoliday, Calendar
from foi_tracker.ledger.files import replace_file
from foi_tracker.requests.folding import fold
from foi_tracker.requests.status import Standing, stand

_PURPOSE = "holidays import"


class Moved(NamedTuple):
    """A request whose most pressing date moves with the calendar."""

    before: Standing
    after: Standing


class Imported(NamedTuple):
    """What a newer list changes: days that come, days that go, and the open requests that move."""

    before: Calendar
    after: Calendar
    added: tuple[BankHoliday, ...]
    dropped: tuple[BankHoliday, ...]
    moved: tuple[Moved, ...]


def take_in(desk: Desk, path: str) -> Imported:
    """Take GOV.UK's bank-holidays.json into the home; returns what changes. Past days are never dropped.

    Raises NotFound or BadInput when the file cannot be read, HomeError when it is no such list; then nothing changes.
    """
    newer = calendar_in(path)
    with desk.held(_PURPOSE):
        before = desk.calendar
        after = merge(before, newer, today=desk.today)
        found = Imported(before, after, _new(after, before), _new(before, after), _moved(desk, before, after))
        if not desk.dry and (found.added or found.dropped or after.last != before.last):
            replace_file(os.path.join(desk.folder, home.BANK_HOLIDAYS), dump(after).encode(), purpose=_PURPOSE)
    return found


def _new(there: Calendar, here: Calendar) -> tuple[BankHoliday, ...]:
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
