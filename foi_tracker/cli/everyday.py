"""What somebody means who types an everyday word where the name of a command stands; suggested, never run."""

from __future__ import annotations

from collections.abc import Iterable

_NEW = "A new letter is drafted: {foi} draft AUTHORITY"
_NEXT_LETTER = "It is a letter of a request, by its number: {foi} draft NUMBER"
_ARRIVED = "What they sent is recorded with: {foi} got NUMBER"
_TAKE_BACK = "To take back the last change: {foi} undo. To end a request: {foi} close NUMBER"
_TABLE = "The table of your requests: {foi} status"
_FIND = "To find requests by words: {foi} status --all --search WORDS"
_LATE = "Who is late: {foi} overdue"
_SEND = "To send a letter yourself: {foi} send NUMBER. When it has gone: {foi} sent NUMBER"
_READ = "One request: {foi} show NUMBER. Its letter: {foi} letter NUMBER"
_REPORT = "Reports: {foi} report, {foi} report answers, {foi} report league"
_DUE = "When an answer is due: {foi} deadline DATE"
_SETTINGS = "Your name and address: {foi} init"

_MEANT: dict[str, tuple[str, ...]] = {
    _NEW: ("add", "ask", "begin", "create", "new", "request", "start", "write"),
    _NEXT_LETTER: (
        *("appeal", "chase", "chaser", "complain", "complaint", "clarify", "challenge", "followup", "follow-up"),
        *("nudge", "review", "reminder", "withdraw"),
    ),
    _ARRIVED: (
        *("ack", "acknowledged", "answer", "answered", "arrived", "bounce", "extension", "receive", "received"),
        *("record", "refusal", "refused", "released", "reply", "replied", "response", "transfer"),
    ),
    _TAKE_BACK: ("cancel", "delete", "drop", "erase", "forget", "remove", "revert", "rm"),
    _TABLE: ("all", "dashboard", "list", "ls", "open", "pending", "requests", "table"),
    _FIND: ("filter", "find", "grep", "search"),
    _LATE: ("alert", "alerts", "check-overdue", "due-soon", "expired", "late", "missed"),
    _SEND: ("email", "e-mail", "mail", "post", "submit"),
    _READ: ("display", "info", "open-letter", "print", "read", "view"),
    _REPORT: ("answers", "league", "matrix", "statistics", "summary"),
    _DUE: ("calc", "calculate", "count", "date", "days", "due", "when"),
    _SETTINGS: ("config", "configure", "settings", "setup"),
}


def meant(word: str) -> str | None:
    """Return the sentence that names the command, None for a word that is not known here.

    >>> meant("late")
    'Who is late: {foi} overdue'
    """
    typed = word.lower().replace("_", "-")
    return next((sentence for sentence, words in _MEANT.items() if typed in words), None)


def nearest(word: str, commands: Iterable[str]) -> str | None:
    """Return the command that is spelt much like the word; one that only looks a little like it would mislead."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word.lower()[:40], list(commands), n=1, cutoff=0.72)), None)
