from __future__ import annotations

from datetime import date

import pytest
from support.letters import Case

from foi_tracker.errors import Refused
from foi_tracker.letters.particulars import Extension
from foi_tracker.requests.parts import Question


def test_no_letter_says_what_is_not_so(case: Case) -> None:
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


def test_no_letter_is_about_a_review_that_was_not_asked_for_or_has_its_outcome(case: Case) -> None:
    for name in ("review-chaser", "complaint-ico-review-unanswered"):
        with pytest.raises(Refused, match="no review asked for") as caught:
            case.draft(name, request=case.request(case.answered, review_requested_on=None))
        assert caught.value.hint == "Record it first: {foi} sent 7 review"
        with pytest.raises(Refused, match="request 7 has one"):
            case.draft(name, clock=case.period("review", ended=True))


def test_a_review_is_not_complained_about_before_its_latest_day_is_over(case: Case) -> None:
    clock = case.period("review", due=date(2026, 12, 7), latest=case.today)
    with pytest.raises(Refused, match="may take until Wednesday 6 January 2027"):
        case.draft("complaint-ico-review-unanswered", clock=clock)
    assert case.draft("review-chaser", clock=clock).template == "review-chaser"


def test_no_complaint_claims_a_review_that_was_not_asked_for_or_an_outcome_that_did_not_come(case: Case) -> None:
    for name, regime in (("complaint-ico-after-review", "FOIA"), ("application-scottish-commissioner", "FOISA")):
        asked = case.request(case.answered, regime=regime, review_requested_on=None)
        with pytest.raises(Refused, match="Request 7 has no review asked for") as caught:
            case.draft(name, regime, request=asked, clock=None)
        assert caught.value.hint == "Record it first: {foi} sent 7 review"
        waits = asked._replace(review_requested_on=date(2027, 1, 4))
        with pytest.raises(Refused, match="no outcome of its review on record") as caught:
            case.draft(name, regime, request=waits, clock=None)
        assert caught.value.hint == "Record it first: {foi} got 7 review"
        ended = waits._replace(review_answered_on=date(2027, 1, 5))
        assert case.draft(name, regime, request=ended, clock=None).template == name


def test_only_in_scotland_the_time_of_a_review_that_is_over_stands_for_its_outcome(case: Case) -> None:
    clock = case.period("complaint", basis="review_requested", basis_on=date(2027, 2, 2))
    name = "application-scottish-commissioner"
    with pytest.raises(Refused, match="may take until Tuesday 2 February 2027"):
        case.draft(name, "FOISA", clock=clock, today=date(2027, 2, 2))
    assert case.draft(name, "FOISA", clock=clock, today=date(2027, 2, 3)).template == name
    with pytest.raises(Refused, match="no outcome of its review"):
        case.draft("complaint-ico-after-review", clock=clock, today=date(2027, 2, 3))


def test_a_notice_is_not_called_disregarded_before_its_day_or_without_one(case: Case) -> None:
    with pytest.raises(Refused, match="no decision notice") as caught:
        case.draft("not-complied", clock=None)
    assert caught.value.hint == "Record it first: {foi} got 7 decision"
    with pytest.raises(Refused, match="is not over: it ends on Wednesday 6 January 2027"):
        case.draft("not-complied", clock=case.period("compliance", due=case.today, latest=case.today))


def test_the_last_day_in_a_notice_is_asked_for_and_never_guessed(case: Case) -> None:
    with pytest.raises(Refused, match="needs comply_by"):
        case.draft("not-complied", request=case.request(case.answered, comply_by=None))


def test_a_clarification_answers_a_question(case: Case) -> None:
    with pytest.raises(Refused, match="was not asked to be clarified") as caught:
        case.draft("clarification-reply", clock=None, request=case.request(clarification_requested_on=None))
    assert caught.value.hint == "Record it first: {foi} got 7 question"
    with pytest.raises(Refused, match="needs clarification"):
        case.draft("clarification-reply", values={})


def test_the_cost_limit_is_spoken_of_only_after_a_refusal_on_it(case: Case) -> None:
    for name in ("ask-estimate-and-advice", "narrow-after-cost-limit"):
        with pytest.raises(Refused, match="no question that is recorded as over the cost limit") as caught:
            case.draft(name, request=case.request(case.answered))
        assert caught.value.hint == "Record it first: {foi} got 7 answer 1=over_cost"


