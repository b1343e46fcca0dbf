"""Authorities that have closed: a request belongs to whoever took over their work."""

from __future__ import annotations

from typing import NamedTuple

from foi_tracker.authorities.authority import Authority
from foi_tracker.authorities.grades import day_words
from foi_tracker.errors import NotFound


class ClosedAuthority(NamedTuple):
    """An authority that exists no more. No successors means that the directory does not know them."""

    name: str
    ods_code: str
    kind: str
    closed_on: str
    """ISO date; "" when nobody told the day."""
    successors: tuple[Authority, ...]
    slug: str = ""


class AuthorityClosed(NotFound):
    """The authority that was named has closed; ``closed`` says when and who took over."""

    code = "authority_closed"

    def __init__(self, closed: ClosedAuthority) -> None:
        self.closed = closed
        what = f"{closed.name} closed on {day_words(closed.closed_on)}" if closed.closed_on else f"{closed.name} closed"
        match closed.successors:
            case ():
                super().__init__(
                    f"{what}; the directory does not say who took over its work.",
                    "Find out who holds its records now, and name that authority.",
                )
            case (successor,):
                super().__init__(f"{what}; its work went to {successor.name}.", f"Name {successor.label} instead.")
            case (*others, last):
                super().__init__(
                    f"{what}; its work was divided among {', '.join(each.name for each in others)} and {last.name}.",
                    "Name the one that you mean.",
                    details=tuple(successor.label for successor in closed.successors),
                )


def successor_of(gone: AuthorityClosed) -> Authority | None:
    """Return who took over all the work of a closed authority; None when nobody is known, or several divided it."""
    match gone.closed.successors:
        case (successor,):
            return successor
        case _:
            return None
