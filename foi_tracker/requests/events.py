"""What can happen to a request: the closed vocabulary of events, checked when written, tolerant when read.

An event is something that happened on a date, and all that is stored of a request's life. ``on`` is the legal date,
``at`` the instant it was typed. Kinds and keys that this version does not know are carried along untouched.
"""

from datetime import date
from typing import Any, NamedTuple

from foi_tracker.errors import BadInput


class Kind(NamedTuple):
    """A kind of event: whose act it is, its words in a story, and the details that it may and must carry."""

    whose: str
    words: str
    may: tuple[str, ...] = ()
    must: tuple[str, ...] = ()


_LETTER = ("via", "to", "received", "draft", "questions")
_CAME = ("text", "ref", "files")
_ANSWER = ("outcomes", "questions", "received", "via", *_CAME)
# How a request came of another one, by the uid of that other: it narrows it after a cost limit, replaces it to mend
# an error, or is what an authority passed on.
LINKS = ("narrows", "replaces", "transferred_from")

KINDS: dict[str, Kind] = {
    "drafted": Kind(
        "you",
        "letter drafted",
        (
            "subject",
            "questions",
            "campaign",
            "template",
            "letter",
            "sha256",
            "our_ref",
            "records",
            "about",
            "concerns",
            "to",
            *LINKS,
        ),
        ("subject",),
    ),
    "sent": Kind("you", "request sent", _LETTER),
    "chased": Kind("you", "chaser sent", _LETTER),
    "clarified": Kind("you", "clarification sent", _LETTER),
    "fee_paid": Kind("you", "fee paid", ("received",)),
    "review_requested": Kind("you", "review asked for", _LETTER),
    "complained": Kind("you", "complaint sent", _LETTER),
    "appealed": Kind("you", "appeal made", ("by", "received", "questions")),
    "withdrawn": Kind("you", "withdrawn", ("via", "to", "draft")),
    "closed": Kind("you", "closed", ("outcome", "text")),
    "reopened": Kind("you", "opened again", ("text",)),
    "received": Kind("authority", "reached them", _CAME),
    "acknowledged": Kind("authority", "acknowledged", ("automatic", "received", *_CAME)),
    "undelivered": Kind("authority", "came back undelivered", ("to", *_CAME)),
    "holding": Kind("authority", "they wrote that they need more time", ("until", *_CAME)),
    "clarification_requested": Kind("authority", "they asked what you mean", ("questions", "identity", *_CAME)),
    "fee_requested": Kind("authority", "they asked for a fee", ("amount", *_CAME)),
    "extended": Kind("authority", "they extended the time", ("basis", "exemptions", "until", "questions", *_CAME)),
    "reclassified": Kind("authority", "treated under another law", ("regime", "questions", *_CAME), ("regime",)),
    "transferred": Kind("authority", "passed to another authority", ("to", "linked", "questions", "received", *_CAME)),
    "succeeded": Kind("authority", "taken over by its successor", ("authority", *_CAME), ("authority",)),
    "answered": Kind("authority", "answer", _ANSWER),
    "review_answered": Kind("authority", "outcome of the review", (*_ANSWER, "result")),
    "regulator_wrote": Kind("regulator", "the regulator wrote to them", ("until", *_CAME)),
    "complaint_closed": Kind("regulator", "complaint closed without a notice", _CAME),
    "decision_issued": Kind("regulator", "decision notice", ("until", *_ANSWER)),
    "complied": Kind("authority", "they did what the notice says", ("questions", *_CAME)),
    "appeal_decided": Kind("tribunal", "appeal decided", _ANSWER),
    "noted": Kind("both", "note", ("text", "files", "via", "to", "received", "draft")),
    "labelled": Kind("both", "labelled", ("tags", "untags", "campaign", "refs")),
    "reminded": Kind("both", "reminder", ("until", "done", "text")),
    "voided": Kind("both", "taken back", ("voids", "text"), ("voids",)),
}

# Answers of the authority; and all that says what comes of a question, where the later outcome of a question holds.
ANSWERS = frozenset(("answered", "review_answered"))
WITH_OUTCOMES = ANSWERS | {"decision_issued", "appeal_decided"}
# Of the authority's events those that say that a letter arrived, or came back, and not that it wrote.
_NO_WORD = frozenset(("received", "undelivered"))


def is_word_of_theirs(kind: str) -> bool:
    """Return whether a kind of event is something that the authority wrote."""
    known = KINDS.get(kind)
    return known is not None and known.whose == "authority" and kind not in _NO_WORD


OUTCOMES: dict[str, str] = {
    "released": "released in full",
    "partly": "released in part",
    "refused": "refused",
    "not_held": "not held",
    "already_public": "already public",
    "future_publication": "to be published later",
    "over_cost": "over the cost limit",
    "vexatious_or_repeated": "refused as vexatious or repeated",
    "neither_confirmed_nor_denied": "neither confirmed nor denied",
    "held_elsewhere": "held by another authority",
    "to_follow": "to follow",
    "ignored": "not answered",
}

# Outcomes that mean the same for what follows: it can be read; this authority does not have it; nothing is left that a
# review could change. Which of them are no answer yet is the law's (``law.clocks.UNSETTLED``).
GIVEN = frozenset(("released", "already_public"))
NOT_THERE = frozenset(("not_held", "held_elsewhere"))
NOTHING_TO_REVIEW = GIVEN | {"held_elsewhere"}

