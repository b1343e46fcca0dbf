"""templates: which letters there are, what each is for, beginning one's own, and having them checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.run import do, foi, listing
from support.text import joined

from foi_tracker.letters.templates import available

SHIPPED = available()
HOSTILE = 'title = "\\u001b[31mred\\u202e"\ndescription = "x\\ty"\nwhen = "a\\u001b[2J"\nkind = "request"\n'


@pytest.fixture
def own(home: Path) -> Path:
    folder = home / "templates"
    folder.mkdir(mode=0o700)
    return folder


class TestList:
    def test_on_a_terminal_it_is_grouped_and_fits(self, world: Path) -> None:
        ran = foi("templates", tty=80).ok
        assert ran.out == foi("templates", "list", tty=80).ok.out
        begins, follows = ran.out.split("\nLetters that follow one\n")
        assert begins.startswith("Letters that begin a request\n")
        assert "fdp-adoption " in begins
        assert "chaser " in follows
        assert max(map(len, ran.lines)) <= 80
        assert "foi templates show NAME" in follows
        assert not world.exists()

    @pytest.mark.parametrize("width", [60, 120])
    def test_no_width_cuts_a_name(self, width: int) -> None:
        ran = foi("templates", tty=width).ok
        assert max(map(len, ran.lines)) <= width
        assert "contract-and-procurement" in ran.out
        assert ("When you want to know" in ran.out) is (width == 120)

    def test_records_are_name_title_kind_laws_kinds_when_whose(self) -> None:
        records = foi("templates").ok.records
        assert [record[0] for record in records] == [template.name for template in SHIPPED]
        assert {len(record) for record in records} == {7}
        chaser = next(record for record in records if record[0] == "chaser")
        assert chaser[1:5] == ["Answer awaited", "follow-up", "FOIA,EIR,FOISA,EISR", ""]
        assert chaser[6] == "shipped"
        adoption = next(record for record in records if record[0] == "fdp-adoption")
        assert adoption[4].split(",")[0] == "nhs-trust"

    def test_json(self, own: Path) -> None:
        (own / "broken.txt").write_text("x")
        told = foi("templates", "--json").json
        assert {"name", "title", "kind", "regimes"} <= told["templates"][0].keys()
        assert {one["kind"] for one in told["templates"]} == {"request", "follow_up"}
        assert [one["name"] for one in told["damaged"]] == ["broken"]
        assert "front matter" in told["damaged"][0]["message"]

    def test_filters_go_together(self) -> None:
        ran = foi("templates", "--kind", "request", "--regime", "eir", "--for", "homerton").ok
        names = {record[0] for record in ran.records}
        assert "environmental" in names
        assert not names & {"chaser", "fdp-adoption", "scotland"}

    def test_where_nothing_fits(self) -> None:
        ran = foi("templates", "--kind", "follow-up", "--regime", "SAR", "--for", "police", tty=80).ok
        assert "sar-complaint" in ran.out
        ran = foi("templates", "--kind", "request", "--regime", "SAR", "--for", "nhs lothian", tty=80).ok
        assert "own-data" in ran.out
        assert "No template fits" in foi("templates", "--regime", "FOISA", "--for", "homerton", tty=80).ok.out
        assert foi("templates", "--regime", "FOISA", "--for", "homerton").ok.out == ""

    def test_a_damaged_one_is_named_and_hides_no_other(self, own: Path) -> None:
        (own / "broken.txt").write_bytes(b"\xff")
        for ran in (foi("templates").ok, foi("templates", tty=80).ok):
            assert "Your template broken cannot be used: " in ran.err
            assert "not UTF-8" in joined(ran.err)
            assert "statistics-by-year" in ran.out

    def test_own_ones_are_marked(self, own: Path) -> None:
        do("templates", "new", "mine", "--from", "spending")
        out = foi("templates", tty=80).ok.out
        assert "mine *" in out
        assert "A star marks your own." in out
        assert "star" not in foi("templates", "--kind", "follow-up", tty=80).ok.out

    def test_text_from_outside_steers_no_terminal(self, own: Path) -> None:
        (own / "bad.txt").write_text(f'+++\n{HOSTILE}regimes = ["FOIA"]\n+++\nDear \x1b[31m\n\n{{{{ questions }}}}\n')
        (own / "\x1b[31m.txt").write_text("x")
        for args in ((), ("show", "bad"), ("check", "bad")):
            for tty in (80, None):
                ran = foi("templates", *args, tty=tty)
                assert ran.code in (0, 4)
                assert "\x1b" not in ran.out + ran.err
                assert tty is None or "\u202e" not in ran.out + ran.err


class TestShow:
    def test_on_a_terminal_what_it_is_for_comes_before_its_text(self, world: Path) -> None:
        out = foi("templates", "show", "statistics-by-year", tty=80).ok.out
        about, text = out.split("-" * 72)
        flat = joined(about)
        assert about.startswith("statistics-by-year: Statistics by year\n")
        assert "When you want figures for a number of years" in flat
        assert "law FOIA, FOISA" in flat
        assert "for any authority" in flat
        assert "the first year: 2021, or 2021-22 for financial years (must be filled)" in flat
        assert "(else: calendar)" in flat
        assert "by hospital site (may stay empty)" in flat
        assert "1. Please provide the number of cases" in flat
        assert text.strip().startswith("+++\ntitle = ")
        assert not world.exists()

    def test_of_a_follow_up_it_says_where_it_goes_and_what_it_records(self) -> None:
        flat = joined(foi("templates", "show", "complaint-ico-no-answer", tty=80).ok.out)
        assert "to the regulator" in flat
        assert "is recorded as: complaint sent" in flat

    @pytest.mark.parametrize("template", SHIPPED, ids=lambda template: template.name)
    def test_in_a_pipe_it_is_the_file(self, template: object) -> None:
        name, path = template.name, template.path  # type: ignore[attr-defined]
        ran = foi("templates", "show", name).ok
        assert ran.out == Path(path).read_text(encoding="utf-8")
        assert ran.err == ""

    def test_json_has_fields_questions_and_text(self) -> None:
        (told,) = foi("templates", "show", "statistics-by-year", "--json").json["templates"]
        assert told["fields"][0] == {
            "name": "subject",
            "help": "what is counted, in a few words: Operations cancelled on the day",
            "default": None,
        }
        assert len(told["questions"]) == 6
        assert told["text"].startswith("+++\n")

    def test_an_own_one_over_a_shipped_one_says_so(self, own: Path) -> None:
        do("templates", "new", "chaser", "--from", "chaser")
        out = foi("templates", "show", "chaser", tty=80).ok.out
        assert "in place of the shipped one" in out
        assert str(own / "chaser.txt") in "".join(out.split())

    def test_a_damaged_one_says_why(self, own: Path) -> None:
        (own / "broken.txt").write_text("x")
        ran = foi("templates", "show", "broken")
        assert (ran.code, ran.out) == (2, "")
        assert "front matter" in ran.err


class TestNew:
    def test_it_says_where_and_how_to_try_it(self, home: Path) -> None:
        ran = foi("templates", "new", "parking", tty=80).ok
        assert "made from blank" in ran.out
        assert (home / "templates" / "parking.txt").exists()
        assert "foi templates check parking" in ran.err
        assert 'foi draft homerton -t parking --set subject="..." -q "..." -n' in joined(ran.err)

    @pytest.mark.parametrize(
        ("source", "typed"),
        [("council-fdp", "draft hackney -t x -n"), ("chaser", "draft 1 -t x -n"), ("scotland", "draft AUTHORITY -t x")],
    )
    def test_the_letter_to_try_fits_the_template(self, home: Path, source: str, typed: str) -> None:
        assert f"foi {typed}" in foi("templates", "new", "x", "--from", source).ok.err

    def test_what_it_made_can_be_checked_and_drafted(self, home: Path) -> None:
        do("templates", "new", "parking", "--from", "spending")
        do("templates", "check", "parking")
        assert "Agency staff" in foi("draft", "hackney", "-t", "parking", "--subject", "Agency staff", "-n").ok.out

    def test_in_a_pipe_and_as_json(self, home: Path) -> None:
        path = str(home / "templates" / "one.txt")
        assert foi("templates", "new", "one").ok.records == [["one", path]]
        told = foi("templates", "new", "two", "--from", "chaser", "--json").json
        assert (told["templates"][0]["name"], told["source"]) == ("two", "chaser")

    def test_tried_first_it_makes_nothing(self, home: Path) -> None:
        before = listing(home)
        assert "would be made" in foi("templates", "new", "one", "-n", tty=80).ok.out
        assert listing(home) == before

    def test_over_a_shipped_one_it_says_what_that_means(self, home: Path) -> None:
        assert "in place of the shipped chaser" in foi("templates", "new", "chaser", "--from", "chaser").ok.err

    def test_without_a_home_it_says_how_to_make_one(self, world: Path) -> None:
        ran = foi("templates", "new", "one")
        assert ran.code == 7
        assert "foi init" in ran.err
        assert not world.exists()


class TestCheck:
    def test_the_shipped_ones_are_all_in_order(self, world: Path) -> None:
        ran = foi("templates", "check", tty=80).ok
        assert ran.lines[:-1] == [f"ok     {template.name}" for template in SHIPPED]
        assert "nothing to mend" in ran.err
        assert not world.exists()

    def test_records_are_name_law_kind_result_words(self) -> None:
        records = foi("templates", "check", "council-fdp", "chaser").ok.records
        assert records[0] == ["council-fdp", "FOIA", "council", "ok", ""]
        assert {record[1] for record in records if record[0] == "chaser"} == {"FOIA", "EIR", "FOISA", "EISR"}

    @pytest.fixture
    def wrong(self, own: Path) -> Path:
        do("templates", "new", "mine")
        path = own / "mine.txt"
        text = path.read_text()
        path.write_text(
            text.replace("{{ questions }}", "{{ questions }}\n\n{% if regime.code == 'EIR' %}[date]{% endif %}")
        )
        return path

    def test_what_is_wrong_is_told_with_where_and_ends_with_four(self, wrong: Path) -> None:
        ran = foi("templates", "check", "mine", "chaser", tty=80)
        assert ran.code == 4
        assert ran.lines[0] == "wrong  mine"
        assert ran.lines[1].startswith("  line ")
        assert ", under EIR: “[date]” was not filled in." in ran.lines[1]
        assert "ok     chaser" in ran.lines
        assert "1 needs mending" in ran.err

    def test_in_a_pipe(self, wrong: Path) -> None:
        ran = foi("templates", "check", "mine")
        assert ran.code == 4
        assert {(record[1], record[3]) for record in ran.records} == {
            ("FOIA", "ok"),
            ("EIR", "wrong"),
            ("FOISA", "ok"),
            ("EISR", "ok"),
        }

    def test_as_json(self, wrong: Path) -> None:
        ran = foi("templates", "check", "mine", "--json")
        assert ran.code == 4
        (told,) = json.loads(ran.out)["templates"]
        assert (told["name"], told["own"], told["ok"]) == ("mine", True, False)
        bad = [one for one in told["checks"] if one["troubles"]]
        assert {one["regime"] for one in bad} == {"EIR"}
        assert bad[0]["troubles"][0].keys() == {"where", "what", "mend"}

    def test_a_damaged_one_is_wrong_and_the_others_are_tried(self, own: Path) -> None:
        (own / "broken.txt").write_text("x")
        ran = foi("templates", "check", "broken", "spending", tty=80)
        assert ran.code == 4
        assert "ok     spending" in ran.lines
        assert "wrong  broken" in ran.lines

    def test_it_changes_nothing(self, wrong: Path) -> None:
        before = listing(wrong.parents[1])
        foi("templates", "check", "mine")
        foi("templates")
        foi("templates", "show", "mine")
        assert listing(wrong.parents[1]) == before


@pytest.mark.parametrize(
    ("typed", "code", "says"),
    [
        ("frob", 2, "frob"),
        ("list chaser", 2, "foi templates show chaser"),
        ("show", 2, "No template is named"),
        ("show chaser blank", 2, "One template at a time"),
        ("new", 2, "No template is named"),
        ("new a b", 2, "One template at a time"),
        ("show nosuch", 3, "'nosuch'"),
        ("check chaser nosuch", 3, "'nosuch'"),
        ("new x --from nosuch", 3, "'nosuch'"),
        ("new Bad", 2, "'Bad'"),
        ("new chaser", 4, "is shipped"),
        ("list --from chaser", 2, "--from means nothing to list"),
        ("check -n", 2, "--dry-run means nothing to check"),
        ("show chaser --kind request", 2, "--kind means nothing to show"),
        ("--regime GDPR", 2, "GDPR"),
        ("--kind letter", 2, "letter"),
        ("--for zzz", 3, "zzz"),
    ],
)
def test_what_can_be_typed_wrong(home: Path, typed: str, code: int, says: str) -> None:
    before = listing(home)
    ran = foi("templates", *typed.split())
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert listing(home) == before
