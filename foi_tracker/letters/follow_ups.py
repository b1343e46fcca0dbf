"""Which letter takes the next step: step + ladder of the law -> template.

Laws without letters of their own (own data, under UK GDPR) have none here either.
"""

from __future__ import annotations

from foi_tracker.errors import Refused
from foi_tracker.law.regimes import regime as find_regime
from foi_tracker.letters.wording import LAWS

# (step, whether silence must first go to a review, as in Scotland) -> name of the template.
_FOR_STEP: dict[tuple[str, bool], str] = {
    ("chase", False): "chaser",
    ("chase_review", False): "review-chaser",
    ("clarify", False): "clarification-reply",
    ("clarify", True): "clarification-reply",
    ("review", False): "review-refused",
    ("review", True): "review-refused",
    ("review_silence", True): "review-late",
    ("complain", False): "complaint-ico-no-answer",
    ("complain_review", False): "complaint-ico-review-unanswered",
    ("complain_review", True): "application-scottish-commissioner",
    ("complain_outcome", False): "complaint-ico-after-review",
    ("complain_outcome", True): "application-scottish-commissioner",
    ("not_complied", False): "not-complied",
    ("not_complied", True): "not-complied",
}


def template_for(step: str, regime: str) -> str | None:
    """Return the name of the template that takes a step under a law; None when no letter takes it.

    Raises Refused for a law that no letters are written for.
    """
    law = find_regime(regime)
    if law.code not in LAWS:
        raise Refused(
            f"There are no letters here for a request under {law.short}.",
            "Write it in your own words, then record that you sent it: {foi} sent --help",
        )
    return _FOR_STEP.get((step, law.silence_needs_review))
