"""Where the bank holidays end: no life of a request breaks, no date is guessed, and it is said why there is none."""

from __future__ import annotations

from typing import Any

import pytest
from support.lives import life, outcomes, standing

SENT = ("1 Dec 2028", "sent", {"via": "email"})
EARLY = ("1 Nov 2028", "sent", {"via": "email"})
REFUSED = ("20 Nov 2028", "answered", {"outcomes": outcomes(q1="refused s43(2)")})
# Of each life, the clock that has no date on 29 December 2028, because the list of holidays ends on the 31st.
LIVES: dict[str, tuple[str, tuple[tuple[Any, ...], ...]]] = {
    "sent": ("answer", (SENT,)),
    "sent by post in the last days": ("answer", (("29 Dec 2028", "sent", {"via": "post"}),)),
    "acknowledged as received later": (
        "answer",
        (SENT, ("4 Dec 2028", "acknowledged", {"received": "2028-12-15"})),
    ),
    "clarified": ("answer", (SENT, ("4 Dec 2028", "clarification_requested"), ("20 Dec 2028", "clarified"))),
    "paid for": ("answer", (SENT, ("4 Dec 2028", "fee_requested"), ("27 Dec 2028", "fee_paid"))),
    "under another law": ("answer", (SENT, ("4 Dec 2028", "reclassified", {"regime": "EIR"}))),
    "extended": (
        "answer_extended",
        (
            ("14 Nov 2028", "sent", {"via": "email"}),
            ("11 Dec 2028", "extended", {"exemptions": ["s43(2)"], "basis": "public-interest"}),
        ),
    ),
    "refused": ("review_request", (EARLY, REFUSED)),
    "under review": ("review", (EARLY, REFUSED, ("12 Dec 2028", "review_requested"))),
    "decided": (
        "appeal",
        (
            EARLY,
            REFUSED,
            ("21 Nov 2028", "review_requested"),
            ("4 Dec 2028", "review_answered", {"result": "kept"}),
            ("5 Dec 2028", "complained"),
            ("20 Dec 2028", "decision_issued"),
        ),
    ),
}


@pytest.mark.parametrize(("kind", "told"), LIVES.values(), ids=list(LIVES))
def test_a_date_beyond_it_is_none_with_the_reason_and_nobody_is_late(
    kind: str, told: tuple[tuple[Any, ...], ...]
) -> None:
    found = standing(life(*told, questions=1), "29 Dec 2028")
    (clock,) = [clock for clock in found.clocks if clock.kind == kind and clock.runs]
    assert (clock.due, clock.latest) == (None, None)
    assert any("Bank holidays are known to Sun 31 Dec 2028" in note for note in clock.notes)
    assert (found.overdue, found.due_on, found.working_days_left) == (False, None, None)


@pytest.mark.parametrize(("regime", "step"), [("FOIA", "chase"), ("FOISA", "review_silence")])
def test_who_was_late_before_it_ends_is_late(regime: str, step: str) -> None:
    found = standing(life(EARLY, questions=1, regime=regime), "29 Dec 2028")
    assert (found.overdue, str(found.due_on), found.step.kind) == (True, "2028-11-29", step)


def test_after_it_has_ended_the_days_of_the_late_cannot_be_counted() -> None:
    found = standing(life(EARLY, questions=1), "3 Jan 2029")
    assert (found.overdue, found.working_days_left) == (True, None)
