"""Where output goes and how: data to standard output, words to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

HUMAN = "human"
PLAIN = "plain"
JSON = "json"

DEFAULT_WIDTH = 80


class Screen:
    """One command's output: human on a terminal, plain (tab-separated) in a pipe, or JSON."""

    def __init__(
        self,
        *,
        today: Callable[[], date],
        json: bool = False,
        plain: bool = False,
        no_color: bool = False,
        quiet: bool = False,
    ) -> None:
        self.today = today
        forced = os.environ.get("FOI_FORCE_TTY", "")
        self.terminal = bool(forced) or sys.stdout.isatty()
        self.mode = JSON if json else PLAIN if plain or not self.terminal else HUMAN
        self.width = terminal_width(forced)
        self.quiet = quiet
        self.colour = (
            self.mode == HUMAN
            and not forced
            and not no_color
            and not os.environ.get("NO_COLOR")
            and os.environ.get("TERM") != "dumb"
        )

    @property
    def human(self) -> bool:
        """Whether a person looks at standard output."""
        return self.mode == HUMAN

    def data(self, text: str) -> None:
        """Write data, such as a letter or a table, to standard output; an empty text is an empty line."""
        click.echo(text)

    def rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Write tab-separated records, one a line; the fields are made safe here."""
        from foi_tracker.views.text import record

        if rows:
            click.echo("\n".join([record(row) for row in rows]))

    def json(self, value: dict[str, Any]) -> None:
        """Write one JSON object. Characters that are no text, halves of others, are escaped as JSON can."""
        import json

        shown = {"schema": 1, "today": self.today().isoformat(), **value}
        text = json.dumps(shown, ensure_ascii=False, indent=2)
        if any("\ud800" <= char <= "\udfff" for char in text):
            text = json.dumps(shown, indent=2)
        click.echo(text)

    def words(self, text: str) -> None:
        """Write words for the person to standard error; not with --quiet, nor beside JSON."""
        if text and not self.quiet and self.mode != JSON:
            click.echo(self.fold(text) if self.human else text, err=True)

    def prose(self, text: str) -> None:
        """Write lines of words to standard output; on a terminal none is wider than the screen."""
        click.echo(self.fold(text) if self.human else text)

    def fold(self, text: str) -> str:
        """Return the text with no line wider than the screen."""
        from foi_tracker.views.text import folded

        return "\n".join(part for line in text.split("\n") for part in folded(line, self.width))

    def console(self) -> Console:
        """Return a rich console on standard output; only tables on a terminal need it."""
        from rich.console import Console

        return Console(
            file=sys.stdout,
            width=self.width,
            force_terminal=self.colour,
            color_system="auto" if self.colour else None,
            markup=False,
            highlight=False,
            emoji=False,
            soft_wrap=False,
        )


def terminal_width(forced: str) -> int:
    """Return the columns of the terminal: what ``FOI_FORCE_TTY`` says, else COLUMNS, else what the system knows."""
    if forced.isdecimal() and int(forced) > 0:
        return max(int(forced), 20)
    if (columns := os.environ.get("COLUMNS", "")) and columns.isdecimal() and int(columns) > 0:
        return max(int(columns), 20)
    try:
        return max(os.get_terminal_size(sys.stdout.fileno()).columns or DEFAULT_WIDTH, 20)
    except (OSError, ValueError, AttributeError):
        return DEFAULT_WIDTH
