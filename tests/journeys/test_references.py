"""References that come by telephone or in a letter: kept with a note, the next letter cites them."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.homes import Homes, one_sent
from support.run import do, foi
from support.text import joined


@pytest.fixture
def asked(world: Path, homes: Homes) -> Path:
    return homes.give(one_sent, world)


def written(letter: str, today: str) -> str:
    """The letter as it would be drafted on a day."""
    return joined(foi("draft", 1, "-t", letter, "-n", today=today).ok.out)


def test_the_reference_that_they_gave_on_the_telephone_stands_in_the_reminder(asked: Path) -> None:
    assert "yours" not in written("chaser", "2026-12-29")
    do("note", 1, "They rang", "--their-ref", "FOI 2026/0417")
    reminder = written("chaser", "2026-12-29")
    assert "yours FOI 2026/0417" in reminder
    assert "Your ref: FOI 2026/0417" in reminder


def test_of_several_the_newest_is_cited_whichever_way_it_came(asked: Path) -> None:
    do("got", 1, "ack", "--ref", "A-1")
    do("note", 1, "--their-ref", "B-2")
    assert "yours B-2" in written("chaser", "2026-12-29")
    do("got", 1, "holding", "--ref", "C-3", "--on", "2026-12-28", today="2026-12-28")
    assert "yours C-3" in written("chaser", "2026-12-29")


def test_your_own_reference_is_cited_as_you_changed_it(asked: Path) -> None:
    do("note", 1, "--our-ref", "PARK-12")
    reminder = written("chaser", "2026-12-29")
    assert "(our ref PARK-12)" in reminder
    assert "FOI-1" not in reminder


def test_the_regulators_reference_stands_in_the_letter_about_its_notice(asked: Path) -> None:
    for on, *words in (
        ("2026-12-15", "got", 1, "answer", "--all", "refused:s43(2)"),
        ("2026-12-16", "sent", 1, "review"),
        ("2027-01-12", "got", 1, "review", "--all", "refused:s43(2)"),
        ("2027-01-13", "sent", 1, "complaint"),
        ("2027-04-01", "got", 1, "decision", "--until", "2027-05-06"),
    ):
        do(*words, "--on", on, today=on)
    assert "IC-123456-A1B2" not in written("not-complied", "2027-05-10")
    do("note", 1, "--ico-ref", "IC-123456-A1B2", today="2027-05-10")
    told = written("not-complied", "2027-05-10")
    assert "Your decision notice IC-123456-A1B2 of Thursday 1 April 2027" in told


def test_the_tribunals_reference_is_for_no_letter_to_the_authority(asked: Path) -> None:
    do("note", 1, "--tribunal-ref", "EA/2027/0012")
    reminder = written("chaser", "2026-12-29")
    assert "EA/2027/0012" not in reminder
    assert "yours" not in reminder
