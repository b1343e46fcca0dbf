"""The same authority asked twice within sixty working days: the one risk that nobody else warns of.

FOIA 2000 s.12 and SI 2004/3244 reg 5: where two or more requests for the same or similar information, from one
person or from people who act together or in a campaign, are received within any sixty consecutive working days, the
authority may add up what each would cost. Over the limit it need answer none of them. The day on which the first was
received is one of the sixty: received on 1 September 2026, the sixtieth is 23 November.

EIR has no cost limit, and FOISA adds up requests of different people only: neither is warned about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.dates import show
from foi_tracker.errors import OutsideCalendar
from foi_tracker.letters.findings import Finding

if TYPE_CHECKING:
    from foi_tracker.law.calendar import WorkingDays
    from foi_tracker.requests.request import Request

WINDOW = 60  # working days

# Two questions are similar when half of the words of both together are in both, or when most of the words of the
# shorter one are in the longer. A question of one or two words of its own is compared whole.
JACCARD = 0.5
CONTAINMENT = 0.8
_FEWEST_CONTAINED = 4

# What nearly every request has, which makes no two of them alike.
_COMMON_WORDS = """
    a about all an and any are as at be been by can copies copy could did do does each every for from give had has
    have held hold how i if in including information is it its many me much my name of on or other our please
    provide recent records relating relevant request send set since so state such tell that the their them they
    this to under up use used was we were what when whether which who will with would you your
"""
_COMMON = frozenset(_COMMON_WORDS.split())

# Words of the shipped letters that fit any subject. They say how is asked, not about what: where such a letter is one
# of two, its subject and its own words are compared.
_STOCK_WORDS = """
    account agenda agreed agreement allow amount analysi another applied apply approved assessment attachment audit
    award between bid board briefing broken budget budgeted business call cancelled case categorie change checklist
    committee compare confirmed consultant contract cost council counting credit criteria current data date day
    decision deduction definition device director document down e earlier entrie equality equipment evaluation example
    extension far figure financial first follow followed force form gift ground guidance handed heading hospitality
    impact instruction interest last latest letter link list made mail material mean meeting message messaging minute
    month more most name none note notice number official one operation organisation out outcome over paid paper part
    passed payee payment penaltie performance place policy post premise prepared presentation private procedure
    procurement published put quarter question rate reason receive received record reference register report review
    rule schedule score sent service side signed spend spending spent staff standard subject supplier team ten text
    there these those time title took total training trust twelve two value variation version whatsapp where whom
    winning work worked year
"""
_STOCK = frozenset(_STOCK_WORDS.split())

# Letters that are parts of one inquiry, by a word of their names: fdp-adoption, fdp-board, council-fdp.
_FAMILIES = ("fdp",)
_BLANK = "blank"

# Names that two requests may share by chance: places, institutions, forms of file, and what the law is called.
_CHANCE_WORDS = """
    ai april august britain british bst ceo cfo chair charity cio city county csv december department director district
    dpa dpia eir england english eu february foi foia freedom friday gb gdpr general gmt gp health hospital hr ico ict
    icb ics information isa it january july june kingdom lane local london ltd manager march may minister monday mou mp
    national nhs no northern november october officer ok park pdf plc president public q regulation road royal saturday
    scottish secretary senior september sir society st street sunday thursday town trust tuesday uk united university
    us vat wales wednesday welsh westminster xls xlsx
"""
_CHANCE = frozenset(_CHANCE_WORDS.split())
_WORD = r"[^\W_]+(?:['’-][^\W_]+)*"
_LONGEST_ACRONYM = 6
_FEWEST_IN_NAME = 3


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
    stock = _STOCK if _is_general(asked.template) or _is_general(template) else frozenset[str]()
    about, was_about = words(asked.subject), words(one.subject)
    if (about and about == was_about) or alike(about - _STOCK, was_about - _STOCK):
        return True
    texts = (asked.subject, *asked.questions), (one.subject, *[question.text for question in one.questions])
    if shared_names(*texts) - words(f"{one.authority.name} {one.authority.short_name}"):
        return True
    before = [words(text) - stock for text in texts[1][1:]]
    return any(alike(new, old) for new in [words(text) - stock for text in asked.questions] for old in before)


def stock_words() -> frozenset[str]:
    """Return the words of the shipped letters that fit any subject, as ``words`` has them."""
    return _STOCK


def _family(template: str | None) -> str | None:
    parts = template.split("-") if template else ()
    return next((family for family in _FAMILIES if family in parts), None)


def _is_general(template: str | None) -> bool:
    """Return whether it has questions of its own that fit any subject."""
    return template not in (None, _BLANK) and _family(template) is None


def shared_names(some: Iterable[str], others: Iterable[str]) -> frozenset[str]:
    """Return the names and abbreviations that stand in both: of companies, places, programmes; in small letters.

    >>> sorted(shared_names(["Federated Data Platform: cost"], ["Please provide your contract for the FDP."]))
    ['fdp']
    """
    one, other = _names(tuple(some)), _names(tuple(others))
    return (
        (one.sure & other.words)
        | (other.sure & one.words)
        | (one.likely & other.capital)
        | (other.likely & one.capital)
    )


class _Names(NamedTuple):
    """Words of a text: abbreviations; those with a capital within a sentence; all with a capital; all there are."""

    sure: frozenset[str]
    likely: frozenset[str]
    capital: frozenset[str]
    words: frozenset[str]


@lru_cache(maxsize=256)
def _names(texts: tuple[str, ...]) -> _Names:
    sure: set[str] = set()
    likely: set[str] = set()
    capital: set[str] = set()
    for sentence in (part for text in texts for part in re.split(r"[.?!:;]\s+", text)):
        found = re.findall(_WORD, sentence)
        loud = sum(word.isupper() for word in found) * 2 > len(found) > 2
        run = ""
        for place, word in enumerate(found):
            if word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM and not word.isdigit() and not loud:
                sure.add(word.casefold())
                run = ""
            elif word[0].isupper() and not loud:
                run += word[0].casefold()
                capital |= words(word)
                likely |= words(word) if place else frozenset()
                if len(run) >= _FEWEST_IN_NAME:
                    sure.add(run)
            else:
                run = ""
    usual = _CHANCE | _STOCK
    everything = words(" ".join(texts)) | sure
    return _Names(frozenset(sure - usual - _COMMON), frozenset(likely - usual), frozenset(capital - usual), everything)


@lru_cache(maxsize=1024)
def words(text: str) -> frozenset[str]:
    """Return the words of a question that say what it is about: no common ones, no plural s.

    >>> sorted(words("Please provide the FDP agreements that you hold"))
    ['agreement', 'fdp']
    """
    plain = "".join(char if char.isalnum() else " " for char in text.casefold())
    kept = (word for word in plain.split() if word not in _COMMON)
    return frozenset(word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word for word in kept)


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two questions have most of their words in common; see ``JACCARD`` and ``CONTAINMENT``."""
    shared = len(one & other)
    if not shared:
        return False
    fewer = min(len(one), len(other))
    return shared / len(one | other) >= JACCARD or (fewer >= _FEWEST_CONTAINED and shared / fewer >= CONTAINMENT)
