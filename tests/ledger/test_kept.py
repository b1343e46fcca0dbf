from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from foi_tracker.errors import BadInput, LedgerUnwritable
from foi_tracker.ledger import Ledger, kept


def test_a_letter_is_kept_with_its_hash_and_for_us_alone(filled: Ledger, home: Path) -> None:
    with filled.transaction("draft") as change:
        path, digest = change.keep_file("letters", "0001-01-fdp-adoption.txt", "Annwyl Syr – ŵyr\n".encode())
        assert (home / path).exists(), "it is on the disk before the ledger names it"
    assert path == "letters/0001-01-fdp-adoption.txt"
    assert (home / path).read_text(encoding="utf-8") == "Annwyl Syr – ŵyr\n"
    assert digest == hashlib.sha256((home / path).read_bytes()).hexdigest()
    assert (home / path).stat().st_mode & 0o777 == 0o600
    assert (home / "letters").stat().st_mode & 0o777 == 0o700


def test_a_reply_is_kept_in_the_folder_of_its_request(filled: Ledger, home: Path) -> None:
    with filled.transaction("got 7") as change:
        path, _ = change.keep_file("replies/0007", "Response letter (final).pdf", b"%PDF")
    assert path == "replies/0007/Response letter (final).pdf"
    assert (home / path).read_bytes() == b"%PDF"
    assert {(home / "replies").stat().st_mode & 0o777, (home / "replies/0007").stat().st_mode & 0o777} == {0o700}


def test_a_file_that_stands_is_never_written_over(filled: Ledger, home: Path) -> None:
    with filled.transaction("got 1") as change:
        paths = [change.keep_file("replies/0001", "letter.pdf", data)[0] for data in (b"1", b"2", b"3")]
    assert [Path(path).name for path in paths] == ["letter.pdf", "letter-2.pdf", "letter-3.pdf"]
    assert [(home / path).read_bytes() for path in paths] == [b"1", b"2", b"3"]


def test_taking_a_file_back_leaves_those_that_were_there(filled: Ledger, home: Path) -> None:
    with filled.transaction("got 1") as change:
        change.keep_file("replies/0001", "letter.pdf", b"1")

    def fail() -> None:
        with filled.transaction("got 1") as change:
            assert change.keep_file("replies/0001", "letter.pdf", b"2")[0] == "replies/0001/letter-2.pdf"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [path.read_bytes() for path in (home / "replies/0001").iterdir()] == [b"1"]


def test_a_link_in_the_way_is_not_followed(filled: Ledger, home: Path, tmp_path: Path) -> None:
    (home / "letters").mkdir()
    (home / "letters" / "a.txt").symlink_to(tmp_path / "outside")
    with filled.transaction("draft") as change:
        path, _ = change.keep_file("letters", "a.txt", b"Dear")
    assert path == "letters/a-2.txt"
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize(
    "name",
    [
        "", ".", "..", "...", " ", "a/b", "a\\b", "../a", "/etc/passwd", "a\0b", "a\nb", "a\x1b[2Jb", "a\x7fb",
        "a\x85b", "invoice\u202efdp.exe", "\u2066a", "a\ud800", "C:a", "a:b", "a*", "a?", '"', "<", "a|b", "nul",
        "NUL.txt", "com1.pdf", "a.", "a ", " a", ".hidden", "x" * 201, "ŵ" * 101,
    ],
)  # fmt: skip
def test_a_name_that_is_no_plain_file_name_is_refused(filled: Ledger, home: Path, name: str) -> None:
    with pytest.raises(BadInput, match="cannot be the name of a file"), filled.transaction("got") as change:
        change.keep_file("letters", name, b"x")
    assert not (home / "letters").exists()


@pytest.mark.parametrize("name", ["a", "a b.txt", "Cyfarchion – ŵyr.pdf", "a..b", "答复.pdf", "com10", "console.txt"])
def test_other_names_are_taken_as_they_are(filled: Ledger, home: Path, name: str) -> None:
    with filled.transaction("got") as change:
        assert change.keep_file("letters", name, b"x")[0] == f"letters/{name}"
    assert (home / "letters" / name).read_bytes() == b"x"


@pytest.mark.parametrize("folder", ["backups", "", ".", "letters/../..", "/tmp", "replies/", "replies/a\\b"])
def test_nothing_is_kept_outside_its_folders(filled: Ledger, home: Path, folder: str) -> None:
    with pytest.raises((ValueError, BadInput)), filled.transaction("got") as change:
        change.keep_file(folder, "a.txt", b"x")
    assert list(home.rglob("a.txt")) == []


def test_a_folder_that_cannot_be_made_is_told_in_plain_words(filled: Ledger, home: Path) -> None:
    (home / "letters").write_bytes(b"not a folder")
    with pytest.raises(LedgerUnwritable, match='Nothing was changed by "draft"'), filled.transaction("draft") as change:
        change.keep_file("letters", "a.txt", b"x")


class TestReading:
    @pytest.fixture
    def letter(self, filled: Ledger, home: Path) -> kept.KeptBytes:
        with filled.transaction("draft") as change:
            change.keep_file("letters", "a.txt", b"Dear")
        return kept.KeptBytes(b"Dear", kept.KEPT)

    def test_as_it_was_kept(self, letter: kept.KeptBytes, home: Path) -> None:
        assert kept.read(str(home), "letters/a.txt", hashlib.sha256(b"Dear").hexdigest()) == letter
        assert kept.read(str(home), "letters/a.txt", None) == letter, "nobody knows better"

    def test_changed_since(self, letter: kept.KeptBytes, home: Path) -> None:
        other = hashlib.sha256(b"Sir").hexdigest()
        assert kept.read(str(home), "letters/a.txt", other) == (b"Dear", kept.CHANGED)

    @pytest.mark.parametrize(
        "path", ["letters/b.txt", "letters", "replies/0001", "ledger.json", "letters/../ledger.json", "", "letters/\0"]
    )
    def test_what_is_none_is_missing(self, letter: kept.KeptBytes, home: Path, path: str) -> None:
        (home / "replies" / "0001").mkdir(parents=True)
        assert kept.read(str(home), path, None) == (None, kept.MISSING)

    def test_a_link_that_leads_out_of_the_home_is_not_followed(
        self, letter: kept.KeptBytes, home: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "secret").write_bytes(b"secret")
        (home / "letters" / "link.txt").symlink_to(tmp_path / "secret")
        (home / "letters" / "own.txt").symlink_to("a.txt")
        assert kept.read(str(home), "letters/link.txt", None).data is None
        assert kept.read(str(home), "letters/own.txt", None) == letter
