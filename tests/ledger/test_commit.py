from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.ledgers import note, raw_request
from support.run import listing

from foi_tracker.errors import LedgerChanged, LedgerUnwritable
from foi_tracker.ledger import Ledger, files


@pytest.fixture
def replaced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were put in place, in order."""
    names: list[str] = []
    replace = os.replace

    def record(source: str, target: str) -> None:
        replace(source, target)
        names.append(os.path.basename(target))

    monkeypatch.setattr(os, "replace", record)
    return names


def test_closing_writes_the_archive_and_then_the_ledger(filled: Ledger, replaced: list[str]) -> None:
    with filled.transaction("close") as change:
        change.archive(1)
    assert replaced == ["archive.json", "ledger.json"]


def test_reopening_writes_the_ledger_and_then_the_archive(filled: Ledger, replaced: list[str]) -> None:
    with filled.transaction("reopen") as change:
        change.restore(4)
    assert replaced == ["ledger.json", "archive.json"]


def test_a_change_inside_the_archive_writes_the_archive_alone(filled: Ledger, replaced: list[str]) -> None:
    note(filled, 4)
    assert replaced == ["archive.json"]


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="names the open files by /proc")
def test_everything_is_on_the_disk_before_the_next_thing_relies_on_it(
    filled: Ledger, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def record(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            path = arguments[-1] if name in ("replace", "link") else os.readlink(f"/proc/self/fd/{arguments[0]}")
            found = real(*arguments, **more)
            where = os.path.relpath(path, home)
            done.append(f"{name} {re.sub('[0-9a-f]{8}.tmp', 'tmp', re.sub('-.*Z', '', where))}")
            return found

        return call

    for name in ("fchmod", "fsync", "replace", "link"):
        monkeypatch.setattr(os, name, record(name, getattr(os, name)))
    with filled.transaction("draft") as change:
        change.keep_file("letters", "0006.txt", b"Dear")
        change.add({"uid": "u-6", "events": []})
        change.archive(1)
    monkeypatch.undo()
    assert done == [
        *("fsync .", "fsync letters/0006.txt", "fsync letters"),
        *("fchmod archive.json.tmp", "fsync archive.json.tmp", "fchmod ledger.json.tmp", "fsync ledger.json.tmp"),
        *("link backups/archive.json", "replace archive.json", "fsync ."),
        *("link backups/ledger.json", "replace ledger.json", "fsync ."),
    ]


def test_a_change_inside_both_files_shows_at_one_moment(
    filled: Ledger, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    replace = os.replace

    def look_between(source: str, target: str) -> None:
        replace(source, target)
        seen.append([len(raw["events"]) for raw in Ledger(str(home)).snapshot().all_requests()])

    monkeypatch.setattr(os, "replace", look_between)
    with filled.transaction("everything at once") as change:
        for number in (1, 4):
            change.put({**raw_request(f"u-{number}", events=9), "number": number})
        change.archive(2)
        change.restore(5)
        change.put({**raw_request("u-5", events=9), "number": 5})
    assert seen == [[2, 2, 2, 2, 2], *[[9, 2, 2, 9, 9]] * 3]


def test_the_link_stays_a_link_and_its_target_is_written(filled: Ledger, home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("ledger.json", "archive.json"):
        (home / name).rename(elsewhere / name)
        (home / name).symlink_to(elsewhere / name)
    note(filled, 1)
    note(filled, 4)
    assert all((home / name).is_symlink() for name in ("ledger.json", "archive.json"))
    assert "a note" in (elsewhere / "ledger.json").read_text()
    assert "a note" in (elsewhere / "archive.json").read_text()
    assert sorted(path.name for path in elsewhere.iterdir()) == ["archive.json", "ledger.json"]


def test_the_rights_of_the_file_stay(filled: Ledger, home: Path) -> None:
    (home / "ledger.json").chmod(0o640)
    note(filled, 1)
    assert (home / "ledger.json").stat().st_mode & 0o777 == 0o640
    assert (home / "archive.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the superuser may choose any group")
def test_the_group_of_the_file_stays(filled: Ledger, home: Path) -> None:
    os.chown(home / "ledger.json", -1, 4242)
    (home / "ledger.json").chmod(0o640)
    note(filled, 1)
    assert (home / "ledger.json").stat().st_gid == 4242
    assert (home / "ledger.json").stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name != "posix", reason="groups are POSIX's")
def test_what_one_group_may_read_is_not_opened_to_another(
    filled: Ledger, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "ledger.json").chmod(0o640)
    group = os.fstat

    def another_group(handle: int) -> os.stat_result:
        facts = group(handle)
        return os.stat_result((*facts[:5], facts.st_gid + 1, *facts[6:]))

    def refuse(*_: Any) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "fstat", another_group)
    monkeypatch.setattr(os, "fchown", refuse)
    note(filled, 1)
    assert (home / "ledger.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["ledger.json", "archive.json"])
def test_a_file_that_changed_under_the_command_is_not_overwritten(filled: Ledger, home: Path, name: str) -> None:
    other = (home / name).read_bytes().replace(b"FDP adoption", b"FDP ADOPTION")

    def close() -> None:
        with filled.transaction("close") as change:
            change.keep_file("letters", "0001-01-a.txt", b"Dear")
            change.archive(1)
            (home / name).write_bytes(other)

    before = listing(home)
    with pytest.raises(LedgerChanged, match=f"{name} was changed by another program"):
        close()
    assert (home / name).read_bytes() == other
    assert {path for path in listing(home) if path.endswith(".json")} == {
        path for path in before if path.endswith(".json")
    }


def test_a_file_that_changes_in_the_last_moment_is_not_overwritten(
    filled: Ledger, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def edit_meanwhile(source: str, target: str) -> None:
        link(source, target)
        (home / "ledger.json").unlink()
        (home / "ledger.json").write_bytes(b"an editor's")

    monkeypatch.setattr(os, "link", edit_meanwhile)
    with pytest.raises(LedgerChanged):
        note(filled, 1)
    assert (home / "ledger.json").read_bytes() == b"an editor's"


def test_what_a_killed_command_left_is_swept_by_the_next_and_nothing_else(filled: Ledger, home: Path) -> None:
    for name in (
        "ledger.json.0123abcd.tmp",
        "archive.json.0123abcd.tmp",
        "ledger.json.tmp",
        "mine.tmp",
        "ledger.json.bak",
    ):
        (home / name).write_bytes(b"half")
    note(filled, 1)
    assert sorted(path.name for path in home.iterdir() if path.is_file() and path.read_bytes() == b"half") == [
        "ledger.json.bak",
        "ledger.json.tmp",
        "mine.tmp",
    ]


def test_a_folder_that_cannot_be_flushed_is_a_warning_after_the_commit(
    filled: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(folder: str) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(files, "flush_folder", fail)
    note(filled, 1)
    assert len(filled.snapshot().open_requests()[0]["events"]) == 3
    assert len(filled.warnings) == 1
    assert "did not confirm it (Input/output error)" in filled.warnings[0]
    with pytest.raises(LedgerUnwritable), filled.transaction("close") as change:
        change.archive(1)  # the ledger may not lose a request that the archive may not hold
    assert len(filled.snapshot().open_requests()) == 3


def test_a_file_system_that_flushes_no_folders_is_no_fault(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def flush_files_only(handle: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):
            raise OSError(errno.EINVAL, "Invalid argument")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", flush_files_only)
    note(filled, 1)
    assert filled.warnings == []


def test_without_hard_links_the_backup_is_a_copy(filled: Ledger, home: Path, no_links: None) -> None:
    before = (home / "ledger.json").read_bytes()
    (home / "ledger.json").chmod(0o640)
    note(filled, 1)
    newest = max((home / "backups").glob("ledger-*"))
    assert newest.read_bytes() == before
    assert newest.stat().st_mode & 0o777 == 0o640


@pytest.fixture
def no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)


SPOILT: dict[str, Callable[[Path], None]] = {
    "backups_is_a_file": lambda home: (home / "backups").rename(home / "older") and (home / "backups").touch(),
    "the_lock_is_a_folder": lambda home: (home / "ledger.lock").unlink() or (home / "ledger.lock").mkdir(),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_home_that_cannot_be_written_is_told_in_plain_words(filled: Ledger, home: Path, name: str) -> None:
    SPOILT[name](home)
    before = (home / "ledger.json").read_bytes()
    with pytest.raises(LedgerUnwritable, match='Nothing was changed by "note 1"') as caught:
        note(filled, 1)
    assert caught.value.hint
    assert (home / "ledger.json").read_bytes() == before
    assert list(home.glob("*.tmp")) == []


def test_a_read_only_folder_is_told_in_plain_words(filled: Ledger, home: Path) -> None:
    before = (home / "ledger.json").read_bytes()
    home.chmod(0o500)
    if os.access(home, os.W_OK):
        pytest.skip("this user may write everywhere")
    try:
        with pytest.raises(LedgerUnwritable, match="may not be written"):
            note(filled, 1)
        assert (home / "ledger.json").read_bytes() == before
    finally:
        home.chmod(0o700)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EFBIG, "larger than this system allows"),
        (errno.EROFS, "may not be written"),
        (errno.EACCES, "may not be written"),
        (errno.EIO, "could not be written"),
    ],
)
def test_what_the_system_refuses_is_told_in_plain_words(
    filled: Ledger, home: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def refuse(*_: Any) -> int:
        raise OSError(number, os.strerror(number))

    before = (home / "ledger.json").read_bytes()
    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(LedgerUnwritable, match=said) as caught:
        note(filled, 1)
    assert "Errno" not in caught.value.message
    assert (home / "ledger.json").read_bytes() == before
    assert list(home.glob("*.tmp")) == []


def test_a_ledger_that_another_program_holds_open_is_tried_again(
    filled: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, tried = os.replace, []

    def held_twice(source: str, target: str) -> None:
        tried.append(target)
        if len(tried) < 3:
            raise PermissionError(errno.EACCES, "The process cannot access the file")
        replace(source, target)

    monkeypatch.setattr(os, "replace", held_twice)
    monkeypatch.setattr(files, "_REPLACE_TRIES", 5)
    monkeypatch.setattr(files, "_REPLACE_PAUSE", 0)
    note(filled, 1)
    assert len(tried) == 3
    assert len(filled.snapshot().open_requests()[0]["events"]) == 3


def test_short_writes_of_the_system_are_carried_on(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data)[:7]))
    note(filled, 1)
    monkeypatch.undo()
    assert len(filled.snapshot().open_requests()[0]["events"]) == 3
