"""A home that is missing, closed to us, open to others or damaged: a sentence, a code, a hint, and nothing changes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from support.homes import Homes, one_sent
from support.run import do, foi, listing

HOME, LEDGER = 7, 6
READERS = [("status",), ("overdue",), ("show", "1"), ("letter", "1")]
WRITERS = [
    ("draft", "barts", "-t", "fdp-adoption"),
    ("sent", "1"),
    ("got", "1", "ack"),
    ("note", "1", "x"),
    ("close", "1"),
    ("reopen", "1"),
    ("undo",),
]
ALL = [*READERS, *WRITERS]


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    return homes.give(one_sent, world)


def refused(typed: tuple[str, ...], code: int) -> str:
    """Run it, see that it ends with the code and writes no data, and return what it said."""
    ran = foi(*typed)
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert "Traceback" not in ran.err
    assert len(ran.err.splitlines()) >= 2, "a sentence and a hint"
    as_json = foi(*typed, "--json")
    assert (as_json.code, as_json.out) == (code, "")
    told = json.loads(as_json.err)["error"]
    assert told["message"] == ran.err.splitlines()[0]
    assert told["hint"]
    return ran.err


@pytest.mark.parametrize("typed", ALL, ids=" ".join)
class TestEveryCommand:
    def test_missing(self, world: Path, typed: tuple[str, ...]) -> None:
        err = refused(typed, HOME)
        assert "foi init" in err
        assert not world.exists()

    def test_a_file_where_the_folder_should_be(self, world: Path, typed: tuple[str, ...]) -> None:
        world.write_text("mine")
        err = refused(typed, HOME)
        assert "is a file" in err
        assert world.read_text() == "mine"

    def test_below_a_file(self, world: Path, typed: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
        world.write_text("mine")
        monkeypatch.setenv("FOI_HOME", str(world / "foi"))
        refused(typed, HOME)

    @pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
    def test_others_may_write_to_it(self, home: Path, typed: tuple[str, ...], mode: int) -> None:
        home.chmod(mode)
        before = listing(home)
        err = refused(typed, HOME)
        assert "chmod 700" in err
        assert listing(home) == before

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
    def test_somebody_else_owns_it(self, home: Path, typed: tuple[str, ...]) -> None:
        os.chown(home, 12345, -1)
        err = refused(typed, HOME)
        assert "another user" in err

    @pytest.mark.parametrize(
        ("damage", "says"),
        [
            (b"", "empty"),
            (b"\0" * 64, "NUL"),
            (b"{", "line 1"),
            (b"[]", "damaged"),
            (b"null", "damaged"),
            (b"\xff\xfe", "damaged"),
        ],
        ids=["empty", "NULs", "cut", "list", "null", "bytes"],
    )
    def test_a_damaged_ledger(self, home: Path, typed: tuple[str, ...], damage: bytes, says: str) -> None:
        (home / "ledger.json").write_bytes(damage)
        before = listing(home)
        err = refused(typed, LEDGER)
        assert says in err
        assert "ledger.json" in err
        after = listing(home)
        before.pop("ledger.lock"), after.pop("ledger.lock")
        assert after == before

    def test_a_ledger_that_breaks_off(self, home: Path, typed: tuple[str, ...]) -> None:
        ledger = home / "ledger.json"
        whole = ledger.read_bytes()
        ledger.write_bytes(whole[: len(whole) // 2])
        err = refused(typed, LEDGER)
        assert "line" in err
        assert ledger.read_bytes() == whole[: len(whole) // 2]

    def test_an_unfinished_merge(self, home: Path, typed: tuple[str, ...]) -> None:
        ledger = home / "ledger.json"
        ledger.write_bytes(b"<<<<<<< HEAD\n" + ledger.read_bytes() + b"=======\n>>>>>>> theirs\n")
        assert "merge" in refused(typed, LEDGER)

    def test_a_lost_ledger(self, home: Path, typed: tuple[str, ...]) -> None:
        (home / "ledger.json").unlink()
        assert "ledger.json" in refused(typed, LEDGER)
        assert not (home / "ledger.json").exists()

    def test_a_newer_format(self, home: Path, typed: tuple[str, ...]) -> None:
        ledger = home / "ledger.json"
        ledger.write_text(ledger.read_text().replace('"schema":1', '"schema":99'))
        before = ledger.read_bytes()
        if typed in WRITERS:
            refused(typed, LEDGER)
        assert ledger.read_bytes() == before


@pytest.mark.parametrize(
    "damage",
    [
        ('"on":"2026-11-22"', '"on":"soon"'),
        ('"on":"2026-11-22"', '"on":null'),
        ('"slug":"homerton-healthcare-nhs-foundation-trust"', '"slug":""'),
        ('"regime":"FOIA"', '"regime":""'),
        ('"authority":{', '"authority":[],"was":{'),
        ('"via":"email"', '"outcomes":{"one":{}}'),
        ('"via":"email"', '"questions":7'),
    ],
    ids=lambda pair: pair[1],
)
def test_one_request_that_makes_no_sense_is_named(home: Path, damage: tuple[str, str]) -> None:
    ledger = home / "ledger.json"
    before = ledger.read_text()
    assert damage[0] in before
    ledger.write_text(before.replace(*damage))
    for typed in (("status",), ("show", "1"), ("overdue",), ("sent", "1", "chaser"), ("undo",)):
        for tty in (None, 80):
            ran = foi(*typed, tty=tty)
            assert (ran.code, ran.out) == (LEDGER, ""), (typed, ran)
            assert "1" in ran.err
            assert "Traceback" not in ran.err
    assert ledger.read_text() == before.replace(*damage)


class TestWhereInitCannotMakeOne:
    @pytest.mark.parametrize("place", ["/proc/foi", "/dev/null/foi", "/dev/null"])
    def test_the_system_refuses(self, place: str) -> None:
        ran = foi("init", place)
        assert (ran.code, ran.out) == (HOME, "")
        assert place in ran.err

    def test_a_file_stands_there(self, world: Path) -> None:
        world.write_text("mine")
        ran = foi("init")
        assert ran.code == HOME
        assert world.read_text() == "mine"
        assert "foi.toml" not in ran.err.splitlines()[-1], "there is no such file to change"

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
    def test_the_folder_of_somebody_else_does_not_become_a_home_that_then_cannot_be_used(self, world: Path) -> None:
        world.mkdir()
        os.chown(world, 12345, -1)
        foi("init", "--name", "A")
        assert foi("status").code == HOME

    def test_a_place_that_may_not_be_written(self, world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied", str(world))

        monkeypatch.setattr("os.makedirs", refuse)
        ran = foi("init")
        assert (ran.code, ran.out) == (HOME, "")
        assert "Permission denied" in ran.err
        assert not world.exists()


class TestAFullDisk:
    def test_nothing_is_changed_and_it_says_so(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        before = listing(home)

        def full(*_: object, **__: object) -> int:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("os.write", full)
        ran = foi("note", 1, "x")
        monkeypatch.undo()
        assert (ran.code, ran.out) == (LEDGER, "")
        assert "disk is full" in ran.err
        after = listing(home)
        assert {name: found.data for name, found in after.items()} == {n: f.data for n, f in before.items()}

    def test_a_letter_that_cannot_be_kept_is_not_recorded(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object, **__: object) -> int:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr("os.write", full)
            ran = foi("draft", "barts", "-t", "fdp-adoption", FOI_HOME=str(home), FOI_TODAY="2026-11-24")
        assert (ran.code, ran.out) == (LEDGER, "")
        assert len(foi("status").ok.records) == 1
        assert [path.name for path in (home / "letters").iterdir()] == ["0001-01-fdp-adoption.txt"]


class TestSettings:
    """foi.toml is read when a letter is drafted."""

    def write(self, home: Path, text: str | bytes) -> None:
        (home / "foi.toml").write_bytes(text.encode() if isinstance(text, str) else text)

    @pytest.mark.parametrize(
        "text",
        [
            "name = ",
            "[requester",
            'name = "a\nb"',
            "[requester]\nname = 3\n",
            "requester = 3\n",
            b"\xff",
            "[[requester]]\n",
        ],
        ids=repr,
    )
    def test_malformed_it_is_named_and_nothing_is_drafted(self, home: Path, text: str | bytes) -> None:
        self.write(home, text)
        for options in ((), ("-n",)):
            ran = foi("draft", "barts", "-t", "fdp-adoption", *options)
            assert (ran.code, ran.out) == (HOME, "")
            assert "foi.toml" in ran.err
        assert len(foi("status").ok.records) == 1

    def test_looking_does_not_need_it(self, home: Path) -> None:
        self.write(home, "[requester")
        do("status")
        do("show", 1)

    def test_an_unknown_key_is_a_warning_beside_the_letter(self, home: Path) -> None:
        self.write(home, 'colour = "red"\n[requester]\nname = "A"\nemail = "a@b.c"\nnmae = "x"\n')
        ran = foi("draft", "barts", "-t", "fdp-adoption").ok
        assert ran.out.startswith("Subject: ")
        assert "'colour'" in ran.err
        assert "'nmae'" in ran.err

    def test_without_a_name_no_letter_and_the_command_that_adds_one(self, home: Path) -> None:
        self.write(home, '[requester]\nemail = "a@b.c"\n')
        ran = foi("draft", "barts", "-t", "fdp-adoption")
        assert (ran.code, ran.out) == (4, "")
        assert "name" in ran.err
        assert "foi init --name" in ran.err
        do("init", "--name", "Ann Bee")
        assert "Ann Bee" in foi("draft", "barts", "-t", "fdp-adoption").ok.out

    def test_without_any_address_for_the_answer_it_says_how_to_add_one(self, home: Path) -> None:
        self.write(home, '[requester]\nname = "A"\n')
        assert "--email" in foi("draft", "barts", "-t", "fdp-adoption").err

    def test_it_can_be_missing(self, home: Path) -> None:
        (home / "foi.toml").unlink()
        assert foi("draft", "barts", "-t", "fdp-adoption").code == 4
        do("status")

    def test_a_folder_in_its_place_is_told(self, home: Path) -> None:
        (home / "foi.toml").unlink()
        (home / "foi.toml").mkdir()
        ran = foi("draft", "barts", "-t", "fdp-adoption")
        assert (ran.code, ran.out) == (HOME, "")
        assert "foi.toml" in ran.err
