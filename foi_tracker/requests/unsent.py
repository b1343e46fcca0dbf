"""A letter that waits to be sent, and the step that its sending takes."""

from __future__ import annotations

from foi_tracker.requests.advice import Step
from foi_tracker.requests.parts import Draft
from foi_tracker.requests.request import Request

# The steps that the sending of a letter takes, by the event that it makes.
_TAKEN_BY: dict[str, tuple[str, ...]] = {
    "chased": ("chase", "chase_review"),
    "clarified": ("clarify", "clarify_late"),
    "review_requested": ("review", "review_silence", "review_silence_late"),
    "complained": (
        "complain",
        "complain_review",
        "complain_outcome",
        "not_complied",
        "check_compliance",
        "check_notice",
        "after_appeal",
    ),
}
# What makes a letter that was written before it a letter about yesterday.
_OVERTAKES = frozenset(("answered", "review_answered", "decision_issued", "transferred", "complaint_closed"))


def with_draft(request: Request, draft: Draft, steps: list[Step]) -> list[Step]:
    """Return the steps with the sending of a letter that waits in place of the one that it takes.

    A letter that something has overtaken is not proposed any more, and none hides another step.
    """
    kinds = _TAKEN_BY.get(draft.records, ())
    taken = [step for step in steps if step.kind in kinds and _is_about(draft, step)]
    if taken:
        return [step._replace(kind="send") if step in taken else step for step in steps]
    if any(event.kind in _OVERTAKES and event.id > draft.event for event in request.events):
        return steps
    return [*steps, Step("send")]


def _is_about(draft: Draft, step: Step) -> bool:
    """Return whether a letter is about any question of a step."""
    numbers = step.clock.questions if step.clock is not None else ()
    return not (draft.concerns and numbers) or not set(draft.concerns).isdisjoint(numbers)
