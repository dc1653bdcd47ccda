"""Which atoms are neighbours, plainly: pair by pair (SEMANTICS B7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from math import floor

from graph.plain.facts.world import World
from graph.plain.siting.people import point_of
from graph.values.point import Point, metres_between

#: So many buildings of one place are looked at by their points; of more the order decides.
MOST = 600


def neighbours(world: World, atoms: Sequence[str], whole: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of atoms that are neighbours.

    Args:
        world: The ledger.
        atoms: In display order.
        whole: By atom, its building.
    """
    points = _points(world, list(dict.fromkeys(whole[one] for one in atoms)))
    for one, other in pairwise(atoms):
        ours, theirs = whole[one], whole[other]
        if ours == theirs:
            yield one, other
            continue
        together = _around(world, ours) is not None and _around(world, ours) == _around(world, theirs)
        if together and not _measured(world, points, ours, theirs):
            yield one, other
    for ours, theirs in combinations(points, 2):
        if _measured(world, points, ours, theirs):
            others = [one for one in points if _measured(world, points, ours, one) and one not in (ours, theirs)]
            between = [max(_way(points, ours, one), _way(points, one, theirs)) for one in others]
            if all(way >= _way(points, ours, theirs) for way in between):
                yield (
                    [one for one in atoms if whole[one] == ours][-1],
                    next(one for one in atoms if whole[one] == theirs),
                )


def _points(world: World, wholes: Sequence[str]) -> dict[str, Point]:
    """Return the points of the buildings that are looked at by these, in order."""
    found = {one: point for one in wholes if (point := point_of(world, one)) and _around(world, one) is not None}
    alike = {one: (_around(world, one), point.crs) for one, point in found.items()}
    return {one: point for one, point in found.items() if list(alike.values()).count(alike[one]) <= MOST}


def _around(world: World, one: str) -> str | None:
    return world.places.parent(one, "territory")


def _measured(world: World, points: Mapping[str, Point], one: str, other: str) -> bool:
    """Return whether two buildings of one place have points of one system."""
    if one not in points or other not in points or _around(world, one) != _around(world, other):
        return False
    return points[one].crs == points[other].crs


def _way(points: Mapping[str, Point], one: str, other: str) -> int:
    metres = metres_between(points[one], points[other])
    assert metres is not None  # they are of one system  # noqa: S101
    return floor(metres + 0.5)
