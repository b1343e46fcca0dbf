"""What was found in letters, for the person who is about to send them: where, why, how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from foi_tracker.views.program import commands
from foi_tracker.views.screen import Screen
from foi_tracker.views.text import plural, visible
from foi_tracker.views.words import requests_named

if TYPE_CHECKING:
    from foi_tracker.casework.letters.checking import Finding

_MOST_ALIKE = 3


def show_findings(screen: Screen, findings: Sequence[Finding]) -> None:
    """Say on standard error what was found in one letter, or that nothing was."""
    if not findings:
        screen.words("Nothing to mend was found.")
        return
    lines = ["", f"{plural(len(findings), 'thing')} could weaken this letter:"]
    for finding in findings:
        lines += _lines(finding)
    screen.words("\n".join(lines))


def show_advice(screen: Screen, found: Sequence[tuple[int, Sequence[Finding]]]) -> None:
    """Say what was found in letters just drafted, by the numbers of their requests; nothing when nothing was.

    What was found in several letters is said once. Of what differs from letter to letter only the first few are told.
    """
    if len(found) == 1:
        if found[0][1]:
            show_findings(screen, found[0][1])
        return
    by_finding: dict[Finding, list[int]] = {}
    for number, findings in found:
        for finding in findings:
            by_finding.setdefault(finding, []).append(number)
    if not by_finding:
        return
    lines = ["", "What could weaken these letters:"]
    told: dict[str, int] = {}
    untold: dict[str, list[int]] = {}
    for finding, numbers in by_finding.items():
        told[finding.code] = told.get(finding.code, 0) + 1
        if told[finding.code] > _MOST_ALIKE:
            untold.setdefault(finding.code, []).extend(numbers)
            continue
        lines += _lines(finding, f"{requests_named(numbers)}, ")
    for numbers in untold.values():
        lines.append(commands(f"  and the like in {requests_named(numbers)}; see each: {{foi}} check {numbers[0]}"))
    screen.words("\n".join(lines))


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return one finding as JSON has it."""
    return {
        "code": finding.code,
        "where": finding.where,
        "what": finding.what,
        "mend": commands(finding.mend),
        "severe": finding.severe,
    }


def _lines(finding: Finding, letters: str = "") -> list[str]:
    where = visible(finding.where)
    return [f"  {letters}{where}: {visible(finding.what)}", f"    {visible(commands(finding.mend))}"]
