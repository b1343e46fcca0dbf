"""The program: its commands, found when they are called, and how every run ends."""

import codecs
import contextlib
import errno
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from foi_tracker import __version__
from foi_tracker.cli.app import FLAGS, app_of, everywhere, help_option, version_option
from foi_tracker.cli.commands import COMMANDS, SECTIONS, load
from foi_tracker.errors import INTERRUPTED, BadInput, FoiError

_IS_WINDOWS = os.name == "nt"
_WITHOUT_VALUE = {*FLAGS, "--version", "--help", "-h"}
_LOOK_ALIKE = "look-alike"  # how a stream writes what its encoding has not


class Program(click.Group):
    """``foi``: bare, it is ``foi status``; a mistyped command is suggested, never run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return a command, importing the module it lives in."""
        return load(name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name. Raises a usage error that suggests the nearest one."""
        name = args[0]
        command = self.get_command(ctx, name)
        if command is not None:
            return name, command, args[1:]
        shown = name if len(name) <= 40 else name[:39] + "…"
        raise BadInput(f"There is no command {shown!r}.", _instead_of(name))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put "status" in front of options that belong to it: ``foi --all`` is ``foi status --all``."""
        place = _first_word(args)
        if place is None:
            app_of(ctx).bare = True
            args = [*args, "status"]
        elif args[place].startswith("-"):
            args = [*args[:place], "status", *args[place:]]
        return super().parse_args(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """Return -h and --help, in our words."""
        return help_option()

    def get_help(self, ctx: click.Context) -> str:
        """Return the page of help."""
        from foi_tracker.cli.pages import help_of

        return help_of(self, ctx)

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
        _open_streams()
        _speak()
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
        except (click.Abort, KeyboardInterrupt) as stop:
            return _stopped(stop)
        except Exception as problem:
            if _reader_has_gone(problem):
                with contextlib.suppress(OSError):  # Python would complain again when it flushes at exit
                    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                return 0
            if "--debug" in args:
                raise
            return _told(_unforeseen(problem), in_json=in_json)
        return ended if isinstance(ended, int) else 0


def _instead_of(name: str) -> str:
    """Return what to type instead of a word that is no command: what it means, else the command spelt most like it."""
    from foi_tracker.cli.everyday import meant, nearest

    if name.isdecimal() and name.isascii():
        return f"To see request {name[:20]}: {{foi}} show {name[:20]}"
    if hint := meant(name):
        return hint
    near = nearest(name, COMMANDS)
    return f"Did you mean {{foi}} {near}?" if near else "See the commands: {foi} --help"


def _told(error: FoiError | click.UsageError, *, in_json: bool) -> int:
    from foi_tracker.views.errors import show_error, usage

    told = usage(error) if isinstance(error, click.UsageError) else error
    with contextlib.suppress(OSError):  # standard error may be full or gone as well
        show_error(told, in_json=in_json)
    return told.exit_code


def _stopped(stop: BaseException) -> int:
    """Say that Ctrl-C, or the end of what is typed, stopped the command; click has ended the line for the first."""
    begin = "" if isinstance(stop.__cause__, (KeyboardInterrupt, EOFError)) else "\n"
    with contextlib.suppress(OSError):
        click.echo(f"{begin}Stopped.", file=sys.stderr)
    return INTERRUPTED


def _reader_has_gone(problem: Exception) -> bool:
    """Return whether the reader of a pipe (head, less) has seen enough. Windows calls that an invalid argument."""
    if isinstance(problem, BrokenPipeError):
        return True
    return _IS_WINDOWS and isinstance(problem, OSError) and problem.errno == errno.EINVAL and not problem.filename


def _unforeseen(problem: Exception) -> FoiError:
    if isinstance(problem, OSError) and problem.errno == errno.ENOSPC and not problem.filename:
        return FoiError(
            "There is no room where the output goes.", "Whatever was recorded stays recorded: {foi} undo --list"
        )
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
        elif arg in _WITHOUT_VALUE or arg.startswith("--home="):
            place += 1
        else:
            return place
    return None


def _check_text(args: list[str]) -> None:
    if any("\udc80" <= char <= "\udcff" for arg in args for char in arg):
        raise BadInput("An argument is not text in UTF-8.", "Type it again, or save the file as UTF-8.")


def _open_streams() -> None:
    """Put the null device where the caller closed a standard stream: a file opened later must not take its place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - it stays open to the end


def _speak() -> None:
    """Write UTF-8 to a pipe whatever the locale; on a terminal, what looks most like what it cannot show."""
    codecs.register_error(_LOOK_ALIKE, _look_alike)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if not stream.isatty():
            reconfigure(encoding="utf-8", errors="backslashreplace")
        elif _wants_ascii():
            reconfigure(encoding="ascii", errors=_LOOK_ALIKE)
        else:
            reconfigure(errors=_LOOK_ALIKE)


def _wants_ascii() -> bool:
    """Return whether the locale is C by name. Python writes UTF-8 there all the same, unless it is told what to do."""
    if not sys.flags.utf8_mode or os.environ.get("PYTHONUTF8") or os.environ.get("PYTHONIOENCODING"):
        return False
    return (os.environ.get("LC_ALL") or os.environ.get("LANG")) in ("C", "POSIX")


def _look_alike(error: UnicodeError) -> tuple[str | bytes, int]:
    from foi_tracker.views.lookalikes import replaced

    return replaced(error)


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
