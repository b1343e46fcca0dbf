"""Commands that record what happened: sent, got, note, close, reopen, undo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from foi_tracker.cli.app import MANY, App, FoiCommand, app_of, dry_run_option, on_option, yes_option
from foi_tracker.cli.looking import COLUMNS
from foi_tracker.errors import BadInput

if TYPE_CHECKING:
    from foi_tracker.casework.desk import Desk
    from foi_tracker.casework.recording import Change
    from foi_tracker.casework.sending import Sent

_VIAS = click.Choice(["email", "form", "post", "wdtk"])


@click.command(
    cls=FoiCommand,
    examples=(
        "foi sent 1",
        "foi sent 1 --on 22/11/2026 --via email",
        "foi sent 1 chaser --on yesterday",
        "foi sent 1 --correct --on 21/11/2026",
    ),
    columns=COLUMNS,
)
@click.argument("words", nargs=-1, required=True, metavar="REF... [WHAT]")
@on_option("The day you sent it; today if left out.")
@click.option("--via", type=_VIAS, help="How it went. Otherwise as the directory says: e-mail, else web form.")
@click.option("--received", metavar="DATE", help="The day it reached them, when you know it.")
@click.option("--again", is_flag=True, help="It was sent a second time: the clock counts from the new sending.")
@click.option("--correct", is_flag=True, help="The date recorded before was wrong.")
@dry_run_option
@yes_option
@click.pass_context
def sent(
    context: click.Context,
    words: tuple[str, ...],
    on: str | None,
    via: str | None,
    received: str | None,
    again: bool,
    correct: bool,
    dry: bool,
    yes: bool,
) -> None:
    """Record that you sent it, and say when the answer is due.

    Without WHAT it is the letter that waits. WHAT: request, chaser, clarification, payment, review, complaint,
    appeal, withdrawal; then no letter is needed. What to run next: foi status.
    """
    from foi_tracker.casework import sending

    if again and correct:
        raise BadInput("--again and --correct contradict each other.", "Say --again if it was sent twice.")
    app = app_of(context)
    desk = app.desk(dry=dry)
    refs, what = _split(words, sending.WHAT)
    _ask_if_many(app, desk, refs, "Record as sent", yes=yes)
    told = sending.Sent(what, app.date(on) or app.today, via, app.date(received), again=again, correct=correct)
    _show(app, desk, _sent(app, desk, refs, told, dated=on is not None))


def _sent(app: App, desk: Desk, refs: Sequence[str], told: Sent, *, dated: bool) -> list[Change]:
    """Record it; when it was recorded before, ask whether it was sent again or the date was wrong."""
    from foi_tracker.casework import sending

    try:
        return sending.sent(desk, refs, told)
    except sending.SentBefore as before:
        if not app.can_ask:
            raise
        app.screen.words(before.message)
        reply = app.ask("Was it sent (a)gain, or was that date (w)rong? Enter changes nothing").lower()
        if reply not in ("a", "again", "w", "wrong"):
            raise
        if reply[0] == "w" and not dated:
            told = told._replace(on=app.date(app.ask("Which day was it sent?")) or told.on)
        return sending.sent(desk, refs, told._replace(again=reply[0] == "a", correct=reply[0] == "w"))


@click.command(
    cls=FoiCommand,
    examples=(
        "foi got 1 ack",
        "foi got 1 answer --all released",
        "foi got 1 answer --on 14/12/2026 1=released 2=refused:s43.2 3=to_follow",
        "foi got 1 extension --sections s43 --until 24/12/2026",
    ),
    columns=COLUMNS,
)
@click.argument("words", nargs=-1, required=True, metavar="REF WHAT [N=OUTCOME[:SECTION]]...")
@on_option("The day they sent it, or the date on a notice; today if left out.")
@click.option(
    "--received",
    metavar="DATE",
    help="The day it reached you; of an acknowledgement, the day they say they received yours.",
)
@click.option("--until", metavar="DATE", help="The date that they name.")
@click.option("--ref", metavar="TEXT", help="Their reference.")
@click.option("--sections", metavar="s35,s43", help="The exemptions that an extension names.")
@click.option(
    "--basis", type=click.Choice(["public-interest", "complex-voluminous", "complex"]), help="Why they extend."
)
@click.option("--regime", metavar="LAW", help="The law that they treat it under now.")
@click.option("--questions", metavar="2,4", help="The questions that it concerns; otherwise all.")
@click.option("--via", type=_VIAS, help="How an answer came: by post it counts three days later in Scotland.")
@click.option("--identity", is_flag=True, help="Of a question about your own data: they ask who you are.")
@click.option("--all", "every", metavar="OUTCOME", help="The outcome of every question.")
@dry_run_option
@click.pass_context
def got(
    context: click.Context,
    words: tuple[str, ...],
    on: str | None,
    received: str | None,
    until: str | None,
    ref: str | None,
    sections: str | None,
    basis: str | None,
    regime: str | None,
    questions: str | None,
    every: str | None,
    via: str | None,
    identity: bool,
    dry: bool,
) -> None:
    """Record what they sent you.

    WHAT: ack, auto (an automatic reply), answer, question (they ask what you mean), fee, extension, holding (they
    need more time and name no section), reclassified, review (its outcome), bounce, regulator, decision, no-notice,
    complied, appeal.

    Outcomes: released, partly, refused, not_held, already_public, future_publication, over_cost,
    vexatious_or_repeated, neither_confirmed_nor_denied, held_elsewhere, to_follow, ignored; short: g, p, r, n, i.
    Exemptions are written s43.2 for section 43(2), or in quotes: "2=refused:s43(2)".
    What to run next: foi show NUMBER.
    """
    from foi_tracker.casework import receiving

    app = app_of(context)
    desk = app.desk(dry=dry)
    outcomes = tuple(word for word in words if "=" in word)
    refs, what = _split(tuple(word for word in words if "=" not in word), receiving.WHAT)
    if what is None:
        raise BadInput("What came is not said.", "Say one of: " + ", ".join(receiving.WHAT))
    told = receiving.Got(
        what,
        app.date(on) or app.today,
        received=app.date(received),
        until=app.date(until, coming=True),
        ref=ref,
        sections=_list(sections),
        basis=basis,
        regime=regime,
        questions=_numbers(questions),
        outcomes=outcomes,
        every=every,
        identity=identity,
        via=via,
    )
    _show(app, desk, receiving.got(desk, refs, told))


@click.command(cls=FoiCommand, examples=('foi note 1 "They rang and promised an answer by Friday"',), columns=COLUMNS)
@click.argument("ref", metavar="REF")
@click.argument("text", nargs=-1, required=True, metavar="TEXT")
@on_option()
@dry_run_option
@click.pass_context
def note(context: click.Context, ref: str, text: tuple[str, ...], on: str | None, dry: bool) -> None:
    """Keep a note with a request. It changes no date. What to run next: foi show NUMBER."""
    from foi_tracker.casework import keeping

    app = app_of(context)
    desk = app.desk(dry=dry)
    _show(app, desk, keeping.note(desk, (ref,), " ".join(text), app.date(on) or app.today))


@click.command(cls=FoiCommand, examples=("foi close 1", "foi close 1 --outcome partially_successful"), columns=COLUMNS)
@click.argument("refs", nargs=-1, required=True, metavar="REF...")
@click.option("--outcome", metavar="OUTCOME", help="What came of it, when the answers say otherwise.")
@on_option()
@dry_run_option
@yes_option
@click.pass_context
def close(
    context: click.Context, refs: tuple[str, ...], outcome: str | None, on: str | None, dry: bool, yes: bool
) -> None:
    """Close a request. Its outcome follows from the answers unless you name one.

    Outcomes: successful, partially_successful, refused, not_held, never_answered, withdrawn, lapsed, replaced. What
    to run next: foi status --all; to take it back, foi reopen NUMBER.
    """
    from foi_tracker.casework import keeping

    app = app_of(context)
    desk = app.desk(dry=dry)
    _ask_if_many(app, desk, refs, "Close", yes=yes)
    _show(app, desk, keeping.close(desk, refs, app.date(on) or app.today, outcome=outcome))


@click.command(cls=FoiCommand, examples=("foi reopen 1",), columns=COLUMNS)
@click.argument("refs", nargs=-1, required=True, metavar="REF...")
@on_option()
@dry_run_option
@click.pass_context
def reopen(context: click.Context, refs: tuple[str, ...], on: str | None, dry: bool) -> None:
    """Open a closed request again. What to run next: foi show NUMBER."""
    from foi_tracker.casework import keeping

    app = app_of(context)
    desk = app.desk(dry=dry)
    _show(app, desk, keeping.reopen(desk, refs, app.date(on) or app.today))


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


def _split(words: tuple[str, ...], known: dict[str, Any]) -> tuple[tuple[str, ...], str | None]:
    """Return the references and the WHAT among a command's words: the last, unless it is a number or stands alone."""
    from foi_tracker.casework.refs import is_ref

    if len(words) > 1 and not is_ref(words[-1]):
        return words[:-1], words[-1]
    if words and words[0].lower() in known:
        raise BadInput("Which request is not said.", f"Put its number before {words[0]!r}.")
    return words, None


def _ask_if_many(app: App, desk: Desk, refs: Sequence[str], verb: str, *, yes: bool) -> None:
    from foi_tracker.casework.refs import resolve

    count = len(resolve(refs, desk.ledger.snapshot())) if any("-" in ref for ref in refs) else len(refs)
    if count > MANY and not desk.dry:
        app.confirm(f"{verb} {count} requests?", yes=yes)


def _show(app: App, desk: Desk, changes: Sequence[Change]) -> None:
    from foi_tracker.views.changes import show_changes

    told = [(change.before, change.after, change.event) for change in changes]
    show_changes(app.screen, told, today=desk.today, calendar=desk.calendar, dry=desk.dry)


def _list(typed: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (typed or "").split(",") if part.strip())


def _numbers(typed: str | None) -> tuple[int, ...]:
    parts = _list(typed)
    if not all(part.isdecimal() and part.isascii() for part in parts):
        raise BadInput(f"{(typed or '')[:40]!r} are not question numbers.", "Write them as --questions 2,4")
    return tuple(map(int, parts))
