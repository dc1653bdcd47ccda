"""Homes and who lives in them, as bands by place: what a ratio is a ratio of (SEMANTICS C6).

Households of a home: the number written down; else none in an empty home, one in an occupied home under a
listing, otherwise what the profile says, otherwise between none and one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

import numpy as np

from graph.answers import UNBOUNDED
from graph.facts.bands import Band
from graph.facts.kept import Each, Keeper, fact
from graph.facts.lasting import lasting
from graph.facts.ledger import Ledger
from graph.facts.profiles import Profiles
from graph.facts.stated import Stated, stated
from graph.network import Network
from graph.network.columns import Bools, Ints, Longs
from graph.selectors import Selector

T = TypeVar("T")
HOME = Selector({"kind": frozenset(["place"]), "level": frozenset(["home"])})


class Homes(Keeper):
    """Every home of the date; who lives there is worked out when it is asked for.

    Attributes:
        here: By place, whether it is a home.
        stated: By what is counted, the numbers written where no home is recorded.
        below: By what is counted, homes, households or residents of everything that each place encloses, with those
            stated.
    """

    def __init__(self, network: Network, profiles: Profiles, ledger: Ledger) -> None:
        """Find the homes."""
        super().__init__()
        self._network, self._profiles, self._ledger = network, profiles, ledger
        levels, names = network.rows.codes("place", "level")
        valid = network.view.valid[: network.view.places]
        self.here: Bools = valid & (levels == (names.index("home") if "home" in names else -2))
        self.stated: Each[str, Stated] = Each(
            lambda what: self._lasting(("stated", what), lambda: stated(network, self.here, what))
        )
        self.below: Each[str, Band] = Each(lambda what: self._lasting(("below", what), lambda: self._below(what)))

    def _lasting(self, which: Hashable, make: Callable[[], T]) -> T:
        in_force = self._profiles.in_force
        return lasting(self._network, "homes", (which, id(in_force)), in_force, make)

    @fact
    def rows(self) -> Ints:
        """Rows of the homes."""
        return np.flatnonzero(self.here).astype(np.int32)

    @fact
    def covered(self) -> Bools:
        """By place, whether a listing of homes covers it."""
        return self._ledger.covers(HOME).covered

    @fact
    def households(self) -> Band:
        """By place; nothing elsewhere than at homes."""
        return self._lasting("households", self._households)

    def _households(self) -> Band:
        low, high = np.zeros(self.here.size, dtype=np.int64), self.here.astype(np.int64)
        for (least, most), at in _ranges(self._profiles):
            low[at & self.here], high[at & self.here] = least, most
        sure = self._occupied("occupied")
        if sure.any():
            sure &= self.covered
            low[sure] = high[sure] = 1
        empty = self._occupied("vacant")
        low[empty] = high[empty] = 0
        written = self._written("households")
        given = self.here & (written >= 0)
        low[given] = high[given] = written[given]
        return Band(low, low if np.array_equal(low, high) else high)  # what is known exactly is kept once

    @fact
    def residents(self) -> Band:
        """By place; nothing elsewhere than at homes; ``UNBOUNDED`` where nobody counted."""
        return self._lasting("residents", self._residents)

    def _residents(self) -> Band:
        people = self._written("residents")
        low = np.where(self.here & (people >= 0), people, 0)
        nobody = self._occupied("vacant") & (people < 0)
        unknown = self.here & (people < 0) & ~nobody
        return Band(low, np.where(unknown, UNBOUNDED, low) if unknown.any() else low)

    @fact
    def residents_60(self) -> Band:
        """Those of them who are 60 and over; where nobody counted these, none or all (SEMANTICS C26)."""
        old, everybody = self._written("residents_60"), self.residents
        given = self.here & (old >= 0)
        return Band(np.where(given, old, 0), np.where(given, old, everybody.high))

    @property
    def units(self) -> Bools:
        """By place, whether households are counted in it: homes, and the deepest places that state a number."""
        return self.here | self.stated("households").deepest

    def whole(self, what: str) -> Bools:
        """Return by place whether what is known is all: homes are listed there, or it states its number."""
        return self.covered | self.stated(what).exact

    def told(self, what: str) -> Bools:
        """Return by place whether a stated number is part of what is known of it."""
        stated = self.stated(what)
        if not stated.deepest.any():
            return stated.exact
        found: Bools = stated.exact | (self._network.view.sums(stated.deepest.astype(np.int64)) > 0)
        return found

    def _below(self, what: str) -> Band:
        homes, told = total(self._network, self.base(what)), self.stated(what)
        if not told.deepest.any():
            return homes
        more = told.below(self._network.view)
        low, high = homes.low + more.low, np.where(homes.high >= UNBOUNDED, UNBOUNDED, homes.high + more.high)
        return Band(np.where(told.exact, told.own, low), np.where(told.exact, told.own, high))

    @property
    def count(self) -> Longs:
        """By place, one at each home."""
        return self.here.astype(np.int64)

    def base(self, what: str) -> Band:
        """Return homes, households or residents by place, each at its home."""
        if what == "homes":
            count = self.count
            return Band(count, count)
        if what == "residents_60":
            return self.residents_60
        return self.households if what == "households" else self.residents

    def _occupied(self, word: str) -> Bools:
        """Return the homes of which somebody wrote a word for whether anybody lives there."""
        occupancy, words = self._network.rows.codes("place", "occupancy")
        return self.here & (occupancy == words.index(word)) if word in words else np.zeros(self.here.size, dtype=bool)

    def _written(self, column: str) -> Longs:
        """Return the numbers that somebody wrote down by place, -1 for none."""
        return self._network.rows.filled("place", column, -1)


def total(network: Network, each: Band) -> Band:
    """Return the sum of a band over what each place encloses; one unknown makes the sum unbounded."""
    view = network.view
    unknown = each.high >= UNBOUNDED
    low = view.sums(each.low)
    high = low if each.high is each.low else view.sums(np.where(unknown, 0, each.high))
    if unknown.any():
        high = np.where(view.sums(unknown.astype(np.int64)) > 0, UNBOUNDED, high)
    return Band(low, high)


def _ranges(profiles: Profiles) -> list[tuple[tuple[int, int], Bools]]:
    """Return the household range of each profile that has one, with the places under it."""
    return [
        ((households.low, households.high), profiles.at == position)
        for position, name in enumerate(profiles.names)
        if name in profiles.in_force and (households := profiles.in_force[name].households) is not None
    ]
