"""Plans before letters: who is asked, with which template, under which law; and hints that can be typed."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from support.run import draft, foi, make_home, sent

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.letters import drafting, planning
from foi_tracker.casework.letters.drafting import read_values
from foi_tracker.casework.letters.planning import Asking, Plan, home_word
from foi_tracker.errors import BadInput, NotFound, Refused


@pytest.fixture
def desk(world: Path) -> Desk:
    return Desk(str(make_home()))


def plan(desk: Desk, names: tuple[str, ...], asking: Asking) -> list[Plan]:
    return planning.plan_requests(desk, planning.find_all(desk, names), asking)


def test_the_word_of_a_hint_names_the_authority_that_it_is_for(desk: Desk) -> None:
    for authority in desk.directory.authorities:
        (typed,) = shlex.split(home_word(authority))
        assert desk.directory.find(typed) == authority


class TestPlans:
    def test_each_authority_once_in_the_order_named(self, desk: Desk) -> None:
        plans = plan(desk, ("barts", "homerton", "Barts Health NHS Trust"), Asking("fdp-adoption"))
        assert [plan.authority.short_name for plan in plans] == ["Barts Health", "Homerton"]

    def test_planning_keeps_nothing(self, desk: Desk) -> None:
        before = sorted(Path(desk.folder).rglob("*"))
        drafting.preview(desk, plan(desk, ("barts",), Asking("fdp-adoption")), Asking("fdp-adoption"))
        assert sorted(Path(desk.folder).rglob("*")) == before

    def test_without_a_template_those_that_fit_are_listed(self, desk: Desk) -> None:
        with pytest.raises(BadInput) as refused:
            plan(desk, ("homerton",), Asking())
        listed = [line.split()[0] for line in refused.value.details]
        assert {"blank", "fdp-adoption"} <= set(listed)
        assert "fdp-contract" not in listed
        assert "chaser" not in listed

    @pytest.mark.parametrize(("name", "regime"), [("hackney", "FOIA"), ("nhs-lothian", "FOISA")])
    def test_the_law_is_that_of_the_nation(self, desk: Desk, name: str, regime: str) -> None:
        (planned,) = plan(desk, (name,), Asking("blank"))
        assert planned.regime == regime

    def test_a_template_of_ones_own_wins_by_name(self, desk: Desk) -> None:
        own = Path(desk.own_templates)
        own.mkdir(mode=0o700)
        shipped = Path(__file__).parents[2] / "templates" / "requests" / "blank.txt"
        (own / "blank.txt").write_text(shipped.read_text().replace("I ask for the following", "I dearly ask for this"))
        asking = Asking("blank", questions=("How many?",), subject="x")
        (letter,) = drafting.preview(desk, plan(desk, ("hackney",), asking), asking)
        assert "I dearly ask for this" in letter.letter.text


class TestFollowUps:
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
            planning.plan_follow_ups(desk, ("1",), Asking("fdp-adoption"))

    def test_the_letter_of_another_law_is_refused(self, desk: Desk) -> None:
        draft("homerton")
        sent(1)
        with pytest.raises(Refused, match="FOIA"):
            planning.plan_follow_ups(desk, ("1",), Asking("application-scottish-commissioner"))

    def test_a_template_that_is_none_is_not_found(self, desk: Desk) -> None:
        draft("homerton")
        sent(1)
        with pytest.raises(NotFound):
            planning.plan_follow_ups(desk, ("1",), Asking("zzz"))


class TestValues:
    def test_name_and_value_are_parted_at_the_first_sign(self) -> None:
        assert read_values(["a=b", " c = d=e ", "f="]) == {"a": "b", "c": " d=e ", "f": ""}

    @pytest.mark.parametrize("item", ["a", "=b", " =b", ""])
    def test_a_value_without_a_name_is_refused(self, item: str) -> None:
        with pytest.raises(BadInput, match="--set"):
            read_values([item])
