"""The main job, played in a home that is thrown away, through the same acts as the commands."""

from __future__ import annotations

import os
from datetime import date
from typing import NamedTuple

from foi_tracker.casework import readings, sending
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.filtering import Filters
from foi_tracker.casework.letters import drafting
from foi_tracker.casework.letters.drafting import Drafted
from foi_tracker.casework.letters.planning import DraftOptions
from foi_tracker.casework.readings import Overview
from foi_tracker.casework.recording import Change
from foi_tracker.casework.upkeep import setup
from foi_tracker.law.calendar import Calendar

DRAFTED_ON = date(2026, 11, 20)
SENT_ON = date(2026, 11, 22)
LATE_ON = date(2026, 12, 29)

_ASKED = (("homerton", "fdp-adoption"), ("NHS England", "fdp-contract"))


class Scene(NamedTuple):
    """What the commands of one day gave."""

    drafted: list[Drafted]
    sent: list[Change]
    overdue: Overview
    status: Overview
    calendar: Calendar


def play() -> Scene:
    """Draft two requests, record one as sent, and look at both when it is late.

    Touches nothing of the user's: the home is a temporary folder, and the dates are fixed.
    """
    import tempfile

    with tempfile.TemporaryDirectory(prefix="foi-demo-") as above:
        folder = os.path.join(above, "foi")
        setup.make(folder, {"name": "Hackney Data Coalition", "email": "requests@example.org"})
        desk = Desk(folder, today=DRAFTED_ON)
        drafted = [
            one
            for name, template in _ASKED
            for one in drafting.draft(desk, (name,), DraftOptions(template, campaign="fdp-2026"))
        ]
        sent = sending.sent(Desk(folder, today=SENT_ON), ("1",), sending.Sent(None, SENT_ON))
        desk = Desk(folder, today=LATE_ON)
        overdue, status = readings.overdue(desk, Filters()), readings.overview(desk, Filters())
        return Scene(drafted, sent, overdue, status, desk.calendar)
