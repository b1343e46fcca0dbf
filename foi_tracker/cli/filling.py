"""What fills a letter: the values that are typed, and asking for what it still needs.

That is the template, its fields and questions, and the grounds of a review.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from foi_tracker.cli.app import App
from foi_tracker.cli.prompting import Asker, numbers_up_to
from foi_tracker.errors import BadInput, FoiError

if TYPE_CHECKING:
    from foi_tracker.authorities import Authority
    from foi_tracker.casework.desk import Desk
    from foi_tracker.casework.letters.planning import DraftOptions, Plan
    from foi_tracker.letters.grounds import Ground


def read_values(typed: Iterable[str]) -> dict[str, str]:
    """Return field -> value from ``NAME=VALUE`` items. Raises BadInput for one without a name."""
    values: dict[str, str] = {}
    for item in typed:
        name, equals, value = item.partition("=")
        if not equals or not name.strip():
            raise BadInput(f"--set {item[:40]!r} has no name.", "Write it as --set NAME=VALUE")
        values[name.strip()] = value
    return values


def ask_template(app: App, desk: Desk, authority: Authority, options: DraftOptions) -> DraftOptions:
    """Let a person choose among the templates that fit an authority, numbered by title."""
    from foi_tracker.casework.letters.fitting import fitting

    fit = fitting(desk, authority, options.regime)
    if not fit:
        return options
    place = Asker(app).pick(f"Which letter to {authority.name}?", [(template.title, template.name) for template in fit])
    return options._replace(template=fit[place].name)


def ask_missing(app: App, plans: Sequence[Plan], options: DraftOptions) -> DraftOptions:
    """Ask for the fields that have no value yet, for a question where the letter has none, and for the grounds.

    All plans are letters of one template; where they are not, nothing is asked.
    """
    if not plans or len({plan.template.name for plan in plans}) > 1:
        return options
    asker, plan = Asker(app), plans[0]
    options = _ask_fields(asker, plans, options)
    if plan.template.asks and not plan.template.questions and not options.questions:
        options = options._replace(questions=_ask_questions(asker))
    if len(plans) == 1 and options.grounds is None:
        options = _ask_grounds(asker, plan, options)
    return options


def _ask_fields(asker: Asker, plans: Sequence[Plan], options: DraftOptions) -> DraftOptions:
    from foi_tracker.casework.letters.rendering import missing

    values = dict(options.values)
    for field in missing(plans, options):
        asker.say(f"{field.name}: {field.help}")
        values[field.name] = asker.until_read(field.name, _not_empty)
    return options._replace(values=values)


def _ask_questions(asker: Asker) -> tuple[str, ...]:
    """Return the questions that a person types, one a line; at least one."""
    asker.say("Your questions, one a line; each one kind of record. Enter ends.")
    questions = [asker.until_read("1.", _not_empty)]
    while typed := asker.ask(f"{len(questions) + 1}."):
        questions.append(typed)
    return tuple(questions)


def _ask_grounds(asker: Asker, plan: Plan, options: DraftOptions) -> DraftOptions:
    """Let a person tick the grounds of a review; Enter takes those that are ticked."""
    from foi_tracker.casework.letters.rendering import grounds_that_fit

    fit = grounds_that_fit(plan)
    if not fit:
        return options
    ticked = [ground.default for ground in fit]
    asker.say("What should the review look at? Type numbers to tick or untick; Enter goes on.")
    while True:
        rows = [_row(place, *pair) for place, pair in enumerate(zip(fit, ticked, strict=True), 1)]
        asker.say("\n".join(rows))
        places = asker.until_read("Numbers, or Enter", numbers_up_to(len(fit)))
        if not places:
            return options._replace(grounds=tuple(ground.key for ground, on in zip(fit, ticked, strict=True) if on))
        for place in places:
            ticked[place - 1] = not ticked[place - 1]


def _row(place: int, ground: Ground, ticked: object) -> str:
    return f"  {place:>2}  [{'x' if ticked else ' '}]  {ground.short}"


def _not_empty(typed: str) -> str:
    if not typed:
        raise FoiError("Type a few words; Ctrl-C stops, and nothing is kept.")
    return typed
