"""Asking for what a letter still needs: the template, its fields and questions, the grounds of a review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foi_tracker.cli.app import App
from foi_tracker.cli.asking import Asker
from foi_tracker.errors import FoiError

if TYPE_CHECKING:
    from foi_tracker.authorities import Authority
    from foi_tracker.casework.desk import Desk
    from foi_tracker.casework.letters.planning import Asking, Plan
    from foi_tracker.letters.grounds import Ground


def ask_template(app: App, desk: Desk, authority: Authority, asking: Asking) -> Asking:
    """Let a person choose among the templates that fit an authority, numbered by title."""
    from foi_tracker.casework.letters import planning

    fit = planning.fitting(desk, authority, asking.regime)
    if not fit:
        return asking
    place = Asker(app).pick(f"Which letter to {authority.name}?", [(template.title, template.name) for template in fit])
    return asking._replace(template=fit[place].name)


def ask_missing(app: App, desk: Desk, plans: Sequence[Plan], asking: Asking) -> Asking:
    """Ask for the fields that have no value yet, for a question where the letter has none, and for the grounds.

    All plans are letters of one template; where they are not, nothing is asked.
    """
    if not plans or len({plan.template.name for plan in plans}) > 1:
        return asking
    asker, plan = Asker(app), plans[0]
    asking = _ask_fields(asker, desk, plans, asking)
    if plan.template.asks and not plan.template.questions and not asking.questions:
        asking = asking._replace(questions=_ask_questions(asker))
    if len(plans) == 1 and asking.grounds is None:
        asking = _ask_grounds(asker, desk, plan, asking)
    return asking


def _ask_fields(asker: Asker, desk: Desk, plans: Sequence[Plan], asking: Asking) -> Asking:
    from foi_tracker.casework.letters import drafting

    values = dict(asking.values)
    for field in drafting.missing(desk, plans, asking):
        asker.say(f"{field.name}: {field.help}")
        values[field.name] = asker.until_read(field.name, _not_empty)
    return asking._replace(values=values)


def _ask_questions(asker: Asker) -> tuple[str, ...]:
    """Return the questions that a person types, one a line; at least one."""
    asker.say("Your questions, one a line; each one kind of record. Enter ends.")
    questions = [asker.until_read("1.", _not_empty)]
    while typed := asker.ask(f"{len(questions) + 1}."):
        questions.append(typed)
    return tuple(questions)


def _ask_grounds(asker: Asker, desk: Desk, plan: Plan, asking: Asking) -> Asking:
    """Let a person tick the grounds of a review; Enter takes those that are ticked."""
    from foi_tracker.casework.letters import drafting

    fit = drafting.grounds_that_fit(desk, plan)
    if not fit:
        return asking
    ticked = [ground.default for ground in fit]
    asker.say("What should the review look at? Type numbers to tick or untick; Enter goes on.")
    while True:
        rows = [_row(place, *pair) for place, pair in enumerate(zip(fit, ticked, strict=True), 1)]
        asker.say("\n".join(rows))
        places = asker.until_read("Numbers, or Enter", lambda typed: _places(typed, len(fit)))
        if not places:
            return asking._replace(grounds=tuple(ground.key for ground, on in zip(fit, ticked, strict=True) if on))
        for place in places:
            ticked[place - 1] = not ticked[place - 1]


def _row(place: int, ground: Ground, ticked: object) -> str:
    return f"  {place:>2}  [{'x' if ticked else ' '}]  {ground.short}"


def _places(typed: str, most: int) -> list[int]:
    parts = typed.replace(",", " ").split()
    if not all(part.isdecimal() and part.isascii() and 1 <= int(part) <= most for part in parts):
        raise FoiError(f"Type numbers from 1 to {most}, such as 2 4.")
    return [int(part) for part in parts]


def _not_empty(typed: str) -> str:
    if not typed:
        raise FoiError("Type a few words; Ctrl-C stops, and nothing is kept.")
    return typed
