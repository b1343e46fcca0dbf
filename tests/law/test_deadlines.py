"""From a rule and a day to dates: golden cases, what-ifs, and the working that explains them."""

from __future__ import annotations

import csv
import doctest
import importlib
import json
import os
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import foi_tracker.law
from foi_tracker.errors import BadInput, OutsideCalendar
from foi_tracker.law import REGIMES, counter, deadline
from foi_tracker.law.calendar import Calendar, dump, parse, shipped
from foi_tracker.law.deadlines import due_and_latest, rule_of
from foi_tracker.law.working import explain, latest_receipt

GOLDEN = os.path.join(os.path.dirname(__file__), "golden_deadlines.csv")
CLOCKS = [(code, kind) for code, law in REGIMES.items() for kind in law.rules]
EACH_CLOCK = pytest.mark.parametrize(("regime", "clock"), CLOCKS)
ONE_DAY = timedelta(days=1)


def golden() -> list[dict[str, str]]:
    with open(GOLDEN, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def on(day: str) -> date:
    return date.fromisoformat(day)


# Dates -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", golden(), ids=lambda row: f"{row['regime']}-{row['clock']}-{row['start']}")
def test_golden_deadline(row: dict[str, str]) -> None:
    nth = int(row["nth"]) if row["nth"] else None
    found = deadline(on(row["start"]), regime=row["regime"], clock=row["clock"], nth=nth)
    assert (found.due.isoformat(), found.latest.isoformat()) == (row["due"], row["latest"]), row["source"]
    assert row["source"]


def test_deadline_says_what_it_is() -> None:
    found = deadline(on("2026-11-24"))
    assert found[:7] == (
        on("2026-11-24"),
        "FOIA",
        "answer",
        on("2026-12-23"),
        on("2026-12-23"),
        "FOIA 2000 s.10(1)",
        "20 working days following receipt",
    )
    assert [(day.date, day.name, day.divisions) for day in found.skipped] == [
        (on("2026-11-30"), "St Andrew's Day", ("scotland",))
    ]


def test_law_may_be_named_in_any_spelling() -> None:
    assert deadline(on("2026-03-02"), regime="ei(s)r").regime == "EISR"


def test_skipped_days_are_those_up_to_the_latest_date() -> None:
    found = deadline(on("2026-11-01"))
    assert (found.due, found.latest) == (on("2026-11-27"), on("2026-12-01"))
    assert [day.date for day in found.skipped] == [on("2026-11-30")]


@pytest.mark.parametrize("clock", ["complaint", "appeal", "clarify", "pay", "compliance"])
def test_nothing_is_skipped_in_a_count_of_calendar_days_or_months(clock: str) -> None:
    assert deadline(on("2026-12-01"), clock=clock).skipped == ()


@EACH_CLOCK
def test_counter_returns_the_dates_of_the_deadline(regime: str, clock: str) -> None:
    due_of = counter(regime=regime, clock=clock)
    for start in (on("2026-11-22"), on("2026-11-27"), on("2026-12-25"), on("2027-01-30")):
        found = deadline(start, regime=regime, clock=clock)
        assert due_of(start) == (found.due, found.latest)


@EACH_CLOCK
@settings(deadline=None, max_examples=50)
@given(
    one=st.dates(date(2006, 1, 1), date(2027, 12, 31)),
    other=st.dates(date(2006, 1, 1), date(2027, 12, 31)),
)
def test_later_start_is_never_due_earlier_and_latest_is_never_before_due(
    regime: str, clock: str, one: date, other: date
) -> None:
    due_of = counter(regime=regime, clock=clock)
    early, late = sorted((one, other))
    assert due_of(early)[0] <= due_of(late)[0]
    assert early <= due_of(early)[0] <= due_of(early)[1]


def test_other_list_of_bank_holidays_moves_the_dates() -> None:
    lists = json.loads(dump(shipped()))
    lists["england-and-wales"]["events"].append({"title": "Victory day", "date": "2026-12-21", "notes": ""})
    calendar = parse(json.dumps(lists), "a test")
    start = on("2026-11-20")
    assert deadline(start, calendar=calendar).due == on("2026-12-22")
    assert counter(calendar=calendar)(start) == (on("2026-12-22"), on("2026-12-22"))
    assert [day.name for day in deadline(start, calendar=calendar).skipped] == ["St Andrew's Day", "Victory day"]
    assert deadline(start, regime="FOISA", calendar=calendar) == deadline(start, regime="FOISA")
    assert latest_receipt(on("2026-12-21"), calendar=calendar)[0].on == on("2026-11-19")
    assert [step.date for step in explain(deadline(start, calendar=calendar), calendar) if step.label == "due"] == [
        on("2026-12-22")
    ]


# Months and days ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-10-31", "2027-01-30"),
        ("2026-11-28", "2027-02-27"),
        ("2026-11-29", "2027-02-28"),
        ("2026-11-30", "2027-02-28"),
        ("2026-12-01", "2027-02-28"),
        ("2027-11-29", "2028-02-28"),
        ("2027-11-30", "2028-02-29"),
        ("2027-12-01", "2028-02-29"),
        ("2026-09-30", "2026-12-29"),
    ],
)
def test_months_that_begin_with_the_day_end_before_the_corresponding_date(start: str, due: str) -> None:
    assert deadline(on(start), clock="pay").due == on(due)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-12-31", "2027-02-28"),
        ("2026-11-30", "2027-01-30"),
        ("2026-10-31", "2026-12-31"),
        ("2027-12-30", "2028-02-29"),
    ],
)
def test_months_end_on_the_corresponding_date_or_the_last_of_the_month(start: str, due: str) -> None:
    assert deadline(on(start), clock="clarify").due == on(due)


