"""The commands draft and edit: a new request, the next letter of one, and a draft changed before it goes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from foi_tracker.cli.app import MANY, App, FoiCommand, app_of, dry_run_option, yes_option
from foi_tracker.errors import BadInput, HomeMissing, Refused

if TYPE_CHECKING:
    from foi_tracker.casework.desk import Desk
    from foi_tracker.casework.letters.batches import Whom
    from foi_tracker.casework.letters.drafting import Drafted
    from foi_tracker.casework.letters.planning import DraftOptions, Plan
    from foi_tracker.letters.findings import Finding
    from foi_tracker.views.letters.drafted import Trust

_DIRECTORY = ("kind", "region", "nation", "icb", "excluding", "from_file")
_RECORDS = ("authority", "tag", "status", "search")


@click.command(
    cls=FoiCommand,
    examples=(
        "foi draft homerton -t fdp-adoption",
        'foi draft hackney -t blank --subject "Parking" -q "How many permits were issued in the calendar year 2025?"',
        "foi draft --kind nhs-trust --region London -t fdp-adoption --campaign fdp-2026 -n",
        "foi draft 1",
        "foi draft --status waiting_response_overdue --campaign fdp-2026 -t chaser",
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
@click.option("--set-from", metavar="FILE.csv", help="Fields for each authority: a column name, then one a field.")
@click.option("--subject", metavar="TEXT", help="The subject, where the template's own does not fit.")
@click.option("--campaign", metavar="NAME", help="A name that groups requests; with numbers or --status a filter.")
@click.option("--regime", metavar="LAW", help="FOIA, EIR, FOISA, EISR or SAR. Otherwise by the authority's nation.")
@click.option("--ground", "grounds", multiple=True, metavar="KEY", help="A ground for a review, instead of the usual.")
@click.option("--narrows", metavar="REF", help="The request that this one narrows, after a cost limit.")
@click.option("--replaces", metavar="REF", help="The request that this one replaces, to mend an error in it.")
@click.option("--edit", is_flag=True, help="Change the letter in your editor before it is kept.")
@click.option("--strict", is_flag=True, help="Keep nothing when something could weaken the letter.")
@click.option("--kind", multiple=True, metavar="KIND", help="Authorities of this kind, such as nhs-trust.")
@click.option("--region", multiple=True, metavar="REGION", help="In this region, such as London.")
@click.option("--nation", multiple=True, metavar="NATION", help="In england, scotland, wales or northern-ireland.")
@click.option("--icb", multiple=True, metavar="ICB", help="Of this integrated care board, itself included.")
@click.option("--not", "excluding", multiple=True, metavar="NAME|KIND", help="Leave these out.")
@click.option("--from-file", metavar="FILE", help="Names in a file, one a line, or a CSV with a column of names.")
@click.option("--status", metavar="STATUS", help="The next letter of requests that stand so.")
@click.option("--tag", metavar="TAG", help="The next letter of requests with this tag.")
@click.option("--authority", metavar="NAME", help="The next letter of requests to authorities with this in the name.")
@click.option("--search", metavar="WORDS", help="The next letter of requests with these words.")
@dry_run_option
@yes_option
@click.pass_context
def draft(
    context: click.Context,
    /,
    names: tuple[str, ...],
    template: str | None,
    questions: tuple[str, ...],
    values: tuple[str, ...],
    set_from: str | None,
    subject: str | None,
    campaign: str | None,
    regime: str | None,
    grounds: tuple[str, ...],
    narrows: str | None,
    replaces: str | None,
    edit: bool,
    strict: bool,
    dry: bool,
    yes: bool,
    **choice: str | tuple[str, ...] | None,
) -> None:
    """Draft a request to each authority named, or the next letter of a request (its number).

    The letter is printed and kept, never sent: you send it yourself, by e-mail or the authority's web form. Without
    -t a number gets the letter that fits now. What to run next: foi send NUMBER.
    """
    from foi_tracker.casework.letters import drafting
    from foi_tracker.casework.letters.planning import DraftOptions
    from foi_tracker.cli import filling

    app = app_of(context)
    if not names and not any(choice.values()):
        raise BadInput("No authority is named.", "For instance: {foi} draft homerton -t fdp-adoption")
    desk = _desk(app)
    _note_settings(app, desk)
    options = DraftOptions(
        template,
        questions,
        filling.read_values(values),
        subject,
        campaign,
        regime,
        grounds or None,
        narrows,
        replaces,
    )
    plans, options = _plans(app, desk, names, choice, options, set_from)
    if app.can_ask:
        options = filling.ask_missing(app, plans, options)
    with _as_edited(app, drafting.preview(desk, plans, options), edit=edit) as letters:
        found = _findings(desk, letters, options)
        if strict and any(found):
            _show(app, desk, letters, found)
            raise Refused("Nothing was kept: something could weaken the letter.", "Mend it, or leave --strict out.")
        if not dry:
            if len(letters) > MANY:
                app.confirm(f"Draft {len(letters)} letters?", yes=yes)
            letters = drafting.keep(desk, letters, options)
    _show(app, desk, letters, found)


def _desk(app: App) -> Desk:
    """Open the home; on a terminal offer to make it first."""
    try:
        return app.desk()
    except HomeMissing:
        if not app.can_ask:
            raise
        from foi_tracker.cli.setup import make_home

        if not app.agrees(f"There is no foi folder yet. Make one at {app.folder}?", default=True):
            raise
        make_home(app, app.folder, {})
        return app.desk()


def _note_settings(app: App, desk: Desk) -> None:
    from foi_tracker.views.program import commands

    for warning in desk.settings.warnings:
        app.screen.words(f"Note: {warning}")
    if not (desk.settings.email or desk.settings.address):
        app.screen.words(
            commands("Note: no address for the answer yet; an e-mail address is enough: {foi} init --email ...")
        )


def _plans(
    app: App,
    desk: Desk,
    names: tuple[str, ...],
    choice: dict[str, str | tuple[str, ...] | None],
    options: DraftOptions,
    set_from: str | None,
) -> tuple[list[Plan], DraftOptions]:
    """Return the letters to write: of requests for numbers and filters of records, else to authorities."""
    from foi_tracker.casework import refs

    numbers = [refs.is_ref(name) for name in names]
    if any(numbers) and not all(numbers):
        raise BadInput("Name authorities or request numbers, not both.", "Draft them one after the other.")
    if any(numbers) or any(choice[name] for name in _RECORDS):
        if any(choice[name] for name in _DIRECTORY):
            raise BadInput("Choose authorities or requests, not both.", "Leave --kind, --region and the like out.")
        return _follow_ups(app, desk, names, choice, options), options
    return _requests(app, desk, _whom(names, choice), options, set_from)


def _follow_ups(
    app: App, desk: Desk, refs: tuple[str, ...], choice: dict[str, str | tuple[str, ...] | None], options: DraftOptions
) -> list[Plan]:
    from foi_tracker.casework import filtering
    from foi_tracker.casework.letters import planning
    from foi_tracker.cli.app import filters_of
    from foi_tracker.views.text import plural
    from foi_tracker.views.words import ranges

    told = {name: choice[name] for name in _RECORDS} | {"campaign": options.campaign, "regime": options.regime}
    filters = filters_of({name: value for name, value in told.items() if not isinstance(value, tuple)})
    found = filtering.choose(desk, refs, filters)
    if filters.any:
        app.screen.words(f"{plural(len(found), 'request')} found: {ranges(sorted(found))}.")
    return planning.plan_follow_ups(desk, tuple(map(str, found)), options)


def _whom(names: tuple[str, ...], choice: dict[str, str | tuple[str, ...] | None]) -> Whom:
    from foi_tracker.casework.letters.batches import Whom

    def many(name: str) -> tuple[str, ...]:
        value = choice[name]
        return value if isinstance(value, tuple) else ()

    path = choice["from_file"]
    return Whom(
        names,
        many("kind"),
        many("region"),
        many("nation"),
        many("icb"),
        many("excluding"),
        path if isinstance(path, str) else None,
    )


def _requests(
    app: App, desk: Desk, whom: Whom, options: DraftOptions, set_from: str | None
) -> tuple[list[Plan], DraftOptions]:
    """Plan new requests; the batch is described before anything else is asked."""
    from foi_tracker.casework.letters import batches, planning
    from foi_tracker.views.letters.batches import show_batch

    batch = batches.gather(desk, whom, options.campaign)
    show_batch(app.screen, batch)
    if set_from is not None:
        values = batches.own_values(desk, set_from)
        batches.check_all_have_values(batch.authorities, values, set_from)
        options = options._replace(own_values=values)
    if options.template is None and app.can_ask:
        from foi_tracker.cli import filling

        options = filling.ask_template(app, desk, batch.authorities[0], options)
    return planning.plan_requests(desk, batch.authorities, options), options


def _findings(desk: Desk, letters: Sequence[Drafted], options: DraftOptions) -> list[Sequence[Finding]]:
    """Return what could weaken each letter."""
    from foi_tracker.casework.letters.checking import Checker

    checker = Checker(desk)
    return [checker.of_draft(one.letter, one.plan, campaign=options.campaign) for one in letters]


@contextlib.contextmanager
def _as_edited(app: App, letters: list[Drafted], *, edit: bool) -> Iterator[list[Drafted]]:
    """Give the letters; with ``edit`` the one letter as a person changed it in an editor.

    What fails inside the ``with`` loses nothing that was written. Raises BadInput when there are several.
    """
    if not edit:
        yield letters
        return
    from foi_tracker.casework.letters.editing import with_text
    from foi_tracker.cli import editor

    if len(letters) > 1:
        raise BadInput("One letter at a time can be changed in an editor.", "Draft them, then: {foi} edit NUMBER")
    (one,) = letters
    with editor.edited(app, one.letter.text, name=f"request-{one.number}") as text:
        if text is None:
            app.screen.words("The letter was not changed.")
        yield [one if text is None else with_text(one, text)]


def _show(app: App, desk: Desk, letters: Sequence[Drafted], found: Sequence[Sequence[Finding]]) -> None:
    from foi_tracker.views.letters.drafted import drafted_json, show_drafted

    if app.json:
        app.screen.json(drafted_json(letters, found, today=desk.today, calendar=desk.calendar))
        return
    show_drafted(app.screen, letters, _trusts(letters), found)


def _trusts(letters: Sequence[Drafted]) -> list[Trust]:
    """Return for each letter the address it goes to and how far that is to be trusted."""
    from foi_tracker.casework.directory.addressbook import trusted
    from foi_tracker.casework.letters.drafting import address_for
    from foi_tracker.views.letters.drafted import Trust

    return [Trust(address_for(one.plan), trusted(one.plan.authority).words) for one in letters]


@click.command(cls=FoiCommand, examples=("foi edit 1", "foi edit homerton"), columns="the letter as it is now")
@click.argument("ref", metavar="REF")
@click.pass_context
def edit(context: click.Context, ref: str) -> None:
    """Change a letter that waits to be sent, in your editor.

    The editor is VISUAL, else EDITOR, else TextEdit, Notepad or nano. The questions are read again from the text; the
    letter before stays in your letters folder. What to run next: foi send NUMBER.
    """
    from foi_tracker.casework.letters import checking, editing
    from foi_tracker.cli import editor
    from foi_tracker.views.letters.drafted import show_edited

    app = app_of(context)
    desk = app.desk()
    request, before = editing.waiting_letter(desk, ref)
    with editor.edited(app, before, name=f"request-{request.number}") as text:
        changed = None if text is None else editing.keep_edited(desk, request.number, before, text)
    findings = checking.of_kept(desk, changed.standing).findings if changed else ()
    show_edited(app.screen, changed, text or before, findings, today=desk.today, calendar=desk.calendar)
