"""Where output goes and how: data to standard output, words to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from rich.console import Console

HUMAN = "human"
PLAIN = "plain"
JSON = "json"

DEFAULT_WIDTH = 80
DEFAULT_HEIGHT = 24


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
            and (os.name != "nt" or obeys_codes())
        )

    @property
    def human(self) -> bool:
        """Whether a person looks at standard output."""
        return self.mode == HUMAN

    @property
    def height(self) -> int:
        """The lines of the terminal: LINES, else what the system knows."""
        return _from_environment("LINES") or _from_system(1) or DEFAULT_HEIGHT

    def data(self, text: str) -> None:
        """Write data, such as a letter or a table, to standard output; an empty text is an empty line."""
        write(text, sys.stdout)

    def raw(self, data: bytes) -> None:
        """Write the bytes of a file to standard output as they are."""
        click.echo(data, nl=False)

    def rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Write tab-separated records, one a line; the fields are made safe here."""
        from foi_tracker.views.text import record

        if rows:
            write("\n".join([record(row) for row in rows]), sys.stdout)

    def json(self, value: dict[str, Any]) -> None:
        """Write one JSON object. What the stream cannot write, such as halves of characters, is escaped as JSON can."""
        import json

        shown = {"schema": 1, "today": self.today().isoformat(), **value}
        text = json.dumps(shown, ensure_ascii=False, indent=2)
        try:
            text.encode(sys.stdout.encoding or "utf-8")
        except UnicodeEncodeError:
            text = json.dumps(shown, indent=2)
        write(text, sys.stdout)

    def words(self, text: str) -> None:
        """Write words for the person to standard error; not with --quiet, nor beside JSON."""
        if text and not self.quiet and self.mode != JSON:
            write(self.fold(text) if self.human else text, sys.stderr)

    def prose(self, text: str) -> None:
        """Write lines of words to standard output; on a terminal none is wider than the screen."""
        write(self.fold(text) if self.human else text, sys.stdout)

    def fold(self, text: str) -> str:
        """Return the text with no line wider than the screen."""
        from foi_tracker.views.text import folded

        return "\n".join(part for line in self.writable(text).split("\n") for part in folded(line, self.width))

    def writable(self, text: str) -> str:
        """Return the text as standard output will show it: a terminal may have plainer letters, and more of them."""
        if text.isascii():
            return text
        encoding = sys.stdout.encoding or "utf-8"
        return text.encode(encoding, sys.stdout.errors or "strict").decode(encoding)

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


def write(text: str, stream: TextIO) -> None:
    """Write the text and end its line. The stream is named, as click would write UTF-8 to a terminal of plain ASCII."""
    click.echo(text, file=stream)


def obeys_codes() -> bool:
    """Return whether the Windows console reads the codes of colours; older ones do only when they are told to."""
    import ctypes

    standard_output, reads_codes = -11, 4
    mode = ctypes.c_ulong()
    console: Any = getattr(ctypes, "windll").kernel32  # noqa: B009 - it is there on Windows alone
    handle = console.GetStdHandle(standard_output)
    return bool(
        console.GetConsoleMode(handle, ctypes.byref(mode)) and console.SetConsoleMode(handle, mode.value | reads_codes)
    )


def terminal_width(forced: str) -> int:
    """Return the columns of the terminal: what ``FOI_FORCE_TTY`` says, else COLUMNS, else what the system knows."""
    if forced.isdecimal() and int(forced) > 0:
        return max(int(forced), 20)
    return max(_from_environment("COLUMNS") or _from_system(0) or DEFAULT_WIDTH, 20)


def _from_environment(name: str) -> int:
    value = os.environ.get(name, "")
    return int(value) if value.isdecimal() else 0


def _from_system(place: int) -> int:
    """Return the columns (0) or the lines (1) of the terminal behind standard output, 0 when there is none."""
    try:
        return os.get_terminal_size(sys.stdout.fileno())[place]
    except (OSError, ValueError, AttributeError):
        return 0
