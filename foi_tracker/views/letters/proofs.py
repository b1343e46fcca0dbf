"""What came of trying templates: one line each, and what is wrong with it, under which law and for whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from foi_tracker.views.program import commands
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import plural, visible

if TYPE_CHECKING:
    from foi_tracker.casework.letters.proofs import Proof, Trouble
    from foi_tracker.casework.letters.trying import Tried

_OK, _WRONG = "ok", "wrong"
_MOST_DETAILS = 16


def show_tried(screen: Screen, tried: Sequence[Tried]) -> None:
    """Write for each template that it is in order, or what is wrong with it and where."""
    if screen.mode == JSON:
        screen.json({"templates": [_tried_json(one) for one in tried]})
        return
    if not screen.human:
        screen.rows([row for one in tried for row in _rows(one)])
    else:
        for one in tried:
            screen.prose("\n".join(_lines(one)))
        screen.data("")
    screen.words(_summary(tried))


def _rows(one: Tried) -> Iterator[tuple[str, ...]]:
    """Yield name, law, authority kind, result and words, one record for each trouble."""
    for proof in one.proofs:
        if not proof.troubles:
            yield (one.name, proof.regime, proof.kind, _OK, "")
        for trouble in proof.troubles:
            words = f"{trouble.where}: {trouble.what}" if trouble.where else trouble.what
            yield (one.name, proof.regime, proof.kind, _WRONG, words)


def _lines(one: Tried) -> Iterator[str]:
    if not one.troubles:
        yield f"{_OK:<5}  {visible(one.name)}"
        return
    yield f"{_WRONG:<5}  {visible(one.name)}"
    for trouble in one.troubles:
        place = ", ".join(filter(None, (trouble.where, *_only_for(one, trouble))))
        yield f"  {visible(place)}: {visible(trouble.what)}" if place else f"  {visible(trouble.what)}"
        if trouble.mend:
            yield f"    {visible(commands(trouble.mend))}"
        yield from (f"      {visible(detail)}" for detail in trouble.details[:_MOST_DETAILS])


def _only_for(one: Tried, trouble: Trouble) -> Iterator[str]:
    """Yield the laws and the kinds of authority that have the trouble, where not all have it."""
    having = [proof for proof in one.proofs if any(other.what == trouble.what for other in proof.troubles)]
    if laws := _part(one.proofs, having, "regime"):
        yield f"under {laws}"
    if kinds := _part(one.proofs, having, "kind"):
        yield f"to {kinds}"


def _part(every: Sequence[Proof], having: Sequence[Proof], name: str) -> str:
    concerned = list(dict.fromkeys(getattr(proof, name) for proof in having))
    return ", ".join(concerned) if len(concerned) < len({getattr(proof, name) for proof in every}) else ""


def _summary(tried: Sequence[Tried]) -> str:
    wrong = sum(bool(one.troubles) for one in tried)
    letters = sum(one.letters for one in tried)
    looked = f"{plural(len(tried), 'template')} tried in {plural(letters, 'letter')}"
    if not wrong:
        return f"{looked}: nothing to mend."
    return f"{looked}: {wrong} {'needs' if wrong == 1 else 'need'} mending."


def _tried_json(one: Tried) -> dict[str, Any]:
    return {
        "name": one.name,
        "own": one.own,
        "path": one.path,
        "ok": not one.troubles,
        "letters": one.letters,
        "checks": [_proof_json(proof) for proof in one.proofs],
    }


def _proof_json(proof: Proof) -> dict[str, Any]:
    return {
        "regime": proof.regime or None,
        "authority_kind": proof.kind or None,
        "letters": proof.letters,
        "troubles": [
            {"where": trouble.where or None, "what": trouble.what, "mend": commands(trouble.mend) or None}
            for trouble in proof.troubles
        ],
    }
