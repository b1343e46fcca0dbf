"""Which questions a review can be asked about: those that are late or answered, never one that has time."""

from __future__ import annotations

import pytest
from support.lives import day, life, outcomes, working_day

from foi_tracker.errors import Refused
from foi_tracker.law.calendar import shipped
from foi_tracker.requests.request import Request
from foi_tracker.requests.reviewable import review_about

SENT = ("1 Jun 2026", "sent", {"via": "email"})
# Question 2 was asked back and explained: its 20 days begin anew on 20 June.
EXPLAINED = (
    ("10 Jun 2026", "clarification_requested", {"questions": (2,)}),
    ("20 Jun 2026", "clarified", {"questions": (2,)}),
)


def about(request: Request, on: str) -> tuple[int, ...]:
    return review_about(request, day(on), calendar=shipped())


def test_in_scotland_silence_can_be_reviewed_from_the_day_after_it_was_due() -> None:
    silent = life(SENT, questions=2, regime="FOISA")
    assert working_day(day("1 Jun 2026"), 20, scotland=True) == day("30 Jun 2026")
    with pytest.raises(Refused, match=r"until Tue 30 Jun 2026; .* from Wed 1 Jul 2026"):
        about(silent, "30 Jun 2026")
    assert about(silent, "1 Jul 2026") == ()


def test_a_question_that_has_time_is_left_out() -> None:
    split = life(SENT, *EXPLAINED, questions=2, regime="FOISA")
    assert about(split, "2 Jul 2026") == (1,)
    assert about(split, "21 Jul 2026") == (), "both are late then"


def test_a_question_whose_silence_is_under_review_is_left_out() -> None:
    reviewed = (SENT, *EXPLAINED, ("2 Jul 2026", "review_requested", {"questions": (1,)}))
    assert about(life(*reviewed, questions=2, regime="FOISA"), "21 Jul 2026") == (2,)
    with pytest.raises(Refused, match="until Fri 17 Jul 2026"):
        about(life(*reviewed, questions=2, regime="FOISA"), "17 Jul 2026")
    late = ("6 Jul 2026", "answered", {"outcomes": outcomes(q1="refused")})
    assert about(life(*reviewed, late, questions=2, regime="FOISA"), "21 Jul 2026") == (1, 2), "its answer is another"


def test_a_question_under_review_is_left_out_when_another_is_refused() -> None:
    told = (
        SENT,
        ("10 Jun 2026", "answered", {"outcomes": outcomes(q1="refused")}),
        ("12 Jun 2026", "review_requested", {"questions": (1,)}),
        ("29 Jun 2026", "answered", {"outcomes": outcomes(q2="refused")}),
    )
    assert about(life(*told, questions=2), "30 Jun 2026") == (2,)


@pytest.mark.parametrize("regime", ["FOIA", "EIR", "FOISA", "EISR"])
def test_an_answered_question_is_one_while_another_is_to_follow(regime: str) -> None:
    told = {"outcomes": outcomes(q1="refused", q2="to_follow", q3="released")}
    partly = life(SENT, ("10 Jun 2026", "answered", told), questions=3, regime=regime)
    assert about(partly, "12 Jun 2026") == (1,)


def test_what_came_later_does_not_count() -> None:
    answered = life(
        SENT, ("10 Jun 2026", "answered", {"outcomes": outcomes(q1="refused")}), questions=1, regime="FOISA"
    )
    assert about(answered, "10 Jun 2026") == ()
    with pytest.raises(Refused):
        about(answered, "9 Jun 2026")


def test_while_a_fee_is_not_paid_no_day_is_named() -> None:
    held = life(SENT, ("5 Jun 2026", "fee_requested"), questions=1, regime="FOISA")
    with pytest.raises(Refused, match="has no day by which the answer is due"):
        about(held, "10 Jul 2026")


def test_outside_scotland_nothing_is_too_early() -> None:
    assert about(life(SENT, questions=2), "2 Jun 2026") == ()


def test_ones_own_data_has_no_review() -> None:
    answered = life(SENT, ("20 Jun 2026", "answered", {"outcomes": outcomes(q1="refused")}), questions=1, regime="SAR")
    with pytest.raises(Refused, match="there is no review of it") as refused:
        about(answered, "21 Jun 2026")
    assert "sar-complaint" in str(refused.value.hint)
