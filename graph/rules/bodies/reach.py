"""*Reach*: every household has something open near enough."""

from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from pydantic import ConfigDict, Field, field_validator, model_validator

from graph.errors import BadRules
from graph.rules.bodies.base import LARGEST, Body, Resolve, selector
from graph.rules.mistakes import Refused
from graph.selectors import Selector

_OPEN = {"kind": frozenset(["venue"]), "status": frozenset(["open"])}
#: Metres by which no point of one reference system lies from the same point in another, in any part of the country.
APART = 1_000.0
#: The levels at which a place has a point that is near enough to its homes.
_UP_TO = {"home": ("home", "entrance", "building"), "building": ("building",)}


class Near(Body):
    """So many metres at most, as the crow flies and a factor for the way that people walk.

    Attributes:
        of: Which venues; open ones, where no status is said.
        metres: So far at most.
        factor: By how much the way is longer than the line.
        starts: Where people start: at their home, or at its building.
    """

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    type: ClassVar[str] = "reach"

    of: Selector = Selector(_OPEN)
    metres: float = Field(gt=0, le=LARGEST)
    factor: float = Field(default=1.3, ge=1, le=LARGEST)
    starts: Literal["building", "home"] = Field(default="building", alias="from")

    @property
    def walk(self) -> int | None:
        """Its metres, whole."""
        return int(self.metres) if self.metres >= 1 else None

    @field_validator("of", mode="before")
    @classmethod
    def _parse(cls, found: object) -> Selector:
        chosen = selector(found)
        return chosen if chosen.get("status") else Selector({**chosen.fields, "status": _OPEN["status"]})

    @model_validator(mode="after")
    def _of_venues(self) -> Self:
        if self.of.get("kind") != {"venue"}:
            raise Refused(BadRules("norm_kind", found=str(self.of), expected="kind: [venue]"))
        return self

    @property
    def may_reach(self) -> float:
        """How far a venue of another reference system may be measured to be, and be near enough all the same."""
        return self.metres / self.factor + APART

    @property
    def listed(self) -> tuple[Selector, ...]:
        """The venues."""
        return (self.of,)

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of the places whose point is taken."""
        return _UP_TO[self.starts]

    def in_codes(self, resolve: Resolve) -> Self:
        """Return the body with every word as its code."""
        return self.model_copy(update={"of": self.of.resolved(resolve)})

    def told(self) -> dict[str, Any]:
        """Return the body as a document says it."""
        return {"of": str(self.of), "metres": self.metres, "factor": self.factor, "from": self.starts}
