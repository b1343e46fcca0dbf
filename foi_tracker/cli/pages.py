"""Pages of help, laid out for the screen."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterable

import click

_NARROW = 64  # columns of a page


class Page(click.HelpFormatter):
    """A page of help, as wide as the screen: an option or a word with a hyphen is never broken over two lines."""

    def __init__(self, context: click.Context) -> None:
        forced = os.environ.get("FOI_FORCE_TTY", "")
        super().__init__(
            width=max(min(int(forced), context.max_content_width or 80) - 2, 20) if forced.isdecimal() else None,
            max_width=context.max_content_width,
        )

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        indent = " " * self.current_indent
        for place, part in enumerate(text.split("\n\n")):
            lines = textwrap.wrap(
                part, self.width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
            )
            self.write("\n" * bool(place) + "\n".join(lines) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms and what they mean; on a narrow screen a long term has its line for itself."""
        super().write_dl(rows, col_max if self.width >= _NARROW else _NARROW // 4, col_spacing)


def help_of(command: click.Command, context: click.Context) -> str:
    """Return the page of help of a command."""
    page = Page(context)
    command.format_help(context, page)
    return page.getvalue().rstrip("\n")
