"""Letters just drafted: the text on standard output, and what matters about it last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from foi_tracker.law.calendar import Calendar
from foi_tracker.law.regimes import REGIMES
from foi_tracker.views import as_json
from foi_tracker.views.letters.checks import finding_json, show_advice, show_findings
from foi_tracker.views.letters.elsewhere import page_of
from foi_tracker.views.letters.letters import PARTING, plainer, show_letter
from foi_tracker.views.program import commands
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import plural, visible
from foi_tracker.views.words import ranges

if TYPE_CHECKING:
    from foi_tracker.casework.letters.drafting import Drafted
    from foi_tracker.casework.letters.editing import Edited
    from foi_tracker.letters.findings import Finding

# More letters than this are told together, and a terminal shows only the first of them.
_FEW = 3


class Trust(NamedTuple):
    """The address that a letter goes to, None where none is known, and how far it is to be trusted, in words."""

    address: str | None
    words: str


def show_drafted(
    screen: Screen, letters: Sequence[Drafted], trusts: Sequence[Trust], found: Sequence[Sequence[Finding]]
) -> None:
    """Write the letters, then say what matters: what weakens them, that they are kept and not sent, where each goes."""
    shown = letters[:1] if screen.human and len(letters) > _FEW else letters
    for place, one in enumerate(shown):
        if place:
            screen.data(PARTING)
        show_letter(screen, one.letter.text)
    show_advice(screen, list(zip([one.number for one in letters], found, strict=True)))
    lines: list[str] = []
    if len(letters) <= _FEW:
        for one, trust in zip(letters, trusts, strict=True):
            lines += ["", *_destination(one, trust)]
    if len(letters) > 1:
        lines += ["", *_together(letters, only_first=len(shown) < len(letters))]
    lines += plainer(screen, [(one.number, one.letter.text) for one in letters if one.path])
    screen.words("\n".join(lines))


def _destination(one: Drafted, trust: Trust) -> list[str]:
    kept = "kept, not sent" if one.path else "not kept, not sent"
    law, authority = REGIMES[one.plan.regime], one.plan.authority
    to = one.plan.template.to or "authority"
    regulator = to != "authority"
    name = law.regulator if regulator else authority.name
    page = page_of(to, law.code) if regulator else authority.foi_page or authority.website
    address = f"{visible(trust.address)} ({visible(trust.words)})" if trust.address else visible(trust.words)
    lines = [
        f"Request {one.number}: {kept}. Nothing leaves this computer until you send it.",
        f"  To       {visible(name)}, under {law.short}",
        f"  Address  {page or 'see its own website' if regulator else address}",
    ]
    lines += [f"  Check    {visible(page)}"] if page and not regulator else []
    if one.plan.others:
        options = ", ".join(f"-t {name}" for name in one.plan.others)
        lines.append(f"  Or       another letter fits too: {options}")
    if one.path:
        lines.append(f"  Letter   {visible(one.path)}")
        lines.append(commands(f"  Next     {{foi}} send {one.number}; once it has gone: {{foi}} sent {one.number}"))
    return lines


def _together(letters: Sequence[Drafted], *, only_first: bool) -> list[str]:
    kept = all(one.path for one in letters)
    numbers = sorted(one.number for one in letters)
    which = ranges(numbers)
    lines = [f"{plural(len(letters), 'letter')} {'kept' if kept else 'shown, not kept'}, none sent."]
    if only_first:
        lines[0] = (
            f"{plural(len(letters), 'letter')} {'kept' if kept else 'not kept'}, none sent; this is the first of them."
        )
    if kept:
        refs = which.replace(",", "")
        lines.append(commands(f"  Read     each by its number: {{foi}} letter {numbers[0]}"))
        lines.append(commands(f"  Next     {{foi}} send {refs}; once they have gone: {{foi}} sent {refs}"))
    return lines


def drafted_json(
    letters: Sequence[Drafted], found: Sequence[Sequence[Finding]], *, today: date, calendar: Calendar
) -> dict[str, Any]:
    """Return the requests that were changed and the letters with what could weaken each."""
    changed = [one.standing for one in letters if one.standing]
    return {
        "changed": as_json.requests_json(changed, today=today, calendar=calendar),
        "letters": [
            {
                "number": one.number,
                "subject": one.letter.subject,
                "letter": one.letter.text,
                "path": one.path,
                "template": one.plan.template.name,
                "questions": list(one.letter.questions),
                "authority": {"slug": one.plan.authority.slug, "name": one.plan.authority.name},
                "findings": [finding_json(finding) for finding in findings],
            }
            for one, findings in zip(letters, found, strict=True)
        ],
    }


def show_edited(
    screen: Screen,
    edited: Edited | None,
    text: str,
    findings: Sequence[Finding],
    *,
    today: date,
    calendar: Calendar,
) -> None:
    """Write the letter as it is now, what weakens it, and how its questions changed; ``edited`` is None for nothing."""
    if screen.mode == JSON:
        changed = [edited.standing] if edited else []
        told = [finding_json(finding) for finding in findings]
        screen.json({"changed": as_json.requests_json(changed, today=today, calendar=calendar), "findings": told})
        return
    show_letter(screen, text)
    if findings:
        show_findings(screen, findings)
    if edited is None:
        screen.words("Nothing was changed.")
        return
    number = edited.standing.request.number
    lines = [
        "",
        f"Request {number}: the changed letter is kept, not sent. The one before stays in your letters folder.",
    ]
    lines += [*_questions_changed(edited.before, edited.after), *plainer(screen, [(number, text)])]
    lines.append(commands(f"  Next     {{foi}} send {number}; once it has gone: {{foi}} sent {number}"))
    screen.words("\n".join(lines))


def _questions_changed(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Say which questions went, and which came."""
    gone = [question for question in before if question not in after]
    new = [question for question in after if question not in before]
    if not gone and not new:
        order = "" if list(before) == list(after) else ", in another order"
        return [f"  Questions as before{order}."] if before else []
    lines = [f"  {plural(len(after), 'question')} now; {len(gone)} went and {len(new)} came:"]
    lines += [f"  - {visible(question)}" for question in gone]
    return lines + [f"  + {visible(question)}" for question in new]
