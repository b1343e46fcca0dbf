"""Command lines that cannot be read: what is said about them, in plain words."""

from __future__ import annotations

import pytest
from support.run import foi

from foi_tracker.cli.commands import COMMANDS

# Words of the library that reads the command line.
JARGON = ("Invalid value", "integer", "argument", "Missing", "No such", "parameter", "x<=", "..\n", "'-")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("status --campain x", "There is no option --campain. Did you mean --campaign?"),
        ("status --camp x", "There is no option --camp. Did you mean --campaign?"),
        ("overdue --witin 5", "There is no option --witin. Did you mean --within?"),
        ("show 1 --jsn", "There is no option --jsn. Did you mean --json?"),
        ("close 1 --xylophone", "There is no option --xylophone."),
        ("close -q", "There is no option -q."),
        ("overdue --within x", "--within takes a whole number from 0 to 250, not 'x'."),
        ("overdue --within 300", "--within takes a whole number from 0 to 250, not '300'."),
        ("deadline 22/11/2026 --nth many", "--nth takes a whole number, not 'many'."),
        ("sent 1 --via pidgeon", "--via is one of email, form, post, wdtk, not 'pidgeon'."),
        ("letter 1 --format tex", "--format is one of text, eml, mailto, wdtk, not 'tex'. Did you mean text?"),
        ("templates shw", "'shw' is none of list, show, new, check. Did you mean show?"),
        ("show", "Something is missing: REF."),
        ("export", "Something is missing, one of case, letters, requests, questions, events, answers."),
        ("doctor now please", "There is more than this command can read: 'now please'."),
        ("holidays list 2026 2027", "There is more than this command can read: '2027'."),
        ("status 2", "status is about all requests, not about '2'. Did you mean foi show 2?"),
        ("next homerton", "next is about all requests, not about 'homerton'. Did you mean foi show homerton?"),
        ("overdue --within", "--within needs a value: --within DAYS."),
        ("overdue --exit-code=3", "--exit-code takes no value."),
    ],
)
def test_a_line_that_cannot_be_read(typed: str, says: str) -> None:
    ran = foi(*typed.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"{says}\nSee foi {typed.split()[0]} -h\n"
    assert not [word for word in JARGON if word in ran.err]


@pytest.mark.parametrize("name", COMMANDS)
def test_an_unknown_option_of_any_command(name: str) -> None:
    ran = foi(name, "--hepl")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"There is no option --hepl. Did you mean --help?\nSee foi {name} -h\n"


def test_under_json_it_is_message_and_hint() -> None:
    error = foi("status", "--campain", "x", "--json").error
    assert error["code"] == "usage"
    assert error["message"] == "There is no option --campain. Did you mean --campaign?"
    assert error["hint"] == "See foi status -h"


def test_ten_thousand_characters_are_not_repeated() -> None:
    for typed in (("show", "--" + "x" * 10_000), ("overdue", "--within", "9" * 4000), ("doctor", "y" * 10_000)):
        ran = foi(*typed)
        assert ran.code == 2
        assert len(ran.err) < 200


def test_control_characters_are_made_visible() -> None:
    ran = foi("doctor", "a\x1b[31mb")
    assert "\x1b" not in ran.err
    assert "x1b[31m" in ran.err
