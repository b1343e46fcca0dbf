from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.run import do, draft, draft_blank, listing, make_home, sent

from foi_tracker.casework.upkeep.doctor import Examined, examine
from foi_tracker.errors import HomeMissing
from foi_tracker.ledger import Ledger
from foi_tracker.ledger.check import NOTE, RISK, WARNING, Finding

TODAY = date(2026, 11, 24)


@pytest.fixture
def home() -> Path:
    """Request 1 sent, request 2 closed and archived."""
    folder = make_home()
    draft("homerton")
    draft_blank("hackney")
    sent(1)
    do("close", 2)
    return folder


def look(home: Path, today: date = TODAY) -> Examined:
    """Examine a home, and prove that this changed nothing in it."""
    before = listing(home)
    found = examine(str(home), today)
    assert listing(home) == before
    assert all(isinstance(finding, Finding) and finding.what and finding.mend for finding in found.findings)
    return found


def severities(home: Path, said: str, today: date = TODAY) -> list[str]:
    return [finding.severity for finding in look(home, today).findings if said in finding.what]


def change_events(home: Path, number: int, **details: Any) -> None:
    """Change the newest event of a request in the file itself, as no command does."""
    with Ledger(str(home)).transaction("test") as change:
        raw = change.get(number)
        assert raw is not None
        raw["events"][-1] = {**raw["events"][-1], **details}
        change.put(raw)


def test_a_home_in_order_has_no_findings_and_everything_is_counted(home: Path) -> None:
    found = look(home)
    assert found.findings == ()
    assert not found.at_risk
    assert found.checked == (2, 1, 4, 2, 4, date(2028, 12, 31))


def test_without_a_home_there_is_nothing_to_examine(tmp_path: Path) -> None:
    with pytest.raises(HomeMissing):
        examine(str(tmp_path / "none"), TODAY)
    with pytest.raises(HomeMissing):
        examine(str(tmp_path), TODAY)


# The records ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ledger.json", "archive.json"])
def test_a_damaged_file_of_the_ledger_is_a_risk(home: Path, name: str) -> None:
    (home / name).write_bytes(b"")
    assert severities(home, f"{name} are damaged") == [RISK]
    assert look(home).at_risk


def test_a_home_of_which_only_backups_are_left_is_examined(home: Path) -> None:
    for name in ("ledger.json", "foi.toml"):
        (home / name).unlink()
    assert severities(home, "There is no ") == [RISK, WARNING]


def test_a_missing_letter_is_a_risk(home: Path) -> None:
    (home / "letters" / "0001-01-fdp-adoption.txt").unlink()
    assert severities(home, "letters/0001-01-fdp-adoption.txt of request 1 is missing") == [RISK]


def test_a_backup_that_cannot_be_read_is_a_warning(home: Path) -> None:
    newest = max((home / "backups").iterdir())
    newest.write_bytes(b"{")
    assert severities(home, "The backup of ") == [WARNING]


@pytest.mark.parametrize("kind", ["mediated", 7])
def test_events_that_this_version_does_not_know_are_noted(home: Path, kind: object) -> None:
    change_events(home, 1, kind=kind)
    assert severities(home, f"does not know what '{kind}' is, an event of request 1") == [NOTE]
    assert not look(home).at_risk


@pytest.mark.parametrize("broken", [{"on": "2026-13-01"}, {"on": None}, {"outcomes": {"1": {}}}])
def test_a_request_that_makes_no_sense_is_a_risk(home: Path, broken: dict[str, Any]) -> None:
    change_events(home, 1, **broken)
    assert severities(home, "Request 1 in your records is damaged") == [RISK]


def test_events_that_do_not_follow_from_each_other_are_a_warning(home: Path) -> None:
    change_events(home, 1, kind="complied")
    assert severities(home, "The events of request 1 do not follow from each other") == [WARNING]


# The calendar --------------------------------------------------------------------------------------------------------


def test_fewer_than_nine_months_of_bank_holidays_are_a_warning(home: Path) -> None:
    assert severities(home, "Bank holidays are known to Sun 31 Dec 2028 only", date(2028, 4, 1)) == []
    assert severities(home, "Bank holidays are known to Sun 31 Dec 2028 only", date(2028, 4, 2)) == [WARNING]


def test_a_clock_that_has_no_date_because_the_holidays_end_is_a_warning(home: Path) -> None:
    draft("homerton", today="2028-12-12")
    sent(3, on="2028-12-12")
    assert severities(home, "Request 3 has no date", date(2028, 12, 12)) == [WARNING]


def test_a_window_that_no_law_closes_is_no_finding(home: Path) -> None:
    do("got", 1, "question", "--on", "2026-11-24")
    assert look(home).findings == ()


