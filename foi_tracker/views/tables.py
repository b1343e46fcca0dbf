"""Tables on a terminal, laid out by rich without lines or edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

    from foi_tracker.views.screen import Screen

GAP = 2  # columns of nothing between two of a table


def plain_table(*, show_header: bool = True) -> Table:
    """Return a table without columns or rows yet."""
    from rich.table import Table

    return Table(
        box=None,
        pad_edge=False,
        padding=(0, GAP, 0, 0),
        show_edge=False,
        show_header=show_header,
        header_style="bold",
    )


def show_table(screen: Screen, table: Table) -> None:
    """Write a table, with no spaces at the ends of its lines."""
    console = screen.console()
    with console.capture() as captured:
        console.print(table)
    screen.data("\n".join(line.rstrip() for line in captured.get().splitlines()))
