"""Which slots are passed by: how much of what was finished in their places they finished."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from graph.answers.needs import DOORS
from graph.plain.facts.shown import Cell, place
from graph.plain.facts.world import World
from graph.plain.tracking.looked import Looked
from graph.plain.tracking.up import hats_of
from graph.selectors import Selector
from graph.values.instant import end_instant

_ACTIVITIES = Selector({"kind": frozenset(["activity"])})
_WORDS = {"organisation": "form", "post": "role"}


def hollow(world: World, needs: Iterable[Looked], since: dt.date, until: dt.date) -> list[Cell]:
    """Return, of each slot and place of its levels, how much of what was finished in it the slot finished."""
    begin, end, then = end_instant(since - dt.timedelta(days=1)), end_instant(until), world.on(until)
    found: dict[tuple[str, str, str], list[bool]] = {}
    for one in needs:
        life = then.lives.of(one.key)
        if life.finished is not None and begin < life.finished <= end and one.anchor and life.has:
            for chain, slot, at, stops in _at(world, one, life.has):
                found.setdefault((chain, slot, at), []).append(stops)
    order = {key: (key[0], _rank(world, key), world.reading.fields(key[2])["name"] or "", key[2]) for key in found}
    return [
        {**_row(world, key, found[key]), "activities": _activities(world, key, since, until)}
        for key in sorted(found, key=order.__getitem__)
    ]


def _activities(world: World, key: tuple[str, str, str], since: dt.date, until: dt.date) -> int:
    """Return how many times activities were held between two days by who fills a slot at a place."""
    many = 0
    for one in world.ledger.selected(_ACTIVITIES):
        fields = world.reading.fields(one)
        if fields["on"] is not None and since <= fields["on"] <= until:
            holders = world.reading.targets(one, "held_by")
            many += (fields["times"] or 1) * any(_fills(world, holder, key) for holder in holders)
    return many


def _fills(world: World, somebody: str, key: tuple[str, str, str]) -> bool:
    chain, slot, at = key
    profile = world.profiles.of(at)
    if profile is None or chain not in profile.chains:
        return False
    level, slots = str(world.reading.fields(at)["level"]), profile.chains[chain].slots
    named = [
        str(world.reading.fields(unit)[_WORDS[kind]] or "")
        for unit in hats_of(world, somebody)
        if (kind := world.reading.kind(unit)) in _WORDS and at in world.scopes.places(unit)
    ]
    filled = (profile.slot_of(chain, name, level) for name in named)
    return any(position is not None and slots[position].key == slot for position in filled)


def _rank(world: World, key: tuple[str, str, str]) -> int:
    """Return where a slot stands on its chain, as the profile of the place has it; -1 where that has none."""
    chain, slot, at = key
    profile = world.profiles.of(at)
    slots = [one.key for one in profile.chains[chain].slots] if profile and chain in profile.chains else []
    return slots.index(slot) if slot in slots else -1


def _row(world: World, key: tuple[str, str, str], found: list[bool]) -> Cell:
    chain, slot, at = key
    profile = world.profiles.of(at)
    below, stops, passes = profile.hollow_share if profile else 0, sum(found), len(found) - sum(found)
    return {
        "chain": chain,
        "slot": slot,
        "place": place(world, at),
        "stops": stops,
        "passes": passes,
        "share": stops * 1000 // len(found),
        "below": below * 10,
        "hollow": stops / len(found) < below / 100 < passes / len(found),
    }


def _at(world: World, one: Looked, has: str) -> Iterator[tuple[str, str, str, bool]]:
    """Yield chain, slot and place of what was finished, and whether it was finished there."""
    profile = world.profiles.of(one.anchor) if one.anchor else None
    if profile is None:
        return
    handled = profile.handling(one.category) if one.category is not None else None
    level = {at: str(world.reading.fields(at)["level"]) for at in one.around}
    for chain in [handled] if handled else profile.chains:
        filled = [
            profile.slot_of(chain, str(world.reading.fields(unit)[_WORDS[kind]] or ""), level[at])
            for unit in hats_of(world, has)
            if (kind := world.reading.kind(unit)) in _WORDS
            for at in one.around
            if at in world.scopes.places(unit)
        ]
        known = [position for position in filled if position is not None]
        for position, slot in enumerate(profile.chains[chain].slots):
            if known and position <= min(known):
                for at in one.around:
                    if level[at] in slot.level and level[at] not in DOORS:
                        yield chain, slot.key, at, position == min(known)
