"""Messages saved from a mail program: split, parsed within limits, their text read; nothing is rendered or fetched.

Anybody can write to one who asks. So every header is cut, the parts are counted, and what breaks a rule of mail is
taken as far as it can be read. The older policy of the standard library is used on purpose: the newer one parses each
header in full when it is looked at, which takes minutes for one of 100 kB, and raises errors for broken ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.errors import MessageError
from email.message import Message as Part
from email.policy import Compat32
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from foi_tracker.exchange.mail_text import LONGEST, decoded, html_text, one_line, own_words, text_of

MOST_BYTES = 300_000_000  # of a mailbox
MOST_BYTES_OF_ONE = 60_000_000
MOST_MESSAGES = 20_000
MOST_PARTS = 500
MOST_ATTACHMENTS = 50
_LONGEST_HEADER = 4_000
_MOST_IDS = 100
_LONDON = ZoneInfo("Europe/London")

# A message of a mailbox begins after an empty line with the sender and the time, and a header follows.
_FROM_LINE = re.compile(
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{0,300}[0-9]{1,2}:[0-9]{2}[^\r\n]{0,40} (?:19|20)[0-9]{2}[^\r\n]{0,40}"
    rb"\r?\n(?=>?[!-9;-~]{1,80}:)"
)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


class Attachment(NamedTuple):
    """A file that came with a message, under the name that the sender gave it."""

    name: str
    data: bytes


class Message(NamedTuple):
    """One message. ``mark`` names it in every copy; ``dated`` are the days of its headers, the sender's first.

    ``text`` is all of its text, ``own`` what its sender wrote: without quoted letters and what was forwarded.
    ``trouble`` says what of it could not be read.
    """

    data: bytes
    mark: str
    message_id: str
    subject: str
    sender: str
    recipients: tuple[str, ...]
    dated: tuple[date, ...]
    answers_to: tuple[str, ...]
    headers: dict[str, str]
    content_type: str
    text: str
    own: str
    attachments: tuple[str, ...]
    trouble: str | None = None


def split(data: bytes) -> list[bytes]:
    """Return the messages of a mailbox (.mbox), or the one that a file holds. At most ``MOST_MESSAGES``."""
    if not data.startswith(b"From "):
        return [data] if data.strip() else []
    starts = [found.start() for found in _FROM_LINE.finditer(data)]
    if not starts or starts[0]:
        starts = [0, *starts]
    found = []
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        body = data[data.find(b"\n", start, end) + 1 : end]
        if body.strip():
            found.append(_QUOTED_FROM.sub(rb"\1", body))
        if len(found) == MOST_MESSAGES:
            break
    return found


class _TooManyParts(Exception):
    """More parts than anybody sends."""


class _Cut(Compat32):  # type: ignore[misc, unused-ignore]
    """Headers cut to a length at which no parser of them can be kept busy."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return name and value of a header, cut."""
        lines, length = [], 0
        for line in sourcelines:
            lines.append(line[:_LONGEST_HEADER])
            length += len(line)
            if length > _LONGEST_HEADER:
                break
        name, value = super().header_source_parse(lines)
        return str(name)[:200], str(value)[:_LONGEST_HEADER]


def _parsed(data: bytes) -> Part:
    """Return the parts of a message. Raises _TooManyParts or RecursionError for what nobody sends."""
    from email.parser import BytesParser

    count = 0

    def part(policy: Any = None) -> Part:
        nonlocal count
        count += 1
        if count > MOST_PARTS:
            raise _TooManyParts
        return Part(policy=policy)

    return BytesParser(part, policy=_Cut()).parsebytes(data)


def parse(data: bytes) -> Message:
    """Return what a message says; never raises for what somebody wrote into it."""
    trouble = None
    if len(data) > MOST_BYTES_OF_ONE:
        trouble = f"it is larger than {MOST_BYTES_OF_ONE // 1_000_000} MB"
        root = _head_alone(data)
    else:
        try:
            root = _parsed(data)
        except _TooManyParts:
            trouble, root = f"it has more than {MOST_PARTS} parts", _head_alone(data)
        except (RecursionError, MessageError, ValueError, TypeError, AttributeError, IndexError, KeyError):
            trouble, root = "its parts cannot be told apart", _head_alone(data)
    text, inner, names = ("", "", []) if trouble else _contents(root)
    headers = {name: _header(root, name) for name in _LOOKED_AT}
    message_id = _ids(headers["message-id"])[:1]
    return Message(
        data,
        _mark(message_id[0] if message_id else "", data),
        message_id[0] if message_id else "",
        headers["subject"],
        _address(headers["from"]),
        tuple(_addresses(f"{headers['to']}, {headers['cc']}")),
        _days(root),
        tuple(dict.fromkeys(_ids(headers["in-reply-to"]) + _ids(headers["references"]))),
        headers,
        root.get_content_type(),
        f"{text}\n{inner}" if inner else text,
        own_words(text),
        tuple(names),
        trouble,
    )


_LOOKED_AT = (
    "subject",
    "from",
    "to",
    "cc",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "auto-submitted",
    "x-autoreply",
    "x-autorespond",
    "x-failed-recipients",
    "precedence",
    "return-path",
    "content-type",
)


def _head_alone(data: bytes) -> Part:
    """Return a message of which only the head was read."""
    end = re.search(rb"\r?\n\r?\n", data[:1_000_000])
    head = data[: end.start() if end else 0][:200_000]
    lines = [line for line in head.split(b"\n") if not line.lower().startswith((b"content-", b"mime-version"))]
    return _parsed(b"\n".join(lines) + b"\n\n")


