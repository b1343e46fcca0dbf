from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def own(home: Path) -> Path:
    """Return the folder of one's own templates in a home, with none in it."""
    folder = home / "templates"
    folder.mkdir(mode=0o700)
    return folder
