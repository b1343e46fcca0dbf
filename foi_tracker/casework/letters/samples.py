"""Sample requests to try templates on: one for each thing that happens to requests, under each law.

They are made of events, as real ones are, so that their clocks, dates and answers are what a letter will meet. All of
them began on the same day of 2026, and each has its own today.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from foi_tracker.law.calendar import shipped
from foi_tracker.law.regimes import REGIMES
from foi_tracker.letters.matter import Followed, followed
from foi_tracker.letters.particulars import Requester
from foi_tracker.requests.events import Outcome, to_dict
from foi_tracker.requests.folding import fold
from foi_tracker.requests.parts import Addressee
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import Standing, stand

if TYPE_CHECKING:
    from foi_tracker.letters.templates import Template

SENT_ON = date(2026, 1, 5)
OUR_REF = "FOI-7"
REQUESTER = Requester("Ann Example", "ann@example.org", None, "Mill Road Residents")
QUESTIONS = (
    "Please provide the number of parking permits issued in each calendar year from 2021 to 2025.",
    "Please provide the contract for parking enforcement that is in force.",
    "Please provide the prices in that contract.",
    "Please provide the impact assessment that was made before it was signed.",
    "Please provide the e-mails about it that your chief executive sent from 1 March to 31 May 2025.",
    "Please provide the records of the car park in Mill Road for the calendar year 2025.",
    "Please provide the minutes of the meeting at which it was approved.",
)


class Sample(NamedTuple):
    """A request on a day: ``occasion`` says in words what has happened to it."""

    occasion: str
    request: Request
    standing: Standing
    today: date

    def followed(self, template: Template) -> Followed:
        """Return what a letter on this occasion follows."""
        return followed(template, self.standing, today=self.today, calendar=shipped())


class _Answers(NamedTuple):
    """What an authority says under one law: exemptions for personal data, prices, cost and nothing held."""

    personal: str
    prices: str
    burden: Outcome
    not_held: tuple[str, ...]


_ANSWERS = {
    "FOIA": _Answers("s40(2)", "s43(2)", Outcome("over_cost", ("s12(1)",)), ()),
    "FOISA": _Answers("s38(1)(b)", "s33(1)(b)", Outcome("over_cost", ("s12(1)",)), ("s17(1)",)),
    "EIR": _Answers("reg13(1)", "reg12(5)(e)", Outcome("refused", ("reg12(4)(b)",)), ("reg12(4)(a)",)),
    "EISR": _Answers("reg11(2)", "reg10(5)(e)", Outcome("refused", ("reg10(4)(b)",)), ("reg10(4)(a)",)),
}
_NO_EXEMPTIONS = _Answers("", "", Outcome("refused"), ())

_Told = tuple[str, str, dict[str, Any]]


class _Occasion(NamedTuple):
    words: str
    today: str
    told: tuple[_Told, ...] = ()
    asked: int = len(QUESTIONS)


def samples(regime: str, kind: str) -> tuple[Sample, ...]:
    """Return a request to an authority of that kind on every occasion that a law (its code) knows, early ones first."""
    return tuple(_sample(occasion, regime, kind) for occasion in _occasions(regime))


def authority(regime: str, kind: str) -> Addressee:
    """Return an authority of that kind that the law binds."""
    nation = "scotland" if REGIMES[regime].jurisdiction == "scotland" else "england"
    return Addressee("example-authority", "Example Authority", "Example Authority", kind, nation)


def _occasions(regime: str) -> Iterator[_Occasion]:
    law = REGIMES[regime]
    said = _ANSWERS.get(regime, _NO_EXEMPTIONS)
    held_back = (said.prices,) if said.prices else ()
    asked_back: _Told = ("2026-01-12", "clarification_requested", {"text": "Which contract?"})
    passed_on: _Told = ("2026-01-14", "transferred", {"to": "Example Borough Council"})
    reminded: _Told = ("2026-02-10", "chased", {})
    answered: _Told = ("2026-02-02", "answered", {"outcomes": _mixed(said), "ref": "2026/0417"})
    yield _Occasion("a week after it went", "2026-01-12")
    yield _Occasion("when they have asked what it means", "2026-01-14", (asked_back,))
    yield _Occasion("when it was passed on", "2026-01-20", (passed_on,))
    yield _Occasion(
        "when they want more time", "2026-02-03", (("2026-01-30", "holding", {"until": date(2026, 3, 31)}),)
    )
    yield _Occasion("when the answer is late", "2026-02-16", asked=1)
    yield _Occasion("when it is late after a reminder", "2026-02-24", (reminded,))
    if law.extension:
        longer = {"basis": law.extension, "exemptions": held_back, "until": date(2026, 5, 29)}
        yield _Occasion("when an extended time is over", "2026-06-08", (("2026-01-30", "extended", longer),))
    yield _Occasion("after an answer in part", "2026-02-09", (answered,))
    refused: _Told = ("2026-02-02", "answered", {"outcomes": {1: Outcome("refused", held_back)}})
    yield _Occasion("after a refusal", "2026-02-09", (refused,), asked=1)
    yield _Occasion("after a refusal for too much work", "2026-02-09", (_to_all(said.burden),), asked=2)
    if law.own_data:
        return
    review: _Told = ("2026-02-09", "review_requested", {})
    yield _Occasion("when a review is late", "2026-04-20", (answered, review, ("2026-03-16", "chased", {})))
    reviewed: _Told = (
        "2026-03-09",
        "review_answered",
        {"outcomes": {2: Outcome("released")}, "result": "changed_in_part"},
    )
    yield _Occasion("after a review", "2026-03-16", (answered, review, reviewed))
    complained: _Told = ("2026-03-16", "complained", {})
    notice: _Told = ("2026-06-01", "decision_issued", {"until": date(2026, 7, 6), "ref": "IC-123456-A1B2"})
    yield _Occasion("when the time in a notice is over", "2026-07-13", (answered, review, reviewed, complained, notice))


def _mixed(said: _Answers) -> dict[int, Outcome]:
    """Return an answer of every sort to the questions above, and none to the last."""
    return {
        1: Outcome("released"),
        2: Outcome("partly", (said.personal,) if said.personal else ()),
        3: Outcome("refused", (said.prices,) if said.prices else ()),
        4: Outcome("not_held", said.not_held),
        5: said.burden,
        6: Outcome("held_elsewhere"),
        7: Outcome("ignored"),
    }


def _to_all(outcome: Outcome) -> _Told:
    return ("2026-02-02", "answered", {"outcomes": {1: outcome, 2: outcome}})


def _sample(occasion: _Occasion, regime: str, kind: str) -> Sample:
    drafted = to_dict(
        "drafted", SENT_ON, subject="Parking in Mill Road", questions=QUESTIONS[: occasion.asked], our_ref=OUR_REF
    )
    events = [drafted, to_dict("sent", SENT_ON, via="email")]
    events += [to_dict(name, date.fromisoformat(on), **details) for on, name, details in occasion.told]
    stored = [{"id": number, "change": "", "at": "", **event} for number, event in enumerate(events, 1)]
    addressee = authority(regime, kind)._asdict()
    request = fold({"number": 7, "uid": "sample", "authority": addressee, "regime": regime, "events": stored})
    today = date.fromisoformat(occasion.today)
    return Sample(occasion.words, request, stand(request, today=today, calendar=shipped()), today)
