"""What an act was refused with, where it may also succeed."""

from __future__ import annotations

from collections.abc import Callable

from foi_tracker.errors import FoiError


def refusal(act: Callable[[], object]) -> FoiError | None:
    """Return the error that the act ends in, or None when it succeeds; any other error is a failure of the test."""
    try:
        act()
    except FoiError as refused:
        return refused
    return None
