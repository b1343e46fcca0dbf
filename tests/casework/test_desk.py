"""A home opened for work: on which day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.upkeep import demo


def test_it_works_on_the_day_it_was_told_of_else_on_todays(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOI_TODAY", "2026-11-24")
    assert Desk(str(home), today=date(2027, 1, 4)).today == date(2027, 1, 4)
    assert Desk(str(home)).today == date(2026, 11, 24)


def test_the_demonstration_leaves_the_day_of_others_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOI_TODAY", "no date at all")
    assert demo.play().overdue.today == demo.LATE_ON
