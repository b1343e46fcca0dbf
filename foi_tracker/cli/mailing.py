"""The commands import mail and import replies: on a terminal one message after the other, else a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.cli.app import App
from foi_tracker.cli.prompting import AGAIN, Again, Asker, or_nothing
from foi_tracker.errors import BadInput, FoiError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foi_tracker.casework.desk import Desk
    from foi_tracker.casework.exchange.importing_mail import Proposal
    from foi_tracker.casework.exchange.recording_mail import Decision
    from foi_tracker.casework.receiving import Got
    from foi_tracker.cli.importing import ImportOptions
    from foi_tracker.requests.request import Request

_STOP = "Stop here"


def take_in_mail(app: App, asked: ImportOptions) -> None:
    """Show what each message seems to be; on a terminal without -o and -n ask what it is, and record that."""
    from foi_tracker.casework.exchange import importing_mail, recording_mail
    from foi_tracker.views.exchange import imported_mail as view

    desk = app.desk(dry=asked.dry)
    found = importing_mail.read(desk, asked.path)
    new = [one for one in found.proposals if not one.recorded]
    if asked.out is None and not asked.dry and app.can_ask and app.screen.human and new:
        decisions = Conversation(app, desk).run(new)
        done = recording_mail.record(desk, decisions, asked.path)
        view.show_recorded(app.screen, done, today=desk.today, calendar=desk.calendar, dry=False)
        return
    table = recording_mail.write_table(desk, found, asked.out) if asked.out is not None else None
    view.show_read(app.screen, found, table=table, dry=asked.dry)


def take_in_replies(app: App, asked: ImportOptions) -> None:
    """Record what was decided in a table."""
    from foi_tracker.casework.exchange import recording_mail
    from foi_tracker.views.exchange.imported_mail import show_recorded

    if asked.mailbox is None:
        raise BadInput("The file of mail is not named.", "{foi} import replies replies.csv --from inbox.mbox")
    desk = app.desk(dry=asked.dry)
    done = recording_mail.record_table(desk, asked.path, asked.mailbox)
    show_recorded(app.screen, done, today=desk.today, calendar=desk.calendar, dry=asked.dry)


class _Said(NamedTuple):
    """What a person says of a message: which request, and what came."""

    number: int
    what: str


class Conversation:
    """Goes through messages one by one; nothing is recorded before the last one, or "stop"."""

    def __init__(self, app: App, desk: Desk) -> None:
        from foi_tracker.casework.trial import Trial

        self._app = app
        self._asker = Asker(app, can_begin_again=True)
        # What cannot be recorded is found out at its message, where it can still be said otherwise.
        self._desk = Trial(desk)

    def run(self, proposals: Sequence[Proposal]) -> list[Decision]:
        """Return what was decided; Ctrl-C records nothing."""
        self._asker.say(f"“{AGAIN}” asks about a message again, Ctrl-C stops: nothing is recorded before the end.")
        decisions: list[Decision] = []
        with or_nothing(self._app):
            for place, one in enumerate(proposals, 1):
                self._show(one, f"Message {place} of {len(proposals)}")
                decided = self._decide(one)
                if isinstance(decided, str):
                    break
                if decided is not None:
                    decisions.append(decided)
        return decisions

    def _show(self, one: Proposal, title: str) -> None:
        from foi_tracker.views.exchange.imported_mail import proposal_lines

        self._asker.say(f"\n{title}\n" + "\n".join(proposal_lines(one)))
        if one.opening:
            self._asker.say("\n".join(f"    {line[:200]}" for line in one.opening.split("\n")[:8]))

    def _decide(self, one: Proposal) -> Decision | str | None:
        """Return what is decided of a message, None to skip it, _STOP to leave it and all that follow."""
        from foi_tracker.casework import receiving
        from foi_tracker.casework.exchange.recording_mail import Decision

        while True:
            try:
                said = self._choose(one)
                if not isinstance(said, _Said):
                    return said
                got = self._got(one, said)
                receiving.got(self._desk, (str(said.number),), got)
                return Decision(one.mark, (said.number,), got)
            except Again:
                continue
            except FoiError as problem:
                self._asker.explain(problem)

    def _choose(self, one: Proposal) -> _Said | str | None:
        """Return what the person says it is, None to skip it, _STOP to leave it and all that follow."""
        from foi_tracker.views.exchange.imported_mail import seems_words

        number = one.match.number
        choices = [("Something else", "you say what it is, and of which request"), ("Skip it", "leave it out")]
        choices.append((_STOP, "record what you have decided so far"))
        ready = number is not None and bool(one.seeming.what)
        if ready:
            choices.insert(0, (f"Request {number}", seems_words(one)))
        place = self._asker.pick("What is it?", choices) + (0 if ready else 1)
        match place:
            case 0:
                assert number is not None
                return _Said(number, one.seeming.what)
            case 1:
                return self._something_else(number)
            case 2:
                return None
            case _:
                return _STOP

    def _something_else(self, number: int | None) -> _Said:
        from foi_tracker.cli import arrivals

        def read(typed: str) -> Request:
            return self._request(str(number) if not typed and number is not None else typed)

        usual = f" Enter for {number}" if number is not None else ""
        request = self._asker.until_read(f"Of which request, by its number or words?{usual}", read)
        return _Said(request.number, arrivals.pick(self._asker, request, "What has arrived?"))

    def _request(self, typed: str) -> Request:
        from foi_tracker.casework import readings

        return readings.one(self._desk, (typed,)).request

    def _got(self, one: Proposal, said: _Said) -> Got:
        """Ask what the choice needs beside what the message tells."""
        from foi_tracker.casework.receiving import Got
        from foi_tracker.cli.details import Details

        request = self._request(str(said.number))
        told = Got(said.what, one.on or self._asker.day("On which day did they send it?"))
        if said.what == one.seeming.what:
            if said.what == "extension":
                told = told._replace(sections=one.seeming.sections, basis=one.seeming.basis or None)
            told = self._as_proposed(told, one.seeming.outcomes, request)
        return Details(self._app, self._asker, request, by_mail=True).ask(told)

    def _as_proposed(self, told: Got, proposed: str, request: Request) -> Got:
        """Take over the outcomes that a message seems to tell, when the person agrees and they overwrite no others."""
        from foi_tracker.casework.exchange import recording_mail

        if not proposed or not request.questions or any(question.outcome for question in request.questions):
            return told
        if not self._asker.yes(f"Is {proposed} what they say of every question?"):
            return told
        outcomes, every = recording_mail.read_outcomes(proposed, request.regime)
        return told._replace(outcomes=outcomes, every=every)
