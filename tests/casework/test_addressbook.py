"""The directory of a home: choosing from it, entering into it, taking lists in; nothing lost, nothing overwritten."""

from __future__ import annotations

import csv
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from support.run import do, draft, listing, make_home, sent
from support.terminal import ROOT, environment

from foi_tracker.authorities import AuthorityClosed, Directory, grade_words
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.directory import entering, taking_in
from foi_tracker.casework.directory.addressbook import about, directory_of, refuse_unclear, select
from foi_tracker.casework.directory.choosing import unclear_line
from foi_tracker.casework.directory.entering import Closing
from foi_tracker.errors import Ambiguous, BadInput, FoiError, HomeError, NotFound, Refused

SHIPPED = Directory.load()
HOMERTON = "homerton-healthcare-nhs-foundation-trust"
HEADER = "Internal ID,Name,Short name,URL name,Tags,Home page,Publication scheme,Disclosure log,Notes,Created at,"
HEADER += "Updated at,Version"


@pytest.fixture
def home(world: Path) -> Path:
    return make_home()


@pytest.fixture
def desk(home: Path) -> Desk:
    return Desk(str(home))


def again(desk: Desk) -> Desk:
    """Open the home as the next command would."""
    return Desk(desk.folder, dry=desk.dry)


def wdtk(folder: Path, *rows: tuple[str, str, str], name: str = "wdtk.csv") -> str:
    """Write WhatDoTheyKnow's export of rows of name, url name and tags; return its path."""
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER.split(","))
        day = "2007-10-24 11:51:01 +0100"
        for number, (told, url_name, tags) in enumerate(rows, 1):
            writer.writerow((number, told, "", url_name, tags, "https://a.example.org", "", "", "", day, day, 1))
    return str(path)


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


class TestOneAuthority:
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
    def test_the_law_and_its_cost_limit(self, words: str, law: str, limit: str) -> None:
        found = about(SHIPPED, words, None)
        assert (found.law.code, found.cost_limit) == (law, limit)
        assert ("SSI 2004/467" if law == "FOISA" else "SI 2004/3244") in found.cost_reason
        assert found.history is None

    def test_where_it_belongs_and_whom_it_followed(self) -> None:
        found = about(SHIPPED, "homerton", None)
        assert found.icb is not None
        assert (found.icb.ods_code, found.word) == ("QMF", "homerton")
        assert found.url_name == "homerton_healthcare_nhs_foundation_trust"
        assert [gone.name for gone in about(SHIPPED, "bristol nhs", None).predecessors] == ["North Bristol NHS Trust"]

    def test_how_it_has_answered(self, home: Path) -> None:
        draft("homerton", "barts")
        draft("homerton")
        sent(1, on="2026-10-05", today="2026-11-24")
        do("got", 1, "answer", "1=g", "2=refused:s43(2)", "--on", "2026-11-20")
        draft("homerton")
        do("undo")
        found = about(directory_of(str(home)), "homerton", Desk(str(home))).history
        assert found is not None
        assert (found.numbers, found.sent, found.answered, found.late) == ((1, 3), 1, 1, 1)
        assert found.outcomes == {"released": 1, "refused": 1}

    def test_records_that_cannot_be_read_do_not_hide_the_address(self, home: Path) -> None:
        (home / "ledger.json").write_text("{")
        found = about(directory_of(str(home)), "homerton", Desk(str(home)))
        assert found.entry.authority.foi_email
        assert found.history is None
        assert found.trouble

    def test_what_is_marked_tells_its_law(self, desk: Desk, tmp_path: Path) -> None:
        rows = [("Water", "water", "eir_only"), ("Burn", "burn", "eir_only scotland"), ("Club", "club", "foi_no")]
        taking_in.take_in(desk, wdtk(tmp_path, *rows, ("School", "school_x", "school")))
        directory = again(desk).directory
        told = {name: about(directory, name, None) for name in ("water", "burn", "club", "school_x")}
        assert [told[name].law.code for name in ("water", "burn", "club")] == ["EIR", "EISR", "FOIA"]
        assert told["water"].cost_limit == ""
        assert "not subject" in str(told["club"].law_doubt)
        assert "nation is not known" in str(told["school_x"].law_doubt)


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
        closing = Closing(desk.today, ("barts",))
        entering.edit(desk, "homerton", {}, closing)
        with pytest.raises(AuthorityClosed, match="closed on 24 Nov 2026; its work went to Barts Health"):
            again(desk).directory.find("homerton")
        assert HOMERTON in [gone.slug for gone in again(desk).directory.predecessors(SHIPPED.find("barts"))]
        entering.edit(again(desk), "homerton", {}, Closing(None))
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
            lambda desk: entering.edit(desk, "homerton", {}, Closing(None)),
            lambda desk: entering.edit(desk, "homerton", {}, Closing(desk.today, ("homerton",))),
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
        path = wdtk(tmp_path, ("New", "new_one", ""))
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


