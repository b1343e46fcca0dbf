"""What every command shares: the options that go anywhere, the screen, the home, and asking a person."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import click

from foi_tracker.errors import BadInput, Refused

if TYPE_CHECKING:
    from datetime import date

    from foi_tracker.casework.desk import Desk
    from foi_tracker.casework.filtering import Filters
    from foi_tracker.views.screen import Screen

_KEY = "foi_tracker.app"
MANY = 10  # more requests than this are changed only after a question


class App:
    """The options that may stand before or after a command's name, and what follows from them."""

    def __init__(self) -> None:
        self.home: str | None = None
        self.json = False
        self.plain = False
        self.no_input = False
        self.no_color = False
        self.quiet = False
        self.bare = False
        self.warnings: list[str] = []
        """What went wrong after a change had safely happened."""

    @cached_property
    def screen(self) -> Screen:
        """Where output goes."""
        from foi_tracker.views.screen import Screen

        return Screen(
            today=lambda: self.today, json=self.json, plain=self.plain, no_color=self.no_color, quiet=self.quiet
        )

    @property
    def folder(self) -> str:
        """The path of the home, which may not exist."""
        from foi_tracker import home

        return home.find(self.home)

    def desk(self, *, dry: bool = False) -> Desk:
        """Open the home. With ``dry`` nothing is ever written."""
        from foi_tracker.casework.desk import Desk

        self._desk = Desk(self.folder, dry=dry, today=self.today)
        self._desk.ledger.on_wait = self.screen.words
        self.warnings = self._desk.ledger.warnings
        return self._desk

    @cached_property
    def today(self) -> date:
        """Today's date in London."""
        from foi_tracker import today

        return today.today()

    def day(self, typed: str | None) -> date:
        """Return the date typed, today if left out."""
        return self.date(typed) or self.today

    def date(self, typed: str | None, *, coming: bool = False) -> date | None:
        """Return the date typed, or None."""
        from foi_tracker.dates import parse_date

        return None if typed is None else parse_date(typed, today=self.today, coming=coming)

    @property
    def can_ask(self) -> bool:
        """Whether there is a person to ask."""
        return not (self.no_input or self.json) and sys.stdin.isatty() and sys.stderr.isatty()

    def say(self, words: str) -> None:
        """Write what belongs to a question, in spite of --quiet; only when ``can_ask``."""
        from foi_tracker.views.text import visible_lines

        click.echo(self.screen.fold(visible_lines(words)), file=sys.stderr)

    def ask(self, question: str) -> str:
        """Return what a person types; only when ``can_ask``. Raises BadInput when it is not text."""
        try:
            last, end = self._laid_out(question), " " if question.endswith(("?", ".")) else ": "
            typed = str(click.prompt(last, err=True, default="", show_default=False, prompt_suffix=end))
            # Where the locale is C, the bytes of a letter such as e with an accent come as halves of characters.
            return typed.encode("utf-8", "surrogateescape").decode().strip()
        except UnicodeError:
            raise BadInput("What was typed is not text in UTF-8.", "Type it again.") from None

    def agrees(self, question: str, *, default: bool = False) -> bool:
        """Return whether a person says yes, ``default`` for Enter; only when ``can_ask``."""
        last, choice = self._laid_out(question), "Y/n" if default else "y/N"
        while True:
            typed = click.prompt(last, err=True, default="", show_default=False, prompt_suffix=f" [{choice}]: ")
            match str(typed).strip().lower():
                case "":
                    return default
                case "y" | "yes":
                    return True
                case "n" | "no":
                    return False
            click.echo("Type y for yes or n for no.", file=sys.stderr)

    def _laid_out(self, question: str) -> str:
        """Write all but the last line of a question that is wider than the screen; return that line."""
        before, _, last = self.screen.fold(question).rpartition("\n")
        if before:
            click.echo(before, file=sys.stderr)
        return last

    def confirm(self, question: str, *, yes: bool) -> None:
        """Return when a person agrees or ``yes`` was said; raises Refused otherwise."""
        if yes:
            return
        if not self.can_ask:
            raise Refused(f"{question} Nothing was done.", "Say it with --yes.")
        if not self.agrees(question):
            raise Refused("Nothing was done.")


def app_of(context: click.Context) -> App:
    """Return the App of this run."""
    app = context.meta.setdefault(_KEY, App())
    assert isinstance(app, App)
    return app


