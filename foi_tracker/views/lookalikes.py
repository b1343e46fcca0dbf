"""Plain letters in the place of those that a terminal cannot show."""

from __future__ import annotations

import unicodedata

_ALIKE = {
    "‘’‚‛‹›′´ʹʻʼʽˈ": "'",
    "“”„‟«»″": '"',
    "‐‑‒–—―−": "-",
    "•·": "*",
    "×": "x",
    "÷": "/",
    "±": "+/-",
    "→": "->",
    "←": "<-",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "≈": "~",
    "§": "s.",
    "£": "GBP ",
    "€": "EUR ",
    "°": "deg ",
    "µ": "u",
    "©": "(c)",
    "®": "(R)",
    "™": "(TM)",
    "✓✔": "yes",
    "✗✘": "no",
    "¡": "!",
    "¿": "?",
    "\u00ad": "",  # where a word may be broken
    "\ufffd": "?",
    "\u2044": "/",
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đð": "d",
    "ĐÐ": "D",
    "þ": "th",
    "Þ": "Th",
    "ı": "i",
}
_TABLE = {char: plain for chars, plain in _ALIKE.items() for char in chars}


def replaced(error: UnicodeError) -> tuple[str, int]:
    """Return plain letters for the characters that a stream could not write, as the handler of such an error."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text, start = error.object, error.start
    before = text[start - 1 : start]
    plain = []
    for char in text[start : error.end]:
        plain.append(_alike(char, before))
        before = char
    return "".join(plain), error.end


def _alike(char: str, before: str) -> str:
    if char in _TABLE:
        return _TABLE[char]
    if "\ud800" <= char <= "\udfff":
        return f"\\u{ord(char):04x}"  # half of a character, which no stream can write
    if unicodedata.combining(char) or unicodedata.category(char) == "Mn":
        return ""  # an accent of its own, above a letter that can be written
    parts = unicodedata.normalize("NFKD", char)
    plain = "".join(_TABLE.get(part, part) for part in parts if not unicodedata.combining(part))
    if not plain.isascii():
        # As many columns as the character takes, so that a table stays straight.
        return "??" if unicodedata.east_asian_width(char) in "WF" else "?"
    match unicodedata.decomposition(char).partition(" ")[0]:
        case "<fraction>" if before.isdigit():
            return f" {plain}"  # five and a half is not 51/2
        case "<super>" if plain.isdigit():
            return f"^{plain}"  # nor ten squared 102
    return plain
