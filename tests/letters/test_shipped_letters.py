"""Every follow-up that ships: true under each law that it claims, whole, and fit to be sent as it is."""

from __future__ import annotations

import re
from datetime import date

import pytest
from support.letters import Case, words
from support.text import joined

from foi_tracker.letters.layout import WIDTH
from foi_tracker.letters.particulars import Requester
from foi_tracker.letters.templates import Template, available, find
from foi_tracker.requests.parts import Question

SHIPPED = {template.name: template for template in available() if template.kind == "follow-up"}
# Every template with every law.
CLAIMED = [
    pytest.param(template, regime, id=f"{template.name}-{regime}")
    for template in SHIPPED.values()
    for regime in template.regimes
]
SCOTTISH = ("FOISA", "EISR")


def test_there_is_a_letter_for_each_thing_that_happens() -> None:
    assert set(SHIPPED) == {
        "application-scottish-commissioner",
        "ask-estimate-and-advice",
        "challenge-extension",
        "chaser",
        "clarification-reply",
        "complaint-ico-after-review",
        "complaint-ico-no-answer",
        "complaint-ico-review-unanswered",
        "did-you-receive",
        "dispute-clarification",
        "narrow-after-cost-limit",
        "not-complied",
        "review-chaser",
        "review-late",
        "review-not-held",
        "review-part-ignored",
        "review-refused",
        "sar-complaint",
        "supersede",
        "transfer-reply",
        "withdraw",
    }


@pytest.mark.parametrize(("template", "regime"), CLAIMED)
def test_it_renders_whole_for_all_that_it_claims(case: Case, template: Template, regime: str) -> None:
    letter = case.draft(template, regime)
    assert not re.search(r"[{}\[\]]|None|undefined|\b(?:TODO|XXX)\b|\.\.| ,|\( |\(\)| \.", letter.text)
    assert "\n\n\n" not in letter.text
    body = letter.text.split("\n\n", 1)[1].split("\n")
    assert max(map(len, body)) <= WIDTH
    assert not any(line.endswith(" ") for line in body)
    assert "HC-7" in letter.subject
    assert "Our ref: HC-7\n" in letter.text
    assert letter.text.endswith("Ann Example\nHackney Patients Together\nann@example.org\n")


@pytest.mark.parametrize(("template", "regime"), CLAIMED)
def test_it_names_its_own_law_and_no_other(case: Case, template: Template, regime: str) -> None:
    text = words(case.draft(template, regime))
    acts = {
        "FOIA": "Freedom of Information Act 2000",
        "EIR": "Environmental Information Regulations 2004",
        "FOISA": "Freedom of Information (Scotland) Act 2002",
        "EISR": "Environmental Information (Scotland) Regulations 2004",
        "SAR": "UK General Data Protection Regulation",
    }
    assert acts[regime] in text
    # The right to go to a regulator is in the Act, and the Regulations apply it.
    through = {"EIR": "FOIA", "EISR": "FOISA"}.get(regime) if template.to == "regulator" else None
    assert not [code for code, act in acts.items() if code not in (regime, through) and act in text]


@pytest.mark.parametrize(("template", "regime"), CLAIMED)
def test_scotland_has_its_commissioner_and_the_rest_the_ico(case: Case, template: Template, regime: str) -> None:
    text = words(case.draft(template, regime))
    if regime in SCOTTISH:
        assert "ICO" not in text
        assert "internal review" not in text
    else:
        assert "Scottish" not in text
        assert "Commissioner" not in text


# What may stand in a letter under each law; any other section or regulation is another law's.
SECTIONS = {
    "FOIA": """section 1(1), section 10(1), section 10(3), section 10(6), section 11, section 12, section 16,
        section 17(1), section 45, section 50""",
    "EIR": """regulation 5(1), regulation 5(2), regulation 6, regulation 7(1), regulation 9, regulation 10,
        regulation 11, regulation 14, regulation 18, section 50""",
    "FOISA": """section 1(1), section 10(1), section 11, section 12, section 15, section 16(1), section 20(1),
        section 21(1), section 47(1), section 60""",
    "EISR": """regulation 5(1), regulation 5(2), regulation 6, regulation 7(1), regulation 9, regulation 13,
        regulation 14, regulation 16, regulation 17, section 47(1)""",
    # The complaint to whoever holds the data is in the Data Protection Act 2018.
    "SAR": "article 12(3), article 12(4), article 15, section 164A",
}


