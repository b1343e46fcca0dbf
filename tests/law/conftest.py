from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def world() -> None:
    """Nothing: the law knows no home, no environment and no day."""
