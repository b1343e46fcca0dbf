from __future__ import annotations

import pytest
from support.letters import Case


@pytest.fixture(autouse=True)
def world() -> None:
    """Nothing: a letter is told its day and its facts, and knows no home and no environment."""


@pytest.fixture(scope="session")
def case() -> Case:
    """Something to write letters about."""
    return Case()
