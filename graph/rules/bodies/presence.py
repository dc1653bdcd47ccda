"""*Presence*: at least so many are there, the subject's own or inherited from a wider level."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field

from graph.rules.bodies.base import Counting, Part, Resolve
from graph.selectors import Selector


class Inherit(Part):
    """From which wider level, and from which forms or roles, presence may be inherited."""

    level: tuple[str, ...] = Field(min_length=1)
    form: tuple[str, ...] = ()
    role: tuple[str, ...] = ()


class Presence(Counting):
    """At least so many are there: tied to the subject, below it, or either; or inherited."""

    type: ClassVar[str] = "presence"

    at: Literal["subject", "below", "either"] = "either"
    at_least: int = Field(default=1, ge=1)
    inherit: Inherit | None = None
    vacant_ok: bool = False

    @property
    def inherited(self) -> Selector:
        """What may be inherited: the forms or roles named for that, else those of the norm itself."""
        fields = dict(self.of.fields)
        if self.inherit is not None:
            for name, values in (("form", self.inherit.form), ("role", self.inherit.role)):
                if values:
                    fields[name] = frozenset(values)
        return Selector(fields)

    def in_codes(self, resolve: Resolve) -> Self:
        """Return the body with every word as its code."""
        body = super().in_codes(resolve)
        if body.inherit is None:
            return body
        inherit = Inherit(
            **{
                name: tuple(resolve(name, one) for one in getattr(body.inherit, name))
                for name in ("level", "form", "role")
            }
        )
        return body.model_copy(update={"inherit": inherit})
