"""What is asked of a plan of venues."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """What is planned.

    Attributes:
        aim: Which plan is the best.
        count: So many new venues at most.
        reach: Metres of way.
        level: The level of the places where a venue may be.
        among: Key of the place in which these lie, or keys of several; None = *within*.
    """

    aim: str
    count: int
    reach: int
    level: str
    among: str | list[str] | None