@pytest.mark.parametrize(("template", "regime"), CLAIMED)
def test_it_cites_no_section_of_another_law(case: Case, template: Template, regime: str) -> None:
    # An exemption is cited as the authority named it, so here it names none.
    request = case.needed(template, regime)
    bare = request._replace(questions=tuple(question._replace(exemptions=()) for question in request.questions))
    text = words(case.draft(template, regime, request=bare))
    found = set(re.findall(r"(?:section|regulation|article) \d+A?(?:\(\d\))?", text))
    assert found <= {cited.strip() for cited in SECTIONS[regime].split(",")}


@pytest.mark.parametrize("template", SHIPPED.values(), ids=lambda template: template.name)
def test_no_letter_argues_threatens_or_gives_a_motive(template: Template) -> None:
    text = " ".join((template.body, *template.questions)).lower()
    assert not re.search(
        r"\b(?:because we|concerned|worried|scandal|unlawful|breach|failed|demand|legal action)\b", text
    )
    assert not re.search(r"\b(?:why did|why do|do you think|what is your view|any and all|everything relating)", text)


@pytest.mark.parametrize("template", SHIPPED.values(), ids=lambda template: template.name)
def test_a_letter_about_a_duty_does_not_invent_one(template: Template) -> None:
    text = joined(template.body).lower()
    # Over the cost limit there is no duty to answer the rest: a letter asks.
    assert not re.search(r"\byou (?:must|are required|are obliged|have a duty)\b", text)


def test_a_department_has_the_higher_cost_limit(case: Case) -> None:
    department = case.authority._replace(kind="government-department")
    assert "(£600, or 24 hours of work)" in words(case.draft("blank", authority=department))


@pytest.mark.parametrize("regime", ["EIR", "EISR"])
def test_environmental_requests_speak_of_no_cost_limit(case: Case, regime: str) -> None:
    text = words(case.draft("blank", regime))
    assert "£" not in text
    assert "limit" not in text
    assert "regulation 9" in text


def test_one_question_is_not_spoken_of_as_many(case: Case) -> None:
    text = words(case.draft("blank"))
    assert "questions" not in text
    assert "each number" not in text
    many = words(case.draft("blank", extra_questions=("One?", "Two?")))
    assert "answer each number separately" in many


def test_a_requester_without_e_mail_is_not_answered_by_it(case: Case) -> None:
    letter = case.draft("blank", requester=Requester("Ann Example", None, "1 High Street\nLondon"))
    assert "e-mail" not in letter.text
    assert letter.text.endswith("Ann Example\n1 High Street\nLondon\n")


def test_a_chaser_fills_itself(case: Case) -> None:
    letter = case.draft("chaser")
    text = words(letter)
    assert letter.subject == (
        "Freedom of Information request - FDP adoption: answer awaited (our ref HC-7, your ref 2026/0417)"
    )
    assert (
        "On Friday 20 November 2026 I sent you a request for information under the Freedom of Information Act" in text
    )
    assert '"FDP adoption" (my reference HC-7, yours 2026/0417)' in text
    assert "20 working days following receipt (section 10(1)). You received the request on Sunday 22 November" in text
    assert "the time ended on Monday 21 December 2026, 8 working days ago." in text
    assert "tell me the date on which you will send it" in text


@pytest.mark.parametrize(
    ("regime", "step"),
    [
        ("FOIA", "ask the ICO to look into the delay"),
        ("EIR", "ask the ICO to look into the delay"),
        ("FOISA", "ask you for a review under section 20(1)"),
        ("EISR", "ask you for a review under regulation 16"),
    ],
)
def test_a_chaser_names_the_next_step_of_its_law_once_the_delay_is_beyond_doubt(
    case: Case, regime: str, step: str
) -> None:
    assert step in words(case.draft("chaser", regime))
    for day in (date(2026, 12, 21), date(2026, 12, 22)):
        earlier = words(case.draft("chaser", regime, today=day, clock=case.period(days_late=0)))
        assert "next step" not in earlier


def test_a_chaser_counts_no_days_that_have_not_passed(case: Case) -> None:
    saturday = date(2026, 12, 19)
    clock = case.period(due=date(2026, 12, 18), latest=date(2026, 12, 18), days_late=0)
    text = words(case.draft("chaser", today=saturday, clock=clock))
    assert "the time ended on Friday 18 December 2026. Please" in text
    assert "days ago" not in text
    assert "ended on Monday 21 December 2026, one working day ago." in words(
        case.draft("chaser", clock=case.period(days_late=1))
    )


def test_a_chaser_before_the_day_asks_and_accuses_of_nothing(case: Case) -> None:
    text = words(case.draft("chaser", today=date(2026, 12, 14), clock=case.period(days_late=0)))
    assert "the time ends on Monday 21 December 2026" in text
    assert "whether I can expect your answer by then" in text
    assert "ended" not in text


