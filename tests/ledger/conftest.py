from __future__ import annotations

from pathlib import Path

import pytest
from support.ledgers import Clock, raw_request

from foi_tracker.ledger import Ledger


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
def filled(ledger: Ledger) -> Ledger:
    """A ledger with the requests 1, 2 and 3 open, and 4 and 5 archived."""
    with ledger.transaction("draft") as change:
        for number in range(1, 6):
            change.add(raw_request(f"u-{number}", events=2))
    with ledger.transaction("close") as change:
        change.archive(4)
        change.archive(5)
    return ledger
