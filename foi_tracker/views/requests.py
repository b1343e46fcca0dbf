"""Lists of requests: the table, what is late, the records of a pipe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from foi_tracker.dates import show
from foi_tracker.requests.status import Standing
from foi_tracker.views.program import commands
from foi_tracker.views.screen import Screen
from foi_tracker.views.text import cells, plural, shorten, visible
from foi_tracker.views.words import command, due_column, next_column, state

if TYPE_CHECKING:
    from rich.table import Table

_LEAST_ABOUT = 8
_MOST_AUTHORITY = 24


def plain_row(standing: Standing) -> tuple[str, ...]:
    """Return number, authority, subject, status, due, latest, working days left, next command."""
    request = standing.request
    left = standing.working_days_left
    return (
        str(request.number),
        request.authority.name,
        request.subject,
        standing.status,
        standing.due_on.isoformat() if standing.due_on else "",
        standing.latest_on.isoformat() if standing.latest_on else "",
        "" if left is None else str(left),
        commands(command(standing) or ""),
    )


def show_rows(screen: Screen, standings: Sequence[Standing]) -> None:
    """Write the records of a pipe."""
    screen.rows([plain_row(standing) for standing in standings])


def show_status(
    screen: Screen, standings: Sequence[Standing], *, today: date, closed: int, filtered: bool, empty: bool
) -> None:
    """Write the table of requests, what needs you first, with a count above and the next command below."""
    if not screen.human:
        show_rows(screen, standings)
        return
    if empty:
        screen.prose(
            commands(
                "No requests yet. Draft the first one:\n\n"
                "  {foi} draft homerton -t fdp-adoption     a letter to a trust, ready to send\n"
                "  {foi} draft homerton                     the letters that fit it"
            )
        )
        return
    if not standings:
        others = f" ({closed} closed: {{foi}} status --all)" if closed else ""
        screen.prose(commands("No request fits." if filtered else f"Nothing is open.{others}"))
        return
    screen.prose(_header(standings, today, closed))
    screen.data("")
    _table(screen, standings, today)


def _header(standings: Sequence[Standing], today: date, closed: int) -> str:
    needing = sum(standing.phase == "action_needed" for standing in standings)
    open_ones = sum(standing.status != "closed" for standing in standings)
    needs = f"{needing} of {open_ones} {'needs' if needing == 1 else 'need'} you"
    if not needing:
        needs = f"Nothing needs you; {open_ones} open"
    return f"{needs} on {show(today)}" + (f" ({closed} closed)" if closed else "")


def show_overdue(
    screen: Screen, standings: Sequence[Standing], *, today: date, within: int | None, filtered: bool
) -> None:
    """Write what is late, worst first; with ``within`` what falls due soon too."""
    if not screen.human:
        show_rows(screen, standings)
        return
    late = sum(standing.overdue for standing in standings)
    soon = len(standings) - late
    here = " that fits" if filtered else ""
    if not standings:
        then = f", and nothing falls due within {plural(within, 'working day')}" if within is not None else ""
        screen.prose(f"Nothing{here} is late on {show(today)}{then}.")
        return
    counts = f"{plural(late, 'request')} late" if late else "Nothing late"
    if within is not None:
        counts += f", {soon} more within {plural(within, 'working day')}"
    screen.prose(f"{counts} on {show(today)}, worst first")
    screen.data("")
    _table(screen, standings, today)


def _table(screen: Screen, standings: Sequence[Standing], today: date) -> None:
    rows = [
        (
            str(standing.request.number),
            shorten(visible(standing.request.authority.short_name), _MOST_AUTHORITY),
            about(standing),
            due_column(standing, today),
            state(standing, today),
            commands(next_column(standing)),
        )
        for standing in standings
    ]
    console = screen.console()
    with console.capture() as captured:
        console.print(_rich_table(rows, standings, screen.width))
    screen.data("\n".join(line.rstrip() for line in captured.get().splitlines()))


def about(standing: Standing) -> str:
    """Return what the request is about."""
    return visible(standing.request.subject)


def _rich_table(rows: Sequence[tuple[str, ...]], standings: Sequence[Standing], width: int) -> Table:
    """Return the table: a narrow terminal shortens About, then drops it, and never another column."""
    from rich.table import Table
    from rich.text import Text

    headings = ("No", "Authority", "About", "Due", "State", "Next")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False, header_style="bold")
    widths = [max(cells(row[i]) for row in (headings, *rows)) for i in range(len(headings))]
    rest = sum(widths) - widths[2] + 1 + 2 * len(headings)
    room = width - rest
    with_about = room >= _LEAST_ABOUT
    for place, heading in enumerate(headings):
        if place == 2:
            if with_about:
                table.add_column(heading, no_wrap=True, width=min(room, widths[2]))
        else:
            numbers = place == 0
            table.add_column(
                heading,
                justify="right" if numbers else "left",
                overflow="fold",
                min_width=widths[0] + 1 if numbers else None,
            )
    for row, standing in zip(rows, standings, strict=True):
        texts = [Text(shorten(cell, room) if place == 2 else cell) for place, cell in enumerate(row)]
        if standing.overdue:
            texts[4].stylize("bold red")
        elif standing.phase == "action_needed":
            texts[4].stylize("bold")
        table.add_row(*(cell for place, cell in enumerate(texts) if place != 2 or with_about))
    return table
