"""*Size*: so many, and no more: the members of a unit, the households of a grid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from graph.errors import BadRules
from graph.rules.bodies.amounts import Amount
from graph.rules.bodies.base import LARGEST, Body
from graph.rules.mistakes import Refused

_Number = Annotated[int, Field(ge=0, le=LARGEST)]


class Size(Amount, Body):
    """Between so many and so many are there.

    Attributes:
        between: At least and at most, both of them in it; without an upper end, at least.
        soft: As a rule: what lies outside is met all the same, and told.
    """

    type: ClassVar[str] = "size"
    subjects: ClassVar[tuple[str, ...]] = ("place", "organisation", "team", "venue", "post", "activity")
    columns: ClassVar[Mapping[str, str]] = {"most": "integer", "over": "band", "measure": "text"}

    between: tuple[_Number, _Number | None]
    soft: bool = False

    @field_validator("between")
    @classmethod
    def _in_order(cls, found: tuple[int, int | None]) -> tuple[int, int | None]:
        low, high = found
        if high is not None and high < low:
            raise Refused(BadRules("norm_between", found=f"{low}, {high}"))
        return found

    @property
    def asked_of(self) -> tuple[str, ...]:
        """The kinds that it may be asked of: what its tie ends at; of who lives there, places."""
        return tuple(one for one in self.tied_to if one in self.subjects)

    @property
    def closing(self) -> str:
        """What closes a shortfall: more is taken in, or the subject joins what it should belong to."""
        return "join" if self.belonging else "take_in"
