"""Today is London's day, whatever the computer's time zone; FOI_TODAY overrides it."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from foi_tracker import today as clock
from foi_tracker.errors import BadDate


class Stopped(datetime):
    """A clock that stands still."""

    at = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)

    @classmethod
    def now(cls, tz: Any = None) -> datetime:
        return cls.at.astimezone(tz)


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> type[Stopped]:
    monkeypatch.delenv("FOI_TODAY")
    monkeypatch.setattr(clock, "datetime", Stopped)
    return Stopped


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system's time zone cannot be changed")
@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Asia/Tokyo"])
def test_it_is_londons_day_wherever_the_computer_is(
    stopped: type[Stopped], monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        # Half past eleven at night in UTC is half past midnight of the next day in a London summer.
        assert clock.today() == date(2026, 7, 1)
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()


def test_in_winter_london_keeps_utc(stopped: type[Stopped], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stopped, "at", datetime(2026, 11, 24, 23, 59, tzinfo=UTC))
    assert clock.today() == date(2026, 11, 24)
    monkeypatch.setattr(Stopped, "at", datetime(2026, 11, 25, 0, 0, tzinfo=UTC))
    assert clock.today() == date(2026, 11, 25)


def test_an_instant_is_utc(stopped: type[Stopped]) -> None:
    assert clock.now() == Stopped.at
    assert clock.now().utcoffset() == timedelta(0)


def test_foi_today_overrides_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOI_TODAY", "2024-02-29")
    assert clock.today() == date(2024, 2, 29)


def test_what_is_typed_is_typed_now_whatever_day_it_is_said_to_be(
    stopped: type[Stopped], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOI_TODAY", "2024-02-29")
    assert clock.now() == Stopped.at


def test_an_empty_foi_today_overrides_nothing(stopped: type[Stopped], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOI_TODAY", "")
    assert clock.today() == date(2026, 7, 1)


@pytest.mark.parametrize(
    "pinned",
    [
        "today",
        "2026-02-29",
        "24/11/2026",
        "20261124",
        "2026-W48-2",
        " 2026-11-24",
        "2026-11-24\n",
        "２０２６-１１-２４",
    ],
)
def test_a_malformed_foi_today_is_an_error(monkeypatch: pytest.MonkeyPatch, pinned: str) -> None:
    monkeypatch.setenv("FOI_TODAY", pinned)
    with pytest.raises(BadDate, match="FOI_TODAY"):
        clock.today()
