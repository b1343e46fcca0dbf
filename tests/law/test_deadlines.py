"""From a rule and a day to dates: golden cases, and what holds for every clock."""

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
from foi_tracker.law.bank_holidays import dump, parse
from foi_tracker.law.calendar import shipped
from foi_tracker.law.deadlines import due_and_latest, rule_of
from foi_tracker.law.explaining import explain
from foi_tracker.law.whatif import latest_receipt

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
    assert found.words == f"{nth} working days instead of 20 working days following receipt"
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


# As a library ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", ["law", "law.calendar", "law.regimes", "law.deadlines", "law.explaining"])
def test_examples_in_the_docstrings_are_true(module: str) -> None:
    results = doctest.testmod(importlib.import_module(f"foi_tracker.{module}"))
    assert results.attempted > 0
    assert results.failed == 0


def test_law_offers_its_names_and_one_rule_can_be_counted_by_hand() -> None:
    assert all(hasattr(foi_tracker.law, name) for name in foi_tracker.law.__all__)
    rule = rule_of(REGIMES["FOIA"], "answer")
    assert due_and_latest(rule, on("2026-11-24"), shipped().working_days("uk"))[0] == on("2026-12-23")
