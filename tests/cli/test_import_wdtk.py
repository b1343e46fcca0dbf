"""foi import wdtk: a request at WhatDoTheyKnow becomes one here, and a newer file of it adds what is new."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.begun import begin
from support.run import do, foi, listing, shown

from foi_tracker.exchange import wdtk


def happened(number: int, kind: str, at: str, state: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "event_type": kind,
        "created_at": at,
        "described_state": None,
        "calculated_state": state,
        "last_described_at": None,
        "incoming_message_id": 5 if kind == "response" else None,
        "outgoing_message_id": None,
        "comment_id": None,
        **more,
    }


SENT = happened(1, "sent", "2026-10-04T23:30:00.123+00:00", "waiting_response")  # 5 October in London's summer
ACK = happened(2, "response", "2026-10-06T09:00:00.000Z", "waiting_response")
REFUSED = happened(3, "response", "2026-10-30T10:00:00.000+00:00", "rejected")


def request(*events: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": 4711,
        "url_title": "fdp_adoption",
        "title": "FDP adoption",
        "created_at": "2026-10-04T23:30:00.123+00:00",
        "updated_at": "2026-10-04T23:30:00.123+00:00",
        "described_state": "waiting_response",
        "display_status": "Awaiting response.",
        "awaiting_description": False,
        "prominence": "normal",
        "law_used": "foi",
        "tags": [["fdp", None], ["batch", "7"]],
        "user_name": "Ada",
        "public_body": {
            "id": 7,
            "url_name": "homerton_healthcare_nhs_foundation_trust",
            "name": "Homerton Healthcare NHS Foundation Trust",
        },
        "info_request_events": list(events),
        **more,
    }


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "request.json"


def take_in(file: Path, told: object, *options: str) -> Any:
    file.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
    return do("import", "wdtk", file, *options)


def story(number: int = 1) -> list[tuple[str, str]]:
    return [(event["kind"], event["on"]) for event in shown(number)["events"]]


class TestANewOne:
    def test_it_has_its_clock_from_the_day_it_was_sent_in_london(self, home: Path, file: Path) -> None:
        take_in(file, request(SENT))
        told = shown()
        assert (told["subject"], told["sent_on"], told["due_on"]) == ("FDP adoption", "2026-10-05", "2026-11-02")
        assert told["authority"]["slug"] == "homerton-healthcare-nhs-foundation-trust"
        assert told["tags"] == ["fdp", "batch:7"]
        assert told["events"][1]["via"] == "wdtk"
        assert told["references"] == {"whatdotheyknow": ["fdp_adoption"]}

    def test_it_may_stand_inside_an_object(self, home: Path, file: Path) -> None:
        take_in(file, {"info_request": request(SENT)})
        assert story()[1] == ("sent", "2026-10-05")

    def test_dates_of_old_data_are_read(self, home: Path, file: Path) -> None:
        take_in(file, request(happened(1, "sent", "2013/06/18 08:18:19 +1000")))
        assert story()[1] == ("sent", "2013-06-17")

    def test_the_law_is_the_one_that_was_used_in_the_authoritys_country(self, home: Path, file: Path) -> None:
        take_in(file, request(SENT, law_used="eir"))
        lothian = {"id": 8, "url_name": "nhs_lothian", "name": "NHS Lothian"}
        take_in(file, request(SENT, id=2, url_title="b", public_body=lothian))
        take_in(file, request(SENT, id=3, url_title="c", law_used="eir", public_body=lothian))
        assert [shown(number)["regime"] for number in (1, 2, 3)] == ["EIR", "FOISA", "EISR"]

    @pytest.mark.parametrize(
        ("state", "kind", "outcome"),
        [
            ("successful", "answered", "released"),
            ("partially_successful", "answered", "partly"),
            ("rejected", "answered", "refused"),
            ("not_held", "answered", "not_held"),
            ("waiting_clarification", "clarification_requested", None),
            ("waiting_response", "noted", None),
            ("gone_postal", "noted", None),
            (None, "noted", None),
            ("some_new_state", "noted", None),
        ],
    )
    def test_an_answer_goes_only_as_far_as_its_state_says(
        self, home: Path, file: Path, state: str | None, kind: str, outcome: str | None
    ) -> None:
        ran = take_in(file, request(SENT, happened(2, "response", "2026-10-30T10:00:00Z", state)))
        event = shown()["events"][2]
        assert (event["kind"], event["on"]) == (kind, "2026-10-30")
        assert (event.get("outcomes") or {}).get("0", {}).get("outcome") == outcome
        assert ("say what it was: foi got 1" in ran.err) is (kind == "noted")

    def test_an_answer_after_a_review_was_asked_for_is_left_to_a_person(self, home: Path, file: Path) -> None:
        review = happened(4, "followup_sent", "2026-11-02T10:00:00Z", "internal_review")
        outcome = happened(5, "response", "2026-11-20T10:00:00Z", "successful")
        take_in(file, request(SENT, REFUSED, review, outcome))
        assert [kind for kind, _ in story()][:5] == ["drafted", "sent", "answered", "review_requested", "noted"]

    def test_a_follow_up_is_no_chaser_until_somebody_says_so(self, home: Path, file: Path) -> None:
        ran = take_in(file, request(SENT, happened(2, "followup_sent", "2026-10-20T10:00:00Z", "waiting_response")))
        assert story()[2] == ("noted", "2026-10-20")
        assert "foi sent 1 chaser --on 2026-10-20" in ran.err

    def test_a_withdrawal_is_one(self, home: Path, file: Path) -> None:
        ended = happened(9, "status_update", "2026-10-20T10:00:00Z", described_state="user_withdrawn")
        take_in(file, request(SENT, ended))
        assert shown()["outcome"] == "withdrawn"

    @pytest.mark.parametrize("kind", ["comment", "edit", "overdue", "very_overdue", "embargo_expiring", "public_token"])
    def test_what_is_no_letter_is_no_event(self, home: Path, file: Path, kind: str) -> None:
        take_in(file, request(SENT, happened(2, kind, "2026-10-20T10:00:00Z")))
        assert [k for k, _ in story()] == ["drafted", "sent", "labelled"]

    def test_an_authority_that_is_not_known_is_refused_with_how_to_add_it(self, home: Path, file: Path) -> None:
        file.write_text(json.dumps(request(SENT, public_body={"url_name": "moon_base", "name": "Moon Base"})))
        ran = foi("import", "wdtk", file)
        assert (ran.code, ran.out) == (3, "")
        assert "foi authorities add 'Moon Base' --wdtk moon_base" in ran.err
        do("authorities", "add", "Moon Base", "--wdtk", "moon_base", "--nation", "england")
        assert do("import", "wdtk", file).records[0][1] == "Moon Base"


class TestANewerFile:
    def test_the_same_file_adds_nothing(self, home: Path, file: Path) -> None:
        take_in(file, request(SENT, ACK, REFUSED))
        before = listing(home)["ledger.json"]
        assert "Nothing new: request 1" in take_in(file, request(SENT, ACK, REFUSED)).err
        assert listing(home)["ledger.json"].data == before.data

    def test_only_what_is_new_is_added(self, home: Path, file: Path) -> None:
        take_in(file, request(SENT, ACK))
        take_in(file, request(SENT, ACK, REFUSED))
        assert [kind for kind, _ in story()].count("answered") == 1
        assert [kind for kind, _ in story()].count("sent") == 1
        assert shown()["status"] == "answered"

    def test_what_was_not_described_and_is_now_is_added(self, home: Path, file: Path) -> None:
        take_in(file, request(SENT, happened(3, "response", "2026-10-30T10:00:00Z")))
        take_in(file, request(SENT, REFUSED))
        assert [kind for kind, _ in story()].count("answered") == 1

    def test_what_was_said_by_hand_since_is_not_doubled(self, home: Path, file: Path) -> None:
        take_in(file, request(SENT))
        do("got", 1, "answer", "--on", "2026-10-30", "--all", "released")
        take_in(file, request(SENT, REFUSED))
        assert [kind for kind, _ in story()].count("answered") == 1
        assert shown(1)["events"][2]["outcomes"]["0"]["outcome"] == "released"

    def test_one_that_was_drafted_here_and_sent_there_is_the_same(self, home: Path, file: Path) -> None:
        begin("homerton", subject="FDP adoption", on="2026-10-01")
        do("sent", 1, "--via", "wdtk", "--on", "2026-10-05")
        take_in(file, request(SENT, REFUSED))
        assert [kind for kind, _ in story()] == ["drafted", "sent", "answered", "labelled"]
        assert len(foi("status", "--all").ok.records) == 1

    def test_undo_takes_it_back_and_then_it_can_be_taken_in_again(self, home: Path, file: Path) -> None:
        for number in (1, 2):
            take_in(file, request(SENT, ACK, REFUSED))
            assert [kind for kind, _ in story(number)].count("answered") == 1
            do("undo")
        assert foi("status", "--all").ok.records == []


class TestFeeds:
    def feed(self, *events: dict[str, Any]) -> list[dict[str, Any]]:
        head = {name: value for name, value in request().items() if name not in ("info_request_events", "public_body")}
        return [
            {**event, "info_request": head, "public_body": request()["public_body"], "snippet": "x"} for event in events
        ]

    def test_a_feed_in_json_tells_the_newest_first(self, home: Path, file: Path) -> None:
        take_in(file, self.feed(REFUSED, SENT))
        assert story()[:3] == [("drafted", "2026-10-05"), ("sent", "2026-10-05"), ("answered", "2026-10-30")]
        assert "Nothing new" in take_in(file, request(SENT, REFUSED)).err

    def test_a_feed_without_its_beginning_begins_nothing(self, home: Path, file: Path) -> None:
        file.write_text(json.dumps(self.feed(REFUSED)))
        ran = foi("import", "wdtk", file)
        assert (ran.code, ran.out) == (2, "")
        assert "https://www.whatdotheyknow.com/request/fdp_adoption.json" in ran.err

    ATOM = (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry>'
        "<id>tag:www.whatdotheyknow.com,2005:InfoRequestEvent/3</id><published>2026-10-30T10:00:00Z</published>"
        '<link href="https://www.whatdotheyknow.com/request/fdp_adoption#incoming-5"/><title type="html">x</title>'
        "</entry></feed>"
    )

    def test_atom_adds_to_a_request_that_is_here(self, home: Path, file: Path) -> None:
        take_in(file, request(SENT))
        ran = take_in(file, self.ATOM)
        assert ("noted", "2026-10-30") in story()
        assert "foi got 1 WHAT --on 2026-10-30" in ran.err
        assert "Nothing new" in take_in(file, self.ATOM).err

    def test_atom_alone_begins_nothing(self, home: Path, file: Path) -> None:
        file.write_text(self.ATOM)
        ran = foi("import", "wdtk", file)
        assert ran.code == 2
        assert "fdp_adoption.json" in ran.err

    def test_entities_are_not_expanded(self, home: Path, file: Path) -> None:
        file.write_text('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + self.ATOM)
        assert foi("import", "wdtk", file).code == 2


class TestMistakes:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "[",
            "{}",
            "[1]",
            '"x"',
            "null",
            "[" * 100_000,
            "<a>",
            json.dumps(request({"id": 1})),
            json.dumps(request(happened(1, "sent", "soon"))),
            json.dumps(request(SENT, id="x")),
            json.dumps(request(SENT, title=7)),
            json.dumps(request(SENT, tags=[7])),
            json.dumps(request(SENT, info_request_events=7)),
            json.dumps(request()),
        ],
    )
    def test_what_is_no_request_is_refused_and_nothing_changes(self, home: Path, file: Path, text: str) -> None:
        file.write_text(text)
        before = listing(home)["ledger.json"]
        ran = foi("import", "wdtk", file)
        assert (ran.code, ran.out) == (2, "")
        assert "json" in ran.err
        assert listing(home)["ledger.json"] == before

    def test_a_dry_run_writes_nothing_and_tells_what_the_command_then_does(self, home: Path, file: Path) -> None:
        before = listing(home)
        tried = take_in(file, request(SENT, ACK), "-n")
        assert listing(home) == before
        assert "Nothing was recorded" in tried.err
        assert do("import", "wdtk", file).out == tried.out

    def test_json_tells_what_changed_and_what_is_left(self, home: Path, file: Path) -> None:
        told = json.loads(take_in(file, request(SENT, ACK), "--json").out)
        assert (told["new"], told["same"], len(told["left"])) == ([1], [], 1)
        assert told["changed"][0]["number"] == 1

    def test_a_title_cannot_steer_a_terminal(self, home: Path, file: Path) -> None:
        ran = take_in(file, request(SENT, title="a\u001b[31m\u202eb"))
        assert "\x1b" not in ran.out + ran.err
        assert shown()["subject"].isprintable()

    def test_days_are_read_in_every_form(self) -> None:
        assert wdtk.day_of("2026-06-30T23:30:00.000Z").isoformat() == "2026-07-01"
        assert wdtk.day_of("2026-06-30T23:30:00.000+01:00").isoformat() == "2026-06-30"
