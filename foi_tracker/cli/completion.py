"""Completion at the TAB key: the command completion, and the answers that shells ask for.

A shell's script calls the program again with ``_FOI_COMPLETE`` in its environment. The answer is quick and silent: when
anything is wrong (no home, a damaged ledger) nothing is completed and nothing is said. It never writes.
"""

from __future__ import annotations

import copy
import os

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

from foi_tracker.cli import commands
from foi_tracker.cli.app import FoiCommand, app_of, everywhere, help_option
from foi_tracker.cli.suggesting import Giver, Items, giver_for
from foi_tracker.errors import BadInput

PROGRAM = "foi"
VARIABLE = "_FOI_COMPLETE"


# --- what can stand there --------------------------------------------------------------------------------------------


class _Word(click.types.StringParamType):
    """A text of a command with the words that it may be."""

    def __init__(self, give: Giver) -> None:
        self._give = give

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
        """Return the words that begin so."""
        return self._give(ctx, incomplete)


class _Program(click.Group):
    """The program as a shell asks it: no command is imported but the one that is typed, and none ever runs."""

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return a copy of a command that knows the words for its arguments and options; raises BadInput for none."""
        command = commands.load(name)
        if command is None:
            raise BadInput(f"There is no command {name!r}.")
        dressed = copy.copy(command)
        dressed.params = [_dressed(name, param) for param in command.params]
        return dressed

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """Return -h and --help, in our words."""
        return help_option()

    def shell_complete(self, ctx: click.Context, incomplete: str) -> Items:
        """Return the commands and options that begin so."""
        found: Items = [
            CompletionItem(name, help=listed.help)
            for name, listed in commands.COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return found + click.Command.shell_complete(self, ctx, incomplete)


def _dressed(command: str, param: click.Parameter) -> click.Parameter:
    """Return a copy of a parameter with its words; what is hidden in help can be completed all the same."""
    dressed = copy.copy(param)
    if isinstance(dressed, click.Option):
        dressed.hidden = False
    give = giver_for(command, param)
    if give is not None and isinstance(param.type, click.types.StringParamType):
        dressed.type = _Word(give)
    return dressed


# --- the shells ------------------------------------------------------------------------------------------------------


class _Shell(ShellComplete):
    """What all shells share: the script without asking the shell its version, and words behind "=".

    ``current`` is what the shell takes for the word at the cursor, when that is only the end of what was typed.
    """

    how = ""
    current: str | None = None

    def source(self) -> str:
        """Return the script with how to install it."""
        return f"{self.how}\n{ShellComplete.source(self)}"

    def get_completions(self, args: list[str], incomplete: str) -> Items:
        """Return what can stand for the word at the cursor as the shell sees it."""
        found = super().get_completions(args, incomplete)
        option, equals, _ = incomplete.partition("=")
        before = option + equals if equals and option.startswith("-") else ""
        cut = 0 if self.current is None else len(incomplete) - len(self.current)
        return [
            CompletionItem(f"{before}{item.value}"[cut:], item.type, item.help)
            if item.type == "plain"
            else CompletionItem(incomplete[cut:], item.type)
            for item in found
        ]


class _Bash(_Shell, BashComplete):
    """bash parts words at "=", so "1=rel" arrives as three words."""

    how = """\
# Completion of foi for bash (4.4 or newer; the bash of macOS is older: use zsh there). To install it:
#   foi completion bash > ~/.foi-completion.bash
#   echo '. ~/.foi-completion.bash' >> ~/.bashrc
# It works in new terminals, where foi is found on the PATH.
"""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the cursor, and the one at it, put together again."""
        before, at = super().get_completion_args()
        words = [*before, at]
        joined: list[str] = []
        for word in words:
            if joined and (word.startswith("=") or joined[-1].endswith("=")):
                joined[-1] += word
            else:
                joined.append(word)
        self.current = "" if at == "=" else at
        return joined[:-1], joined[-1]


class _Zsh(_Shell, ZshComplete):
    how = """\
# Completion of foi for zsh. To install it:
#   foi completion zsh > ~/.foi-completion.zsh
#   echo '. ~/.foi-completion.zsh' >> ~/.zshrc
# It works in new terminals, where foi is found on the PATH.

(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
"""


