"""Templates as a person uses them: the shelf of shipped and own ones, choosing from it, and beginning one's own."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from support.run import listing, make_home

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.letters import templating
from foi_tracker.errors import BadInput, FoiError, NotFound, Refused
from foi_tracker.letters import templates

SHIPPED = {template.name for template in templates.available()}


@pytest.fixture
def home(world: Path) -> Path:
    return make_home()


@pytest.fixture
def own(home: Path) -> Path:
    folder = home / "templates"
    folder.mkdir(mode=0o700)
    return folder


def copy(name: str, to: Path) -> Path:
    to.write_text(Path(templates.find(name).path).read_text(encoding="utf-8"), encoding="utf-8")
    return to


def names(found: tuple[templating.Listed, ...]) -> set[str]:
    return {one.template.name for one in found}


class TestShelf:
    @pytest.mark.parametrize("folder", [None, "/nowhere/at/all"])
    def test_without_own_ones_it_holds_the_shipped(self, folder: str | None) -> None:
        found = templating.shelf(folder)
        assert names(found.listed) == SHIPPED
        assert not any(one.own for one in found.listed)
        assert found.damaged == ()

    def test_requests_come_first_each_kind_by_name(self, own: Path) -> None:
        copy("chaser", own / "aaa.txt")
        keys = [(one.template.kind != "request", one.template.name) for one in templating.shelf(str(own)).listed]
        assert keys == sorted(keys)

    def test_an_own_one_stands_for_the_shipped_of_its_name(self, own: Path) -> None:
        copy("chaser", own / "chaser.txt")
        copy("spending", own / "mine.txt")
        found = {one.template.name: one for one in templating.shelf(str(own)).listed}
        assert found.keys() == SHIPPED | {"mine"}
        assert (found["chaser"].own, found["chaser"].over_shipped) == (True, True)
        assert (found["mine"].own, found["mine"].over_shipped) == (True, False)
        assert found["mine"] == templating.find("mine", str(own))
        assert found["chaser"] == templating.find("chaser", str(own))

    @pytest.mark.parametrize(
        "data",
        [b"", b"\xff\xfe", b"no front matter", b'+++\ntitle = "x"\n+++\nDear\n', b"+++\n" + b"[" * 9_000 + b"\n+++\nx"],
        ids=["empty", "bytes", "bare", "half", "deep"],
    )
    def test_a_damaged_one_is_named_with_its_reason_and_hides_no_other(self, own: Path, data: bytes) -> None:
        (own / "broken.txt").write_bytes(data)
        (own / "spending.txt").write_bytes(data)
        copy("spending", own / "mine.txt")
        found = templating.shelf(str(own))
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
        assert [one.name for one in templating.shelf(str(own)).damaged] == ["folder", "gone"]

    def test_two_of_one_name_leave_the_shipped_ones_in_sight(self, own: Path) -> None:
        (own / "requests").mkdir()
        for folder in (own, own / "requests"):
            copy("spending", folder / "mine.txt")
        found = templating.shelf(str(own))
        assert names(found.listed) == SHIPPED
        assert {one.name for one in found.damaged} == {"mine"}

    def test_other_files_are_none(self, own: Path) -> None:
        for name in ("readme.md", ".hidden.txt", "mine.txt~"):
            (own / name).write_text("x")
        (own / "deeper").mkdir()
        (own / "deeper" / "mine.txt").write_text("x")
        assert templating.shelf(str(own)) == templating.shelf(None)


class TestFind:
    def test_a_name_that_is_none_gets_the_nearest(self) -> None:
        with pytest.raises(NotFound, match="'chasser'") as raised:
            templating.find("chasser", None)
        assert "chaser" in raised.value.details
        assert raised.value.hint == "See what there is: {foi} templates"

    def test_a_name_like_none_gets_no_list_of_all(self) -> None:
        with pytest.raises(NotFound) as raised:
            templating.find("zzzzzz", None)
        assert raised.value.details == ()

    @pytest.mark.parametrize("name", ["../../etc/passwd", "requests/blank", "/etc/passwd", "", ".", "blank.txt"])
    def test_a_path_is_no_name(self, own: Path, name: str) -> None:
        with pytest.raises(NotFound):
            templating.find(name, str(own))


class TestChosen:
    def chosen(self, **how: str) -> set[str]:
        whom = templating.find_whom(how.pop("whom"), "/nowhere") if "whom" in how else None
        return names(templating.chosen(templating.shelf(None), whom=whom, **how))

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
            templating.find_whom("zzzz", "/nowhere")
        assert "police" in raised.value.details[-1]


class TestStart:
    def test_it_is_a_copy_that_works(self, home: Path) -> None:
        begun = templating.start(Desk(str(home)), "parking-2026", "spending")
        assert begun.path == str(home / "templates" / "parking-2026.txt")
        assert Path(begun.path).read_text(encoding="utf-8") == templating.text_of(templates.find("spending"))
        found = templating.find("parking-2026", str(home / "templates"))
        assert found == begun.listed
        assert begun.source.name == "spending"
        (tried,) = templating.check(str(home / "templates"), ["parking-2026"])
        assert tried.letters
        assert not tried.troubles

    def test_without_a_source_it_is_the_blank_one(self, home: Path) -> None:
        assert templating.start(Desk(str(home)), "mine").source.name == "blank"

    def test_an_own_one_can_be_the_source(self, home: Path) -> None:
        desk = Desk(str(home))
        templating.start(desk, "mine", "spending")
        assert templating.start(desk, "other", "mine").listed.template.questions

    @pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
    def test_nobody_else_can_read_it_whatever_the_mask(self, home: Path) -> None:
        before = os.umask(0)
        try:
            path = Path(templating.start(Desk(str(home)), "mine").path)
        finally:
            os.umask(before)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    def test_tried_first_it_writes_nothing(self, home: Path) -> None:
        before = listing(home)
        begun = templating.start(Desk(str(home), dry=True), "mine")
        assert begun.listed.template.name == "mine"
        assert listing(home) == before

    @pytest.mark.parametrize(
        "name",
        [
            *("", "Mine", "my own", "../mine", "a/b", "a\\b", ".mine", "-n", "mine-", "a--b", "a\n", "é"),
            *("mine.txt", "x" * 41, "con", "nul", "com1"),
        ],
    )
    def test_a_name_that_is_not_safe_is_refused(self, home: Path, name: str) -> None:
        before = listing(home)
        with pytest.raises(BadInput) as raised:
            templating.start(Desk(str(home)), name)
        assert raised.value.hint
        assert listing(home) == before

    @pytest.mark.parametrize("place", ["", "requests", "follow-ups"])
    def test_what_stands_there_is_never_written_over(self, own: Path, place: str) -> None:
        (own / place).mkdir(exist_ok=True)
        path = own / place / "mine.txt"
        path.write_text("precious, and damaged")
        with pytest.raises(Refused) as raised:
            templating.start(Desk(str(own.parent)), "mine")
        assert str(path) in raised.value.message
        assert path.read_text() == "precious, and damaged"

    def test_not_even_a_link_to_nowhere(self, own: Path) -> None:
        (own / "mine.txt").symlink_to(own / "nowhere")
        with pytest.raises(Refused):
            templating.start(Desk(str(own.parent)), "mine")
        assert not (own / "nowhere").exists()

    def test_a_shipped_name_only_from_that_one(self, home: Path) -> None:
        desk = Desk(str(home))
        for source in (None, "spending"):
            with pytest.raises(Refused, match="is shipped") as raised:
                templating.start(desk, "chaser", source)
            assert "{foi} templates new chaser --from chaser" in (raised.value.hint or "")
        assert templating.start(desk, "chaser", "chaser").listed.over_shipped

    def test_from_one_that_is_none(self, home: Path) -> None:
        with pytest.raises(NotFound):
            templating.start(Desk(str(home)), "mine", "zzz")
        assert not (home / "templates").exists()

    def test_a_folder_that_cannot_be_made_is_told(self, home: Path) -> None:
        (home / "templates").write_text("no folder")
        with pytest.raises(FoiError, match="Nothing was changed"):
            templating.start(Desk(str(home)), "mine")


class TestCheck:
    def test_of_all_it_tries_the_own_and_the_damaged_too(self, own: Path) -> None:
        (own / "broken.txt").write_text("x")
        copy("spending", own / "mine.txt")
        found = {one.name: one for one in templating.check(str(own))}
        assert found.keys() == SHIPPED | {"mine", "broken"}
        assert [name for name, one in found.items() if one.troubles] == ["broken"]
        assert {one.name for one in templating.check_own(str(own))} == {"mine", "broken"}

    def test_by_name_each_once(self, own: Path) -> None:
        (own / "broken.txt").write_text("x")
        found = templating.check(str(own), ["chaser", "broken", "chaser"])
        assert [(one.name, one.own, bool(one.troubles)) for one in found] == [
            ("chaser", False, False),
            ("broken", True, True),
        ]

    def test_a_name_that_is_none_is_told(self) -> None:
        with pytest.raises(NotFound):
            templating.check(None, ["chaser", "zzz"])

    def test_of_one_fault_in_several_places_the_first_is_told(self, own: Path) -> None:
        path = copy("blank", own / "mine.txt")
        path.write_text(path.read_text().replace("{{ questions }}", "{{ questions }}\n\n[date]"))
        (tried,) = templating.check(str(own), ["mine"])
        assert len(tried.troubles) == 1
        assert tried.troubles[0] == tried.proofs[0].troubles[0]
