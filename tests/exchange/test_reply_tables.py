"""The table in which a person decides what each message was: written, filled in, read again, and never half."""

from __future__ import annotations

import pytest

from foi_tracker.errors import BadInput
from foi_tracker.exchange import reply_tables
from foi_tracker.exchange.reply_tables import COLUMNS, read, read_outcomes


def test_the_columns_may_stand_in_any_order_and_others_may_be_missing() -> None:
    (line,) = read(b"On,What,Number,Decide,Message ID\n2026-11-23,ack,7,y,<1@b>\n")
    assert (line.line, line.decide, line.number, line.what, line.on) == (2, "y", "7", "ack", "2026-11-23")
    assert line.decision


@pytest.mark.parametrize(
    ("decide", "decision"),
    [
        *((word, True) for word in ("yes", "Y", "1", "x", " ok ")),
        *((word, False) for word in ("no", "N", "0", "Skip")),
        ("", None),
        (" ", None),
    ],
)
def test_a_row_is_decided_by_a_yes_or_a_no(decide: str, decision: bool | None) -> None:
    (line,) = read(f"decide,number,what,on,message_id\n{decide},7,ack,2026-11-23,<1@b>\n".encode())
    assert line.decision is decision


@pytest.mark.parametrize("decide", ["ja", "?", "check", "maybe", "yes?"])
def test_any_other_word_is_neither(decide: str) -> None:
    (line,) = read(f"decide,number,what,on,message_id\n{decide},7,ack,2026-11-23,<1@b>\n".encode())
    with pytest.raises(BadInput, match="neither yes nor no"):
        assert line.decision


def test_what_is_written_is_read_again() -> None:
    lines = [reply_tables.Line(place, *(f'={column} {place}, "quoted"' for column in COLUMNS)) for place in range(2, 5)]
    told = read(reply_tables.write(lines))
    assert [line[1:] for line in told] == [line[1:] for line in lines]


@pytest.mark.parametrize("column", ["decide", "number", "what", "on", "message_id"])
def test_a_column_that_it_cannot_do_without_is_named(column: str) -> None:
    rest = [name for name in ("decide", "number", "what", "on", "message_id") if name != column]
    with pytest.raises(BadInput, match=f"no column {column}"):
        read((",".join(rest) + "\n" + "x," * len(rest) + "\n").encode())


def test_a_row_that_cannot_be_read_refuses_the_whole_table() -> None:
    with pytest.raises(BadInput, match="Line 3") as refused:
        read(b'decide,number,what,on,message_id\ny,7,ack,2026-11-23,<1@b>\ny,"7,ack,2026-11-23,<2@b>\n')
    assert "nothing was recorded" in (refused.value.hint or "")


@pytest.mark.parametrize(
    ("typed", "single", "every"),
    [
        ("", (), None),
        ("released", (), "released"),
        ("1=released 2=refused:s43(2)", ("1=released", "2=refused:s43(2)"), None),
        ("1=released; to_follow", ("1=released",), "to_follow"),
        ('1=partly:"12, or 13"', ("1=partly:12, or 13",), None),
    ],
)
def test_outcomes_are_those_of_questions_and_one_of_all(typed: str, single: tuple[str, ...], every: str | None) -> None:
    assert read_outcomes(typed) == (single, every)


@pytest.mark.parametrize(("typed", "says"), [("released refused", "two outcomes"), ('1=partly:"12', "not closed")])
def test_outcomes_that_cannot_be_meant_are_refused(typed: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        read_outcomes(typed)
