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
from foi_tracker.views.words import by_when, command, due_column, next_column, state, to_do, window

if TYPE_CHECKING:
    from rich.table import Table

    from foi_tracker.casework.readings import Overview

_LEAST_ABOUT = 8
_MOST_AUTHORITY = 24
_MOST_CLOSING = 12
_WIDE = 120  # columns from which there is room to say why


def plain_row(standing: Standing) -> tuple[str, ...]:
    """Return number, authority, subject, status, due, latest, working days left, next command."""
    request, due, latest, left = standing.request, standing.due_on, standing.latest_on, standing.working_days_left
    proposed = command(standing)
    return (
        str(request.number),
        request.authority_name,
        request.subject,
        standing.status,
        due.isoformat() if due else "",
        latest.isoformat() if latest else "",
        "" if left is None else str(left),
        commands(proposed) if proposed else "",
    )


def show_rows(screen: Screen, standings: Sequence[Standing]) -> None:
    """Write the records of a pipe."""
    screen.rows([plain_row(standing) for standing in standings])


def show_status(screen: Screen, found: Overview) -> None:
    """Write the table of requests, what needs you first, with a count above and the windows that close soon below."""
    if not screen.human:
        show_rows(screen, found.standings)
        screen.words(_closing_lines(found))
        return
    if found.empty:
        screen.prose(
            commands(
                "No requests yet. Draft the first one:\n\n"
                "  {foi} draft homerton -t fdp-adoption     a letter to a trust, ready to send\n"
                "  {foi} draft homerton                     the letters that fit it"
            )
        )
        return
    if found.standings:
        screen.prose(_header(found.standings, found.today, found.closed))
        screen.data("")
        _table(screen, found.standings, found.today)
    else:
        others = f" ({found.closed} closed: {{foi}} status --all)" if found.closed else ""
        screen.prose(commands("No request fits." if found.filtered else f"Nothing is open.{others}"))
    _show_closing(screen, found)


def _show_closing(screen: Screen, found: Overview) -> None:
    """Write the windows of yours that close soon below a table."""
    if found.closing:
        screen.data("")
        screen.prose(_closing_lines(found))


def _closing_lines(found: Overview) -> str:
    if not found.closing:
        return ""
    lines = ["Closing soon, and yours to use:"]
    for standing, clock in found.closing[:_MOST_CLOSING]:
        request = standing.request
        reopen = f" (closed; first {{foi}} reopen {request.number})" if standing.status == "closed" else ""
        name = visible(request.authority.short_name)
        lines.append(commands(f"  {request.number}  {name}: {window(clock, found.today)}{reopen}"))
    if len(found.closing) > _MOST_CLOSING:
        lines.append(commands(f"  and {len(found.closing) - _MOST_CLOSING} more: {{foi}} next"))
    return "\n".join(lines)


def _header(standings: Sequence[Standing], today: date, closed: int) -> str:
    needing = sum(standing.phase == "action_needed" for standing in standings)
    open_ones = sum(standing.phase != "complete" for standing in standings)
    needs = f"{needing} of {open_ones} {'needs' if needing == 1 else 'need'} you"
    if not needing:
        needs = f"Nothing needs you; {open_ones} open"
    return f"{needs} on {show(today)}" + (f" ({closed} closed)" if closed else "")


def show_overdue(screen: Screen, found: Overview, *, within: int | None) -> None:
    """Write what is late, worst first; with ``within`` what falls due soon too; and your windows that close soon."""
    if not screen.human:
        show_rows(screen, found.standings)
        screen.words(_closing_lines(found))
        return
    late = sum(standing.overdue for standing in found.standings)
    soon = len(found.standings) - late
    if found.standings:
        counts = f"{plural(late, 'request')} late" if late else "Nothing late"
        if within is not None:
            counts += f", {soon} more within {plural(within, 'working day')}"
        screen.prose(f"{counts} on {show(found.today)}, worst first")
        screen.data("")
        _table(screen, found.standings, found.today)
    else:
        here = " that fits" if found.filtered else ""
        then = f", and nothing falls due within {plural(within, 'working day')}" if within is not None else ""
        screen.prose(f"Nothing{here} is late on {show(found.today)}{then}.")
    _show_closing(screen, found)


def next_row(standing: Standing) -> tuple[str, ...]:
    """Return number, authority, subject, step, by, why, command."""
    request, step = standing.request, standing.step
    by = step.by.isoformat() if step.by else ""
    proposed = commands(command(standing) or "")
    return (str(request.number), request.authority_name, request.subject, step.kind, by, step.why, proposed)


def show_next(screen: Screen, found: Overview) -> None:
    """Write one line for each request: what to do, by when, with the command; what waits comes last."""
    if not screen.human:
        screen.rows([next_row(standing) for standing in found.standings])
        return
    doing = [standing for standing in found.standings if not standing.step.waits]
    waiting = len(found.standings) - len(doing)
    if not found.standings:
        screen.prose("No request fits." if found.filtered else "Nothing is open: there is nothing to do.")
        return
    if doing:
        rest = f"; {waiting} wait properly" if waiting > 1 else "; 1 waits properly" if waiting else ""
        screen.prose(f"{plural(len(doing), 'thing')} to do on {show(found.today)}, the most urgent first{rest}")
    else:
        screen.prose(f"Everything is in hand on {show(found.today)}: {plural(waiting, 'request')} to wait for.")
    screen.data("")
    _next_table(screen, found.standings, found.today)


def _next_table(screen: Screen, standings: Sequence[Standing], today: date) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False, header_style="bold")
    table.add_column("No", justify="right", no_wrap=True)
    table.add_column("Authority", overflow="fold")
    table.add_column("To do", overflow="fold")
    table.add_column("When", no_wrap=True)
    table.add_column("Command", no_wrap=True)
    with_why = screen.width >= _WIDE
    if with_why:
        table.add_column("Why", overflow="fold")
    for standing in standings:
        style = "" if standing.step.waits else "bold"
        row = [
            Text(str(standing.request.number)),
            Text(shorten(visible(standing.request.authority.short_name), _MOST_AUTHORITY)),
            Text(to_do(standing), style=style),
            Text(by_when(standing, today)),
            Text(commands(command(standing) or "")),
        ]
        table.add_row(*row, *([Text(standing.step.why)] if with_why else []))
    _print(screen, table)


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
    _print(screen, _rich_table(rows, standings, screen.width))


def _print(screen: Screen, table: Table) -> None:
    console = screen.console()
    with console.capture() as captured:
        console.print(table)
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
