"""The commands import mail and import replies: on a terminal one message after the other, else a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.cli.app import App
from foi_tracker.cli.asking import Asker
from foi_tracker.errors import BadInput, FoiError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from foi_tracker.casework.desk import Desk
    from foi_tracker.casework.exchange.importing_mail import Proposal
    from foi_tracker.casework.exchange.recording_mail import Decision
    from foi_tracker.casework.receiving import Got
    from foi_tracker.cli.importing import Asked

_STOP = "Stop here"


def take_in_mail(app: App, asked: Asked) -> None:
    """Show what each message seems to be; on a terminal without -o and -n ask what it is, and record that."""
    from foi_tracker.casework.exchange import importing_mail, recording_mail
    from foi_tracker.views import imported_mail as view

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


def take_in_replies(app: App, asked: Asked) -> None:
    """Record what was decided in a table."""
    from foi_tracker.casework.exchange import recording_mail
    from foi_tracker.views.imported_mail import show_recorded

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
        self._asker = Asker(app)
        self._desk = desk

    def run(self, proposals: Sequence[Proposal]) -> list[Decision]:
        """Return what was decided; Ctrl-C records nothing."""
        from foi_tracker.views.imported_mail import proposal_lines

        decisions: list[Decision] = []
        for place, one in enumerate(proposals, 1):
            self._asker.say(f"\nMessage {place} of {len(proposals)}\n" + "\n".join(proposal_lines(one)))
            if one.opening:
                self._asker.say("\n".join(f"  | {line[:200]}" for line in one.opening.split("\n")[:8]))
            choice = self._choose(one)
            if choice == _STOP:
                break
            if isinstance(choice, _Said):
                decisions.append(self._decided(one, choice))
        return decisions

    def _choose(self, one: Proposal) -> _Said | str:
        """Return what the person says it is, "" to skip it, or that they stop."""
        from foi_tracker.views.imported_mail import seems_words

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
                return ""
            case _:
                return _STOP

    def _something_else(self, number: int | None) -> _Said:
        from foi_tracker.casework import readings

        def read(typed: str) -> int:
            if not typed and number is not None:
                return number
            return readings.one(self._desk, (typed,)).request.number

        usual = f" Enter for {number}" if number is not None else ""
        chosen = self._asker.until_read(f"Of which request, by its number or words?{usual}", read)
        return _Said(chosen, self._what(chosen))

    def _what(self, number: int) -> str:
        from foi_tracker.casework import readings
        from foi_tracker.cli.arrivals import CHOICES

        kinds = readings.one(self._desk, (str(number),)).request.kinds
        fitting = [one for one in CHOICES if not one.after or not kinds.isdisjoint(one.after)]
        place = self._asker.pick("What has arrived?", [(one.label, one.meaning) for one in fitting])
        return fitting[place].what

    def _decided(self, one: Proposal, said: _Said) -> Decision:
        from foi_tracker.casework.exchange.recording_mail import Decision

        return Decision(one.mark, (said.number,), self._got(one, said))

    def _got(self, one: Proposal, said: _Said) -> Got:
        """Ask what the choice needs beside what the message tells."""
        from foi_tracker.casework.receiving import Got

        on = one.on or self._asker.day("On which day did they send it?")
        told = Got(said.what, on)
        same = said.what == one.seeming.what
        match said.what:
            case "answer" | "review" | "decision" | "appeal":
                outcomes, every = self._outcomes(one.seeming.outcomes if same else "", said.number)
                return told._replace(outcomes=outcomes, every=every)
            case "extension":
                sections = one.seeming.sections if same else self._sections()
                return told._replace(sections=sections, basis=(same and one.seeming.basis) or None, until=self._until())
            case "holding":
                return told._replace(until=self._until())
            case "transfer" | "successor":
                return told._replace(to=self._asker.ask("To which authority? Enter if they do not say") or None)
            case "reclassified":
                return told._replace(regime=self._asker.until_read("Which law, such as EIR?", _law))
            case _:
                return told

    def _until(self) -> date | None:
        return self._asker.maybe_day("By which day do they promise the answer? Enter if they name none", coming=True)

    def _sections(self) -> tuple[str, ...]:
        typed = self._asker.ask("Which sections do they name, such as s43(2), s40? Enter if none")
        return tuple(part.strip() for part in typed.split(",") if part.strip())

    def _outcomes(self, proposed: str, number: int) -> tuple[tuple[str, ...], str | None]:
        from foi_tracker.casework import readings
        from foi_tracker.casework.exchange import recording_mail

        request = readings.one(self._desk, (str(number),)).request

        def read(typed: str) -> tuple[tuple[str, ...], str | None]:
            return recording_mail.read_outcomes(typed or proposed, request.regime)

        for question in request.questions:
            self._asker.say(f"Question {question.number}: {question.text[:100]}")
        usual = f"; Enter for {proposed}" if proposed else "; Enter to leave that open"
        return self._asker.until_read(f"What came, such as 1=released 2=refused:s43(2), or one for all{usual}", read)


def _law(typed: str) -> str:
    from foi_tracker.law.regimes import regime

    if not typed:
        raise FoiError("Type a law, such as EIR.")
    return regime(typed).code
