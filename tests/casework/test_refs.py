"""From what a person types to request numbers: numbers, ranges, references, words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.homes import Homes
from support.run import do, draft, draft_blank, make_home, sent

from foi_tracker.casework import refs
from foi_tracker.errors import Ambiguous, BadInput, FoiError, NotFound
from foi_tracker.ledger import Ledger, Snapshot


def five() -> None:
    """1 Homerton with a reference of theirs, 2 Barts closed, 3 undone, 4 Hackney's café, 5 about that reference."""
    make_home()
    draft("homerton", "barts", today="2026-11-24")
    draft_blank("newham", today="2026-11-24")
    do("undo")
    draft_blank("hackney", subject="The Café on Mare Street", today="2026-11-24", campaign="summer")
    draft_blank("newham", subject="About IC-417/26 and more", today="2026-11-24")
    sent(1, 2, today="2026-11-24")
    do("got", 1, "ack", "--ref", "IC-417/26")
    do("close", 2)


@pytest.fixture
def records(world: Path, homes: Homes) -> Snapshot:
    return Ledger(str(homes.give(five, world))).snapshot()


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        (["1"], [1]),
        (["#1"], [1]),
        ([" 4 "], [4]),
        (["001"], [1]),
        (["4", "1"], [4, 1]),
        (["1", "1", "1-2"], [1, 2]),
        (["1-5"], [1, 2, 4, 5]),
        (["2-3"], [2]),
        (["4-4"], [4]),
        (["2"], [2]),
        (["FOI-1"], [1]),
        (["foi-4"], [4]),
        (["IC-417/26"], [1]),
        (["ic-417/26"], [1]),
        (["homerton"], [1]),
        (["HOMERTON adoption"], [1]),
        (["cafe mare"], [4]),
        (["CAFÉ"], [4]),
        (["cafe\u0301"], [4]),
        (["summer"], [4]),
        (["homerton", "cafe"], [1, 4]),
        (["1,4"], [1, 4]),
        (["#1,4-5"], [1, 4, 5]),
        (["1,", "2,", "4"], [1, 2, 4]),
        (["4,"], [4]),
    ],
    ids=repr,
)
def test_what_is_typed_names_requests(records: Snapshot, typed: list[str], numbers: list[int]) -> None:
    assert refs.resolve(typed, records) == numbers


@pytest.mark.parametrize(
    ("typed", "error", "says"),
    [
        ("6", NotFound, "no request 6"),
        ("0", NotFound, "no request 0"),
        ("3", NotFound, "undone"),
        ("3-3", NotFound, "from 3 to 3"),
        ("50-60", NotFound, "from 50 to 60"),
        ("5-1", BadInput, "backwards"),
        ("", BadInput, "No request is named"),
        ("  ", BadInput, "No request is named"),
        ("zzz", NotFound, "zzz"),
        ("barts", NotFound, "barts"),
        ("newham council parking", NotFound, "parking"),
        ("e", Ambiguous, "3 open requests"),
        ("1.5", NotFound, "1.5"),
    ],
)
def test_what_names_none_or_several_is_an_error(
    records: Snapshot, typed: str, error: type[FoiError], says: str
) -> None:
    with pytest.raises(error) as refused:
        refs.resolve([typed], records)
    assert says in refused.value.message
    assert refused.value.hint


def test_the_reference_of_a_closed_request_is_not_taken_for_part_of_another(world: Path) -> None:
    make_home()
    for _ in range(10):
        draft_blank("hackney", today="2026-11-24")
    do("close", 1)
    records = Ledger(str(world)).snapshot()
    assert refs.resolve(["FOI-1"], records) == [1], "FOI-1 is never request 10"


def test_candidates_are_listed_by_number(records: Snapshot) -> None:
    with pytest.raises(Ambiguous) as refused:
        refs.resolve(["e"], records)
    assert [line.split()[0] for line in refused.value.details] == ["1", "4", "5"]


def test_long_lists_of_candidates_are_cut(world: Path) -> None:
    make_home()
    for _ in range(15):
        draft_blank("hackney")
    with pytest.raises(Ambiguous) as refused:
        refs.resolve(["hackney"], Ledger(str(world)).snapshot())
    assert len(refused.value.details) == 13
    assert refused.value.details[-1] == "and 3 more"


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [
        ("1", True),
        ("#12", True),
        ("4-30", True),
        (" 7 ", True),
        ("homerton", False),
        ("1a", False),
        ("-1", False),
        ("", False),
        ("１", False),
    ],
)
def test_a_number_is_told_from_a_name(typed: str, is_one: bool) -> None:
    assert refs.is_ref(typed) is is_one


@given(st.text(max_size=30))
def test_any_text_names_requests_or_is_a_sentence(text: str) -> None:
    class Nothing:
        def get(self, number: int) -> None:
            return None

        def all_requests(self) -> list[object]:
            return []

        open_requests = all_requests

    with pytest.raises(FoiError) as refused:
        refs.resolve([text], Nothing())
    assert refused.value.hint


@given(st.text(max_size=30))
def test_comparison_ignores_case_accents_and_spaces(text: str) -> None:
    bare = refs.plain(text)
    assert refs.plain(bare) == bare
    assert refs.plain(f"  {text}  ") == bare
    assert refs.plain(text.upper()).casefold() == refs.plain(text.upper())
