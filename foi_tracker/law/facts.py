"""What the law needs to know of an event; for types alone, so that no list pays for reading it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol


class Fact(Protocol):
    """What the law needs to know of an event; ``questions`` is empty when it concerns all."""

    @property
    def id(self) -> int:
        """Number of the event within its request."""

    @property
    def kind(self) -> str:
        """Kind of event: sent, acknowledged, answered, ..."""

    @property
    def on(self) -> date:
        """Its legal date."""

    @property
    def questions(self) -> tuple[int, ...]:
        """The questions it names."""

    @property
    def via(self) -> str | None:
        """How it went: email, form, post, wdtk."""

    @property
    def received(self) -> date | None:
        """When it arrived, where that was told."""

    @property
    def until(self) -> date | None:
        """The date that it names."""

    @property
    def outcomes(self) -> Mapping[int, Any]:
        """Question -> what was said of it (an object with ``outcome``); 0 is the whole request."""

    @property
    def exemptions(self) -> tuple[str, ...]:
        """Exemptions or regulations that it names."""

    @property
    def details(self) -> Mapping[str, Any]:
        """The rest: basis, automatic, regime."""
