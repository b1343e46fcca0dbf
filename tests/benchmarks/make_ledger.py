"""Write a home with a ledger of a chosen size, through the program's own code.

    python tests/benchmarks/make_ledger.py FOLDER --open 500 --archived 9500 --drafts 20

Requests are of the size and shape that a campaign gives them: about 1.1 KB each, six to eight questions, to the
authorities of the directory. Of the open ones one in eight is late, and some are acknowledged; the archived ones are
answered and closed. Days count back from today, so the ledger stays what it was called. The letters that it names are
not written: no command that is measured opens them.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from foi_tracker import home
from foi_tracker.authorities import Authority, Directory
from foi_tracker.ledger import Ledger
from foi_tracker.requests.events import Outcome, to_dict
from foi_tracker.today import today

QUESTIONS = (
    "Which FDP products do you use, and since when?",
    "Please provide your plan for further products.",
    "Please provide the minutes of that decision.",
    "How many staff were trained in 2025?",
    "Please provide the impact assessment (DPIA).",
    "Which categories of patient data are used?",
    "What has been paid to the supplier each year?",
    "Please provide the business case.",
)
LATE_ONE_IN = 8


def main() -> None:
    """Read the command line and write the home."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="where the home is made; it must not hold one")
    parser.add_argument("--open", type=int, default=0, help="requests that were sent and are open")
    parser.add_argument("--archived", type=int, default=0, help="requests that were answered and closed")
    parser.add_argument("--drafts", type=int, default=0, help="requests that are drafted and not sent; they come last")
    asked = parser.parse_args()
    make_home(asked.folder, sent=asked.open, archived=asked.archived, drafts=asked.drafts)


def make_home(folder: str, *, sent: int = 0, archived: int = 0, drafts: int = 0) -> None:
    """Make a home with so many requests: the archived ones have the first numbers, the drafts the last."""
    home.make(folder, {"name": "A. Requester", "email": "a.requester@example.org"})
    ledger = Ledger(folder)
    ledger.create()
    total = archived + sent + drafts
    with ledger.transaction("fill") as records:
        for number, authority in zip(range(1, total + 1), _authorities(), strict=False):
            is_sent = number <= archived + sent
            events = _closed(number) if number <= archived else _open(number, is_sent=is_sent)
            records.add(_request(number, authority, events))
    with ledger.transaction("close") as records:
        for number in range(1, archived + 1):
            records.archive(number)


def _authorities() -> Iterator[Authority]:
    found = [each for each in Directory.load().authorities if each.nation == "england"]
    while True:
        yield from found


def _request(number: int, authority: Authority, events: list[dict[str, Any]]) -> dict[str, Any]:
    addressed = ("slug", "name", "short_name", "kind", "nation")
    return {
        "uid": hashlib.md5(str(number).encode(), usedforsecurity=False).hexdigest(),
        "authority": {part: getattr(authority, part) for part in addressed},
        "regime": "FOIA",
        "events": [
            {"id": place, "change": f"{number:05x}{place}", **event, "at": f"{event['on']}T09:30:00.123456Z"}
            for place, event in enumerate(events, 1)
        ],
    }


def _open(number: int, *, is_sent: bool) -> list[dict[str, Any]]:
    """Return the events of a request that waits for its answer, or for being sent."""
    chance = random.Random(number)
    # 20 working days end after 28 calendar days or, with every bank holiday of a winter, some more; 40 after 56.
    ago = chance.randint(40, 54) if number % LATE_ONE_IN == 0 else chance.randint(0, 26)
    on = today() - timedelta(days=ago)
    events = [_drafted(number, on)]
    if is_sent:
        events.append(to_dict("sent", on, via="email", to="foi@example.org", draft=1))
        if number % 3 == 0:
            events.append(to_dict("acknowledged", on, ref=f"FOI-{number:05d}"))
    return events


def _closed(number: int) -> list[dict[str, Any]]:
    """Return the events of a request that was answered and closed."""
    chance = random.Random(number)
    on = today() - timedelta(days=chance.randint(200, 1200))
    answered_on = on + timedelta(days=chance.randint(10, 40))
    # Every other answer says one thing of all questions, which is stored under 0.
    asked = range(1, len(_questions(number)) + 1) if number % 2 else (0,)
    outcomes = {place: _outcome(chance) for place in asked}
    return [
        _drafted(number, on),
        to_dict("sent", on, via="email", to="foi@example.org", draft=1),
        to_dict("answered", answered_on, outcomes=outcomes),
        to_dict("closed", answered_on + timedelta(days=5), outcome="partially_successful"),
    ]


def _outcome(chance: random.Random) -> Outcome:
    return chance.choice((Outcome("released"), Outcome("not_held"), Outcome("refused", ("s43(2)",))))


def _drafted(number: int, on: date) -> dict[str, Any]:
    return to_dict(
        "drafted",
        on,
        subject=f"FDP adoption, part {number}",
        questions=list(_questions(number)),
        campaign=f"fdp-{on.year}",
        template="fdp-adoption",
        letter=f"letters/{number:04d}-01-fdp-adoption.txt",
        sha256=hashlib.sha256(str(number).encode()).hexdigest(),
        our_ref=f"FOI-{number}",
        records="sent",
        to="foi@example.org",
    )


def _questions(number: int) -> tuple[str, ...]:
    """Return six to eight questions."""
    return QUESTIONS[: 6 + number % 3]


if __name__ == "__main__":
    main()
