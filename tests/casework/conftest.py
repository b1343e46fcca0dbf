from __future__ import annotations

from pathlib import Path

import pytest

from foi_tracker.casework.desk import Desk


@pytest.fixture
def desk(home: Path) -> Desk:
    """Return the desk of this test's home, as a command opens it."""
    return Desk(str(home))
