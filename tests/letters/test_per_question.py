"""Each question keeps its own dates in every letter: nobody is accused for one whose time may still run."""

from __future__ import annotations

from typing import Any

import pytest
from support.followed import letter
from support.letters import words
from support.lives import day, life, outcomes

from foi_tracker.errors import Refused
from foi_tracker.requests.request import Request

SENT = ("1 Jun 2026", "sent", {"via": "email"})
SCOTTISH = {"regime": "FOISA"}
# The public interest is weighed for question 2 alone; question 1 is due on 30 June, question 2 on 28 July.
EXTENDED = ("22 Jun 2026", "extended", {"exemptions": ("s43(2)",), "until": day("28 Jul 2026"), "questions": (2,)})
# Question 2 is due anew, 20 working days after the clarification.
CLARIFIED = (
    ("10 Jun 2026", "clarification_requested", {"questions": (2,)}),
    ("20 Jun 2026", "clarified", {"questions": (2,), "via": "email"}),
)


def said(name: str, request: Request, today: str, **given: Any) -> str:
    return words(letter(name, request, today, **given))


class TestSomeAreLate:
    """What is late is spoken of as late, and the rest left alone."""

    @pytest.mark.parametrize("told", [(SENT, EXTENDED), (SENT, *CLARIFIED)], ids=["extended", "clarified"])
    def test_a_chaser_is_about_the_late_question_alone(self, told: tuple[Any, ...]) -> None:
        text = said("chaser", life(*told, questions=2), "6 Jul 2026")
        assert "I still wait for your answer to: - question 1: q1 The time for an answer is 20 working" in text
        assert "the time ended on Tuesday 30 June 2026, 4 working days ago." in text
        assert "This letter is not about question 2: there you may have more time." in text
        assert "does not change" not in text
        assert "28 July" not in text

    def test_a_complaint_about_silence_leaves_out_what_is_in_time(self) -> None:
        request = life(SENT, EXTENDED, ("6 Jul 2026", "chased"), questions=2)
        text = said("complaint-ico-no-answer", request, "20 Jul 2026")
        assert "Authority has not answered part of my request" in text
        assert "I have had no answer to: - question 1: q1 The time" in text
        assert "This complaint is not about question 2: there the authority may have more time." in text
        assert "its letter of" not in text

    def test_a_scottish_review_of_silence_is_of_what_is_late(self) -> None:
        asked = ("10 Mar 2026", "clarification_requested", {"questions": (2,)})
        told = ("24 Mar 2026", "clarified", {"questions": (2,), "via": "email"})
        request = life(("2 Mar 2026", "sent", {"via": "email"}), asked, told, questions=2, **SCOTTISH)
        text = said("review-late", request, "1 Apr 2026", nation="scotland")
        assert "What I asked for: - question 1: q1 I ask for the review because I have had no answer to this." in text
        assert "question 2: q2" not in text
        both = said("review-late", request, "30 Apr 2026", nation="scotland")
        assert "On question 1: The time for an answer is 20 working days" in both
        assert "ended on Monday 30 March 2026" in both
        assert "You received my clarification on Tuesday 24 March 2026" in both
        assert "ended on Wednesday 22 April 2026" in both

    def test_two_dates_that_are_over_are_both_given(self) -> None:
        text = said("chaser", life(SENT, EXTENDED, questions=2), "10 Aug 2026")
        assert "On question 1: The time for an answer is 20 working days" in text
        assert "On question 2: On Monday 22 June 2026 you told me that you needed more time, until Tuesday 28" in text
        assert "not about" not in text

    def test_what_waits_for_the_writer_is_chased_by_no_letter(self) -> None:
        asked = ("10 Jun 2026", "clarification_requested")
        with pytest.raises(Refused, match="No time for an answer runs for request 1 now"):
            letter("chaser", life(SENT, asked, questions=2), "10 Jul 2026")
        with pytest.raises(Refused, match="No time for an answer runs"):
            letter("complaint-ico-no-answer", life(SENT, asked, ("12 Jun 2026", "chased"), questions=2), "10 Jul 2026")

    def test_own_data_that_may_still_come_are_not_complained_of(self) -> None:
        given = ("8 Jun 2026", "answered", {"outcomes": outcomes(q1="refused")})
        request = life(SENT, given, questions=2, regime="SAR")
        early = said("sar-complaint", request, "20 Jun 2026")
        assert "question 1: q1 Your answer: refused." in early
        assert "question 2" not in early
        assert "On question 2: The time for an answer is one month" in said("sar-complaint", request, "20 Jul 2026")


