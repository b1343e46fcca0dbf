"""Commands for the calendar of bank holidays: holidays list, holidays import."""

from __future__ import annotations

import click

from foi_tracker.cli.app import FoiCommand, app_of, dry_run_option
from foi_tracker.errors import NotFound


@click.command(
    cls=FoiCommand,
    examples=("foi holidays list", "foi holidays list 2026", "foi holidays import ~/Downloads/bank-holidays.json"),
    columns="list: date, name, divisions; import: added, dropped or moved, then the day or the request",
)
@click.argument("what", type=click.Choice(["list", "import"]), default="list", metavar="[list|import]")
@click.argument("which", required=False, metavar="[YEAR | FILE]")
@dry_run_option
@click.pass_context
def holidays(context: click.Context, what: str, which: str | None, dry: bool) -> None:
    """List the bank holidays that stop the clock, or take in a newer list.

    FOIA and EIR count those of every part of the UK, FOISA Scotland's alone. The file to import is GOV.UK's
    bank-holidays.json; days that have passed are never dropped. What to run next: foi status.
    """
    app = app_of(context)
    if what == "import":
        from foi_tracker.casework.upkeep.holidays import take_in
        from foi_tracker.errors import BadInput
        from foi_tracker.views.law.holidays import show_imported

        if which is None:
            raise BadInput("No file is named.", "For instance: {foi} holidays import bank-holidays.json")
        show_imported(app.screen, take_in(app.desk(dry=dry), which), dry=dry)
        return
    from foi_tracker.casework.bank_holidays import calendar_of
    from foi_tracker.views.law.holidays import show_holidays

    calendar = calendar_of(app.folder)
    year = _year(which, app.today.year) if which is not None or app.screen.human else None
    days = calendar.holidays(year)
    if not days:
        raise NotFound(
            f"No bank holidays are listed for {year}.",
            f"The list covers {calendar.first.year} to {calendar.last.year}.",
        )
    show_holidays(app.screen, days, calendar)


def _year(typed: str | None, this_year: int) -> int:
    from foi_tracker.errors import BadInput

    if typed is None:
        return this_year
    if not (typed.isdecimal() and typed.isascii() and len(typed) == 4):
        raise BadInput(f"{typed[:20]!r} is not a year.", "Write it as 2026.")
    return int(typed)
