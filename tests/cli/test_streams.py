"""Where the words go: terminals that cannot show every letter, streams that are closed or full, questions that end."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.homes import Homes
from support.run import do, draft, draft_blank, foi, make_home, sent
from support.terminal import at_terminal, command, environment

from foi_tracker.cli.app import App
from foi_tracker.cli.commands import COMMANDS
from foi_tracker.cli.main import cli
from foi_tracker.cli.prompting import Asker

ODD = "What does “Zoë’s” café cost – €5 → ½? Łódź 漢字 😀"
COUNT = "How many?"


def odd_home() -> None:
    """A home full of letters that not every terminal has."""
    make_home(name="Zoë Ünal")
    draft("homerton")
    draft_blank("hackney", ODD, COUNT, subject="Café – “Zoë’s” 漢字", campaign="été-2026")
    draft_blank("barts", COUNT)
    sent(1, 2)
    do("got", 2, "answer", "1=refused:s43(2)", '2=g:"½ of £450"')
    do("note", 2, "Zoë rang: “fine” …")
    do("tag", "été", 2)
    do("authorities", "note", "hackney", "Ask for Zoë – “she knows”")


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    return homes.give(odd_home, world)


# --- a terminal with few letters -------------------------------------------------------------------------------------


class Terminal(io.TextIOWrapper):
    """A terminal of this encoding, as Python gives it to a program."""

    def __init__(self, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, write_through=True)

    def isatty(self) -> bool:
        return True

    @property
    def screen(self) -> str:
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode(self.encoding)


def on(encoding: str, *typed: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """Run ``foi`` on such a terminal; return its exit code and what stands on the screen."""
    terminal = Terminal(encoding)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", terminal)
        patched.setattr(sys, "stderr", terminal)
        patched.setattr(sys, "stdin", io.StringIO())
        patched.setenv("NO_COLOR", "1")
        with pytest.raises(SystemExit) as ending:
            cli.main(list(typed), prog_name="foi")
    assert isinstance(ending.value.code, int)
    return ending.value.code, terminal.screen


SCREENS = """
status --all | overdue | overdue --within 20 | next | show 2 | show 2 --why | deadline 2026-11-22 --why | report
report answers | report league | check 2 | letter 2 | letter 1 chaser | send 3 -n | sent 3 -n | got 1 ack -n
undo -n | undo --list | backup list | doctor | authorities list --search hackney | authorities show hackney
templates list | templates show chaser | calendar | export answers | holidays list 2026 | demo | help law | help got
help | draft hackney -t blank --subject “Odd” -q Why? -n | draft homerton | show 99 | show zürich | statüs | status --zü
draft university -t blank | sent 1 --on “soon” | got 1 ü | authorities show “x” | import requests nö.csv | check nö.txt
"""
TYPED = [line.strip() for line in SCREENS.replace("\n", "|").split("|") if line.strip()]


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252"])
@pytest.mark.parametrize("typed", TYPED)
def test_every_screen_is_readable_where_letters_are_missing(
    typed: str, encoding: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, screen = on(encoding, *typed.split(), monkeypatch=monkeypatch)
    whole, unicode_screen = on("utf-8", *typed.split(), monkeypatch=monkeypatch)
    assert code == whole
    assert "Traceback" not in screen
    assert "inside the program" not in screen
    for mark in ("\\u", "\\x", "\\U"):
        assert mark not in screen
    if unicode_screen.isascii():
        assert screen == unicode_screen


@pytest.mark.parametrize("name", COMMANDS)
def test_every_page_of_help_is_plain_ascii(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code, screen = on("ascii", name, "--help", monkeypatch=monkeypatch)
    assert code == 0
    assert screen.startswith(f"Usage: foi {name} ")


def test_a_table_stays_straight_in_plain_letters(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, screen = on("ascii", "status", monkeypatch=monkeypatch)
    lines = [line for line in screen.splitlines() if "foi " in line or "Next" in line]
    heading = lines[0].index("Next")
    assert len(lines) > 2
    assert [line.index("foi ") for line in lines[1:]] == [heading] * (len(lines) - 1)


def test_json_is_escaped_where_letters_are_missing_and_so_says_all(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, screen = on("ascii", "show", "2", "--json", monkeypatch=monkeypatch)
    assert json.loads(screen) == json.loads(foi("show", 2, "--json").ok.out)


def test_a_letter_in_plain_letters_is_not_copied_unawares(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, screen = on("ascii", "letter", "2", monkeypatch=monkeypatch)
    assert 'What does "Zoe\'s" cafe cost - EUR 5 -> 1/2? Lodz ???? ??' in screen.replace("\n   ", " ")
    assert "foi letter 2 -o FILE" in screen
    _, screen = on("utf-8", "letter", "2", monkeypatch=monkeypatch)
    assert "cannot show" not in screen


def test_a_letter_that_is_kept_or_written_to_a_file_holds_every_character(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "letter.txt"
    on("ascii", "letter", "2", "-o", str(file), monkeypatch=monkeypatch)
    on("ascii", "draft", "hackney", "-t", "blank", "--subject", "É", "-q", ODD, monkeypatch=monkeypatch)
    for path in (file, home / "letters" / "0004-01-blank.txt"):
        assert ODD in path.read_text(encoding="utf-8").replace("\n   ", " ")


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
class TestAtATerminalOfTheLocaleC:
    @pytest.fixture(autouse=True)
    def _locale(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in [name for name in os.environ if name.startswith(("LC_", "PYTHONUTF8", "PYTHONIO", "PYTHONCOERCE"))]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("LANG", "C")

    def test_the_conversation_of_got_is_plain(self, home: Path) -> None:
        ended = at_terminal("got", 1, answers=[("Number", "\x04")])
        assert '"We need more time"' in ended.screen
        assert ended.screen.isascii()

    def test_python_may_be_told_that_it_can_show_all(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PYTHONUTF8", "1")
        assert ODD in at_terminal("show", 2).screen.replace("\n     ", " ")

    def test_without_a_locale_of_that_name_nothing_is_changed(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("LANG")
        assert ODD in at_terminal("show", 2).screen.replace("\n     ", " ")

    @pytest.mark.parametrize("utf8", ["0", ""])
    def test_what_is_typed_there_is_read_as_utf8(self, utf8: str, world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PYTHONUTF8", utf8)
        monkeypatch.setenv("PYTHONCOERCECLOCALE", "0")
        at_terminal("init", answers=[("real name", "Zoë Ünal\n"), ("e-mail", "z@example.org\n")])
        assert 'name = "Zoë Ünal"' in (world / "foi.toml").read_text(encoding="utf-8")


# --- streams that are closed or full ---------------------------------------------------------------------------------


def shell(line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", f'"$@" {line}', "sh", *command()],
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
    )


@pytest.mark.skipif(os.name == "nt", reason="needs a shell of Unix")
class TestStreams:
    @pytest.mark.parametrize("line", ["status >&-", "show 2 2>&-", "sent 3 >&- 2>&- <&-", "status --json <&-"])
    def test_a_closed_one_is_no_error(self, line: str, home: Path) -> None:
        ran = shell(line)
        assert (ran.returncode, ran.stderr) == (0, "")

    def test_a_file_never_takes_the_place_of_a_closed_one(self, home: Path) -> None:
        assert shell("note 1 hello >&- 2>&-").returncode == 0
        assert foi("doctor").ok

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    def test_a_full_one_is_a_sentence(self, home: Path) -> None:
        ran = shell("status --all >/dev/full")
        assert ran.returncode == 1
        assert ran.stderr.startswith("There is no room where the output goes.\n")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    @pytest.mark.parametrize(
        "line", ["status 2>/dev/full >/dev/full", "note 1 hello >&- 2>/dev/full", "show 99 2>/dev/full"]
    )
    def test_where_no_word_can_be_said_the_exit_code_says_it(self, line: str, home: Path) -> None:
        ran = shell(line)
        assert ran.returncode in (1, 3)
        assert (ran.stdout, ran.stderr) == ("", "")


def test_a_reader_that_has_gone_is_no_error_on_windows_either(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr("foi_tracker.views.screen.write", refuse)
    assert foi("status").code == 1
    monkeypatch.setattr("foi_tracker.cli.main._IS_WINDOWS", True)
    ran = foi("status")
    assert (ran.code, ran.err) == (0, "")


# --- questions that end ----------------------------------------------------------------------------------------------


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody sits there, and what they type is what the test says; then they end it."""
    monkeypatch.setattr(App, "can_ask", property(lambda app: True))
    return


