"""Which letter takes the next step, and which others fit a request now: by the step, the law and what has happened."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from foi_tracker.law.clocks import ANSWER_CLOCKS, UNSETTLED
from foi_tracker.law.regimes import regime as find_regime
from foi_tracker.letters.grounds import UNCHALLENGED
from foi_tracker.letters.matter import is_extension_lawful
from foi_tracker.requests.events import is_word_of_theirs

if TYPE_CHECKING:
    from foi_tracker.requests.status import Standing

# (step, whether silence must first go to a review, as in Scotland) -> name of the template.
_FOR_STEP: dict[tuple[str, bool], str] = {
    ("chase", False): "chaser",
    ("chase_review", False): "review-chaser",
    ("clarify", False): "clarification-reply",
    ("clarify", True): "clarification-reply",
    ("clarify_late", False): "clarification-reply",
    ("clarify_late", True): "clarification-reply",
    ("review_silence", True): "review-late",
    ("review_silence_late", True): "review-late",
    ("complain", False): "complaint-ico-no-answer",
    ("complain_review", False): "complaint-ico-review-unanswered",
    ("complain_review", True): "application-scottish-commissioner",
    ("complain_outcome", False): "complaint-ico-after-review",
    ("complain_outcome", True): "application-scottish-commissioner",
    ("complain_late", False): "complaint-ico-after-review",
    ("complain_late", True): "application-scottish-commissioner",
    ("not_complied", False): "not-complied",
    ("not_complied", True): "not-complied",
}
# Steps about own data at which the holder had its complaint.
_PAST_THE_HOLDER = ("complain", "complain_after_controller")
# Own data: a complaint goes to the controller first, and silence is the same complaint as half an answer.
_OWN_DATA = {"chase": "sar-complaint"}

# Letters that are not for every law. A letter that is not here is for FOIA, EIR, FOISA and EI(S)R.
_LAWS = {
    "ask-estimate-and-advice": ("FOIA", "FOISA"),
    "did-you-receive": ("FOIA", "EIR", "FOISA", "EISR", "SAR"),
    "narrow-after-cost-limit": ("FOIA", "FOISA"),
    "review-chaser": ("FOIA", "EIR"),
    "sar-complaint": ("SAR",),
    "withdraw": ("FOIA", "EIR", "FOISA", "EISR", "SAR"),
}
_ALL = ("FOIA", "EIR", "FOISA", "EISR")

# They take a request back: offered where they fit, never proposed as the one to write.
TAKES_BACK = frozenset(("supersede", "withdraw"))
# They take no step of the ladder, so once written they need not come first again.
_ONCE = frozenset(("ask-estimate-and-advice", "challenge-extension", "did-you-receive", "transfer-reply"))

_NOT_THERE = frozenset(("not_held", "held_elsewhere"))


def template_for(step: str, regime: str, outcomes: Collection[str | None] = ()) -> str | None:
    """Return the name of the template that takes a step under a law; None when no letter takes it.

    ``outcomes`` are those of the questions, None for one without an answer: they decide which review to ask for.

    >>> template_for("review", "FOIA", ["released", "not_held"])
    'review-not-held'
    """
    law = find_regime(regime)
    if law.own_data:
        return _OWN_DATA.get(step)
    if step == "review":
        return _review_of(_challenged(outcomes))
    return _FOR_STEP.get((step, law.silence_needs_review))


def fitting_standing(standing: Standing, regime: str) -> tuple[str, ...]:
    """Return the names of the templates that fit a request as it stands, under a law; as ``fitting_now``."""
    request = standing.request
    return fitting_now(
        step=standing.step.kind,
        regime=regime,
        outcomes=[question.outcome for question in request.questions],
        kinds=request.kinds,
        clocks={clock.kind for clock in standing.clocks if clock.runs},
        written={draft.template for draft in request.drafts if draft.template},
        lawfully_extended=is_extension_lawful(standing),
    )


def fitting_now(
    *,
    step: str,
    regime: str,
    outcomes: Collection[str | None] = (),
    kinds: Collection[str] = (),
    clocks: Collection[str] = (),
    written: Collection[str] = (),
    lawfully_extended: bool = False,
) -> tuple[str, ...]:
    """Return the names of the templates that fit a request now, the best first, in the order of the law's ladder.

    ``step`` is the kind of its next step, ``outcomes`` those of its questions (None for one without an answer),
    ``kinds`` the kinds of its events, ``clocks`` the kinds of the clocks that run, ``written`` the templates of the
    letters that followed it so far, ``lawfully_extended`` whether the law gives them the time that they asked for.
    Empty before it is sent and when it is closed. Those of ``TAKES_BACK`` come last: write one of them only for a
    person who asks for it.
    """
    if "sent" not in kinds or step in ("none", "send", "send_again"):
        return ()
    law = find_regime(regime).code
    found = dict.fromkeys(_candidates(step, law, outcomes, frozenset(kinds), frozenset(clocks)))
    disputed = "challenge-extension" if lawfully_extended else None
    fit = [name for name in found if law in _LAWS.get(name, _ALL) and name != disputed]
    return tuple(sorted(fit, key=lambda name: (name in TAKES_BACK, name in written and name in _ONCE)))


def _candidates(
    step: str, law: str, outcomes: Collection[str | None], kinds: frozenset[str], clocks: frozenset[str]
) -> Iterator[str]:
    """Yield what may be written, whatever its law."""
    told = {outcome or "ignored" for outcome in outcomes}
    challenged = _challenged(outcomes)
    answered = bool(told - UNSETTLED)
    waits = not clocks.isdisjoint(ANSWER_CLOCKS)
    reviewed = "review" in clocks or "review_answered" in kinds
    if challenged == {"over_cost"} and step == "review":
        yield from ("ask-estimate-and-advice", "narrow-after-cost-limit")
    if (taken := template_for(step, law, outcomes)) is not None:
        yield taken
    if "clarify" in clocks:
        yield from ("clarification-reply", "dispute-clarification")
    if "over_cost" in challenged and not reviewed:
        yield from ("ask-estimate-and-advice", "narrow-after-cost-limit")
    if "answer" in clocks and kinds & {"extended", "holding"}:
        yield "challenge-extension"
    if "transferred" in kinds or "held_elsewhere" in challenged:
        yield "transfer-reply"
    silent = "ignored" in told and (
        waits or "decision_issued" not in kinds
    )  # a notice speaks for the silence before it
    if answered and silent and not reviewed and step not in ("pay", "fee_lapsed"):
        yield "review-part-ignored"
    if answered and challenged and "review_request" in clocks and not reviewed:
        yield from (_review_of(challenged), "review-refused")
    if law == "SAR" and answered and challenged and step not in _PAST_THE_HOLDER:
        yield "sar-complaint"
    if waits and step in ("wait_latest", "wait_chaser", "complain", "review_silence", "review_silence_late"):
        yield "chaser"
    if "review" in clocks:
        yield "review-chaser"
    if waits and not answered and not any(map(is_word_of_theirs, kinds)) and step in ("wait", "wait_latest"):
        yield "did-you-receive"
    if waits:
        yield from ("supersede", "withdraw")


def _challenged(outcomes: Collection[str | None]) -> set[str]:
    """Return the outcomes that leave something to ask for."""
    return {outcome or "ignored" for outcome in outcomes} - UNCHALLENGED


def _review_of(challenged: Collection[str]) -> str:
    """Return the letter that asks for a review of these outcomes."""
    told = set(challenged)
    if told and told <= _NOT_THERE:
        return "review-not-held"
    return "review-part-ignored" if told == {"ignored"} else "review-refused"
