"""How names of authorities are compared, and how typed words are repeated to the person who typed them."""

from __future__ import annotations

import unicodedata

_APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’‚‛ʹʻʼʽˈ′＇"))
# ASCII punctuation and control characters part words; an apostrophe joins them ("Guy's" is "guys").
_PLAIN: dict[int, str | None] = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_PLAIN.update(_APOSTROPHES)
_PLAIN[ord("&")] = " and "
_SAME_WORD = {"ft": "foundation trust", "icb": "integrated care board", "saint": "st"}


def key(words: str) -> str:
    """Return the form in which two ways to write one name are equal: case, accents, punctuation and "the" are gone.

    >>> key("Guy’s & Saint Thomas'  NHS FT") == key("guys and st thomas nhs foundation trust")
    True
    """
    if not words.isascii():
        words = _without_accents(words)
    return " ".join([_SAME_WORD.get(word, word) for word in words.translate(_PLAIN).split() if word != "the"])


def _without_accents(words: str) -> str:
    # Apostrophes go first: the decomposition of an acute accent that stands alone begins with a space.
    decomposed = unicodedata.normalize("NFKD", words.translate(_APOSTROPHES).casefold())
    kept = (char for char in decomposed.translate(_APOSTROPHES) if not unicodedata.combining(char))
    # Once more in lower case: what a mathematical letter stands for may be a capital.
    return "".join(char if char.isascii() or char.isalnum() else " " for char in kept).casefold()


def shown(words: str, *, width: int = 60) -> str:
    """Return typed words fit to be repeated in a message: cut to ``width``, control characters made visible."""
    safe = "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in words[: width + 1]
    )
    return safe if len(safe) <= width else safe[: width - 1] + "…"


def slug_of(name: str) -> str:
    """Return the slug of a name: its words in plain letters, joined by hyphens; "" when it has none.

    >>> slug_of("Guy's and St Thomas' NHS Foundation Trust")
    'guys-and-st-thomas-nhs-foundation-trust'
    """
    plain = _without_accents(name).translate(_PLAIN)
    words = ["".join(char for char in word if char.isascii()) for word in plain.split()]
    return "-".join(filter(None, words))
