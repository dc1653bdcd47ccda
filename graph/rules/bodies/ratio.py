"""*Ratio*: so many for so much of a base, rounded up; or, the other reading, the load on each holder."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from graph.errors import BadRules
from graph.kinds import kind_of
from graph.rules.bodies.base import LARGEST, Counting, kind_meant
from graph.rules.mistakes import Refused

_NUMBERS = ("integer", "decimal")


class Ratio(Counting):
    """``count`` for every ``per`` of the base, rounded up; distinct holders, or offices if not ``held``.

    Attributes:
        sum: A number of what is counted, which is added up instead: 30 m² of venues for every 100 households.
    """

    type: ClassVar[str] = "ratio"

    held: bool = True
    sum: str = ""
    count: int = Field(default=1, ge=1, le=LARGEST)
    per: int = Field(ge=1, le=LARGEST)
    base: Literal["homes", "households", "residents", "residents_60"]

    @model_validator(mode="after")
    def _summable(self) -> Self:
        if self.sum and kind_meant(self.kind):
            numbers = [one.name for one in kind_of(self.kind).fields if one.type in _NUMBERS]
            numbers = [one for one in numbers if one != "display_order"]
            if self.sum not in numbers:
                expected = ", ".join(numbers) or "—"
                raise Refused(BadRules("norm_sum", found=self.sum, kind=self.kind, expected=expected))
        return self

    @property
    def each_head(self) -> tuple[int, frozenset[str]] | None:
        """How many households there are to one post."""
        roles = self.of.get("role")
        if self.base != "households" or self.of.get("kind") != {"post"} or not roles:
            return None
        return max(1, self.per // self.count), roles

    @property
    def beyond(self) -> tuple[str, ...]:
        """Sums, and the base of those of 60 and over."""
        return (*(["sum"] if self.sum else []), *(["residents_60"] if self.base == "residents_60" else []))
