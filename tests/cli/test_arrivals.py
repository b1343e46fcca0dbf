"""The conversation of ``foi got 7``: what it asks for each choice, and what it makes of the answers."""

from __future__ import annotations

import os
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.begun import ask, begin
from support.homes import Homes
from support.person import Person, offered_as
from support.run import do, foi, make_home, shown

from foi_tracker.casework import readings, receiving
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.receiving import Got
from foi_tracker.cli import arrivals
from foi_tracker.cli.outcomes import LETTERS
from foi_tracker.requests.events import OUTCOMES
from foi_tracker.requests.request import Request


def asked_of(authority: str, regime: str | None = None) -> None:
    make_home()
    ask(authority, on="2026-11-02", regime=regime)


def asked_of_homerton() -> None:
    """Three questions, sent on Monday 2 November 2026; today is Tuesday 24."""
    asked_of("homerton")


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    return homes.give(asked_of_homerton, world)


def request() -> Request:
    return readings.one(Desk(os.environ["FOI_HOME"]), ("1",)).request


def converse(what: str, *answers: str) -> tuple[Got, str, Person]:
    person = Person(offered_as(what), *answers)
    got = arrivals.ask(person, request())
    assert person.answers == [], f"not asked for: {person.answers}"
    return got, arrivals.on_one_line(got, person.today), person


def told(event: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in event.items() if name not in ("id", "change", "at")}


# What it is, then the answers: the day first, Enter for today.
TALKS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "an automatic reply": ("auto", (), "auto"),
    "an acknowledgement": ("ack", ("4/11", "3/11", "FOI-99"), "ack --received 2026-11-03 --ref FOI-99 --on 2026-11-04"),
    "all given": ("answer", ("", "g"), "answer --all released"),
    "all given, with their reference": ("answer", ("", "g", "FOI-99"), "answer --all released --ref FOI-99"),
    "all given, as a word": ("answer", ("", "Given"), "answer --all released"),
    "all over the limit, in the words of the screen": ("answer", ("", "over the cost limit"), "answer --all over_cost"),
    "all refused": ("answer", ("", "r", "s43(2), s40"), "answer --all 'refused:s43(2),s40'"),
    "no section named": ("answer", ("", "r", ""), "answer --all refused"),
    "one by one": (
        "answer",
        ("20/11", "", "g", "r", "43.2 and 40(2)", "t"),
        "answer 1=released '2=refused:s43(2),s40(2)' 3=to_follow --on 2026-11-20",
    ),
    "one only": ("answer", ("", "", "", "o", ""), "answer 2=over_cost"),
    "the rest passed over": (
        "answer",
        ("", "", "n", "i", "d", "s24"),
        "answer 1=not_held 2=ignored 3=neither_confirmed_nor_denied:s24",
    ),
    "more time, with a ground": (
        "extension",
        ("", "s43", "24/12", "2,3"),
        "extension --sections s43 --until 2026-12-24 --questions 2,3",
    ),
    "more time, without one": ("extension", ("", "", "24/12"), "holding --until 2026-12-24"),
    "more time, counted in days": (
        "extension",
        ("20/11", "", "10 calendar days"),
        "holding --until 2026-11-30 --on 2026-11-20",
    ),
    "a question that stops them": ("question", ("", "y", "2"), "question --questions 2"),
    "an offer of help": ("question", ("", "no"), "ack --text 'they offer help, and go on meanwhile'"),
    "a bill": ("fee", ("", "£30 by cheque", "FEE-1"), "fee --amount '£30 by cheque' --ref FEE-1"),
    "passed on": ("transfer", ("", "barts", "2 3"), "transfer --to barts --questions 2,3"),
    "passed on, nobody knows where": ("transfer", ("", "", ""), "transfer"),
    "relabelled": ("reclassified", ("", "eir"), "reclassified --regime EIR"),
    "a successor": ("successor", ("", "barts"), "successor --to barts"),
    "it came back": ("bounce", ("2/11",), "bounce --on 2026-11-02"),
}


