"""The vocabulary of events: strict when one is written, tolerant when it is read, and nothing lost in between."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_tracker.errors import BadInput
from foi_tracker.requests.events import KINDS, OUTCOMES, REQUEST_OUTCOMES, VIAS, Outcome, from_dict, to_dict

DAY = date(2026, 11, 22)
DAYS = st.dates(date(2005, 1, 1), date(2028, 12, 31))
TEXT = st.text(st.characters(codec=None), min_size=1, max_size=40)
OUTCOME = st.builds(
    Outcome,
    st.sampled_from(sorted(OUTCOMES)),
    st.lists(TEXT, max_size=3).map(tuple),
    st.none() | st.text(max_size=20),
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "on": DAYS,
    "received": DAYS,
    "until": DAYS,
    "via": st.sampled_from(sorted(VIAS)),
    "questions": st.lists(st.integers(1, 40), min_size=1, max_size=5, unique=True).map(tuple),
    "outcomes": st.dictionaries(st.integers(0, 40), OUTCOME, min_size=1, max_size=4),
    "exemptions": st.lists(TEXT, min_size=1, max_size=3).map(tuple),
    "draft": st.integers(1, 99),
    "voids": st.lists(st.integers(1, 99), min_size=1, max_size=3).map(tuple),
    "automatic": st.just(True),
}


@st.composite
def told(draw: st.DrawFn) -> tuple[str, date, dict[str, Any]]:
    """Draw a kind of event with details that it may carry."""
    name = draw(st.sampled_from(sorted(set(KINDS) - {"drafted"})))
    kind = KINDS[name]
    may = draw(st.lists(st.sampled_from(kind.may), unique=True)) if kind.may else []
    names = dict.fromkeys([*kind.must, *may])
    return name, draw(DAYS), {detail: draw(VALUES.get(detail, TEXT)) for detail in names}


@given(told())
def test_what_is_told_comes_back(event: tuple[str, date, dict[str, Any]]) -> None:
    name, on, details = event
    stored = json.loads(json.dumps({"id": 7, "change": "c", "at": "a", **to_dict(name, on, **details)}))
    found = from_dict(stored)
    assert (found.id, found.kind, found.on, found.change, found.at) == (7, name, on, "c", "a")
    assert found.details == stored
    for detail in ("questions", "via", "received", "until", "outcomes", "exemptions"):
        if detail in details:
            assert getattr(found, detail) == details[detail], detail


@given(
    st.text(min_size=1, max_size=20).filter(lambda name: name not in KINDS),
    st.dictionaries(
        st.text(max_size=10).filter(lambda key: key not in ("questions", "received", "until", "outcomes", "via")), TEXT
    ),
)
def test_an_unknown_kind_with_unknown_keys_is_carried_untouched(kind: str, details: dict[str, str]) -> None:
    raw = {**details, "id": 2, "kind": kind, "on": "2026-11-22"}
    found = from_dict(raw)
    assert found.kind == kind
    assert found.details == raw


def test_a_draft_keeps_its_questions_as_texts() -> None:
    raw = {"id": 1, **to_dict("drafted", DAY, subject="Parking", questions=["How many?", "2"])}
    found = from_dict(raw)
    assert found.questions == ()
    assert found.details["questions"] == ["How many?", "2"]


@pytest.mark.parametrize("empty", [None, "", (), [], {}])
def test_details_that_say_nothing_are_left_out(empty: object) -> None:
    assert to_dict("sent", DAY, via="email", received=empty, to=empty) == {
        "kind": "sent",
        "on": "2026-11-22",
        "via": "email",
    }


def test_false_and_zero_say_something() -> None:
    assert to_dict("acknowledged", DAY, automatic=False)["automatic"] is False


@pytest.mark.parametrize("kind", ["", "Sent", "teleported", "sent "])
def test_a_kind_that_is_none_cannot_be_written(kind: str) -> None:
    with pytest.raises(BadInput):
        to_dict(kind, DAY)


@pytest.mark.parametrize(
    ("kind", "details"),
    [
        ("sent", {"subject": "x"}),
        ("acknowledged", {"outcomes": {1: Outcome("released")}}),
        ("noted", {"text": "x", "until": DAY}),
        ("closed", {"outcome": "refused", "outcomes": {1: Outcome("refused")}}),
    ],
)
def test_a_detail_of_another_kind_cannot_be_written(kind: str, details: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match="says nothing about"):
        to_dict(kind, DAY, **details)


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.must])
def test_a_detail_that_must_be_there_is_missed(kind: str) -> None:
    with pytest.raises(BadInput, match="is missing"):
        to_dict(kind, DAY)


def test_an_outcome_that_is_none_cannot_be_written() -> None:
    with pytest.raises(BadInput, match="not an outcome"):
        to_dict("answered", DAY, outcomes={1: Outcome("lost")})


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"id": 1},
        {"id": 1, "kind": "sent"},
        {"id": 1, "kind": "sent", "on": "soon"},
        {"id": 1, "kind": "sent", "on": None},
        {"id": 1, "kind": "sent", "on": "2026-11-22", "received": "soon"},
        {"id": 1, "kind": "sent", "on": "2026-11-22", "questions": 7},
        {"id": 1, "kind": "answered", "on": "2026-11-22", "outcomes": {"one": {"outcome": "released"}}},
        {"id": 1, "kind": "answered", "on": "2026-11-22", "outcomes": {"1": {}}},
        {"id": 1, "kind": "answered", "on": "2026-11-22", "outcomes": {"1": "released"}},
    ],
)
def test_what_is_no_event_is_an_error_of_the_shape(raw: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_dict(raw)


def test_every_kind_and_outcome_has_words_for_the_screen() -> None:
    assert all(kind.words and kind.whose for kind in KINDS.values())
    assert all([*OUTCOMES.values(), *REQUEST_OUTCOMES.values(), *VIAS.values()])
