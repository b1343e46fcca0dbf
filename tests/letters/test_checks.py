"""What weakens a letter, and above all what does not: a warning that is wrong once is not read the second time."""

from __future__ import annotations

import doctest
import importlib
import time
from typing import Any

import pytest
from support.letters import Case

from foi_tracker.errors import FoiError
from foi_tracker.letters import checks
from foi_tracker.letters.anatomy import Anatomy
from foi_tracker.letters.checks import of_follow_up, of_request
from foi_tracker.letters.templates import Template, available

HEAD = "Dear Freedom of Information team,\n\nI ask under the Freedom of Information Act 2000 for the following.\n\n"
FOOT = "\n\nYours faithfully,\n\nAnn Example\nann@example.org\n12 High Street\nLondon E8 1EA\n"

SHIPPED = [
    pytest.param(template, regime, kind, id=f"{template.name}-{regime}-{kind}")
    for template in available()
    for regime in template.regimes
    for kind in template.authority_kinds or ("council",)
]
# What a person would fill in.
VALUES = {
    "subject": "Parking permits",
    "between": "the chief executive",
    "and_whom": "Palantir",
    "date_from": "1 January 2025",
    "date_to": "30 June 2025",
    "organisation": "Palantir",
    "first_year": "2020",
    "last_year": "2025",
    "dealings": "treatment at the eye clinic",
    "error": "question 2 named the wrong year",
}


def letter(*questions: str, before: str = "", after: str = "", foot: str = FOOT) -> str:
    asked = "\n\n".join(f"{number}. {text}" for number, text in enumerate(questions, 1))
    return f"{HEAD}{before}{asked}{after}{foot}"


def codes(text: str, regime: str = "FOIA") -> list[str]:
    return [finding.code for finding in of_request(text, regime)]


class TestShippedLetters:
    @pytest.mark.parametrize(("template", "regime", "kind"), SHIPPED)
    def test_none_has_anything_to_mend(self, case: Case, template: Template, regime: str, kind: str) -> None:
        given: dict[str, Any] = {"authority": case.authority._replace(kind=kind)}
        names = {field.name for field in template.fields}
        if template.kind == "request":
            given["values"] = {name: text for name, text in VALUES.items() if name in names}
        try:
            text = case.draft(template, regime, **given).text
        except FoiError as refused:
            if template.kind == "request":
                raise
            pytest.skip(f"has no occasion here: {refused}")
        assert (of_request(text, regime) if template.asks else of_follow_up(text)) == ()

    def test_the_first_letters_are_among_them(self) -> None:
        names = {template.name for template in available()}
        assert {"blank", "fdp-adoption", "fdp-contract"} <= names


class TestValidity:
    def test_a_letter_with_name_and_address_is_valid(self) -> None:
        assert codes(letter("Please provide the contract.")) == []

    @pytest.mark.parametrize("regime", ["FOIA", "FOISA"])
    def test_the_acts_ask_for_a_name_and_an_address(self, regime: str) -> None:
        text = letter("Please provide the contract.", foot="\n")
        assert codes(text, regime) == ["no_name", "no_address"]
        assert all(finding.severe and regime in finding.what for finding in of_request(text, regime))

    @pytest.mark.parametrize("regime", ["EIR", "EISR"])
    def test_the_regulations_do_not(self, regime: str) -> None:
        assert codes(letter("Please provide the contract.", foot="\n"), regime) == []

    @pytest.mark.parametrize(
        "foot",
        [
            "\n\nKind regards\nAnn Example\nann@example.org\n",
            "\n\nAnn Example\nann@example.org\n",
            "\n\nMany thanks,\n\nFoxglove\n3 Park Row\nLeeds LS1 5HD\n",
            "\n\nPlease reply to ann@example.org.\n\nYours,\nAnn Example",
        ],
    )
    def test_people_sign_in_many_ways(self, foot: str) -> None:
        assert codes(letter("Please provide the contract.", foot=foot)) == []

    def test_the_address_of_the_authority_is_not_ones_own(self) -> None:
        text = "To: foi@homerton.example\n\n" + letter("Please provide it.", foot="\n\nYours,\nAnn Example\n")
        assert codes(text) == ["no_address"]

    def test_a_name_without_an_address(self) -> None:
        assert codes(letter("Please provide it.", foot="\n\nYours sincerely,\nAnn Example\n")) == ["no_address"]


