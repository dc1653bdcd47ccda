"""What norms in force say of how near a venue and how many households of a head should be (SEMANTICS B3, B8, B9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.rules.bodies.ratio import Ratio
from graph.rules.bodies.reach import Near
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
    metres = [int(one.metres) for one in bodies if isinstance(one, Near) and one.metres >= 1]
    heads = [one for one in bodies if isinstance(one, Ratio) and one.base == "households" and _of_heads(one)]
    reach = min(metres, default=REACH)
    if not heads:
        return Limits(reach, MOST, ROLES)
    return Limits(reach, max(1, heads[0].per // heads[0].count), heads[0].of.get("role"))


def _of_heads(body: Ratio) -> bool:
    return body.of.get("kind") == {"post"} and bool(body.of.get("role"))
