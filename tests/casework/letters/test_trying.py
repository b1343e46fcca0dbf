"""Trying templates by name, or all."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.templates import SHIPPED, copied

from foi_tracker.casework.letters import trying
from foi_tracker.errors import NotFound


class TestCheck:
    def test_of_all_it_tries_the_own_and_the_damaged_too(self, own: Path) -> None:
        (own / "broken.txt").write_text("x")
        copied("spending", own / "mine.txt")
        found = {one.name: one for one in trying.check(str(own))}
        assert found.keys() == SHIPPED | {"mine", "broken"}
        assert [name for name, one in found.items() if one.troubles] == ["broken"]
        assert {one.name for one in trying.check_own(str(own))} == {"mine", "broken"}

    def test_by_name_each_once(self, own: Path) -> None:
        (own / "broken.txt").write_text("x")
        found = trying.check(str(own), ["chaser", "broken", "chaser"])
        assert [(one.name, one.own, bool(one.troubles)) for one in found] == [
            ("chaser", False, False),
            ("broken", True, True),
        ]

    def test_a_name_that_is_none_is_told(self) -> None:
        with pytest.raises(NotFound):
            trying.check(None, ["chaser", "zzz"])

    def test_of_one_fault_in_several_places_the_first_is_told(self, own: Path) -> None:
        path = copied("blank", own / "mine.txt")
        path.write_text(path.read_text().replace("{{ questions }}", "{{ questions }}\n\n[date]"))
        (tried,) = trying.check(str(own), ["mine"])
        assert len(tried.troubles) == 1
        assert tried.troubles[0] == tried.proofs[0].troubles[0]
