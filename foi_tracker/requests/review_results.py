"""What the reviews of a request came to: as it was recorded, else as the outcomes before and after show it."""

from __future__ import annotations

from collections.abc import Sequence

from foi_tracker.law.clocks import settled_by
from foi_tracker.requests.events import GIVEN, REVIEW_RESULTS, WITH_OUTCOMES
from foi_tracker.requests.request import Request

FIRST_ANSWER = "first_answer"
NOT_RECORDED = "not_recorded"


def review_results(request: Request) -> list[str]:
    """Return for each outcome of a review: kept, changed_in_part, changed, first_answer or not_recorded.

    first_answer is that of a review of silence, which had no decision to keep.
    """
    if "review_answered" not in request.kinds:
        return []
    numbers = range(1, request.question_count + 1) if request.question_count else (0,)
    results: list[str] = []
    known: dict[int, str] = {}
    asked: Sequence[int] = ()
    silent = True
    for event in request.delivered:
        if event.kind not in WITH_OUTCOMES:
            asked = event.questions if event.kind == "review_requested" else asked
            continue
        after = {number: said for number in numbers if (said := settled_by(event, number))}
        if event.kind == "review_answered":
            told = event.details.get("result")
            derived = FIRST_ANSWER if silent else _derived(known, after, asked or numbers)
            results.append(told if told in REVIEW_RESULTS else derived)
        known |= after
        silent = False
    return results


def _derived(before: dict[int, str], after: dict[int, str], asked: Sequence[int]) -> str:
    """Return what became of the questions that the review was about: what was given already is none of them."""
    about = [number for number in asked if before.get(number) not in GIVEN and number in before | after]
    if not about or not any(number in after for number in about):
        return NOT_RECORDED
    changed = [number for number in about if after.get(number, before.get(number)) != before.get(number)]
    if not changed:
        return "kept"
    whole = len(changed) == len(about) and not any(after[number] == "partly" for number in changed)
    return "changed" if whole else "changed_in_part"
