"""init and demo: the beginning."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from support.person import sit_down
from support.run import do, draft, foi, listing, make_home

from foi_tracker.home import read_settings


class TestInit:
    def test_an_address_that_is_none_is_asked_for_again_and_the_name_is_kept(
        self, world: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        person = sit_down(monkeypatch, "Ann Bell", "ann at example.org", "ann@example.org")
        do("init")
        told = read_settings(str(world))
        assert (told.name, told.email) == ("Ann Bell", "ann@example.org")
        assert len(person.asked) == 3

    def test_an_address_on_the_command_line_is_looked_at_before_anything_is_asked(
        self, world: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        person = sit_down(monkeypatch, "Ann Bell")
        assert foi("init", "--email", "ann at example.org").code == 2
        assert person.asked == []
        assert not world.exists()

    def test_it_makes_a_private_folder(self, world: Path) -> None:
        ran = foi("init", "--name", "Hackney Coalition", "--email", "us@example.org", tty=80).ok
        assert stat.S_IMODE(world.stat().st_mode) == 0o700
        assert {path.name for path in world.iterdir()} == {"foi.toml", "ledger.json", "ledger.lock"}
        for path in world.iterdir():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
        assert str(world) in ran.err.replace("\n", "")
        assert "foi draft homerton -t fdp-adoption" in ran.err

    def test_it_keeps_who_asks(self, world: Path) -> None:
        do("init", "--name", "Zoë", "--email", "zoe@example.org", "--address", "1 Mare St\nLondon E8")
        told = read_settings(str(world))
        assert (told.name, told.email, told.address) == ("Zoë", "zoe@example.org", "1 Mare St\nLondon E8")

    def test_a_real_name_is_asked_for_and_an_email_is_enough(self, world: Path) -> None:
        err = foi("init", tty=200).ok.err
        assert "real one, yours or your group's" in err
        assert "e-mail address is enough" in err
        assert "--name" in err

    def test_json_says_where(self, world: Path) -> None:
        told = foi("init", "--name", "A", "--json").json
        assert (told["home"], told["settings"]) == (str(world), {"name": "A"})

    def test_a_pipe_gets_the_folder(self, world: Path) -> None:
        assert foi("init").ok.records == [[str(world)]]

    def test_a_folder_can_be_named(self, world: Path, tmp_path: Path) -> None:
        do("init", tmp_path / "a" / "b", "--name", "A")
        assert (tmp_path / "a" / "b" / "ledger.json").exists()
        assert not world.exists()

    def test_the_command_that_it_proposes_finds_that_folder(self, tmp_path: Path) -> None:
        ran = foi("init", tmp_path / "there", "--name", "A", "--email", "a@b.c", tty=200).ok
        proposed = next(line for line in ran.err.splitlines() if "draft homerton" in line)
        assert proposed.endswith(f"--home {tmp_path / 'there'}")

    def test_home_and_user_folder_are_expanded(self, tmp_path: Path) -> None:
        do("init", "~/campaign", "--name", "A")
        assert (tmp_path / "user" / "campaign" / "foi.toml").exists()

    def test_without_a_choice_it_is_foi_in_the_user_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("FOI_HOME")
        do("init", "--name", "A")
        assert (tmp_path / "user" / "foi" / "foi.toml").exists()

    def test_an_empty_folder_that_stands_is_taken_and_closed(self, world: Path) -> None:
        world.mkdir(mode=0o755)
        do("init", "--name", "A")
        assert stat.S_IMODE(world.stat().st_mode) == 0o700

    @pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
    def test_it_is_private_whatever_the_umask(self, world: Path, umask: int) -> None:
        before = os.umask(umask)
        try:
            make_home()
            draft("homerton")
        finally:
            os.umask(before)
        for path in [world, *world.rglob("*")]:
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path

    def test_again_with_nothing_new_changes_nothing(self, world: Path) -> None:
        make_home()
        draft("homerton")
        before = listing(world)
        ran = foi("init")
        assert (ran.code, ran.out) == (7, "")
        assert "--name" in ran.err
        assert listing(world) == before

    def test_again_with_a_setting_changes_that_alone(self, world: Path) -> None:
        make_home(name="A", email="a@example.org")
        draft("homerton")
        letter = (world / "letters" / "0001-01-fdp-adoption.txt").read_bytes()
        ledger = (world / "ledger.json").read_bytes()
        do("init", "--email", "b@example.org")
        assert read_settings(str(world))[:2] == ("A", "b@example.org")
        assert (world / "letters" / "0001-01-fdp-adoption.txt").read_bytes() == letter
        assert (world / "ledger.json").read_bytes() == ledger

    def test_an_init_that_was_stopped_half_way_is_finished(self, world: Path) -> None:
        make_home(name="A")
        (world / "ledger.json").unlink()
        do("init", "--name", "A")
        assert foi("status").ok.out == ""

    def test_beside_the_backups_of_a_lost_ledger_no_new_one_begins(self, world: Path) -> None:
        make_home()
        draft("homerton")
        draft("barts")
        (world / "ledger.json").unlink()
        ran = foi("init")
        assert ran.code == 6
        assert not (world / "ledger.json").exists()

    @pytest.mark.parametrize("email", ["me", "a@b@c", "a b@c.d", "a@b\nBcc: x@y"])
    def test_what_is_no_email_address_is_refused(self, world: Path, email: str) -> None:
        assert foi("init", "--name", "A", "--email", email).code == 2
        assert not world.exists()

    def test_an_empty_address_is_none_and_that_is_said(self, world: Path) -> None:
        ran = do("init", "--name", "A", "--email", "", tty=80)
        assert "No address yet" in ran.err
        assert read_settings(str(world)).email is None

    def test_the_source_of_the_program_is_no_home(self) -> None:
        source = Path(__file__).parents[2]
        ran = foi("init", source)
        assert (ran.code, ran.out) == (7, "")
        assert "source" in ran.err
        assert not (source / "foi.toml").exists()


class TestDemo:
    def test_it_plays_the_main_job(self, world: Path) -> None:
        out = foi("demo", tty=80).ok.out
        places = [out.index(f"$ foi {name}") for name in ("draft homerton", "sent 1", "overdue", "status")]
        assert places == sorted(places)
        for words in ("Mon 21 Dec", "Homerton", "NHS England", "LATE", "foi draft 1", "foi init"):
            assert words in out

    def test_it_touches_nothing_of_the_users(self, world: Path, tmp_path: Path) -> None:
        make_home()
        before = listing(tmp_path)
        do("demo")
        assert listing(tmp_path) == before

    def test_it_leaves_no_folder_behind(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        place = tmp_path / "tmp"
        place.mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(place))
        do("demo")
        assert list(place.iterdir()) == []

    def test_the_day_is_the_same_afterwards(self) -> None:
        do("demo")
        assert foi("status", "--json", "--home", "/nowhere").code == 7
        assert os.environ["FOI_TODAY"] == "2026-11-24"

    def test_it_is_the_same_on_any_day_and_without_foi_today(self, monkeypatch: pytest.MonkeyPatch) -> None:
        first = foi("demo", tty=80).ok.out
        assert foi("demo", tty=80, today="2031-05-05").ok.out == first
        monkeypatch.delenv("FOI_TODAY")
        assert foi("demo", tty=80).ok.out == first

    def test_its_json_tells_the_day_that_its_dates_are_of(self) -> None:
        told = foi("demo", "--json").json
        assert [request["number"] for request in told["requests"]] == [1, 2]
        assert told["requests"][0]["overdue"] is True
        assert told["today"] > told["requests"][0]["due_on"]

    def test_a_pipe_gets_records(self) -> None:
        assert [record[0] for record in foi("demo").ok.records] == ["1", "2"]
