"""The best plan of a short list, plainly: every way of serving demands with rules, and a flow for the others.

Costs are Python's own integers, one number for all levels at once, so that nothing is rounded and no level can outweigh
one before it. networkx solves the flows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import networkx as nx

from graph.errors import TooLong
from graph.values.amounts import MOST_WANTED

#: So many ways of serving the demands with rules are looked at; of more the plan is too long for this version.
WAYS = 3_000
_SPREAD_ENDS = 20

Plan = dict[int, int]


@dataclass(frozen=True)
class Want:
    """What a demand still wants; ``group`` says with which others it is met together."""

    quantity: int
    left: int
    priority: int
    whole: bool
    max_givers: int
    group: str | None

    @property
    def share(self) -> int:
        """What a unit counts."""
        return MOST_WANTED // self.quantity

    @property
    def ruled(self) -> bool:
        """Whether it has rules of its own, so that not every number of units will do."""
        return (self.whole and self.left > 1) or self.max_givers > 0 or self.group is not None


@dataclass(frozen=True)
class Have:
    """What a lot has left, and whose it is."""

    left: int
    giver: str


@dataclass(frozen=True)
class Arc:
    """A lot that may give to a demand: how much of that is proposed already, its points, its tie, its weight.

    One unit of the demand takes ``weight`` of what the lot has.
    """

    want: int
    have: int
    kept: int
    points: int
    tie: int
    weight: int = 1


def best(wants: Sequence[Want], haves: Sequence[Have], arcs: Sequence[Arc], before: Mapping[str, int]) -> Plan:
    """Return how many units go over each arc in the best plan.

    Args:
        wants: Who wants how much.
        haves: Who has how much.
        arcs: Which may give to which.
        before: Units that each giver gives besides.

    Raises:
        TooLong: It has too many ways of serving demands with rules.
    """
    found: Plan = {}
    for some in _parts(wants, haves, arcs):
        found.update(_best_of_part(some, wants, haves, arcs, before))
    return {arc: units for arc, units in found.items() if units}


def _parts(wants: Sequence[Want], haves: Sequence[Have], arcs: Sequence[Arc]) -> list[set[int]]:
    """Return the demands that hang together by lots, givers or groups: each such part is planned by itself."""
    graph: nx.Graph[tuple[str, object]] = nx.Graph()
    for want, one in enumerate(wants):
        graph.add_edge(("want", want), ("group", want if one.group is None else one.group))
    for arc in arcs:
        nx.add_path(graph, [("want", arc.want), ("have", arc.have), ("giver", haves[arc.have].giver)])
    parts = nx.connected_components(graph)
    return [{int(str(line)) for sort, line in part if sort == "want"} for part in parts]


def _best_of_part(
    part: set[int], wants: Sequence[Want], haves: Sequence[Have], arcs: Sequence[Arc], before: Mapping[str, int]
) -> Plan:
    weighed = {arc.want for arc in arcs if arc.weight != 1}
    ruled = [want for want in sorted(part) if (wants[want].ruled or want in weighed) and wants[want].left]
    ways = [_ways(want, wants, haves, arcs) for want in ruled]
    many = 1
    for some in ways:
        many *= len(some)
    if many > WAYS:
        raise TooLong("match_plan_too_long")
    plain = [
        at for at, arc in enumerate(arcs) if arc.want in part and not wants[arc.want].ruled and arc.want not in weighed
    ]
    found: tuple[tuple[int, ...], Plan] | None = None
    for chosen in product(*ways):
        fixed = {arc: units for way in chosen for arc, units in way.items()}
        if not _together(wants, ruled, chosen) or not _fits(haves, arcs, fixed):
            continue
        plan = {**_rest(plain, wants, haves, arcs, before, fixed), **fixed}
        worth = value(wants, haves, arcs, before, plan)
        if found is None or worth > found[0]:
            found = worth, plan
    assert found is not None  # noqa: S101 - to give nothing is always a plan
    return found[1]


def value(
    wants: Sequence[Want], haves: Sequence[Have], arcs: Sequence[Arc], before: Mapping[str, int], plan: Plan
) -> tuple[int, ...]:
    """Return what a plan is worth, level by level, the better the larger."""
    served = [0, 0, 0]
    kept = points = tie = 0
    given: dict[str, int] = defaultdict(int)
    for at, units in plan.items():
        arc = arcs[at]
        want = wants[arc.want]
        served[want.priority] += units * want.share
        kept += min(units, arc.kept)
        points += units * want.share * arc.points
        tie += units * arc.tie
        given[haves[arc.have].giver] += units
    spread = sum(min(before.get(giver, 0) + k, _SPREAD_ENDS) for giver, units in given.items() for k in range(units))
    return (*served, kept, points, -spread, -tie)


def _ways(want: int, wants: Sequence[Want], haves: Sequence[Have], arcs: Sequence[Arc]) -> list[Plan]:
    """Return every way in which a demand with rules could be served, if it were alone."""
    one = wants[want]
    mine = [at for at, arc in enumerate(arcs) if arc.want == want]
    found = []
    for units in _portions([min(haves[arcs[at].have].left // arcs[at].weight, one.left) for at in mine], one.left):
        way = {at: some for at, some in zip(mine, units, strict=True) if some}
        total, givers = sum(units), {haves[arcs[at].have].giver for at in way}
        wholly = total in (0, one.left)
        if (one.whole or one.group is not None) and not wholly:
            continue
        if one.whole and not one.max_givers and len(way) > 1:
            continue
        if one.max_givers and len(givers) > one.max_givers:
            continue
        found.append(way)
        if len(found) > WAYS:
            raise TooLong("match_plan_too_long")
    return found


def _portions(most: Sequence[int], left: int) -> Iterator[tuple[int, ...]]:
    if not most:
        yield ()
        return
    for units in range(min(most[0], left) + 1):
        for rest in _portions(most[1:], left - units):
            yield (units, *rest)


def _together(wants: Sequence[Want], ruled: Sequence[int], chosen: Sequence[Plan]) -> bool:
    """Return whether members of a group that want something all get it, or all get nothing."""
    got: dict[str, set[bool]] = defaultdict(set)
    for want, way in zip(ruled, chosen, strict=True):
        group = wants[want].group
        if group is not None:
            got[group].add(bool(way))
    return all(len(both) == 1 for both in got.values())


def _fits(haves: Sequence[Have], arcs: Sequence[Arc], fixed: Plan) -> bool:
    taken: dict[int, int] = defaultdict(int)
    for at, units in fixed.items():
        taken[arcs[at].have] += units * arcs[at].weight
    return all(units <= haves[have].left for have, units in taken.items())


def _rest(
    some: Sequence[int],
    wants: Sequence[Want],
    haves: Sequence[Have],
    arcs: Sequence[Arc],
    before: Mapping[str, int],
    fixed: Plan,
) -> Plan:
    """Return the best units over some arcs, of demands without rules, beside what is fixed."""
    plain = [at for at in some if wants[arcs[at].want].left]
    if not plain:
        return {}
    room = [one.left for one in haves]
    given = defaultdict(int, before)
    for at, units in fixed.items():
        room[arcs[at].have] -= units * arcs[at].weight
        given[haves[arcs[at].have].giver] += units
    graph = _network(wants, haves, arcs, plain, room, given)
    _, flow = nx.network_simplex(graph)
    found: Plan = {}
    for at in plain:
        over = flow[f"want {arcs[at].want}"].get(f"have {arcs[at].have}", {})
        found[at] = sum(units for (arc, _), units in over.items() if arc == at)
    return found


def _network(
    wants: Sequence[Want],
    haves: Sequence[Have],
    arcs: Sequence[Arc],
    plain: Sequence[int],
    room: Sequence[int],
    given: Mapping[str, int],
) -> nx.MultiDiGraph[str]:
    """Return the flow of demands without rules: from each demand over lots and givers, or straight to the end."""
    some = sorted({arcs[at].want for at in plain})
    total = sum(wants[want].left for want in some)
    steps = _steps(total, max(arcs[at].points for at in plain), max(arcs[at].tie for at in plain))
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("end", demand=total)
    for want in some:
        graph.add_node(f"want {want}", demand=-wants[want].left)
        graph.add_edge(f"want {want}", "end", capacity=wants[want].left, weight=0)
    for at in plain:
        arc = arcs[at]
        one = wants[arc.want]
        gain = [0] * 7
        gain[one.priority] = one.share
        gain[4], gain[6] = one.share * arc.points, -arc.tie
        kept = min(arc.kept, one.left)
        ends = (f"want {arc.want}", f"have {arc.have}")
        for part, capacity in ((1, kept), (0, one.left - kept)):
            gain[3] = part
            if capacity:
                graph.add_edge(*ends, key=(at, part), capacity=capacity, weight=-_number(gain, steps))
    for have in sorted({arcs[at].have for at in plain}):
        graph.add_edge(f"have {have}", f"giver {haves[have].giver}", capacity=min(room[have], total), weight=0)
    for giver in sorted({haves[arcs[at].have].giver for at in plain}):
        for unit in range(total):
            cost = min(given.get(giver, 0) + unit, _SPREAD_ENDS)
            last = cost == _SPREAD_ENDS
            graph.add_edge(
                f"giver {giver}", "end", capacity=total if last else 1, weight=-_number([0] * 5 + [-cost, 0], steps)
            )
            if last:
                break
    return graph


def _steps(total: int, points: int, tie: int) -> list[int]:
    """Return by what a level has to be multiplied so that it always outweighs those after it."""
    share = total * MOST_WANTED
    most = [share, share, share, total, share * max(points, 1), total * _SPREAD_ENDS, total * max(tie, 1)]
    steps = [1]
    for level in reversed(most[1:]):
        steps.insert(0, steps[0] * (2 * level + 1))
    return steps


def _number(gain: Sequence[int], steps: Sequence[int]) -> int:
    return sum(one * step for one, step in zip(gain, steps, strict=True))
