"""Asking what an answer, a review, a decision notice or a tribunal said, question by question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.casework.short_forms import SHORT
from foi_tracker.cli.prompting import Asker, by_word
from foi_tracker.law.clocks import UNSETTLED
from foi_tracker.requests.events import OUTCOMES, REVIEW_RESULTS
from foi_tracker.views.words import ranges

if TYPE_CHECKING:
    from foi_tracker.casework.receiving import Got
    from foi_tracker.requests.parts import Question
    from foi_tracker.requests.request import Request

LETTERS = {short: name for short, name in SHORT.items() if len(short) == 1}
_WITH_SECTIONS = frozenset(("partly", "refused", "neither_confirmed_nor_denied"))
# After these there is something left that a notice could order.
_OPEN = UNSETTLED | {"released", "partly"}
_SECTIONS_OF = {"FOIA": "s43(2), s40", "FOISA": "s33(1)(b)", "EIR": "12(5)(e)", "EISR": "10(5)(e)"}
_LONGEST = 100  # characters of a question that is shown again

_OF_AN_ANSWER = {
    **{letter: OUTCOMES[name] for letter, name in LETTERS.items()},
    "t": "to follow: they said that the rest would come",
    "i": "not answered: they passed over it; its clock runs on",
}
# What those who stand above the authority decide of a question.
_OF_A_DECISION = {
    "t": "they must give it, or answer it",
    "r": "they may refuse it",
    "n": "they do not hold it",
    "o": "it is over the cost limit",
    "v": "it is vexatious or repeated",
    "d": "they need not say whether they hold it",
}
_OF_A_REVIEW = {"k": "kept", "p": "changed_in_part", "c": "changed"}


class _Round(NamedTuple):
    """Questions to go through: those that one answer may be for, how they are called, and what may come of them.

    ``skipped`` is what Enter means for one of them, "" when it has no meaning; ``unanswered`` for one that had no
    answer, where that is something else.
    """

    questions: tuple[Question, ...]
    at_once: tuple[Question, ...]
    called: str
    menu: Mapping[str, str]
    skipped: str
    unanswered: str = ""


class Outcomes:
    """Asks what came of the questions of one request."""

    def __init__(self, asker: Asker, request: Request, regime: str) -> None:
        """Ask about ``request``, whose sections are those of ``regime`` (a law's code)."""
        self._asker = asker
        self._request = request
        self._regime = regime

    def of_answer(self, told: Got) -> Got:
        """Ask what came of the questions: of all that wait at once, or of one after the other."""
        every = self._request.questions
        waiting = tuple(one for one in every if one.outcome is None or one.outcome in UNSETTLED) or every
        skipped = "if what they sent does not concern it" if len(every) > 1 else ""
        found = told
        while every and not (found.outcomes or found.every):
            self._show("What did they say?", _OF_AN_ANSWER)
            found = self._go(told, _Round(every, waiting, "that waits", _OF_AN_ANSWER, skipped))
            if not (found.outcomes or found.every):
                self._asker.say("An answer concerns at least one question.")
        return found

    def of_review(self, told: Got) -> Got:
        """Ask what the review decided as a whole and, where it changed something, of what it looked at."""
        if told.result is None:
            self._show("What did the review decide?", {key: REVIEW_RESULTS[name] for key, name in _OF_A_REVIEW.items()})
            words = {word: name for key, name in _OF_A_REVIEW.items() for word in (key, name, REVIEW_RESULTS[name])}
            told = told._replace(result=self._asker.until_read("Type k, p or c", by_word(words, _OF_A_REVIEW)))
        if told.result == "kept" or not self._request.questions:
            return told
        reviewed = self._under("review_requested")
        self._show("What do they say now?", _OF_AN_ANSWER)
        skipped = "if they kept what they had said"
        return self._go(told, _Round(reviewed, reviewed, "that was reviewed", _OF_AN_ANSWER, skipped))

    def of_notice(self, told: Got) -> Got:
        """Ask whether a decision notice orders something, by when, and what it decided of each question."""
        orders = told.until is not None
        if not orders and self._asker.yes("Does the notice order the authority to do something?"):
            orders = True
            when = "By when? Such as 24/12, or 30 calendar days from its date. Enter if it names none"
            told = told._replace(until=self._asker.maybe_day(when, named_on=told.on))
        return self._of_decision(told, "What did the notice decide?", orders=orders)

    def of_tribunal(self, told: Got) -> Got:
        """Ask what a tribunal decided of each question."""
        return self._of_decision(told, "What did the tribunal decide?", orders=True)

    def _of_decision(self, told: Got, title: str, *, orders: bool) -> Got:
        questions = self._under("complained")
        if not questions:
            return told
        menu = {letter: words for letter, words in _OF_A_DECISION.items() if orders or letter != "t"}
        self._show(title, menu)
        called, stands = "that you complained about", "if what they had said stands"
        found = self._go(told, _Round(questions, questions, called, menu, stands, unanswered="if it does not say"))
        if found.every:
            return found
        # A notice that lets a refusal stand orders nothing of it, so what stands is said too.
        named = set(map(_number_of, found.outcomes))
        kept = [one for one in questions if one.number not in named and one.outcome and one.outcome not in _OPEN]
        said = (*found.outcomes, *map(_as_it_stands, kept))
        return found._replace(outcomes=tuple(sorted(said, key=_number_of)))

    def sections(self, question: str) -> tuple[str, ...]:
        """Ask for sections, each checked to be one of the law."""
        from foi_tracker.law.exemptions import read

        def sections(typed: str) -> tuple[str, ...]:
            parts = typed.replace(" and ", ",").split(",")
            return tuple(read(part, self._regime) for part in parts if part.strip())

        return self._asker.until_read(question, sections)

    # --- one round ----------------------------------------------------------------------------------------------------

    def _show(self, title: str, menu: Mapping[str, str]) -> None:
        self._asker.say("\n".join([title, *(f"  {letter}  {words}" for letter, words in menu.items())]))

    def _go(self, told: Got, which: _Round) -> Got:
        """Ask for all of the questions at once, else for one after the other."""
        if len(which.questions) > 1:
            some = [one.number for one in which.at_once] if len(which.at_once) < len(self._request.questions) else []
            of = f" {which.called} ({ranges(some)})" if some else ""
            asked = f"The same for every question{of}? Type {_letters(which.menu)}; Enter to go one by one"
            if said := self._outcome(asked, which.menu, may_skip=True):
                return told._replace(every=said, questions=tuple(some))
        outcomes = [f"{one.number}={said}" for one in which.questions if (said := self._one(one, which))]
        return told._replace(outcomes=tuple(outcomes))

    def _one(self, question: Question, which: _Round) -> str | None:
        now = f" ({OUTCOMES.get(question.outcome, question.outcome)})" if question.outcome else ""
        text = question.text if len(question.text) <= _LONGEST else f"{question.text[: _LONGEST - 2]}.."
        self._asker.say(f"Question {question.number}{now}: {text}")
        skipped = which.skipped if question.outcome or not which.unanswered else which.unanswered
        asked = f"Type {_letters(which.menu)}{f'; Enter {skipped}' if skipped else ''}"
        return self._outcome(asked, which.menu, may_skip=bool(skipped))

    def _outcome(self, asked: str, menu: Mapping[str, str], *, may_skip: bool) -> str | None:
        """Return an outcome as it is typed on the command line: "refused:s43(2)"; None when it is skipped."""
        read = by_word(_names(menu), menu)
        name = self._asker.until_read(asked, lambda typed: read(typed) if typed or not may_skip else None)
        if name not in _WITH_SECTIONS:
            return name
        example = _SECTIONS_OF.get(self._regime, "s43(2)")
        sections = self.sections(f"Under which sections, such as {example}? Enter if they name none")
        return f"{name}:{','.join(sections)}" if sections else name

    def _under(self, kind: str) -> tuple[Question, ...]:
        """Return the questions that your last letter of a kind names, else those that were not answered in full."""
        every = self._request.questions
        letters = [event.questions for event in self._request.delivered if event.kind == kind]
        named = letters[-1] if letters else ()
        return tuple(one for one in every if (one.number in named if named else one.outcome != "released")) or every


def _number_of(said: str) -> int:
    return int(said.partition("=")[0])


def _as_it_stands(question: Question) -> str:
    return f"{question.number}={question.outcome}{':' if question.exemptions else ''}{','.join(question.exemptions)}"


def _names(menu: Iterable[str]) -> dict[str, str]:
    """Return the outcomes of a menu by every word for them: the letter, the name, and what the screen calls it."""
    names = {LETTERS[letter] for letter in menu}
    words = {word: name for name in names for word in (name, OUTCOMES[name])}
    return words | {short: name for short, name in SHORT.items() if name in names}


def _letters(menu: Iterable[str]) -> str:
    letters = list(menu)
    return ", ".join(letters) if len(letters) <= len(_OF_A_DECISION) else f"{', '.join(letters[:3])} …"
