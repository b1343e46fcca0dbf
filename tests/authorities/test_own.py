"""One's own entries: laid over the shipped ones field by field, never lost, and told apart when the list changes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from foi_tracker.authorities import Authority, Grade, grade, grade_words, own
from foi_tracker.authorities.own import lay_over
from foi_tracker.errors import HomeError

HACKNEY = Authority("hackney-council", "Hackney Council", "Hackney", (), "council", "england", foi_email="old@h.uk")
BASE = {"name": "Hackney Council", "short_name": "Hackney", "kind": "council", "nation": "england", "list": "shipped"}


def value(told: str | None, was: str | None = None, **more: Any) -> dict[str, Any]:
    return {"value": told, "was": was, "on": "2026-11-24", "from": "you", **more}


def entry(**fields: dict[str, Any]) -> dict[str, Any]:
    return {"base": dict(BASE), "fields": fields}


def laid(told: dict[str, Any], shipped: Authority = HACKNEY) -> own.Laid:
    return lay_over([shipped], {"hackney-council": told})


class TestLayingOver:
    def test_only_the_fields_that_were_set_are_ones_own(self) -> None:
        (found,) = laid(entry(foi_email=value("foi@h.uk", "old@h.uk"))).authorities
        assert found.foi_email == "foi@h.uk"
        assert found.own_fields == ("foi_email",)
        assert found.name == HACKNEY.name
        assert (grade(found), grade_words(found)) == (Grade.OWN, "entered by you on 24 Nov 2026")

    def test_a_confirmed_address_says_so(self) -> None:
        (found,) = laid(entry(foi_email=value("old@h.uk", "old@h.uk", confirmed=True))).authorities
        assert grade_words(found) == "confirmed by you on 24 Nov 2026"

    def test_without_entries_the_list_stands_as_it_is(self) -> None:
        assert lay_over([HACKNEY], {}) == ([HACKNEY], ())

    def test_an_address_can_be_said_to_be_none(self) -> None:
        (found,) = laid(entry(foi_email=value(None, "old@h.uk"))).authorities
        assert grade(found) is Grade.MISSING

    def test_one_that_was_added_stands_behind(self) -> None:
        added = {"fields": {"name": value("New Ltd"), "nation": value("wales")}}
        found = lay_over([HACKNEY], {"new-ltd": added}).authorities
        assert [each.slug for each in found] == ["hackney-council", "new-ltd"]
        assert (found[1].nation, found[1].kind, found[1].origin) == ("wales", "other", "own")

    def test_notes_carry_their_dates_and_leave_the_lists_note(self) -> None:
        told = {"base": dict(BASE), "notes": [{"on": "2026-11-24", "text": "By post"}]}
        (found,) = laid(told, HACKNEY._replace(note="theirs")).authorities
        assert (found.note, found.own_notes) == ("theirs", ("24 Nov 2026: By post",))


class TestAnUpgrade:
    def test_the_same_value_as_then_is_no_difference(self) -> None:
        assert laid(entry(foi_email=value("foi@h.uk", "old@h.uk"))).differences == ()

    def test_a_new_value_is_told_and_ones_own_stays(self) -> None:
        found = laid(entry(foi_email=value("foi@h.uk", "old@h.uk")), HACKNEY._replace(foi_email="new@h.uk"))
        (difference,) = found.differences
        assert (difference.field, difference.shipped, difference.yours) == ("foi_email", "new@h.uk", "foi@h.uk")
        assert found.authorities[0].foi_email == "foi@h.uk"

    def test_a_list_that_came_to_agree_is_no_difference(self) -> None:
        found = laid(entry(foi_email=value("foi@h.uk", "old@h.uk")), HACKNEY._replace(foi_email="foi@h.uk"))
        assert found.differences == ()

    def test_one_that_the_list_lost_stays_with_what_was_known(self) -> None:
        found = lay_over([], {"hackney-council": entry(foi_email=value("foi@h.uk", "old@h.uk"))})
        (kept,) = found.authorities
        assert (kept.name, kept.kind, kept.foi_email) == ("Hackney Council", "council", "foi@h.uk")
        assert [difference.field for difference in found.differences] == [""]

    def test_one_that_the_list_now_calls_closed_is_not_alive_again(self) -> None:
        told = entry(foi_email=value("foi@s.uk"))
        told["base"] |= {"name": "Solent NHS Trust"}
        found = lay_over([HACKNEY], {"solent-nhs-trust": told})
        assert found.authorities == [HACKNEY]
        assert len(found.differences) == 1

    def test_one_added_by_hand_that_the_list_now_has_is_one_authority(self) -> None:
        added = {"fields": {"name": value("Hackney Council"), "foi_email": value("foi@h.uk")}}
        found = laid(added)
        assert len(found.authorities) == 1
        assert found.authorities[0].foi_email == "foi@h.uk"
        assert [difference.field for difference in found.differences] == ["foi_email"]


class TestTheFile:
    def test_it_is_sorted_and_read_as_it_was_written(self) -> None:
        held = {"schema": 1, "authorities": {"b": entry(), "a": entry(foi_email=value("x@y.uk"))}}
        text = own.dump(held)
        assert own.parse(text, "here") == held
        assert text.index('"a"') < text.index('"b"')
        assert own.dump(own.parse(text, "here")) == text

    def test_what_is_not_known_stays(self) -> None:
        held = own.empty() | {"later": 1, "authorities": {"a": entry(foi_fax=value("0")) | {"colour": "red"}}}
        assert own.parse(own.dump(held), "here") == held

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "{",
            "[]",
            "null",
            "{}",
            '{"schema": 1}',
            '{"schema": 0, "authorities": {}}',
            '{"schema": 1, "authorities": []}',
            '{"schema": 1, "schema": 1, "authorities": {}}',
            '{"schema": 1, "authorities": {"a": {}}}',
            '{"schema": 1, "authorities": {"a": 7}}',
            '{"schema": 1, "authorities": {"a": {"fields": {"name": "A"}}}}',
            '{"schema": 1, "authorities": {"a": {"fields": {"name": {"value": 7, "on": "2026-11-24"}}}}}',
            '{"schema": 1, "authorities": {"a": {"fields": {"name": {"value": "A", "on": "soon"}}}}}',
            '{"schema": 1, "authorities": {"a": {"base": {"name": null, "kind": "x", "nation": "y"}}}}',
            '{"schema": 1, "authorities": {"a": {"fields": {"name": {"value": null, "on": "2026-11-24"}}}}}',
            "[" * 50_000,
            "<<<<<<< ours",
        ],
    )
    def test_a_damaged_one_is_an_error_that_names_it(self, text: str) -> None:
        with pytest.raises(HomeError, match=r"authorities\.json are damaged"):
            own.parse(text, "~/foi/authorities.json")

    def test_one_of_a_newer_version_is_not_guessed_at(self) -> None:
        with pytest.raises(HomeError, match="newer version"):
            own.parse('{"schema": 2, "authorities": {}}', "here")

    def test_cut_anywhere_it_is_damaged(self) -> None:
        text = own.dump({"schema": 1, "authorities": {"a": entry(foi_email=value("x@y.uk"))}}).rstrip()
        for length in range(len(text)):
            with pytest.raises(HomeError):
                own.parse(text[:length], "here")
        assert json.loads(text)
