"""The few words of a table's columns: how late, what the date is, what to do."""

from __future__ import annotations

import pytest
from support.lives import day, life, outcomes, standing

from foi_tracker.views import words
from foi_tracker.views.words import due_column, next_column, state

SENT = ("22 Nov 2026", "sent", {"via": "email"})
POSTED = ("20 Nov 2026", "sent", {"via": "post"})
THURSDAY = ("19 Nov 2026", "sent", {"via": "email"})
REFUSED = ("14 Dec 2026", "answered", {"outcomes": outcomes(q1="refused s43(2)")})
RELEASED = ("14 Dec 2026", "answered", {"outcomes": outcomes(q1="released")})
REVIEW = ("16 Dec 2026", "review_requested", {"via": "email"})
COMPLAINED = ("5 Jan 2027", "complained", {})
DECIDED = ("5 Mar 2027", "decision_issued", {"until": day("4 Apr 2027")})


@pytest.mark.parametrize(
    ("told", "today", "said", "due", "then"),
    [
        ((), "24 Nov 2026", "not sent", "", "{foi} send 1"),
        ((SENT,), "24 Nov 2026", "18 days left", "Mon 21 Dec", "wait"),
        ((SENT,), "18 Dec 2026", "1 day left", "Mon 21 Dec", "wait"),
        ((SENT,), "21 Dec 2026", "due today", "Mon 21 Dec", "wait"),
        ((SENT,), "22 Dec 2026", "LATE 1 day", "Mon 21 Dec", "wait to 23 Dec"),
        ((SENT,), "23 Dec 2026", "LATE 2 days", "Mon 21 Dec", "{foi} draft 1"),
        ((THURSDAY,), "19 Dec 2026", "LATE since Fri", "Fri 18 Dec", "{foi} draft 1"),
        ((POSTED,), "24 Nov 2026", "20 days left", "about Wed 23 Dec", "wait"),
        ((SENT, ("22 Nov 2026", "undelivered")), "24 Nov 2026", "undelivered", "", "{foi} send 1"),
        ((SENT, REFUSED), "14 Dec 2026", "review: ask by", "Fri 12 Feb", "{foi} draft 1"),
        ((SENT, RELEASED), "14 Dec 2026", "answered", "", "{foi} close 1"),
        ((SENT, REFUSED, REVIEW), "17 Dec 2026", "review 19 days left", "Tue 19 Jan", "wait"),
        ((SENT, COMPLAINED, DECIDED), "8 Mar 2027", "notice 16 days left", "Sun  4 Apr", "{foi} show 1"),
        (
            (SENT, ("1 Dec 2026", "clarification_requested")),
            "2 Dec 2026",
            "reply: ask by",
            "Mon  1 Feb",
            "{foi} draft 1",
        ),
        ((SENT, ("1 Dec 2026", "withdrawn")), "2 Dec 2026", "withdrawn", "", ""),
        ((SENT, ("1 Dec 2026", "closed", {"outcome": "never_answered"})), "2 Dec 2026", "never answered", "", ""),
    ],
)
def test_a_row_of_the_table(told: tuple[tuple[object, ...], ...], today: str, said: str, due: str, then: str) -> None:
    found = standing(life(*told, questions=1), today)
    assert (state(found, day(today)), due_column(found, day(today)), next_column(found)) == (said, due, then)


def test_every_step_that_needs_a_letter_has_a_letter_in_every_law() -> None:
    from foi_tracker.law.regimes import REGIMES
    from foi_tracker.letters.follow_ups import template_for

    laws = [law for law in REGIMES if law != "SAR"]
    for step in words.WRITTEN:
        assert any(template_for(step, law) for law in laws), step
