"""What one knows of an authority oneself: entered, confirmed, noted and taken back; the shipped list stays as it is."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from support.directories import again, wdtk_list
from support.run import listing

from foi_tracker.authorities import AuthorityClosed, Directory, grade_words
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.directory import entering, taking_in
from foi_tracker.casework.directory.addressbook import about
from foi_tracker.casework.directory.choosing import select
from foi_tracker.casework.directory.entering import Closure
from foi_tracker.errors import FoiError, Refused

SHIPPED = Directory.load()
HOMERTON = "homerton-healthcare-nhs-foundation-trust"


class TestEntering:
    def test_an_authority_of_ones_own_is_found_and_chosen(self, desk: Desk, home: Path) -> None:
        entered = entering.add(
            desk, "Hackney Housing Ltd", {"foi_email": "foi@hh.uk", "nation": "england", "region": "London"}
        )
        assert entered.before is None
        directory = again(desk).directory
        assert directory.find("hackney housing") == entered.after
        assert grade_words(entered.after) == "entered by you on 24 Nov 2026"
        assert entered.after in select(directory, kinds=["other"], regions=["London"]).found
        assert stat.S_IMODE((home / "authorities.json").stat().st_mode) == 0o600

    @pytest.mark.parametrize("name", ["homerton", "RQX", "NBT", "NHS England", "Solent NHS Trust", "st george's"])
    def test_a_second_entry_under_a_name_that_is_known_is_refused(self, desk: Desk, home: Path, name: str) -> None:
        with pytest.raises(Refused, match="knows"):
            entering.add(desk, name, {})
        assert not (home / "authorities.json").exists()

    def test_a_value_of_ones_own_stands_over_the_lists_and_can_be_taken_back(self, desk: Desk, home: Path) -> None:
        listed = SHIPPED.find("homerton")
        entered = entering.edit(desk, "homerton", {"foi_email": "mine@h.uk", "foi_page": "h.uk/foi"})
        assert [change.field for change in entered.changes] == ["foi_email", "foi_page", "foi_email_confidence"]
        assert again(desk).directory.find("homerton").foi_email == "mine@h.uk"
        entering.edit(again(desk), "homerton", {"foi_email": "", "foi_page": ""})
        assert again(desk).directory.find("homerton") == listed
        assert HOMERTON not in (home / "authorities.json").read_text()

    def test_the_same_again_writes_nothing(self, desk: Desk, home: Path) -> None:
        entering.edit(desk, "homerton", {"foi_email": "mine@h.uk"})
        before = listing(home)["authorities.json"]
        assert entering.edit(again(desk), "homerton", {"foi_email": "mine@h.uk"}).changes == ()
        assert listing(home)["authorities.json"] == before

    def test_none_says_that_it_has_none(self, desk: Desk) -> None:
        assert entering.edit(desk, "homerton", {"foi_email": "none"}).after.foi_email is None

    def test_what_was_confirmed_says_so_until_it_is_changed(self, desk: Desk) -> None:
        entered = entering.confirm(desk, "homerton")
        assert grade_words(entered.after) == "confirmed by you on 24 Nov 2026"
        assert entered.after.foi_email == SHIPPED.find("homerton").foi_email
        edited = entering.edit(again(desk), "homerton", {"foi_email": "other@h.uk"})
        assert grade_words(edited.after) == "entered by you on 24 Nov 2026"

    def test_an_address_that_nobody_knows_cannot_be_confirmed(self, desk: Desk) -> None:
        with pytest.raises(Refused, match="No e-mail address of Hackney Council"):
            entering.confirm(desk, "hackney")
        assert entering.confirm(desk, "hackney", "foi@h.uk").after.foi_email == "foi@h.uk"

    def test_notes_add_up(self, desk: Desk) -> None:
        entering.note(desk, "homerton", "By post")
        found = entering.note(again(desk), "homerton", "No, by form").after
        assert found.own_notes == ("24 Nov 2026: By post", "24 Nov 2026: No, by form")
        assert found.foi_email_confidence == SHIPPED.find("homerton").foi_email_confidence

    def test_one_that_closed_leads_to_who_took_over_and_can_stand_again(self, desk: Desk) -> None:
        closing = Closure(desk.today, ("barts",))
        entering.edit(desk, "homerton", {}, closing)
        with pytest.raises(AuthorityClosed, match="closed on 24 Nov 2026; its work went to Barts Health"):
            again(desk).directory.find("homerton")
        assert HOMERTON in [gone.slug for gone in again(desk).directory.predecessors(SHIPPED.find("barts"))]
        entering.edit(again(desk), "homerton", {}, Closure(None))
        assert again(desk).directory.find("homerton") == SHIPPED.find("homerton")

    @pytest.mark.parametrize(
        "act",
        [
            lambda desk: entering.edit(desk, "homerton", {}),
            lambda desk: entering.edit(desk, "homerton", {"foi_email": "a@b, c@d"}),
            lambda desk: entering.edit(desk, "homerton", {"kind": "gang"}),
            lambda desk: entering.edit(desk, "zzzz", {"kind": "icb"}),
            lambda desk: entering.edit(desk, "university", {"kind": "icb"}),
            lambda desk: entering.edit(desk, "Solent NHS Trust", {"kind": "icb"}),
            lambda desk: entering.edit(desk, "homerton", {}, Closure(None)),
            lambda desk: entering.edit(desk, "homerton", {}, Closure(desk.today, ("homerton",))),
            lambda desk: entering.add(desk, "日本", {}),
            lambda desk: entering.add(desk, "=cmd", {}),
            lambda desk: entering.note(desk, "homerton", " "),
            lambda desk: entering.note(desk, "homerton", "red\x1b[31m"),
        ],
    )
    def test_what_is_refused_writes_nothing(self, desk: Desk, home: Path, act: object) -> None:
        assert callable(act)
        with pytest.raises(FoiError):
            act(desk)
        assert not (home / "authorities.json").exists()

    def test_what_is_only_tried_writes_nothing(self, home: Path, tmp_path: Path) -> None:
        path = wdtk_list(tmp_path, ("New", "new_one", ""))
        own = tmp_path / "own.csv"
        own.write_text("name,email\nNew Ltd,a@b.uk\n")
        before = listing(home)
        for act in (
            lambda desk: entering.add(desk, "New Ltd", {}),
            lambda desk: entering.edit(desk, "homerton", {"foi_email": "a@b.uk"}),
            lambda desk: entering.note(desk, "homerton", "x"),
            lambda desk: entering.confirm(desk, "homerton"),
            lambda desk: taking_in.take_in(desk, path),
            lambda desk: taking_in.take_in(desk, str(own)),
        ):
            act(Desk(str(home), dry=True))
        assert listing(home) == before


class TestAnUpgrade:
    def test_where_the_list_now_differs_is_told_until_one_chooses(self, desk: Desk, home: Path) -> None:
        entering.edit(desk, "homerton", {"foi_email": "mine@h.uk"})
        path = home / "authorities.json"
        # As if the list that was shipped then had another address.
        now = SHIPPED.find("homerton").foi_email
        path.write_text(path.read_text().replace(f'"was": "{now}"', '"was": "then@h.uk"'))
        (difference,) = about(again(desk).directory, "homerton", None).differences
        assert (difference.shipped, difference.yours) == (now, "mine@h.uk")
        entering.edit(again(desk), "homerton", {"foi_email": "mine@h.uk"})
        assert again(desk).directory.differences == ()
