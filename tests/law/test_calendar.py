"""The bank holidays that are shipped, against two libraries; the arithmetic of working days; files from outside."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta

import holidays
import pytest
from dateutil.easter import easter
from dateutil.relativedelta import relativedelta
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_tracker.errors import HomeError, OutsideCalendar
from foi_tracker.law.bank_holidays import dump, merge, parse
from foi_tracker.law.calendar import DIVISIONS, Calendar, Event, places, shipped

HERE = os.path.dirname(__file__)
FIRST, LAST = date(2005, 1, 1), date(2028, 12, 31)
YEARS = range(2005, 2029)
UK = shipped().working_days("uk")
SCOTLAND = shipped().working_days("scotland")
JURISDICTIONS = pytest.mark.parametrize("days", [UK, SCOTLAND], ids=["uk", "scotland"])
COVERED = st.dates(FIRST, LAST)
INNER = st.dates(date(2006, 1, 1), date(2027, 12, 31))


def weekdays_kept(division: str) -> set[date]:
    return {day for day in shipped().events[division] if day.weekday() < 5}


# The shipped list --------------------------------------------------------------------------------------------------


def table() -> dict[str, set[date]]:
    """Return the weekday holidays of each division, from the table beside this file."""
    divisions: dict[str, set[date]] = {"e": set(), "s": set(), "n": set()}
    with open(os.path.join(HERE, "weekday_holidays.txt"), encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            year, *days = line.split()
            for day in days:
                for letter in day[5:]:
                    divisions[letter].add(date.fromisoformat(f"{year}-{day[:5]}"))
    return dict(zip(DIVISIONS, divisions.values(), strict=True))


# Where a library differs from the shipped list, and why the list is right.
HOLIDAYS_DIFFERS = {
    ("scotland", date(2006, 11, 30)): "St Andrew's Day is a bank holiday by an Act in force from 16 January 2007",
    ("scotland", date(2010, 1, 4)): "2 January 2010 was a Saturday, and no substitute was proclaimed",
    ("scotland", date(2011, 1, 4)): "1 January 2011 was a Saturday, and no substitute was proclaimed",
}
GOVUK_DIFFERS = {
    ("scotland", date(2026, 6, 15)): "proclaimed on 3 February 2026, after the list in the package was made",
}
SUBDIVISIONS = [
    ("england-and-wales", "ENG"),
    ("england-and-wales", "WLS"),
    ("scotland", "SCT"),
    ("northern-ireland", "NIR"),
]


def test_shipped_list_is_the_table_of_weekday_holidays() -> None:
    assert {division: weekdays_kept(division) for division in DIVISIONS} == table()


@pytest.mark.parametrize(("division", "subdivision"), SUBDIVISIONS)
def test_shipped_list_differs_from_the_holidays_package_only_where_listed(division: str, subdivision: str) -> None:
    theirs = {day for day in holidays.country_holidays("GB", subdiv=subdivision, years=YEARS) if day.weekday() < 5}
    listed = {day for where, day in HOLIDAYS_DIFFERS if where == division}
    assert theirs ^ weekdays_kept(division) == listed


@pytest.mark.parametrize("division", DIVISIONS)
def test_shipped_list_differs_from_the_govuk_package_only_where_listed(division: str) -> None:
    # use_cached_holidays reads the list inside the package; without it the constructor downloads.
    package = BankHolidays(use_cached_holidays=True)
    theirs = {event["date"] for event in package.get_holidays(division=division)}
    ours = {day for day in shipped().events[division] if day.year >= 2012}
    listed = {day for where, day in GOVUK_DIFFERS if where == division}
    assert min(theirs).year == 2012
    assert max(theirs).year == 2028
    assert {day for day in theirs if day.weekday() < 5} ^ ours == listed


def test_shipped_list_covers_whole_years_and_names_its_edition() -> None:
    calendar = shipped()
    assert (calendar.first, calendar.last, calendar.edition) == (FIRST, LAST, "2026-11")
    assert calendar.source == "the list that came with the program"
    assert (UK.jurisdiction, UK.first, UK.last, UK.edition) == ("uk", FIRST, LAST, "2026-11")
    assert SCOTLAND.jurisdiction == "scotland"


def test_shipped_file_is_written_one_event_a_line_in_date_order() -> None:
    path = os.path.join(os.path.dirname(os.path.abspath(parse.__code__.co_filename)), "bank_holidays.json")
    with open(path, encoding="utf-8") as file:
        assert file.read() == dump(shipped())
    for events in shipped().events.values():
        assert list(events) == sorted(events)


def test_shipped_file_has_govuks_shape() -> None:
    lists = json.loads(dump(shipped()))
    assert set(lists) == {"edition", *DIVISIONS}
    for division in DIVISIONS:
        assert lists[division]["division"] == division
        assert all(set(event) == {"title", "date", "notes", "bunting"} for event in lists[division]["events"])


# The definitions of a working day ----------------------------------------------------------------------------------


@JURISDICTIONS
@pytest.mark.parametrize("year", YEARS)
def test_christmas_day_good_friday_and_weekends_are_no_working_days(days, year: int) -> None:
    assert not days.is_working(date(year, 12, 25))
    assert not days.is_working(easter(year) - timedelta(2))
    saturday = date(year, 1, 1) + relativedelta(weekday=5)
    assert not any(days.is_working(saturday + timedelta(7 * week)) for week in range(52))
    assert not any(days.is_working(saturday + timedelta(7 * week + 1)) for week in range(52))


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 2),
        date(2026, 3, 17),
        date(2026, 4, 6),
        date(2026, 6, 15),
        date(2026, 7, 13),
        date(2026, 8, 3),
        date(2026, 8, 31),
        date(2026, 11, 30),
    ],
)
def test_bank_holiday_of_any_part_of_the_uk_stops_the_clock_everywhere(day: date) -> None:
    assert not UK.is_working(day)


@pytest.mark.parametrize("day", [date(2026, 3, 17), date(2026, 4, 6), date(2026, 7, 13), date(2026, 8, 31)])
def test_bank_holidays_of_the_rest_of_the_uk_are_working_days_in_scotland(day: date) -> None:
    assert SCOTLAND.is_working(day)


@pytest.mark.parametrize(
    "day",
    [date(2006, 11, 30), date(2010, 1, 4), date(2011, 1, 4), date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30)],
)
def test_days_that_were_not_or_no_longer_holidays_are_working_days(day: date) -> None:
    assert UK.is_working(day)
    assert SCOTLAND.is_working(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2005, 1, 4),
        date(2007, 11, 30),
        date(2011, 4, 29),
        date(2012, 6, 5),
        date(2020, 5, 8),
        date(2022, 9, 19),
        date(2023, 5, 8),
        date(2028, 1, 4),
    ],
)
def test_single_holidays_and_substitutes_are_kept_in_scotland(day: date) -> None:
    assert not SCOTLAND.is_working(day)


@pytest.mark.parametrize("year", YEARS)
def test_year_alone_has_the_working_days_that_it_has_among_others(year: int) -> None:
    # The years begin and end on every day of the week.
    alone = parse(json.dumps(govuk(range(year, year + 1))), "a test")
    for jurisdiction in ("uk", "scotland"):
        days, among = alone.working_days(jurisdiction), shipped().working_days(jurisdiction)
        assert (days.first, days.last) == (date(year, 1, 1), date(year, 12, 31))
        for number in range((days.last - days.first).days + 1):
            day = days.first + timedelta(number)
            assert days.is_working(day) == among.is_working(day)
            assert days.count(days.first, day) == among.count(days.first, day)


def test_unknown_jurisdiction_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        shipped().working_days("england")


def test_working_days_of_a_jurisdiction_are_made_once() -> None:
    assert shipped().working_days("uk") is UK
    assert shipped() is shipped()


# Arithmetic --------------------------------------------------------------------------------------------------------


def test_day_of_receipt_is_day_0_and_counting_starts_on_the_next_working_day() -> None:
    friday, saturday, sunday, monday = (date(2026, 11, day) for day in (20, 21, 22, 23))
    assert {UK.add(day, 1) for day in (friday, saturday, sunday)} == {monday}
    assert UK.add(monday, 1) == date(2026, 11, 24)


def test_sixty_consecutive_working_days_for_aggregation_begin_with_the_first() -> None:
    # SI 2004/3244 reg 5: the day on which the first request was received is one of the sixty.
    assert UK.add(date(2026, 9, 1), 59) == date(2026, 11, 23)


def test_negative_count_goes_back_from_the_day() -> None:
    assert UK.add(date(2026, 12, 1), -1) == date(2026, 11, 27)
    assert UK.add(date(2026, 11, 29), -1) == date(2026, 11, 27)
    assert UK.add(date(2026, 12, 1), -2) == date(2026, 11, 26)


def test_there_is_no_0th_working_day() -> None:
    with pytest.raises(ValueError, match=r"^there is no 0th working day after a day$"):
        UK.add(date(2026, 12, 1), 0)


def test_count_takes_the_end_in_and_leaves_the_start_out() -> None:
    assert UK.count(date(2026, 11, 27), date(2026, 12, 1)) == 1
    assert UK.count(date(2026, 12, 1), date(2026, 11, 27)) == -1
    assert UK.count(date(2026, 12, 1), date(2026, 12, 1)) == 0


def test_nearest_working_day_is_the_day_itself_when_it_is_one() -> None:
    tuesday = date(2026, 12, 1)
    assert UK.on_or_after(tuesday) == UK.on_or_before(tuesday) == tuesday
    assert UK.on_or_after(date(2026, 11, 28)) == tuesday
    assert UK.on_or_before(date(2026, 11, 30)) == date(2026, 11, 27)
    assert SCOTLAND.on_or_before(date(2026, 8, 31)) == date(2026, 8, 31)


@JURISDICTIONS
@settings(deadline=None)
@given(day=INNER, n=st.integers(1, 200))
def test_added_day_is_a_working_day_after_the_start(days, day: date, n: int) -> None:
    assert days.is_working(days.add(day, n))
    assert days.add(day, n) > day
    assert days.is_working(days.add(day, -n))
    assert days.add(day, -n) < day


@JURISDICTIONS
@settings(deadline=None)
@given(day=INNER, n=st.integers(1, 200))
def test_count_and_add_are_inverse(days, day: date, n: int) -> None:
    assert days.count(day, days.add(day, n)) == n
    assert days.count(days.add(day, n), day) == -n
    working = days.on_or_after(day)
    assert days.add(days.add(working, n), -n) == working
    assert days.count(working, days.add(working, -n)) == -n


@JURISDICTIONS
@settings(deadline=None)
@given(one=INNER, other=INNER, n=st.integers(1, 60))
def test_later_start_is_never_due_earlier(days, one: date, other: date, n: int) -> None:
    early, late = sorted((one, other))
    assert days.add(early, n) <= days.add(late, n)


@JURISDICTIONS
@settings(deadline=None)
@given(day=INNER, n=st.integers(1, 60))
def test_start_on_a_day_off_counts_as_from_the_working_day_before(days, day: date, n: int) -> None:
    assert days.add(day, n) == days.add(days.on_or_before(day), n)


@JURISDICTIONS
@settings(deadline=None)
@given(one=COVERED, other=COVERED)
def test_count_is_that_of_the_days_one_by_one(days, one: date, other: date) -> None:
    start, end = sorted((one, min(other, one + timedelta(100))))
    walked = [start + timedelta(day) for day in range(1, (end - start).days + 1)]
    assert days.count(start, end) == sum(days.is_working(day) for day in walked) == -days.count(end, start)
    off = [day for day in walked if day.weekday() < 5 and not days.is_working(day)]
    assert [day.date for day in days.skipped(start, end)] == off


def with_holiday(day: date, division: str) -> Calendar:
    events = {name: dict(days) for name, days in shipped().events.items()}
    events[division][day] = Event("Victory day", "", bunting=True)
    return Calendar(events, edition="2026-12", source="a test")


@settings(deadline=None, max_examples=40)
@given(start=INNER, n=st.integers(1, 60), after=st.integers(-5, 90), division=st.sampled_from(list(DIVISIONS)))
def test_added_holiday_never_brings_a_deadline_forward(start: date, n: int, after: int, division: str) -> None:
    calendar = with_holiday(start + timedelta(after), division)
    for jurisdiction in ("uk", "scotland"):
        before = shipped().working_days(jurisdiction).add(start, n)
        assert before <= calendar.working_days(jurisdiction).add(start, n)


@pytest.mark.parametrize("division", DIVISIONS)
def test_deadline_by_the_union_is_never_before_that_of_one_nation(division: str) -> None:
    alone = Calendar(dict.fromkeys(DIVISIONS, shipped().events[division]), edition="", source="a test")
    nation = alone.working_days("uk")
    earlier = 0
    for number in range((date(2028, 9, 1) - FIRST).days):
        day = FIRST + timedelta(number)
        for n in (20, 40):
            assert nation.add(day, n) <= UK.add(day, n)
            earlier += nation.add(day, n) < UK.add(day, n)
    assert earlier > 1000


# Beyond the list ---------------------------------------------------------------------------------------------------

BEYOND = [
    lambda days, day: days.is_working(day),
    lambda days, day: days.add(day, 1),
    lambda days, day: days.add(day, -1),
    lambda days, day: days.count(day, date(2026, 1, 1)),
    lambda days, day: days.count(date(2026, 1, 1), day),
    lambda days, day: days.on_or_after(day),
    lambda days, day: days.on_or_before(day),
    lambda days, day: days.skipped(day, date(2026, 1, 1)),
    lambda days, day: days.skipped(date(2026, 1, 1), day),
]


@JURISDICTIONS
@pytest.mark.parametrize("ask", BEYOND)
def test_day_after_the_last_is_an_error_that_names_it_and_says_how_to_extend(days, ask) -> None:
    with pytest.raises(OutsideCalendar) as problem:
        ask(days, date(2029, 1, 1))
    assert problem.value.message == ("Bank holidays are known to Sun 31 Dec 2028; a date after that cannot be counted.")
    assert problem.value.hint == (
        "Save https://www.gov.uk/bank-holidays.json when it has more years, then: {foi} holidays import FILE"
    )


@JURISDICTIONS
@pytest.mark.parametrize("ask", BEYOND)
def test_day_before_the_first_is_an_error_that_names_it(days, ask) -> None:
    with pytest.raises(OutsideCalendar) as problem:
        ask(days, date(2004, 12, 31))
    assert problem.value.message == (
        "Bank holidays are known from Sat 1 Jan 2005; a date before that cannot be counted."
    )
    assert problem.value.hint == "Check the year: the right to information began on 1 January 2005."


@JURISDICTIONS
def test_result_after_the_last_day_is_an_error_even_close_to_it(days) -> None:
    assert days.add(date(2028, 12, 28), 1) == date(2028, 12, 29)
    for start, n in ((date(2028, 12, 28), 2), (date(2028, 12, 31), 1), (date(2028, 11, 30), 20), (FIRST, 9000)):
        with pytest.raises(OutsideCalendar, match="known to"):
            days.add(start, n)
    with pytest.raises(OutsideCalendar, match="known to"):
        days.on_or_after(date(2028, 12, 30))


@JURISDICTIONS
def test_first_working_day_is_the_last_before_itself(days) -> None:
    assert days.on_or_before(date(2005, 1, 5)) == days.on_or_after(FIRST) == date(2005, 1, 5)


@JURISDICTIONS
def test_result_before_the_first_day_is_an_error_even_close_to_it(days) -> None:
    assert days.add(date(2005, 1, 6), -1) == date(2005, 1, 5)
    for start, n in ((date(2005, 1, 5), -1), (date(2005, 1, 28), -20), (LAST, -9000)):
        with pytest.raises(OutsideCalendar, match="known from"):
            days.add(start, n)
    with pytest.raises(OutsideCalendar, match="known from"):
        days.on_or_before(date(2005, 1, 2))


@JURISDICTIONS
def test_first_and_last_day_themselves_are_covered(days) -> None:
    assert not days.is_working(FIRST)
    assert not days.is_working(LAST)
    assert days.count(FIRST, LAST) > 5900
    assert days.on_or_before(LAST) == days.add(LAST, -1) == date(2028, 12, 29)
    assert days.on_or_after(FIRST) == days.add(FIRST, 1)
    assert len(days.skipped(FIRST, LAST)) > 150


# Names and places --------------------------------------------------------------------------------------------------


def test_skipped_days_carry_their_name_and_who_keeps_them() -> None:
    assert UK.skipped(date(2026, 11, 29), date(2026, 11, 30)) == (
        (date(2026, 11, 30), "St Andrew's Day", ("scotland",)),
    )
    assert UK.skipped(date(2026, 12, 24), date(2026, 12, 31)) == (
        (date(2026, 12, 25), "Christmas Day", tuple(DIVISIONS)),
        (date(2026, 12, 28), "Boxing Day, substitute day", tuple(DIVISIONS)),
    )
    assert UK.skipped(date(2026, 11, 30), date(2026, 12, 24)) == ()


def test_skipped_days_in_scotland_are_those_kept_there() -> None:
    easter_days = SCOTLAND.skipped(date(2026, 4, 1), date(2026, 5, 4))
    assert [(day.name, day.divisions) for day in easter_days] == [
        ("Good Friday", ("scotland",)),
        ("Early May bank holiday", ("scotland",)),
    ]


def test_bank_holiday_on_a_weekend_is_listed_but_not_skipped() -> None:
    calendar = with_holiday(date(2027, 12, 25), "scotland")
    assert calendar.working_days("uk").skipped(date(2027, 12, 24), date(2027, 12, 26)) == ()
    assert any(day.date == date(2027, 12, 25) for day in calendar.holidays(2027))


def test_day_with_two_names_shows_both() -> None:
    calendar = with_holiday(date(2026, 5, 4), "northern-ireland")
    (day,) = [day for day in calendar.holidays(2026) if day.date == date(2026, 5, 4)]
    assert day.name == "Early May bank holiday / Victory day"
    assert day.divisions == tuple(DIVISIONS)


def test_holidays_of_a_year_are_listed_by_date() -> None:
    days = shipped().holidays(2026)
    assert [day.date for day in days] == sorted(day.date for day in days)
    assert {day.date.year for day in days} == {2026}
    assert len(days) == len(table()["england-and-wales"] | table()["scotland"] | table()["northern-ireland"]) - len(
        [day for day in shipped().holidays() if day.date.year != 2026]
    )
    assert [day.name for day in days if day.divisions == ("scotland",)] == [
        "2nd January",
        "World Cup bank holiday",
        "Summer bank holiday",
        "St Andrew's Day",
    ]


@pytest.mark.parametrize(
    ("divisions", "words"),
    [
        (tuple(DIVISIONS), "all of the UK"),
        (("england-and-wales",), "England and Wales"),
        (("scotland",), "Scotland"),
        (("england-and-wales", "scotland"), "England, Wales and Scotland"),
        (("england-and-wales", "northern-ireland"), "England, Wales and Northern Ireland"),
        (("scotland", "northern-ireland"), "Scotland and Northern Ireland"),
    ],
)
def test_places_are_named_as_people_name_them(divisions: tuple[str, ...], words: str) -> None:
    assert places(divisions) == words


# Files from outside ------------------------------------------------------------------------------------------------


def govuk(years: range, **changes: object) -> dict[str, object]:
    """Return a list like GOV.UK's for these years, from the shipped one, with top-level changes."""
    lists = json.loads(dump(shipped()))
    del lists["edition"]
    for division in DIVISIONS:
        events = lists[division]["events"]
        lists[division]["events"] = [event for event in events if int(event["date"][:4]) in years]
    return lists | changes


