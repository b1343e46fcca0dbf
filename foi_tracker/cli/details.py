"""Asking what one arrival tells, and no more than it needs: each choice of a conversation has its own few questions."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from foi_tracker.cli.app import App
from foi_tracker.cli.outcomes import Outcomes
from foi_tracker.cli.prompting import Asker, by_word, numbers_up_to
from foi_tracker.dates import show
from foi_tracker.errors import FoiError
from foi_tracker.law.regimes import REGIMES

if TYPE_CHECKING:
    from foi_tracker.authorities import Directory
    from foi_tracker.casework.receiving import Got
    from foi_tracker.requests.request import Request

# Whose reference each of these gives.
_GIVES_A_REF = {
    "ack": "authority",
    "answer": "authority",
    "review": "authority",
    "fee": "authority",
    "regulator": "regulator",
    "decision": "regulator",
    "appeal": "tribunal",
}


class Details:
    """Asks what came with one arrival for one request; what is told already is not asked for again.

    With ``by_mail`` the message itself is kept: nothing is asked that can be read in it later.
    """

    def __init__(self, app: App, asker: Asker, request: Request, *, by_mail: bool = False) -> None:
        self._app = app
        self._asker = asker
        self._request = request
        self._by_mail = by_mail
        self._law = REGIMES.get(request.regime, REGIMES["FOIA"])
        self._outcomes = Outcomes(asker, request, self._law.code)

    def ask(self, told: Got) -> Got:
        """Return what is told with what the person adds to it; what came may turn out to be something milder."""
        match told.what:
            case "ack":
                told = self._received(told, "On which day do they say they received it? Enter if they do not say")
            case "answer":
                told = self._received_in_scotland(self._outcomes.of_answer(told))
            case "review":
                told = self._received_in_scotland(self._outcomes.of_review(told))
            case "decision":
                told = self._outcomes.of_notice(told)
            case "appeal":
                told = self._outcomes.of_tribunal(told)
            case "extension" | "holding":
                told = self._more_time(told)
            case "question":
                told = self._question_back(told)
            case "fee":
                amount = told.amount or self._asker.ask("How much do they ask for? Enter to leave it out")
                told = told._replace(amount=amount or None)
            case "transfer":
                told = self._which(self._authority(told, "To which authority? Enter if they do not say", needed=False))
            case "successor":
                told = self._authority(told, "Which authority took over?", needed=True)
            case "reclassified":
                told = self._relabelled(told)
            case "complied" if [event.kind for event in self._request.events].count("decision_issued") > 1:
                told = self._which(told)
        return self._ref(told)

    # --- choices with questions of their own --------------------------------------------------------------------------

    def _more_time(self, told: Got) -> Got:
        """Tell an extension, which has a ground in law, from a holding reply, which moves nothing."""
        if told.what == "extension" and not (told.sections or told.basis):
            told = self._ground(told)
        if told.until is None:
            promised = "By which day do they promise the answer? Enter if they name none"
            told = told._replace(until=self._asker.maybe_day(promised, named_on=told.on))
        if told.sections or told.basis:
            return self._which(told)
        if told.what == "extension":
            self._asker.say("They name no ground that the law knows, so it is kept as a holding reply.")
        return told._replace(what="holding")

    def _ground(self, told: Got) -> Got:
        """Ask for what makes an extension under the law of the request."""
        if self._law.code in ("EIR", "EISR"):
            if self._asker.yes("Do they say that the request is both complex and voluminous?"):
                return told._replace(basis="complex-voluminous")
        elif self._law.own_data:
            if self._asker.yes("Do they say that the request is complex, or one of several?"):
                return told._replace(basis="complex")
        elif self._law.extension:
            asked = "Which section do they name, such as s43? Enter if none"
            return told._replace(sections=self._outcomes.sections(asked))
        return told

    def _question_back(self, told: Got) -> Got:
        """Tell a question that stops the clock from an offer of help, which does not."""
        if self._law.own_data and self._asker.yes("Do they ask who you are (for proof of identity)?"):
            return told._replace(identity=True)
        if self._asker.yes("Do they say that they cannot go on until you reply?"):
            return self._which(told)
        self._asker.say("An offer of help stops no clock, so it is kept as an acknowledgement.")
        return told._replace(what="ack", text=told.text or "they offer help, and go on meanwhile")

    def _relabelled(self, told: Got) -> Got:
        laws = [law.code for law in REGIMES.values() if law.jurisdiction == self._law.jurisdiction]
        known = dict(zip(laws, laws, strict=True))
        asked = f"Which law ({', '.join(laws)})?"
        return told._replace(regime=told.regime or self._asker.until_read(asked, by_word(known, laws)))

    # --- small questions ----------------------------------------------------------------------------------------------

    def _which(self, told: Got) -> Got:
        """Ask which questions it concerns, where there are several."""
        asked = len(self._request.questions)
        if asked < 2 or told.questions:
            return told
        read = numbers_up_to(asked)
        return told._replace(questions=self._asker.until_read(f"Which questions, 1 to {asked}? Enter for all", read))

    def _authority(self, told: Got, question: str, *, needed: bool) -> Got:
        """Ask for another authority of the directory."""

        def read(typed: str) -> str | None:
            if not typed and not needed:
                return None
            found = self._directory.find(typed)
            if found.slug == self._request.authority.slug:
                raise FoiError(f"{found.name} has the request already.", "Name the other authority.")
            return typed

        return told._replace(to=told.to or self._asker.until_read(question, read))

    @cached_property
    def _directory(self) -> Directory:
        return self._app.desk().directory

    def _received_in_scotland(self, told: Got) -> Got:
        """Ask when an answer came, where the time for a review counts from there (FOISA 2002 s.20(5)(a))."""
        if not self._law.silence_needs_review:
            return told
        return self._received(told, "On which day did it reach you? Enter if on the day they sent it")

    def _received(self, told: Got, question: str) -> Got:
        first = self._request.sent_on if told.what == "ack" else told.on

        def check(day: date) -> None:
            if first is not None and day < first:
                raise FoiError(f"That is too early: it went on {show(first)}.")

        if self._by_mail or told.received is not None:
            return told
        return told._replace(received=self._asker.maybe_day(question, check))

    def _ref(self, told: Got) -> Got:
        """Ask for their reference, unless they gave one before."""
        whose = _GIVES_A_REF.get(told.what)
        if self._by_mail or told.ref or told.text or whose is None or self._request.references.get(whose):
            return told
        name = "Their" if whose == "authority" else f"The {whose}'s"
        return told._replace(ref=self._asker.ask(f"{name} reference? Enter to skip") or None)
