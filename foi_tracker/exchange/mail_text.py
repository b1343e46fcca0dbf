"""The words of mail: encoded words and charsets read, pages made to text, quoted letters left out.

Nothing is rendered, run or fetched, and nothing that somebody wrote can keep it busy.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from email.errors import MessageError

LONGEST = 200_000  # characters of a text that are read


def one_line(text: str) -> str:
    """Return a text on one line, without what cannot be seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def decoded(raw: str) -> str:
    """Return a header with its encoded words read; what cannot be read stays as it stands.

    >>> decoded("=?utf-8?q?R=C3=A9ponse?= 7")
    'Réponse 7'
    """
    from email.header import decode_header

    text = raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if "=?" not in text:
        return text
    try:
        return "".join(
            text_of(part, charset) if isinstance(part, bytes) else part for part, charset in decode_header(text)
        )
    except (MessageError, ValueError, LookupError):
        return text


def text_of(data: bytes, charset: str | None) -> str:
    """Return bytes as text: in the charset that is named where it is known and fits, else as it can be read."""
    for name in (charset or "utf-8", "utf-8"):
        try:
            if codecs.lookup(name).name not in _NO_CHARSETS:
                return data.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return data.decode("cp1252", "replace")


# Python's own: no mail is written in them, and one can be kept busy.
_NO_CHARSETS = frozenset(("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"))


def html_text(html: str) -> str:
    """Return the words of a page, a line for each block; nothing of it is run, rendered or fetched.

    >>> html_text("<p>We do <b>not</b> hold it.<style>p {}</style><br>Yours")
    'We do not hold it.\\nYours'
    """
    from html.parser import HTMLParser

    parts: list[str] = []
    silent = 0

    class Words(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            nonlocal silent
            silent += tag in _SILENT
            parts.append("\n" if tag in _BLOCKS else "\n> " if tag == "blockquote" else "")

        def handle_endtag(self, tag: str) -> None:
            nonlocal silent
            silent -= tag in _SILENT and silent > 0
            parts.append("\n" if tag in _BLOCKS else "")

        def handle_data(self, data: str) -> None:
            if not silent:
                parts.append(re.sub(r"\s+", " ", data))

    words = Words()
    # Some versions of the parser give up on markup that is broken in a special way; what was read until then is kept.
    with suppress(AssertionError, ValueError, RecursionError):
        words.feed(_well_formed(html[:LONGEST]))
        words.close()
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _well_formed(html: str) -> str:
    """Return a page without comments and declarations, and with no mark of a tag but before one that ends.

    The parser can be kept busy for minutes with comments and tags that begin a thousand times and never end.
    """
    for opening, closing in (("<!--", "-->"), ("<!", ">"), ("<?", ">")):
        first, *rest = html.split(opening)
        html = first + "".join(part.partition(closing)[2] for part in rest)
    first, *rest = html.split("<")
    return first + "".join(f"<{part}" if ">" in part[:_LONGEST_TAG] else f"&lt;{part}" for part in rest)


_LONGEST_TAG = 2_000
_SILENT = frozenset(("style", "script", "head", "title"))
_BLOCKS = frozenset(("p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "table", "hr"))

# Where a letter that is quoted or forwarded begins.
_QUOTED_FROM_HERE = re.compile(
    "^[ \t]*(?:"
    + "|".join(
        (
            "-{2,} ?(?:original|forwarded) message ?-{2,}",
            "-{5,} ?forwarded",
            "begin forwarded message:",
            "_{20,}[ \t]*$",
            r"on [^\n]{4,200}\n?[^\n]{0,100}\bwrote ?:",
            r"\*?from:\*? [^\n]{1,200}\n[ \t]{0,20}\*?(?:sent|date|to):",
        )
    )
    + ")",
    re.IGNORECASE | re.MULTILINE,
)


def own_words(text: str) -> str:
    """Return what the sender wrote: without the lines quoted, and what stands below the mark of an earlier letter.

    >>> own_words("Thank you.\\n\\nOn Mon 23 Nov 2026 Ada wrote:\\n> Please refuse nothing.")
    'Thank you.'
    """
    found = _QUOTED_FROM_HERE.search(text)
    kept = text[: found.start()] if found else text
    return "\n".join(line for line in kept.split("\n") if not line.lstrip().startswith(">")).strip()
