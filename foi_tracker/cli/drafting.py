"""Commands for letters: draft, letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from foi_tracker.cli.app import MANY, App, FoiCommand, app_of, dry_run_option, yes_option
from foi_tracker.errors import BadInput, HomeMissing

if TYPE_CHECKING:
    from foi_tracker.casework.desk import Desk
    from foi_tracker.casework.drafting import Asking, Drafted, Plan
    from foi_tracker.views.letters import Where


@click.command(
    cls=FoiCommand,
    examples=(
        "foi draft homerton -t fdp-adoption",
        'foi draft "NHS England" -t fdp-contract',
        'foi draft hackney -t blank --subject "Parking" -q "How many permits were issued in 2025?"',
        "foi draft 1",
    ),
    columns="the letter itself; several are parted by a line of equals signs",
)
@click.argument("names", nargs=-1, metavar="AUTHORITY... | REF...")
@click.option(
    "-t", "--template", metavar="TEMPLATE", help="The letter to write from. Left out: those that fit are listed."
)
@click.option(
    "-q", "questions", multiple=True, metavar="QUESTION", help="A question to add; may be said several times."
)
@click.option("--set", "values", multiple=True, metavar="NAME=VALUE", help="Fill a field of the template.")
@click.option("--subject", metavar="TEXT", help="The subject, where the template's own does not fit.")
@click.option("--campaign", metavar="NAME", help="A name that groups requests sent with one aim.")
@click.option("--regime", metavar="LAW", help="FOIA, EIR, FOISA, EISR or SAR. Otherwise by the authority's nation.")
@dry_run_option
@yes_option
@click.pass_context
def draft(
    context: click.Context,
    names: tuple[str, ...],
    template: str | None,
    questions: tuple[str, ...],
    values: tuple[str, ...],
    subject: str | None,
    campaign: str | None,
    regime: str | None,
    dry: bool,
    yes: bool,
) -> None:
    """Draft a request to each authority named, or the next letter of a request (its number).

    The letter is printed and kept, never sent: you send it yourself, by e-mail or the authority's web form. Without
    -t a number gets the letter that fits now. What to run next: foi sent NUMBER.
    """
    from foi_tracker.casework import drafting
    from foi_tracker.views.program import commands

    app = app_of(context)
    if not names:
        raise BadInput("No authority is named.", "For instance: {foi} draft homerton -t fdp-adoption")
    desk = _desk(app)
    for warning in desk.settings.warnings:
        app.screen.words(f"Note: {warning}")
    if not (desk.settings.email or desk.settings.address):
        app.screen.words(
            commands("Note: no address for the answer yet; an e-mail address is enough: {foi} init --email ...")
        )
    asking = drafting.Asking(template, questions, drafting.read_values(values), subject, campaign, regime)
    plans = _plans(desk, names, asking)
    if dry:
        _show(app, desk, drafting.preview(desk, plans, asking))
        return
    if len(plans) > MANY:
        app.confirm(f"Draft {len(plans)} letters?", yes=yes)
    _show(app, desk, drafting.keep(desk, plans, asking))


def _desk(app: App) -> Desk:
    """Open the home; on a terminal offer to make it first."""
    try:
        return app.desk()
    except HomeMissing:
        if not app.can_ask:
            raise
        from foi_tracker.cli.setup import make_home

        if not click.confirm(f"There is no foi folder yet. Make one at {app.folder}?", err=True, default=True):
            raise
        make_home(app, app.folder, {})
        return app.desk()


def _plans(desk: Desk, names: Sequence[str], asking: Asking) -> list[Plan]:
    from foi_tracker.casework import drafting, refs

    numbers = [refs.is_ref(name) for name in names]
    if all(numbers):
        return drafting.plan_follow_ups(desk, names, asking)
    if any(numbers):
        raise BadInput("Name authorities or request numbers, not both.", "Draft them one after the other.")
    return drafting.plan_requests(desk, names, asking)


def _show(app: App, desk: Desk, letters: Sequence[Drafted]) -> None:
    from foi_tracker.views import as_json
    from foi_tracker.views.letters import show_destinations, show_letter

    if app.json:
        told = []
        for one in letters:
            entry = {"number": one.number, "subject": one.letter.subject, "letter": one.letter.text, "path": one.path}
            entry["questions"] = list(one.letter.questions)
            entry["authority"] = {"slug": one.plan.authority.slug, "name": one.plan.authority.name}
            told.append(entry)
        changed = [one.standing for one in letters if one.standing]
        shown = as_json.requests_json(changed, today=desk.today, calendar=desk.calendar)
        app.screen.json({"changed": shown, "letters": told})
        return
    for place, one in enumerate(letters):
        if place:
            app.screen.data("\n" + "=" * 72 + "\n")
        show_letter(app.screen, one.letter.text)
    show_destinations(app.screen, [_where(one) for one in letters])


def _where(one: Drafted) -> Where:
    from foi_tracker.casework.drafting import address_for, trust_words
    from foi_tracker.law.regimes import REGIMES
    from foi_tracker.views.letters import Where

    authority, template = one.plan.authority, one.plan.template
    law = REGIMES[one.plan.regime]
    if template.to not in (None, "authority"):
        return Where(one.number, law.regulator, None, "see its own website", None, one.path, law.short)
    page = authority.foi_page or authority.website
    return Where(one.number, authority.name, address_for(one.plan), trust_words(authority), page, one.path, law.short)


@click.command(cls=FoiCommand, examples=("foi letter 1", "foi letter 1 > letter.txt"))
@click.argument("ref", nargs=-1, required=True, metavar="REF")
@click.pass_context
def letter(context: click.Context, ref: tuple[str, ...]) -> None:
    """Print the newest letter that was kept for a request. Never keeps anything."""
    from foi_tracker.casework import readings
    from foi_tracker.views.letters import show_letter

    app = app_of(context)
    desk = app.desk()
    standing = readings.one(desk, ref)
    found = readings.letter_text(desk, standing.request)
    if app.json:
        app.screen.json({"letter": {"number": standing.request.number, "path": found.path, "text": found.text}})
        return
    if found.changed:
        app.screen.words(f"Note: {found.path} is not as it was kept; somebody changed the file.")
    show_letter(app.screen, found.text)


__all__ = ["draft", "letter"]
