"""Paths as a person reads and types them."""

from __future__ import annotations

import os


def shown(path: str) -> str:
    """Return the path as a person writes it: "~/foi" for the folder foi of the user's own."""
    own = os.path.expanduser("~")
    return f"~{path[len(own) :]}" if own != os.sep and path.startswith(own + os.sep) else path


def quoted(path: str) -> str:
    """Return the path as one would type it in a shell."""
    import shlex

    return shlex.quote(path)
