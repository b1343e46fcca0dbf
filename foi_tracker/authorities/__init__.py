"""The directory of public authorities: who they are, where they take requests, and how far an address is to be trusted.

The shipped lists and their terms lie beside this file (LICENCES.md).
"""

from __future__ import annotations

from foi_tracker.authorities.authority import Authority, Grade, grade, grade_words
from foi_tracker.authorities.closed import AuthorityClosed, ClosedAuthority
from foi_tracker.authorities.directory import Directory
from foi_tracker.authorities.shipped import wdtk_url_name

__all__ = [
    "Authority",
    "AuthorityClosed",
    "ClosedAuthority",
    "Directory",
    "Grade",
    "grade",
    "grade_words",
    "wdtk_url_name",
]
