"""Asking a person at a terminal, until what is typed can be read."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

import click

from foi_tracker.cli.app import App
from foi_tracker.dates import show
from foi_tracker.errors import FoiError

T = TypeVar("T")

AGAIN = "again"


class Again(Exception):
    """The person wants to begin anew what is being asked."""


@contextmanager
def or_nothing(app: App) -> Iterator[None]:
    """Say that nothing was recorded when Ctrl-C or Ctrl-D ends the questions asked inside."""
    try:
        yield
    except click.Abort:
        app.say("\nNothing was recorded.")
        raise click.Abort from EOFError()  # the line on which it was pressed has ended


class Asker:
    """Questions to a person; Ctrl-C at any of them stops the command before anything is recorded."""

    def __init__(self, app: App, *, can_begin_again: bool = False) -> None:
        """Ask through ``app``; with ``can_begin_again`` the word "again" raises Again at any question."""
        self._app = app
        self._can_begin_again = can_begin_again

    @property
    def today(self) -> date:
        """Today's date in London."""
        return self._app.today

    def say(self, words: str) -> None:
        """Write words to the person, with --quiet too: without them nobody could answer."""
        self._app.say(words)

    def ask(self, question: str) -> str:
        """Return what the person types, without the spaces around it."""
        typed = self._app.ask(question)
        if self._can_begin_again and typed.lower() == AGAIN:
            raise Again
        return typed

    def until_read(self, question: str, read: Callable[[str], T]) -> T:
        """Return what ``read`` makes of the answer; ask again while it raises a FoiError, which is shown."""
        while True:
            try:
                return read(self.ask(question))
            except FoiError as problem:
                self.explain(problem)

    def explain(self, problem: FoiError) -> None:
        """Say what is wrong with an answer. A hint that speaks of options is for those who type them."""
        from foi_tracker.views.program import commands

        hint = problem.hint if problem.hint and "--" not in problem.hint and "{foi}" not in problem.hint else ""
        self.say(commands("\n".join((problem.message, *filter(None, (hint,)), *problem.details))))

    def pick(self, title: str, choices: Sequence[tuple[str, ...]]) -> int:
        """Return the place, from 0, of the choice that the person numbers, or names by one of its words.

        Each choice is a label, what it means, and other words for it.
        """
        width = max(len(choice[0]) for choice in choices)
        rows = [f"  {place:>2}  {choice[0]:<{width}}  {choice[1]}" for place, choice in enumerate(choices, 1)]
        self.say("\n".join([title, *rows]))
        known = {_plain(word): place for place, choice in enumerate(choices) for word in choice}

        def read(typed: str) -> int:
            if typed.isdecimal() and typed.isascii() and 1 <= int(typed) <= len(choices):
                return int(typed) - 1
            if _plain(typed) in known:
                return known[_plain(typed)]
            raise FoiError(f"Type a number from 1 to {len(choices)}; Ctrl-C stops, and nothing is recorded.")

        return self.until_read("Number", read)

    def yes(self, question: str) -> bool:
        """Return whether the person agrees; there is no default."""
        return self.until_read(f"{question} (y/n)", by_word({"y": True, "yes": True, "n": False, "no": False}, "yn"))

    def day(self, question: str, check: Callable[[date], object] | None = None) -> date:
        """Return a day that has come, today for Enter; the reading is shown. ``check`` raises where it cannot be."""
        day = self.maybe_day(f"{question} Enter for today", check, otherwise=self.today)
        assert day is not None
        return day

    def maybe_day(
        self,
        question: str,
        check: Callable[[date], object] | None = None,
        *,
        named_on: date | None = None,
        otherwise: date | None = None,
    ) -> date | None:
        """Return a day, ``otherwise`` for Enter; the reading is shown. ``check`` raises for one that cannot be.

        With ``named_on`` it is one that they named that day, which may lie in the future: "30 calendar days" counts
        from there.
        """

        def read(typed: str) -> date | None:
            on = self._read_day(typed, named_on) if typed else otherwise
            if on is not None and check is not None:
                check(on)
            return on

        day = self.until_read(question, read)
        if day is not None:
            self.say(f"  {show(day)}")
        return day

    def _read_day(self, typed: str, named_on: date | None) -> date:
        from foi_tracker.casework.recording import check_date
        from foi_tracker.dates import parse_date

        typed = typed.strip("\"'“”")  # the grammar shows quotation marks, which only a shell takes off
        if named_on is None:
            return check_date(parse_date(typed, today=self.today), self.today)
        day = _counted(typed, named_on) or parse_date(typed, today=named_on, coming=True)
        if day < named_on:
            raise FoiError(f"On {show(named_on)} they cannot have named {show(day)}: it had passed.")
        return day


def _counted(typed: str, start: date) -> date | None:
    """Return the day that "30 calendar days" names, counted from the day after ``start``; None for other words."""
    found = re.fullmatch(r"([0-9]{1,3}) (calendar )?days?", typed.strip().lower())
    if found and not found[2]:
        raise FoiError(f"Type the day itself, or say which days: {found[1]} calendar days.")
    return date.fromordinal(start.toordinal() + int(found[1])) if found else None


def by_word(known: Mapping[str, T], shown: Iterable[str]) -> Callable[[str], T]:
    """Return what reads one of these words, whole and in any case of letters; ``shown`` are those to propose."""
    plain = {_plain(word): value for word, value in known.items()}

    def read(typed: str) -> T:
        if _plain(typed) in plain:
            return plain[_plain(typed)]
        raise FoiError(f"Type one of {', '.join(shown)}.")

    return read


def numbers_up_to(most: int) -> Callable[[str], tuple[int, ...]]:
    """Return what reads numbers such as "2,4" or "2 4", from 1 to ``most``, each once; none for Enter."""

    def read(typed: str) -> tuple[int, ...]:
        parts = typed.replace(",", " ").split()
        if not all(part.isdecimal() and part.isascii() and 1 <= int(part) <= most for part in parts):
            raise FoiError(f"Type numbers from 1 to {most}, such as 1,{most}." if most > 1 else "Type 1, or Enter.")
        return tuple(dict.fromkeys(map(int, parts)))

    return read


def _plain(typed: str) -> str:
    """Return a word as it is compared: "Not-held" and "not_held" are "not held"."""
    return " ".join(typed.lower().replace("_", " ").replace("-", " ").split())


def dropped(typed: str) -> str:
    """Return a path as it was typed, or dropped onto the window: a terminal then quotes it, or escapes its spaces."""
    if len(typed) > 1 and typed[0] == typed[-1] and typed[0] in "'\"":
        return typed[1:-1]
    if os.sep == "/" and "\\" in typed and not os.path.exists(typed):
        return re.sub(r"\\(.)", r"\1", typed)
    return os.path.expanduser(typed)
