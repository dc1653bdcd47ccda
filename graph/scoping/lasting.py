"""Where everything lies, whatever has ended or is still to come (SEMANTICS V20).

A thing that exists today lies where it lies today; one that is over where it lay on its last day, one that has not
begun where it will on its first. So all of a ledger can be parted by place at once, its past included.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from graph.kinds import tie_of, ties
from graph.network import Network
from graph.network.axes import Parents
from graph.network.columns import Bools, Ints
from graph.network.view import View


class Lasting(View):
    """A view in which everything exists, each thing with the ties of its own day."""

    def __init__(self, network: Network) -> None:
        """Take a network on the day that counts as today."""
        super().__init__(network.rows, network.day)
        self._today = network.view
        self.valid = np.ones(self.rows.size, dtype=bool)
        #: Of each thing the day that counts: today, its last or its first.
        self._own: Ints = np.clip(np.full(self.rows.size, network.day), self.rows.since, self.rows.until - 1)

    def _holding(self, kind: str) -> Bools:
        held = self._on_own_day(kind)
        if "place" in tie_of(kind).source:  # where a place lies must be so on one day: else two could lie in each other
            return held
        return held | self._last(kind)

    def _on_own_day(self, kind: str) -> Bools:
        """Return which ties hold on the day of what they start at."""
        tie = self.rows.ties[kind]
        day = self._own[tie.source]
        held: Bools = (tie.since <= day) & (day < tie.until)
        return held & (self.rows.since[tie.target] <= day) & (day < self.rows.until[tie.target])

    def _last(self, kind: str) -> Bools:
        """Return the ties that were over last, of what had nothing left on its own day that says where it is."""
        tie = self.rows.ties[kind]
        over = np.minimum(tie.until, self.rows.until[tie.target])
        past = self._adrift[tie.source] & (over <= self._own[tie.source])
        newest = np.full(self.rows.size, np.iinfo(np.int32).min, dtype=np.int64)
        np.maximum.at(newest, tie.source[past], over[past])
        found: Bools = past & (over == newest[tie.source])
        return found

    @cached_property
    def _adrift(self) -> Bools:
        """What no tie of its own day says the place of."""
        found = np.ones(self.rows.size, dtype=bool)
        for tie in ties():
            if tie.anchors:
                found[self.rows.ties[tie.kind].source[self._on_own_day(tie.kind)]] = False
        return found

    def left_behind_by(self, places: Bools) -> Ints:
        """Return the ended places in which any of some places lay, and those in which these did (SEMANTICS P6)."""
        tie, gone = self.rows.ties["part_of"], ~self._today.valid[: self.places]
        found = np.zeros(self.places, dtype=bool)
        found[[one.ended for one in self._today.left_behind if places[one.place]]] = True
        while True:
            more = tie.target[found[tie.source] & gone[tie.target]]
            if found[more].all():
                return np.flatnonzero(found)
            found[more] = True

    @cached_property
    def _parents(self) -> Parents:
        """Parents of today's places as today, of others by their own ties."""
        there = self._today.valid[: self.places]
        part_of = self.rows.ties["part_of"]
        mine = self._on_own_day("part_of") & ~there[part_of.source]
        axis = part_of.frame["axis"].fill_null("").to_numpy() if part_of.source.size else np.array([], dtype=object)
        found = []
        for name, known in (("territory", self._today.territory), ("property", self._today.property_axis)):
            parent = np.where(there, known.parent, -1).astype(np.int32)
            for one in ("", name):  # what is said for this axis alone is written last
                some = mine & (axis == one)
                parent[part_of.source[some]] = part_of.target[some]
            found.append(parent)
        return Parents(found[0], found[1])


def lies_at(network: Network) -> tuple[Lasting, Ints]:
    """Return the view of everything, and by row the place in which it lies; -1 = in none.

    Args:
        network: A whole network, on the day that counts as today.
    """
    lasting = Lasting(network)
    today = network.view.anchor
    return lasting, np.where(today >= 0, today, lasting.anchor).astype(np.int32)
