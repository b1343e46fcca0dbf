"""What a message from an authority seems to be, and by which words: a proposal for a person to decide on.

Only what its sender wrote counts, never what is quoted or forwarded below it. An automatic reply is never an answer.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from foi_tracker.errors import BadInput
from foi_tracker.exchange.mail import Message
from foi_tracker.law import exemptions
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.events import OUTCOMES

UNKNOWN = ""


class Seeming(NamedTuple):
    """What a message seems to be, in the words of ``foi got`` ("" when nothing tells); why; what it names.

    ``sections`` are written as they are kept, under the law of the request.
    """

    what: str
    why: str
    sections: tuple[str, ...] = ()
    outcomes: str = ""
    basis: str = ""


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(phrases), re.IGNORECASE)


_BOUNCE_SUBJECT = _any(
    "undeliver",
    "delivery (?:status notification|has failed|failure|incomplete)",
    "mail delivery (?:failed|failure|system)",
    "returned mail",
    "failure notice",
)
_AUTO_SUBJECT = _any(
    r"^\W*automatic (?:reply|response)\b",
    r"^\W*auto[- ]?(?:reply|response|acknowledge?ment)?\s*:",
    r"^\W*out of (?:the )?office\b",
)

# What the words of a letter point to; of one that holds several the first in this order decides.
_SIGNS: dict[str, re.Pattern[str]] = {
    "extension": _any(
        "extend(?:ing|ed)? (?:the|our|this) (?:time|deadline|period|response)",
        "extension (?:of|to) (?:the )?(?:time|deadline)",
        r"(?:further|additional|extra) (?:time|\d+ working days)[^.]{0,80}public interest",
        r"public interest[^.]{0,120}(?:further|additional|extra|more) (?:time|\d+ working days)",
    ),
    "transfer": _any(
        "(?:have|has been|was) (?:transferred|redirected|passed on) (?:your request |it )?to (?:the )?[a-z]",
        "transferr(?:ed|ing) your request",
    ),
    "fee": _any(r"\bfees? notice\b", r"\bupon payment of\b", "requires? (?:the )?payment of a fee"),
    "question": _any(
        "(?:please|could you|can you)(?: please)? (?:clarify|specify|confirm what|provide (?:further )?clarif)",
        "(?:require|need|seeking|requesting) (?:some |further )?clarification",
        "(?:require|need) (?:further|more) information (?:from you )?(?:in order )?to (?:identify|locate|process)",
    ),
    "review": _any(
        "(?:outcome|result|conclusion)s? of (?:the|your|our|this) internal review",
        "internal review (?:has been |is )?(?:now )?(?:concluded|completed)",
    ),
    "answer": _any(
        "please (?:find|see) (?:attached|enclosed|below|our response)",
        "attached (?:is|please find) (?:our|the) response",
        r"(?:our|the trust.?s|the council.?s) response (?:is|to your|can be found)\b",
        "in response to your (?:freedom of information |foi |eir )?request",
        "information (?:that )?you (?:have )?requested (?:is|are|was|has been)",
        r"confirm that (?:we|the \w+(?: \w+){0,5}) (?:do|does|holds?|don.t|doesn.t)\b",
        "(?:do|does) not hold",
        "no (?:recorded )?information (?:is )?held",
        "refus(?:al notice|ing (?:your request|question|to (?:provide|disclose|release))|ed under|es to)",
        "exempt(?:ion|ed)? (?:from disclosure|under|applies|engaged)",
        "withh(?:eld|olding) under",
    ),
    "ack": _any(
        "acknowledg",
        "(?:have|has been) received (?:your|and)",
        "received your (?:request|e-?mail|enquiry|letter)",
        "thank you for (?:your )?(?:request|e-?mail|freedom of information|foi|enquiry|contacting)",
        "been (?:logged|registered|allocated)",
        "is being (?:dealt with|processed)",
        "(?:will|shall|aim to) (?:respond|reply|be answered|provide (?:you with )?a response)",
    ),
    "holding": _any(
        r"(?:apolog\w+|sorry) for (?:the|any|this) (?:\w+ )?delay",
        "(?:need|require) (?:more|further|additional) time",
        "not (?:yet )?(?:been )?(?:in a position|able) to (?:respond|reply|provide)",
        "response (?:is|has been|will be) delayed",
    ),
}
# "If we need clarification we will write": about what may come, not about what is.
_IF = re.compile(r"\b(?:if|should|may|might|unless|whether|where)\b[^.\n]{0,80}$", re.IGNORECASE)
_COMING = re.compile(r"\b(?:will|shall|aim to|expect to|due)\b[^.\n]{0,60}$", re.IGNORECASE)
_MAY_BE_ANNOUNCED = frozenset(("extension", "transfer", "fee", "question", "answer"))
_SECTION = re.compile(
    r"\b(?P<word>sections?|ss?\.|s|regulations?|regs?\.?|r\.)\s?(?P<number>[0-9]{1,2}A?(?:\s?\([0-9A-Za-z]{1,4}\))*)",
    re.IGNORECASE,
)
_REFUSING = _any("refus", "exempt", "withh(?:eld|old)", "not (?:be )?disclos", "unable to (?:provide|disclose|release)")
_GIVING = _any(
    r"(?:information|data|response|document\w*) (?:is|are) (?:provided|set out|below)",
    "attach(?:ed|ment)",
    "enclos(?:ed|ure)",
    "redact",
    "partial",
    "in part",
    "some of the information",
)
# "2. Refused", "Q2:", "question 2", but not the "2." of a number or of an address within a line.
_NUMBERED = re.compile(
    r"^\s*(?:q(?:uestion)?\s*)?\(?\d{1,2}(?:[.):]\s|[.):]?$)|\bquestion \d", re.IGNORECASE | re.MULTILINE
)
_NOT_HELD = _any(
    "(?:do|does) not hold (?:any |the |this )?(?:recorded )?(?:information|data)",
    "no (?:recorded )?information (?:is )?held",
)
_COMPLEX = re.compile("complex.{0,80}volum|volum.{0,80}complex", re.IGNORECASE | re.DOTALL)


def seeming(message: Message, regime: str) -> Seeming:
    """Return what a message seems to be, for a request under a law (its code)."""
    if bounced := _bounced(message):
        return Seeming("bounce", f"because of: {bounced}")
    if automatic := _automatic(message):
        return Seeming("auto", f"because of: {automatic}")
    text = message.own
    words = f"{message.subject}\n{text}"
    found = _sign(words)
    if found is None:
        return Seeming(UNKNOWN, _nothing_tells(message))
    what, phrase = found
    why = f"because of: “{phrase}”"
    if what == "extension":
        return _extension(text, regime, why)
    sections = named_sections(text, regime) if what in ("answer", "review") else ()
    return Seeming(what, why, sections, _outcome(text, sections, message) if what == "answer" else "")


def _extension(text: str, regime: str, why: str) -> Seeming:
    """Tell an extension, which has a ground in law, from a holding reply, which moves no date."""
    law = REGIMES[regime]
    if law.own_data:
        return Seeming("extension", why, basis="complex") if "complex" in text.lower() else _holding(why)
    if regime in ("EIR", "EISR"):
        # Only what is both complex and voluminous extends it (EIR reg 7(1)).
        return Seeming("extension", why, basis="complex-voluminous") if _COMPLEX.search(text) else _holding(why)
    sections = named_sections(text, regime) if law.extension else ()
    return Seeming("extension", why, sections) if sections else _holding(why)


def _holding(why: str) -> Seeming:
    return Seeming("holding", f"{why}; it names no ground that the law knows, so it moves no date")


def _nothing_tells(message: Message) -> str:
    if message.trouble:
        return message.trouble
    if not message.own and message.text:
        return "all of its text is quoted or forwarded"
    return "its words do not tell" if message.text else "it has no text"


def _bounced(message: Message) -> str | None:
    head = message.headers
    if message.content_type == "multipart/report" and "delivery-status" in head["content-type"].lower():
        return "Content-Type header (delivery-status)"
    if head["x-failed-recipients"]:
        return "X-Failed-Recipients header"
    name = message.sender.partition("@")[0]
    if name in ("mailer-daemon", "postmaster") and _BOUNCE_SUBJECT.search(message.subject):
        return f"sender {name}, and its subject"
    return None


def _automatic(message: Message) -> str | None:
    head = message.headers
    if head["auto-submitted"] and not head["auto-submitted"].lower().startswith("no"):
        return f"Auto-Submitted header ({head['auto-submitted'][:30]})"
    for name in ("x-autoreply", "x-autorespond"):
        if head[name] and head[name].lower() != "no":
            return f"{name.title()} header"
    if head["precedence"].lower() in ("auto_reply", "auto-reply"):
        return "Precedence header"
    if _AUTO_SUBJECT.search(message.subject):
        return "its subject"
    return None


def _sign(words: str) -> tuple[str, str] | None:
    """Return what the words point to and the phrase that does; what is only announced does not count."""
    for what, pattern in _SIGNS.items():
        for found in pattern.finditer(words):
            before = words[max(0, found.start() - 90) : found.start()]
            if what in _MAY_BE_ANNOUNCED and _IF.search(before):
                continue
            if what == "answer" and _COMING.search(before):
                continue
            return what, " ".join(found[0].split())[:60]
    return None


def named_sections(text: str, regime: str) -> tuple[str, ...]:
    """Return the exemptions that a text names, as they are kept; sections that are none are passed over.

    >>> named_sections("under section 43(2) and s.40 of the Act; section 50 lets you complain", "FOIA")
    ('s43(2)', 's40')
    """
    found: dict[str, None] = {}
    for match in _SECTION.finditer(text):
        prefix = "reg" if match["word"][0] in "rR" else "s"
        typed = f"{prefix}{''.join(match['number'].split())}"
        try:
            stored = exemptions.read(typed, regime)
        except BadInput:
            continue
        if exemptions.find(stored, regime) is not None:
            found[stored] = None
    # "section 43" beside "section 43(2)" says no more.
    return tuple(one for one in found if not any(other != one and other.startswith(f"{one}(") for other in found))


def _outcome(text: str, sections: tuple[str, ...], message: Message) -> str:
    """Return the outcome of every question where the words leave no other; "" where a person must read.

    A letter that answers by numbers, or speaks of what is attached, says more than one thing.
    """
    if _GIVING.search(text) or _NUMBERED.search(text) or message.attachments:
        return ""
    if sections and _REFUSING.search(text):
        outcome = "over_cost" if set(sections) == {"s12"} else "refused"
        assert outcome in OUTCOMES
        return f"{outcome}:{','.join(sections)}" if outcome == "refused" else outcome
    return "not_held" if _NOT_HELD.search(text) and not sections else ""
