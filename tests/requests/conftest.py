from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def world() -> None:
    """Nothing: a request is the sum of its events, and knows no home, no environment and no day."""
