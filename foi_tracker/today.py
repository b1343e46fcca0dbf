"""The date in London and the instant now: the only callers of the system clock.

FOI deadlines are dates of the authority's country, so "today" is London's day whatever the computer's time zone.
``FOI_TODAY=2026-11-22`` overrides it, for demonstrations and tests.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, date, datetime

from foi_tracker.dates import parse_iso
from foi_tracker.errors import BadDate


def today() -> date:
    """Return today's date in Europe/London, or the one of ``FOI_TODAY``.

    Raises BadDate when ``FOI_TODAY`` is not written as YYYY-MM-DD.
    """
    pinned = os.environ.get("FOI_TODAY")
    if not pinned:
        instant = datetime.now(UTC)
        if instant.hour < 23:
            return instant.date()  # London keeps UTC or an hour more, so only the last hour of a UTC day can differ
        from zoneinfo import ZoneInfo

        return instant.astimezone(ZoneInfo("Europe/London")).date()
    with suppress(BadDate):
        if day := parse_iso(pinned):
            return day
    raise BadDate(f"FOI_TODAY is {pinned[:40]!r}, which is not a date.", "Write it as 2026-11-22, or unset it.")


def now() -> datetime:
    """Return the present instant in UTC: when something is typed, whatever day ``FOI_TODAY`` says it is."""
    return datetime.now(UTC)
