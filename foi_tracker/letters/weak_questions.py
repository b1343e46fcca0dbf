"""Questions that invite a refusal or an answer of no use: for opinions, for everything, for no time in particular.

The right is to recorded information, so a question does best that names a record, and the time that it is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foi_tracker.letters.anatomy import Anatomy, Item
from foi_tracker.letters.findings import Finding, quoted

MOST_QUESTIONS = 10
LONGEST_QUESTION = 120  # words

_SENTENCES = r"(?<=[.?!:;])\s+"
# What politeness puts in front of a question.
_OPENING = (
    r"^(?:under (?:the )?[^,.?!]{0,60}\b(?:act|regulations)\b(?: [0-9]{4})?,? )?"
    r"(?:(?:also|and|but|finally|first|firstly|if not|if so|second|secondly|so)\b,? )*"
    r"(?:(?:please |kindly )?(?:can|could|will|would) you (?:please |kindly )?|please |kindly )?"
    r"(?:(?:tell|let) me (?:know )?|i (?:want|wish|would like) (?:you )?to (?:know )?)?"
)
_OPINION = (
    r"(?:why\b|how come\b|do you (?:accept|agree|believe|consider|feel|think)\b|would you (?:agree|say)\b"
    r"|how (?:can|do) you justify\b|justify\b"
    r"|what (?:are|is) your (?:feelings?|opinions?|reactions?|thoughts?|views?)\b"
    r"|what do you (?:feel|make of|think)\b|what justifies\b)"
)
# The same further on in a sentence: "... and why did you sign it". "When and why it was signed" asks for a record.
_OPINION_LATER = (
    r"\b(?:also|and|but|or|so|then),? (?:why "
    r"(?:are|did|do|does|has|have|is|was|were|(?:are|did|do|does|has|have|is|was|were|wo)n['’]t) "
    r"(?:it|nobody|no one|that|the|there|they|this|you|your)\b"
    r"|(?:do|did) you (?:accept|agree|believe|feel|think)\b|how do you justify\b)|, why (?:did|do|have) you\b"
)
_NEW = (
    r"(?:explain\b|comment on\b|(?:compile|create|draw up|put together|write)\b|analyse\b|summari[sz]e\b"
    r"|(?:give|provide|send)(?: me)?(?: with)? (?:an?|any|your) "
    r"(?:comments?|explanations?|justifications?|opinions?|views?)\b)"
)
_RECORDS = (
    r"(?:correspondence|communications?|data|documentation|documents?|e-?mails?|files|information|letters|messages"
    r"|papers|records?)"
)
_EVERYTHING = (
    rf"\ball (?:of )?(?:the |your )?(?:internal |relevant |related |written )*{_RECORDS}\b|\bany and all\b"
    r"|\b(?:about|disclose|give me|need|provide|release|send(?: me)?|want) everything\b"
    r"|\beverything (?:about|concerning|connected|on|regarding|related|relating|that|to do|you)\b"
    r"|\b(?:each|every)(?: single)? "
    r"(?:communication|document|e-?mail|file|letter|message|note|paper|piece of correspondence|record|text)\b"
)
# Kinds of record that come in a stream: without dates there is no end to them.
_STREAM = (
    r"(?:communications|complaints|correspondence|e-?mails|expenditure|incidents|invoices|messages|minutes|payments)"
)
_STREAMS = (
    r"^(?:please )?(?:disclose|give|provide|release|send|share|supply)(?: me)?(?: with)? "
    r"(?:(?:a list|copies|details|the amount|the number|the total) of )?"
    rf"(?:(?:all|any|external|full|internal|the|your) )*{_STREAM}\b"
    r"(?! (?:form|guidance|handling|log|plan|polic(?:ies|y)|procedures?|process|register|rules|strategy|system|team)\b)"
    r"|\bhow (?:many|much)\b.{0,80}\b(?:did|had|has been|have been|was|were)\b"
    # Without a verb: "any correspondence with Palantir".
    r"|^(?:(?:an?|the) )?(?:(?:copies|copy|details|list|number) of )?(?:all|any)(?: (?:of )?(?:the|your))? "
    rf"(?:(?:external|internal|written) )*{_STREAM} (?:about|between|by|concerning|from|of|on|over|regarding|to|with)\b"
    r"|\b(?:all|any|every)(?: (?:of )?(?:the|your))? "
    r"(?:contracts?|expenses|grants?|invoices?|orders|payments?|purchases?|transactions?) "
    r"(?:above|exceeding|in excess of|of (?:more than|over)|over|worth)\b"
)
_ONE_OCCASION = r"\b(?:at|by|in) which\b|\bmeetings? of [0-9]"

_LAWS_YEAR = r"\b(?:act|order|regulations?|rules)\b[ ,()a-z]{0,12}[0-9]{4}\b"
_YEAR = r"\b(?:19|20)[0-9]{2}\b"
_SPAN = (
    r"\b(?:last|next|past|preceding|previous)\b (?:[a-z0-9-]+ ){0,3}(?:days?|months?|quarters?|weeks?|years?)\b"
    r"|\b(?:at present|current|currently|latest|most recent|now|so far|to date|today|up to the day)\b"
)
_FROM_YEAR = (
    rf"\b(?:after|before|between|during|from|period|since|until)\b[^.;]{{0,40}}?{_YEAR}"
    r"|\b(?:last|past|previous) (?:[a-z0-9-]+ ){0,3}(?:months|years)\b"
)
_KIND_OF_YEAR = r"\b(?:academic|calendar|financial|fiscal|school|tax) years?\b|\byears? (?:ended|ending|to)\b"
_BARE_YEAR = r"\b(?:during|for|in|throughout) (?:each of )?(?:the years? )?20(?:0[5-9]|[1-3][0-9])\b(?! ?[-–/] ?[0-9])"
# "Last year" ends in December or in March; "the last year of the contract" is known.
_RELATIVE_YEARS = (
    r"\b(?:last|past|preceding|previous|this) (?:(?:[0-9]{1,2}|few|two|three|four|five|six|seven|eight|nine|ten) )?"
    r"(?:years\b|year\b(?! of\b)(?!['’]))"
)
# Figures with nothing but a year: "spending 2023".
_FIGURES_OF_YEAR = (
    r"^(?:[a-z-]+ ){0,4}(?:agency|budgets?|complaints|costs?|expenditure|expenses|figures|income|incidents|numbers?"
    r"|payments|permits|salaries|spend|spending|staff|staffing|totals?)(?: [a-z-]+){0,2},? "
    r"(20(?:0[5-9]|[1-3][0-9]))[.?]?$"
)
# What happened once is not measured over a year.
_ONCE = (
    r"\b(?:adopted|agreed|approved|awarded|began|begun|closed|conducted|created|dated|introduced|launched|opened"
    r"|published|replaced|signed|started)$"
)
_SPLIT_YEAR = r"(?<![0-9/-])20([0-9]{2}) ?[-–/] ?(?:20)?([0-9]{2})(?![0-9]|[-–/][0-9])"


def questions(letter: Anatomy) -> Iterator[Finding]:
    """Yield what weakens single questions, in their order, and then what concerns all of them."""
    dated = _says_when(letter.around, _FROM_YEAR)
    undated: list[Item] = []
    for item in letter.items:
        yield from _wording(item)
        timeless = not dated and not _says_when(item.text, _YEAR, _SPAN)
        if timeless and (found := _everything(item.text)):
            yield Finding(
                "everything",
                item.where,
                f"{quoted(found)} without dates asks for everything there ever was; it may be refused for its cost.",
                "Say from when to when, and which kind of record you want.",
            )
        elif timeless and re.search(_STREAMS, item.text, re.IGNORECASE) and not re.search(_ONE_OCCASION, item.text):
            undated.append(item)
        if letter.numbered and len(item.text.split()) > LONGEST_QUESTION:
            yield Finding(
                "long_question",
                item.where,
                f"It has {len(item.text.split())} words; more than {LONGEST_QUESTION} are easily misread.",
                "Split it, or put what it explains before the first question.",
            )
    if undated:
        yield _undated(undated)
    yield from _years(letter, dated=dated)
    asked = len(letter.numbered) or sum(item.text.count("?") for item in letter.items)
    if asked > MOST_QUESTIONS:
        yield Finding(
            "many_questions",
            "the letter",
            f"It asks {asked} questions; more than {MOST_QUESTIONS} make a refusal for cost likely.",
            f"Keep the {MOST_QUESTIONS} that matter most, and leave the rest for a later letter.",
        )


def _wording(item: Item) -> Iterator[Finding]:
    for sentence in re.split(_SENTENCES, item.text):
        rest = re.sub(_OPENING, "", sentence, count=1, flags=re.IGNORECASE)
        if re.match(_OPINION, rest, re.IGNORECASE) or re.search(_OPINION_LATER, rest, re.IGNORECASE):
            yield Finding(
                "opinion",
                item.where,
                f"{quoted(sentence)} asks for a reason or an opinion, which need not be given unless it is on record.",
                "Ask for the record: “Please provide the paper that gives the reasons for ...”",
            )
            return
        if re.match(_NEW, rest, re.IGNORECASE):
            yield Finding(
                "new_information",
                item.where,
                f"{quoted(sentence)} asks them to make something new; the right is to what they hold already.",
                "Ask for what is recorded: “Please provide the document that ...” or “the figures for ...”",
            )
            return


def _everything(text: str) -> str:
    found = re.search(_EVERYTHING, text, re.IGNORECASE)
    return found[0] if found else ""


def _says_when(text: str, *patterns: str) -> bool:
    """Return whether the text says of which time records are wanted; the year of a law does not."""
    bare = re.sub(_LAWS_YEAR, " ", text, flags=re.IGNORECASE)
    return any(re.search(pattern, bare, re.IGNORECASE) for pattern in patterns)


def _undated(items: Sequence[Item]) -> Finding:
    word, _, numbers = items[0].where.partition(" ")
    if len(items) > 1:
        word, numbers = f"{word}s", ", ".join(item.where.partition(" ")[2] for item in items)
    where = f"{word} {numbers}"
    return Finding(
        "no_dates",
        where,
        "It does not say of which time the records are.",
        "Say from when to when: “from 1 January 2025 to the day on which you receive this letter”.",
    )


def _years(letter: Anatomy, *, dated: bool) -> Iterator[Finding]:
    if re.search(_KIND_OF_YEAR, letter.around, re.IGNORECASE):
        return
    for item in letter.items:
        if (found := _unclear_year(item.text)) and not re.search(_KIND_OF_YEAR, item.text, re.IGNORECASE):
            yield Finding(
                "unclear_year",
                item.where,
                f"{quoted(found)} can be a calendar or a financial year.",
                "Say which: “calendar year 2025”, or “financial year 2025-26 (1 April to 31 March)”.",
            )
        elif not dated and (found := _relative_years(item.text)):
            yield Finding(
                "unclear_year",
                item.where,
                f"{quoted(found)} can be counted in calendar or in financial years, and back from different days.",
                "Say which years: “the financial years 2024-25 and 2025-26 (1 April to 31 March)”.",
            )


def _relative_years(text: str) -> str:
    if re.search(_KIND_OF_YEAR, text, re.IGNORECASE):
        return ""
    found = re.search(_RELATIVE_YEARS, text, re.IGNORECASE)
    return found[0] if found else ""


def _unclear_year(text: str) -> str:
    if figures := re.match(_FIGURES_OF_YEAR, text, re.IGNORECASE):
        return figures[1]
    for found in re.finditer(_SPLIT_YEAR, text):
        if int(found[2]) > int(found[1]):
            return found[0]
    for found in re.finditer(_BARE_YEAR, re.sub(_LAWS_YEAR, " ", text, flags=re.IGNORECASE), re.IGNORECASE):
        if not re.search(_ONCE, text[: text.find(found[0])].rstrip(), re.IGNORECASE):
            return found[0]
    return ""
