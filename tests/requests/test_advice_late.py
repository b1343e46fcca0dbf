"""What to do at the end of the ladder: notices, closed windows, own data, fees, schools, the calendar's end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.lives import day, life, outcomes, standing, working_day

from foi_tracker.errors import Refused
from foi_tracker.requests import order
from foi_tracker.requests.events import from_dict, to_dict
from foi_tracker.requests.request import Request

SENT = ("1 Jun 2026", "sent", {"via": "email"})
REFUSED = {"outcomes": outcomes(q1="refused")}
RELEASED = {"outcomes": outcomes(q1="released")}


def step(request: Request, today: str) -> tuple[str, date | None]:
    found = standing(request, today).step
    return found.kind, found.by


def lawful(request: Request, on: str, kind: str) -> bool:
    event = from_dict({"id": 99, **to_dict(kind, day(on))})
    try:
        order.check(1, sorted([*request.events, event], key=lambda e: (e.id != 1, e.on, e.id)), regime=request.regime)
    except Refused:
        return False
    return True


class TestPostedAnswerInScotland:
    posted = life(
        ("2 Mar 2026", "sent", {"via": "email"}),
        ("10 Mar 2026", "answered", {"via": "post", **REFUSED}),
        questions=1,
        regime="FOISA",
    )

    def test_a_review_can_be_asked_for_before_the_letter_counts_as_received(self) -> None:
        assert working_day(day("13 Mar 2026"), 40, scotland=True) == day("12 May 2026")
        for today in ("11 Mar 2026", "12 Mar 2026", "13 Mar 2026", "28 May 2026"):
            assert step(self.posted, today) == ("review", day("12 May 2026")), today
        assert step(self.posted, "29 May 2026") == ("review_late", None)


class TestOwnData:
    """Refused on 20 June: there is no review, but a complaint to whoever holds the data, and then the ICO."""

    told = (SENT, ("20 Jun 2026", "answered", REFUSED))

    def test_the_complaint_goes_to_the_holder_first(self) -> None:
        found = standing(life(*self.told, questions=1, regime="SAR"), "21 Jun 2026")
        assert (found.step.kind, "review" in found.step.why) == ("complain_controller", False)

    def test_they_have_thirty_calendar_days_and_then_the_ico_can_be_asked(self) -> None:
        complained = life(*self.told, ("21 Jun 2026", "chased"), questions=1, regime="SAR")
        assert step(complained, "21 Jul 2026") == ("wait_controller", day("22 Jul 2026"))
        assert step(complained, "22 Jul 2026") == ("complain_after_controller", None)

    def test_their_reply_to_the_complaint_opens_the_ico_at_once(self) -> None:
        replied = ("1 Jul 2026", "answered", REFUSED)
        found = life(*self.told, ("21 Jun 2026", "chased"), replied, questions=1, regime="SAR")
        assert step(found, "1 Jul 2026") == ("complain_after_controller", None)

    def test_a_reminder_about_silence_is_no_complaint_about_the_answer(self) -> None:
        reminded = (SENT, ("2 Jul 2026", "chased"), ("6 Jul 2026", "answered", REFUSED))
        assert step(life(*reminded, questions=1, regime="SAR"), "7 Jul 2026") == ("complain_controller", None)

    def test_one_that_came_back_reached_nobody(self) -> None:
        bounced = (("21 Jun 2026", "chased"), ("21 Jun 2026", "undelivered"))
        assert step(life(*self.told, *bounced, questions=1, regime="SAR"), "8 Aug 2026")[0] == "complain_controller"

    def test_with_the_ico_there_is_nothing_but_to_wait_and_then_to_close(self) -> None:
        asked = (*self.told, ("21 Jun 2026", "chased"), ("22 Jul 2026", "complained"))
        assert step(life(*asked, questions=1, regime="SAR"), "23 Jul 2026")[0] == "wait_regulator"
        closed = ("1 Sep 2026", "complaint_closed")
        assert step(life(*asked, closed, questions=1, regime="SAR"), "2 Sep 2026")[0] == "close"

    def test_all_of_it_leaves_nothing_and_an_unread_answer_is_read_first(self) -> None:
        given = ("20 Jun 2026", "answered", {"outcomes": outcomes(q1="released")})
        assert step(life(SENT, given, questions=1, regime="SAR"), "21 Jun 2026")[0] == "close"
        unread = standing(life(SENT, ("20 Jun 2026", "answered"), questions=1, regime="SAR"), "21 Jun 2026")
        assert (unread.step.kind, "review" in unread.step.why) == ("read_own_data", False)


class TestNotice:
    """Silence, a complaint, and a notice of 3 August that gives them to 2 September."""

    told = (
        SENT,
        ("1 Jul 2026", "chased"),
        ("10 Jul 2026", "complained"),
        ("3 Aug 2026", "decision_issued", {"until": day("2 Sep 2026")}),
    )
    answer = ("20 Aug 2026", "answered", REFUSED)

    def test_nothing_done_is_told_to_the_regulator(self) -> None:
        found = standing(life(*self.told, questions=1), "3 Sep 2026")
        assert (found.step.kind, found.overdue) == ("not_complied", True)

    def test_an_answer_since_is_asked_about_and_accuses_nobody(self) -> None:
        answered = life(*self.told, self.answer, questions=1)
        assert step(answered, "21 Aug 2026")[0] == "appeal", "its last day comes first"
        for today in ("2 Sep 2026", "3 Sep 2026"):
            assert step(answered, today) == ("check_compliance", day("2 Sep 2026")), today
        assert not standing(answered, "3 Sep 2026").overdue
        done = life(*self.told, self.answer, ("1 Sep 2026", "complied"), questions=1)
        assert step(done, "3 Sep 2026")[0] == "review"

    def test_an_answer_to_another_question_is_no_compliance(self) -> None:
        notice = ("3 Aug 2026", "decision_issued", {"until": day("2 Sep 2026"), "questions": (2,)})
        found = life(*self.told[:3], notice, self.answer, questions=2)
        assert standing(found, "3 Sep 2026").step.kind == "not_complied"

    def test_the_regulator_can_be_told_though_no_review_was_asked_for(self) -> None:
        answered = life(*self.told, self.answer, questions=1)
        assert lawful(answered, "3 Sep 2026", "complained")
        assert not lawful(life(SENT, ("10 Jun 2026", "answered", REFUSED), questions=1), "3 Sep 2026", "complained")
        told = life(*self.told, self.answer, ("3 Sep 2026", "complained"), questions=1)
        assert step(told, "4 Sep 2026")[0] == "review", "of the notice nothing is left to do but to wait"

    @pytest.mark.parametrize("details", [{}, {"by": "authority"}], ids=["yours", "theirs"])
    def test_while_an_appeal_is_pending_nobody_is_late(self, details: dict[str, Any]) -> None:
        appealed = life(*self.told, ("10 Aug 2026", "appealed", details), questions=1)
        found = standing(appealed, "3 Sep 2026")
        assert (found.step.kind, found.status, found.overdue, found.due_on) == ("wait_tribunal", "appeal", False, None)

    def test_after_your_appeal_the_next_date_is_asked_for_not_asserted(self) -> None:
        decided = (("10 Aug 2026", "appealed"), ("10 Oct 2026", "appeal_decided"))
        found = standing(life(*self.told, *decided, questions=1), "11 Oct 2026")
        assert (found.step.kind, found.overdue) == ("after_appeal", False)

    def test_a_notice_without_a_date_never_makes_them_late(self) -> None:
        undated = ("3 Aug 2026", "decision_issued")
        request = life(*self.told[:3], undated, questions=1)
        for today, kind in (("7 Sep 2026", "wait_unknown"), ("8 Sep 2026", "check_notice")):
            found = standing(request, today)
            assert (found.step.kind, found.overdue) == (kind, False), today

    def test_a_complaint_that_it_was_not_done_ends_when_it_is_done(self) -> None:
        told = (*self.told, ("3 Sep 2026", "complained"))
        assert step(life(*told, questions=1), "6 Sep 2026")[0] == "wait_regulator"
        assert step(life(*told, ("6 Sep 2026", "complied"), questions=1), "7 Sep 2026")[0] == "lapsed"

    @pytest.mark.parametrize(("said", "to_do"), [({}, True), (RELEASED, True), (REFUSED, False)])
    def test_after_their_appeal_the_next_date_is_asked_for_unless_it_was_allowed(
        self, said: dict[str, Any], to_do: bool
    ) -> None:
        told = (*self.told, ("10 Aug 2026", "appealed", {"by": "authority"}), ("10 Oct 2026", "appeal_decided", said))
        assert (step(life(*told, questions=1), "11 Oct 2026")[0] == "after_appeal") == to_do
        done = life(*told, ("20 Oct 2026", "complied"), questions=1)
        assert step(done, "21 Oct 2026")[0] != "after_appeal"

    def test_an_answer_after_the_appeal_is_what_was_to_be_done(self) -> None:
        told = (*self.told, ("10 Aug 2026", "appealed", {"by": "authority"}), ("10 Oct 2026", "appeal_decided"))
        answered = ("20 Oct 2026", "answered", RELEASED)
        assert step(life(*told, answered, questions=1), "21 Oct 2026")[0] == "close"


class TestTwoNotices:
    """One of 10 August on the second question, one of 1 September on the first."""

    told = (
        SENT,
        ("1 Jul 2026", "chased"),
        ("10 Jul 2026", "complained"),
        ("10 Aug 2026", "decision_issued", {"until": day("9 Sep 2026"), "questions": (2,)}),
        ("1 Sep 2026", "decision_issued", {"until": day("1 Oct 2026"), "questions": (1,)}),
    )

    def test_what_was_done_for_one_leaves_the_other(self) -> None:
        done = life(*self.told, ("5 Sep 2026", "complied", {"questions": (2,)}), questions=2)
        found = standing(done, "2 Oct 2026")
        assert (found.step.kind, found.status, found.due_on) == ("not_complied", "decision", day("1 Oct 2026"))

    def test_what_names_no_question_is_done_for_both(self) -> None:
        done = life(*self.told, ("5 Sep 2026", "complied"), questions=2)
        assert standing(done, "2 Oct 2026").status == "answered"

    def test_done_for_one_the_complaint_about_the_other_is_waited_for(self) -> None:
        other = ("10 Sep 2026", "complained", {"questions": (1,)})
        told = life(*self.told[:4], other, ("12 Sep 2026", "complied", {"questions": (2,)}), questions=2)
        assert standing(told, "14 Sep 2026").step.kind == "wait_regulator"


class TestWindowsThatClosed:
    answered = ("10 Jun 2026", "answered", REFUSED)
    review = ("12 Jun 2026", "review_requested")
    kept = ("22 Jun 2026", "review_answered", {"result": "kept"})

    def test_after_the_six_weeks_of_the_ico_a_complaint_can_still_be_tried(self) -> None:
        found = life(SENT, self.answered, self.review, self.kept, questions=1)
        assert step(found, "3 Aug 2026") == ("complain_outcome", day("3 Aug 2026"))
        assert step(found, "4 Aug 2026") == ("complain_late", None)

    def test_after_the_six_months_of_scotland_too(self) -> None:
        found = life(SENT, self.answered, self.review, self.kept, questions=1, regime="FOISA")
        assert step(found, "22 Dec 2026")[0] == "complain_outcome"
        assert step(found, "23 Dec 2026") == ("complain_late", None)

    def test_a_review_that_never_came_is_not_forgotten(self) -> None:
        found = life(SENT, self.answered, self.review, questions=1, regime="FOISA")
        assert step(found, "13 Jan 2027") == ("complain_review", day("13 Jan 2027"))
        assert step(found, "14 Jan 2027") == ("complain_late", None)

    def test_a_complaint_that_went_is_waited_for(self) -> None:
        asked = ("3 Aug 2026", "complained")
        found = life(SENT, self.answered, self.review, self.kept, asked, questions=1)
        assert step(found, "4 Jan 2027")[0] == "wait_regulator"


class TestTwoReviewsInScotland:
    """Silence, its review on 1 April, a late refusal, and the review of that on 5 May: each has its own window."""

    found = life(
        ("2 Mar 2026", "sent", {"via": "email"}),
        ("1 Apr 2026", "review_requested"),
        ("22 Apr 2026", "answered", REFUSED),
        ("5 May 2026", "review_requested"),
        questions=1,
        regime="FOISA",
    )

    def test_the_first_is_not_hidden_by_the_second(self) -> None:
        told = standing(self.found, "7 May 2026").step
        assert (told.kind, told.by) == ("complain_review", day("30 Oct 2026"))
        assert told.clock is not None
        assert told.clock.opens_on <= day("7 May 2026")

    def test_a_window_that_has_not_opened_is_never_proposed(self) -> None:
        for n in range(40):
            today = date.fromordinal(day("1 May 2026").toordinal() + n)
            told = standing(self.found, str(today)).step
            assert told.waits or told.clock is None or told.clock.opens_on <= today, today


class TestFee:
    asked = life(SENT, ("5 Jun 2026", "fee_requested"), questions=1)

    def test_after_three_months_nobody_is_told_to_pay(self) -> None:
        assert step(self.asked, "4 Sep 2026") == ("pay", day("4 Sep 2026"))
        assert step(self.asked, "5 Sep 2026") == ("fee_lapsed", None)


class TestReplyWanted:
    asked = life(SENT, ("10 Jun 2026", "clarification_requested"), questions=1)

    def test_after_two_months_no_day_that_is_over_is_named(self) -> None:
        assert step(self.asked, "10 Aug 2026") == ("clarify", day("10 Aug 2026"))
        assert step(self.asked, "11 Aug 2026") == ("clarify_late", None)


def test_past_the_calendar_nobody_is_said_to_be_in_time() -> None:
    found = standing(life(("4 Dec 2028", "sent", {"via": "email"}), questions=1), "5 Feb 2029")
    assert (found.step.kind, found.overdue) == ("wait_unknown", False)
    assert "time" not in found.step.why


@pytest.mark.parametrize("questions", [0, 2])
def test_what_was_passed_on_whole_was_not_answered(questions: int) -> None:
    found = standing(life(SENT, ("10 Jun 2026", "transferred"), questions=questions), "11 Jun 2026")
    assert (found.step.kind, "answer" in found.step.why.split(":")[0]) == ("passed_on", False)


class TestReviewOfSilenceUnderFoia:
    """Asked for without need: it is waited for, and after its forty days the ICO is open."""

    found = life(SENT, ("1 Jul 2026", "review_requested"), questions=1)

    def test_it_speaks_for_the_silence(self) -> None:
        assert working_day(day("1 Jul 2026"), 20) == day("30 Jul 2026")
        assert working_day(day("1 Jul 2026"), 40) == day("28 Aug 2026")
        assert step(self.found, "2 Jul 2026") == ("wait", day("30 Jul 2026"))
        assert step(self.found, "31 Jul 2026")[0] == "chase_review"
        assert step(self.found, "28 Aug 2026")[0] == "chase_review"
        assert step(self.found, "29 Aug 2026")[0] == "complain_review"

    def test_of_one_question_it_does_not_speak_for_another(self) -> None:
        told = ("10 Jun 2026", "answered", {"outcomes": outcomes(q1="refused", q2="to_follow")})
        one = ("12 Jun 2026", "review_requested", {"questions": (1,)})
        assert step(life(SENT, told, one, questions=2), "1 Jul 2026")[0] == "chase"


def test_in_scotland_a_review_of_one_question_does_not_hide_the_silence_about_another() -> None:
    told = (
        SENT,
        ("10 Jun 2026", "clarification_requested", {"questions": (2,)}),
        ("20 Jun 2026", "clarified", {"questions": (2,)}),
        ("2 Jul 2026", "review_requested", {"questions": (1,)}),
    )
    found = life(*told, questions=2, regime="FOISA")
    assert standing(found, "17 Jul 2026").step.kind == "wait"
    late = standing(found, "21 Jul 2026")
    assert (late.step.kind, late.overdue) == ("review_silence", True)


class TestWhatCameBack:
    """A letter that came back reached nobody: nothing follows from it."""

    back = ("2 Jul 2026", "undelivered")

    def test_a_reminder_is_proposed_anew(self) -> None:
        assert step(life(SENT, ("2 Jul 2026", "chased"), self.back, questions=1), "20 Jul 2026")[0] == "chase"

    def test_a_complaint_is_with_nobody(self) -> None:
        told = (SENT, ("1 Jul 2026", "chased"), ("2 Jul 2026", "complained"), self.back)
        found = standing(life(*told, questions=1), "20 Jul 2026")
        assert (found.status, found.step.kind) == ("waiting_response_overdue", "complain")

    def test_a_review_opens_neither_its_outcome_nor_the_commissioner(self) -> None:
        found = life(SENT, ("2 Jul 2026", "review_requested"), self.back, questions=1, regime="FOISA")
        assert standing(found, "3 Jul 2026").step.kind == "review_silence"
        assert not lawful(found, "20 Jul 2026", "review_answered")
        assert not lawful(found, "20 Aug 2026", "complained")

    def test_one_that_went_again_counts(self) -> None:
        told = (SENT, ("2 Jul 2026", "review_requested"), self.back, ("3 Jul 2026", "review_requested"))
        assert lawful(life(*told, questions=1, regime="FOISA"), "20 Jul 2026", "review_answered")


class TestSchool:
    """The 20th working day is only the earliest: days outside term do not count. The 60th is certain."""

    def found(self, today: str) -> Any:
        return standing(life(SENT, questions=1, kind="school"), today)

    def test_it_is_not_late_before_the_sixtieth_working_day(self) -> None:
        assert working_day(day("1 Jun 2026"), 60) == day("27 Aug 2026")
        for today in ("30 Jun 2026", "1 Jul 2026", "27 Aug 2026"):
            told = self.found(today)
            assert (told.overdue, told.status) == (False, "waiting_response"), today
        told = self.found("28 Aug 2026")
        assert (told.overdue, told.status, told.step.kind) == (True, "waiting_response_very_overdue", "chase")

    def test_days_late_are_counted_from_the_day_that_is_certain(self) -> None:
        assert [self.found(today).working_days_left for today in ("1 Jul 2026", "27 Aug 2026", "1 Sep 2026")] == [
            39,
            0,
            -2,
        ]

    def test_a_letter_that_was_posted_elsewhere_is_overdue_from_the_day_after_due(self) -> None:
        told = standing(life(("1 Jun 2026", "sent", {"via": "post"}), questions=1), "3 Jul 2026")
        assert told.clock is not None
        assert (told.due_on, told.clock.about, told.overdue) == (day("2 Jul 2026"), True, True)
