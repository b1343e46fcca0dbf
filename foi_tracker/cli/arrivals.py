"""The conversation of ``foi got 7``: what has arrived, in plain words, and only what that choice needs.

It ends in the same words that the command line takes, and says them, so that the next time they can be typed.
"""

from __future__ import annotations

import shlex
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.cli.app import App
from foi_tracker.cli.asking import Asker, by_letter, one_of
from foi_tracker.errors import FoiError
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.events import OUTCOMES
from foi_tracker.requests.request import Question, Request

if TYPE_CHECKING:
    from foi_tracker.authorities import Directory
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

_LETTERS: dict[str, str] = {
    "g": "released",
    "p": "partly",
    "r": "refused",
    "n": "not_held",
    "a": "already_public",
    "c": "over_cost",
    "v": "vexatious_or_repeated",
    "f": "future_publication",
    "d": "neither_confirmed_nor_denied",
    "o": "held_elsewhere",
    "l": "to_follow",
    "i": "ignored",
}
_WITH_SECTIONS = frozenset(("partly", "refused", "neither_confirmed_nor_denied"))


def ask(app: App, request: Request) -> tuple[Got, str]:
    """Return what a person says has arrived, and the options that would have said it on one line.

    Raises Abort when they press Ctrl-C: nothing was recorded.
    """
    return _Conversation(app, request).run()


