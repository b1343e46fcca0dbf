"""One's own entries: authorities added, values set over those of the shipped list, notes, addresses confirmed.

They are kept as JSON, one block an authority. With each value stands the one that it replaced: when the shipped list
says something else after an upgrade, that can be told, and nothing of one's own is lost. What this version does not
know in the file stays in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from foi_tracker.authorities.authority import IMPORTED, OWN, SHIPPED, Authority
from foi_tracker.authorities.facts import FIELDS
from foi_tracker.authorities.grades import OWN as ENTERED
from foi_tracker.authorities.grades import OWN_CONFIRMED, OWN_LIST, day_words
from foi_tracker.authorities.names import key
from foi_tracker.errors import HomeError

SCHEMA = 1
YOU = "you"
"""Who told a value: the person at the keyboard; else the name of the list that it came from."""

Entry = dict[str, Any]
Entries = dict[str, Entry]


class Difference(NamedTuple):
    """A value of one's own where the shipped list has changed since it was entered.

    ``field`` is "" when the shipped list has the authority no more.
    """

    authority: Authority
    field: str
    shipped: str | None
    yours: str | None


class Laid(NamedTuple):
    """The authorities with one's own entries over them, and where those differ from what they once replaced."""

    authorities: list[Authority]
    differences: tuple[Difference, ...]


def parse(text: str, where: str) -> dict[str, Any]:
    """Return what the file ``where`` holds. Raises HomeError, which names it, when it is damaged or too new."""
    import json

    try:
        held = json.loads(text, object_pairs_hook=_without_doubles)
        if not isinstance(held, dict):
            raise ValueError("it is no object")
        if held["schema"] != SCHEMA:
            if isinstance(held["schema"], int) and held["schema"] > SCHEMA:
                raise _too_new(where)
            raise ValueError("its schema is not known")
        for slug, entry in held["authorities"].items():
            _check(slug, entry)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise HomeError(
            f"Your own entries in {where} are damaged ({_why(problem)}).",
            "Mend the file in an editor, or move it away to go on without it; it is never overwritten.",
        ) from None
    return held


def _why(problem: Exception) -> str:
    return f"{problem.args[0]} is missing" if isinstance(problem, KeyError) else str(problem) or "too deep"


def _too_new(where: str) -> HomeError:
    return HomeError(f"{where} was written by a newer version of this program.", "Use that version.")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) != len(pairs):
        raise ValueError("a name stands in it twice")
    return held


def _check(slug: str, entry: Entry) -> None:
    """Raise ValueError, KeyError or TypeError unless the entry has the shape that ``lay_over`` reads."""
    from datetime import date

    base, values = entry.get("base"), entry.get("fields", {})
    if base is None and "name" not in values:
        raise ValueError(f"{slug} has no name")
    for told in values.values():
        _text_or_none(slug, told["value"], told.get("was"))
        date.fromisoformat(told["on"])
    if base is not None:
        _text_or_none(slug, *base.values())
        for name in ("name", "kind", "nation"):
            base[name].strip()
    for name in ("name", "kind", "nation", "short_name"):
        if name in values:
            values[name]["value"].strip()
    for note in entry.get("notes", ()):
        _text_or_none(slug, note["text"])
        date.fromisoformat(note["on"])
    if closed := entry.get("closed"):
        _text_or_none(slug, *closed["successors"])
        date.fromisoformat(closed["on"])


def _text_or_none(slug: str, *values: object) -> None:
    if not all(value is None or isinstance(value, str) for value in values):
        raise ValueError(f"{slug} holds something that is no text")


def dump(held: dict[str, Any]) -> str:
    """Return the file: sorted, one block an authority, so that a change of one is easy to see."""
    import json

    return json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def empty() -> dict[str, Any]:
    """Return what a home without entries of its own holds."""
    return {"schema": SCHEMA, "authorities": {}}


