from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from foi_tracker.errors import Refused
from foi_tracker.requests.request import Question


def test_no_letter_says_what_is_not_so(case: Any) -> None:
    before = date(2026, 12, 21)
    with pytest.raises(Refused, match="has not been sent"):
        case.draft("chaser", request=case.request(sent_on=None))
    with pytest.raises(Refused, match="every question of request 7 has one"):
        case.draft("chaser", request=case.request((Question(1, "x", "refused"),)))
    with pytest.raises(Refused, match="not late: it is due by Monday 21 December 2026"):
        case.draft("complaint-ico-no-answer", today=before)
    with pytest.raises(Refused, match="not late"):
        case.draft("review-late", "FOISA", today=before)
    with pytest.raises(Refused, match="no answer yet"):
        case.draft("review-refused", request=case.request())


def test_no_letter_is_about_a_review_that_was_not_asked_for_or_has_its_outcome(case: Any) -> None:
    for name in ("review-chaser", "complaint-ico-review-unanswered"):
        with pytest.raises(Refused, match="no review asked for") as caught:
            case.draft(name, request=case.request(case.answered, review_requested_on=None))
        assert caught.value.hint == "Record it first: {foi} sent 7 review"
        with pytest.raises(Refused, match="request 7 has one"):
            case.draft(name, clock=case.period("review", ended=True))


def test_a_review_is_not_complained_about_before_its_latest_day_is_over(case: Any) -> None:
    clock = case.period("review", due=date(2026, 12, 7), latest=case.today)
    with pytest.raises(Refused, match="may take until Wednesday 6 January 2027"):
        case.draft("complaint-ico-review-unanswered", clock=clock)
    assert case.draft("review-chaser", clock=clock).template == "review-chaser"


def test_a_notice_is_not_called_disregarded_before_its_day_or_without_one(case: Any) -> None:
    with pytest.raises(Refused, match="no decision notice") as caught:
        case.draft("not-complied", clock=None)
    assert caught.value.hint == "Record it first: {foi} got 7 decision"
    with pytest.raises(Refused, match="is not over: it ends on Wednesday 6 January 2027"):
        case.draft("not-complied", clock=case.period("compliance", due=case.today, latest=case.today))


def test_the_last_day_in_a_notice_is_asked_for_and_never_guessed(case: Any) -> None:
    with pytest.raises(Refused, match="needs comply_by"):
        case.draft("not-complied", request=case.request(case.answered, comply_by=None))


def test_a_clarification_answers_a_question(case: Any) -> None:
    with pytest.raises(Refused, match="was not asked to be clarified") as caught:
        case.draft("clarification-reply", clock=None, request=case.request(clarification_requested_on=None))
    assert caught.value.hint == "Record it first: {foi} got 7 question"
    with pytest.raises(Refused, match="needs clarification"):
        case.draft("clarification-reply", values={})
