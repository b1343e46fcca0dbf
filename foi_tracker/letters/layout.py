"""How a letter is set: lines of 72 columns, and numbered questions that can be read back.

In a letter only a question starts a line with a number and a full stop. Everything else that would is moved one
space to the right, so that ``read_questions`` finds the questions and nothing more, whatever a person has typed.
Widths are counted in characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

WIDTH = 72
# A numbered line has at most three digits, so that "2026. The next year" at a line's start is no question.
MOST_QUESTIONS = 999

# Everything that Python or Unicode takes for the end of a line: what is written is one line wherever it is read.
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[ \t\n]+")
_QUESTION = re.compile(r"([0-9]{1,3})\. +(.*)")
_LOOKS_NUMBERED = re.compile(r"^(?=\d+\.(?:\s|$))", re.MULTILINE)
_NUMBER = re.compile(r"\d+\.")


def unify_lines(text: str) -> str:
    """Return the text with every kind of line end as a newline."""
    return _LINE_ENDS.sub("\n", text)


def one_line(text: str) -> str:
    """Return the text on one line, its white space as single spaces: for heads, names and questions.

    >>> one_line(" FDP\\r\\nBcc: everyone ")
    'FDP Bcc: everyone'
    """
    return _SPACES.sub(" ", unify_lines(text)).strip(" ")


@lru_cache(maxsize=1024)  # the letters of a campaign share most of their paragraphs
def wrap(text: str, *, first: str = "", rest: str = "") -> str:
    """Return the words of the text in lines of at most ``WIDTH``, the first line and the rest with their indents.

    A word that is longer than a line stays whole (an address on the web must be copied in one piece), and no line
    begins with a number and a full stop: such a word takes the one before it along.
    """
    lines: list[str] = []
    line: list[str] = []
    room = WIDTH - len(first)
    used = 0
    for word in _SPACES.sub(" ", text).strip(" ").split(" "):
        if line and used + 1 + len(word) > room:
            carried = [line.pop()] if _NUMBER.fullmatch(word) and len(line) > 1 else []
            lines.append(" ".join(line))
            line, room, used = carried, WIDTH - len(rest), len(carried[0]) if carried else 0
        used += len(word) + (1 if line else 0)
        line.append(word)
    lines.append(" ".join(line))
    return "\n".join((rest if number else first) + line for number, line in enumerate(lines))


def set_prose(text: str) -> str:
    """Return the text set as a letter: paragraphs refilled, "- " items with a hanging indent.

    Blank lines part paragraphs. A line that starts with a space is kept as a line of its own.
    """
    return "\n\n".join("\n".join(_blocks(part)) for part in re.split(r"\n[ \t]*\n", text.strip("\n")) if part.strip())


def _blocks(paragraph: str) -> Iterator[str]:
    prose: list[str] = []
    item = False
    for line in paragraph.split("\n"):
        if line.startswith("- ") or (not item and line[:1] in (" ", "\t")):
            yield from _filled(prose, item=item)
            prose, item = [], False
        if not item and line[:1] in (" ", "\t"):
            indent = line[: len(line) - len(line.lstrip(" \t"))]
            yield wrap(line, first=indent, rest=indent)
            continue
        item = item or line.startswith("- ")
        prose.append(line)
    yield from _filled(prose, item=item)


def _filled(prose: list[str], *, item: bool) -> Iterator[str]:
    if text := " ".join(prose).strip():
        yield wrap(text, rest="  " if item else "")


def set_questions(questions: Sequence[str]) -> str:
    """Return the questions as numbered paragraphs, each the exact source of one item of ``read_questions``."""
    return "\n\n".join(wrap(text, first=f"{number}. ", rest="   ") for number, text in enumerate(questions, start=1))


def shield(text: str) -> str:
    """Return the text with every line that looks like a numbered question moved one space to the right."""
    return _LOOKS_NUMBERED.sub(" ", text)


def read_questions(text: str) -> tuple[str, ...]:
    """Return the questions of a letter, in order, each on one line.

    A question begins with a number and a full stop at a line's start and goes on to a blank line; past one it goes on
    where the next line is indented by two spaces or more. The numbers themselves do not matter: after an edit they
    may have gaps.

    >>> read_questions("Please provide:\\n\\n1. The agreement\\n   and its annexes.\\n\\n2. Its cost.\\n\\nThank you.")
    ('The agreement and its annexes.', 'Its cost.')
    """
    found: list[list[str]] = []
    inside = blank = False
    for line in text.split("\n"):
        if start := _QUESTION.match(line):
            found.append([start[2]])
            inside, blank = True, False
        elif not line.strip(" \t"):
            blank = True
        elif inside and (not blank or line.startswith(("  ", "\t"))):
            found[-1].append(line)
            blank = False
        else:
            inside = False
    return tuple(_SPACES.sub(" ", " ".join(lines)).strip(" ") for lines in found)
