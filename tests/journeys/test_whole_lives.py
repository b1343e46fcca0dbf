"""Whole lives of requests, on the days that decide: each boundary on the day before, the day itself and the day after.

The dates are counted by hand in the comments and once more by ``support.lives.working_day``, which knows nothing of the
program's calendar.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.begun import ask, begin
from support.lives import working_day
from support.run import do, foi, make_home, shown
from support.text import joined


@pytest.fixture(autouse=True)
def _home(world: Path) -> None:
    make_home()


def clock(today: str, kind: str, *questions: int, number: int = 1) -> Any:
    """Return the newest clock of a kind, of these questions or of all."""
    found = [c for c in shown(number, today)["clocks"] if (c["kind"], tuple(c["questions"])) == (kind, questions)]
    assert found, (kind, questions, [(c["kind"], c["questions"]) for c in shown(number, today)["clocks"]])
    return found[-1]


def dates(told: Any) -> tuple[str, str]:
    return told["due_on"], told["latest_on"]


def step(today: str, number: int = 1) -> tuple[str, str | None]:
    told = shown(number, today)["next"]
    return told["step"], told["by"]


def status(today: str, number: int = 1) -> str:
    told = shown(number, today)["status"]
    assert isinstance(told, str)
    return told


def alerts(today: str) -> dict[str, str]:
    """Return the windows that ``foi status`` warns of: kind -> due."""
    return {one["kind"]: one["due_on"] for one in foi("status", "--json", today=today).json["closing"]}


def counted(start: str, n: int, *, scotland: bool = False) -> str:
    return str(working_day(date.fromisoformat(start), n, scotland=scotland))


def asked(authority: str = "hackney", on: str = "2026-05-18", regime: str | None = None) -> None:
    """Three questions to one authority, received on the day that they were sent."""
    ask(authority, on=on, regime=regime)


class TestLateChasedAndAnsweredWhileTheIcoWrites:
    """Sent Monday 18 May 2026. Not counted: 25 May, and 15 June (Scotland). The 20th working day is 17 June."""

    @pytest.fixture(autouse=True)
    def _asked(self, _home: None) -> None:
        asked()

    def complain(self) -> None:
        do("sent", 1, "chaser", today="2026-06-18")
        do("sent", 1, "complaint", today="2026-06-26")

    def letter_of_the_ico(self) -> None:
        self.complain()
        do("got", 1, "regulator", "--ref", "IC-123456-A1B2", today="2026-07-06")

    def test_the_last_day_is_theirs_and_the_next_calls_for_one_reminder(self) -> None:
        assert counted("2026-05-18", 20) == "2026-06-17"
        for today, overdue, expected in (
            ("2026-06-16", False, ("wait", "2026-06-17")),
            ("2026-06-17", False, ("wait", "2026-06-17")),
            ("2026-06-18", True, ("chase", "2026-06-17")),
        ):
            assert dates(clock(today, "answer")) == ("2026-06-17", "2026-06-17")
            assert (shown(today=today)["overdue"], step(today)) == (overdue, expected)

    def test_after_the_chaser_they_get_five_working_days(self) -> None:
        do("sent", 1, "chaser", today="2026-06-18")
        # 19 June, then 22 to 25: the fifth day is Thursday 25 June.
        assert counted("2026-06-18", 5) == "2026-06-25"
        assert step("2026-06-18") == ("wait_chaser", "2026-06-26")
        assert step("2026-06-25") == ("wait_chaser", "2026-06-26")
        assert step("2026-06-26")[0] == "complain"
        assert "complain" in joined(foi("next", today="2026-06-26", tty=100).ok.out)

    def test_with_the_ico_there_is_nothing_to_do_but_wait(self) -> None:
        self.complain()
        assert (status("2026-06-26"), step("2026-06-26")) == ("complaint", ("wait_regulator", None))
        assert clock("2026-06-26", "complaint")["met_on"] == "2026-06-26"
        assert shown(today="2026-06-27")["overdue"] is True, "the answer stays late while the ICO looks at it"

    def test_the_ico_gives_them_ten_working_days(self) -> None:
        self.letter_of_the_ico()
        # 7 to 10 July are four; 13 July is a holiday in Northern Ireland; 14 to 17 are eight; 20 and 21 July.
        assert counted("2026-07-06", 10) == "2026-07-21"
        assert clock("2026-07-06", "regulator_letter")["due_on"] == "2026-07-21"
        for today in ("2026-07-06", "2026-07-21", "2026-07-22"):
            told, by = step(today)
            assert told == "wait_regulator"
            assert by is None or by >= today

    def test_an_answer_in_that_time_starts_a_window_of_its_own_and_stops_nothing_of_the_ico(self) -> None:
        self.letter_of_the_ico()
        do("got", 1, "answer", "1=g", "2=refused:s43(2)", "3=n", today="2026-07-17")
        late = clock("2026-07-17", "answer")
        # From 17 June: 18 and 19; five each in the weeks of 22 and 29 June and 6 July; 14 to 17 July: 2 + 15 + 4.
        assert (late["met_on"], late["missed_by"]) == ("2026-07-17", 21)
        assert counted("2026-06-17", 21) == "2026-07-17"
        # 40 working days from 17 July, without 3 and 31 August: Tuesday 15 September.
        assert counted("2026-07-17", 40) == "2026-09-15"
        assert clock("2026-07-17", "review_request", 2, 3)["due_on"] == "2026-09-15"
        letter = clock("2026-07-17", "regulator_letter")
        assert (letter["due_on"], letter["ended"]) == ("2026-07-21", None)
        for today in ("2026-07-17", "2026-07-22", "2026-09-15"):
            assert step(today) == ("review", "2026-09-15")
        assert step("2026-09-16")[0] != "review"

    @pytest.mark.parametrize("answer", ["released", "refused:s43(2)"])
    def test_when_the_ten_days_are_over_nobody_is_told_to_wait_until_a_day_that_has_passed(self, answer: str) -> None:
        self.letter_of_the_ico()
        do("got", 1, "answer", "--all", answer, today="2026-07-17")
        for today in ("2026-07-22", "2026-09-16"):
            told, by = step(today)
            assert not (told.startswith("wait") and by is not None and by < today), (today, told, by)
            assert "they are within their time" not in shown(today=today)["next"]["why"]

    def test_an_answer_that_crossed_with_the_complaint_can_still_be_recorded(self) -> None:
        """It was posted the day before; the complaint about silence was right when it was made."""
        self.complain()
        do("got", 1, "answer", "--all", "refused:s43(2)", "--on", "2026-06-25", today="2026-06-29")
        assert clock("2026-06-29", "answer")["met_on"] == "2026-06-25"
        assert step("2026-06-29")[0] == "review"


class TestRefusedAndReviewed:
    """The answer came on the last day, 17 June 2026: one part given, two refused."""

    @pytest.fixture(autouse=True)
    def _refused(self, _home: None) -> None:
        asked()
        do("got", 1, "answer", "1=g", "2=refused:s43(2)", "3=refused:s43(2),s40(2)", today="2026-06-17")

    def reviewed(self, *outcomes: str, result: str = "changed_in_part") -> None:
        do("sent", 1, "review", "--via", "email", today="2026-06-22")
        do("got", 1, "review", "--result", result, *outcomes, today="2026-07-20")

    def test_the_window_is_for_what_was_refused_and_closes_after_forty_working_days(self) -> None:
        # Without 13 July and 3 August: Friday 14 August.
        assert counted("2026-06-17", 40) == "2026-08-14"
        window = clock("2026-06-17", "review_request", 2, 3)
        assert (window["due_on"], window["firmness"]) == ("2026-08-14", "guidance")
        assert step("2026-08-14") == ("review", "2026-08-14")
        assert step("2026-08-15")[0] != "review"

    def test_the_review_is_late_after_twenty_days_and_the_ico_looks_at_it_after_forty(self) -> None:
        do("sent", 1, "review", "--via", "email", today="2026-06-22")
        # Without 13 July the 20th working day is 21 July; without 3 August too the 40th is 19 August.
        assert (counted("2026-06-22", 20), counted("2026-06-22", 40)) == ("2026-07-21", "2026-08-19")
        assert dates(clock("2026-06-22", "review", 2, 3)) == ("2026-07-21", "2026-08-19")
        for today, where, then in (
            ("2026-07-21", "internal_review", "wait"),
            ("2026-07-22", "internal_review_overdue", "chase_review"),
            ("2026-08-19", "internal_review_overdue", "chase_review"),
            ("2026-08-20", "internal_review_overdue", "complain_review"),
        ):
            assert (status(today), step(today)[0]) == (where, then), today
        assert clock("2026-08-19", "complaint", 2, 3)["opens_on"] == "2026-08-20"

    def test_a_reminder_of_the_review_is_proposed_once(self) -> None:
        do("sent", 1, "review", "--via", "email", today="2026-06-22")
        do("sent", 1, "chaser", today="2026-07-22")
        assert step("2026-08-19") == ("wait_latest", "2026-08-20")
        assert step("2026-08-20")[0] == "complain_review"

    def test_changed_in_part_changes_a_question_and_keeps_what_was_said_before(self) -> None:
        self.reviewed("2=released", "3=refused:s40(2)")
        told = shown(today="2026-07-20")
        assert [(q["outcome"], q["exemptions"]) for q in told["questions"]] == [
            ("released", []),
            ("released", []),
            ("refused", ["s40(2)"]),
        ]
        first, second = (e for e in told["events"] if e["kind"] in ("answered", "review_answered"))
        assert first["outcomes"]["2"] == {"outcome": "refused", "exemptions": ["s43(2)"]}
        assert second["result"] == "changed_in_part"
        story = joined(foi("show", 1, today="2026-07-20", tty=100).ok.out)
        assert "question 2 refused (s43(2))" in story
        assert "the decision was changed in part" in story

    def test_what_is_still_refused_can_be_taken_to_the_ico_for_six_weeks(self) -> None:
        self.reviewed("2=released", "3=refused:s40(2)")
        # Six weeks from Monday 20 July: 31 August, a bank holiday, which moves nothing: it is guidance.
        assert date(2026, 7, 20) + timedelta(weeks=6) == date(2026, 8, 31)
        for today in ("2026-07-20", "2026-08-30", "2026-08-31"):
            assert step(today) == ("complain_outcome", "2026-08-31")
        assert step("2026-09-01")[0] != "complain_outcome"

    def test_the_six_weeks_are_for_what_is_still_refused_alone(self) -> None:
        self.reviewed("2=released", "3=refused:s40(2)")
        assert clock("2026-07-20", "complaint", 3)["due_on"] == "2026-08-31"

    def test_nobody_is_sent_to_the_ico_when_the_review_gave_everything(self) -> None:
        self.reviewed("2=released", "3=released", result="changed")
        told = shown(today="2026-07-20")
        assert (told["status"], told["outcome"]) == ("answered", "successful")
        assert told["next"]["step"] == "close"
        assert alerts("2026-08-25") == {}

    def test_a_review_that_keeps_the_decision_says_nothing_of_the_questions(self) -> None:
        self.reviewed(result="kept")
        told = shown(today="2026-07-20")
        assert [q["outcome"] for q in told["questions"]] == ["released", "refused", "refused"]
        assert step("2026-07-20") == ("complain_outcome", "2026-08-31")


class TestOverTheCostLimit:
    """Refused on Monday 1 June 2026; a narrowed request, which is a new one, goes on 8 June."""

    @pytest.fixture(autouse=True)
    def _refused(self, _home: None) -> None:
        asked()
        do("got", 1, "answer", "--all", "over_cost:s12", today="2026-06-01")
        begin(
            "hackney", questions=["What was paid in 2025?"], on="2026-06-08", narrows=shown(today="2026-06-01")["uid"]
        )
        do("sent", 2, "--via", "email", today="2026-06-08")

    def test_each_has_its_own_time(self) -> None:
        # 40 working days from 1 June, without 15 June and 13 July: 29 July. 20 from 8 June, without 15 June: 7 July.
        assert (counted("2026-06-01", 40), counted("2026-06-08", 20)) == ("2026-07-29", "2026-07-07")
        assert clock("2026-06-08", "review_request")["due_on"] == "2026-07-29"
        assert clock("2026-06-08", "answer", number=2)["due_on"] == "2026-07-07"
        assert (shown(2, "2026-07-07")["overdue"], shown(2, "2026-07-08")["overdue"]) == (False, True)

    def test_the_first_stays_open_with_its_review(self) -> None:
        assert status("2026-06-08") == "answered"
        assert step("2026-06-08") == ("review", "2026-07-29")
        assert step("2026-07-29") == ("review", "2026-07-29")
        assert step("2026-07-30")[0] != "review"

    def test_each_names_the_other(self) -> None:
        assert shown(today="2026-06-08")["related"] == [{"how": "narrowed_by", "number": 2, "name": "Hackney Council"}]
        assert shown(2, "2026-06-08")["related"] == [{"how": "narrows", "number": 1, "name": "Hackney Council"}]
        assert "narrowed by request 2" in foi("show", 1, today="2026-06-08", tty=80).ok.out
        assert "narrows request 1" in foi("show", 2, today="2026-06-08", tty=80).ok.out
        assert ["related", "narrows", "1", "Hackney Council"] in foi("show", 2, today="2026-06-08").ok.records


def test_the_letter_that_narrows_begins_a_request_of_its_own() -> None:
    asked()
    do("got", 1, "answer", "--all", "over_cost:s12", today="2026-06-01")
    do("draft", 1, "-t", "narrow-after-cost-limit", "-q", "What was paid in 2025?", today="2026-06-08")
    assert (status("2026-06-08"), status("2026-06-08", 2)) == ("answered", "draft")
    do("sent", 2, "--via", "email", today="2026-06-08")
    told = shown(2, "2026-06-08")
    assert ([q["text"] for q in told["questions"]], told["due_on"]) == (["What was paid in 2025?"], "2026-07-07")
    assert [(r["how"], r["number"]) for r in told["related"]] == [("narrows", 1)]
    assert step("2026-06-08") == ("review", "2026-07-29")


def test_the_letter_that_replaces_closes_the_first_when_it_goes() -> None:
    asked(on="2026-01-05")
    wrong = ("--set", "error=question 1 named the wrong year", "--set", "leaves_out=yes")
    do("draft", 1, "-t", "supersede", "-q", "Who decided in 2025?", *wrong, today="2026-01-08")
    assert (status("2026-01-08"), status("2026-01-08", 2)) == ("waiting_response", "draft")
    do("sent", 2, "--via", "email", today="2026-01-09")
    assert (shown(today="2026-01-09")["outcome"], shown(2, "2026-01-09")["due_on"]) == ("replaced", "2026-02-06")
    do("undo", today="2026-01-09")
    assert (status("2026-01-09"), status("2026-01-09", 2)) == ("waiting_response", "draft")


class TestAskedTwiceWhatYouMean:
    """Sent Monday 5 January 2026, due 2 February."""

    @pytest.fixture(autouse=True)
    def _asked(self, _home: None) -> None:
        asked(on="2026-01-05")

    def test_each_reply_starts_twenty_fresh_working_days(self) -> None:
        assert counted("2026-01-05", 20) == "2026-02-02"
        do("got", 1, "question", today="2026-01-20")
        # Two months from their letter, by which authorities usually close the request.
        assert clock("2026-01-20", "clarify")["due_on"] == "2026-03-20"
        assert (status("2026-02-03"), shown(today="2026-02-03")["overdue"]) == ("waiting_clarification", False)
        do("sent", 1, "clarification", "--via", "email", today="2026-01-22")
        assert counted("2026-01-22", 20) == "2026-02-19"
        assert dates(clock("2026-01-22", "answer")) == ("2026-02-19", "2026-02-19")
        do("got", 1, "question", today="2026-02-02")
        assert (status("2026-02-20"), shown(today="2026-02-20")["overdue"]) == ("waiting_clarification", False)
        do("sent", 1, "clarification", "--via", "email", today="2026-02-05")
        assert counted("2026-02-05", 20) == "2026-03-05"
        assert dates(clock("2026-02-05", "answer")) == ("2026-03-05", "2026-03-05")
        assert (shown(today="2026-03-05")["overdue"], shown(today="2026-03-06")["overdue"]) == (False, True)

    def test_a_question_about_one_item_leaves_the_others_their_dates(self) -> None:
        do("got", 1, "question", "--questions", "2", today="2026-01-20")
        do("sent", 1, "clarification", "--via", "email", today="2026-01-22")
        told = {
            tuple(c["questions"]): c["due_on"] for c in shown(today="2026-01-22")["clocks"] if c["kind"] == "answer"
        }
        assert told[(1, 3)] == "2026-02-02"

    def test_a_reply_by_post_counts_from_about_its_arrival(self) -> None:
        do("got", 1, "question", today="2026-01-20")
        do("sent", 1, "clarification", "--via", "post", today="2026-01-22")
        # First class on the second working day, Monday 26 January; second class on the fourth, Wednesday 28.
        assert dates(clock("2026-01-22", "answer")) == (counted("2026-01-26", 20), counted("2026-01-28", 20))


class TestSilenceInScotland:
    """Sent to NHS Lothian on Monday 16 March 2026: Good Friday is not counted, 17 March and Easter Monday are."""

    @pytest.fixture(autouse=True)
    def _asked(self, _home: None) -> None:
        asked("nhs-lothian", "2026-03-16")

    def test_only_scottish_holidays_are_skipped(self) -> None:
        assert (counted("2026-03-16", 20, scotland=True), counted("2026-03-16", 20)) == ("2026-04-14", "2026-04-16")
        assert dates(clock("2026-03-16", "answer")) == ("2026-04-14", "2026-04-14")

    def test_silence_leads_to_a_review_and_never_to_a_chaser(self) -> None:
        assert step("2026-04-14") == ("wait", "2026-04-14")
        assert step("2026-04-15")[0] == "review_silence"
        # 40 working days after 14 April, without 4 and 25 May: Thursday 11 June.
        assert counted("2026-04-14", 40, scotland=True) == "2026-06-11"
        window = clock("2026-04-15", "review_request")
        assert (window["opens_on"], window["due_on"], window["firmness"]) == ("2026-04-15", "2026-06-11", "law")

    def test_the_commissioner_waits_for_the_review(self) -> None:
        ran = foi("sent", 1, "complaint", today="2026-04-20")
        assert ran.code == 4
        assert "Scottish Information Commissioner" in ran.err
        assert "foi sent 1 review" in ran.err

    def test_after_a_silent_review_there_are_six_months_for_the_commissioner(self) -> None:
        do("sent", 1, "review", "--via", "email", today="2026-04-15")
        # 20 working days from 15 April, without 4 May: Thursday 14 May; six months from there: 14 November.
        assert counted("2026-04-15", 20, scotland=True) == "2026-05-14"
        assert dates(clock("2026-04-15", "review")) == ("2026-05-14", "2026-05-14")
        window = clock("2026-05-15", "complaint")
        assert (window["opens_on"], window["due_on"], window["firmness"]) == ("2026-05-15", "2026-11-14", "law")
        assert (status("2026-05-14"), step("2026-05-14")) == ("internal_review", ("wait", "2026-05-14"))
        assert (status("2026-05-15"), step("2026-05-15")[0]) == ("internal_review_overdue", "complain_review")
        do("sent", 1, "complaint", today="2026-05-15")
        assert status("2026-05-15") == "complaint"

    def test_the_six_months_are_announced_ten_working_days_before_they_end(self) -> None:
        do("sent", 1, "review", "--via", "email", today="2026-04-15")
        # 14 November is a Saturday: from Friday 30 October there are ten working days to it, 2 to 13 November.
        assert "complaint" not in alerts("2026-10-29")
        for today in ("2026-10-30", "2026-11-14"):
            assert alerts(today)["complaint"] == "2026-11-14"
        assert "complaint" not in alerts("2026-11-15")

    def test_after_the_six_months_nobody_is_told_that_the_commissioner_can_be_asked(self) -> None:
        """The window is law (s.47(4)): to its last day it is said with the day, afterwards not as if it were open."""
        do("sent", 1, "review", "--via", "email", today="2026-04-15")
        assert step("2026-11-14") == ("complain_review", "2026-11-14")
        assert step("2026-11-15")[0] != "complain_review"

    def test_a_second_review_leaves_the_first_its_date(self) -> None:
        """A late answer opens a window of its own; the review of the silence that was asked before runs on."""
        do("sent", 1, "review", "--via", "email", today="2026-04-15")
        do("got", 1, "answer", "--all", "refused:s33(1)(b)", "--received", "2026-05-05", today="2026-05-05")
        do("sent", 1, "review", "--via", "email", today="2026-05-06")
        running = {
            c["due_on"] for c in shown(today="2026-05-06")["clocks"] if (c["kind"], c["ended"]) == ("review", None)
        }
        # 20 working days from 6 May, without 25 May: Thursday 4 June.
        assert running == {"2026-05-14", counted("2026-05-06", 20, scotland=True)}

    def test_a_late_answer_ends_no_review_and_opens_a_second_window(self) -> None:
        do("sent", 1, "review", "--via", "email", today="2026-04-15")
        do("got", 1, "answer", "--all", "refused:s33(1)(b)", "--received", "2026-05-05", today="2026-05-05")
        late = clock("2026-05-05", "answer")
        # From 14 April: 15 to 17, 20 to 24, 27 April to 1 May, and 5 May; 4 May is a holiday.
        assert (late["met_on"], late["missed_by"]) == ("2026-05-05", 14)
        review = clock("2026-05-05", "review")
        assert (review["due_on"], review["ended"]) == ("2026-05-14", None)
        # 40 working days from 5 May, without 25 May and 15 June: Thursday 2 July.
        assert counted("2026-05-05", 40, scotland=True) == "2026-07-02"
        window = clock("2026-05-05", "review_request")
        assert (window["basis"]["kind"], window["due_on"]) == ("answered", "2026-07-02")
        assert status("2026-05-05") == "internal_review"
        assert status("2026-05-15") == "internal_review_overdue"

    def test_an_answer_by_post_counts_three_days_later(self) -> None:
        do("got", 1, "answer", "--all", "refused:s33(1)(b)", "--via", "post", "--on", "2026-04-20", today="2026-04-23")
        # Posted Monday 20 April, it counts as received on Thursday 23 (s.74(2)).
        assert clock("2026-04-23", "review_request")["due_on"] == counted("2026-04-23", 40, scotland=True)


class TestRelabelledAsEnvironmental:
    """Sent 18 May 2026 under FOIA, relabelled under EIR on 1 June: the 20 working days are the same, to 17 June."""

    @pytest.fixture(autouse=True)
    def _relabelled(self, _home: None) -> None:
        asked()
        do("got", 1, "reclassified", "--regime", "EIR", today="2026-06-01")

    def test_the_date_stays_and_the_law_is_another(self) -> None:
        told = clock("2026-06-01", "answer")
        assert (*dates(told), told["cite"], told["regime"]) == ("2026-06-17", "2026-06-17", "EIR 2004 reg 5(2)", "EIR")
        assert shown(today="2026-06-01")["regime"] == "EIR"

    def test_complex_and_voluminous_said_in_time_gives_forty_working_days_from_receipt(self) -> None:
        do("got", 1, "extension", "--basis", "complex-voluminous", today="2026-06-17")
        # Without 13 July too, the 40th working day is Thursday 16 July.
        assert counted("2026-05-18", 40) == "2026-07-16"
        assert clock("2026-06-17", "answer_extended")["due_on"] == "2026-07-16"
        assert (shown(today="2026-07-16")["overdue"], shown(today="2026-07-17")["overdue"]) == (False, True)

    def test_said_a_day_late_it_moves_nothing(self) -> None:
        do("got", 1, "extension", "--basis", "complex-voluminous", today="2026-06-18")
        assert shown(today="2026-06-18")["overdue"] is True
        assert clock("2026-06-18", "answer")["due_on"] == "2026-06-17"

    def test_the_public_interest_extends_nothing_under_these_regulations(self) -> None:
        do("got", 1, "extension", "--sections", "12(5)(e)", "--until", "2026-07-10", "--on", "10/6", today="2026-06-10")
        assert shown(today="2026-06-18")["overdue"] is True

    def test_review_and_its_window_are_law_with_forty_working_days_each(self) -> None:
        do("got", 1, "answer", "--all", "refused:12(5)(e)", today="2026-06-17")
        window = clock("2026-06-17", "review_request")
        assert (window["due_on"], window["firmness"]) == (counted("2026-06-17", 40), "law")
        do("sent", 1, "review", "--via", "email", today="2026-06-22")
        assert dates(clock("2026-06-22", "review")) == (counted("2026-06-22", 40), counted("2026-06-22", 40))
        assert (status("2026-08-19"), status("2026-08-20")) == ("internal_review", "internal_review_overdue")
        assert step("2026-08-20")[0] == "complain_review"

    def test_what_may_come_later_by_the_generous_count_still_may(self) -> None:
        """A posted request keeps its doubt of arrival, whatever law they put it under."""
        begin("hackney", on="2026-01-05")
        do("sent", 2, "--via", "post", "--on", "2026-01-05", today="2026-01-05")
        before = dates(clock("2026-01-12", "answer", number=2))
        # First class: Wednesday 7 January; second class: Friday 9.
        assert before == (counted("2026-01-07", 20), counted("2026-01-09", 20))
        do("got", 2, "reclassified", "--regime", "EIR", today="2026-01-12")
        assert dates(clock("2026-01-12", "answer", number=2)) == before

    def test_the_day_from_which_they_say_they_count_is_kept_too(self) -> None:
        ask("hackney", on="2026-01-05")
        do("got", 2, "ack", "--received", "2026-01-06", today="2026-01-06")
        before = dates(clock("2026-01-06", "answer", number=2))
        assert before == ("2026-02-02", "2026-02-03")
        do("got", 2, "reclassified", "--regime", "EIR", today="2026-01-12")
        assert dates(clock("2026-01-12", "answer", number=2)) == before

    def test_a_clock_that_is_held_for_a_fee_stays_held(self) -> None:
        ask("hackney", on="2026-01-05")
        do("got", 2, "fee", "--amount", "£30", today="2026-01-12")
        do("got", 2, "reclassified", "--regime", "EIR", today="2026-01-13")
        assert shown(2, "2026-02-10")["overdue"] is False, "nobody is late while the fee is not paid"


class TestDecisionNotice:
    """Silence, complaint, and a notice dated Monday 27 April 2026 that orders an answer by 27 May."""

    @pytest.fixture(autouse=True)
    def _decided(self, _home: None) -> None:
        asked(on="2026-01-05")
        do("sent", 1, "chaser", today="2026-02-03")
        do("sent", 1, "complaint", today="2026-02-11")
        notice = ("--on", "2026-04-27", "--until", "2026-05-27", "--ref", "IC-9")
        do("got", 1, "decision", *notice, today="2026-04-29")

    def test_the_appeal_counts_from_the_date_on_the_notice_and_rolls_from_a_holiday(self) -> None:
        # The 28th calendar day is Monday 25 May, a bank holiday: the safe day is Friday 22, the last one Tuesday 26.
        assert date(2026, 4, 27) + timedelta(days=28) == date(2026, 5, 25)
        appeal = clock("2026-04-29", "appeal")
        assert (*dates(appeal), appeal["firmness"]) == ("2026-05-22", "2026-05-26", "law")

    def test_on_a_working_day_the_28th_day_is_the_last(self) -> None:
        do("undo", 1, today="2026-04-29")
        do("got", 1, "decision", "--on", "2026-04-28", today="2026-04-29")
        assert dates(clock("2026-04-29", "appeal")) == ("2026-05-26", "2026-05-26")

    def test_the_appeal_is_proposed_to_its_last_day(self) -> None:
        for today in ("2026-04-29", "2026-05-22", "2026-05-23", "2026-05-26"):
            assert step(today) == ("appeal", "2026-05-22"), today
        assert step("2026-05-27")[0] != "appeal"
        assert "the safe day was Fri 22 May; do it today" in foi("status", today="2026-05-26", tty=80).ok.out
        assert "appeal" not in alerts("2026-05-27")

    def test_they_comply_until_the_date_in_the_notice(self) -> None:
        assert clock("2026-04-29", "compliance")["due_on"] == "2026-05-27"
        assert (shown(today="2026-05-27")["overdue"], shown(today="2026-05-28")["overdue"]) == (False, True)
        assert step("2026-05-28")[0] == "not_complied"

    def test_a_fresh_answer_begins_the_ladder_again_while_both_clocks_run_on(self) -> None:
        do("got", 1, "answer", "1=g", "2=refused:s43(2)", "3=n", today="2026-05-20")
        # 40 working days from Wednesday 20 May, without 25 May, 15 June and 13 July: Monday 20 July.
        assert counted("2026-05-20", 40) == "2026-07-20"
        assert clock("2026-05-20", "review_request", 2, 3)["due_on"] == "2026-07-20"
        running = {c["kind"]: c["due_on"] for c in shown(today="2026-05-20")["clocks"] if c["ended"] is None}
        assert running == {"appeal": "2026-05-22", "compliance": "2026-05-27", "review_request": "2026-07-20"}
        assert step("2026-05-21") == ("appeal", "2026-05-22")
        assert step("2026-05-27") == ("check_compliance", "2026-05-27")

    def test_complied_two_days_late_is_on_record_and_the_review_is_next(self) -> None:
        do("got", 1, "answer", "1=g", "2=refused:s43(2)", "3=n", today="2026-05-20")
        do("got", 1, "complied", today="2026-05-29")
        told = clock("2026-05-29", "compliance")
        assert (told["met_on"], told["missed_by"]) == ("2026-05-29", 2)
        assert step("2026-05-29") == ("review", "2026-07-20")
        assert "2 days late" in foi("show", 1, today="2026-05-29", tty=100).ok.out

    def test_the_breach_that_the_notice_was_about_stays_on_record(self) -> None:
        # From 2 February to 27 April: 19 working days in February, 21 in March (not 17), 17 in April (not 3 and 6).
        late = clock("2026-04-29", "answer")
        assert (late["ended"], late["missed_by"]) == ("stopped", 57)
        assert counted("2026-02-02", 57) == "2026-04-27"


class TestBeforeTheTribunal:
    """Silence, a notice dated Tuesday 1 September 2026 that orders an answer by 1 October, and an appeal."""

    @pytest.fixture(autouse=True)
    def _decided(self, _home: None) -> None:
        asked()
        do("sent", 1, "complaint", today="2026-06-26")
        do("got", 1, "decision", "--on", "2026-09-01", "--until", "2026-10-01", today="2026-09-02")

    def test_while_they_appeal_what_the_notice_orders_waits(self) -> None:
        do("got", 1, "their-appeal", today="2026-09-11")
        told = shown(today="2026-10-02")
        assert (told["status"], told["overdue"]) == ("appeal", False)

    @pytest.mark.parametrize("who", [("got", 1, "their-appeal"), ("sent", 1, "appeal")], ids=["they", "you"])
    def test_nobody_is_told_to_read_an_answer_that_never_came(self, who: tuple[object, ...]) -> None:
        do(*who, today="2026-09-11")
        if who[0] == "sent":
            do("got", 1, "complied", today="2026-09-30")
        told = step("2026-10-05")[0]
        assert told not in ("read", "close", "review"), told

    def test_while_you_appeal_nobody_is_said_to_be_late(self) -> None:
        do("sent", 1, "appeal", today="2026-09-11")
        assert clock("2026-09-11", "appeal")["met_on"] == "2026-09-11"
        assert (shown(today="2026-10-01")["overdue"], shown(today="2026-10-02")["overdue"]) == (False, False)


class TestReplacedByAnother:
    """Request 1 named the wrong year; request 2, which replaces it, goes on 9 January 2026."""

    @pytest.fixture(autouse=True)
    def _drafted(self, _home: None) -> None:
        asked("homerton", "2026-01-05")
        begin("homerton", on="2026-01-08", replaces=shown(today="2026-01-08")["uid"])

    def test_drafting_it_closes_nothing(self) -> None:
        assert (status("2026-01-08"), status("2026-01-08", 2)) == ("waiting_response", "draft")

    def test_sending_it_closes_the_first_as_replaced(self) -> None:
        changed = foi("sent", 2, "--via", "email", "--json", today="2026-01-09").json["changed"]
        assert sorted(request["number"] for request in changed) == [1, 2]
        first = shown(today="2026-01-09")
        assert (first["status"], first["outcome"], first["due_on"]) == ("closed", "replaced", None)
        assert first["related"][0]["how"] == "replaced_by"
        assert clock("2026-01-09", "answer", number=2)["due_on"] == counted("2026-01-09", 20) == "2026-02-06"
        assert [r[0] for r in foi("status", today="2026-02-09").ok.records] == ["2"]

    def test_undo_takes_both_back(self) -> None:
        before = (shown(today="2026-01-09"), shown(2, "2026-01-09"))
        do("sent", 2, today="2026-01-09")
        said = foi("undo", today="2026-01-09", tty=80).ok.err
        assert "request 1" in said
        assert "request 2" in said
        assert (shown(today="2026-01-09"), shown(2, "2026-01-09")) == before

    @pytest.mark.parametrize("number", [1, 2])
    def test_undo_of_one_never_leaves_half_of_it(self, number: int) -> None:
        """A request closed as replaced, by one that was never sent, would be waited for by nobody."""
        before = (shown(today="2026-01-09"), shown(2, "2026-01-09"))
        do("sent", 2, today="2026-01-09")
        after = (shown(today="2026-01-09"), shown(2, "2026-01-09"))
        refused = foi("undo", number, today="2026-01-09").code != 0
        assert (shown(today="2026-01-09"), shown(2, "2026-01-09")) == (after if refused else before)

    def test_a_dry_run_closes_nothing(self) -> None:
        do("sent", 2, "-n", today="2026-01-09")
        assert (status("2026-01-09"), status("2026-01-09", 2)) == ("waiting_response", "draft")

    def test_what_came_since_for_the_first_does_not_stand_in_the_way(self) -> None:
        """Their acknowledgement of the first came between the sending of the second and its being recorded."""
        do("got", 1, "ack", today="2026-01-12")
        do("sent", 2, "--via", "email", "--on", "2026-01-09", today="2026-01-13")
        assert shown(today="2026-01-13")["outcome"] == "replaced"
        assert shown(2, "2026-01-13")["sent_on"] == "2026-01-09"

    def test_one_that_was_closed_already_stays_as_it_was(self) -> None:
        do("close", 1, "--outcome", "lapsed", today="2026-01-08")
        do("sent", 2, today="2026-01-09")
        assert shown(today="2026-01-09")["outcome"] == "lapsed"

    def test_sent_a_second_time_it_closes_nothing_again(self) -> None:
        do("sent", 2, today="2026-01-09")
        do("reopen", 1, today="2026-01-09")
        do("sent", 2, "--again", today="2026-01-12")
        assert status("2026-01-12") == "waiting_response"


class TestWithdrawn:
    @pytest.fixture(autouse=True)
    def _withdrawn(self, _home: None) -> None:
        asked("homerton", "2026-01-05")
        do("sent", 1, "withdrawal", today="2026-01-12")

    def test_it_is_closed_and_nothing_runs(self) -> None:
        told = shown(today="2026-06-01")
        assert (told["status"], told["outcome"], told["overdue"]) == ("closed", "withdrawn", False)
        assert told["next"]["step"] == "none"

    def test_it_is_closed_for_every_command(self) -> None:
        """What show calls closed, no other command calls open."""
        ran = foi("got", 1, "answer", "--all", "g", today="2026-01-12")
        assert ran.code == 4
        assert "closed" in ran.err
        assert "is not closed" not in foi("reopen", 1, today="2026-01-12").err
