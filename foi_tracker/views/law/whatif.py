"""What-ifs of the calculator: the last day to be received, the working days between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foi_tracker.dates import show
from foi_tracker.law.calendar import BankHoliday
from foi_tracker.law.whatif import Receipt
from foi_tracker.views.law.deadlines import day_line, holiday_words, skipped_json
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import plural


def show_before(screen: Screen, day: date, receipts: Sequence[Receipt], *, today: date) -> None:
    """Write the last day to be received for each way to the end; what is already too late says so."""
    if screen.mode == JSON:
        told = [
            {"review_working_days": one.review, "received_by": one.on.isoformat(), "too_late": one.on < today}
            for one in receipts
        ]
        screen.json({"before": day.isoformat(), "receipts": told})
        return
    if not screen.human:
        screen.rows([(_over(one), one.on.isoformat()) for one in receipts])
        return
    screen.prose(f"To be over by {show(day)}, even by the most generous count, it must be received by:")
    for one in receipts:
        late = "   too late already" if one.on < today else ""
        screen.prose(f"  {show(one.on):<18}{_over(one)}{late}")


def _over(one: Receipt) -> str:
    return "an answer" if one.review is None else f"an answer and a review of {one.review} working days"


def show_between(
    screen: Screen, first: date, last: date, count: int, skipped: Sequence[BankHoliday], *, law: str
) -> None:
    """Write the working days after ``first``, up to and including ``last``."""
    if screen.mode == JSON:
        told = {"from": first.isoformat(), "to": last.isoformat(), "working_days": count}
        screen.json({**told, "skipped": [skipped_json(day) for day in skipped]})
        return
    if not screen.human:
        screen.rows([(first.isoformat(), last.isoformat(), str(count))])
        return
    if last < first:
        first, last, count = last, first, -count
    screen.prose(f"{plural(count, 'working day')} after {show(first)}, up to and including {show(last)} ({law})")
    for day in skipped:
        screen.prose(f"  {day_line('not counted', day.date, holiday_words(day))}")
