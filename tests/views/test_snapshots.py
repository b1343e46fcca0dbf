"""What a campaigner sees, exactly, at 60, 80 and 120 columns.

The pictures are the .txt files in ``snapshots``. ``FOI_UPDATE_SNAPSHOTS=1`` writes them anew: read what changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from support.homes import Homes
from support.run import do, draft, draft_blank, foi, make_home, sent

PICTURES = Path(__file__).parent / "snapshots"
UPDATE = os.environ.get("FOI_UPDATE_SNAPSHOTS") == "1"
WIDTHS = (60, 80, 120)
TODAY = "2027-01-13"  # a Wednesday

COUNCIL = "FDP: what the council shares, with whom, and under which agreements"


def ten_requests() -> None:
    """Ten requests of a campaign, each in another state."""
    make_home()
    draft("homerton", today="2026-12-07")
    draft_blank("hackney", "What is shared?", "With whom?", subject=COUNCIL, today="2026-11-20", campaign="fdp-2026")
    draft("NHS England", template="fdp-contract", today="2026-12-01")
    draft_blank("homerton", "How many spaces?", subject="Parking charges", today="2026-12-15")
    draft("barts", today="2027-01-12")
    draft_blank("nhs-lothian", "Which suppliers?", subject="Data platforms", today="2026-12-09")
    draft("uclh", today="2027-01-11")
    draft("imperial", today="2026-10-05")
    draft_blank("hackney", "How much?", subject="Grants", today="2026-10-05")
    draft_blank("newham", "How many trees?", subject="Trees", today="2026-12-15", regime="EIR")
    sent(1, on="2026-12-07")
    sent(2, on="2026-11-20", today="2026-12-07")
    sent(3, on="2026-12-01", today="2026-12-07")
    sent(4, 10, on="2026-12-15")
    sent(6, on="2026-12-09", today="2026-12-15")
    sent(7, on="2027-01-11")
    sent(8, 9, on="2026-10-05", today="2026-12-15")
    do("got", 6, "ack", "--received", "2026-12-10", today="2026-12-16")
    do("got", 2, "answer", "1=refused:s43(2)", "2=g", today="2026-12-21")
    do("got", 3, "answer", "--all", "g", today="2026-12-21")
    do("close", 3, today="2026-12-21")
    do("sent", 8, "chaser", "--on", "2026-12-22", today="2026-12-22")
    do("sent", 8, "complaint", "--on", "2027-01-07", today="2027-01-07")
    do("sent", 9, "chaser", "--on", "2027-01-11", today="2027-01-11")
    do("got", 7, "bounce", today="2027-01-12")


@pytest.fixture
def campaign(world: Path, homes: Homes) -> Path:
    return homes.give(ten_requests, world)


PICTURE: dict[str, Callable[[int], str]] = {
    "status": lambda width: foi("status", "--all", today=TODAY, tty=width).ok.out,
    "overdue": lambda width: foi("overdue", "--within", 5, today=TODAY, tty=width).ok.out,
    "show-late": lambda width: foi("show", 9, today=TODAY, tty=width).ok.out,
    "show-answered-why": lambda width: foi("show", 2, "--why", today=TODAY, tty=width).ok.out,
    "deadline-why": lambda width: foi("deadline", "22/11/2026", "--why", today=TODAY, tty=width).ok.out,
    "sent": lambda width: foi("sent", 5, "--on", "2027-01-10", today=TODAY, tty=width).ok.err,
    "sent-again": lambda width: foi("sent", 4, "--correct", "--on", "2026-12-11", today=TODAY, tty=width).ok.err,
    "draft-last-words": lambda width: foi("draft", 1, today=TODAY, tty=width).ok.err,
    "dry-run": lambda width: foi("sent", 5, "--on", "2027-01-10", "-n", today=TODAY, tty=width).ok.err,
    "got": lambda width: foi("got", 4, "answer", "1=refused:s43(2)", today=TODAY, tty=width).ok.err,
    "error": lambda width: foi("got", 5, "answer", today=TODAY, tty=width).err,
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PICTURE)
def test_it_looks_as_it_did(campaign: Path, name: str, width: int) -> None:
    shown = PICTURE[name](width)
    picture = PICTURES / f"{name}-{width}.txt"
    if UPDATE:
        picture.write_text(shown, encoding="utf-8")
    assert picture.exists(), "no picture yet: FOI_UPDATE_SNAPSHOTS=1 makes it"
    assert shown == picture.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(PICTURES.glob("*.txt")), ids=lambda path: path.stem)
class TestEveryPicture:
    def test_no_line_is_wider_than_its_screen(self, path: Path) -> None:
        width = int(path.stem.rpartition("-")[2])
        assert [line for line in path.read_text(encoding="utf-8").splitlines() if cell_len(line) > width] == []

    def test_no_line_ends_in_spaces(self, path: Path) -> None:
        assert [line for line in path.read_text(encoding="utf-8").splitlines() if line != line.rstrip()] == []

    def test_it_belongs_to_a_view(self, path: Path) -> None:
        name, _, width = path.stem.rpartition("-")
        assert name in PICTURE
        assert int(width) in WIDTHS


@pytest.mark.parametrize("width", [*range(50, 66, 5), *WIDTHS, 200])
def test_a_table_drops_about_and_no_other_column(campaign: Path, width: int) -> None:
    heading = next(line for line in foi("status", "--all", today=TODAY, tty=width).ok.lines if "Authority" in line)
    columns = heading.split()
    assert [column for column in columns if column != "About"] == ["No", "Authority", "Due", "State", "Next"]
    assert ("About" in columns) is (width >= 80)
