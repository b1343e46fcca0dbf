"""The grounds of a review: which fit, what is ticked, and that each speaks of its own law."""

from __future__ import annotations

import re

import pytest
from support.letters import Case, words

from foi_tracker.errors import BadInput
from foi_tracker.letters import grounds
from foi_tracker.letters.grounds import chosen, fitting
from foi_tracker.requests.events import OUTCOMES
from foi_tracker.requests.parts import Question

LAWS = ("FOIA", "EIR", "FOISA", "EISR")


def asked(*answers: str) -> list[Question]:
    """Questions from "refused s43(2) s41", "released", "-" for silence."""
    questions = []
    for number, answer in enumerate(answers, 1):
        outcome, *exemptions = answer.split()
        questions.append(Question(number, "x", None if outcome == "-" else outcome, tuple(exemptions)))
    return questions


def keys(*answers: str, regime: str = "FOIA", ticked: bool = True) -> list[str]:
    """The keys that fit, in order: those ticked from the start, or all."""
    fit = fitting(asked(*answers), regime)
    return [ground.key for ground in (chosen(fit, None) if ticked else fit)]


# What is ticked for each exemption: the concordance of the four laws. FOIA 2000 Part II, FOISA 2002 Part 2, EIR 2004
# regs 6, 12 and 13, EI(S)R 2004 regs 6, 10 and 11.
COMMERCIAL = ["commercial-harm", "commercial-asked", "parts", "public-interest"]
CONFIDENCE = ["confidence-source", "confidence-action", "parts"]
PERSONAL = ["personal-senior", "parts"]
FUTURE = ["future-date", "future-all", "parts", "public-interest"]
SEARCH = ["search-where", "search-for-you", "search-elsewhere"]
VEXATIOUS = ["vexatious-evidence", "vexatious-repeated"]
UNREASONABLE = ["unreasonable-work", "unreasonable-advice", "public-interest"]
SECTIONS = [
    ("FOIA", "s43(2)", COMMERCIAL),
    ("FOISA", "s33(1)(b)", COMMERCIAL),
    ("EIR", "reg12(5)(e)", COMMERCIAL),
    ("EIR", "s12(5)(e)", COMMERCIAL),
    ("EISR", "reg10(5)(e)", COMMERCIAL),
    ("FOIA", "s41", CONFIDENCE),
    ("FOIA", "s41(1)(a)", CONFIDENCE),
    ("FOISA", "s36(2)", CONFIDENCE),
    ("FOIA", "s42(1)", ["privilege-what", "parts", "public-interest"]),
    ("FOISA", "s36(1)", ["privilege-what", "parts", "public-interest"]),
    ("EIR", "reg12(5)(b)", ["justice-what", "parts", "public-interest"]),
    ("EISR", "reg10(5)(d)", ["proceedings-what", "parts", "public-interest"]),
    ("FOIA", "s40(2)", PERSONAL),
    ("FOISA", "s38(1)(b)", PERSONAL),
    ("EIR", "reg13", PERSONAL),
    ("EISR", "reg11(2)", PERSONAL),
    ("FOIA", "s22", FUTURE),
    ("FOISA", "s27(1)", FUTURE),
    ("FOIA", "s22A", ["research-programme", "parts", "public-interest"]),
    ("FOISA", "s27(2)", ["research-programme", "parts", "public-interest"]),
    ("FOIA", "s21", ["public-where"]),
    ("FOISA", "s25", ["public-where"]),
    ("EIR", "reg6(1)(b)", ["public-where"]),
    ("FOIA", "s36(2)(b)(ii)", ["conduct-opinion", "conduct-harm", "parts", "public-interest"]),
    ("FOISA", "s30(b)(i)", ["conduct-harm", "parts", "public-interest"]),
    ("FOIA", "s35(1)(a)", ["policy-open", "parts", "public-interest"]),
    ("FOISA", "s29(1)(a)", ["policy-open", "parts", "public-interest"]),
    ("FOIA", "s31(1)(a)", ["enforcement-harm", "parts", "public-interest"]),
    ("FOISA", "s35(1)(a)", ["enforcement-harm", "parts", "public-interest"]),
    ("FOIA", "s24", ["national-need", "parts", "public-interest"]),
    ("EIR", "reg12(5)(a)", ["national-need", "parts", "public-interest"]),
    ("FOIA", "s23(1)", ["bodies-which", "parts"]),
    ("FOIA", "s38(1)", ["safety-whom", "parts", "public-interest"]),
    ("FOISA", "s39(1)", ["safety-whom", "parts", "public-interest"]),
    ("FOIA", "s44(1)(a)", ["prohibition-which", "parts"]),
    ("FOISA", "s26(a)", ["prohibition-which", "parts"]),
    ("FOIA", "s27(1)", ["other-conditions", "parts", "public-interest"]),
    ("FOIA", "s32", ["other-conditions", "parts"]),
    ("FOIA", "s99", ["other-conditions", "parts"]),
    ("EIR", "reg12(4)(d)", ["unfinished-what", "parts", "public-interest"]),
    ("EISR", "reg10(4)(e)", ["internal-which", "parts", "public-interest"]),
    ("EIR", "reg12(4)(c)", ["unclear-what", "public-interest"]),
    ("EIR", "reg12(5)(f)", ["provider-who", "parts", "public-interest"]),
    ("EIR", "reg12(5)(c)", ["property-what", "parts", "public-interest"]),
    ("EIR", "reg12(4)(b)", UNREASONABLE),
    ("EIR", "s12(4)(b)", UNREASONABLE),
    ("EISR", "reg10(4)(b)", UNREASONABLE),
    ("FOIA", "s14(1)", VEXATIOUS),
    ("FOISA", "s14(2)", VEXATIOUS),
    ("FOIA", "s12(1)", ["cost-estimate", "cost-redaction", "cost-advice"]),
    ("FOISA", "s12", ["cost-estimate", "cost-held", "cost-advice"]),
    ("FOISA", "s17", SEARCH),
    ("EIR", "reg12(4)(a)", SEARCH),
]


