"""Problems that can be read at sight, and small ones made at random."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from graph.solvers.problem import NORMAL, Arcs, Bools, Demands, Longs, Lots, Problem

Lists = dict[str, list[dict[str, Any]]]


def column(numbers: Sequence[Any]) -> Longs:
    return np.array(list(numbers), dtype=np.int64)


def wants(quantity: int = 1, **fields: Any) -> dict[str, Any]:
    """A demand, normal and plain unless said otherwise."""
    plain = {"left": quantity, "priority": NORMAL, "whole": False, "max_givers": 0, "together": -1}
    return {"quantity": quantity, **plain, **fields}


def gives(left: int = 1, giver: int = 0) -> dict[str, Any]:
    """A lot; offers are not looked at by a plan."""
    return {"left": left, "giver": giver, "offer": 0}


def arc(demand: int, lot: int, **fields: Any) -> dict[str, Any]:
    """An arc of ten points; its tie follows from its ends unless it is said."""
    return {"demand": demand, "lot": lot, "kept": 0, "score": 10, "tie": 1000 + 37 * demand + lot, **fields}


def problem(
    demands: Sequence[dict[str, Any]],
    lots: Sequence[dict[str, Any]],
    arcs: Sequence[dict[str, Any]],
    order: Sequence[Sequence[int]] | None = None,
) -> Problem:
    """Make a problem; its lines may be put in another order, given as the old line of each new one, table by table."""
    d, lo, a = order or (range(len(demands)), range(len(lots)), range(len(arcs)))
    arcs = [{**one, "demand": list(d).index(one["demand"]), "lot": list(lo).index(one["lot"])} for one in arcs]
    asked, given = [demands[n] for n in d], [lots[n] for n in lo]
    over = [arcs[n] for n in a]
    whole: Bools = np.array([one["whole"] for one in asked], dtype=np.bool_)
    rest = ("quantity", "left", "priority", "max_givers", "together")
    return Problem(
        Demands(whole=whole, **{name: column([one[name] for one in asked]) for name in rest}),
        Lots(**{name: column([one[name] for one in given]) for name in ("left", "giver", "offer")}),
        Arcs(**{name: column([one.get(name, 1) for one in over]) for name in (*arc(0, 0), "weight")}),
    )


def made(lists: Lists, order: Sequence[Sequence[int]] | None = None) -> Problem:
    """Make a problem of its lists."""
    return problem(lists["demands"], lists["lots"], lists["arcs"], order)


@st.composite
def small(draw: st.DrawFn, *, plain: bool = False, weights: bool = True) -> Lists:
    """Up to five demands and four lots, with what `made` takes; ties differ, so that one plan is best."""
    n = draw(st.integers(1, 5))
    m = draw(st.integers(1, 4))
    number = st.integers
    demands = []
    for _ in range(n):
        quantity = draw(number(1, 4))
        rules: dict[str, Any] = {}
        if not plain:
            rules = {"whole": draw(st.booleans()), "max_givers": draw(st.sampled_from([0, 0, 1, 2]))}
            rules["together"] = draw(st.sampled_from([-1, -1, 0, 1]))
        left = draw(number(0, min(3, quantity)))
        demands.append(wants(quantity, left=left, priority=draw(number(0, 2)), **rules))
    lots = [gives(draw(number(0, 4)), draw(number(0, 2))) for _ in range(m)]
    pairs = draw(st.lists(st.sampled_from([(d, lo) for d in range(n) for lo in range(m)]), unique=True, max_size=13))
    ties = draw(st.lists(number(0, 2**40 - 1), unique=True, min_size=len(pairs), max_size=len(pairs)))
    weighed = weights and not plain and draw(number(0, 3)) == 0
    arcs = [
        arc(
            *pair,
            tie=tie,
            kept=draw(st.sampled_from([0, 0, 1, 2])),
            score=draw(number(0, 3)),
            weight=draw(number(1, 2)) if weighed else 1,
        )
        for pair, tie in zip(pairs, ties, strict=True)
    ]
    return {"demands": demands, "lots": lots, "arcs": arcs}
