"""A person at a real terminal: what is asked, what the answers do, and what the screen shows."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.run import do, draft, foi, make_home, sent
from support.terminal import at_terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")


def sending() -> list[str]:
    events = foi("show", 1, "--json").json["request"]["events"]
    return [event["on"] for event in events if event["kind"] == "sent"]


def test_a_first_draft_offers_to_make_a_home_and_asks_who_asks(world: Path) -> None:
    ended = at_terminal(
        *("draft", "homerton", "-t", "fdp-adoption"),
        answers=[("Make one at", "y\n"), ("name", "Ann Bee\n"), ("e-mail", "ann@example.org\n")],
    )
    assert ended.code == 0
    assert "Ann Bee\nann@example.org" in ended.screen
    assert (world / "letters" / "0001-01-fdp-adoption.txt").exists()


def test_declined_it_makes_nothing(world: Path) -> None:
    ended = at_terminal("draft", "homerton", "-t", "fdp-adoption", answers=[("Make one at", "n\n")])
    assert ended.code == 7
    assert not world.exists()


def test_init_asks_for_what_is_missing_only(world: Path) -> None:
    ended = at_terminal("init", "--name", "Ann Bee", answers=[("e-mail", "ann@example.org\n")])
    assert ended.code == 0
    assert "real name" not in ended.screen
    assert 'email = "ann@example.org"' in (world / "foi.toml").read_text()


@pytest.mark.parametrize(
    ("answer", "dates"),
    [("a\n", ["2026-11-22", "2026-11-23"]), ("w\n", ["2026-11-23"])],
)
def test_sent_again_it_asks_which_of_the_two_it_was(world: Path, answer: str, dates: list[str]) -> None:
    make_home()
    draft("homerton")
    sent(1)
    ended = at_terminal("sent", 1, "--on", "23/11/2026", answers=[("Enter changes nothing", answer)])
    assert ended.code == 0
    assert sending() == dates
    assert "Mon 21 Dec 2026" in ended.screen
    assert "Tue 22 Dec 2026" in ended.screen


def test_enter_changes_nothing(world: Path) -> None:
    make_home()
    draft("homerton")
    sent(1)
    ended = at_terminal("sent", 1, "--on", "23/11/2026", answers=[("Enter changes nothing", "\n")])
    assert ended.code == 4
    assert sending() == ["2026-11-22"]


def test_control_c_at_a_question_ends_with_130_and_changes_nothing(world: Path) -> None:
    make_home()
    draft("homerton")
    sent(1)
    ended = at_terminal("sent", 1, answers=[("Enter changes nothing", "\x03")])
    assert ended.code == 130
    assert "Traceback" not in ended.screen
    assert sending() == ["2026-11-22"]


def test_no_input_asks_nothing(world: Path) -> None:
    make_home()
    draft("homerton")
    sent(1)
    assert at_terminal("sent", 1, "--no-input").code == 4


def test_lateness_is_coloured_and_can_be_left_plain(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_home()
    draft("homerton")
    sent(1)
    monkeypatch.setenv("FOI_TODAY", "2026-12-23")
    assert "\x1b[1;31mLATE 2 days" in at_terminal("overdue").screen
    assert "\x1b" not in at_terminal("overdue", "--no-color").screen
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in at_terminal("overdue").screen


def test_hostile_text_cannot_steer_the_screen(world: Path) -> None:
    make_home()
    do("draft", "hackney", "-t", "blank", "--subject", "a\x1b[2J\x07b\u202ec", "-q", "x\x1b]0;pwned\x07")
    for typed in (("status", "--no-color"), ("show", "1"), ("letter", "1")):
        screen = at_terminal(*typed).screen
        assert "\x1b" not in screen
        assert "\x07" not in screen
        assert "\u202e" not in screen
