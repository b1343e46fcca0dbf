"""Following the advice to the end: what is proposed can be done, and what was done is not proposed again."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from support.run import do, draft_blank, make_home, sent, shown

ANSWERED_AFTER = 20  # days
PATIENCE = 420  # days


# The same refusal, as commercial interests, under the laws of Scotland.
WITHHELD = {"FOISA": "s33(1)(b)", "EISR": "reg10(5)(e)"}


@pytest.mark.parametrize("answer", [None, "refused:s43(2)", "to_follow", "not_held"])
@pytest.mark.parametrize(
    ("regime", "authority"),
    [("FOIA", "hackney"), ("EIR", "hackney"), ("FOISA", "nhs-lothian"), ("EISR", "nhs-lothian")],
)
def test_it_leads_to_the_regulator_and_never_twice_to_the_same_letter(
    world: Path, regime: str, authority: str, answer: str | None
) -> None:
    make_home()
    draft_blank(authority, "a", "b", regime=regime)
    sent(1)
    today, last = date(2026, 11, 22), date(2026, 11, 22) + timedelta(days=PATIENCE)
    answered_on = today + timedelta(days=ANSWERED_AFTER)
    steps: list[str] = []
    while today < last:
        today += timedelta(days=1)
        if answer and today == answered_on:
            do("got", 1, "answer", "--all", answer.replace("s43(2)", WITHHELD.get(regime, "s43(2)")), today=str(today))
        request = shown(today=str(today))
        step = request["next"]
        if step["command"] is None:
            assert step["by"] is None or step["by"] >= str(today), (today, step)
            if request["status"] in ("complaint", "closed"):
                break
            continue
        if step["command"] != "foi draft 1":
            break
        steps.append(step["step"])
        do("draft", 1, today=str(today))
        assert shown(today=str(today))["next"]["command"] == "foi send 1"
        do("sent", 1, today=str(today))
    assert len(set(steps)) == len(steps), steps
    assert shown(today=str(today))["status"] == "complaint", steps
    assert steps[-1] in ("complain", "complain_review", "complain_outcome")


@pytest.mark.parametrize("regime", ["FOIA", "FOISA"])
def test_what_is_proposed_by_hand_is_understood_as_well(world: Path, regime: str) -> None:
    """Somebody who writes letters elsewhere records the same steps without drafting here."""
    make_home()
    draft_blank("nhs-lothian" if regime == "FOISA" else "hackney", "a")
    sent(1)
    do("sent", 1, "review" if regime == "FOISA" else "chaser", today="2026-12-23")
    assert shown(today=str(date(2026, 12, 24)))["next"]["command"] is None
    assert shown(today=str(date(2027, 3, 1)))["next"]["step"] in ("complain", "complain_review")
    do("sent", 1, "complaint", today="2027-03-01")
    assert shown(today=str(date(2027, 3, 2)))["status"] == "complaint"