QUESTIONS = [
    ("draft homerton", ""),
    ("draft hackney -t blank", ""),
    ("draft hackney -t blank", "Trees\n"),
    ("draft hackney -t blank", "Trees\nHow many?\n"),
    ("draft 2", ""),
    ("draft 2", "1\n"),
    ("got 1", ""),
    ("got 1", "3\n"),
    ("got 1", "4\n"),
    ("got 1", "4\ns43\n"),
    ("got 1", "4\ns43\n\n"),
    ("got 1", "4\ns43\n\n\n"),
    ("got 1", "5\n"),
    ("got 1", "7\n"),
    ("got 1", "8\n"),
    ("sent 1", ""),
    ("sent 1", "w\n"),
    ("send 3", ""),
    ("send 3", "y\n"),
    ("backup restore LATEST", ""),
    ("draft --region London --kind nhs-trust -t fdp-adoption", ""),
]


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(("typed", "answers"), QUESTIONS)
def test_the_end_of_what_is_typed_stops_at_any_question_and_changes_nothing(
    typed: str, answers: str, home: Path
) -> None:
    latest = foi("backup", "list").records[0][0]
    before = (home / "ledger.json").read_bytes()
    ran = foi(*typed.replace("LATEST", latest).split(), stdin=answers, tty=60)
    assert ran.code == 130
    assert ran.err.endswith("\nStopped.\n")
    assert (home / "ledger.json").read_bytes() == before


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(("typed", "answers"), [("draft homerton", ""), ("draft homerton", "y\n"), ("init", "Ann\n")])
def test_stopped_before_there_is_a_home_none_is_made(typed: str, answers: str, world: Path) -> None:
    assert foi(*typed.split(), stdin=answers).code == 130
    assert not world.exists()


