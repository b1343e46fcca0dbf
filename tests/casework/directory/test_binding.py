"""What binds an authority: the law that a request to it is under, and its cost limit."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.directories import again, wdtk_list

from foi_tracker.authorities import Directory
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.directory import taking_in
from foi_tracker.casework.directory.binding import cost_limit_of, law_of

SHIPPED = Directory.load()


@pytest.mark.parametrize(
    ("words", "law", "limit"),
    [
        ("homerton", "FOIA", "£450, or 18 hours of work"),
        ("NHS England", "FOIA", "£450, or 18 hours of work"),
        ("ico", "FOIA", "£450, or 18 hours of work"),
        ("dhsc", "FOIA", "£600, or 24 hours of work"),
        ("ukhsa", "FOIA", "£600, or 24 hours of work"),
        ("nhs lothian", "FOISA", "£600, or at least 40 hours of work"),
    ],
)
def test_the_law_and_its_cost_limit(words: str, law: str, limit: str) -> None:
    authority = SHIPPED.find(words)
    found, doubt = law_of(authority)
    assert (found.code, doubt) == (law, None)
    cost_limit, reason = cost_limit_of(authority, found)
    assert cost_limit == limit
    assert ("SSI 2004/467" if law == "FOISA" else "SI 2004/3244") in reason


def test_what_is_marked_tells_its_law(desk: Desk, tmp_path: Path) -> None:
    rows = [("Water", "water", "eir_only"), ("Burn", "burn", "eir_only scotland"), ("Club", "club", "foi_no")]
    taking_in.take_in(desk, wdtk_list(tmp_path, *rows, ("School", "school_x", "school")))
    directory = again(desk).directory
    (water, _), (burn, _), (club, unbound), (_, nowhere) = [
        law_of(directory.find(name)) for name in ("water", "burn", "club", "school_x")
    ]
    assert [law.code for law in (water, burn, club)] == ["EIR", "EISR", "FOIA"]
    assert cost_limit_of(directory.find("water"), water) == ("", "")
    assert "not subject" in str(unbound)
    assert "nation is not known" in str(nowhere)
