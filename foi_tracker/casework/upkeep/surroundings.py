"""Where a home lies, and who may enter: disks and folders on which records get lost, files that others may change."""

from __future__ import annotations

import os
from collections.abc import Iterator

from foi_tracker import home
from foi_tracker.ledger.check import WARNING, Finding, rights_of

_SYNCED = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud",
    "mobile documents",
    "nextcloud",
    "owncloud",
    "pcloud",
    "box sync",
    "syncthing",
)
_NETWORK = frozenset(("afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.rclone", "fuse.sshfs", "glusterfs"))
_NETWORK |= {"ncpfs", "nfs", "nfs4", "smb3", "smbfs"}
_MOVE = "Keep it on a disk of this computer, and name it with --home or FOI_HOME. "


def place(folder: str, mounts: str) -> Iterator[Finding]:
    """Yield what is wrong with where a home lies: in a folder that a program copies away, or on another computer.

    ``mounts`` are the lines of Linux's /proc/mounts.
    """
    whole = os.path.realpath(folder)
    synced = next((part for part in whole.split(os.sep) if part.lower().startswith(_SYNCED)), None)
    if synced is not None:
        yield Finding(
            WARNING,
            f"Your foi folder is inside {synced!r}, which copies it elsewhere while commands write to it.",
            _MOVE + "To work with others, unite your records: {foi} import ledger FILE",
        )
    kind = mounted_as(whole, mounts)
    if kind in _NETWORK:
        yield Finding(
            WARNING,
            f"Your foi folder is on another computer ({kind}): its lock may not hold, and two commands at once may "
            "lose what one of them recorded.",
            _MOVE + "Copy it to the other computer as a backup.",
        )


def mounts() -> str:
    """Return the lines of /proc/mounts; nothing where there is no such file."""
    try:
        with open("/proc/mounts", encoding="utf-8", errors="surrogateescape") as file:
            return file.read()
    except OSError:
        return ""


def mounted_as(path: str, mounts: str) -> str | None:
    """Return the type of the file system that holds a path.

    >>> mounted_as("/home/ada/foi", "disk / ext4 rw 0 0\\nserver:/homes /home nfs4 rw 0 0\\n")
    'nfs4'
    """
    longest, found = -1, None
    for line in mounts.split("\n"):
        _, point, kind, *_ = [*line.split(" "), "", "", ""]
        for code, char in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
            point = point.replace(code, char)
        # The later of two on one point hides the earlier.
        if (path + os.sep).startswith(point.rstrip(os.sep) + os.sep) and len(point) >= longest:
            longest, found = len(point), kind
    return found


def rights(folder: str) -> Iterator[Finding]:
    """Yield which of the files beside the ledger, with who you are and what letters say, are open to others."""
    for name in home.BESIDE_THE_RECORDS:
        yield from rights_of(os.path.join(folder, name), WARNING)
