"""Templates: text files with TOML front matter and a body, found by name, checked when read.

    +++
    title = "FDP adoption"
    ...
    +++
    Dear Freedom of Information team,

The shipped ones lie in ``templates/``; those in a home's own ``templates`` folder win by name. Reading one checks
its front matter; its body is checked when it is compiled for a letter.
"""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from foi_tracker.errors import BadInput, FoiError, NotFound
from foi_tracker.law.regimes import REGIMES
from foi_tracker.letters.layout import unify_lines
from foi_tracker.requests.events import OUTCOMES

KINDS = ("request", "follow-up")
# Where an authority can be that a letter is written for.
NATIONS = ("england", "scotland", "wales", "northern-ireland", "uk")
RECIPIENTS = ("authority", "regulator", "tribunal")
# "noted" is a letter that takes no step: it is remembered, and moves no clock and opens none.
RECORDS = ("sent", "chased", "clarified", "review_requested", "complained", "appealed", "withdrawn", "noted")
# How the request that a follow-up begins comes of the one that it follows.
BEGINS = ("narrows", "replaces")
# What a follow-up can need to be true, any one of them: an outcome of a question; that they extended the time or
# passed the request on; that nothing came from them ("silence"), an answer did, or one is late.
NEEDS = (*OUTCOMES, "extended", "transferred", "silence", "answered", "late")

# What every letter knows without fields; all but authority, questions, regime, requester and today in follow-ups only.
CONTEXT = (
    "authority",
    "clock",
    "extension",
    "grounds",
    "questions",
    "regime",
    "request",
    "requester",
    "times",
    "today",
)

_FENCE = "+++"
_SUFFIX = ".txt"
# An own template may lie in the folder itself or, sorted as the shipped ones are, in one of these.
_SUBFOLDERS = ("requests", "follow-ups")
_LARGEST_FILE = 200_000


class Field(NamedTuple):
    """A blank in a template; ``default`` is None when it must be filled."""

    name: str
    help: str
    default: str | None = None


class Template(NamedTuple):
    """A letter with blanks. ``authority_kinds`` is empty for any; from ``records`` to ``to``, and the last two, are a
    follow-up's.

    ``records`` is the event that sending it makes, ``about`` the clock it concerns. ``begins`` is how the new request
    that it makes comes of the one that it follows, None when it makes none; ``needs`` is what must be so, any one.
    ``nations`` is empty for any.
    """

    name: str
    title: str
    description: str
    when: str
    kind: str
    regimes: tuple[str, ...]
    authority_kinds: tuple[str, ...]
    fields: tuple[Field, ...]
    questions: tuple[str, ...]
    records: str | None
    about: str | None
    to: str
    body: str
    path: str
    begins: str | None = None
    needs: tuple[str, ...] = ()
    nations: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether it makes a request: its own, or one that comes of the request it follows."""
        return self.kind == "request" or self.begins is not None


def available(own_folder: str | None = None) -> tuple[Template, ...]:
    """Return every template, the requests first, each kind by name; those in ``own_folder`` win by name.

    Raises BadInput, naming the file, when one cannot be read.
    """
    found = [_read(path) for path in _paths(own_folder).values()]
    return tuple(sorted(found, key=lambda template: (KINDS.index(template.kind), template.name)))


def find(name: str, own_folder: str | None = None) -> Template:
    """Return the template of that name. Only its own file is read, so that another one's fault does not matter.

    Raises NotFound, with the nearest names, when there is none; BadInput when it cannot be read.
    """
    paths = _paths(own_folder)
    if name in paths:
        return _read(paths[name])
    from difflib import get_close_matches

    raise NotFound(
        f"There is no template {name[:40]!r}.",
        "{foi} draft NAME, without -t, lists those that fit.",
        details=tuple(get_close_matches(name[:100], paths, n=5, cutoff=0.5)) or tuple(sorted(paths)),
    )


def shipped_folder() -> str:
    """Return the folder of the shipped templates: inside the package when installed, beside it in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for place in (package, os.path.dirname(package)):
        folder = os.path.join(place, "templates")
        if os.path.isdir(os.path.join(folder, "requests")):
            return folder
    raise FoiError("The letter templates are missing from this installation.", "Install foi-tracker again.")


def _paths(own_folder: str | None) -> dict[str, str]:
    """Return name -> file, own ones over shipped ones."""
    paths = _listed(shipped_folder())
    if own_folder is not None:
        paths.update(_listed(own_folder))
    return paths


def _listed(folder: str) -> dict[str, str]:
    paths: dict[str, str] = {}
    for place in (folder, *(os.path.join(folder, name) for name in _SUBFOLDERS)):
        try:
            files = sorted(os.listdir(place))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as problem:
            raise BadInput(f"The templates in {place} cannot be read: {problem.strerror}.") from None
        for file in files:
            name = file.removesuffix(_SUFFIX)
            if name == file or file.startswith("."):
                continue
            if name in paths:
                raise BadInput(f"Two templates have one name: {paths[name]} and {os.path.join(place, file)}.")
            paths[name] = os.path.join(place, file)
    return paths


