"""Letters about requests whose questions went different ways: several reviews, notices and reminders, promises kept."""

from __future__ import annotations

from typing import Any

import pytest
from support.followed import letter
from support.letters import words
from support.lives import day, life, outcomes, standing

from foi_tracker.errors import Refused
from foi_tracker.law.calendar import shipped
from foi_tracker.letters.follow_ups import fitting_standing
from foi_tracker.letters.matter import followed
from foi_tracker.letters.templates import find
from foi_tracker.requests.request import Request

EMAIL = {"via": "email"}
SENT = ("1 Jun 2026", "sent", EMAIL)
SCOTTISH_SENT = ("2 Mar 2026", "sent", EMAIL)
APPLICATION = "application-scottish-commissioner"


def scottish(*told: tuple[Any, ...], questions: int = 2) -> Request:
    return life(*told, questions=questions, regime="FOISA")


def said(name: str, request: Request, today: str, **given: Any) -> str:
    nation = "scotland" if request.regime in ("FOISA", "EISR") else "england"
    return words(letter(name, request, today, nation=nation, **given))


def about(name: str, request: Request, today: str) -> tuple[int, ...] | None:
    """Return the questions that the letter is recorded about, empty for all."""
    return followed(find(name), standing(request, today), today=day(today), calendar=shipped()).request.about


def fitting(request: Request, today: str) -> tuple[str, ...]:
    return fitting_standing(standing(request, today), request.regime)


def review(on: str, *numbers: int) -> tuple[str, str, dict[str, Any]]:
    return on, "review_requested", EMAIL | ({"questions": numbers} if numbers else {})


def chaser(on: str, *numbers: int) -> tuple[str, str, dict[str, Any]]:
    return on, "chased", EMAIL | ({"questions": numbers} if numbers else {})


def answer(on: str, **told: str) -> tuple[str, str, dict[str, Any]]:
    return on, "answered", {"outcomes": outcomes(**told)}


def outcome(on: str, **told: str) -> tuple[str, str, dict[str, Any]]:
    return on, "review_answered", {"outcomes": outcomes(**told)}


class TestReviewsOfSilence:
    """In Scotland one review of the silence is asked for; the letters after it are about the rest."""

    first = (
        ("29 May 2026", "sent", EMAIL),
        ("8 Jun 2026", "clarification_requested", {"questions": (2,)}),
        ("13 Jun 2026", "clarified", {**EMAIL, "questions": (2,)}),
        review("30 Jun 2026", 1, 3),
    )

    @pytest.mark.parametrize("name", ["review-late", "chaser"])
    def test_what_is_under_review_is_in_no_other_letter(self, name: str) -> None:
        request = scottish(*self.first, questions=3)
        text = said(name, request, "20 Jul 2026")
        assert "- question 2: q2" in text
        assert "question 1:" not in text
        assert "This letter is not about questions 1 and 3." in text
        assert "there you may have more time" not in text
        assert about(name, request, "20 Jul 2026") == (2,)

    @pytest.mark.parametrize("name", ["review-late", "chaser"])
    def test_a_review_of_all_that_is_late_is_not_asked_for_twice(self, name: str) -> None:
        request = scottish(*self.first, review("20 Jul 2026", 2), questions=3)
        with pytest.raises(Refused, match="You asked for a review of request 1 on Monday 20 July 2026"):
            letter(name, request, "21 Jul 2026")

    def test_the_application_names_each_requirement(self) -> None:
        text = said(APPLICATION, scottish(*self.first, review("20 Jul 2026", 2), questions=3), "1 Sep 2026")
        assert "I sent it to the authority on Tuesday 30 June 2026. I have had no outcome" in text
        assert "I sent a further one, on question 2, on Monday 20 July 2026." in text
        assert "requirement for review of Tuesday 30 June 2026; - my requirement for review of Monday 20 July" in text

    def test_an_outcome_in_pieces_is_of_one_review(self) -> None:
        told = (answer("20 Mar 2026", q1="refused", q2="refused"), review("21 Mar 2026"))
        request = scottish(SCOTTISH_SENT, *told, outcome("10 Apr 2026", q1="refused s30"))
        text = said(APPLICATION, request, "23 Apr 2026")
        assert "It does not cover every question; the time for the others, 20 working days, ended on Monday 20" in text
        assert "further" not in text

    def test_the_outcome_of_another_review_is_not_that_of_this_one(self) -> None:
        told = (answer("20 Mar 2026", q1="refused", q2="refused"), review("23 Mar 2026", 1), review("24 Mar 2026", 2))
        request = scottish(SCOTTISH_SENT, *told, outcome("10 Apr 2026", q2="released"))
        text = said(APPLICATION, request, "1 May 2026")
        assert "I sent it to the authority on Monday 23 March 2026. I have had no outcome" in text
        assert "the outcome of the review" not in text