def lay_over(shipped: Iterable[Authority], entries: Entries) -> Laid:
    """Return the shipped authorities with one's own entries laid over them, field by field, and those added."""
    left = dict(entries)
    differences: list[Difference] = []
    authorities = []
    for authority in shipped:
        entry = left.pop(authority.slug, None)
        if entry is None:
            authorities.append(authority)
            continue
        laid = laid_over(authority, entry)
        authorities.append(laid)
        differences += _differences(authority, laid, entry)
    authorities += _others(left, differences)
    return Laid(authorities, tuple(differences))


def laid_over(authority: Authority, entry: Entry) -> Authority:
    """Return the authority with an entry's values over its own."""
    told = entry.get("fields", {})
    values: dict[str, Any] = {name: told[name]["value"] for name in FIELDS if name in told}
    if email := told.get("foi_email"):
        values["checked"] = email["on"]
        values["foi_email_confidence"] = _confidence(email)
    if closed := entry.get("closed"):
        values |= {"closed": True, "closed_on": closed["on"], "successors": tuple(closed["successors"])}
    sources = [f"your {FIELDS[name]}: {_told_by(told[name])}" for name in FIELDS if name in told]
    if authority.source:
        sources.append(authority.source)
    return authority._replace(
        **values,
        own_notes=tuple(f"{day_words(note['on'])}: {note['text']}" for note in entry.get("notes", ())),
        own_fields=tuple(name for name in FIELDS if name in told),
        source=" | ".join(sources) or None,
    )


def _confidence(email: dict[str, Any]) -> str:
    if email.get("confirmed"):
        return OWN_CONFIRMED
    return ENTERED if email.get("from", YOU) == YOU else OWN_LIST


def _told_by(value: dict[str, Any]) -> str:
    who = value.get("from", YOU)
    day = day_words(value["on"])
    if value.get("confirmed"):
        return f"confirmed on {day}"
    return f"entered on {day}" if who == YOU else f"from {who}, {day}"


def _differences(authority: Authority, laid: Authority, entry: Entry) -> Iterator[Difference]:
    for name, told in entry.get("fields", {}).items():
        if name in FIELDS:
            now = getattr(authority, name)
            if now not in (told.get("was"), told["value"]):
                yield Difference(laid, name, now, told["value"])


def _others(left: Entries, differences: list[Difference]) -> Iterator[Authority]:
    """Yield the entries for authorities that the shipped list has not, or has no more."""
    gone: frozenset[str] | None = None
    for slug, entry in left.items():
        base = entry.get("base")
        authority = laid_over(_from_base(slug, base, entry), entry)
        if base is not None and base.get("list") == SHIPPED:
            differences.append(Difference(authority, "", None, None))
            gone = _closed_names() if gone is None else gone
            if key(base["name"]) in gone:
                continue  # the shipped list tells who took over
        yield authority


def _from_base(slug: str, base: dict[str, Any] | None, entry: Entry) -> Authority:
    if base is None:
        name = entry["fields"]["name"]["value"]
        return Authority(slug, name, name, (), "other", "", origin=OWN)
    facts = {name: base[name] for name in FIELDS if base.get(name) and name not in ("name", "kind", "nation")}
    authority = Authority(slug, base["name"], base["name"], (), base["kind"], base["nation"], origin=OWN)
    return authority._replace(**facts, mark=base.get("mark"), origin=IMPORTED if base.get("list") == IMPORTED else OWN)


def _closed_names() -> frozenset[str]:
    from foi_tracker.authorities.shipped import read_closed

    return frozenset(key(row["name"]) for row in read_closed())


def base_of(authority: Authority) -> dict[str, str]:
    """Return what an entry keeps of the authority that it is laid over, should its list lose it."""
    kept = {name: value for name in FIELDS if (value := getattr(authority, name)) is not None}
    if authority.origin == SHIPPED:
        kept = {name: kept[name] for name in ("name", "short_name", "kind", "nation")}
    return kept | {"list": authority.origin} | ({"mark": authority.mark} if authority.mark else {})
