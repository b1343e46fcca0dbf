"""Letters rendered: a plan, what a person wants in it, and who asks -> the text; and what it still needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foi_tracker.casework.desk import Desk
    from foi_tracker.casework.letters.planning import DraftOptions, Plan
    from foi_tracker.letters.drafting import Letter
    from foi_tracker.letters.grounds import Ground
    from foi_tracker.letters.particulars import Requester
    from foi_tracker.letters.templates import Field


def render(desk: Desk, plan: Plan, options: DraftOptions, number: int) -> Letter:
    """Return the letter of a plan; ``number`` is that of its request. Raises Refused, BadInput as ``draft`` does."""
    from foi_tracker.letters.drafting import draft

    follows = plan.request is not None and not plan.begins
    clocks = plan.followed.clocks if plan.followed else ()
    return draft(
        plan.template,
        authority=plan.authority,
        requester=_requester(desk),
        regime=plan.regime,
        today=desk.today,
        our_ref=plan.request.our_ref if follows and plan.request and plan.request.our_ref else desk.our_ref(number),
        values=options.values_for(plan.authority),
        extra_questions=options.questions,
        subject=options.subject,
        request=plan.followed.request if plan.followed else None,
        clock=clocks[0] if clocks else None,
        others=clocks[1:],
        grounds=options.grounds,
    )


def _requester(desk: Desk) -> Requester:
    from foi_tracker.letters.particulars import Requester

    told = desk.settings
    return Requester(told.name, told.email, told.address, told.organisation)


def missing(plans: Sequence[Plan], options: DraftOptions) -> list[Field]:
    """Return the fields of the letters' one template that must be filled and have no value for some of them."""
    from foi_tracker.letters.drafting import missing_fields

    found: dict[Field, None] = {}
    for plan in plans:
        told = plan.followed.request if plan.followed else None
        values = options.values_for(plan.authority)
        found |= dict.fromkeys(missing_fields(plan.template, values, options.subject, told))
    return list(found)


def grounds_that_fit(plan: Plan) -> tuple[Ground, ...]:
    """Return the grounds for a review among which a person can choose; none for a letter that gives none."""
    from foi_tracker.letters.drafting import grounds_for

    return grounds_for(plan.template, plan.followed.request, plan.regime) if plan.followed else ()
