"""Letters that follow a life of ``lives``, as the program writes them: with its own clocks, questions and law."""

from __future__ import annotations

from typing import Any

from foi_tracker.law.calendar import shipped
from foi_tracker.letters.drafting import Letter, draft
from foi_tracker.letters.matter import followed
from foi_tracker.letters.particulars import Requester
from foi_tracker.letters.templates import find
from foi_tracker.requests.request import Request
from support.lives import day, standing


def letter(name: str, request: Request, today: str, *, nation: str = "england", **given: Any) -> Letter:
    """Return the shipped letter of that name about the request on a day. Raises Refused where there is no occasion."""
    template = find(name)
    told = followed(template, standing(request, today), today=day(today), calendar=shipped())
    return draft(
        template,
        authority=request.authority._replace(nation=nation),
        requester=Requester("Ann Example", "ann@example.org"),
        regime=told.law,
        today=day(today),
        our_ref="FOI-1",
        request=told.request._replace(our_ref="FOI-1"),
        clock=next(iter(told.clocks), None),
        others=told.clocks[1:],
        **given,
    )
