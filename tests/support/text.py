"""What stands on a screen or in a letter, read without regard to where its lines break."""

from __future__ import annotations


def joined(text: str) -> str:
    """Return the text with one space between its words, whatever the width it was set to."""
    return " ".join(text.split())