# What an answer can leave a request with when all questions are settled; and what its owner may say instead.
REQUEST_OUTCOMES: dict[str, str] = {
    "successful": "successful",
    "partially_successful": "successful in part",
    "refused": "refused",
    "not_held": "not held",
    "never_answered": "never answered",
    "withdrawn": "withdrawn",
    "lapsed": "lapsed",
    "replaced": "replaced by another request",
}

# What a review decided of the whole of it. Never "upheld": either side can mean it.
REVIEW_RESULTS: dict[str, str] = {
    "kept": "the decision was kept",
    "changed_in_part": "the decision was changed in part",
    "changed": "the decision was changed",
}

VIAS: dict[str, str] = {"email": "e-mail", "form": "web form", "post": "post", "wdtk": "WhatDoTheyKnow"}


class Outcome(NamedTuple):
    """What an answer said of one question: an outcome, the exemptions named, and a value the user noted."""

    outcome: str
    exemptions: tuple[str, ...] = ()
    value: str | None = None


NO_OUTCOMES: dict[int, Outcome] = {}


class KeptFile(NamedTuple):
    """A file beside the ledger: its path from the home, and the SHA-256 in hex that it had when it was kept."""

    path: str
    sha256: str | None = None


def kept_file(entry: Any) -> KeptFile | None:
    """Return what an entry of ``files`` names: it is the path, or has it beside the hash; None when it is neither."""
    match entry:
        case str(path):
            return KeptFile(path)
        case {"path": str(path), **rest}:
            known = rest.get("sha256")
            return KeptFile(path, known if isinstance(known, str) else None)
        case [str(path), known]:
            return KeptFile(path, known if isinstance(known, str) else None)
    return None


class Event(NamedTuple):
    """One event as the law and the story see it; ``details`` is the stored dict, whole.

    ``questions`` is empty when the event concerns all questions.
    """

    id: int
    kind: str
    on: date
    details: dict[str, Any]
    questions: tuple[int, ...] = ()
    via: str | None = None
    received: date | None = None
    until: date | None = None
    outcomes: dict[int, Outcome] = NO_OUTCOMES

    @property
    def change(self) -> str:
        """What one command added has one change id."""
        return str(self.details.get("change", ""))

    @property
    def at(self) -> str:
        """The instant at which it was typed, in UTC."""
        return str(self.details.get("at", ""))

    @property
    def files(self) -> tuple[KeptFile, ...]:
        """The files that were kept with it, beside its letter."""
        listed = self.details.get("files")
        return tuple(filter(None, map(kept_file, listed))) if isinstance(listed, list) else ()

    @property
    def exemptions(self) -> tuple[str, ...]:
        """The exemptions or regulations that an extension names."""
        return tuple(self.details.get("exemptions", ()))


def from_dict(raw: dict[str, Any]) -> Event:
    """Return the event of a stored dict. Raises KeyError, TypeError or ValueError when it is not one."""
    kind = raw["kind"]
    on = date.fromisoformat(raw["on"])
    if kind == "drafted":  # its questions are texts, not numbers
        return Event(raw["id"], kind, on, raw)
    get = raw.get
    numbers, received, until, outcomes = get("questions"), get("received"), get("until"), get("outcomes")
    return Event(
        raw["id"],
        kind,
        on,
        raw,
        tuple(numbers) if numbers else (),
        get("via"),
        date.fromisoformat(received) if received else None,
        date.fromisoformat(until) if until else None,
        _outcomes(outcomes) if outcomes else NO_OUTCOMES,
    )


def _outcomes(raw: dict[str, Any]) -> dict[int, Outcome]:
    return {
        int(number): Outcome(said["outcome"], tuple(said.get("exemptions", ())), said.get("value"))
        for number, said in raw.items()
    }


def to_dict(kind: str, on: date, **details: Any) -> dict[str, Any]:
    """Return a new event as it is stored, without id, change and at (they come with the commit).

    Details that are None or empty are left out. Raises BadInput for a kind or detail that the vocabulary does not
    know, a detail of another kind, or a missing one.
    """
    known = KINDS.get(kind)
    if known is None:
        raise BadInput(f"{kind!r} is not something that can happen to a request.")
    told = {name: value for name, value in details.items() if value not in (None, "", (), [], {})}
    for name in told:
        if name not in known.may and name not in known.must:
            raise BadInput(f"{name.replace('_', ' ').capitalize()} says nothing about {known.words!r}.")
    for name in known.must:
        if name not in told:
            raise BadInput(f"{known.words.capitalize()}: {name.replace('_', ' ')} is missing.")
    stored: dict[str, Any] = {"kind": kind, "on": on.isoformat()}
    for name, value in told.items():
        stored[name] = _plain(name, value)
    return stored


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if name == "outcomes":
        return {str(number): _plain_outcome(said) for number, said in sorted(value.items())}
    return list(value) if isinstance(value, tuple) else value


def _plain_outcome(said: Outcome) -> dict[str, Any]:
    if said.outcome not in OUTCOMES:
        raise BadInput(f"{said.outcome!r} is not an outcome.", "Outcomes: " + ", ".join(OUTCOMES))
    plain: dict[str, Any] = {"outcome": said.outcome}
    if said.exemptions:
        plain["exemptions"] = list(said.exemptions)
    if said.value is not None:
        plain["value"] = said.value
    return plain
