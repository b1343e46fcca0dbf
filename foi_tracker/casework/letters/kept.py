"""The letters that are kept for a request, each as it stands in its file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.recording import Entry
from foi_tracker.errors import NotFound
from foi_tracker.ledger import kept
from foi_tracker.requests.events import to_dict
from foi_tracker.requests.request import Request


class KeptLetter(NamedTuple):
    """A letter as it is kept: its path from the home, its text, and whether the file was changed since."""

    path: str
    text: str
    changed: bool


def kept_letter(desk: Desk, request: Request) -> KeptLetter:
    """Return the newest letter kept for a request.

    Raises NotFound when there is none or its file is gone, LedgerError when that may not be read.
    """
    draft = next((one for one in reversed(request.drafts) if one.letter), None)
    if draft is None or draft.letter is None:
        raise NotFound(f"No letter is kept for request {request.number}.")
    found = kept.read(desk.folder, draft.letter, draft.sha256)
    if found.data is None:
        raise NotFound(
            f"The letter {draft.letter} of request {request.number} cannot be found.",
            "Look in the folder letters of your foi folder.",
        )
    changed = found.state == kept.CHANGED
    try:
        text = found.data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        text, changed = found.data.decode("utf-8", "backslashreplace"), True
    return KeptLetter(draft.letter, text, changed)


def keep_letter(
    entry: Entry, raw: Mapping[str, Any], text: str, drafted: Mapping[str, Any]
) -> tuple[dict[str, Any], str]:
    """Keep a letter of a stored request; return the event that tells of it, ``drafted`` its details, and the path."""
    event = max((event["id"] for event in raw["events"]), default=0) + 1
    name = f"{raw['number']:04d}-{event:02d}-{drafted['template']}.txt"
    path, sha256 = entry.records.keep_file("letters", name, text.encode("utf-8", "surrogatepass"))
    return to_dict("drafted", entry.desk.today, **drafted, letter=path, sha256=sha256), path
