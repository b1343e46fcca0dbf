"""Which folder is yours, and what its settings say.

The folder is ``--home``, else ``FOI_HOME``, else ``~/foi``; nothing is searched. ``foi.toml`` in it holds who asks.
"""

import os
import stat
from typing import NamedTuple

from foi_tracker.errors import HomeError, HomeMissing
from foi_tracker.paths import quoted, shown

# What a home holds beside its records.
SETTINGS = "foi.toml"
TEMPLATES = "templates"
OWN_AUTHORITIES = "authorities.json"
IMPORTED_AUTHORITIES = "authorities_imported.tsv"
BANK_HOLIDAYS = "bank_holidays.json"
BESIDE_THE_RECORDS = (SETTINGS, TEMPLATES, OWN_AUTHORITIES, IMPORTED_AUTHORITIES, BANK_HOLIDAYS)

# table -> key -> what it is for; the same data reads, checks and writes foi.toml.
KNOWN: dict[str, dict[str, str]] = {
    "requester": {
        "name": "your real name, or your group's (FOIA 2000 s.8)",
        "email": "where they answer; enough as an address under s.8",
        "address": "a postal address, if you want answers by post",
        "organisation": "printed under your name",
    },
    "": {
        "reference": 'letters cite "our ref FOI-7"; another word than FOI may stand here',
        "mail": 'how "foi send" opens your mail: "gmail" in the browser, or "program" for a mail program',
    },
}


# What ``mail`` may say; a mail program is opened where it says nothing.
MAILS = ("gmail", "program")


class Settings(NamedTuple):
    """What foi.toml says; None where it says nothing. ``warnings`` name keys that mean nothing here."""

    name: str | None = None
    email: str | None = None
    address: str | None = None
    organisation: str | None = None
    reference: str = "FOI"
    mail: str | None = None
    warnings: tuple[str, ...] = ()


def find(chosen: str | None) -> str:
    """Return the path of the home: the chosen folder, else ``FOI_HOME``, else ``~/foi``. It may not exist."""
    return os.path.abspath(os.path.expanduser(chosen or os.environ.get("FOI_HOME") or os.path.join("~", "foi")))


def exists(path: str) -> bool:
    """Return whether a home was ever made there."""
    return any(os.path.lexists(os.path.join(path, name)) for name in (SETTINGS, "ledger.json"))


def settings_path(path: str) -> str:
    """Return where a home keeps its settings."""
    return os.path.join(path, SETTINGS)


def check(path: str) -> None:
    """Raise HomeMissing when there is no home at the path, HomeError when others own it or may write to it."""
    try:
        facts = os.stat(path)
    except FileNotFoundError:
        raise missing(path) from None
    except OSError as problem:
        raise HomeError(
            f"Your foi folder {path} cannot be opened: {problem.strerror}.", "Choose another with --home."
        ) from None
    if not stat.S_ISDIR(facts.st_mode):
        raise HomeError(f"{path} is a file, not a folder.", "Choose another folder with --home.")
    if not exists(path):
        raise missing(path)
    if os.name == "posix":
        if facts.st_uid != os.geteuid():
            raise HomeError(f"Your foi folder {shown(path)} belongs to another user.", "Choose your own with --home.")
        if facts.st_mode & 0o022:
            raise HomeError(
                f"Your foi folder {shown(path)} can be changed by other users.", f"Close it: chmod 700 {quoted(path)}"
            )


def missing(path: str) -> HomeMissing:
    """Return the error for a folder that is not a home yet."""
    return HomeMissing(f"There is no foi folder at {shown(path)} yet.", "Make it: {foi} init")


def make(path: str, settings: dict[str, str]) -> None:
    """Make the folder (0700) and write foi.toml (0600) in it; raises HomeError when that cannot be done.

    A foi.toml that stands there is never overwritten. A folder that holds this program's own source is refused: a
    ledger in it would sooner or later be published with it.
    """
    if os.path.isdir(os.path.join(path, "foi_tracker")) and os.path.exists(os.path.join(path, "pyproject.toml")):
        raise HomeError(
            f"{path} holds the source of this program, and your records would end up among it.",
            "Choose another folder: {foi} init ~/foi",
        )
    if os.path.lexists(path) and not os.path.isdir(path):
        raise HomeError(f"{shown(path)} is a file, not a folder.", "Choose another: {foi} init DIR")
    try:
        os.makedirs(path, mode=0o700, exist_ok=True)
        if os.name == "posix" and not os.listdir(path):
            os.chmod(path, 0o700)
        handle = os.open(os.path.join(path, SETTINGS), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as file:
            file.write(to_toml(settings).encode())
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise HomeError(
            f"{path} already holds settings, or is not a folder.", f"Change them in {path}{os.sep}{SETTINGS}"
        ) from None
    except OSError as problem:
        raise HomeError(
            f"The folder {path} cannot be made: {problem.strerror}.", "Choose another: {foi} init DIR"
        ) from None


def to_toml(settings: dict[str, str]) -> str:
    """Return foi.toml with these settings, and the others as comments that say what they are for."""
    lines = ["# Settings of foi-tracker. Read when a letter is drafted; letters already drafted do not change.", ""]
    for table in ("", "requester"):
        if table:
            lines += ["", f"[{table}]"]
        for key, meaning in KNOWN[table].items():
            lines.append(f"# {meaning}")
            lines.append(f"{key} = {toml_string(settings[key])}" if settings.get(key) else f'# {key} = ""')
    return "\n".join(lines) + "\n"


def toml_string(value: str) -> str:
    """Return the value as a TOML basic string: quotes, backslashes and control characters as escapes."""
    out = []
    for char in value:
        if char in '"\\':
            out.append("\\" + char)
        elif ord(char) < 32 or ord(char) == 127:
            out.append(f"\\u{ord(char):04x}")
        else:
            out.append(char)
    return '"' + "".join(out) + '"'


def read_settings(path: str) -> Settings:
    """Return the settings of the home's foi.toml; defaults where there is none.

    Raises HomeError when it is not valid TOML or a value is not text. An unknown key is a warning, not an error.
    """
    file = settings_path(path)
    try:
        with open(file, "rb") as handle:
            return parse_settings(handle.read(), file)
    except FileNotFoundError:
        return Settings()
    except OSError as problem:
        raise HomeError(f"The settings in {file} cannot be read: {problem.strerror}.", f"Look at {file}") from None


def parse_settings(data: bytes, file: str) -> Settings:
    """Return the settings that a foi.toml holds; ``file`` names it in errors, which are those of ``read_settings``."""
    import tomllib

    try:
        told = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise HomeError(
            f"The settings in {file} cannot be read: {problem}.", f"Mend them in an editor: {file}"
        ) from None
    values: dict[str, str] = {}
    warnings: list[str] = []
    requester = told.pop("requester", {})
    if not isinstance(requester, dict):
        raise HomeError(f"[requester] in {file} must be a table.", f"Mend it in an editor: {file}")
    for table, found in (("", told), ("requester", requester)):
        for key, value in found.items():
            if key not in KNOWN[table]:
                warnings.append(f"{SETTINGS} has {key!r}, which means nothing here.")
            elif not isinstance(value, str):
                raise HomeError(f"{key} in {file} must be text in quotes.", f"Mend it in an editor: {file}")
            elif key == "mail" and value.strip() not in ("", *MAILS):
                warnings.append(f"{SETTINGS} has mail = {value[:40]!r}; it may be {' or '.join(MAILS)}.")
            elif value.strip():
                values[key] = value.strip()
    return Settings(**values, warnings=tuple(warnings))
