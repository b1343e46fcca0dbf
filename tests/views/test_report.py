"""Reports as text: figures beside percentages, letters that fit a screen, and files that no text can break."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from markdown_it import MarkdownIt
from support.lives import day, life, outcomes, standing

from foi_tracker.casework.exchange.reporting import as_csv
from foi_tracker.casework.filtering import Filters
from foi_tracker.law.calendar import shipped
from foi_tracker.requests.folding import fold
from foi_tracker.requests.report import Report, Share, build
from foi_tracker.requests.request import Request
from foi_tracker.views.report.answers import cell, letter
from foi_tracker.views.report.page import figure
from foi_tracker.views.report.report import KINDS, document, page, table

TODAY = "1 Jun 2026"
HOSTILE = {
    "tags": "<script>alert(1)</script><img src=x onerror=alert(1)></table></style>",
    "entities": "&lt;b&gt; &amp; &#60;i&#62; \" ' `",
    "markdown": "**b** _i_ [x](http://evil) ![y](z) | a | # h <http://e> https://e www.e.org a@b.org ~~s~~ `c` $x$",
    "beginnings": "- [ ] task",
    "numbers": "1. one",
    "backslash": "a\\|b\\",
    "formula": '=HYPERLINK("http://evil")',
    "spaced formula": "\t =1+1",
    "commands": "@SUM(A1)",
    "controls": "a\x1b[31mb\x07c\x00d",
    "breaks": "one\n\n| two |\r\n# three",
    "overrides": "safe\u202etxt.exe\u202c",
    "tokens": "{foi} {0} %s {{x}}",
    "half": "a\ud800b",
}


def report(*requests: Request) -> Report:
    return build([standing(one, TODAY) for one in requests], today=day(TODAY), calendar=shipped())


def hostile(text: str) -> Report:
    """Return a report in which the name, the question, the value and the exemption are the text."""
    said = {1: outcomes(q1="refused")[1]._replace(exemptions=(text,), value=text)}
    request = life(("2 Mar 2026", "sent"), ("4 Mar 2026", "answered", {"outcomes": said}), questions=1)
    raw: dict[str, Any] = {**request.raw, "authority": {**request.raw["authority"], "name": text, "short_name": text}}
    raw["events"][0]["questions"] = [text]
    return report(fold(raw))


NOTHING_CHOSEN = Filters()


def flat(text: str) -> str:
    """Return the text as a reader sees it: breaks and runs of spaces as one."""
    return " ".join(text.split())


class TestFigures:
    @pytest.mark.parametrize(
        ("share", "words"),
        [
            (Share(41, 226), "41 of 226 (18 %)"),
            (Share(0, 226), "0 of 226 (0 %)"),
            (Share(1, 226), "1 of 226 (<1 %)"),
            (Share(225, 226), "225 of 226 (>99 %)"),
            (Share(226, 226), "226 of 226 (100 %)"),
            (Share(0, 0), "0 of 0"),
        ],
    )
    def test_a_count_stands_beside_its_percentage(self, share: Share, words: str) -> None:
        assert figure(share) == words

    @pytest.mark.parametrize("kind", KINDS)
    def test_no_percentage_stands_alone(self, kind: str) -> None:
        told = document(kind, report(life(("2 Mar 2026", "sent"), questions=2)), NOTHING_CHOSEN, ".md")
        assert told.count("%") == len(re.findall(r"\d+ of \d+ \((?:\\[<>])?\d+ %\)", told))

    @pytest.mark.parametrize("kind", KINDS)
    def test_no_report_says_upheld(self, kind: str) -> None:
        request = life(
            ("2 Mar 2026", "sent"),
            ("4 Mar 2026", "answered", {"outcomes": outcomes(q1="refused s43")}),
            ("5 Mar 2026", "review_requested"),
            ("20 Mar 2026", "review_answered", {"result": "kept"}),
            questions=1,
        )
        told = document(kind, report(request), NOTHING_CHOSEN, ".html")
        assert "upheld" not in told.lower()
        assert ("the decision was kept" in told) is (kind == "summary")

    def test_the_filters_are_named(self) -> None:
        chosen = Filters(campaign="fdp-2026", regime="FOIA")
        told = page("league", report(life(("2 Mar 2026", "sent"))), chosen)
        assert "Only: campaign fdp-2026, regime FOIA" in told.about

    def test_the_league_says_from_where_it_counts(self) -> None:
        told = page("league", report(life(("2 Mar 2026", "sent"))), NOTHING_CHOSEN)
        assert any("the last day of the most generous count (latest)" in note for note in told.notes)


class TestCells:
    @pytest.mark.parametrize(
        ("outcome", "sign"),
        [
            ("released", "G"),
            ("partly", "P"),
            ("over_cost", "R"),
            ("held_elsewhere", "N"),
            ("to_follow", "L"),
            ("ignored", "-"),
        ],
    )
    def test_an_outcome_is_a_letter(self, outcome: str, sign: str) -> None:
        (one,) = report(
            life(("2 Mar 2026", "sent"), ("4 Mar 2026", "answered", {"outcomes": outcomes(q1=outcome)}), questions=1)
        ).counted
        assert letter(one.answers[0]) == sign

    def test_no_answer_and_one_without_an_outcome_are_told_apart(self) -> None:
        silent, bare = report(
            life(("2 Mar 2026", "sent"), questions=1),
            life(("2 Mar 2026", "sent"), ("4 Mar 2026", "answered"), questions=1),
        ).counted
        assert (letter(silent.answers[0]), letter(bare.answers[0])) == (".", "?")

    def test_words_name_exemptions_and_the_value(self) -> None:
        said = {1: outcomes(q1="partly s43(2) s40")[1]._replace(value="42000")}
        (one,) = report(
            life(("2 Mar 2026", "sent"), ("4 Mar 2026", "answered", {"outcomes": said}), questions=1)
        ).counted
        assert cell(one.answers[0]) == "released in part (s43(2), s40): 42000"


class Reader(HTMLParser):
    """Reads a document strictly: which tags and attributes it has, the text of its cells, whether all tags close."""

    EMPTY = frozenset(("meta",))

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.cells: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag in ("td", "th", "li", "p"):
            self.cells.append("")
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("td", "th", "li", "p"):
            self.cells[-1] += data


TAGS = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ol", "ul", "li", "table", "thead", "tbody",
    "tr", "th", "td",
}  # fmt: skip


@pytest.fixture(params=HOSTILE)
def text(request: pytest.FixtureRequest) -> str:
    return HOSTILE[request.param]


@pytest.mark.parametrize("kind", KINDS)
class TestHtml:
    def test_it_is_whole_with_no_script_and_nothing_fetched(self, kind: str, text: str) -> None:
        told = document(kind, hostile(text), Filters(campaign=text), ".html")
        told.encode("utf-8")
        read = Reader(told)
        assert read.tags <= TAGS
        assert read.attributes <= {"lang", "charset", "http-equiv", "content", "name", "scope", "class"}
        assert "@import" not in told
        assert "url(" not in told
        assert "default-src 'none'" in told

    def test_it_prints(self, kind: str) -> None:
        assert "@media print" in document(kind, hostile("a"), NOTHING_CHOSEN, ".html")

    def test_controls_and_overrides_are_shown_not_obeyed(self, kind: str, text: str) -> None:
        told = document(kind, hostile(text), NOTHING_CHOSEN, ".html")
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told)


@pytest.mark.parametrize("name", ["tags", "entities", "markdown", "backslash", "formula", "tokens"])
def test_html_shows_the_text_as_it_was_written(name: str) -> None:
    text = HOSTILE[name]
    cells = Reader(document("answers", hostile(text), NOTHING_CHOSEN, ".html")).cells
    assert text in cells
    assert f"refused ({text}): {text}" in cells


@pytest.mark.parametrize("kind", KINDS)
class TestMarkdown:
    def test_nothing_in_it_is_markup_but_ours(self, kind: str, text: str) -> None:
        told = document(kind, hostile(text), Filters(campaign=text), ".md")
        told.encode("utf-8")
        tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(told)
        blocks = {token.type for token in tokens}
        assert not blocks & {"html_block", "fence", "code_block", "blockquote_open", "hr"}
        inline = {child.type for token in tokens for child in token.children or ()}
        assert inline <= {"text", "text_special"}, inline
        assert max(token.level for token in tokens if token.type.endswith("list_open")) == 0

    def test_every_row_of_a_table_has_its_cells(self, kind: str, text: str) -> None:
        told = page(kind, hostile(text), NOTHING_CHOSEN)
        written = document(kind, hostile(text), NOTHING_CHOSEN, ".md")
        rows = [line for line in written.split("\n") if line.startswith("|")]
        assert len(rows) == sum(len(part.rows) + 2 for part in told.tables)
        expected = [len(part.headings) for part in told.tables for _ in range(len(part.rows) + 2)]
        assert [len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) - 1 for row in rows] == expected

    def test_no_address_becomes_a_link(self, kind: str) -> None:
        told = document(kind, hostile(HOSTILE["markdown"]), NOTHING_CHOSEN, ".md")
        assert not re.search(r"(?<!\\)://|www(?<!\\)\.|\w@\w", told)


@pytest.mark.parametrize("kind", KINDS)
class TestCsv:
    def test_no_cell_is_a_formula_and_every_row_is_whole(self, kind: str, text: str) -> None:
        header, rows = table(kind, hostile(text))
        data = as_csv(header, rows)
        assert data.startswith(b"\xef\xbb\xbf")
        read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        assert {len(row) for row in read} == {len(header)}
        assert len(read) == len(rows) + 1
        assert not [cell for row in read for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "\t"))]
        assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f]", data.decode())


@pytest.mark.parametrize("kind", KINDS)
def test_records_have_as_many_fields_as_the_header(kind: str) -> None:
    header, rows = table(kind, hostile("a"))
    assert rows
    assert {len(row) for row in rows} == {len(header)}
