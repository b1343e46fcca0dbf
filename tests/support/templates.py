"""Templates to copy: the shipped ones."""

from __future__ import annotations

from pathlib import Path

from foi_tracker.letters import templates

SHIPPED = {template.name for template in templates.available()}


def copied(name: str, to: Path) -> Path:
    """Copy a shipped template to a path, and return that."""
    to.write_text(Path(templates.find(name).path).read_text(encoding="utf-8"), encoding="utf-8")
    return to
