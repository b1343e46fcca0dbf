"""Files that come from elsewhere: read whole, never changed, and not beyond a size that is stated."""

from __future__ import annotations

import os

from foi_tracker.errors import BadInput, NotFound
from foi_tracker.paths import shown

_CHECK = "Check the name of the file."


def read(path: str, *, most: int) -> bytes:
    """Return the bytes of a file of at most ``most`` bytes.

    Raises NotFound when there is none or it cannot be read, BadInput for what is no file, or is larger.
    """
    whole = os.path.expanduser(path)
    try:
        if not os.path.lexists(whole):
            raise NotFound(f"There is no file {shown(whole)}.", _CHECK)
        if not os.path.isfile(whole):
            raise BadInput(f"{shown(whole)} is not a file that could be read.", _CHECK)
        with open(whole, "rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or problem
        raise NotFound(f"{shown(whole)} cannot be read: {why}.", _CHECK) from None
    if len(data) > most:
        size = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most:,} bytes"
        raise BadInput(f"{shown(whole)} is too large: at most {size} are read.", _CHECK)
    return data
