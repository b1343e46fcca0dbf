"""The shelf of shipped templates and one's own, and choosing from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.templates import SHIPPED, copied

from foi_tracker.casework.letters import shelf
from foi_tracker.errors import BadInput, NotFound


def names(found: tuple[shelf.Listed, ...]) -> set[str]:
    return {one.template.name for one in found}


class TestShelf:
    @pytest.mark.parametrize("folder", [None, "/nowhere/at/all"])
    def test_without_own_ones_it_holds_the_shipped(self, folder: str | None) -> None:
        found = shelf.shelf(folder)
        assert names(found.listed) == SHIPPED
        assert not any(one.own for one in found.listed)
        assert found.damaged == ()

    def test_requests_come_first_each_kind_by_name(self, own: Path) -> None:
        copied("chaser", own / "aaa.txt")
        keys = [(one.template.kind != "request", one.template.name) for one in shelf.shelf(str(own)).listed]
        assert keys == sorted(keys)

    def test_an_own_one_stands_for_the_shipped_of_its_name(self, own: Path) -> None:
        copied("chaser", own / "chaser.txt")
        copied("spending", own / "mine.txt")
        found = {one.template.name: one for one in shelf.shelf(str(own)).listed}
        assert found.keys() == SHIPPED | {"mine"}
        assert (found["chaser"].own, found["chaser"].over_shipped) == (True, True)
        assert (found["mine"].own, found["mine"].over_shipped) == (True, False)
        assert found["mine"] == shelf.find("mine", str(own))
        assert found["chaser"] == shelf.find("chaser", str(own))

    @pytest.mark.parametrize(
        "data",
        [b"", b"\xff\xfe", b"no front matter", b'+++\ntitle = "x"\n+++\nDear\n', b"+++\n" + b"[" * 9_000 + b"\n+++\nx"],
        ids=["empty", "bytes", "bare", "half", "deep"],
    )
    def test_a_damaged_one_is_named_with_its_reason_and_hides_no_other(self, own: Path, data: bytes) -> None:
        (own / "broken.txt").write_bytes(data)
        (own / "spending.txt").write_bytes(data)
        copied("spending", own / "mine.txt")
        found = shelf.shelf(str(own))
        # A damaged one over a shipped one is what a letter would use, so the shipped one is not offered.
        assert names(found.listed) == (SHIPPED | {"mine"}) - {"spending"}
        assert [(one.name, one.path) for one in found.damaged] == [
            ("broken", str(own / "broken.txt")),
            ("spending", str(own / "spending.txt")),
        ]
        assert all("broken.txt" in one.problem.message for one in found.damaged[:1])

    def test_what_is_no_file_is_damaged_too(self, own: Path) -> None:
        (own / "folder.txt").mkdir()
        (own / "gone.txt").symlink_to(own / "nowhere")
        assert [one.name for one in shelf.shelf(str(own)).damaged] == ["folder", "gone"]

    def test_two_of_one_name_leave_the_shipped_ones_in_sight(self, own: Path) -> None:
        (own / "requests").mkdir()
        for folder in (own, own / "requests"):
            copied("spending", folder / "mine.txt")
        found = shelf.shelf(str(own))
        assert names(found.listed) == SHIPPED
        assert {one.name for one in found.damaged} == {"mine"}

    def test_other_files_are_none(self, own: Path) -> None:
        for name in ("readme.md", ".hidden.txt", "mine.txt~"):
            (own / name).write_text("x")
        (own / "deeper").mkdir()
        (own / "deeper" / "mine.txt").write_text("x")
        assert shelf.shelf(str(own)) == shelf.shelf(None)


class TestFind:
    def test_a_name_that_is_none_gets_the_nearest(self) -> None:
        with pytest.raises(NotFound, match="'chasser'") as raised:
            shelf.find("chasser", None)
        assert "chaser" in raised.value.details
        assert raised.value.hint == "See what there is: {foi} templates"

    def test_a_name_like_none_gets_no_list_of_all(self) -> None:
        with pytest.raises(NotFound) as raised:
            shelf.find("zzzzzz", None)
        assert raised.value.details == ()

    @pytest.mark.parametrize("name", ["../../etc/passwd", "requests/blank", "/etc/passwd", "", ".", "blank.txt"])
    def test_a_path_is_no_name(self, own: Path, name: str) -> None:
        with pytest.raises(NotFound):
            shelf.find(name, str(own))


class TestChosen:
    def chosen(self, **how: str) -> set[str]:
        whom = shelf.find_whom(how.pop("whom"), "/nowhere") if "whom" in how else None
        return names(shelf.chosen(shelf.shelf(None), whom=whom, **how))

    def test_by_kind(self) -> None:
        assert "blank" in self.chosen(kind="request")
        assert "chaser" not in self.chosen(kind="request")
        assert self.chosen(kind="request") | self.chosen(kind="follow-up") == SHIPPED

    def test_by_law_however_it_is_typed(self) -> None:
        assert self.chosen(regime="sar") >= {"own-data", "sar-complaint"}
        assert "chaser" not in self.chosen(regime="SAR")
        with pytest.raises(BadInput):
            self.chosen(regime="GDPR")

    def test_for_a_kind_of_authority(self) -> None:
        assert "council-fdp" in self.chosen(whom="council")
        assert "fdp-adoption" not in self.chosen(whom="council")
        assert "fdp-adoption" in self.chosen(whom="NHS trust")
        assert "blank" in self.chosen(whom="police")

    def test_for_an_authority_by_its_kind_and_the_laws_of_its_nation(self) -> None:
        assert self.chosen(whom="homerton") >= {"fdp-adoption", "blank", "own-data", "environmental"}
        assert "scotland" not in self.chosen(whom="homerton")
        assert "scotland" in self.chosen(whom="nhs lothian")
        assert "spending" in self.chosen(whom="nhs lothian")
        assert "fdp-adoption" not in self.chosen(whom="nhs lothian")
        assert "complaint-ico-no-answer" not in self.chosen(whom="nhs lothian")

    def test_for_nobody_known(self) -> None:
        with pytest.raises(NotFound) as raised:
            shelf.find_whom("zzzz", "/nowhere")
        assert "police" in raised.value.details[-1]