class TestMoreTime:
    """Extensions: the date that they named stands in the letter, whatever the count says."""

    def test_an_extension_past_the_guidance_names_their_date_too(self) -> None:
        told = {"exemptions": ("s43(2)",), "until": day("20 Aug 2026")}
        request = life(SENT, ("22 Jun 2026", "extended", told), ("1 Aug 2026", "chased"), questions=2)
        text = said("chaser", request, "10 Aug 2026")
        assert "you told me that you needed more time, until Thursday 20 August 2026. The ICO's guidance is" in text
        assert "By my count that ended on Wednesday 29 July 2026, 7 working days ago. The day that you named is" in text
        complaint = said("complaint-ico-no-answer", request, "24 Aug 2026")
        assert "The day that the authority named has passed as well." in complaint
        assert "- its letter of Monday 22 June 2026;" in complaint

    def test_under_the_regulations_the_longest_time_is_law(self) -> None:
        told = {"basis": "complex-voluminous", "until": day("20 Aug 2026")}
        text = said("chaser", life(SENT, ("22 Jun 2026", "extended", told), questions=1, regime="EIR"), "10 Aug 2026")
        assert "The longest time that regulation 7(1) gives is 40 working days from receipt." in text
        assert "guidance" not in text

    def test_a_second_wish_for_more_time_stands_beside_the_first(self) -> None:
        first = ("22 Jun 2026", "extended", {"exemptions": ("s43(2)",), "until": day("20 Jul 2026")})
        request = life(SENT, first, ("18 Jul 2026", "holding", {"until": day("20 Aug 2026")}), questions=1)
        text = said("chaser", request, "10 Aug 2026")
        assert "until Monday 20 July 2026. By my count that time ended on Monday 20 July 2026" in text
        assert "that you need still more time, until Thursday 20 August 2026. By my count it does not change" in text

    def test_the_day_on_which_they_say_they_received_it_is_named(self) -> None:
        request = life(SENT, ("4 Jun 2026", "acknowledged", {"received": day("3 Jun 2026")}), questions=1)
        text = said("chaser", request, "6 Jul 2026")
        assert "You received the request on Monday 1 June 2026" in text
        assert (
            "You write that you received it on Wednesday 3 June 2026; even so the time ended on Thursday 2 July" in text
        )
        assert "then the time ends on Thursday 2 July 2026 at the latest" in said("chaser", request, "29 Jun 2026")

    def test_the_days_that_waited_for_a_fee_are_left_out_of_the_count(self) -> None:
        request = life(SENT, ("8 Jun 2026", "fee_requested"), ("12 Jun 2026", "fee_paid"), questions=1)
        text = said("chaser", request, "20 Jul 2026")
        assert (
            "and the days from Monday 8 June 2026 to Friday 12 June 2026 (the fee), the time ended on Tuesday 7" in text
        )


