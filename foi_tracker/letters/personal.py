"""What is private in a letter: an answer to a freedom of information request is an answer to everybody.

Numbers are known by their form and, where they have one, their check digit. The requester's own address at the
letter's foot is meant to be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from foi_tracker.letters.anatomy import POSTCODE, Anatomy
from foi_tracker.letters.findings import Finding, quoted
from foi_tracker.letters.layout import one_line

_NHS_NUMBER = r"(?<![\w.,£+/-])([0-9]{3})[ -]?([0-9]{3})[ -]?([0-9]{4})(?![\w/-])"
# HMRC never gives D, F, I, Q, U, V, nor O in the second place, nor these pairs.
_NI_NUMBER = r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\b"
_DATE = (
    r"(?:[0-9]{1,2}(?:st|nd|rd|th)?[ /.-](?:[0-9]{1,2}|[a-z]{3,9})[ /.,-]{1,2}[0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2})"
)
_BORN = rf"\b(?:date of birth|d\.?o\.?b\.?|born(?: on)?)\W{{0,4}}(?:(?:is|was)\W{{1,2}})?{_DATE}\b|\bmy date of birth\b"
# Numbers of persons: 03 and 08 are lines of organisations.
_PHONE = r"(?<![\w./-])(?:\+44[ -]?(?:\(0\) ?)?|\(?0)[127](?:[ )-]{0,2}[0-9]){8,9}(?!\w)"

_KIN = r"(?:brother|child|dad|daughter|father|grandfather|grandmother|husband|mother|mum|partner|sister|son|wife)"
_OWN_RECORDS = (
    r"\bmy (?:own |full |complete |entire )?"
    r"(?:care|case|education|employment|gp|health|hospital|housing|medical|patient|personnel|school|social care) "
    r"(?:data|details|files?|history|information|notes|records?)\b"
    r"|\bmy (?:own |full |complete |entire )?"
    r"(?:data|diagnosis|personal data|personal information|records|test results)\b"
    rf"|\bmy (?:late )?{_KIN}['’]s? (?:(?:care|gp|health|hospital|housing|medical|school|social care|social work) )?"
    r"(?:care|case|death|diagnosis|files?|notes|records?|reports?|treatment)\b"
    r"|\b(?:data|details|documents|e-?mails|everything|files?|information|notes|records?)\b[^.?!]{0,30}"
    rf"\b(?:about|concerning|on|regarding|relating to) (?:me\b|myself\b|my (?:late )?{_KIN}\b"
    r"|my (?:own )?"
    r"(?:arrest|benefits?|care|case|child|claim|diagnosis|employment|health|operation|tenancy|treatment)\b)"
)
# "for my records", "do not publish my data": said of the letter, not asked for.
_NOT_ASKED = ("for", "disclose", "handle", "keep", "process", "protect", "publish", "share", "use", "with")

# What names or reaches other people at home.
_OF_OTHERS = (
    r"\b(?:home|personal|private) (?:and work )?"
    r"(?:address(?:es)?|e-?mail addresses|mobile numbers|(?:tele)?phone numbers)\b"
    r"|\bnames and (?:home )?addresses of\b|\b(?:bank details|dates of birth|medical records|sickness records) of\b"
    r"|\bnames of (?:all|each|every|the)(?: of)?(?: the| your)? "
    r"(?:children|patients|pupils|residents|tenants|victims)\b"
)
_LEFT_OUT = r"\b(?:do not|don['’]t|except|exclud\w+|leav\w+ out|no|not|other than|remov\w+|without)\b"

_OWN_DATA = (
    "Take it out: personal data is asked for in a letter of its own, a subject access request: "
    "{foi} draft NAME -t own-data --regime SAR"
)
# Of each kind no more are told: a letter with so many is not one.
_MOST = 20
_PLACE = "Take it out if somebody lives there: the name of a street, ward or town is enough."
_ANSWERS_COME = "Take it out: the address under your name is enough for an answer."


def identifiers(letter: Anatomy) -> Iterator[Finding]:
    """Yield the numbers and dates that name one person, wherever in the letter they stand."""
    for found in islice(re.finditer(_NHS_NUMBER, letter.flat), _MOST):
        if is_nhs_number("".join(found.groups())):
            yield _private(letter, found[0], "an NHS number")
    for found in islice(re.finditer(_NI_NUMBER, letter.flat, re.IGNORECASE), _MOST):
        yield _private(letter, found[0], "a National Insurance number")
    for found in islice(re.finditer(_BORN, letter.flat, re.IGNORECASE), _MOST):
        yield _private(letter, found[0], "a date of birth")


def contacts(letter: Anatomy, own: str = "") -> Iterator[Finding]:
    """Yield the postcodes and telephone numbers in the body; ``own`` and the letter's foot have the requester's own."""
    body = one_line(letter.body)
    known = one_line(f"{own} {letter.foot}")
    for found in islice(re.finditer(POSTCODE, body), _MOST):
        if found[0] not in known:
            yield _private(letter, found[0], "a postcode", _PLACE)
    for found in islice(re.finditer(_PHONE, body), _MOST):
        if found[0] not in known:
            yield _private(letter, found[0], "a telephone number", _ANSWERS_COME)


def own_records(letter: Anatomy) -> Iterator[Finding]:
    """Yield where the letter asks for what is held about the person who writes it, or about their family."""
    text = f"{one_line(letter.head)} {one_line(letter.body)}"
    if not re.search(r"\b(?:my|me|myself)\b", text, re.IGNORECASE):
        return
    for found in re.finditer(_OWN_RECORDS, text, re.IGNORECASE):
        before = text[: found.start()].rsplit(None, 1)[-1:]
        if before and before[0].lower() in _NOT_ASKED:
            continue
        yield Finding(
            "own_data",
            letter.place(found[0]),
            f"{quoted(found[0])} asks for personal data, which is not given to everybody.",
            _OWN_DATA,
            severe=True,
        )
        return


def of_others(letter: Anatomy) -> Iterator[Finding]:
    """Yield where a question asks for what is private of other people: it is withheld (FOIA s.40(2), FOISA s.38)."""
    for item in letter.items:
        for found in re.finditer(_OF_OTHERS, item.text, re.IGNORECASE):
            sentence = re.split(r"[.?!;]", item.text[: found.start()])[-1]
            if re.search(_LEFT_OUT, sentence, re.IGNORECASE):
                continue
            yield Finding(
                "others_data",
                item.where,
                f"{quoted(found[0])} asks for personal data of other people, which is nearly always withheld.",
                "Leave it out, or ask for numbers, posts or places that name nobody.",
            )
            break


def is_nhs_number(digits: str) -> bool:
    """Return whether ten digits are an NHS number: the last is the check digit, modulo 11.

    >>> is_nhs_number("9434765919"), is_nhs_number("9434765918")
    (True, False)
    """
    if len(set(digits)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[9])


def _private(letter: Anatomy, words: str, what: str, mend: str = _OWN_DATA) -> Finding:
    # The number itself is not repeated: what is found may be passed on.
    return Finding(
        "personal_data",
        letter.place(words),
        f"There is what looks like {what}; letters and answers are often published.",
        mend,
        True,
    )
