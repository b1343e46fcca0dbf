from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from foi_tracker.ledger import Ledger

ROOT = str(Path(__file__).parents[2])


class Clock:
    """Tells a second more each time it is asked."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.instant += timedelta(seconds=1)
        return self.instant


def raw_request(uid: str = "u-1", *, events: int = 1, **more: Any) -> dict[str, Any]:
    drafted = {"id": 1, "change": "c1", "kind": "drafted", "on": "2026-11-20", "at": "2026-11-20T16:02:11Z"}
    return {
        "uid": uid,
        "authority": {"slug": "homerton", "name": "Homerton Healthcare", "kind": "nhs-trust", "nation": "england"},
        "regime": "FOIA",
        **more,
        "events": [{**drafted, "id": number + 1, "subject": "FDP adoption"} for number in range(events)],
    }


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def ledger(home: Path, clock: Clock) -> Ledger:
    ledger = Ledger(str(home), now=clock)
    ledger.create()
    return ledger


@pytest.fixture
def make_raw() -> Callable[..., dict[str, Any]]:
    return raw_request


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A ledger with the requests 1, 2 and 3 open, and 4 and 5 archived."""
    with ledger.transaction("draft") as change:
        for number in range(1, 6):
            change.add(raw_request(f"u-{number}", events=2))
    with ledger.transaction("close") as change:
        change.archive(4)
        change.archive(5)
    return ledger


@pytest.fixture
def note() -> Callable[..., None]:
    """Record a note, as a command does."""

    def record(ledger: Ledger, number: int, text: str = "a note") -> None:
        with ledger.transaction(f"note {number}") as change:
            raw = change.get(number)
            assert raw is not None
            raw["events"].append({"id": len(raw["events"]) + 1, "kind": "noted", "text": text})
            change.put(raw)

    return record


@pytest.fixture
def listing() -> Callable[[Path], dict[str, tuple[int, int, bytes]]]:
    """What a folder holds: of each path the time of its last change, its mode and its bytes."""

    def look(folder: Path) -> dict[str, tuple[int, int, bytes]]:
        found = {}
        for path in sorted([folder, *folder.rglob("*")]):
            facts = path.lstat()
            data = path.read_bytes() if path.is_file() else b""
            found[str(path)] = (facts.st_mtime_ns, facts.st_mode, data)
        return found

    return look


@pytest.fixture
def python() -> Callable[..., subprocess.Popen[str]]:
    """Start a Python of its own with a program and its arguments."""

    def start(program: str, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", program, *arguments],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": ROOT},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start