class TestEachChoice:
    @pytest.mark.parametrize("talk", TALKS.values(), ids=list(TALKS))
    def test_it_ends_in_the_line_that_would_have_said_it(
        self, home: Path, talk: tuple[str, tuple[str, ...], str]
    ) -> None:
        what, answers, line = talk
        _, typed, _ = converse(what, *answers)
        assert typed == line

    @pytest.mark.parametrize("talk", TALKS.values(), ids=list(TALKS))
    def test_the_line_records_the_very_same(self, home: Path, talk: tuple[str, tuple[str, ...], str]) -> None:
        what, answers, _ = talk
        got, typed, _ = converse(what, *answers)
        receiving.got(Desk(str(home)), ("1",), got)
        asked = told(shown(1)["events"][-1])
        do("undo")
        do("got", 1, *shlex.split(typed))
        on_one_line = told(shown(1)["events"][-1])
        if "linked" in asked:  # the other request has another uid each time
            asked["linked"] = on_one_line["linked"]
        assert on_one_line == asked

    def test_a_file_is_checked_when_it_is_named(self, home: Path, tmp_path: Path) -> None:
        paper = tmp_path / "the reply.pdf"
        paper.write_bytes(b"%PDF")
        got, typed, person = converse("auto", "", str(tmp_path / "nowhere.pdf"), str(paper), "")
        assert got.files == (str(paper),)
        assert "nowhere.pdf" in person.heard
        assert shlex.split(typed) == ["auto", "--file", str(paper)]

    @pytest.mark.parametrize(("letter", "result"), [("k", "kept"), ("p", "changed_in_part"), ("changed", "changed")])
    def test_of_a_review_it_asks_what_became_of_the_decision(self, home: Path, letter: str, result: str) -> None:
        do("sent", 1, "review")
        got, typed, person = converse("review", "", letter, *([] if letter == "k" else ["g"]))
        assert got.result == result
        assert ("What do they say now?" in person.heard) is (letter != "k")
        do("got", 1, *shlex.split(typed))

    def test_of_a_review_it_asks_about_what_was_reviewed_alone(self, home: Path) -> None:
        do("got", 1, "answer", "1=g", "2=refused:s43(2)", "3=n")
        do("sent", 1, "review")
        got, typed, person = converse("review", "", "p", "g")
        assert "(2, 3)" in person.heard
        assert (got.every, got.questions) == ("released", (2, 3))
        do("got", 1, *shlex.split(typed))
        assert [question["outcome"] for question in shown(1)["questions"]] == ["released"] * 3

    def test_what_waits_can_be_answered_at_once_and_the_rest_stays(self, home: Path) -> None:
        do("got", 1, "answer", "1=refused", "2=t")
        _, typed, person = converse("answer", "", "g")
        assert "that waits (2, 3)" in person.heard
        assert typed == "answer --all released --questions 2,3"
        do("got", 1, *shlex.split(typed))
        assert [question["outcome"] for question in shown(1)["questions"]] == ["refused", "released", "released"]

    def test_an_answer_to_nothing_is_asked_for_again(self, home: Path) -> None:
        got, _, person = converse("answer", "", "", "", "", "", "", "", "g", "")
        assert "An answer concerns at least one question." in person.heard
        assert got.outcomes == ("2=released",)

    def test_a_request_with_one_question_is_asked_about_once(self, world: Path) -> None:
        make_home()
        begin("homerton", on="2026-11-02", questions=["How many?"])
        do("sent", 1, "--on", "2026-11-02")
        _, typed, person = converse("answer", "", "", "r", "s12")
        assert "go one by one" not in person.heard
        assert typed == "answer 1=refused:s12"

    def test_their_reference_is_asked_for_once(self, home: Path) -> None:
        do("got", 1, "ack", "--ref", "FOI-99")
        _, _, person = converse("answer", "", "g")
        assert "Their reference" not in person.heard