class TestPlaceholders:
    @pytest.mark.parametrize(
        "words", ["[name]", "[your address]", "XXX", "{{ authority.name }}", "<insert date>", "____", "dd/mm/yyyy"]
    )
    def test_what_was_not_filled_in_is_severe(self, words: str) -> None:
        (finding,) = of_request(letter(f"Please provide the contract of {words}."), "FOIA")
        assert (finding.code, finding.where, finding.severe) == ("placeholder", "question 1", True)
        assert words in finding.what

    @pytest.mark.parametrize(
        "words", ["[2020] UKFTT 12", "the “recieved [sic]” note", "[a link](https://example.org)", "<ann@example.org>"]
    )
    def test_other_brackets_are_left_alone(self, words: str) -> None:
        assert codes(letter(f"Please provide {words}.")) == []

    def test_a_follow_up_must_be_filled_in_too(self) -> None:
        assert [finding.code for finding in of_follow_up(f"{HEAD}My grounds: [grounds]{FOOT}")] == ["placeholder"]


class TestMotives:
    @pytest.mark.parametrize("phrase", checks.MOTIVES)
    def test_reasons_and_feelings_are_found_wherever_lines_break(self, phrase: str) -> None:
        text = letter("Please provide it.", after=f"\n\nI say that {phrase} and so\non.".replace(" ", "\n", 3))
        (finding,) = of_request(text, "FOIA")
        assert (finding.code, finding.severe) == ("motive", False)
        assert finding.where.startswith("line ")

    @pytest.mark.parametrize(
        "words",
        [
            "Please state the reasons that you recorded for the decision.",
            "Please provide the papers on why the contract was signed, by those who were concerned.",
            "Please provide the complaints of people who were disappointed, from 2023 to today.",
        ],
    )
    def test_the_same_words_in_a_question_are_no_motive(self, words: str) -> None:
        assert codes(letter(words)) == []

    def test_a_review_may_argue(self) -> None:
        assert of_follow_up(f"{HEAD}In my view the exemption does not apply. I am concerned.{FOOT}") == ()


class TestNations:
    @pytest.mark.parametrize(("regime", "meant"), [("FOIA", "FOISA"), ("EIR", "EISR"), ("FOISA", "FOIA")])
    def test_one_that_is_not_known_may_mean_another_law(self, regime: str, meant: str) -> None:
        finding = checks.unknown_nation(regime, nation="", name="Example Housing", label="example-housing")
        assert finding is not None
        assert f"the law would be {meant}" in finding.what
        assert "{foi} authorities edit example-housing --nation " in finding.mend
        assert checks.wrong_law(regime, nation="", name="Example Housing") is None

    @pytest.mark.parametrize(("regime", "nation"), [("FOIA", "england"), ("FOISA", "scotland"), ("SAR", "")])
    def test_nothing_is_said_where_it_is_known_or_does_not_matter(self, regime: str, nation: str) -> None:
        assert checks.unknown_nation(regime, nation=nation, name="A", label="a") is None


class TestSize:
    def test_ten_questions_are_not_too_many_and_eleven_are(self) -> None:
        questions = [f"Please provide contract {number}." for number in range(1, 12)]
        assert codes(letter(*questions[:10])) == []
        assert codes(letter(*questions)) == ["many_questions"]

    def test_a_letter_may_have_so_many_words(self) -> None:
        room = checks.LONGEST_LETTER - len(letter("a").split())
        assert codes(letter("Please provide it.", after="\n\n" + "word " * (room - 2))) == []
        assert codes(letter("Please provide it.", after="\n\n" + "word " * (room - 1))) == ["long_letter"]


