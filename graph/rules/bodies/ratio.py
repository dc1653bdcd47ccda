"""*Ratio*: so many for so much of a base, rounded up; or, the other reading, the load on each holder."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from graph.rules.bodies.base import Counting


class Ratio(Counting):
    """``count`` for every ``per`` of the base, rounded up; distinct holders, or offices if not ``held``."""

    type: ClassVar[str] = "ratio"

    held: bool = True
    count: int = Field(default=1, ge=1)
    per: int = Field(ge=1)
    base: Literal["homes", "households", "residents"]
