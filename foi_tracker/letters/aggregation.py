"""The same authority asked twice within sixty working days: the one risk that nobody else warns of.

FOIA 2000 s.12 and SI 2004/3244 reg 5: where two or more requests for the same or similar information, from one
person or from people who act together or in a campaign, are received within any sixty consecutive working days, the
authority may add up what each would cost. Over the limit it need answer none of them. The day on which the first was
received is one of the sixty: received on 1 September 2026, the sixtieth is 23 November.

EIR has no cost limit, and FOISA adds up requests of different people only: neither is warned about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.dates import show
from foi_tracker.errors import OutsideCalendar
from foi_tracker.letters.findings import Finding
from foi_tracker.letters.likeness import STOCK, any_alike, is_alike, shared_names, words

if TYPE_CHECKING:
    from foi_tracker.law.calendar import WorkingDays
    from foi_tracker.requests.request import Request

WINDOW = 60  # working days

# Letters that are parts of one inquiry, by a word of their names: fdp-adoption, fdp-board, council-fdp.
_FAMILIES = ("fdp",)
_BLANK = "blank"


class Asked(NamedTuple):
    """A request that is about to go, or went. ``parents`` are the uids of requests that it narrows or replaces.

    ``on`` is the day on which the authority has it: today, for one that is not sent. ``number`` is None for a letter
    that is no request of ours yet; ``template`` is the name of that it was drafted from, None for another text.
    """

    questions: Sequence[str]
    subject: str
    on: date
    campaign: str | None = None
    parents: frozenset[str] = frozenset()
    number: int | None = None
    template: str | None = None


def added_up(asked: Asked, earlier: Iterable[Request], days: WorkingDays) -> Finding | None:
    """Return the warning that requests may be added up, naming them and the day from which it is safe; else None.

    ``earlier`` are requests to the same authority; of them count those under FOIA for the same or similar information,
    withdrawn ones too: they were received. One that this request narrows or replaces never counts.
    """
    received: dict[int, date] = {}
    waiting: list[Request] = []
    ends: list[date] = []
    for one in _others(asked, earlier):
        if one.regime != "FOIA" or one.undone:
            continue
        arrived = received_on(one, days)
        end = _window_end(asked, one, arrived, days) if arrived is not None else None
        unsent = one.sent_on is None and one.closed_as is None
        if (end is None and not unsent) or not is_similar(asked, one):
            continue
        if arrived is None or end is None:
            waiting.append(one)
        else:
            received[one.number] = arrived
            ends.append(end)
    if received:
        return _within(received, max(ends), days)
    return _both_waiting([one.number for one in waiting]) if waiting else None


def _others(asked: Asked, earlier: Iterable[Request]) -> Iterator[Request]:
    """Yield the requests that came before, without the one itself and those that it comes of."""
    known = {one.uid: one for one in earlier}
    parents = set(asked.parents)
    reached = list(parents)
    while reached:
        links = known[uid].links if (uid := reached.pop()) in known else {}
        new = {links[name] for name in ("narrows", "replaces") if name in links} - parents
        parents |= new
        reached += new
    for uid, one in known.items():
        if uid in parents or one.number == asked.number:
            continue
        if asked.number is None or one.sent_on is not None or one.number < asked.number:
            yield one


def received_on(request: Request, days: WorkingDays) -> date | None:
    """Return the day on which the authority had the request; of one by post the latest likely day, to be safe."""
    if request.received_on is not None or request.sent_on is None or request.via != "post":
        return request.received_on or request.sent_on
    try:
        return days.add(request.sent_on, 4)
    except OutsideCalendar:
        return request.sent_on


def sixtieth(received: date, days: WorkingDays) -> date:
    """Return the last of the sixty consecutive working days that begin with the day of receipt.

    >>> from foi_tracker.law.calendar import shipped
    >>> sixtieth(date(2026, 9, 1), shipped().working_days("uk"))
    datetime.date(2026, 11, 23)
    """
    return days.add(received - timedelta(days=1), WINDOW)


def _window_end(asked: Asked, one: Request, arrived: date, days: WorkingDays) -> date | None:
    """Return the end of the window that the earlier request opened, when the new one falls into it."""
    if arrived > asked.on or (asked.number is not None and arrived == asked.on and one.number > asked.number):
        return None
    try:
        end = sixtieth(arrived, days)
    except OutsideCalendar:
        return None
    return end if asked.on <= end else None


def _within(received: dict[int, date], end: date, days: WorkingDays) -> Finding:
    numbers = sorted(received)
    one = len(numbers) == 1
    which = f"Request {numbers[0]}, received {show(received[numbers[0]])}," if one else f"Requests {_listed(numbers)}"
    try:
        safe = show(days.add(end, 1))
    except OutsideCalendar:
        safe = f"the day after {show(end)}"
    return Finding(
        "added_up",
        "the letter",
        f"{which} {'asks' if one else 'ask'} the same authority for the same or similar information: until {show(end)} "
        f"it may add up what {'both' if one else 'all of them'} cost, and refuse them if that is over the limit "
        "(FOIA s.12).",
        f"Send it from {safe}; or put first what matters most, and ask that the questions be taken in that order.",
    )


def _both_waiting(numbers: Sequence[int]) -> Finding:
    which = f"Request {numbers[0]}, which is" if len(numbers) == 1 else f"Requests {_listed(numbers)}, which are"
    verb = "asks" if len(numbers) == 1 else "ask"
    return Finding(
        "added_up",
        "the letter",
        f"{which} not sent yet, {verb} the same authority for the same or similar information: received within "
        f"{WINDOW} working days of each other they may be added up, and refused for their cost together (FOIA s.12).",
        f"Make one letter of them, or send the later one {WINDOW} working days after the first has arrived.",
    )


def _listed(numbers: Sequence[int]) -> str:
    *first, last = map(str, numbers)
    return f"{', '.join(first)} and {last}" if first else last


def template_of(request: Request) -> str | None:
    """Return the name of the template that the request itself was drafted from; None where none is known."""
    told = [draft.template for draft in request.drafts if draft.records == "sent" and draft.template]
    return told[-1] if told else None


def is_similar(asked: Asked, one: Request) -> bool:
    """Return whether both ask for the same or similar information.

    One campaign, one family of templates, one subject, a name that both have, or a question alike.
    """
    if asked.campaign and asked.campaign == one.campaign:
        return True
    template = template_of(one)
    if (family := _family(asked.template)) and family == _family(template):
        return True
    stock = STOCK if _is_general(asked.template) or _is_general(template) else frozenset[str]()
    about, was_about = words(asked.subject), words(one.subject)
    if (about and about == was_about) or is_alike(about - STOCK, was_about - STOCK):
        return True
    texts = (asked.subject, *asked.questions), (one.subject, *[question.text for question in one.questions])
    if shared_names(*texts) - words(f"{one.authority.name} {one.authority.short_name}"):
        return True
    return any_alike(texts[0][1:], texts[1][1:], without=stock)


def _family(template: str | None) -> str | None:
    parts = template.split("-") if template else ()
    return next((family for family in _FAMILIES if family in parts), None)


def _is_general(template: str | None) -> bool:
    """Return whether it has questions of its own that fit any subject."""
    return template not in (None, _BLANK) and _family(template) is None
