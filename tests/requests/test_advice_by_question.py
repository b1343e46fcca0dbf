"""A letter about some questions is a step on these: what is late about the others is still to be done."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.lives import day, life, outcomes, standing

from foi_tracker.requests.advice import Step
from foi_tracker.requests.request import Request

SENT = ("1 Jun 2026", "sent", {"via": "email"})  # due on 30 June
ONE, TWO = {"questions": (1,)}, {"questions": (2,)}


def step(request: Request, today: str) -> Step:
    return standing(request, today).step


class TestReminder:
    """Two questions, both late, and a reminder of 1 July about the first alone."""

    about_one = life(SENT, ("1 Jul 2026", "chased", ONE), questions=2)

    @pytest.mark.parametrize("today", ["2 Jul 2026", "9 Jul 2026", "9 Aug 2026"])
    def test_of_one_question_leaves_the_other_to_be_reminded_of(self, today: str) -> None:
        told = step(self.about_one, today)
        assert told.kind == "chase"
        assert told.clock in standing(self.about_one, today).clocks

    def test_of_the_other_too_is_waited_for_and_then_the_regulator_is_open(self) -> None:
        both = life(SENT, ("1 Jul 2026", "chased", ONE), ("6 Jul 2026", "chased", TWO), questions=2)
        assert step(both, "7 Jul 2026")[:2] == ("wait_chaser", day("9 Jul 2026"))
        assert step(both, "9 Jul 2026").kind == "complain"

    def test_of_all_is_one_of_each(self) -> None:
        assert step(life(SENT, ("1 Jul 2026", "chased"), questions=2), "2 Jul 2026").kind == "wait_chaser"
        alone = life(SENT, ("1 Jul 2026", "chased", ONE), questions=1)
        assert step(alone, "2 Jul 2026").kind == "wait_chaser"

    def test_of_what_was_answered_since_needs_no_other(self) -> None:
        answered = ("2 Jul 2026", "answered", {"outcomes": outcomes(q2="released")})
        found = life(SENT, ("1 Jul 2026", "chased", ONE), answered, questions=2)
        assert step(found, "3 Jul 2026").kind == "wait_chaser"

    def test_of_a_review_of_one_question_leaves_the_other_to_be_reminded_of(self) -> None:
        told = (
            SENT,
            ("10 Jun 2026", "answered", {"outcomes": outcomes(q1="refused", q2="refused")}),
            ("12 Jun 2026", "review_requested"),  # due on 14 July
            ("15 Jul 2026", "chased", ONE),
        )
        assert step(life(*told, questions=2), "16 Jul 2026").kind == "chase_review"
        assert step(life(*told, ("16 Jul 2026", "chased", TWO), questions=2), "17 Jul 2026").kind == "wait_latest"


class TestComplaint:
    """Both questions late and reminded of, and a complaint of 10 July about the first alone."""

    told = (SENT, ("1 Jul 2026", "chased"), ("10 Jul 2026", "complained", ONE))

    def test_about_one_question_leaves_the_other_open_to_the_regulator(self) -> None:
        assert step(life(*self.told, questions=2), "13 Jul 2026").kind == "complain"

    def test_about_each_is_waited_for(self) -> None:
        both = life(*self.told, ("13 Jul 2026", "complained", TWO), questions=2)
        assert step(both, "14 Jul 2026").kind == "wait_regulator"

    def test_that_was_closed_leaves_that_question_to_be_reminded_of(self) -> None:
        closed = life(*self.told, ("20 Jul 2026", "complaint_closed"), questions=2)
        assert step(closed, "21 Jul 2026").kind == "chase"

    def test_about_the_review_of_one_question_does_not_hide_that_of_the_other(self) -> None:
        told: tuple[tuple[Any, ...], ...] = (
            SENT,
            ("10 Jun 2026", "answered", {"outcomes": outcomes(q1="refused", q2="refused")}),
            ("12 Jun 2026", "review_requested"),  # the fortieth working day is 10 August
            ("12 Aug 2026", "complained", ONE),
        )
        assert step(life(*told, questions=2), "13 Aug 2026").kind == "complain_review"
        both = life(*told, ("13 Aug 2026", "complained", TWO), questions=2)
        assert step(both, "14 Aug 2026").kind == "wait_regulator"

    def test_about_what_a_notice_orders_of_one_question_leaves_the_other_to_be_told(self) -> None:
        notice = ("3 Aug 2026", "decision_issued", {"until": day("2 Sep 2026")})
        told = (*self.told[:2], ("10 Jul 2026", "complained"), notice, ("3 Sep 2026", "complained", ONE))
        assert step(life(*told, questions=2), "4 Sep 2026").kind == "not_complied"
        both = life(*told, ("4 Sep 2026", "complained", TWO), questions=2)
        assert step(both, "7 Sep 2026").kind == "wait_regulator"


class TestAfterADecision:
    """Question 1 refused and under review, whose forty days end on 13 August; question 3 silent and complained of."""

    told = (
        SENT,
        ("15 Jun 2026", "answered", {"outcomes": outcomes(q1="refused", q2="released")}),
        ("16 Jun 2026", "review_requested", ONE),
        ("2 Jul 2026", "chased"),
        ("10 Jul 2026", "complained", {"questions": (3,)}),
        ("10 Aug 2026", "decision_issued", {"until": day("9 Sep 2026"), "questions": (3,)}),
        ("20 Aug 2026", "answered", {"outcomes": outcomes(q3="released")}),
        ("20 Aug 2026", "complied"),
    )

    def test_the_review_of_another_question_goes_to_the_regulator(self) -> None:
        assert step(life(*self.told, questions=3), "10 Sep 2026").kind == "complain_review"

    def test_its_complaint_is_waited_for_though_the_notice_was_complied_with(self) -> None:
        asked = ("10 Sep 2026", "complained", ONE)
        assert step(life(*self.told, asked, questions=3), "11 Sep 2026").kind == "wait_regulator"

    def test_a_complaint_about_all_is_waited_for_where_the_notice_is_about_one(self) -> None:
        told = (SENT, ("1 Jul 2026", "chased"), ("10 Jul 2026", "complained"))
        notice = ("3 Aug 2026", "decision_issued", {"until": day("24 Aug 2026"), **ONE})
        found = standing(life(*told, notice, questions=2), "25 Aug 2026")
        assert found.step.kind == "not_complied"
        done = life(*told, notice, ("20 Aug 2026", "complied", ONE), questions=2)
        assert step(done, "1 Oct 2026").kind == "wait_regulator"


def test_a_review_of_one_question_is_none_of_the_other() -> None:
    told = (
        SENT,
        ("10 Jun 2026", "answered", {"outcomes": outcomes(q1="refused", q2="refused")}),
        ("12 Jun 2026", "review_requested", ONE),
        ("20 Jun 2026", "review_answered", {"outcomes": outcomes(q1="released")}),
    )
    assert step(life(*told, questions=2), "1 Dec 2026").kind == "review_late"
    assert step(life(*told, ("22 Jun 2026", "review_requested", TWO), questions=2), "1 Dec 2026").kind != "review_late"


def test_a_complaint_to_the_holder_of_own_data_about_one_part_is_of_no_other() -> None:
    refused = ("20 Jun 2026", "answered", {"outcomes": outcomes(q1="refused", q2="refused")})
    told = (SENT, refused, ("21 Jun 2026", "chased", ONE))
    assert step(life(*told, questions=2, regime="SAR"), "22 Jun 2026").kind == "complain_controller"
    both = life(*told, ("25 Jun 2026", "chased", TWO), questions=2, regime="SAR")
    assert step(both, "26 Jun 2026").kind == "wait_controller"
    assert step(both, "22 Jul 2026").kind == "complain_after_controller"


class TestLetterThatWaits:
    """A reminder that was drafted and not sent, about the first question of two."""

    def drafted(self, *told: tuple[Any, ...]) -> Request:
        draft = ("2 Jul 2026", "drafted", {"subject": "Data", "records": "chased", "concerns": (1,)})
        return life(SENT, draft, *told, questions=2)

    def test_is_sent_first(self) -> None:
        assert step(self.drafted(), "3 Jul 2026").kind == "send"

    def test_is_none_about_the_other_question(self) -> None:
        answered = ("3 Jul 2026", "answered", {"outcomes": outcomes(q1="released")})
        assert step(self.drafted(answered), "6 Jul 2026").kind == "chase"


def test_the_calendar_day_after_the_patience_is_the_one_that_is_named() -> None:
    found = life(SENT, ("1 Jul 2026", "chased"), questions=2)
    told = step(found, "8 Jul 2026")
    assert (told.kind, told.by) == ("wait_chaser", date(2026, 7, 9))
    assert step(found, "9 Jul 2026").kind == "complain"
