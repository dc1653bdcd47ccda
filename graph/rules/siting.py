"""What norms in force say of how near a venue and how many households of a head should be (SEMANTICS B3, B8, B9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.rules.rules import Rules

#: Metres of way, households of a head and the role of heads, where no norm says any.
REACH, MOST, ROLES = 500, 60, frozenset(["building_head"])


@dataclass(frozen=True)
class Limits:
    """What holds where nothing else is asked for.

    Attributes:
        reach: Metres of way.
        most: Households of a head.
        roles: The roles of heads.
    """

    reach: int
    most: int
    roles: frozenset[str]


def limits(rules: Rules, profile: str | None, day: date) -> Limits:
    """Return what the norms say that a place with a profile is asked on a day.

    Example:
        >>> from graph.rules import load_rules
        >>> limits(load_rules(), "tianhe", date(2024, 11, 1)).most
        60
    """
    bodies = [norm.body for norm in rules.norms if rules.asks(norm, profile, day)]
    reach = min((walk for one in bodies if (walk := one.walk) is not None), default=REACH)
    most, roles = next((each for one in bodies if (each := one.each_head) is not None), (MOST, ROLES))
    return Limits(reach, most, roles)
