"""The command import: what others recorded, taken in."""

from __future__ import annotations

import click

from foi_tracker.cli.app import App, FoiCommand, app_of, dry_run_option


@click.command(
    "import",
    cls=FoiCommand,
    examples=("foi import ledger ~/Downloads/ledger.json -n", "foi import ledger /media/stick/foi"),
    columns="ledger: new or more, number here, number there, authority, subject, events that came",
)
@click.argument("what", type=click.Choice(["ledger"]), metavar="ledger")
@click.argument("path", metavar="FILE")
@dry_run_option
@click.pass_context
def take_in(context: click.Context, what: str, path: str, dry: bool) -> None:
    """Take in what somebody else recorded.

    ledger: another ledger.json or archive.json, or a whole foi folder with its letters. Requests that you both have
    become one, with the events of both; the others are added, under a new number where theirs is taken. Doing it twice
    adds nothing. What to run next: foi status.
    """
    _TAKE_IN[what](app_of(context), path, dry=dry)


def _ledger(app: App, path: str, *, dry: bool) -> None:
    from foi_tracker.casework import uniting
    from foi_tracker.views.safekeeping import show_united

    desk = app.desk(dry=dry)
    show_united(app.screen, uniting.take_in(desk, path), today=desk.today, calendar=desk.calendar, dry=dry)


_TAKE_IN = {"ledger": _ledger}
