from __future__ import annotations

import difflib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.ledgers import note
from tinydb import TinyDB

from foi_tracker.ledger import Ledger
from foi_tracker.ledger import format as form

COUNTERS = form.LEDGER_COUNTERS

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=20)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | ANY_TEXT
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3), max_leaves=8
)
EVENTS = st.lists(st.dictionaries(ANY_TEXT | st.sampled_from(["id", "kind", "on"]), VALUES, max_size=4), max_size=3)


@st.composite
def requests(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    numbers = sorted(draw(st.sets(st.integers(1, 10_000), max_size=6)))
    return {
        str(number): {
            **draw(st.dictionaries(ANY_TEXT, VALUES, max_size=3)),
            "number": number,
            "events": draw(EVENTS),
        }
        for number in numbers
    }


def written(requests: dict[str, Any], others: dict[str, Any] | None = None) -> bytes:
    header = {"1": {"schema": 1, "next": 10_001, "archived": 0}}
    return form.write(header, {int(key): form.dump_request(raw) for key, raw in requests.items()}, others or {})


@given(
    requests(), st.dictionaries(ANY_TEXT.filter(lambda name: name not in ("header", "requests")), VALUES, max_size=2)
)
def test_what_is_written_reads_back_whole(requests: dict[str, Any], others: dict[str, Any]) -> None:
    data = written(requests, others)
    expected = {"header": {"1": {"schema": 1, "next": 10_001, "archived": 0}}, "requests": requests, **others}
    assert form.read(data, COUNTERS) == expected
    content = form.read_strictly(data, COUNTERS)
    assert content.tables == expected
    assert form.write(content.tables["header"], {int(key): line for key, line in content.lines.items()}, others) == data


@given(requests())
def test_each_request_has_one_line_below_its_number_and_each_comma_its_own(requests: dict[str, Any]) -> None:
    lines = written(requests).decode().split("\n")
    count = len(requests)
    assert lines[1] == ',"requests":{'
    assert lines[2 : 1 + 4 * count : 4] == [f'"{number}":' for number in requests]
    assert [json.loads(line) for line in lines[3 : 1 + 4 * count : 4]] == list(requests.values())
    assert lines[4 : 1 + 4 * count : 4] == [""] * count
    assert lines[5 : 1 + 4 * count : 4] == [","] * (count - 1)
    assert lines[-3:] == ["}", "}", ""]


def test_the_file_is_one_that_tinydb_itself_reads(filled: Ledger, home: Any) -> None:
    with TinyDB(home / "ledger.json", access_mode="r") as db:
        assert [raw["number"] for raw in db.table("requests")] == [1, 2, 3]
        assert db.table("requests").get(doc_id=2)["uid"] == "u-2"
        assert db.table("header").get(doc_id=1) == {"schema": 1, "next": 6, "archived": 2}


def test_the_keys_of_a_request_have_a_fixed_order_with_unknown_ones_before_the_events() -> None:
    raw = {
        "events": [{"text": "t", "at": "z", "on": "d", "kind": "noted", "change": "c", "id": 1}],
        "colour": "green",
        "regime": "FOIA",
        "authority": {"nation": "england", "rank": 1, "kind": "council", "name": "n", "slug": "s"},
        "uid": "u",
        "number": 7,
    }
    assert form.dump_request(raw) == (
        '{"number":7,"uid":"u","authority":{"slug":"s","name":"n","kind":"council","nation":"england","rank":1},'
        '"regime":"FOIA","colour":"green","events":[{"id":1,"change":"c","kind":"noted","on":"d","at":"z","text":"t"}]}'
    )


def test_letters_of_other_languages_stay_readable_and_half_a_surrogate_pair_survives() -> None:
    assert "Llythyr at y Bwrdd Iechyd – ŵyr" in form.dump("Llythyr at y Bwrdd Iechyd – ŵyr")
    broken = "caf\udce9 \ud800"
    assert json.loads(form.dump(broken).encode()) == broken


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {"on": object()}])
def test_what_json_cannot_hold_is_refused_before_anything_is_written(value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        form.dump(value)


def test_one_note_is_a_difference_of_one_line(filled: Ledger, home: Any) -> None:
    before = (home / "ledger.json").read_text().splitlines()
    note(filled, 2)
    after = (home / "ledger.json").read_text().splitlines()
    changed = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    assert [line[:14] for line in changed] == ['- {"number":2,', '+ {"number":2,']


def test_unknown_keys_event_kinds_and_tables_survive_a_change_beside_them(filled: Ledger, home: Any) -> None:
    path = home / "ledger.json"
    tables = json.loads(path.read_text())
    tables["header"]["1"]["theme"] = "dark"
    tables["header"]["2"] = {"seen": True}
    tables["requests"]["1"]["colour"] = {"deep": [1, None]}
    tables["requests"]["1"]["events"].append({"kind": "teleported", "by": "beam"})
    tables["people"] = {"1": {"name": "Jo"}}
    path.write_text(json.dumps(tables))
    note(filled, 1)
    note(filled, 2)
    with filled.transaction("close") as change:
        change.archive(1)
        change.restore(1)
    kept = json.loads(path.read_text())
    assert kept["header"] == tables["header"]
    assert kept["people"] == tables["people"]
    assert kept["requests"]["1"]["colour"] == {"deep": [1, None]}
    assert kept["requests"]["1"]["events"][2] == {"kind": "teleported", "by": "beam"}
    assert kept["requests"]["1"]["events"][3]["text"] == "a note"


@pytest.mark.parametrize("indent", [None, 2])
def test_a_file_in_another_layout_is_read_and_written_in_ours(filled: Ledger, home: Any, indent: int | None) -> None:
    path = home / "ledger.json"
    ours = path.read_text()
    path.write_text(json.dumps(json.loads(ours), indent=indent))
    assert [raw["number"] for raw in filled.snapshot().open_requests()] == [1, 2, 3]
    with filled.transaction("nothing"):
        pass
    assert path.read_text() != ours, "a command that changes nothing writes nothing"
    note(filled, 2)
    changed = [line for line in difflib.ndiff(ours.splitlines(), path.read_text().splitlines()) if line[0] in "+-"]
    assert [line[:14] for line in changed] == ['- {"number":2,', '+ {"number":2,']


def test_lines_that_a_merge_left_out_of_order_are_read_in_order(filled: Ledger, home: Any) -> None:
    path = home / "ledger.json"
    lines = path.read_text().split("\n")
    lines[2:4], lines[10:12] = lines[10:12], lines[2:4]
    path.write_text("\n".join(lines))
    assert [raw["number"] for raw in filled.snapshot().open_requests()] == [1, 2, 3]
    note(filled, 2)
    assert path.read_text().split("\n")[2:11:4] == ['"1":', '"2":', '"3":']


def test_a_line_that_holds_the_beginning_of_the_next_request_is_not_taken_for_one(home: Any, ledger: Ledger) -> None:
    # Valid JSON whose lines look like ours and are not: rewriting the line of 2 alone would break request 1.
    one = '"1":\n{"number":1,"events":[],"more":{"a":1'
    two = '"2":\n{}}},"2":{"number":2,"events":[]}'
    (home / "ledger.json").write_text(
        '{"header":{"1":{"schema":1,"next":3,"archived":0}}\n,"requests":{\n' + f"{one}\n\n,\n{two}\n\n}}\n}}\n"
    )
    with ledger.transaction("note") as change:
        change.put({"number": 2, "events": [{"id": 1}]})
    assert [raw["number"] for raw in ledger.snapshot().open_requests()] == [1, 2]
    assert ledger.snapshot().get(1) == {"number": 1, "events": [], "more": {"a": 1, "2": {}}}
