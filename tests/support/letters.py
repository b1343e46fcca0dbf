"""Letters of one request in all its laws: to whom, from whom, what was asked and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, NamedTuple

from foi_tracker.letters import drafting, templates
from foi_tracker.letters.particulars import Extension, Period, Requester, SentRequest
from foi_tracker.requests.parts import Question
from support.text import joined


def words(letter: drafting.Letter) -> str:
    """Return the letter's text with its lines joined, so that a test does not depend on where they break."""
    return joined(letter.text)


class Authority(NamedTuple):
    name: str = "Homerton Healthcare NHS Foundation Trust"
    short_name: str = "Homerton"
    kind: str = "nhs-trust"
    nation: str = "england"


class Case:
    """Request 7: sent on a Friday, received on the Sunday, due on 21 December 2026; today is 6 January 2027."""

    today = date(2027, 1, 6)
    authority = Authority()
    requester = Requester("Ann Example", "ann@example.org", None, "Hackney Patients Together")
    unanswered = (
        Question(1, "Please state whether you use the FDP."),
        Question(2, "Please provide the memorandum of understanding."),
    )
    corrected = ("Please provide the agreement of 2025.", "Please provide its price.")
    answered = (
        Question(1, "Please state whether you use the FDP.", "released"),
        Question(2, "Please provide the memorandum of understanding.", "refused", ("s43(2)", "s41(1)")),
        Question(3, "Please provide the impact assessment.", "not_held"),
        Question(4, "Please provide the cost."),
    )
    limited = (
        Question(1, "Please state whether you use the FDP.", "released"),
        Question(2, "Please provide every e-mail about it.", "over_cost", ("s12",)),
        Question(3, "Please provide the impact assessment.", "held_elsewhere"),
    )
    # What each of these needs to be so, and what it says; the rest do with ``unanswered`` and ``answered``.
    needing: ClassVar[dict[str, dict[str, Any]]] = {
        "ask-estimate-and-advice": {"questions": limited},
        "narrow-after-cost-limit": {"questions": limited},
        "transfer-reply": {"questions": limited},
        "challenge-extension": {"extension": Extension(date(2026, 12, 17), date(2027, 1, 22))},
        "did-you-receive": {"heard_on": None},
    }

    # What a person must say, because no request knows it.
    values: ClassVar = {
        "clarification": "I mean the agreements signed in 2025.",
        "error": "Question 1 named the wrong year.",
    }

    def request(self, questions: tuple[Question, ...] = unanswered, **changes: Any) -> SentRequest:
        """The request as a follow-up knows it."""
        asked = SentRequest(
            number=7,
            subject="FDP adoption",
            regime="FOIA",
            our_ref="HC-7",
            their_ref="2026/0417",
            via="email",
            sent_on=date(2026, 11, 20),
            received_on=date(2026, 11, 22),
            questions=questions,
            chased_on=date(2026, 12, 29),
            clarification_requested_on=date(2026, 11, 24),
            review_requested_on=date(2027, 1, 4),
            comply_by=date(2027, 1, 5),
            heard_on=date(2026, 11, 23),
        )
        return asked._replace(**changes)

    def period(self, kind: str = "answer", **changes: Any) -> Period:
        """The clock that a follow-up is about."""
        days = (date(2026, 11, 22), date(2026, 12, 21), date(2026, 12, 22))
        basis = {"review_request": "answered", "complaint": "review_answered"}.get(kind, "sent")
        return Period(kind, basis, *days, "FOIA 2000 s.10(1)", 8)._replace(**changes)

    def needed(self, template: templates.Template, regime: str) -> SentRequest:
        """The request that a follow-up is about, with what it needs; one that it begins a new one from is HC-3."""
        waits = template.about == "answer" or template.records in ("withdrawn", "sent", "noted")
        changes: dict[str, Any] = {
            "questions": self.unanswered if waits else self.answered,
            **self.needing.get(template.name, {}),
            **({"our_ref": "HC-3"} if template.begins else {}),
        }
        return self.request(regime=regime, **changes)

    def draft(self, template: str | templates.Template, regime: str = "FOIA", **changes: Any) -> drafting.Letter:
        """Draft a shipped template (by name) or any other, with what it needs filled in."""
        found = templates.find(template) if isinstance(template, str) else template
        given: dict[str, Any] = {
            "authority": self.authority,
            "requester": self.requester,
            "regime": regime,
            "today": self.today,
            "our_ref": "HC-7",
        }
        if found.kind == "follow-up":
            given["request"] = self.needed(found, regime)
            given["clock"] = self.period(found.about or "answer")
            asked = 2 if found.begins == "replaces" else 1
            given["extra_questions"] = self.corrected[:asked] if found.begins else ()
            names = {field.name for field in found.fields}
            given["values"] = {name: text for name, text in self.values.items() if name in names}
        elif not found.questions:
            given |= {"extra_questions": ("Please provide the contract.",), "subject": "Parking charges"}
        return drafting.draft(found, **{**given, **changes})