def test_a_chaser_after_an_extension_counts_to_their_date(case: Case) -> None:
    clock = case.period("answer_extended", basis="extended", due=date(2027, 1, 4), days_late=1)
    text = words(case.draft("chaser", clock=clock))
    assert "You told me that you needed more time. By my count that time ended on Monday 4 January 2027" in text
    assert "20 working days" not in text


def test_a_chaser_after_a_clarification_counts_from_it(case: Case) -> None:
    clock = case.period(basis="clarified", basis_on=date(2026, 11, 25))
    assert "You received my clarification on Wednesday 25 November 2026" in words(case.draft("chaser", clock=clock))


def test_a_chaser_asks_only_for_what_is_missing(case: Case) -> None:
    text = words(case.draft("chaser", request=case.request(case.answered)))
    assert "I still wait for your answer to: - question 4: Please provide the cost." in text
    assert "memorandum" not in text


def test_a_chaser_without_a_clock_or_their_reference_is_still_a_letter(case: Case) -> None:
    text = words(case.draft("chaser", clock=None, request=case.request(their_ref=None)))
    assert "(my reference HC-7)." in text
    assert "Please send me the answer" in text
    assert "time for an answer" not in text


@pytest.mark.parametrize(
    ("regime", "names"),
    [
        ("FOIA", ("an internal review", "within 20 working days, as the section 45 Code", "is dated")),
        (
            "EIR",
            ("internal review, under regulation 11", "within 40 working days of receiving this letter", "is dated"),
        ),
        ("FOISA", ("a review, under section 20(1)", "within 20 working days of receiving", "reached me on")),
        ("EISR", ("a review, under regulation 16", "within 20 working days of receiving", "reached me on")),
    ],
)
def test_a_review_is_asked_for_as_each_law_has_it(case: Case, regime: str, names: tuple[str, ...]) -> None:
    text = words(case.draft("review-refused", regime))
    for name in names:
        assert name in text


def test_a_review_of_silence_gives_the_request_and_why(case: Case) -> None:
    text = words(case.draft("review-late", "FOISA"))
    # FOISA s.20(3): it must specify the request and what gives rise to dissatisfaction.
    assert "my request of Friday 20 November 2026" in text
    assert "question 1: Please state whether you use the FDP." in text
    assert "I have had no answer to the request" in text
    assert "the time ended on Monday 21 December 2026, 8 working days ago." in text
    assert "leaving out weekends, Christmas Day and the bank holidays of Scotland" in text


def test_a_complaint_about_silence_lists_its_enclosures(case: Case) -> None:
    letter = case.draft("complaint-ico-no-answer")
    assert "To: The ICO (its complaint form)\n" in letter.text
    text = words(letter)
    assert "Homerton Healthcare NHS Foundation Trust has not answered my request" in text
    assert "My reference is HC-7, the authority's is 2026/0417." in text
    assert "8 working days ago. I reminded the authority on Tuesday 29 December 2026" in text
    assert "Enclosures: - my request of Friday 20 November 2026; - my reminder of Tuesday 29 December 2026;" in text
    assert "Your ref" not in text
    assert "Yours faithfully" not in text


def test_a_complaint_about_an_unanswered_question_says_which(case: Case) -> None:
    text = words(case.draft("complaint-ico-no-answer", request=case.request(case.answered)))
    assert "has answered only some of my questions. I have had no answer to: - question 4:" in text


def test_a_complaint_after_a_review_gives_the_dates_and_what_is_challenged(case: Case) -> None:
    clock = case.period("complaint", basis="review_answered", basis_on=date(2027, 1, 29))
    values = {"own_grounds": "Prices are three years old.", "interest": "It decides how £330 million is spent."}
    text = words(case.draft("complaint-ico-after-review", clock=clock, values=values))
    assert "I asked the authority for an internal review on Monday 4 January 2027." in text
    assert "Its outcome is dated Friday 29 January 2027." in text
    assert "question 2: Please provide the memorandum of understanding. The authority's answer: refused" in text
    assert "Prices are three years old. My request for a review, which I enclose, has the points that I put" in text
    assert "It decides how £330 million is spent." in text
    assert "my request for an internal review of Monday 4 January 2027; - the outcome of the review." in text


def test_an_application_to_the_commissioner_after_an_outcome(case: Case) -> None:
    asked = case.request(case.answered, review_answered_on=date(2027, 1, 29))
    letter = case.draft("application-scottish-commissioner", "FOISA", request=asked)
    text = words(letter)
    assert "To: The Scottish Information Commissioner Date" in text
    assert "I sent it to the authority on Monday 4 January 2027. The outcome is dated Friday 29 January 2027." in text
    assert "- the outcome of the review." in text
    assert "no outcome" not in text


