"""Letters from elsewhere, in a file or as they are typed: what would weaken them; a home may be missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foi_tracker.casework import infiles
from foi_tracker.casework.letters.checking import Checked, Checker, closed_finding, law_findings
from foi_tracker.errors import Ambiguous, BadInput, NotFound
from foi_tracker.law.regimes import default_regime
from foi_tracker.law.regimes import regime as find_regime
from foi_tracker.letters import checks
from foi_tracker.letters.anatomy import Anatomy
from foi_tracker.letters.findings import worst_first

if TYPE_CHECKING:
    from foi_tracker.authorities import Authority, ClosedAuthority, Directory
    from foi_tracker.casework.desk import Desk

MOST_BYTES = 100_000  # the longest letter that anybody should send has a tenth of it


def of_text(desk: Desk | None, text: str, *, regime: str | None = None, authority: str | None = None) -> Checked:
    """Return what weakens a letter from elsewhere; without a desk nothing is known of earlier requests.

    The law is the one said, else the one that the letter names, else that of the authority's nation, else FOIA; the
    authority is the one said, else the addressee if the directory knows it. Raises NotFound or Ambiguous for an
    authority that was said and is not clear, BadInput for a law that is none.
    """
    directory = desk.directory if desk is not None else _shipped()
    found, closed = _addressee(directory, authority, Anatomy(text).addressee)
    named = find_regime(regime).code if regime else checks.law_named(text)
    law = named or (default_regime(found.nation) if found else "FOIA")
    findings = Checker(desk).of_text(text, law, found) if desk is not None else list(checks.of_request(text, law))
    if found is not None:
        findings += law_findings(law, found)
    if closed is not None:
        findings.append(closed_finding(closed))
    return Checked(text, worst_first(findings))


def of_file(desk: Desk | None, path: str, *, regime: str | None = None, authority: str | None = None) -> Checked:
    """Return what weakens the letter in a text file; as ``of_text``. Raises BadInput when it is no text in UTF-8."""
    data = infiles.read(path, most=MOST_BYTES)
    return of_text(desk, read_text(data, path), regime=regime, authority=authority)


def read_text(data: bytes, name: str) -> str:
    """Return the text of a letter; ``name`` says in errors where it came from. Raises BadInput when it is none."""
    if len(data) > MOST_BYTES:
        raise BadInput(
            f"{name} is too large for a letter: at most {MOST_BYTES:,} bytes.", "Name a file with one letter."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\x00"
    if "\x00" in text:
        raise BadInput(f"{name} is not text in UTF-8.", "Save the letter as plain text (.txt) in UTF-8.")
    if not text.strip():
        raise BadInput(f"{name} has no text in it.", "Write the letter first: {foi} draft NAME -t blank")
    return text


def _addressee(
    directory: Directory, said: str | None, addressed: str
) -> tuple[Authority | None, ClosedAuthority | None]:
    """Return the authority that was said, else the one in the letter's line "To:"; the second if it has closed."""
    from foi_tracker.authorities import AuthorityClosed

    try:
        if said is not None:
            return directory.find(said), None
        found = directory.find(addressed)
        return (found if found.name.casefold() == addressed.casefold() else None), None
    except AuthorityClosed as gone:
        return None, gone.closed
    except (NotFound, Ambiguous):
        if said is not None:
            raise
        return None, None


def _shipped() -> Directory:
    from foi_tracker.authorities import Directory

    return Directory.load()
