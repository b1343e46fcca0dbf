"""Mail looked through: which request each message belongs to, and what it seems to be. Nothing is recorded here.

A message that was recorded before is known by the name under which it was kept, which holds its mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.casework import infiles
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.recording import EARLIEST
from foi_tracker.errors import BadInput
from foi_tracker.exchange import mail, replies
from foi_tracker.exchange.mail import Message
from foi_tracker.exchange.matching import Candidate, Match, Matcher
from foi_tracker.exchange.replies import Seeming
from foi_tracker.requests.events import OUTCOMES
from foi_tracker.requests.folding import fold
from foi_tracker.requests.request import Request

if TYPE_CHECKING:
    from foi_tracker.authorities import Authority

_OPEN = frozenset(("to_follow", "ignored"))  # outcomes that wait for another
_KEPT = re.compile(r"-([0-9a-f]{16})(?:-[0-9]+)?\.eml$")


class Proposal(NamedTuple):
    """One message: what is seen of it, the request it seems to belong to, and what it seems to be.

    ``on`` is None when no header tells the day. ``recorded`` are the requests that have it already. ``told`` are the
    outcomes that the request has: an answer may be about others, so none is proposed.
    """

    mark: str
    message_id: str
    subject: str
    sender: str
    on: date | None
    match: Match
    seeming: Seeming
    attachments: tuple[str, ...]
    recorded: tuple[int, ...]
    opening: str
    told: tuple[tuple[int, str], ...] = ()

    @property
    def why(self) -> str:
        """By what it was matched, and why it seems to be what it seems."""
        undated = "" if self.on else "; its headers tell no day that has come"
        told = ", ".join(f"question {number} {OUTCOMES.get(outcome, outcome)}" for number, outcome in self.told)
        return f"{self.match.why}; {self.seeming.why}{undated}" + (f"; it has outcomes already: {told}" if told else "")


class Read(NamedTuple):
    """What a file of mail holds: the messages of others, how many one sent oneself, whether there are too many."""

    path: str
    proposals: tuple[Proposal, ...]
    own: int
    is_cut: bool


def read(desk: Desk, path: str) -> Read:
    """Return what a message (.eml) or a mailbox (.mbox) seems to hold; records nothing.

    Raises NotFound or BadInput for a file that cannot be read, or that holds no message.
    """
    messages = messages_of(path)
    reader = _Reader(desk)
    mine = (desk.settings.email or "").lower()
    found: list[tuple[bytes, Proposal]] = []
    own = 0
    for data in messages:
        message = mail.parse(data)
        proposal = reader.propose(message)
        if mine and message.sender == mine:
            own += 1
        else:
            found.append((data, proposal))
    # Once more for those that are not clear, now that the letters around them are known.
    proposals = [
        one if one.recorded or one.match.number is not None else reader.propose(mail.parse(data)) for data, one in found
    ]
    return Read(path, tuple(_each_once(proposals)), own, len(messages) == mail.MOST_MESSAGES)


def messages_of(path: str) -> list[bytes]:
    """Return the messages of a file. Raises NotFound or BadInput as ``read`` does."""
    messages = mail.split(infiles.read(path, most=mail.MOST_BYTES))
    if not messages or not any(re.match(rb"\s{0,9}>?[!-9;-~]{1,80}:", data) for data in messages[:1]):
        raise BadInput("The file holds no message.", "Save mail as .eml, or a whole folder of it as .mbox.")
    return messages


def _each_once(proposals: Iterable[Proposal]) -> Iterable[Proposal]:
    seen: dict[str, Proposal] = {}
    for one in proposals:
        seen.setdefault(one.mark, one)
    return seen.values()


class _Reader:
    """Proposes what each message is; what it has found out helps with the replies to it."""

    def __init__(self, desk: Desk) -> None:
        requests = [one for raw in desk.snapshot().all_requests() if "sent" in (one := fold(raw)).kinds]
        candidates = [_candidate(desk, one) for one in requests]
        self._today = desk.today
        self._matcher = Matcher(candidates)
        self._requests = {one.number: one for one in requests}
        self._recorded = recorded_in(requests)
        self._threads = {mark: numbers[0] for mark, numbers in self._recorded.items()}

    def propose(self, message: Message) -> Proposal:
        """Return the request that a message seems to belong to, and what it seems to be."""
        matched = self._matcher.match(message, self._threads)
        if matched.number is not None:
            self._threads.setdefault(message.mark, matched.number)
        regime = next((self._requests[number].regime for number in matched.numbers if number in self._requests), "FOIA")
        seeming = replies.seeming(message, regime)
        told = self._told(matched.number) if seeming.what == "answer" else ()
        # The sender's own date, unless it cannot be; then that of the servers that took the message on.
        on = next((day for day in message.dated if EARLIEST <= day <= self._today), None)
        return Proposal(
            message.mark,
            message.message_id,
            message.subject,
            message.sender,
            on,
            matched,
            seeming._replace(outcomes="") if told else seeming,
            message.attachments,
            self._recorded.get(message.mark, ()),
            message.own[:600],
            told,
        )

    def _told(self, number: int | None) -> tuple[tuple[int, str], ...]:
        """Return the outcomes that the questions of a request have for good."""
        questions = self._requests[number].questions if number in self._requests else ()
        return tuple((one.number, one.outcome) for one in questions if one.outcome and one.outcome not in _OPEN)


def recorded_in(requests: Iterable[Request]) -> dict[str, tuple[int, ...]]:
    """Return the numbers of the requests that have a message, by its mark."""
    found: dict[str, tuple[int, ...]] = {}
    for request in requests:
        for event in request.events:
            for kept in event.files:
                if name := _KEPT.search(kept.path):
                    found[name[1]] = tuple(dict.fromkeys((*found.get(name[1], ()), request.number)))
    return found


# --- what a request is known by ---------------------------------------------------------------------------------------

# Mail services that many use: there only the whole address tells who wrote.
_SHARED = ("nhs.net", "nhs.uk", "gov.uk", "gov.scot", "gmail.com", "outlook.com", "hotmail.com", "whatdotheyknow.com")


def _candidate(desk: Desk, request: Request) -> Candidate:
    authority = desk.directory.by_slug(request.authority.slug)
    told = (str(event.details.get("to", "")).lower() for event in request.events)
    addresses = {address for address in told if "@" in address}
    if authority is not None:
        addresses |= {authority.foi_email.lower()} if authority.foi_email else set()
        addresses |= {part.strip().lower() for part in (authority.foi_email_alt or "").split(";") if "@" in part}
    domains = {address.partition("@")[2] for address in addresses} | _site(authority)
    drafted = next(iter(request.drafts), None)
    ours = request.our_ref or desk.our_ref(request.number)
    return Candidate(
        request.number,
        request.regime,
        request.subject or (drafted.subject if drafted else ""),
        (ours,),
        request.their_refs,
        frozenset(addresses),
        frozenset(domains - set(_SHARED)),
        request.closed_as is None,
    )


def _site(authority: Authority | None) -> set[str]:
    """Return the domain of an authority's website."""
    if authority is None or not authority.website:
        return set()
    host = authority.website.partition("://")[2].partition("/")[0].lower()
    return {host.removeprefix("www.")} - {""}
