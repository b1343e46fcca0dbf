"""A person who answers what a command asks, without a terminal: from a list, then with Enter."""

from __future__ import annotations

import os

import pytest

from foi_tracker.casework import readings
from foi_tracker.casework.desk import Desk
from foi_tracker.cli import arrivals
from foi_tracker.cli.app import App
from support.text import joined

MOST_ASKED = 40  # a question that no answer satisfies would be asked for ever


class Person(App):
    """An app with somebody to ask; what was said and asked is kept."""

    can_ask = True

    def __init__(self, *answers: str) -> None:
        super().__init__()
        self.answers = list(answers)
        self.asked: list[str] = []
        self.said: list[str] = []

    def say(self, words: str) -> None:
        """Hear it."""
        self.said.append(words)

    def ask(self, question: str) -> str:
        """Return the next answer."""
        self.asked.append(question)
        assert len(self.asked) < MOST_ASKED, self.asked[-5:]
        return self.answers.pop(0) if self.answers else ""

    @property
    def heard(self) -> str:
        """All that was said and asked, its lines joined."""
        return joined(" ".join([*self.said, *self.asked]))


def sit_down(monkeypatch: pytest.MonkeyPatch, *answers: str) -> Person:
    """Put a person in front of every command that this test runs; return who heard the questions."""
    person = Person(*answers)
    monkeypatch.setattr(App, "can_ask", True)
    monkeypatch.setattr(App, "ask", lambda _, question: person.ask(question))
    return person


def offered_as(what: str, number: int = 1) -> str:
    """Return the number under which a conversation offers now, of this request, what may have arrived."""
    request = readings.one(Desk(os.environ["FOI_HOME"]), (str(number),)).request
    return str([one.what for one in arrivals.fitting(request)].index(what) + 1)
