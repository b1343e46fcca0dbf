"""Making any text safe to show: nothing that a stranger wrote may steer a terminal or break a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Control characters, bidirectional overrides and isolates, invisible separators, and halves of characters.
_UNSAFE = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_UNSAFE_BUT_LAYOUT = _UNSAFE.replace("\x00-\x1f", "\x00-\x08\x0b-\x1f")
# Addresses, paths and the short names of authorities.
_TO_COPY = r"[/@]|\b[A-Za-z]:\\|\w-\w"
# Words at which a command has ended, and the sentence goes on.
_PROSE = "after|and|as|beside|by|does|for|if|in|is|it|lists|once|or|see|shows|takes|that|the|to|until|when|which|with"
_FIELD_BREAKS = "[\x00-\x1f\x7f-\x9f\u2028\u2029]+"


def visible(text: str) -> str:
    """Return the text with every character that could steer a terminal written as an escape, line breaks too.

    >>> visible("red\\x1b[31m")
    'red\\\\x1b[31m'
    """
    return text if text.isascii() and text.isprintable() else re.sub(_UNSAFE, _escaped, text)


def visible_lines(text: str) -> str:
    """Return the same for a letter: newlines and tabs stay."""
    return re.sub(_UNSAFE_BUT_LAYOUT, _escaped, text)


def field(text: str) -> str:
    """Return one field of tab-separated output: control characters, tabs and newlines as one space."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_FIELD_BREAKS, " ", text.encode("utf-8", "backslashreplace").decode())


def record(fields: Sequence[str]) -> str:
    """Return one line of tab-separated output."""
    line = "\t".join(fields)
    bare = "".join(fields)
    return line if bare.isascii() and bare.isprintable() else "\t".join(map(field, fields))


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def shorten(text: str, width: int) -> str:
    """Return the text in at most ``width`` columns, with two dots where it was cut."""
    if len(text) <= width and cells(text) <= width:
        return text
    cut = _fitting(text, width - 2)
    return (text[:cut].rstrip() if cells(text[:cut]) <= width - 2 else "") + ".."


def days(count: int) -> str:
    """Return "1 day" or "3 days"; on the screen these are working days unless it says otherwise."""
    return f"{count} day" if count == 1 else f"{count} days"


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return "1 request" or "3 requests"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def folded(line: str, width: int) -> list[str]:
    """Return a line in lines no wider than the screen, the later ones under the words of the first.

    The words of a line begin after its indent and the column before them: "  received    Sun 22 Nov 2026   day 0: ..."
    goes on under "day 0". A word longer than a line is broken, but for what is to be copied: addresses, paths, names
    with hyphens. A command that fits on one line is not broken over two. Wide characters take two columns.
    """
    if cells(line) <= width:
        return [line]
    room = 20  # the least that the words of a column need
    columns = [found.end() for found in re.finditer(r"^ *(?:[0-9]+\. )?| {2,}", line) if found.end() <= width - room]
    start = columns[-1] if columns else 0
    lines: list[str] = []
    current = line[:start]
    for word in _units(line[start:], width - start):
        begun = len(current) > start
        longer = f"{current} {word}" if begun else current + word
        if begun and cells(longer) > width:
            lines.append(current)
            longer = " " * start + word
        current = longer
        while cells(current) > width and not _in_one_piece(word, width):
            cut = _fitting(current, width)
            lines.append(current[:cut])
            current = " " * start + current[cut:]
    return [part.rstrip(" ") for part in [*lines, current] if part.strip()]


def _in_one_piece(word: str, width: int) -> bool:
    """Return whether a word is to be copied, so that no line may end inside; what takes many lines is more likely bad.

    Addresses on the web are long in good faith.
    """
    return "://" in word or (len(word) <= 2 * width and re.search(_TO_COPY, word) is not None)


def _units(text: str, room: int) -> list[str]:
    """Return what a line may not part: words, and commands of this program that are no wider than the room."""
    from foi_tracker.views.program import program

    units: list[str] = []
    after = 0
    # Told by the words alone: a command ends with a mark, or where the sentence goes on.
    command = rf"(?<!\S)[(“\"]*{re.escape(program())}(?! folder)(?:(?<![.;:,)?]) (?!(?:{_PROSE})\b)\S+)+"
    for found in re.finditer(command, text):
        if cells(found[0]) <= room:
            units += [*text[after : found.start()].split(" ")[:-1], found[0]]
            after = found.end() + 1
    return [*units, *text[after:].split(" ")] if after <= len(text) else units


def _fitting(text: str, width: int) -> int:
    """Return how many characters of the text fit into the width; at least one more than its indent."""
    least = len(text) - len(text.lstrip(" ")) + 1
    return next((cut for cut in range(min(len(text), width), least - 1, -1) if cells(text[:cut]) <= width), least)


def cells(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
