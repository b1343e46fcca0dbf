"""The statutes as data and arithmetic: which law, which clock, which day.

>>> from datetime import date
>>> from foi_tracker.law import deadline
>>> answer = deadline(date(2026, 11, 24))
>>> answer.due, answer.cite
(datetime.date(2026, 12, 23), 'FOIA 2000 s.10(1)')
>>> [day.name for day in answer.skipped]
["St Andrew's Day"]

Another calendar than the shipped one is a ``law.calendar.Calendar``; ``law.explaining`` says why a day is the last one.
"""

from foi_tracker.law.deadlines import Deadline, counter, deadline
from foi_tracker.law.regimes import REGIMES, Regime, default_regime, regime

__all__ = [
    "REGIMES",
    "Deadline",
    "Regime",
    "counter",
    "deadline",
    "default_regime",
    "regime",
]
