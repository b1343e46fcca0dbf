"""Whole lives of requests: every date is checked by an oracle that counts day by day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.lives import day, life, outcomes, standing, working_day

from foi_tracker.errors import Refused
from foi_tracker.law.clocks import Clock
from foi_tracker.requests import order
from foi_tracker.requests.events import from_dict, to_dict
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import Standing


def clock(standing: Standing, kind: str, *, running: bool | None = None) -> Clock:
    """Return the newest clock of a kind."""
    return [c for c in standing.clocks if c.kind == kind and (running is None or c.runs is running)][-1]


def refuses(request: Request, on: str, kind: str) -> str:
    """Return the sentence with which an event is refused."""
    event = from_dict({"id": 99, **to_dict(kind, day(on))})
    events = sorted([*request.events, event], key=lambda e: (e.id != 1, e.on, e.id))
    with pytest.raises(Refused) as refused:
        order.check(request.number, events, regime=request.regime)
    return refused.value.message


class TestAnswerInPieces:
    """(a) FOIA, received 18 May 2026: one question released, one refused, one to follow and then late."""

    told = (
        ("18 May 2026", "sent", {"via": "email"}),
        ("17 Jun 2026", "answered", {"outcomes": outcomes(q1="released", q2="refused s43(2)", q3="to_follow")}),
    )

    def test_due_skips_scotlands_world_cup_day(self) -> None:
        answer = clock(standing(life(self.told[0], questions=3), "1 Jun 2026"), "answer")
        assert answer.due == working_day(day("18 May 2026"), 20) == day("17 Jun 2026")
        assert answer.latest == answer.due

    def test_next_day_it_is_overdue_on_question_3_only(self) -> None:
        found = standing(life(*self.told, questions=3), "18 Jun 2026")
        assert found.overdue
        assert found.status == "waiting_response_overdue"
        running = [c for c in found.clocks if c.kind == "answer" and c.runs]
        assert [c.questions for c in running] == [(3,)]
        met = [c for c in found.clocks if c.kind == "answer" and c.ended == "met"]
        assert [(c.questions, c.missed_by) for c in met] == [((1, 2), None)]

    def test_review_of_question_2_can_be_asked_until_14_august(self) -> None:
        window = clock(standing(life(*self.told, questions=3), "18 Jun 2026"), "review_request")
        assert window.questions == (2,)
        assert window.due == working_day(day("17 Jun 2026"), 40) == day("14 Aug 2026")
        assert (window.whose, window.firmness) == ("you", "guidance")

    def test_the_late_question_is_12_days_late_on_record(self) -> None:
        late = ("3 Jul 2026", "answered", {"outcomes": outcomes(q3="released")})
        found = standing(life(*self.told, late, questions=3), "3 Jul 2026")
        answers = {c.questions: c for c in found.clocks if c.kind == "answer"}
        assert answers[(3,)].missed_by == 12
        assert working_day(day("17 Jun 2026"), 12) == day("3 Jul 2026")
        assert not found.overdue
        assert found.status == "answered"


class TestPublicInterestExtension:
    """(b) FOIA, received 1 Sep 2026, extended a day late under a qualified exemption, then again."""

    sent = ("1 Sep 2026", "sent", {"via": "email"})
    extension = (
        "30 Sep 2026",
        "extended",
        {"basis": "public-interest", "exemptions": ("s43(2)",), "until": day("27 Oct 2026")},
    )
    again = (
        "20 Oct 2026",
        "extended",
        {"basis": "public-interest", "exemptions": ("s43(2)",), "until": day("24 Nov 2026")},
    )

    def test_due_29_september(self) -> None:
        assert (
            clock(standing(life(self.sent), "2 Sep 2026"), "answer").due
            == working_day(day("1 Sep 2026"), 20)
            == day("29 Sep 2026")
        )

    def test_a_late_extension_moves_due_and_leaves_the_breach_on_record(self) -> None:
        found = standing(life(self.sent, self.extension), "1 Oct 2026")
        first, extended = clock(found, "answer"), clock(found, "answer_extended")
        assert (first.due, first.missed_by, first.ended) == (day("29 Sep 2026"), 1, "stopped")
        assert extended.due == day("27 Oct 2026") == working_day(day("1 Sep 2026"), 40)
        assert not found.overdue

    def test_a_second_extension_moves_nothing(self) -> None:
        extended = clock(standing(life(self.sent, self.extension, self.again), "21 Oct 2026"), "answer_extended")
        assert extended.due == day("27 Oct 2026")
        assert any("24 Nov 2026" in note for note in extended.notes)

    @pytest.mark.parametrize(
        "details",
        [
            {"exemptions": ("s40(2)",), "until": day("27 Oct 2026")},
            {"until": day("27 Oct 2026")},
            {"basis": "complex", "until": day("27 Oct 2026")},
        ],
        ids=["absolute exemption", "workload", "another law's ground"],
    )
    def test_without_a_qualified_exemption_due_never_leaves_29_september(self, details: dict[str, object]) -> None:
        found = standing(life(self.sent, ("25 Sep 2026", "extended", details)), "1 Oct 2026")
        assert found.due_on == day("29 Sep 2026")
        assert found.overdue

    def test_an_extension_beyond_40_days_is_cut_to_the_40th(self) -> None:
        far = ("25 Sep 2026", "extended", {"exemptions": ("s35",), "until": day("30 Nov 2026")})
        assert clock(standing(life(self.sent, far), "1 Oct 2026"), "answer_extended").due == day("27 Oct 2026")

    def test_an_extension_of_one_question_leaves_the_others_dates(self) -> None:
        one = ("25 Sep 2026", "extended", {"exemptions": ("s43(2)",), "until": day("20 Oct 2026"), "questions": (2,)})
        found = standing(life(self.sent, one, questions=2), "30 Sep 2026")
        assert [(c.questions, c.due) for c in found.clocks if c.runs] == [
            ((1,), day("29 Sep 2026")),
            ((2,), day("20 Oct 2026")),
        ]
        assert found.overdue


class TestScottishSilence:
    """(c) FOISA, received 2 Mar 2026: silence, a review, a late refusal, the Commissioner."""

    sent = ("2 Mar 2026", "sent", {"via": "email"})
    review = ("2 Apr 2026", "review_requested", {"via": "email"})
    late = ("22 Apr 2026", "answered", {"outcomes": outcomes(q1="refused s30")})

    def test_due_counts_scotlands_holidays_alone(self) -> None:
        found = standing(life(self.sent, questions=1, regime="FOISA"), "31 Mar 2026")
        assert found.due_on == working_day(day("2 Mar 2026"), 20, scotland=True) == day("30 Mar 2026")
        assert found.step.kind == "review_silence"

    def test_the_review_of_silence_can_be_asked_until_28_may(self) -> None:
        window = clock(standing(life(self.sent, questions=1, regime="FOISA"), "31 Mar 2026"), "review_request")
        assert window.opens_on == day("31 Mar 2026")
        assert window.due == working_day(day("30 Mar 2026"), 40, scotland=True) == day("28 May 2026")
        assert window.firmness == "law"

    def test_complaining_before_a_review_is_refused(self) -> None:
        assert "review first" in refuses(life(self.sent, questions=1, regime="FOISA"), "31 Mar 2026", "complained")

    def test_the_review_is_due_on_1_may_and_a_late_refusal_leaves_it_running(self) -> None:
        found = standing(life(self.sent, self.review, self.late, questions=1, regime="FOISA"), "23 Apr 2026")
        review = clock(found, "review")
        assert review.runs
        assert review.due == working_day(day("2 Apr 2026"), 20, scotland=True) == day("1 May 2026")

    def test_the_late_refusal_opens_a_second_window(self) -> None:
        found = standing(life(self.sent, self.review, self.late, questions=1, regime="FOISA"), "23 Apr 2026")
        window = clock(found, "review_request", running=True)
        assert window.due == working_day(day("22 Apr 2026"), 40, scotland=True) == day("22 Jun 2026")

    def test_the_commissioner_is_open_from_2_may_to_1_november(self) -> None:
        found = standing(life(self.sent, self.review, self.late, questions=1, regime="FOISA"), "2 May 2026")
        complaint = clock(found, "complaint")
        assert (complaint.opens_on, complaint.latest) == (day("2 May 2026"), day("1 Nov 2026"))
        assert complaint.firmness == "law"


class TestBounceAndAcknowledgement:
    """(d) FOIA, bounced, sent again on a Sunday, acknowledged as received on Tuesday."""

    told = (
        ("20 Nov 2026", "sent", {"via": "email"}),
        ("20 Nov 2026", "undelivered", {}),
        ("22 Nov 2026", "sent", {"via": "email"}),
    )

    def test_a_bounce_starts_no_clock(self) -> None:
        found = standing(life(*self.told[:2]), "21 Nov 2026")
        assert (found.status, found.clocks, found.due_on) == ("undelivered", (), None)

    def test_the_second_sending_does(self) -> None:
        found = standing(life(*self.told), "22 Nov 2026")
        assert found.due_on == working_day(day("22 Nov 2026"), 20) == day("21 Dec 2026")
        assert found.latest_on == day("22 Dec 2026")

    def test_their_later_count_is_shown_and_waited_for_and_moves_nothing(self) -> None:
        ack = ("24 Nov 2026", "acknowledged", {"received": day("24 Nov 2026")})
        found = standing(life(*self.told, ack), "22 Dec 2026")
        assert (found.due_on, found.latest_on) == (day("21 Dec 2026"), day("23 Dec 2026"))
        assert working_day(day("24 Nov 2026"), 20) == day("23 Dec 2026")
        assert any("24 Nov 2026" in note and "23 Dec 2026" in note for note in found.clocks[0].notes)
        assert found.overdue
        assert (found.step.kind, found.step.by) == ("wait_latest", day("24 Dec 2026"))


class TestFee:
    """(e) FOIA: a fees notice pauses the clock; unpaid, the request lapses."""

    sent = ("5 Oct 2026", "sent", {"via": "email"})
    notice = ("14 Oct 2026", "fee_requested", {})

    def test_the_days_from_notice_to_payment_do_not_count(self) -> None:
        paid = ("28 Oct 2026", "fee_paid", {})
        found = standing(life(self.sent, self.notice, paid), "29 Oct 2026")
        counted = [
            d
            for n in range(1, 45)
            if (d := working_day(day("5 Oct 2026"), n)) < day("14 Oct 2026") or d > day("28 Oct 2026")
        ]
        assert found.due_on == counted[19] == day("17 Nov 2026")

    def test_unpaid_it_is_not_late_after_the_old_due_date(self) -> None:
        found = standing(life(self.sent, self.notice), "10 Nov 2026")
        assert not found.overdue
        assert clock(found, "answer").due is None

    def test_a_notice_after_day_20_leaves_it_late(self) -> None:
        late = ("4 Nov 2026", "fee_requested", {})
        assert standing(life(self.sent, late), "10 Nov 2026").due_on == day("2 Nov 2026")

    def test_unpaid_it_lapses_after_13_january(self) -> None:
        found = standing(life(self.sent, self.notice), "1 Nov 2026")
        assert clock(found, "pay").latest == day("13 Jan 2027")
        assert found.status == "fee_requested"
        assert found.step.kind == "pay"


class TestClarification:
    """A question back resets the clock of the questions that it names, and of no others."""

    sent = ("1 Sep 2026", "sent", {"via": "email"})

    def test_the_clock_starts_afresh_for_the_named_questions(self) -> None:
        asked = ("10 Sep 2026", "clarification_requested", {"questions": (2,)})
        told = ("15 Sep 2026", "clarified", {"questions": (2,), "via": "email"})
        found = standing(life(self.sent, asked, told, questions=2), "16 Sep 2026")
        dues = {c.questions: c.due for c in found.clocks if c.kind == "answer" and c.runs}
        assert dues == {(1,): day("29 Sep 2026"), (2,): working_day(day("15 Sep 2026"), 20)}

    def test_asked_after_day_20_the_breach_stays_on_record(self) -> None:
        asked = ("2 Oct 2026", "clarification_requested", {})
        found = standing(life(self.sent, asked), "3 Oct 2026")
        assert clock(found, "answer").missed_by == 3
        assert (found.status, found.step.kind) == ("waiting_clarification", "clarify")


class TestNoReply:
    """Silence under FOIA: a chaser, then the ICO; never a review."""

    sent = ("1 Sep 2026", "sent", {"via": "email"})

    def test_due_on_friday_it_is_overdue_on_saturday_though_no_working_day_has_passed(self) -> None:
        request = life(("4 Sep 2026", "sent", {"via": "email"}))
        found = standing(request, "3 Oct 2026")
        assert (found.due_on, found.overdue, found.working_days_left) == (day("2 Oct 2026"), True, 0)
        assert not standing(request, "2 Oct 2026").overdue

    def test_ladder(self) -> None:
        request = life(self.sent)
        assert standing(request, "29 Sep 2026").step.kind == "wait"
        assert standing(request, "30 Sep 2026").step.kind == "chase"
        chased = life(self.sent, ("30 Sep 2026", "chased", {}))
        waiting = standing(chased, "7 Oct 2026").step
        assert (waiting.kind, waiting.by) == ("wait_chaser", working_day(day("30 Sep 2026"), 5) + timedelta(days=1))
        assert standing(chased, "8 Oct 2026").step.kind == "complain"
        complaint = clock(standing(chased, "8 Oct 2026"), "complaint")
        assert (complaint.opens_on, complaint.due) == (day("30 Sep 2026"), None)

    def test_very_late_after_40_working_days(self) -> None:
        request = life(self.sent)
        fortieth = working_day(day("1 Sep 2026"), 40)
        assert standing(request, str(fortieth)).status == "waiting_response_overdue"
        assert standing(request, str(fortieth + timedelta(days=1))).status == "waiting_response_very_overdue"


class TestReview:
    """A review under FOIA: 20 working days by guidance, 40 at most; then the ICO."""

    told = (
        ("1 Sep 2026", "sent", {"via": "email"}),
        ("29 Sep 2026", "answered", {"outcomes": outcomes(q1="refused s43(2)")}),
        ("1 Oct 2026", "review_requested", {"via": "email"}),
    )

    def test_due_on_the_20th_latest_on_the_40th_and_the_ico_opens_the_day_after(self) -> None:
        found = standing(life(*self.told, questions=1), "2 Oct 2026")
        review, complaint = clock(found, "review"), clock(found, "complaint")
        assert review.due == working_day(day("1 Oct 2026"), 20)
        assert review.latest == working_day(day("1 Oct 2026"), 40)
        assert complaint.opens_on == working_day(day("1 Oct 2026"), 40) + timedelta(days=1)
        assert found.status == "internal_review"

    def test_after_the_outcome_six_weeks_to_complain(self) -> None:
        result = ("20 Oct 2026", "review_answered", {"outcomes": outcomes(q1="refused s43(2)")})
        found = standing(life(*self.told, result, questions=1), "21 Oct 2026")
        complaint = clock(found, "complaint", running=True)
        assert complaint.due == day("20 Oct 2026") + timedelta(weeks=6)
        assert found.step.kind == "complain_outcome"

    def test_eir_has_no_20th_day(self) -> None:
        review = clock(standing(life(*self.told, questions=1, regime="EIR"), "2 Oct 2026"), "review")
        assert review.due == review.latest == working_day(day("1 Oct 2026"), 40)
        assert review.firmness == "law"


class TestPost:
    """Posted letters are estimates, and say so."""

    def test_second_class_is_waited_for(self) -> None:
        found = standing(life(("2 Sep 2026", "sent", {"via": "post"})), "3 Sep 2026")
        answer = clock(found, "answer")
        assert answer.about
        assert answer.start == working_day(day("2 Sep 2026"), 2)
        assert answer.due == working_day(answer.start, 20)
        assert answer.latest == working_day(working_day(day("2 Sep 2026"), 4), 20)

    def test_in_scotland_the_third_calendar_day(self) -> None:
        found = standing(life(("2 Sep 2026", "sent", {"via": "post"}), regime="FOISA"), "3 Sep 2026")
        assert clock(found, "answer").start == day("5 Sep 2026")

    def test_an_acknowledgement_replaces_the_estimate(self) -> None:
        ack = ("9 Sep 2026", "acknowledged", {"received": day("7 Sep 2026")})
        answer = clock(standing(life(("2 Sep 2026", "sent", {"via": "post"}), ack), "9 Sep 2026"), "answer")
        assert (answer.start, answer.due, answer.about) == (
            day("7 Sep 2026"),
            working_day(day("7 Sep 2026"), 20),
            False,
        )


class TestNotice:
    """A decision notice: the authority has to comply, and you may appeal for 28 calendar days."""

    told = (
        ("1 Sep 2026", "sent", {"via": "email"}),
        ("1 Oct 2026", "chased", {}),
        ("10 Oct 2026", "complained", {}),
        ("2 Nov 2026", "decision_issued", {"until": day("2 Dec 2026")}),
    )

    def test_clocks(self) -> None:
        found = standing(life(*self.told), "3 Nov 2026")
        assert clock(found, "compliance").due == day("2 Dec 2026")
        assert found.status == "decision"
        assert found.step.kind == "appeal"

    def test_a_28th_day_that_is_no_working_day_rolls_and_the_safe_day_comes_before(self) -> None:
        appeal = clock(standing(life(*self.told), "3 Nov 2026"), "appeal")
        assert appeal.start + timedelta(days=28) == day("30 Nov 2026")  # St Andrew's Day
        assert (appeal.due, appeal.latest) == (day("27 Nov 2026"), day("1 Dec 2026"))

    def test_the_notices_own_date_decides(self) -> None:
        dated = (*self.told[:3], ("2 Nov 2026", "decision_issued", {"until": day("7 Dec 2026")}))
        assert clock(standing(life(*dated), "3 Nov 2026"), "compliance").due == day("7 Dec 2026")


class TestOwnData:
    """SAR: a month by the corresponding date; a question about scope pauses it; an extension runs from the start."""

    def test_month_and_extension(self) -> None:
        sent = ("10 Jun 2026", "sent", {"via": "email"})
        assert standing(life(sent, regime="SAR"), "11 Jun 2026").due_on == day("10 Jul 2026")
        extended = ("1 Jul 2026", "extended", {"basis": "complex"})
        assert standing(life(sent, extended, regime="SAR"), "2 Jul 2026").due_on == day("10 Sep 2026")
        late = ("13 Jul 2026", "extended", {"basis": "complex"})
        assert standing(life(sent, late, regime="SAR"), "14 Jul 2026").due_on == day("10 Jul 2026")

    def test_a_question_about_scope_pauses(self) -> None:
        told = (
            ("10 Jun 2026", "sent", {"via": "email"}),
            ("15 Jun 2026", "clarification_requested", {}),
            ("17 Jun 2026", "clarified", {"via": "email"}),
        )
        assert standing(life(*told, regime="SAR"), "18 Jun 2026").due_on == day("14 Jul 2026")  # 13 July is a holiday

    def test_the_month_starts_when_they_know_who_asks(self) -> None:
        told = (
            ("10 Jun 2026", "sent", {"via": "email"}),
            ("12 Jun 2026", "clarification_requested", {"identity": True}),
            ("24 Jun 2026", "clarified", {"via": "email"}),
        )
        assert standing(life(*told[:2], regime="SAR"), "20 Jul 2026").due_on is None
        assert standing(life(*told, regime="SAR"), "25 Jun 2026").due_on == day("24 Jul 2026")


class TestRelabelled:
    """FOIA treated as EIR: the same 20 days, then the other law's review."""

    def test_the_review_follows_the_new_law(self) -> None:
        told = (
            ("1 Sep 2026", "sent", {"via": "email"}),
            ("10 Sep 2026", "reclassified", {"regime": "EIR"}),
            ("29 Sep 2026", "answered", {"outcomes": outcomes(q1="refused")}),
            ("1 Oct 2026", "review_requested", {"via": "email"}),
        )
        found = standing(life(*told, questions=1), "2 Oct 2026")
        assert found.request.regime == "EIR"
        assert clock(found, "answer").cite.startswith("EIR")
        assert clock(found, "review").due == working_day(day("1 Oct 2026"), 40)


