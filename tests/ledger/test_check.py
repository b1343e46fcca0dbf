from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from support.ledgers import raw_request
from support.run import listing

from foi_tracker.ledger import Ledger
from foi_tracker.ledger.check import NOTE, RISK, WARNING, Finding, check


@pytest.fixture
def kept(filled: Ledger, home: Path) -> Path:
    """A home with a letter of request 1 and an answer in the archived request 4."""
    with filled.transaction("draft") as change:
        path, digest = change.keep_file("letters", "0001-01-fdp.txt", b"Dear")
        raw = change.get(1)
        assert raw is not None
        raw["events"].append({"id": 3, "kind": "drafted", "letter": path, "sha256": digest})
        change.put(raw)
        path, digest = change.keep_file("replies/0004", "answer.pdf", b"%PDF")
        raw = change.get(4)
        assert raw is not None
        raw["events"].append({"id": 3, "kind": "answered", "files": [{"path": path, "sha256": digest}]})
        change.put(raw)
    return home


def severities(home: Path, said: str) -> list[str]:
    found = check(str(home))
    assert all(isinstance(finding, Finding) and finding.what and finding.mend for finding in found)
    return [finding.severity for finding in found if said in finding.what]


def test_a_home_in_order_has_no_findings_and_looking_changes_nothing(kept: Path) -> None:
    before = listing(kept)
    assert check(str(kept)) == []
    assert listing(kept) == before


def test_a_missing_letter_and_a_changed_reply_are_risks(kept: Path) -> None:
    (kept / "letters/0001-01-fdp.txt").unlink()
    (kept / "replies/0004/answer.pdf").write_bytes(b"%PDF changed")
    assert severities(kept, "letters/0001-01-fdp.txt of request 1 is missing") == [RISK]
    assert severities(kept, "replies/0004/answer.pdf of request 4 is no longer what was kept") == [RISK]


@pytest.mark.parametrize("form", ["path", ["path", "hash"], {"path": "path"}])
def test_files_are_known_in_every_form_in_which_an_event_may_name_them(filled: Ledger, home: Path, form: Any) -> None:
    with filled.transaction("got") as change:
        path, digest = change.keep_file("replies/0001", "a.pdf", b"%PDF")
        named = {"path": {"path": path}, "hash": digest}
        entry = path if form == "path" else [path, digest] if isinstance(form, list) else named["path"]
        raw = change.get(1)
        assert raw is not None
        raw["events"].append({"id": 3, "kind": "noted", "files": [entry]})
        change.put(raw)
    assert check(str(home)) == []
    (home / "replies/0001/a.pdf").unlink()
    assert severities(home, "is missing") == [RISK]


def test_a_reference_out_of_the_folder_is_not_followed(filled: Ledger, home: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    with filled.transaction("import") as change:
        raw = change.get(1)
        assert raw is not None
        raw["events"].append({"id": 3, "kind": "drafted", "letter": "letters/../../secret"})
        change.put(raw)
    assert severities(home, "letters/../../secret of request 1 is missing") == [RISK]


def test_a_letter_without_a_request_is_a_warning(kept: Path) -> None:
    (kept / "letters/0009-01-lost.txt").write_text("Dear")
    assert severities(kept, "letters/0009-01-lost.txt belongs to no request") == [WARNING]


def test_what_a_killed_command_left_is_only_noted(kept: Path) -> None:
    (kept / "ledger.json.0123abcd.tmp").write_text("half")
    (kept / "ledger.json.0123abcd.tmp").chmod(0o600)
    assert severities(kept, "ledger.json.0123abcd.tmp") == [NOTE]


@pytest.mark.parametrize("name", ["ledger.json", "archive.json"])
def test_a_damaged_file_is_a_risk_and_the_other_is_still_looked_at(kept: Path, name: str) -> None:
    (kept / name).write_bytes(b"")
    (kept / "letters/0001-01-fdp.txt").unlink()
    (kept / "replies/0004/answer.pdf").unlink()
    assert severities(kept, f"{name} are damaged") == [RISK]
    assert severities(kept, "is missing") == [RISK]
    assert severities(kept, "belongs to no request") == []


def test_a_missing_archive_and_a_missing_ledger_are_risks(kept: Path) -> None:
    (kept / "archive.json").unlink()
    assert severities(kept, "archive.json") == [RISK]
    (kept / "ledger.json").unlink()
    assert severities(kept, "ledger.json") == [RISK]


def test_files_that_do_not_belong_together_are_a_risk(kept: Path) -> None:
    path = kept / "ledger.json"
    path.write_text(path.read_text().replace('"next":6', '"next":5'))
    assert severities(kept, "does not belong to") == [RISK]


def test_a_count_that_is_wrong_and_a_request_in_both_files_are_only_noted(filled: Ledger, home: Path) -> None:
    before = (home / "ledger.json").read_bytes()
    with filled.transaction("close") as change:
        change.archive(1)
    (home / "ledger.json").write_bytes(before.replace(b'"archived":2', b'"archived":9'))
    assert severities(home, "Request 1 is in both files") == [NOTE]
    assert severities(home, "ledger.json counts 9 closed requests, archive.json holds 2") == [NOTE]


def test_numbers_without_a_request_and_one_request_under_two_numbers_are_warnings(filled: Ledger, home: Path) -> None:
    with filled.transaction("draft") as change:
        change.add(raw_request("u-1"))
    path = home / "ledger.json"
    path.write_text(path.read_text().replace('"next":7', '"next":30'))
    assert severities(home, "Requests 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 and 13 more are in neither file") == [WARNING]
    assert severities(home, "Requests 1, 6 are one and the same request") == [WARNING]


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
def test_what_others_may_read_or_change_is_found(kept: Path) -> None:
    (kept / "ledger.json").chmod(0o640)
    assert check(str(kept)) == [], "a group that may read was let in by the owner"
    (kept / "ledger.json").chmod(0o644)
    (kept / "letters/0001-01-fdp.txt").chmod(0o666)
    (kept / "backups").chmod(0o755)
    assert severities(kept, "ledger.json can be read by other users") == [WARNING]
    assert severities(kept, "0001-01-fdp.txt can be changed by other users") == [RISK]
    assert severities(kept, "backups can be read by other users") == [WARNING]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the superuser gives files away")
def test_what_belongs_to_another_user_is_found(kept: Path) -> None:
    os.chown(kept / "letters/0001-01-fdp.txt", 4242, -1)
    assert severities(kept, "belongs to another user") == [WARNING]


def test_the_worst_comes_first(kept: Path) -> None:
    (kept / "letters/0009-01-lost.txt").write_text("Dear")
    (kept / "letters/0009-01-lost.txt").chmod(0o600)
    (kept / "ledger.json.0123abcd.tmp").write_text("half")
    (kept / "replies/0004/answer.pdf").unlink()
    assert [finding.severity for finding in check(str(kept))] == [RISK, WARNING, NOTE]
