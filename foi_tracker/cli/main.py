"""The program: its commands, found when they are called, and how every run ends."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, NamedTuple, NoReturn

import click

from foi_tracker import __version__
from foi_tracker.cli.app import app_of, everywhere, help_option, version_option
from foi_tracker.errors import BadInput, FoiError

INTERRUPTED = 130


class Listed(NamedTuple):
    """A command by where it lives, so that help need not import it; its function has its name unless told."""

    module: str
    section: str
    help: str
    function: str = ""


COMMANDS: dict[str, Listed] = {
    "status": Listed("looking", "See", "The table: what needs you first."),
    "overdue": Listed("looking", "See", "Who is late, worst first; for alerts."),
    "next": Listed("looking", "See", "What to do next, request by request.", "next_"),
    "show": Listed("looking", "See", "One request: its story, clocks and answers."),
    "deadline": Listed("calculator", "See", "When an answer is due; needs no records."),
    "report": Listed("reporting", "See", "What came of your requests, as a file to publish too."),
    "draft": Listed("drafting", "Act", "Draft a request, or the next letter of one."),
    "check": Listed("checking", "Act", "What would weaken a letter, before you send it."),
    "edit": Listed("drafting", "Act", "Change a draft in your editor."),
    "letter": Listed("letters", "Act", "Print a letter, or make a draft for your mail of it."),
    "send": Listed("letters", "Act", "Open what you need to send it yourself."),
    "sent": Listed("recording", "Act", "Record that you sent it."),
    "got": Listed("recording", "Act", "Record what they sent you."),
    "note": Listed("keeping", "Act", "Keep a note, a file or a reference."),
    "tag": Listed("keeping", "Act", "Label requests with a word."),
    "remind": Listed("keeping", "Act", "Be reminded of a request on a day."),
    "close": Listed("keeping", "Act", "Close a request."),
    "reopen": Listed("keeping", "Correct", "Open a closed request again."),
    "undo": Listed("keeping", "Correct", "Take back the last change."),
    "backup": Listed("safekeeping", "Correct", "Older states of your records, and going back to one."),
    "doctor": Listed("safekeeping", "Correct", "Look whether everything is in order; changes nothing."),
    "authorities": Listed("authorities", "Directory", "Whom to ask, and where; what you know of them."),
    "templates": Listed("templates", "Directory", "The letters there are; write your own."),
    "calendar": Listed("calendars", "Share", "Your dates, for a calendar program or a phone."),
    "export": Listed("exporting", "Share", "Tables, a case for a regulator, letters for a mail merge."),
    "import": Listed("importing", "Share", "Take in a spreadsheet, mail, WhatDoTheyKnow, or records.", "take_in"),
    "holidays": Listed("holidays", "Set up", "The bank holidays that stop the clock."),
    "init": Listed("setup", "Set up", "Make your foi folder."),
    "demo": Listed("setup", "Set up", "See the main job played in a folder that is thrown away."),
    "completion": Listed("completion", "Set up", "Let the TAB key complete what you type."),
    "help": Listed("help", "Set up", "Dates, statuses, the law, your folder, exit codes explained.", "help_"),
}

SECTIONS = ("See", "Act", "Correct", "Directory", "Share", "Set up")


class Program(click.Group):
    """``foi``: bare, it is ``foi status``; a mistyped command is suggested, never run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return a command, importing the module it lives in."""
        listed = COMMANDS.get(name)
        if listed is None:
            return None
        command = getattr(importlib.import_module(f"foi_tracker.cli.{listed.module}"), listed.function or name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name. Raises a usage error that suggests the nearest one."""
        name = args[0]
        command = self.get_command(ctx, name)
        if command is not None:
            return name, command, args[1:]
        import difflib

        near = difflib.get_close_matches(name.lower(), COMMANDS, n=1, cutoff=0.6)
        shown = name if len(name) <= 40 else name[:39] + "…"
        hint = f"Did you mean {{foi}} {near[0]}?" if near else "See the commands: {foi} --help"
        raise BadInput(f"There is no command {shown!r}.", hint)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put "status" in front of options that belong to it: ``foi --all`` is ``foi status --all``."""
        app = app_of(ctx)
        ctx.obj = app
        place = _first_word(args)
        if place is None:
            app.bare = True
            args = [*args, "status"]
        elif args[place].startswith("-"):
            args = [*args[:place], "status", *args[place:]]
        return super().parse_args(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """Return -h and --help, in our words."""
        return help_option()

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands in the groups that a person looks for."""
        for section in SECTIONS:
            rows = [(name, listed.help) for name, listed in COMMANDS.items() if listed.section == section]
            if rows:
                with formatter.section(section):
                    formatter.write_dl(rows)

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]
        """Run, and end the process: every error is a sentence on standard error and an exit code."""
        given = list(sys.argv[1:] if args is None else args)
        _speak_utf8()
        if asked := os.environ.get("_FOI_COMPLETE"):
            from foi_tracker.cli.completion import answer

            sys.exit(answer(asked))
        sys.exit(self._run(given, prog_name))

    def _run(self, args: list[str], prog_name: str | None) -> int:
        in_json = "--json" in (args[: args.index("--")] if "--" in args else args)
        try:
            _check_text(args)
            ended = super().main(args=args, prog_name=prog_name or "foi", standalone_mode=False)
            sys.stdout.flush()
        except FoiError as error:
            if "--debug" in args:
                raise
            return _told(error, in_json=in_json)
        except SystemExit:
            return 0  # click leaves so, and only so, when the reader of a pipe has gone (head, less)
        except click.exceptions.Exit as ending:
            return ending.exit_code
        except click.UsageError as error:
            return _told(error, in_json=in_json)
        except (click.Abort, KeyboardInterrupt):
            click.echo("\nStopped.", err=True)
            return INTERRUPTED
        except BrokenPipeError:
            # The reader of a pipe (head, less) has seen enough. Python would complain again when it flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        except Exception as problem:
            if "--debug" in args:
                raise
            return _told(_unforeseen(problem), in_json=in_json)
        return ended if isinstance(ended, int) else 0


