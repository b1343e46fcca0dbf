"""Ledgers below any command: plain requests, a clock that never stands still, a Python of its own."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from foi_tracker.ledger import Ledger
from support.terminal import ROOT, environment


class Clock:
    """Tells a second more each time it is asked."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the next second."""
        self.instant += timedelta(seconds=1)
        return self.instant


def raw_request(uid: str = "u-1", *, events: int = 1, **more: Any) -> dict[str, Any]:
    """Return a request as it is stored, without a number; all its events are alike."""
    drafted = {"id": 1, "change": "c1", "kind": "drafted", "on": "2026-11-20", "at": "2026-11-20T16:02:11Z"}
    return {
        "uid": uid,
        "authority": {"slug": "homerton", "name": "Homerton Healthcare", "kind": "nhs-trust", "nation": "england"},
        "regime": "FOIA",
        **more,
        "events": [{**drafted, "id": number + 1, "subject": "FDP adoption"} for number in range(events)],
    }


def note(ledger: Ledger, number: int, text: str = "a note") -> None:
    """Record a note, as a command does."""
    with ledger.transaction(f"note {number}") as change:
        raw = change.get(number)
        assert raw is not None
        raw["events"].append({"id": len(raw["events"]) + 1, "kind": "noted", "text": text})
        change.put(raw)


def python(program: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a Python of its own with a program and its arguments."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def both_files(home: Path) -> tuple[bytes, bytes]:
    """Return the bytes of the ledger and of its archive."""
    return (home / "ledger.json").read_bytes(), (home / "archive.json").read_bytes()
