"""The conversation of ``foi import mail``: one message after the other, and nothing is lost on the way."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from support.begun import ask
from support.homes import Homes
from support.mail import mailbox, message, with_file
from support.person import Person, offered_as
from support.run import do, kinds, make_home
from support.terminal import at_terminal

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.exchange import importing_mail
from foi_tracker.casework.exchange.recording_mail import Decision
from foi_tracker.cli.mailing import Conversation

HACKNEY, HOMERTON = "foi@hackney.gov.uk", "foi@homerton.nhs.uk"


def two() -> None:
    """1 to Homerton and 2 to Hackney, both sent on 2 November 2026; today is Tuesday 24."""
    make_home()
    ask("homerton", subject="FDP adoption", on="2026-11-02")
    ask("hackney", on="2026-11-02")


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    return homes.give(two, world)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """An automatic reply, an acknowledgement and a refusal of 2, an answer to 1 with a file, and what is nobody's."""
    return mailbox(
        tmp_path / "in.mbox",
        message("Automatic reply: FOI-2", "Please find attached our response", head="Auto-Submitted: auto-replied\n"),
        message("FOI-2", "We acknowledge your request.", name="2", sender=HACKNEY),
        message("RE: FOI-2", "We refuse it: exempt under section 43(2).", name="3", sender=HACKNEY),
        with_file("FOI-1", "Please find attached our response.", "../../../x\x1b[31m.pdf", name="4", sender=HOMERTON),
        message("Buy pills", "=1+1", name="5", sender="a@pills.example"),
    )


def talk(home: Path, box: Path, *answers: str) -> tuple[Person, list[Decision]]:
    desk, person = Desk(os.fspath(home)), Person(*answers)
    told = Conversation(person, desk).run(importing_mail.read(desk, os.fspath(box)).proposals)
    assert person.answers == [], f"not asked for: {person.answers}"
    return person, told


def decided(home: Path, box: Path, *answers: str) -> list[Decision]:
    return talk(home, box, *answers)[1]