class TestTheFiles:
    @pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b'{"schema": 1}', b"<<<<<<<"])
    @pytest.mark.parametrize("name", ["authorities.json", "authorities_imported.tsv"])
    def test_a_damaged_one_is_named_and_never_overwritten(
        self, home: Path, tmp_path: Path, name: str, data: bytes
    ) -> None:
        (home / name).write_bytes(data)
        own = tmp_path / "own.csv"
        own.write_text("name\nNew Ltd\n")
        acts = [
            lambda desk: taking_in.take_in(desk, wdtk(tmp_path, ("Zed", "zed", ""))),
            lambda desk: taking_in.take_in(desk, str(own)),
            lambda desk: entering.add(desk, "Unheard Of Ltd", {}),
        ]
        for act in acts:
            with pytest.raises(HomeError, match=name):
                act(Desk(str(home)))
        assert (home / name).read_bytes() == data

    def test_a_file_of_ones_own_that_is_cut_is_never_taken_for_whole(self, desk: Desk, home: Path) -> None:
        entering.add(desk, "New Ltd", {"foi_email": "a@b.uk"})
        path = home / "authorities.json"
        data = path.read_bytes().rstrip()
        for length in range(0, len(data), 9):
            path.write_bytes(data[:length])
            with pytest.raises(HomeError):
                directory_of(str(home))

    def test_what_this_version_does_not_know_stays(self, desk: Desk, home: Path) -> None:
        entering.add(desk, "New Ltd", {})
        path = home / "authorities.json"
        path.write_text(path.read_text().replace('"schema": 1', '"later": [1], "schema": 1'))
        entering.note(again(desk), "new ltd", "x")
        assert '"later"' in path.read_text()

    def test_a_home_that_others_can_write_to_is_not_read(self, home: Path) -> None:
        home.chmod(0o777)
        with pytest.raises(HomeError):
            directory_of(str(home))

    def test_without_a_home_the_shipped_list_stands(self, world: Path) -> None:
        assert directory_of(None).authorities == SHIPPED.authorities
        assert directory_of(str(world)).authorities == SHIPPED.authorities
        assert not world.exists()

    def test_many_who_add_at_once_lose_nothing(self, home: Path) -> None:
        program = (
            "import sys; from foi_tracker.casework.desk import Desk\n"
            "from foi_tracker.casework.directory import entering\n"
            "for n in range(6): entering.add(Desk(sys.argv[1]), f'Number {sys.argv[2]} {n} Ltd', {})\n"
        )
        running = [
            subprocess.Popen([sys.executable, "-c", program, str(home), str(who)], env=environment(), cwd=ROOT)
            for who in range(3)
        ]
        assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
        own = [each for each in directory_of(str(home)).authorities if each.origin == "own"]
        assert len(own) == 18


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


