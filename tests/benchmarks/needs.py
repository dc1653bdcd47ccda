"""A made-up town's demands and lots: arcs by category and area, scores that fall with distance, some lots unbounded."""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.solvers.problem import NORMAL, Arcs, Demands, Longs, Lots, Problem

#: A street's communities; an offer serves a community, a street, or the town.
_STREET = 20
_PERIODS = 4  # lots of one offer


def town(demands: int, lots: int, arcs: int, *, seed: int = 1, kept: float = 0.0, mixed: float = 0.0) -> Problem:
    """Return a problem of about so many arcs.

    Args:
        demands: How many.
        lots: How many; an offer has four of them, a giver three offers or so.
        arcs: About how many.
        seed: Of the random numbers.
        kept: What part of the arcs has a proposal in force.
        mixed: What part of the arcs leads to any lot, so that the town no longer falls into parts by category.
    """
    rng = np.random.default_rng(seed)
    communities = max(1, demands // 40)
    wanted = arcs / demands
    offers = lots // _PERIODS
    widths = np.array([1, _STREET, communities])  # communities that an offer serves
    parts = np.array([0.45, 0.5, 0.05])  # of the offers
    categories = max(1, round(float((parts * np.minimum(widths, communities)).sum()) * lots / communities / wanted))
    asks, asks_at = rng.integers(0, categories, demands), rng.integers(0, communities, demands)
    gives, gives_at = rng.integers(0, categories, offers), rng.integers(0, communities, offers)
    wide = rng.choice(3, size=offers, p=parts)
    pairs = [
        _joined(
            asks * communities + asks_at // width, gives * communities + gives_at // width, np.flatnonzero(wide == n)
        )
        for n, width in enumerate(widths)
    ]
    demand, offer = (np.concatenate(columns) for columns in zip(*pairs, strict=True))
    far = wide[offer] + (asks_at[demand] != gives_at[offer])
    demand, offer, far = (np.repeat(column, _PERIODS) for column in (demand, offer, far))
    stray = rng.random(demand.size) < mixed
    offer[stray] = rng.integers(0, offers, np.count_nonzero(stray))
    lot = offer * _PERIODS + np.tile(np.arange(_PERIODS), demand.size // _PERIODS)
    once = np.unique(demand * lots + lot, return_index=True)[1]
    demand, offer, far, lot = (column[once] for column in (demand, offer, far, lot))
    giver_of = rng.integers(0, max(1, offers // 3), offers)
    record = rng.integers(0, 5, giver_of.max() + 1)
    quantity = rng.choice([1, 2, 3, 4, 6, 10, 20, 50], size=demands, p=[0.25, 0.15, 0.1, 0.1, 0.1, 0.15, 0.1, 0.05])
    quantity *= max(1, lots // demands // _PERIODS)
    supply = rng.choice([1, 2, 3, 5, 10], size=offers, p=[0.6, 0.2, 0.1, 0.07, 0.03])
    scarce = 0.8 * quantity.sum() / (supply.sum() * _PERIODS)
    left = np.repeat(np.maximum(1, np.round(supply * scarce).astype(np.int64)), _PERIODS)
    left[rng.random(left.size) < 0.001] = 2**40
    return Problem(
        Demands(
            quantity=_longs(quantity),
            left=_longs(quantity),
            priority=_longs(rng.choice(NORMAL + 1, size=demands, p=[0.1, 0.2, 0.7])),
            whole=np.zeros(demands, dtype=np.bool_),
            max_givers=np.zeros(demands, dtype=np.int64),
            together=np.full(demands, -1, dtype=np.int64),
        ),
        Lots(_longs(left), _longs(np.repeat(giver_of, _PERIODS)), _longs(np.repeat(np.arange(offers), _PERIODS))),
        Arcs(
            demand=_longs(demand),
            lot=_longs(lot),
            kept=_longs(rng.random(demand.size) < kept),
            score=_longs(np.clip(17 - 2 * far - lot % _PERIODS + record[giver_of[offer]], 0, 20)),
            tie=rng.integers(0, 2**40, demand.size),
        ),
    )


def _joined(left: Longs, right: Longs, some: Longs) -> tuple[Longs, Longs]:
    """Return the lines of the left and of some of the right that have the same key."""
    order = some[np.argsort(right[some], kind="stable")]
    first, last = (np.searchsorted(right[order], left, side=side) for side in ("left", "right"))
    many = last - first
    at = np.repeat(first - np.append(0, np.cumsum(many)[:-1]), many) + np.arange(many.sum())
    return np.repeat(np.arange(left.size), many), order[at]


def _longs(column: Any) -> Longs:
    return np.asarray(column, dtype=np.int64)