def test_an_application_to_the_commissioner_when_no_outcome_came(case: Case) -> None:
    clock = case.period("complaint", basis="review_requested", basis_on=date(2027, 2, 2))
    name = "application-scottish-commissioner"
    text = words(case.draft(name, "FOISA", clock=clock, today=date(2027, 2, 3)))
    assert "I have had no outcome; the time for it, 20 working days, ended on Tuesday 2 February 2027." in text
    assert "- the outcome of the review" not in text
    waits = case.request(regime="EISR")
    silent = words(case.draft(name, "EISR", request=waits, clock=clock, today=date(2027, 2, 3)))
    assert "- the authority's answer" not in silent


def test_a_posted_letter_is_said_to_have_arrived_only_as_far_as_is_known(case: Case) -> None:
    answers = ("chaser", "complaint-ico-no-answer", "review-late")
    for name in (*answers, "review-chaser", "complaint-ico-review-unanswered"):
        template = find(name)
        for estimated in (True, False):
            clock = case.period(template.about, estimated=estimated)
            assert ("will have received" in words(case.draft(name, template.regimes[0], clock=clock))) is estimated


def test_a_review_is_chased_by_guidance_under_foia_and_by_law_under_the_eir(case: Case) -> None:
    asked = case.request(case.answered, review_requested_on=date(2026, 11, 20))
    due = {"due": date(2026, 12, 21), "latest": date(2027, 1, 22)}
    text = words(case.draft("review-chaser", request=asked, clock=case.period("review", **due)))
    assert "On Friday 20 November 2026 I asked you for an internal review of how you dealt with my request" in text
    assert "section 45 Code of Practice and the ICO's guidance advise an outcome within 20 working days" in text
    assert "You received my request for the review on Sunday 22 November 2026" in text
    assert "the 20 days ended on Monday 21 December 2026, 8 working days ago." in text
    assert "next step" not in text
    environmental = words(case.draft("review-chaser", "EIR", request=asked, clock=case.period("review")))
    assert "40 working days after you receive the request for a review (regulation 11)" in environmental
    assert "the time ended on Monday 21 December 2026" in environmental
    assert "guidance" not in environmental


def test_a_review_that_is_late_beyond_doubt_can_go_to_the_ico(case: Case) -> None:
    text = words(case.draft("review-chaser"))
    assert "The 40 working days that the ICO's guidance allows in exceptional circumstances have passed as well" in text
    assert "my next step will be to ask the ICO to look into my request" in text


def test_a_chaser_of_a_review_before_the_day_accuses_of_nothing(case: Case) -> None:
    text = words(case.draft("review-chaser", today=date(2026, 12, 14), clock=case.period("review", days_late=0)))
    assert "the 20 days end on Monday 21 December 2026. Please tell me whether I can expect the outcome by then" in text
    assert "ended" not in text
    assert "passed" not in text


def test_a_complaint_about_an_unanswered_review_has_its_dates_and_enclosures(case: Case) -> None:
    clock = case.period("review", due=date(2026, 11, 30), latest=date(2026, 12, 31))
    asked = case.request(
        case.answered,
        answered_on=date(2026, 10, 30),
        review_requested_on=date(2026, 11, 2),
        review_chased_on=date(2026, 12, 7),
    )
    letter = case.draft(
        "complaint-ico-review-unanswered", clock=clock, request=asked, values={"own_grounds": "Too old."}
    )
    assert "To: The ICO (its complaint form)\n" in letter.text
    text = words(letter)
    assert "The review: I asked the authority for it on Monday 2 November 2026." in text
    assert "20 working days in most cases, and 40 in exceptional circumstances" in text
    assert "the 40 days had passed by the end of Thursday 31 December 2026" in text
    assert "I reminded the authority on Monday 7 December 2026" in text
    assert "question 3: Please provide the impact assessment. The authority's answer: not held." in text
    assert "Too old." in text
    assert "a decision now, without the outcome of the review, whether the authority was entitled" in text
    assert (
        "- the authority's answer of Friday 30 October 2026; "
        "- my request for an internal review of Monday 2 November 2026; "
        "- my reminder of Monday 7 December 2026; - every message about the review" in text
    )


def test_a_complaint_about_a_review_of_silence_speaks_of_no_answer(case: Case) -> None:
    text = words(case.draft("complaint-ico-review-unanswered", "EIR", request=case.request()))
    assert "question 1: Please state whether you use the FDP. The authority has not answered it." in text
    assert "dealt with the request as required by the Environmental Information Regulations 2004." in text
    assert "entitled" not in text
    assert "the authority's answer" not in text
    assert "reminder" not in text
    assert "did not come in the time that regulation 11 sets" in text