class TestPromises:
    """What was to follow, and has not come in its time, has not been answered."""

    @pytest.mark.parametrize(
        ("first", "asked", "today"),
        [("released", review("1 Apr 2026", 2), "1 May 2026"), ("refused", review("10 Apr 2026"), "12 May 2026")],
    )
    def test_the_application_names_what_did_not_follow(self, first: str, asked: tuple[Any, ...], today: str) -> None:
        request = scottish(SCOTTISH_SENT, answer("20 Mar 2026", q1=first, q2="to_follow"), asked)
        text = said(APPLICATION, request, today)
        assert "- question 2: q2 The authority has not answered it." in text
        assert ("question 1" in text) == (first == "refused")

    def test_a_promise_during_the_review_does_not_take_the_question_out_of_the_complaint(self) -> None:
        refused = (answer("15 Jun 2026", q1="refused", q2="refused"), review("16 Jun 2026"))
        request = life(SENT, *refused, answer("20 Jun 2026", q2="to_follow"), questions=2)
        text = said("complaint-ico-review-unanswered", request, "14 Aug 2026")
        assert "- question 2: q2 The authority has not answered it." in text

    def test_nor_does_a_promise_in_its_outcome(self) -> None:
        refused = (answer("15 Jun 2026", q1="refused", q2="refused"), review("16 Jun 2026"))
        request = life(SENT, *refused, outcome("20 Jul 2026", q1="refused", q2="to_follow"), questions=2)
        assert "question 2: q2 The authority has not" in said("complaint-ico-after-review", request, "14 Aug 2026")

    def test_what_may_still_follow_is_not_called_unanswered(self) -> None:
        request = life(SENT, answer("8 Jun 2026", q1="refused", q2="to_follow"), questions=2)
        assert "question 2" not in said("review-refused", request, "15 Jun 2026")
        assert about("review-refused", request, "15 Jun 2026") == (1,)


class TestPassedOver:
    """A review of what an answer passed over leaves the rest of the answer to another one."""

    def test_it_is_recorded_of_these_questions_alone(self) -> None:
        request = life(SENT, answer("15 Jun 2026", q1="refused", q2="ignored"), questions=3)
        assert about("review-part-ignored", request, "16 Jun 2026") == (2,)
        assert about("review-part-ignored", request, "6 Jul 2026") == (2, 3)
        assert "question 1" not in said("review-part-ignored", request, "6 Jul 2026")


class TestReleased:
    """What was released leaves nothing to be reviewed, and nobody is said to owe a review of it."""

    SENT_AND_ANSWERED = (SENT, answer("15 Jun 2026", q1="refused s43(2)", q2="released"))

    def test_a_review_is_not_recorded_about_it(self) -> None:
        request = life(*self.SENT_AND_ANSWERED, questions=3)
        assert about("review-refused", request, "20 Jun 2026") == (1,)

    def test_alone_it_can_be_doubted_by_hand(self) -> None:
        request = life(SENT, answer("15 Jun 2026", q1="released"), questions=1)
        assert about("review-refused", request, "20 Jun 2026") == ()


class TestReminders:
    """A reminder counts for the questions that it was about."""

    def test_a_complaint_of_silence_leaves_out_what_they_were_not_reminded_of(self) -> None:
        request = life(SENT, chaser("6 Jul 2026", 1), questions=2)
        text = said("complaint-ico-no-answer", request, "24 Jul 2026")
        assert "I have had no answer to: - question 1: q1 The time" in text
        assert "This complaint is not about question 2." in text
        assert "- question 2" not in text
        assert about("complaint-ico-no-answer", request, "24 Jul 2026") == (1,)

    def test_each_reminder_is_named_and_enclosed(self) -> None:
        request = life(SENT, chaser("6 Jul 2026", 1), chaser("8 Jul 2026", 2), questions=2)
        text = said("complaint-ico-no-answer", request, "24 Jul 2026")
        assert "I reminded the authority on Monday 6 July 2026 and on Wednesday 8 July 2026, and that has not" in text
        assert "- my reminders of Monday 6 July 2026 and Wednesday 8 July 2026;" in text

    def test_of_two_reminders_of_everything_the_last_is_named(self) -> None:
        request = life(SENT, chaser("6 Jul 2026"), chaser("8 Jul 2026"), questions=2)
        text = said("complaint-ico-no-answer", request, "24 Jul 2026")
        assert "I reminded the authority on Wednesday 8 July 2026, and" in text
        assert "6 July" not in text

    def test_a_complaint_about_own_data_is_not_recorded_of_what_is_in_time(self) -> None:
        request = life(SENT, answer("8 Jun 2026", q1="refused"), questions=2, regime="SAR")
        assert about("sar-complaint", request, "20 Jun 2026") == (1,)
        assert about("sar-complaint", request, "20 Jul 2026") == ()


