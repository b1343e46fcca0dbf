"""The conversation of ``foi got 7``: what it asks for each choice, what it makes of the answers, and the line it shows.

Most of it with somebody who answers from a list; at the end at a real terminal.
"""

from __future__ import annotations

import os
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.begun import begin
from support.homes import Homes
from support.run import do, foi, listing, make_home
from support.terminal import at_terminal

from foi_tracker.casework import readings, receiving
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.receiving import Got
from foi_tracker.cli import arrivals
from foi_tracker.cli.app import App
from foi_tracker.requests.request import Request

MOST_ASKED = 40


class Screen:
    """Keeps what was said."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def words(self, text: str) -> None:
        self.said.append(text)


class Person(App):
    """Answers from a list; when it is empty, with Enter."""

    def __init__(self, *answers: str) -> None:
        super().__init__()
        self.answers = list(answers)
        self.asked: list[str] = []
        self.__dict__["screen"] = Screen()

    def ask(self, question: str) -> str:
        self.asked.append(question)
        assert len(self.asked) < MOST_ASKED, self.asked[-5:]
        return self.answers.pop(0) if self.answers else ""

    @property
    def heard(self) -> str:
        """All that was said and asked."""
        said = self.__dict__["screen"].said
        return " ".join(" ".join([*said, *self.asked]).split())


def asked_of(authority: str, regime: str | None = None) -> None:
    make_home()
    begin(authority, on="2026-11-02", regime=regime)
    do("sent", 1, "--via", "email", "--on", "2026-11-02")


def asked_of_homerton() -> None:
    """Three questions, sent on Monday 2 November 2026; today is Tuesday 24."""
    asked_of("homerton")


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    return homes.give(asked_of_homerton, world)


def request() -> Request:
    return readings.one(Desk(os.environ["FOI_HOME"]), ("1",)).request


def place(what: str) -> str:
    """Return the number under which a choice is offered now."""
    kinds = request().kinds
    offered = [one.what for one in arrivals.CHOICES if not one.after or not kinds.isdisjoint(one.after)]
    return str(offered.index(what) + 1)


def converse(what: str, *answers: str) -> tuple[Got, str, Person]:
    person = Person(place(what), *answers)
    got, typed = arrivals.ask(person, request())
    assert person.answers == [], f"not asked for: {person.answers}"
    return got, typed, person


def told(event: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in event.items() if name not in ("id", "change", "at")}


TALKS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "an automatic reply": ("auto", (), "auto"),
    "an acknowledgement": ("ack", ("3/11", "FOI-99", "4/11"), "ack --received 2026-11-03 --ref FOI-99 --on 2026-11-04"),
    "all given": ("answer", ("g",), "answer --all released"),
    "all given, as a word": ("answer", ("Given",), "answer --all released"),
    "all refused": ("answer", ("r", "s43(2), s40"), "answer --all 'refused:s43(2),s40'"),
    "no section named": ("answer", ("r", ""), "answer --all refused"),
    "one by one": (
        "answer",
        ("", "g", "r", "43.2 and 40(2)", "l", "20/11"),
        "answer 1=released '2=refused:s43(2),s40(2)' 3=to_follow --on 2026-11-20",
    ),
    "one only": ("answer", ("", "", "c", ""), "answer 2=over_cost"),
    "the rest passed over": (
        "answer",
        ("", "n", "i", "d", "s24"),
        "answer 1=not_held 2=ignored 3=neither_confirmed_nor_denied:s24",
    ),
    "more time, with a ground": (
        "extension",
        ("s43", "24/12", "2,3"),
        "extension --sections s43 --until 2026-12-24 --questions 2,3",
    ),
    "more time, without one": ("extension", ("", "24/12"), "holding --until 2026-12-24"),
    "a question that stops them": ("question", ("y", "2"), "question --questions 2"),
    "an offer of help": ("question", ("n",), "ack --text 'they offer help, and go on meanwhile'"),
    "a bill": ("fee", ("£30 by cheque", "FEE-1"), "fee --amount '£30 by cheque' --ref FEE-1"),
    "passed on": ("transfer", ("barts", "2 3"), "transfer --to barts --questions 2,3"),
    "passed on, nobody knows where": ("transfer", ("", ""), "transfer"),
    "relabelled": ("reclassified", ("eir",), "reclassified --regime EIR"),
    "a successor": ("successor", ("barts",), "successor --to barts"),
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
        asked = told(foi("show", 1, "--json").json["request"]["events"][-1])
        do("undo")
        do("got", 1, *shlex.split(typed))
        on_one_line = told(foi("show", 1, "--json").json["request"]["events"][-1])
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

    def test_after_a_decision_it_asks_for_the_date_on_the_notice(self, home: Path) -> None:
        do("sent", 1, "complaint")
        got, typed, person = converse("decision", "24/12", "IC-123456-A1B2", "23/11")
        assert "Which date stands on the notice?" in person.heard
        assert (got.until, got.ref, got.on) == (date(2026, 12, 24), "IC-123456-A1B2", date(2026, 11, 23))
        assert typed == "decision --until 2026-12-24 --ref IC-123456-A1B2 --on 2026-11-23"

    @pytest.mark.parametrize(("letter", "result"), [("k", "kept"), ("p", "changed_in_part"), ("changed", "changed")])
    def test_of_a_review_it_asks_what_became_of_the_decision(self, home: Path, letter: str, result: str) -> None:
        do("sent", 1, "review")
        got, typed, person = converse("review", letter, *([] if letter == "k" else ["g"]))
        assert got.result == result
        assert ("What did they say?" in person.heard) is (letter != "k")
        do("got", 1, *shlex.split(typed))

    def test_a_request_with_one_question_is_asked_about_once(self, world: Path) -> None:
        make_home()
        begin("homerton", on="2026-11-02", questions=["How many?"])
        do("sent", 1, "--on", "2026-11-02")
        got, typed, person = converse("answer", "r", "s12")
        assert "go one by one" not in person.heard
        assert typed == "answer --all refused:s12"
        assert got.every == "refused:s12"


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
        from foi_tracker.requests.events import OUTCOMES

        assert set(arrivals._LETTERS.values()) == set(OUTCOMES)


class TestLaws:
    def test_under_the_regulations_more_time_needs_complex_and_voluminous(self, world: Path) -> None:
        asked_of("hackney", "EIR")
        _, typed, person = converse("extension", "y", "24/12", "")
        assert "complex and voluminous" in person.heard
        assert typed == "extension --basis complex-voluminous --until 2026-12-24"
        do("got", 1, *shlex.split(typed))
        # Said in the 20 working days, it gives the date that they named.
        assert foi("status").ok.records[0][4] == "2026-12-24"

    def test_otherwise_it_is_kept_as_a_promise(self, world: Path) -> None:
        asked_of("hackney", "EIR")
        _, typed, _ = converse("extension", "n", "")
        assert typed == "holding"

    def test_in_scotland_no_extension_is_asked_about_and_the_arrival_is(self, world: Path) -> None:
        asked_of("nhs-lothian")
        _, typed, person = converse("extension", "")
        assert typed == "holding"
        assert "Which section" not in person.heard
        got, typed, person = converse("answer", "g", "23/11", "20/11")
        assert "On which day did it reach you?" in person.heard
        assert (got.received, got.on) == (date(2026, 11, 23), date(2026, 11, 20))
        assert typed == "answer --all released --received 2026-11-23 --on 2026-11-20"

    def test_in_scotland_nobody_is_told_of_28_days(self, world: Path) -> None:
        """An appeal there goes to the Court of Session within 42 days (rule 41.20(1)(b)); 28 is the tribunal's time."""
        asked_of("nhs-lothian")
        do("sent", 1, "review", "--on", "2026-11-03")
        do("sent", 1, "complaint")
        _, _, person = converse("decision", "", "")
        assert "28 days" not in person.heard

    def test_sections_are_read_as_those_of_the_law(self, home: Path) -> None:
        got, _, person = converse("answer", "r", "s99", "43.2")
        assert "s99 is no exemption of FOIA" in person.heard
        assert got.every == "refused:s43(2)"

    def test_of_ones_own_data_it_asks_whether_they_want_proof_of_identity(self, world: Path) -> None:
        asked_of("hackney", "SAR")
        got, typed, _ = converse("question", "y")
        assert (got.identity, typed) == (True, "question --identity")