class TestTakingIn:
    def test_forty_five_thousand_rows_come_in_once(self, desk: Desk, home: Path, tmp_path: Path) -> None:
        rows = [(f"Saint Number {n} School", f"st_number_{n}_school", f"school dfe:URN{n}") for n in range(44_995)]
        rows += [
            ("Homerton Healthcare", "homerton_healthcare_nhs_foundation_trust", "nhstrust nhsorgcode:RQX"),
            ("Whittington Health NHS Trust", "the_whittington", "nhstrust"),
            ("The Barts", "barts_by_another_name", "nhsorgcode:R1H"),
            ("Old Barts", "old_barts", "defunct nhsorgcode:R1H"),
            ("Free Club", "free_club", "foi_no"),
        ]
        taken = taking_in.take_in(desk, wdtk(tmp_path, *rows))
        assert (taken.new, taken.changed, taken.known, taken.joined) == (45_000, 0, 0, 3)
        assert (taken.closed, taken.not_bound, taken.problems) == (1, 1, ())
        path = home / "authorities_imported.tsv"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        before = listing(home)[path.name]
        second = taking_in.take_in(again(desk), wdtk(tmp_path, *reversed(rows)))
        assert second.changes_nothing
        assert (second.known, listing(home)[path.name]) == (45_000, before)

        directory = again(desk).directory
        assert directory.find("the whittington") == SHIPPED.find("whittington")
        assert directory.find("barts by another name") == SHIPPED.find("barts")
        assert directory.find("st number 31337 school").slug == "st-number-31337-school"
        with pytest.raises(Ambiguous, match="44995"):
            directory.find("number")
        slugs = [each.slug for each in directory.everyone(closed_too=True)]
        assert len(slugs) == len(set(slugs)) == 334 + 30 + 45_000 - 3

    def test_the_code_of_one_that_closed_does_not_join_it(self, desk: Desk, tmp_path: Path) -> None:
        taken = taking_in.take_in(desk, wdtk(tmp_path, ("Old Barts", "old_barts", "defunct nhsorgcode:R1H")))
        assert taken.joined == 0
        with pytest.raises(AuthorityClosed):
            again(desk).directory.find("old barts")

    def test_of_two_rows_with_one_code_only_one_is_joined(self, desk: Desk, tmp_path: Path) -> None:
        rows = [("Twin A", "twin_a", "nhsorgcode:R1H"), ("Barts", "barts_health_nhs_trust", "nhsorgcode:R1H")]
        assert taking_in.take_in(desk, wdtk(tmp_path, *rows)).joined == 1
        assert again(desk).directory.find("twin a").slug == "twin-a"

    def test_a_newer_list_changes_what_changed_and_keeps_what_it_lacks(self, desk: Desk, tmp_path: Path) -> None:
        taking_in.take_in(desk, wdtk(tmp_path, ("A School", "a_school", ""), ("B School", "b_school", "")))
        newer = wdtk(tmp_path, ("B School", "b_school", "defunct"), ("C School", "c_school", ""))
        taken = taking_in.take_in(again(desk), newer)
        assert (taken.new, taken.changed, taken.known) == (1, 1, 0)
        directory = again(desk).directory
        assert directory.find("a school").slug == "a-school"
        with pytest.raises(AuthorityClosed):
            directory.find("b school")

    def test_those_not_bound_are_found_by_name_only_and_left_out_aloud(self, desk: Desk, tmp_path: Path) -> None:
        rows = [("A School", "a_school", "school"), ("Club School", "club", "school foi_no")]
        taking_in.take_in(desk, wdtk(tmp_path, *rows))
        directory = again(desk).directory
        chosen = select(directory, kinds=["school"])
        assert [each.slug for each in chosen.found] == ["a-school"]
        assert [each.slug for each in chosen.left_out] == ["club"]
        named = select(directory, names=["club school"])
        assert [each.slug for each in named.marked] == ["club"]
        everyone = select(directory, kinds=["school"], closed_too=True)
        assert len(everyone.found) == 2

    def test_an_imported_one_can_be_edited_and_stays_one(self, desk: Desk, tmp_path: Path) -> None:
        path = wdtk(tmp_path, ("A School", "a_school", "school"))
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
