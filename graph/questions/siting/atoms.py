"""What heads are given whole: the places next above homes, which of them are neighbours, and who has some already."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.facts import Facts
from graph.facts.points import points_of
from graph.network.columns import Ints, Longs
from graph.questions.siting.neighbours import neighbours


@dataclass(frozen=True)
class Seated:
    """Atoms, those that a seat keeps taken together.

    Attributes:
        of: By atom, the position of what it is taken together into.
        members: By that position, its atoms; positions are in the order of first atoms.
        number: By that position, the number of its seat, -1 for none.
        post: By number of a seat, its row.
        issues: Code and row of seats that keep nothing.
    """

    of: Longs
    members: list[list[int]]
    number: list[int]
    post: list[int]
    issues: tuple[tuple[str, int], ...]


def atoms_of(facts: Facts, within: int | None) -> tuple[Ints, Longs, list[tuple[int, int]], Ints]:
    """Return the atoms: rows in display order, households, pairs of neighbours, and the whole of each."""
    view, homes = facts.network.view, facts.homes
    told, forest = homes.stated("households"), view.territory
    high = np.where(told.deepest, told.own, homes.households.high)
    asked = homes.units if within is None else homes.units & view.inside(within)
    units = np.flatnonzero(asked)
    above = forest.parent[units]
    mine = np.where(homes.here[units] & (above >= 0), above, units)
    place, which = np.unique(mine, return_inverse=True)
    order = np.argsort(forest.low[place], kind="stable")
    row = place[order].astype(np.int32)
    weight = np.bincount(which, high[units], minlength=place.size).astype(np.int64)[order]
    levels, names = facts.network.rows.codes("place", "level")
    building = view.valid[: view.places] & (levels == (names.index("building") if "building" in names else -2))
    found = view.nearest(building, row)
    whole = np.where(found >= 0, found, row)
    around = forest.parent[whole]
    beside = neighbours(whole, around, points_of(facts.network, "place"))
    return row, weight, beside, whole


def seated(facts: Facts, row: Ints, weight: Longs, most: int, posts: list[tuple[int, list[int]]]) -> Seated:
    """Return the atoms with those of each seat together that can be kept (SEMANTICS B9).

    Args:
        facts: Of the network.
        row: Rows of the atoms.
        weight: Their households.
        most: Households of a head at most.
        posts: The seats, each with the places that it answers for.
    """
    taken = np.full(row.size, -1, dtype=np.int64)
    kept: list[int] = []
    issues = []
    for post, places in posts:
        inside = np.zeros(facts.network.view.places, dtype=bool)
        for place in places:
            inside |= facts.network.view.inside(place)
        own = np.flatnonzero(inside[row])
        free = own[taken[own] < 0]
        if own.size and not free.size:
            issues.append(("site_seat_second", post))
        elif free.size > 1 and weight[free].sum() > most:
            issues.append(("site_seat_over", post))
        elif free.size:
            taken[free] = len(kept)
            kept.append(post)
    members: list[list[int]] = []
    number: list[int] = []
    position: dict[int, int] = {}
    of = np.zeros(row.size, dtype=np.int64)
    for one, seat in enumerate(taken.tolist()):
        if seat not in position:
            position[seat] = len(members)
            members.append([])
            number.append(seat)
        of[one] = position[seat]
        members[position[seat]].append(one)
        if seat < 0:
            del position[seat]
    return Seated(of, members, number, kept, tuple(issues))
