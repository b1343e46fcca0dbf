"""A request as the sum of its events.

What it is in the end is worked out from its events when it is asked for: a list of thousands needs little of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from foi_tracker.law.arrival import delivered
from foi_tracker.requests.alike import Life
from foi_tracker.requests.events import KINDS, LINKS, WITH_OUTCOMES, Event, Outcome
from foi_tracker.requests.history import UNREADABLE, damaged, live_events
from foi_tracker.requests.parts import Addressee, Draft, Question, Reminder

_ASKS_BACK = {"clarification_requested": "clarify", "fee_requested": "pay"}
# What an authority passed on is with another one.
_ELSEWHERE = Outcome("held_elsewhere")


class Request:
    """What one authority was asked, with everything that happened since; ``raw`` is the stored dict.

    ``alike`` is the life that it shares with other requests, None when it has one of its own.
    """

    alike: Life | None = None

    def __init__(self, raw: dict[str, Any]) -> None:
        self.raw = raw
        self.number: int = raw["number"]

    @cached_property
    def events(self) -> list[Event]:
        """The events that stand, in legal order. Raises LedgerCorrupt when they make no sense."""
        return self._told[0]

    @cached_property
    def delivered(self) -> Sequence[Event]:
        """The same without letters of its owner's that came back: what the law goes by."""
        return delivered(self.events)

    @property
    def voided(self) -> list[Event]:
        """The events that were taken back."""
        return self._told[1]

    @property
    def _told(self) -> tuple[list[Event], list[Event]]:
        try:
            return live_events(self.raw)
        except UNREADABLE as problem:
            raise damaged(self.raw, problem) from None

    @cached_property
    def life(self) -> Life:
        """What its events say of its sending."""
        return Life(self.events)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of its events."""
        return self.life.kinds

    @property
    def sent_on(self) -> date | None:
        """The day it was sent; None for a draft, and for one that came back."""
        return self.life.sent_on

    @property
    def received_on(self) -> date | None:
        """The day it reached them, where that was told."""
        return self.life.received_on

    @property
    def via(self) -> str | None:
        """How it was sent."""
        return self.life.via

    @property
    def uid(self) -> str:
        """What names the request in every ledger that has a copy of it."""
        return str(self.raw["uid"])

    @property
    def _addressed(self) -> dict[str, Any]:
        """The authority that has it now, as it is stored."""
        told: dict[str, Any] = self.raw["authority"]
        if "succeeded" in self.kinds:
            told = next(event for event in reversed(self.events) if event.kind == "succeeded").details["authority"]
        return told

    @property
    def authority(self) -> Addressee:
        """The authority that has it now: as it was addressed, or the successor that took it over."""
        told = self._addressed
        name = told["name"]
        return Addressee(
            told["slug"], name, told.get("short_name") or name, told.get("kind", ""), told.get("nation", "")
        )

    @cached_property
    def authority_name(self) -> str:
        """The name of that authority."""
        name: str = self._addressed["name"]
        return name

    @property
    def undone(self) -> bool:
        """Whether the drafting itself was taken back: the number stays used."""
        return not self.kinds

    @cached_property
    def _asking(self) -> dict[str, Any]:
        """The details of the newest draft of the request itself: an edited one takes the place of that before it."""
        found: dict[str, Any] = {}
        for event in self.events:
            if event.kind == "drafted" and (not found or event.details.get("questions")):
                found = event.details
        return found

    @cached_property
    def subject(self) -> str:
        """What it is about."""
        return str(self._asking.get("subject", ""))

    @property
    def our_ref(self) -> str:
        """The reference that its letters cite."""
        return self._last_ref("ours") or str(self._asking.get("our_ref", ""))

    @property
    def links(self) -> dict[str, str]:
        """How it came of another request: "narrows", "replaces" or "transferred_from", with the uid of the other."""
        told = self._asking
        return {name: told[name] for name in LINKS if name in told}

    @property
    def question_count(self) -> int:
        """How many numbered questions it asks."""
        return len(self._asking.get("questions", ()))

    @property
    def regime(self) -> str:
        """The law it is under now; an authority may treat it under another than it was sent under."""
        code = self.raw["regime"]
        if "reclassified" in self.kinds:
            for event in self.events:
                if event.kind == "reclassified" and not event.questions:
                    code = event.details.get("regime", code)
        return str(code)

    @property
    def campaign(self) -> str | None:
        """The name that groups it with others."""
        return self._last_label("campaign") or self._asking.get("campaign")

    def _last_label(self, name: str) -> str | None:
        if "labelled" not in self.kinds:
            return None
        told = (e.details.get(name) for e in reversed(self.events) if e.kind == "labelled")
        return next((value for value in told if value), None)

    @property
    def tags(self) -> tuple[str, ...]:
        """Words that its owner labelled it with."""
        tags: dict[str, None] = {}
        for event in self.events if "labelled" in self.kinds else ():
            if event.kind == "labelled":
                tags |= dict.fromkeys(event.details.get("tags", ()))
                for gone in event.details.get("untags", ()):
                    tags.pop(gone, None)
        return tuple(tags)

    @property
    def references(self) -> dict[str, tuple[str, ...]]:
        """References that others gave it, each once, the newest last: by "authority", "regulator" and "tribunal"."""
        told: list[tuple[str, str]] = []
        for event in self.events:
            ref = event.details.get("ref")
            if ref and event.kind in KINDS:
                told.append((KINDS[event.kind].whose, str(ref)))
            if event.kind == "labelled":
                told += [(whose, str(one)) for whose, one in event.details.get("refs", {}).items() if whose != "ours"]
        found: dict[str, dict[str, None]] = {}
        for whose, one in told:
            refs = found.setdefault(whose, {})
            refs.pop(one, None)  # given again, it is the newest
            refs[one] = None
        return {whose: tuple(refs) for whose, refs in found.items()}

    @property
    def their_refs(self) -> tuple[str, ...]:
        """The same in one row."""
        return tuple(dict.fromkeys(ref for refs in self.references.values() for ref in refs))

    def _last_ref(self, whose: str) -> str | None:
        if "labelled" not in self.kinds:
            return None
        told = (e.details.get("refs", {}).get(whose) for e in reversed(self.events) if e.kind == "labelled")
        return next((str(ref) for ref in told if ref), None)

    @property
    def reminders(self) -> tuple[Reminder, ...]:
        """The dates that its owner wants to be reminded on, those that are done left out; the earliest first."""
        if "reminded" not in self.kinds:
            return ()
        told = [event for event in self.events if event.kind == "reminded"]
        done = {number for event in told for number in event.details.get("done", ())}
        waiting = [
            Reminder(event.id, event.until, str(event.details.get("text", "")))
            for event in told
            if event.until is not None and event.id not in done
        ]
        return tuple(sorted(waiting, key=lambda reminder: (reminder.on, reminder.event)))

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """Every letter that was kept, in order."""
        return tuple([_draft(event) for event in self.events if event.kind == "drafted"])

    @property
    def waiting_draft(self) -> Draft | None:
        """The newest letter that was drafted and not sent."""
        newest = self.events[0] if self.events else None
        for event in self.events:
            if event.kind == "drafted":
                newest = event
        if newest is None or newest.kind != "drafted":
            return None
        records = newest.details.get("records", "sent")
        for event in self.events:
            # It went out: named by the event that sent it, or by a later event of the kind that sending makes. By the
            # ids, not the dates: a letter is often drafted here after it went. A note of your own sends none.
            if event.details.get("draft") == newest.id:
                return None
            if event.kind == records and event.id > newest.id and records != "noted":
                return None
        return _draft(newest)

    @property
    def asked_back(self) -> str | None:
        """What they wait for: "clarify" or "pay", as long as it was not given and nothing was answered since."""
        if self.kinds.isdisjoint(_ASKS_BACK):
            return None
        waits = None
        for event in self.delivered:
            if event.kind in _ASKS_BACK and not event.questions:
                waits = _ASKS_BACK[event.kind]
            elif event.kind in ("clarified", "fee_paid", "answered", "withdrawn", "decision_issued"):
                waits = None
        return waits

    @cached_property
    def closed_as(self) -> str | None:
        """None while it is open; else the outcome it was closed with, which may be "" for none."""
        closed: str | None = None
        if "closed" in self.kinds or "withdrawn" in self.kinds:
            for event in self.delivered:
                if event.kind == "closed":
                    closed = event.details.get("outcome", "")
                elif event.kind == "withdrawn":
                    closed = "withdrawn"
                elif event.kind == "reopened":
                    closed = None
        return closed

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The numbered questions with the latest answer to each."""
        outcomes: dict[int, tuple[Outcome, date]] = {}
        for event in self.events:
            if event.kind in WITH_OUTCOMES:
                for number, said in _answers(event, self.question_count):
                    outcomes[number] = (said, event.on)
            elif event.kind == "transferred":
                for number in event.questions or range(1, self.question_count + 1):
                    outcomes[number] = (_ELSEWHERE, event.on)
        texts = self._asking.get("questions", ())
        return tuple([_question(number, text, outcomes.get(number)) for number, text in enumerate(texts, 1)])


def _draft(event: Event) -> Draft:
    get = event.details.get
    return Draft(
        event.id,
        event.on,
        get("template"),
        get("letter"),
        get("sha256"),
        get("subject", ""),
        get("records", "sent"),
        get("to"),
        tuple(get("concerns", ())),
    )


def _answers(event: Event, asked: int) -> list[tuple[int, Outcome]]:
    """Return (question, outcome) pairs; an outcome of question 0 is one for every question."""
    whole = event.outcomes.get(0)
    if whole is None:
        return list(event.outcomes.items())
    spread = [(number, whole) for number in range(1, asked + 1)]
    return spread + [(number, said) for number, said in event.outcomes.items() if number]


def _question(number: int, text: str, told: tuple[Outcome, date] | None) -> Question:
    if told is None:
        return Question(number, text)
    said, on = told
    return Question(number, text, said.outcome, said.exemptions, said.value, on)
