"""The command calendar: the dates of requests for a calendar program."""

from __future__ import annotations

import os
import sys

import click

from foi_tracker.cli.app import App, FoiCommand, app_of, filter_options, filters_of
from foi_tracker.errors import BadInput, FoiError, Refused

_FILE = "foi.ics"


@click.command(
    cls=FoiCommand,
    examples=("foi calendar --open", "foi calendar -o foi.ics", "foi calendar --campaign fdp-2026 -o fdp.ics"),
    columns="the calendar itself (iCalendar); with -o: dates that run, dates that ended, file",
)
@filter_options
@click.option("-o", "--output", "out", metavar="FILE", help="The file to write, such as foi.ics.")
@click.option("--open", "opened", is_flag=True, help="Open it with the calendar program of this computer.")
@click.option("-y", "--yes", "overwrite", is_flag=True, help="Write over a file that stands there.")
@click.pass_context
def calendar(context: click.Context, /, out: str | None, opened: bool, overwrite: bool, **filters: str | None) -> None:
    """Make a calendar of every date that runs: theirs to answer, yours to ask and complain, and your reminders.

    Each rings at nine on the working day before, a reminder on its own day. Take it in again after changes: dates
    move, what ended is marked as cancelled, for closed requests half a year long. What to run next: foi next.
    """
    from foi_tracker.casework.exchange import diary
    from foi_tracker.views.exchange import diary as view

    app = app_of(context)
    if opened and not app.can_ask:
        raise Refused("A calendar program is opened at a terminal only.", f"Write a file: {{foi}} calendar -o {_FILE}")
    if out is not None and not out.strip():
        raise BadInput("No file is named after -o.", f"For instance: {{foi}} calendar -o {_FILE}")
    desk = app.desk()
    days = diary.gather(desk, filters_of(filters))
    told = view.texts(days)
    data = diary.as_file(days, told)
    path = _write(data, out, opened=opened, overwrite=overwrite) if days else None
    view.show_calendar(app.screen, days, told, data, path)
    if opened and path is not None:
        _open(app, path)


def _write(data: bytes, out: str | None, *, opened: bool, overwrite: bool) -> str | None:
    """Write the file where that was said; to be opened, in a new folder for its owner alone; return its path."""
    from foi_tracker.casework import outfiles

    if out is None and opened:
        import tempfile

        out = tempfile.mkdtemp(prefix="foi-")
    return outfiles.write_one(out, _FILE, data, overwrite=overwrite) if out is not None else None


def _open(app: App, path: str) -> None:
    """Open a file with the program that the system has for it. Raises FoiError when it has none."""
    import subprocess

    try:
        if sys.platform == "win32":
            os.startfile(path)  # noqa: S606 - the program is the user's own choice for such files
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.run([opener, path], check=True, capture_output=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        raise FoiError(
            "No program of this computer would open the calendar.", f"Take the file into your calendar yourself: {path}"
        ) from None
    app.screen.words("Opened. The file stays where it is until you delete it.")
