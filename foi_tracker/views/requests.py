"""Lists of requests: the table, what is late, the records of a pipe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from foi_tracker.dates import show
from foi_tracker.requests.status import Standing
from foi_tracker.views.program import commands
from foi_tracker.views.screen import Screen
from foi_tracker.views.text import cells, plural, shorten, visible, visible_lines
from foi_tracker.views.words import by_when, command, due_column, next_column, state, to_do

if TYPE_CHECKING:
    from foi_tracker.casework.readings import Overview

_LEAST_ABOUT = 8
_MOST_AUTHORITY = 24
_MOST_CLOSING = 12
_WIDE = 120  # columns from which there is room to say why
_WORD = 9  # columns that hold most words
_LEAST_COLUMN = 4
_AT_ONCE = 250  # rows
_AROUND = 4  # lines around the rows of a table: the count, an empty one, the headings, and where one types
_HEADINGS = ("No", "Authority", "About", "Due", "State", "Next")


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
        screen.words("\n".join(filter(None, (_misfit(found), _closing_lines(found)))))
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
    header = _header(found.standings, found.today, found.closed)
    if found.standings:
        screen.prose(header)
        screen.data("")
        _table(screen, found.standings, found.today)
    else:
        others = f" ({found.closed} closed: {{foi}} status --all)" if found.closed else ""
        screen.prose(_misfit(found) or commands(f"Nothing is open.{others}"))
    _show_closing(screen, found)
    _show_again(screen, header, found.standings)


def _misfit(found: Overview) -> str:
    """Return why the filters find nothing; "" when they find something, or there are none."""
    if found.misfit is None:
        return ""
    return visible_lines("\n".join((found.misfit.message, commands(found.misfit.hint or ""))))


def _show_closing(screen: Screen, found: Overview) -> None:
    """Write the windows of yours that close soon below a table."""
    if found.closing:
        screen.data("")
        screen.prose(_closing_lines(found))


def _show_again(screen: Screen, header: str, standings: Sequence[Standing]) -> None:
    """Write the count once more, with the command of the first row, below a table that hides both above the screen."""
    if standings and len(standings) + _AROUND > screen.height:
        first = command(standings[0])
        screen.data("")
        screen.prose(commands(f"{header}{f'; the first: {first}' if first else ''}"))


def _closing_lines(found: Overview) -> str:
    if not found.closing:
        return ""
    from foi_tracker.views.clock_words import window

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
        screen.words("\n".join(filter(None, (_misfit(found), _closing_lines(found)))))
        return
    late = sum(standing.overdue for standing in found.standings)
    counts = f"{plural(late, 'request')} late" if late else "Nothing late"
    if within is not None:
        counts += f", {len(found.standings) - late} more within {plural(within, 'working day')}"
    header = f"{counts} on {show(found.today)}, worst first"
    if found.standings:
        screen.prose(header)
        screen.data("")
        _table(screen, found.standings, found.today)
    else:
        here = " that fits" if found.filtered else ""
        then = f", and nothing falls due within {plural(within, 'working day')}" if within is not None else ""
        screen.prose(_misfit(found) or f"Nothing{here} is late on {show(found.today)}{then}.")
    _show_closing(screen, found)
    _show_again(screen, header, found.standings)


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
        screen.words(_misfit(found))
        return
    doing = [standing for standing in found.standings if not standing.step.waits]
    waiting = len(found.standings) - len(doing)
    if not found.standings:
        screen.prose(_misfit(found) or "Nothing is open: there is nothing to do.")
        return
    if doing:
        rest = f"; {waiting} wait properly" if waiting > 1 else "; 1 waits properly" if waiting else ""
        header = f"{plural(len(doing), 'thing')} to do on {show(found.today)}, the most urgent first{rest}"
    else:
        header = f"Everything is in hand on {show(found.today)}: {plural(waiting, 'request')} to wait for."
    screen.prose(header)
    screen.data("")
    _next_table(screen, found.standings, found.today)
    _show_again(screen, header, found.standings)


def _next_table(screen: Screen, standings: Sequence[Standing], today: date) -> None:
    with_why = screen.width >= _WIDE
    headings = ("No", "Authority", "To do", "When", "Command", *(("Why",) if with_why else ()))
    rows = [
        (
            str(standing.request.number),
            shorten(screen.writable(visible(standing.request.authority.short_name)), _MOST_AUTHORITY),
            to_do(standing),
            by_when(standing, today),
            commands(command(standing) or ""),
            *((standing.step.why,) if with_why else ()),
        )
        for standing in standings
    ]
    styles = [(2, "" if standing.step.waits else "bold") for standing in standings]
    in_words = (1, 2, *range(5, len(headings)))
    words = [
        max((len(word) for cell in column for word in cell.split()), default=0) for column in zip(*rows, strict=True)
    ]
    widths = _fitted(_widths(headings, rows), screen.width, in_words, (3, 4), words=words)
    _show(screen, headings, rows, styles, widths)


def _table(screen: Screen, standings: Sequence[Standing], today: date) -> None:
    rows = [
        (
            str(standing.request.number),
            shorten(screen.writable(visible(standing.request.authority.short_name)), _MOST_AUTHORITY),
            screen.writable(about(standing)),
            due_column(standing, today),
            state(standing, today),
            commands(next_column(standing)),
        )
        for standing in standings
    ]
    widths = _widths(_HEADINGS, rows)
    room = screen.width - (sum(widths) - widths[2] + 1 + 2 * len(widths))
    styles = [
        (-2, "bold red" if standing.overdue else "bold" if standing.phase == "action_needed" else "")
        for standing in standings
    ]
    if room >= _LEAST_ABOUT:
        # The numbers stand one column in, for the eye, where there is room.
        widths = [widths[0] + 1, widths[1], min(room, widths[2]), *widths[3:]]
        rows = [(*row[:2], shorten(row[2], room), *row[3:]) for row in rows]
        _show(screen, _HEADINGS, rows, styles, widths)
        return
    widths = _fitted([widths[0] + 1, widths[1], *widths[3:]], screen.width, (1, 3, 4), spare=0)
    _show(screen, _HEADINGS[:2] + _HEADINGS[3:], [row[:2] + row[3:] for row in rows], styles, widths)


def about(standing: Standing) -> str:
    """Return what the request is about."""
    return visible(standing.request.subject)


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(cells, column)) for column in zip(headings, *rows, strict=True)]


def _fitted(
    widths: Sequence[int],
    width: int,
    *folding: Sequence[int],
    spare: int | None = None,
    words: Sequence[int] = (),
) -> list[int]:
    """Return widths of columns that fit a screen: the widest of those that fold give way, a word's width at most.

    Those named first give way first, and none below the longest of its ``words`` while others can. ``spare`` is a
    column that gives up one before any of them does.
    """
    from foi_tracker.views.tables import GAP

    fitted = list(widths)
    over = sum(fitted) + GAP * (len(fitted) - 1) - width
    if over > 0 and spare is not None:
        fitted[spare] -= 1
        over -= 1
    nothing = [0] * len(fitted)
    for least, longest in ((_WORD, words or nothing), (_WORD, nothing), (_LEAST_COLUMN, nothing)):
        for places in folding:
            while over > 0:
                spare_of = {place: fitted[place] - max(least, longest[place]) for place in places}
                giving = [place for place in places if spare_of[place] > 0]
                if not giving:
                    break
                fitted[max(giving, key=fitted.__getitem__)] -= 1
                over -= 1
    return fitted


def _show(
    screen: Screen,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    styles: Sequence[tuple[int, str]],
    widths: Sequence[int],
) -> None:
    """Write a table, some hundred rows at a time: what is long begins at once, and never stands in memory whole.

    ``styles`` tell of each row which column is set off, and how.
    """
    from rich.text import Text

    from foi_tracker.views.tables import plain_table, show_table

    for start in range(0, len(rows), _AT_ONCE):
        table = plain_table(show_header=not start)
        for place, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            # Widths that are given need not be measured again: rich would look at every cell twice.
            table.add_column(heading, justify="left" if place else "right", overflow="fold", width=width)
        part = slice(start, start + _AT_ONCE)
        for row, (place, style) in zip(rows[part], styles[part], strict=True):
            texts = [Text(cell) for cell in row]
            texts[place].stylize(style)
            table.add_row(*texts)
        show_table(screen, table)
