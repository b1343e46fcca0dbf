"""How the program was called, so that the commands it proposes can be typed as they stand."""

from __future__ import annotations

import os
import sys
from functools import lru_cache


@lru_cache(maxsize=1)
def program() -> str:
    """Return "foi", ".venv/bin/foi" or "python3 -m foi_tracker", as the person called it."""
    called = sys.argv[0] if sys.argv else ""
    base = os.path.basename(called)
    if base == "__main__.py":
        return f"{_python()} -m foi_tracker"
    if base.lower().removesuffix(".exe") != "foi":
        return "foi"
    return "foi" if _on_path(called) else _shortest(called)


def _python() -> str:
    """Return the word that calls the Python that runs; its path where an environment is not active."""
    name = os.path.basename(sys.executable) or "python3"
    if sys.prefix == sys.base_prefix:
        return "py" if os.name == "nt" else name
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        candidate = os.path.join(folder or os.curdir, name)
        if os.path.isfile(candidate):
            # Not by where links lead: that of an environment is a link to the one that it was made with.
            first, second = (os.path.normcase(os.path.abspath(path)) for path in (candidate, sys.executable))
            return name if first == second else _shortest(sys.executable)
    return _shortest(sys.executable)


def _on_path(called: str) -> bool:
    """Return whether typing "foi" in this shell would run the program that runs."""
    running = _whole(called)
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        candidate = _whole(os.path.join(folder or os.curdir, os.path.basename(called)))
        if os.path.isfile(candidate) and os.access(candidate, os.X_OK):
            return _same(candidate, running)
    return False


def _whole(called: str) -> str:
    """Return the file of a program. On Windows its ending need not be typed, and the program is told it without."""
    return f"{called}.exe" if os.name == "nt" and not called.lower().endswith(".exe") else called


def _same(one: str, other: str) -> bool:
    first, second = (os.path.normcase(os.path.realpath(path)) for path in (one, other))
    return first == second


def _shortest(called: str) -> str:
    from foi_tracker.paths import quoted

    try:
        whole = os.path.abspath(called)
        near = os.path.relpath(whole)
    except (ValueError, OSError):  # another drive on Windows; a folder that is gone
        return quoted(called)
    return quoted(near if not near.startswith(os.pardir) and os.sep in near else whole)


def commands(text: str) -> str:
    """Return the text with ``{foi}`` written the way the program was called."""
    return text.replace("{foi}", program()) if "{foi}" in text else text
