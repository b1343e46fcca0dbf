"""Every screen at every width: nothing of ours is wider than the terminal, and ten thousand rows come at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from support.homes import Homes
from support.run import do, draft, draft_blank, foi, make_home, sent

from foi_tracker.cli.commands import COMMANDS

SUBJECT = "FDP: what the council shares, with whom, under which agreements, and 漢字"
TODAY = "2027-01-13"


def busy_home() -> None:
    """Requests that stand in many ways."""
    make_home()
    draft("homerton", "barts", "imperial", "Barking, Havering and Redbridge University Hospitals NHS Trust")
    draft_blank("hackney", "What is shared?", "With whom?", subject=SUBJECT, campaign="fdp-2026")
    draft_blank("nhs-lothian", "Which suppliers?", subject="Data platforms")
    sent(1, 2, 5, 6)
    do("got", 2, "bounce", today="2026-11-25")
    do("got", 5, "answer", "1=refused:s43(2)", "2=g", "--on", "2026-12-14", today="2026-12-14")
    do("sent", 1, "chaser", "--on", "2027-01-04", today="2027-01-04")
    do("note", 5, "They rang and said that the rest would come when the board had met in the spring", today=TODAY)


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    return homes.give(busy_home, world)


# Letters, templates and files for other programs keep their own lines, and are not among these.
SCREENS = """
status --all | status --search nothing | overdue --within 20 | next | show 1 | show 5 --why | show hackney | show 99
deadline 22/11/2026 | deadline 2026-03-30 --clock review --why | deadline --before 2027-02-15 | report league
deadline --from 2026-11-22 --to 2027-02-15 | report | report answers | send 3 -n | send 5 -n | sent 3 4 -n
got 1 extension --sections s43 --until 24/1/2027 -n | got 1 answer --all refused -n | note 1 hello -n | undo -n
remind 1 1/3/2027 text -n | close 5 -n | undo --list | backup list | doctor | authorities show homerton
authorities list --region London | authorities edit homerton --email foi@example.nhs.uk -n | templates list
templates list --for homerton | calendar -o dates.ics | holidays list 2026 | demo | help | help dates | help statuses
help law | help home | help exit-codes | draft homerton | draft university -t blank | frobnicate | sent 1 --on soon
got 1 zzz | authorities show zzz | init | import requests nowhere.csv
"""
TYPED = [line.strip() for line in SCREENS.replace("\n", "|").split("|") if line.strip()]


def too_wide(text: str, width: int) -> list[str]:
    """Return the lines that are wider, but for those with an address, a path or a name that must stay in one piece."""
    whole = re.compile(rf"(?=\S{{{width // 3},}})\S*([/\\@]|\w-\w)")
    return [line for line in text.splitlines() if cell_len(line) > width and not whole.search(line)]


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("typed", TYPED)
def test_no_line_is_wider_than_the_screen(
    typed: str, width: int, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = foi(*typed.split(), tty=width, today=TODAY)
    assert ran.out or ran.err
    assert too_wide(ran.out, width) == []
    assert too_wide(ran.err, width) == []
    assert "{foi}" not in ran.out + ran.err


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_as_wide_as_the_screen(name: str, width: int) -> None:
    page, _, examples = foi(name, "-h", tty=width).ok.out.partition("\nExamples:\n")
    _, _, rest = examples.partition("\n\n")
    assert [line for line in (page + rest).splitlines() if len(line) > min(width, 100) and "[" not in line] == []


def test_help_breaks_no_option_and_no_word_with_a_hyphen() -> None:
    for name in COMMANDS:
        for width in (50, 60, 70, 80):
            text, _, _ = foi(name, "-h", tty=width).out.partition("\nOptions:\n")
            assert not re.search(r"\w-\n", text)


@pytest.mark.parametrize("command", ["status", "next"])
def test_a_long_table_is_as_straight_as_a_short_one(command: str, world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_home()
    do("draft", "--kind", "nhs-trust", "--region", "London", "-t", "fdp-adoption", "-y")
    whole = foi(command, tty=100).ok.out
    monkeypatch.setattr("foi_tracker.views.requests._AT_ONCE", 7)
    assert foi(command, tty=100).ok.out == whole
    assert whole.count("Authority") == 1


def test_a_table_of_sixty_columns_keeps_every_word(home: Path) -> None:
    assert "review: ask by" in foi("status", today=TODAY, tty=60).ok.out
