"""Commands that end a request, begin it again, or take back what was recorded: close, reopen, undo."""

from __future__ import annotations

import click

from foi_tracker.cli.app import (
    FoiCommand,
    app_of,
    dry_run_option,
    filter_options,
    filters_of,
    on_option,
    yes_option,
)
from foi_tracker.cli.changing import chosen, show_changed
from foi_tracker.cli.looking import COLUMNS


@click.command(
    cls=FoiCommand,
    examples=("foi close 1 --outcome partially_successful", "foi close --status answered"),
    columns=COLUMNS,
)
@click.argument("refs", nargs=-1, metavar="REF...")
@click.option("--outcome", metavar="OUTCOME", help="What came of it, when the answers say otherwise.")
@on_option()
@filter_options
@dry_run_option
@yes_option
@click.pass_context
def close(
    context: click.Context,
    /,
    refs: tuple[str, ...],
    outcome: str | None,
    on: str | None,
    dry: bool,
    yes: bool,
    **filters: str | None,
) -> None:
    """Close a request. Its outcome follows from the answers unless you name one.

    Outcomes: successful, partially_successful, refused, not_held, never_answered, withdrawn, lapsed, replaced. What
    to run next: foi status --all; to take it back, foi reopen NUMBER.
    """
    from foi_tracker.casework import closing

    app = app_of(context)
    desk = app.desk(dry=dry)
    numbers = chosen(app, desk, refs, filters_of(filters), "Close", yes=yes)
    show_changed(app, desk, closing.close(desk, numbers, app.day(on), outcome=outcome))


@click.command(cls=FoiCommand, examples=("foi reopen 1", "foi reopen 4-9"), columns=COLUMNS)
@click.argument("refs", nargs=-1, metavar="REF...")
@on_option()
@filter_options
@dry_run_option
@yes_option
@click.pass_context
def reopen(
    context: click.Context, /, refs: tuple[str, ...], on: str | None, dry: bool, yes: bool, **filters: str | None
) -> None:
    """Open a closed request again. What to run next: foi show NUMBER."""
    from foi_tracker.casework import closing

    app = app_of(context)
    desk = app.desk(dry=dry)
    numbers = chosen(app, desk, refs, filters_of(filters), "Open again", yes=yes, only_closed=True)
    show_changed(app, desk, closing.reopen(desk, numbers, app.day(on)))


@click.command(
    cls=FoiCommand,
    examples=("foi undo", "foi undo 1", "foi undo --list"),
    columns=f"{COLUMNS}; with --list: when it was typed (UTC), request numbers, what was recorded",
)
@click.argument("ref", required=False, metavar="[REF]")
@click.option("--list", "listing", is_flag=True, help="List what can be taken back, the newest first; do nothing.")
@dry_run_option
@click.pass_context
def undo(context: click.Context, ref: str | None, listing: bool, dry: bool) -> None:
    """Take back what the last command recorded; said again, the one before.

    With REF it is the last that was recorded of that request, and of no other. Nothing is erased and letters are kept.
    What to run next: foi status.
    """
    from foi_tracker.casework import undoing
    from foi_tracker.views import undone as view
    from foi_tracker.views.as_json import requests_json
    from foi_tracker.views.requests import show_rows

    app = app_of(context)
    desk = app.desk(dry=dry)
    if listing:
        view.show_takeable(app.screen, undoing.takeable(desk, ref))
        return
    undone = undoing.undo(desk, ref)
    after = [one.change.after for one in undone if not one.part.is_drafting]
    if app.json:
        app.screen.json({"changed": requests_json(after, today=desk.today, calendar=desk.calendar)})
        return
    if not app.screen.human:
        show_rows(app.screen, after)
    view.show_undone(app.screen, undone, dry=dry)
