"""The calculator: foi deadline. It needs no home and reads none but for a newer list of bank holidays."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from foi_tracker.cli.app import App, FoiCommand, app_of
from foi_tracker.errors import BadInput, FoiError

if TYPE_CHECKING:
    from foi_tracker.law.calendar import Calendar


@click.command(
    cls=FoiCommand,
    examples=(
        "foi deadline 22/11/2026 --why",
        "foi deadline today --regime FOISA",
        "foi deadline 2026-03-30 --clock review",
        "foi deadline 2026-11-22 --nth 30",
        "foi deadline --before 2027-02-15",
        "foi deadline --from 2026-11-22 --to 2027-02-15",
        "foi deadline - < dates.txt",
    ),
    columns="from, due, latest; with --why that record begins with the word deadline, and each step follows: working, "
    "label, number, date, note; with --from: from, to, working days; with --before: what is over, last day to arrive",
)
@click.argument("dates", nargs=-1, metavar="[DATE... | -]")
@click.option("--regime", default="FOIA", metavar="LAW", help="FOIA, EIR, FOISA, EISR or SAR. Otherwise FOIA.")
@click.option(
    "--clock", default="answer", metavar="KIND", help="answer, review_request, review, complaint, appeal, ..."
)
@click.option("--nth", type=int, metavar="N", help="The N-th working day, as for archives (30) or abroad (60).")
@click.option("--before", metavar="DATE", help="The last day to be received so that all is over by DATE.")
@click.option("--from", "start", metavar="DATE", help="With --to: the working days between.")
@click.option("--to", "end", metavar="DATE", help="With --from: up to and including this day.")
@click.option("--why", is_flag=True, help="Explain each date, day by day.")
@click.pass_context
def deadline(
    context: click.Context,
    dates: tuple[str, ...],
    regime: str,
    clock: str,
    nth: int | None,
    before: str | None,
    start: str | None,
    end: str | None,
    why: bool,
) -> None:
    """Say when an answer is due.

    DATE is the day the clock counts from: for an answer, the day the request reached the authority. With - the dates
    are read from standard input, one a line. Due is the last lawful day; latest is the day after which even the most
    generous count is over. What to run next: foi deadline DATE --why.
    """
    app = app_of(context)
    calendar = _calendar(app)
    if before is not None or start is not None or end is not None:
        _what_if(app, calendar, dates, regime=regime, nth=nth, before=before, start=start, end=end)
        return
    if dates == ("-",):
        _bulk(app, calendar, regime=regime, clock=clock, nth=nth)
        return
    if not dates:
        raise BadInput("No date is given.", "Give the day the request reached them: {foi} deadline 22/11/2026")
    from foi_tracker.law import deadline as deadline_of
    from foi_tracker.views.law import deadlines as view
    from foi_tracker.views.law.explaining import show_working, step_json

    starts = _dates(app, dates)
    found = [deadline_of(start, regime=regime, clock=clock, nth=nth, calendar=calendar) for start in starts]
    if app.json:
        told = [view.deadline_json(one) for one in found]
        if why:
            from foi_tracker.law.explaining import explain

            for entry, one in zip(told, found, strict=True):
                entry["working"] = [step_json(step) for step in explain(one, calendar)]
        app.screen.json({"deadlines": told})
    elif why:
        for place, one in enumerate(found):
            if place and app.screen.human:
                app.screen.data("")
            show_working(app.screen, one, calendar)
    else:
        view.show_deadlines(app.screen, found)


def _calendar(app: App) -> Calendar:
    """Return the bank holidays: those that a home has imported, else the shipped ones."""
    from foi_tracker.casework.bank_holidays import calendar_of

    return calendar_of(app.folder)


def _dates(app: App, typed: tuple[str, ...]) -> list[date]:
    """Return the dates typed. Raises BadDate, which says so when they are one date without its quotes."""
    from foi_tracker.dates import without_quotes
    from foi_tracker.errors import BadDate

    found: list[date] = []
    for place, one in enumerate(typed):
        try:
            found.append(app.day(one))
        except BadDate as problem:
            together = without_quotes(typed, today=app.today) or without_quotes(typed[place:], today=app.today)
            if together is None:
                raise
            raise BadDate(
                problem.message, f'Put a date of several words in quotes: {{foi}} deadline "{together}"'
            ) from None
    return found


def _bulk(app: App, calendar: Calendar, *, regime: str, clock: str, nth: int | None) -> None:
    """Read dates from standard input and write a record for each; all or none."""
    from foi_tracker.dates import parse_iso
    from foi_tracker.law import counter
    from foi_tracker.views.law.deadlines import plain_line

    due_of = counter(regime=regime, clock=clock, nth=nth, calendar=calendar)
    found: list[tuple[date, date, date]] = []
    for number, line in enumerate(_lines(), 1):
        typed = line.strip()
        if not typed:
            continue
        try:
            start = parse_iso(typed) or app.day(typed)
            found.append((start, *due_of(start)))
        except FoiError as error:
            error.message = f"Line {number}: {error.message}"
            raise
    if app.json:
        from foi_tracker.law import deadline as deadline_of
        from foi_tracker.views.law.deadlines import deadline_json

        told = [deadline_of(s, regime=regime, clock=clock, nth=nth, calendar=calendar) for s, _, _ in found]
        app.screen.json({"deadlines": [deadline_json(one) for one in told]})
    elif found:
        app.screen.data("\n".join([plain_line(*one) for one in found]))


def _lines() -> list[str]:
    """Return the lines of standard input, without the mark and the heading that a spreadsheet may begin with."""
    try:
        first, *others = sys.stdin.read().removeprefix("\ufeff").splitlines() or [""]
        return ["" if first.strip().lower() == "date" else first, *others]
    except UnicodeDecodeError:
        raise BadInput("The dates on standard input are not text in UTF-8.", "Save the file as UTF-8.") from None


def _what_if(
    app: App,
    calendar: Calendar,
    dates: tuple[str, ...],
    *,
    regime: str,
    nth: int | None,
    before: str | None,
    start: str | None,
    end: str | None,
) -> None:
    from foi_tracker.views.law import whatif

    if dates:
        raise BadInput("--before, --from and --to take the place of a date.", "See {foi} deadline -h")
    if before is not None:
        if start is not None or end is not None:
            raise BadInput("--before does not go with --from and --to.", "Ask one question at a time.")
        from foi_tracker.law.whatif import latest_receipt

        day = app.day(before)
        receipts = latest_receipt(day, regime=regime, nth=nth, calendar=calendar)
        whatif.show_before(app.screen, day, receipts, today=app.today)
        return
    if start is None or end is None:
        raise BadInput("--from and --to go together.", "For instance: {foi} deadline --from 22/11/2026 --to 15/2/2027")
    from foi_tracker.law.regimes import regime as find_regime

    law = find_regime(regime)
    first, last = app.day(start), app.day(end)
    days = calendar.working_days(law.jurisdiction)
    whatif.show_between(
        app.screen,
        first,
        last,
        days.count(first, last),
        days.skipped(first, last) if last > first else (),
        law=law.short,
    )