def test_govuks_file_is_read_without_an_edition_and_in_any_order() -> None:
    lists = govuk(range(2019, 2028))
    lists["scotland"]["events"].reverse()
    calendar = parse("\ufeff" + json.dumps(lists), "bank_holidays.json")
    assert (calendar.first, calendar.last) == (date(2019, 1, 1), date(2027, 12, 31))
    assert (calendar.edition, calendar.source) == ("", "bank_holidays.json")
    assert calendar.working_days("uk").add(date(2026, 11, 22), 20) == date(2026, 12, 21)
    assert calendar.holidays(2026) == shipped().holidays(2026)
    with pytest.raises(OutsideCalendar, match="known from Tue 1 Jan 2019"):
        calendar.working_days("uk").is_working(date(2018, 12, 31))


def test_event_that_is_listed_twice_counts_once() -> None:
    lists = govuk(range(2026, 2027))
    lists["scotland"]["events"] *= 2
    assert parse(json.dumps(lists), "a test").holidays() == shipped().holidays(2026)


def test_events_notes_and_bunting_may_be_missing() -> None:
    lists = govuk(range(2026, 2027))
    lists["scotland"]["events"].append({"title": "Victory day", "date": "2026-10-01", "notes": None})
    calendar = parse(json.dumps(lists), "a test")
    assert calendar.events["scotland"][date(2026, 10, 1)] == Event("Victory day", "", bunting=False)


