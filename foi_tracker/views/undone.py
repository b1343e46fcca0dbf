"""What was taken back, and what can be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from foi_tracker.dates import show
from foi_tracker.views import as_json
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import folded, visible
from foi_tracker.views.words import requests_named

if TYPE_CHECKING:
    from foi_tracker.casework.undoing import Part, Takeable, Undone

_MOST_LISTED = 20


def show_undone(screen: Screen, undone: Sequence[Undone], *, dry: bool) -> None:
    """Say in one sentence what was taken back."""
    numbers: dict[str, list[int]] = {}
    for one in undone:
        numbers.setdefault(_taken(one.part), []).append(one.part.request.number)
    told = "; ".join(f"from {requests_named(of)}: {words}" for words, of in numbers.items())
    screen.words(f"{'Nothing was taken back; without -n it would be' if dry else 'Taken back'} {told}.")


def _taken(part: Part) -> str:
    """Return what was taken back from a request, and what stays."""
    kept = ""
    if any("letter" in event.details for event in part.events):
        kept = "; the letter is kept" + (", and the number is not used again" if part.is_drafting else "")
    return f"“{visible(' and '.join(part.words))}” on {show(part.on)}{kept}"


def show_takeable(screen: Screen, changes: Sequence[Takeable]) -> None:
    """Write what can be taken back, a line each; on a terminal the newest of it."""
    if screen.mode == JSON:
        screen.json({"changes": [_takeable_json(change) for change in changes]})
        return
    if not screen.human:
        screen.rows([_takeable_row(change) for change in changes])
        return
    shown = changes[:_MOST_LISTED]
    where = [requests_named([part.request.number for part in change.parts]) for change in shown]
    for change, requests in zip(shown, where, strict=True):
        line = f"{_typed_at(change.at)}  {requests:<{max(map(len, where))}}  {_taken_words(change)}"
        screen.data("\n".join(folded(line, screen.width)))
    if not changes:
        screen.data("There is nothing to take back.")
    elif len(changes) > len(shown):
        screen.words(f"and {len(changes) - len(shown)} older ones, which --plain lists.")


def _takeable_json(change: Takeable) -> dict[str, Any]:
    return {
        "at": change.at,
        "requests": [
            {"number": part.request.number, "events": [as_json.event_json(event) for event in part.events]}
            for part in change.parts
        ],
    }


def _takeable_row(change: Takeable) -> tuple[str, ...]:
    numbers = ",".join(str(part.request.number) for part in change.parts)
    return change.at, numbers, _taken_words(change)


def _taken_words(change: Takeable) -> str:
    return visible("; ".join(dict.fromkeys(" and ".join(part.words) for part in change.parts)))


def _typed_at(at: str) -> str:
    """Return the instant as London's clocks showed it."""
    from zoneinfo import ZoneInfo

    try:
        instant = datetime.fromisoformat(at).astimezone(ZoneInfo("Europe/London"))
    except ValueError:
        return visible(at)
    return f"{show(instant.date())} {instant:%H:%M}"
