"""The particulars of a letter: who asks whom, the request that it follows and the clock that it is about.

``recorded`` takes them from our own records. What a template is shown of them is ``template_facts``'s business.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from foi_tracker.requests.parts import Question


class Authority(Protocol):
    """The authority that a letter goes to or is about."""

    @property
    def name(self) -> str:
        """Legal name."""

    @property
    def short_name(self) -> str:
        """Name in conversation."""

    @property
    def kind(self) -> str:
        """Kind in the directory: nhs-trust, icb, council, ..."""

    @property
    def nation(self) -> str:
        """england, scotland, wales, northern-ireland or uk."""


class Requester(NamedTuple):
    """Who asks; None for what was not told."""

    name: str | None = None
    email: str | None = None
    address: str | None = None
    organisation: str | None = None


class Extension(NamedTuple):
    """Their letter that they need more time: its date, the date they named, and the ground as it was recorded.

    ``basis`` is "public-interest", "complex-voluminous", "complex" or "" for none; ``questions`` are those that it
    covers, empty for all.
    """

    on: date
    until: date | None = None
    basis: str = ""
    exemptions: tuple[str, ...] = ()
    questions: tuple[int, ...] = ()


class SentRequest(NamedTuple):
    """A request that a letter follows. ``subject`` is its topic, without the name of a law or a reference.

    What comes after ``questions`` is the newest of each; it fills the fields of the same name in a template.
    ``chased_before`` are the days of the last reminders of those questions of which another one spoke later. The notice
    is the regulator's; ``comply_by`` is the last day that it gives, None where that was not told. ``heard_on`` is the
    day of the newest word from the authority, ``transferred_to`` where it passed the request on to.

    A request that another authority passed on went to this one on ``passed_on``; ``passed_by`` is the name of that
    other and ``asked_on`` the day on which the requester wrote to it, None where they are not known. One that was
    taken over on ``taken_over_on`` went to the predecessor of its authority, ``first_sent_to``.

    ``about`` are the questions that the letter is about, empty for all; None leaves it to its clocks. ``answers`` are
    the days of the answers to them; ``answered_on`` is None where there are several. ``answered_again_on`` is the day
    of the newest answer since the notice, ``appeal_pending`` whether an appeal against it is. ``sent_under`` is the law
    that the request was sent under, "" for the one of now.
    """

    number: int
    subject: str
    regime: str
    our_ref: str
    their_ref: str | None
    via: str | None
    sent_on: date | None
    received_on: date | None
    questions: Sequence[Question]
    chased_on: date | None = None
    chased_before: tuple[date, ...] = ()
    clarification_requested_on: date | None = None
    answered_on: date | None = None
    review_requested_on: date | None = None
    review_chased_on: date | None = None
    review_answered_on: date | None = None
    notice_on: date | None = None
    notice_ref: str | None = None
    comply_by: date | None = None
    heard_on: date | None = None
    extension: Extension | None = None
    transferred_on: date | None = None
    transferred_to: str | None = None
    passed_on: date | None = None
    passed_by: str | None = None
    asked_on: date | None = None
    first_sent_to: str | None = None
    taken_over_on: date | None = None
    about: tuple[int, ...] | None = None
    answers: tuple[date, ...] = ()
    answered_again_on: date | None = None
    appeal_pending: bool = False
    sent_under: str = ""


class Period(NamedTuple):
    """The clock that a letter is about.

    ``basis`` is the kind of event that it counts from, on ``basis_on``; ``days_late`` the working days since ``due``,
    which may be 0 when it is overdue: due on a Friday, written on the Saturday. ``estimated`` is whether ``basis_on``
    is an estimate, as for post; ``questions`` are those that it concerns, empty for all; ``ended`` is whether it runs
    no more.

    ``dated`` is the day of the letter that it counts from, ``review_on`` that of the review that it comes of.
    ``extension`` is their letter that moved it, ``holding`` a later one that moved nothing; ``counted_from`` is the day
    from which they say that they count, where it is a later one. The days of ``pauses`` do not count. Of a ``school``
    ``due`` is the earliest day that it can be, and ``days_late`` counts from ``latest``.
    """

    kind: str
    basis: str
    basis_on: date
    due: date | None
    latest: date | None
    cite: str
    days_late: int
    estimated: bool = False
    questions: tuple[int, ...] = ()
    ended: bool = False
    dated: date | None = None
    review_on: date | None = None
    extension: Extension | None = None
    holding: Extension | None = None
    counted_from: date | None = None
    pauses: tuple[tuple[date, date], ...] = ()
    school: bool = False
