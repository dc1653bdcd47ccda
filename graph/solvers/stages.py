"""Plain demands: the five levels as flows, each on what the level before leaves free.

    demands --- arcs ---> lots ------------------> sink      served, then kept and points
       '------ not served, at a cost ---------------^
                          lots --> givers --k-th--> sink      spread, then ties

One solve cannot hold all five: OR-Tools takes costs up to some 10**13, and the product of five levels is far larger.
But a cheapest flow tells which pieces any other cheapest one could change (``face``), so each level is a smaller
network.

*Served* needs no large numbers. What demands can be served together is a polymatroid, on which the greedy plan is best
for all weights of one order (Edmonds 1970), so costs are the ranks of (priority, share).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from graph.solvers.face import free
from graph.solvers.flow import Pieces, cheapest, joined
from graph.solvers.problem import SPREAD_ENDS, WHOLE_SHARE, Bools, Demands, Longs, Problem

#: Told of each stage as it begins: its name.
Progress = Callable[[str], None]


def ranks(demands: Demands) -> Longs:
    """Return the rank of each demand by priority, then share: 1 for those that are served last.

    Example:
        >>> q, one = np.array([1, 4, 2]), np.ones(3, dtype=np.int64)
        >>> ranks(Demands(q, one, np.array([2, 0, 2]), one < 0, 0 * one, -one)).tolist()
        [2, 3, 1]
    """
    order = demands.priority * (WHOLE_SHARE + 1) + WHOLE_SHARE - demands.share
    found, rank = np.unique(order, return_inverse=True)
    from_last: Longs = found.size - rank.astype(np.int64)
    return from_last


def served_network(problem: Problem, some: Longs, room: Longs) -> tuple[Pieces, Longs, Longs]:
    """Return the network of the first level with the costs of its pieces and the supply of its nodes.

    Nodes are the demands, then the lots, then the sink. Pieces are the arcs, then one a demand for what it does
    not get, then one a lot.

    Args:
        problem: The problem.
        some: Arcs that may be used.
        room: Units that each lot can give.
    """
    demands, lots, arcs = problem.demands.left.size, problem.lots.left.size, problem.arcs
    rank = ranks(problem.demands)
    some = some[np.minimum(problem.demands.left[arcs.demand[some]], room[arcs.lot[some]]) > 0]
    here, there = np.zeros(demands, dtype=np.bool_), np.zeros(lots, dtype=np.bool_)
    here[arcs.demand[some]] = there[arcs.lot[some]] = True
    asking, giving = np.flatnonzero(here), np.flatnonzero(there)
    want = problem.demands.left[asking]
    sink = demands + lots
    none, nothing = np.full(asking.size, -1, dtype=np.int64), np.zeros(some.size, dtype=np.int64)
    pieces = joined(
        Pieces(
            tail=arcs.demand[some],
            head=demands + arcs.lot[some],
            room=np.minimum(problem.demands.left[arcs.demand[some]], room[arcs.lot[some]]),
            flow=nothing,
            arc=some,
            lot=nothing - 1,
            nodes=sink + 1,
        ),
        Pieces(asking, 0 * asking + sink, want, 0 * want, none, none, sink + 1),
        Pieces(
            tail=demands + giving,
            head=0 * giving + sink,
            room=np.minimum(room[giving], int(want.sum())),
            flow=0 * giving,
            arc=0 * giving - 1,
            lot=giving,
            nodes=sink + 1,
        ),
    )
    cost = np.concatenate([nothing, rank[asking], 0 * giving])
    supply = np.zeros(sink + 1, dtype=np.int64)
    supply[asking], supply[sink] = want, -int(want.sum())
    return pieces, cost, supply


def first_levels(problem: Problem) -> Iterator[tuple[Longs, Bools]]:
    """Yield what each demand gets by served alone, then by kept and points too, and of which that is sure.

    It is sure where no other plan that is as good by these levels gives more or less, so that no later one matters.
    Of served this is told at the second time: what all demands of one rank get together is sure at the first.

    Args:
        problem: The problem, every demand one that a flow can say.
    """
    demand, many = problem.arcs.demand, problem.demands.left.size
    units, given = np.zeros(demand.size, dtype=np.int64), problem.given.copy()
    pieces, cost, supply = served_network(problem, np.flatnonzero(problem.most > 0), problem.lots.left)
    sink = many + problem.lots.left.size
    pieces = cheapest(pieces, cost, supply, sink)
    got = np.bincount(demand, with_units(pieces, units), many).astype(np.int64)
    yield got, np.zeros(many, dtype=np.bool_)
    pieces = settle(problem, pieces, cost, units, given)
    yield got, sure(pieces, many)
    supply = pieces.supply()
    pieces, cost = with_kept(problem, pieces, given)
    pieces = settle(problem, cheapest(pieces, cost, supply, sink), cost, units, given)
    yield np.bincount(demand, with_units(pieces, units), many).astype(np.int64), sure(pieces, many)


def sure(pieces: Pieces, demands: int) -> Bools:
    """Return of which demands what they do not get is none of the pieces that can change."""
    found = np.ones(demands, dtype=np.bool_)
    found[pieces.tail[(pieces.arc < 0) & (pieces.lot < 0)]] = False
    return found


def staged(problem: Problem, some: Longs, room: Longs, given: Longs, progress: Progress) -> Longs:
    """Return the best plan of plain demands: units by arc of the problem.

    Args:
        problem: The problem.
        some: Arcs that may be used, of demands that a flow can say.
        room: Units that each lot can give.
        given: Units that each giver gives outside of this, which its further units count on from.
        progress: Told of each stage.

    Raises:
        ArithmeticError: Numbers too large for the solver.
    """
    units = np.zeros(problem.arcs.demand.size, dtype=np.int64)
    given = given.copy()
    progress("served")
    pieces, cost, supply = served_network(problem, some, room)
    if not pieces.arc.size:
        return units
    sink = problem.demands.left.size + problem.lots.left.size
    pieces = settle(problem, cheapest(pieces, cost, supply, sink), cost, units, given)
    for stage, prepare in (("points", with_kept), ("spread", with_givers), ("ties", with_ties)):
        progress(stage)
        supply = np.append(pieces.supply(), np.zeros(given.size, dtype=np.int64))
        pieces, cost = prepare(problem, pieces, given)
        if not cost.any():
            continue
        pieces = cheapest(pieces, cost, supply, sink)
        if prepare is not with_ties:  # the last level leaves nothing to choose
            pieces = settle(problem, pieces, cost, units, given)
    add(problem, pieces, units, given)
    return units


def settle(problem: Problem, pieces: Pieces, cost: Longs, units: Longs, given: Longs) -> Pieces:
    """Write down what is fixed by a cheapest flow, and return the pieces that can still change.

    Args:
        problem: The problem.
        pieces: A network with a cheapest flow in it.
        cost: Cost of a unit over each piece.
        units: Units by arc; those over fixed pieces are added.
        given: Units by giver; those that leave lots over fixed pieces are added.
    """
    changing = free(pieces, cost)
    add(problem, pieces.only(~changing), units, given)
    return pieces.only(changing)


def add(problem: Problem, pieces: Pieces, units: Longs, given: Longs) -> None:
    """Add what pieces carry to units by arc, and what leaves lots over them to units by giver."""
    units[:] = with_units(pieces, units)
    of_lot = np.flatnonzero(pieces.lot >= 0)
    np.add.at(given, problem.lots.giver[pieces.lot[of_lot]], pieces.flow[of_lot])


def with_units(pieces: Pieces, units: Longs) -> Longs:
    """Return units by arc with what pieces carry."""
    found = units.copy()
    of_arc = np.flatnonzero(pieces.arc >= 0)
    np.add.at(found, pieces.arc[of_arc], pieces.flow[of_arc])
    return found


def with_kept(problem: Problem, pieces: Pieces, _given: Longs) -> tuple[Pieces, Longs]:
    """Return the network of kept and points: a piece is split where only some is kept, which is above all points."""
    arcs = problem.arcs
    kept = np.where(pieces.arc >= 0, np.minimum(arcs.kept[pieces.arc], pieces.room), 0)
    first, rest = np.flatnonzero(kept > 0), np.flatnonzero(kept < pieces.room)
    held = replace(pieces.only(first), room=kept[first], flow=np.minimum(pieces.flow, kept)[first])
    more = replace(pieces.only(rest), room=(pieces.room - kept)[rest], flow=np.maximum(pieces.flow - kept, 0)[rest])
    split = joined(held, more)
    best = int(arcs.score.max(initial=0))
    demand = np.where(split.arc >= 0, arcs.demand[split.arc], split.tail)
    asked = (split.arc >= 0) | (
        split.lot < 0
    )  # all of a demand's pieces: what it does not get loses the points of the best arc
    lost = np.where(asked, problem.demands.share[np.where(asked, demand, 0)], 0)
    lost *= best - np.where(split.arc >= 0, arcs.score[split.arc], 0)
    above = WHOLE_SHARE * best * np.unique(demand[asked]).size + 1 if first.size else 0
    return split, lost + np.where(asked & (np.arange(split.arc.size) >= first.size), above, 0)


def with_givers(problem: Problem, pieces: Pieces, given: Longs) -> tuple[Pieces, Longs]:
    """Return the network of spread: lots lead to their givers, and a giver's pieces to the sink cost more and more."""
    leaving = pieces.lot >= 0
    if not leaving.any():
        return pieces, np.zeros(pieces.arc.size, dtype=np.int64)
    giver = problem.lots.giver[pieces.lot]
    sink = problem.demands.left.size + problem.lots.left.size
    led = replace(pieces, head=np.where(leaving, pieces.nodes + giver, pieces.head), nodes=pieces.nodes + given.size)
    most = np.zeros(given.size, dtype=np.int64)
    np.add.at(most, giver[leaving], pieces.room[leaving])
    givers = np.flatnonzero(most)
    steps = np.arange(SPREAD_ENDS + 1)
    step = given[givers][:, None] + steps  # how many units a giver has before this one
    width = ((step < SPREAD_ENDS) & (steps < most[givers][:, None])).astype(np.int64)
    width[:, SPREAD_ENDS] = most[givers]
    here, which = np.nonzero(width)
    room, cost = width[here, which], np.minimum(step[here, which], SPREAD_ENDS)
    tail = led.nodes - given.size + givers[here]
    fan = Pieces(tail, 0 * tail + sink, room, 0 * tail, 0 * tail - 1, 0 * tail - 1, led.nodes)
    return joined(led, fan), np.concatenate([np.zeros(led.arc.size, dtype=np.int64), cost])


def with_ties(problem: Problem, pieces: Pieces, _given: Longs) -> tuple[Pieces, Longs]:
    """Return the network of ties."""
    return pieces, np.where(pieces.arc >= 0, problem.arcs.tie[pieces.arc], 0)
