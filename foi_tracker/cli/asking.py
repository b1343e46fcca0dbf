"""Asking a person at a terminal, until what is typed can be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from foi_tracker.cli.app import App
from foi_tracker.dates import show
from foi_tracker.errors import FoiError

T = TypeVar("T")


class Asker:
    """Questions to a person; Ctrl-C at any of them stops the command before anything is recorded."""

    def __init__(self, app: App) -> None:
        self._app = app

    @property
    def today(self) -> date:
        """Today's date in London."""
        return self._app.today

    def say(self, words: str) -> None:
        """Write words to the person."""
        from foi_tracker.views.text import visible_lines

        self._app.screen.words(visible_lines(words))

    def ask(self, question: str) -> str:
        """Return what the person types, without the spaces around it."""
        return self._app.ask(question)

    def until_read(self, question: str, read: Callable[[str], T]) -> T:
        """Return what ``read`` makes of the answer; ask again while it raises a FoiError, which is shown."""
        while True:
            try:
                return read(self.ask(question))
            except FoiError as problem:
                from foi_tracker.views.program import commands

                # A hint that speaks of options is for those who type them.
                hint = problem.hint if problem.hint and "--" not in problem.hint and "{foi}" not in problem.hint else ""
                self.say(commands("\n".join((problem.message, *filter(None, (hint,)), *problem.details))))

    def pick(self, title: str, choices: Sequence[tuple[str, str]]) -> int:
        """Return the place, from 0, of the choice that the person numbers; each is a label and what it means."""
        width = max(len(label) for label, _ in choices)
        rows = [f"  {place:>2}  {label:<{width}}  {meaning}" for place, (label, meaning) in enumerate(choices, 1)]
        self.say("\n".join([title, *rows]))

        def read(typed: str) -> int:
            if typed.isdecimal() and typed.isascii() and 1 <= int(typed) <= len(choices):
                return int(typed) - 1
            raise FoiError(f"Type a number from 1 to {len(choices)}; Ctrl-C stops, and nothing is recorded.")

        return self.until_read("Number", read)

    def yes(self, question: str) -> bool:
        """Return whether the person agrees; there is no default."""
        return self.until_read(f"{question} (y/n)", by_letter({"y": True, "n": False}))

    def day(self, question: str) -> date:
        """Return a day that has come, today for Enter; the reading is shown."""
        return self.maybe_day(f"{question} Enter for today") or self.today

    def maybe_day(self, question: str, *, coming: bool = False) -> date | None:
        """Return a day, None for Enter; the reading is shown. Only with ``coming`` may it lie in the future."""

        def read(typed: str) -> date | None:
            from foi_tracker.casework.recording import check_date

            on = self._app.date(typed or None, coming=coming)
            return on if on is None or coming else check_date(on, self.today)

        day = self.until_read(question, read)
        if day is not None:
            self.say(f"  {show(day)}")
        return day


def by_letter(known: dict[str, T]) -> Callable[[str], T]:
    """Return what reads one of these letters, or a word that begins with one."""

    def read(typed: str) -> T:
        letter = typed[:1].lower()
        if letter in known:
            return known[letter]
        raise FoiError(f"Type one of {', '.join(known)}.")

    return read


def one_of(words: Sequence[str]) -> Callable[[str], str]:
    """Return what reads one of these words, in any case of letters."""

    def read(typed: str) -> str:
        if typed.upper() in words:
            return typed.upper()
        raise FoiError(f"Type one of {', '.join(words)}.")

    return read
