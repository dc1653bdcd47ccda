"""A bound on a siting and a good plan with it, of any size: demands may go to several places, at a price each.

*Lagrangian relaxation*: that a demand goes to one place is not asked, but paid for by a multiplier of the demand; then
each place is worth something by itself, and the best ``count`` of them are a bound. The multipliers are moved by
subgradients (Held, Wolfe, Crowder 1974; for places, Narula, Ogbu, Samuelsson 1977). A place that is worth too little
under a good bound is in no best plan, one that is worth too much is in all of them; and a demand that would cost too
much beyond its multiplier goes to something nearer in all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np

from graph.solvers.problem import Bools, Longs
from graph.solvers.siting import MUST, Siting

_ROUNDS, _PATIENCE = 400, 20
_LEAST_STEP = 1e-4
#: What sums of doubles may be off.
_ROUGH = 1e-6
Floats = np.ndarray[tuple[int], np.dtype[np.float64]]


@dataclass(frozen=True)
class Bounded:
    """What relaxing found.

    Attributes:
        places: A good plan.
        value: What it costs.
        bound: What no plan is better than.
        may: By place, whether a best plan may have it.
        has: By place, whether every best plan has it.
        most: By demand, what all its households cost at most in a best plan.
    """

    places: Longs
    value: int
    bound: int
    may: Bools
    has: Bools
    most: Floats


def bounded(siting: Siting, count: int, start: Longs) -> Bounded:
    """Return a bound, a plan, and which places are still open.

    Args:
        siting: The problem.
        count: So many places at most.
        start: A plan to begin with.
    """
    weight, n = siting.weight, siting.places
    paid = (weight[siting.demand] * siting.cost).astype(np.float64)
    without = np.where(siting.without >= MUST, np.inf, (weight * siting.without).astype(np.float64))
    best, value = start, siting.value(start)
    price = _first_prices(siting, paid, without)
    low, step, waited = -np.inf, 1.5, 0
    may, has = np.ones(n, dtype=np.bool_), np.zeros(n, dtype=np.bool_)
    most = np.full(weight.size, np.inf)
    for _ in range(_ROUNDS):
        left = np.minimum(paid - price[siting.demand], 0.0)
        worth = np.bincount(siting.place, left, minlength=n)
        order = np.argpartition(worth, count) if count < n else np.arange(n)
        chosen, rest = order[:count], order[count:]
        found = float(price.sum() + worth[chosen].sum() + np.minimum(without - price, 0.0).sum())
        last = worth[chosen].max()
        following = worth[rest[0]] if rest.size else 0.0
        rough = _ROUGH * max(1.0, abs(found))
        may[rest[found - last + worth[rest] > value + rough]] = False
        has[chosen[found - worth[chosen] + following > value + rough]] = True
        most = np.minimum(most, price + max(value + rough - found, 0.0))
        waited = 0 if found > low + rough else waited + 1
        low = max(low, found)
        plan = np.sort(chosen)
        if (cost := siting.value(plan)) < value:
            best, value = plan, cost
        if waited >= _PATIENCE:
            step, waited = step / 2, 0
        open_ = np.zeros(n, dtype=np.bool_)
        open_[chosen] = True
        taken = np.bincount(siting.demand[(left < 0) & open_[siting.place]], minlength=weight.size)
        slope = 1.0 - taken - (without < price)
        square = float(slope @ slope)
        if not square or step < _LEAST_STEP or low > value - 1 + rough:
            break
        price = np.clip(price + step * (max(value - found, 1.0) / square) * slope, 0.0, without)
    return Bounded(best, value, min(value, ceil(low - _ROUGH * max(1.0, abs(low)))), may, has, most)


def _first_prices(siting: Siting, paid: Floats, without: Floats) -> Floats:
    """Return for each demand what its second nearest place costs, half of going without where it has none."""
    first = np.searchsorted(siting.demand, np.arange(siting.weight.size))
    last = np.searchsorted(siting.demand, np.arange(siting.weight.size), side="right")
    half = np.where(np.isfinite(without), without / 2, 0.0)
    some = last - first > 1
    price = half.copy()
    price[some] = np.maximum(half[some] * 0.5, paid[first[some] + 1])
    return np.minimum(price, without)


def greedy(siting: Siting, count: int) -> Longs:
    """Return a plan made by adding, one by one, the place that saves most, then by swaps as long as one saves more."""
    chosen: list[int] = []
    for _ in range(min(count, siting.places)):
        gain = _gains(siting, np.array(chosen, dtype=np.int64))
        one = int(gain.argmax())
        if gain[one] <= 0:
            break
        chosen.append(one)
    plan = np.array(sorted(chosen), dtype=np.int64)
    value = siting.value(plan)
    for _ in range(plan.size):
        for out in plan.tolist():
            rest = plan[plan != out]
            one = int(_gains(siting, rest).argmax())
            other = np.sort(np.append(rest, one))
            if (cost := siting.value(other)) < value:
                plan, value = other, cost
                break
        else:
            break
    return plan


def _gains(siting: Siting, chosen: Longs) -> Floats:
    """Return, by place, what choosing it too would save."""
    now = siting.at(chosen)[siting.demand]
    saved = siting.weight[siting.demand] * np.maximum(now - siting.cost, 0)
    return np.bincount(siting.place, saved, minlength=siting.places).astype(np.float64)
