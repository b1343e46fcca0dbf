"""Where a home lies: in a folder that a program copies away, on a disk of another computer, or well."""

from __future__ import annotations

from pathlib import Path

import pytest

from foi_tracker.casework.upkeep import surroundings
from foi_tracker.ledger.check import WARNING


@pytest.mark.parametrize(
    "place",
    [
        "Dropbox",
        "Dropbox (Personal)",
        "OneDrive - Hackney",
        "Google Drive",
        "Library/Mobile Documents/com~apple~CloudDocs",
        "iCloudDrive",
        "nextcloud",
    ],
)
def test_a_folder_that_a_program_copies_away_is_told(tmp_path: Path, place: str) -> None:
    found = list(surroundings.place(str(tmp_path / place / "foi"), ""))
    assert [finding.severity for finding in found] == [WARNING]


def test_a_link_does_not_hide_where_the_folder_is(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "foi").mkdir(parents=True)
    (tmp_path / "foi").symlink_to(tmp_path / "Dropbox" / "foi")
    assert len(list(surroundings.place(str(tmp_path / "foi"), ""))) == 1


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
server:/homes /home nfs4 rw 0 0
/dev/sdb1 /home/ada ext4 rw 0 0
ada@far:/ /mnt/far\\040away fuse.sshfs rw 0 0
//pc/share /mnt/share cifs rw 0 0
/dev/sdc1 /mnt/share ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/foi", "ext4"),
        ("/home/bob/foi", "nfs4"),
        ("/home/ada/foi", "ext4"),
        ("/home/ada", "ext4"),
        ("/homework/foi", "ext4"),
        ("/mnt/far away/foi", "fuse.sshfs"),
        ("/mnt/share/foi", "ext4"),
    ],
)
def test_the_disk_of_a_folder_is_the_nearest_mounted_above_it(path: str, kind: str) -> None:
    assert surroundings.mounted_as(path, MOUNTS) == kind


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smbfs", "smb3", "fuse.sshfs"])
def test_a_folder_on_another_computer_is_told(tmp_path: Path, kind: str) -> None:
    mounts = f"disk / ext4 rw 0 0\nserver:/x {tmp_path} {kind} rw 0 0\n"
    (finding,) = surroundings.place(str(tmp_path / "foi"), mounts)
    assert finding.severity == WARNING
    assert f"on another computer ({kind})" in finding.what


def test_a_folder_on_a_disk_of_this_computer_is_no_finding(tmp_path: Path) -> None:
    assert list(surroundings.place(str(tmp_path / "foi"), "disk / ext4 rw 0 0\n")) == []
    assert list(surroundings.place(str(tmp_path / "foi"), "")) == [], "nor where the system does not say"