@pytest.mark.parametrize(
    ("regime", "addressee"),
    [
        ("FOIA", "The ICO"),
        ("EIR", "The ICO"),
        ("FOISA", "The Scottish Information Commissioner"),
        ("EISR", "The Scottish Information Commissioner"),
    ],
)
def test_a_notice_that_was_not_followed_goes_back_to_who_issued_it(case: Case, regime: str, addressee: str) -> None:
    asked = case.request(case.answered, notice_ref="IC-1234-A1B2", notice_on=date(2026, 12, 4))
    letter = case.draft("not-complied", regime, request=asked)
    assert f"\nTo: {addressee}\n" in letter.text
    assert letter.subject.endswith("FDP adoption (our ref HC-7, your ref IC-1234-A1B2)")
    assert "Your ref: IC-1234-A1B2\n" in letter.text
    text = words(letter)
    assert "Your decision notice IC-1234-A1B2 of Friday 4 December 2026 concerns my request" in text
    assert "It gave the authority until Tuesday 5 January 2027 to take the steps that it specifies." in text
    assert "I have seen nothing to show that they have been taken." in text
    assert "the authority's is 2026/0417" in text


def test_a_notice_that_was_followed_in_part_says_what_is_missing(case: Case) -> None:
    text = words(case.draft("not-complied", values={"missing": "The second step: question 2."}))
    assert "not all of these steps have been taken" in text
    assert "What is missing: The second step: question 2." in text
    assert "nothing to show" not in text


def test_a_clarification_leaves_the_other_questions_alone(case: Case) -> None:
    clock = case.period("clarify", basis="clarification_requested", basis_on=date(2026, 11, 24), questions=(2,))
    letter = case.draft("clarification-reply", clock=clock)
    text = words(letter)
    assert "On Tuesday 24 November 2026 you asked me to clarify my request of Friday 20 November 2026" in text
    assert "You asked about: - question 2: Please provide the memorandum of understanding." in text
    assert "question 1" not in text
    assert "This is what I mean: I mean the agreements signed in 2025." in text
    assert "The other questions of my request stay as they are, and so does the time for answering them." in text
    assert letter.questions == ()


@pytest.mark.parametrize(
    ("regime", "time"),
    [
        ("FOIA", "20 working days following receipt, now counts from that day (section 10(6))."),
        ("FOISA", "20 working days following receipt, now counts from that day (section 10(1))."),
        ("EIR", "this letter, and tell me when I can expect your answer."),
        ("EISR", "this letter, and tell me when I can expect your answer."),
    ],
)
def test_a_clarification_says_that_the_time_starts_afresh_only_where_the_act_does(
    case: Case, regime: str, time: str
) -> None:
    text = words(case.draft("clarification-reply", regime))
    assert "Please confirm the day on which you received this letter" in text
    assert time in text
    assert "In everything else my request stays as it is." in text


def test_a_review_that_was_answered_in_part_is_chased_for_the_rest(case: Case) -> None:
    clock = case.period("review", questions=(3,))
    listed = "outcome for: - question 3: Please provide the impact assessment."
    assert f"I have not yet received the {listed}" in words(case.draft("review-chaser", clock=clock))
    complaint = words(case.draft("complaint-ico-review-unanswered", clock=clock))
    assert "The outcome is missing for question 3." in complaint


def test_an_application_about_half_an_outcome_says_that_the_rest_is_missing(case: Case) -> None:
    clock = case.period("complaint", basis="review_requested", basis_on=date(2027, 2, 2), questions=(3,))
    asked = case.request(case.answered, review_answered_on=date(2027, 1, 29))
    text = words(case.draft("application-scottish-commissioner", "FOISA", request=asked, clock=clock))
    assert (
        "The outcome is dated Friday 29 January 2027. It does not cover every question; the time for the others" in text
    )
    assert "others, 20 working days, ended on Tuesday 2 February 2027" in text


def test_a_complaint_about_part_of_an_answer_does_not_call_it_silence(case: Case) -> None:
    some = (Question(1, "Please state whether you use the FDP.", "released"), *case.unanswered[1:])
    text = words(case.draft("complaint-ico-no-answer", request=case.request(some)))
    assert "Homerton Healthcare NHS Foundation Trust has answered only part of my request for information." in text
    assert "has not answered my request" not in text
    assert "has not answered my request for information." in words(case.draft("complaint-ico-no-answer"))
