"""The clock of the answer where several things meet: fees, extensions, post, schools, letters that came back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.lives import day, life, outcomes

from foi_tracker.law.calendar import shipped
from foi_tracker.law.clocks import Clock
from foi_tracker.requests.status import clocks_of

EMAIL = {"via": "email"}
POST = {"via": "post"}
SENT = ("1 Jun 2026", "sent", EMAIL)
SCOTTISH = ("2 Mar 2026", "sent", EMAIL)
PUBLIC_INTEREST = {"exemptions": ("s43",)}
COMPLEX = {"basis": "complex-voluminous"}
MUCH = {"basis": "complex"}


def clocks(*told: tuple[Any, ...], regime: str = "FOIA", kind: str = "nhs-trust", questions: int = 1) -> list[Clock]:
    return list(clocks_of(life(*told, questions=questions, regime=regime, kind=kind), shipped()))


def running(kind: str, *told: tuple[Any, ...], regime: str = "FOIA", at: str = "nhs-trust") -> Clock:
    """Return the only running clock of a kind."""
    (found,) = [clock for clock in clocks(*told, regime=regime, kind=at) if clock.kind == kind and clock.runs]
    return found


def dates(kind: str, *told: tuple[Any, ...], regime: str = "FOIA", at: str = "nhs-trust") -> tuple[Any, Any]:
    clock = running(kind, *told, regime=regime, at=at)
    return clock.due, clock.latest


def kinds(*told: tuple[Any, ...], regime: str = "FOIA") -> list[str]:
    return [clock.kind for clock in clocks(*told, regime=regime) if clock.runs]


class TestALetterThatCameBack:
    """It reached nobody: whatever it would have begun or ended did not happen."""

    def test_a_review_leaves_the_window_open(self) -> None:
        bounced = (SCOTTISH, ("1 Apr 2026", "review_requested", EMAIL), ("2 Apr 2026", "undelivered", {}))
        assert clocks(*bounced, regime="FOISA") == clocks(SCOTTISH, regime="FOISA")

    def test_of_an_answer_too(self) -> None:
        refused = ("10 Jun 2026", "answered", {"outcomes": outcomes(q1="refused s43(2)")})
        bounced = (SENT, refused, ("15 Jun 2026", "review_requested", EMAIL), ("16 Jun 2026", "undelivered", {}))
        assert clocks(*bounced) == clocks(SENT, refused)

    def test_a_reply_does_not_start_the_count(self) -> None:
        asked = (SENT, ("5 Jun 2026", "clarification_requested", {}))
        bounced = (*asked, ("8 Jun 2026", "clarified", EMAIL), ("9 Jun 2026", "undelivered", {}))
        assert clocks(*bounced) == clocks(*asked)
        again = (*bounced, ("10 Jun 2026", "clarified", EMAIL))
        assert running("answer", *again).start == day("10 Jun 2026")

    def test_a_chaser_does_not_open_the_regulator(self) -> None:
        bounced = (SENT, ("2 Jul 2026", "chased", EMAIL), ("3 Jul 2026", "undelivered", {}))
        assert kinds(*bounced) == ["answer"]

    def test_an_acknowledgement_in_between_does_not_help_it(self) -> None:
        told = (SENT, ("1 Jun 2026", "acknowledged", {}), ("3 Jun 2026", "undelivered", {}))
        assert clocks(*told) == []

    def test_only_the_last_letter_came_back_the_request_stands(self) -> None:
        told = (SENT, ("2 Jul 2026", "chased", EMAIL), ("3 Jul 2026", "undelivered", {}))
        assert dates("answer", *told) == dates("answer", SENT)

    @pytest.mark.parametrize(
        "reply",
        [
            ("20 Jun 2026", "holding", {"until": day("20 Jul 2026")}),
            ("20 Jun 2026", "answered", {"outcomes": outcomes(q1="refused s43(2)")}),
        ],
    )
    def test_what_they_replied_to_reached_them(self, reply: tuple[Any, ...]) -> None:
        assert clocks(SENT, reply, ("24 Jun 2026", "undelivered", {})) == clocks(SENT, reply)

    def test_a_letter_that_takes_no_step_comes_back_alone(self) -> None:
        argued = ("23 Jun 2026", "noted", {"via": "email", "text": "letter sent: challenge-extension"})
        assert clocks(SENT, argued, ("24 Jun 2026", "undelivered", {})) == clocks(SENT)
        mine = ("23 Jun 2026", "noted", {"text": "They were rude on the telephone."})
        assert clocks(SENT, mine, ("24 Jun 2026", "undelivered", {})) == []

    def test_a_payment_that_came_back_was_not_made(self) -> None:
        fee = (SENT, ("10 Jun 2026", "fee_requested", {}))
        paid = (*fee, ("12 Jun 2026", "fee_paid", {}), ("13 Jun 2026", "undelivered", {}))
        assert clocks(*paid) == clocks(*fee)

    def test_an_appeal_that_came_back_leaves_its_time_running(self) -> None:
        decided = (*TestTheNotice.TOLD, ("3 Aug 2026", "decision_issued", {"until": day("7 Sep 2026")}))
        appealed = (*decided, ("10 Aug 2026", "appealed", {"by": "you"}), ("11 Aug 2026", "undelivered", {}))
        assert clocks(*appealed) == clocks(*decided)

    def test_sent_twice_and_back_nothing_runs(self) -> None:
        told = (SENT, ("3 Jun 2026", "sent", EMAIL), ("4 Jun 2026", "undelivered", {}))
        assert clocks(*told) == []


class TestTheWindowAfterSilenceInScotland:
    """FOISA s.20(5): 40 working days after the time for the answer ran out, whenever that is."""

    def test_a_valid_extension_moves_it(self) -> None:
        extended = ("20 Mar 2026", "extended", {**COMPLEX, "until": day("28 Apr 2026")})
        window = running("review_request", SCOTTISH, extended, regime="EISR")
        assert (window.opens_on, window.due) == (day("29 Apr 2026"), day("26 Jun 2026"))

    def test_a_fee_moves_it_and_it_is_not_open_meanwhile(self) -> None:
        fee = ("16 Mar 2026", "fee_requested", {})
        assert kinds(SCOTTISH, fee, regime="FOISA") == ["answer", "pay"]
        paid = ("20 Apr 2026", "fee_paid", {})
        assert running("answer", SCOTTISH, fee, paid, regime="FOISA").due == day("6 May 2026")
        window = running("review_request", SCOTTISH, fee, paid, regime="FOISA")
        assert (window.opens_on, window.due) == (day("7 May 2026"), day("3 Jul 2026"))

    def test_once_used_it_does_not_open_again(self) -> None:
        review = ("1 Apr 2026", "review_requested", EMAIL)
        late = ("8 Apr 2026", "acknowledged", {"received": day("4 Mar 2026")})
        assert "review_request" not in kinds(SCOTTISH, review, late, regime="FOISA")

    def test_under_another_law_it_is_that_laws(self) -> None:
        window = running("review_request", SCOTTISH, ("9 Mar 2026", "reclassified", {"regime": "EISR"}), regime="FOISA")
        assert (window.regime, window.cite) == ("EISR", "EI(S)R 2004 reg 16")

    def test_that_of_a_refusal_too(self) -> None:
        refused = ("10 Mar 2026", "answered", {"outcomes": outcomes(q1="refused s33(1)(b)")})
        under = ("12 Mar 2026", "reclassified", {"regime": "EISR"})
        before, after = (
            running("review_request", *told, regime="FOISA")
            for told in ((SCOTTISH, refused), (SCOTTISH, refused, under))
        )
        assert (after.regime, after.due, after.latest) == ("EISR", before.due, before.latest)

    def test_both_ways_to_the_commissioner_stay_open_when_a_late_answer_is_reviewed_too(self) -> None:
        told = (
            SCOTTISH,
            ("1 Apr 2026", "review_requested", EMAIL),
            ("10 Apr 2026", "answered", {"outcomes": outcomes(q1="refused s33(1)(b)")}),
            ("5 May 2026", "review_requested", EMAIL),
        )
        found = [clock for clock in clocks(*told, regime="FOISA") if clock.kind == "complaint" and clock.runs]
        assert [clock.opens_on for clock in found] == [day("1 May 2026"), day("4 Jun 2026")]
        complained = (*told, ("5 Jun 2026", "complained", {}))
        ended = [clock.ended for clock in clocks(*complained, regime="FOISA") if clock.kind == "complaint"]
        assert ended == ["met", "met"]

    def test_asked_for_twice_the_first_review_is_the_one_they_owe(self) -> None:
        once = (SCOTTISH, ("1 Apr 2026", "review_requested", EMAIL))
        again = (*once, ("15 Apr 2026", "review_requested", EMAIL))
        assert clocks(*again, regime="FOISA") == clocks(*once, regime="FOISA")

    def test_the_way_to_the_commissioner_is_that_of_the_law_it_is_treated_under(self) -> None:
        told = (
            SCOTTISH,
            ("1 Apr 2026", "review_requested", EMAIL),
            ("10 Apr 2026", "reclassified", {"regime": "EISR"}),
        )
        complaint = running("complaint", *told, regime="FOISA")
        assert (complaint.regime, complaint.due) == ("EISR", running("complaint", *told[:2], regime="FOISA").due)
        assert "EI(S)R" in complaint.cite


class TestAnotherLaw:
    """An extension needs a ground that the law knows under which the request is treated now."""

    def test_foisa_extends_nothing(self) -> None:
        extended = ("20 Mar 2026", "extended", {**COMPLEX, "until": day("28 Apr 2026")})
        told = (SCOTTISH, extended, ("27 Mar 2026", "reclassified", {"regime": "FOISA"}))
        clock = running("answer", *told, regime="EISR")
        assert (clock.due, clock.regime) == (day("30 Mar 2026"), "FOISA")
        assert "it moves nothing" in clock.notes[0]
        assert running("review_request", *told, regime="EISR").due == day("28 May 2026")

    @pytest.mark.parametrize(
        ("before", "ground", "after"), [("FOIA", PUBLIC_INTEREST, "EIR"), ("EIR", COMPLEX, "FOIA")]
    )
    def test_the_ground_of_one_is_none_of_the_other(self, before: str, ground: dict[str, Any], after: str) -> None:
        extended = ("22 Jun 2026", "extended", {**ground, "until": day("28 Jul 2026")})
        told = (SENT, extended, ("23 Jun 2026", "reclassified", {"regime": after}))
        assert dates("answer", *told, regime=before) == (day("30 Jun 2026"), day("30 Jun 2026"))

    def test_a_ground_of_both_stands(self) -> None:
        extended = ("20 Mar 2026", "extended", {**COMPLEX, "until": day("28 Apr 2026")})
        told = (SCOTTISH, extended, ("23 Mar 2026", "reclassified", {"regime": "EIR"}))
        assert dates("answer_extended", *told, regime="EISR")[0] == day("28 Apr 2026")


class TestAcknowledgements:
    """They acknowledge what was sent last."""

    def test_that_of_a_reply_about_one_question_moves_that_question_alone(self) -> None:
        told = (
            SENT,
            ("5 Jun 2026", "clarification_requested", {"questions": (2,)}),
            ("8 Jun 2026", "clarified", POST),
            ("15 Jun 2026", "acknowledged", {"received": day("11 Jun 2026")}),
        )
        found = {
            clock.questions: clock for clock in clocks(*told, questions=2) if clock.kind == "answer" and clock.runs
        }
        assert (found[(1,)].due, found[(1,)].latest) == (day("30 Jun 2026"), day("30 Jun 2026"))
        assert (found[(2,)].start, found[(2,)].about) == (day("11 Jun 2026"), False)

    def test_that_of_a_reminder_moves_nothing(self) -> None:
        chased = (SENT, ("2 Jul 2026", "chased", EMAIL))
        theirs = ("3 Jul 2026", "acknowledged", {"received": day("2 Jul 2026")})
        assert clocks(*chased, theirs) == clocks(*chased)

    def test_a_second_one_of_the_same_letter_counts_too(self) -> None:
        told = (
            SENT,
            ("2 Jun 2026", "acknowledged", {"received": day("2 Jun 2026")}),
            ("4 Jun 2026", "acknowledged", {"received": day("3 Jun 2026")}),
        )
        assert running("answer", *told).latest == day("2 Jul 2026")


class TestAskedAnew:
    def test_the_day_that_they_had_named_stays_the_most_generous(self) -> None:
        extended = ("19 Jun 2026", "extended", {**PUBLIC_INTEREST, "until": day("29 Jul 2026")})
        asked, told = ("23 Jun 2026", "clarification_requested", {}), ("24 Jun 2026", "clarified", EMAIL)
        assert dates("answer", SENT, extended, asked, told) == (day("23 Jul 2026"), day("29 Jul 2026"))


class TestSchools:
    """SI 2004/3364 reg 3: the 20th school day or the 60th working day, whichever is earlier; of FOIA alone."""

    LAST = "27 Aug 2026"

    def found(self, *told: tuple[Any, ...], regime: str = "FOIA") -> Clock:
        return running("answer", *told, regime=regime, at="school")

    def test_the_first_date_is_the_earliest_possible_and_the_last_is_certain(self) -> None:
        clock = self.found(SENT)
        assert (clock.due, clock.latest, clock.about) == (day("30 Jun 2026"), day(self.LAST), True)

    def test_after_the_post_was_acknowledged(self) -> None:
        told = (("1 Jun 2026", "sent", POST), ("4 Jun 2026", "acknowledged", {"received": day("3 Jun 2026")}))
        assert self.found(*told).latest == day("1 Sep 2026")

    def test_after_it_is_known_when_it_arrived(self) -> None:
        assert self.found(("1 Jun 2026", "sent", POST), ("3 Jun 2026", "received")).latest == day("1 Sep 2026")

    def test_after_a_fee(self) -> None:
        told = (SENT, ("5 Jun 2026", "fee_requested", {}), ("9 Jun 2026", "fee_paid", {}))
        assert self.found(*told).latest == day("2 Sep 2026")  # three working days, beside 31 August

    def test_under_eir_it_is_not_so(self) -> None:
        clock = self.found(SENT, regime="EIR")
        assert (clock.due, clock.latest, clock.about, clock.notes) == (
            day("30 Jun 2026"),
            day("30 Jun 2026"),
            False,
            (),
        )
        told = (SENT, ("9 Jun 2026", "reclassified", {"regime": "EIR"}))
        assert self.found(*told).latest == day("30 Jun 2026")

    def test_it_is_again_under_foia(self) -> None:
        told = (SENT, ("9 Jun 2026", "reclassified", {"regime": "FOIA"}))
        assert self.found(*told, regime="EIR").latest == day(self.LAST)


class TestPausesAndExtensions:
    def test_own_data_paused_then_extended_takes_the_days_along(self) -> None:
        scope = (("5 Jun 2026", "clarification_requested", {}), ("25 Jun 2026", "clarified", EMAIL))
        extended = ("10 Jul 2026", "extended", {**MUCH, "until": day("22 Sep 2026")})
        # One month and two to 1 September, and the 21 days.
        assert dates("answer_extended", SENT, *scope, extended, regime="SAR")[0] == day("22 Sep 2026")

    def test_own_data_extended_then_paused_stays_one_clock(self) -> None:
        extended = ("10 Jun 2026", "extended", {**MUCH, "until": day("1 Sep 2026")})
        asked, told = ("20 Jun 2026", "clarification_requested", {}), ("20 Jul 2026", "clarified", EMAIL)
        assert running("answer_extended", SENT, extended, asked, regime="SAR").due is None
        assert kinds(SENT, extended, asked, told, regime="SAR") == ["answer_extended"]
        # 1 September and 31 days.
        assert dates("answer_extended", SENT, extended, asked, told, regime="SAR")[0] == day("2 Oct 2026")

    def test_a_month_that_ends_on_a_day_off_is_put_off_once(self) -> None:
        # 27 June to Monday 27 July; the two days on to Wednesday 29 July. 25 June: Saturday 25 July is Monday
        # 27 July with the two days, not Monday and two days more.
        scope = (("1 Jul 2026", "clarification_requested", {}), ("2 Jul 2026", "clarified", EMAIL))
        assert dates("answer", ("25 Jun 2026", "sent", EMAIL), *scope, regime="SAR")[0] == day("27 Jul 2026")

    def test_the_days_of_a_fee_do_not_count_against_an_extension(self) -> None:
        fee = (("5 Jun 2026", "fee_requested", {}), ("12 Jun 2026", "fee_paid", {}))
        extended = ("22 Jun 2026", "extended", {**PUBLIC_INTEREST, "until": day("5 Aug 2026")})
        clock = running("answer_extended", SENT, *fee, extended)
        assert (clock.due, clock.notes) == (day("5 Aug 2026"), ())
        farther = ("22 Jun 2026", "extended", {**PUBLIC_INTEREST, "until": day("1 Sep 2026")})
        assert dates("answer_extended", SENT, *fee, farther)[0] == day("7 Aug 2026")  # the 40th day, without six

    @pytest.mark.parametrize(("regime", "ground"), [("FOIA", PUBLIC_INTEREST), ("EIR", COMPLEX)])
    def test_a_fee_asked_after_an_extension_holds_it(self, regime: str, ground: dict[str, Any]) -> None:
        extended = ("22 Jun 2026", "extended", {**ground, "until": day("28 Jul 2026")})
        fee = ("25 Jun 2026", "fee_requested", {})
        clock = running("answer_extended", SENT, extended, fee, regime=regime)
        assert (clock.due, clock.latest) == (None, None)
        paid = ("26 Jun 2026", "fee_paid", {})
        assert dates("answer_extended", SENT, extended, fee, paid, regime=regime)[0] == day("30 Jul 2026")

    def test_post_keeps_its_most_generous_count(self) -> None:
        posted = ("1 Jun 2026", "sent", POST)
        fee = (("8 Jun 2026", "fee_requested", {}), ("10 Jun 2026", "fee_paid", {}))
        assert dates("answer", posted, *fee) == (day("7 Jul 2026"), day("9 Jul 2026"))
        extended = ("22 Jun 2026", "extended", {**PUBLIC_INTEREST, "until": day("4 Aug 2026")})
        assert dates("answer_extended", posted, extended) == (day("31 Jul 2026"), day("4 Aug 2026"))

    def test_their_day_of_receipt_keeps_its_say(self) -> None:
        theirs = ("4 Jun 2026", "acknowledged", {"received": day("3 Jun 2026")})
        fee = (("8 Jun 2026", "fee_requested", {}), ("10 Jun 2026", "fee_paid", {}))
        assert dates("answer", SENT, theirs, *fee) == (day("3 Jul 2026"), day("7 Jul 2026"))
        farther = ("22 Jun 2026", "extended", {**PUBLIC_INTEREST, "until": day("1 Sep 2026")})
        assert dates("answer_extended", SENT, theirs, farther) == (day("29 Jul 2026"), day("31 Jul 2026"))

    def test_an_extension_of_what_came_on_a_saturday_has_the_days_grace_too(self) -> None:
        sent, until = ("6 Jun 2026", "sent", EMAIL), {"until": day("6 Aug 2026")}
        extended = ("22 Jun 2026", "extended", {**PUBLIC_INTEREST, **until})
        assert dates("answer_extended", sent, extended) == (day("5 Aug 2026"), day("6 Aug 2026"))


class TestTheChaser:
    def test_an_extension_after_it_closes_the_way_to_the_regulator_until_it_is_over(self) -> None:
        chased = ("29 Jun 2026", "chased", EMAIL)
        assert running("complaint", SENT, chased).opens_on == day("1 Jul 2026")
        extended = ("30 Jun 2026", "extended", {**PUBLIC_INTEREST, "until": day("28 Jul 2026")})
        assert running("complaint", SENT, chased, extended).opens_on == day("29 Jul 2026")

    def test_a_review_of_silence_beside_it_takes_nothing_away(self) -> None:
        told = (SENT, ("2 Jul 2026", "chased", EMAIL), ("3 Jul 2026", "review_requested", EMAIL))
        assert running("complaint", *told).opens_on == day("2 Jul 2026")

    def test_after_the_complaint_nothing_opens_it_again(self) -> None:
        told = (SENT, ("2 Jul 2026", "chased", EMAIL), ("10 Jul 2026", "complained", {}))
        theirs = ("13 Jul 2026", "acknowledged", {"received": day("3 Jun 2026")})
        assert [clock.ended for clock in clocks(*told, theirs) if clock.kind == "complaint"] == ["met"]


class TestTheNotice:
    TOLD = (SENT, ("2 Jul 2026", "chased", EMAIL), ("10 Jul 2026", "complained", {}))

    def test_without_a_date_in_it_there_is_none(self) -> None:
        clock = running("compliance", *self.TOLD, ("3 Aug 2026", "decision_issued", {}))
        assert (clock.due, clock.latest) == (None, None)
        assert "it says by when" in clock.notes[0]

    @pytest.mark.parametrize(("outcome", "may_order"), [("refused", False), ("not_held", False), ("partly", True)])
    def test_one_that_gives_nothing_orders_nothing(self, outcome: str, may_order: bool) -> None:
        decided = ("3 Aug 2026", "decision_issued", {"outcomes": outcomes(q1=outcome)})
        assert ("compliance" in kinds(*self.TOLD, decided)) is may_order

    def test_its_own_date_decides(self) -> None:
        decided = ("3 Aug 2026", "decision_issued", {"outcomes": outcomes(q1="refused"), "until": day("7 Sep 2026")})
        assert dates("compliance", *self.TOLD, decided) == (day("7 Sep 2026"), day("7 Sep 2026"))

    def test_it_ends_the_window_for_a_review_of_what_it_decided(self) -> None:
        refused = ("27 Jul 2026", "answered", {"outcomes": outcomes(q1="refused s43(2)")})
        decided = ("3 Aug 2026", "decision_issued", {"outcomes": outcomes(q1="refused s43(2)")})
        assert "review_request" in kinds(*self.TOLD, refused)
        assert "review_request" not in kinds(*self.TOLD, refused, decided)

    def test_its_date_is_for_what_it_orders(self) -> None:
        decided = {"outcomes": outcomes(q1="refused", q2="to_follow"), "until": day("7 Sep 2026")}
        found = clocks(*self.TOLD, ("3 Aug 2026", "decision_issued", decided), questions=2)
        assert [clock.questions for clock in found if clock.kind == "compliance"] == [(2,)]

    def test_the_regulators_letter_is_of_what_was_complained_about(self) -> None:
        answers = outcomes(q1="released", q2="refused s43(2)")
        told = (
            SENT,
            ("10 Jun 2026", "answered", {"outcomes": answers}),
            ("15 Jun 2026", "review_requested", EMAIL),
            ("15 Jul 2026", "review_answered", {"result": "kept"}),
            ("20 Jul 2026", "complained", {}),
            ("27 Jul 2026", "regulator_wrote", {}),
        )
        (letter,) = [clock for clock in clocks(*told, questions=2) if clock.kind == "regulator_letter"]
        assert letter.questions == (2,)
        decided = ("3 Aug 2026", "decision_issued", {"outcomes": outcomes(q1="released")})
        assert [c.ended for c in clocks(*told, decided, questions=2) if c.kind == "regulator_letter"] == ["stopped"]


class TestARelease:
    """What was released in full leaves nothing to be reviewed."""

    def test_it_ends_a_review_of_silence_and_what_would_follow_it(self) -> None:
        told = (SENT, ("2 Jul 2026", "review_requested", EMAIL))
        released = ("10 Jul 2026", "answered", {"outcomes": outcomes(q1="released")})
        assert kinds(*told, released) == []

    def test_in_scotland_the_review_that_was_asked_for_is_still_owed(self) -> None:
        told = (SCOTTISH, ("1 Apr 2026", "review_requested", EMAIL))
        released = ("10 Apr 2026", "answered", {"outcomes": outcomes(q1="released")})
        assert kinds(*told, released, regime="FOISA") == ["review", "complaint"]


class TestAReviewByPost:
    def test_what_they_say_of_its_arrival_takes_the_place_of_the_estimate(self) -> None:
        refused = ("10 Jun 2026", "answered", {"outcomes": outcomes(q1="refused s43(2)")})
        told = (SENT, refused, ("15 Jun 2026", "review_requested", POST))
        theirs = ("19 Jun 2026", "acknowledged", {"received": day("18 Jun 2026")})
        assert running("review", *told).about
        found = clocks(*told, theirs)
        (review,) = [clock for clock in found if clock.kind == "review"]
        (complaint,) = [clock for clock in found if clock.kind == "complaint"]
        assert (review.start, review.about, review.due) == (day("18 Jun 2026"), False, day("17 Jul 2026"))
        assert complaint.opens_on == review.latest + timedelta(days=1)  # type: ignore[operator]


DAYS = {"s": shipped().working_days("scotland"), "uk": shipped().working_days("uk")}


class TestByWalking:
    """The same counted one calendar day at a time, for any life of this kind."""

    @given(
        regime=st.sampled_from(["FOIA", "EIR", "FOISA", "EISR"]),
        start=st.dates(date(2010, 1, 1), date(2027, 1, 1)),
        wait=st.integers(0, 25),
        lasts=st.integers(0, 60),
        second=st.tuples(st.integers(0, 15), st.integers(0, 20)),
    )
    def test_the_days_of_pauses_do_not_count(
        self, regime: str, start: date, wait: int, lasts: int, second: tuple[int, int]
    ) -> None:
        days = DAYS["s" if regime in ("FOISA", "EISR") else "uk"]
        first = (start + timedelta(wait), start + timedelta(wait + lasts))
        other = (first[1] + timedelta(second[0] + 1), first[1] + timedelta(second[0] + 1 + second[1]))
        told: list[tuple[Any, ...]] = [(on(start), "sent", EMAIL)]
        held: list[tuple[date, date]] = []
        for begin, last in (first, other):
            told += [(on(begin), "fee_requested", {}), (on(last), "fee_paid", {})]
            # A notice that comes when the answer is late already holds nothing.
            if begin <= walked(start, 20, held, days):
                held.append((begin, last))
        clock = running("answer", *told, regime=regime)
        assert clock.due == walked(start, 20, held, days)
        assert clock.pauses == tuple(held)


def on(some: date) -> str:
    return some.isoformat()


def walked(start: date, n: int, held: list[tuple[date, date]], days: Any) -> date:
    current = start
    while n:
        current += timedelta(days=1)
        n -= days.is_working(current) and not any(begin <= current <= last for begin, last in held)
    return current
