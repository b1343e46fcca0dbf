"""The home: which folder it is, whether it is safe, and its settings, which come back as they were written."""

from __future__ import annotations

import os
import stat
import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.refusing import refusal
from support.run import do, foi

from foi_tracker import home
from foi_tracker.casework.upkeep import setup
from foi_tracker.errors import HomeError, HomeMissing
from foi_tracker.home import KNOWN, MAILS, Settings, parse_settings, read_settings, to_toml

HOSTILE = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\"'\\\n\r\t\x00\x1b\x7f\x85\u2028\u2029\ufeff#=[]\u202e"),
    max_size=60,
)
KEYS = [key for table in KNOWN.values() for key in table if key != "mail"]


class TestWhich:
    def test_the_chosen_folder_wins_over_the_environment(self, tmp_path: Path) -> None:
        assert home.find(str(tmp_path / "x")) == str(tmp_path / "x")
        assert home.find(None) == os.environ["FOI_HOME"]

    def test_without_either_it_is_foi_in_the_user_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("FOI_HOME")
        assert home.find(None) == str(tmp_path / "user" / "foi")
        monkeypatch.setenv("FOI_HOME", "")
        assert home.find(None) == str(tmp_path / "user" / "foi")

    def test_paths_are_made_whole(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        assert home.find("a/../b/") == str(tmp_path / "b")
        assert home.find("~/x") == str(tmp_path / "user" / "x")


class TestCheck:
    def test_missing_empty_and_foreign_folders_are_no_home(self, world: Path) -> None:
        with pytest.raises(HomeMissing):
            home.check(str(world))
        world.mkdir(mode=0o700)
        with pytest.raises(HomeMissing):
            home.check(str(world))
        (world / "notes.txt").write_text("mine")
        with pytest.raises(HomeMissing):
            home.check(str(world))

    @pytest.mark.parametrize("name", ["foi.toml", "ledger.json"])
    def test_settings_or_a_ledger_make_it_one(self, world: Path, name: str) -> None:
        world.mkdir(mode=0o700)
        (world / name).write_text("")
        assert home.exists(str(world))
        home.check(str(world))

    @pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
    @pytest.mark.parametrize(
        ("mode", "safe"), [(0o700, True), (0o755, True), (0o750, True), (0o770, False), (0o702, False), (0o777, False)]
    )
    def test_others_may_read_it_but_never_write(self, world: Path, mode: int, safe: bool) -> None:
        setup.make(str(world), {})
        world.chmod(mode)
        if safe:
            home.check(str(world))
        else:
            with pytest.raises(HomeError, match="other users"):
                home.check(str(world))

    def test_a_file_is_no_folder(self, world: Path) -> None:
        world.write_text("")
        with pytest.raises(HomeError, match="file"):
            home.check(str(world))
        with pytest.raises(HomeError):
            home.check(str(world / "below"))

    def test_a_link_to_a_home_is_one(self, world: Path, tmp_path: Path) -> None:
        setup.make(str(world), {})
        link = tmp_path / "link"
        link.symlink_to(world)
        home.check(str(link))


class TestMake:
    def test_folder_0700_and_settings_0600(self, world: Path) -> None:
        home.make(str(world / "a" / "b"), {"name": "A"})
        assert stat.S_IMODE((world / "a" / "b").stat().st_mode) == 0o700
        assert stat.S_IMODE((world / "a" / "b" / "foi.toml").stat().st_mode) == 0o600

    def test_settings_that_stand_are_never_overwritten(self, world: Path) -> None:
        world.mkdir()
        (world / "foi.toml").write_text("mine")
        with pytest.raises(HomeError):
            home.make(str(world), {"name": "A"})
        assert (world / "foi.toml").read_text() == "mine"

    def test_the_rights_of_a_folder_with_files_are_left(self, world: Path) -> None:
        world.mkdir(mode=0o755)
        world.chmod(0o755)
        (world / "notes.txt").write_text("mine")
        home.make(str(world), {})
        assert stat.S_IMODE(world.stat().st_mode) == 0o755

    def test_a_folder_with_the_programs_source_is_refused(self, world: Path) -> None:
        (world / "foi_tracker").mkdir(parents=True)
        (world / "pyproject.toml").write_text("")
        with pytest.raises(HomeError, match="source"):
            home.make(str(world), {})
        assert not (world / "foi.toml").exists()


class TestSettingsComeBack:
    @given(st.dictionaries(st.sampled_from(KEYS), HOSTILE))
    def test_whatever_is_in_them(self, told: dict[str, str]) -> None:
        found = parse_settings(to_toml(told).encode(), "foi.toml")
        expected = {key: value.strip() for key, value in told.items() if value.strip()}
        assert found == Settings(**expected)

    @settings(max_examples=30)
    @given(HOSTILE.filter(str.strip), HOSTILE.filter(str.strip))
    def test_a_change_of_one_leaves_the_others(self, name: str, email: str) -> None:
        import tempfile

        with tempfile.TemporaryDirectory() as above:
            folder = os.path.join(above, "foi")
            setup.make(folder, {"name": name, "organisation": name})
            assert setup.make(folder, {"email": email}) is False
            found = read_settings(folder)
            assert (found.name, found.organisation, found.email) == (name.strip(), name.strip(), email.strip())

    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    def test_every_other_line_stays_as_it_is(self, world: Path, newline: str) -> None:
        setup.make(str(world), {"name": "A", "email": "a@example.org"})
        file = world / "foi.toml"
        mine = file.read_text() + "\n# my own words\u2028and more # = [\n"
        file.write_bytes(mine.replace("\n", newline).encode())
        before = file.read_bytes().split(newline.encode())
        setup.change_settings(str(world), {"email": "b@example.org"})
        after = file.read_bytes().split(newline.encode())
        assert len(after) == len(before)
        changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        assert changed == [(b'email = "a@example.org"', b'email = "b@example.org"')]

    def test_an_old_value_in_a_comment_is_not_taken_for_the_setting(self, world: Path) -> None:
        setup.make(str(world), {})
        file = world / "foi.toml"
        file.write_text('[requester]\n# name = "Old"\nname = "New"\nemail = "a@b.c"\n')
        setup.change_settings(str(world), {"name": "Newer"})
        assert read_settings(str(world)).name == "Newer"
        assert '# name = "Old"' in file.read_text()

    def test_a_change_keeps_the_rights(self, world: Path) -> None:
        setup.make(str(world), {"name": "A"})
        (world / "foi.toml").chmod(0o640)
        setup.change_settings(str(world), {"name": "B"})
        assert stat.S_IMODE((world / "foi.toml").stat().st_mode) == 0o640

    def test_settings_that_were_lost_are_written_anew(self, world: Path) -> None:
        setup.make(str(world), {"name": "A"})
        (world / "foi.toml").unlink()
        setup.make(str(world), {"name": "B"})
        assert read_settings(str(world)).name == "B"

    @pytest.mark.parametrize(
        "text",
        [
            'requester = {name = "A", email = "a@b.c"}\n',
            'requester.name = "A"\n',
            '[requester]\nname = """\nA\n"""\n',
            '[requester]\n"name" = "A"\n',
        ],
    )
    def test_a_layout_that_cannot_be_changed_safely_is_left(self, world: Path, text: str) -> None:
        setup.make(str(world), {})
        file = world / "foi.toml"
        file.write_text(text)
        if refusal(lambda: setup.change_settings(str(world), {"name": "B"})):
            assert file.read_text() == text
        else:
            assert read_settings(str(world)).name == "B"


class TestHowMailIsWritten:
    @pytest.mark.parametrize("mail", MAILS)
    def test_it_is_one_of_a_few_words(self, mail: str) -> None:
        assert parse_settings(to_toml({"mail": mail}).encode(), "f") == Settings(mail=mail)

    @given(HOSTILE.filter(lambda text: text.strip() not in ("", *MAILS)))
    def test_another_word_is_a_warning_and_counts_for_nothing(self, mail: str) -> None:
        found = parse_settings(to_toml({"mail": mail}).encode(), "f")
        assert found.mail is None
        assert len(found.warnings) == 1
        assert "gmail or program" in found.warnings[0]

    def test_its_line_in_the_file_says_what_it_may_be(self) -> None:
        comment = next(line for line in to_toml({}).splitlines() if "opens your mail" in line)
        assert all(mail in comment for mail in MAILS)

    @pytest.mark.parametrize("begin", [to_toml({"name": "A"}), '[requester]\nname = "A"\n', "", 'mail = "program"\n'])
    def test_it_is_set_before_the_table_and_changed_there(self, world: Path, begin: str) -> None:
        setup.make(str(world), {})
        file = world / "foi.toml"
        file.write_text(begin)
        for mail in MAILS:
            setup.change_settings(str(world), {"mail": mail})
            assert read_settings(str(world)).mail == mail
        assert read_settings(str(world)).name == ("A" if "A" in begin else None)
        assert file.read_text().count("\nmail = ") + file.read_text().startswith("mail = ") == 1

    def test_init_keeps_it_and_refuses_another(self, world: Path) -> None:
        do("init", "--name", "A", "--mail", "gmail")
        assert read_settings(str(world)).mail == "gmail"
        do("init", "--mail", "program")
        assert read_settings(str(world)) == Settings(name="A", mail="program")
        ran = foi("init", "--mail", "pigeon")
        assert (ran.code, ran.out) == (2, "")
        assert "gmail" in ran.err


class TestReading:
    def test_no_file_is_no_settings(self, world: Path) -> None:
        world.mkdir()
        assert read_settings(str(world)) == Settings()

    def test_empty_and_blank_values_are_absent(self) -> None:
        assert parse_settings(b'[requester]\nname = ""\nemail = "  "\n', "f") == Settings()

    def test_an_unknown_key_is_a_warning(self) -> None:
        found = parse_settings(b'colour = "red"\nname = "B"\n[requester]\nname = "A"\nfax = "1"\n', "f")
        assert found.name == "A"
        assert len(found.warnings) == 3
        assert all(repr(key) in " ".join(found.warnings) for key in ("colour", "name", "fax"))

    @pytest.mark.parametrize(
        "data",
        [
            b"name",
            b"\xff",
            b'name = "a',
            b"[requester]\nname = 1\n",
            b"requester = 1\n",
            b"reference = true\n",
            b"\x00",
            b"[a]\n[a]\n",
        ],
        ids=repr,
    )
    def test_what_is_malformed_is_named(self, data: bytes) -> None:
        with pytest.raises(HomeError, match=r"my\.toml"):
            parse_settings(data, "my.toml")

    @given(st.binary(max_size=200))
    def test_any_bytes_are_settings_or_a_sentence(self, data: bytes) -> None:
        refused = refusal(lambda: parse_settings(data, "foi.toml"))
        assert refused is None or (isinstance(refused, HomeError) and refused.hint)

    @given(st.text(string.printable, max_size=80))
    def test_any_text_below_the_table_is_settings_or_a_sentence(self, text: str) -> None:
        refused = refusal(lambda: parse_settings(f"[requester]\n{text}\n".encode(), "foi.toml"))
        assert refused is None or (isinstance(refused, HomeError) and refused.hint)
