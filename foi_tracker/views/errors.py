"""Errors on standard error: the sentence and what mends it, or JSON."""

from __future__ import annotations

import os
import sys

import click

from foi_tracker.errors import BadInput, FoiError
from foi_tracker.views.program import commands
from foi_tracker.views.screen import terminal_width, write
from foi_tracker.views.text import folded, visible


def show_error(error: FoiError, *, in_json: bool) -> int:
    """Write the error and return its exit code."""
    if in_json:
        import json

        told: dict[str, object] = {
            "code": error.code,
            "message": error.message,
            "hint": commands(error.hint) if error.hint else None,
        }
        if error.details:
            told["details"] = list(error.details)
        write(json.dumps({"error": told}, ensure_ascii=True), sys.stderr)
        return error.exit_code
    lines = [visible(error.message)]
    hint = visible(commands(error.hint)) if error.hint else None
    if error.details:
        # Candidates come before the hint that says to choose one; a grammar comes after the hint that announces it.
        listed = [f"  {visible(detail)}" for detail in error.details]
        lines += [hint, *listed] if hint and hint.endswith(":") else [*listed, *([hint] if hint else [])]
    elif hint:
        lines.append(hint)
    write("\n".join(part for line in lines for part in folded(line, _width())), sys.stderr)
    return error.exit_code


def _width() -> int:
    """Return the width of the terminal that standard error is; elsewhere lines are never folded."""
    forced = os.environ.get("FOI_FORCE_TTY", "")
    if forced or sys.stderr.isatty():
        return terminal_width(forced)
    return sys.maxsize


def usage(error: click.UsageError) -> FoiError:
    """Return click's usage error in our words, with the way to the command's help."""
    from foi_tracker.views.usage import words

    context = error.ctx
    name = context.info_name if context is not None and context.parent is not None else None
    return BadInput(words(error), f"See {{foi}} {name} -h" if name else "See {foi} --help")
