"""The commands that the program proposes can be typed as they stand, however it was called."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from support.run import draft_blank, foi, make_home

from foi_tracker.views.program import commands, program


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a virtual environment, and a PATH that does not name it."""
    place = tmp_path / "project"
    (place / ".venv" / "bin").mkdir(parents=True)
    script = place / ".venv" / "bin" / "foi"
    script.write_text("#!/bin/sh\n")
    script.chmod(0o755)
    monkeypatch.chdir(place)
    monkeypatch.setenv("PATH", os.pathsep.join(["/usr/bin", "/bin"]))
    return script


def called(monkeypatch: pytest.MonkeyPatch, name: str) -> str:
    monkeypatch.setattr(sys, "argv", [name])
    program.cache_clear()
    return program()


def test_on_the_path_it_is_foi(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(here.parent))
    assert called(monkeypatch, str(here)) == "foi"


def test_in_the_project_it_is_the_way_there(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert called(monkeypatch, str(here)) == ".venv/bin/foi"


def test_from_elsewhere_it_is_the_whole_path(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path / "user")
    assert called(monkeypatch, str(here)) == str(here)


def test_another_foi_on_the_path_is_not_taken_for_this_one(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = here.parents[2] / "other"
    other.mkdir()
    (other / "foi").write_text("")
    (other / "foi").chmod(0o755)
    monkeypatch.setenv("PATH", str(other))
    assert called(monkeypatch, str(here)) == ".venv/bin/foi"


def test_a_path_with_a_space_is_quoted(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = tmp_path / "my files"
    odd.mkdir()
    (odd / "foi").write_text("")
    monkeypatch.chdir(tmp_path / "user")
    assert called(monkeypatch, str(odd / "foi")) == f"'{odd / 'foi'}'"


def test_as_a_module_it_is_python_m(monkeypatch: pytest.MonkeyPatch) -> None:
    assert called(monkeypatch, "/somewhere/foi_tracker/__main__.py").endswith(" -m foi_tracker")


def test_every_proposal_uses_it(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called(monkeypatch, str(here))
    assert (
        commands("Next: {foi} draft 1, then {foi} sent 1") == "Next: .venv/bin/foi draft 1, then .venv/bin/foi sent 1"
    )
    assert ".venv/bin/foi init" in foi("status").err
    assert foi("status", "--json").error["hint"] == "Make it: .venv/bin/foi init"


@pytest.mark.parametrize("typed", [("status",), ("show", "1"), ("letter", "1")], ids=" ".join)
@pytest.mark.parametrize("tty", [None, 100])
def test_what_a_user_wrote_is_never_taken_for_the_token(world: Path, typed: tuple[str, ...], tty: int | None) -> None:
    make_home()
    draft_blank("hackney", "What is {foi}?", subject="About {foi} init")
    assert "{foi}" in foi(*typed, tty=tty).ok.out


def test_what_a_user_typed_is_repeated_as_it_was_typed(world: Path) -> None:
    make_home()
    assert "“{foi} x”" in foi("show", "{foi} x").err
    assert "“{foi} x”" in foi("draft", "{foi} x", "-t", "blank").err
    assert "'{foi}'" in foi("{foi}").err


class TestAsAModule:
    """``python -m foi_tracker``: the word must run the Python that has the program."""

    @pytest.fixture
    def python(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """The Python of an environment, a link to the one that it was made with, as they are."""
        python = here.parent / "python3"
        python.symlink_to(os.path.realpath(sys.executable))
        monkeypatch.setattr(sys, "executable", str(python))
        monkeypatch.setattr(sys, "prefix", str(here.parent.parent))
        return python

    def test_of_an_active_environment_it_is_the_short_word(self, python: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", os.pathsep.join([str(python.parent), "/usr/bin"]))
        assert called(monkeypatch, "/x/__main__.py") == "python3 -m foi_tracker"

    def test_of_another_one_it_is_the_way_there(self, python: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert called(monkeypatch, "/x/__main__.py") == ".venv/bin/python3 -m foi_tracker"

    def test_without_an_environment_it_is_the_short_word(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "prefix", sys.base_prefix)
        monkeypatch.setattr(sys, "executable", "/usr/bin/python3")
        assert called(monkeypatch, "/x/__main__.py") == "python3 -m foi_tracker"
