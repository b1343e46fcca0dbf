"""Text that strangers write: markup, escapes, breaks, overrides, length. Shown safely, kept whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.cells import cell_len
from support.homes import Homes
from support.run import do, draft_blank, foi, make_home, sent

MARKUP = "[bold]x[/bold] [/] [link=http://evil]y[/link] [red] :smile: \\[z]"
ESCAPES = "a\x1b[2J\x1b[31mb\x1b]0;pwned\x07c\x9b31md\x08e\x7ff"
BREAKS = "one\ntwo\r\nthree\rfour\tfive\x0bsix\x85seven\u2028eight"
OVERRIDES = "safe\u202etxt.exe\u202c \u2066x\u2069 \u200b\ufeff"
LONG = "long " * 2000
UNBROKEN = "x" * 10_000
WIDE = "漢字テスト" * 30
EMOJI = "😀👩‍👩‍👧‍👦🇬🇧 é ä́"
TOKENS = "{foi} {0} {{x}} %s %(a)s ${HOME} `id` $(id) '; drop table"
HOSTILE = {
    "markup": MARKUP,
    "escapes": ESCAPES,
    "breaks": BREAKS,
    "overrides": OVERRIDES,
    "long": LONG,
    "unbroken": UNBROKEN,
    "wide": WIDE,
    "emoji": EMOJI,
    "tokens": TOKENS,
}
VIEWS = [
    ("status",),
    ("status", "--all"),
    ("overdue", "--within", "50"),
    ("show", "1"),
    ("show", "1", "--why"),
    ("letter", "1"),
]
LAYOUT = {"\n", "\t"}
BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def unsafe(text: str, *, bidi: bool) -> set[str]:
    """Return the characters by which a terminal is steered."""
    controls = {char for char in text if (ord(char) < 32 or 127 <= ord(char) < 160) and char not in LAYOUT}
    return controls | (BIDI & set(text) if bidi else set())


def request_of(text: str) -> None:
    """Make a request whose subject, question, campaign, note, reference and answer are the text."""
    make_home()
    draft_blank("hackney", text, subject=text, campaign=text)
    sent(1)
    do("note", 1, text)
    do("got", 1, "ack", "--ref", text)
    do("got", 1, "answer", f'1=partly:"{text}"')


@pytest.fixture(params=HOSTILE)
def text(request: pytest.FixtureRequest, world: Path, homes: Homes) -> str:
    found = HOSTILE[request.param]

    def make() -> None:
        request_of(found)

    homes.give(make, world, kind=request.param)
    return found


class TestShown:
    @pytest.mark.parametrize("width", [60, 80, 120])
    @pytest.mark.parametrize("typed", VIEWS, ids=" ".join)
    def test_a_terminal_is_never_steered(self, text: str, typed: tuple[str, ...], width: int) -> None:
        ran = foi(*typed, tty=width).ok
        assert unsafe(ran.out + ran.err, bidi=True) == set()

    @pytest.mark.parametrize("width", [60, 80, 120])
    @pytest.mark.parametrize("typed", VIEWS[:-1], ids=" ".join)
    def test_no_line_is_wider_than_the_screen(self, text: str, typed: tuple[str, ...], width: int) -> None:
        assert max(map(cell_len, foi(*typed, tty=width).ok.lines)) <= width

    def test_a_row_of_the_table_is_one_line_with_every_column(self, text: str) -> None:
        for width in (80, 120):
            lines = foi("status", tty=width).ok.lines
            assert len(lines) == 4
            assert lines[2].split()[:2] == ["No", "Authority"]
            assert lines[3].split()[:2] == ["1", "Hackney"]
            assert lines[3].rstrip().endswith("foi draft 1")

    @pytest.mark.parametrize("typed", VIEWS[:-1], ids=" ".join)
    def test_a_pipe_gets_one_record_a_line_with_its_fields(self, text: str, typed: tuple[str, ...]) -> None:
        ran = foi(*typed).ok
        assert unsafe(ran.out, bidi=False) == set()
        fields = {"request": 9, "event": 5, "clock": 8, "question": 6, "letter": 2, "working": 2}
        for record in ran.records:
            assert len(record) == (fields[record[0]] if typed[0] == "show" else 8)

    def test_the_letter_in_a_pipe_is_safe_too(self, text: str) -> None:
        assert unsafe(foi("letter", 1).ok.out, bidi=True) == set()

    def test_markup_is_text(self, world: Path) -> None:
        make_home()
        draft_blank("hackney", MARKUP, subject="[bold]x[/bold] [/]")
        assert "[bold]x[/bold] [/]" in foi("status", tty=120).ok.out
        assert MARKUP in " ".join(foi("show", 1, tty=120).ok.out.split())


class TestKept:
    def test_json_has_it_whole(self, text: str) -> None:
        one = foi("show", 1, "--json").json["request"]
        assert next(event["text"] for event in one["events"] if event["kind"] == "noted") == text
        assert one["their_refs"] == [text]
        assert one["campaign"] == text
        assert one["questions"][0]["value"] == text

    def test_subject_and_question_are_kept_but_for_their_breaks(self, text: str) -> None:
        # One line each: the subject is a header of the letter, the question a numbered item.
        one = foi("show", 1, "--json").json["request"]
        for kept in (one["subject"], one["questions"][0]["text"]):
            assert "".join(kept.split()) == "".join(text.split())
            assert "\n" not in kept

    def test_the_file_of_the_letter_has_it(self, text: str, world: Path) -> None:
        letter = (world / "letters" / "0001-01-blank.txt").read_bytes().decode("utf-8")
        assert "".join(text.split()) in "".join(letter.split())

    def test_the_ledger_stays_one_request_a_line(self, text: str, world: Path) -> None:
        raw = (world / "ledger.json").read_bytes()
        assert raw.count(b'{"number":1,') == 1
        line = next(line for line in raw.split(b"\n") if line.startswith(b'{"number":1,'))
        json.loads(line)


class TestHeaders:
    @pytest.mark.parametrize("breaks", ["\n", "\r\n", "\r", "\u2028", "\x85", "\x0b", "\x0c", "\x1c"])
    def test_a_subject_cannot_begin_a_new_header(self, world: Path, breaks: str) -> None:
        make_home()
        out = draft_blank("hackney", subject=f"Parking{breaks}Bcc: everyone@example.org").out
        assert not any(line.startswith("Bcc:") for line in out.splitlines())

    def test_a_question_cannot_begin_a_new_number(self, world: Path) -> None:
        make_home()
        draft_blank("hackney", "How many?\n\n2. And the names of your staff?")
        assert len(foi("show", 1, "--json").json["request"]["questions"]) == 1
        assert not any(line.startswith("2. ") for line in foi("letter", 1).ok.lines)


class TestHalvesOfCharacters:
    """A ledger that another program wrote can hold a lone surrogate: \\ud800 is legal JSON."""

    @pytest.fixture(autouse=True)
    def _home(self, world: Path) -> None:
        make_home()
        draft_blank("hackney", "a \\ud800 b".replace("\\ud800", "HALF"), subject="HALF subject")
        sent(1)
        do("note", 1, "HALF note")
        ledger = world / "ledger.json"
        ledger.write_text(ledger.read_text().replace("HALF", "\\ud800"))

    @pytest.mark.parametrize("typed", VIEWS, ids=" ".join)
    @pytest.mark.parametrize("tty", [None, 80])
    def test_it_is_shown(self, typed: tuple[str, ...], tty: int | None) -> None:
        ran = foi(*typed, tty=tty).ok
        ran.out.encode("utf-8")
        if typed[0] in ("status", "show"):
            assert r"\ud800" in ran.out

    def test_json_escapes_it(self) -> None:
        assert foi("show", 1, "--json").json["request"]["subject"] == "\ud800 subject"

    def test_a_command_that_writes_keeps_it(self, world: Path) -> None:
        do("note", 1, "and more")
        assert (world / "ledger.json").read_text(encoding="utf-8").count("\\ud800") == 3

    def test_the_next_letter_can_be_drafted(self) -> None:
        do("draft", 1, today="2026-12-23")


class TestNamesInSettings:
    @pytest.mark.parametrize("name", ["A \x1b[31mB", "A\nBcc: x@y", "[bold]A[/bold]", '"A" \\ B', "漢字"])
    def test_a_letter_signed_with_a_hostile_name_is_safe(self, world: Path, name: str) -> None:
        make_home(name=name)
        ran = foi("draft", "homerton", "-t", "fdp-adoption", tty=80).ok
        assert unsafe(ran.out + ran.err, bidi=True) == set()
        assert not any(line.startswith("Bcc:") for line in ran.lines[:6])


def test_an_error_never_repeats_what_steers(world: Path) -> None:
    make_home()
    for typed in (
        ("show", ESCAPES),
        ("draft", ESCAPES, "-t", "blank"),
        ("draft", "homerton", "-t", ESCAPES),
        ("sent", "1", ESCAPES),
        ("deadline", ESCAPES),
        ("status", "--status", ESCAPES),
        ("status", f"--{ESCAPES}"),
        ("overdue", "--within", ESCAPES),
        ("holidays", "import", ESCAPES.replace("\x00", "")),
        ("--home", f"/tmp/{ESCAPES}", "status"),
        (ESCAPES,),
    ):
        for tty in (None, 80):
            ran = foi(*typed, tty=tty)
            assert ran.code in (2, 3, 4, 7), typed
            assert unsafe(ran.err + ran.out, bidi=True) == set(), typed
        json.loads(foi(*typed, "--json").err)


def test_long_words_are_not_repeated_at_length(world: Path) -> None:
    make_home()
    for typed in (
        ("show", UNBROKEN),
        ("draft", UNBROKEN, "-t", "blank"),
        ("draft", "homerton", "-t", UNBROKEN),
        ("sent", "1", UNBROKEN),
        ("deadline", UNBROKEN),
        ("status", "--status", UNBROKEN),
        ("close", "1", "--outcome", UNBROKEN),
        ("deadline", "2026-11-22", "--regime", UNBROKEN),
        ("deadline", "2026-11-22", "--clock", UNBROKEN),
        (UNBROKEN,),
    ):
        assert len(foi(*typed).err) < 2000, typed