class TestDoubt:
    """Between the two dates a letter gives both, and says of neither that it has passed."""

    def test_a_posted_request_may_have_arrived_later(self) -> None:
        request = life(("1 Jun 2026", "sent", {"via": "post"}), ("20 Jun 2026", "chased"), questions=1)
        text = said("chaser", request, "3 Jul 2026")
        assert (
            "ends on Monday 6 July 2026, counted most generously (strictly it was Thursday 2 July 2026). Please" in text
        )
        assert "ended" not in text
        with pytest.raises(Refused, match="may not be late: by the most generous count it is due by Monday 6 July"):
            letter("complaint-ico-no-answer", request, "3 Jul 2026")

    def test_a_school_is_late_from_its_sixtieth_working_day(self) -> None:
        request = life(SENT, ("20 Jul 2026", "chased"), questions=1, kind="school")
        early = said("chaser", request, "20 Jul 2026")
        assert "not counting days that are no school days, or the 60th working day if that is sooner" in early
        assert "regulation 3 of SI 2004/3364" in early
        assert "ends on Tuesday 30 June 2026 at the earliest and on Thursday 27 August 2026 at the latest" in early
        assert "ago" not in early
        with pytest.raises(Refused, match="may not be late: by the most generous count it is due by Thursday 27 Aug"):
            letter("complaint-ico-no-answer", request, "20 Jul 2026")
        late = said("complaint-ico-no-answer", request, "14 Sep 2026")
        assert "the 60th working day was Thursday 27 August 2026, 11 working days ago" in late
        assert "30 June" not in late
        northern = said("chaser", request, "14 Sep 2026", nation="northern-ireland")
        assert "regulation 2 of SI 2009/1369" in northern

    def test_a_school_under_the_regulations_has_no_count_of_its_own(self) -> None:
        text = said("chaser", life(SENT, questions=1, kind="school", regime="EIR"), "6 Jul 2026")
        assert "school" not in text
        assert "ended on Tuesday 30 June 2026" in text


class TestReviews:
    """Answers and reviews with dates of their own."""

    def test_answers_of_two_days_keep_their_dates(self) -> None:
        first = ("20 Jun 2026", "answered", {"outcomes": outcomes(q1="refused s43(2)")})
        second = ("20 Jul 2026", "answered", {"outcomes": outcomes(q2="not_held")})
        request = life(SENT, first, second, questions=2)
        text = said("review-refused", request, "19 Aug 2026")
        assert "question 1: q1 Your answer of Saturday 20 June 2026: refused" in text
        assert "question 2: q2 Your answer of Monday 20 July 2026: not held" in text
        assert "is dated" not in text
        assert "Your answer is dated Monday 20 July 2026." in said("review-not-held", request, "19 Aug 2026")

    def test_what_is_under_review_is_not_asked_for_again(self) -> None:
        told = (
            ("20 Jun 2026", "answered", {"outcomes": outcomes(q1="refused s43(2)")}),
            ("1 Jul 2026", "review_requested", {"questions": (1,), "via": "email"}),
            ("20 Jul 2026", "answered", {"outcomes": outcomes(q2="refused s41")}),
        )
        text = said("review-refused", life(SENT, *told, questions=2), "22 Jul 2026")
        assert "Your answer is dated Monday 20 July 2026." in text
        assert "question 1" not in text

    def test_each_review_has_letters_of_its_own(self) -> None:
        told = (
            ("20 Jun 2026", "answered", {"outcomes": outcomes(q1="refused s43(2)", q2="refused s41")}),
            ("1 Jul 2026", "review_requested", {"questions": (1,), "via": "email"}),
            ("22 Jul 2026", "review_requested", {"questions": (2,), "via": "email"}),
        )
        request = life(SENT, *told, questions=2)
        text = said("review-chaser", request, "3 Aug 2026")
        assert "On Wednesday 1 July 2026 I asked you for an internal review" in text
        assert "question 2" not in text
        complaint = said("complaint-ico-review-unanswered", request, "1 Sep 2026")
        assert "I asked the authority for it on Wednesday 1 July 2026." in complaint
        assert "question 2" not in complaint

    def test_a_review_of_silence_and_one_of_the_answer_go_to_the_commissioner_together(self) -> None:
        told = (
            ("2 Mar 2026", "sent", {"via": "email"}),
            ("1 Apr 2026", "review_requested", {"via": "email"}),
            ("10 Apr 2026", "answered", {"outcomes": outcomes(q1="refused s33(1)(b)")}),
            ("20 Apr 2026", "review_requested", {"via": "email"}),
        )
        request = life(*told, questions=1, **SCOTTISH)
        name = "application-scottish-commissioner"
        assert "20 April" not in said(name, request, "8 May 2026", nation="scotland")
        text = said(name, request, "10 Jun 2026", nation="scotland")
        assert "I sent a further one on Monday 20 April 2026. I have had no outcome of that either" in text


