"""A letter in the forms in which it leaves: as a draft for a mail program, as a link, through WhatDoTheyKnow.

Nothing here sends anything. Whatever a letter or a name holds, each part stays where it belongs: a subject is one
line, and nothing that somebody wrote adds a recipient or a header.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.errors import Refused
from foi_tracker.letters.layout import one_line, unify_lines

if TYPE_CHECKING:
    from email.headerregistry import Address

FORMATS = ("text", "eml", "mailto", "wdtk")

# Windows and many mail programs cut a mailto link at about 2,000 characters.
LONGEST_MAILTO = 1_900
# Web servers usually take a request line of 8,192 bytes.
LONGEST_LINK = 8_000

_LONGEST_SUBJECT = 900
# RFC 2047 section 2: an encoded word has at most 75 characters, and a line with one at most 76.
_ENCODED_LINE = 75

_KIND = "Freedom of Information request - "
_SIGNED = "\n\nYours faithfully,\n\n"


class Parts(NamedTuple):
    """A letter as an e-mail has it: the subject of its head, and its body from the salutation on."""

    subject: str
    body: str


class Link(NamedTuple):
    """An address on the web that begins a letter. ``whole``: the letter is in it; else it was too long."""

    url: str
    whole: bool


def parts(text: str) -> Parts:
    """Return subject and body of a kept letter; the subject is empty when the letter has no head.

    >>> parts("Subject: FDP (our ref FOI-1)\\nTo: A trust\\n\\nDear team,\\n\\nPlease.\\n")
    Parts(subject='FDP (our ref FOI-1)', body='Dear team,\\n\\nPlease.\\n')
    """
    whole = unify_lines(text)
    head, _, rest = whole.partition("\n\n")
    if not head.startswith("Subject:"):
        return Parts("", whole.strip("\n") + "\n")
    first = head.partition("\n")[0]
    return Parts(one_line(first.removeprefix("Subject:")), rest.strip("\n") + "\n")


def eml(letter: Parts, *, to: tuple[str, str | None], sender: tuple[str | None, str | None]) -> bytes:
    """Return an .eml file that a mail program opens as a draft; ``to`` and ``sender`` are a name and an address.

    It has no date and no message id: the mail program gives both when the letter is sent. An address that is missing,
    or is none, is left out.
    """
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    # Outlook, and others after it, opens what carries this as a draft that can be sent.
    message["X-Unsent"] = "1"
    for header, (name, address) in (("From", sender), ("To", to)):
        if (mailbox := _mailbox(name, address)) is not None:
            message[header] = mailbox
    message.set_content(_encodable(letter.body), cte="quoted-printable")
    return _subject_line(_header(letter.subject).strip()) + message.as_bytes()


def _subject_line(subject: str) -> bytes:
    """Return the header of the subject, which begins on its first line: some programs read no other."""
    from email.header import Header

    # RFC 5322 section 2.1.1: a line has at most 998 characters. What looks encoded would be decoded, so it is encoded.
    if subject.isascii() and "=?" not in subject and len(subject) < _LONGEST_SUBJECT:
        return f"Subject: {subject}\r\n".encode()
    folded = Header(subject, "utf-8", header_name="Subject", maxlinelen=_ENCODED_LINE).encode(linesep="\r\n")
    return f"Subject: {folded}\r\n".encode()


def _mailbox(name: str | None, address: str | None) -> Address | None:
    from email.errors import MessageError
    from email.headerregistry import Address

    try:
        return Address(_header(name or ""), addr_spec=_header(address)) if address else None
    except (MessageError, ValueError, IndexError):
        return None


def _header(text: str) -> str:
    return "".join(char for char in _encodable(one_line(text)) if char.isprintable())


def _encodable(text: str) -> str:
    """Return the text with halves of characters, which no encoding has, as question marks."""
    return text.encode("utf-8", "replace").decode()


def mailto(to: str | None, subject: str, body: str | None = None) -> str:
    """Return a link that opens a mail program. Raises Refused when the body makes it too long to be opened whole."""
    from urllib.parse import quote, urlencode

    told = {"subject": _header(subject)}
    if body is not None:
        # RFC 6068 section 5: line breaks in a body are written as %0D%0A.
        told["body"] = _encodable(body).rstrip("\n").replace("\n", "\r\n")
    url = f"mailto:{quote(_header(to or ''), safe='@')}?{urlencode(told, quote_via=quote, safe='')}"
    if body is not None and len(url) > LONGEST_MAILTO:
        raise Refused(
            f"The letter is too long for a mailto link: {len(url):,} characters, and many mail programs cut it at "
            f"about {LONGEST_MAILTO:,}.",
            "Use a file that opens as a draft instead: --format eml",
        )
    return url


def gmail(to: str | None, subject: str) -> str:
    """Return the address that opens a new mail of Gmail's in a browser."""
    from urllib.parse import quote, urlencode

    told = {"view": "cm", "fs": "1", "to": _header(to or ""), "su": _header(subject)}
    return f"https://mail.google.com/mail/?{urlencode(told, quote_via=quote, safe='')}"


def wdtk(url_name: str, subject: str, body: str) -> Link:
    """Return the page of WhatDoTheyKnow that begins a request, with the letter in it where it is not too long.

    That site writes what kind of request it is before the title by itself.
    """
    from urllib.parse import quote, urlencode

    page = f"https://www.whatdotheyknow.com/new/{quote(url_name, safe='')}"
    title = {"title": _header(subject).removeprefix(_KIND)}
    url = f"{page}?{urlencode({**title, 'body': _encodable(body).rstrip()})}"
    if len(url) <= LONGEST_LINK:
        return Link(url, whole=True)
    return Link(f"{page}?{urlencode(title)}", whole=False)


def for_all_to_see(body: str) -> str:
    """Return the body without the reply addresses below the name: WhatDoTheyKnow publishes what it passes on."""
    before, signed, after = body.rpartition(_SIGNED)
    if not signed:
        return body
    name = after.partition("\n")[0]
    return f"{before}{signed.rstrip() if '@' in name else signed + name}\n"
