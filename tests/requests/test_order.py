"""Which events may follow which: what is refused, in what words, and with which command that mends it."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from support.lives import day, life, outcomes

from foi_tracker.errors import Refused
from foi_tracker.requests import order
from foi_tracker.requests.events import KINDS, from_dict, to_dict
from foi_tracker.requests.request import Request

SENT = ("2 Nov 2026", "sent")
ANSWERED = ("20 Nov 2026", "answered", {"outcomes": outcomes(q1="refused s43(2)")})
REVIEW = ("1 Dec 2026", "review_requested")
COMPLAINED = ("5 Jan 2027", "complained")
DECIDED = ("5 Mar 2027", "decision_issued")


def attempt(request: Request, on: str, kind: str, **details: Any) -> None:
    """Put an event in its place and check the whole list."""
    must = {"text": "x", "regime": "EIR", "until": day("1 Jan 2028"), "voids": (99,)}
    needed = {name: must[name] for name in KINDS[kind].must if name in must}
    event = from_dict({"id": 99, **to_dict(kind, day(on), **{**needed, **details})})
    events = sorted([*request.events, event], key=lambda e: (e.id != 1, e.on, e.id))
    order.check(request.number, events, regime=request.regime)


def refusal(request: Request, on: str, kind: str, **details: Any) -> Refused:
    with pytest.raises(Refused) as refused:
        attempt(request, on, kind, **details)
    return refused.value


@pytest.mark.parametrize(
    ("before", "kind", "says", "command"),
    [
        ((), "answered", "has not been sent", "{foi} sent 1"),
        ((), "acknowledged", "has not been sent", "{foi} sent 1"),
        ((), "chased", "has not been sent", "{foi} sent 1"),
        ((), "undelivered", "has not been sent", "{foi} sent 1"),
        ((), "withdrawn", "has not been sent", "{foi} sent 1"),
        ((), "complained", "has not been sent", "{foi} sent 1"),
        ((SENT,), "review_answered", "has no review asked for", "{foi} sent 1 review"),
        ((SENT,), "clarified", "was not asked", "{foi} got 1 question"),
        ((SENT,), "fee_paid", "was not asked for a fee", "{foi} got 1 fee"),
        ((SENT,), "regulator_wrote", "has no complaint", "{foi} sent 1 complaint"),
        ((SENT,), "decision_issued", "has no complaint", "{foi} sent 1 complaint"),
        ((SENT, COMPLAINED), "appealed", "has no decision notice", "{foi} got 1 decision"),
        ((SENT, COMPLAINED), "complied", "has no decision notice", "{foi} got 1 decision"),
        ((SENT, COMPLAINED, DECIDED), "appeal_decided", "has no appeal", "{foi} sent 1 appeal"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_is_missing_is_named_with_the_command_that_records_it(
    before: tuple[Any, ...], kind: str, says: str, command: str
) -> None:
    refused = refusal(life(*before, questions=1), "1 Apr 2027", kind)
    assert says in refused.message
    assert refused.hint is not None
    assert command in refused.hint
    assert refused.exit_code == 4


@pytest.mark.parametrize("kind", ["noted", "labelled", "reminded", "closed"])
def test_a_draft_may_be_noted_labelled_and_closed(kind: str) -> None:
    attempt(life(), "3 Nov 2026", kind)


class TestDates:
    def test_an_answer_before_the_sending_is_too_early(self) -> None:
        refused = refusal(life(SENT), "1 Nov 2026", "answered")
        assert "Sun 1 Nov 2026 is too early" in refused.message
        assert "request 1 was sent on Mon 2 Nov 2026" in refused.message

    def test_a_day_without_a_year_is_said_to_be_the_last_such_day(self) -> None:
        refused = refusal(life(SENT), "30 Dec 2025", "chased")
        assert "Tue 30 Dec 2025 is too early" in refused.message
        assert "without a year" in (refused.hint or "")

    def test_on_the_day_of_the_sending_it_is_not(self) -> None:
        attempt(life(SENT), "2 Nov 2026", "answered")

    def test_a_letter_cannot_arrive_before_it_went(self) -> None:
        assert "before it went" in refusal(life(), "2 Nov 2026", "sent", received=day("1 Nov 2026")).message
        attempt(life(), "2 Nov 2026", "sent", received=day("2 Nov 2026"))

    def test_they_may_say_that_yours_came_before_their_letter(self) -> None:
        attempt(life(SENT), "5 Nov 2026", "acknowledged", received=day("3 Nov 2026"))


class TestClosed:
    closed = life(SENT, ("1 Dec 2026", "closed"))

    @pytest.mark.parametrize("kind", ["answered", "chased", "acknowledged", "sent", "review_requested"])
    def test_nothing_but_notes_can_come(self, kind: str) -> None:
        refused = refusal(self.closed, "2 Dec 2026", kind)
        assert "was closed" in refused.message
        assert refused.hint == "Open it again first: {foi} reopen 1"

    @pytest.mark.parametrize("kind", ["noted", "labelled", "reminded", "reopened"])
    def test_notes_labels_and_opening_again_can(self, kind: str) -> None:
        attempt(self.closed, "2 Dec 2026", kind)

    def test_what_happened_before_the_closing_can_be_entered_late(self) -> None:
        attempt(self.closed, "20 Nov 2026", "acknowledged")

    def test_closing_twice_is_refused(self) -> None:
        assert "closed already" in refusal(self.closed, "2 Dec 2026", "closed").message

    def test_opening_what_is_open_is_refused(self) -> None:
        refused = refusal(life(SENT), "2 Dec 2026", "reopened")
        assert "not closed" in refused.message
        assert refused.hint

    def test_opened_again_it_goes_on(self) -> None:
        attempt(life(SENT, ("1 Dec 2026", "closed"), ("2 Dec 2026", "reopened")), "3 Dec 2026", "answered")


class TestBounced:
    def test_after_a_bounce_nothing_comes_until_it_is_sent_again(self) -> None:
        bounced = life(SENT, ("3 Nov 2026", "undelivered"))
        assert "has not been sent" in refusal(bounced, "4 Nov 2026", "answered").message
        attempt(bounced, "4 Nov 2026", "sent")

    def test_what_was_recorded_after_the_day_of_a_bounce_is_named(self) -> None:
        refused = refusal(life(SENT, ("7 Dec 2026", "chased")), "3 Nov 2026", "undelivered")
        assert "has not been sent" not in refused.message
        assert "“chaser sent” of Mon 7 Dec 2026 is recorded after Tue 3 Nov 2026" in refused.message
        assert "{foi} undo 1" in (refused.hint or "")

    def test_a_bounced_chaser_leaves_the_request_sent(self) -> None:
        attempt(life(SENT, ("7 Dec 2026", "chased"), ("7 Dec 2026", "undelivered")), "8 Dec 2026", "answered")


class TestTheRegulator:
    def test_silence_can_be_taken_to_the_ico_at_once(self) -> None:
        for regime in ("FOIA", "EIR"):
            attempt(life(SENT, questions=1, regime=regime), "5 Jan 2027", "complained")

    @pytest.mark.parametrize("regime", ["FOISA", "EISR"])
    def test_in_scotland_a_review_comes_first_even_after_silence(self, regime: str) -> None:
        refused = refusal(life(SENT, questions=1, regime=regime), "5 Jan 2027", "complained")
        assert "The Scottish Information Commissioner cannot take request 1 yet" in refused.message
        assert "{foi} sent 1 review" in (refused.hint or "")
        attempt(life(SENT, REVIEW, questions=1, regime=regime), "5 Jan 2027", "complained")

    def test_an_answer_is_reviewed_before_the_ico_looks_at_it(self) -> None:
        refused = refusal(life(SENT, ANSWERED, questions=1), "5 Jan 2027", "complained")
        assert "The ICO cannot take request 1 yet" in refused.message
        attempt(life(SENT, ANSWERED, REVIEW, questions=1), "5 Jan 2027", "complained")

    @pytest.mark.parametrize("outcome", ["to_follow", "ignored"])
    def test_a_promise_is_no_answer(self, outcome: str) -> None:
        promised = ("20 Nov 2026", "answered", {"outcomes": outcomes(q1=outcome)})
        attempt(life(SENT, promised, questions=1), "5 Jan 2027", "complained")

    def test_silence_about_one_question_can_be_taken_to_the_ico(self) -> None:
        half = ("20 Nov 2026", "answered", {"outcomes": outcomes(q1="released")})
        attempt(life(SENT, half, questions=2), "5 Jan 2027", "complained")


def test_a_kind_of_another_version_stands_in_nobodys_way() -> None:
    request = life(SENT, questions=1)
    strange = from_dict({"id": 50, "kind": "teleported", "on": "2026-11-10", "received": "2026-11-01"})
    answered = from_dict({"id": 51, **to_dict("answered", day("12 Nov 2026"))})
    order.check(1, [*request.events, strange, answered], regime="FOIA")


def test_every_refusal_names_a_command_that_can_be_typed() -> None:
    from foi_tracker.casework import receiving, sending

    typed = {f"{{foi}} sent %d {word}" for word in sending.WHAT} | {f"{{foi}} got %d {word}" for word in receiving.WHAT}
    assert {missing.command for missing in order._FIRST.values()} <= typed | {"{foi} sent %d"}


class TestPassingOn:
    other: ClassVar[dict[str, str]] = {"slug": "b", "name": "B"}

    @pytest.mark.parametrize("kind", ["transferred", "succeeded"])
    def test_only_what_was_sent_can_go_to_another_authority(self, kind: str) -> None:
        details = {"authority": self.other} if kind == "succeeded" else {"to": "B"}
        assert "has not been sent" in refusal(life(), "3 Nov 2026", kind, **details).message
        attempt(life(SENT), "3 Nov 2026", kind, **details)

    @pytest.mark.parametrize("kind", ["transferred", "succeeded"])
    def test_what_is_closed_stays_where_it_is(self, kind: str) -> None:
        details = {"authority": self.other} if kind == "succeeded" else {"to": "B"}
        assert "was closed" in refusal(TestClosed.closed, "2 Dec 2026", kind, **details).message

    def test_they_may_answer_what_they_had_passed_on(self) -> None:
        attempt(life(SENT, ("9 Nov 2026", "transferred"), questions=1), "12 Nov 2026", "answered")


class TestReminding:
    @pytest.mark.parametrize("details", [{"until": day("1 Mar 2027")}, {"done": (2,)}], ids=["set", "done"])
    def test_it_may_come_at_any_time(self, details: dict[str, Any]) -> None:
        for request in (life(), life(SENT), TestClosed.closed, life(SENT, ("3 Nov 2026", "withdrawn"))):
            attempt(request, "20 Dec 2026", "reminded", **details)


class TestWithdrawn:
    withdrawn = life(SENT, ("3 Nov 2026", "withdrawn"))

    @pytest.mark.parametrize("kind", ["answered", "chased", "review_requested", "withdrawn"])
    def test_it_is_closed_as_its_status_says(self, kind: str) -> None:
        assert self.withdrawn.closed_as == "withdrawn"
        assert "closed" in refusal(self.withdrawn, "4 Nov 2026", kind).message

    def test_it_can_be_opened_again_which_is_what_the_refusal_proposes(self) -> None:
        attempt(self.withdrawn, "4 Nov 2026", "reopened")


class TestCrossedInThePost:
    """They answered, or it came to light, after the complaint about silence was made: it was right then."""

    complained = life(SENT, ("5 Jan 2027", "complained"), questions=1)

    @pytest.mark.parametrize("outcome", ["released", "refused s43(2)", "not_held"])
    def test_an_answer_dated_before_the_complaint_is_taken(self, outcome: str) -> None:
        attempt(self.complained, "4 Jan 2027", "answered", outcomes=outcomes(q1=outcome))

    def test_a_complaint_entered_after_that_answer_is_not(self) -> None:
        answered = life(SENT, ("4 Jan 2027", "answered", {"outcomes": outcomes(q1="released")}), questions=1)
        assert "cannot take" in refusal(answered, "5 Jan 2027", "complained").message
