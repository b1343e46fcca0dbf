"""The file of a case: everything in order of date, nothing silently left out, the same bytes each time."""

from __future__ import annotations

import io
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from support.homes import Homes
from support.run import do, draft, listing, make_home, sent

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.post import casefile
from foi_tracker.casework.post.casefile import CaseFile
from foi_tracker.errors import Ambiguous, NotFound, Refused
from foi_tracker.ledger import kept
from foi_tracker.views.post.casefile import texts

FOLDER = "request-0001-homerton"


def a_case() -> None:
    """A request with an acknowledgement, a chaser, an answer in two files, and a letter that waits."""
    home = make_home()
    for name, text in (("ack.eml", "Thank you"), ("answer.pdf", "One"), ("annex.csv", "a,b"), ("mine.txt", "Private")):
        (home.parent / name).write_text(text)
    draft("homerton")
    sent(1)
    do("got", 1, "ack", "--on", "23/11/2026", "--file", home.parent / "ack.eml")
    do("note", 1, "They are hopeless", "--file", home.parent / "mine.txt")
    do("draft", 1, "-t", "chaser", today="2026-12-23")
    do("sent", 1, "--on", "23/12/2026", today="2026-12-23")
    answer = ("--file", home.parent / "answer.pdf", "--file", home.parent / "annex.csv")
    do("got", 1, "answer", "--all", "r", "--on", "2027-01-05", *answer, today="2027-01-06")
    do("draft", 1, "-t", "review-refused", today="2027-01-06")


