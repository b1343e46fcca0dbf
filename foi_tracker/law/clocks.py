"""What a clock is, and what the facts of a request say about it (``reckoning`` runs clocks).

A clock is one running period for some or all questions. Whose it is decides how doubt is resolved: on an authority's
clock ``latest`` is the later date, taken before anyone is accused; on your own clock ``due`` is the safe, earlier day
and ``latest`` the last arguable one. Nothing here looks at today: a clock says when it opens, closes and ended.
"""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.errors import OutsideCalendar
from foi_tracker.law.calendar import WorkingDays

if TYPE_CHECKING:
    from foi_tracker.law.facts import Fact

# Outcomes that are no answer yet: the answer clock goes on (silence about a question is not an answer to it).
UNSETTLED = frozenset(("to_follow", "ignored"))

# What you send and the law counts by.
SENDINGS = frozenset(("sent", "chased", "clarified", "review_requested", "complained", "withdrawn"))

# The clocks that wait for the answer itself.
ANSWER_CLOCKS = ("answer", "answer_extended")

Pauses = tuple[tuple[date, date], ...]
"""Stretches of days that do not count, each from its first day to its last; the last is ``date.max`` while it runs."""

MET = "met"
STOPPED = "stopped"


class Clock(NamedTuple):
    """One running period, under the law ``regime``.

    ``firmness`` says whether law or guidance sets it, ``cite`` where. ``questions`` is empty for all. ``start`` is day
    0 and ``basis`` the kind of event that it counts from; a window of yours can be used from ``opens_on``. ``due`` and
    ``latest`` are None where the law sets no closing date, or the calendar ends first (``notes`` says which); ``about``
    says that they are an estimate. ``by_terms``: a school owes the answer, whose days outside term do not count, so
    ``due`` is the earliest day that it can be, and late is what comes after ``latest`` (SI 2004/3364 reg 3).
    ``ended`` is None while it runs, "met" when what it waits for happened, "stopped" when something else replaced it;
    ``ended_by`` is the event that ended it. ``missed_by`` is the number of working days by which it was late, None when
    it ended in time or runs, or when the calendar does not reach that far.
    """

    kind: str
    whose: str
    firmness: str
    cite: str
    questions: tuple[int, ...]
    basis: str
    basis_id: int
    start: date
    opens_on: date
    due: date | None
    latest: date | None
    ended: str | None = None
    ended_on: date | None = None
    ended_by: int | None = None
    missed_by: int | None = None
    about: bool = False
    notes: tuple[str, ...] = ()
    pauses: Pauses = ()
    regime: str = "FOIA"
    by_terms: bool = False

    @property
    def late_after(self) -> date | None:
        """The last day on which it is not late; None when there is no date."""
        return self.latest if self.by_terms else self.due

    @property
    def late(self) -> bool:
        """Whether it is the authority's and ended late: by the date, not by a count of days."""
        last = self.late_after
        return self.whose == "authority" and last is not None and self.ended_on is not None and self.ended_on > last

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self.ended is None


def concerns(fact: "Fact", number: int) -> bool:
    """Return whether the fact is about the question: it names it, or names none."""
    if fact.outcomes:
        return number in fact.outcomes or 0 in fact.outcomes
    return not fact.questions or number in fact.questions


def settled_by(fact: "Fact", number: int) -> str | None:
    """Return the outcome that the fact gives the question, or None."""
    said = fact.outcomes.get(number) or fact.outcomes.get(0)
    return said.outcome if said else None


def counted_to(clock: Clock, today: date) -> date | None:
    """Return the day to which days left and days late are counted: ``due``, once it has passed the last not late."""
    return clock.due if clock.due is None or today <= clock.due else clock.late_after


def working_days_left(clock: Clock, today: date, days: WorkingDays) -> int | None:
    """Return the working days from today to ``counted_to``: 0 on the day itself, negative when late.

    None when there is no date, or today is outside the calendar. Whether it is late is decided by the date, never
    by this count: due on a Friday, it is late on Saturday, though no working day has passed.
    """
    last = counted_to(clock, today)
    if last is None:
        return None
    try:
        return days.count(today, last)
    except OutsideCalendar:
        return None
