"""What a plan of venues does, one after the other: who is within reach, and who is left (SEMANTICS B6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from graph.facts.points import Floats
from graph.facts.shown import Shown
from graph.network.columns import Longs
from graph.questions.siting.ground import FACTOR, Ground, ways
from graph.questions.siting.plan import Plan
from graph.solvers.siting import MUST

Row = dict[str, Any]


class Steps:
    """A plan in the order in which it should be carried out.

    Attributes:
        order: Positions of places, the first to be opened first.
    """

    def __init__(self, ground: Ground, places: Longs, plan: Plan) -> None:
        """Measure the places of a plan and put them in order."""
        self.ground, self.plan = ground, plan
        every = np.arange(ground.start.size)
        away = {one: ground.metres(every, np.full(every.size, one)) for one in places.tolist()}
        self.order: list[int] = []
        self.away: list[Floats] = [ground.away]
        while away:
            one = min(away, key=lambda place: self._rank(np.minimum(self.away[-1], away[place]), place))
            self.order.append(one)
            self.away.append(np.minimum(self.away[-1], away[one]))
            del away[one]

    def _rank(self, away: Floats, place: int) -> tuple[int, int, int]:
        reached, together = -self._covered(away), int(self.ground.weight @ ways(away))
        first = (reached, together) if self.plan.aim in ("cover", "all") else (together, reached)
        return (*first, place)

    def _covered(self, away: Floats) -> int:
        return int(self.ground.weight[away * FACTOR <= self.plan.reach].sum())

    def counted(self, away: Floats) -> Row:
        """Return who is within reach and how long the ways are; null where nothing is anywhere."""
        way, people = ways(away), int(self.ground.weight.sum())
        known = bool((way < MUST).all())
        mean = (2 * int(self.ground.weight @ way) + people) // (2 * people) if known else None
        return {"covered": self._covered(away), "mean": mean, "longest": int(way.max()) if known else None}

    @property
    def before(self) -> Row:
        """As it is."""
        return self.counted(self.away[0])

    @property
    def after(self) -> Row:
        """Once all stand."""
        return self.counted(self.away[-1])

    def _nearest(self) -> Longs:
        """Return by demand which is nearest once all stand: -1 what is there, else the place in order."""
        which = np.where(np.isfinite(self.away[0]), -1, 0)
        for position in range(len(self.order)):
            which = np.where(self.away[position + 1] < self.away[position], position, which)
        return which

    def rows(self, shown: Shown) -> Iterator[Row]:
        """Yield a row a place."""
        weight, nearest, last = self.ground.weight, self._nearest(), self._covered(self.away[0])
        for position, one in enumerate(self.order):
            counted = self.counted(self.away[position + 1])
            yield {
                "turn": position + 1,
                "state": "new",
                "place": shown.place(int(self.ground.spot[one])),
                "places": [],
                "seat": None,
                "households": int(weight[nearest == position].sum()),
                "heads": None,
                "newly": counted["covered"] - last,
                **counted,
            }
            last = counted["covered"]

    def there(self, shown: Shown) -> Iterator[Row]:
        """Yield what is there and nearest to anybody: to how many households now, and once all stand."""
        weight, venue = self.ground.weight, self.ground.nearest
        kept = self._nearest() < 0
        for position in np.unique(venue[venue >= 0]).tolist():
            mine = venue == position
            yield {
                "venue": shown.thing(int(self.ground.venue[position])),
                "now": int(weight[mine].sum()),
                "households": int(weight[mine & kept].sum()),
            }

    def unserved(self, shown: Shown) -> Iterator[Row]:
        """Yield who is not within reach once all stand: most households first, then key."""
        ground, way = self.ground, ways(self.away[-1])
        far = np.flatnonzero(self.away[-1] * FACTOR > self.plan.reach)
        able = ground.able()
        told = [
            ("far" if able[one] else "out_of_reach", int(ground.start[one]), int(ground.weight[one]), int(way[one]))
            for one in far.tolist()
        ]
        lost = zip(*(each.tolist() for each in ground.lost), strict=True)
        told += [("no_point", place, many, MUST) for place, many in lost]
        for because, place, many, metres in sorted(told, key=lambda one: (one[0], -one[2], one[1])):
            yield {
                "place": shown.place(place),
                "because": because,
                "households": many,
                "metres": metres if metres < MUST else None,
            }