def test_month_of_own_data_is_moved_from_a_holiday_once() -> None:
    # Three months from 26 September are 26 December 2026, a Saturday; Monday 28 December is a bank holiday.
    assert deadline(on("2026-09-26"), regime="SAR", clock="answer_extended").due == on("2026-12-29")


def test_period_of_calendar_days_may_end_after_the_last_known_holiday() -> None:
    assert deadline(on("2028-12-31"), regime="FOISA", clock="complaint").due == on("2029-06-30")
    with pytest.raises(OutsideCalendar):
        deadline(on("2028-12-31"), clock="appeal")


@EACH_CLOCK
@pytest.mark.parametrize("start", [date.min, on("2004-12-31"), on("2029-01-01"), date.max])
def test_start_outside_the_calendar_is_an_error_for_every_clock(regime: str, clock: str, start: date) -> None:
    with pytest.raises(OutsideCalendar):
        deadline(start, regime=regime, clock=clock)


# Other counts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nth", [1, 30, 60])
def test_nth_takes_the_place_of_the_twenty_and_keeps_the_day_of_grace(nth: int) -> None:
    days = shipped().working_days("uk")
    start = on("2026-08-30")
    found = deadline(start, nth=nth)
    assert found.due == days.add(start, nth)
    assert found.latest == days.add(start, nth + 1)
    assert found.words == f"{nth} working days, in the place of: 20 working days following receipt"
    assert counter(nth=nth)(start) == (found.due, found.latest)


def test_nth_of_a_review_leaves_no_second_length() -> None:
    found = deadline(on("2026-06-18"), clock="review", nth=30)
    assert found.due == found.latest == shipped().working_days("uk").add(on("2026-06-18"), 30)


@pytest.mark.parametrize("nth", [0, -20])
def test_nth_below_one_is_refused(nth: int) -> None:
    with pytest.raises(BadInput) as problem:
        deadline(on("2026-06-18"), nth=nth)
    assert problem.value.message == f"{nth} is not a number of working days to count."
    assert problem.value.hint == "Give 1 or more."


@pytest.mark.parametrize(("regime", "clock"), [("SAR", "answer"), ("FOIA", "appeal"), ("FOISA", "complaint")])
def test_nth_cannot_take_the_place_of_calendar_days_or_months(regime: str, clock: str) -> None:
    with pytest.raises(BadInput) as problem:
        deadline(on("2026-06-18"), regime=regime, clock=clock, nth=30)
    words = REGIMES[regime].rules[clock].words
    assert problem.value.message == f"Another number of working days cannot take the place of {words}."
    assert problem.value.hint == f"Leave it out for the clock {clock!r} of {REGIMES[regime].short}."


