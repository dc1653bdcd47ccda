"""The fewest places so that every demand has one of its own, and the shortest way within which so many places do.

Both are set cover by HiGHS. The shortest way (*p-center*) is looked for among the ways that there are, by halving
(Minieka 1970, "The m-center problem").
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graph.solvers.facility import spared
from graph.solvers.problem import Longs
from graph.solvers.program import Program
from graph.solvers.siting import MUST, Sited, Siting
from graph.solvers.stages import Progress


def fewest(siting: Siting, seconds: float, tell: Progress) -> Sited:
    """Return the fewest places of which each demand has one; every demand has arcs, and what they cost says nothing.

    Example:
        >>> three = Siting.of(np.array([1, 1]), np.array([9, 9]), np.array([[0, 4, 9], [9, 0, 3]]))
        >>> fewest(three, 10, lambda step: None).places.tolist()
        [1]
    """
    flat = _flat(siting)
    tell("bound")
    plan = _greedily(flat)
    program, ones = _covering(flat)
    tell("proof")
    chosen, bound, proved = program.least(ones, seconds)
    if chosen is not None and chosen.size < plan.size and not flat.value(chosen):
        plan = chosen
    if proved:
        tell("ties")
        program.hold_one(ones, plan.size)
        chosen, _, found = program.least(flat.tie, seconds)
        if found and chosen is not None and not flat.value(chosen) and chosen.size == plan.size:
            plan = chosen
    bound = plan.size if proved else min(plan.size, bound)
    return Sited(np.sort(plan), int(plan.size), int(bound), flat.weight.size)


def farthest(siting: Siting, count: int, seconds: float, tell: Progress) -> tuple[Longs, int, int]:
    """Return places with the shortest way within which so many are of every demand, that way, and its bound.

    Args:
        siting: The problem; of a demand that something is near already, the cost of going without is its way there.
            What has nothing there has a way to every place.
        count: So many places at most.
        seconds: For each step that HiGHS takes.
        tell: Told of each step as it begins.

    Example:
        >>> three = Siting.of(np.array([1, 1]), np.array([9, 9]), np.array([[0, 4, 8], [7, 0, 3]]))
        >>> places, way, bound = farthest(three, 1, 10, lambda step: None)
        >>> places.tolist(), way, bound
        ([1], 4, 4)
    """
    ways = np.unique(np.concatenate([siting.cost, siting.without[siting.without < MUST]]))
    low, high, bound = 0, ways.size - 1, 0
    best = _within(siting, int(ways[high]), count, seconds)[0]
    assert best is not None  # noqa: S101 - within the longest way any place will do
    while low < high:
        tell("proof")
        middle = (low + high) // 2
        found, none = _within(siting, int(ways[middle]), count, seconds)
        if found is not None:
            high, best = middle, found
        else:
            low, bound = middle + 1, middle + 1 if none and bound == low else bound
    return best, int(ways[high]), int(ways[bound])


def within_way(siting: Siting, way: int) -> Siting:
    """Return the problem in which nobody may go farther than a way."""
    some = siting.cost <= way
    return replace(
        siting,
        without=np.where(siting.without <= way, siting.without, MUST),
        demand=siting.demand[some],
        place=siting.place[some],
        cost=siting.cost[some],
    )


def _within(siting: Siting, way: int, count: int, seconds: float) -> tuple[Longs | None, bool]:
    """Return so many places with nobody farther than a way, None if none were found; and whether there are none."""
    far = siting.without > way
    some = far[siting.demand] & (siting.cost <= way)
    if far[np.setdiff1d(np.arange(far.size), siting.demand[some])].any():
        return None, True
    new = np.cumsum(far) - 1
    parts = (new[siting.demand[some]], siting.place[some], siting.cost[some])
    flat = _flat(Siting(siting.weight[far], siting.without[far], *parts, siting.tie))
    plan = _greedily(flat)
    if plan.size <= count:
        return plan, False
    program, ones = _covering(flat)
    chosen, bound, _ = program.least(ones, seconds)
    if chosen is not None and chosen.size <= count and not flat.value(chosen):
        return chosen, False
    return None, bound > count


def _flat(siting: Siting) -> Siting:
    """Return the problem in which it only matters which places a demand has: going without costs one."""
    ones = np.ones_like(siting.weight)
    return replace(siting, weight=ones, without=ones, cost=0 * siting.cost).merged()


def _greedily(flat: Siting) -> Longs:
    """Return places, each in its turn the one that the most demands have that had none yet."""
    plan: list[int] = []
    left = np.ones(flat.weight.size, dtype=np.int64)
    while left.any():
        gain = np.bincount(flat.place, left[flat.demand], minlength=flat.places)
        one = int(gain.argmax())
        plan.append(one)
        left[flat.demand[flat.place == one]] = 0
    return spared(flat, np.array(plan, dtype=np.int64))


def _covering(flat: Siting) -> tuple[Program, Longs]:
    """Return the program in which each demand has one of its places, and its goal."""
    program, size = Program(flat.places, flat.places), flat.weight.size
    program.hold(
        np.ones(size, dtype=np.int64), np.full(size, np.inf), flat.demand, flat.place, np.ones_like(flat.place)
    )
    return program, np.ones(flat.places, dtype=np.int64)
