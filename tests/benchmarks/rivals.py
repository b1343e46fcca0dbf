"""The same requests as tasks of Taskwarrior and of todoman, each in a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from typing import NamedTuple

from foi_tracker.casework.desk import Desk
from foi_tracker.requests.folding import fold
from foi_tracker.requests.status import Standing


class Rival(NamedTuple):
    """A program on equal data: how to call it, its list of what is late, and its way to add one."""

    name: str
    overdue: tuple[str, ...]
    add: tuple[str, ...]


def taskwarrior(program: str, home: str, folder: str, env: Mapping[str, str]) -> Rival:
    """Give Taskwarrior the requests of a home: those with a due date pending, the closed ones completed."""
    os.mkdir(folder)
    settings = os.path.join(folder, "taskrc")
    with open(settings, "w", encoding="utf-8") as file:
        file.write(f"data.location={folder}\nconfirmation=off\nhooks=off\n")
    tasks = os.path.join(folder, "tasks.json")
    with open(tasks, "w", encoding="utf-8") as file:
        json.dump([_task(standing) for standing in _standings(home)], file)
    words = (program, f"rc:{settings}", "rc.verbose=nothing")
    subprocess.run([*words, "import", tasks], env=env, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return Rival("task", (*words, "overdue"), (*words, "add", "A new request", "due:28days"))


def todoman(program: str, home: str, folder: str, env: Mapping[str, str]) -> Rival:
    """Give todoman the requests of a home, and let it fill its cache."""
    calendar = os.path.join(folder, "lists", "foi")
    os.makedirs(calendar)
    settings = os.path.join(folder, "settings.py")
    with open(settings, "w", encoding="utf-8") as file:
        file.write(f"path = {os.path.dirname(calendar) + '/*'!r}\ndefault_list = 'foi'\n")
        file.write(f"cache_path = {os.path.join(folder, 'cache.sqlite3')!r}\n")
    for standing in _standings(home):
        with open(os.path.join(calendar, f"{standing.request.uid}.ics"), "w", encoding="utf-8", newline="") as file:
            file.write(_todo(standing))
    words = (program, "--config", settings)
    subprocess.run([*words, "list"], env=env, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return Rival("todo", (*words, "list", "--due", "0"), (*words, "new", "A new request"))


def _standings(home: str) -> list[Standing]:
    desk = Desk(home)
    return [desk.stand_request(fold(raw)) for raw in desk.ledger.snapshot().all_requests()]


def _task(standing: Standing) -> dict[str, object]:
    request = standing.request
    task: dict[str, object] = {
        "uuid": f"{request.uid[:8]}-{request.uid[8:12]}-4{request.uid[13:16]}-8{request.uid[17:20]}-{request.uid[20:]}",
        "description": f"{request.authority.name}: {request.subject}",
        "project": request.campaign,
        "entry": _instant(request.events[0].at),
        "status": "pending",
        "annotations": [
            {"entry": _instant(request.events[0].at), "description": f"{question.number}. {question.text}"}
            for question in request.questions
        ],
    }
    if standing.due_on:
        task["due"] = f"{standing.due_on:%Y%m%d}T225959Z"
    if standing.status == "closed":
        task |= {"status": "completed", "end": _instant(request.events[-1].at)}
    return task


def _todo(standing: Standing) -> str:
    request = standing.request
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//foi-tracker//benchmark//EN", "BEGIN:VTODO"]
    lines += [f"UID:{request.uid}", f"DTSTAMP:{_instant(request.events[0].at)}", f"CATEGORIES:{request.campaign}"]
    lines += [f"SUMMARY:{request.authority.name}: {request.subject}".replace(",", "\\,")]
    told = "\\n".join(f"{question.number}. {question.text}" for question in request.questions)
    lines += ["DESCRIPTION:" + told.replace(",", "\\,")]
    if standing.due_on:
        lines += [f"DUE;VALUE=DATE:{standing.due_on:%Y%m%d}"]
    if standing.status == "closed":
        lines += ["STATUS:COMPLETED", f"COMPLETED:{_instant(request.events[-1].at)}"]
    return "\r\n".join([*lines, "END:VTODO", "END:VCALENDAR", ""])


def _instant(at: str) -> str:
    """Return an instant of the ledger the way calendars write it: 20261122T093000Z."""
    return at[:19].replace("-", "").replace(":", "") + "Z"