@pytest.mark.usefixtures("asked")
def test_a_question_is_explained_in_spite_of_quiet(home: Path) -> None:
    assert "What has arrived for request 1" in foi("got", 1, "--quiet", tty=80).err


def test_a_question_wider_than_the_screen_is_folded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    monkeypatch.setenv("FOI_FORCE_TTY", "60")
    monkeypatch.setattr("click.prompt", lambda question, **_: asked.append(question) or "")
    App().ask("By which day do they promise the answer? Enter if they name none")
    assert capsys.readouterr().err == "By which day do they promise the answer? Enter if they name\n"
    assert asked == ["none"]


def test_bytes_that_are_no_text_are_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["\udcff", "Zo\udcc3\udcab"])
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(answers))
    assert Asker(App()).until_read("Who?", str) == "Zoë"
    assert capsys.readouterr().err == "What was typed is not text in UTF-8.\nType it again.\n"


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("dropped", ["'{}'", '"{}"', "{}"])
def test_a_file_can_be_dropped_onto_the_window(dropped: str, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "their answer.txt"
    file.write_text("Dear Ann")
    path = dropped.format(file) if dropped != "{}" else str(file).replace(" ", r"\ ")
    ran = foi("got", 1, stdin=f"2\n\n\n\n{path}\n\n", tty=80)
    assert ran.code == 0, ran.err
    assert list((home / "replies").rglob("*their answer.txt")) or list((home / "replies").rglob("*.txt"))