class _Conversation:
    """One conversation: it gathers the words of the command line, and reads them as that would."""

    def __init__(self, app: App, request: Request) -> None:
        self._app = app
        self._asker = Asker(app)
        self._request = request
        self._law = REGIMES.get(request.regime, REGIMES["FOIA"])
        self._typed: list[str] = []

    def run(self) -> tuple[Got, str]:
        """Ask from beginning to end."""
        from foi_tracker.casework.receiving import Got

        what = self._what()
        match what:
            case "extension":
                what, told = self._more_time()
            case "question":
                what, told = self._question_back()
            case "answer" | "review":
                told = self._answer(what)
            case _:
                told = self._simple(what)
        on = self._asker.day(_WHEN.get(what, "On which day did they send it?"))
        if on != self._asker.today:
            self._typed += ["--on", on.isoformat()]
        files = self._files()
        got = Got(what, on, files=files, **told)  # type: ignore[arg-type]
        return got, shlex.join([what, *self._typed, *(part for path in files for part in ("--file", path))])

    # --- what it is ---------------------------------------------------------------------------------------------------

    def _what(self) -> str:
        kinds = self._request.kinds
        fitting = [choice for choice in CHOICES if not choice.after or not kinds.isdisjoint(choice.after)]
        title = f"What has arrived for request {self._request.number} ({self._request.authority.short_name})?"
        place = self._asker.pick(title, [(choice.label, choice.meaning) for choice in fitting])
        return fitting[place].what

    def _more_time(self) -> tuple[str, dict[str, object]]:
        """Tell an extension, which has a ground in law, from a holding reply, which moves nothing."""
        told: dict[str, object] = {}
        what = "holding"
        if self._law.code in ("EIR", "EISR"):
            if self._asker.yes("Do they say that the request is both complex and voluminous?"):
                what, told["basis"] = "extension", "complex-voluminous"
                self._typed += ["--basis", "complex-voluminous"]
        elif self._law.own_data:
            if self._asker.yes("Do they say that the request is complex, or one of several?"):
                what, told["basis"] = "extension", "complex"
                self._typed += ["--basis", "complex"]
        elif self._law.extension:
            sections = self._sections("Which section do they name, such as s43? Enter if none")
            if sections:
                what, told["sections"] = "extension", sections
                self._typed += ["--sections", ",".join(sections)]
        until = self._asker.maybe_day("By which day do they promise the answer? Enter if they name none", coming=True)
        if until is not None:
            told["until"] = until
            self._typed += ["--until", until.isoformat()]
        if what == "extension":
            self._questions(told)
        else:
            self._asker.say("They name no ground that the law knows, so it is kept as a holding reply.")
        return what, told

    def _question_back(self) -> tuple[str, dict[str, object]]:
        """Tell a question that stops the clock from an offer of help, which does not."""
        told: dict[str, object] = {}
        if self._law.own_data and self._asker.yes("Do they ask who you are (for proof of identity)?"):
            self._typed.append("--identity")
            return "question", {"identity": True}
        if not self._asker.yes("Do they say that they cannot go on until you reply?"):
            self._asker.say("An offer of help stops no clock, so it is kept as an acknowledgement.")
            told["text"] = "they offer help, and go on meanwhile"
            self._typed += ["--text", str(told["text"])]
            return "ack", told
        self._questions(told)
        return "question", told

    def _simple(self, what: str) -> dict[str, object]:
        """Ask what the other choices need."""
        told: dict[str, object] = {}
        match what:
            case "ack":
                received = self._asker.maybe_day("On which day do they say they received it? Enter if they do not say")
                if received is not None:
                    told["received"] = received
                    self._typed += ["--received", received.isoformat()]
            case "fee":
                self._text(told, "amount", "How much do they ask for? Enter to leave it out")
            case "successor":
                self._authority(told, "Which authority took over?", needed=True)
            case "transfer":
                self._authority(told, "To which authority? Enter if they do not say", needed=False)
                self._questions(told)
            case "reclassified":
                laws = [law.code for law in REGIMES.values() if law.jurisdiction == self._law.jurisdiction]
                told["regime"] = self._asker.until_read(f"Which law ({', '.join(laws)})", one_of(laws))
                self._typed += ["--regime", str(told["regime"])]
            case "decision":
                usual = "" if self._law.silence_needs_review else " (30 calendar days are usual)"
                words = f"By which day must they comply? Enter if the notice names none{usual}"
                until = self._asker.maybe_day(words, coming=True)
                if until is not None:
                    told["until"] = until
                    self._typed += ["--until", until.isoformat()]
        if what in ("ack", "regulator", "decision", "fee", "appeal"):
            self._text(told, "ref", "Their reference? Enter if none")
        return told

    # --- answers ------------------------------------------------------------------------------------------------------

    def _answer(self, what: str) -> dict[str, object]:
        told: dict[str, object] = {}
        if what == "review":
            told["result"] = self._asker.until_read(
                "Did they keep their decision, change part of it, or change it? (k/p/c)",
                by_letter({"k": "kept", "p": "changed_in_part", "c": "changed"}),
            )
            self._typed += ["--result", str(told["result"])]
        questions = self._request.questions
        outcomes: list[str] = []
        if questions and not (what == "review" and told["result"] == "kept"):
            self._explain_outcomes()
            every = self._same_for_all(questions)
            if every is None:
                outcomes = [said for question in questions if (said := self._one(question))]
            else:
                told["every"] = every
                self._typed += ["--all", every]
        told["outcomes"] = tuple(outcomes)
        self._typed += outcomes
        if self._law.silence_needs_review:
            received = self._asker.maybe_day("On which day did it reach you? Enter if on the day they sent it")
            if received is not None:
                told["received"] = received
                self._typed += ["--received", received.isoformat()]
        return told

    def _explain_outcomes(self) -> None:
        rows = [f"  {letter}  {OUTCOMES[name]}" for letter, name in _LETTERS.items()]
        rows[-2] += ": they said that the rest would come"
        rows[-1] += ": they passed over it; its clock runs on"
        self._asker.say("\n".join(["What did they say?", *rows]))

    def _same_for_all(self, questions: tuple[Question, ...]) -> str | None:
        if len(questions) == 1:
            return self._outcome("What came of it", may_skip=False)
        return self._outcome("The same for every question? Its letter, or Enter to go one by one", may_skip=True)

    def _one(self, question: Question) -> str | None:
        text = question.text if len(question.text) <= 100 else question.text[:98] + ".."
        self._asker.say(f"Question {question.number}: {text}")
        said = self._outcome("Its letter, or Enter if this letter does not concern it", may_skip=True)
        return None if said is None else f"{question.number}={said}"

    def _outcome(self, prompt: str, *, may_skip: bool) -> str | None:
        """Return an outcome as it is typed on the command line: "refused:s43(2)"; None when it is skipped."""

        def read(typed: str) -> str | None:
            if not typed and may_skip:
                return None
            return by_letter(_LETTERS)(typed)

        name = self._asker.until_read(prompt, read)
        if name not in _WITH_SECTIONS:
            return name
        sections = self._sections("Under which sections, such as s43(2), s40? Enter if they name none")
        return f"{name}:{','.join(sections)}" if sections else name

    # --- small questions ----------------------------------------------------------------------------------------------

    def _sections(self, question: str) -> tuple[str, ...]:
        from foi_tracker.law.exemptions import read

        def sections(typed: str) -> tuple[str, ...]:
            parts = typed.replace(" and ", ",").split(",")
            return tuple(read(part, self._law.code) for part in parts if part.strip())

        return self._asker.until_read(question, sections)

    def _questions(self, told: dict[str, object]) -> None:
        """Ask which questions it concerns, where there are several."""
        asked = len(self._request.questions)
        if asked < 2:
            return

        def read(typed: str) -> tuple[int, ...]:
            parts = [part for part in typed.replace(",", " ").split() if part]
            if not all(part.isdecimal() and part.isascii() and 1 <= int(part) <= asked for part in parts):
                raise FoiError(f"Type numbers from 1 to {asked}, such as 2,4.")
            return tuple(dict.fromkeys(map(int, parts)))

        numbers = self._asker.until_read("Which questions does it concern, such as 2,4? Enter for all", read)
        if numbers:
            told["questions"] = numbers
            self._typed += ["--questions", ",".join(map(str, numbers))]

    def _authority(self, told: dict[str, object], question: str, *, needed: bool) -> None:
        """Ask for another authority of the directory."""

        def read(typed: str) -> str:
            if not typed and not needed:
                return typed
            found = self._directory.find(typed)
            if found.slug == self._request.authority.slug:
                raise FoiError(f"{found.name} has the request already.", "Name the other authority.")
            return typed

        if typed := self._asker.until_read(question, read):
            told["to"] = typed
            self._typed += ["--to", typed]

    @cached_property
    def _directory(self) -> Directory:
        return self._app.desk().directory

    def _text(self, told: dict[str, object], name: str, question: str) -> None:
        if typed := self._asker.ask(question):
            told[name] = typed
            self._typed += [f"--{name}", typed]

    def _files(self) -> tuple[str, ...]:
        """Ask for files to keep, each checked to be there."""
        from foi_tracker.casework import evidence

        def read(typed: str) -> str:
            if typed:
                evidence.check(typed)
            return typed

        paths: list[str] = []
        while path := self._asker.until_read("A file to keep with it (its path)? Enter for none", read):
            paths.append(path)
        return tuple(paths)


# What the date is called where it is not simply the day on which they sent it.
_WHEN: dict[str, str] = {
    "decision": "Which date stands on the notice?",
    "appeal": "Which date stands on the tribunal's decision?",
    "bounce": "On which day did it come back?",
    "complied": "On which day did they do it?",
    "their-appeal": "On which day did they appeal?",
}
