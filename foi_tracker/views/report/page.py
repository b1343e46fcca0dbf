"""A report as a page of tables: the same words for the screen and for files in every form.

The text in a page is as it was recorded; what writes a page makes it safe for its form.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from foi_tracker.requests.report import Share


class Table(NamedTuple):
    """Rows under headings. ``numeric`` columns stand to the right; ``shrinks`` is the one that gives way on a screen.

    Where that is not enough, a narrow screen goes without the columns in ``drops``, one after the other. ``legend`` are
    numbered texts above the rows.
    """

    title: str
    headings: tuple[str, ...]
    rows: list[tuple[str, ...]]
    numeric: frozenset[int] = frozenset()
    shrinks: int = 0
    drops: tuple[int, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()


class Page(NamedTuple):
    """A report: its title, what it is about, its tables, and what their words mean."""

    title: str
    about: tuple[str, ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...]


# What "latest" is, wherever a report says that somebody is late.
LATEST = (
    "The most generous count gives the authority the benefit of every doubt: arrival on a day that is no working day, "
    "time in the post, its own date of receipt, school holidays."
)


def figure(share: Share) -> str:
    """Return a count with its share: "41 of 226 (18 %)". Only none is 0 %, and only all is 100 %.

    >>> figure(Share(41, 226)), figure(Share(1, 226)), figure(Share(225, 226)), figure(Share(0, 0))
    ('41 of 226 (18 %)', '1 of 226 (<1 %)', '225 of 226 (>99 %)', '0 of 0')
    """
    if share.percent is None:
        return f"{share.part} of {share.whole}"
    percent = f"{share.percent:.0f}"
    if percent == "0" and share.part:
        percent = "<1"
    elif percent == "100" and share.part < share.whole:
        percent = ">99"
    return f"{share.part} of {share.whole} ({percent} %)"


def number(value: float | None) -> str:
    """Return a median: "17" or "17.5"; nothing for none."""
    return "" if value is None else f"{value:g}"


def percent(share: Share) -> str:
    """Return the share in per cent with one decimal, for records; nothing of nothing."""
    return "" if share.percent is None else f"{share.percent:.1f}"


def share_json(share: Share) -> dict[str, Any]:
    """Return the share as JSON: its count, of how many, and the per cent with one decimal."""
    per_cent = None if share.percent is None else round(share.percent, 1)
    return {"count": share.part, "of": share.whole, "percent": per_cent}
