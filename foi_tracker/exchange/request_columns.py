"""What the columns of people's spreadsheets of requests are called, and the words that stand in some of them."""

from __future__ import annotations

WHY = "why"

# Field -> the heads that it has in people's spreadsheets, the surest first, as ``sheets.head`` writes them.
HEADS: dict[str, tuple[str, ...]] = {
    "authority": (
        "authority",
        "public authority",
        "authority name",
        "name of authority",
        "public body",
        "public body name",
        "body",
        "organisation",
        "organisation name",
        "organization",
        "trust",
        "nhs trust",
        "council",
        "icb",
        "agency",
        "sent to",
        "asked of",
        "recipient",
    ),
    "subject": (
        "subject",
        "title",
        "request title",
        "request subject",
        "subject of request",
        "topic",
        "about",
        "request",
    ),
    "sent": (
        "sent",
        "date sent",
        "sent on",
        "sent date",
        "date of request",
        "request date",
        "date requested",
        "requested",
        "requested on",
        "date asked",
        "asked",
        "asked on",
        "date submitted",
        "submitted",
        "submitted on",
        "date",
    ),
    "acknowledged": ("acknowledged", "date acknowledged", "acknowledged on", "acknowledgement date"),
    "answered": (
        "answered",
        "date answered",
        "answered on",
        "answer date",
        "response date",
        "date of response",
        "date responded",
        "responded",
        "responded on",
        "date replied",
        "replied",
        "date of reply",
        "reply date",
        "response received",
        "date response received",
        "date done",
        "resolved on",
    ),
    "review": (
        "review requested",
        "review asked",
        "internal review",
        "internal review date",
        "date of review request",
        "internal review requested",
        "ir requested",
        "ir date",
    ),
    "closed": ("closed", "date closed", "closed on", "withdrawn", "date withdrawn", "withdrawn on"),
    "status": ("status", "state", "request status", "described state", "progress", "stage"),
    "outcome": ("outcome", "result", "resolution", "decision"),
    "our_ref": ("our ref", "our reference", "my ref", "my reference", "our ref no", "our number"),
    "their_ref": (
        "their ref",
        "their reference",
        "authority ref",
        "authority reference",
        "foi ref",
        "foi reference",
        "foi number",
        "foi no",
        "reference number",
        "ref no",
        "ref number",
        "tracking number",
        "case number",
        "case ref",
        "case reference",
        "reference",
        "ref",
    ),
    "campaign": ("campaign", "project", "batch"),
    "tags": ("tags", "tag", "labels", "keywords"),
    "notes": ("notes", "note", "comments", "comment", "remarks"),
    "email": ("email", "e mail", "email address", "e mail address", "foi email", "sent to email"),
    "via": ("via", "channel", "method", "sent via", "sent by", "how sent", "method of sending"),
    "law": ("law", "regime", "act", "legislation", "foi or eir"),
    "questions": ("questions", "question", "q", "text of request", "request text", "requested documents"),
}
_WORKED_OUT = (
    "due, due date, due on, date due, due by, deadline, response due, response deadline, answer due, reply due, "
    "days left, overdue, days overdue, days late, late, days since submitted, days since updated, "
    "estimated completion date, followup date"
)
# Worked out here from the calendar, so a column of them is passed over.
CALCULATED = frozenset(word.strip() for word in _WORKED_OUT.split(","))

_VIAS = {
    "email": "email, e mail, mail to foi address, by email, by e mail",
    "form": "form, web form, webform, online form, website, online, portal, web",
    "post": "post, letter, by post, posted, royal mail",
    "wdtk": "wdtk, whatdotheyknow, whatdotheyknow com, what do they know",
}
VIA = {word.strip(): via for via, words in _VIAS.items() for word in words.split(",")}
LAWS = {
    "foi": "",
    "freedom of information": "",
    "freedom of information act": "",
    "freedom of information act 2000": "FOIA",
}
LAWS |= {"foi act": "", "environmental information regulations": "EIR", "environmental information": "EIR"}
LAWS |= {"dpa": "SAR", "dsar": "SAR", "gdpr": "SAR", "subject access": "SAR", "subject access request": "SAR"}
