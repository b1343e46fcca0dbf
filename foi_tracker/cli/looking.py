"""Commands that look: status, overdue, next, show. They never write."""

from __future__ import annotations

import click

from foi_tracker.cli.app import App, FoiCommand, app_of, filter_options, filters_of
from foi_tracker.errors import SOMETHING_LATE

COLUMNS = "number, authority, subject, status, due, latest, working days left (negative when late), next command"


@click.command(
    cls=FoiCommand,
    examples=(
        "foi status",
        "foi status --campaign fdp-2026 --all",
        "foi status --status waiting_response_overdue --plain",
    ),
    columns=COLUMNS,
)
@filter_options
@click.option("--all", "closed_too", is_flag=True, help="Closed requests too.")
@click.pass_context
def status(context: click.Context, /, closed_too: bool, **filters: str | None) -> None:
    """Print the table of requests: what needs you first.

    LATE counts working days after the due date. "wait to 23 Dec" means that the answer is late by the strict count,
    but not yet by the most generous one: wait until then before you complain. What to run next: the command in the
    last column.
    """
    from foi_tracker.views.as_json import overview_json
    from foi_tracker.views.requests import show_status

    app = app_of(context)
    if app.bare and _nothing_yet(app):
        return
    from foi_tracker.casework import readings

    desk = app.desk()
    found = readings.overview(desk, filters_of(filters), closed_too=closed_too, clocks=app.json)
    if app.json:
        app.screen.json(overview_json(found, calendar=desk.calendar))
        return
    show_status(app.screen, found)


def _nothing_yet(app: App) -> bool:
    """Welcome somebody whose home is not made yet."""
    from foi_tracker import home
    from foi_tracker.views.welcome import show_welcome

    if home.exists(app.folder):
        return False
    show_welcome(app.screen, app.folder)
    return True


@click.command(
    cls=FoiCommand,
    examples=("foi overdue", "foi overdue --within 5", "foi overdue --exit-code --quiet || echo somebody is late"),
    columns=COLUMNS,
)
@filter_options
@click.option(
    "--within", type=click.IntRange(0, 250), metavar="DAYS", help="Also what falls due in so many working days."
)
@click.option("--exit-code", is_flag=True, help="End with 10 when something is late, for cron.")
@click.pass_context
def overdue(context: click.Context, /, within: int | None, exit_code: bool, **filters: str | None) -> int:
    """List the authorities that are late, worst first.

    Late is from the day after the due date. The last column says whether to act now or to wait a day. What to run
    next: the command in the last column.
    """
    from foi_tracker.casework import readings

    app = app_of(context)
    desk = app.desk()
    found = readings.overdue(desk, filters_of(filters), within=within)
    if app.json:
        from foi_tracker.views.as_json import overview_json

        app.screen.json(overview_json(found, calendar=desk.calendar))
    else:
        from foi_tracker.views.requests import show_overdue

        show_overdue(app.screen, found, within=within)
    return SOMETHING_LATE if exit_code and any(standing.overdue for standing in found.standings) else 0


@click.command(
    "next",
    cls=FoiCommand,
    examples=("foi next", "foi next --campaign fdp-2026"),
    columns="number, authority, subject, step (foi help steps says what each is), by (a day to do it by, or to wait "
    "for), why, command",
)
@filter_options
@click.pass_context
def next_(context: click.Context, /, **filters: str | None) -> None:
    """Say for each request the one thing to do next, by when, with the command; the most urgent first.

    What is late and what closes on you stand in one list. What waits properly comes last and asks nothing of you.
    What to run next: the command of the first line.
    """
    from foi_tracker.casework import readings

    app = app_of(context)
    desk = app.desk()
    found = readings.next_steps(desk, filters_of(filters))
    if app.json:
        from foi_tracker.views.as_json import overview_json

        app.screen.json(overview_json(found, calendar=desk.calendar))
        return
    from foi_tracker.views.requests import show_next

    show_next(app.screen, found)


@click.command(
    cls=FoiCommand,
    columns="what the record is (request, related, reminder, event, clock, question, letter, file, working), then its "
    "fields",
    examples=("foi show 1", "foi show 1 --why", "foi show homerton parking"),
)
@click.argument("ref", nargs=-1, required=True, metavar="REF")
@click.option("--why", is_flag=True, help="Explain the date that presses most, day by day.")
@click.pass_context
def show(context: click.Context, ref: tuple[str, ...], why: bool) -> None:
    """Show one request: what was asked, what happened, which clocks run, what to do next.

    REF is its number, a reference of yours or theirs, or words that fit one open request. What to run next: the
    command that stands beside Next.
    """
    from foi_tracker.casework import stories
    from foi_tracker.views.as_json import whole_request_json
    from foi_tracker.views.law.explaining import clock_working, working_json
    from foi_tracker.views.story import show_request

    app = app_of(context)
    desk = app.desk()
    standing, related = stories.story(desk, ref)
    if app.json:
        told = whole_request_json(standing, related, today=desk.today, calendar=desk.calendar)
        if why:
            told["working"] = working_json(standing.clock, desk.calendar) if standing.clock else []
        app.screen.json({"request": told})
        return
    working = clock_working(standing.clock, desk.calendar) if why and standing.clock else []
    if why and not working:
        working = ["No date is running."]
    show_request(app.screen, standing, today=desk.today, relations=related, working=working)
