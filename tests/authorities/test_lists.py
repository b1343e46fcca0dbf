"""Lists that others made: columns by their heads, broken lines by their numbers, the rest taken."""

from __future__ import annotations

import pytest

from foi_tracker.authorities.lists import fields_with, read_list, read_names
from foi_tracker.errors import BadInput

NOW = (
    "Internal ID,Name,Short name,URL name,Tags,Home page,Publication scheme,Disclosure log,Notes,Created at,"
    "Updated at,Version\n"
)
BEFORE = NOW.removeprefix("Internal ID,")
LINE = "{id}{name},{short},{url},{tags},https://a.uk,,,,2007-10-24 11:51:01 +0100,2007-10-24 11:51:01 +0100,1\n"


def wdtk(name: str, url: str, tags: str = "", short: str = "", number: str = "7,") -> str:
    return LINE.format(id=number, name=name, url=url, tags=tags, short=short)


class TestWhatDoTheyKnow:
    @pytest.mark.parametrize(("header", "number"), [(NOW, "7,"), (BEFORE, "")])
    def test_both_headers_are_read(self, header: str, number: str) -> None:
        read = read_list(header + wdtk("NHS England", "nhs_england", "nhs dpr:Z1", "NHSE", number))
        assert read.is_wdtk
        (row,) = read.rows
        assert row == ("nhs_england", "NHS England", "NHSE", "https://a.uk", "nhs dpr:Z1", "")
        assert read.problems == []

    def test_columns_may_stand_anywhere(self) -> None:
        read = read_list("Tags,URL name,Colour,Name\nschool,a_b,red,A B\n")
        assert [(row.url_name, row.name, row.tags) for row in read.rows] == [("a_b", "A B", "school")]

    def test_a_broken_line_is_told_with_its_number_and_the_rest_is_taken(self) -> None:
        read = read_list(
            NOW
            + wdtk("Alpha", "alpha")
            + "only,three,columns\n"
            + wdtk("", "nameless")
            + wdtk("No Url", "")
            + wdtk("Red \x1b[31m", "red")
            + wdtk("=cmd", "cmd")
            + wdtk("Alpha again", "alpha")
            + wdtk('"Two\nlines"', "two_lines")
            + wdtk("Omega", "omega")
        )
        assert [row.name for row in read.rows] == ["Alpha", "Two, lines", "Omega"]
        assert [problem.line for problem in read.problems] == [3, 4, 5, 6, 7, 8]
        assert all(problem.why.isprintable() for problem in read.problems)

    def test_a_quotation_mark_left_open_does_not_swallow_the_list(self) -> None:
        text = NOW + wdtk("Alpha", "alpha") + wdtk('"Open', "open")
        text += "".join(wdtk(f'"Number, {n}"', f"number_{n}") for n in range(50))
        read = read_list(text)
        assert len(read.rows) >= 49
        assert read.problems[0].line == 3

    def test_a_home_page_that_is_none_is_left_out(self) -> None:
        text = (NOW + wdtk("Alpha", "alpha")).replace("https://a.uk", "javascript:1")
        assert read_list(text).rows[0].website == ""


class TestAnyOther:
    def test_usual_heads_are_known(self) -> None:
        read = read_list(
            "Organisation,E-mail,Type,Country,Home page\nAlpha,a@b.uk,NHS Trust,Wales,www.a.uk\nBeta,,,,\n"
        )
        assert not read.is_wdtk
        assert read.listed == [
            (
                2,
                {
                    "name": "Alpha",
                    "foi_email": "a@b.uk",
                    "website": "https://www.a.uk",
                    "kind": "nhs-trust",
                    "nation": "wales",
                },
            ),
            (3, {"name": "Beta"}),
        ]

    def test_lists_of_other_programs_are_read(self) -> None:
        admin = "#id,request_email,name,name.es,tag_string,home_page\n,a@b.uk,Alpha,,,http://a.uk\n"
        assert read_list(admin).listed[0].facts["foi_email"] == "a@b.uk"
        assert read_list("slug,name,url\nalpha,Alpha,https://a.uk\n").listed[0].facts["wdtk_url_name"] == "alpha"

    @pytest.mark.parametrize("mark", [";", "\t"])
    def test_other_marks_between_columns_are_read(self, mark: str) -> None:
        assert read_list(f"Name{mark}Email\nA, B and C{mark}a@b.uk\n").listed[0].facts["name"] == "A, B and C"

    def test_a_wrong_address_breaks_the_line_and_an_odd_kind_does_not(self) -> None:
        read = read_list("name,email,kind\nAlpha,nope,council\nBeta,b@c.uk,gang\n,x@y.uk,\n")
        assert [listed.facts for listed in read.listed] == [{"name": "Beta", "foi_email": "b@c.uk"}]
        assert [(problem.line, problem.taken) for problem in read.problems] == [(2, False), (3, True), (4, False)]

    def test_an_unusual_column_can_be_named(self) -> None:
        columns = fields_with(["name=Who", "email=Where to"])
        read = read_list("Who,Where to\nAlpha,a@b.uk\n", columns=columns)
        assert read.listed[0].facts == {"name": "Alpha", "foi_email": "a@b.uk"}

    @pytest.mark.parametrize("text", ["", "\n", "colour\nred\n", '"open', "just some text\nand more\n"])
    def test_without_a_column_of_names_it_says_so(self, text: str) -> None:
        with pytest.raises(BadInput, match="No column holds the names"):
            read_list(text)

    def test_a_column_or_a_field_that_is_not_there_is_told(self) -> None:
        for columns in (["name=Nobody"], ["colour=name"], ["name"], ["name="]):
            with pytest.raises(BadInput):
                read_list("name\nAlpha\n", columns=fields_with(columns))


class TestNames:
    def test_one_a_line(self) -> None:
        text = "# mine\nhomerton\n\n  Barnet, Enfield and Haringey  \r\nbarts"
        assert read_names(text) == [(2, "homerton"), (4, "Barnet, Enfield and Haringey"), (5, "barts")]

    def test_a_column_of_a_table(self) -> None:
        assert read_names("No,Authority\n1,homerton\n2,\n3,barts\n") == [(2, "homerton"), (4, "barts")]

    def test_nothing_is_nothing(self) -> None:
        assert read_names("") == []
