"""Commands that keep things in order: note, tag, remind, close, reopen, undo."""

from __future__ import annotations

import click

from foi_tracker.cli.app import (
    FoiCommand,
    app_of,
    dry_run_option,
    file_option,
    filter_options,
    filters_of,
    on_option,
    yes_option,
)
from foi_tracker.cli.changing import chosen, show_changed
from foi_tracker.cli.looking import COLUMNS
from foi_tracker.errors import BadInput


@click.command(
    cls=FoiCommand,
    examples=(
        'foi note 1 "They rang and promised an answer by Friday"',
        "foi note 1 --file ~/Downloads/reply.pdf",
        "foi note 1 --ico-ref IC-123456-A1B2",
    ),
    columns=COLUMNS,
)
@click.argument("ref", metavar="REF")
@click.argument("text", nargs=-1, metavar="[TEXT]")
@file_option
@click.option("--campaign", metavar="NAME", help="Put it into this campaign.")
@click.option("--our-ref", metavar="TEXT", help="The reference that your letters cite.")
@click.option("--their-ref", metavar="TEXT", help="The authority's reference.")
@click.option("--ico-ref", metavar="TEXT", help="The regulator's reference.")
@click.option("--tribunal-ref", metavar="TEXT", help="The tribunal's reference.")
@on_option()
@dry_run_option
@click.pass_context
def note(
    context: click.Context,
    /,
    ref: str,
    text: tuple[str, ...],
    files: tuple[str, ...],
    campaign: str | None,
    on: str | None,
    dry: bool,
    **references: str | None,
) -> None:
    """Keep a note, a file, a campaign or a reference with a request. It changes no date.

    What to run next: foi show NUMBER.
    """
    from foi_tracker.casework import noting

    app = app_of(context)
    desk = app.desk(dry=dry)
    typed = {name: " ".join((value or "").split()) for name, value in references.items()}
    told = {noting.WHOSE[name]: value for name, value in typed.items() if value}
    noted = noting.note(
        desk, (ref,), " ".join(text), app.date(on) or app.today, files=files, campaign=campaign, references=told
    )
    show_changed(app, desk, noted)


@click.command(cls=FoiCommand, examples=("foi tag urgent 7 9", "foi tag urgent 7 --remove"), columns=COLUMNS)
@click.argument("tag_word", metavar="TAG")
@click.argument("refs", nargs=-1, metavar="REF...")
@click.option("--remove", is_flag=True, help="Take the tag off.")
@filter_options
@dry_run_option
@yes_option
@click.pass_context
def tag(
    context: click.Context,
    /,
    tag_word: str,
    refs: tuple[str, ...],
    remove: bool,
    dry: bool,
    yes: bool,
    **filters: str | None,
) -> None:
    """Label requests with a word of your own. What to run next: foi status --tag TAG."""
    from foi_tracker.casework import noting

    app = app_of(context)
    desk = app.desk(dry=dry)
    verb = "Untag" if remove else "Tag"
    numbers = chosen(
        app, desk, refs, filters_of(filters), verb, yes=yes, among=lambda one: (tag_word in one.tags) == remove
    )
    show_changed(app, desk, noting.tag(desk, numbers, tag_word, remove=remove))


@click.command(
    cls=FoiCommand,
    examples=('foi remind 7 "1 Mar 2027" "They said they would publish it"', "foi remind 7 --done"),
    columns=COLUMNS,
)
@click.argument("ref", metavar="REF")
@click.argument("day", required=False, metavar="[DATE]")
@click.argument("text", nargs=-1, metavar="[TEXT]")
@click.option("--done", is_flag=True, help="Cross off the reminder whose day has come, or the one that comes first.")
@dry_run_option
@click.pass_context
def remind(context: click.Context, ref: str, day: str | None, text: tuple[str, ...], done: bool, dry: bool) -> None:
    """Be reminded of a request on a day of your choosing; foi status and foi next show it from then on.

    What to run next: foi next.
    """
    from foi_tracker.casework import noting

    app = app_of(context)
    desk = app.desk(dry=dry)
    if done and (day or text):
        raise BadInput(
            "--done crosses a reminder off; it takes no day.", f"Say one or the other: {{foi}} remind {ref[:20]} --done"
        )
    if done:
        show_changed(app, desk, noting.reminded(desk, (ref,)))
        return
    on = app.date(day, coming=True)
    if on is None:
        raise BadInput("The day of the reminder is not said.", f'Say it: {{foi}} remind {ref[:20]} "1 Mar 2027"')
    show_changed(app, desk, noting.remind(desk, (ref,), on, " ".join(text)))


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
    from foi_tracker.casework import keeping

    app = app_of(context)
    desk = app.desk(dry=dry)
    numbers = chosen(app, desk, refs, filters_of(filters), "Close", yes=yes)
    show_changed(app, desk, keeping.close(desk, numbers, app.date(on) or app.today, outcome=outcome))


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
    from foi_tracker.casework import keeping

    app = app_of(context)
    desk = app.desk(dry=dry)
    numbers = chosen(app, desk, refs, filters_of(filters), "Open again", yes=yes, only_closed=True)
    show_changed(app, desk, keeping.reopen(desk, numbers, app.date(on) or app.today))


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
    from foi_tracker.casework import keeping
    from foi_tracker.views import changes
    from foi_tracker.views.as_json import requests_json
    from foi_tracker.views.requests import show_rows

    app = app_of(context)
    desk = app.desk(dry=dry)
    if listing:
        changes.show_takeable(app.screen, keeping.takeable(desk, ref))
        return
    undone = keeping.undo(desk, ref)
    after = [one.change.after for one in undone if not one.part.is_drafting]
    if app.json:
        app.screen.json({"changed": requests_json(after, today=desk.today, calendar=desk.calendar)})
        return
    if not app.screen.human:
        show_rows(app.screen, after)
    changes.show_undone(app.screen, undone, dry=dry)
