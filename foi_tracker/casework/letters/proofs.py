"""Trying templates: every letter that one makes, under each law and for each kind of authority that it claims.

A request template makes one letter of each; a follow-up one on every occasion on which it may be written. Blanks are
filled with samples, once only those that must be, once all. Nothing may be left to fill in, fail, or be found by the
checks that letters go through before they are sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, TypeAlias

from foi_tracker.authorities.kinds import KINDS
from foi_tracker.casework.letters import samples
from foi_tracker.casework.letters.samples import Sample
from foi_tracker.casework.recording import check_may_follow
from foi_tracker.errors import BadInput, FoiError, Refused
from foi_tracker.letters import checks
from foi_tracker.letters.drafting import Letter, draft, grounds_for
from foi_tracker.letters.particulars import SentRequest
from foi_tracker.letters.templates import Field, Template
from foi_tracker.requests.request import Request

# A template for any authority is tried for these: what a letter says differs by the cost limit at most.
_ANY_KIND = ("council", "nhs-trust", "government-department")

# A help text that ends with an example, "from which day: 1 April 2025", gives the sample.
_EXAMPLE = re.compile(r": ([^:.\[{<]{1,60})$")
_NAMES_OF_DATES = ("_on", "_from", "_to", "_by", "date")
_A_DATE = "12 January 2026"
_SOMETHING = "the car park in Mill Road"
# What Python prints for nothing, and for a thing with parts.
_UNMEANT = re.compile(r"\bNone\b|\b[A-Z][A-Za-z]+\([a-z_]+=")
_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)

# On an occasion ("" for a request), a letter or why there is none.
_Made: TypeAlias = "tuple[str, Letter | FoiError]"


class Trouble(NamedTuple):
    """What is wrong with a template: where ("" where ``what`` says it), and what mends it."""

    where: str
    what: str
    mend: str = ""
    details: tuple[str, ...] = ()


class Proof(NamedTuple):
    """What came of trying a template under one law for one kind of authority; good when there is no trouble."""

    regime: str
    kind: str
    letters: int
    troubles: tuple[Trouble, ...]


def prove(template: Template) -> tuple[Proof, ...]:
    """Return what comes of a template for every law and every kind of authority that it claims."""
    trial = _Trial(template)
    kinds = template.authority_kinds or _ANY_KIND
    return tuple(trial.proof(regime, kind) for regime in template.regimes for kind in kinds)


def trouble_of(problem: FoiError) -> Trouble:
    """Return the trouble that an error tells."""
    return Trouble("", problem.message, problem.hint or "", problem.details)


class _Trial:
    """One template being tried; letters that are the same for several authorities are looked at once."""

    def __init__(self, template: Template) -> None:
        self._template = template
        self._looked_at: dict[tuple[str, str], tuple[Trouble, ...]] = {}

    def proof(self, regime: str, kind: str) -> Proof:
        """Return what came of it under a law for a kind of authority."""
        found = _Found(_check_kind(kind))
        make = self._follow_ups if self._template.kind == "follow-up" else self._requests
        letters = 0
        for occasion, made in make(regime, kind):
            if isinstance(made, Letter):
                letters += 1
                found.add(occasion, self._weaknesses(made, regime))
            else:
                found.add(occasion, (trouble_of(made),))
        return Proof(regime, kind, letters, found.troubles())

    def _requests(self, regime: str, kind: str) -> Iterator[_Made]:
        try:
            for values in self._fillings():
                yield "", self._draft(regime, kind, samples.SENT_ON, values)
        except (BadInput, Refused) as problem:
            yield "", problem

    def _follow_ups(self, regime: str, kind: str) -> Iterator[_Made]:
        """Yield the letters of every occasion on which it may be written, and what went wrong on one."""
        first: Refused | None = None
        fits = False
        for sample in _samples(regime, kind):
            try:
                for letter in self._on(sample, regime, kind):
                    fits = True
                    yield sample.occasion, letter
            except BadInput as problem:
                fits = True
                yield sample.occasion, problem
            except Refused as refusal:
                first = first or refusal
        if not fits and first is not None:
            words = f"Under {regime} it may be written on no sample request. Of the first: {first.message}"
            yield "", Refused(words)

    def _on(self, sample: Sample, regime: str, kind: str) -> Iterator[Letter]:
        """Yield the letters on one occasion. Raises Refused when it is none for this template."""
        if self._template.begins is None:
            _check_may_follow(sample.request, self._template, sample.today)
        told = sample.followed(self._template)
        request = told.request
        followed = {"request": request, "clock": next(iter(told.clocks), None), "others": told.clocks[1:]}
        values: dict[str, str] = {}
        for values in self._fillings(request):
            yield self._draft(regime, kind, sample.today, values, **followed)
        if every := [ground.key for ground in grounds_for(self._template, request, regime)]:
            yield self._draft(regime, kind, sample.today, values, **followed, grounds=every)

    def _draft(self, regime: str, kind: str, today: date, values: Mapping[str, str], **followed: Any) -> Letter:
        asks_nothing_itself = self._template.asks and not self._template.questions
        return draft(
            self._template,
            authority=samples.authority(regime, kind),
            requester=samples.REQUESTER,
            regime=regime,
            today=today,
            our_ref=samples.OUR_REF,
            values=values,
            extra_questions=samples.QUESTIONS[:1] if asks_nothing_itself else (),
            **followed,
        )

    def _fillings(self, request: SentRequest | None = None) -> Iterator[dict[str, str]]:
        """Yield values for the fields: first for those that must be filled, then, if there are others, for all."""
        blank = [field for field in self._template.fields if not getattr(request, field.name, None)]
        yield {field.name: sample_value(field) for field in blank if field.default is None}
        if any(field.default is not None for field in blank):
            yield {field.name: sample_value(field) for field in blank}

    def _weaknesses(self, letter: Letter, regime: str) -> tuple[Trouble, ...]:
        key = (letter.text, regime)
        if key not in self._looked_at:
            self._looked_at[key] = tuple(self._look(letter.text, regime))
        return self._looked_at[key]

    def _look(self, text: str, regime: str) -> Iterator[Trouble]:
        own = " ".join(part for part in samples.REQUESTER if part)
        findings = checks.of_request(text, regime, own=own) if self._template.asks else checks.of_follow_up(text)
        for finding in findings:
            yield Trouble(finding.where, finding.what, finding.mend)
        unmeant = _UNMEANT.search(text)
        if unmeant and unmeant[0] not in self._prose:
            yield Trouble(
                "the letter",
                f"It prints “{unmeant[0]}”: something that it names is not known there, or is no text.",
                "Name one part of it, and put that between {% if name %} and {% endif %}.",
            )

    @cached_property
    def _prose(self) -> str:
        """What the template says in its own words, without its tags."""
        return _TAG.sub(" ", " ".join((self._template.body, *self._template.questions)))


class _Found:
    """What was found wrong in the letters of one proof, each once, with the occasions on which it was."""

    def __init__(self, always: Iterable[Trouble]) -> None:
        self._always = tuple(always)
        self._on: dict[tuple[str, str], tuple[Trouble, dict[str, None]]] = {}
        self._occasions: set[str] = set()

    def add(self, occasion: str, troubles: Iterable[Trouble]) -> None:
        """Take in what was found in a letter; where a line breaks differs, so the first place stands for all."""
        self._occasions.add(occasion)
        for trouble in troubles:
            self._on.setdefault((trouble.what, trouble.mend), (trouble, {}))[1][occasion] = None

    def troubles(self) -> tuple[Trouble, ...]:
        """Return what was found; one that is not on every occasion says on which it was found first."""
        return (*self._always, *(self._placed(trouble, on) for trouble, on in self._on.values()))

    def _placed(self, trouble: Trouble, on: Mapping[str, None]) -> Trouble:
        if len(on) == len(self._occasions):
            return trouble
        first = next(iter(on))
        return trouble._replace(where=", ".join(filter(None, (trouble.where, first))))


@lru_cache(maxsize=64)
def _samples(regime: str, kind: str) -> tuple[Sample, ...]:
    return samples.samples(regime, kind)


def _check_kind(kind: str) -> Iterator[Trouble]:
    if kind not in KINDS:
        yield Trouble("authority_kinds", f"{kind[:40]!r} is no kind of authority.", f"Kinds: {', '.join(KINDS)}.")


def _check_may_follow(request: Request, template: Template, today: date) -> None:
    """Raise Refused when what sending the letter records may not follow what has happened to the request."""
    check_may_follow(request, template.records or "noted", today)


def sample_value(field: Field) -> str:
    """Return something to fill a field with: the example that its help ends with, else a date or a place."""
    if example := _EXAMPLE.search(field.help):
        return example[1].strip()
    return _A_DATE if field.name.endswith(_NAMES_OF_DATES) else _SOMETHING