def test_folding_does_not_depend_on_the_order_in_which_events_were_stored() -> None:
    told = TestAnswerInPieces.told
    forward, backward = life(*told, questions=3), life(*reversed(told), questions=3)
    left, right = standing(forward, "18 Jun 2026"), standing(backward, "18 Jun 2026")
    assert [(c.kind, c.due, c.questions) for c in left.clocks] == [(c.kind, c.due, c.questions) for c in right.clocks]
    assert left.status == right.status


def test_a_school_has_an_earliest_and_a_certain_date() -> None:
    answer = clock(standing(life(("1 Sep 2026", "sent", {"via": "email"}), kind="school"), "2 Sep 2026"), "answer")
    assert (answer.due, answer.latest) == (working_day(day("1 Sep 2026"), 20), working_day(day("1 Sep 2026"), 60))
    assert any("earliest" in note for note in answer.notes)


def test_past_the_calendar_there_is_no_date_but_a_sentence() -> None:
    found = standing(life(("20 Dec 2028", "sent", {"via": "email"})), "20 Dec 2028")
    assert (found.due_on, found.overdue) == (None, False)
    assert any("2028" in note for note in found.clocks[0].notes)


class TestTheLadderMovesOn:
    """Once a step is recorded, the advice is another."""

    sent = ("1 Sep 2026", "sent", {"via": "email"})

    def test_silence_about_one_question_can_be_taken_to_the_ico_without_a_review(self) -> None:
        told = (
            self.sent,
            ("29 Sep 2026", "answered", {"outcomes": outcomes(q1="released")}),
            ("30 Sep 2026", "chased", {}),
            ("8 Oct 2026", "complained", {}),
        )
        request = life(*told, questions=2)
        order.check(1, request.events, regime="FOIA")
        assert standing(request, "9 Oct 2026").step.kind == "wait_regulator"
        assert "review first" in refuses(life(*told[:2], questions=1), "8 Oct 2026", "complained")

    def test_in_scotland_the_review_of_silence_speaks_for_the_late_answer(self) -> None:
        told = (("2 Mar 2026", "sent", {"via": "email"}), ("2 Apr 2026", "review_requested", {"via": "email"}))
        request = life(*told, questions=1, regime="FOISA")
        waiting = standing(request, "3 Apr 2026")
        assert (waiting.status, waiting.step.kind, waiting.due_on) == ("internal_review", "wait", day("1 May 2026"))
        assert standing(request, "2 May 2026").step.kind == "complain_review"

    def test_a_review_that_names_no_question_is_not_about_those_released(self) -> None:
        told = (
            self.sent,
            ("29 Sep 2026", "answered", {"outcomes": outcomes(q1="released", q2="refused s43(2)")}),
            ("1 Oct 2026", "review_requested", {"via": "email"}),
        )
        found = standing(life(*told, questions=2), "2 Oct 2026")
        assert [c.questions for c in found.clocks if c.kind == "review"] == [(2,)]

    def test_a_clarification_does_not_start_the_clock_of_what_was_answered(self) -> None:
        told = (
            self.sent,
            ("10 Sep 2026", "answered", {"outcomes": outcomes(q1="released")}),
            ("11 Sep 2026", "clarification_requested", {}),
            ("14 Sep 2026", "clarified", {"via": "email"}),
        )
        found = standing(life(*told, questions=2), "15 Sep 2026")
        running = {c.questions: c.due for c in found.clocks if c.kind == "answer" and c.runs}
        assert running == {(2,): working_day(day("14 Sep 2026"), 20)}

    def test_a_notice_takes_the_place_of_the_late_answer_and_not_complying_goes_back_to_the_regulator(self) -> None:
        told = (*TestNotice.told, ("4 Dec 2026", "complained", {}))
        assert not [c for c in standing(life(*TestNotice.told), "3 Nov 2026").clocks if c.runs and c.kind == "answer"]
        assert standing(life(*TestNotice.told), "3 Dec 2026").step.kind == "not_complied"
        assert standing(life(*told), "5 Dec 2026").step.kind == "wait_regulator"

    def test_the_authoritys_appeal_suspends_the_notice(self) -> None:
        told = (*TestNotice.told, ("20 Nov 2026", "appealed", {"by": "authority"}))
        assert not [c for c in standing(life(*told), "21 Nov 2026").clocks if c.runs and c.kind == "compliance"]
