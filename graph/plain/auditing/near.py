"""How near help is: the homes by the first seat that answers, plainly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from graph.plain.facts.shown import Cell
from graph.plain.facts.world import World
from graph.plain.walking.steps import Walked
from graph.rules import Profile

_Start = tuple[str, Profile, str, Walked]


def near(world: World, walks: Iterable[_Start], chains: list[str], counts: Callable[[list[str]], Cell]) -> list[Cell]:
    """Return one row a chain, slot of the first seat whose holder is known, and how many slots lie below it.

    Args:
        world: The network.
        walks: The walks: start, profile, chain and what came of it.
        chains: In the order of the rows; of one chain by slot, nobody last, then by slots below.
        counts: What some starts stand for.
    """
    groups: dict[tuple[str, str | None, int | None], list[str]] = defaultdict(list)
    order: dict[tuple[str, str | None, int | None], int] = {}
    for start, profile, chain, walked in walks:
        slots = profile.chains[chain].slots
        level = str(world.reading.fields(start)["level"])
        asked = [slot.key for slot in slots if not profile.starts_above(slot, level)]
        first = next((step.slot.key for step in walked.steps if step.person is not None), None)
        group = (chain, first, None if first is None else asked.index(first))
        at = len(slots) if first is None else [slot.key for slot in slots].index(first)
        groups[group].append(start)
        order[group] = min(at, order.get(group, at))
    ordered = sorted(
        groups, key=lambda one: (chains.index(one[0]), one[1] is None, order[one], one[2] or 0, one[1] or "")
    )
    return [
        {"chain": one[0], "slot": one[1], "up": one[2], **counts(groups[one]), "example": groups[one][0]}
        for one in ordered
    ]
