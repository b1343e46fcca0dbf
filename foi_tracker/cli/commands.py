"""The commands: where each lives, and what it is for."""

import importlib
from typing import NamedTuple

import click


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
    "note": Listed("noting", "Act", "Keep a note, a file or a reference."),
    "tag": Listed("noting", "Act", "Label requests with a word."),
    "remind": Listed("noting", "Act", "Be reminded of a request on a day."),
    "close": Listed("closing", "Act", "Close a request."),
    "reopen": Listed("closing", "Correct", "Open a closed request again."),
    "undo": Listed("closing", "Correct", "Take back the last change."),
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


def load(name: str) -> click.Command | None:
    """Return a command, importing the module it lives in; None when there is none of that name."""
    listed = COMMANDS.get(name)
    if listed is None:
        return None
    command = getattr(importlib.import_module(f"foi_tracker.cli.{listed.module}"), listed.function or name)
    assert isinstance(command, click.Command)
    return command