def test_years_that_are_only_begun_are_not_covered() -> None:
    lists = govuk(range(2025, 2027))
    for division in DIVISIONS:
        lists[division]["events"].append({"title": "New Year’s Day", "date": "2027-01-01", "notes": ""})
        lists[division]["events"].append({"title": "Christmas Day", "date": "2024-12-25", "notes": ""})
    calendar = parse(json.dumps(lists), "a test")
    assert (calendar.first, calendar.last) == (date(2025, 1, 1), date(2026, 12, 31))


def test_year_that_one_division_leaves_short_is_not_covered() -> None:
    lists = govuk(range(2025, 2027))
    # Eight in a year are enough (England and Wales has no more), seven are not.
    england = lists["england-and-wales"]["events"]
    assert len([event for event in england if event["date"].startswith("2026")]) == 8
    england.pop()
    assert parse(json.dumps(lists), "a test").last == date(2025, 12, 31)


BAD_FILES = [
    ("{", "it is not JSON"),
    ("[" * 100_000, "it is not JSON"),
    ("[]", "it has no divisions"),
    ("{}", "it has no list for England and Wales"),
    (json.dumps(govuk(YEARS, scotland=None)), "it has no list for Scotland"),
    (json.dumps(govuk(YEARS, scotland={"events": {}})), "it has no list for Scotland"),
    (json.dumps(govuk(YEARS, edition=2026)), "its edition is not a month"),
    (json.dumps(govuk(YEARS, scotland={"events": ["2026-12-25"]})), "an event of Scotland has no title"),
    (json.dumps(govuk(YEARS, scotland={"events": [{"date": "2026-12-25"}]})), "an event of Scotland has no title"),
    (json.dumps(govuk(YEARS, scotland={"events": []})), "it lists no whole year of bank holidays"),
    (json.dumps(govuk(range(2030, 2031))), "it lists no whole year of bank holidays"),
    (json.dumps(govuk([2024, 2026])), "the bank holidays of 2025 are not all there"),
]