class TestNotices:
    """Of two notices each has its own questions and its own time."""

    before = (
        SENT,
        chaser("2 Jul 2026"),
        ("10 Jul 2026", "complained", {"questions": (1,)}),
        ("11 Jul 2026", "complained", {"questions": (2,)}),
    )
    first = ("10 Aug 2026", "decision_issued", {"until": day("9 Sep 2026"), "outcomes": outcomes(q2="released")})
    second = ("1 Sep 2026", "decision_issued", {"until": day("1 Oct 2026"), "outcomes": outcomes(q1="released")})

    def test_the_notice_is_the_one_whose_time_is_over(self) -> None:
        request = life(*self.before, self.first, self.second, questions=2)
        text = said("not-complied", request, "10 Sep 2026")
        assert "Your decision notice of Monday 10 August 2026 concerns question 2 of my request" in text
        assert "It gave the authority until Wednesday 9 September 2026" in text
        assert about("not-complied", request, "10 Sep 2026") == (2,)

    def test_each_notice_has_its_own_reference(self) -> None:
        first = (*self.first[:2], {**self.first[2], "ref": "IC-1"})
        second = (*self.second[:2], {**self.second[2], "ref": "IC-2"})
        assert "notice IC-1 of Monday 10" in said(
            "not-complied", life(*self.before, first, second, questions=2), "10 Sep 2026"
        )
        without = said("not-complied", life(*self.before, self.first, second, questions=2), "10 Sep 2026")
        assert "IC-2" not in without

    def test_an_answer_to_another_question_is_no_answer_to_what_the_notice_orders(self) -> None:
        request = life(*self.before, self.first, answer("20 Aug 2026", q1="refused"), questions=2)
        assert "I have seen nothing to show" in said("not-complied", request, "10 Sep 2026")

    def test_an_appeal_against_another_notice_hinders_nothing(self) -> None:
        appealed = ("8 Sep 2026", "appealed", {"questions": (1,)})
        request = life(*self.before, self.first, self.second, appealed, questions=2)
        assert "notice of Monday 10 August" in said("not-complied", request, "10 Sep 2026")

    def test_silence_after_a_notice_goes_to_no_review(self) -> None:
        notice = ("10 Aug 2026", "decision_issued", {"until": day("9 Sep 2026")})
        told = (SENT, chaser("2 Jul 2026"), ("10 Jul 2026", "complained"), notice)
        request = life(*told, answer("1 Sep 2026", q1="refused s41"), questions=2)
        assert "review-part-ignored" not in fitting(request, "15 Sep 2026")
        text = said("review-refused", request, "15 Sep 2026")
        assert "question 2" not in text
        assert about("review-refused", request, "15 Sep 2026") == (1,)
        with pytest.raises(Refused, match="went to a review or to the regulator, and no answer came since"):
            letter("review-part-ignored", life(*told, answer("1 Sep 2026", q1="released"), questions=2), "15 Sep 2026")


class TestEnclosures:
    """Nothing is enclosed that there is not, and nothing said of some questions that is so of all."""

    def test_a_review_of_silence_has_an_outcome_and_no_answer(self) -> None:
        told = (review("1 Apr 2026"), outcome("20 Apr 2026", q1="refused s30", q2="released"))
        assert "the authority's answer;" not in said(APPLICATION, scottish(SCOTTISH_SENT, *told), "23 Apr 2026")
        told = (review("2 Jul 2026"), outcome("20 Jul 2026", q1="refused s41", q2="released"))
        text = said("complaint-ico-after-review", life(SENT, *told, questions=2), "23 Jul 2026")
        assert "Enclosures: - my request of Monday 1 June 2026; - my request for an internal review of" in text

    def test_an_outcome_is_missing_for_all_that_they_did_not_decide_whatever_their_law(self) -> None:
        told = (
            ("8 Jun 2026", "reclassified", {"regime": "EIR", "questions": (2,)}),
            answer("15 Jun 2026", q1="refused s43(2)", q2="refused reg12(5)(e)"),
            review("16 Jun 2026"),
        )
        text = said("complaint-ico-review-unanswered", life(SENT, *told, questions=2), "1 Sep 2026")
        assert "The outcome is missing for questions 1 and 2." in text


@pytest.mark.parametrize("told", [(), (answer("15 Jun 2026", q1="refused"),)], ids=["silence", "half an answer"])
def test_the_holder_of_own_data_gets_one_complaint(told: tuple[Any, ...]) -> None:
    request = life(SENT, *told, chaser("20 Jul 2026"), questions=2, regime="SAR")
    assert "sar-complaint" not in fitting(request, "1 Sep 2026")
