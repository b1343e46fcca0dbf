"""The directory of public authorities: who they are, where they take requests, and how far an address is to be trusted.

The shipped lists and their terms lie beside this file (LICENCES.md).
"""

from __future__ import annotations

from foi_tracker.authorities.authority import Authority
from foi_tracker.authorities.closed import AuthorityClosed, ClosedAuthority, successor_of
from foi_tracker.authorities.directory import Directory
from foi_tracker.authorities.grades import Grade, GradesCounted, grade, grade_words, grades_counted, provenance
from foi_tracker.authorities.shipped import wdtk_url_name

__all__ = [
    "Authority",
    "AuthorityClosed",
    "ClosedAuthority",
    "Directory",
    "Grade",
    "GradesCounted",
    "grade",
    "grade_words",
    "grades_counted",
    "provenance",
    "successor_of",
    "wdtk_url_name",
]
