"""Commands that keep something with requests: note, tag, remind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from foi_tracker.cli.app import (
    App,
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
from foi_tracker.errors import Ambiguous, BadInput, NotFound

if TYPE_CHECKING:
    from datetime import date

    from foi_tracker.casework.desk import Desk


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
    noted = noting.note(desk, (ref,), " ".join(text), app.day(on), files=files, campaign=campaign, references=told)
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
    tag_word, refs = _tag_and_refs(desk, tag_word, refs)
    verb = "Untag" if remove else "Tag"
    numbers = chosen(
        app, desk, refs, filters_of(filters), verb, yes=yes, among=lambda one: (tag_word in one.tags) == remove
    )
    show_changed(app, desk, noting.tag(desk, numbers, tag_word, remove=remove))


def _tag_and_refs(desk: Desk, first: str, others: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the tag and the requests; "7 9 urgent" is read too, where the word is not that of a request."""
    from foi_tracker.casework import refs

    if others and refs.is_ref(first) and not refs.is_ref(others[-1]):
        try:
            refs.resolve(others[-1:], desk.snapshot())
        except NotFound:
            return others[-1], (first, *others[:-1])
        except Ambiguous:
            pass
    return first, others


@click.command(
    cls=FoiCommand,
    examples=(
        'foi remind 7 "1 Mar 2027" "They said they would publish it"',
        'foi remind 7 "in 2 weeks"',
        "foi remind 7 --done",
    ),
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
    if day is None:
        raise BadInput("The day of the reminder is not said.", f'Say it: {{foi}} remind {ref[:20]} "1 Mar 2027"')
    on = _day_to_come(app, ref, day, text)
    show_changed(app, desk, noting.remind(desk, (ref,), on, " ".join(text)))


def _day_to_come(app: App, ref: str, day: str, text: tuple[str, ...]) -> date:
    """Return the day typed. Raises BadDate, which says so when the words behind belong to it."""
    from foi_tracker.dates import parse_date, without_quotes
    from foi_tracker.errors import BadDate

    try:
        return parse_date(day, today=app.today, coming=True)
    except BadDate as problem:
        together = without_quotes((day, *text), today=app.today, coming=True)
        if together is None:
            raise
        hint = f'Put a date of several words in quotes: {{foi}} remind {ref[:20]} "{together}"'
        raise BadDate(problem.message, hint) from None