class TestWhatIsOffered:
    def test_what_cannot_have_come_yet_is_not(self, home: Path) -> None:
        _, _, person = converse("auto")
        for label in ("The outcome of my review", "A decision notice", "The tribunal decided", "The regulator wrote"):
            assert label not in person.heard
        assert "The answer, or part of it" in person.heard

    def test_what_can_is(self, home: Path) -> None:
        do("sent", 1, "review")
        do("sent", 1, "complaint")
        _, _, person = converse("no-notice")
        for label in ("The outcome of my review", "A decision notice", "The regulator wrote"):
            assert label in person.heard
        assert "They did what was ordered" not in person.heard

    def test_every_word_of_the_command_line_can_be_chosen(self) -> None:
        assert {one.what for one in arrivals.CHOICES} | {"holding"} == set(receiving.WHAT)

    def test_every_outcome_has_a_letter(self) -> None:
        assert set(LETTERS.values()) == set(OUTCOMES)


class TestLaws:
    def test_under_the_regulations_more_time_needs_complex_and_voluminous(self, world: Path) -> None:
        asked_of("hackney", "EIR")
        _, typed, person = converse("extension", "", "y", "24/12", "")
        assert "complex and voluminous" in person.heard
        assert typed == "extension --basis complex-voluminous --until 2026-12-24"
        do("got", 1, *shlex.split(typed))
        # Said in the 20 working days, it gives the date that they named.
        assert foi("status").ok.records[0][4] == "2026-12-24"

    def test_of_ones_own_data_more_time_needs_a_complex_request_or_several(self, world: Path) -> None:
        asked_of("hackney", "SAR")
        _, typed, person = converse("extension", "", "y", "24/12", "")
        assert "complex, or one of several" in person.heard
        assert typed == "extension --basis complex --until 2026-12-24"
        do("got", 1, *shlex.split(typed))

    def test_otherwise_it_is_kept_as_a_promise(self, world: Path) -> None:
        asked_of("hackney", "EIR")
        _, typed, _ = converse("extension", "", "n", "")
        assert typed == "holding"

    def test_in_scotland_no_extension_is_asked_about_and_the_arrival_is(self, world: Path) -> None:
        asked_of("nhs-lothian")
        _, typed, person = converse("extension", "")
        assert typed == "holding"
        assert "Which section" not in person.heard
        got, typed, person = converse("answer", "20/11", "g", "23/11")
        assert "On which day did it reach you?" in person.heard
        assert (got.received, got.on) == (date(2026, 11, 23), date(2026, 11, 20))
        assert typed == "answer --all released --received 2026-11-23 --on 2026-11-20"

    def test_in_scotland_nobody_is_told_of_28_days(self, world: Path) -> None:
        """An appeal there goes to the Court of Session within 42 days (rule 41.20(1)(b)); 28 is the tribunal's time."""
        asked_of("nhs-lothian")
        do("got", 1, "answer", "--all", "refused:s33(1)(b)", "--on", "2026-11-09")
        do("sent", 1, "review", "--on", "2026-11-10")
        do("got", 1, "review", "--result", "kept", "--on", "2026-11-20")
        do("sent", 1, "complaint")
        _, _, person = converse("decision", "", "n", "")
        assert "28 days" not in person.heard

    def test_sections_are_read_as_those_of_the_law(self, home: Path) -> None:
        got, _, person = converse("answer", "", "r", "s99", "43.2")
        assert "s99 is no exemption of FOIA" in person.heard
        assert got.every == "refused:s43(2)"

    def test_of_ones_own_data_it_asks_whether_they_want_proof_of_identity(self, world: Path) -> None:
        asked_of("hackney", "SAR")
        got, typed, _ = converse("question", "", "y")
        assert (got.identity, typed) == (True, "question --identity")


