"""Where escalation stops: audit, plainly, as one escalation after another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.audit import LOAD, NEAR, QUESTION, ROWS
from graph.kinds import things
from graph.plain.auditing.near import near
from graph.plain.auditing.resting import Counts, hangs, reliance, remaining, sides, thin, walk_of
from graph.plain.escalate import askable, issues
from graph.plain.escalating.rows import unit_of
from graph.plain.facts.bands import UNBOUNDED, Band
from graph.plain.facts.left_behind import left_behind
from graph.plain.facts.nesting import AXES
from graph.plain.facts.reading import Readable
from graph.plain.facts.shown import place, post, thing
from graph.plain.facts.world import World
from graph.plain.walking.carriers import Carriers
from graph.plain.walking.steps import Walked
from graph.rules import Profile, Rules

_STATES = ("top", "dead_end", "unknown")


def audit(network: Readable, rules: Rules, *, people: bool = False, levels: bool = False) -> Answer:
    """Return where the escalations of all homes stop before the top, and how many homes each seat has.

    A *start* is each home, and, where none is recorded, each deepest recorded place, whose homes are any
    number. Starts that stop alike are one row: same chain, cause, first slot not reached and place.
    Starts without a profile, or above a whole chain, are not walked. What rests on one person, and which levels a chain
    lacks, is told where it is asked for.

    Example:
        >>> from datetime import date
        >>> from graph.network import Network
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> audit(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals
        {'chains': {}}
    """
    world = World.of(network, rules)
    starts = list(starts_of(world))
    walks = [walk for start, profile in starts for walk in walks_from(world, start, profile)]
    chains = {chain: Counter(dict.fromkeys(_STATES, 0)) for _, profile in starts for chain in profile.chains}
    found: set[tuple[str, str, str | None]] = set()
    for _, _, chain, walked in walks:
        chains[chain][walked.state] += 1
        found |= walked.issues
    anchored = [kind.kind for kind in things() if not kind.statement]
    found |= {
        ("outside_every_within", key, None) for key in world.reading.things(*anchored) if world.anchors.of(key) is None
    }
    return Answer(
        question="audit",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {
            "rows": pl.DataFrame(_stops(world, walks), schema=ROWS.schema, orient="row"),
            "load": pl.DataFrame(_load(world, walks), schema=LOAD.schema, orient="row"),
            "near": pl.DataFrame(_near(world, walks), schema=NEAR.schema, orient="row"),
            **_further(world, walks, people=people, levels=levels),
        },
        options={"people": people, "levels": levels},
        totals={"chains": {chain: dict(count) for chain, count in chains.items()}},
        issues=issues(frozenset(found), left_behind(world, world.counted_in)),
    )


_Walked = tuple[str, Profile, str, Walked]


def starts_of(world: World) -> Iterable[tuple[str, Profile]]:
    """Return the starts and their profiles, in territory preorder."""
    for start in world.places.preorder():
        deepest = not any(world.places.children(start, axis) for axis in AXES)
        profile = world.profiles.of(start)
        if (deepest or world.homes.is_home(start)) and world.asked_about(start) and profile:
            yield start, profile


def walks_from(world: World, start: str, profile: Profile) -> Iterable[_Walked]:
    """Walk every chain of a profile that does not lie wholly below a start."""
    for chain in askable(world, profile, start):
        yield start, profile, chain, walk_of(world, start, profile, chain)


def _homes(world: World, start: str, what: str) -> Band:
    """Return what a start stands for: itself if a home, else what it states, else any number."""
    if world.homes.is_home(start):
        return world.homes.measured(what, start)
    own = world.homes.stated(what).own.get(start)
    return UNBOUNDED if own is None else Band.exactly(own)


def _stated(world: World, starts: Iterable[str]) -> int:
    """Return how many households some starts state."""
    own = world.homes.stated("households").own
    return sum(own.get(start, 0) for start in starts)


def _stops(world: World, walks: list[_Walked]) -> list[dict[str, object]]:
    """Group the walks that stop before the top.

    Ordered by chain, cause, slot and place: chains and slots as in the profiles, places in territory
    preorder, none last.
    """
    preorder = {key: position for position, key in enumerate(world.places.preorder())}
    chains, counts = chains_of(world), counting(world)
    groups: dict[tuple[str, str, str, str | None], list[str]] = defaultdict(list)
    positions: dict[tuple[str, str, str, str | None], int] = {}
    for start, profile, chain, walked in walks:
        if walked.state == "top":
            continue
        slots = [slot.key for slot in profile.chains[chain].slots]
        position = slots.index(walked.passed[0].slot)
        group = (chain, walked.state, slots[position], Carriers(world, profile, chain, start).stands_at(position))
        groups[group].append(start)
        positions[group] = min(position, positions.get(group, position))
    ordered = sorted(
        groups,
        key=lambda group: (
            chains.index(group[0]),
            group[1],
            positions[group],
            preorder[group[3]] if group[3] else len(preorder),
            group[2],
        ),
    )
    return [
        {
            "chain": chain,
            "cause": cause,
            "slot": slot,
            "place": place(world, where),
            **counts(groups[chain, cause, slot, where]),
            "example": groups[chain, cause, slot, where][0],
        }
        for chain, cause, slot, where in ordered
    ]


def _near(world: World, walks: list[_Walked]) -> list[dict[str, object]]:
    """Return how near help is, chains as in the profiles."""
    return near(world, _in_preorder(world, walks), chains_of(world), counting(world))


def _further(world: World, walks: list[_Walked], *, people: bool, levels: bool) -> dict[str, pl.DataFrame]:
    """Return the tables that are made only where they are asked for."""
    walks, asked = _in_preorder(world, walks), (chains_of(world), counting(world))
    found: dict[str, list[dict[str, Any]]] = {}
    if people:
        found["hangs"] = hangs(world, walks, *asked)
        found["remaining"] = remaining(world, walks, *asked)
        found["reliance"] = reliance(world)
    if levels:
        found["thin"] = thin(world, walks, *asked)
        found["sides"] = sides(world, walks, *asked)
    tables = QUESTION.tables
    return {name: pl.DataFrame(rows, schema=tables[name].schema, orient="row") for name, rows in found.items()}


def chains_of(world: World) -> list[str]:
    """Return the chains in the order in which they are told."""
    return list(dict.fromkeys(chain for _, one in sorted(world.rules.profiles.items()) for chain in one.chains))


def _in_preorder(world: World, walks: list[_Walked]) -> list[_Walked]:
    preorder = {key: position for position, key in enumerate(world.places.preorder())}
    return sorted(walks, key=lambda one: preorder[one[0]])


def counting(world: World) -> Counts:
    """Return what says what some starts stand for."""
    return lambda starts: {
        "homes": Band.total(_homes(world, start, "homes") for start in starts).shown(),
        "households": Band.total(_homes(world, start, "households") for start in starts).shown(),
        "stated": _stated(world, starts),
    }


def _load(world: World, walks: list[_Walked]) -> list[dict[str, object]]:
    """Return how many homes and households reach each seat, a home once a seat over all chains."""
    reached: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for start, _, _, walked in walks:
        for step in walked.steps:
            reached[step.post or "", unit_of(world, step.unit) or "", step.person or ""].add(start)

    counts = counting(world)

    def most_first(asked: tuple[str, str, str]) -> tuple[int, bool, str, str, str]:
        seat, unit, person = asked
        homes = Band.total(_homes(world, start, "homes") for start in reached[asked])
        return (-homes.low, not seat, seat, unit, person)

    return [
        {
            "unit": thing(world, unit or None),
            "post": post(world, seat or None),
            "holder": thing(world, person or None),
            **counts(list(starts)),
        }
        for seat, unit, person in sorted(reached, key=most_first)
        for starts in [reached[seat, unit, person]]
    ]
