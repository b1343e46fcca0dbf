"""What a person can type wrong: its sentence, its exit code, its hint; as JSON too; and nothing changes on disk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from support.homes import Homes
from support.run import do, draft, draft_blank, foi, listing, make_home, sent

USAGE, NOT_FOUND, REFUSED = 2, 3, 4


class Case(NamedTuple):
    typed: str
    code: int
    kind: str
    says: str
    hint: str


CASES = [
    # Authorities
    Case("draft zzz -t fdp-adoption", NOT_FOUND, "not_found", "“zzz”", "full name"),
    Case("draft homertn -t fdp-adoption", NOT_FOUND, "not_found", "“homertn”", "Homerton"),
    Case("draft university -t fdp-adoption", NOT_FOUND, "ambiguous", "“university” fits", "in full"),
    Case("draft -t fdp-adoption", USAGE, "usage", "No authority is named", "foi draft homerton -t fdp-adoption"),
    # Templates
    Case("draft homerton", USAGE, "usage", "Choose a letter", "foi draft homerton -t"),
    Case("draft homerton -t fpd-adoption", NOT_FOUND, "not_found", "'fpd-adoption'", "foi draft"),
    Case("draft hackney -t fdp-adoption", REFUSED, "refused", "does not fit Hackney Council", "foi draft hackney"),
    Case("draft nhs-lothian -t fdp-adoption", REFUSED, "refused", "written for England", "foi draft"),
    Case("draft homerton -t chaser", REFUSED, "refused", "chaser", "foi draft 1 -t chaser"),
    Case("draft homerton -t ../../etc/passwd", NOT_FOUND, "not_found", "passwd", "foi draft"),
    # Fields
    Case("draft hackney -t blank -q Why?", REFUSED, "refused", "subject", "--subject"),
    Case("draft hackney -t blank --subject Trees", REFUSED, "refused", "asks for nothing", "-q"),
    Case("draft homerton -t blank --subject A -q B --set colour=red", USAGE, "usage", "colour", "subject"),
    Case("draft homerton -t blank --set nonsense", USAGE, "usage", "nonsense", "NAME=VALUE"),
    Case("draft homerton -t fdp-adoption --regime GDPR", USAGE, "usage", "GDPR", "Did you mean SAR? The laws are:"),
    Case("draft homerton -t fdp-adoption --regime EIR", REFUSED, "refused", "EIR", "foi draft"),
    # Dates
    Case("sent 1 --on 31/11/2026", USAGE, "bad_date", "no such day as '31/11/2026'", "day first"),
    Case("sent 1 --on 2026-02-29", USAGE, "bad_date", "no such day", "day first"),
    Case("sent 1 --on soon", USAGE, "bad_date", "'soon' is not a date", "22/11/2026"),
    Case("sent 1 --on 11-22-2026", USAGE, "bad_date", "no such day", "If you mean Sun 22 Nov 2026, write 2026-11-22"),
    Case("sent 1 --on 22", USAGE, "bad_date", "'22' alone", '"22 Nov 2026"'),
    Case("sent 1 --on tomorrow", REFUSED, "refused", "Wed 25 Nov 2026", "--on"),
    Case("sent 1 --on 25/11/2026", REFUSED, "refused", "Wed 25 Nov 2026", "--on"),
    Case("got 2 ack --on 25/11/2026", REFUSED, "refused", "future", "--on"),
    Case("note 1 hello --on 25/11/2026", REFUSED, "refused", "future", "--on"),
    Case("close 1 --on 25/11/2026", REFUSED, "refused", "future", "--on"),
    Case("sent 1 --on 31/12/2004", REFUSED, "refused", "2005", "--on"),
    Case("sent 1 --on 20/11/2026 --received 25/11/2026", REFUSED, "refused", "future", "--received"),
    Case("sent 1 --on 20/11/2026 --received 19/11/2026", REFUSED, "refused", "Thu 19 Nov 2026", "--received"),
    Case("deadline 1999-01-01", REFUSED, "outside_calendar", "2005", "2005"),
    Case("deadline 2030-01-01", REFUSED, "outside_calendar", "2028", "foi holidays import"),
    # Numbers
    Case("show 99", NOT_FOUND, "not_found", "no request 99", "foi status --all"),
    Case("sent 99", NOT_FOUND, "not_found", "no request 99", "foi status --all"),
    Case("got 99 ack", NOT_FOUND, "not_found", "no request 99", "foi status --all"),
    Case("undo 99", NOT_FOUND, "not_found", "no request 99", "foi status --all"),
    Case("letter 99", NOT_FOUND, "not_found", "no request 99", "foi status --all"),
    Case("draft 99", NOT_FOUND, "not_found", "no request 99", "foi status --all"),
    Case("show 0", NOT_FOUND, "not_found", "no request 0", "foi status --all"),
    Case("show 999999999999999999999", NOT_FOUND, "not_found", "99999", "foi status"),
    Case("close 50-60", NOT_FOUND, "not_found", "from 50 to 60", "foi status --all"),
    Case("close 3-1", USAGE, "usage", "backwards", "1-3"),
    Case("show 4", NOT_FOUND, "not_found", "undone", "foi status --all"),
    Case("sent 4", NOT_FOUND, "not_found", "undone", "foi status --all"),
    Case("show parking", NOT_FOUND, "not_found", "“parking”", "foi status --all"),
    Case("show fdp", NOT_FOUND, "ambiguous", "“fdp” fits", "number"),
    # Order
    Case("got 1 answer", REFUSED, "refused", "Request 1 has not been sent", "foi sent 1"),
    Case("got 1 ack", REFUSED, "refused", "Request 1 has not been sent", "foi sent 1"),
    Case("sent 1 chaser", REFUSED, "refused", "Request 1 has not been sent", "foi sent 1"),
    Case("got 2 review", REFUSED, "refused", "no review asked for", "foi sent 2 review"),
    Case("got 2 decision", REFUSED, "refused", "no complaint", "foi sent 2 complaint"),
    Case("sent 2 clarification", REFUSED, "refused", "clarified", "foi got 2 question"),
    Case("sent 2 payment", REFUSED, "refused", "fee", "foi got 2 fee"),
    Case("sent 2 appeal", REFUSED, "refused", "no decision notice", "foi got 2 decision"),
    Case("got 2 ack --on 21/11/2026", REFUSED, "refused", "too early", "--on"),
    Case("sent 2", REFUSED, "sent_before", "Sun 22 Nov 2026", "foi sent 2 --again"),
    Case("got 3 ack", REFUSED, "refused", "Request 3 was closed", "foi reopen 3"),
    Case("close 3", REFUSED, "refused", "closed already", "foi show 3"),
    Case("reopen 2", REFUSED, "refused", "not closed", "foi show 2"),
    Case("draft 2", REFUSED, "refused", "needs no letter now", "foi show 2"),
    Case("draft 1", REFUSED, "refused", "to be sent", "foi sent 1"),
    # What came, what went
    Case("got 2", USAGE, "usage", "What came", "ack, auto, answer"),
    Case("got answer", USAGE, "usage", "Which request", "number"),
    Case("got 2 flowers", USAGE, "usage", "'flowers'", "ack, auto, answer"),
    Case("sent 2 flowers", USAGE, "usage", "'flowers'", "request, chaser"),
    Case("got 2 answer 1=lost", USAGE, "usage", "'lost'", "released, partly"),
    Case("got 2 answer 99=g", REFUSED, "refused", "no question 99", "foi show 2"),
    Case("got 2 answer 1=g 1=r", USAGE, "usage", "Question 1 is named twice", "1=released"),
    Case("got 2 answer x=g", USAGE, "usage", "'x=g'", "2=refused"),
    Case("got 2 answer --questions 1,x", USAGE, "usage", "'1,x'", "--questions 2,4"),
    Case("got 2 ack 1=g", USAGE, "usage", "utcome", ""),
    Case("got 2 extension --basis haste", USAGE, "usage", "public-interest", "foi got -h"),
    Case("close 2 --outcome lost", USAGE, "usage", "'lost'", "successful"),
    Case("sent 2 --via pigeon", USAGE, "usage", "email", "foi sent -h"),
    # Words that are missing, options that are none
    Case("show", USAGE, "usage", "REF", "foi show -h"),
    Case("note 1", USAGE, "usage", "The note is empty", "foi note"),
    Case("sent", USAGE, "usage", "Which request is not said", "foi status"),
    Case("status --frob", USAGE, "usage", "--frob", "foi status -h"),
    Case("status --status lost", USAGE, "usage", "'lost'", "waiting_response"),
    Case("status --regime GDPR", USAGE, "usage", "GDPR", "FOIA"),
    Case("overdue --within soon", USAGE, "usage", "soon", "foi overdue -h"),
    Case("overdue --within -1", USAGE, "usage", "-1", "foi overdue -h"),
    Case("statsu", USAGE, "usage", "'statsu'", "foi status"),
]
EMPTY = [
    (("note", "1", ""), USAGE),
    (("note", "1", "  \n "), USAGE),
    (("show", ""), USAGE),
    (("sent", "  "), USAGE),
    (("draft", "", "-t", "fdp-adoption"), NOT_FOUND),
    (("got", "2", ""), USAGE),
    (("",), USAGE),
]


def four() -> None:
    """1 is a draft, 2 was sent on Sunday 22 November, 3 is closed, 4 was undone."""
    make_home()
    draft("homerton", "barts", "imperial")
    sent(2, 3)
    do("close", 3)
    draft_blank("hackney", today="2026-11-24")
    do("undo")


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    return homes.give(four, world)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.typed)
class TestEachMistake:
    def test_it_gets_a_sentence_a_code_and_a_hint(self, home: Path, case: Case) -> None:
        before = listing(home)
        ran = foi(*case.typed.split())
        assert (ran.code, ran.out) == (case.code, ""), ran.err
        sentence, _, rest = ran.err.partition("\n")
        assert case.says in sentence
        assert sentence.endswith((".", "?"))
        assert case.hint in rest
        assert "Traceback" not in ran.err
        assert "{foi}" not in ran.err
        after = listing(home)
        assert {name: found.data for name, found in after.items()} == {n: f.data for n, f in before.items()}

    def test_under_json_it_is_an_object_on_standard_error(self, home: Path, case: Case) -> None:
        for typed in (["--json", *case.typed.split()], [*case.typed.split(), "--json"]):
            ran = foi(*typed)
            assert (ran.code, ran.out) == (case.code, "")
            told = json.loads(ran.err)["error"]
            assert told["code"] == case.kind
            assert case.says in told["message"]
            details = " ".join(told.get("details", []))
            assert case.hint in f"{told['hint'] or ''} {details}"
            assert {"code", "message", "hint"} <= told.keys()


@pytest.mark.parametrize(("typed", "code"), EMPTY, ids=lambda value: repr(value))
def test_nothing_typed_is_no_crash(home: Path, typed: tuple[str, ...], code: int) -> None:
    ran = foi(*typed)
    assert (ran.code, ran.out) == (code, "")
    assert len(ran.err.splitlines()) >= 2


@pytest.mark.parametrize(
    "today", ["soon", "2026-13-01", "20261124", "24/11/2026", "2026-11-24 ", "２０２６-１１-２４", "\x1b[31m"]
)
def test_a_malformed_foi_today_is_told(home: Path, today: str) -> None:
    ran = foi("status", today=today)
    assert (ran.code, ran.out) == (USAGE, "")
    assert "FOI_TODAY" in ran.err
    assert "2026-11-22" in ran.err
    assert "\x1b" not in ran.err


@pytest.mark.parametrize(
    "typed",
    [
        ("note", "1", "caf\udce9"),
        ("show", "\udcff"),
        ("draft", "h\udce9", "-t", "blank"),
        ("status", "--search", "\udc80"),
        ("\udcff",),
        ("--home", "/tmp/\udcff", "status"),
    ],
)
def test_arguments_that_are_no_text_are_usage_errors(home: Path, typed: tuple[str, ...]) -> None:
    for arguments in (typed, (*typed, "--json")):
        ran = foi(*arguments)
        assert (ran.code, ran.out) == (USAGE, "")
        assert "UTF-8" in ran.err


class TestWithoutATerminal:
    """Where a question would be asked and nobody is there, nothing happens: exit 4 and the way to say yes."""

    @pytest.mark.parametrize("options", [(), ("--no-input",), ("--json",)])
    @pytest.mark.parametrize("name", ["close", "sent"])
    def test_many_at_once(self, home: Path, name: str, options: tuple[str, ...]) -> None:
        for _ in range(11):
            draft_blank("hackney")
        before = listing(home)
        ran = foi(name, "5-15", *options)
        assert (ran.code, ran.out) == (REFUSED, "")
        assert "11 requests" in ran.err
        assert "--yes" in ran.err
        assert listing(home) == before
        assert len(foi(name, "5-15", "--yes").ok.records) == 11

    def test_sent_again(self, home: Path) -> None:
        ran = foi("sent", 2)
        assert (ran.code, ran.out) == (REFUSED, "")
        assert "--again" in ran.err

    def test_init_asks_nothing(self, world: Path) -> None:
        assert foi("init", "--no-input").code == 0

    def test_a_first_draft_does_not_make_a_home_unasked(self, world: Path) -> None:
        assert foi("draft", "homerton", "-t", "fdp-adoption").code == 7
        assert not world.exists()


class TestHints:
    """A hint is only worth something if the command in it exists."""

    def test_every_command_that_the_program_names_is_one(self) -> None:
        import re

        from foi_tracker.cli.commands import COMMANDS

        source = Path(__file__).parents[2] / "foi_tracker"
        named = {
            (path.name, found)
            for path in source.rglob("*.py")
            for found in re.findall(r"\{foi\}+ ([a-z]+)", path.read_text(encoding="utf-8"))
        }
        assert len(named) > 20
        assert {(file, name) for file, name in named if name not in COMMANDS} == set()
