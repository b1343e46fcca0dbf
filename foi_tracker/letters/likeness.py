"""Whether two texts are about the same: by the words that say what they are about, and by the names in both.

What nearly every request has, and what the shipped letters say of any subject, makes no two texts alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, TypeAlias

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
STOCK = frozenset(_STOCK_WORDS.split())

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

_Questions: TypeAlias = set[frozenset[str]]


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
    usual = _CHANCE | STOCK
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


def is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two questions have most of their words in common; see ``JACCARD`` and ``CONTAINMENT``."""
    shared = len(one & other)
    if not shared:
        return False
    fewer = min(len(one), len(other))
    return shared / len(one | other) >= JACCARD or (fewer >= _FEWEST_CONTAINED and shared / fewer >= CONTAINMENT)


def any_alike(some: Iterable[str], others: Iterable[str], *, without: frozenset[str] = frozenset()) -> bool:
    """Return whether a question of the one side is alike one of the other; the words in ``without`` do not count."""
    one_side, other_side = ({words(text) - without for text in texts} for texts in (some, others))
    often = Counter(word for question in (*one_side, *other_side) for word in question)
    near = chain(_near(one_side, other_side, often), _near(other_side, one_side, often))
    return any(is_alike(one, other) for one, other in near)


def _near(shorter: _Questions, longer: _Questions, often: Counter[str]) -> Iterator[tuple[frozenset[str], ...]]:
    """Yield the pairs that may be alike: those share half of the words of the shorter, so one of its rarer half.

    To compare each with each would take minutes for a letter that asks thousands of things.
    """
    having: dict[str, list[frozenset[str]]] = {}
    for question in longer:
        for word in question:
            having.setdefault(word, []).append(question)
    for question in shorter:
        for word in sorted(question, key=often.__getitem__)[: len(question) // 2 + 1]:
            for other in having.get(word, ()):
                yield question, other