def _mark(message_id: str, data: bytes) -> str:
    """Return what names a message in every copy: made of its id, or where it has none of all of it."""
    return mark_of(message_id) if message_id else _digest(data.replace(b"\r\n", b"\n").strip())


def mark_of(message_id: str) -> str:
    """Return what names the message with this id."""
    return _digest(message_id.encode("utf-8", "surrogatepass"))


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()[:16]


# --- headers ---------------------------------------------------------------------------------------------------------


def _header(part: Part, name: str) -> str:
    """Return a header as it reads, on one line and without what cannot be seen; "" when there is none."""
    raw = next((value for key, value in part.raw_items() if key.lower() == name), "")  # type: ignore[attr-defined, unused-ignore]
    return one_line(decoded(str(raw)))


def _address(header: str) -> str:
    return next(iter(_addresses(header)), "")


def _addresses(header: str) -> list[str]:
    """Return the addresses in a header, in lower case, as far as they have the form of one."""
    return [found.lower() for found in re.findall(r"[^\s<>,;:\"'()@]{1,100}@[A-Za-z0-9.-]{1,200}", header)][:_MOST_IDS]


def _ids(header: str) -> list[str]:
    return re.findall(r"<[^<>\s]{1,500}>", header)[-_MOST_IDS:]


def _days(part: Part) -> tuple[date, ...]:
    """Return the days on which it was sent, in London: by its own header, then by the servers that took it on."""
    told = [str(value) for key, value in part.raw_items() if key.lower() == "date"][:1]  # type: ignore[attr-defined, unused-ignore]
    received = [str(value) for key, value in part.raw_items() if key.lower() == "received"][:10]  # type: ignore[attr-defined, unused-ignore]
    told += [value.rpartition(";")[2] for value in received]
    return tuple(filter(None, map(_day, told)))


def _day(text: str) -> date | None:
    from email.utils import parsedate_to_datetime

    try:
        moment: datetime = parsedate_to_datetime(" ".join(text.split()))
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(_LONDON).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


# --- what is in it ---------------------------------------------------------------------------------------------------


def _leaves(root: Part) -> Iterator[Part]:
    """Yield the parts that hold something themselves; a message inside another is one of them."""
    waiting = [root]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload()
        if isinstance(inner, list) and part.get_content_maintype() != "message":
            waiting += reversed([each for each in inner if isinstance(each, Part)])
        else:
            yield part


def _name(part: Part) -> str:
    try:
        return one_line(decoded(part.get_filename() or ""))
    except (MessageError, ValueError, LookupError, TypeError, IndexError):
        return ""


def _is_attached(part: Part) -> bool:
    return str(part.get("content-disposition", "")).lower().lstrip().startswith("attachment") or bool(_name(part))


def _contents(root: Part, *, inside: bool = False) -> tuple[str, str, list[str]]:
    """Return the text of a message, that of the messages in it, and the names of what is attached."""
    plain: list[str] = []
    html: list[str] = []
    inner: list[str] = []
    names: list[str] = []
    for part in _leaves(root):
        kind = part.get_content_type()
        if _is_letter(part) and not inside:
            inner.append(_letter_inside(part))
        if _is_attached(part):
            names.append(_name(part) or "attachment")
        elif kind == "text/plain":
            plain.append(_body(part))
        elif kind == "text/html":
            html.append(_body(part))
        elif _is_letter(part):
            names.append("message.eml")
    text = "\n".join(plain)
    if not text.strip():
        text = html_text("\n".join(html))
    return text[:LONGEST], "\n".join(inner)[:LONGEST], names[:MOST_ATTACHMENTS]


def _letter_inside(part: Part) -> str:
    """Return the subject and the text of a message that is a part of another: forwarded, or come back."""
    payload = part.get_payload()
    letter = payload[0] if isinstance(payload, list) and payload else None
    if not isinstance(letter, Part):
        return _body(part)
    return f"{_header(letter, 'subject')}\n{_contents(letter, inside=True)[0]}"


def _body(part: Part) -> str:
    data = _payload(part)[: 4 * LONGEST]
    return text_of(data, part.get_content_charset())[:LONGEST].replace("\r\n", "\n")


def _payload(part: Part) -> bytes:
    """Return the bytes of a part, decoded as far as they can be."""
    try:
        if part.is_multipart():
            inner = part.get_payload()
            return b"\n".join(each.as_bytes() for each in inner if isinstance(each, Part))
        data = part.get_payload(decode=True)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return b""
    return data if isinstance(data, bytes) else b""


def attachments(data: bytes) -> list[Attachment]:
    """Return the files that came with a message, as they are: an archive is not opened."""
    try:
        root = _parsed(data)
    except (_TooManyParts, RecursionError, MessageError, ValueError, TypeError, AttributeError, IndexError, KeyError):
        return []
    found = []
    for part in _leaves(root):
        if _is_attached(part) or _is_letter(part):
            name = _name(part) or ("message.eml" if part.get_content_maintype() == "message" else "attachment")
            found.append(Attachment(name, _payload(part)))
    return [one for one in found if one.data][:MOST_ATTACHMENTS]


def _is_letter(part: Part) -> bool:
    """Return whether a part is another message; a report on delivery is none."""
    return part.get_content_maintype() == "message" and part.get_content_type() != _STATUS


_STATUS = "message/delivery-status"
