"""Files that leave: whole or not at all, for their owner alone, over nothing."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from foi_tracker.casework import outfiles
from foi_tracker.errors import BadInput, FoiError, NotFound, Refused

AS_ROOT = os.name == "posix" and os.geteuid() == 0


def stop_half_way(path: Path, *, overwrite: bool = False) -> None:
    """Begin to write a file, and fail."""
    with outfiles.new_file(str(path), overwrite=overwrite) as file:
        file.write(b"half")
        raise ValueError("half")


def come_second(path: Path) -> None:
    """Write a file, while somebody else makes one of that name."""
    with outfiles.new_file(str(path)) as file:
        file.write(b"ours")
        path.write_text("theirs")


class TestWhere:
    def test_one_goes_to_the_path_itself(self, tmp_path: Path) -> None:
        assert outfiles.places(str(tmp_path / "a.txt"), ["x.txt"]) == [str(tmp_path / "a.txt")]

    @pytest.mark.parametrize("ending", ["", os.sep])
    def test_one_goes_into_a_folder_that_stands(self, tmp_path: Path, ending: str) -> None:
        assert outfiles.places(str(tmp_path) + ending, ["x.txt"]) == [str(tmp_path / "x.txt")]

    def test_several_go_into_the_folder(self, tmp_path: Path) -> None:
        found = outfiles.places(str(tmp_path / "out"), ["x", "y"])
        assert found == [str(tmp_path / "out" / "x"), str(tmp_path / "out" / "y")]

    def test_several_do_not_go_into_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "out").write_text("mine")
        with pytest.raises(Refused, match="folder"):
            outfiles.places(str(tmp_path / "out"), ["x", "y"])

    @pytest.mark.parametrize("out", ["", "  "])
    def test_nothing_named_is_told(self, out: str) -> None:
        with pytest.raises(BadInput):
            outfiles.places(out, ["x"])

    def test_the_users_own_folder_is_expanded(self, tmp_path: Path) -> None:
        assert outfiles.places("~/a.txt", ["x"]) == [str(tmp_path / "user" / "a.txt")]


class TestEnding:
    @pytest.mark.parametrize(("path", "ending"), [("a.csv", ".csv"), ("/x.y/A.MD", ".md")])
    def test_it_says_the_form(self, path: str, ending: str) -> None:
        assert outfiles.ending_of(path, (".csv", ".md"), "{foi} report -o r.csv") == ending

    @pytest.mark.parametrize("path", ["a", "a.csv.txt", ".csv", "x.csv/a"])
    def test_another_is_refused_with_those_there_are(self, path: str) -> None:
        with pytest.raises(BadInput) as told:
            outfiles.ending_of(path, (".csv", ".md"), "{foi} report -o r.csv")
        assert told.value.hint == "End the name with .csv or .md: {foi} report -o r.csv"


class TestWriting:
    def test_one_is_written_under_its_name_in_a_folder(self, tmp_path: Path) -> None:
        assert outfiles.write_one(str(tmp_path), "r.csv", b"ours", overwrite=False) == str(tmp_path / "r.csv")
        with pytest.raises(Refused, match="is there already"):
            outfiles.write_one(str(tmp_path), "r.csv", b"new", overwrite=False)
        outfiles.write_one(str(tmp_path), "r.csv", b"new", overwrite=True)
        assert (tmp_path / "r.csv").read_bytes() == b"new"

    def test_each_is_for_its_owner_alone(self, tmp_path: Path) -> None:
        before = os.umask(0)
        try:
            outfiles.write_all([(str(tmp_path / "out" / name), name.encode()) for name in ("x", "y")])
        finally:
            os.umask(before)
        assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == {"x": b"x", "y": b"y"}
        if os.name == "posix":
            assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "out").iterdir()} == {0o600}

    def test_one_that_stands_is_named_and_none_is_written(self, tmp_path: Path) -> None:
        (tmp_path / "y").write_text("mine")
        with pytest.raises(Refused, match=r"y is there already"):
            outfiles.write_all([(str(tmp_path / name), b"ours") for name in ("x", "y")])
        assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["y"]
        assert (tmp_path / "y").read_text() == "mine"

    def test_a_link_that_leads_nowhere_stands_too(self, tmp_path: Path) -> None:
        (tmp_path / "x").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(Refused):
            outfiles.write_all([(str(tmp_path / "x"), b"ours")])
        assert not (tmp_path / "elsewhere").exists()

    def test_a_failure_half_way_leaves_none(self, tmp_path: Path) -> None:
        (tmp_path / "out").mkdir()
        with pytest.raises(NotFound, match="no folder"):
            outfiles.write_all([(str(tmp_path / "out" / "x"), b"x"), (str(tmp_path / "none" / "y"), b"y")])
        assert list((tmp_path / "out").iterdir()) == []

    def test_a_folder_that_is_missing_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(NotFound, match="none"):
            outfiles.write_all([(str(tmp_path / "none" / "x"), b"x")])

    @pytest.mark.skipif(AS_ROOT or os.name == "nt", reason="nothing is closed to this user")
    def test_a_folder_that_is_closed_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "closed").mkdir(mode=0o500)
        with pytest.raises(FoiError, match="cannot be written"):
            outfiles.write_all([(str(tmp_path / "closed" / "x"), b"x")])

    def test_a_name_that_is_too_long_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(FoiError, match="cannot be written"):
            outfiles.write_all([(str(tmp_path / ("x" * 300)), b"x")])

    def test_an_error_while_it_is_made_leaves_nothing(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="half"):
            stop_half_way(tmp_path / "x")
        assert [path for path in tmp_path.iterdir() if path.is_file()] == []


class TestOverOne:
    def test_it_takes_its_place_when_that_was_agreed(self, tmp_path: Path) -> None:
        (tmp_path / "x").write_text("old")
        with outfiles.new_file(str(tmp_path / "x"), overwrite=True) as file:
            file.write(b"new")
        assert (tmp_path / "x").read_bytes() == b"new"

    def test_the_old_one_stays_when_the_new_one_fails(self, tmp_path: Path) -> None:
        (tmp_path / "x").write_text("old")
        with pytest.raises(ValueError, match="half"):
            stop_half_way(tmp_path / "x", overwrite=True)
        assert (tmp_path / "x").read_text() == "old"

    def test_a_link_stays_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "real").write_text("old")
        (tmp_path / "link").symlink_to(tmp_path / "real")
        with outfiles.new_file(str(tmp_path / "link"), overwrite=True) as file:
            file.write(b"new")
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real").read_bytes() == b"new"

    def test_one_that_comes_meanwhile_is_not_written_over(self, tmp_path: Path) -> None:
        with pytest.raises(Refused):
            come_second(tmp_path / "x")
        assert (tmp_path / "x").read_text() == "theirs"
        assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["x"]
