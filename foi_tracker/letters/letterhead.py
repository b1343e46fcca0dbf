"""The letter as a whole: subject line, head, body with its questions, name and reply address.

Subject: Freedom of Information request - FDP adoption (our ref FOI-1)
To: Homerton Healthcare NHS Foundation Trust (Freedom of Information team)
Date: Sunday 22 November 2026
Our ref: FOI-1
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from foi_tracker.dates import show_long
from foi_tracker.errors import BadInput
from foi_tracker.letters import layout
from foi_tracker.letters.particulars import Requester
from foi_tracker.letters.template_facts import RequestFacts
from foi_tracker.letters.templates import Template
from foi_tracker.letters.wording import Wording

_TEAM = "Freedom of Information team"
_DATA_TEAM = "Data Protection team"
# A field of this name is the reference of the regulator's notice.
_NOTICE_REF = "notice_ref"


class Questions(tuple[str, ...]):
    """The questions of a letter in a template: printed, they are the mark that is replaced by the set questions."""

    __slots__ = ()
    # Chosen anew in every run, so that nobody can type it.
    mark = f"\x02{os.urandom(8).hex()}\x03"

    def __str__(self) -> str:
        return self.mark


def set_body(rendered: str, questions: tuple[str, ...], where: str) -> str:
    """Return the body set in lines, with the questions where the template prints them.

    Raises BadInput when the template does not print them once, on a line of its own.
    """
    before, mark, after = rendered.partition(Questions.mark)
    if not mark:
        if questions:
            raise BadInput(f"{where} has no place for questions.", "Its letter needs a line {{ questions }}.")
        return layout.shield(layout.set_prose(rendered))
    alone = before.rstrip(" \t")[-1:] in ("", "\n") and after.lstrip(" \t")[:1] in ("", "\n")
    if not alone or Questions.mark in after:
        raise BadInput(f"{where} must print {{{{ questions }}}} once, on a line of its own.")
    parts = (
        layout.shield(layout.set_prose(before)),
        layout.set_questions(questions),
        layout.shield(layout.set_prose(after)),
    )
    return "\n\n".join(part for part in parts if part)


def subject_line(template: Template, law: Wording, topic: str, our_ref: str, context: Mapping[str, Any]) -> str:
    """Return the whole subject: the kind of request, what it is about, and the references."""
    theirs = _their_ref(template, context)
    refs = f"our ref {our_ref}" + (f", your ref {theirs}" if theirs else "")
    if template.to != "authority":
        return layout.one_line(f"{template.title}: {context['authority'].name}, {topic} ({refs})")
    about = topic if template.kind == "request" else f"{topic}: {template.title[:1].lower()}{template.title[1:]}"
    return layout.one_line(f"{law.request} - {about} ({refs})")


def _their_ref(template: Template, context: Mapping[str, Any]) -> str:
    """Return the reference of whoever it goes to: the authority's or, about a notice, that of the regulator.

    A new request has none yet; that of the one it comes of stands in its text.
    """
    request: RequestFacts | None = context.get("request")
    if template.to == "authority":
        return request.their_ref if request is not None and not template.asks else ""
    return layout.one_line(context.get(_NOTICE_REF, ""))


def compose(template: Template, context: Mapping[str, Any], law: Wording, subject: str, our_ref: str, body: str) -> str:
    """Return the whole letter: head, body, then name and reply address."""
    head = [
        f"Subject: {subject}",
        f"To: {_addressee(template, context, law)}",
        f"Date: {show_long(context['today'])}",
        f"Our ref: {layout.one_line(our_ref)}",
    ]
    if theirs := _their_ref(template, context):
        head.append(f"Your ref: {theirs}")
    requester: Requester = context["requester"]
    foot = [requester.name, requester.organisation, requester.email, requester.address]
    signed = layout.shield("\n".join(line for line in foot if line))
    closing = ["Yours faithfully,"] if template.to == "authority" else []
    return "\n\n".join(part for part in ("\n".join(head), body, *closing, signed) if part) + "\n"


def _addressee(template: Template, context: Mapping[str, Any], law: Wording) -> str:
    match template.to:
        case "authority":
            return f"{context['authority'].name} ({_DATA_TEAM if law.code == 'SAR' else _TEAM})"
        case "regulator":
            name = law.regulator[:1].upper() + law.regulator[1:]
            # A letter about a notice goes to those who issued it; a form is for complaints that are new.
            form = "" if template.about == "compliance" else law.regulator_form
            return f"{name} ({form})" if form else name
        case _:
            return "First-tier Tribunal (General Regulatory Chamber)"