class _Fish(_Shell, FishComplete):
    how = """\
# Completion of foi for fish. To install it:
#   mkdir -p ~/.config/fish/completions
#   foi completion fish > ~/.config/fish/completions/foi.fish
# It works in new terminals, where foi is found on the PATH.
"""
    # A description may hold commas, and fish looks for a path without reading "~".
    source_template = FishComplete.source_template.replace('string split ","', 'string split --max 1 ","').replace(
        "__fish_complete_path $metadata[2];",
        "string match --quiet '~/*' -- $metadata[2]; "
        "and string replace -- $HOME '~' (__fish_complete_path (string replace -- '~' $HOME $metadata[2])); "
        "or __fish_complete_path $metadata[2];",
    )


class _PowerShell(_Shell):
    """The words before the cursor come one a line in COMP_WORDS, the one at it in COMP_CWORD."""

    name = "powershell"
    how = """\
# Completion of foi for PowerShell (5.1 or newer). To install it:
#   if (!(Test-Path $PROFILE)) { New-Item -ItemType File -Force $PROFILE }
#   foi completion powershell | Add-Content $PROFILE
# It works in new windows, where foi is found on the PATH.
"""
    source_template = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $line, $cursor)
    $before = $line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor }
    $env:COMP_WORDS = ($before | ForEach-Object { $_.Extent.Text }) -join "`n"
    $env:COMP_CWORD = $word
    $env:%(complete_var)s = 'powershell_complete'
    try {
        & %(prog_name)s 2>$null | ForEach-Object {
            $value, $about = $_ -split "`t", 2
            if (-not $about) { $about = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $about)
        }
    } finally {
        Remove-Item Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_CWORD -ErrorAction SilentlyContinue
    }
}
"""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the cursor, and the one at it."""
        words = [word.strip("\"'") for word in os.environ.get("COMP_WORDS", "").splitlines()]
        return words[1:], os.environ.get("COMP_CWORD", "").strip("\"'")

    def format_completion(self, item: CompletionItem[str]) -> str:
        """Return a line; nothing for files, which PowerShell completes itself when nothing else is there."""
        return f"{item.value}\t{item.help or ''}" if item.type == "plain" else ""


SHELLS: dict[str, type[_Shell]] = {cls.name: add_completion_class(cls) for cls in (_Bash, _Zsh, _Fish, _PowerShell)}


def answer(instruction: str) -> int:
    """Write what a shell asks for ("bash_complete" or "bash_source"). Whatever goes wrong, nothing is said."""
    shell, _, wish = instruction.partition("_")
    if shell not in SHELLS or wish not in ("complete", "source"):
        return 0
    try:
        asked = _asked(shell)
        told = asked.source() if wish == "source" else asked.complete()
    except Exception:  # noqa: BLE001 - a word about it would land in the line that is being typed
        return 0
    if told:
        click.echo(told.encode("utf-8", "replace"))
    return 0


def _asked(shell: str) -> _Shell:
    options = [_dressed("", option) for option in everywhere(hidden=False)]
    program = _Program(PROGRAM, params=options, context_settings={"help_option_names": ["-h", "--help"]})
    return SHELLS[shell](program, {}, PROGRAM, VARIABLE)


# --- the command -----------------------------------------------------------------------------------------------------


@click.command(
    cls=FoiCommand,
    examples=(
        "foi completion bash > ~/.foi-completion.bash",
        "foi completion zsh > ~/.foi-completion.zsh",
        "foi completion fish | source",
        "foi completion powershell",
    ),
    columns="the script itself",
)
@click.argument("shell", type=click.Choice(list(SHELLS)), metavar="|".join(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print a script with which the TAB key completes what you type.

    It completes commands, options, request numbers, authorities, letters and outcomes. How to install it stands at its
    head. The program must be found as foi. What to run next: a new terminal, then foi and the TAB key.
    """
    app = app_of(context)
    script = _asked(shell).source()
    if app.json:
        app.screen.json({"shell": shell, "script": script})
        return
    app.screen.data(script.rstrip("\n"))