@pytest.fixture
def home(world: Path, homes: Homes, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOI_TODAY", "2027-01-06")
    return homes.give(a_case, world)


def gathered(home: Path) -> CaseFile:
    return casefile.gather(Desk(str(home)), ["1"])


def written(home: Path, name: str = "case.zip") -> Path:
    desk = Desk(str(home))
    case = casefile.gather(desk, ["1"])
    told = texts(case, calendar=desk.calendar, today=desk.today)
    return Path(casefile.write(desk, case, str(home.parent / name), told))


def contents(path: Path) -> dict[str, str]:
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


class TestWhatIsInIt:
    def test_letters_and_replies_stand_in_order_of_date(self, home: Path) -> None:
        assert [one.name for one in gathered(home).enclosures] == [
            "01-2026-11-22-letter-fdp-adoption.txt",
            "02-2026-11-23-reply-ack.eml",
            "03-2026-12-23-letter-chaser.txt",
            "04-2027-01-05-reply-answer.pdf",
            "05-2027-01-05-reply-annex.csv",
            "06-2027-01-06-letter-review-refused.txt",
        ]

    def test_the_zip_holds_them_as_they_are_kept(self, home: Path) -> None:
        found = contents(written(home))
        names = {f"{FOLDER}/{one.name}" for one in gathered(home).enclosures}
        assert set(found) == {*names, f"{FOLDER}/chronology.txt", f"{FOLDER}/enclosures.txt"}
        assert found[f"{FOLDER}/04-2027-01-05-reply-answer.pdf"] == "One"
        kept = (home / "letters" / "0001-01-fdp-adoption.txt").read_text()
        assert found[f"{FOLDER}/01-2026-11-22-letter-fdp-adoption.txt"] == kept

    def test_ones_own_notes_and_their_files_are_not(self, home: Path) -> None:
        whole = json.dumps(contents(written(home)))
        assert "hopeless" not in whole
        assert "Private" not in whole
        assert [Path(path).name for path in gathered(home).private] == ["mine.txt"]

    def test_a_letter_that_was_not_sent_says_so(self, home: Path) -> None:
        assert [one.sent for one in gathered(home).enclosures] == [True, True, True, True, True, False]
        listed = contents(written(home))[f"{FOLDER}/enclosures.txt"]
        assert listed.count("drafted and not sent") == 1

    def test_a_letter_sent_twice_is_enclosed_once(self, home: Path) -> None:
        do("sent", 1, "request", "--again", "--on", "2027-01-06")
        case = gathered(home)
        assert len(case.enclosures) == 6
        assert len(case.enclosures[0].events) == 2
        told = contents(written(home))[f"{FOLDER}/chronology.txt"]
        assert told.count("[enclosure 1]") == 2

    def test_what_was_taken_back_is_not_in_it(self, home: Path) -> None:
        do("undo")
        do("undo")
        assert [one.what for one in gathered(home).enclosures] == ["letter", "reply", "letter"]

    def test_a_request_with_nothing_kept_has_an_empty_list(self, world: Path) -> None:
        home = make_home()
        draft("homerton")
        edit(home, lambda event: event.pop("letter", None))
        case = gathered(home)
        assert case.enclosures == ()
        assert "no letter and no reply is kept" in contents(written(home))[f"{FOLDER}/enclosures.txt"]


class TestTheChronology:
    def test_it_says_who_did_what_on_which_day(self, home: Path) -> None:
        told = contents(written(home))[f"{FOLDER}/chronology.txt"]
        assert "Sun 22 Nov 2026   Hackney Data Coalition: request sent by e-mail [enclosure 1]" in told
        assert "Homerton Healthcare NHS Foundation Trust: acknowledged" in told
        assert "[enclosure 4, 5]" in told
        assert "Freedom of Information Act 2000" in told
        assert "As it stood on Wednesday 6 January 2027." in told

    def test_it_has_the_working_of_each_date(self, home: Path) -> None:
        told = contents(written(home))[f"{FOLDER}/chronology.txt"]
        assert "Answer due Mon 21 Dec 2026 (FOIA 2000 s.10(1): 20 working days following receipt)" in told
        assert "St Andrew's Day (Scotland): a bank holiday in any part of the UK, s.10(6)" in told
        assert "late by     7 working days" in told
        assert told.count("\nAnswer due ") == 1

    def test_it_steers_no_terminal(self, home: Path) -> None:
        do("got", 1, "ack", "--on", "24/11/2026", "--ref", "a\x1b[2J\u202eb")
        found = contents(written(home))
        assert not {"\x1b", "\u202e"} & set(found[f"{FOLDER}/chronology.txt"] + found[f"{FOLDER}/enclosures.txt"])


def edit(home: Path, change: Callable[[dict[str, object]], object]) -> None:
    """Change every event in the ledger behind the program's back."""
    ledger = home / "ledger.json"
    told = json.loads(ledger.read_text())
    for request in told["requests"].values():
        for event in request["events"]:
            change(event)
    ledger.write_text(json.dumps(told))


def name_elsewhere(path: str) -> Callable[[dict[str, object]], object]:
    def change(event: dict[str, object]) -> None:
        if event["kind"] == "answered":
            event["files"] = [[path, None]]

    return change


class TestWhatIsMissing:
    def test_it_keeps_its_place_and_is_named(self, home: Path) -> None:
        (missing,) = home.glob("replies/*/answer.pdf")
        missing.unlink()
        case = gathered(home)
        assert [one.place for one in case.missing] == [4]
        found = contents(written(home))
        assert f"{FOLDER}/04-2027-01-05-reply-answer.pdf" not in found
        assert f"{FOLDER}/05-2027-01-05-reply-annex.csv" in found
        assert "04-2027-01-05-reply-answer.pdf" in found[f"{FOLDER}/enclosures.txt"]
        assert "MISSING: not in this file" in found[f"{FOLDER}/enclosures.txt"]

    def test_one_that_was_changed_is_there_and_named(self, home: Path) -> None:
        (changed,) = home.glob("replies/*/answer.pdf")
        changed.chmod(0o600)
        changed.write_text("Two")
        assert [one.state for one in gathered(home).enclosures].count(kept.CHANGED) == 1
        found = contents(written(home))
        assert found[f"{FOLDER}/04-2027-01-05-reply-answer.pdf"] == "Two"
        assert found[f"{FOLDER}/enclosures.txt"].count("CHANGED since it was kept") == 1

    @pytest.mark.parametrize(
        "path", ["../secret", "replies/../../secret", "/etc/passwd", "replies/", "ledger.json", "replies/\0", "", "."]
    )
    def test_a_path_outside_its_folders_is_not_read(self, home: Path, path: str) -> None:
        (home.parent / "secret").write_text("hidden words")
        edit(home, name_elsewhere(path))
        case = gathered(home)
        assert [one.path for one in case.missing] == [path]
        assert "hidden words" not in "".join(contents(written(home)).values())

    @pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
    def test_a_link_that_leads_out_is_not_followed(self, home: Path) -> None:
        (home.parent / "secret").write_text("hidden words")
        (home / "replies" / "link").symlink_to(home.parent / "secret")
        edit(home, name_elsewhere("replies/link"))
        assert [one.path for one in gathered(home).missing] == ["replies/link"]


class TestTheZip:
    def test_the_same_case_makes_the_same_bytes(self, home: Path) -> None:
        assert written(home, "a.zip").read_bytes() == written(home, "b.zip").read_bytes()

    def test_each_file_has_the_day_of_its_event_and_is_for_its_owner_alone(self, home: Path) -> None:
        with ZipFile(written(home)) as archive:
            for info in archive.infolist():
                assert info.external_attr >> 16 == 0o100600
                assert info.date_time[3:] == (0, 0, 0)
            days = {info.filename.split("/")[1][:2]: info.date_time[:3] for info in archive.infolist()}
        assert days["03"] == (2026, 12, 23)

    def test_its_names_are_safe_whatever_was_kept(self, home: Path) -> None:
        (there,) = home.glob("replies/*/answer.pdf")
        for name in ("...pdf", "a b (final) £.PDF", "-rf", "CON.txt"):
            (there.parent / name).write_text("x")
            edit(home, name_elsewhere(f"replies/{there.parent.name}/{name}"))
            names = ZipFile(io.BytesIO(written(home, f"{len(name)}.zip").read_bytes())).namelist()
            assert all(part.isascii() and not set(part) & set(' \\:*?"<>|()') for part in names)
            assert all(part.count("/") == 1 and "/." not in part and "/-" not in part for part in names)

    @pytest.mark.skipif(os.name == "nt", reason="rights as POSIX has them")
    def test_it_is_private_and_nothing_stands_beside_it(self, home: Path) -> None:
        path = written(home)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert not list(path.parent.glob("*.tmp"))

    def test_one_that_stands_is_left_alone(self, home: Path) -> None:
        before = written(home).read_bytes()
        with pytest.raises(Refused, match="is there already"):
            written(home)
        assert (home.parent / "case.zip").read_bytes() == before

    def test_the_home_is_only_read(self, home: Path) -> None:
        before = listing(home)
        written(home)
        assert listing(home) == before


def test_one_case_is_one_request(home: Path) -> None:
    draft("barts", today="2027-01-06")
    with pytest.raises(NotFound):
        casefile.gather(Desk(str(home)), ["9"])
    with pytest.raises(Ambiguous):
        casefile.gather(Desk(str(home)), ["fdp"])