def _read(path: str) -> Template:
    try:
        with open(path, "rb") as file:
            raw = file.read(_LARGEST_FILE + 1)
    except OSError as problem:
        raise BadInput(f"The template {path} cannot be read: {problem.strerror}.") from None
    if len(raw) > _LARGEST_FILE:
        raise BadInput(f"The template {path} is too large: at most {_LARGEST_FILE:,} bytes.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"The template {path} is not UTF-8 text.", "Save it as UTF-8.") from None
    return parse(unify_lines(text), path=path)


def parse(text: str, *, path: str) -> Template:
    """Return the template that a file's text holds; its name is the file's.

    Raises BadInput, naming file and key, for front matter that is missing, not TOML, or not as it must be.
    """
    import tomllib

    opening, _, rest = text.partition("\n")
    front, fence, body = rest.partition(f"\n{_FENCE}\n")
    if opening.rstrip() != _FENCE or not fence:
        raise BadInput(
            f"{path} does not begin with its front matter.",
            f"The first line is {_FENCE}, then title = ..., then another line {_FENCE}, then the letter.",
        )
    try:
        told = tomllib.loads(front)
    except ValueError as problem:
        raise BadInput(f"The front matter of {path} cannot be read: {problem}.", "Texts stand in quotes.") from None
    except RecursionError:
        raise BadInput(f"The front matter of {path} cannot be read: it is nested too deeply.") from None
    return _FrontMatter(told, path).template(body)


def _clock_kinds() -> tuple[str, ...]:
    return tuple(dict.fromkeys(kind for law in REGIMES.values() for kind in law.rules))


class _FrontMatter:
    """What the front matter says, taken key by key; whatever is left over at the end is unknown."""

    def __init__(self, told: dict[str, Any], path: str) -> None:
        self._told = told
        self._path = path

    def template(self, body: str) -> Template:
        name = os.path.basename(self._path).removesuffix(_SUFFIX)
        kind = self._choice("kind", KINDS)
        follow_up = kind == "follow-up"
        made = Template(
            name=name,
            title=self._text("title"),
            description=self._text("description"),
            when=self._text("when"),
            kind=kind,
            regimes=self._texts("regimes", among=tuple(REGIMES)),
            authority_kinds=self._texts("authority_kinds", optional=True),
            fields=self._fields(),
            questions=self._texts("questions", optional=True),
            records=self._choice("records", RECORDS) if follow_up else None,
            about=self._choice("about", _clock_kinds()) if follow_up and "about" in self._told else None,
            to=self._choice("to", RECIPIENTS) if follow_up and "to" in self._told else "authority",
            body=body,
            path=self._path,
            begins=self._choice("begins", BEGINS) if follow_up and "begins" in self._told else None,
            needs=self._texts("needs", optional=True, among=NEEDS) if follow_up else (),
            nations=self._texts("nations", optional=True, among=NATIONS),
        )
        for key in self._told:
            follows = key in ("records", "about", "to", "begins", "needs")
            raise self._wrong(key, "only a follow-up has it" if follows else "a template has no such key")
        if made.begins is not None and made.records != "sent":
            raise self._wrong("begins", 'a letter that begins a request has records = "sent"')
        if not body.strip():
            raise BadInput(f"{self._path} has no letter after its front matter.")
        return made

    def _wrong(self, key: str, words: str) -> BadInput:
        return BadInput(f"{key} in {self._path}: {words}.")

    def _text(self, key: str) -> str:
        value = self._told.pop(key, None)
        if value is None:
            raise self._wrong(key, "it is missing")
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(key, "it must be a text in quotes")
        return value.strip()

    def _choice(self, key: str, among: tuple[str, ...]) -> str:
        value = self._text(key)
        if value not in among:
            raise self._wrong(key, f"{value!r} is none of {', '.join(among)}")
        return value

    def _texts(self, key: str, *, optional: bool = False, among: tuple[str, ...] = ()) -> tuple[str, ...]:
        value = self._told.pop(key, [] if optional else None)
        if value is None:
            raise self._wrong(key, "it is missing")
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self._wrong(key, 'it must be a list of texts: ["...", "..."]')
        if not value and not optional:
            raise self._wrong(key, "it is empty")
        for item in value:
            if among and item not in among:
                raise self._wrong(key, f"{item!r} is none of {', '.join(among)}")
        return tuple(item.strip() for item in value)

    def _fields(self) -> tuple[Field, ...]:
        tables = self._told.pop("fields", {})
        if not isinstance(tables, dict):
            raise self._wrong("fields", "it must be tables: [fields.NAME]")
        return tuple(self._field(name, table) for name, table in tables.items())

    def _field(self, name: str, table: object) -> Field:
        key = f"fields.{name}"
        if not isinstance(table, dict):
            raise self._wrong(key, 'it must be a table with help = "..."')
        if not (name.isascii() and name.isidentifier()):
            raise self._wrong(key, "a field's name is letters, digits and _ only")
        if name in CONTEXT:
            raise self._wrong(key, "every letter has that name already")
        for part, value in table.items():
            if part not in ("help", "default"):
                raise self._wrong(f"{key}.{part}", "a field has help and default only")
            if not isinstance(value, str):
                raise self._wrong(f"{key}.{part}", "it must be a text in quotes")
        if not table.get("help", "").strip():
            raise self._wrong(f"{key}.help", "it is missing")
        return Field(name, table["help"].strip(), table.get("default"))
