"""What is recorded by hand is about the questions that it can be about, and no day makes a step before it lawful."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from support.run import do, draft_blank, foi, kinds, make_home, sent, shown
from support.text import joined


def event(kind: str, today: str) -> dict[str, Any]:
    """Return the last event of a kind of request 1."""
    found: dict[str, Any] = [one for one in shown(today=today)["events"] if one["kind"] == kind][-1]
    return found


def asked_in_scotland(*questions: str, on: str) -> None:
    make_home()
    draft_blank("nhs-lothian", *questions, today=on)
    sent(1, on=on)


class TestScotland:
    def test_a_second_review_of_silence_is_about_the_question_that_waits(self, world: Path) -> None:
        asked_in_scotland("a", "b", "c", on="2026-05-29")
        do("got", 1, "question", "--questions", "2", today="2026-06-08")
        do("sent", 1, "clarification", today="2026-06-13")
        do("sent", 1, "review", today="2026-06-30")
        told = joined(do("sent", 1, "review", today="2026-07-20", tty=80).err)
        assert "about question 2" in told
        assert "questions 1, 3: a review was asked for before" in told
        assert "may still answer in time" not in told

    def test_a_later_day_of_sending_does_not_leave_a_review_that_was_too_early(self, world: Path) -> None:
        asked_in_scotland("a", on="2026-03-02")
        do("sent", 1, "review", today="2026-04-02")
        refused = foi("sent", 1, "request", "--correct", "--on", "2026-03-10", today="2026-04-03")
        assert refused.code == 4
        assert "The review of Thu 2 Apr 2026 would have been asked for too early" in refused.err
        assert "until Wed 8 Apr 2026" in refused.err
        do("sent", 1, "request", "--correct", "--on", "2026-03-03", today="2026-04-03")
        assert kinds(today="2026-04-03").count("review_requested") == 1

    def test_the_commissioner_waits_for_the_review(self, world: Path) -> None:
        asked_in_scotland("a", on="2026-03-02")
        do("sent", 1, "review", today="2026-04-02")
        refused = foi("sent", 1, "complaint", today="2026-04-03")
        assert refused.code == 4
        assert "they may answer the review until Fri 1 May 2026" in refused.err
        do("sent", 1, "complaint", today="2026-05-02")
        moved = foi("sent", 1, "complaint", "--correct", "--on", "2026-05-01", today="2026-05-03")
        assert moved.code == 4


class TestElsewhere:
    def asked(self, *questions: str) -> None:
        make_home()
        draft_blank("homerton", *questions, today="2026-06-01")
        sent(1, on="2026-06-01")

    def test_the_outcome_of_a_review_is_about_what_was_reviewed(self, world: Path) -> None:
        self.asked("a", "b")
        do("got", 1, "answer", "1=refused:s43(2)", "2=released", today="2026-06-15")
        do("sent", 1, "review", today="2026-06-16")
        do("got", 1, "review", "--all", "refused:s43(2)", today="2026-07-01")
        outcomes = [one["outcome"] for one in shown(today="2026-07-01")["questions"]]
        assert outcomes == ["refused", "released"]

    def test_a_complaint_leaves_the_review_of_another_question(self, world: Path) -> None:
        self.asked("a", "b", "c")
        do("got", 1, "answer", "1=refused:s43(2)", "2=released", today="2026-06-15")
        do("sent", 1, "review", today="2026-06-16")
        do("sent", 1, "chaser", today="2026-07-02")
        do("sent", 1, "complaint", today="2026-07-10")
        assert event("complained", "2026-07-10")["questions"] == [3]
        do("got", 1, "decision", "--until", "2026-09-09", "--questions", "3", today="2026-08-10")
        do("got", 1, "answer", "3=released", today="2026-08-20")
        do("got", 1, "complied", today="2026-08-20")
        assert shown(today="2026-09-10")["next"]["step"] == "complain_review"

    def test_what_a_notice_orders_can_be_done_for_some_questions(self, world: Path) -> None:
        self.asked("a", "b")
        do("sent", 1, "chaser", today="2026-07-02")
        do("sent", 1, "complaint", today="2026-07-15")
        do("got", 1, "decision", "--until", "2026-09-09", "2=released", today="2026-08-10")
        do("got", 1, "decision", "--until", "2026-10-01", "1=released", today="2026-09-01")
        told = joined(do("got", 1, "complied", "--questions", "2", today="2026-09-05", tty=80).err)
        assert "about question 2" in told
        assert shown(today="2026-10-02")["next"]["step"] == "not_complied"

    def test_days_late_are_those_of_the_step(self, world: Path) -> None:
        self.asked("a", "b")
        do("sent", 1, "chaser", today="2026-07-02")
        do("sent", 1, "complaint", today="2026-07-15")
        do("got", 1, "decision", "--until", "2026-08-24", "--questions", "1", today="2026-08-10")
        told = do("next", today="2026-08-25", tty=100).out
        assert "tell the regulator: not done" in told
        assert "LATE" not in told, "the answer to the other question is, by more days"

    def test_a_notice_that_names_no_day_is_looked_into_when_its_usual_time_is_over(self, world: Path) -> None:
        self.asked("a")
        do("sent", 1, "chaser", today="2026-07-02")
        do("sent", 1, "complaint", today="2026-07-15")
        do("got", 1, "decision", "--all", "released", today="2026-08-10")
        told = do("show", 1, today="2026-10-02", tty=120).out
        assert "Next     foi got 1 complied: the usual time for what a notice orders is over" in told
        assert "Or       foi got 1 decision --on 2026-08-10 --until DATE: it names a day" in told
        do("got", 1, "decision", "--on", "2026-08-10", "--until", "2026-09-14", today="2026-10-02")
        assert shown(today="2026-10-02")["next"]["step"] == "not_complied"


class TestOwnData:
    def asked(self) -> None:
        make_home()
        values = ("--set", "dealings=treatment", "--set", "date_from=1 March 2024")
        do("draft", "homerton", "-t", "own-data", "--regime", "SAR", *values, today="2026-06-01")
        sent(1, on="2026-06-01")

    def refused(self, today: str) -> str:
        """Return what drafting the next letter says, which is the command that next proposes."""
        proposed = shown(today=today)["next"]["command"]
        told = foi("draft", 1, today=today)
        assert told.code == 4
        assert "There is no letter here for the next step" in told.err
        assert proposed in told.err
        return str(proposed)

    def test_after_silence_the_complaint_to_the_regulator_is_in_your_words(self, world: Path) -> None:
        self.asked()
        do("draft", 1, today="2026-07-20")
        do("sent", 1, today="2026-07-20")
        assert self.refused("2026-09-01") == "foi sent 1 complaint"

    def test_after_part_of_an_answer_it_is_as_well(self, world: Path) -> None:
        self.asked()
        do("got", 1, "answer", "--all", "released", "1=refused", today="2026-06-20")
        do("draft", 1, today="2026-06-22")
        do("sent", 1, today="2026-06-22")
        assert self.refused("2026-08-03") == "foi sent 1 complaint"

    def test_a_question_back_is_answered_in_your_words(self, world: Path) -> None:
        self.asked()
        do("got", 1, "question", today="2026-06-10")
        assert self.refused("2026-06-11") == "foi sent 1 clarification"
