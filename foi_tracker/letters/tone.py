"""How a letter sounds and who seems to sign it: insults, threats, a count of requests; names that are none.

A request that is vexatious or repeated may be refused: FOIA 2000 s.14, FOISA 2002 s.14; under the Regulations one that
is manifestly unreasonable (EIR 2004 reg 12(4)(b), EISR 2004 reg 10(4)(b)). The Acts ask for the name of whoever asks
(s.8 of both).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_tracker.letters.anatomy import Anatomy
from foi_tracker.letters.findings import Finding, quoted

_ACTS = ("FOIA", "FOISA")

_INSULTS = (
    r"\byou(?:['’]re| are| people are| lot are) (?:all |a bunch of |an? |being |completely |so |totally |utterly )*"
    r"(?:clowns?|corrupt|cowards?|crooks?|crooked|disgusting|disgrace|fools?|idiots?|incompetent|liars?|lying|morons?"
    r"|pathetic|scum|shameless|stupid|thieves|useless)\b"
    r"|\b(?:idiots|morons|scum|scumbags|lying (?:bastards|toads)|shame on you|you should be ashamed)\b"
)
_THREATS = (
    r"\b(?:i|we)(?:['’]ll| will| shall| am going to| are going to) (?:sue|prosecute|expose|destroy|ruin|hunt|report you"
    r"|take you to court|see you in court|go to the press|make you|name and shame)\b"
    r"|\b(?:see you in court|you(?:['’]ll| will) (?:be sorry|pay for|regret)|you have been warned"
    r"|i know where you (?:live|work)|legal action against you)\b|\bor else(?=[.!]|$)"
)
_COUNTED = (
    r"\bmy (?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[0-9]+(?:nd|rd|th)) (?:foi )?request\b"
    r"|\bfor the (?:third|fourth|fifth|sixth|tenth|hundredth|umpteenth) time\b"
    r"|\b(?:i|we)(?:['’]ve| have) (?:already )?asked (?:you )?(?:for )?(?:it |this |that )?"
    r"(?:before|again and again|(?:many|several|countless|three|four|five|[0-9]+) times)\b|\bi keep asking\b"
)

# One of these alone is no name by which anybody is known; a group's name, however short, is not among them.
_FIRST_NAMES = frozenset(
    """
    adam alan alex alice amy andrew andy angela ann anna anne anthony barbara ben bob brian carol caroline charlie
    chris christine claire daniel dave david deborah diane donna edward elizabeth emily emma fatima gary george graham
    hannah harry helen ian jack jackie jake james jan jane janet jason jean jennifer jenny jess jessica jim joanne joe
    john jonathan joseph josh julie karen kate katie keith kevin laura linda lisa louise lucy luke margaret maria mark
    martin mary matt matthew megan michael michelle mike mohammed muhammad nick nicola nigel oliver olivia pat patricia
    paul paula peter phil philip rachel rebecca richard rob robert ruth sally sam samantha sandra sarah sharon simon
    sophie stephen steve steven sue susan thomas tim tom tony tracey victoria wendy william
    """.split()  # noqa: SIM905
)
_NOBODY = (
    r"(?:an? |the )?(?:anon(?:ymous)?"
    r"|(?:angry |concerned |local |worried )+(?:citizen|parent|patient|resident|taxpayer)"
    r"|citizen|interested party|john doe|jane doe|john q public|member of (?:the )?public|name withheld|no ?name|nobody"
    r"|resident|taxpayer|tax payer|whistleblower)"
)


def tone(letter: Anatomy, regime: str) -> Iterator[Finding]:
    """Yield what lets a request be called vexatious or repeated, each kind once; ``regime`` is the code of its law."""
    text = f"{letter.around} {' '.join(item.text for item in letter.items)}"
    risk = f"vexatious ({regime} s.14)" if regime in _ACTS else "manifestly unreasonable"
    for code, pattern in (("insult", _INSULTS), ("threat", _THREATS)):
        if found := re.search(pattern, text, re.IGNORECASE):
            yield Finding(
                code,
                letter.place(found[0]),
                f"{quoted(found[0])} can be read as {'an' if code == 'insult' else 'a'} {code}; "
                f"it makes it easier to refuse the request as {risk}.",
                "Leave it out; ask for the records, and complain in a letter of its own.",
            )
    if found := re.search(_COUNTED, text, re.IGNORECASE):
        risk = f"repeated or vexatious ({regime} s.14)" if regime in _ACTS else risk
        yield Finding(
            "repeated",
            letter.place(found[0]),
            f"{quoted(found[0])} counts your requests; one that repeats another may be refused as {risk}.",
            "If an earlier one is not answered, write a reminder of that instead; else ask only for what is new.",
        )


def weak_name(letter: Anatomy, regime: str) -> Finding | None:
    """Return the finding that what stands under the letter may not be taken for a name; else None."""
    name = letter.name.strip(" .,")
    nobody = re.fullmatch(_NOBODY, name, re.IGNORECASE)
    if not nobody and (name.lower() not in _FIRST_NAMES or _more_names(letter, name)):
        return None
    what = "is no name of a person or a group" if nobody else "is a first name alone"
    return Finding(
        "weak_name",
        "the letter",
        f"{quoted(name)} {what}: {regime} s.8 asks for a real name, and the request may be called invalid.",
        "Sign with your first and last name, or with your group's name.",
    )


def _more_names(letter: Anatomy, name: str) -> bool:
    """Return whether the line under the first name has another name, as of a group."""
    lines = [line.strip(" ,\t") for line in letter.foot.split("\n") if line.strip(" ,\t")]
    after = lines[lines.index(name) + 1 :][:1] if name in lines else []
    return bool(after) and not any(char.isdigit() or char == "@" for char in after[0])
