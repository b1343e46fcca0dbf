"""Evidence: what is kept, under which name, with which hash, and that a refusal leaves nothing behind."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.begun import begin, one_asked
from support.homes import Homes
from support.run import do, foi, listing, shown

from foi_tracker.casework import evidence
from foi_tracker.casework.evidence import safe_name
from foi_tracker.errors import BadInput, NotFound
from foi_tracker.ledger.kept import check_name


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    """Request 1 to Homerton, sent on Sunday 22 November 2026; today is Tuesday 24."""
    return homes.give(one_asked, world)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "Response (final) £.PDF"
    path.write_bytes(b"%PDF-1.7 the answer")
    return path


class TestNames:
    @pytest.mark.parametrize(
        ("name", "safe"),
        [
            ("reply.pdf", "reply.pdf"),
            ("Response (final) £.PDF", "Response-final.PDF"),
            ("../../etc/passwd", "passwd"),
            ("..\\..\\boot.ini", "boot.ini"),
            (".bashrc", "bashrc"),
            ("..", "file"),
            ("...", "file"),
            ("", "file"),
            ("£££.pdf", "file.pdf"),
            ("-rf", "rf"),
            ("a\nb\x1b[31m.txt", "a-b-31m.txt"),
            ("CON.txt", "CON-file.txt"),
            ("nul", "nul-file"),
            ("com1.pdf", "com1-file.pdf"),
            ("annex.tar.gz", "annex-tar.gz"),
            ("trailing. ", "trailing"),
            ("漢字.docx", "file.docx"),
            ("x" * 300 + ".pdf", "x" * 80 + ".pdf"),
            ("a." + "y" * 300, "a." + "y" * 10),
        ],
    )
    def test_a_name_that_is_safe_everywhere(self, name: str, safe: str) -> None:
        assert safe_name(name) == safe

    @given(st.text(max_size=400))
    def test_any_name_becomes_one_that_can_be_kept(self, name: str) -> None:
        kept = safe_name(name)
        check_name(kept)
        assert kept == kept.encode("ascii").decode()
        assert not kept.startswith((".", "-"))
        assert "/" not in kept


class TestReading:
    def test_the_bytes_are_those_of_the_file(self, paper: Path) -> None:
        (found,) = evidence.read([str(paper)])
        assert found == ("Response-final.PDF", b"%PDF-1.7 the answer")

    def test_the_users_folder_is_understood(self) -> None:
        path = Path(os.environ["HOME"]) / "reply.txt"
        path.write_text("x")
        assert evidence.check("~/reply.txt") == str(path)

    @pytest.mark.parametrize("kind", ["folder", "pipe", "dangling"])
    def test_what_is_no_file_is_refused(self, tmp_path: Path, kind: str) -> None:
        path = tmp_path / kind
        if kind == "folder":
            path.mkdir()
        elif kind == "pipe":
            os.mkfifo(path)
        else:
            path.symlink_to(tmp_path / "nowhere")
        with pytest.raises(BadInput) as refused:
            evidence.read([str(path)])
        assert refused.value.hint

    @pytest.mark.parametrize("typed", ["nowhere.pdf", "", "a\0b", "x" * 5000])
    def test_what_is_not_there_is_not_found(self, tmp_path: Path, typed: str) -> None:
        with pytest.raises(NotFound) as refused:
            evidence.read([f"{tmp_path}/no/{typed}"])
        assert refused.value.hint
        assert len(refused.value.message) < 6000

    def test_a_huge_one_is_refused_before_it_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "film.mov"
        path.touch()
        os.truncate(path, evidence.MOST_BYTES + 1)
        with pytest.raises(BadInput, match="200 MB"):
            evidence.read([str(path)])
        os.truncate(path, 0)
        assert evidence.check(str(path))

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_one_that_may_not_be_read_is_said(self, paper: Path) -> None:
        paper.chmod(0)
        with pytest.raises(NotFound, match="cannot be read"):
            evidence.read([str(paper)])


class TestKept:
    @pytest.mark.parametrize(
        "typed", [("got", 1, "ack"), ("got", 1, "answer", "--all", "g"), ("note", 1)], ids=lambda typed: str(typed[-1])
    )
    def test_it_lies_beside_the_ledger_private_and_whole(
        self, home: Path, paper: Path, typed: tuple[object, ...]
    ) -> None:
        do(*typed, "--file", paper)
        (kept,) = shown()["files"]
        path = home / kept["path"]
        assert kept["path"] == "replies/0001/Response-final.PDF"
        assert path.read_bytes() == paper.read_bytes()
        assert kept["sha256"] == hashlib.sha256(paper.read_bytes()).hexdigest()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert [stat.S_IMODE(folder.stat().st_mode) for folder in (path.parent, path.parent.parent)] == [0o700] * 2
        assert paper.exists(), "it is copied, not moved"

    def test_show_names_it_everywhere(self, home: Path, paper: Path) -> None:
        do("got", 1, "ack", "--file", paper)
        assert ["file", "replies/0001/Response-final.PDF"] in foi("show", 1).ok.records
        told = foi("show", 1, tty=80).ok.out
        assert "replies/0001/Response-final.PDF" in told
        assert "1 file kept" in told

    def test_two_of_one_name_are_both_kept(self, home: Path, tmp_path: Path) -> None:
        for folder, text in (("a", "first"), ("b", "second")):
            (tmp_path / folder).mkdir()
            (tmp_path / folder / "reply.txt").write_text(text)
        do("got", 1, "ack", "--file", tmp_path / "a" / "reply.txt", "--file", tmp_path / "b" / "reply.txt")
        do("note", 1, "once more", "--file", tmp_path / "a" / "reply.txt")
        kept = [(home / one["path"]).read_text() for one in shown()["files"]]
        assert kept == ["first", "second", "first"]

    def test_each_request_gets_its_own(self, home: Path, paper: Path) -> None:
        begin("barts", on="2026-11-20")
        do("sent", 2)
        do("got", 1, 2, "ack", "--file", paper)
        assert [shown(n)["files"][0]["path"] for n in (1, 2)] == [
            "replies/0001/Response-final.PDF",
            "replies/0002/Response-final.PDF",
        ]

    def test_undo_keeps_the_file(self, home: Path, paper: Path) -> None:
        do("got", 1, "ack", "--file", paper)
        do("undo")
        assert shown()["files"] == []
        assert (home / "replies/0001/Response-final.PDF").exists()

    def test_it_can_be_kept_with_a_closed_request(self, home: Path, paper: Path) -> None:
        do("close", 1)
        do("note", 1, "found later", "--file", paper)
        assert len(shown()["files"]) == 1

    def test_the_doctor_finds_nothing_wrong(self, home: Path, paper: Path) -> None:
        do("got", 1, "ack", "--file", paper)
        assert foi("doctor", tty=80).code == 0


class TestNothingLeftBehind:
    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            (("got", 1, "review", "--result", "kept"), 4),  # no review was asked for
            (("got", 1, "answer", "9=g"), 4),
            (("got", 1, "answer", "1=lost"), 2),
            (("got", 1, "ack", "--on", "2026-11-30"), 4),  # the future
            (("got", 1, 7, "ack"), 3),
            (("got", 1, "transfer", "--to", "nowhere-at-all"), 3),
            (("note", 9), 3),
        ],
        ids=lambda value: " ".join(map(str, value)) if isinstance(value, tuple) else None,
    )
    def test_a_refusal_leaves_no_file(self, home: Path, paper: Path, typed: tuple[object, ...], code: int) -> None:
        before = listing(home)
        assert foi(*typed, "--file", paper).code == code
        assert {name: found.data for name, found in listing(home).items()} == {
            name: found.data for name, found in before.items()
        }

    def test_one_bad_file_among_good_ones_keeps_none(self, home: Path, paper: Path, tmp_path: Path) -> None:
        before = listing(home)
        ran = foi("got", 1, "ack", "--file", paper, "--file", tmp_path / "nowhere.pdf")
        assert ran.code == 3
        assert "nowhere.pdf" in ran.err
        assert listing(home) == before

    def test_a_dry_run_copies_nothing(self, home: Path, paper: Path) -> None:
        before = listing(home)
        do("got", 1, "ack", "--file", paper, "-n")
        do("note", 1, "--file", paper, "-n")
        assert listing(home) == before

    def test_a_dry_run_still_says_that_a_file_is_missing(self, home: Path, tmp_path: Path) -> None:
        assert foi("got", 1, "ack", "--file", tmp_path / "nowhere.pdf", "-n").code == 3
