"""How letters speak of the time for an answer: how long it is, from when it counts, and when it ended or ends.

That it is over is said only after the most generous count; between the two dates a letter gives both.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.dates import show_long
from foi_tracker.law.clocks import ANSWER_CLOCKS

if TYPE_CHECKING:
    from foi_tracker.letters.particulars import Extension, Period
    from foi_tracker.letters.wording import Wording

# FOIA 2000 s.10 has a count of its own for schools.
_SCHOOLS = "regulation 3 of SI 2004/3364 and, for academies, SI 2010/2768"
_SCHOOLS_OF_NI = "regulation 2 of SI 2009/1369"


class Voice(NamedTuple):
    """How a letter names the authority that it writes to, or about."""

    who: str
    it: str


YOU = Voice("you", "you")
THEM = Voice("the authority", "it")


class State(NamedTuple):
    """How a clock stands on a day: past its due date, and past every doubt.

    Of a school the due date is only the earliest that it can be, so it is past that with the latest.
    """

    overdue: bool
    beyond_doubt: bool


def state_of(clock: Period, today: date) -> State:
    """Return how a clock stands on a day; one without a date is never late."""
    latest = clock.latest or clock.due
    beyond = latest is not None and today > latest
    return State(beyond if clock.school else clock.due is not None and today > clock.due, beyond)


def account(
    clock: Period,
    law: Wording,
    *,
    today: date,
    voice: Voice,
    receiver: str = "",
    nation: str = "",
    holding: Extension | None = None,
) -> str:
    """Return the sentences on the time of an answer that a clock counts; "" where it has no date, or counts none.

    ``receiver`` is the name of a predecessor that received the request, ``nation`` that of the authority; ``holding``
    is their letter that they need more time and that moved nothing.
    """
    if clock.kind not in ANSWER_CLOCKS or clock.due is None or clock.ended:
        return ""
    return " ".join(_Account(clock, law, today, voice, receiver, nation, holding).sentences())


class _Account(NamedTuple):
    """One clock in the words of one letter."""

    clock: Period
    law: Wording
    today: date
    voice: Voice
    receiver: str
    nation: str
    holding: Extension | None

    def sentences(self) -> Iterator[str]:
        """Yield them, each with its full stop."""
        clock = self.clock
        if clock.kind == "answer_extended":
            yield from self._extended()
        elif clock.school:
            yield from self._of_school()
        else:
            yield f"The time for an answer is {self.law.period} ({self.law.answer})."
            yield f"{self._received}{self._leaving_out}{self._when()}."
        if (theirs := clock.counted_from) is not None:
            yield self._their_count(theirs)
        if self.holding is not None:
            yield self._held(self.holding)

    @property
    def _own_data(self) -> bool:
        return self.law.code == "SAR"

    @property
    def _due(self) -> date:
        assert self.clock.due is not None  # nothing is said of a clock without a date
        return self.clock.due

    @property
    def _latest(self) -> date:
        return self.clock.latest or self._due

    @property
    def _received(self) -> str:
        clock, voice, basis = self.clock, self.voice, self.clock.basis
        if self._own_data:
            what = f"what {voice.who} asked me for" if basis in ("clarified", "fee_paid") else "the request"
        else:
            what = "my clarification" if basis == "clarified" else "the request"
        will = "will have " if clock.estimated else ""
        return f"{self.receiver or _capital(voice.who)} {will}received {what} on {show_long(clock.basis_on)}"

    @property
    def _paused(self) -> str:
        """The days that they waited for the writer, "" for none."""
        why = "your question" if self._own_data and self.voice is YOU else "a question" if self._own_data else "the fee"
        told = [
            show_long(first) if first == last else f"the days from {show_long(first)} to {show_long(last)}"
            for first, last in self.clock.pauses
        ]
        return f"{' and '.join(told)} ({why})" if told else ""

    @property
    def _leaving_out(self) -> str:
        """What goes between the day of receipt and the end: a month runs through weekends and holidays."""
        left_out = " and ".join(part for part in (self.law.holidays, self._paused) if part)
        return f"; leaving out {left_out}, the time " if left_out else ", so the time "

    def _when(self) -> str:
        """Return "ended on ..." or "ends on ..."; while it is in doubt both dates, and neither says that it is over."""
        overdue, beyond = state_of(self.clock, self.today)
        due = self._due
        if beyond:
            return f"ended on {show_long(due)}{self._ago}"
        if overdue:
            return f"ends on {show_long(self._latest)}, counted most generously (strictly it was {show_long(due)})"
        return f"ends on {show_long(due)}"

    @property
    def _ago(self) -> str:
        late = self.clock.days_late
        if self._own_data or not late:
            return ""
        return ", one working day ago" if late == 1 else f", {late} working days ago"

    def _of_school(self) -> Iterator[str]:
        where = _SCHOOLS_OF_NI if self.nation == "northern-ireland" else _SCHOOLS
        yield (
            "The time for an answer is the 20th working day following receipt, not counting days that are no school "
            f"days, or the 60th working day if that is sooner ({self.law.answer}; {where})."
        )
        begun = f"{self._received}{self._leaving_out.removesuffix(' the time ')}"
        latest = show_long(self._latest)
        if state_of(self.clock, self.today).beyond_doubt:
            yield f"{begun} the 60th working day was {latest}{self._ago}."
        else:
            yield f"{begun} the time ends on {show_long(self._due)} at the earliest and on {latest} at the latest."

    def _extended(self) -> Iterator[str]:
        longer = self.clock.extension
        begun = _capital(self.voice.who) if longer is None else f"On {show_long(longer.on)} {self.voice.who}"
        until = f", until {show_long(longer.until)}" if longer and longer.until else ""
        yield f"{begun} told me that {self.voice.it} needed more time{until}."
        if self.clock.school:
            yield from self._of_school()  # the day that they named comes before the ordinary one
            return
        if longer is None or (longer.until is not None and longer.until <= self._latest):
            beside = f", leaving out {self._paused}," if self._paused else ""
            yield f"By my count that time{beside} {self._when()}."
            return
        yield self._longest()
        yield f"By my count that {self._when()}."
        # The day that they named may still be to come when the longest time is over: the letter says so.
        if longer.until is not None:
            passed = "has passed as well" if self.today > longer.until else "is still to come"
            yield f"The day that {self.voice.who} named {passed}."

    def _longest(self) -> str:
        if self.law.code == "FOIA":  # s.10(3) sets no longest time: it is guidance
            return (
                "The ICO's guidance is that weighing the public interest should normally take no more than 20 further "
                "working days, 40 in all."
            )
        most = "three months" if self._own_data else "40 working days"
        return f"The longest time that {self.law.extension} gives is {most} from receipt."

    def _their_count(self, theirs: date) -> str:
        overdue, beyond = state_of(self.clock, self.today)
        writes = "You write that you" if self.voice is YOU else "The authority writes that it"
        said = f"{writes} received it on {show_long(theirs)}"
        if overdue and not beyond:
            return f"{said}."
        end = "even so the time ended" if beyond else "then the time ends"
        return f"{said}; {end} on {show_long(self._latest)} at the latest."

    def _held(self, holding: Extension) -> str:
        until = f", until {show_long(holding.until)}" if holding.until else ""
        more = "still more time" if self.clock.kind == "answer_extended" else "more time"
        if self.voice is YOU:
            read = f"I have read your letter of {show_long(holding.on)} that you need {more}{until}."
            return f"{read} By my count it does not change the time for an answer."
        read = f"The authority wrote on {show_long(holding.on)} that it needs {more}{until}."
        return f"{read} By my count that does not change the time for an answer."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
