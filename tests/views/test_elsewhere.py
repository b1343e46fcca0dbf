"""Where a complaint or an appeal is made: named where the letter is drafted and where it is sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.begun import ask
from support.homes import Homes
from support.run import do, foi, make_home

from foi_tracker.law.regimes import REGIMES
from foi_tracker.views.letters.elsewhere import page_of

TODAY = "2026-03-02"
ICO = "https://ico.org.uk/make-a-complaint/foi-and-eir-complaints/"


def reminded() -> None:
    make_home()
    ask("homerton", on="2026-01-05")
    do("sent", 1, "chaser", "--on", "2026-02-10", today="2026-02-10")


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    return homes.give(reminded, world)


@pytest.mark.usefixtures("home")
def test_a_complaint_names_the_page_of_the_regulator() -> None:
    drafted = do("draft", 1, today=TODAY, tty=80)
    assert f"Address  {ICO}" in drafted.err
    way = do("send", 1, "-n", today=TODAY, tty=80)
    assert f"Page     {ICO}" in way.out
    assert do("send", 1, "-n", today=TODAY).records[0][-1] == ICO
    assert do("send", 1, "-n", "--json", today=TODAY).json["sending"][0]["page"] == ICO
    taken = foi("send", 1, "--no-input", today=TODAY, tty=80)
    assert ICO in taken.out + taken.err


@pytest.mark.parametrize("regime", [code for code, law in REGIMES.items() if not law.own_data])
def test_every_law_with_a_review_has_the_page_of_its_own_regulator(regime: str) -> None:
    page = page_of("regulator", regime)
    assert page is not None
    assert ("ico.org.uk" in page) == (REGIMES[regime].regulator == "the ICO")


def test_where_none_was_read_none_is_named() -> None:
    assert page_of("regulator", "SAR") is None
    assert page_of("tribunal", "FOISA") is None
    assert page_of("authority", "FOIA") is None
