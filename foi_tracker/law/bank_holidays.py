"""GOV.UK's list of bank holidays: read, united with a newer one, and written again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from foi_tracker.law.calendar import DIVISIONS, Calendar, Event, not_a_list


def parse(text: str, source: str) -> Calendar:
    """Return the calendar in the text of a GOV.UK bank-holidays.json; ``source`` names the file in errors.

    An event that is listed twice counts once. Raises HomeError, which says what is wrong, when it is no such file.
    """
    try:
        lists = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise not_a_list(source, "it is not JSON") from None
    if not isinstance(lists, dict):
        raise not_a_list(source, "it has no divisions")
    edition = lists.get("edition", "")
    if not isinstance(edition, str):
        raise not_a_list(source, "its edition is not a month")
    return Calendar(
        {division: _division(lists, division, source) for division in DIVISIONS}, edition=edition, source=source
    )


def merge(known: Calendar, newer: Calendar, *, today: date) -> Calendar:
    """Return what is known after a newer list: it rules its years from today on, and no past day is dropped.

    A day that has passed stopped the clock for good, even if a later list leaves it out. Raises HomeError when the
    two lists leave out a year between them.
    """
    events = {}
    for division in DIVISIONS:
        standing = {
            day: event
            for day, event in known.events[division].items()
            if day < today or not newer.first <= day <= newer.last
        }
        coming = {day: event for day, event in newer.events[division].items() if newer.first <= day <= newer.last}
        events[division] = dict(sorted((standing | coming).items()))
    return Calendar(events, edition=newer.edition or f"{today:%Y-%m}", source=newer.source)


def dump(calendar: Calendar) -> str:
    """Return the calendar as a file that ``parse`` reads: GOV.UK's shape, one event a line, and the edition."""
    divisions = []
    for division in DIVISIONS:
        lines = ",\n".join(
            "      "
            + json.dumps(
                {"title": title, "date": day.isoformat(), "notes": notes, "bunting": bunting}, ensure_ascii=False
            )
            for day, (title, notes, bunting) in calendar.events[division].items()
        )
        divisions.append(f'  "{division}": {{\n    "division": "{division}",\n    "events": [\n{lines}\n    ]\n  }}')
    head = f'  "edition": {json.dumps(calendar.edition)}'
    return "{\n" + ",\n".join([head, *divisions]) + "\n}\n"


def _division(lists: Mapping[str, object], division: str, source: str) -> dict[date, Event]:
    listed = lists.get(division)
    events = listed.get("events") if isinstance(listed, dict) else None
    if not isinstance(events, list):
        raise not_a_list(source, f"it has no list for {DIVISIONS[division]}")
    found: dict[date, Event] = {}
    for event in events:
        if not isinstance(event, dict) or not isinstance(title := event.get("title"), str):
            raise not_a_list(source, f"an event of {DIVISIONS[division]} has no title")
        day = _day(event.get("date"))
        if day is None:
            raise not_a_list(source, f"{title!r} of {DIVISIONS[division]} has no date like 2026-12-25")
        notes = event.get("notes") or ""
        found.setdefault(day, Event(title, str(notes), bool(event.get("bunting"))))
    return found


def _day(text: object) -> date | None:
    if not isinstance(text, str) or len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
