"""The working of a deadline: every day that counted or did not, and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import foi_tracker.law
from foi_tracker.law import REGIMES, deadline
from foi_tracker.law.calendar import Calendar, shipped
from foi_tracker.law.explaining import explain

CLOCKS = [(code, kind) for code, law in REGIMES.items() for kind in law.rules]
EACH_CLOCK = pytest.mark.parametrize(("regime", "clock"), CLOCKS)
ONE_DAY = timedelta(days=1)


def on(day: str) -> date:
    return date.fromisoformat(day)


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
