"""Plans before letters: who is asked, with which template, under which law; and hints that can be typed."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from support.run import draft, foi, sent
from support.terminal import ROOT

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.letters import drafting, planning
from foi_tracker.casework.letters.planning import DraftOptions, Plan
from foi_tracker.errors import BadInput, NotFound, Refused


def plan(desk: Desk, names: tuple[str, ...], options: DraftOptions) -> list[Plan]:
    return planning.plan_requests(desk, planning.find_all(desk, names), options)


def test_the_word_of_a_hint_names_the_authority_that_it_is_for(desk: Desk) -> None:
    for authority in desk.directory.authorities:
        typed = desk.directory.word_for(authority)
        assert shlex.quote(typed) == typed
        assert desk.directory.find(typed) == authority


class TestPlans:
    def test_each_authority_once_in_the_order_named(self, desk: Desk) -> None:
        plans = plan(desk, ("barts", "homerton", "Barts Health NHS Trust"), DraftOptions("fdp-adoption"))
        assert [plan.authority.short_name for plan in plans] == ["Barts Health", "Homerton"]

    def test_planning_keeps_nothing(self, desk: Desk) -> None:
        before = sorted(Path(desk.folder).rglob("*"))
        drafting.preview(desk, plan(desk, ("barts",), DraftOptions("fdp-adoption")), DraftOptions("fdp-adoption"))
        assert sorted(Path(desk.folder).rglob("*")) == before

    def test_without_a_template_those_that_fit_are_listed(self, desk: Desk) -> None:
        with pytest.raises(BadInput) as refused:
            plan(desk, ("homerton",), DraftOptions())
        listed = [line.split()[0] for line in refused.value.details]
        assert {"blank", "fdp-adoption"} <= set(listed)
        assert "fdp-contract" not in listed
        assert "chaser" not in listed

    @pytest.mark.parametrize(("name", "regime"), [("hackney", "FOIA"), ("nhs-lothian", "FOISA")])
    def test_the_law_is_that_of_the_nation(self, desk: Desk, name: str, regime: str) -> None:
        (planned,) = plan(desk, (name,), DraftOptions("blank"))
        assert planned.regime == regime

    def test_a_template_of_ones_own_wins_by_name(self, desk: Desk) -> None:
        own = Path(desk.own_templates)
        own.mkdir(mode=0o700)
        shipped = Path(ROOT) / "templates" / "requests" / "blank.txt"
        (own / "blank.txt").write_text(shipped.read_text().replace("I ask for the following", "I dearly ask for this"))
        options = DraftOptions("blank", questions=("How many?",), subject="x")
        (letter,) = drafting.preview(desk, plan(desk, ("hackney",), options), options)
        assert "I dearly ask for this" in letter.letter.text

    @pytest.mark.parametrize("link", ["narrows", "replaces"])
    def test_a_new_request_comes_of_one_other(self, desk: Desk, link: str) -> None:
        draft("homerton", "barts")
        options = DraftOptions("blank", questions=("How many?",), subject="x")
        with pytest.raises(BadInput, match="One request at a time"):
            plan(desk, ("hackney",), options._replace(**{link: "1-2"}))


class TestMisfits:
    def test_all_to_whom_a_letter_does_not_fit_are_named_at_once(self, desk: Desk) -> None:
        names = ("barts", "public health wales nhs trust", "velindre")
        with pytest.raises(Refused, match="fdp-agreements does not fit 2 of 3 authorities") as refused:
            plan(desk, names, DraftOptions("fdp-agreements"))
        assert refused.value.details == (
            "Public Health Wales NHS Trust: it is written for England",
            "Velindre University NHS Trust: it is written for England",
        )
        assert refused.value.hint == "Leave them out: add --nation england"

    def test_for_different_reasons_each_is_left_out_by_name(self, desk: Desk) -> None:
        with pytest.raises(Refused) as refused:
            plan(desk, ("barts", "hackney", "nhs-lothian"), DraftOptions("fdp-agreements"))
        assert refused.value.hint == "Leave them out: add --not hackney --not lothian"

    def test_what_the_refusal_proposes_mends_it(self, home: Path) -> None:
        asked = ("draft", "--kind", "nhs-trust", "-t", "fdp-agreements", "-n")
        refused = foi(*asked)
        assert refused.code == 4
        *_, option, value = refused.err.split()
        assert foi(*asked, option, value).code == 0

    def test_one_alone_is_led_to_the_letters_that_fit(self, desk: Desk) -> None:
        with pytest.raises(Refused, match="does not fit Hackney Council") as refused:
            plan(desk, ("hackney",), DraftOptions("fdp-agreements"))
        assert refused.value.hint == "See those that fit: {foi} draft hackney"


class TestFollowUps:
    def test_while_a_letter_waits_it_can_be_changed_or_taken_back(self, desk: Desk) -> None:
        draft("homerton")
        with pytest.raises(Refused, match="waits to be sent") as refused:
            planning.plan_follow_ups(desk, ("1",), DraftOptions())
        for command in ("letter 1", "sent 1", "edit 1", "undo 1"):
            assert f"{{foi}} {command}" in refused.value.hint

    def test_an_authority_that_left_the_directory_can_still_be_written_to(self, desk: Desk) -> None:
        draft("homerton")
        sent(1)
        ledger = Path(desk.folder) / "ledger.json"
        ledger.write_text(ledger.read_text().replace("homerton-healthcare-nhs-foundation-trust", "gone-trust"))
        out = foi("draft", 1, today="2026-12-23").ok.out
        assert "Homerton Healthcare NHS Foundation Trust" in out

    def test_a_template_for_requests_begins_no_follow_up(self, desk: Desk) -> None:
        draft("homerton")
        sent(1)
        with pytest.raises(Refused, match="new request"):
            planning.plan_follow_ups(desk, ("1",), DraftOptions("fdp-adoption"))

    def test_the_letter_of_another_law_is_refused(self, desk: Desk) -> None:
        draft("homerton")
        sent(1)
        with pytest.raises(Refused, match="FOIA"):
            planning.plan_follow_ups(desk, ("1",), DraftOptions("application-scottish-commissioner"))

    def test_a_template_that_is_none_is_not_found(self, desk: Desk) -> None:
        draft("homerton")
        sent(1)
        with pytest.raises(NotFound):
            planning.plan_follow_ups(desk, ("1",), DraftOptions("zzz"))
