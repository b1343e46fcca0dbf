"""authorities: looking up whom to ask, and keeping what one knows of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.directories import wdtk_list
from support.run import do, draft, foi, listing, sent
from support.text import joined

from foi_tracker.views.text import cells

HOMERTON = "homerton-healthcare-nhs-foundation-trust"
AMBULANCE = "London Ambulance Service NHS Trust is kind ambulance: add --kind ambulance"


@pytest.fixture
def wdtk(tmp_path: Path) -> Path:
    """A small export of WhatDoTheyKnow, one of its lines broken."""
    path = Path(
        wdtk_list(
            tmp_path,
            ("A School", "a_school", "school"),
            ("Old Trust", "old_trust", "defunct successor:a_school"),
            ("Club School", "club", "school foi_no"),
            ("Homerton Healthcare NHS Foundation Trust", "homerton_healthcare_nhs_foundation_trust", "nhstrust"),
        )
    )
    path.write_text(path.read_text(encoding="utf-8") + "broken\n", encoding="utf-8")
    return path


class TestList:
    def test_without_a_word_it_is_the_shipped_list_and_makes_no_home(self, world: Path) -> None:
        records = foi("authorities").ok.records
        assert len(records) == 334
        assert records == foi("authorities", "list").ok.records
        assert not world.exists()

    def test_records(self) -> None:
        assert foi("authorities", "list", "homerton").ok.records == [
            [
                HOMERTON,
                "Homerton Healthcare NHS Foundation Trust",
                "nhs-trust",
                "england",
                "London",
                "RQX",
                "huh-tr.foi@nhs.net",
                "public_list",
                "https://www.homerton.nhs.uk/contact-us",
                "",
            ]
        ]

    def test_a_kind_and_a_region_and_what_they_nearly_caught(self) -> None:
        ran = foi("authorities", "list", "--kind", "nhs-trust", "--region", "London").ok
        assert len(ran.records) == 30
        assert ran.err.splitlines() == [AMBULANCE]

    def test_whom_the_filters_took_away_is_told(self) -> None:
        ran = foi("authorities", "list", "homerton", "hackney", "--kind", "council", tty=200).ok
        assert "Named, but not let through by the filters: Homerton Healthcare NHS Foundation Trust." in ran.err

    def test_those_without_a_region_are_told_and_can_be_named(self) -> None:
        ran = foi("authorities", "list", "--kind", "nhs-national", "--region", "London", tty=200).ok
        assert "no region here: name them to add." in ran.err

    def test_closed_ones_come_with_all(self) -> None:
        records = foi("authorities", "list", "--all").ok.records
        assert len(records) == 364
        assert [record[9] for record in records if record[1] == "Solent NHS Trust"] == ["2024-09-30"]

    @pytest.mark.parametrize("width", [40, 60, 80, 120])
    def test_the_table_fits_the_screen(self, width: int) -> None:
        out = foi("authorities", "list", "--icb", "QMF", tty=width).ok.out
        assert out.startswith("6 authorities: 1 confirmed")
        assert max(map(cells, out.splitlines())) <= width
        assert "DOUBTFUL" in out

    def test_json(self) -> None:
        told = foi("authorities", "list", "hackney", "--json").json
        (one,) = told["authorities"]
        assert (one["slug"], one["grade"], one["foi_email"], one["closed"]) == (
            "hackney-council",
            "missing",
            None,
            False,
        )
        assert told["near"] == told["unclear"] == told["closed"] == told["differences"] == []

    def test_lines_of_a_file_that_are_unclear_are_told_and_the_rest_is_shown(self, tmp_path: Path) -> None:
        path = tmp_path / "names.txt"
        path.write_text("homerton\nzzzz\nNorth Bristol NHS Trust\nbarts\n")
        ran = foi("authorities", "list", "--from-file", path)
        assert ran.code == 3
        assert [record[5] for record in ran.records] == ["RQX", "R1H"]
        assert "Line 2: No authority in the directory fits “zzzz”." in ran.err
        assert "its work went to Bristol NHS Foundation Trust" in ran.err

    @pytest.mark.parametrize(
        ("typed", "code", "says"),
        [
            (("zzzz",), 3, "fits “zzzz”"),
            (("university",), 3, "fits"),
            (("Solent NHS Trust",), 3, "closed on 30 Sep 2024"),
            (("--kind", "gang"), 2, "is not a kind"),
            (("--region", "x"), 2, "is not a region"),
            (("--nation", "x"), 2, "is not a nation"),
            (("--icb", "QMJ"), 3, "West and North London"),
            (("--not", "zzzz"), 3, "fits “zzzz”"),
            (("--from-file", "nowhere"), 3, "no file nowhere"),
            (("--email", "a@b.uk"), 2, "--email does not go with list"),
        ],
    )
    def test_what_cannot_be_chosen_is_told(self, typed: tuple[str, ...], code: int, says: str) -> None:
        ran = foi("authorities", "list", *typed)
        assert (ran.code, ran.out) == (code, "")
        assert says in ran.err

    def test_nothing_that_fits_is_no_failure(self) -> None:
        ran = foi("authorities", "list", "--kind", "icb", "--nation", "wales", tty=80).ok
        assert ran.out == "No authority fits.\n"


class TestShow:
    def test_all_that_is_known_without_a_home(self, world: Path) -> None:
        out = foi("authorities", "show", "homerton", tty=80).ok.out
        for words in (
            "huh-tr.foi@nhs.net",
            "from a public list of 22 Aug 2026, not confirmed",
            "Freedom of Information Act 2000; the ICO enforces it",
            "£450, or 18 hours of work",
            "Homerton Row, London, E9 6SR",
            "NHS North East London Integrated Care Board (QMF)",
            "https://www.whatdotheyknow.com/body/homerton_healthcare_nhs_foundation_trust",
            "public list nhs-trust-icb-data, 22 Aug",
            "Draft a request: foi draft homerton",
        ):
            assert words in joined(out)
        assert not world.exists()

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("bristol nhs", "took over from  North Bristol NHS Trust, closed on"),
            ("hackney", "When you have found its address: foi authorities confirm hackney --email ADDRESS"),
        ],
    )
    def test_whom_it_followed_and_what_is_still_to_find(self, name: str, words: str) -> None:
        ran = foi("authorities", "show", name, tty=200).ok
        assert words in ran.out + ran.err

    def test_records_that_cannot_be_read_do_not_hide_it(self, home: Path) -> None:
        (home / "ledger.json").write_text("{")
        out = joined(foi("authorities", "show", "homerton", tty=200).ok.out)
        assert "your requests cannot be counted:" in out
        assert "huh-tr.foi@nhs.net" in out

    def test_scotland_has_its_own_law(self) -> None:
        told = foi("authorities", "show", "nhs", "lothian", "--json").json["authority"]
        assert told["law"]["regime"] == "FOISA"
        assert told["cost_limit"] == "£600, or at least 40 hours of work"
        assert told["requests"] is None

    def test_records_are_what_and_value(self) -> None:
        told = dict(foi("authorities", "show", "homerton").ok.records)
        assert told["name"] == "Homerton Healthcare NHS Foundation Trust"
        assert told["region"] == "London"

    def test_how_it_answered(self, home: Path) -> None:
        draft("homerton")
        sent(1, on="2026-10-05", today="2026-11-24")
        do("got", 1, "answer", "1=g", "--on", "2026-11-20")
        out = foi("authorities", "show", "homerton", tty=120).ok.out
        assert "1 (1): 1 sent, 1 answered, 1 late; questions: 1 released in full" in out
        assert foi("authorities", "show", "homerton", "--json").json["authority"]["requests"]["late"] == 1


class TestEntering:
    def test_what_was_entered_is_found_by_every_command(self, home: Path) -> None:
        ran = do(
            "authorities", "add", "Hackney Housing Ltd", "--email", "foi@hh.uk", "--nation", "england", "--ods", "x1"
        )
        assert ["hackney-housing-ltd", "foi_email", "", "foi@hh.uk"] in ran.records
        drafted = do("draft", "hackney housing", "-t", "blank", "--subject", "Homes", "-q", "How many?", "-n")
        assert "Hackney Housing Ltd" in drafted.out
        assert foi("authorities", "list", "--search", "housing").ok.records[0][5] == "X1"

    def test_an_unknown_nation_is_told_because_it_decides_the_law(self, home: Path) -> None:
        ran = do("authorities", "add", "Hackney Housing Ltd")
        assert "foi authorities edit hackney-housing-ltd --nation" in ran.err

    def test_editing_says_what_it_was(self, home: Path) -> None:
        out = foi("authorities", "edit", "homerton", "--email", "mine@h.uk", tty=80).ok.out
        assert "e-mail address: mine@h.uk (was huh-tr.foi@nhs.net)" in out
        assert "entered by you on 24 Nov 2026" in out
        do("authorities", "edit", "homerton", "--email", "")
        assert foi("authorities", "list", "homerton").ok.records[0][6] == "huh-tr.foi@nhs.net"

    def test_the_same_again_is_no_change_and_said(self, home: Path) -> None:
        do("authorities", "edit", "homerton", "--email", "mine@h.uk")
        assert (
            "Nothing was changed: it is so already."
            in do("authorities", "edit", "homerton", "--email", "mine@h.uk").err
        )

    def test_confirming_and_noting_are_shown(self, home: Path) -> None:
        do("authorities", "confirm", "homerton")
        do("authorities", "note", "homerton", "Answers come", "late")
        out = foi("authorities", "show", "homerton", tty=80).ok.out
        assert "confirmed by you on 24 Nov 2026" in out
        assert "24 Nov 2026: Answers come late" in out
        assert foi("authorities", "list", "homerton").ok.records[0][7] == "confirmed"

    def test_one_that_closed_leads_to_who_took_over(self, home: Path) -> None:
        do("authorities", "edit", "homerton", "--closed", "2026-11-01", "--successor", "barts")
        ran = foi("authorities", "list", "homerton")
        assert ran.code == 3
        assert "its work went to Barts Health" in ran.err
        assert "Sun 1 Nov 2026" in foi("authorities", "show", "homerton", tty=80).ok.out
        do("authorities", "edit", "homerton", "--closed", "none")
        assert foi("authorities", "list", "homerton").ok.records

    def test_a_changed_list_is_told_in_words(self, home: Path) -> None:
        do("authorities", "edit", "homerton", "--email", "mine@h.uk")
        path = home / "authorities.json"
        path.write_text(path.read_text().replace('"was": "huh-tr.foi@nhs.net"', '"was": "then@h.uk"'))
        told = foi("authorities", "list", "homerton").ok.err
        assert "now says huh-tr.foi@nhs.net as its e-mail address; yours is mine@h.uk." in told
        assert f'To take it: foi authorities edit {HOMERTON} --email ""' in told
        assert "now says huh-tr.foi@nhs.net" in foi("authorities", "show", "homerton", tty=200).ok.out

    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            (("add",), 2),
            (("add", "homerton"), 4),
            (("add", "=1+1"), 2),
            (("add", "New Ltd", "--kind", "gang"), 2),
            (("add", "New Ltd", "--kind", "icb", "--kind", "council"), 2),
            (("add", "New Ltd", "--closed", "today"), 2),
            (("edit", "homerton"), 2),
            (("edit", "zzzz", "--email", "a@b.uk"), 3),
            (("edit", "homerton", "--email", "a@b, c@d"), 2),
            (("edit", "homerton", "--closed", "2027-01-01"), 4),
            (("edit", "homerton", "--closed", "soon"), 2),
            (("edit", "homerton", "--successor", "barts"), 2),
            (("note", "homerton"), 2),
            (("confirm", "hackney"), 4),
            (("show",), 2),
            (("show", "homerton", "--email", "x"), 2),
            (("import",), 2),
            (("import", "a", "b"), 2),
            (("import", "nowhere.csv"), 3),
            (("frob",), 2),
        ],
        ids=str,
    )
    def test_what_cannot_be_entered_changes_nothing(self, home: Path, typed: tuple[str, ...], code: int) -> None:
        ran = foi("authorities", *typed)
        assert (ran.code, ran.out) == (code, "")
        assert len(ran.err.splitlines()) >= 2
        assert not (home / "authorities.json").exists()
        assert json.loads(foi("authorities", *typed, "--json").err)["error"]["message"]

    @pytest.mark.parametrize("what", ["add", "edit", "note", "confirm", "import"])
    def test_writing_needs_a_home(self, world: Path, wdtk: Path, what: str) -> None:
        words = {"add": ("New Ltd",), "edit": ("homerton", "--page", "h.uk/x"), "note": ("homerton", "x")}
        ran = foi("authorities", what, *words.get(what, (str(wdtk) if what == "import" else "homerton",)))
        assert ran.code == 7
        assert not world.exists()

    def test_what_is_only_tried_is_told_and_not_kept(self, home: Path, wdtk: Path) -> None:
        before = listing(home)
        for typed in (("add", "New Ltd"), ("edit", "homerton", "--page", "h.uk/x"), ("import", wdtk)):
            ran = foi("authorities", *typed, "-n").ok
            assert ran.out
            assert "Nothing was kept" in ran.err
        assert listing(home) == before

    def test_json_tells_what_changed(self, home: Path) -> None:
        ran = foi("authorities", "confirm", "homerton", "--json")
        assert ran.err == ""
        (one,) = ran.json["changed"]
        assert (one["slug"], one["grade"], one["trust"]) == (HOMERTON, "confirmed", "confirmed by you on 24 Nov 2026")

    def test_a_damaged_file_is_named(self, home: Path) -> None:
        (home / "authorities.json").write_text("{")
        for typed in (("list",), ("show", "homerton"), ("add", "New Ltd")):
            ran = foi("authorities", *typed)
            assert (ran.code, ran.out) == (7, "")
            assert "authorities.json" in ran.err


class TestImport:
    def test_whatdotheyknows_list_once_and_again(self, home: Path, wdtk: Path) -> None:
        ran = foi("authorities", "import", wdtk).ok
        counts = [["new", "4"], ["changed", "0"], ["known", "0"], ["joined", "1"], ["kept", "0"], ["closed", "1"]]
        assert ran.records == [*counts, ["not_bound", "1"]]
        assert "Line 6: 1 columns instead of 12" in ran.err
        again = foi("authorities", "import", wdtk).ok
        assert again.records[2] == ["known", "4"]
        assert "Nothing was changed" in again.err

    def test_what_it_marks_is_said_when_it_is_named(self, home: Path, wdtk: Path) -> None:
        do("authorities", "import", wdtk)
        ran = foi("authorities", "list", "--kind", "school").ok
        assert [record[0] for record in ran.records] == ["a-school"]
        assert "1 authority left out" in ran.err
        assert "not subject to freedom of information law" in foi("authorities", "list", "club").ok.err
        assert "its work went to A School" in foi("authorities", "list", "old trust").err
        assert "An imported list holds more" in foi("authorities").ok.err

    def test_on_a_terminal_it_counts_what_came_and_what_it_does_not_hold(self, home: Path, wdtk: Path) -> None:
        out = joined(foi("authorities", "import", wdtk, tty=80).ok.out)
        assert "WhatDoTheyKnow's list: 4 new" in out
        assert "Marked: 1 closed, 1 not bound by the law." in out
        assert "It holds no e-mail addresses" in out

    def test_what_was_entered_by_hand_stays_and_is_counted(self, home: Path, tmp_path: Path) -> None:
        do("authorities", "edit", "homerton", "--email", "typed@h.uk")
        path = tmp_path / "mine.csv"
        path.write_text("name,email\nHomerton,list@h.uk\n" + ",\n" * 2 + "Nope,not an address\n" * 30)
        ran = foi("authorities", "import", path, tty=80).ok
        assert "1 values that you entered by hand stay as they are." in joined(ran.out)
        assert "more lines; --json lists them all." in ran.err

    def test_a_list_of_ones_own_with_unusual_columns(self, home: Path, tmp_path: Path) -> None:
        path = tmp_path / "mine.csv"
        path.write_text("Who;Where\nHomerton;new@h.uk\nNew Ltd;a@b.uk\n")
        assert foi("authorities", "import", path).code == 2
        ran = foi(
            "authorities", "import", path, "--map", "name=Who", "--map", "email=Where", "--nation", "wales", tty=80
        )
        assert "Your list: 1 new, 1 changed, 0 known already." in ran.ok.out
        assert foi("authorities", "list", "new ltd").ok.records[0][3] == "wales"
        told = foi("authorities", "import", path, "--map", "name=Who", "--json").json["imported"]
        assert (told["new"], told["changed"], told["known"]) == (0, 0, 2)


def test_hostile_text_from_a_hand_edited_file_cannot_steer_the_terminal(home: Path) -> None:
    do("authorities", "add", "New Ltd", "--email", "a@b.uk")
    path = home / "authorities.json"
    path.write_text(path.read_text().replace("New Ltd", "New\\u001b[31m\\nLtd\\t=1"))
    for typed in (("list", "new-ltd"), ("show", "new-ltd"), ("list",)):
        for width in (None, 80):
            ran = foi("authorities", *typed, tty=width).ok
            assert "\x1b" not in ran.out + ran.err
    assert len(foi("authorities", "list", "new-ltd").ok.records) == 1