@pytest.mark.parametrize(("text", "why"), BAD_FILES, ids=[why for _, why in BAD_FILES])
def test_file_that_is_not_govuks_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(HomeError) as problem:
        parse(text, "/home/x/foi/bank_holidays.json")
    assert problem.value.message == (
        f"/home/x/foi/bank_holidays.json is not a list of bank holidays as GOV.UK publishes it: {why}."
    )
    assert problem.value.hint == (
        "Save https://www.gov.uk/bank-holidays.json and give that file: {foi} holidays import FILE"
    )


@pytest.mark.parametrize(
    "written",
    ["2026-13-01", "2026-02-30", "20261225", "25/12/2026", "2026-W52-5", "2026-12-25T00:00", "", None, 20261225],
)
def test_date_that_is_none_is_refused_with_the_event_it_belongs_to(written: object) -> None:
    lists = govuk(YEARS)
    lists["northern-ireland"]["events"].append({"title": "Victory day", "date": written, "notes": ""})
    with pytest.raises(HomeError, match="'Victory day' of Northern Ireland has no date like 2026-12-25"):
        parse(json.dumps(lists), "a test")


# A newer list ------------------------------------------------------------------------------------------------------

TODAY = date(2026, 11, 22)


def newer(**moved: str) -> Calendar:
    """Return GOV.UK's list of 2025 to 2028 with Scottish holidays moved from one ISO date to another, or to ""."""
    lists = govuk(range(2025, 2029))
    scotland = lists["scotland"]
    changes = {"-".join(name[1:].split("_")): to for name, to in moved.items()}
    events = [event | {"date": changes.get(event["date"], event["date"])} for event in scotland["events"]]
    scotland["events"] = [event for event in events if event["date"]]
    return parse(json.dumps(lists), "the new list")