def _told(error: FoiError | click.UsageError, *, in_json: bool) -> int:
    from foi_tracker.views.errors import show_error, usage

    return show_error(usage(error) if isinstance(error, click.UsageError) else error, in_json=in_json)


def _unforeseen(problem: Exception) -> FoiError:
    if isinstance(problem, OSError) and problem.strerror:
        return FoiError(f"The system refused: {problem.strerror}{f': {problem.filename}' if problem.filename else ''}.")
    return FoiError(
        f"Something went wrong inside the program ({type(problem).__name__}: {problem}).",
        "Your records are as they were. Say it again with --debug to see where.",
    )


def _first_word(args: list[str]) -> int | None:
    """Return the place of the first argument that is neither an option of the program nor its value."""
    place = 0
    while place < len(args):
        arg = args[place]
        if arg == "--home":
            place += 2
        elif arg in _FLAGS or arg.startswith("--home="):
            place += 1
        else:
            return place
    return None


_FLAGS = ("--json", "--plain", "--no-input", "--no-color", "--quiet", "--debug", "--version", "--help", "-h")


def _check_text(args: list[str]) -> None:
    if any("\udc80" <= char <= "\udcff" for arg in args for char in arg):
        raise BadInput("An argument is not text in UTF-8.", "Type it again, or save the file as UTF-8.")


def _speak_utf8() -> None:
    """Write UTF-8 to a pipe whatever the locale, and never fail on a character that the terminal cannot show."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")


@click.command(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    params=[*everywhere(hidden=False), version_option(f"foi-tracker {__version__}")],
    epilog="Every command explains itself: foi COMMAND -h",
)
def cli() -> None:
    """Ask public authorities for information, and know to the day when their answer is late."""


@cli.result_callback()
@click.pass_context
def _warn(context: click.Context, /, code: int | None) -> int | None:
    """Say what went wrong after a change had safely happened."""
    app = app_of(context)
    for warning in app.warnings:
        app.screen.words(f"Note: {warning}")
    return code
