"""Data to standard output, words to standard error; width and colour of the terminal, and none of either in a pipe."""

from __future__ import annotations

from datetime import date

import pytest

from foi_tracker.views.screen import HUMAN, JSON, PLAIN, Screen


def screen(**options: bool) -> Screen:
    return Screen(today=lambda: date(2026, 11, 24), **options)


def test_a_pipe_is_plain_and_a_terminal_human(monkeypatch: pytest.MonkeyPatch) -> None:
    assert screen().mode == PLAIN
    monkeypatch.setenv("FOI_FORCE_TTY", "80")
    assert screen().mode == HUMAN
    assert screen(plain=True).mode == PLAIN
    assert screen(json=True).mode == JSON
    assert screen(json=True, plain=True).mode == JSON


@pytest.mark.parametrize(
    ("forced", "columns", "width"),
    [
        ("80", None, 80),
        ("120", "60", 120),
        ("yes", "60", 60),
        ("yes", None, 80),
        ("yes", "x", 80),
        ("0", None, 80),
        ("5", None, 20),
    ],
)
def test_the_width(monkeypatch: pytest.MonkeyPatch, forced: str, columns: str | None, width: int) -> None:
    monkeypatch.setenv("FOI_FORCE_TTY", forced)
    if columns is not None:
        monkeypatch.setenv("COLUMNS", columns)
    assert screen().width == width


def test_a_forced_terminal_has_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOI_FORCE_TTY", "80")
    assert not screen().colour


def test_words_are_dropped_when_quiet_or_beside_json(capsys: pytest.CaptureFixture[str]) -> None:
    screen().words("said")
    screen(quiet=True).words("not said")
    screen(json=True).words("not said")
    assert capsys.readouterr() == ("", "said\n")


def test_no_rows_are_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    screen().rows([])
    screen().rows([("a\tb", ""), ("c", "d")])
    assert capsys.readouterr().out == "a b\t\nc\td\n"


def test_json_is_utf8_and_keeps_halves_of_characters(capsys: pytest.CaptureFixture[str]) -> None:
    screen(json=True).json({"name": "Zoë"})
    assert '"name": "Zoë"' in capsys.readouterr().out
    screen(json=True).json({"name": "\ud800"})
    assert '"name": "\\ud800"' in capsys.readouterr().out


@pytest.mark.parametrize(("lines", "height"), [("40", 40), ("x", 24), ("0", 24), (None, 24)])
def test_the_height(monkeypatch: pytest.MonkeyPatch, lines: str | None, height: int) -> None:
    monkeypatch.setenv("FOI_FORCE_TTY", "80")
    monkeypatch.delenv("LINES", raising=False)
    if lines is not None:
        monkeypatch.setenv("LINES", lines)
    assert screen().height == height
