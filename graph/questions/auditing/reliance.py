"""Who sits in more seats than the profile's combinations expect of one person (SEMANTICS A10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import polars as pl

from graph.answers.audit import RELIANCE
from graph.facts import Facts
from graph.facts.holds import HOLDS
from graph.facts.shown import Shown
from graph.network import Network
from graph.network.columns import Bools, Ints
from graph.network.grouping import Lists, starts_of

#: The profile of a seat's place and its role: by these it may be expected beside another seat.
Sort = tuple[str, str]


def reliance_rows(network: Network, facts: Facts) -> pl.DataFrame:
    """Return one row a person, who is not named, with more seats than are expected together."""
    seats = seats_held(facts)
    many = np.flatnonzero((np.diff(seats.start) > 1) & _asked_about(network, seats))
    expecting, shown = _Expecting(facts), Shown(network)
    rows: list[dict[str, Any]] = []
    for person in many.tolist():
        held = seats.of(person).tolist()
        sorts = Counter(expecting.sort(seat) for seat in held)
        expected = expecting.most(sorts)
        if len(held) > expected:
            rows.append(
                {
                    "person": network.key(person),
                    "seats": [shown.post(seat) for seat in held],
                    "held": len(held),
                    "expected": expected,
                    "together": expecting.together(sorts),
                }
            )
    rows.sort(key=lambda row: row["expected"] - row["held"])
    return pl.DataFrame(rows, schema=RELIANCE.schema, orient="row")


def seats_held(facts: Facts) -> Lists:
    """Return, by row of a person, the posts that they hold on the date, acting or absent too, by key."""
    ties = facts.network.rows.ties[HOLDS]
    held = np.unique(np.stack([ties.source[facts.holds.today], ties.target[facts.holds.today]]), axis=1)
    return Lists(starts_of(held[0], facts.network.rows.size), held[1].astype(np.int32))


def _asked_about(network: Network, seats: Lists) -> Bools:
    """Return, by row of a person, whether some seat of theirs lies in what is asked about."""
    found = np.full(network.rows.size, network.within_row is None)
    if network.within_row is not None:
        anchor, inside = network.view.anchor[seats.other], network.view.inside(network.within_row)
        here = (anchor >= 0) & inside[np.maximum(anchor, 0)]
        found[np.repeat(np.arange(found.size), np.diff(seats.start))[here]] = True
    return found


class _Expecting:
    """What the profiles expect of one person."""

    def __init__(self, facts: Facts) -> None:
        self._facts, self._roles = facts, facts.network.rows.column("post", "role")
        self._anchor: Ints = facts.network.view.anchor
        self.of_two = lru_cache(None)(self._of_two)

    def sort(self, seat: int) -> Sort:
        """Return the profile of a seat's place and its role."""
        anchor = int(self._anchor[seat])
        profile = self._facts.profiles.find(anchor) if anchor >= 0 else None
        return profile.key if profile else "", str(self._roles[seat])

    def most(self, sorts: Mapping[Sort, int]) -> int:
        """Return how large a set of seats, so many of each sort, can be of which any two are expected together."""
        best = 1
        begun: list[tuple[tuple[Sort, ...], int, list[Sort]]] = [
            ((), 0, sorted(sorts))
        ]  # chosen, seats, what may be added
        while begun:
            chosen, size, rest = begun.pop()
            best = max(best, size)
            for position, one in enumerate(rest):
                if all(self.of_two(one, other) for other in chosen):
                    more = sorts[one] if self.of_two(one, one) else 1
                    begun.append(((*chosen, one), size + more, rest[position + 1 :]))
        return best

    def together(self, sorts: Mapping[Sort, int]) -> list[str]:
        """Return the roles of which two seats are expected together."""
        two = [(one, other) for one in sorts for other in sorts if one != other or sorts[one] > 1]
        return sorted({one[1] for one, other in two if self.of_two(one, other)})

    def _of_two(self, one: Sort, other: Sort) -> bool:
        """Return whether two seats are expected in one person, by the profile of the place of either."""
        in_force, pair = self._facts.in_force, frozenset([one[1], other[1]])
        return any(pair in in_force[key].expected_pairs for key, _ in (one, other) if key)
