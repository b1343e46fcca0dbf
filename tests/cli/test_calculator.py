"""deadline: dates in, dates out, explained; needs no home and makes none."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.run import foi
from support.text import joined

SUNDAY = "2026-11-22"


class TestOnATerminal:
    def test_it_says_due_latest_and_why(self, world: Path) -> None:
        out = joined(foi("deadline", "22/11/2026", tty=80).ok.out)
        assert "Received Sun 22 Nov 2026: answer due Mon 21 Dec 2026" in out
        assert "latest Tue 22 Dec 2026" in out
        assert "FOIA 2000 s.10(1)" in out
        assert not world.exists()

    @pytest.mark.parametrize(
        ("typed", "began"),
        [
            (("mon",), "Received Mon 23 Nov 2026: answer due"),
            (("22.11.2026",), "Received Sun 22 Nov 2026: answer due"),
            (("22 Nov 2026", "--clock", "review"), "From Sun 22 Nov 2026: review due"),
            (("2 weeks ago", "3/4/26"), "Received Fri 3 Apr 2026: answer due"),
        ],
    )
    def test_the_date_that_was_read_stands_in_front(self, typed: tuple[str, ...], began: str) -> None:
        assert began in joined(foi("deadline", *typed, tty=80).ok.out)

    @pytest.mark.parametrize(
        ("typed", "together"),
        [
            (("22", "Nov", "2026"), "22 Nov 2026"),
            (("3", "days", "ago"), "3 days ago"),
            (("today", "22", "Nov"), "22 Nov"),
            (("mon", "23", "Nov", "2026"), "mon 23 Nov 2026"),
        ],
    )
    def test_a_date_without_its_quotes_is_shown_with_them(self, typed: tuple[str, ...], together: str) -> None:
        ran = foi("deadline", *typed)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.endswith(f'Put a date of several words in quotes: foi deadline "{together}"\n')
        assert foi("deadline", together).code == 0

    def test_day_by_day(self) -> None:
        out = foi("deadline", "22/11/2026", "--why", tty=80).ok.out
        for line in (
            "  received    Sun 22 Nov 2026   day 0: the day it reached them",
            "  day 1       Mon 23 Nov",
            "  not counted Mon 30 Nov        St Andrew's Day (Scotland)",
            "  day 6       Tue  1 Dec",
            "  day 20      Mon 21 Dec        they may answer until the end of this day",
            "  latest      Tue 22 Dec        it arrived on a Sunday",
        ):
            assert line in out
        assert "covers 2005 to" in out

    def test_several_dates_each_get_their_own(self) -> None:
        out = foi("deadline", "22/11/2026", "2026-11-23", "--why", tty=80).ok.out
        assert out.count("day 20") == 2


class TestInAPipe:
    def test_a_record_is_from_due_latest(self) -> None:
        assert foi("deadline", "22/11/2026").ok == (0, "2026-11-22\t2026-12-21\t2026-12-22\n", "")

    def test_why_gives_a_record_for_each_step(self) -> None:
        records = foi("deadline", SUNDAY, "--why").ok.records
        assert records[0] == ["deadline", SUNDAY, "2026-12-21", "2026-12-22"]
        assert all(record[0] == "working" and len(record) == 5 for record in records[1:])
        assert [record[1] for record in records[1:3]] == ["received", "day"]
        assert sum(record[1] in ("day", "due") for record in records) == 20

    @pytest.mark.parametrize(
        ("typed", "record"),
        [
            (("today",), "2026-11-24 2026-12-23 2026-12-23"),
            (("sun",), "2026-11-22 2026-12-21 2026-12-22"),
            (("22 November",), "2026-11-22 2026-12-21 2026-12-22"),
            (("2026-04-03",), "2026-04-03 2026-05-05 2026-05-06"),
            (("2026-11-22", "--regime", "FOISA"), "2026-11-22 2026-12-21 2026-12-22"),
            (("2026-03-30", "--regime", "FOISA"), "2026-03-30 2026-04-28 2026-04-28"),
            (("2026-03-30",), "2026-03-30 2026-04-29 2026-04-29"),
            (("2026-05-31", "--regime", "SAR"), "2026-05-31 2026-06-30 2026-07-01"),
            (("2026-11-22", "--nth", "30"), "2026-11-22 2027-01-08 2027-01-11"),
            (("2026-11-23", "--clock", "review"), "2026-11-23 2026-12-22 2027-01-25"),
            (("2026-11-23", "--clock", "review", "--regime", "eir"), "2026-11-23 2027-01-25 2027-01-25"),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
    )
    def test_dates_laws_and_clocks(self, typed: tuple[str, ...], record: str) -> None:
        assert foi("deadline", *typed).ok.out.split() == record.split()


class TestManyDates:
    def test_from_standard_input_one_a_line(self) -> None:
        ran = foi("deadline", "-", stdin="2026-11-22\n\n23/11/2026\n  today  \n").ok
        assert [record[0] for record in ran.records] == ["2026-11-22", "2026-11-23", "2026-11-24"]
        assert ran.records[0] == foi("deadline", SUNDAY).ok.records[0]

    def test_crlf_and_a_missing_last_newline_are_read(self) -> None:
        assert len(foi("deadline", "-", stdin="2026-11-22\r\n2026-11-23").ok.records) == 2

    def test_the_mark_and_the_heading_of_a_spreadsheet_are_passed_over(self) -> None:
        for begin in ("\ufeff", "\ufeffdate\r\n", "Date\n"):
            ran = foi("deadline", "-", stdin=f"{begin}2026-11-22\r\n23/11/2026\r\n").ok
            assert [record[0] for record in ran.records] == ["2026-11-22", "2026-11-23"]
        assert foi("deadline", "-", stdin="\ufeffdate\n2026-11-22\nsoon\n").err.startswith("Line 3: 'soon'")
        assert foi("deadline", "-", stdin="2026-11-22\ndate\n").err.startswith("Line 2: 'date'")

    def test_nothing_in_is_nothing_out(self) -> None:
        assert foi("deadline", "-", stdin="").ok == (0, "", "")

    def test_a_bad_line_is_named_and_nothing_is_written(self) -> None:
        ran = foi("deadline", "-", stdin="2026-11-22\n31/4/2026\n")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("Line 2: There is no such day as '31/4/2026'.")

    def test_bytes_that_are_no_text_are_refused(self) -> None:
        ran = foi("deadline", "-", stdin=b"2026-11-22\n\xff\n")
        assert (ran.code, ran.out) == (2, "")
        assert "UTF-8" in ran.err

    def test_as_json(self) -> None:
        told = foi("deadline", "-", "--json", stdin="2026-11-22\n2026-11-23\n").json["deadlines"]
        assert [one["due"] for one in told] == ["2026-12-21", "2026-12-22"]


class TestAsJson:
    def test_it_is_the_object_of_schema_1(self) -> None:
        told = foi("deadline", SUNDAY, "--json").json
        assert told["schema"] == 1
        (one,) = told["deadlines"]
        assert one == {
            "from": "2026-11-22",
            "regime": "FOIA",
            "clock": "answer",
            "due": "2026-12-21",
            "latest": "2026-12-22",
            "cite": "FOIA 2000 s.10(1)",
            "skipped": [{"date": "2026-11-30", "name": "St Andrew's Day", "divisions": ["scotland"]}],
        }

    def test_why_adds_the_working(self) -> None:
        (one,) = foi("deadline", SUNDAY, "--why", "--json").json["deadlines"]
        assert one["working"][0] == {
            "label": "received",
            "n": 0,
            "date": "2026-11-22",
            "note": "day 0: the day it reached them",
        }


class TestWhatIf:
    def test_before_gives_the_last_day_to_be_received(self) -> None:
        records = foi("deadline", "--before", "2027-02-15").ok.records
        assert records == [
            ["an answer", "2027-01-18"],
            ["an answer and a review of 20 working days", "2026-12-15"],
            ["an answer and a review of 40 working days", "2026-11-16"],
        ]
        for _, received in records[:1]:
            assert foi("deadline", received).ok.records[0][2] <= "2027-02-15"

    def test_what_is_too_late_already_says_so(self) -> None:
        assert "too late already" in foi("deadline", "--before", "2027-02-15", tty=80).ok.out
        told = foi("deadline", "--before", "2027-02-15", "--json").json
        assert [one["too_late"] for one in told["receipts"]] == [False, False, True]

    def test_from_to_counts_working_days(self) -> None:
        assert foi("deadline", "--from", SUNDAY, "--to", "2026-12-21").ok.records == [[SUNDAY, "2026-12-21", "20"]]
        assert "St Andrew's Day" in foi("deadline", "--from", SUNDAY, "--to", "2026-12-21", tty=80).ok.out

    def test_from_to_in_json_has_the_days_passed_over(self) -> None:
        told = foi("deadline", "--from", "2026-11-27", "--to", "2026-12-01", "--json").json
        assert (told["from"], told["to"], told["working_days"]) == ("2026-11-27", "2026-12-01", 1)
        assert [day["date"] for day in told["skipped"]] == ["2026-11-30"]

    def test_scotland_counts_its_own_holidays(self) -> None:
        uk = foi("deadline", "--from", "2026-03-30", "--to", "2026-04-30").ok.records[0][2]
        scotland = foi("deadline", "--from", "2026-03-30", "--to", "2026-04-30", "--regime", "FOISA").ok.records[0][2]
        assert int(scotland) == int(uk) + 1

    @pytest.mark.parametrize(
        "typed",
        [
            (),
            ("--from", SUNDAY),
            ("--to", SUNDAY),
            ("--before", SUNDAY, "--from", SUNDAY, "--to", SUNDAY),
            ("--before", SUNDAY, SUNDAY),
            (SUNDAY, "--regime", "XX"),
            (SUNDAY, "--clock", "sundial"),
            (SUNDAY, "--nth", "0"),
            (SUNDAY, "--nth", "-3"),
            (SUNDAY, "--nth", "x"),
            ("-", SUNDAY),
        ],
        ids=" ".join,
    )
    def test_questions_that_make_no_sense_are_usage_errors(self, typed: tuple[str, ...]) -> None:
        ran = foi("deadline", *typed)
        assert (ran.code, ran.out) == (2, "")
        assert len(ran.err.splitlines()) >= 2

    @pytest.mark.parametrize("day", ["2004-12-31", "2028-12-15", "2029-01-01", "9999-12-31"])
    def test_outside_the_calendar_it_names_the_last_day_instead_of_guessing(self, day: str) -> None:
        ran = foi("deadline", day)
        assert (ran.code, ran.out) == (4, "")
        assert "2005" in ran.err or "2028" in ran.err


class TestWithAHome:
    def test_a_home_that_is_damaged_does_not_matter(self, world: Path) -> None:
        world.mkdir(mode=0o777)
        (world / "ledger.json").write_bytes(b"")
        assert foi("deadline", SUNDAY).ok.records == [[SUNDAY, "2026-12-21", "2026-12-22"]]

    def test_a_damaged_list_of_holidays_is_told_and_not_passed_over(self, world: Path) -> None:
        world.mkdir(mode=0o700)
        (world / "bank_holidays.json").write_text("{")
        ran = foi("deadline", SUNDAY)
        assert (ran.code, ran.out) == (7, "")
        assert "bank_holidays.json" in ran.err

    def test_a_list_of_holidays_that_is_no_text_is_told(self, world: Path) -> None:
        world.mkdir(mode=0o700)
        (world / "bank_holidays.json").write_bytes(b"\xff\xfe")
        ran = foi("deadline", SUNDAY)
        assert ran.code == 7
        assert "bank_holidays.json" in ran.err
