"""Two people keep one folder in git: what they changed in different requests merges by itself."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from support.ledgers import note, raw_request

from foi_tracker.errors import LedgerCorrupt
from foi_tracker.ledger import Ledger

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


class Clone:
    """One person's copy of the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ledger = Ledger(str(folder))

    def git(self, *arguments: str, expect: int = 0) -> str:
        settings = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"]
        done = subprocess.run(
            ["git", *settings, *arguments],
            cwd=self.folder,
            env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == expect, done.stdout + done.stderr
        return done.stdout

    def commit(self) -> None:
        self.git("add", "ledger.json", "archive.json")
        self.git("commit", "-q", "-m", "records")


@pytest.fixture
def two(filled: Ledger, home: Path, tmp_path: Path) -> tuple[Clone, Clone]:
    mine = Clone(home)
    mine.git("init", "-q", "-b", "main")
    mine.commit()
    theirs = tmp_path / "theirs"
    mine.git("clone", "-q", str(home), str(theirs))
    return mine, Clone(theirs)


def merge(mine: Clone, theirs: Clone, *, conflicts: bool = False) -> None:
    theirs.commit()
    mine.commit()
    mine.git("pull", "-q", "--no-rebase", "--no-edit", str(theirs.folder), "main", expect=1 if conflicts else 0)


@pytest.mark.parametrize(("one", "other"), [(1, 2), (2, 3), (1, 3), (3, 2)])
def test_changes_to_different_requests_merge_neighbours_too(two: tuple[Clone, Clone], one: int, other: int) -> None:
    mine, theirs = two
    note(mine.ledger, one, "mine")
    note(theirs.ledger, other, "theirs")
    merge(mine, theirs)
    texts = {raw["number"]: raw["events"][-1].get("text") for raw in mine.ledger.snapshot().all_requests()}
    assert texts == {1: None, 2: None, 3: None, 4: None, 5: None, one: "mine", other: "theirs"}


def test_changes_inside_the_archive_merge_too(two: tuple[Clone, Clone]) -> None:
    mine, theirs = two
    note(mine.ledger, 4, "mine")
    note(theirs.ledger, 5, "theirs")
    merge(mine, theirs)
    assert [raw["events"][-1].get("text") for raw in mine.ledger.snapshot().all_requests()][3:] == ["mine", "theirs"]


def test_a_draft_of_one_and_a_note_of_the_other_on_the_last_request_merge(two: tuple[Clone, Clone]) -> None:
    mine, theirs = two
    with mine.ledger.transaction("draft") as change:
        change.add(raw_request("u-6"))
    note(theirs.ledger, 3, "theirs")
    note(theirs.ledger, 1, "theirs")
    merge(mine, theirs)
    every = mine.ledger.snapshot().all_requests()
    assert [raw["uid"] for raw in every] == ["u-1", "u-2", "u-3", "u-4", "u-5", "u-6"]
    assert [every[place]["events"][-1].get("text") for place in (0, 2)] == ["theirs", "theirs"]


@pytest.mark.parametrize(("closed", "noted"), [(1, 2), (2, 1), (2, 3), (3, 2), (1, 3)])
def test_a_close_of_one_and_a_note_of_the_other_beside_it_merge(
    two: tuple[Clone, Clone], closed: int, noted: int
) -> None:
    mine, theirs = two
    with mine.ledger.transaction("close") as change:
        change.archive(closed)
    note(theirs.ledger, noted, "theirs")
    merge(mine, theirs)
    snapshot = mine.ledger.snapshot()
    assert [raw["number"] for raw in snapshot.open_requests()] == [n for n in (1, 2, 3) if n != closed]
    assert [raw["number"] for raw in snapshot.all_requests()] == [1, 2, 3, 4, 5]
    assert snapshot.get(noted)["events"][-1]["text"] == "theirs"  # type: ignore[index]


@pytest.mark.parametrize("act", ["the same request", "both draft", "both close neighbours"])
def test_what_git_cannot_merge_is_a_conflict_that_is_told_and_left_alone(two: tuple[Clone, Clone], act: str) -> None:
    mine, theirs = two
    for who, uid, number in ((mine, "mine", 1), (theirs, "theirs", 2)):
        if act == "the same request":
            note(who.ledger, 2, uid)
            continue
        with who.ledger.transaction(act) as change:
            if act == "both draft":
                change.add(raw_request(uid))
            else:
                change.archive(number)
    merge(mine, theirs, conflicts=True)
    data = (mine.folder / "ledger.json").read_bytes()
    assert b"<<<<<<<" in data
    with pytest.raises(LedgerCorrupt, match="a merge was not finished there"):
        mine.ledger.snapshot()
    with pytest.raises(LedgerCorrupt):
        note(mine.ledger, 1)
    assert (mine.folder / "ledger.json").read_bytes() == data
    mine.git("checkout", "--theirs", "ledger.json")
    assert mine.ledger.snapshot().open_requests() == theirs.ledger.snapshot().open_requests()
