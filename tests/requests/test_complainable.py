"""Which questions the regulator can be asked about: those whose time is over, and in Scotland not before."""

from __future__ import annotations

import pytest
from support.lives import day, life, outcomes

from foi_tracker.errors import Refused
from foi_tracker.law.calendar import shipped
from foi_tracker.requests.complainable import complaint_about
from foi_tracker.requests.request import Request

SENT = ("1 Jun 2026", "sent", {"via": "email"})  # due on 30 June
REVIEW = ("1 Jul 2026", "review_requested")  # in Scotland due on 29 July
NOTICE = ("3 Aug 2026", "decision_issued", {"until": day("2 Sep 2026"), "questions": (1,)})


def about(request: Request, on: str, *, without: int = 0) -> tuple[int, ...]:
    return complaint_about(request, day(on), calendar=shipped(), without=without)


class TestScotland:
    reviewed = life(SENT, REVIEW, questions=2, regime="FOISA")

    def test_it_waits_for_the_review(self) -> None:
        with pytest.raises(Refused, match="they may answer the review until Wed 29 Jul 2026"):
            about(self.reviewed, "29 Jul 2026")
        assert about(self.reviewed, "30 Jul 2026") == ()

    def test_the_outcome_of_the_review_opens_it_at_once(self) -> None:
        kept = life(SENT, REVIEW, ("10 Jul 2026", "review_answered"), questions=2, regime="FOISA")
        assert about(kept, "10 Jul 2026") == ()

    def test_a_complaint_to_correct_is_not_its_own_answer(self) -> None:
        complained = life(SENT, REVIEW, ("30 Jul 2026", "complained"), questions=2, regime="FOISA")
        with pytest.raises(Refused):
            about(complained, "20 Jul 2026", without=4)

    def test_after_a_notice_what_it_orders_needs_no_review(self) -> None:
        told = (SENT, REVIEW, ("30 Jul 2026", "complained"), NOTICE)
        assert about(life(*told, questions=1, regime="FOISA"), "3 Sep 2026") == ()

    def test_a_question_whose_review_has_time_is_left_out(self) -> None:
        told = (
            SENT,
            ("10 Jun 2026", "clarification_requested", {"questions": (2,)}),
            ("20 Jun 2026", "clarified", {"questions": (2,)}),
            ("1 Jul 2026", "review_requested", {"questions": (1,)}),
            ("22 Jul 2026", "review_requested", {"questions": (2,)}),
        )
        assert about(life(*told, questions=2, regime="FOISA"), "30 Jul 2026") == (1,)


class TestElsewhere:
    def test_the_regulator_decides_what_is_too_early(self) -> None:
        assert about(life(SENT, questions=2), "2 Jun 2026") == ()

    def test_silence_that_was_chased_is_apart_from_a_review_that_has_time(self) -> None:
        told = (
            SENT,
            ("10 Jun 2026", "answered", {"outcomes": outcomes(q1="refused")}),
            ("12 Jun 2026", "review_requested", {"questions": (1,)}),
            ("2 Jul 2026", "chased"),
        )
        assert about(life(*told, questions=2), "10 Jul 2026") == (2,)

    def test_what_a_notice_orders_is_apart_from_what_still_waits(self) -> None:
        one = {"questions": (1,)}
        told = (SENT, ("1 Jul 2026", "chased", one), ("10 Jul 2026", "complained", one), NOTICE)
        assert about(life(*told, questions=2), "3 Sep 2026") == (1,)

    def test_ones_own_data_is_not_told_apart(self) -> None:
        assert about(life(SENT, questions=2, regime="SAR"), "10 Jul 2026") == ()
