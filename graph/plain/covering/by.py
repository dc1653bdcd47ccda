"""How coverage stands at the places of a level, plainly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graph.answers.coverage import COUNTED
from graph.plain.facts.shown import Cell, place
from graph.plain.facts.world import World
from graph.plain.norms.judgement import Judgement


def by_level(world: World, judged: Sequence[Judgement], level: str, axis: str) -> list[Cell]:
    """Return how many there are of each state at each place of a level, norm by norm; of what lies in none, last."""
    found: Counter[tuple[str | None, str, str]] = Counter()
    for one in judged:
        for at in _places(world, world.anchors.of(one.subject), level, axis) or {None}:
            found[at, one.norm.id, one.state] += 1
    norms = list(dict.fromkeys(one.norm.id for one in judged))
    order: list[str | None] = [*world.places.preorder(), None]
    pairs = {(at, norm) for at, norm, _ in found}
    return [
        {"place": place(world, at), "norm": norm, **{f"{state}_count": found[at, norm, state] for state in COUNTED}}
        for at, norm in sorted(pairs, key=lambda pair: (order.index(pair[0]), norms.index(pair[1])))
    ]


def _places(world: World, anchor: str | None, level: str, axis: str) -> set[str | None]:
    """Return the nearest place of a level around a place on an axis, and around each of its parts if it is split."""
    starts = [] if anchor is None else [anchor, *world.places.parts(anchor)]
    found: set[str | None] = set()
    for start in starts:
        climbed = world.places.climb(start, axis)
        found |= set([one for one in climbed if world.reading.fields(one)["level"] == level][:1])
    return found
