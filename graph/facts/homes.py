"""Homes and who lives in them, as bands by place: what a ratio is a ratio of (SEMANTICS C6).

Households of a home: the number written down; else none in an empty home, one in an occupied home under a
listing, otherwise what the profile says, otherwise between none and one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from graph.answers import UNBOUNDED
from graph.facts.bands import Band
from graph.facts.kept import Each
from graph.facts.ledger import Ledger
from graph.facts.profiles import Profiles
from graph.network import Network
from graph.network.numbering import Bools, Ints, Longs
from graph.selectors import Selector

HOME = Selector({"kind": frozenset(["place"]), "level": frozenset(["home"])})


@dataclass(frozen=True)
class Homes:
    """Every home of the date.

    Attributes:
        rows: Rows of the homes.
        covered: By place, whether a listing of homes covers it.
        households: By place; nothing elsewhere than at homes.
        residents: By place; nothing elsewhere than at homes; ``UNBOUNDED`` where nobody counted.
        below: By what is counted, homes, households or residents of everything that each place encloses.
    """

    network: Network
    rows: Ints
    covered: Bools
    households: Band
    residents: Band
    below: Each[str, Band] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Let sums be made when they are asked for."""
        object.__setattr__(self, "below", Each(lambda what: total(self.network, self.base(what))))

    @property
    def count(self) -> Longs:
        """By place, one at each home."""
        one = np.zeros(self.network.view.places, dtype=np.int64)
        one[self.rows] = 1
        return one

    def base(self, what: str) -> Band:
        """Return homes, households or residents by place, each at its home."""
        return {"homes": Band(self.count, self.count), "households": self.households, "residents": self.residents}[what]


def total(network: Network, each: Band) -> Band:
    """Return the sum of a band over what each place encloses; one unknown makes the sum unbounded."""
    view = network.view
    unknown = each.high >= UNBOUNDED
    low = view.sums(each.low)
    high = low if each.high is each.low else view.sums(np.where(unknown, 0, each.high))
    if unknown.any():
        high = np.where(view.sums(unknown.astype(np.int64)) > 0, UNBOUNDED, high)
    return Band(low, high)


def homes_of(network: Network, profiles: Profiles, ledger: Ledger) -> Homes:
    """Return the homes of a network's date."""
    rows, view = network.rows, network.view
    frame = rows.frame("place")
    levels, names = rows.codes("place", "level")
    is_home = view.valid[: view.places] & (levels == (names.index("home") if "home" in names else -2))
    covered = ledger.covers(HOME).covered
    occupancy, occupancies = rows.codes("place", "occupancy")

    def occupied(word: str) -> Bools:
        found: Bools = is_home & (occupancy == (occupancies.index(word) if word in occupancies else -2))
        return found

    written = frame["households"].fill_null(-1).to_numpy()
    low = np.zeros(view.places, dtype=np.int64)
    high = is_home.astype(np.int64)
    for (least, most), at in _ranges(profiles):
        low[at & is_home], high[at & is_home] = least, most
    sure = occupied("occupied") & covered
    low[sure] = high[sure] = 1
    empty = occupied("vacant")
    low[empty] = high[empty] = 0
    given = is_home & (written >= 0)
    low[given] = high[given] = written[given]

    people = frame["residents"].fill_null(-1).to_numpy()
    nobody = empty & (people < 0)
    people_low = np.where(is_home & (people >= 0), people, 0)
    people_high = np.where(is_home & (people < 0) & ~nobody, UNBOUNDED, people_low)
    return Homes(
        network, np.flatnonzero(is_home).astype(np.int32), covered, Band(low, high), Band(people_low, people_high)
    )


def _ranges(profiles: Profiles) -> list[tuple[tuple[int, int], Bools]]:
    """Return the household range of each profile that has one, with the places under it."""
    return [
        ((households.low, households.high), profiles.at == position)
        for position, name in enumerate(profiles.names)
        if name in profiles.in_force and (households := profiles.in_force[name].households) is not None
    ]
