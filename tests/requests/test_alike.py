"""What is worked out once for all requests that are alike, or skimmed, is what each of them says when it is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_tracker.errors import LedgerCorrupt
from foi_tracker.law.calendar import shipped
from foi_tracker.requests import alike
from foi_tracker.requests.events import KINDS
from foi_tracker.requests.folding import fold, skim
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import calls_for_attention, clocks_of, stand, stand_closed

START = date(2026, 11, 2)
# Mostly the kinds of a plain life; any other must be told apart from it.
USUAL = ["sent", "sent", "acknowledged", "chased", "noted", "labelled", "drafted"]
RARE = ["closed", "reminded", "received", "undelivered", "answered", "voided", "reopened", "withdrawn", "complained"]


DAYS = [(START + timedelta(days=after * 15)).isoformat() for after in range(-1, 4)]

# A few values for every detail that an event can carry.
VALUES: dict[str, list[Any]] = {
    "via": ["email", "post"],
    "received": DAYS,
    "until": DAYS,
    "draft": [1, 2, 3],
    "records": ["sent", "chased", "noted"],
    "questions": [[1], [2]],
    "concerns": [[1], [2]],
    "outcomes": [{"0": {"outcome": "released"}}, {"1": {"outcome": "refused"}}],
    "voids": [[1], [2], [2, 3]],
    "done": [[2], [3]],
    "refs": [{"ours": "FOI-1"}, {"authority": "A/2"}],
    "tags": [["a"], ["b"]],
    "untags": [["a"]],
    "automatic": [True, False],
    "outcome": ["refused", "successful"],
}


def details(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """Draw details that the vocabulary allows to a kind of event, all that it demands among them."""
    known = KINDS[kind]
    chosen = draw(st.sets(st.sampled_from(known.may), max_size=2)) if known.may else set()
    return {name: draw(st.sampled_from(values(kind, name))) for name in sorted(chosen | {*known.must})}


def values(kind: str, name: str) -> list[Any]:
    if kind == "drafted" and name == "questions":
        return [["a"], ["a", "b"]]
    return VALUES.get(name, ["x", "y"])


def event(draw: st.DrawFn, number: int, kind: str) -> dict[str, Any]:
    head = {"id": number, "change": f"c{number}", "kind": kind, "on": draw(st.sampled_from(DAYS)), "at": ""}
    return {**head, **details(draw, kind)}


@st.composite
def lives(draw: st.DrawFn, kinds: tuple[str, ...] = (*USUAL, *USUAL, *RARE), ends: bool = False) -> dict[str, Any]:
    """Draw a stored request: mostly a short plain life, sometimes any other; ``ends`` puts a closing behind it."""
    told = ["drafted", *draw(st.lists(st.sampled_from(kinds), max_size=3)), *(["closed"] if ends else [])]
    return {
        "number": draw(st.integers(1, 3)),
        "uid": draw(st.sampled_from(["u1", "u2"])),
        "authority": {
            "slug": "a",
            "name": draw(st.sampled_from(["A", "B"])),
            "kind": draw(st.sampled_from(["school", "council", "nhs-trust"])),
        },
        "regime": draw(st.sampled_from(["FOIA", "FOISA", "SAR"])),
        "events": [event(draw, number, kind) for number, kind in enumerate(told, 1)],
    }


def story(request: Request) -> dict[str, Any]:
    """Return everything that a request says of itself."""
    names = [name for name in dir(Request) if not name.startswith("_") and name != "alike"]
    told = {name: getattr(request, name) for name in names}
    life = told.pop("life")
    return {**told, "life": [getattr(life, name) for name in life.__slots__]}


@pytest.fixture(autouse=True)
def _nothing_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin each test, not each of its examples, with no life known: examples learn from those before them."""
    monkeypatch.setattr(alike, "_KNOWN", {})