def test_clock_that_a_law_does_not_have_is_refused_with_those_it_has() -> None:
    with pytest.raises(BadInput) as problem:
        deadline(on("2026-06-18"), regime="FOISA", clock="compliance")
    assert problem.value.message == "FOISA 2002 has no clock 'compliance'."
    assert problem.value.hint == "It has answer, very_late, review_request, review, complaint, appeal, clarify, pay."


def test_unknown_law_is_refused() -> None:
    with pytest.raises(BadInput, match="no law called 'GDPR'"):
        counter(regime="GDPR")


# The last day to be received ---------------------------------------------------------------------------------------


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


# The working -------------------------------------------------------------------------------------------------------


def working(found: foi_tracker.law.Deadline, *labels: str) -> list[tuple[str, int | None, str, str]]:
    steps = [step for step in explain(found) if not labels or step.label in labels]
    return [(step.label, step.n, step.date.isoformat(), step.note) for step in steps]


def test_working_of_an_answer_names_every_kind_of_day() -> None:
    found = deadline(on("2026-11-22"))
    assert working(found, "received", "not counted", "due", "latest", "calendar") == [
        ("received", 0, "2026-11-22", "day 0: the day it reached them"),
        (
            "not counted",
            None,
            "2026-11-30",
            "St Andrew's Day (Scotland): a bank holiday in any part of the UK, s.10(6)",
        ),
        ("due", 20, "2026-12-21", "they may answer until the end of this day"),
        (
            "latest",
            21,
            "2026-12-22",
            "it arrived on a Sunday; some authorities count from Monday (s.45 Code): wait one day before you complain",
        ),
        ("calendar", None, "2028-12-31", "GOV.UK list, edition 2026-11, covers 2005 to 2028"),
    ]


@EACH_CLOCK
@pytest.mark.parametrize("start", [on("2026-11-22"), on("2026-11-27"), on("2026-12-25")])
def test_working_leads_by_date_from_the_start_to_the_dates_of_the_deadline(
    regime: str, clock: str, start: date
) -> None:
    found = deadline(start, regime=regime, clock=clock)
    first, *steps, last = explain(found)
    assert (first.label, first.n, first.date) == ("received" if clock == "answer" else "from", 0, start)
    assert first.note == f"day 0: {REGIMES[regime].rules[clock].counts_from}"
    assert last.label == "calendar"
    assert [step.date for step in steps] == sorted(step.date for step in steps)
    assert [step.date for step in steps if step.label == "due"] == [found.due]
    assert [step.date for step in steps if step.label == "latest"] == [found.latest] * (found.due != found.latest)
    assert steps[-1].date == found.latest
    assert [(step.date, step.n) for step in steps if step.label == "not counted"] == [
        (day.date, None) for day in found.skipped
    ]


@pytest.mark.parametrize(
    ("regime", "clock"), [("FOIA", "answer"), ("FOISA", "review"), ("FOIA", "review"), ("EIR", "pay")]
)
def test_working_numbers_every_counted_day(regime: str, clock: str) -> None:
    found = deadline(on("2026-12-18"), regime=regime, clock=clock)
    numbered = [(step.n, step.date) for step in explain(found)[1:] if step.n is not None]
    assert {step.note for step in explain(found) if step.label == "day"} == {""}
    days = shipped().working_days(REGIMES[regime].jurisdiction)
    assert numbered == [(n, days.add(found.start, n)) for n in range(1, days.count(found.start, found.latest) + 1)]


def test_working_in_scotland_speaks_of_scotlands_holidays() -> None:
    assert working(deadline(on("2026-03-30"), regime="FOISA"), "not counted") == [
        ("not counted", None, "2026-04-03", "Good Friday: a bank holiday in Scotland, s.73")
    ]


def test_working_of_a_law_that_defines_no_working_day_cites_none() -> None:
    assert working(deadline(on("2026-11-22"), regime="SAR", clock="very_late"), "not counted")[0][3] == (
        "St Andrew's Day (Scotland): a bank holiday in any part of the UK"
    )


@pytest.mark.parametrize(
    ("start", "arrived", "first"),
    [
        ("2026-11-21", "a Saturday", "Monday"),
        ("2026-11-29", "a Sunday", "Tuesday"),
        ("2026-12-25", "a bank holiday", "Tuesday"),
    ],
)
def test_reason_for_the_later_day_quotes_foias_code(start: str, arrived: str, first: str) -> None:
    assert [step[3] for step in working(deadline(on(start)), "latest")] == [
        f"it arrived on {arrived}; some authorities count from {first} (s.45 Code): wait one day before you complain"
    ]


