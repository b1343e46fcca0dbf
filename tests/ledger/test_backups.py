from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.ledgers import note, raw_request

from foi_tracker.errors import Ambiguous, NotFound
from foi_tracker.ledger import Ledger, backups
from foi_tracker.ledger.reading import ARCHIVE, LEDGER, Paths

FILES = (LEDGER, ARCHIVE)
START = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def stamp(days: float, start: datetime = START) -> str:
    return (start + timedelta(days=days)).strftime("%Y%m%dT%H%M%S%fZ")


def kept(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "backups").iterdir())


@pytest.fixture
def folder(home: Path) -> Any:
    """Put backups of these files and days there, each with its own bytes."""

    def fill(**days: list[float]) -> Paths:
        (home / "backups").mkdir(exist_ok=True)
        for name, moments in days.items():
            for day in moments:
                (home / "backups" / f"{name}-{stamp(day)}.json").write_text(f"{name} {day}")
        return Paths.of(str(home))

    return fill


def test_each_change_keeps_the_file_before_it(ledger: Ledger, home: Path) -> None:
    states = []
    for number in range(3):
        states.append((home / "ledger.json").read_bytes())
        with ledger.transaction("draft") as change:
            change.add(raw_request(f"u-{number}"))
    assert [path.read_bytes() for path in sorted((home / "backups").iterdir())] == states
    assert kept(home)[0] == "ledger-20261122T100002000000Z.json"
    assert (home / "backups").stat().st_mode & 0o777 == 0o700


def test_a_backup_does_not_change_with_the_file_it_was_taken_from(filled: Ledger, home: Path) -> None:
    note(filled, 1)
    states = {path: path.read_bytes() for path in (home / "backups").iterdir()}
    with (home / "ledger.json").open("r+b") as file:  # as an editor that writes in place
        file.truncate(0)
    assert {path: path.read_bytes() for path in states} == states


def test_files_of_one_command_share_a_moment(filled: Ledger, home: Path) -> None:
    before = set(kept(home))
    with filled.transaction("close") as change:
        change.archive(1)
    new = sorted(set(kept(home)) - before)
    assert [name.split("-")[0] for name in new] == ["archive", "ledger"]
    assert len({name.split("-")[1] for name in new}) == 1


def test_the_last_ten_stay_and_then_one_a_day_for_thirty_days(folder: Any) -> None:
    hours = [day + hour / 24 for day in range(60) for hour in (0, 4, 8)]
    paths = folder(ledger=hours)
    backups.thin_out(paths)
    left = list(backups.stamps(paths))
    newest = [stamp(day) for day in hours[-10:]]
    assert left[-10:] == newest
    days = [name[:8] for name in left[:-10]]
    assert len(days) == len(set(days)) == 30
    assert all(name.endswith("T180000000000Z") for name in left[:-11]), "the last state of each day"
    assert days == [stamp(day)[:8] for day in range(27, 57)]


def test_neither_a_long_pause_nor_a_wrong_clock_empties_the_folder(folder: Any) -> None:
    paths = folder(ledger=[*range(-400, -360), 0, 9999])
    backups.thin_out(paths)
    assert len(backups.stamps(paths)) == 40


def test_an_archive_whose_moment_goes_is_kept_under_the_moment_that_needs_it(folder: Any) -> None:
    paths = folder(ledger=[0, 1, 1.1, *range(2, 13)], archive=[1.05])
    backups.thin_out(paths)
    assert list(backups.stamps(paths)) == [stamp(day) for day in (0, 1.1, *range(2, 13))]
    assert Path(backups.path_of(paths, ARCHIVE, stamp(0))).read_bytes() == b"archive 1.05"


@given(
    st.lists(st.integers(0, 2000), unique=True, max_size=60), st.lists(st.integers(0, 2000), unique=True, max_size=60)
)
def test_thinning_out_keeps_what_each_kept_moment_was(
    tmp_path_factory: pytest.TempPathFactory, ledgers: list[int], archives: list[int]
) -> None:
    home = tmp_path_factory.mktemp("home")
    (home / "backups").mkdir()
    for name, hours in (("ledger", ledgers), ("archive", archives)):
        for hour in hours:
            (home / "backups" / f"{name}-{stamp(hour / 24)}.json").write_text(f"{name} {hour}")
    paths = Paths.of(str(home))

    def contents(moments: list[str]) -> dict[tuple[str, str], str | None]:
        found = {(name, moment): Path(backups.path_at(paths, name, moment)) for name in FILES for moment in moments}
        return {key: path.read_text() if path.exists() else None for key, path in found.items()}

    worth = backups._worth_keeping(backups.stamps(paths))
    before = contents(worth)
    for _ in range(2):
        backups.thin_out(paths)
        assert sorted(backups.stamps(paths)) == sorted(worth), "what is listed is what can be gone back to"
        assert contents(worth) == before
    assert len(worth) <= backups.NEWEST + backups.DAYS


