"""Calendar files: another program's parser reads what was meant, whatever the text, and lines are as RFC 5545 asks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from foi_tracker.exchange.calendars import Entry, write

ENTRY = Entry(
    "u1-answer-2@foi-tracker",
    7,
    "2026-11-22T10:11:12.987654Z",
    date(2026, 12, 21),
    "Homerton: answer due",
    "Request 1: Beds, wards; and more\nNext: foi show 1",
    cancelled=False,
    alarm=timedelta(days=-3, hours=9),
)


def file_of(**changes: object) -> bytes:
    return write([ENTRY._replace(**changes)], name="Freedom of information")  # type: ignore[arg-type]


def event_of(data: bytes) -> vobject.base.Component:
    calendar = vobject.readOne(data.decode())
    calendar.validate()
    (event,) = calendar.vevent_list
    return event


def test_another_parser_reads_what_was_meant() -> None:
    event = event_of(file_of())
    assert event.uid.value == ENTRY.uid
    assert event.sequence.value == "7"
    assert event.dtstart.value == date(2026, 12, 21)
    assert event.dtend.value == date(2026, 12, 22)
    assert event.dtstamp.value == datetime(2026, 11, 22, 10, 11, 12, tzinfo=UTC)
    assert event.summary.value == ENTRY.summary
    assert event.description.value == ENTRY.description
    assert event.status.value == "CONFIRMED"
    assert event.transp.value == "TRANSPARENT"
    assert event.valarm.action.value == "DISPLAY"
    assert event.valarm.trigger.value == timedelta(days=-3, hours=9)


def test_it_is_an_all_day_event() -> None:
    assert b"\r\nDTSTART;VALUE=DATE:20261221\r\n" in file_of()


def test_what_is_cancelled_says_so_and_does_not_ring() -> None:
    event = event_of(file_of(cancelled=True, alarm=None))
    assert event.status.value == "CANCELLED"
    assert "valarm" not in event.contents


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a,b;c\\d:e\"f'", "a,b;c\\d:e\"f'"),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("bell\x07 nul\x00 esc\x1b[31m c1\x9b\x85", "bell  nul  esc [31m c1  "),
        ("x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:mine", "x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:mine"),
        ("\u2028one\u2029", " one "),
        ("Llŷn 新 🗂 " * 30, "Llŷn 新 🗂 " * 30),
        ("\ud800", "\\ud800"),
    ],
    ids=["marks", "line ends", "controls", "injection", "separators", "wide", "half a character"],
)
def test_no_text_breaks_it(text: str, read: str) -> None:
    event = event_of(file_of(summary=text, description=text))
    assert event.summary.value == event.description.value == read


@given(st.text(), st.text())
def test_every_line_is_as_the_standard_asks(summary: str, description: str) -> None:
    data = file_of(summary=summary, description=description)
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    assert not [byte for byte in data if byte < 32 and byte not in b"\t\r\n"]
    unfolded = data.replace(b"\r\n ", b"").decode()
    assert [line for line in unfolded.split("\r\n") if line and ":" not in line] == []
    assert unfolded.count("BEGIN:VEVENT\r\n") == 1


def test_the_same_entries_make_the_same_bytes() -> None:
    assert file_of() == file_of()


@pytest.mark.parametrize("at", ["", "soon", "2026-11-22"])
def test_an_instant_that_cannot_be_read_is_a_midnight(at: str) -> None:
    assert event_of(file_of(changed_at=at)).dtstamp.value.time().isoformat() == "00:00:00"