def another_2026(year: int) -> Calendar:
    """Return a list of one year, with 2026's bank holidays."""
    events = {
        division: {day.replace(year=year): event for day, event in days.items() if day.year == 2026}
        for division, days in shipped().events.items()
    }
    return Calendar(events, edition="", source="the new list")


def test_newer_list_rules_from_today_on() -> None:
    merged = merge(shipped(), newer(d2027_11_30="2027-12-03"), today=TODAY)
    assert merged.working_days("scotland").is_working(date(2027, 11, 30))
    assert not merged.working_days("scotland").is_working(date(2027, 12, 3))


def test_newer_list_rules_its_first_and_its_last_day_too() -> None:
    whole = newer(d2025_01_01="", d2028_11_30="2028-12-31")
    merged = merge(shipped(), whole, today=date(2024, 12, 1))
    assert merged.working_days("scotland").is_working(date(2025, 1, 1))
    assert date(2028, 12, 31) in merged.events["scotland"]
    assert date(2028, 12, 31) not in merge(merged, newer(), today=date(2024, 12, 1)).events["scotland"]


def test_newer_list_drops_no_day_that_has_passed() -> None:
    # The list in govuk-bank-holidays 0.19 is such a one: it lacks the holiday of 15 June 2026.
    merged = merge(shipped(), newer(d2026_06_15=""), today=TODAY)
    assert not merged.working_days("scotland").is_working(date(2026, 6, 15))


