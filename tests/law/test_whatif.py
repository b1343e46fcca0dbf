"""Counting backwards from a date by which all must be over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_tracker.errors import OutsideCalendar
from foi_tracker.law import REGIMES, deadline
from foi_tracker.law.calendar import shipped
from foi_tracker.law.whatif import latest_receipt

ONE_DAY = timedelta(days=1)


def on(day: str) -> date:
    return date.fromisoformat(day)


def over(received: date, regime: str, review: int | None) -> date:
    latest = deadline(received, regime=regime).latest
    if review is None:
        return latest
    return shipped().working_days(REGIMES[regime].jurisdiction).add(latest, review)


@pytest.mark.parametrize(
    ("regime", "reviews"),
    [("FOIA", [None, 20, 40]), ("EIR", [None, 40]), ("FOISA", [None, 20]), ("EISR", [None, 20]), ("SAR", [None])],
)
@settings(deadline=None, max_examples=60)
@given(before=st.dates(date(2006, 1, 1), date(2028, 6, 30)))
def test_last_receipt_is_over_in_time_and_no_later_one_is(regime: str, reviews: list[int | None], before: date) -> None:
    receipts = latest_receipt(before, regime=regime)
    assert [receipt.review for receipt in receipts] == reviews
    for review, received in receipts:
        assert over(received, regime, review) <= before
        for days in range(1, 8):
            assert over(received + days * ONE_DAY, regime, review) > before


def test_last_receipt_before_a_meeting() -> None:
    assert latest_receipt(on("2027-03-01")) == (
        (None, on("2027-02-01")),
        (20, on("2026-12-31")),
        (40, on("2026-12-01")),
    )
    assert latest_receipt(on("2027-03-01"), nth=30)[0].on == on("2027-01-18")


def test_last_receipt_is_found_near_the_last_known_day() -> None:
    received = latest_receipt(on("2028-12-31"))[0].on
    assert received == on("2028-11-28")
    assert deadline(received).latest == on("2028-12-29")


def test_last_receipt_outside_the_calendar_is_an_error() -> None:
    with pytest.raises(OutsideCalendar, match="known to"):
        latest_receipt(on("2029-01-01"))
    with pytest.raises(OutsideCalendar, match="known from"):
        latest_receipt(on("2005-01-20"))
