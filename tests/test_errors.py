"""Every error that a user can meet has a sentence, a code for programs and an exit code of its kind."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from foi_tracker import errors
from foi_tracker.errors import FoiError
from foi_tracker.views.errors import show_error

EXIT_CODES = {
    "FoiError": 1,
    "BadInput": 2,
    "BadDate": 2,
    "NotFound": 3,
    "Ambiguous": 3,
    "Refused": 4,
    "OutsideCalendar": 4,
    "LedgerLocked": 5,
    "LedgerError": 6,
    "LedgerMissing": 6,
    "LedgerCorrupt": 6,
    "LedgerChanged": 6,
    "LedgerTooNew": 6,
    "LedgerUnwritable": 6,
    "HomeError": 7,
    "HomeMissing": 7,
}


def every(kind: type[FoiError] = FoiError) -> Iterator[type[FoiError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from every(below)


def test_the_tree_of_the_module_is_the_one_that_is_documented() -> None:
    found = {name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, FoiError)}
    assert {name: kind.exit_code for name, kind in found.items()} == EXIT_CODES


def test_every_kind_has_a_code_of_its_own_in_lower_snake() -> None:
    found = [kind for kind in every() if kind.__module__ == "foi_tracker.errors"]
    codes = [kind.code for kind in found]
    assert len(set(codes)) == len(codes)
    assert all(code.replace("_", "").isalpha() and code.islower() for code in codes)


def test_it_says_its_sentence() -> None:
    assert str(errors.NotFound("There is no request 7.")) == "There is no request 7."


class TestShown:
    def test_sentence_then_hint(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert show_error(errors.HomeMissing("There is none.", "Make it: {foi} init"), in_json=False) == 7
        assert capsys.readouterr() == ("", "There is none.\nMake it: foi init\n")

    def test_candidates_stand_before_the_hint_that_says_to_choose(self, capsys: pytest.CaptureFixture[str]) -> None:
        show_error(errors.Ambiguous("It fits two.", "Name one.", details=("a", "b")), in_json=False)
        assert capsys.readouterr().err == "It fits two.\n  a\n  b\nName one.\n"

    def test_a_grammar_stands_after_the_hint_that_announces_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        show_error(errors.BadDate("It is none.", "Write it so:", details=("a", "b")), in_json=False)
        assert capsys.readouterr().err == "It is none.\nWrite it so:\n  a\n  b\n"

    def test_as_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert show_error(errors.Ambiguous("It fits twö.", "{foi} show 1", details=("a",)), in_json=True) == 3
        told = json.loads(capsys.readouterr().err)
        assert told == {
            "error": {"code": "ambiguous", "message": "It fits twö.", "hint": "foi show 1", "details": ["a"]}
        }

    def test_without_a_hint_json_has_null(self, capsys: pytest.CaptureFixture[str]) -> None:
        show_error(errors.Refused("No."), in_json=True)
        assert json.loads(capsys.readouterr().err)["error"]["hint"] is None

    def test_nothing_in_it_can_steer_a_terminal(self, capsys: pytest.CaptureFixture[str]) -> None:
        show_error(errors.NotFound("a\x1b[31m\nb", "c\x07", details=("d\u202e",)), in_json=False)
        assert capsys.readouterr().err == "a\\x1b[31m\\x0ab\n  d\\u202e\nc\\x07\n"
