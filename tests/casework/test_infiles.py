"""Files that come from elsewhere: read whole, or refused in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from foi_tracker.casework import infiles
from foi_tracker.errors import BadInput, NotFound


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(b"Name\r\n")
    assert infiles.read(str(tmp_path / "list.csv"), most=6) == b"Name\r\n"


def test_the_folder_of_the_user_may_be_written_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "list.csv").write_bytes(b"Name")
    assert infiles.read("~/list.csv", most=6) == b"Name"


@pytest.mark.parametrize("name", ["nowhere.csv", "nowhere/x.csv", "a\0b", "x" * 300])
def test_one_that_is_not_there_is_not_found(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFound):
        infiles.read(f"{tmp_path}/{name}", most=6)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is not a file"):
        infiles.read(str(tmp_path), most=6)


@pytest.mark.parametrize(("most", "says"), [(3, "at most 3 bytes"), (2_000_000, "at most 2 MB")])
def test_one_that_is_too_large_is_refused(tmp_path: Path, most: int, says: str) -> None:
    (tmp_path / "large").write_bytes(b"x" * (most + 1))
    with pytest.raises(BadInput, match=says):
        infiles.read(str(tmp_path / "large"), most=most)
