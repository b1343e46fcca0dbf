"""The lists of a home: laid over the shipped one, and never overwritten when damaged."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from support.directories import again, wdtk_list
from support.terminal import ROOT, environment

from foi_tracker.authorities import Directory
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.directory import entering, taking_in
from foi_tracker.casework.directory.lists_of_home import directory_of
from foi_tracker.errors import HomeError

SHIPPED = Directory.load()


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b'{"schema": 1}', b"<<<<<<<"])
@pytest.mark.parametrize("name", ["authorities.json", "authorities_imported.tsv"])
def test_a_damaged_one_is_named_and_never_overwritten(home: Path, tmp_path: Path, name: str, data: bytes) -> None:
    (home / name).write_bytes(data)
    own = tmp_path / "own.csv"
    own.write_text("name\nNew Ltd\n")
    acts = [
        lambda desk: taking_in.take_in(desk, wdtk_list(tmp_path, ("Zed", "zed", ""))),
        lambda desk: taking_in.take_in(desk, str(own)),
        lambda desk: entering.add(desk, "Unheard Of Ltd", {}),
    ]
    for act in acts:
        with pytest.raises(HomeError, match=name):
            act(Desk(str(home)))
    assert (home / name).read_bytes() == data


def test_a_file_of_ones_own_that_is_cut_is_never_taken_for_whole(desk: Desk, home: Path) -> None:
    entering.add(desk, "New Ltd", {"foi_email": "a@b.uk"})
    path = home / "authorities.json"
    data = path.read_bytes().rstrip()
    for length in range(0, len(data), 9):
        path.write_bytes(data[:length])
        with pytest.raises(HomeError):
            directory_of(str(home))


def test_what_this_version_does_not_know_stays(desk: Desk, home: Path) -> None:
    entering.add(desk, "New Ltd", {})
    path = home / "authorities.json"
    path.write_text(path.read_text().replace('"schema": 1', '"later": [1], "schema": 1'))
    entering.note(again(desk), "new ltd", "x")
    assert '"later"' in path.read_text()


def test_a_home_that_others_can_write_to_is_not_read(home: Path) -> None:
    home.chmod(0o777)
    with pytest.raises(HomeError):
        directory_of(str(home))


def test_without_a_home_the_shipped_list_stands(world: Path) -> None:
    assert directory_of(None).authorities == SHIPPED.authorities
    assert directory_of(str(world)).authorities == SHIPPED.authorities
    assert not world.exists()


def test_many_who_add_at_once_lose_nothing(home: Path) -> None:
    program = (
        "import sys; from foi_tracker.casework.desk import Desk\n"
        "from foi_tracker.casework.directory import entering\n"
        "for n in range(6): entering.add(Desk(sys.argv[1]), f'Number {sys.argv[2]} {n} Ltd', {})\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(home), str(who)], env=environment(), cwd=ROOT)
        for who in range(3)
    ]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
    own = [each for each in directory_of(str(home)).authorities if each.origin == "own"]
    assert len(own) == 18