def test_other_files_in_the_folder_are_left_alone(filled: Ledger, home: Path) -> None:
    for name in ("notes.txt", "ledger-old.json", "ledger-20261122T100001000000Z.json.gz"):
        (home / "backups" / name).write_text("mine")
    for _ in range(15):
        note(filled, 1)
    assert {"notes.txt", "ledger-old.json", "ledger-20261122T100001000000Z.json.gz"} <= set(kept(home))
    assert len([name for name in kept(home) if name.startswith("ledger-2") and name.endswith(".json")]) == 11


def test_the_order_of_backups_is_the_order_of_changes_even_when_the_clock_goes_back(home: Path) -> None:
    instants = iter([START + timedelta(days=days) for days in (0, 5, -5, -5, 0)])
    ledger = Ledger(str(home), now=lambda: next(instants))
    ledger.create()
    for number in range(4):
        with ledger.transaction("draft") as change:
            change.add(raw_request(f"u-{number}"))
    assert [len(ledger.read_backup(backup.which).open_requests()) for backup in ledger.list_backups()] == [3, 2, 1, 0]


def test_the_clock_is_that_of_the_program(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foi_tracker.today.now", lambda: datetime(2031, 5, 6, tzinfo=UTC))
    ledger = Ledger(str(home))
    ledger.create()
    with ledger.transaction("draft") as change:
        change.add(raw_request())
    assert [backup.which[:8] for backup in ledger.list_backups()] == ["20310506"]


def test_the_list_says_what_there_was_at_each_moment(filled: Ledger, home: Path) -> None:
    note(filled, 4)
    newest, second, third = filled.list_backups()
    assert newest.which == "20261122T100004000000Z"
    assert newest.taken_at == datetime(2026, 11, 22, 10, 0, 4, tzinfo=UTC)
    assert newest.when == "Sun 22 Nov 2026 10:00 UTC"
    assert [backup.files for backup in (newest, second, third)] == [
        ("archive.json",),
        ("ledger.json",),
        ("ledger.json",),
    ]
    assert [(backup.open_count, backup.archived_count) for backup in (newest, second, third)] == [
        (3, 2),
        (5, 0),
        (0, 0),
    ]
    (home / "backups" / f"ledger-{second.which}.json").write_bytes(b"")
    assert filled.list_backups()[1][3:] == (None, None)


def test_a_home_without_backups_lists_none(ledger: Ledger) -> None:
    assert ledger.list_backups() == []


@pytest.mark.parametrize(
    "which",
    [
        "20261122T100002",
        "2026-11-22T10:00:02",
        "ledger-20261122T100002",
        "ledger-20261122T100002000000Z.json",
        " 20261122t100002 ",
    ],
)
def test_a_backup_is_named_by_the_beginning_of_its_moment(filled: Ledger, which: str) -> None:
    paths = Paths.of(filled.folder)
    assert backups.find(paths, which) == ("20261122T100002000000Z", (LEDGER, ARCHIVE))


def test_the_archive_alone_is_named_by_its_file(filled: Ledger) -> None:
    note(filled, 4)
    assert backups.find(Paths.of(filled.folder), "archive-2026") == ("20261122T100004000000Z", (ARCHIVE,))


@pytest.mark.parametrize("which", ["", "-", "2027", "../ledger", "archive-2026", "newest"])
def test_a_backup_that_is_not_there_is_not_found(filled: Ledger, which: str) -> None:
    with pytest.raises(NotFound, match="There is no backup"):
        filled.read_backup(which)


def test_a_beginning_that_fits_several_names_them(filled: Ledger) -> None:
    with pytest.raises(Ambiguous) as caught:
        filled.read_backup("2026")
    assert caught.value.details == ("20261122T100002000000Z", "20261122T100003000000Z")
