"""When a request was answered: what counts as an answer, and the working days that it took."""

from __future__ import annotations

import pytest
from support.lives import day, outcomes
from support.reports import SENT, answered, answering_of

from foi_tracker.requests.report import waits


class TestAnAnswer:
    @pytest.mark.parametrize("kind", ["acknowledged", "holding", "extended", "clarification_requested"])
    def test_a_reply_without_substance_is_none(self, kind: str) -> None:
        assert answering_of(SENT, ("4 Mar 2026", kind), questions=1).first is None

    @pytest.mark.parametrize("outcome", ["to_follow", "ignored"])
    def test_to_follow_and_silence_are_none(self, outcome: str) -> None:
        assert answering_of(SENT, answered("4 Mar 2026", q1=outcome), questions=1).first is None

    @pytest.mark.parametrize("outcome", ["released", "refused", "not_held", "over_cost", "future_publication"])
    def test_a_refusal_is_one(self, outcome: str) -> None:
        found = answering_of(SENT, answered("4 Mar 2026", q1=outcome), questions=1)
        assert found.first is not None
        assert (found.first.on, found.first.days) == (day("4 Mar 2026"), 2)

    def test_one_that_says_nothing_of_the_questions_answers_them_all(self) -> None:
        found = answering_of(SENT, answered("4 Mar 2026"), questions=2)
        assert [answer.on for answer in found.answers] == [day("4 Mar 2026")] * 2
        assert found.full is not None

    def test_one_in_pieces_is_full_with_the_last(self) -> None:
        found = answering_of(
            SENT, answered("4 Mar 2026", q2="released"), answered("12 Mar 2026", q1="refused"), questions=2
        )
        assert found.first is not None
        assert found.full is not None
        assert (found.first.days, found.full.days) == (2, 8)

    def test_the_first_answer_to_a_question_is_counted_and_the_last_outcome_holds(self) -> None:
        found = answering_of(
            SENT,
            answered("4 Mar 2026", q1="refused s43"),
            ("5 Mar 2026", "review_requested"),
            ("20 Mar 2026", "review_answered", {"outcomes": outcomes(q1="released")}),
            questions=1,
        )
        (answer,) = found.answers
        assert (answer.question.outcome, answer.on, answer.days) == ("released", day("4 Mar 2026"), 2)

    def test_a_request_without_numbered_questions_is_one_question(self) -> None:
        found = answering_of(SENT, ("4 Mar 2026", "answered", {"outcomes": {0: outcomes(q1="partly s40")[1]}}))
        (answer,) = found.answers
        assert (answer.question.number, answer.question.outcome, answer.question.exemptions) == (0, "partly", ("s40",))
        assert found.in_time_by_due is True

    def test_a_review_of_silence_can_give_it(self) -> None:
        found = answering_of(
            SENT,
            ("20 Apr 2026", "review_requested"),
            ("5 May 2026", "review_answered", {"outcomes": outcomes(q1="released")}),
            questions=1,
            regime="FOISA",
        )
        assert found.first is not None
        assert (found.in_time_by_latest, found.late_now, found.never_answered) == (False, False, False)
        # Due on 30 March in Scotland; late until the review, in which it was answered, and no longer.
        assert found.days_late == 24

    def test_a_review_answers_what_it_gives_an_outcome(self) -> None:
        found = answering_of(
            SENT,
            answered("4 Mar 2026", q1="released", q2="ignored"),
            ("5 Mar 2026", "review_requested"),
            ("20 Mar 2026", "review_answered", {"outcomes": outcomes(q2="released")}),
            questions=2,
        )
        assert [answer.on for answer in found.answers] == [day("4 Mar 2026"), day("20 Mar 2026")]

    def test_an_outcome_of_a_review_does_not_answer_what_was_not_asked(self) -> None:
        found = answering_of(
            SENT,
            answered("4 Mar 2026", q1="refused", q2="ignored"),
            ("5 Mar 2026", "review_requested", {"questions": (1,)}),
            ("20 Mar 2026", "review_answered", {"result": "kept"}),
            questions=2,
        )
        assert [answer.on for answer in found.answers] == [day("4 Mar 2026"), None]


class TestLateNow:
    """Late on 1 April; asked back on 2 April and explained on 7 April, they are in time again until 7 May."""

    asked = (SENT, ("2 Apr 2026", "clarification_requested"))
    explained = (*asked, ("7 Apr 2026", "clarified", {"via": "email"}))

    def test_it_is_judged_by_the_clock_that_runs(self) -> None:
        for told, today in ((self.asked, "6 Apr 2026"), (self.explained, "8 Apr 2026")):
            found = answering_of(*told, today=today, questions=1)
            assert (found.late_now, found.never_answered, found.in_time_by_latest) == (False, False, False), today
            assert waits(found)

    def test_it_is_late_again_when_that_is_over(self) -> None:
        found = answering_of(*self.explained, today="1 Jun 2026", questions=1)
        assert (found.late_now, found.never_answered, waits(found)) == (True, True, False)

    def test_a_notice_about_silence_is_no_answer(self) -> None:
        told = (("1 Apr 2026", "chased"), ("10 Apr 2026", "complained"), ("1 May 2026", "decision_issued"))
        assert answering_of(SENT, *told, questions=1).late_now


class TestDays:
    def test_scotland_counts_by_its_own_holidays(self) -> None:
        # 6 April, Easter Monday, is a working day in Scotland alone.
        told = (("1 Apr 2026", "sent"), answered("8 Apr 2026", q1="released"))
        days = {regime: answering_of(*told, questions=1, regime=regime).answers[0].days for regime in ("FOIA", "FOISA")}
        assert days == {"FOIA": 3, "FOISA": 4}

    def test_they_begin_again_with_your_clarification(self) -> None:
        found = answering_of(
            SENT,
            ("4 Mar 2026", "clarification_requested"),
            ("11 Mar 2026", "clarified"),
            answered("16 Mar 2026", q1="released"),
            questions=1,
        )
        assert found.answers[0].days == 3

    def test_days_on_which_a_fee_was_awaited_do_not_count(self) -> None:
        # Counted are 3, 12, 13 and 16 March: the notice of the 4th and the payment of the 11th do not count.
        found = answering_of(
            SENT,
            ("4 Mar 2026", "fee_requested"),
            ("11 Mar 2026", "fee_paid"),
            answered("16 Mar 2026", q1="released"),
            questions=1,
        )
        assert found.answers[0].days == 4

    def test_an_extension_does_not_begin_them_again(self) -> None:
        found = answering_of(
            SENT,
            ("30 Mar 2026", "extended", {"exemptions": ["s43(2)"], "basis": "public-interest"}),
            answered("2 Apr 2026", q1="refused s43(2)"),
            questions=1,
        )
        assert found.answers[0].days == 22
        assert found.in_time_by_due is True
