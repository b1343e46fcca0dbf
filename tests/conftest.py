"""Every test runs in a world of its own: its own home and user folder, one day in London, no colour of a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from support.homes import Homes
from support.run import make_home

from foi_tracker.views.program import program

TODAY = "2026-11-24"  # a Tuesday

settings.register_profile("foi", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("foi")


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Homes:
    """Homes that were made once, to be copied."""
    return Homes(tmp_path_factory.mktemp("homes"))


@pytest.fixture(autouse=True)
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder that this test's home would have; it is not made yet."""
    home = tmp_path / "foi"
    for name in [name for name in os.environ if name.startswith("FOI_")]:
        monkeypatch.delenv(name)
    for name in ("NO_COLOR", "COLUMNS", "LINES", "TERM", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FOI_HOME", str(home))
    monkeypatch.setenv("FOI_TODAY", TODAY)
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    (tmp_path / "user").mkdir()
    # The program names itself the way it was called; here that is foi.
    monkeypatch.setattr("sys.argv", ["pytest"])
    program.cache_clear()
    yield home
    program.cache_clear()


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    """Return a home as ``foi init`` leaves it; a test file whose requests are always the same makes its own."""
    return homes.give(make_home, world)