def test_an_extension_is_disputed_only_where_there_is_one_without_ground_or_too_long(case: Case) -> None:
    with pytest.raises(Refused, match="no letter on record that they need more time") as caught:
        case.draft("challenge-extension", request=case.request())
    assert caught.value.hint == "Record it first: {foi} got 7 extension"
    clock = case.period("answer_extended", due=date(2027, 1, 22))
    for until in (None, date(2027, 1, 22)):
        request = case.request(extension=Extension(date(2026, 12, 17), until, "", ("s43(2)",)))
        with pytest.raises(Refused, match="on a ground that the law knows, to Friday 22 January 2027"):
            case.draft("challenge-extension", request=request, clock=clock)
    longer = case.request(extension=Extension(date(2026, 12, 17), date(2027, 1, 25), "", ("s43(2)",)))
    assert case.draft("challenge-extension", request=longer, clock=clock).template == "challenge-extension"
    with pytest.raises(Refused, match="every question of request 7 has one"):
        case.draft("challenge-extension", request=longer._replace(questions=(Question(1, "x", "refused"),)))


def test_another_authority_is_asked_after_only_when_there_is_one(case: Case) -> None:
    with pytest.raises(Refused, match="was not passed on, and nobody else is said to hold it"):
        case.draft("transfer-reply", request=case.request(case.answered))
    passed_on = case.request(case.answered, transferred_on=date(2026, 12, 2))
    assert case.draft("transfer-reply", request=passed_on).template == "transfer-reply"


def test_whether_it_arrived_is_not_asked_of_those_who_wrote(case: Case) -> None:
    with pytest.raises(Refused, match="arrived: the authority wrote about it on Monday 23 November 2026"):
        case.draft("did-you-receive", request=case.request(heard_on=date(2026, 11, 23)))
    answered = case.request(case.answered, heard_on=None)
    with pytest.raises(Refused, match="Request 7 arrived: the authority wrote about it"):
        case.draft("did-you-receive", request=answered)


def test_what_is_answered_is_not_taken_back(case: Case) -> None:
    done = case.request((Question(1, "x", "refused"),), review_requested_on=None)
    for name in ("withdraw", "supersede"):
        with pytest.raises(Refused, match="nothing is left to take back") as caught:
            case.draft(name, request=done)
        assert caught.value.hint == "To end it: {foi} close 7"
    # A review that goes on can be withdrawn, but no longer replaced by a new request.
    reviewed = done._replace(review_requested_on=date(2027, 1, 4))
    assert case.draft("withdraw", request=reviewed).template == "withdraw"
    with pytest.raises(Refused, match="nothing is left"):
        case.draft("supersede", request=reviewed)
    partly = case.request(case.answered, review_requested_on=None)
    assert case.draft("withdraw", request=partly).template == "withdraw"


def test_nothing_is_taken_back_before_it_is_sent(case: Case) -> None:
    for name in ("withdraw", "supersede", "did-you-receive"):
        with pytest.raises(Refused, match="has not been sent"):
            case.draft(name, request=case.request(sent_on=None))


def test_a_review_fits_what_was_answered(case: Case) -> None:
    refused = case.request((Question(1, "x", "refused"), Question(2, "y", "released")))
    with pytest.raises(Refused, match="no answer that passes a question over"):
        case.draft("review-part-ignored", request=refused)
    with pytest.raises(Refused, match="recorded as not held"):
        case.draft("review-not-held", request=refused)
    with pytest.raises(Refused, match="no answer yet"):
        case.draft("review-part-ignored", request=case.request())


def test_own_data_are_not_called_late_before_the_day(case: Case) -> None:
    early = date(2026, 12, 21)
    with pytest.raises(Refused, match="is not late: it is due by Monday 21 December 2026"):
        case.draft("sar-complaint", "SAR", today=early)
    given = case.request((Question(1, "x", "partly"),))
    assert case.draft("sar-complaint", "SAR", today=early, request=given).template == "sar-complaint"
