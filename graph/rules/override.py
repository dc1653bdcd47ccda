"""An override: how a norm differs at a place and below, between two days, with its source (SEMANTICS C27)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field, model_validator

from graph.errors import BadRules
from graph.rules.bodies.base import Body, Part
from graph.rules.mistakes import Refused
from graph.rules.profile import Source


class Override(Part):
    """How a norm differs at a place and below.

    Attributes:
        place: The key, the code or the path of a place.
        since: From which day; empty = ever since.
        until: From which day no more; empty = without end.
        change: Values of the body of the norm, by name.
        cite: Who says so.
        norm: The id of the norm.
        pack: The pack of that norm.
        body: The body as it is there.
    """

    place: str = Field(min_length=1)
    since: date | None = None
    until: date | None = None
    change: Mapping[str, Any] = Field(min_length=1)
    cite: Source
    norm: str = ""
    pack: str = ""
    body: Body | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Override:
        if self.since is not None and self.until is not None and self.until <= self.since:
            raise Refused(BadRules("override_days", since=self.since.isoformat(), until=self.until.isoformat()))
        return self

    def of(self, norm: str, pack: str) -> bool:
        """Return whether it changes a norm of a pack."""
        return (self.norm, self.pack) == (norm, pack)

    def holds_on(self, day: date) -> bool:
        """Return whether it is in force on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def overlaps(self, other: Override) -> bool:
        """Return whether another one changes the same place on some day that this one does."""
        return self.place == other.place and not (
            (self.until is not None and other.since is not None and self.until <= other.since)
            or (other.until is not None and self.since is not None and other.until <= self.since)
        )

    def told(self) -> dict[str, Any]:
        """Return it as a document says it."""
        return self.model_dump(mode="json", include={"place", "since", "until", "change", "cite"})
