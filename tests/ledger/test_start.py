from __future__ import annotations

import pytest
from support.ledgers import python

from foi_tracker.ledger import Ledger

HEAVY = ("filelock", "hashlib", "tempfile", "pathlib", "csv", "dataclasses", "rich", "click", "zoneinfo")
PROGRAM = """
import sys
before = set(sys.modules)
from foi_tracker.ledger import Ledger
{work}
print(*sorted({heavy} & (set(sys.modules) - before)))
"""


@pytest.mark.parametrize(
    ("work", "loaded"),
    [
        ("", []),
        ("Ledger(sys.argv[1]).snapshot().all_requests()", []),
        ("Ledger(sys.argv[1]).list_backups()", []),
    ],
)
def test_reading_loads_no_heavy_module(filled: Ledger, work: str, loaded: list[str]) -> None:
    started = python(PROGRAM.format(work=work, heavy=set(HEAVY)), filled.folder)
    out, err = started.communicate(timeout=30)
    assert (started.returncode, err) == (0, "")
    assert out.split() == loaded


def test_writing_loads_the_lock(filled: Ledger) -> None:
    work = "with Ledger(sys.argv[1]).transaction('look'): pass"
    out, _ = python(PROGRAM.format(work=work, heavy=set(HEAVY)), filled.folder).communicate(timeout=30)
    assert "filelock" in out.split()
