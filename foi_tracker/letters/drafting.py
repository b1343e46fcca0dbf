"""A template, an authority, a requester and a law -> a letter.

What a person types (values of fields, questions, a subject, names) goes into the letter as it is and is never read
as a template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from foi_tracker.dates import show_long
from foi_tracker.errors import BadInput, Refused
from foi_tracker.letters import layout, letterhead, occasion, sandbox, template_facts, timing
from foi_tracker.letters.grounds import Ground, chosen, fitting
from foi_tracker.letters.particulars import Authority, Period, Requester, SentRequest
from foi_tracker.letters.templates import Field, Template
from foi_tracker.letters.wording import Wording, wording
from foi_tracker.requests.events import OUTCOMES

# A field of this name is the subject of the letter.
_SUBJECT = "subject"
# How a letter goes through its grounds; one that does not takes none.
_GIVES_GROUNDS = " in grounds "


class Letter(NamedTuple):
    """A letter as it is kept.

    ``subject`` is the whole line for an e-mail, with our reference; ``topic`` what the request is about, for lists
    and for the letters that follow. ``text`` is the whole letter: head, body, name and reply address. ``questions``
    are those that ``layout.read_questions`` finds in it; ``template`` is a name.
    """

    subject: str
    text: str
    questions: tuple[str, ...]
    template: str
    topic: str


def draft(
    template: Template,
    *,
    authority: Authority,
    requester: Requester,
    regime: str,
    today: date,
    our_ref: str,
    values: Mapping[str, str] | None = None,
    extra_questions: Sequence[str] = (),
    subject: str | None = None,
    request: SentRequest | None = None,
    clock: Period | None = None,
    others: Sequence[Period] = (),
    grounds: Sequence[str] | None = None,
) -> Letter:
    """Return the letter that the template makes for one authority under one law (a code such as "FOIA").

    A follow-up needs ``request``, and fills itself from it and from ``clock``; ``others`` are clocks of further
    questions that it is about. Where it begins a request of its own, ``our_ref`` is that of the new one. A field that
    is not among ``values`` is filled from the request's attribute of that name, else by its default.
    ``extra_questions`` come after those of the template. ``grounds`` are the keys of those chosen for a review
    (``grounds_for`` lists what fits); None takes the ones that are ticked from the start.
    Raises Refused when something that the letter needs is missing, or the law is not one that the template is written
    for; BadInput for values that mean nothing here and for a template that does not work.
    """
    where = f"The template {template.path}"
    law = wording(regime, kind=authority.kind, name=authority.name)
    _check_fit(template, law, requester)
    # First whether there is an occasion for the letter, then what is missing in it.
    followed: dict[str, Any] = {}
    if template.kind == "follow-up":
        request = _needed(template, request)
        clocks = (*([clock] if clock is not None else []), *others)
        followed = _follow_up_context(template, law, authority, today, request, clocks)
        fit = _chosen_grounds(template, request, law.code, grounds)
        followed["grounds"] = template_facts.ground_facts(fit, asked=len(request.questions))
    filled = _fill(template, values or {}, subject, request)
    context: dict[str, Any] = {
        **filled,
        **followed,
        "authority": template_facts.authority_facts(authority),
        "requester": template_facts.requester_facts(requester),
        "regime": law,
        "today": today,
    }
    shape = _shape(template)
    questions = _questions(template, context, extra_questions, shape)
    if template.begins == "replaces" and "request" in followed:
        occasion.check_nothing_lost(template, followed["request"], questions, filled)
    if template.about == "compliance" and "request" in followed:
        occasion.check_not_answered(followed["request"], filled)
    body = sandbox.compiled(template.body, where, (*shape, ("questions", ())))
    rendered = sandbox.render(body, {**context, "questions": letterhead.Questions(questions)}, where)
    asked = request.subject if request is not None else ""
    topic = next(filter(None, map(layout.one_line, (subject or "", filled.get(_SUBJECT, ""), asked))), template.title)
    heading = letterhead.subject_line(template, law, topic, our_ref, context)
    text = letterhead.compose(template, context, law, heading, our_ref, letterhead.set_body(rendered, questions, where))
    if layout.read_questions(text) != questions:
        raise BadInput(
            f"{where} has an indented line right after {{{{ questions }}}}: it would read as part of the last."
        )
    return Letter(heading, text, questions, template.name, topic)


def grounds_for(template: Template, request: SentRequest, regime: str) -> tuple[Ground, ...]:
    """Return the grounds that fit the letter and what was answered, in order; none for a letter that gives none."""
    if _GIVES_GROUNDS not in template.body:
        return ()
    among = [need for need in template.needs if need in OUTCOMES]
    about = template_facts.questions_about(request)
    questions = [question for question in request.questions if not about or question.number in about]
    return fitting(questions, regime, outcomes=among)


def _check_fit(template: Template, law: Wording, requester: Requester) -> None:
    if law.code not in template.regimes:
        raise Refused(
            f"The letter {template.name} is written for {', '.join(template.regimes)}, not for {law.code}.",
            "{foi} draft NAME, without -t, lists those that fit.",
        )
    if (requester.name or "").strip():
        return
    mend = '{foi} init --name "..."  (an e-mail address is enough as the address for correspondence)'
    if law.code == "SAR":
        raise Refused("Nobody can find your own data without your name.", mend)
    if law.code in ("FOIA", "FOISA"):
        raise Refused(f"A request under {law.code} needs a real name, yours or your group's (s.8).", mend)
    if template.to != "authority":
        raise Refused(f"{law.regulator[:1].upper()}{law.regulator[1:]} needs to know who complains: your name.", mend)


def _needed(template: Template, request: SentRequest | None) -> SentRequest:
    if request is None:
        raise Refused(
            f"The letter {template.name} follows a request that was sent; say which one.",
            f"With the number of the request: {{foi}} draft 1 -t {template.name}",
        )
    return request


def _follow_up_context(
    template: Template,
    law: Wording,
    authority: Authority,
    today: date,
    request: SentRequest,
    clocks: Sequence[Period],
) -> dict[str, Any]:
    """Return what a follow-up knows of its request. Raises Refused where the letter would say what is not so."""
    told = template_facts.request_facts(request, law=law, about=template_facts.questions_about(request, clocks))
    extension = request.extension
    voice = timing.YOU if template.to == "authority" else timing.THEM
    times = []
    for clock in clocks:
        runs = template_facts.clock_facts(clock, today=today, request=request)
        holding = clock.holding if clock.dated else extension if clock.kind == "answer" else None
        account = timing.account(
            clock,
            law,
            today=today,
            voice=voice,
            receiver=runs.received_by,
            nation=authority.nation,
            holding=holding,
        )
        times.append(runs._replace(account=account))
    first = times[0] if times else None
    moved_by = clocks[0].extension if clocks else None
    longer = template_facts.extension_facts(extension, first, unit=law.unit, moved_by=moved_by) if extension else None
    if told.sent_on is None:
        raise Refused(f"Request {told.number} has not been sent; record that first.", f"{{foi}} sent {told.number}")
    occasion.check(template, request, told, first, longer, law=law, today=today)
    return {"request": told, "clock": first, "times": tuple(times), "extension": longer}


def _chosen_grounds(
    template: Template, request: SentRequest, regime: str, keys: Sequence[str] | None
) -> tuple[Ground, ...]:
    if keys and _GIVES_GROUNDS not in template.body:
        raise BadInput(
            f"The letter {template.name} gives no grounds.", "Grounds are for letters that ask for a review."
        )
    return chosen(grounds_for(template, request, regime), keys)


def _fill(
    template: Template, values: Mapping[str, str], subject: str | None, request: SentRequest | None
) -> dict[str, str]:
    """Return the value of every field. Raises BadInput for names that are no fields, Refused when some are missing."""
    known = {field.name: field for field in template.fields}
    for name in values:
        if name not in known:
            raise BadInput(
                f"The letter {template.name} has no field {name[:40]!r}.",
                "Its fields:" if known else "It has no fields to set.",
                details=tuple(f"{field.name}: {field.help}" for field in template.fields),
            )
    filled = {field.name: _value(field, values, subject, request) for field in template.fields}
    if missing := missing_fields(template, values, subject, request):
        names = ", ".join(field.name for field in missing)
        only_subject = names == _SUBJECT
        raise Refused(
            f"The letter {template.name} needs {names}.",
            'Give it one: --subject "..."' if only_subject else "Fill what is missing: --set NAME=VALUE",
            details=tuple(f"{field.name}: {field.help}" for field in missing),
        )
    return filled


def missing_fields(
    template: Template, values: Mapping[str, str], subject: str | None, request: SentRequest | None
) -> tuple[Field, ...]:
    """Return the fields of the template that must be filled and have no value."""
    return tuple(
        field for field in template.fields if field.default is None and not _value(field, values, subject, request)
    )


def _value(field: Field, values: Mapping[str, str], subject: str | None, request: SentRequest | None) -> str:
    """Return what fills a field: what was typed, else what the request knows, else its default; "" for nothing."""
    told = values.get(field.name, subject if field.name == _SUBJECT else None)
    if told is None:
        told = _from_request(request, field.name)
    return layout.unify_lines(field.default or "" if told is None else told).strip()


def _from_request(request: SentRequest | None, name: str) -> str | None:
    value = getattr(request, name, None)
    if isinstance(value, date):
        return show_long(value)
    return value if isinstance(value, str) else None


def _shape(template: Template) -> sandbox.Shape:
    """Return the names that the template may use, with the parts of each."""
    shape: list[tuple[str, tuple[str, ...]]] = [
        ("authority", template_facts.AuthorityFacts._fields),
        ("regime", Wording._fields),
        ("requester", Requester._fields),
        ("today", ("day", "month", "year")),
        *((field.name, ()) for field in template.fields),
    ]
    if template.kind == "follow-up":
        shape += [
            ("request", template_facts.RequestFacts._fields),
            ("request.questions", template_facts.QuestionFacts._fields),
            ("clock", template_facts.ClockFacts._fields),
            ("extension", template_facts.ExtensionFacts._fields),
            ("grounds", ()),
            ("grounds.each", template_facts.GroundFacts._fields),
            ("times", ()),
            ("times.each", template_facts.ClockFacts._fields),
        ]
    return tuple(shape)


def _questions(
    template: Template, context: Mapping[str, Any], extra: Sequence[str], shape: sandbox.Shape
) -> tuple[str, ...]:
    """Return the template's questions, rendered, and then the extra ones as they were typed; each on one line."""
    texts = []
    for number, source in enumerate(template.questions, start=1):
        if "{" not in source:
            texts.append(source)  # nothing to fill in, as in most of them
            continue
        where = f"Question {number} of the template {template.path}"
        compiled = sandbox.compiled(source, where, shape)
        texts.append(sandbox.render(compiled, context, where))
    questions = tuple(layout.one_line(text) for text in (*texts, *extra))
    if not all(question.strip() for question in questions):
        raise BadInput("One of the questions is empty.", 'Write what you want: -q "Please provide ..."')
    if len(questions) > layout.MOST_QUESTIONS:
        raise Refused(f"A letter can hold {layout.MOST_QUESTIONS} questions; this one has {len(questions)}.")
    if template.asks and not questions:
        raise Refused("This letter asks for nothing yet.", 'Add a question: -q "Please provide ..."')
    return questions
