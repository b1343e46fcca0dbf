"""What the screen says late in a request's life: of windows, notices, schools, own data, reviews of some questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.begun import ask
from support.run import do, foi, make_home, shown
from support.text import joined


@pytest.fixture(autouse=True)
def _home(world: Path) -> None:
    make_home()


def story(today: str, *typed: object) -> str:
    """Return what ``foi show 1``, or what else is typed, says on a terminal, as one line."""
    return joined(foi(*(typed or ("show", 1)), today=today, tty=120).ok.out)


class TestReviewOfSomeQuestions:
    """Scotland, sent Monday 1 June; question 2 was explained on the 20th, so that it has time until 17 July."""

    @pytest.fixture(autouse=True)
    def _asked(self, _home: None) -> None:
        ask("nhs-lothian", on="2026-06-01", questions=("How much?", "How many?"))
        do("got", 1, "question", "--questions", 2, today="2026-06-10")
        do("sent", 1, "clarification", "--via", "email", "--on", "2026-06-20", today="2026-06-20")

    def test_it_takes_only_the_late_one_and_says_so(self) -> None:
        said = joined(do("sent", 1, "review", "--via", "email", today="2026-07-02", tty=100).err)
        assert "review asked for on Thu 2 Jul 2026 by e-mail, about question 1." in said
        assert "Not about question 2: they may still answer in time" in said
        windows = {tuple(c["questions"]): c for c in shown(1, "2026-07-21")["clocks"] if c["kind"] == "review_request"}
        assert windows[(1,)]["met_on"] == "2026-07-02"
        assert (windows[(2,)]["ended"], windows[(2,)]["due_on"]) == (None, "2026-09-14")
        assert "foi draft 1 by Mon 14 Sep" in story("2026-07-21")

    def test_a_corrected_date_keeps_the_question(self) -> None:
        do("sent", 1, "review", today="2026-07-02")
        do("sent", 1, "--correct", "--on", "2026-07-01", today="2026-07-03")
        review = next(event for event in shown(1, "2026-07-03")["events"] if event["kind"] == "review_requested")
        assert (review["on"], review["questions"]) == ("2026-07-01", [1])

    def test_a_date_on_which_nothing_was_late_is_refused_and_nothing_is_written(self) -> None:
        before = shown(1, "2026-07-02")
        ran = foi("sent", 1, "review", "--on", "2026-06-30", today="2026-07-02")
        assert ran.code == 4
        assert "from Wed 1 Jul 2026" in ran.err
        assert shown(1, "2026-07-02") == before


def test_a_review_before_the_answer_is_due_is_refused_with_the_day_from_which() -> None:
    ask("nhs-lothian", on="2026-06-01")
    ran = foi("sent", 1, "review", "--on", "2026-06-20", today="2026-06-20")
    assert ran.code == 4
    assert "They may answer request 1 until Tue 30 Jun 2026" in joined(ran.err)
    assert "a review of their silence can be asked for from Wed 1 Jul 2026" in joined(ran.err)


class TestOwnData:
    @pytest.fixture(autouse=True)
    def _refused(self, _home: None) -> None:
        ask("homerton", on="2026-06-01", regime="SAR")
        do("got", 1, "answer", "--all", "refused", today="2026-06-20")

    def test_the_complaint_to_the_holder_is_next(self) -> None:
        told = story("2026-06-21")
        assert "Next foi draft 1: parts were not given: complain to whoever holds your data" in told
        assert "review" not in told

    def test_a_review_is_refused_with_what_to_do_instead(self) -> None:
        ran = foi("sent", 1, "review", today="2026-06-21")
        assert ran.code == 4
        assert "there is no review of it. Complain to whoever holds the data" in joined(ran.err)
        assert "foi draft 1 -t sar-complaint" in joined(ran.err)


class TestWindows:
    """A window says which day is safe and which is the last; what guidance sets is never over."""

    def test_an_appeal_between_the_safe_day_and_the_last(self) -> None:
        ask("homerton", on="2026-08-03")
        do("sent", 1, "complaint", today="2026-09-21")
        do("got", 1, "decision", "--on", "2026-11-28", today="2026-11-28")
        for today in ("2026-12-27", "2026-12-29"):
            told = story(today)
            assert "by Tue 29 Dec at the latest: you can appeal" in told, today
            assert "; the safe day has passed" in told, today
            assert "over" not in told, today
            assert "appeal: to 29 Dec" in story(today, "status"), today
            assert "by Tue 29 Dec" in story(today, "next"), today
        assert "; over" in story("2026-12-30")
        assert "at the latest by Tue 29 Dec" in story("2026-12-27", "status")

    def test_a_scottish_review_after_an_early_answer(self) -> None:
        ask("nhs-lothian", on="2026-03-02")
        do("got", 1, "answer", "--all", "refused", today="2026-03-10")
        assert "by Thu 7 May: parts were not given" in story("2026-05-07")
        told = story("2026-05-08")
        assert "by Thu 28 May at the latest: parts were not given" in told
        assert "over" not in told

    def test_a_window_of_guidance_is_never_over(self) -> None:
        ask("homerton", on="2026-06-01")
        do("got", 1, "answer", "--all", "refused", today="2026-06-10")
        told = story("2026-08-11")
        assert "that day has passed: it may be refused" in told
        assert "; over" not in told

    def test_a_complaint_that_is_late_is_not_called_answered(self) -> None:
        ask("homerton", on="2026-06-01")
        do("got", 1, "answer", "--all", "refused", today="2026-06-10")
        do("sent", 1, "review", today="2026-06-12")
        do("got", 1, "review", "--result", "kept", today="2026-06-22")
        assert "foi close 1: the time to complain has passed" in story("2026-08-04")

    def test_a_reply_is_not_wanted_by_a_day_long_past(self) -> None:
        ask("homerton", on="2026-06-01")
        do("got", 1, "question", today="2026-06-10")
        assert "Next foi draft 1 by Mon 10 Aug:" in story("2026-08-10")
        assert "Next foi draft 1: they wait for your reply, and may have closed it" in story("2026-08-20")

    def test_posted_in_scotland_it_counts_from_the_third_day(self) -> None:
        ask("nhs-lothian", on="2026-03-02")
        do("got", 1, "answer", "--on", "2026-03-10", "--via", "post", "--all", "refused", today="2026-03-11")
        told = story("2026-03-11")
        assert "Next foi draft 1 by Tue 12 May: parts were not given: you can ask for a review" in told
        assert "; counts from Fri 13 Mar 2026" in told


class TestNotice:
    """Silence, a complaint, a notice of 3 August that gives them to 2 September, and a refusal on the 20th."""

    @pytest.fixture(autouse=True)
    def _decided(self, _home: None) -> None:
        ask("homerton", on="2026-06-01")
        do("sent", 1, "chaser", today="2026-07-01")
        do("sent", 1, "complaint", today="2026-07-10")
        do("got", 1, "decision", "--on", "2026-08-03", "--until", "2026-09-02", today="2026-08-03")

    def test_an_answer_is_asked_about_with_both_commands(self) -> None:
        do("got", 1, "answer", "--on", "2026-08-20", "--all", "refused", today="2026-08-20")
        told = story("2026-09-03")
        assert "Next foi got 1 complied: they answered after the decision notice" in told
        assert "If not foi draft 1 -t not-complied" in told
        assert "; late" not in told
        assert foi("overdue", "--exit-code", today="2026-09-03").code == 0
        assert foi("sent", 1, "complaint", today="2026-09-03").code == 0

    def test_while_you_appeal_nothing_is_late(self) -> None:
        do("sent", 1, "appeal", today="2026-08-10")
        assert "wait: an appeal is pending" in story("2026-09-03")
        assert "LATE" not in story("2026-09-03", "status")
        assert foi("overdue", "--exit-code", today="2026-09-03").code == 0


class TestSchool:
    @pytest.fixture(autouse=True)
    def _asked(self, _home: None) -> None:
        school = ("--kind", "school", "--nation", "england", "--email", "foi@hill.example")
        do("authorities", "add", "Hill School", *school, today="2026-06-01")
        ask("Hill School", on="2026-06-01")

    def test_before_the_sixtieth_day_it_may_be_late_and_is_not_listed(self) -> None:
        told = story("2026-07-20")
        assert "answer due: Tue 30 Jun 2026 at the earliest, latest Thu 27 Aug 2026" in told
        assert "; may be late" in told
        assert "may be late" in story("2026-07-20", "status")
        assert "LATE" not in story("2026-07-20", "status")
        assert "Nothing is late" in story("2026-07-20", "overdue")

    def test_after_it_lateness_counts_from_there(self) -> None:
        assert "LATE 2 days" in story("2026-09-01", "overdue")

    def test_an_answer_in_between_is_not_called_late(self) -> None:
        said = joined(do("got", 1, "answer", "--all", "released", today="2026-07-20", tty=100).err)
        assert "late." not in said
        assert "depends on the days of its terms" in said
        assert " late" not in story("2026-07-20").split("Clocks")[1].replace(" latest", "")


def test_an_unpaid_fee_lapses() -> None:
    ask("homerton", on="2026-06-01")
    do("got", 1, "fee", today="2026-06-05")
    assert "Next foi sent 1 payment by Fri 4 Sep" in story("2026-09-04")
    told = story("2026-09-05")
    assert "they asked for a fee, and the time to pay it is over" in told
    assert "Next foi close 1: the time to pay the fee has passed" in told
    assert "fee not paid" in story("2026-09-05", "status")


def test_past_the_calendar_the_day_is_not_known_and_why_is_said() -> None:
    ask("homerton", on="2028-12-04")
    told = story("2029-02-05")
    assert "the day by which they must answer is not known" in told
    assert "Bank holidays are known to Sun 31 Dec 2028" in told
    assert "within their time" not in told


def test_what_was_passed_on_is_said_to_be() -> None:
    ask("homerton", on="2026-06-01")
    do("got", 1, "transfer", "--to", "hackney", today="2026-06-10")
    told = story("2026-06-11")
    assert "Status passed on to another authority" in told
    assert "it was passed on: the other authority answers now" in told
    assert "passed on" in story("2026-06-11", "status")
