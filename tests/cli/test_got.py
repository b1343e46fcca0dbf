"""``foi got 7`` to a person: which lines ask for more, what is kept of them, and how it looks at a real terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.begun import ask, begin
from support.homes import Homes
from support.person import offered_as, sit_down
from support.run import do, foi, kinds, listing, make_home, shown
from support.terminal import at_terminal


def asked_of_homerton() -> None:
    """Three questions, sent on Monday 2 November 2026; today is Tuesday 24."""
    make_home()
    ask("homerton", on="2026-11-02")


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    return homes.give(asked_of_homerton, world)


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
        sit_down(monkeypatch)
        assert foi("got", "1-2").code == 2

    def test_what_was_said_on_the_line_is_not_lost(
        self, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A day and a file were named, only not what it was: neither is asked for again, and both are kept."""
        paper = tmp_path / "reply.pdf"
        paper.write_bytes(b"%PDF")
        person = sit_down(monkeypatch, offered_as("auto"))
        do("got", 1, "--on", "2026-11-20", "--file", paper)
        assert len(person.asked) == 1
        event = shown(1)["events"][-1]
        assert (event["kind"], event["on"], len(event["files"])) == ("acknowledged", "2026-11-20", 1)

    def test_what_cannot_be_kept_through_the_questions_is_refused(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sit_down(monkeypatch)
        assert foi("got", 1, "--amount", "30").code == 2

    @pytest.mark.parametrize(
        ("line", "answers", "kept"),
        [
            (("answer",), ("", "g"), ("outcomes", {"0": {"outcome": "released"}})),
            (("ans", "--on", "20/11"), ("g",), ("on", "2026-11-20")),
            (("transfer",), ("", "barts"), ("to", "Barts Health NHS Trust")),
            (("extension",), ("", "s43", "24/12"), ("exemptions", ["s43"])),
            (("reclassified",), ("", "eir"), ("regime", "EIR")),
        ],
        ids=["answer", "answer, dated", "transfer", "extension", "reclassified"],
    )
    def test_what_says_little_alone_is_asked_for_the_rest(
        self,
        home: Path,
        monkeypatch: pytest.MonkeyPatch,
        line: tuple[str, ...],
        answers: tuple[str, ...],
        kept: tuple[str, object],
    ) -> None:
        person = sit_down(monkeypatch, *answers)
        do("got", 1, *line)
        assert "What has arrived" not in person.heard
        name, value = kept
        assert shown(1)["events"][-1][name] == value

    def test_without_a_person_it_is_recorded_and_the_option_is_said(self, home: Path) -> None:
        ran = do("got", 1, "answer")
        assert "It is not said what came of the questions" in ran.err
        assert "--all" in ran.err
        assert kinds(1)[-1] == "answered"

    @pytest.mark.parametrize("what", ["ack", "question", "complied", "holding"])
    def test_what_says_enough_asks_nothing(self, home: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
        do("sent", 1, "complaint")
        do("got", 1, "decision", "--until", "24/12")
        person = sit_down(monkeypatch)
        do("got", 1, what)
        assert person.asked == []

    @pytest.mark.parametrize("draft", [True, False], ids=["a draft", "closed"])
    def test_where_nothing_can_arrive_nothing_is_asked(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, draft: bool
    ) -> None:
        if draft:
            begin("barts", on="2026-11-02")
        else:
            do("close", 1)
        person = sit_down(monkeypatch)
        ran = foi("got", 2 if draft else 1)
        assert (ran.code, person.asked) == (4, [])

    def test_a_dry_run_records_nothing(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        sit_down(monkeypatch, offered_as("answer"), "", "g")
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
                ("On which day", "20/11\n"),
                ("one by one", "\n"),
                ("does not concern it", "g\n"),
                ("does not concern it", "r\n"),
                ("Under which sections", "s43(2)\n"),
                ("does not concern it", "t\n"),
                ("Their reference", "\n"),
                ("A file to keep", "\n"),
            ],
        )
        assert ended.code == 0
        assert "What has arrived for request 1 (Homerton)?" in ended.screen
        assert "On one line:" in ended.screen
        assert "got 1 answer 1=released '2=refused:s43(2)' 3=to_follow --on 2026-11-20" in " ".join(
            ended.screen.split()
        )
        told = shown(1)
        assert [question["outcome"] for question in told["questions"]] == ["released", "refused", "to_follow"]
        assert told["events"][-1]["on"] == "2026-11-20"

    def test_what_is_mistyped_is_asked_again(self, home: Path) -> None:
        answers = [("Number", "refused\n"), ("Type a number", "1\n"), ("On which day", "30/12/2026\n")]
        ended = at_terminal("got", 1, answers=[*answers, ("in the future", "\n"), ("A file to keep", "\n")])
        assert ended.code == 0
        assert shown(1)["events"][-1]["on"] == "2026-11-24"

    @pytest.mark.parametrize("stop", ["\x03", "\x04"], ids=["ctrl-c", "ctrl-d"])
    @pytest.mark.parametrize(
        "answers",
        [
            [("Number", "")],
            [
                ("Number", "3\n"),
                ("On which day", "\n"),
                ("one by one", "g\n"),
                ("Their reference", "\n"),
                ("A file to keep", ""),
            ],
        ],
        ids=["first", "last"],
    )
    def test_stopping_at_any_question_records_nothing(
        self, home: Path, answers: list[tuple[str, str]], stop: str
    ) -> None:
        before = listing(home)
        last, _ = answers[-1]
        ended = at_terminal("got", 1, answers=[*answers[:-1], (last, stop)])
        assert ended.code == 130
        assert "\nNothing was recorded.\nStopped.\n" in ended.screen
        assert listing(home) == before
