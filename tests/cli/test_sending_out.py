"""send: what opens, what is said, what is asked; and that only a yes records anything."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from support.run import do, draft, draft_blank, foi, listing, sent, shown
from support.terminal import at_terminal
from support.text import joined

HOMERTON = "huh-tr.foi@nhs.net"
NEWCASTLE = "the-newcastle-upon-tyne-hospitals-nhs-foundation-trust"
ASKED, DAY = "Have you sent it?", "On which day?"

terminal = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")


class Desktop(NamedTuple):
    """What a browser was told to open, and what lies on the clipboard."""

    folder: Path

    @property
    def opened(self) -> list[str]:
        """The addresses, in order."""
        told = self.folder / "opened"
        return told.read_text().splitlines() if told.exists() else []

    @property
    def clipboard(self) -> str | None:
        """The text, or None."""
        told = self.folder / "clipboard"
        return told.read_text() if told.exists() else None


def program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    """A computer with a browser and no clipboard; whatever is opened is only written down."""
    folder = tmp_path / "desktop"
    folder.mkdir()
    program(folder / "browser", f'printf "%s\\n" "$1" >> "{folder}/opened"')
    program(folder / "pbcopy", "exit 1")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BROWSER", str(folder / "browser"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return Desktop(folder)


@pytest.fixture
def desktop(bare: Desktop, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    """The same computer with a clipboard."""
    for name in ("xclip", "xsel", "pbcopy"):
        program(bare.folder / name, f'cat > "{bare.folder}/clipboard"')
    monkeypatch.setenv("PATH", f"{bare.folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":99")
    return bare


def sendings() -> list[tuple[int, str, str | None]]:
    """Return number, day and way of every request that is recorded as sent."""
    found = []
    for one in foi("status", "--json").json["requests"]:
        events = shown(one["number"])["events"]
        found += [(one["number"], event["on"], event.get("via")) for event in events if event["kind"] == "sent"]
    return sorted(found)


@terminal
class TestAtATerminal:
    def test_the_mail_opens_the_letter_is_on_the_clipboard_and_a_yes_records_it(
        self, home: Path, desktop: Desktop
    ) -> None:
        letter = draft("homerton").out
        ended = at_terminal("send", 1, answers=[(ASKED, "y\n"), (DAY, "22/11\n")])
        assert ended.code == 0
        (url,) = desktop.opened
        assert url.startswith(f"mailto:{HOMERTON}?subject=Freedom%20of%20Information%20request%20-%20FDP%20adoption")
        assert "body" not in url
        assert desktop.clipboard == letter.partition("\n\n")[2]
        assert sendings() == [(1, "2026-11-22", "email")]
        assert "Mon 21 Dec 2026" in ended.screen

    def test_the_address_and_how_far_it_is_to_be_trusted_are_shown(self, home: Path, desktop: Desktop) -> None:
        draft("homerton")
        screen = at_terminal("send", 1, answers=[(ASKED, "n\n")]).screen
        assert "e-mail: an e-mail address is known" in screen
        assert f"{HOMERTON} (from a public list of 22 Aug 2026, not confirmed)" in screen

    @pytest.mark.parametrize("answer", ["n\n", "\n"], ids=["no", "enter"])
    def test_anything_but_a_yes_records_nothing(self, home: Path, desktop: Desktop, answer: str) -> None:
        draft("homerton")
        before = listing(home)
        ended = at_terminal("send", 1, answers=[(ASKED, answer)])
        assert ended.code == 0
        assert listing(home) == before
        assert "foi_tracker sent 1 --via email" in joined(ended.screen)

    def test_without_a_clipboard_the_letter_stands_on_the_screen(self, home: Path, bare: Desktop) -> None:
        letter = draft("homerton").out
        screen = at_terminal("send", 1, answers=[(ASKED, "n\n")]).screen
        rule = "-" * 72
        assert screen.split(f"{rule}\n")[1] == letter.partition("\n\n")[2]

    @pytest.mark.skipif(sys.platform == "darwin", reason="always has a desktop")
    def test_without_a_desktop_nothing_opens_and_the_address_is_shown(
        self, home: Path, bare: Desktop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("BROWSER")
        draft("homerton")
        screen = at_terminal("send", 1, answers=[(ASKED, "n\n")]).screen
        assert "Nothing could be opened here" in screen
        assert f"\nmailto:{HOMERTON}?subject=" in screen

    def test_gmail_opens_in_the_browser(self, home: Path, desktop: Desktop) -> None:
        do("init", "--mail", "gmail")
        draft("homerton")
        at_terminal("send", 1, answers=[(ASKED, "n\n")])
        assert desktop.opened[0].startswith("https://mail.google.com/mail/?view=cm")

    def test_a_form_opens_where_only_a_form_takes_requests(self, home: Path, desktop: Desktop) -> None:
        letter = draft(NEWCASTLE).out
        screen = at_terminal("send", 1, answers=[(ASKED, "n\n")]).screen
        assert desktop.opened == ["https://www.newcastle-hospitals.nhs.uk/help/foi/"]
        assert desktop.clipboard == letter
        assert "web form: no e-mail address is known" in screen

    def test_what_a_trust_will_not_open_is_said(self, home: Path, desktop: Desktop) -> None:
        draft("whittington")
        screen = joined(at_terminal("send", 1, answers=[(ASKED, "n\n")]).screen)
        assert "will not open attachments or links" in screen
        assert "not as an attachment" in screen

    def test_whatdotheyknow_opens_with_the_letter_in_it(self, home: Path, desktop: Desktop) -> None:
        draft("homerton")
        screen = at_terminal("send", 1, "--via", "wdtk", answers=[(ASKED, "y\n"), (DAY, "\n")]).screen
        assert desktop.opened[0].startswith("https://www.whatdotheyknow.com/new/")
        assert desktop.clipboard is None
        assert "publishes" in screen
        assert sendings() == [(1, "2026-11-24", "wdtk")]

    def test_by_post_nothing_opens_and_the_way_to_print_is_said(self, home: Path, desktop: Desktop) -> None:
        draft_blank("enfield-council")
        screen = at_terminal("send", 1, answers=[(ASKED, "n\n")]).screen
        assert desktop.opened == []
        assert "letter 1 -o letter-1.txt" in joined(screen)

    def test_a_complaint_is_shown_with_the_way_to_its_enclosures(
        self, home: Path, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        draft("homerton")
        sent(1)
        do("sent", 1, "chaser", "--on", "23/12/2026", today="2026-12-23")
        letter = foi("draft", 1, today="2027-01-06").ok.out
        monkeypatch.setenv("FOI_TODAY", "2027-01-06")
        screen = at_terminal("send", 1, answers=[(ASKED, "y\n"), (DAY, "\n")]).screen
        assert desktop.opened == []
        assert letter in screen
        assert "the ICO, about Homerton" in screen
        assert "export case 1 -o case-1.zip" in joined(screen)
        (one,) = foi("status", "--json").json["requests"]
        assert one["status"] == "complaint"

    def test_a_day_that_cannot_be_is_asked_again(self, home: Path, desktop: Desktop) -> None:
        draft("homerton")
        answers = [(ASKED, "y\n"), (DAY, "soon\n"), (DAY, "2027-01-01\n"), (DAY, "yesterday\n")]
        ended = at_terminal("send", 1, answers=answers)
        assert "in the future" in ended.screen
        assert sendings() == [(1, "2026-11-23", "email")]

    def test_several_come_one_after_the_other(self, home: Path, desktop: Desktop) -> None:
        draft("homerton", "barts", "imperial")
        answers = [(ASKED, "y\n"), (DAY, "\n"), (ASKED, "n\n"), (ASKED, "y\n"), (DAY, "\n")]
        ended = at_terminal("send", "1-3", answers=answers)
        assert ended.code == 0
        assert len(desktop.opened) == 3
        assert "Recorded as sent: 1, 3. Not sent: 2." in ended.screen
        assert [number for number, _, _ in sendings()] == [1, 3]

    @pytest.mark.parametrize("where", [ASKED, DAY])
    def test_control_c_says_what_was_recorded_so_far(self, home: Path, desktop: Desktop, where: str) -> None:
        draft("homerton", "barts", "imperial")
        answers = [(ASKED, "y\n"), (DAY, "\n"), *([(ASKED, "y\n")] if where == DAY else []), (where, "\x03")]
        ended = at_terminal("send", "1-3", answers=answers)
        assert ended.code == 130
        assert "Recorded as sent: 1. Not sent: 2, 3." in ended.screen
        assert "Traceback" not in ended.screen
        assert [number for number, _, _ in sendings()] == [1]

    @pytest.mark.parametrize("option", ["--no-input", "--json", "-n"])
    def test_nothing_opens_when_nothing_may_be_asked(self, home: Path, desktop: Desktop, option: str) -> None:
        draft("homerton")
        before = listing(home)
        assert at_terminal("send", 1, option).code == 0
        assert (desktop.opened, desktop.clipboard) == ([], None)
        assert listing(home) == before

    def test_a_hostile_letter_cannot_steer_the_screen(self, home: Path, bare: Desktop) -> None:
        do("draft", "homerton", "-t", "blank", "--subject", "a\x1b[2J\u202eb", "-q", "x\x1b]0;pwned\x07")
        screen = at_terminal("send", 1, "--no-color", answers=[(ASKED, "n\n")]).screen
        assert not {"\x1b", "\x07", "\u202e"} & set(screen)
        (url,) = bare.opened
        assert url.isascii()


class TestInAPipe:
    def test_it_says_what_it_would_open_and_records_nothing(self, home: Path, bare: Desktop) -> None:
        draft("homerton", NEWCASTLE)
        before = listing(home)
        ran = foi("send", "1-2").ok
        assert listing(home) == before
        assert bare.opened == []
        first, second = ran.records
        assert first[:3] == ["1", "email", HOMERTON]
        assert first[4].startswith("mailto:")
        assert second[:3] == ["2", "form", ""]
        assert second[4] == "https://www.newcastle-hospitals.nhs.uk/help/foi/"
        assert "foi sent 1 --via email, foi sent 2 --via form" in ran.err

    def test_json_has_the_letter_too(self, home: Path) -> None:
        letter = draft("homerton").out
        (told,) = foi("send", 1, "--json").json["sending"]
        assert (told["number"], told["via"], told["to"]) == (1, "email", HOMERTON)
        assert told["subject"].endswith("(our ref FOI-1)")
        assert told["url"].startswith("mailto:")
        assert told["page"].startswith("https://")
        assert told["letter"] == letter
        assert "not confirmed" in told["trust"]

    def test_a_person_who_reads_it_sees_the_way_and_the_reason(self, home: Path) -> None:
        draft("homerton")
        ran = foi("send", 1, "--via", "form", tty=80).ok
        assert "By       web form: as you say" in ran.out
        assert "Page     https://www.homerton.nhs.uk/contact-us" in ran.out

    @pytest.mark.parametrize(
        ("typed", "code", "says", "hint"),
        [
            (("9",), 3, "no request 9", "foi status --all"),
            (("2",), 4, "no letter that waits to be sent", "foi draft 2"),
            (("3",), 4, "was closed", "foi reopen 3"),
            (("1", "2"), 4, "no letter that waits", "foi draft 2"),
            (("4", "--via", "email"), 4, "No e-mail address is known", "foi send 4"),
            (("1", "--via", "pigeon"), 2, "email", "foi send -h"),
            ((), 2, "REF", "foi send -h"),
        ],
        ids=str,
    )
    def test_a_mistake_gets_a_sentence_and_a_way_out(
        self, home: Path, bare: Desktop, typed: tuple[str, ...], code: int, says: str, hint: str
    ) -> None:
        draft("homerton", "barts", "imperial", NEWCASTLE)
        sent(2, 3)
        do("draft", 3, "-t", "chaser")
        do("close", 3)
        before = listing(home)
        ran = foi("send", *typed)
        assert (ran.code, ran.out) == (code, "")
        assert says in ran.err
        assert hint in ran.err
        assert listing(home) == before
        assert bare.opened == []
