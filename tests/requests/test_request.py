"""A request as the sum of its events: the order of storage does not matter, only dates and ids do."""

from __future__ import annotations

import copy
import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.lives import day, life, outcomes, standing

from foi_tracker.errors import LedgerCorrupt
from foi_tracker.requests.events import KeptFile, Outcome, kept_file, to_dict
from foi_tracker.requests.folding import fold
from foi_tracker.requests.request import Request

START = date(2026, 11, 1)
KINDS = ["sent", "acknowledged", "noted", "answered", "chased", "closed", "reopened", "undelivered", "holding"]


def stored(*events: dict[str, Any]) -> dict[str, Any]:
    """Return a stored request of these events, numbered in the order given."""
    return {
        "number": 7,
        "uid": "u7",
        "authority": {"slug": "a", "name": "Authority"},
        "regime": "FOIA",
        "events": [{"id": number, "change": f"c{number}", "at": "", **event} for number, event in enumerate(events, 1)],
    }


def drafted(**details: Any) -> dict[str, Any]:
    return to_dict("drafted", START, **{"subject": "Data", "questions": ["a", "b", "c"], **details})


@st.composite
def lives(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a stored request: a draft, then any events on a few days, some of them taken back."""
    events = [drafted()]
    for _ in range(draw(st.integers(0, 9))):
        on = START + timedelta(days=draw(st.integers(-2, 4)))
        kind = draw(st.sampled_from([*KINDS, "voided"]))
        details: dict[str, Any] = {}
        if kind == "noted":
            details["text"] = "x"
        elif kind == "answered":
            details["outcomes"] = {
                draw(st.integers(0, 3)): Outcome(draw(st.sampled_from(["released", "refused", "to_follow"])))
            }
        elif kind == "voided":
            details["voids"] = tuple(draw(st.lists(st.integers(2, len(events) + 1), min_size=1, max_size=3)))
        events.append(to_dict(kind, on, **details))
    return stored(*events)


def story(request: Request) -> tuple[Any, ...]:
    """Return everything that a request says of itself."""
    return (
        [event.id for event in request.events],
        sorted(event.id for event in request.voided),
        request.sent_on,
        request.received_on,
        request.via,
        request.closed_as,
        request.questions,
        request.campaign,
        request.tags,
        request.their_refs,
        request.waiting_draft,
    )


@given(lives(), st.randoms(use_true_random=False))
def test_folding_does_not_depend_on_the_order_of_storage(raw: dict[str, Any], shuffle: random.Random) -> None:
    shuffled = copy.deepcopy(raw)
    shuffle.shuffle(shuffled["events"])
    assert story(fold(shuffled)) == story(fold(raw))


@given(lives())
def test_events_stand_in_legal_order_with_the_first_draft_first(raw: dict[str, Any]) -> None:
    events = fold(raw).events
    if events and events[0].id == 1:
        events = events[1:]
    assert [(event.on, event.id) for event in events] == sorted((event.on, event.id) for event in events)


@given(lives())
def test_folding_changes_nothing_that_is_stored(raw: dict[str, Any]) -> None:
    before = copy.deepcopy(raw)
    story(fold(raw))
    assert raw == before


@given(lives())
def test_taking_back_the_taking_back_restores_the_story(raw: dict[str, Any]) -> None:
    before = fold(raw)
    if before.undone:
        return
    newest = max(event["id"] for event in raw["events"])
    victim = before.events[-1].id
    void = {"id": newest + 1, **to_dict("voided", START, voids=(victim,))}
    unvoid = {"id": newest + 2, **to_dict("voided", START, voids=(newest + 1,))}
    gone = fold({**raw, "events": [*raw["events"], void]})
    assert victim not in [event.id for event in gone.events]
    back = fold({**raw, "events": [*raw["events"], void, unvoid]})
    assert [event.id for event in back.events] == [event.id for event in before.events]


class TestLateEntries:
    def test_an_event_typed_late_stands_where_it_happened(self) -> None:
        request = life(
            ("22 Nov 2026", "sent"),
            ("14 Dec 2026", "answered", {"outcomes": outcomes(q1="released")}),
            ("24 Nov 2026", "acknowledged"),
            questions=1,
        )
        assert [event.kind for event in request.events] == ["drafted", "sent", "acknowledged", "answered"]

    def test_on_the_same_day_what_was_typed_first_stands_first(self) -> None:
        request = life(
            ("22 Nov 2026", "sent"), ("22 Nov 2026", "undelivered"), ("22 Nov 2026", "sent", {"via": "form"})
        )
        assert [event.id for event in request.events] == [1, 2, 3, 4]
        assert request.via == "form"

    def test_a_draft_made_after_it_was_sent_still_stands_first(self) -> None:
        raw = stored(to_dict("drafted", date(2026, 12, 1), subject="x"), to_dict("sent", START))
        assert [event.kind for event in fold(raw).events] == ["drafted", "sent"]


class TestWhatItSays:
    def test_the_later_outcome_of_a_question_holds(self) -> None:
        request = life(
            ("1 Nov 2026", "sent"),
            ("10 Nov 2026", "answered", {"outcomes": outcomes(q1="refused s43(2)", q2="released")}),
            ("1 Dec 2026", "review_requested"),
            ("20 Dec 2026", "review_answered", {"outcomes": outcomes(q1="partly s40(2)")}),
            questions=3,
        )
        assert [(q.outcome, q.exemptions) for q in request.questions] == [
            ("partly", ("s40(2)",)),
            ("released", ()),
            (None, ()),
        ]

    def test_an_outcome_for_all_is_overridden_by_one_for_a_question(self) -> None:
        told = {0: Outcome("released"), 2: Outcome("refused")}
        request = life(("1 Nov 2026", "sent"), ("2 Nov 2026", "answered", {"outcomes": told}), questions=3)
        assert [q.outcome for q in request.questions] == ["released", "refused", "released"]

    def test_labels_add_up(self) -> None:
        request = life(
            ("1 Nov 2026", "labelled", {"tags": ("a", "b"), "campaign": "one"}),
            ("2 Nov 2026", "labelled", {"untags": ("a",), "tags": ("c",), "refs": {"ico": "IC-1"}}),
        )
        assert (request.tags, request.campaign, request.their_refs) == (("b", "c"), "one", ("IC-1",))

    def test_a_withdrawal_closes_and_reopening_opens(self) -> None:
        assert life(("1 Nov 2026", "sent"), ("2 Nov 2026", "withdrawn")).closed_as == "withdrawn"
        assert life(("1 Nov 2026", "closed"), ("2 Nov 2026", "reopened")).closed_as is None
        assert life(("1 Nov 2026", "closed")).closed_as == ""

    def test_reclassified_it_is_under_another_law(self) -> None:
        assert life(("1 Nov 2026", "sent"), ("2 Nov 2026", "reclassified", {"regime": "EIR"})).regime == "EIR"

    def test_with_everything_taken_back_it_is_undone(self) -> None:
        assert fold(stored(drafted(), to_dict("voided", START, voids=(1,)))).undone

    def test_an_authority_without_a_short_name_goes_by_its_name(self) -> None:
        assert fold(stored(drafted())).authority.short_name == "Authority"


class TestWaitingDraft:
    def test_it_waits_until_it_is_sent(self) -> None:
        raw = stored(drafted(), to_dict("sent", START, draft=1))
        waiting = fold(stored(drafted())).waiting_draft
        assert waiting is not None
        assert waiting.event == 1
        assert fold(raw).waiting_draft is None

    def test_a_letter_drafted_here_after_it_went_is_taken_for_the_one_that_went(self) -> None:
        raw = stored(drafted(), to_dict("sent", START - timedelta(days=5)))
        assert fold(raw).waiting_draft is None

    def test_the_next_letter_waits_in_its_turn(self) -> None:
        chaser = to_dict("drafted", START, subject="x", records="chased")
        raw = stored(drafted(), to_dict("sent", START, draft=1), chaser)
        waiting = fold(raw).waiting_draft
        assert waiting is not None
        assert (waiting.event, waiting.records) == (3, "chased")
        raw["events"].append({"id": 4, **to_dict("chased", START, draft=3)})
        assert fold(raw).waiting_draft is None


class TestTolerance:
    def test_kinds_and_keys_of_another_version_are_carried(self) -> None:
        raw = {**stored(drafted(), {"kind": "teleported", "on": "2026-11-22", "extra": {"a": [1]}}), "mood": "blue"}
        request = fold(raw)
        assert request.raw["mood"] == "blue"
        assert request.events[1].details["extra"] == {"a": [1]}
        assert standing(request, "1 Dec 2026").status == "draft"

    def test_an_unknown_law_does_not_hide_the_request(self) -> None:
        raw = {**stored(drafted(), to_dict("sent", START)), "regime": "MARTIAN"}
        assert standing(fold(raw), "1 Dec 2026").request.regime == "MARTIAN"

    @pytest.mark.parametrize(
        "damage",
        [
            {"authority": {}},
            {"authority": None},
            {"authority": {"slug": "", "name": "A"}},
            {"uid": ""},
            {"regime": ""},
            {"events": None},
            {"events": [None]},
            {"events": [{"id": 1}]},
        ],
        ids=repr,
    )
    def test_what_has_not_the_shape_of_one_is_named(self, damage: dict[str, Any]) -> None:
        with pytest.raises(LedgerCorrupt, match="Request 7 "):
            fold({**stored(drafted()), **damage})


class TestLinks:
    def test_how_it_came_of_another_is_in_its_first_draft(self) -> None:
        raw = stored(to_dict("drafted", START, subject="x", narrows="u2"), to_dict("sent", START))
        assert fold(raw).links == {"narrows": "u2"}
        assert fold(stored(drafted())).links == {}

    def test_a_later_letter_links_nothing(self) -> None:
        raw = stored(drafted(), to_dict("sent", START), to_dict("drafted", START, subject="x", replaces="u2"))
        assert fold(raw).links == {}


class TestReminders:
    def test_they_come_in_the_order_of_their_days(self) -> None:
        request = life(
            ("2 Nov 2026", "reminded", {"until": day("1 Mar 2027"), "text": "later"}),
            ("3 Nov 2026", "reminded", {"until": day("1 Feb 2027"), "text": "sooner"}),
            ("4 Nov 2026", "reminded", {"until": day("1 Mar 2027"), "text": "later too"}),
        )
        assert [one.text for one in request.reminders] == ["sooner", "later", "later too"]

    def test_one_that_is_done_is_gone_and_the_others_stay(self) -> None:
        request = life(
            ("2 Nov 2026", "reminded", {"until": day("1 Mar 2027"), "text": "a"}),
            ("3 Nov 2026", "reminded", {"until": day("1 Feb 2027"), "text": "b"}),
            ("4 Nov 2026", "reminded", {"done": (2,)}),
        )
        assert [one.text for one in request.reminders] == ["b"]

    def test_done_that_was_taken_back_brings_it_back(self) -> None:
        set_on = to_dict("reminded", START, until=date(2027, 3, 1))
        raw = stored(drafted(), set_on, to_dict("reminded", START, done=(2,)), to_dict("voided", START, voids=(3,)))
        assert [one.on for one in fold(raw).reminders] == [date(2027, 3, 1)]

    def test_one_without_a_day_is_none(self) -> None:
        assert life(("2 Nov 2026", "reminded", {"text": "some time"})).reminders == ()

    def test_it_starts_no_clock(self) -> None:
        request = life(("2 Nov 2026", "reminded", {"until": day("1 Mar 2027")}))
        assert standing(request, "1 Mar 2027").clocks == ()


class TestReferences:
    def test_they_are_told_apart_by_whose_they_are(self) -> None:
        request = life(
            ("2 Nov 2026", "sent"),
            ("3 Nov 2026", "acknowledged", {"ref": "FOI-9"}),
            ("4 Nov 2026", "labelled", {"refs": {"regulator": "IC-1", "tribunal": "EA/1", "ours": "HC-7"}}),
            ("5 Nov 2026", "acknowledged", {"ref": "FOI-10"}),
            ("6 Nov 2026", "acknowledged", {"ref": "FOI-9"}),
        )
        assert request.references == {
            "authority": ("FOI-10", "FOI-9"),
            "regulator": ("IC-1",),
            "tribunal": ("EA/1",),
        }
        assert request.our_ref == "HC-7"
        assert request.their_refs == ("FOI-10", "FOI-9", "IC-1", "EA/1"), "one that is given again is the newest"

    def test_ours_is_that_of_the_first_letter_until_another_is_given(self) -> None:
        raw = stored(to_dict("drafted", START, subject="x", our_ref="FOI-7"))
        assert fold(raw).our_ref == "FOI-7"
        raw["events"] += [
            {"id": 2, **to_dict("labelled", START, refs={"ours": "HC-7"})},
            {"id": 3, **to_dict("labelled", START, refs={"authority": "A"})},
        ]
        assert fold(raw).our_ref == "HC-7"


class TestSuccessors:
    def request(self, *names: str) -> Request:
        told = [
            (f"{3 + place} Nov 2026", "succeeded", {"authority": {"slug": name.lower(), "name": name}})
            for place, name in enumerate(names)
        ]
        return life(("2 Nov 2026", "sent"), *told)

    def test_the_last_one_has_it(self) -> None:
        assert self.request("B").authority.name == "B"
        assert self.request("B", "C").authority.slug == "c"

    def test_what_was_addressed_stays_as_it_was(self) -> None:
        assert self.request("B").raw["authority"]["name"] == "Authority"

    def test_one_without_a_short_name_goes_by_its_name(self) -> None:
        assert self.request("B").authority.short_name == "B"

    def test_the_clock_goes_on(self) -> None:
        before = standing(life(("2 Nov 2026", "sent")), "10 Nov 2026")
        assert standing(self.request("B"), "10 Nov 2026").due_on == before.due_on


class TestPassedOn:
    def test_the_questions_that_it_names_are_held_elsewhere(self) -> None:
        request = life(("2 Nov 2026", "sent"), ("9 Nov 2026", "transferred", {"questions": (2,)}), questions=3)
        assert [question.outcome for question in request.questions] == [None, "held_elsewhere", None]
        assert request.questions[1].answered_on == day("9 Nov 2026")

    def test_without_names_it_is_all_of_them(self) -> None:
        request = life(("2 Nov 2026", "sent"), ("9 Nov 2026", "transferred"), questions=2)
        assert [question.outcome for question in request.questions] == ["held_elsewhere"] * 2
        told = standing(request, "9 Nov 2026")
        assert (told.outcome, told.status) == ("not_held", "answered")

    def test_an_answer_after_all_holds(self) -> None:
        request = life(
            ("2 Nov 2026", "sent"),
            ("9 Nov 2026", "transferred"),
            ("12 Nov 2026", "answered", {"outcomes": outcomes(q1="released")}),
            questions=1,
        )
        assert request.questions[0].outcome == "released"


class TestKeptFiles:
    @pytest.mark.parametrize(
        ("entry", "kept"),
        [
            ("replies/0001/a.pdf", KeptFile("replies/0001/a.pdf")),
            (["replies/0001/a.pdf", "ab12"], KeptFile("replies/0001/a.pdf", "ab12")),
            ({"path": "replies/0001/a.pdf", "sha256": "ab12"}, KeptFile("replies/0001/a.pdf", "ab12")),
            ({"path": "a.pdf", "size": 3}, KeptFile("a.pdf")),
            (["a.pdf", None], KeptFile("a.pdf")),
            (["a.pdf", 7], KeptFile("a.pdf")),
        ],
        ids=repr,
    )
    def test_every_way_in_which_one_was_written_is_read(self, entry: Any, kept: KeptFile) -> None:
        assert kept_file(entry) == kept

    @pytest.mark.parametrize("entry", [None, 7, [], ["a", "b", "c"], [1, "x"], {}, {"path": 3}, True], ids=repr)
    def test_what_names_none_is_passed_over(self, entry: Any) -> None:
        assert kept_file(entry) is None

    @pytest.mark.parametrize("files", ["a.pdf", {"path": "a.pdf"}, 3, None], ids=repr)
    def test_a_list_that_is_none_holds_none(self, files: Any) -> None:
        raw = stored(drafted(), {"kind": "noted", "on": "2026-11-22", "text": "x", "files": files})
        assert fold(raw).events[1].files == ()

    def test_an_event_names_those_it_came_with(self) -> None:
        raw = stored(drafted(), {"kind": "noted", "on": "2026-11-22", "text": "x", "files": [["a", "h"], None, "b"]})
        assert fold(raw).events[1].files == (KeptFile("a", "h"), KeptFile("b"))