def test_day_is_still_open_to_change_on_the_day_itself_and_closed_the_day_after() -> None:
    moved = newer(d2026_11_30="")
    assert merge(shipped(), moved, today=date(2026, 11, 30)).working_days("scotland").is_working(date(2026, 11, 30))
    assert not merge(shipped(), moved, today=date(2026, 12, 1)).working_days("scotland").is_working(date(2026, 11, 30))


def test_newer_list_adds_a_holiday_that_was_forgotten() -> None:
    merged = merge(shipped(), newer(d2026_11_30="2026-10-01"), today=TODAY)
    assert not merged.working_days("uk").is_working(date(2026, 10, 1))


def test_years_outside_the_newer_list_stay_as_they_were() -> None:
    lists = govuk(range(2025, 2027))
    merged = merge(shipped(), parse(json.dumps(lists), "short"), today=TODAY)
    assert (merged.first, merged.last) == (FIRST, LAST)
    assert merged.holidays() == shipped().holidays()


def test_newer_list_says_nothing_about_a_year_that_it_only_begins() -> None:
    lists = govuk(range(2025, 2027))
    lists["scotland"]["events"].append({"title": "Half known", "date": "2027-01-05", "notes": ""})
    merged = merge(shipped(), parse(json.dumps(lists), "short"), today=TODAY)
    assert merged.working_days("scotland").is_working(date(2027, 1, 5))


def test_newer_list_carries_the_calendar_on() -> None:
    merged = merge(shipped(), another_2026(2029), today=TODAY)
    assert (merged.first, merged.last) == (FIRST, date(2029, 12, 31))


def test_newer_list_that_leaves_a_year_out_is_refused() -> None:
    with pytest.raises(HomeError, match="the bank holidays of 2029 are not all there"):
        merge(shipped(), another_2026(2030), today=TODAY)


def test_merged_list_has_the_month_it_was_read_in_and_can_be_kept_as_a_file() -> None:
    merged = merge(shipped(), newer(), today=TODAY)
    assert (merged.edition, merged.source) == ("2026-11", "the new list")
    assert merge(merged, shipped(), today=date(2027, 2, 1)).edition == "2026-11"
    assert merge(shipped(), newer(), today=date(2027, 2, 1)).edition == "2027-02"
    again = parse(dump(merged), "kept")
    assert (again.events, again.edition) == (merged.events, merged.edition)
    assert all(list(days) == sorted(days) for days in merged.events.values())
