"""Lists taken in: they join what is known, add what is new, and change nothing that a person typed."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from support.directories import again, wdtk_list
from support.run import listing

from foi_tracker.authorities import AuthorityClosed, Directory, grade_words
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.directory import entering, taking_in
from foi_tracker.casework.directory.choosing import select
from foi_tracker.errors import Ambiguous, BadInput

SHIPPED = Directory.load()


class TestTakingIn:
    def test_thousands_of_rows_come_in_once(self, desk: Desk, home: Path, tmp_path: Path) -> None:
        rows = [(f"Saint Number {n} School", f"st_number_{n}_school", f"school dfe:URN{n}") for n in range(4_995)]
        rows += [
            ("Homerton Healthcare", "homerton_healthcare_nhs_foundation_trust", "nhstrust nhsorgcode:RQX"),
            ("Whittington Health NHS Trust", "the_whittington", "nhstrust"),
            ("The Barts", "barts_by_another_name", "nhsorgcode:R1H"),
            ("Old Barts", "old_barts", "defunct nhsorgcode:R1H"),
            ("Free Club", "free_club", "foi_no"),
        ]
        taken = taking_in.take_in(desk, wdtk_list(tmp_path, *rows))
        assert (taken.new, taken.changed, taken.known, taken.joined) == (5_000, 0, 0, 3)
        assert (taken.closed, taken.not_bound, taken.problems) == (1, 1, ())
        path = home / "authorities_imported.tsv"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        before = listing(home)[path.name]
        second = taking_in.take_in(again(desk), wdtk_list(tmp_path, *reversed(rows)))
        assert second.changes_nothing
        assert (second.known, listing(home)[path.name]) == (5_000, before)

        directory = again(desk).directory
        assert directory.find("the whittington") == SHIPPED.find("whittington")
        assert directory.find("barts by another name") == SHIPPED.find("barts")
        assert directory.find("st number 3137 school").slug == "st-number-3137-school"
        with pytest.raises(Ambiguous, match="4995"):
            directory.find("number")
        slugs = [each.slug for each in directory.everyone(closed_too=True)]
        assert len(slugs) == len(set(slugs)) == 334 + 30 + 5_000 - 3

    def test_the_code_of_one_that_closed_does_not_join_it(self, desk: Desk, tmp_path: Path) -> None:
        taken = taking_in.take_in(desk, wdtk_list(tmp_path, ("Old Barts", "old_barts", "defunct nhsorgcode:R1H")))
        assert taken.joined == 0
        with pytest.raises(AuthorityClosed):
            again(desk).directory.find("old barts")

    def test_of_two_rows_with_one_code_only_one_is_joined(self, desk: Desk, tmp_path: Path) -> None:
        rows = [("Twin A", "twin_a", "nhsorgcode:R1H"), ("Barts", "barts_health_nhs_trust", "nhsorgcode:R1H")]
        assert taking_in.take_in(desk, wdtk_list(tmp_path, *rows)).joined == 1
        assert again(desk).directory.find("twin a").slug == "twin-a"

    def test_a_newer_list_changes_what_changed_and_keeps_what_it_lacks(self, desk: Desk, tmp_path: Path) -> None:
        taking_in.take_in(desk, wdtk_list(tmp_path, ("A School", "a_school", ""), ("B School", "b_school", "")))
        newer = wdtk_list(tmp_path, ("B School", "b_school", "defunct"), ("C School", "c_school", ""))
        taken = taking_in.take_in(again(desk), newer)
        assert (taken.new, taken.changed, taken.known) == (1, 1, 0)
        directory = again(desk).directory
        assert directory.find("a school").slug == "a-school"
        with pytest.raises(AuthorityClosed):
            directory.find("b school")

    def test_those_not_bound_are_found_by_name_only_and_left_out_aloud(self, desk: Desk, tmp_path: Path) -> None:
        rows = [("A School", "a_school", "school"), ("Club School", "club", "school foi_no")]
        taking_in.take_in(desk, wdtk_list(tmp_path, *rows))
        directory = again(desk).directory
        chosen = select(directory, kinds=["school"])
        assert [each.slug for each in chosen.found] == ["a-school"]
        assert [each.slug for each in chosen.left_out] == ["club"]
        named = select(directory, names=["club school"])
        assert [each.slug for each in named.marked] == ["club"]
        everyone = select(directory, kinds=["school"], closed_too=True)
        assert len(everyone.found) == 2

    def test_an_imported_one_can_be_edited_and_stays_one(self, desk: Desk, tmp_path: Path) -> None:
        path = wdtk_list(tmp_path, ("A School", "a_school", "school"))
        taking_in.take_in(desk, path)
        entering.confirm(again(desk), "a school", "foi@a.uk")
        directory = again(desk).directory
        assert directory.find("a school").foi_email == "foi@a.uk"
        assert [each.slug for each in directory.everyone() if each.kind == "school"] == ["a-school"]
        assert taking_in.take_in(again(desk), path).changes_nothing

    def test_a_list_of_ones_own_joins_adds_and_fills(self, desk: Desk, tmp_path: Path) -> None:
        path = tmp_path / "mine.csv"
        path.write_text(
            "Organisation,Email,Type,Country\nHomerton,foi@new.uk,council,Wales\nNew Ltd,a@b.uk,,\n"
            "Solent NHS Trust,,,\nBad,nope,,\nnew ltd,c@d.uk,,\n"
        )
        taken = taking_in.take_in(desk, str(path), usual={"nation": "scotland"})
        assert (taken.new, taken.changed, taken.joined) == (1, 1, 1)
        assert [problem.line for problem in taken.problems] == [4, 5, 6]
        directory = again(desk).directory
        homerton = directory.find("homerton")
        assert (homerton.foi_email, homerton.kind, homerton.nation) == ("foi@new.uk", "nhs-trust", "england")
        assert grade_words(homerton) == "from your own list on 24 Nov 2026"
        assert directory.find("new ltd").nation == "scotland"
        assert taking_in.take_in(again(desk), str(path), usual={"nation": "scotland"}).changes_nothing

    def test_what_was_typed_is_not_changed_by_a_list(self, desk: Desk, tmp_path: Path) -> None:
        entering.edit(desk, "homerton", {"foi_email": "typed@h.uk"})
        path = tmp_path / "mine.csv"
        path.write_text("name,email\nHomerton,list@h.uk\n")
        taken = taking_in.take_in(again(desk), str(path))
        assert (taken.kept, taken.changes_nothing) == (1, True)
        assert again(desk).directory.find("homerton").foi_email == "typed@h.uk"

    def test_a_list_without_names_takes_nothing(self, desk: Desk, home: Path, tmp_path: Path) -> None:
        path = tmp_path / "mine.csv"
        path.write_text("colour\nred\n")
        with pytest.raises(BadInput):
            taking_in.take_in(desk, str(path))
        assert not (home / "authorities.json").exists()

    def test_a_hostile_name_of_a_file_is_only_a_name(self, desk: Desk, tmp_path: Path) -> None:
        path = tmp_path / "red\x1b[31m.csv"
        path.write_text("name,email\nNew Ltd,a@b.uk\n")
        taking_in.take_in(desk, str(path))
        told = again(desk).directory.find("new ltd").source
        assert told is not None
        assert told.isprintable()
