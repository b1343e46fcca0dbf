"""Everybody types the wrong thing: dates put right, letters sent twice, steps taken back, requests opened again."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.homes import Homes, two_sent
from support.run import do, draft, foi, kinds, shown
from support.text import joined


@pytest.fixture
def asked(world: Path, homes: Homes) -> Path:
    return homes.give(two_sent, world)


def test_the_wrong_date_is_put_right_and_taken_back(asked: Path) -> None:
    refused = foi("sent", 1, "--on", "23/11/2026")
    assert refused.code == 4
    assert "foi sent 1 --correct --on" in refused.err
    said = foi("sent", 1, "--correct", "--on", "23/11/2026", tty=80).ok.err
    for day in ("Sun 22 Nov 2026", "Mon 23 Nov 2026", "Mon 21 Dec 2026", "Tue 22 Dec 2026"):
        assert day in said
    assert (shown()["sent_on"], shown()["due_on"]) == ("2026-11-23", "2026-12-22")
    do("undo")
    assert (shown()["sent_on"], shown()["due_on"]) == ("2026-11-22", "2026-12-21")


def test_sent_twice_counts_from_the_second_and_both_are_in_the_story(asked: Path) -> None:
    do("sent", 1, "--again", "--on", "24/11/2026")
    assert shown()["due_on"] == "2026-12-23"
    story = foi("show", 1, tty=80).ok.out
    assert "Sun 22 Nov 2026  you        request sent" in story
    assert "Tue 24 Nov 2026  you        request sent" in story


def test_undo_and_undo_again_down_to_nothing(asked: Path) -> None:
    do("note", 1, "They rang")
    do("got", 1, "ack")
    stood = [kinds()]
    for _ in range(3):
        do("undo", 1)
        stood.append(kinds())
    assert stood == [
        ["drafted", "sent", "noted", "acknowledged"],
        ["drafted", "sent", "noted"],
        ["drafted", "sent"],
        ["drafted"],
    ]
    said = joined(foi("undo", 1, tty=80).ok.err)
    assert "the letter is kept" in said
    assert foi("show", 1).code == 3
    assert (asked / "letters" / "0001-01-fdp-adoption.txt").exists()
    assert foi("undo", 1).code == 3
    assert shown(2)["status"] == "waiting_response"


def test_a_number_is_never_given_twice(asked: Path) -> None:
    draft("imperial", today="2026-11-24")
    do("undo")
    draft("uclh", today="2026-11-24")
    assert [record[0] for record in foi("status").ok.records if record[3] == "draft"] == ["4"]


@pytest.mark.parametrize("refs", [(1,), (1, 2)])
def test_closed_by_mistake_and_opened_again_nothing_is_lost(asked: Path, refs: tuple[int, ...]) -> None:
    before = shown()
    do("close", *refs)
    assert 1 not in [int(record[0]) for record in foi("status").ok.records]
    do("reopen", *refs)
    after = shown()
    for key in ("status", "due_on", "latest_on", "overdue", "working_days_left", "next", "sent_on"):
        assert after[key] == before[key], key
    assert "1" in [record[0] for record in foi("overdue", today="2026-12-22").ok.records]


def test_closed_answered_and_opened_again_the_window_for_a_review_is_as_it_was(asked: Path) -> None:
    do("got", 1, "answer", "--all", "refused:s43(2)")
    before = shown()
    do("close", 1)
    do("reopen", 1)
    assert shown()["next"] == before["next"]


def test_a_bounce_means_sending_again_from_the_new_day(asked: Path) -> None:
    said = joined(foi("got", 1, "bounce", tty=80).ok.err)
    assert "foi send 1" in said
    assert shown()["status"] == "undelivered"
    assert foi("overdue", today="2027-03-01").ok.records[0][0] == "2"
    do("sent", 1, "--on", "24/11/2026")
    assert shown()["due_on"] == "2026-12-23"


def test_what_happened_earlier_can_be_entered_late(asked: Path) -> None:
    do("got", 1, "answer", "1=g", "--on", "14/12", today="2026-12-20")
    do("got", 1, "ack", "--on", "24/11", today="2026-12-20")
    assert kinds() == ["drafted", "sent", "acknowledged", "answered"]


def test_one_unclear_name_among_several_and_nothing_is_drafted(asked: Path) -> None:
    ran = foi("draft", "imperial", "uclh", "univercity", "-t", "fdp-adoption")
    assert (ran.code, ran.out) == (3, "")
    assert len(foi("status").ok.records) == 2
    assert len(list((asked / "letters").iterdir())) == 2


def test_a_letter_changed_by_hand_is_noticed(asked: Path) -> None:
    letter = asked / "letters" / "0001-01-fdp-adoption.txt"
    letter.write_text(letter.read_text() + "PS\n")
    assert "not as it was kept" in joined(foi("letter", 1).ok.err)


def test_records_written_by_a_newer_program_survive_a_command(asked: Path) -> None:
    ledger = asked / "ledger.json"
    text = ledger.read_text()
    strange = '{"id":77,"change":"x","kind":"teleported","on":"2026-11-23","at":"","where":{"to":[1,2,{"a":null}]}}'
    text = text.replace('"events":[', f'"mood":"blue","events":[{strange},', 1)
    ledger.write_text(text)
    do("note", 1, "hello")
    do("got", 1, "ack")
    after = ledger.read_text()
    assert strange in after
    assert '"mood":"blue"' in after
    assert shown()["status"] == "waiting_response"
