"""The one grammar for dates that people type, and how dates are shown."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.refusing import refusal

from foi_tracker.dates import (
    COMING,
    GRAMMAR,
    LONG_MONTHS,
    LONG_WEEKDAYS,
    MONTHS,
    WEEKDAYS,
    parse_date,
    parse_iso,
    show,
    show_column,
    show_long,
    show_short,
    without_quotes,
)
from foi_tracker.errors import BadDate

TODAY = date(2026, 11, 24)  # a Tuesday

DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31))
NEAR = st.dates(date(1950, 1, 1), date(2150, 12, 31))


def read(text: str, *, today: date = TODAY, coming: bool = False) -> date:
    return parse_date(text, today=today, coming=coming)


class TestWhatIsRead:
    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("2026-11-22", "2026-11-22"),
            ("2026-04-03", "2026-04-03"),
            ("22/11/2026", "2026-11-22"),
            ("3/4/2026", "2026-04-03"),
            ("03/04/2026", "2026-04-03"),
            ("22/11", "2026-11-22"),
            ("25/11", "2025-11-25"),
            ("24/11", "2026-11-24"),
            ("22 Nov 2026", "2026-11-22"),
            ("22 november 2026", "2026-11-22"),
            ("22 NOV", "2026-11-22"),
            ("22 Nov. 2026", "2026-11-22"),
            ("1 Sept 2026", "2026-09-01"),
            ("  22   Nov\t2026 ", "2026-11-22"),
            ("22\u00a0Nov\u00a02026", "2026-11-22"),
            ("today", "2026-11-24"),
            ("Yesterday", "2026-11-23"),
            ("1 day ago", "2026-11-23"),
            ("3 days ago", "2026-11-21"),
            ("0 days ago", "2026-11-24"),
            ("mon", "2026-11-23"),
            ("Tue", "2026-11-24"),
            ("wednesday", "2026-11-18"),
            ("sun", "2026-11-22"),
            ("22-11-2026", "2026-11-22"),
            ("22.11.2026", "2026-11-22"),
            ("3.4.2026", "2026-04-03"),
            ("22/11/26", "2026-11-22"),
            ("22.11.26", "2026-11-22"),
            ("3/4/05", "2005-04-03"),
            ("1/2/99", "2099-02-01"),
            ("22-11-22", "2022-11-22"),
            ("22nd November 2026", "2026-11-22"),
            ("1st of March, 2026", "2026-03-01"),
            ("3rd Feb", "2026-02-03"),
            ("22-Nov-26", "2026-11-22"),
            ("22 Nov 26", "2026-11-22"),
            ("Sun 22 Nov 2026", "2026-11-22"),
            ("Sunday, 22/11/2026", "2026-11-22"),
            ("tomorrow", "2026-11-25"),
            ("2 weeks ago", "2026-11-10"),
            ("a week ago", "2026-11-17"),
            ("in 7 days", "2026-12-01"),
            ("in a week", "2026-12-01"),
            ("in 2 weeks", "2026-12-08"),
        ],
    )
    def test_each_way_of_writing_a_date(self, typed: str, day: str) -> None:
        assert read(typed) == date.fromisoformat(day)

    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("25/11", "2026-11-25"),
            ("22/11", "2027-11-22"),
            ("24/11", "2026-11-24"),
            ("24 Dec", "2026-12-24"),
            ("mon", "2026-11-30"),
            ("tue", "2026-11-24"),
            ("24/12/2020", "2020-12-24"),
        ],
    )
    def test_what_is_still_to_come_is_the_next_such_day(self, typed: str, day: str) -> None:
        assert read(typed, coming=True) == date.fromisoformat(day)

    def test_iso_date_is_not_read_day_first(self) -> None:
        assert read("2026-04-03") == date(2026, 4, 3)
        assert read("2026-12-01") == date(2026, 12, 1)

    @pytest.mark.parametrize(
        ("today", "coming", "day"),
        [
            (date(2026, 11, 24), False, date(2024, 2, 29)),
            (date(2026, 11, 24), True, date(2028, 2, 29)),
            (date(2024, 2, 29), False, date(2024, 2, 29)),
            (date(2024, 2, 29), True, date(2024, 2, 29)),
            (date(1903, 6, 1), False, date(1896, 2, 29)),
            (date(2097, 6, 1), True, date(2104, 2, 29)),
        ],
    )
    def test_29_february_is_that_of_a_leap_year(self, today: date, coming: bool, day: date) -> None:
        assert read("29/2", today=today, coming=coming) == day
        assert read("29 Feb", today=today, coming=coming) == day

    @given(DAYS)
    def test_iso_is_read_as_it_is_written(self, day: date) -> None:
        assert read(day.isoformat()) == day
        assert parse_iso(day.isoformat()) == day

    @given(NEAR)
    def test_day_month_year_is_read_as_it_is_written(self, day: date) -> None:
        assert read(f"{day.day}/{day.month}/{day.year}") == day
        assert read(f"{day.day:02}/{day.month:02}/{day.year}") == day

    @given(NEAR)
    def test_a_month_in_words_is_read(self, day: date) -> None:
        assert read(f"{day.day} {MONTHS[day.month - 1]} {day.year}") == day
        assert read(f"{day.day} {LONG_MONTHS[day.month - 1].upper()} {day.year}") == day

    @given(NEAR, st.integers(0, 365))
    def test_without_a_year_it_is_the_last_such_day(self, today: date, back: int) -> None:
        day = today - timedelta(days=back)
        if (day.month, day.day) == (2, 29):
            return
        found = read(f"{day.day}/{day.month}", today=today)
        assert found <= today
        assert (found.month, found.day) == (day.month, day.day)
        assert (today - found).days < 366

    @given(NEAR, st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]))
    def test_a_weekday_is_within_the_last_seven_days(self, today: date, name: str) -> None:
        assert 0 <= (today - read(name, today=today)).days <= 6
        assert 0 <= (read(name, today=today, coming=True) - today).days <= 6

    @given(
        NEAR,
        st.sampled_from(
            (
                "{0:%Y-%m-%d}",
                "{0.day}/{0.month}/{0.year}",
                "{0:%d/%m/%Y}",
                "{0.day}.{0.month}.{0.year}",
                "{0:%d-%m-%Y}",
                "{0.day} {1} {0.year}",
                "{0.day}-{1}-{0.year}",
                "{0.day} {2}, {0.year}",
                "{0.day}{3} {2} {0.year}",
                "{0.day}{3} of {1} {0.year}",
                "{4} {0.day} {1} {0.year}",
                "{5}, {0:%d/%m/%Y}",
            )
        ),
    )
    def test_what_is_written_with_its_year_is_that_day_and_no_other(self, day: date, form: str) -> None:
        for coming in (False, True):
            assert read(_written(day, form), coming=coming) == day

    @given(
        st.dates(date(2000, 1, 1), date(2099, 12, 31)),
        st.sampled_from(
            ("{0:%d/%m/%y}", "{0.day}/{0.month}/{0:%y}", "{0:%d.%m.%y}", "{0.day} {1} {0:%y}", "{0.day}-{2}-{0:%y}")
        ),
    )
    def test_a_year_of_two_digits_is_one_of_this_century_and_the_day_is_first(self, day: date, form: str) -> None:
        assert read(_written(day, form)) == day

    @given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
    def test_two_digits_between_hyphens_are_that_day_or_refused_with_both_readings(self, day: date) -> None:
        for form in ("%d-%m-%y", "%y-%m-%d"):
            typed = f"{day:{form}}"
            refused = refusal(partial(read, typed))
            assert day.isoformat() in (refused.hint if refused else read(typed).isoformat())

    @given(NEAR, st.integers(0, 9999))
    def test_a_distance_from_today_is_counted_in_days_of_the_calendar(self, today: date, count: int) -> None:
        assert (today - read(f"{count} days ago", today=today)).days == count
        assert (read(f"in {count} days", today=today) - today).days == count
        assert (today - read(f"{count % 100} weeks ago", today=today)).days == 7 * (count % 100)

    @pytest.mark.parametrize(("grammar", "coming"), [(GRAMMAR, False), (COMING, True)])
    def test_every_example_of_the_grammar_is_true(self, grammar: tuple[str, ...], coming: bool) -> None:
        read_so = {day for line in grammar for typed in _examples(line) if (day := read(typed, coming=coming))}
        assert len(read_so) >= 4
        assert all(day >= TODAY for day in read_so if coming and day != date(2026, 11, 22))


def _written(day: date, form: str) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
    month = day.month - 1
    weekday = day.weekday()
    return form.format(day, MONTHS[month], LONG_MONTHS[month], ending, WEEKDAYS[weekday], LONG_WEEKDAYS[weekday])


def _examples(line: str) -> list[str]:
    """Return what a line of the grammar shows as a date: its first column, what stands in quotes, and numbers."""
    first = line.split("  ")[0]
    quoted = re.findall('"([^"]+)"', line)
    return [first.strip('"'), *quoted, *re.findall(r"[0-9]+(?:[/.-][0-9]+)+", line.removeprefix(first))]


class TestQuotesLeftOut:
    @pytest.mark.parametrize(
        ("words", "together"),
        [
            (("22", "Nov", "2026"), "22 Nov 2026"),
            (("22", "Nov"), "22 Nov"),
            (("3", "days", "ago"), "3 days ago"),
            (("1", "Mar", "2027", "They", "rang"), "1 Mar 2027"),
            (("in", "7", "days"), "in 7 days"),
            (("Sunday", "22nd", "of", "November", "2026"), "Sunday 22nd of November 2026"),
            (("22",), None),
            (("Nov", "22"), None),
            (("22/11/2026", "23/11/2026"), None),
            ((), None),
        ],
    )
    def test_the_words_that_are_one_date(self, words: tuple[str, ...], together: str | None) -> None:
        assert without_quotes(words, today=TODAY) == together


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        "typed",
        [
            "",
            " ",
            "soon",
            "20261122",
            "2026-W47-7",
            "2026-326",
            "2026/11/22",
            "2026-11-22T10:00",
            "11/2026",
            "22",
            "22 Foo 2026",
            "-3 days ago",
            "99999 days ago",
            "3 days",
            "m",
            "Mon 23 Nov 2026x",
            "22/11/2026 12:00",
            "22/11/2026/3",
            "\x1b[31m",
            "2026-11-22; rm",
        ],
    )
    def test_anything_else_shows_the_grammar(self, typed: str) -> None:
        with pytest.raises(BadDate) as refused:
            read(typed)
        assert refused.value.details == GRAMMAR
        assert refused.value.exit_code == 2
        assert refusal(lambda: read(typed, coming=True)).details == COMING

    def test_a_number_alone_says_that_several_words_stand_in_quotes(self) -> None:
        refused = refusal(lambda: read("20"))
        assert refused.message == "'20' alone is not a date."
        assert 'in quotes, such as "20 Nov 2026"' in refused.hint

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("11/22/2026", "If you mean Sun 22 Nov 2026, write 2026-11-22."),
            ("11-22-2026", "If you mean Sun 22 Nov 2026, write 2026-11-22."),
            ("11.22.26", "If you mean Sun 22 Nov 2026, write 2026-11-22."),
            ("11/22", "If you mean Sun 22 Nov 2026, write 2026-11-22."),
            ("Nov 22", 'November 2022. Write the day first: "22 Nov"'),
            ("November 22, 2026", 'Write the day first: "22 Nov 2026"'),
            ("26-11-22", "For Sat 26 Nov 2022 write 2022-11-26, for Sun 22 Nov 2026 write 2026-11-22."),
            ("next monday", "For Mon 30 Nov 2026 write 2026-11-30, for Mon 7 Dec 2026 write 2026-12-07."),
            ("last fri", "For Fri 13 Nov 2026 write 2026-11-13, for Fri 20 Nov 2026 write 2026-11-20."),
            ("next week", "For Mon 30 Nov 2026 write 2026-11-30, for Tue 1 Dec 2026 write 2026-12-01."),
            ("Mon 22 Nov 2026", "22 November 2026 is a Sunday."),
        ],
    )
    def test_what_can_be_read_in_two_ways_is_refused_with_both(self, typed: str, said: str) -> None:
        refused = refusal(lambda: read(typed))
        assert isinstance(refused, BadDate)
        assert said in f"{refused.message} {refused.hint}"

    @given(NEAR)
    def test_the_month_first_is_never_read_as_such(self, day: date) -> None:
        typed = f"{day.month}/{day.day}/{day.year}"
        refused = refusal(lambda: read(typed))
        if day.day > 12:
            assert refused is not None
            assert day.isoformat() in refused.hint
        else:
            assert read(typed) == date(day.year, day.day, day.month)
        assert refusal(lambda: read(f"{MONTHS[day.month - 1]} {day.day} {day.year}")) is not None

    @pytest.mark.parametrize(
        "typed",
        [
            "31/4/2026",
            "31 April 2026",
            "2026-02-29",
            "29/2/2026",
            "32/1/2026",
            "1/13/2026",
            "0/1/2026",
            "31/4",
            "2026-13-01",
            "2026-00-10",
            "22/11/0000",
        ],
    )
    def test_a_day_that_does_not_exist_is_named(self, typed: str) -> None:
        with pytest.raises(BadDate, match="There is no such day as"):
            read(typed)

    @pytest.mark.parametrize(
        "typed",
        ["２０２６-１１-２２", "٢٢/١١/٢٠٢٦", "²/11/2026", "२२/११/२०२६", "３ days ago", "①/11/2026", "22/11/２026"],
    )
    def test_digits_of_other_scripts_are_refused(self, typed: str) -> None:
        with pytest.raises(BadDate):
            read(typed)

    @given(st.text(max_size=30))
    def test_any_text_is_a_date_or_a_sentence(self, typed: str) -> None:
        refused = refusal(lambda: read(typed))
        assert refused is None or (isinstance(refused, BadDate) and len(refused.message) < 200)

    def test_a_long_text_is_not_repeated(self) -> None:
        with pytest.raises(BadDate) as refused:
            read("9" * 10_000)
        assert len(refused.value.message) < 100


class TestIso:
    @pytest.mark.parametrize(
        "text", ["22/11/2026", "2026-11-2", "2026-W47-7", "20261122", "", "２026-11-22", "2026-11-22 "]
    )
    def test_another_shape_is_left_to_the_grammar(self, text: str) -> None:
        assert parse_iso(text) is None

    def test_a_day_that_does_not_exist_is_an_error(self) -> None:
        with pytest.raises(BadDate):
            parse_iso("2026-02-30")


class TestShown:
    def test_with_its_weekday(self) -> None:
        day = date(2026, 12, 1)
        assert show(day) == "Tue 1 Dec 2026"
        assert show_short(day) == "Tue 1 Dec"
        assert show_long(day) == "Tuesday 1 December 2026"
        assert show_column(day, today=TODAY) == "Tue  1 Dec"

    def test_a_column_names_the_year_when_it_is_far_away(self) -> None:
        assert show_column(date(2027, 9, 20), today=TODAY) == "Mon 20 Sep"
        assert show_column(date(2027, 9, 21), today=TODAY) == "Tue 21 Sep 2027"
        assert show_column(date(2025, 11, 24), today=TODAY) == "Mon 24 Nov 2025"

    @given(NEAR)
    def test_what_is_shown_is_read_again_without_its_weekday(self, day: date) -> None:
        assert read(show(day).split(" ", 1)[1]) == day
        assert read(show_long(day).split(" ", 1)[1]) == day
        assert read(show(day)) == read(show_long(day)) == day
        assert show(day).startswith(day.strftime("%a "))

    @given(NEAR, NEAR)
    def test_columns_line_up(self, day: date, today: date) -> None:
        assert show_column(day, today=today).index(MONTHS[day.month - 1], 4) == 7
