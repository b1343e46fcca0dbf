"""Whom to ask: names, kinds, regions and files of names add up or narrow, and nobody is left out unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest

from foi_tracker.authorities import AuthorityClosed, Directory
from foi_tracker.casework.directory.choosing import refuse_unclear, select, unclear_line
from foi_tracker.errors import Ambiguous, BadInput, NotFound

SHIPPED = Directory.load()
HOMERTON = "homerton-healthcare-nhs-foundation-trust"


class TestChoosing:
    def test_names_add_up_and_each_is_found_once(self) -> None:
        chosen = select(SHIPPED, names=["homerton", "RQX", "barts"])
        assert [each.ods_code for each in chosen.found] == ["RQX", "R1H"]

    def test_filters_alone_find_all_that_fit(self) -> None:
        chosen = select(SHIPPED, kinds=["nhs-trust"], regions=["london"])
        assert len(chosen.found) == 30
        assert {(each.kind, each.region) for each in chosen.found} == {("nhs-trust", "London")}

    def test_a_filter_that_is_said_twice_widens(self) -> None:
        trusts = select(SHIPPED, kinds=["nhs-trust", "Ambulance"], regions=["London"]).found
        assert {each.kind for each in trusts} == {"nhs-trust", "ambulance"}

    def test_filters_narrow_names_and_say_whom_they_took_away(self) -> None:
        chosen = select(SHIPPED, names=["homerton", "hackney"], kinds=["council"])
        assert [each.short_name for each in chosen.found] == ["Hackney"]
        assert [each.short_name for each in chosen.narrowed] == ["Homerton"]

    def test_what_a_kind_nearly_caught_is_kept(self) -> None:
        (near,) = select(SHIPPED, kinds=["nhs-trust"], regions=["London"]).near
        assert near.kind == "ambulance"
        assert [each.name for each in near.authorities] == ["London Ambulance Service NHS Trust"]

    def test_what_has_no_region_is_kept(self) -> None:
        (near,) = select(SHIPPED, kinds=["nhs-national"], regions=["London"]).near
        assert near.kind == ""
        assert "NHS England" in [each.name for each in near.authorities]

    def test_what_was_excluded_was_not_nearly_caught(self) -> None:
        assert select(SHIPPED, kinds=["nhs-trust"], regions=["London"], excluding=["ambulance"]).near == ()

    @pytest.mark.parametrize("board", ["QMF", "nel icb", "NHS North East London Integrated Care Board"])
    def test_an_icb_is_chosen_by_name_or_code_and_stands_among_its_own(self, board: str) -> None:
        slugs = [each.slug for each in select(SHIPPED, icb=[board]).found]
        assert HOMERTON in slugs
        assert "nhs-north-east-london-integrated-care-board" in slugs
        assert len(slugs) == 6

    def test_names_and_kinds_can_be_left_out(self) -> None:
        chosen = select(SHIPPED, icb=["QMF"], excluding=["icb", "homerton"])
        assert len(chosen.found) == 4

    def test_nation_and_words_narrow(self) -> None:
        assert {each.nation for each in select(SHIPPED, nations=["Scotland"]).found} == {"scotland"}
        for words in ("homerton trust", "homer", "RQX", "TRUST, Homerton"):
            assert [each.ods_code for each in select(SHIPPED, search=words).found] == ["RQX"]

    @pytest.mark.parametrize("how", [{"kinds": ["gang"]}, {"regions": ["Narnia"]}, {"nations": ["france"]}])
    def test_an_unknown_filter_lists_the_known(self, how: dict[str, list[str]]) -> None:
        with pytest.raises(BadInput, match="is not a") as raised:
            select(SHIPPED, **how)  # type: ignore[arg-type]
        assert raised.value.hint is not None
        assert len(raised.value.hint.split(", ")) >= 5

    def test_an_unclear_exclusion_is_refused(self) -> None:
        with pytest.raises(NotFound):
            select(SHIPPED, kinds=["icb"], excluding=["zzzz"])
        with pytest.raises(AuthorityClosed):
            select(SHIPPED, icb=["QMJ"])

    def test_a_file_adds_names_and_tells_unclear_lines(self, tmp_path: Path) -> None:
        path = tmp_path / "names.txt"
        path.write_text("homerton\n\nzzzz\nuniversity\nNorth Bristol NHS Trust\nbarts\n")
        chosen = select(SHIPPED, names=["hackney"], from_file=str(path))
        assert [each.short_name for each in chosen.found] == ["Hackney", "Homerton", "Barts Health"]
        assert [(one.line, one.words) for one in chosen.unclear] == [(3, "zzzz"), (4, "university")]
        assert [gone.closed.name for gone in chosen.closed] == ["North Bristol NHS Trust"]

    def test_for_a_batch_any_unclear_line_refuses_all(self, tmp_path: Path) -> None:
        path = tmp_path / "names.txt"
        path.write_text("homerton\nhomertn\nuniversity\n")
        chosen = select(SHIPPED, from_file=str(path))
        with pytest.raises(NotFound, match="2 names are unclear") as raised:
            refuse_unclear(chosen)
        assert raised.value.details == tuple(map(unclear_line, chosen.unclear))
        assert raised.value.details[0].startswith("line 2: ")
        assert "Did you mean Homerton" in raised.value.details[0]
        refuse_unclear(select(SHIPPED, names=["homerton"]))

    def test_one_unclear_name_that_was_typed_says_what_it_is(self) -> None:
        with pytest.raises(Ambiguous, match="fits"):
            refuse_unclear(select(SHIPPED, names=["university", "barts"]))

    @pytest.mark.parametrize(
        ("typed", "together", "word"),
        [
            (("hackney", "council"), "hackney council", "hackney"),
            (("Homerton", "Hospital"), "Homerton Hospital", "homerton"),
            (("barts", "royal", "free", "hackney"), "royal free", "royal-free"),
            (("nhs", "north", "east", "london"), "nhs north east london", "nhs-north-east-london"),
        ],
    )
    def test_a_name_typed_without_its_quotes_is_shown_with_them(
        self, typed: tuple[str, ...], together: str, word: str
    ) -> None:
        with pytest.raises(Ambiguous, match=f"“{together}” was read as") as raised:
            refuse_unclear(select(SHIPPED, names=typed))
        assert f'in quotes, "{together}", or write it as one word: {word}' in raised.value.hint
        assert SHIPPED.find(word) == SHIPPED.find(together)

    def test_names_that_are_clear_are_never_joined(self) -> None:
        assert len(select(SHIPPED, names=["homerton", "barts", "hackney"]).found) == 3