_HOME = "--home"
_DEBUG = "--debug"
_EVERYWHERE = {
    _HOME: "Your foi folder. Otherwise FOI_HOME, else ~/foi.",
    "--json": "Print JSON.",
    "--plain": "Print tab-separated records, as in a pipe.",
    "--no-input": "Never ask anything.",
    "--no-color": "No colour.",
    "--quiet": "Say nothing beside the data.",
    _DEBUG: "Show a traceback when something fails.",
}
"""The options that may stand before or after a command's name, each with its help."""

FLAGS = tuple(name for name in _EVERYWHERE if name != _HOME)
"""Those that take no value."""


def _remember(context: click.Context, param: click.Parameter, value: Any) -> None:
    # --debug is looked for among the words as they were typed: it is to show errors in reading them, too.
    if value and param.name and _DEBUG not in param.opts:
        setattr(app_of(context), param.name, value)


def everywhere(*, hidden: bool) -> list[click.Option]:
    """Return the options that may stand before or after a command's name."""
    return [
        click.Option(
            [name],
            is_flag=name in FLAGS,
            metavar=None if name in FLAGS else "DIR",
            expose_value=False,
            callback=_remember,
            hidden=hidden,
            help=text,
        )
        for name, text in _EVERYWHERE.items()
    ]


def _show_help(context: click.Context, _: click.Parameter, value: Any) -> None:
    if value and not context.resilient_parsing:
        click.echo(context.get_help(), file=sys.stdout)
        context.exit()


def help_option() -> click.Option:
    """Return -h and --help. click's own would look for translations on every start, which takes a millisecond."""
    return _at_once("-h", "--help", text="Show this help.", callback=_show_help)


def version_option(words: str) -> click.Option:
    """Return --version, which prints the words."""

    def show(context: click.Context, _: click.Parameter, value: Any) -> None:
        if value and not context.resilient_parsing:
            click.echo(words, file=sys.stdout)
            context.exit()

    return _at_once("--version", text="Show the version.", callback=show)


def _at_once(*names: str, text: str, callback: Callable[..., None]) -> click.Option:
    return click.Option(names, is_flag=True, is_eager=True, expose_value=False, callback=callback, help=text)


class FoiCommand(click.Command):
    """A command that takes the options that go anywhere, and ends its help with its examples."""

    def __init__(self, *args: Any, examples: Iterable[str] = (), columns: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)
        self.columns = columns
        self.params += everywhere(hidden=True)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of the command; every error knows which command it is about."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """Return -h and --help, in our words."""
        return help_option()

    def get_help(self, ctx: click.Context) -> str:
        """Return the page of help."""
        from foi_tracker.cli.pages import help_of

        return help_of(self, ctx)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, the columns of a pipe, and the options that go anywhere."""
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write(f"{' ' * formatter.current_indent}{example}\n")
        if self.columns:
            with formatter.section("In a pipe, one line each, separated by tabs"):
                formatter.write_text(self.columns)
        with formatter.section("Everywhere"):
            formatter.write_text("  ".join((f"{_HOME} DIR", *FLAGS, "-h")))


F = TypeVar("F", bound=Callable[..., Any])


def filter_options(command: F) -> F:
    """Add --authority, --campaign, --tag, --regime, --status and --search."""
    texts = {
        "--search": ("WORDS", "Words in the subject, authority, reference, campaign or tags."),
        "--status": ("STATUS", "A status, such as waiting_response."),
        "--regime": ("LAW", "FOIA, EIR, FOISA, EISR or SAR."),
        "--tag": ("TAG", "Labelled with this tag."),
        "--campaign": ("NAME", "Of this campaign."),
        "--authority": ("NAME", "To authorities with this in the name."),
    }
    for name, (metavar, text) in texts.items():
        command = click.option(name, metavar=metavar, help=text)(command)
    return command


def filters_of(options: dict[str, str | None]) -> Filters:
    """Return the filters among a command's options."""
    from foi_tracker.casework.filtering import Filters

    return Filters(**options)


def on_option(text: str = "The day it happened; today if left out.") -> Callable[[F], F]:
    """Add --on DATE."""
    return click.option("--on", metavar="DATE", help=text)


file_option = click.option(
    "--file", "files", multiple=True, metavar="PATH", help="A file to keep with it; may be said several times."
)
dry_run_option = click.option("-n", "--dry-run", "dry", is_flag=True, help="Show what would happen; record nothing.")
yes_option = click.option("-y", "--yes", is_flag=True, help="Do not ask before changing many.")
