"""The parts of a letter, whoever wrote it: head, body, what it asks, name and reply address.

Our own letters have all of them where ``letterhead`` puts them; a letter from elsewhere may lack any. A body begins
after the salutation and ends before the closing formula. Without numbered questions each of its paragraphs is an item.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from foi_tracker.letters.layout import one_line, read_questions, unify_lines

_CLOSINGS = frozenset(
    (
        "best regards",
        "best wishes",
        "kind regards",
        "many thanks",
        "regards",
        "sincerely",
        "thank you",
        "thanks",
        "warm regards",
        "with best wishes",
        "with kind regards",
        "yours",
        "yours faithfully",
        "yours sincerely",
        "yours truly",
    )
)
_SALUTATIONS = ("dear ", "to whom it may concern", "hello", "good morning", "good afternoon")
# A letter that goes on in the line of its salutation, as typed into a form.
_GOES_ON = r"[^,.!:;]{1,80}[,.!:;] +\S+(?: +\S+){5}"
_HEAD_LINE = r"(subject|to|cc|from|reply-to|date|our ref|your ref|ref): "
# A salutation stands near the top: further down it is a quotation.
_LONGEST_HEAD = 40
_LONGEST_SIGNATURE = 6
_LONGEST_NAME = 60
_EMAIL = r"(?<![^\s<>@,;:])[^\s<>@,;:]+@[^\s<>@,;:]+\.[a-z]{2,}"
POSTCODE = r"\b[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}\b"
_REPLY_TO = r"\b(?:answer|contact|e-?mail|reach|reply|respond|send|write)\b[^?!]{0,80}@"
# "Q3.", "(3)", "3)" and "Question 3:" are read as "3. ".
_OTHER_NUMBERS = r"^[ \t]*(?:q(?:uestion)?[ \t]*)?\(?([0-9]{1,3})[.):][ \t]+"


class Item(NamedTuple):
    """One thing that is asked: where it stands, in words, and its text on one line."""

    where: str
    text: str


class Anatomy:
    """A letter taken apart; nothing is changed or lost, and every part may be empty."""

    def __init__(self, text: str) -> None:
        self.text = unify_lines(text)
        lines = self.text.split("\n")
        start = _body_start(lines)
        end = _body_end(lines, start)
        self.head = "\n".join(lines[:start])
        self.body = "\n".join(lines[start:end])
        self.foot = "\n".join(lines[end:])
        self._start = start

    @cached_property
    def flat(self) -> str:
        """The whole letter on one line."""
        return one_line(self.text)

    @cached_property
    def numbered(self) -> tuple[str, ...]:
        """The numbered questions, each on one line."""
        return read_questions(self.body) or read_questions(
            re.sub(_OTHER_NUMBERS, r"\1. ", self.body, flags=re.MULTILINE | re.IGNORECASE)
        )

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """What is asked: the numbered questions, or without any the paragraphs and list items of the body."""
        if self.numbered:
            return tuple([Item(f"question {number}", text) for number, text in enumerate(self.numbered, 1)])
        found: list[tuple[int, list[str]]] = []
        begun = False
        for number, line in enumerate(self.body.split("\n"), self._start + 1):
            if not line.strip():
                begun = False
                continue
            if not begun or line.lstrip().startswith(("- ", "* ", "• ")):
                found.append((number, []))
            found[-1][1].append(line)
            begun = True
        return tuple([Item(f"line {number}", one_line("\n".join(lines)).lstrip("-*• ")) for number, lines in found])

    @cached_property
    def around(self) -> str:
        """The body on one line without its numbered questions: what is said of all of them."""
        text = one_line(self.body)
        for question in dict.fromkeys(self.numbered):
            text = text.replace(question, " ")
        return text

    @cached_property
    def name(self) -> str:
        """The name that the letter is signed with; "" for none."""
        for line in (line.strip(" ,\t") for line in self.foot.split("\n")):
            named = line and "@" not in line and any(char.isalpha() for char in line)
            if named and not _is_closing(line) and not line.lower().startswith(("http", "www.", "p.s", "ps ")):
                return line
        named_elsewhere = re.search(r"^from: *([^<@\n]*[a-z][^<@\n]*)", self.head, re.IGNORECASE | re.MULTILINE)
        named_elsewhere = named_elsewhere or re.search(r"\bmy name is ([^.,;\n]+)", self.body, re.IGNORECASE)
        return named_elsewhere[1].strip() if named_elsewhere else ""

    @property
    def has_reply_address(self) -> bool:
        """Whether an e-mail or postal address for the answer stands anywhere but in the line of the addressee."""
        head = "\n".join(line for line in self.head.split("\n") if not line.lower().startswith(("to: ", "cc: ")))
        edges = f"{head}\n{self.foot}"
        return bool(
            re.search(_EMAIL, edges, re.IGNORECASE)
            or re.search(POSTCODE, edges)
            or re.search(_REPLY_TO, one_line(self.body), re.IGNORECASE)
        )

    @property
    def addressee(self) -> str:
        """The name in the line "To: ...", without the team in brackets; "" where there is none."""
        found = re.search(r"^To: +([^\n(<]+)", self.head, re.MULTILINE)
        return found[1].strip() if found else ""

    def place(self, words: str) -> str:
        """Return where the words stand: "question 3", "line 12", or "the letter" when they are not found."""
        sought = one_line(words).lower()
        for item in self.items if self.numbered else ():
            if sought in item.text.lower():
                return item.where
        found = re.search(r"\s+".join(map(re.escape, sought.split())), self.text, re.IGNORECASE) if sought else None
        if found is None:
            return "the letter"
        line = self.text.count("\n", 0, found.start()) + 1
        return f"line {line}"


def _body_start(lines: list[str]) -> int:
    for number, line in enumerate(lines[:_LONGEST_HEAD]):
        if line.strip().lower().startswith(_SALUTATIONS):
            return number if re.match(_GOES_ON, line) else number + 1
    number = 0
    while number < len(lines) and re.match(_HEAD_LINE, lines[number], re.IGNORECASE):
        number += 1
    return number


def _body_end(lines: list[str], start: int) -> int:
    for number in range(len(lines) - 1, start - 1, -1):
        if _is_closing(lines[number]):
            return number
    end = len(lines)
    while end > start and not lines[end - 1].strip():
        end -= 1
    begin = end
    while begin > start and lines[begin - 1].strip():
        begin -= 1
    # Where nothing stands above it, it is what the letter says, not who signs it.
    return begin if any(map(str.strip, lines[start:begin])) and _is_signature(lines[begin:end]) else end


def _is_closing(line: str) -> bool:
    return line.strip(" ,.!\t").lower() in _CLOSINGS


def _is_signature(lines: list[str]) -> bool:
    """Return whether a last paragraph reads like a name with an address rather than like a sentence."""
    return (
        0 < len(lines) <= _LONGEST_SIGNATURE
        and all(len(line) <= _LONGEST_NAME and not line.rstrip().endswith((".", "?", "!", ":", ";")) for line in lines)
        and len(lines[0].split()) <= 5
        and not re.match(r"\s*(?:[-*•]|\(?[0-9]+[.):])\s", lines[0])
    )
