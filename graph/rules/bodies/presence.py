"""*Presence*: at least so many are there, the subject's own or inherited from a wider level."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field

from graph.rules.bodies.base import LARGEST, Counting, Resolve
from graph.rules.bodies.inheriting import Inherit
from graph.selectors import Selector


class Presence(Counting):
    """At least so many are there: tied to the subject, below it, or either; or inherited."""

    type: ClassVar[str] = "presence"

    at: Literal["subject", "below", "either"] = "either"
    at_least: int = Field(default=1, ge=1, le=LARGEST)
    inherit: Inherit | None = None
    vacant_ok: bool = False

    @property
    def inherited(self) -> Selector:
        """What may be inherited; of what inherits nothing, what it counts."""
        return self.inherit.instead_of(self.of) if self.inherit else self.of

    def in_codes(self, resolve: Resolve) -> Self:
        """Return the body with every word as its code."""
        body = super().in_codes(resolve)
        return body.model_copy(update={"inherit": body.inherit and body.inherit.in_codes(resolve, body.of)})
