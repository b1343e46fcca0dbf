"""Counting backwards: the last day on which a request may arrive, so that all is over by a date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from foi_tracker.errors import OutsideCalendar
from foi_tracker.law.calendar import Calendar, shipped
from foi_tracker.law.deadlines import due_and_latest, rule_of
from foi_tracker.law.regimes import regime as regime_of


class Receipt(NamedTuple):
    """The last day on which a request may reach an authority so that the steps are over in time.

    ``review`` is the working days that a review may take, or None when only the answer is waited for.
    """

    review: int | None
    on: date


def latest_receipt(
    before: date, *, regime: str = "FOIA", nth: int | None = None, calendar: Calendar | None = None
) -> tuple[Receipt, ...]:
    """Return the last days of receipt for an answer, and for an answer and each length of review, by ``before``.

    Every step ends on its latest date, and the review is asked for on the latest date of the answer. Raises BadInput
    and OutsideCalendar as ``deadline`` does.
    """
    law = regime_of(regime)
    days = (calendar or shipped()).working_days(law.jurisdiction)
    answer = rule_of(law, "answer", nth)
    reviews: list[int | None] = [None]
    if review := law.rules.get("review"):
        reviews += [span.count for span in (review.due, review.latest) if span is not None]

    def over_in_time(received: date, review: int | None) -> bool:
        try:
            _, end = due_and_latest(answer, received, days)
            return (end if review is None else days.add(end, review)) <= before
        except OutsideCalendar:
            # It ends after the last day that is known, and so after ``before``; or ``received`` is before the first.
            if received < days.first:
                raise
            return False

    receipts = []
    received = days.on_or_before(before)
    for length in reviews:
        while not over_in_time(received, length):
            received -= timedelta(days=1)
        receipts.append(Receipt(length, received))
    return tuple(receipts)
