"""What each event does to the clocks: which it starts, which it ends, and how."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from support.lives import day, life, outcomes, working_day

from foi_tracker.law.calendar import shipped
from foi_tracker.law.clocks import Clock
from foi_tracker.requests.status import clocks_of

SENT = ("1 Sep 2026", "sent", {"via": "email"})
REFUSED = ("29 Sep 2026", "answered", {"outcomes": outcomes(q1="refused s43(2)")})
REVIEW = ("1 Oct 2026", "review_requested", {"via": "email"})
SCOTTISH = ("2 Mar 2026", "sent", {"via": "email"})


def clocks(*told: tuple[Any, ...], questions: int = 1, regime: str = "FOIA") -> list[Clock]:
    """Return every clock of a life."""
    return list(clocks_of(life(*told, questions=questions, regime=regime), shipped()))


def ends(*told: tuple[Any, ...], questions: int = 1, regime: str = "FOIA") -> list[tuple[str, str | None]]:
    """Return (kind, how it ended) of every clock, in order."""
    return [(clock.kind, clock.ended) for clock in clocks(*told, questions=questions, regime=regime)]


def the(kind: str, found: list[Clock]) -> Clock:
    """Return the only clock of a kind."""
    (clock,) = [clock for clock in found if clock.kind == kind]
    return clock


class TestTheAnswer:
    def test_sent_again_leaves_one_clock_that_counts_from_the_new_sending(self) -> None:
        again = ("10 Sep 2026", "sent", {"via": "email"})
        answer = the("answer", clocks(SENT, again))
        assert (answer.start, answer.due) == (day("10 Sep 2026"), working_day(day("10 Sep 2026"), 20))

    def test_received_counts_from_the_day_it_reached_them(self) -> None:
        answer = the("answer", clocks(SENT, ("3 Sep 2026", "received", {})))
        assert (answer.start, answer.basis) == (day("3 Sep 2026"), "received")

    def test_received_after_the_answer_starts_nothing(self) -> None:
        assert ends(SENT, REFUSED, ("30 Sep 2026", "received", {})) == [("answer", "met"), ("review_request", None)]

    def test_received_does_not_move_an_extension(self) -> None:
        extended = ("25 Sep 2026", "extended", {"exemptions": ("s43",), "until": day("20 Oct 2026")})
        found = clocks(SENT, extended, ("26 Sep 2026", "received", {}))
        assert [(c.kind, c.ended, c.due) for c in found] == [
            ("answer", "stopped", day("29 Sep 2026")),
            ("answer_extended", None, day("20 Oct 2026")),
        ]

    def test_an_acknowledgement_without_a_date_changes_nothing(self) -> None:
        assert clocks(SENT, ("2 Sep 2026", "acknowledged", {})) == clocks(SENT)

    def test_an_acknowledgement_of_an_earlier_day_changes_nothing(self) -> None:
        early = ("2 Sep 2026", "acknowledged", {"received": day("31 Aug 2026")})
        assert the("answer", clocks(SENT, early)).latest == day("29 Sep 2026")

    def test_an_acknowledgement_after_the_answer_starts_nothing(self) -> None:
        late = ("1 Oct 2026", "acknowledged", {"received": day("3 Sep 2026")})
        assert ends(SENT, REFUSED, late) == [("answer", "met"), ("review_request", None)]

    @pytest.mark.parametrize("outcome", ["to_follow", "ignored"])
    def test_what_is_no_answer_yet_leaves_it_running(self, outcome: str) -> None:
        promised = ("29 Sep 2026", "answered", {"outcomes": outcomes(q1=outcome)})
        assert ends(SENT, promised) == [("answer", None)]

    def test_released_in_full_opens_no_window(self) -> None:
        assert ends(SENT, ("29 Sep 2026", "answered", {"outcomes": outcomes(q1="released")})) == [("answer", "met")]

    def test_an_extended_answer_is_met_against_the_extended_date(self) -> None:
        extended = ("25 Sep 2026", "extended", {"exemptions": ("s43",), "until": day("20 Oct 2026")})
        late = ("22 Oct 2026", "answered", {"outcomes": outcomes(q1="refused s43")})
        found = clocks(SENT, extended, late)
        assert [(c.kind, c.ended, c.missed_by) for c in found] == [
            ("answer", "stopped", None),
            ("answer_extended", "met", 2),
            ("review_request", None, None),
        ]

    def test_an_extension_to_an_earlier_day_takes_nothing_away(self) -> None:
        early = ("10 Sep 2026", "extended", {"exemptions": ("s43",), "until": day("20 Sep 2026")})
        assert the("answer_extended", clocks(SENT, early)).due == day("29 Sep 2026")

    def test_an_extension_without_a_date_is_taken_to_the_40th_day(self) -> None:
        bare = ("25 Sep 2026", "extended", {"exemptions": ("s43",)})
        assert the("answer_extended", clocks(SENT, bare)).due == working_day(day("1 Sep 2026"), 40)

    def test_their_date_without_a_ground_is_noted(self) -> None:
        groundless = ("25 Sep 2026", "extended", {"until": day("20 Oct 2026")})
        answer = the("answer", clocks(SENT, groundless))
        assert answer.due == day("29 Sep 2026")
        assert any("20 Oct 2026" in note for note in answer.notes)

    @pytest.mark.parametrize(
        ("on", "basis", "moves"),
        [
            ("29 Sep 2026", "complex-voluminous", True),
            ("30 Sep 2026", "complex-voluminous", False),
            ("25 Sep 2026", "complex", False),
        ],
    )
    def test_under_eir_an_extension_must_be_said_in_the_20_days(self, on: str, basis: str, moves: bool) -> None:
        extended = (on, "extended", {"basis": basis, "until": day("27 Oct 2026")})
        running = [c for c in clocks(SENT, extended, regime="EIR") if c.runs]
        assert [c.due for c in running] == [day("27 Oct 2026" if moves else "29 Sep 2026")]

    def test_a_chaser_opens_the_ico_the_day_after_latest_at_the_soonest(self) -> None:
        early = ("20 Sep 2026", "chased", {})
        found = clocks(SENT, early, ("5 Oct 2026", "chased", {}))
        assert the("complaint", found).opens_on == day("30 Sep 2026")
        assert the("complaint", clocks(SENT, ("5 Oct 2026", "chased", {}))).opens_on == day("5 Oct 2026")

    def test_an_answer_ends_the_complaint_about_silence(self) -> None:
        found = ends(SENT, ("30 Sep 2026", "chased", {}), ("2 Oct 2026", *REFUSED[1:]))
        assert ("complaint", "stopped") in found

    def test_passed_to_another_or_withdrawn_nothing_runs(self) -> None:
        for kind in ("transferred", "withdrawn"):
            assert ends(SENT, ("10 Sep 2026", kind, {})) == [("answer", "stopped")]

    def test_closing_ends_what_you_wait_for_and_not_your_own_windows(self) -> None:
        assert ends(SENT, ("10 Sep 2026", "closed", {})) == [("answer", "stopped")]
        assert ends(SENT, REFUSED, ("30 Sep 2026", "closed", {})) == [("answer", "met"), ("review_request", None)]


class TestQuestionsAndFees:
    def test_a_reply_meets_the_clarification(self) -> None:
        asked, told = ("10 Sep 2026", "clarification_requested", {}), ("15 Sep 2026", "clarified", {"via": "email"})
        assert ends(SENT, asked) == [("answer", "stopped"), ("clarify", None)]
        assert ends(SENT, asked, told) == [("answer", "stopped"), ("clarify", "met"), ("answer", None)]

    def test_an_answer_ends_the_question_back(self) -> None:
        asked = ("10 Sep 2026", "clarification_requested", {})
        assert ends(SENT, asked, REFUSED) == [("answer", "stopped"), ("clarify", "stopped"), ("review_request", None)]

    def test_a_question_back_after_an_extension_stops_that_too(self) -> None:
        extended = ("25 Sep 2026", "extended", {"exemptions": ("s43",), "until": day("20 Oct 2026")})
        found = ends(SENT, extended, ("1 Oct 2026", "clarification_requested", {}))
        assert found == [("answer", "stopped"), ("answer_extended", "stopped"), ("clarify", None)]

    def test_payment_meets_the_fee_and_the_answer_runs_on(self) -> None:
        fee, paid = ("14 Sep 2026", "fee_requested", {}), ("16 Sep 2026", "fee_paid", {})
        assert sorted(ends(SENT, fee, paid)) == [("answer", None), ("pay", "met")]

    def test_a_notice_on_the_day_of_receipt_pauses_from_the_start(self) -> None:
        told = (("5 Oct 2026", "sent", {}), ("5 Oct 2026", "fee_requested", {}), ("7 Oct 2026", "fee_paid", {}))
        assert the("answer", clocks(*told)).due == working_day(day("7 Oct 2026"), 20)

    def test_a_question_about_scope_costs_its_own_days_of_the_month(self) -> None:
        asked, told = ("8 Jun 2026", "clarification_requested", {}), ("11 Jun 2026", "clarified", {"via": "email"})
        found = clocks(("3 Jun 2026", "sent", {"via": "email"}), asked, told, regime="SAR")
        assert the("answer", found).due == day("7 Jul 2026")

    def test_payment_without_a_notice_starts_nothing(self) -> None:
        assert ends(SENT, REFUSED, ("30 Sep 2026", "fee_paid", {})) == [("answer", "met"), ("review_request", None)]

    def test_the_fee_for_own_data_starts_the_month(self) -> None:
        sent, fee = ("10 Jun 2026", "sent", {"via": "email"}), ("12 Jun 2026", "fee_requested", {})
        assert ends(sent, fee, regime="SAR") == [("answer", "stopped")]
        paid = ("24 Jun 2026", "fee_paid", {})
        assert [c.due for c in clocks(sent, fee, paid, regime="SAR") if c.runs] == [day("24 Jul 2026")]


class TestReviewRegulatorTribunal:
    def test_the_outcome_meets_the_review_and_begins_the_six_weeks(self) -> None:
        outcome = ("20 Oct 2026", "review_answered", {"outcomes": outcomes(q1="refused s43(2)")})
        assert ends(SENT, REFUSED, REVIEW, outcome)[2:] == [
            ("review", "met"),
            ("complaint", "stopped"),
            ("complaint", None),
        ]

    def test_complaining_meets_the_window(self) -> None:
        outcome = ("20 Oct 2026", "review_answered", {"outcomes": outcomes(q1="refused s43(2)")})
        found = ends(SENT, REFUSED, REVIEW, outcome, ("1 Nov 2026", "complained", {}))
        assert found[-1] == ("complaint", "met")

    def test_the_regulators_letter_gives_ten_working_days_or_the_date_it_names(self) -> None:
        complained = (SENT, ("30 Sep 2026", "chased", {}), ("8 Oct 2026", "complained", {}))
        letter = the("regulator_letter", clocks(*complained, ("2 Nov 2026", "regulator_wrote", {})))
        assert letter.due == working_day(day("2 Nov 2026"), 10)
        dated = ("2 Nov 2026", "regulator_wrote", {"until": day("20 Nov 2026")})
        assert the("regulator_letter", clocks(*complained, dated)).due == day("20 Nov 2026")
        for kind in ("complaint_closed", "decision_issued"):
            found = clocks(*complained, dated, ("25 Nov 2026", kind, {}))
            assert the("regulator_letter", found).ended == "stopped"

    def test_doing_as_told_and_appealing_meet_their_clocks(self) -> None:
        notice = (
            SENT,
            ("30 Sep 2026", "chased", {}),
            ("8 Oct 2026", "complained", {}),
            ("2 Nov 2026", "decision_issued", {}),
        )
        assert the("compliance", clocks(*notice, ("1 Dec 2026", "complied", {}))).ended == "met"
        assert the("appeal", clocks(*notice, ("20 Nov 2026", "appealed", {"by": "you"}))).ended == "met"
        assert the("compliance", clocks(*notice, ("20 Nov 2026", "appealed", {"by": "you"}))).ended is None


class TestScotland:
    def windows(self, *told: tuple[Any, ...]) -> list[tuple[date, date | None, str | None]]:
        found = clocks(*told, regime="FOISA")
        return [(c.opens_on, c.due, c.ended) for c in found if c.kind == "review_request"]

    def after(self, received: str) -> tuple[date, date, None]:
        due = working_day(day(received), 20, scotland=True)
        return (due + timedelta(days=1), working_day(due, 40, scotland=True), None)

    def test_the_window_after_silence_follows_the_answer_clock(self) -> None:
        assert self.windows(SCOTTISH) == [self.after("2 Mar 2026")]
        assert self.windows(SCOTTISH, ("9 Mar 2026", "sent", {"via": "email"})) == [self.after("9 Mar 2026")]
        assert self.windows(SCOTTISH, ("4 Mar 2026", "received", {})) == [self.after("4 Mar 2026")]
        posted = ("2 Mar 2026", "sent", {"via": "post"})
        acknowledged = ("6 Mar 2026", "acknowledged", {"received": day("4 Mar 2026")})
        assert self.windows(posted, acknowledged) == [self.after("4 Mar 2026")]

    def test_a_bounce_takes_it_away(self) -> None:
        assert self.windows(SCOTTISH, ("2 Mar 2026", "undelivered", {})) == []

    def test_a_question_back_in_time_leaves_no_trace_of_it_and_a_late_one_ends_it(self) -> None:
        assert self.windows(SCOTTISH, ("10 Mar 2026", "clarification_requested", {})) == []
        late = self.windows(SCOTTISH, ("7 Apr 2026", "clarification_requested", {}))
        assert [ended for _, _, ended in late] == ["stopped"]

    def test_asked_on_the_day_it_opens_it_is_met(self) -> None:
        assert [ended for _, _, ended in self.windows(SCOTTISH, ("31 Mar 2026", "review_requested", {}))] == ["met"]

    def test_an_answer_on_the_day_it_opens_ends_it_and_opens_its_own(self) -> None:
        answered = ("31 Mar 2026", "answered", {"outcomes": outcomes(q1="refused s30")})
        own = working_day(day("31 Mar 2026"), 40, scotland=True)
        assert self.windows(SCOTTISH, answered) == [
            (day("31 Mar 2026"), working_day(day("30 Mar 2026"), 40, scotland=True), "stopped"),
            (day("31 Mar 2026"), own, None),
        ]

    def test_after_an_early_answer_the_last_arguable_day_counts_from_the_end_of_the_20(self) -> None:
        answered = ("16 Mar 2026", "answered", {"outcomes": outcomes(q1="refused s30")})
        window = the("review_request", clocks(SCOTTISH, answered, regime="FOISA"))
        assert window.due == working_day(day("16 Mar 2026"), 40, scotland=True)
        assert window.latest == working_day(day("30 Mar 2026"), 40, scotland=True)
        late = ("1 Apr 2026", "answered", {"outcomes": outcomes(q1="refused s30")})
        window = clocks(SCOTTISH, late, regime="FOISA")[-1]
        assert window.latest == window.due

    def test_a_posted_answer_reaches_you_on_the_third_day_unless_you_know(self) -> None:
        posted = {"outcomes": outcomes(q1="refused s30"), "via": "post"}
        assert clocks(SCOTTISH, ("1 Apr 2026", "answered", posted), regime="FOISA")[-1].start == day("4 Apr 2026")
        assert clocks(SENT, ("29 Sep 2026", "answered", posted))[-1].start == day("29 Sep 2026")
        answered = ("1 Apr 2026", "answered", {"outcomes": outcomes(q1="refused s30"), "received": day("4 Apr 2026")})
        assert clocks(SCOTTISH, answered, regime="FOISA")[-1].start == day("4 Apr 2026")