class TestWhatCannotBeRead:
    """It says so and asks again; nothing typed before is lost."""

    @pytest.mark.parametrize("typed", ["", "0", "99", "answer", "１", "-1", "1.5"])
    def test_a_number_that_is_not_offered(self, home: Path, typed: str) -> None:
        person = Person(typed, place("auto"))
        got, _ = arrivals.ask(person, request())
        assert got.what == "auto"
        assert "Type a number from 1 to" in person.heard

    def test_a_letter_that_stands_for_nothing(self, home: Path) -> None:
        got, _, person = converse("answer", "z", "g")
        assert got.every == "released"
        assert "Type one of g, p, r" in person.heard

    @pytest.mark.parametrize("typed", ["tomorrowish", "31/11", "1/12/2026"])
    def test_a_day_that_does_not_exist_or_lies_ahead(self, home: Path, typed: str) -> None:
        got, _, person = converse("auto", typed, "yesterday")
        assert got.on == date(2026, 11, 23)
        assert "Mon 23 Nov 2026" in person.heard, "the reading is said"
        assert typed in person.heard or "in the future" in person.heard

    @pytest.mark.parametrize("typed", ["9", "x", "1-2", "0"])
    def test_questions_that_there_are_not(self, home: Path, typed: str) -> None:
        got, _, _ = converse("question", "y", typed, "1")
        assert got.questions == (1,)

    def test_a_law_of_the_other_country(self, home: Path) -> None:
        got, _, person = converse("reclassified", "FOISA", "EIR")
        assert got.regime == "EIR"
        assert "Which law (FOIA, EIR, SAR)" in person.heard

    @pytest.mark.parametrize("what", ["transfer", "successor"])
    @pytest.mark.parametrize("typed", ["nowhere-at-all", "university hospitals", "homerton"])
    def test_an_authority_that_is_unknown_or_not_one_or_has_it_already(self, home: Path, what: str, typed: str) -> None:
        """Found out after the last question, it would cost the whole conversation."""
        got, line, _ = converse(what, typed, "barts")
        receiving.got(Desk(str(home)), ("1",), got)
        assert "barts" in line

    def test_a_successor_without_a_name(self, home: Path) -> None:
        got, _, _ = converse("successor", "", "barts")
        assert got.to == "barts"