class TestAtATerminal:
    def test_what_it_seems_to_be_skipped_and_stopped(self, home: Path, box: Path) -> None:
        told = decided(home, box, "1", "3", "1", "y", "4")
        assert [(one.numbers, one.got.what, one.got.every) for one in told] == [
            ((2,), "auto", None),
            ((2,), "answer", "refused:s43(2)"),
        ]

    def test_what_it_seems_to_say_is_asked_for_where_it_does_not(self, home: Path, box: Path) -> None:
        (one,) = decided(home, box, "3", "3", "1", "n", "", "g", "", "r", "", "4")
        assert one.got.outcomes == ("1=released", "3=refused")

    def test_outcomes_that_would_overwrite_others_are_not_proposed(self, home: Path, box: Path) -> None:
        do("got", 2, "answer", "1=g", "--on", "2026-11-10")
        (one,) = decided(home, box, "3", "3", "1", "n", "4")
        assert (one.got.every, one.got.questions) == ("not_held", (2, 3))

    def test_something_else_of_another_request(self, home: Path, box: Path) -> None:
        (one,) = decided(home, box, "2", "1", "3", "", "g", "r", "43.2", "", "4")
        assert (one.numbers, one.got.what, one.got.outcomes) == ((1,), "answer", ("1=released", "2=refused:s43(2)"))

    @pytest.mark.parametrize(
        ("what", "answers", "told"),
        [
            ("extension", ("s43(2), s40", "24/12", ""), {"sections": ("s43(2)", "s40"), "until": date(2026, 12, 24)}),
            ("extension", ("S0", "s43", "24/12/26", "2"), {"sections": ("s43",), "questions": (2,)}),
            ("fee", ("£30",), {"amount": "£30"}),
            ("transfer", ("nowhere", "barts", ""), {"to": "barts"}),
            ("transfer", ("", ""), {"to": None}),
            ("reclassified", ("", "GDPR-K", "eir"), {"regime": "EIR"}),
        ],
    )
    def test_it_asks_for_what_the_message_does_not_tell(
        self, home: Path, box: Path, what: str, answers: tuple[str, ...], told: dict[str, object]
    ) -> None:
        (one,) = decided(home, box, "2", "2", offered_as(what, 2), *answers, "4")
        assert (one.numbers, one.got.what) == ((2,), what)
        assert {name: getattr(one.got, name) for name in told} == told

    def test_of_a_notice_it_asks_what_it_orders(self, home: Path, tmp_path: Path) -> None:
        do("sent", 2, "chaser", "--on", "2026-11-04")
        do("sent", 2, "complaint", "--on", "2026-11-05")
        path = mailbox(tmp_path / "a.mbox", message("FOI-2", "Our decision notice", sender="x@ico.org.uk"))
        what = offered_as("decision", 2)
        (one,) = decided(home, path, "Something else", "2", what, "y", "24/12", "t")
        assert (one.got.until, one.got.every) == (date(2026, 12, 24), "to_follow")

    def test_what_follows_from_an_earlier_message_can_be_chosen(self, home: Path, tmp_path: Path) -> None:
        """A notice, and then that they did what it orders."""
        do("sent", 2, "chaser", "--on", "2026-11-04")
        do("sent", 2, "complaint", "--on", "2026-11-05")
        path = mailbox(
            tmp_path / "a.mbox", message("FOI-2", "A notice", name="1"), message("FOI-2", "We did it", name="2")
        )
        first = ("Something else", "2", "decision", "y", "24/12", "t")
        told = decided(home, path, *first, "Something else", "2", "complied")
        assert [one.got.what for one in told] == ["decision", "complied"]

    def test_what_cannot_have_come_that_day_does_not_lose_the_others(self, home: Path, tmp_path: Path) -> None:
        """The second is dated before its request went: it is told at once, and can be skipped."""
        early = message("FOI-2", "We acknowledge it", name="2", on="Sun, 01 Nov 2026 10:00:00 +0000")
        path = mailbox(tmp_path / "a.mbox", message("FOI-1", "We acknowledge it", name="1"), early)
        person, told = talk(home, path, "1", "1", "3")
        assert [one.numbers for one in told] == [(1,)]
        assert "too early" in person.heard

    def test_again_asks_about_the_message_again(self, home: Path, box: Path) -> None:
        (one,) = decided(home, box, "2", "2", "transfer", "again", "1", "4")
        assert one.got.what == "auto"

    @pytest.mark.parametrize(
        ("body", "what", "sections"),
        [
            ("We extend the time under section 10(3), because of section 43(2).", "extension", ("s43(2)",)),
            ("We need more time to answer.", "holding", ()),
        ],
    )
    def test_of_more_time_it_asks_only_until_when(
        self, home: Path, tmp_path: Path, body: str, what: str, sections: tuple[str, ...]
    ) -> None:
        path = mailbox(tmp_path / "a.mbox", message("FOI-2", body, sender=HACKNEY))
        (one,) = decided(home, path, "1", "24/12", *([""] if sections else []))
        assert (one.got.what, one.got.sections, one.got.until) == (what, sections, date(2026, 12, 24))

    def test_what_cannot_be_read_is_asked_again(self, home: Path, box: Path) -> None:
        (one,) = decided(home, box, "9", "2", "99", "", "3", "lost", "n", "4")
        assert (one.numbers, one.got.every) == ((2,), "not_held")

    def test_at_a_real_terminal_it_is_recorded_in_the_end(self, home: Path, tmp_path: Path) -> None:
        path = mailbox(tmp_path / "a.mbox", message("FOI-1", "We acknowledge it"), message("FOI-2", "Hello", name="2"))
        ended = at_terminal("import", "mail", path, answers=[("Number", "1\n"), ("Number", "2\n")])
        assert ended.code == 0, ended.screen
        assert "acknowledged on Mon 23 Nov 2026" in ended.screen
        assert kinds(1)[-1] == "acknowledged"

    def test_control_c_records_nothing(self, home: Path, box: Path) -> None:
        ended = at_terminal("import", "mail", box, answers=[("Number", "1\n"), ("Number", "\x03")])
        assert ended.code == 130
        assert "Nothing was recorded." in ended.screen
        assert kinds(2) == ["drafted", "sent"]
