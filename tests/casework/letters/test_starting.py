"""Beginning a template of one's own."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from support.run import listing

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.letters import shelf, starting, trying
from foi_tracker.errors import BadInput, FoiError, NotFound, Refused
from foi_tracker.letters import templates


class TestStart:
    def test_it_is_a_copy_that_works(self, home: Path) -> None:
        begun = starting.start(Desk(str(home)), "parking-2026", "spending")
        assert begun.path == str(home / "templates" / "parking-2026.txt")
        assert Path(begun.path).read_text(encoding="utf-8") == shelf.text_of(templates.find("spending"))
        found = shelf.find("parking-2026", str(home / "templates"))
        assert found == begun.listed
        assert begun.source.name == "spending"
        (tried,) = trying.check(str(home / "templates"), ["parking-2026"])
        assert tried.letters
        assert not tried.troubles

    def test_without_a_source_it_is_the_blank_one(self, home: Path) -> None:
        assert starting.start(Desk(str(home)), "mine").source.name == "blank"

    def test_an_own_one_can_be_the_source(self, home: Path) -> None:
        desk = Desk(str(home))
        starting.start(desk, "mine", "spending")
        assert starting.start(desk, "other", "mine").listed.template.questions

    @pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
    def test_nobody_else_can_read_it_whatever_the_mask(self, home: Path) -> None:
        before = os.umask(0)
        try:
            path = Path(starting.start(Desk(str(home)), "mine").path)
        finally:
            os.umask(before)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    def test_tried_first_it_writes_nothing(self, home: Path) -> None:
        before = listing(home)
        begun = starting.start(Desk(str(home), dry=True), "mine")
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
            starting.start(Desk(str(home)), name)
        assert raised.value.hint
        assert listing(home) == before

    @pytest.mark.parametrize("place", ["", "requests", "follow-ups"])
    def test_what_stands_there_is_never_written_over(self, own: Path, place: str) -> None:
        (own / place).mkdir(exist_ok=True)
        path = own / place / "mine.txt"
        path.write_text("precious, and damaged")
        with pytest.raises(Refused) as raised:
            starting.start(Desk(str(own.parent)), "mine")
        assert str(path) in raised.value.message
        assert path.read_text() == "precious, and damaged"

    def test_not_even_a_link_to_nowhere(self, own: Path) -> None:
        (own / "mine.txt").symlink_to(own / "nowhere")
        with pytest.raises(Refused):
            starting.start(Desk(str(own.parent)), "mine")
        assert not (own / "nowhere").exists()

    def test_a_shipped_name_only_from_that_one(self, home: Path) -> None:
        desk = Desk(str(home))
        for source in (None, "spending"):
            with pytest.raises(Refused, match="is shipped") as raised:
                starting.start(desk, "chaser", source)
            assert "{foi} templates new chaser --from chaser" in (raised.value.hint or "")
        assert starting.start(desk, "chaser", "chaser").listed.over_shipped

    def test_from_one_that_is_none(self, home: Path) -> None:
        with pytest.raises(NotFound):
            starting.start(Desk(str(home)), "mine", "zzz")
        assert not (home / "templates").exists()

    def test_a_folder_that_cannot_be_made_is_told(self, home: Path) -> None:
        (home / "templates").write_text("no folder")
        with pytest.raises(FoiError, match="Nothing was changed"):
            starting.start(Desk(str(home)), "mine")