class TestWhatCannotBeRead:
    """It says so and asks again; nothing typed before is lost."""

    @pytest.mark.parametrize("typed", ["", "0", "99", "ans", "１", "-1", "1.5"])
    def test_a_number_that_is_not_offered(self, home: Path, typed: str) -> None:
        person = Person(typed, offered_as("auto"))
        got = arrivals.ask(person, request())
        assert got.what == "auto"
        assert "Type a number from 1 to" in person.heard

    def test_a_letter_that_stands_for_nothing(self, home: Path) -> None:
        got, _, person = converse("answer", "", "z", "g")
        assert got.every == "released"
        assert "Type one of g, p, r" in person.heard

    @pytest.mark.parametrize("typed", ["tomorrowish", "31/11", "1/12/2026"])
    def test_a_day_that_does_not_exist_or_lies_ahead(self, home: Path, typed: str) -> None:
        got, _, person = converse("auto", typed, "yesterday")
        assert got.on == date(2026, 11, 23)
        assert "Mon 23 Nov 2026" in person.heard, "the reading is said"
        assert typed in person.heard or "in the future" in person.heard

    @pytest.mark.parametrize("typed", ["clear", "foi", "neither", "the cost", "ref", "G!"])
    def test_a_word_is_read_whole_or_not_at_all(self, home: Path, typed: str) -> None:
        """By its first letter "released" was taken for a refusal."""
        got, _, person = converse("answer", "", typed, "released")
        assert got.every == "released"
        assert "Type one of g, p, r" in person.heard

    @pytest.mark.parametrize("outcome", OUTCOMES)
    def test_every_outcome_is_read_by_its_name_and_by_the_words_of_the_screen(self, home: Path, outcome: str) -> None:
        for typed in (outcome, OUTCOMES[outcome], outcome.replace("_", "-").upper()):
            got, _, _ = converse("answer", "", typed)
            assert got.every == outcome

    def test_a_choice_is_read_by_its_label_and_its_word(self, home: Path) -> None:
        for typed in ("a bill", "fee"):
            assert arrivals.ask(Person(typed), request()).what == "fee"

    def test_a_day_in_quotation_marks_as_the_grammar_shows_it(self, home: Path) -> None:
        got, _, _ = converse("auto", '"20 Nov 2026"')
        assert got.on == date(2026, 11, 20)

    def test_a_day_before_the_request_went(self, home: Path) -> None:
        got, _, person = converse("auto", "1/11", "20/11")
        assert got.on == date(2026, 11, 20)
        assert "too early" in person.heard

    def test_a_promise_of_a_day_that_had_passed(self, home: Path) -> None:
        got, _, person = converse("extension", "20/11", "", "2026-11-19", "24/11")
        assert got.until == date(2026, 11, 24)
        assert "it had passed" in person.heard

    def test_days_that_may_be_working_days(self, home: Path) -> None:
        got, _, person = converse("extension", "20/11", "", "20 days", "20 calendar days")
        assert got.until == date(2026, 12, 10)
        assert "say which days" in person.heard

    def test_again_begins_again(self, home: Path) -> None:
        got, typed, _ = converse("answer", "20/11", "", "g", "Again", offered_as("auto"), "")
        assert (got.what, typed) == ("auto", "auto")

    @pytest.mark.parametrize("typed", ["9", "x", "1-2", "0"])
    def test_questions_that_there_are_not(self, home: Path, typed: str) -> None:
        got, _, _ = converse("question", "", "y", typed, "1")
        assert got.questions == (1,)

    def test_a_law_of_the_other_country(self, home: Path) -> None:
        got, _, person = converse("reclassified", "", "FOISA", "EIR")
        assert got.regime == "EIR"
        assert "Which law (FOIA, EIR, SAR)" in person.heard

    @pytest.mark.parametrize("what", ["transfer", "successor"])
    @pytest.mark.parametrize("typed", ["nowhere-at-all", "university hospitals", "homerton"])
    def test_an_authority_that_is_unknown_or_not_one_or_has_it_already(self, home: Path, what: str, typed: str) -> None:
        """Found out after the last question, it would cost the whole conversation."""
        got, line, _ = converse(what, "", typed, "barts")
        receiving.got(Desk(str(home)), ("1",), got)
        assert "barts" in line

    def test_a_successor_without_a_name(self, home: Path) -> None:
        got, _, _ = converse("successor", "", "", "barts")
        assert got.to == "barts"