class TestLaws:
    @pytest.mark.parametrize(
        ("words", "law"),
        [
            ("the Freedom of Information\nAct 2000", "FOIA"),
            ("the Freedom of Information (Scotland) Act 2002", "FOISA"),
            ("the Environmental Information Regulations 2004", "EIR"),
            ("the EIR", "EIR"),
            ("the EI(S)R", "EISR"),
            ("this subject access request", "SAR"),
            ("their own letter", None),
            ("FOISA, or else FOIA", "FOISA"),
        ],
    )
    def test_the_one_that_a_letter_names_first(self, words: str, law: str | None) -> None:
        assert checks.law_named(f"I ask under {words} for data.") == law

    @pytest.mark.parametrize(
        ("regime", "nation", "instead"),
        [
            ("FOIA", "scotland", "FOISA"),
            ("EIR", "scotland", "EISR"),
            ("FOISA", "england", "FOIA"),
            ("EISR", "wales", "EIR"),
            ("FOISA", "uk", "FOIA"),
        ],
    )
    def test_one_that_does_not_bind_the_authority(self, regime: str, nation: str, instead: str) -> None:
        finding = checks.wrong_law(regime, nation=nation, name="Example Board")
        assert finding is not None
        assert finding.severe
        assert f"--regime {instead}" in finding.mend

    @pytest.mark.parametrize(
        ("regime", "nation"),
        [("FOIA", "england"), ("EIR", "northern-ireland"), ("FOISA", "scotland"), ("FOIA", "uk"), ("SAR", "scotland")],
    )
    def test_one_that_binds_it(self, regime: str, nation: str) -> None:
        assert checks.wrong_law(regime, nation=nation, name="Example Board") is None

    def test_a_subject_access_request_may_tell_who_asks(self) -> None:
        assert codes(letter("Please provide my medical records. NHS number 943 476 5919."), "SAR") == []

    def test_who_took_over_is_named(self) -> None:
        finding = checks.closed_authority("Old Trust", closed_on="Mon 30 Sep 2024", successors=["New Trust"])
        assert "Mon 30 Sep 2024" in finding.what
        assert finding.mend == "Write to New Trust instead."


class TestWhere:
    def test_lines_are_counted_from_the_top_of_the_file(self) -> None:
        text = f"{HEAD}Please provide it, [name].{FOOT}"
        (finding,) = of_request(text, "FOIA")
        assert text.split("\n")[int(finding.where.removeprefix("line ")) - 1] == "Please provide it, [name]."

    def test_the_severe_come_first(self) -> None:
        found = of_request(letter("Why?", "Please provide all e-mails of [name]."), "FOIA")
        assert [finding.severe for finding in found] == [True, False, False]

    def test_every_finding_is_a_sentence_with_a_mend(self) -> None:
        text = letter("Why?", "All e-mails about me.", "How many were issued in 2025? [name]", foot="")
        everything = [*of_request(text, "FOIA"), *of_request(letter("My NHS number is 943 476 5919."), "FOIA")]
        assert len({finding.code for finding in everything}) > 6
        for finding in everything:
            assert finding.what.endswith(".")
            assert finding.mend


@pytest.mark.parametrize("text", ["a" * 50_000, "1. why\n\n" * 1_000, "[name] " * 8_000, "my data on " * 5_000])
def test_a_hostile_text_is_read_to_its_end(text: str) -> None:
    assert "no_name" in codes(text)


@pytest.mark.parametrize("module", ["personal", "aggregation", "likeness"])
def test_the_examples_of_the_docstrings_hold(module: str) -> None:
    results = doctest.testmod(importlib.import_module(f"foi_tracker.letters.{module}"))
    assert results.attempted
    assert results.failed == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I want all documents about everything", "everything"),
        ("all documents", "everything"),
        ("Send me everything", "everything"),
        ("I hate Palantir", "motive"),
        ("Dear Homerton, I want all documents about everything. Yours, Ann Bell", "everything"),
        ("Dear Homerton, how many were issued in 2025? I hate Palantir. Yours, Ann Bell", "motive"),
        ("Dear Homerton, why did you sign the contract with that firm? Yours, Ann Bell", "opinion"),
        ("Dear Homerton\nHow many were issued in 2025?\nAnn Bell", "unclear_year"),
    ],
)
def test_a_letter_of_one_line_and_without_numbers_is_looked_at_too(text: str, found: str) -> None:
    assert found in codes(text)


def test_a_salutation_with_a_long_name_is_no_question() -> None:
    assert Anatomy("Dear Freedom of Information Officer, NHS England\n\nHow many?").body.strip() == "How many?"


@pytest.mark.parametrize("question", ["why", "how many did you issue last year?", "all e-mails about {number}"])
def test_a_letter_of_thousands_of_questions_is_checked_in_no_time(question: str) -> None:
    asked = "\n".join(f"1. {question.format(number=number)}" for number in range(4_000))
    started = time.perf_counter()
    assert "many_questions" in codes(f"Dear team,\n\n{asked}\n\nYours faithfully,\nAnn Bell\nann@example.org\n")
    assert time.perf_counter() - started < 4
