"""What only looks, and what is only tried, leaves the home as it was: names, times, rights and bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.homes import Homes
from support.run import do, draft, draft_blank, foi, listing, make_home, sent


def four() -> None:
    """A home with a draft, one sent, one answered and one closed."""
    make_home()
    for authority in ("homerton", "barts", "imperial", "uclh"):
        draft(authority)
    sent(2, 3, 4)
    do("got", 3, "answer", "1=g", "2=refused:s43(2)")
    do("close", 4)


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    return homes.give(four, world)


READING = [
    ("status",),
    ("status", "--all"),
    ("status", "--all", "--json"),
    (),
    ("overdue", "--within", "5"),
    ("show", "1", "--why"),
    ("show", "4", "--json"),
    ("letter", "2"),
    ("letter", "1", "chaser"),
    ("next",),
    ("report",),
    ("check", "2"),
    ("authorities",),
    ("authorities", "show", "homerton"),
    ("send", "2"),
    ("deadline", "2026-11-22", "--why"),
    ("holidays", "list"),
    ("demo",),
    ("--help",),
    ("--version",),
    ("draft", "homerton"),
    ("show", "99"),
    ("frob",),
]

TRIED = [
    ("draft", "homerton", "-t", "fdp-adoption"),
    ("draft", "homerton", "barts", "-t", "fdp-adoption", "--json"),
    ("draft", "3"),
    ("sent", "1"),
    ("sent", "1", "--on", "2026-11-22", "--json"),
    ("sent", "2", "--again"),
    ("sent", "2", "--correct", "--on", "2026-11-20"),
    ("sent", "2", "chaser"),
    ("got", "2", "ack"),
    ("got", "2", "answer", "--all", "g"),
    ("note", "1", "x"),
    ("close", "1", "2"),
    ("reopen", "4"),
    ("undo",),
    ("undo", "2", "--json"),
]


@pytest.mark.parametrize("typed", READING, ids=" ".join)
@pytest.mark.parametrize("tty", [None, 80])
def test_reading_writes_nothing(home: Path, typed: tuple[str, ...], tty: int | None) -> None:
    before = listing(home)
    foi(*typed, tty=tty)
    assert listing(home) == before


@pytest.mark.parametrize("typed", TRIED, ids=" ".join)
@pytest.mark.parametrize("tty", [None, 80])
def test_a_dry_run_writes_nothing_and_says_so(home: Path, typed: tuple[str, ...], tty: int | None) -> None:
    before = listing(home)
    ran = foi(*typed, "-n", tty=tty).ok
    assert listing(home) == before
    if "--json" not in typed:
        assert "othing was" in ran.err or "not kept" in ran.err


@pytest.mark.parametrize("typed", [t for t in TRIED if "--json" not in t and t[0] != "draft"], ids=" ".join)
def test_a_dry_run_tells_what_the_command_then_does(home: Path, typed: tuple[str, ...]) -> None:
    tried = foi(*typed, "-n").ok
    done = foi(*typed).ok
    assert done.out == tried.out


def test_a_dry_draft_prints_the_letter_that_is_then_kept(home: Path) -> None:
    tried = foi("draft", "homerton", "-t", "fdp-adoption", "-n").ok
    assert foi("draft", "homerton", "-t", "fdp-adoption").ok.out == tried.out


@pytest.mark.parametrize(
    "typed",
    [
        ("status",),
        ("overdue",),
        ("show", "1"),
        ("letter", "1"),
        ("sent", "1"),
        ("got", "1", "ack"),
        ("note", "1", "x"),
        ("close", "1"),
        ("reopen", "1"),
        ("undo",),
        ("draft", "homerton", "-t", "fdp-adoption"),
        ("draft", "1"),
    ],
    ids=" ".join,
)
def test_no_command_makes_a_home_by_itself(world: Path, typed: tuple[str, ...]) -> None:
    ran = foi(*typed)
    assert (ran.code, ran.out) == (7, "")
    assert "foi init" in ran.err
    assert not world.exists()


def test_no_command_makes_a_ledger_in_a_folder_that_is_none(world: Path) -> None:
    world.mkdir(mode=0o700)
    (world / "notes.txt").write_text("mine")
    before = listing(world)
    for typed in (("status",), ("sent", "1"), ("undo",)):
        assert foi(*typed).code == 7
    assert listing(world) == before


def test_a_refused_command_writes_nothing(home: Path) -> None:
    draft_blank("hackney")
    before = listing(home)
    for typed in (
        ("sent", "1", "--on", "2030-01-01"),
        ("sent", "2"),
        ("got", "1", "answer"),
        ("got", "2", "answer", "9=g"),
        ("got", "2", "answer", "1=nonsense"),
        ("close", "4"),
        ("reopen", "2"),
        ("note", "1", " "),
        ("draft", "homerton", "zzz", "-t", "fdp-adoption"),
        ("draft", "2"),
        ("undo", "77"),
    ):
        assert foi(*typed).code in (2, 3, 4), typed
        # The lock file is opened to be held; nothing else may be touched.
        now = listing(home)
        for name in ("ledger.lock",):
            before.pop(name, None)
            now.pop(name, None)
        assert now == before, typed
