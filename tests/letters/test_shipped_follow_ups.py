"""What the letters between the steps of the ladder say: cost limits, extensions, transfers, corrections, own data."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.letters import Case, words

from foi_tracker.errors import Refused
from foi_tracker.letters.particulars import Extension
from foi_tracker.letters.templates import available, find
from foi_tracker.requests.parts import Question

FOLLOW_UPS = [template for template in available() if template.kind == "follow-up"]
NOTED = {"ask-estimate-and-advice", "challenge-extension", "did-you-receive", "transfer-reply"}


def test_letters_that_take_no_step_are_noted_and_say_that_they_ask_for_no_review(case: Case) -> None:
    assert {template.name for template in FOLLOW_UPS if template.records == "noted"} == NOTED
    for name in NOTED - {"did-you-receive"}:
        assert "not ask for a review" in words(case.draft(name))


def test_only_reminders_of_what_is_late_are_chasers() -> None:
    chasers = {template.name for template in FOLLOW_UPS if template.records == "chased"}
    assert chasers == {"chaser", "review-chaser", "sar-complaint"}


def test_nothing_goes_to_the_regulator_but_complaints() -> None:
    for template in FOLLOW_UPS:
        assert (template.to == "regulator") == (template.records == "complained"), template.name


# Asking whether it arrived.


@pytest.mark.parametrize(("via", "how"), [("email", "by e-mail"), ("wdtk", "through WhatDoTheyKnow"), (None, "you a")])
def test_a_letter_that_asks_whether_it_arrived_says_how_it_went(case: Case, via: str | None, how: str) -> None:
    day = date(2026, 11, 30)
    letter = case.draft("did-you-receive", today=day, request=case.request(via=via, heard_on=None, their_ref=None))
    text = words(letter)
    assert how in text
    assert "did you receive my request? (our ref HC-7)" in letter.subject
    assert "the time for an answer ends on Monday 21 December 2026; I do not ask for it sooner." in text


def test_a_letter_that_asks_whether_it_arrived_accuses_of_nothing(case: Case) -> None:
    text = words(case.draft("did-you-receive"))  # after the day
    assert "the time for an answer" not in text
    estimated = case.period(estimated=True)
    assert "ends about Monday 21" in words(case.draft("did-you-receive", today=date(2026, 12, 1), clock=estimated))


def test_own_data_is_asked_after_in_its_own_words(case: Case) -> None:
    letter = case.draft("did-you-receive", "SAR")
    assert "To: Homerton Healthcare NHS Foundation Trust (Data Protection team)\n" in letter.text
    assert "Dear Data Protection team," in letter.text
    assert "for my own personal data under article 15 of the UK General" in words(letter)


# More time.


def extended(case: Case, regime: str = "FOIA", kind: str = "answer", **told: Any) -> str:
    """The letter about their letter of 17 December, written on the 18th; the answer is due on the 21st."""
    extension = Extension(date(2026, 12, 17), **told)
    request = case.request(regime=regime, extension=extension)
    clock = case.period(kind, **({"due": date(2027, 1, 22)} if kind == "answer_extended" else {}))
    return words(case.draft("challenge-extension", regime, today=date(2026, 12, 18), request=request, clock=clock))


def test_an_extension_without_an_exemption_is_asked_for_one(case: Case) -> None:
    text = extended(case, until=date(2027, 1, 22))
    assert "Thank you for your letter of Thursday 17 December 2026 about my request of Friday 20 November 2026" in text
    assert "You write that you need more time, until Friday 22 January 2027." in text
    assert "As I read section 10(3), the time can be longer only while you weigh the public interest" in text
    assert "I have not found one named in your letter." in text
    assert "So by my count the time for an answer ends on Monday 21 December 2026." in text
    assert "which qualified exemption you rely on, for which questions" in text


def test_an_extension_on_an_absolute_exemption_is_doubted(case: Case) -> None:
    text = extended(case, exemptions=("s40(2)", "s41"))
    assert "Your letter names sections 40(2) and 41, where as far as I know the public interest is not weighed." in text
    assert "more time." in text


def test_an_extension_past_the_fortieth_day_is_asked_to_end_there(case: Case) -> None:
    text = extended(case, kind="answer_extended", until=date(2027, 3, 1), exemptions=("s43(2)",), questions=(2,))
    assert "no more than 20 further working days, 40 in all. By my count that ends on Friday 22 January 2027." in text
    assert "Please answer the questions that your letter does not cover in the ordinary time." in text
    regulations = extended(case, "EIR", "answer_extended", until=date(2027, 3, 1))
    assert "The longest time that regulation 7(1) gives is 40 working days from receipt." in regulations


@pytest.mark.parametrize("regime", ["EIR", "EISR"])
def test_environmental_requests_are_extended_only_when_complex_and_voluminous(case: Case, regime: str) -> None:
    text = extended(case, regime)
    assert "As I read regulation 7(1), the time can be longer only where a request is both complex and volum" in text
    assert "public interest" not in text


def test_in_scotland_the_act_knows_no_extension(case: Case) -> None:
    text = extended(case, "FOISA")
    assert "I know of nothing in the Act that lets an authority take longer." in text
    assert "Please send me the answer by then." in text


def test_a_letter_that_they_need_more_time_is_not_passed_over_when_it_is_late(case: Case) -> None:
    request = case.request(extension=Extension(date(2026, 12, 17), date(2027, 1, 22)))
    for name, regime in (("chaser", "FOIA"), ("review-late", "FOISA"), ("complaint-ico-no-answer", "EIR")):
        text = words(case.draft(name, regime, request=request))
        assert "Thursday 17 December 2026 that" in text
        assert "By my count" in text
    clock = case.period("answer_extended")
    assert "17 December" not in words(case.draft("chaser", request=request, clock=clock))


# The cost limit.


def test_advice_on_the_cost_limit_is_asked_for_by_question(case: Case) -> None:
    request = case.request(case.limited, answered_on=date(2026, 12, 16))
    clock = case.period("review_request", basis_on=date(2026, 12, 16), due=date(2027, 2, 11))
    text = words(case.draft("ask-estimate-and-advice", request=request, clock=clock))
    assert "Thank you for your answer of Wednesday 16 December 2026" in text
    assert (
        "the limit under section 12 (£450, or 18 hours of work) to answer: - question 2: Please provide every" in text
    )
    assert "help me under section 16 and tell me - your estimate" in text
    assert "removing exempt parts do not count" in text
    assert "so I should be glad of a reply well before Thursday 11 February 2027." in text
    assert "question 3" not in text
    scottish = words(case.draft("ask-estimate-and-advice", "FOISA"))
    assert "help me under section 15" in scottish
    assert "finding out whether you hold it does not count" in scottish


def test_a_narrowed_request_is_new_and_leaves_the_first_open(case: Case) -> None:
    letter = case.draft("narrow-after-cost-limit", extra_questions=("The e-mails of May 2026.", "Their number."))
    text = words(letter)
    assert letter.questions == ("The e-mails of May 2026.", "Their number.")
    assert letter.subject == "Freedom of Information request - FDP adoption: narrowed request (our ref HC-7)"
    assert "Our ref: HC-7\n" in letter.text
    assert "Your ref:" not in letter.text
    assert '"FDP adoption" (my reference HC-3, yours 2026/0417)' in text
    assert "to answer: - question 2: Please provide every e-mail about it. Please treat this letter as a new" in text
    assert "1. The e-mails of May 2026. 2. Their number. Please answer each number separately." in text
    assert "This letter does not withdraw the first request, and it does not ask for a review" in text


def test_what_begins_a_request_needs_a_question(case: Case) -> None:
    for name in ("narrow-after-cost-limit", "supersede"):
        with pytest.raises(Refused, match="asks for nothing yet"):
            case.draft(name, extra_questions=())


# Taking back.


def test_a_corrected_request_withdraws_the_first_in_the_same_letter(case: Case) -> None:
    letter = case.draft("supersede", values={"error": "Question 1 said 2024 for 2025."})
    text = words(letter)
    assert letter.questions == case.corrected
    assert "takes the place of my request of Friday 20 November 2026" in text
    assert (
        "(my reference HC-3, yours 2026/0417). I withdraw that request, only to correct an error in it: Quest" in text
    )
    assert "1. Please provide the agreement of 2025." in text
    assert "Please confirm that you have closed the first" in text
    assert "only to correct an error" in find("supersede").when.lower()
    with pytest.raises(Refused, match="needs error"):
        case.draft("supersede", values={})


def test_a_corrected_request_drops_no_question_unsaid(case: Case) -> None:
    error = {"error": "The wrong year."}
    with pytest.raises(Refused, match="has 2 questions and this letter asks 1: what it leaves out is with") as caught:
        case.draft("supersede", values=error, extra_questions=case.corrected[:1])
    assert caught.value.hint == "Add the others with -q, or say that you mean it: --set leaves_out=yes"
    text = words(case.draft("supersede", values={**error, "leaves_out": "yes"}, extra_questions=case.corrected[:1]))
    assert "What was in the first letter and is not in this one I no longer ask for." in text
    assert "no longer ask" not in words(case.draft("supersede", values=error))
    # What is answered already need not be asked again.
    partly = case.request((Question(1, "x", "released"), *case.unanswered[1:]), our_ref="HC-3")
    assert case.draft("supersede", values=error, request=partly, extra_questions=case.corrected[:1]).questions


def test_a_withdrawal_is_short(case: Case) -> None:
    text = words(case.draft("withdraw"))
    assert "I withdraw my request of Friday 20 November 2026 for information under the Freedom of" in text
    assert "for my own personal data under article 15" in words(case.draft("withdraw", "SAR"))


# Clear enough, and somewhere else.


def test_a_request_that_is_clear_is_explained_all_the_same(case: Case) -> None:
    clock = case.period("clarify", basis="clarification_requested", basis_on=date(2026, 11, 24), questions=(2,))
    letter = case.draft("dispute-clarification", clock=clock)
    text = words(letter)
    assert "On Tuesday 24 November 2026 you asked me to clarify" in text
    assert "You asked about: - question 2:" in text
    assert "Please answer it as it stands. So that no time is lost, this may help: I mean the agreements" in text
    assert find("dispute-clarification").records == "clarified"
    with pytest.raises(Refused, match="needs clarification"):
        case.draft("dispute-clarification", values={})


@pytest.mark.parametrize(
    ("regime", "by"),
    [
        ("FOIA", "(the section 45 Code of Practice)"),
        ("EIR", "(regulation 10)"),
        ("FOISA", "(the section 60 Code of Practice)"),
        ("EISR", "(regulation 14)"),
    ],
)
def test_an_authority_that_points_to_another_is_asked_which_and_to_pass_it_on(case: Case, regime: str, by: str) -> None:
    text = words(case.draft("transfer-reply", regime))
    assert "You say that another authority holds the information for: - question 3:" in text
    assert "which authority that is, and where I can write to it" in text
    assert f"I should be glad if you did {by}" in text


def test_an_authority_that_passed_it_on_is_asked_where_and_when(case: Case) -> None:
    request = case.request(case.limited, transferred_on=date(2026, 12, 2), transferred_to="NHS England")
    text = words(case.draft("transfer-reply", request=request))
    assert "On Wednesday 2 December 2026 you wrote that you have passed on to NHS England my request" in text
    assert "I understand that this concerns: - question 3:" in text
    assert "to which address it went, and on which day" in text
    assert "I should be glad if you did" not in text


# Reviews of one thing.


def test_a_review_of_questions_passed_over_is_about_these_alone(case: Case) -> None:
    request = case.request(case.answered, answered_on=date(2026, 12, 16))
    text = words(case.draft("review-part-ignored", request=request))
    assert "your answer of Wednesday 16 December 2026. I find in it nothing about: - question 4:" in text
    assert "send it (section 1(1)) or say under which exemption you withhold it (section 17(1))." in text
    assert "what you answered to the others I may ask you to review as well" in text
    assert "memorandum" not in text
    rest_given = tuple(q if q.number == 4 else q._replace(outcome="released") for q in case.answered)
    assert "to the others" not in words(case.draft("review-part-ignored", request=case.request(rest_given)))


def test_a_review_of_what_is_not_held_asks_for_the_search(case: Case) -> None:
    text = words(case.draft("review-not-held", values={"own_grounds": "The board's minutes of May mention it."}))
    assert "You say that you do not hold the information for: - question 3:" in text
    assert "The board's minutes of May mention it. Please search again" in text
    assert "On question 3: - Please say where you searched" in text
    assert "memorandum" not in text


def test_a_review_gives_each_question_with_what_was_said_of_it(case: Case) -> None:
    text = words(case.draft("review-refused", values={"own_grounds": "The supplier was not asked.\n\n2. Nor was I."}))
    assert "an internal review of your answer to my request of Friday 20 November 2026" in text
    assert "memorandum of understanding. Your answer: refused (sections 43(2) and 41(1))." in text
    assert "question 3: Please provide the impact assessment. Your answer: not held." in text
    assert "question 4: Please provide the cost. You have not answered it." in text
    assert "The supplier was not asked. 2. Nor was I." in text
    assert "question 1" not in text


def test_a_complaint_after_half_an_outcome_is_about_that_half(case: Case) -> None:
    clock = case.period("complaint", basis_on=date(2027, 1, 5), questions=(2,))
    text = words(case.draft("complaint-ico-after-review", clock=clock))
    assert "question 2:" in text
    assert "question 3:" not in text


# Own data.


def test_a_complaint_about_own_data_that_are_late(case: Case) -> None:
    letter = case.draft("sar-complaint", "SAR", request=case.request(chased_on=None))
    text = words(letter)
    assert "\nTo: Homerton Healthcare NHS Foundation Trust (Data Protection team)\n" in letter.text
    assert "This is a complaint under section 164A of the Data Protection Act 2018." in text
    assert "I have had no answer. The time for an answer is one month from receipt (article 12(3))." in text
    assert "so the time ended on Monday 21 December 2026." in text
    assert "acknowledge this complaint within 30 days" in text
    assert "as well" not in text
    assert "working days" not in text


def test_a_complaint_about_own_data_that_are_not_complete(case: Case) -> None:
    given = (Question(1, "Please provide a copy of my data.", "partly"),)
    clock = case.period(ended=True)
    request = case.request(given, answered_on=date(2026, 12, 16))
    text = words(case.draft("sar-complaint", "SAR", request=request, clock=clock, values={"missing": "My e-mails."}))
    assert "You answered on Wednesday 16 December 2026. I have not had all that I asked for: - question 1" in text
    assert "What is missing: My e-mails." in text
    assert "the time ended" not in text
    assert "no answer" not in text
