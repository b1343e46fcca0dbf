"""next: the one thing to do for each request, what waits properly, reminders, and the windows about to close."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from support.begun import ask, begin
from support.run import Ran, do, foi, listing, make_home
from support.text import joined

from foi_tracker.requests.advice import WHY


@pytest.fixture(autouse=True)
def home(world: Path) -> Path:
    return make_home()


def refused(on: str = "2026-06-17") -> None:
    """All refused: a review can be asked for by Friday 14 August, when it was on 17 June."""
    ask("hackney", on="2026-05-18")
    do("got", 1, "answer", "--all", "refused:s43(2)", "--on", on, today=on)


def steps(today: str) -> list[tuple[int, str, str | None]]:
    found = foi("next", "--json", today=today).json["requests"]
    return [(one["number"], one["next"]["step"], one["next"]["by"]) for one in found]


def said(today: str, *typed: object, tty: int = 100) -> str:
    return joined(foi(*(typed or ("next",)), today=today, tty=tty).ok.out)


def closing(today: str) -> list[Any]:
    return list(foi("next", "--json", today=today).json["closing"])


class TestOrder:
    def test_lateness_and_windows_stand_in_one_list_by_their_days_and_what_waits_comes_last(self) -> None:
        # 1 silent since 17 June; 2 refused, its window closes on 14 August; 3 and 4 in time; 5 not sent.
        ask("hackney", "homerton", on="2026-05-18")
        begin("barts", "nhs-lothian", on="2026-06-10")
        do("sent", 3, "--via", "email", "--on", "2026-06-15", today="2026-06-15")
        do("sent", 4, "--via", "email", "--on", "2026-06-10", today="2026-06-15")
        begin("hackney", on="2026-06-18")
        do("got", 2, "answer", "--all", "refused:s43(2)", today="2026-06-17")
        # 10 June and 20 working days in Scotland, without 15 June: 9 July. 15 June and 20, without 13 July: 14 July.
        assert steps("2026-06-18") == [
            (1, "chase", "2026-06-17"),
            (2, "review", "2026-08-14"),
            (5, "send", None),
            (4, "wait", "2026-07-09"),
            (3, "wait", "2026-07-14"),
        ]

    def test_the_longest_late_comes_first(self) -> None:
        ask("hackney", on="2026-05-20")
        begin("homerton", on="2026-05-18")
        do("sent", 2, "--via", "email", "--on", "2026-05-18", today="2026-05-20")
        assert [number for number, _, _ in steps("2026-07-01")] == [2, 1]

    def test_the_count_tells_doing_from_waiting(self) -> None:
        ask("hackney", "homerton", on="2026-05-18")
        do("got", 1, "answer", "--all", "refused:s43(2)", today="2026-06-10")
        assert "1 thing to do on Wed 10 Jun 2026, the most urgent first; 1 waits properly" in said("2026-06-10")
        do("got", 2, "answer", "--all", "g", today="2026-06-10")
        assert "2 things to do on Wed 10 Jun 2026, the most urgent first" in said("2026-06-10")
        assert "waits properly" not in said("2026-06-10")


class TestWaiting:
    def test_between_the_strict_and_the_generous_count_nobody_is_nagged(self) -> None:
        """Received on a Sunday: due Monday 21 December, by the generous count Tuesday 22."""
        ask("homerton", on="2026-11-22")
        assert steps("2026-12-22") == [(1, "wait_latest", "2026-12-23")]
        told = said("2026-12-22")
        assert "Everything is in hand on Tue 22 Dec 2026: 1 request to wait for." in told
        assert "from Wed 23 Dec" in told
        assert "wait to 23 Dec" in foi("status", today="2026-12-22", tty=100).ok.out
        assert steps("2026-12-23")[0][1] == "chase"

    def test_after_a_chaser_it_says_from_when_to_go_on(self) -> None:
        ask("hackney", on="2026-05-18")
        do("sent", 1, "chaser", today="2026-06-18")
        assert "chaser sent, give them time from Fri 26 Jun" in said("2026-06-25")
        assert "Everything is in hand" in said("2026-06-25")
        assert "complain to the regulator" in said("2026-06-26")

    def test_with_the_regulator_everything_is_in_hand(self) -> None:
        ask("hackney", on="2026-05-18")
        do("sent", 1, "complaint", today="2026-06-18")
        assert "Everything is in hand on Wed 1 Jul 2026: 1 request to wait for." in said("2026-07-01")

    def test_nothing_open_is_nothing_to_do(self) -> None:
        assert "Nothing is open: there is nothing to do." in said("2026-07-01")
        ask("hackney", on="2026-05-18")
        do("sent", 1, "withdrawal", today="2026-06-01")
        assert "Nothing is open: there is nothing to do." in said("2026-07-01")
        assert foi("next", today="2026-07-01").ok.out == ""

    def test_no_day_to_wait_for_lies_in_the_past(self) -> None:
        """One of each that waits, looked at every second day for half a year."""
        ask("hackney", "homerton", "barts", "nhs-lothian", on="2026-05-18")
        do("sent", 1, "chaser", today="2026-06-18")
        do("sent", 1, "complaint", today="2026-06-26")
        do("got", 1, "regulator", today="2026-07-01")
        do("got", 2, "question", today="2026-06-01")
        do("got", 3, "extension", "--sections", "s43", "--until", "2026-07-10", today="2026-06-10")
        do("sent", 4, "review", today="2026-06-18")
        for month in range(6, 13):
            for day in range(27 if month == 6 else 1, 29, 2):
                today = f"2026-{month:02}-{day:02}"
                for number, step, by in steps(today):
                    assert not step.startswith("wait") or by is None or by >= today, (today, number, step, by)


class TestReminders:
    def test_it_is_shown_from_its_day_until_it_is_crossed_off(self) -> None:
        ask("hackney", on="2026-05-18")
        do("remind", 1, "2026-06-10", "Ask the councillor", today="2026-06-01")
        assert steps("2026-06-09") == [(1, "wait", "2026-06-17")]
        for today in ("2026-06-10", "2026-06-11"):
            assert steps(today) == [(1, "remind", "2026-06-10")]
            assert "reminder: Ask the councillor" in said(today)
            assert "1 of 1 needs you" in said(today, "status")
            assert re.search(r"17 Jun\s+reminder\s", said(today, "status"))
        do("remind", 1, "--done", today="2026-06-11")
        assert steps("2026-06-11") == [(1, "wait", "2026-06-17")]

    def test_it_hides_no_lateness_in_the_table(self) -> None:
        ask("hackney", on="2026-05-18")
        do("remind", 1, "2026-06-10", today="2026-06-01")
        assert "LATE 1 day" in said("2026-06-18", "status")

    def test_it_hides_no_last_day_of_the_law(self) -> None:
        """A reminder that nobody crossed off is older than any window; the appeal must still be seen."""
        ask("hackney", on="2026-01-05")
        do("sent", 1, "complaint", today="2026-02-03")
        do("got", 1, "decision", "--on", "2026-04-28", today="2026-04-29")
        do("remind", 1, "2026-05-01", "ring them", today="2026-04-29")
        assert "appeal" in said("2026-05-26")

    def test_it_hides_no_letter_that_is_due(self) -> None:
        ask("hackney", on="2026-05-18")
        do("remind", 1, "2026-06-10", "ring them", today="2026-06-01")
        assert "foi draft 1" in said("2026-06-18", "overdue")

    def test_several_are_shown_in_turn_and_those_due_are_crossed_off_together(self) -> None:
        ask("hackney", on="2026-05-18")
        for day, text in (("2026-06-12", "third"), ("2026-06-10", "first"), ("2026-06-11", "second")):
            do("remind", 1, day, text, today="2026-06-01")
        assert "reminder: first" in said("2026-06-11")
        do("remind", 1, "--done", today="2026-06-11")
        assert steps("2026-06-11") == [(1, "wait", "2026-06-17")]
        assert "reminder: third" in said("2026-06-12")

    def test_what_is_answered_and_waits_for_its_day_waits(self) -> None:
        """They promised to publish (s.22): nothing to do until then, though all is answered."""
        ask("hackney", on="2026-05-18")
        do("got", 1, "answer", "--all", "g", today="2026-06-10")
        do("remind", 1, "2026-09-01", "publication", today="2026-06-10")
        assert steps("2026-08-31") == [(1, "wait_reminder", "2026-09-01")]
        assert "Everything is in hand" in said("2026-08-31")
        assert steps("2026-09-01") == [(1, "remind", "2026-09-01")]

    def test_of_a_closed_request_it_comes_back_on_its_day(self) -> None:
        ask("hackney", on="2026-05-18")
        do("sent", 1, "withdrawal", today="2026-06-01")
        do("remind", 1, "2026-09-01", "ask again", today="2026-06-01")
        assert steps("2026-08-31") == []
        assert steps("2026-09-01") == [(1, "remind", "2026-09-01")]
        table = said("2026-09-01", "status")
        assert "reminder" in table
        assert "of 0" not in table, "one of none needs nobody"
        do("remind", 1, "--done", today="2026-09-01")
        assert steps("2026-09-01") == []

    def test_a_long_one_is_shortened_in_the_list(self) -> None:
        ask("hackney", on="2026-05-18")
        do("remind", 1, "2026-06-10", "long " * 400, today="2026-06-01")
        assert len(foi("next", today="2026-06-10", tty=100).ok.lines) <= 6


class TestWindowsThatClose:
    """A review can be asked for by Friday 14 August 2026; ten working days before is Thursday 30 July (3 August is
    a holiday in Scotland)."""

    @pytest.fixture(params=["open", "closed"])
    def state(self, request: pytest.FixtureRequest) -> str:
        refused()
        if request.param == "closed":
            do("close", 1, today="2026-06-20")
        return str(request.param)

    def test_it_is_announced_from_ten_working_days_before_to_its_last_day(self, state: str) -> None:
        for today in ("2026-06-17" if state == "open" else "2026-06-20", "2026-07-29"):
            assert closing(today) == []
        for today in ("2026-07-30", "2026-08-13", "2026-08-14"):
            (alert,) = closing(today)
            assert (alert["number"], alert["kind"], alert["due_on"]) == (1, "review_request", "2026-08-14")
        assert closing("2026-08-15") == []

    def test_status_and_overdue_say_so_too(self, state: str) -> None:
        words = "ask for a review by Fri 14 Aug (after that they may refuse)"
        for command in ("status", "overdue"):
            told = said("2026-07-30", command)
            assert words in told
            assert ("first foi reopen 1" in told) is (state == "closed")
            assert words not in said("2026-07-29", command)
            assert words in foi(command, today="2026-07-30").ok.err.replace("\n", " ")

    def test_past_the_safe_day_it_says_do_it_today(self) -> None:
        ask("hackney", on="2026-01-05")
        do("sent", 1, "complaint", today="2026-02-03")
        do("got", 1, "decision", "--on", "2026-04-27", today="2026-04-29")
        # Day 28 is the bank holiday of 25 May: safe until Friday 22, arguable until Tuesday 26.
        assert [one["kind"] for one in closing("2026-05-07")] == []
        assert [(one["kind"], one["latest_on"]) for one in closing("2026-05-08")] == [("appeal", "2026-05-26")]
        assert "appeal by Fri 22 May (the last day)" in said("2026-05-22", "status")
        for today in ("2026-05-23", "2026-05-26"):
            assert "appeal: the safe day was Fri 22 May; do it today" in said(today, "status")
        assert closing("2026-05-27") == []

    def test_only_those_that_fit_the_filter_are_announced(self) -> None:
        refused()
        assert "Closing soon" in said("2026-08-14", "status", "--authority", "hackney")
        assert "Closing soon" not in said("2026-08-14", "status", "--authority", "barts")


class TestHowItIsShown:
    def columns(self, ran: Ran) -> list[str]:
        (row,) = ran.ok.records
        return row

    def test_a_pipe_gets_seven_fields(self) -> None:
        ask("hackney", on="2026-05-18")
        assert self.columns(foi("next", today="2026-06-18")) == [
            "1",
            "Hackney Council",
            "Parking charges",
            "chase",
            "2026-06-17",
            WHY["chase"],
            "foi draft 1",
        ]
        assert self.columns(foi("next", today="2026-06-01"))[3:] == ["wait", "2026-06-17", WHY["wait"], ""]

    @pytest.mark.parametrize("width", [60, 80, 120])
    def test_no_line_is_wider_than_the_screen_and_the_command_is_whole(self, width: int) -> None:
        ask("hackney", "nhs-lothian", on="2026-05-18")
        lines = foi("next", today="2026-06-18", tty=width).ok.lines
        assert max(map(cell_len, lines)) <= width
        assert sum("foi draft" in line for line in lines) == 2

    def test_a_wide_screen_says_why(self) -> None:
        ask("hackney", on="2026-05-18")
        assert WHY["chase"][:30] in said("2026-06-18", tty=140)

    def test_json_has_the_requests_and_what_closes(self) -> None:
        ask("hackney", on="2026-05-18")
        told = foi("next", "--json", today="2026-06-18").json
        assert (told["schema"], told["today"]) == (1, "2026-06-18")
        assert told["requests"][0]["next"]["command"] == "foi draft 1"
        assert told["closing"] == []

    def test_it_writes_nothing(self, home: Path) -> None:
        ask("hackney", on="2026-05-18")
        before = listing(home)
        do("next", today="2026-06-18")
        do("next", today="2026-06-18", tty=80)
        assert listing(home) == before


def test_a_narrow_screen_parts_no_name_that_it_has_room_for() -> None:
    ask("bedfordshire", "berkshire-healthcare", on="2026-05-18")
    for width in (60, 80):
        assert "Bedfordshire " in foi("next", today="2026-08-18", tty=width).ok.out


class TestFilters:
    def test_they_narrow_the_list(self) -> None:
        ask("hackney", "homerton", on="2026-05-18")
        assert [r[0] for r in foi("next", "--authority", "homerton", today="2026-06-18").ok.records] == ["2"]
        assert "No request fits." in said("2026-06-18", "next", "--search", "nothing")

    def test_a_status_that_there_is_not_is_said(self) -> None:
        ran = foi("next", "--status", "late")
        assert ran.code == 2
        assert "waiting_response_overdue" in ran.err


def test_without_a_home_it_says_how_to_make_one(tmp_path: Path) -> None:
    ran = foi("next", "--home", tmp_path / "nowhere")
    assert ran.code == 7
    assert "foi init" in ran.err
