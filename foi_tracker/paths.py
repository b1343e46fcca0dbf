"""Paths as a person reads and types them."""

from __future__ import annotations

import os


def shown(path: str) -> str:
    """Return the path as a person writes it: "~/foi" for the folder foi of the user's own."""
    own = os.path.expanduser("~")
    return f"~{path[len(own) :]}" if own != os.sep and path.startswith(own + os.sep) else path


def quoted(path: str) -> str:
    """Return a path, or any word, as one would type it: in a shell, on Windows in a command window."""
    if os.name == "nt":
        return _for_windows(path)
    import shlex

    return shlex.quote(path)


def _for_windows(word: str) -> str:
    """Return the word in double quotes, the only ones that are read there, where it needs any."""
    import re

    if re.fullmatch(r"[\w@+=:./\\~-]+", word):
        return word
    # Backslashes stand for themselves, but for those in front of a double quote.
    inside = re.sub(r'(\\*)"', r'\1\1\\"', word)
    return f'"{inside}{inside[len(inside.rstrip(chr(92))) :]}"'