@pytest.mark.parametrize(("regime", "exemption", "expected"), SECTIONS)
def test_a_refusal_is_met_by_what_its_exemption_needs(regime: str, exemption: str, expected: list[str]) -> None:
    assert keys(f"refused {exemption}", regime=regime) == expected


@pytest.mark.parametrize("regime", LAWS)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_each_outcome_that_leaves_something_open_has_a_ground_in_each_law(outcome: str, regime: str) -> None:
    assert bool(keys(outcome, regime=regime)) == (outcome not in ("released", "to_follow"))


def test_the_outcome_decides_where_no_exemption_was_named() -> None:
    assert keys("not_held") == SEARCH
    assert keys("held_elsewhere") == ["elsewhere-who"]
    assert keys("already_public") == ["public-where"]
    assert keys("future_publication") == FUTURE[:2]
    assert keys("over_cost") == ["cost-estimate", "cost-redaction", "cost-advice"]
    assert keys("over_cost", regime="EIR") == UNREASONABLE[:2]
    assert keys("vexatious_or_repeated") == VEXATIOUS
    assert keys("vexatious_or_repeated", regime="EISR") == UNREASONABLE[:2]
    assert keys("neither_confirmed_nor_denied s40(5B)") == ["unconfirmed-harm"]
    assert keys("neither_confirmed_nor_denied s43(3)") == ["unconfirmed-harm", "public-interest"]
    assert keys("refused") == keys("partly") == ["unnamed", "parts"]
    assert keys("-") == keys("ignored") == ["silence"]


def test_each_ground_is_given_once_with_all_the_questions_that_it_rests_on() -> None:
    fit = fitting(asked("refused s43(2)", "released", "refused s41 s43", "not_held"), "FOIA")
    rests = {ground.key: ground.questions for ground in fit}
    assert rests["commercial-harm"] == rests["parts"] == rests["public-interest"] == (1, 3)
    assert rests["confidence-source"] == (3,)
    assert rests["search-where"] == (4,)
    assert rests["late"] == ()
    assert len(rests) == len(fit)


def test_only_the_questions_that_a_letter_is_about_count() -> None:
    answers = asked("refused s43(2)", "not_held", "-")
    assert [g.key for g in chosen(fitting(answers, "FOIA", outcomes=["not_held"]), None)] == SEARCH
    assert [g.key for g in chosen(fitting(answers, "FOIA", outcomes=["ignored"]), None)] == ["silence"]


def test_lateness_is_offered_after_an_answer_and_never_ticked() -> None:
    assert "late" in keys("refused s43(2)", ticked=False)
    assert "late" not in keys("refused s43(2)")
    assert "late" not in keys("-", ticked=False)


def test_own_data_has_no_review_and_so_no_grounds() -> None:
    assert fitting(asked("refused", "-"), "SAR") == ()


def test_chosen_keys_stand_in_the_order_in_which_they_fit() -> None:
    fit = fitting(asked("refused s43(2)"), "FOIA")
    assert [g.key for g in chosen(fit, ["late", "commercial-stale"])] == ["commercial-stale", "late"]
    assert chosen(fit, []) == ()


def test_an_unknown_key_lists_those_that_fit() -> None:
    with pytest.raises(BadInput, match="'search-where' is not a ground that fits here") as caught:
        chosen(fitting(asked("refused s43(2)"), "FOIA"), ["search-where"])
    assert "commercial-harm          what harm, to whom, how?" in caught.value.details
    with pytest.raises(BadInput, match="fits here") as caught:
        chosen((), ["late"])
    assert "own words" in str(caught.value.hint)


