"""Requests begun without a letter, for tests of what comes after: one transaction, however many."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.passing import addressee
from foi_tracker.casework.recording import Entry
from foi_tracker.law.regimes import default_regime
from foi_tracker.requests.events import to_dict

ASKED = ("Who decides?", "What was paid?", "What was found?")


def begin(
    *authorities: str,
    questions: Sequence[str] = ASKED,
    subject: str = "Parking charges",
    on: str = "2026-01-05",
    regime: str | None = None,
    campaign: str | None = None,
    **link: str,
) -> list[int]:
    """Begin a request to each authority, as a drafted letter that was not sent; return their numbers.

    ``link`` names the request that they come of by its uid: ``replaces="..."``.
    """
    desk = Desk(os.environ["FOI_HOME"])
    numbers = []
    with desk.ledger.transaction("begin") as records:
        entry = Entry(desk, records)
        for name in authorities:
            authority = desk.directory.find(name)
            number = records.next_number()
            raw = {
                "number": number,
                "uid": f"uid-{number}",
                "authority": addressee(authority),
                "regime": regime or default_regime(authority.nation),
                "events": [],
            }
            drafted = to_dict(
                "drafted",
                date.fromisoformat(on),
                subject=subject,
                questions=list(questions),
                campaign=campaign,
                our_ref=f"FOI-{number}",
                records="sent",
                to=authority.foi_email,
                **link,
            )
            entry.begin(raw, (drafted,))
            numbers.append(number)
    return numbers
