"""Commands that keep the records safe: backup, doctor."""

from __future__ import annotations

import click

from foi_tracker.cli.app import FoiCommand, app_of, dry_run_option
from foi_tracker.errors import BadInput, LedgerError


@click.command(
    cls=FoiCommand,
    examples=("foi backup list", "foi backup restore 1 -n", "foi backup restore 2026-11-22T10:15"),
    columns=(
        "list: name, moment (UTC), open requests, archived ones, what the command after it did; restore: goes, comes "
        "or changes, number, authority, subject, events that go, events that come back"
    ),
)
@click.argument("what", type=click.Choice(["list", "restore"]), default="list", metavar="[list|restore]")
@click.argument("which", required=False, metavar="[WHICH]")
@dry_run_option
@click.option("-y", "--yes", is_flag=True, help="Do not ask before going back.")
@click.pass_context
def backup(context: click.Context, what: str, which: str | None, dry: bool, yes: bool) -> None:
    """List the older states of your records, or go back to one.

    Before each change the state is kept: the last ten, then one a day for thirty days. Going back shows what would
    change and asks; the present state is kept first, damaged or not, so it can be undone. WHICH is the name of one, its
    beginning, or its place in the list. What to run next: foi status.
    """
    from foi_tracker.casework.upkeep import safekeeping
    from foi_tracker.views.upkeep import safekeeping as view

    app = app_of(context)
    desk = app.desk(dry=dry)
    if what == "list":
        view.show_backups(app.screen, safekeeping.all_moments(desk))
        return
    if which is None:
        raise BadInput("No backup is named.", "See what there is: {foi} backup list")
    found = safekeeping.look_back(desk, which)
    view.show_going_back(app.screen, found)
    done = None
    if not (dry or found.changes_nothing):
        app.confirm(view.going_back_question(found), yes=yes)
        done = safekeeping.go_back(desk, found)
    view.show_gone_back(app.screen, found, done)


@click.command(
    cls=FoiCommand,
    examples=("foi doctor", "foi doctor --json"),
    columns="severity (risk, warning, note), what, what to do",
)
@click.pass_context
def doctor(context: click.Context) -> int:
    """Look whether everything in your foi folder is as it should be. It changes nothing.

    Records, letters, backups, who may enter, the bank holidays, your templates and settings. Ends with 6 when records
    are at risk. What to run next: what it says.
    """
    from foi_tracker.casework.upkeep.doctor import examine
    from foi_tracker.views.upkeep.safekeeping import show_examined

    app = app_of(context)
    examined = examine(app.folder, app.today)
    show_examined(app.screen, examined)
    return LedgerError.exit_code if examined.at_risk else 0
