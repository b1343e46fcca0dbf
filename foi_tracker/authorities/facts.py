"""What may be entered about an authority, field by field: cleaned, and refused where it could do harm.

An entry ends in letters, in the head of an e-mail and in tables: it holds no control character, and no name begins
like a formula.
"""

from __future__ import annotations

import re

from foi_tracker.authorities.kinds import KINDS, NATIONS, one_of
from foi_tracker.authorities.names import shown
from foi_tracker.errors import BadInput

# Field -> what it is called in a sentence.
FIELDS = {
    "name": "name",
    "short_name": "short name",
    "kind": "kind",
    "nation": "nation",
    "region": "region",
    "foi_email": "e-mail address",
    "foi_page": "FOI page",
    "website": "website",
    "postal_address": "postal address",
    "ods_code": "ODS code",
    "wdtk_url_name": "url name at WhatDoTheyKnow",
}

_LONGEST = 500
# Zero-width spaces, byte-order marks and soft hyphens come along when a name is copied from a web page.
_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0xFEFF))
_EMAIL = r"[A-Za-z0-9][A-Za-z0-9.!#$%&'*+/=?^_`{}~-]*@[A-Za-z0-9][A-Za-z0-9-]*(\.[A-Za-z0-9-]+)+"
_PAGE = r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]+)?([/?#][!-~]*)?"


def checked(field: str, typed: str) -> str:
    """Return the value of a field as it is kept. Raises BadInput for one that it cannot hold."""
    value = one_line(typed, what=FIELDS[field])
    match field:
        case "foi_email":
            if not re.fullmatch(_EMAIL, value):
                raise BadInput(f"“{shown(value)}” is not an e-mail address.", "Write it as foi@example.gov.uk")
        case "foi_page" | "website":
            value = value if "://" in value else f"https://{value}"
            if not re.fullmatch(_PAGE, value):
                raise BadInput(f"“{shown(value)}” is not a web address.", "Write it as https://www.example.gov.uk/foi")
        case "kind":
            value = one_of(value, KINDS, "kind")
        case "nation":
            value = one_of(value, NATIONS, "nation")
        case "ods_code":
            value = value.upper()
            if not re.fullmatch(r"[A-Z0-9]{2,10}", value):
                raise BadInput(f"“{shown(value)}” is not an ODS code.", "It has letters and digits only, such as RQX.")
        case "wdtk_url_name":
            if not re.fullmatch(r"[a-z0-9_-]+", value):
                raise BadInput(
                    f"“{shown(value)}” is no url name.", "It is the end of https://www.whatdotheyknow.com/body/"
                )
        case "postal_address":
            pass
        case _:
            if not value[0].isalnum():
                raise BadInput(
                    f"The {FIELDS[field]} “{shown(value)}” does not begin with a letter or a digit.",
                    "Write it as the authority does.",
                )
    return value


def one_line(typed: str, *, what: str) -> str:
    """Return the text on one line. Raises BadInput when it is empty, too long or holds a control character."""
    value = " ".join(", ".join(filter(None, map(str.strip, typed.splitlines()))).translate(_INVISIBLE).split())
    if not value:
        raise BadInput(f"The {what} is empty.", "Write it out.")
    if len(value) > _LONGEST:
        raise BadInput(f"The {what} “{shown(value)}” is too long.", f"At most {_LONGEST} characters.")
    if not value.isprintable():
        raise BadInput(
            f"The {what} “{shown(value)}” holds a character that cannot be seen.", "Type it instead of pasting it."
        )
    return value
