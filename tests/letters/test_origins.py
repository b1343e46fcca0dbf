"""No letter says "I sent you" of a request that came to its authority another way than from the writer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.letters import Case, words

from foi_tracker.letters import origins
from foi_tracker.letters.templates import available

PASSED = {
    "sent_on": date(2026, 11, 13),
    "passed_on": date(2026, 11, 13),
    "passed_by": "Hackney Council",
    "asked_on": date(2026, 10, 30),
    "via": None,
}
UNKNOWN = PASSED | {"passed_by": None, "asked_on": None}
OVER = {"first_sent_to": "Moorfields", "taken_over_on": date(2026, 12, 1)}
FOLLOW_UPS = [template for template in available() if template.kind == "follow-up"]
REQUESTS = {"passed": PASSED, "unknown": UNKNOWN, "taken over": OVER, "both": PASSED | OVER}


@pytest.mark.parametrize("how", REQUESTS)
@pytest.mark.parametrize("template", FOLLOW_UPS, ids=lambda template: template.name)
def test_no_follow_up_says_that_the_writer_sent_what_came_another_way(case: Case, template: Any, how: str) -> None:
    for regime in template.regimes:
        told = case.needed(template, regime)._replace(**REQUESTS[how])
        clock = case.period(template.about or "answer")
        text = words(case.draft(template, regime, request=told, clock=clock))
        for claim in ("I sent you", "I sent it on Friday 13 November", "my request of Friday 13 November"):
            assert claim not in text
        assert "by e-mail a" not in text


def test_a_reminder_of_what_was_passed_on_says_by_whom_and_when_it_was_asked(case: Case) -> None:
    text = words(case.draft("chaser", request=case.request(**PASSED)))
    assert (
        "On Friday 30 October 2026 I sent Hackney Council, which on Friday 13 November 2026 passed it on to you, "
        "a request for information under the Freedom of Information Act 2000" in text
    )
    unknown = words(case.draft("chaser", request=case.request(**UNKNOWN)))
    assert "On Friday 13 November 2026 another authority passed on to you a request for information" in unknown


def test_a_review_of_what_was_passed_on_or_taken_over_says_so(case: Case) -> None:
    passed = words(case.draft("review-refused", request=case.request(case.answered, **PASSED)))
    assert (
        "your answer to my request of Friday 30 October 2026 (to Hackney Council, which on Friday 13 November 2026 "
        "passed it on to you) under the" in passed
    )
    over = words(case.draft("review-refused", request=case.request(case.answered, **OVER)))
    assert "my request of Friday 20 November 2026 (to Moorfields, whose work you have taken over) under the" in over


def test_a_complaint_tells_the_way_of_the_request_and_encloses_the_writers_own_letter(case: Case) -> None:
    passed = words(case.draft("complaint-ico-no-answer", request=case.request(**PASSED)))
    assert (
        "I sent it on Friday 30 October 2026 (to Hackney Council, which on Friday 13 November 2026 passed it on to the "
        "authority) under the" in passed
    )
    assert "- my request of Friday 30 October 2026;" in passed
    unknown = words(case.draft("complaint-ico-no-answer", request=case.request(**UNKNOWN)))
    assert "Another authority passed it on to the authority on Friday 13 November 2026; I made it under" in unknown
    assert "- my request;" in unknown
    over = words(case.draft("complaint-ico-no-answer", request=case.request(**OVER)))
    assert "(e-mail, to Moorfields, whose work the authority has taken over) under" in over


def test_what_reached_the_predecessor_is_not_said_to_have_reached_its_successor(case: Case) -> None:
    request = case.request(**OVER)
    assert "Moorfields received the request on Sunday 22 November 2026" in words(case.draft("chaser", request=request))
    later = case.period(basis="clarified", basis_on=date(2026, 12, 2))
    assert "You received my clarification on" in words(case.draft("chaser", request=request, clock=later))
    assert origins.received_by(case.request(), date(2026, 11, 22)) == ""