class TestLaw:
    """The law that a letter cites is that of the clock, and of the request as it is treated now."""

    def test_a_request_that_they_treat_under_another_law_is_spoken_of_under_both(self) -> None:
        told = (("2 Mar 2026", "sent", {"via": "email"}), ("10 Mar 2026", "reclassified", {"regime": "EISR"}))
        request = life(*told, questions=1, **SCOTTISH)
        text = said("review-late", request, "20 Apr 2026", nation="scotland")
        assert "under regulation 16 of the Environmental Information (Scotland) Regulations 2004" in text
        assert "(regulation 5(2))" in text
        assert "section" not in text
        chaser = said("chaser", request, "20 Apr 2026", nation="scotland")
        assert "(Scotland) Act 2002 (treated now under the Environmental Information (Scotland) Regulations" in chaser


class TestBounces:
    """A letter that came back reached nobody."""

    def test_a_reminder_that_came_back_is_not_cited(self) -> None:
        request = life(SENT, ("6 Jul 2026", "chased"), ("7 Jul 2026", "undelivered"), questions=1)
        with pytest.raises(Refused, match="needs chased_on"):
            letter("complaint-ico-no-answer", request, "20 Jul 2026")

    def test_a_review_that_came_back_was_not_asked_for(self) -> None:
        told = (
            ("20 Jun 2026", "answered", {"outcomes": outcomes(q1="refused s43(2)")}),
            ("1 Jul 2026", "review_requested", {"via": "email"}),
            ("2 Jul 2026", "undelivered"),
        )
        with pytest.raises(Refused, match="has no review asked for"):
            letter("review-chaser", life(SENT, *told, questions=1), "1 Sep 2026")


class TestNotices:
    """A letter about a notice says what the notice gave, and what came since."""

    before = (SENT, ("1 Jul 2026", "chased"), ("10 Jul 2026", "complained"))
    dated = ("3 Aug 2026", "decision_issued", {"until": day("2 Sep 2026")})

    def test_an_answer_since_the_notice_is_not_passed_over(self) -> None:
        given = ("20 Aug 2026", "answered", {"outcomes": outcomes(q1="refused s43(2)")})
        request = life(*self.before, self.dated, given, questions=1)
        with pytest.raises(Refused, match="answered request 1 on Thursday 20 August 2026, after the notice") as caught:
            letter("not-complied", request, "3 Sep 2026")
        assert "{foi} got 1 complied" in str(caught.value.hint)
        text = said("not-complied", request, "3 Sep 2026", values={"missing": "The prices."})
        assert "The authority has answered again, on Thursday 20 August 2026" in text
        assert "I have seen nothing" not in text

    def test_a_notice_that_orders_nothing_is_not_said_to_have_been_disregarded(self) -> None:
        upheld = ("3 Aug 2026", "decision_issued", {"outcomes": outcomes(q1="refused s43(2)")})
        with pytest.raises(Refused, match="leaves the authority nothing to do"):
            letter("not-complied", life(*self.before, upheld, questions=1), "3 Oct 2026")

    def test_a_date_that_the_notice_did_not_give_is_not_guessed(self) -> None:
        with pytest.raises(Refused, match="needs comply_by"):
            letter("not-complied", life(*self.before, ("3 Aug 2026", "decision_issued"), questions=1), "3 Oct 2026")

    @pytest.mark.parametrize("since", ["complied", "appealed"])
    def test_what_is_done_or_under_appeal_is_not_complained_of(self, since: str) -> None:
        request = life(*self.before, self.dated, ("20 Aug 2026", since), questions=1)
        with pytest.raises(Refused, match=r"nothing more|is pending"):
            letter("not-complied", request, "3 Oct 2026")
