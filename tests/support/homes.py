"""Homes that many tests begin with: made once by the program itself, then copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from support.run import draft, make_home, sent


class Homes:
    """Keeps a copy of each home that was made."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def give(self, make: Callable[[], object], home: Path, *, kind: str = "") -> Path:
        """Return the home as ``make`` leaves it; the first time it is made, then it is copied.

        ``kind`` tells apart homes that one ``make`` makes of different things.
        """
        kept = self._folder / f"{make.__module__}.{make.__qualname__}.{kind}"
        if kept.exists():
            shutil.copytree(kept, home)
        else:
            make()
            shutil.copytree(home, kept)
        return home


def one_sent() -> None:
    """Request 1 to Homerton, drafted on Friday 20 November 2026 and sent on Sunday 22; due Monday 21 December."""
    make_home()
    draft("homerton")
    sent(1)


def two_drafts() -> None:
    """Request 1 to Homerton and 2 to Barts, drafted on Friday 20 November 2026."""
    make_home()
    draft("homerton", "barts")


def two_sent() -> None:
    """Both sent by one command on Sunday 22 November 2026; due Monday 21 December."""
    two_drafts()
    sent(1, 2)
