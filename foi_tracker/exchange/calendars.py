"""Days as an iCalendar file (RFC 5545), which calendar programs and phones take in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from icalendar import Event

_PRODUCT = "-//foi-tracker//foi-tracker//EN"
_ONE_DAY = timedelta(days=1)


class Entry(NamedTuple):
    """An all-day event. A calendar that holds one with the same ``uid`` takes the later ``sequence`` for it.

    ``changed_at`` is the instant of its last change, in UTC, as events have it. ``alarm`` is counted from the midnight
    with which the day begins, and negative before it; None for no alarm.
    """

    uid: str
    sequence: int
    changed_at: str
    on: date
    summary: str
    description: str
    cancelled: bool
    alarm: timedelta | None


def write(entries: Iterable[Entry], *, name: str) -> bytes:
    """Return the file of a calendar of that name; the same entries always make the same bytes."""
    from icalendar import Calendar

    calendar = Calendar()
    for key, value in (("version", "2.0"), ("prodid", _PRODUCT), ("calscale", "GREGORIAN"), ("x-wr-calname", name)):
        calendar.add(key, value)
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    from icalendar import Alarm, Event

    event = Event()
    told: dict[str, Any] = {
        "uid": _text(entry.uid),
        "sequence": entry.sequence,
        "dtstamp": _instant(entry.changed_at, entry.on),
        "dtstart": entry.on,
        "dtend": entry.on + _ONE_DAY,
        "summary": _text(entry.summary),
        "description": _text(entry.description),
        "status": "CANCELLED" if entry.cancelled else "CONFIRMED",
        # Nobody is busy all day because an answer is due; and what it is about is not for whoever sees the calendar.
        "transp": "TRANSPARENT",
        "class": "PRIVATE",
    }
    for key, value in told.items():
        event.add(key, value)
    if entry.alarm is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _text(entry.summary))
        alarm.add("trigger", entry.alarm)
        event.add_component(alarm)
    return event


def _text(text: str) -> str:
    """Return the text with what RFC 5545 forbids in one as a space: control characters other than tab and newline."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    safe = "".join(char if char in "\t\n" or not _is_control(char) else " " for char in kept)
    return safe.encode("utf-8", "backslashreplace").decode()


def _is_control(char: str) -> bool:
    return char < " " or "\x7f" <= char <= "\x9f" or char in "\u2028\u2029"


def _instant(at: str, otherwise: date) -> datetime:
    """Return a stored instant to the second; the midnight of a day where none that can be read was stored."""
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        found = datetime(otherwise.year, otherwise.month, otherwise.day, tzinfo=UTC)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
