"""What differs on Windows: how the program calls itself, what a shell there can read, and colours of its console."""

from __future__ import annotations

import ctypes
import ntpath
import os
import sys
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import TypeVar

import pytest

from foi_tracker.paths import quoted
from foi_tracker.views.program import program
from foi_tracker.views.screen import Screen, obeys_codes
from foi_tracker.views.text import folded, visible
from foi_tracker.views.welcome import show_made

T = TypeVar("T")
SCRIPTS = r"C:\Users\Ann\project\.venv\Scripts"


def on_windows(work: Callable[[], T], *, argv: str = "foi", path: str = r"C:\Windows", **changed: str) -> T:
    """Return what the work returns where paths are those of Windows and one program is there.

    Asserting is for afterwards: a report of pytest's stumbles over such paths. ``changed`` are values of ``sys``.
    """
    files = {rf"{SCRIPTS}\foi.exe", rf"{SCRIPTS}\python.exe", r"C:\Python\python.exe"}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "name", "nt")
        patched.setattr(os, "path", ntpath)
        patched.setattr(os, "sep", "\\")
        patched.setattr(os, "pardir", "..")
        patched.setattr(os, "pathsep", ";")
        patched.setattr(os, "getcwd", lambda: r"C:\Users\Ann\project")
        patched.setattr(os, "access", lambda *_: True)
        patched.setattr(ntpath, "isfile", lambda path: path in files)
        patched.setattr(ntpath, "abspath", lambda path: ntpath.normpath(ntpath.join(r"C:\Users\Ann\project", path)))
        patched.setattr(ntpath, "realpath", ntpath.abspath)
        patched.setattr(sys, "argv", [argv])
        patched.setenv("PATH", path)
        for name, value in changed.items():
            patched.setattr(sys, name, value)
        program.cache_clear()
        try:
            return work()
        finally:
            program.cache_clear()


@pytest.mark.parametrize("called", [rf"{SCRIPTS}\foi", rf"{SCRIPTS}\foi.exe", rf"{SCRIPTS}\FOI.EXE".lower()])
def test_on_the_path_it_is_foi_with_or_without_its_ending(called: str) -> None:
    assert on_windows(program, argv=called, path=rf"C:\Windows;{SCRIPTS}") == "foi"


def test_in_the_project_it_is_the_way_there_with_backslashes() -> None:
    assert on_windows(program, argv=rf"{SCRIPTS}\foi").strip("'\"") == r".venv\Scripts\foi"


AS_A_MODULE = r"C:\Users\Ann\project\.venv\Lib\site-packages\foi_tracker\__main__.py"


def test_as_a_module_of_the_whole_computer_it_is_the_launcher() -> None:
    called = on_windows(program, argv=AS_A_MODULE, executable=r"C:\Python\python.exe", prefix=sys.base_prefix)
    assert called == "py -m foi_tracker"


@pytest.mark.parametrize(
    ("path", "python"),
    [
        (rf"{SCRIPTS};C:\Python", "python.exe -m foi_tracker"),
        (rf"C:\Python;{SCRIPTS}", r".venv\Scripts\python.exe -m foi_tracker"),
        (r"C:\Windows", r".venv\Scripts\python.exe -m foi_tracker"),
    ],
)
def test_as_a_module_of_an_environment_it_is_the_python_of_that(path: str, python: str) -> None:
    executable, prefix = rf"{SCRIPTS}\python.exe", r"C:\Users\Ann\project\.venv"
    assert on_windows(program, argv=AS_A_MODULE, path=path, executable=executable, prefix=prefix) == python


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("homerton", "homerton"),
        (r"C:\Users\Ann\foi", r"C:\Users\Ann\foi"),
        (r"C:\My Documents\foi", r'"C:\My Documents\foi"'),
        ("C:\\My Documents\\", '"C:\\My Documents\\\\"'),
        ("St George's", '"St George\'s"'),
        ('a "b" c', r'"a \"b\" c"'),
        ("", '""'),
    ],
)
def test_words_are_put_in_the_only_quotes_that_a_command_window_reads(word: str, typed: str) -> None:
    assert on_windows(lambda: quoted(word)) == typed


def test_the_way_to_leave_out_home_is_one_that_both_its_shells_know(capsys: pytest.CaptureFixture[str]) -> None:
    screen, told = Screen(today=lambda: date(2026, 11, 24)), {"name": "Ann Bee"}
    on_windows(lambda: show_made(screen, r"D:\FOI", {**told, "email": "a@example.org"}, new=True, usual=False))
    said = capsys.readouterr().err
    assert "setx FOI_HOME " in said
    assert "export FOI_HOME" not in said
    on_windows(lambda: show_made(screen, r"D:\FOI", told, new=False, usual=False))
    assert r"Kept in D:\FOI\foi.toml: name." in capsys.readouterr().err


def test_a_path_is_shown_as_it_is_and_in_one_piece() -> None:
    path = r"C:\Users\Zoë\My Documents\new\table\foi.toml"
    assert visible(path) == path
    assert r"Documents\new\table\foi.toml" in folded(f"  Kept in {path}: name.", 30)[-2] + folded(path, 30)[-1]


@pytest.mark.parametrize(("reads", "takes", "colours"), [(1, 1, True), (1, 0, False), (0, 1, False)])
def test_colours_only_where_the_console_reads_their_codes(
    monkeypatch: pytest.MonkeyPatch, reads: int, takes: int, colours: bool
) -> None:
    console = SimpleNamespace(
        GetStdHandle=lambda number: number,
        GetConsoleMode=lambda handle, mode: reads,
        SetConsoleMode=lambda handle, mode: takes and mode & 4,
    )
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=console), raising=False)
    assert obeys_codes() is colours
    monkeypatch.setattr(os, "name", "nt")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    screen = Screen(today=lambda: date(2026, 11, 24))
    monkeypatch.undo()
    assert screen.colour is colours