class TestTheCommand:
    def test_without_a_person_it_says_what_can_be_said(self, home: Path) -> None:
        before = listing(home)
        ran = foi("got", 1)
        assert ran.code == 2
        for word in ("answer", "extension", "transfer"):
            assert word in ran.err
        assert listing(home) == before

    def test_of_two_requests_it_is_refused(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        begin("barts", on="2026-11-02")
        monkeypatch.setattr(App, "can_ask", True)
        assert foi("got", "1-2").code == 2

    def test_what_was_said_on_the_line_is_not_lost(
        self, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A day and a file were named, only not what it was: they are kept, or it is refused; never dropped."""
        paper = tmp_path / "reply.pdf"
        paper.write_bytes(b"%PDF")
        answers = [place("auto")]
        monkeypatch.setattr(App, "can_ask", True)
        monkeypatch.setattr(App, "ask", lambda self, question: answers.pop(0) if answers else "")
        ran = foi("got", 1, "--on", "2026-11-20", "--file", paper)
        if ran.code == 0:
            event = foi("show", 1, "--json").json["request"]["events"][-1]
            assert (event["on"], len(event.get("files", []))) == ("2026-11-20", 1)

    def test_a_dry_run_records_nothing(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        answers = [place("answer"), "g"]
        monkeypatch.setattr(App, "can_ask", True)
        monkeypatch.setattr(App, "ask", lambda self, question: answers.pop(0) if answers else "")
        before = listing(home)
        ran = foi("got", 1, "-n").ok
        assert "Nothing was recorded" in ran.err
        assert listing(home) == before


class TestAtATerminal:
    def test_an_answer_question_by_question(self, home: Path) -> None:
        ended = at_terminal(
            "got",
            1,
            answers=[
                ("Number", "3\n"),
                ("one by one", "\n"),
                ("Its letter", "g\n"),
                ("Its letter", "r\n"),
                ("Under which sections", "s43(2)\n"),
                ("Its letter", "l\n"),
                ("On which day", "20/11\n"),
                ("A file to keep", "\n"),
            ],
        )
        assert ended.code == 0
        assert "What has arrived for request 1 (Homerton)?" in ended.screen
        assert "On one line:" in ended.screen
        assert "got 1 answer 1=released '2=refused:s43(2)' 3=to_follow --on 2026-11-20" in " ".join(
            ended.screen.split()
        )
        told = foi("show", 1, "--json").json["request"]
        assert [question["outcome"] for question in told["questions"]] == ["released", "refused", "to_follow"]
        assert told["events"][-1]["on"] == "2026-11-20"

    def test_what_is_mistyped_is_asked_again(self, home: Path) -> None:
        answers = [("Number", "answer\n"), ("Type a number", "1\n"), ("On which day", "30/12/2026\n")]
        ended = at_terminal("got", 1, answers=[*answers, ("in the future", "\n"), ("A file to keep", "\n")])
        assert ended.code == 0
        assert foi("show", 1, "--json").json["request"]["events"][-1]["on"] == "2026-11-24"

    @pytest.mark.parametrize(
        "answers",
        [
            [("Number", "\x03")],
            [("Number", "3\n"), ("one by one", "g\n"), ("On which day", "\n"), ("A file to keep", "\x03")],
        ],
        ids=["first", "last"],
    )
    def test_ctrl_c_at_any_question_records_nothing(self, home: Path, answers: list[tuple[str, str]]) -> None:
        before = listing(home)
        ended = at_terminal("got", 1, answers=answers)
        assert ended.code == 130
        assert listing(home) == before
