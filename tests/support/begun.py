"""Requests begun without a letter, for tests of what comes after: one transaction, however many."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from typing import Any

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.recording import Entry, blank
from foi_tracker.law.regimes import default_regime
from foi_tracker.requests.events import to_dict
from support.run import do, make_home

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
            raw = blank(number, authority, regime or default_regime(authority.nation), uid=f"uid-{number}")
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


def ask(*authorities: str, on: str, **how: Any) -> list[int]:
    """Begin a request to each authority and record that it went by e-mail that day; return their numbers."""
    numbers = begin(*authorities, on=on, **how)
    do("sent", *numbers, "--via", "email", "--on", on, today=on)
    return numbers


def one_asked() -> None:
    """Request 1 to Homerton, begun on Friday 20 November 2026 and sent by e-mail on Sunday 22."""
    make_home()
    begin("homerton", on="2026-11-20")
    do("sent", 1, "--via", "email", "--on", "2026-11-22")


def six_of_all_kinds() -> None:
    """1 and 2 sent under FOIA, 3 sent under FOISA, 4 a draft, 5 closed, 6 undone. 1, 3 and 5 are of one campaign."""
    make_home()
    begin("hackney", on="2026-05-18", campaign="fdp")
    begin("homerton", on="2026-05-18", subject="Contract")
    begin("nhs-lothian", on="2026-05-18", campaign="fdp")
    begin("barts", on="2026-05-18", subject="Contract")
    begin("barts", on="2026-05-18", campaign="fdp")
    begin("hackney", on="2026-05-18")
    do("undo", 6, today="2026-05-18")
    do("sent", "1-3", 5, "--via", "email", "--on", "2026-05-18", today="2026-05-18")
    do("close", 5, "--on", "2026-05-19", today="2026-05-19")
    do("tag", "urgent", 1, 2, today="2026-05-19")
