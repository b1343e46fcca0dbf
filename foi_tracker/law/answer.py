"""The clock of the answer: counted from receipt, held by pauses, moved by an extension, in doubt about the arrival.

Whatever happens, both its dates are worked out anew from all that is known by then, so that nothing known is lost.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from foi_tracker.dates import show
from foi_tracker.errors import OutsideCalendar
from foi_tracker.law.arrival import receipt
from foi_tracker.law.clocks import ANSWER_CLOCKS, STOPPED, Clock, Pauses
from foi_tracker.law.deadlines import due_and_latest, end_of
from foi_tracker.law.regimes import WORKING_DAYS, Regime, Rule, Span

if TYPE_CHECKING:
    from foi_tracker.law.course import Course
    from foi_tracker.law.facts import Fact

ONE_DAY = timedelta(days=1)

_SIXTIETH = Span(60, WORKING_DAYS)
_POSTED = "posted: the day it arrives is an estimate"
_TERMS = "a school: days outside term do not count, so this is the earliest possible date"


class Count:
    """What an answer clock counts by.

    ``fact`` is what it counts from, ``start`` that day and ``late`` the most generous one; ``letter`` is the letter of
    yours, ``theirs`` the day from which they say they count, ``named`` a day that they had named before. ``why`` says
    what holds it while a pause runs, ``said`` what else is to be known.
    """

    __slots__ = (
        "estimated",
        "extension",
        "fact",
        "late",
        "letter",
        "named",
        "pauses",
        "review_asked",
        "said",
        "start",
        "theirs",
        "why",
    )

    def __init__(self, fact: Fact, start: date, late: date, *, estimated: bool) -> None:
        self.fact = fact
        self.letter = fact.id
        self.named: date | None = None
        self.start = start
        self.late = late
        self.estimated = estimated
        self.theirs: date | None = None
        self.pauses: Pauses = ()
        self.why = ""
        self.extension: Fact | None = None
        self.said: tuple[str, ...] = ()
        self.review_asked = False

    @property
    def paused(self) -> bool:
        """Whether it is held just now, and so has no date."""
        return bool(self.pauses) and self.pauses[-1][1] == date.max


def running(course: Course) -> Clock | None:
    """Return the clock that waits for the answer, extended or not."""
    return course.now("answer") or course.now("answer_extended")


def begin(course: Course, fact: Fact) -> None:
    """Start counting from the day on which a letter of yours reached them."""
    on, late, estimated = receipt(course, fact)
    course.drop("answer")
    course.count = Count(fact, on, late, estimated=estimated)
    course.count.named = course.named
    _recount(course)


def arrived(course: Course, fact: Fact, on: date) -> None:
    """Count from the day on which it is known to have reached them, in the place of an estimate."""
    count = course.count
    if count is None:
        return
    count.fact, count.start, count.late, count.estimated, count.theirs = fact, on, on, False, None
    _recount(course)


def acknowledged(course: Course, fact: Fact) -> None:
    """Take their "received on": it replaces a postal estimate, otherwise it moves ``latest``, never ``due``.

    They acknowledge what you sent last: a reminder, or a reply about another question, says nothing of this count.
    """
    count, last = course.count, course.last_sent
    if count is None or fact.received is None or course.now("answer") is None:
        return
    if last is None or last.id != count.letter:
        return
    if count.estimated:
        arrived(course, fact, fact.received)
    else:
        count.theirs = fact.received
        _recount(course)


def pause(course: Course, fact: Fact, why: str) -> None:
    """Hold the answer clock: it has no date until it goes on. One that is late already stays late."""
    clock, count = running(course), course.count
    if clock is None or count is None or count.paused or (clock.due is not None and fact.on > clock.due):
        return
    count.pauses, count.why = (*count.pauses, (fact.on, date.max)), why
    _recount(course)


def resume(course: Course, fact: Fact) -> None:
    """End the running pause and count on: the days from the notice to the payment, both included, do not count.

    FOIA 2000 s.10(2); FOISA 2002 s.10; EIR 2004 reg 8(6); for own data the days from asking to answering about scope.
    """
    count = course.count
    if count is not None and count.paused:
        count.pauses = (*count.pauses[:-1], (count.pauses[-1][0], fact.received or fact.on))
        _recount(course)


def extend(course: Course, fact: Fact) -> None:
    """An extension moves ``due`` only on a ground that the law knows; else it is a holding reply."""
    clock, count = running(course), course.count
    if clock is None or count is None:
        return
    rules = course.law.rules
    if clock.kind != "answer" or "answer_extended" not in rules or not _has_ground(course.law, fact, clock.due):
        _moves_nothing(count, fact)
        _recount(course)
        return
    course.end("answer", STOPPED, fact)
    count.extension = fact
    _recount(course)


def ask_anew(course: Course, fact: Fact) -> None:
    """They cannot go on without your reply: the count ends, and begins afresh with it.

    FOIA 2000 s.1(3). The day to which they had extended it stays the most generous count.
    """
    count = course.count
    course.named = count.extension.until if count is not None and count.extension is not None else None
    end(course, STOPPED, fact)
    close_review_of_silence(course, fact)


def chased(course: Course, fact: Fact) -> None:
    """One recorded chaser opens the complaint about silence; a later one changes nothing."""
    clock = running(course)
    if clock is None or clock.latest is None or course.law.silence_needs_review or course.chased is not None:
        return
    course.chased = fact
    _recount(course)


def review_asked(course: Course) -> None:
    """Take note that the review of their silence was asked for: its window does not open again."""
    if course.count is not None:
        course.count.review_asked = True


def under_new_law(course: Course) -> None:
    """Count on under the law that the course is under now; an extension needs a ground that this law knows."""
    count = course.count
    if count is None or running(course) is None:
        return
    if count.extension is not None and not _stands(course, count, count.extension):
        course.drop("answer_extended")
        _moves_nothing(count, count.extension)
        count.extension = None
    _recount(course)


def _stands(course: Course, count: Count, extension: Fact) -> bool:
    if "answer_extended" not in course.law.rules:
        return False
    try:
        due: date | None = _of_rule(course, count, course.law.rules["answer"])[0] if not count.paused else None
    except OutsideCalendar:
        due = None
    return _has_ground(course.law, extension, due)


def _moves_nothing(count: Count, fact: Fact) -> None:
    if fact.until is not None:
        count.said = (*count.said, f"their date is {show(fact.until)}; it moves nothing")


def _has_ground(law: Regime, fact: Fact, due: date | None) -> bool:
    """Return whether the extension has a ground that the law knows, and was said in the time for it."""
    from foi_tracker.law.exemptions import is_qualified

    basis = fact.details.get("basis")
    in_time = due is None or fact.on <= due
    match law.extension:
        case "public-interest":
            # FOIA s.10(3), "if, and to the extent that" the public interest in a qualified exemption is weighed.
            # Said late, it still extends; that the answer was late until then stays on record.
            return any(is_qualified(law.code, exemption) for exemption in fact.exemptions)
        case "complex-voluminous":
            # EIR reg 7(1) and (3): complex and voluminous, and said within the 20 working days.
            return basis == "complex-voluminous" and in_time
        case "complex":
            # UK GDPR art 12(3): said within one month of receipt.
            return basis == "complex" and in_time
        case _:
            return False


def _recount(course: Course) -> None:
    """Put the running answer clock anew, with the dates that follow from its count, and the windows that follow it."""
    count = course.count
    kind = "answer" if count is None or count.extension is None else "answer_extended"
    rule = course.law.rules.get(kind)
    if count is None or rule is None:
        return
    due: date | None = None
    latest: date | None = None
    told: tuple[str, ...] = ()
    by_terms = _by_terms(course)
    try:
        if count.paused:
            told = (count.why,)
        else:
            due, latest, told = _dates(course, count, by_terms=by_terms)
    except OutsideCalendar as problem:
        told = (problem.message,)
    notes = (*((_POSTED,) if count.estimated else ()), *((_TERMS,) if by_terms else ()), *count.said, *told)
    basis = count.extension or count.fact
    course.put(
        Clock(
            kind,
            rule.whose,
            rule.firmness,
            rule.cite,
            (),
            basis.kind,
            basis.id,
            count.start,
            basis.on if count.extension else count.start,
            due,
            latest,
            about=(count.estimated or by_terms) and (count.extension is None or count.extension.until is None),
            notes=notes,
            pauses=count.pauses,
            regime=course.law.code,
            by_terms=by_terms,
        )
    )
    _follow(course, count, due, latest)


def _by_terms(course: Course) -> bool:
    """Return whether only school days count: FOIA, SI 2004/3364 reg 3, to which EIR has nothing alike."""
    return course.school and course.law.code == "FOIA"


def _dates(course: Course, count: Count, *, by_terms: bool) -> tuple[date, date, tuple[str, ...]]:
    """Return due, latest and what is to be known of them. Raises OutsideCalendar."""
    rule = course.law.rules["answer"]
    due, latest = _of_rule(course, count, rule)
    if by_terms:
        # The 20th school day or the 60th working day, whichever is earlier. Without term dates the first is unknown:
        # the 20th working day is the earliest possible, the 60th certain.
        latest = max(latest, end_of(_SIXTIETH, count.late, course.days, count.pauses))
    if count.extension is not None:
        return _extended(course, count, due, latest)
    if count.named is not None:
        latest = max(latest, count.named)
    if count.theirs is None or (theirs := _theirs(course, count, rule)) is None or theirs <= latest:
        return due, latest, ()
    return due, theirs, (f"they count from {show(count.theirs)}, to {show(theirs)}",)


def _extended(course: Course, count: Count, due: date, latest: date) -> tuple[date, date, tuple[str, ...]]:
    """Return the same for an extended answer: the date that they named, as far as it can be extended at all."""
    assert count.extension is not None
    named = _named(course, count)
    try:
        most, most_latest = _of_rule(course, count, course.law.rules["answer_extended"])
    except OutsideCalendar:
        if named is None:
            raise
        return named, named, ()  # how far it can be extended lies beyond the calendar; the date that they named stands
    notes: tuple[str, ...] = ()
    if named is not None and named > most:
        notes = (f"their date is {show(named)}; the time can be extended to {show(most)} at most",)
    due = max(due, most if named is None else min(named, most))
    return due, max(due, latest, most_latest if named is None else min(named, most_latest)), notes


def _named(course: Course, count: Count) -> date | None:
    """Return the date that they named, put off by the days that they could not go on since."""
    fact = count.extension
    if fact is None or fact.until is None:
        return None
    since = [(max(first, fact.on), last) for first, last in count.pauses if last > fact.on]
    if not since:
        return fact.until
    try:
        if course.law.rules["answer_extended"].due.unit != WORKING_DAYS:
            lost = sum((last - first).days + 1 for first, last in since)
            return course.days.on_or_after(fact.until + timedelta(lost))
        working = sum(course.days.count(first - ONE_DAY, last) for first, last in since)
        return course.days.add(fact.until, working) if working else fact.until
    except OutsideCalendar:
        return fact.until


def _of_rule(course: Course, count: Count, rule: Rule) -> tuple[date, date]:
    due, latest = due_and_latest(rule, count.start, course.days, count.pauses)
    if count.late > count.start:
        latest = max(latest, due_and_latest(rule, count.late, course.days, count.pauses)[1])
    if rule.kind == "answer_extended" and (theirs := _theirs(course, count, rule)) is not None:
        latest = max(latest, theirs)
    return due, latest


def _theirs(course: Course, count: Count, rule: Rule) -> date | None:
    """Return the latest date by the day from which they say they count; None where the calendar has none."""
    if count.theirs is None:
        return None
    try:
        return due_and_latest(rule, count.theirs, course.days, count.pauses)[1]
    except OutsideCalendar:
        return None


def _follow(course: Course, count: Count, due: date | None, latest: date | None) -> None:
    """Put anew the windows that open when the time for the answer is over."""
    if course.law.silence_needs_review:
        # FOISA s.20(5): 40 working days to ask for a review, after the answer was due.
        course.drop("review_request")
        if due is not None and not count.review_asked:
            course.start("review_request", count.fact, due, opens_on=due + ONE_DAY)
    elif course.chased is not None:
        # FOIA s.50: the day after ``latest``, no review needed; one reminder before it is good manners.
        course.drop("complaint")
        if latest is not None:
            opens = max(latest + ONE_DAY, course.chased.on)
            note = "no date in law closes it; the ICO asks not to wait long"
            course.open_without_end("complaint", course.chased, opens, note)


def close_review_of_silence(course: Course, fact: Fact) -> None:
    """End the window after silence; one that had not opened leaves no trace."""
    window = course.now("review_request")
    if window is not None and window.opens_on > fact.on:
        course.drop("review_request")
    else:
        course.end("review_request", STOPPED, fact)


def end(course: Course, how: str, fact: Fact) -> None:
    """End what waits for the answer, and say how."""
    for kind in ANSWER_CLOCKS:
        course.end(kind, how, fact)
    course.count = None