EVERY = [
    pytest.param(ground, regime, id=f"{regime}-{ground.key}")
    for regime in LAWS
    for topic in dict.fromkeys(entry.topic for entry in grounds._menu())
    for entry in grounds._menu()
    if entry.topic == topic and regime in entry.laws
    for ground in [entry.ground._replace(text=entry.ground.text.format_map(grounds._names(regime)))]
]
CITED = {
    "FOIA": {"section 1(1)", "section 10(1)", "section 14", "section 16", "section 17(1)"},
    "EIR": {"regulation 5(1)", "regulation 5(2)", "regulation 9", "regulation 12(2)", "regulation 14"},
    "FOISA": {"section 1(1)", "section 10(1)", "section 14", "section 15", "section 16(1)"},
    "EISR": {"regulation 5(1)", "regulation 5(2)", "regulation 9", "regulation 10(2)", "regulation 13"},
}


@pytest.mark.parametrize(("ground", "regime"), EVERY)
def test_a_ground_cites_its_own_law(ground: grounds.Ground, regime: str) -> None:
    assert set(re.findall(r"(?:section|regulation) \d+A?(?:\(\d\))?", ground.text, re.IGNORECASE)) <= {
        *CITED[regime],
        *(cited.capitalize() for cited in CITED[regime]),
    }
    assert ("exception" in ground.text or "exemption" not in ground.text) or regime in ("FOIA", "FOISA")


@pytest.mark.parametrize(("ground", "regime"), EVERY)
def test_a_ground_is_one_or_two_plain_sentences_and_a_short_line(ground: grounds.Ground, regime: str) -> None:
    assert re.fullmatch(r"[A-Z][^{}\n]*\.", ground.text)
    assert len(ground.text) < 300
    assert len(ground.short) <= 60
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", ground.key)
    assert not re.search(r"\b(?:failed|demand|unlawful|upheld|must)\b", ground.text)


@pytest.mark.parametrize(("ground", "regime"), EVERY)
def test_what_is_ticked_from_the_start_asks_or_states_the_law(ground: grounds.Ground, regime: str) -> None:
    says_something = re.search(
        r"\b(?:you (?:added|withheld|removed)|your answer came|are no longer|has been)\b", ground.text, re.IGNORECASE
    )
    if ground.default:
        assert "lease " in ground.text
        assert says_something is None or ground.text.startswith("If ")


def test_scotland_counts_no_time_for_finding_out_and_the_uk_none_for_redaction() -> None:
    # SSI 2004/467 reg 3; SI 2004/3244 reg 4(3).
    texts = {regime: " ".join(g.text for g in fitting(asked("over_cost"), regime)) for regime in ("FOIA", "FOISA")}
    assert "no time in it for considering exemptions or for removing exempt parts" in texts["FOIA"]
    assert "no time in it for finding out whether you hold the information" in texts["FOISA"]
    assert "removing" not in texts["FOISA"]
    assert "requests from different persons" in texts["FOISA"]
    assert "the same or similar information" in texts["FOIA"]


def test_every_topic_of_every_law_has_a_ground() -> None:
    for regime in LAWS:
        known = {entry.topic for entry in grounds._menu() if regime in entry.laws}
        assert {topic for topic, _ in grounds._parts(regime).values()} <= known


def test_a_review_says_which_questions_each_ground_rests_on(case: Case) -> None:
    questions = (
        Question(1, "One.", "released"),
        Question(2, "Two.", "refused", ("s43(2)",)),
        Question(3, "Three.", "refused", ("s43",)),
        Question(4, "Four.", "not_held"),
    )
    letter = case.draft("review-refused", request=case.request(questions))
    text = words(letter)
    assert "consider and answer these points: On questions 2 and 3: - Please say what harm" in text
    assert "On question 4: - Please say where you searched" in text
    assert text.count("On questions 2 and 3:") == 1
    assert letter.questions == ()


def test_a_review_of_one_question_need_not_say_which(case: Case) -> None:
    asked_one = case.request((Question(1, "One.", "refused", ("s43(2)",)),))
    text = words(case.draft("review-refused", request=asked_one))
    assert "these points: - Please say what harm" in text
    assert "On question" not in text


def test_chosen_grounds_go_into_the_letter_and_no_others(case: Case) -> None:
    text = words(case.draft("review-refused", grounds=["late", "commercial-stale"]))
    assert "On question 2: - The figures are no longer current" in text
    assert "On the answer as a whole: - Your answer came after the time for it had ended (section 10(1))." in text
    assert "what harm" not in text
    none = words(case.draft("review-refused", grounds=[]))
    assert "these points" not in none
    assert "I ask you to look again at:" in none


def test_a_letter_without_grounds_takes_none(case: Case) -> None:
    with pytest.raises(BadInput, match="chaser gives no grounds"):
        case.draft("chaser", grounds=["late"])


def test_own_words_stand_beside_the_grounds_and_are_never_a_template(case: Case) -> None:
    letter = case.draft("review-refused", values={"own_grounds": "The supplier {{ agreed }}.\n\n2. So did you."})
    assert "The supplier {{ agreed }}." in letter.text
    assert letter.questions == ()