@pytest.mark.parametrize("text", [b"{", b"\xff\xfe", b"[]"])
def test_a_list_of_holidays_that_cannot_be_read_is_a_warning(home: Path, text: bytes) -> None:
    (home / "bank_holidays.json").write_bytes(text)
    (home / "bank_holidays.json").chmod(0o600)
    assert severities(home, "No date can be counted") == [WARNING]


def test_a_list_of_ones_own_that_ends_before_the_shipped_one_is_a_warning(home: Path) -> None:
    from foi_tracker.law.bank_holidays import dump
    from foi_tracker.law.calendar import shipped

    told = json.loads(dump(shipped()))
    for division in ("england-and-wales", "scotland", "northern-ireland"):
        told[division]["events"] = [day for day in told[division]["events"] if day["date"] < "2028"]
    path = home / "bank_holidays.json"
    path.write_text(json.dumps(told))
    path.chmod(0o600)
    assert severities(home, "Your own list of bank holidays ends on Fri 31 Dec 2027") == [WARNING]


# Settings and templates ----------------------------------------------------------------------------------------------


def test_settings_that_cannot_be_read_mean_nothing_or_are_missing_are_warnings(home: Path) -> None:
    settings = home / "foi.toml"
    with settings.open("a") as file:
        file.write('colour = "red"\n')
    assert severities(home, "'colour', which means nothing here") == [WARNING]
    settings.write_text("[requester\n")
    assert severities(home, "foi.toml cannot be read") == [WARNING]
    settings.unlink()
    assert severities(home, "foi.toml: letters have no name to go out under") == [WARNING]


FRONT = """+++
title = "Mine"
description = "Mine."
when = "Always."
kind = "{kind}"
regimes = ["FOIA"]
{more}
+++
"""


@pytest.fixture
def own_template(home: Path) -> Any:
    def write(text: str, name: str = "mine.txt") -> None:
        path = home / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text(text)

    return write


def test_templates_of_ones_own_that_work_are_no_finding(home: Path, own_template: Any) -> None:
    own_template(
        FRONT.format(kind="request", more='[fields.what]\nhelp = "it"') + "Dear team\n\n{{ what }}\n{{ questions }}\n"
    )
    own_template("not a template", name="deeper/still/mine.txt")
    own_template("not a template", name="readme.md")
    assert look(home).findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "no front matter",
        FRONT.format(kind="request", more="nonsense = 1") + "Dear\n",
        FRONT.format(kind="request", more="") + "{% if %}\n{{ questions }}\n",
        FRONT.format(kind="request", more="") + "{{ unknown }}\n{{ questions }}\n",
        FRONT.format(kind="follow-up", more="nonsense = 1") + "Dear\n",
    ],
)
def test_a_template_of_ones_own_that_does_not_work_is_a_warning(home: Path, own_template: Any, text: str) -> None:
    own_template(text)
    assert severities(home, "mine.txt") == [WARNING]


def test_two_templates_of_one_name_are_one_warning(home: Path, own_template: Any) -> None:
    own_template("one")
    own_template("two", name="requests/mine.txt")
    assert severities(home, "Two templates have one name") == [WARNING]


# Where the folder is, and who may enter ------------------------------------------------------------------------------

posix = pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")


@posix
@pytest.mark.parametrize(("mode", "severity"), [(0o777, RISK), (0o755, WARNING)])
def test_a_folder_that_is_open_to_others_is_told_and_not_refused(home: Path, mode: int, severity: str) -> None:
    home.chmod(mode)
    assert severities(home, f"{home} can be ") == [severity]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the superuser gives files away")
def test_a_folder_of_another_user_is_told_and_not_refused(home: Path) -> None:
    os.chown(home, 4242, -1)
    os.chown(home / "foi.toml", 4242, -1)
    assert severities(home, "belongs to another user") == [WARNING, WARNING]


@posix
def test_settings_that_others_may_read_or_change_are_told(home: Path) -> None:
    (home / "foi.toml").chmod(0o644)
    assert severities(home, "foi.toml can be read by other users") == [WARNING]
    (home / "foi.toml").chmod(0o666)
    assert severities(home, "foi.toml can be changed by other users") == [WARNING]
    (home / "foi.toml").chmod(0o640)
    assert look(home).findings == (), "a group that may read was let in by the owner"


def test_the_worst_comes_first(home: Path) -> None:
    change_events(home, 1, kind="mediated")
    (home / "foi.toml").unlink()
    (home / "letters" / "0001-01-fdp-adoption.txt").unlink()
    assert [finding.severity for finding in look(home).findings] == [RISK, WARNING, NOTE]