@pytest.mark.parametrize(
    ("start", "regime", "arrived"),
    [
        ("2026-11-22", "EIR", "a Sunday"),
        ("2026-11-30", "FOISA", "a bank holiday"),
        ("2026-11-28", "EISR", "a Saturday"),
        ("2026-11-22", "SAR", "a Sunday"),
    ],
)
def test_reason_for_the_later_day_quotes_no_code_for_another_law(start: str, regime: str, arrived: str) -> None:
    assert [step[3] for step in working(deadline(on(start), regime=regime), "latest")] == [
        f"it arrived on {arrived}: wait one day before you complain"
    ]


def test_working_of_a_review_gives_both_lengths() -> None:
    assert working(deadline(on("2026-06-18"), clock="review"), "due", "latest") == [
        ("due", 20, "2026-07-17", "they may answer until the end of this day"),
        ("latest", 40, "2026-08-17", "20 working days in most cases, 40 in exceptional ones"),
    ]


def test_working_of_an_appeal_shows_the_day_that_is_moved() -> None:
    assert working(deadline(on("2026-11-27"), clock="appeal"), "from", "ends", "due", "latest") == [
        ("from", 0, "2026-11-27", "day 0: the date on the decision notice"),
        ("due", None, "2026-12-24", "your last safe day"),
        ("ends", None, "2026-12-25", "a bank holiday: not a working day"),
        ("latest", None, "2026-12-29", "the next working day"),
    ]
    assert working(deadline(on("2026-09-01"), clock="appeal"), "ends", "due", "latest") == [
        ("due", None, "2026-09-29", "your last safe day")
    ]


def test_working_of_own_data_shows_the_day_that_is_moved() -> None:
    assert working(deadline(on("2027-01-29"), regime="SAR"), "ends", "due", "latest") == [
        ("ends", None, "2027-02-28", "a Sunday: not a working day"),
        ("due", None, "2027-03-01", "they may answer until the end of this day"),
    ]


@pytest.mark.parametrize(
    ("regime", "clock", "note"),
    [
        ("FOIA", "complaint", "after this day they may refuse"),
        ("FOIA", "review_request", "after this day they may refuse"),
        ("EIR", "review_request", "your last safe day"),
        ("FOISA", "complaint", "your last safe day"),
        ("FOIA", "compliance", "they have until the end of this day"),
        ("FOIA", "regulator_letter", "they may answer until the end of this day"),
    ],
)
def test_due_date_is_explained_by_whose_it_is_and_whether_the_law_sets_it(regime: str, clock: str, note: str) -> None:
    assert [step[3] for step in working(deadline(on("2026-09-01"), regime=regime, clock=clock), "due")] == [note]


def test_working_names_the_calendar_that_was_used() -> None:
    old = Calendar(shipped().events, edition="", source="a test")
    assert explain(deadline(on("2026-09-01"), calendar=old), old)[-1].note == (
        "GOV.UK list, edition unknown, covers 2005 to 2028"
    )


def test_working_follows_another_count() -> None:
    steps = explain(deadline(on("2026-11-22"), nth=3))
    assert [(step.label, step.n) for step in steps] == [
        ("received", 0), ("day", 1), ("day", 2), ("due", 3), ("latest", 4), ("calendar", None)
    ]  # fmt: skip


# As a library ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", ["law", "law.calendar", "law.regimes", "law.deadlines", "law.working"])
def test_examples_in_the_docstrings_are_true(module: str) -> None:
    results = doctest.testmod(importlib.import_module(f"foi_tracker.{module}"))
    assert results.attempted > 0
    assert results.failed == 0


def test_law_offers_its_names_and_one_rule_can_be_counted_by_hand() -> None:
    assert all(hasattr(foi_tracker.law, name) for name in foi_tracker.law.__all__)
    rule = rule_of(REGIMES["FOIA"], "answer")
    assert due_and_latest(rule, on("2026-11-24"), shipped().working_days("uk"))[0] == on("2026-12-23")
