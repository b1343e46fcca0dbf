"""The conversation of ``foi got 7``: what has arrived, in plain words, and only what that choice needs.

It ends in the same words that the command line takes, and says them, so that the next time they can be typed.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.cli.app import App
from foi_tracker.cli.prompting import AGAIN, Again, Asker, dropped, or_nothing
from foi_tracker.errors import FoiError
from foi_tracker.paths import quoted
from foi_tracker.requests.request import Request

if TYPE_CHECKING:
    from foi_tracker.casework.receiving import Got


class Choice(NamedTuple):
    """Something that can have arrived: its word on the command line, what a person calls it, and what it means.

    ``after`` are kinds of events one of which must have happened, none for always.
    """

    what: str
    label: str
    meaning: str
    after: tuple[str, ...] = ()


CHOICES = (
    Choice("auto", "An automatic reply", "a machine sent it at once; it changes no date"),
    Choice("ack", "An acknowledgement", "they have it, perhaps with a reference"),
    Choice("answer", "The answer, or part of it", "also a refusal, or that they do not hold it"),
    Choice("extension", "“We need more time”", "moves the date only if they name a legal ground"),
    Choice("question", "A question back", "stops the clock if they cannot go on"),
    Choice("fee", "A bill", "stops the clock until you pay"),
    Choice("transfer", "“We have passed it on”", "another authority answers, in its own time"),
    Choice("reclassified", "Treated under another law", "for instance as environmental information"),
    Choice("successor", "A successor took over", "the authority was merged or replaced"),
    Choice("bounce", "My letter came back", "it did not reach them: no clock runs"),
    Choice("review", "The outcome of my review", "what they decided when they looked again", ("review_requested",)),
    Choice("regulator", "The regulator wrote", "to them or to you, about your complaint", ("complained",)),
    Choice("decision", "A decision notice", "the regulator decided; you can appeal", ("complained",)),
    Choice("no-notice", "The complaint was closed", "without a notice, so there is no appeal", ("complained",)),
    Choice("complied", "They did what was ordered", "in whole or in part", ("decision_issued", "appeal_decided")),
    Choice("their-appeal", "They appeal", "what the notice orders waits", ("decision_issued",)),
    Choice("appeal", "The tribunal decided", "the appeal has an outcome", ("appealed",)),
)


def fitting(request: Request) -> list[Choice]:
    """Return what can have arrived for a request as it stands."""
    return [choice for choice in CHOICES if not choice.after or not request.kinds.isdisjoint(choice.after)]


def pick(asker: Asker, request: Request, title: str) -> str:
    """Ask which of what can have arrived it is; return its word on the command line."""
    choices = fitting(request)
    return choices[asker.pick(title, [(choice.label, choice.meaning, choice.what) for choice in choices])].what


def ask(app: App, request: Request, told: Got | None = None, *, dated: bool = False) -> Got:
    """Return what a person says has arrived; what is ``told`` already is not asked for, nor its day when ``dated``.

    Raises Refused when nothing can arrive for the request now, Abort when they press Ctrl-C: nothing was recorded.
    """
    _check_may_follow(request, "ack", app.today)
    asker = Asker(app, can_begin_again=True)
    asker.say(f"“{AGAIN}” begins again, Ctrl-C stops: nothing is recorded before the end.")
    while True:
        try:
            with or_nothing(app):
                return _Conversation(app, asker, request).run(told, dated=dated)
        except Again:
            continue


class _Conversation:
    """One conversation, from what it is to the files that came with it."""

    def __init__(self, app: App, asker: Asker, request: Request) -> None:
        self._app = app
        self._asker = asker
        self._request = request

    def run(self, told: Got | None, *, dated: bool) -> Got:
        """Ask from beginning to end."""
        from foi_tracker.casework.receiving import Got
        from foi_tracker.cli.details import Details

        told = told or Got("", self._app.today)
        what = _word_for(told.what) if told.what else self._what()
        on = told.on if dated else self._day(what)
        found = Details(self._app, self._asker, self._request).ask(told._replace(what=what, on=on))
        return found if found.files else found._replace(files=self._files())

    def _what(self) -> str:
        title = f"What has arrived for request {self._request.number} ({self._request.authority.short_name})?"
        while True:
            what = pick(self._asker, self._request, title)
            try:
                _check_may_follow(self._request, what, self._app.today)
                return what
            except FoiError as problem:
                self._asker.explain(problem)

    def _day(self, what: str) -> date:
        question = _WHEN.get(what, "On which day did they send it?")
        return self._asker.day(question, lambda day: _check_may_follow(self._request, what, day))

    def _files(self) -> tuple[str, ...]:
        """Ask for files to keep, each checked to be there."""
        from foi_tracker.casework import evidence

        def read(typed: str) -> str:
            path = dropped(typed)
            if path:
                evidence.check(path)
            return path

        paths: list[str] = []
        question = "A file to keep with it, such as their letter? Its path, or Enter for none"
        while path := self._asker.until_read(question, read):
            paths.append(path)
            question = "Another file? Its path, or Enter for none"
        return tuple(paths)


def _word_for(typed: str) -> str:
    """Return the word of WHAT for one that was typed: a beginning of it, or the name of an event."""
    from foi_tracker.casework.receiving import WHAT, kind_of

    kind = kind_of(typed)
    return next((word for word, known in WHAT.items() if known == kind), typed)


def _check_may_follow(request: Request, what: str, on: date) -> None:
    """Raise Refused when it cannot have come on that day, as it would be when all the rest has been told."""
    from foi_tracker.casework.receiving import kind_of
    from foi_tracker.casework.recording import append

    kind, implied = kind_of(what)
    append(request.raw, ({"kind": kind, "on": on.isoformat(), **implied},), change="", at="")


# What the date is called where it is not simply the day on which they sent it.
_WHEN: dict[str, str] = {
    "decision": "Which date stands on the notice?",
    "appeal": "Which date stands on the tribunal's decision?",
    "bounce": "On which day did it come back?",
    "complied": "On which day did they do it?",
    "their-appeal": "On which day did they appeal?",
}

# What is told and the option that says it, in the order in which it is written; "" for what needs no option.
_OPTIONS = {
    "basis": "--basis",
    "sections": "--sections",
    "result": "--result",
    "regime": "--regime",
    "amount": "--amount",
    "to": "--to",
    "identity": "--identity",
    "outcomes": "",
    "every": "--all",
    "received": "--received",
    "until": "--until",
    "ref": "--ref",
    "questions": "--questions",
    "via": "--via",
    "text": "--text",
}


def on_one_line(told: Got, today: date) -> str:
    """Return the words after ``foi got 7`` that say the same."""
    words = [told.what]
    for name, option in _OPTIONS.items():
        value = getattr(told, name)
        if isinstance(value, date):
            words += [option, value.isoformat()]
        elif not option:
            words += value
        elif isinstance(value, tuple):
            words += [option, ",".join(map(str, value))] if value else []
        elif value:
            words += [option] if value is True else [option, value]
    if told.on != today:
        words += ["--on", told.on.isoformat()]
    return " ".join(map(quoted, [*words, *(part for path in told.files for part in ("--file", path))]))
