"""One event in words: what happened, with its details in one line."""

from __future__ import annotations

from typing import Any

import pytest
from support.lives import day, outcomes

from foi_tracker.requests.events import KINDS, from_dict, to_dict
from foi_tracker.views.happenings import happened


def told(kind: str, **details: Any) -> str:
    return happened(from_dict({"id": 2, **to_dict(kind, day("2 Nov 2026"), **details)}))


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ("sent", "letter drafted"),
        ("chased", "chaser drafted"),
        ("review_requested", "request for a review drafted"),
        ("complained", "complaint drafted"),
        ("noted", "letter drafted"),
    ],
)
def test_a_draft_is_called_by_what_it_is_for(records: str, words: str) -> None:
    assert told("drafted", subject="Data", records=records) == words


@pytest.mark.parametrize(
    ("kind", "details", "words"),
    [
        ("holding", {"until": day("9 Nov 2026")}, "they wrote that they need more time: until Mon 9 Nov 2026"),
        ("chased", {"via": "post", "questions": (1, 2, 3, 5)}, "chaser sent by post: about questions 1-3, 5"),
        ("clarification_requested", {"questions": (2,)}, "they asked what you mean: about question 2"),
        (
            "answered",
            {"outcomes": outcomes(q1="released", q2="refused s43(2)"), "received": day("4 Nov 2026")},
            "answer: received Wed 4 Nov; question 1 released in full; question 2 refused (s43(2))",
        ),
        ("transferred", {"to": "NHS England"}, "passed to another authority: to NHS England"),
        ("undelivered", {"to": "foi@x"}, "came back undelivered: from foi@x"),
        ("labelled", {"tags": ("a",), "untags": ("b",)}, "labelled: tag a; no longer b"),
        ("closed", {"outcome": "refused"}, "closed: refused"),
        ("acknowledged", {"automatic": True, "ref": "A/1"}, "automatic reply: their ref A/1"),
        ("reminded", {"until": day("9 Nov 2026"), "text": "Ring"}, "reminder for Mon 9 Nov 2026: Ring"),
        ("reminded", {"done": (2,)}, "reminder crossed off"),
        ("fee_requested", {"amount": "£40", "files": ("replies/1.pdf",)}, "they asked for a fee: £40; 1 file kept"),
    ],
)
def test_its_details_follow_in_one_line(kind: str, details: dict[str, Any], words: str) -> None:
    assert told(kind, **details) == words


def test_what_they_did_is_told_as_past() -> None:
    present = [
        kind.words for kind in KINDS.values() if kind.words.startswith(("they need", "they ask ", "they extend "))
    ]
    assert present == []
