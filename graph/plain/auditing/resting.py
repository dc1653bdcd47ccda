"""What rests on one person, and which levels a chain lacks, plainly: the walks of an audit looked at once more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations

import networkx as nx

from graph.plain.facts.shown import Cell, place, post
from graph.plain.facts.world import World
from graph.plain.walking.asked import AskedBefore
from graph.plain.walking.carriers import Carriers
from graph.plain.walking.steps import Aside, Walked
from graph.plain.walking.walk import Walk
from graph.rules import Profile

_Start = tuple[str, Profile, str, Walked]
#: What some starts stand for.
Counts = Callable[[list[str]], Cell]


def walk_of(world: World, start: str, profile: Profile, chain: str) -> Walked:
    """Return one walk of an audit: about nobody, after nobody was asked."""
    nobody = AskedBefore(world, world.rules.calendar(profile.key), None, None, None)
    return Walk(world, profile, chain, start, frozenset(), nobody).run()


def hangs(world: World, walks: list[_Start], chains: list[str], counts: Counts) -> list[Cell]:
    """Return one row a chain and person without whom homes have no step below the last slot, though they had one."""
    worlds: dict[str, World] = {}
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for start, profile, chain, walked in walks:
        last = profile.chains[chain].slots[-1].key
        for person in sorted(_named(walked)) if _below(walked, last) else ():
            other = worlds.setdefault(person, world.without(person))
            if not _below(walk_of(other, start, profile, chain), last):
                groups[chain, person].append(start)
    held = {person: _held(world, person) for _, person in groups}
    rows = [
        {
            "chain": chain,
            "person": person,
            "seats": [post(world, seat) for seat in held[person]],
            **counts(starts),
            "example": starts[0],
        }
        for (chain, person), starts in groups.items()
    ]
    return sorted(rows, key=lambda row: (chains.index(row["chain"]), -row["homes"]["low"], row["person"]))


def remaining(world: World, walks: list[_Start], chains: list[str], counts: Counts) -> list[Cell]:
    """Return one row a chain and number of different holders below the last slot, None where one is not known."""
    groups: dict[tuple[str, int | None], list[str]] = defaultdict(list)
    for start, profile, chain, walked in walks:
        *slots, last = profile.chains[chain].slots
        level = str(world.reading.fields(start)["level"])
        if all(profile.starts_above(slot, level) for slot in slots):
            continue
        people = {step.person for step in walked.steps if step.slot.key != last.key}
        groups[chain, None if None in people else len(people)].append(start)
    ordered = sorted(groups, key=lambda one: (chains.index(one[0]), one[1] is None, one[1] or 0))
    return [
        {"chain": chain, "holders": holders, **counts(groups[chain, holders]), "example": groups[chain, holders][0]}
        for chain, holders in ordered
    ]


def reliance(world: World) -> list[Cell]:
    """Return one row a person with more seats than the profiles expect together."""
    rows: list[Cell] = []
    for person in world.reading.things("person"):
        seats = _held(world, person)
        if not any(world.asked_about(world.anchors.of(seat)) for seat in seats):
            continue
        pairs = [pair for pair in combinations(seats, 2) if _expected(world, *pair)]
        graph: nx.Graph[str] = nx.Graph(pairs)
        expected = max(map(len, nx.find_cliques(graph)), default=1)
        if len(seats) > expected:
            rows.append(
                {
                    "person": person,
                    "seats": [post(world, seat) for seat in seats],
                    "held": len(seats),
                    "expected": expected,
                    "together": sorted({str(world.reading.fields(seat)["role"]) for pair in pairs for seat in pair}),
                }
            )
    return sorted(rows, key=lambda row: row["expected"] - row["held"])


def thin(world: World, walks: list[_Start], chains: list[str], counts: Counts) -> list[Cell]:
    """Return one row a chain, slot and place around which a listing shows no place of the slot's levels."""
    preorder = {key: position for position, key in enumerate(world.places.preorder())}
    groups: dict[tuple[str, str, str | None], list[str]] = defaultdict(list)
    order: dict[tuple[str, str, str | None], int] = {}
    for start, profile, chain, walked in walks:
        slots = [slot.key for slot in profile.chains[chain].slots]
        for slot in _lacking(walked):
            at = slots.index(slot)
            group = (chain, slot, Carriers(world, profile, chain, start).stands_at(at))
            groups[group].append(start)
            order[group] = min(at, order.get(group, at))

    def place_in_row(one: tuple[str, str, str | None]) -> tuple[int, int, int, str]:
        chain, slot, where = one
        return chains.index(chain), order[one], preorder[where] if where else len(preorder), slot

    ordered = sorted(groups, key=place_in_row)
    return [
        {
            "chain": one[0],
            "slot": one[1],
            "place": place(world, one[2]),
            **counts(groups[one]),
            "example": groups[one][0],
        }
        for one in ordered
    ]


def sides(world: World, walks: list[_Start], chains: list[str], counts: Counts) -> list[Cell]:
    """Return one row a chain, slot that is passed and sort of step beside the chain that finds somebody after it."""
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    order: dict[tuple[str, str, str], int] = {}
    for start, profile, chain, _ in walks:
        slots = [slot.key for slot in profile.chains[chain].slots]
        nobody = AskedBefore(world, world.rules.calendar(profile.key), None, None, None)
        matter = (world.rules.categories, None)
        walked = Walk(world, profile, chain, start, frozenset(), nobody, None, matter).run()
        reached = {step.slot.key for step in walked.steps} | {one.slot for step in walked.steps for one in step.also}
        level = str(world.reading.fields(start)["level"])
        asides = [one for one in walked.told if isinstance(one, Aside) and not profile.starts_above(one.slot, level)]
        for slot, ask in dict.fromkeys((one.slot.key, one.ask) for one in asides if one.slot.key not in reached):
            groups[chain, slot, ask].append(start)
            order[chain, slot, ask] = min(slots.index(slot), order.get((chain, slot, ask), slots.index(slot)))
    ordered = sorted(groups, key=lambda one: (chains.index(one[0]), order[one], one[1], one[2]))
    return [
        {"chain": one[0], "slot": one[1], "sideways": one[2], **counts(groups[one]), "example": groups[one][0]}
        for one in ordered
    ]


def _lacking(walked: Walked) -> Iterator[str]:
    """Yield the slots that were passed because there is no such level."""
    for passed in (*(step.passed for step in walked.steps), walked.passed):
        yield from (one.slot for one in passed if one.why == "no_such_level")


def _below(walked: Walked, last: str) -> bool:
    """Return whether a walk has a step below the last slot."""
    return any(step.slot.key != last for step in walked.steps)


def _named(walked: Walked) -> set[str]:
    """Return everybody whom a walk comes upon: who is asked, who sits in a seat beside, who is passed."""
    found = {step.person for step in walked.steps} | {one.person for step in walked.steps for one in step.also}
    for passed in (*(step.passed for step in walked.steps), walked.passed):
        found |= {one.person for one in passed}
    return {person for person in found if person is not None}


def _held(world: World, person: str) -> list[str]:
    """Return the posts that somebody holds, by key."""
    return world.reading.targets(person, "holds")


def _expected(world: World, one: str, other: str) -> bool:
    """Return whether two seats are expected in one person by the profile of the place of either."""
    roles = frozenset(world.reading.fields(seat)["role"] for seat in (one, other))
    anchors = [world.anchors.of(seat) for seat in (one, other)]
    profiles = [world.profiles.of(anchor) for anchor in anchors if anchor is not None]
    return any(roles in profile.expected_pairs for profile in profiles if profile)
