"""The clocks of one group of questions while its events go by: which run, which have ended, and how."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from foi_tracker.errors import OutsideCalendar
from foi_tracker.law.calendar import Calendar, WorkingDays
from foi_tracker.law.clocks import STOPPED, Clock
from foi_tracker.law.deadlines import due_and_latest
from foi_tracker.law.regimes import REGIMES, Regime, Rule

if TYPE_CHECKING:
    from foi_tracker.law.answer import Count
    from foi_tracker.law.facts import Fact


class Course:
    """The clocks so far, and which of them runs. A clock that changes is replaced in its place.

    ``count`` is what the answer clock counts by, ``chased`` the reminder that opened a complaint about
    silence; ``content`` says that everything was released; ``last_sent`` is your last letter, about whatever question;
    ``named`` the day to which they had extended an answer that is counted afresh since.
    """

    __slots__ = (
        "calendar",
        "chased",
        "clocks",
        "content",
        "count",
        "days",
        "last_sent",
        "law",
        "named",
        "running",
        "school",
    )

    def __init__(self, law: Regime, calendar: Calendar, *, school: bool) -> None:
        self.calendar = calendar
        self.school = school
        self.clocks: list[Clock] = []
        self.running: dict[str, int] = {}
        self.count: Count | None = None
        self.chased: Fact | None = None
        self.content = False
        self.last_sent: Fact | None = None
        self.named: date | None = None
        self.under(law)

    def under(self, law: Regime) -> None:
        """Go on under a law, with its working days."""
        self.law = law
        self.days: WorkingDays = self.calendar.working_days(law.jurisdiction)

    def now(self, kind: str) -> Clock | None:
        """Return the running clock of a kind."""
        place = self.running.get(kind)
        return None if place is None else self.clocks[place]

    def start(
        self,
        kind: str,
        fact: Fact,
        on: date,
        *,
        late_start: date | None = None,
        opens_on: date | None = None,
        latest: date | None = None,
        about: bool = False,
        notes: tuple[str, ...] = (),
    ) -> None:
        """Start the clock of a kind, counted from ``on``; ``late_start`` is the start of the most generous count."""
        rule = self.law.rules.get(kind)
        if rule is None:
            return
        due: date | None = None
        most: date | None = None
        try:
            due, most = due_and_latest(rule, on, self.days)
            if late_start is not None and late_start > on:
                most = due_and_latest(rule, late_start, self.days)[1]
        except OutsideCalendar as problem:
            notes = (*notes, problem.message)
        if latest is not None and most is not None:
            most = max(latest, most)
        self._add(self._clock(rule, fact, on, due, most, opens_on or on, about=about, notes=notes), fact)

    def start_until(self, kind: str, fact: Fact, start: date, due: date | None, *, notes: tuple[str, ...] = ()) -> None:
        """Start the clock of a kind with a due date that somebody named; FOISA has no period of its own for some."""
        rule = self.law.rules.get(kind) or REGIMES["FOIA"].rules[kind]._replace(cite="the date that they named")
        self._add(self._clock(rule, fact, start, due, due, fact.on, notes=notes), fact)

    def open_without_end(self, kind: str, fact: Fact, opens_on: date, note: str) -> None:
        """Open a window of yours that no date in law closes."""
        rule = self.law.rules.get(kind)
        if rule is not None:
            self._add(self._clock(rule, fact, fact.on, None, None, opens_on, notes=(note,)), fact)

    def _clock(
        self,
        rule: Rule,
        fact: Fact,
        start: date,
        due: date | None,
        latest: date | None,
        opens_on: date,
        *,
        about: bool = False,
        notes: tuple[str, ...] = (),
    ) -> Clock:
        return Clock(
            rule.kind,
            rule.whose,
            rule.firmness,
            rule.cite,
            (),
            fact.kind,
            fact.id,
            start,
            opens_on,
            due,
            latest,
            about=about,
            notes=notes,
            regime=self.law.code,
        )

    def put(self, clock: Clock) -> None:
        """Put a clock in the place of the running one of its kind, or start it."""
        place = self.running.get(clock.kind)
        if place is None:
            self.running[clock.kind] = len(self.clocks)
            self.clocks.append(clock)
        else:
            self.clocks[place] = clock

    def _add(self, clock: Clock, fact: Fact) -> None:
        self.end(clock.kind, STOPPED, fact)
        self.running[clock.kind] = len(self.clocks)
        self.clocks.append(clock)

    def change(self, kind: str, **changes: object) -> None:
        """Change the running clock of a kind."""
        place = self.running.get(kind)
        if place is not None:
            self.clocks[place] = self.clocks[place]._replace(**changes)  # type: ignore[arg-type]

    def set_aside(self, kind: str, name: str) -> None:
        """Let the running clock of a kind run on under another name, while a new one of its kind begins."""
        place = self.running.pop(kind, None)
        if place is not None:
            self.running[name] = place

    def end(self, kind: str, how: str, fact: Fact) -> None:
        """End the running clock of a kind, and say how: a breach stays on record, whatever follows."""
        place = self.running.pop(kind, None)
        if place is None:
            return
        clock = self.clocks[place]._replace(ended=how, ended_on=fact.on, ended_by=fact.id)
        if clock.late and clock.late_after is not None:
            with suppress(OutsideCalendar):
                clock = clock._replace(missed_by=self.days.count(clock.late_after, fact.on))
        self.clocks[place] = clock

    def drop(self, kind: str) -> None:
        """Take the running clock of a kind out of the record: what it counted from did not happen."""
        place = self.running.pop(kind, None)
        if place is not None:
            del self.clocks[place]
            self.running = {name: at - (at > place) for name, at in self.running.items()}
