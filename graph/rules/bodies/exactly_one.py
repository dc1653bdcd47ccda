"""*Exactly one*: each place lies in one place of a level, and in no second: every courtyard in exactly one grid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from pydantic import Field, field_validator

from graph.rules.bodies.base import Body, Resolve
from graph.selectors import Selector


class ExactlyOne(Body):
    """One place of these levels encloses the subject on territory.

    Attributes:
        level: The levels, of which one place is wanted in all.
    """

    type: ClassVar[str] = "exactly_one"
    around: ClassVar[bool] = True
    columns: ClassVar[Mapping[str, str]] = {"parts": "things"}

    level: tuple[str, ...] = Field(min_length=1)

    @field_validator("level", mode="before")
    @classmethod
    def _listed(cls, found: object) -> object:
        return (found,) if isinstance(found, str) else found

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of which one place is wanted."""
        return self.level

    @property
    def wanted(self) -> Selector:
        """The places of which one is wanted."""
        return Selector({"kind": frozenset(["place"]), "level": frozenset(self.level)})

    @property
    def listed(self) -> tuple[Selector, ...]:
        """The places of those levels."""
        return (self.wanted,)

    def in_codes(self, resolve: Resolve) -> Self:
        """Return the body with every word as its code."""
        return self.model_copy(update={"level": tuple(resolve("level", one) for one in self.level)})
