"""The least array work behind each measure, in bare numpy: what the fast questions are held against."""

from __future__ import annotations

import numpy as np

from graph.network import Network


class Limits:
    """Bare numpy over the same network; everything it needs is laid out beforehand."""

    def __init__(self, network: Network) -> None:
        """Gather plain arrays: places in preorder, homes, seats by slot, heads with their community."""
        view = network.view
        forest = view.territory
        levels = network.rows.frame("place")["level"].to_numpy()
        self.order, self.low, self.high = forest.order, forest.low, forest.high
        self.weight = (levels == "home").astype(np.int64)
        self.in_preorder = self.weight[self.order]
        self.homes = np.flatnonzero(levels == "home").astype(np.int32)
        every = np.arange(view.places, dtype=np.int32)
        self.above = [
            forest.nearest_at(levels == level, every) for level in ("building", "courtyard", "community", "street")
        ]
        self.parent = forest.parent
        self.communities = np.flatnonzero(levels == "community")
        answers = network.view.out("answers_for")
        holds = network.view.into("holds")
        first, last = network.rows.block["post"]
        posts = np.arange(first, last, dtype=np.int32)
        place, person = answers.first()[posts], holds.first()[posts]
        held = (place >= 0) & (person >= 0)
        self.subject = self.above[2][place[held]].astype(np.int64)
        self.holder = person[held].astype(np.int64)
        member, unit = view.tied("member_of")
        self.member, self.unit = member.astype(np.int64), unit.astype(np.int64)
        _, within = view.tied("post_in")
        self.committee = within[within >= view.places].astype(np.int64)
        first, last = network.rows.block["venue"]
        self.area = np.zeros(view.places)
        at = view.anchor[first:last]
        np.add.at(self.area, at[at >= 0], network.rows.frame("venue")["area"].to_numpy()[at >= 0])
        self.streets = np.flatnonzero(levels == "street")
        self.seat = np.full(view.places, -1, dtype=np.int32)
        self.seat[place[held]] = person[held]

    def roll_up(self) -> object:
        """One prefix sum over places, one subtraction."""
        running = np.cumsum(self.weight[self.order])
        return running[self.high - 1] - running[self.low] + self.in_preorder[self.low]

    def ratio(self) -> object:
        """The distinct pairs of subject and holder, and a prefix sum of the base."""
        pairs = np.unique(self.subject * self.seat.size + self.holder)
        return np.bincount(pairs // self.seat.size, minlength=self.seat.size)[self.communities], self.roll_up()

    def pack(self) -> object:
        """The national pack: two bases and an area rolled up; members a branch four times, seats a branch twice."""
        area = np.cumsum(self.area[self.order])
        pairs = [np.bincount(np.unique(self.unit * self.seat.size + self.member) // self.seat.size) for _ in range(4)]
        seats = [np.bincount(self.committee) for _ in range(2)]
        return (
            self.roll_up(),
            self.roll_up(),
            area[self.high[self.streets] - 1] - area[self.low[self.streets]],
            pairs,
            seats,
        )

    def audit(self) -> object:
        """For each of five slots one look-up of the place, one of the seat, one comparison, one count of homes."""
        before = self.seat[self.homes]
        for above in self.above:
            seat = self.seat[above[self.homes]]
            same = seat == before
            before = np.where(same, before, seat)
            np.bincount(before + 1, minlength=1)
        return before

    def climb(self) -> object:
        """Six parents and five seats, one after the other."""
        at = int(self.homes[0])
        found = []
        while at >= 0:
            found.append(int(self.seat[at]))
            at = int(self.parent[at])
        return found
