from __future__ import annotations

import pytest

from foi_tracker.authorities import AuthorityClosed, Directory
from foi_tracker.authorities.shipped import read_closed
from foi_tracker.errors import NotFound

DIRECTORY = Directory.load()
ROWS = list(read_closed())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["ods_code"])
def test_every_closed_authority_is_recognised_and_never_taken_for_another(row: dict[str, str]) -> None:
    codes = row["successor_ods"].split()
    everyday_name = row["name"].removesuffix(" NHS Foundation Trust").removesuffix(" NHS Trust")
    for words in (row["name"], row["ods_code"], row["name"].upper().replace(",", ""), everyday_name):
        with pytest.raises(AuthorityClosed) as raised:
            DIRECTORY.find(words)
        closed = raised.value.closed
        assert (closed.name, closed.ods_code, closed.closed_on) == (row["name"], row["ods_code"], row["closed_on"])
        assert [successor.ods_code for successor in closed.successors] == codes
        assert DIRECTORY.closed(words) == closed


def test_one_successor_is_named_and_not_chosen() -> None:
    with pytest.raises(NotFound) as raised:
        DIRECTORY.find("North Bristol NHS Trust")
    assert raised.value.exit_code == 3
    assert raised.value.message == (
        "North Bristol NHS Trust closed on 30 Jun 2026; its work went to Bristol NHS Foundation Trust."
    )
    assert raised.value.hint == "Name Bristol NHS Foundation Trust (bristol-nhs-foundation-trust) instead."


def test_several_successors_are_listed() -> None:
    with pytest.raises(AuthorityClosed) as raised:
        DIRECTORY.find("Frimley ICB")
    assert raised.value.message == (
        "NHS Frimley Integrated Care Board closed on 31 Mar 2026; its work was divided among NHS Surrey and Sussex "
        "Integrated Care Board, NHS Thames Valley Integrated Care Board and NHS Hampshire and Isle of Wight "
        "Integrated Care Board."
    )
    assert raised.value.hint == "Name the one that you mean."
    assert [line.endswith("-integrated-care-board)") for line in raised.value.details] == [True] * 3


def test_an_unknown_successor_is_not_invented() -> None:
    with pytest.raises(AuthorityClosed, match="closed on 30 Sep 2020; the directory does not say who took over"):
        DIRECTORY.find("Poole")


def test_an_alias_of_a_successor_leads_to_it() -> None:
    assert DIRECTORY.find("NBT").slug == "bristol-nhs-foundation-trust"


def test_a_live_authority_is_not_closed() -> None:
    assert [each.slug for each in DIRECTORY.authorities if DIRECTORY.closed(each.name)] == []
    assert [each.slug for each in DIRECTORY.authorities if DIRECTORY.closed(each.short_name)] == []
    assert DIRECTORY.closed("") is None


def test_a_successor_outside_the_directory_is_left_out() -> None:
    closed = Directory([]).closed("RVJ")
    assert closed is not None
    assert closed.successors == ()


def test_parts_of_a_closed_name_do_not_hide_a_live_authority() -> None:
    assert DIRECTORY.find("frimley").slug == "frimley-health-nhs-foundation-trust"
