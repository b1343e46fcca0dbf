"""Text that strangers write, in what came later to a request: reminders, tags, references, fees, addresses, files."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from support.begun import begin
from support.run import do, foi, make_home

HOSTILE = {
    "markup": "[bold]x[/bold] [/] [link=http://evil]y[/link] :smile:",
    "escapes": "a\x1b[2J\x1b[31mb\x1b]0;pwned\x07c\x9b31md\x08e\x7ff",
    "breaks": "one\ntwo\r\nthree\rfour\tfive\x0bsix\x85seven\u2028eight",
    "overrides": "safe\u202etxt.exe\u202c \u2066x\u2069 \u200b\ufeff",
    "unbroken": "x" * 5000,
    "wide": "漢字テスト" * 30,
    "tokens": "{foi} {0} {{x}} %s %(a)s $(id) '; drop table",
}
VIEWS = [("status",), ("status", "--all"), ("next",), ("overdue", "--within", "50"), ("show", "1"), ("undo", "--list")]
FIELDS = {"request": 9, "related": 4, "reminder": 3, "event": 5, "clock": 8, "question": 6, "letter": 2, "file": 2}
BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def unsafe(text: str, *, bidi: bool) -> set[str]:
    """Return the characters by which a terminal is steered."""
    controls = {char for char in text if (ord(char) < 32 or 127 <= ord(char) < 160) and char not in "\n\t"}
    return controls | (BIDI & set(text) if bidi else set())


@pytest.fixture(params=HOSTILE.values(), ids=list(HOSTILE))
def text(request: pytest.FixtureRequest, world: Path) -> str:
    """A request with the text in every place that a later command fills."""
    found = str(request.param)
    make_home()
    begin("homerton", on="2026-11-20", campaign=found)
    do("sent", 1, "--via", "email", "--on", "2026-11-20")
    do("got", 1, "fee", "--amount", found, "--ref", found, "--text", found)
    do("note", 1, found, "--our-ref", found, "--their-ref", found, "--ico-ref", found, "--campaign", found)
    do("tag", found, 1)
    do("remind", 1, "today", found)
    do("got", 1, "transfer", "--to", "barts", "--questions", "2", "--text", found)
    return found


class TestShown:
    @pytest.mark.parametrize("width", [60, 80, 120])
    @pytest.mark.parametrize("typed", VIEWS, ids=" ".join)
    def test_a_terminal_is_never_steered_nor_overrun(self, text: str, typed: tuple[str, ...], width: int) -> None:
        ran = foi(*typed, tty=width).ok
        assert unsafe(ran.out + ran.err, bidi=True) == set()
        assert max(map(cell_len, ran.lines), default=0) <= width

    @pytest.mark.parametrize("typed", VIEWS, ids=" ".join)
    def test_a_pipe_gets_one_record_a_line_with_its_fields(self, text: str, typed: tuple[str, ...]) -> None:
        ran = foi(*typed).ok
        assert unsafe(ran.out, bidi=False) == set()
        lengths = {"show": None, "next": 7, "undo": 3}
        for record in ran.records:
            wanted = lengths.get(typed[0], 8)
            assert len(record) == (FIELDS[record[0]] if wanted is None else wanted)

    @pytest.mark.parametrize("tty", [None, 80])
    def test_what_the_commands_themselves_say_is_safe(self, text: str, tty: int | None) -> None:
        for typed in (
            ("note", 1, text, "--their-ref", text),
            ("tag", text, 1, "--remove"),
            ("tag", text, 1, "--remove"),
            ("remind", 1, "2027-03-01", text),
            ("remind", 1, "--done"),
            ("got", 1, "bounce", "--to", text),
            ("got", 1, "ack", "--ref", text),
            ("undo",),
        ):
            ran = foi(*typed, tty=tty)
            assert ran.code in (0, 4), (typed[0], ran.err[:300])
            assert unsafe(ran.out + ran.err, bidi=True) == set(), typed[0]

    @pytest.mark.parametrize(
        "typed",
        [
            ("remind", 1),
            ("tag",),
            ("got", 1, "transfer", "--to"),
            ("got", 1, "successor", "--to"),
            ("note", 1, "--file"),
            ("got", 1, "ack", "--file"),
            ("status", "--tag"),
            ("next", "--campaign"),
        ],
        ids=lambda typed: " ".join(map(str, typed)),
    )
    def test_an_error_repeats_nothing_that_steers(self, text: str, typed: tuple[object, ...]) -> None:
        ran = foi(*typed, text, tty=80)
        assert ran.code in (0, 2, 3, 4)
        assert unsafe(ran.out + ran.err, bidi=True) == set()
        assert len(ran.err) < 6000


class TestKept:
    def test_json_has_it_whole(self, text: str) -> None:
        told = foi("show", 1, "--json").json["request"]
        one_line = " ".join(text.split())
        assert told["reminders"][0]["text"] == text.strip()
        assert told["tags"] == [one_line]
        assert told["campaign"] == one_line
        assert told["references"]["regulator"] == [one_line]
        assert told["our_ref"] == one_line
        fee = next(event for event in told["events"] if event["kind"] == "fee_requested")
        assert (fee["amount"], fee["ref"], fee["text"]) == (text, text, text)

    def test_what_it_was_tagged_with_finds_it(self, text: str) -> None:
        assert [r[0] for r in foi("status", "--tag", " ".join(text.split())).ok.records] == ["1"]

    def test_the_request_that_was_passed_on_has_it_too(self, text: str) -> None:
        told = foi("show", 2, "--json").json["request"]
        assert told["our_ref"] == " ".join(text.split())


@pytest.mark.parametrize("name", ["a\x1b[2Jb.txt", "\u202egpj.exe", "-rf", "[bold].pdf", "x\ny.txt", "{foi}.txt"])
def test_a_file_with_a_hostile_name_is_kept_under_a_plain_one(world: Path, tmp_path: Path, name: str) -> None:
    make_home()
    begin("homerton", on="2026-11-20")
    (tmp_path / name).write_text("x")
    do("note", 1, "--file", tmp_path / name)
    (kept,) = foi("show", 1, "--json").json["request"]["files"]
    stored = kept["path"].rpartition("/")[2]
    assert stored.replace("-", "").replace(".", "").replace("_", "").isalnum()
    missing = foi("note", 1, "--file", tmp_path / f"no{name}", tty=80)
    assert missing.code == 3
    assert unsafe(missing.err, bidi=True) == set()