def little_changed(raw: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the request with one detail of one event changed, or told where it was not: each in turn."""
    for place, event in enumerate(raw["events"]):
        for name in ("on", *KINDS[event["kind"]].may):
            for value in DAYS if name == "on" else values(event["kind"], name):
                events = [*raw["events"]]
                events[place] = {**event, name: value}
                yield {**raw, "events": events}


@settings(max_examples=150)
@given(lives(), st.integers(0, 90))
def test_requests_that_are_alike_say_and_stand_as_if_each_was_read_alone(raw: dict[str, Any], later: int) -> None:
    today, calendar = START + timedelta(days=later), shipped()
    for one in (raw, raw, *little_changed(raw)):
        folded, alone = fold(one), Request(one)
        assert clocks_of(folded, calendar) == clocks_of(alone, calendar)
        assert stand(folded, today=today, calendar=calendar)[1:] == stand(alone, today=today, calendar=calendar)[1:]
        assert stand(folded, today=today, calendar=calendar).request is folded
        assert calls_for_attention(folded, today=today, calendar=calendar) == calls_for_attention(
            alone, today=today, calendar=calendar
        )
        assert story(folded) == story(alone)


@settings(max_examples=300)
@given(lives(ends=True))
def test_a_skimmed_request_says_and_stands_as_if_it_was_read(raw: dict[str, Any]) -> None:
    skimmed = skim(raw)
    if skimmed is not None:
        alone = Request(raw)
        assert stand_closed(skimmed)[1:] == stand_closed(alone)[1:]
        assert not alone.undone
        assert story(skimmed) == story(alone)


def plain(number: int, **details: Any) -> dict[str, Any]:
    """Return a request that was sent on the day it was drafted."""
    asked = {"id": 1, "kind": "drafted", "on": "2026-11-02", "subject": f"Part {number}", "questions": ["a"] * number}
    return {
        "number": number,
        "uid": f"u{number}",
        "authority": {"slug": "a", "name": f"Authority {number}"},
        "regime": "FOIA",
        "events": [asked, {"id": 2, "kind": "sent", "on": "2026-11-02", "draft": 1, **details}],
    }


def test_requests_of_one_campaign_share_a_life_and_each_keeps_its_own_words() -> None:
    first, second = fold(plain(1)), fold(plain(2))
    assert first.alike is second.alike is not None
    assert (second.subject, second.authority_name, second.question_count) == ("Part 2", "Authority 2", 2)


@pytest.mark.parametrize("own", [{"on": "2026-11-03"}, {"via": "post"}, {"draft": 2}, {"questions": [1]}])
def test_what_counts_tells_two_lives_apart(own: dict[str, Any]) -> None:
    assert fold(plain(1)).alike is not fold(plain(2, **own)).alike


@pytest.mark.parametrize("own", [{"on": "soon"}, {"on": None}, {"received": "x"}, {"id": "two"}, {"id": []}])
def test_damage_is_found_beside_thousands_that_are_whole(own: dict[str, Any]) -> None:
    fold(plain(1))
    raw = plain(2, **own)
    raw["events"].append({"id": 3, "kind": "noted", "on": "2026-11-02"})
    for _ in range(2):
        with pytest.raises(LedgerCorrupt, match="Request 2"):
            fold(raw)


@pytest.mark.parametrize(
    "own", [{"until": "2026-12-01"}, {"outcomes": {"0": {"outcome": "released"}}}, {"kind": "received"}]
)
def test_what_a_plain_life_does_not_hold_keeps_a_request_to_itself(own: dict[str, Any]) -> None:
    assert fold(plain(1, **own)).alike is None


def test_a_request_whose_first_event_is_not_the_first_draft_is_kept_to_itself() -> None:
    raw = plain(1)
    raw["events"][0]["id"] = 3
    assert fold(raw).alike is None


def test_a_detail_that_nothing_can_be_kept_by_keeps_a_request_to_itself() -> None:
    assert fold(plain(1, draft=[1])).alike is None


def test_what_is_wrong_with_a_skimmed_request_is_found_when_it_is_read() -> None:
    raw = plain(1, on="soon")
    raw["events"].append({"id": 3, "kind": "closed", "on": "2026-12-01", "outcome": "refused"})
    skimmed = skim(raw)
    assert skimmed is not None
    with pytest.raises(LedgerCorrupt, match="Request 1"):
        _ = skimmed.events


@pytest.mark.parametrize("other", ["reopened", "voided", "withdrawn", "succeeded", "closed"])
def test_where_the_end_does_not_tell_it_all_nothing_is_skimmed(other: str) -> None:
    raw = plain(1)
    raw["events"] += [
        {"id": 3, "kind": other, "on": "2026-12-01"},
        {"id": 4, "kind": "closed", "on": "2026-12-02", "outcome": "refused"},
    ]
    assert skim(raw) is None
    assert skim(plain(1)) is None
