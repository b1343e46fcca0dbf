"""Commands that record what went and what came: sent, got."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

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
from foi_tracker.cli.changing import chosen, show_changed, split
from foi_tracker.cli.looking import COLUMNS
from foi_tracker.errors import BadInput
from foi_tracker.requests.events import REVIEW_RESULTS, VIAS

if TYPE_CHECKING:
    from foi_tracker.casework.desk import Desk
    from foi_tracker.casework.receiving import Got
    from foi_tracker.casework.recording import Change
    from foi_tracker.casework.sending import Sent, SentBefore

_VIAS = click.Choice(list(VIAS))


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
@click.argument("words", nargs=-1, metavar="REF... [WHAT]")
@on_option("The day you sent it; today if left out.")
@click.option("--via", type=_VIAS, help="How it went. Otherwise as the directory says: e-mail, else web form.")
@click.option("--received", metavar="DATE", help="The day it reached them, when you know it.")
@click.option("--again", is_flag=True, help="It was sent a second time: the clock counts from the new sending.")
@click.option("--correct", is_flag=True, help="The date recorded before was wrong.")
@filter_options
@dry_run_option
@yes_option
@click.pass_context
def sent(
    context: click.Context,
    /,
    words: tuple[str, ...],
    on: str | None,
    via: str | None,
    received: str | None,
    again: bool,
    correct: bool,
    dry: bool,
    yes: bool,
    **filters: str | None,
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
    wanted = filters_of(filters)
    refs, what = split(words, sending.WHAT, filtered=wanted.any)
    refs = chosen(app, desk, refs, wanted, "Record as sent", yes=yes)
    told = sending.Sent(what, app.day(on), via, app.date(received), again=again, correct=correct)
    show_changed(app, desk, _sent(app, desk, refs, told, dated=on is not None))


def _sent(app: App, desk: Desk, refs: Sequence[str], told: Sent, *, dated: bool) -> list[Change]:
    """Record it; when it was recorded before, ask whether it was sent again or the date was wrong."""
    from foi_tracker.casework import sending

    try:
        return sending.sent(desk, refs, told)
    except sending.SentBefore as before:
        if not app.can_ask:
            raise
        told = _again_or_wrong(app, told, before, dated=dated)
        return sending.sent(desk, refs, told)


def _again_or_wrong(app: App, told: Sent, before: SentBefore, *, dated: bool) -> Sent:
    """Ask which of the two it was; raises SentBefore again when the person wants neither."""
    from foi_tracker.cli.prompting import Asker, by_word, or_nothing

    asker = Asker(app)
    app.say(before.message)
    question = "Was it sent (a)gain, or was that date (w)rong? Enter changes nothing"
    words = {"": "", "a": "again", "again": "again", "w": "wrong", "wrong": "wrong"}
    with or_nothing(app):
        reply = asker.until_read(question, by_word(words, "aw"))
        if not reply:
            raise before
        if reply == "wrong" and not dated:
            told = told._replace(on=asker.day("Which day was it sent?"))
    return told._replace(again=reply == "again", correct=reply == "wrong")


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
@click.option("--to", metavar="NAME", help="The authority that it was passed to, or that took over.")
@click.option("--amount", metavar="TEXT", help="The fee that they ask for.")
@click.option("--result", type=click.Choice(list(REVIEW_RESULTS)), help="What the review decided as a whole.")
@click.option("--text", metavar="TEXT", help="A few words of your own on it.")
@file_option
@dry_run_option
@click.pass_context
def got(
    context: click.Context, /, words: tuple[str, ...], on: str | None, files: tuple[str, ...], dry: bool, **said: Any
) -> None:
    """Record what they sent you. On a terminal it asks for WHAT, and for what an answer or a notice says.

    WHAT: ack, auto (an automatic reply), answer, question (they ask what you mean), fee, extension, holding (they
    need more time and name no section), transfer (--to), reclassified (--regime), successor (--to), review (its
    outcome), bounce, regulator, decision, no-notice, complied, their-appeal, appeal (what the tribunal decided).

    Outcomes: released, partly, refused, not_held, already_public, future_publication, over_cost,
    vexatious_or_repeated, neither_confirmed_nor_denied, held_elsewhere, to_follow, ignored; in short, in the same
    order: g, p, r, n, a, f, o, v, d, h, t, i.
    Exemptions are written s43.2 for section 43(2), or in quotes: "2=refused:s43(2)". A value may stand behind:
    3=given:42000.
    What to run next: foi show NUMBER.
    """
    from foi_tracker.casework import receiving

    app = app_of(context)
    desk = app.desk(dry=dry)
    outcomes = tuple(word for word in words if "=" in word)
    refs, what = split(tuple(word for word in words if "=" not in word), receiving.WHAT)
    if what is None and (not app.can_ask or outcomes or any(said.values())):
        raise BadInput("What came is not said.", "Say one of: " + ", ".join(receiving.WHAT))
    told = receiving.Got(what or "", app.day(on), outcomes=outcomes, files=files, **_read(app, said))
    missing = _missing(told)
    if what is None or (missing and app.can_ask and _is_one(desk, refs)):
        refs, told = _converse(app, desk, refs, told, dated=on is not None)
        missing = None
    show_changed(app, desk, receiving.got(desk, refs, told))
    if missing:
        from foi_tracker.views.program import commands

        app.screen.words(commands(f"{missing.words} To say it: {{foi}} undo, then the same with {missing.options}"))


def _read(app: App, said: dict[str, Any]) -> dict[str, Any]:
    """Return what the options say, in the types of ``Got``."""
    return {
        **said,
        "received": app.date(said["received"]),
        "until": app.date(said["until"], coming=True),
        "sections": _list(said["sections"]),
        "questions": _numbers(said["questions"]),
    }


class _Needed(NamedTuple):
    """What an arrival says little without: one of these details, how to tell that none is there, what to add."""

    details: tuple[str, ...]
    words: str
    options: str


_NEEDED = {
    "answered": _Needed(("outcomes", "every"), "It is not said what came of the questions.", "--all OUTCOME"),
    "review_answered": _Needed(
        ("outcomes", "every", "result"), "It is not said what the review decided.", "--result kept"
    ),
    "decision_issued": _Needed(
        ("outcomes", "every", "until"), "It is not said what the notice decided.", "--until DATE or --all OUTCOME"
    ),
    "appeal_decided": _Needed(("outcomes", "every"), "It is not said what the tribunal decided.", "--all OUTCOME"),
    "extended": _Needed(
        ("sections", "basis", "until"), "It is not said why, and until when.", "--sections s43 --until DATE"
    ),
    "transferred": _Needed(("to",), "It is not said where it went.", '--to "NAME"'),
    "succeeded": _Needed(("to",), "It is not said which authority took over.", '--to "NAME"'),
    "reclassified": _Needed(("regime",), "It is not said under which law.", "--regime EIR"),
}


def _missing(told: Got) -> _Needed | None:
    """Return what is missing of an arrival that says little without it."""
    from foi_tracker.casework import receiving

    needed = _NEEDED.get(receiving.kind_of(told.what)[0]) if told.what else None
    return None if needed is None or any(getattr(told, name) for name in needed.details) else needed


def _is_one(desk: Desk, refs: Sequence[str]) -> bool:
    from foi_tracker.casework import refs as references

    return len(references.resolve(refs, desk.snapshot())) == 1


def _converse(app: App, desk: Desk, refs: Sequence[str], told: Got, *, dated: bool) -> tuple[tuple[str, ...], Got]:
    """Ask for what is not told yet, and show the line that would have said it."""
    from foi_tracker.casework import readings
    from foi_tracker.cli import arrivals
    from foi_tracker.views.program import commands
    from foi_tracker.views.screen import write
    from foi_tracker.views.text import visible

    request = readings.one(desk, tuple(refs)).request
    told = arrivals.ask(app, request, told, dated=dated)
    line = arrivals.on_one_line(told, app.today)
    if not app.quiet:  # never folded: it is there to be copied
        write(visible(commands(f"On one line: {{foi}} got {request.number} {line}")), sys.stderr)
    return (str(request.number),), told


def _list(typed: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (typed or "").split(",") if part.strip())


def _numbers(typed: str | None) -> tuple[int, ...]:
    parts = _list(typed)
    if not all(part.isdecimal() and part.isascii() for part in parts):
        raise BadInput(f"{(typed or '')[:40]!r} are not question numbers.", "Write them as --questions 2,4")
    return tuple(map(int, parts))
