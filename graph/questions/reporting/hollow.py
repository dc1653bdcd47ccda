"""Which slots are passed by: they finish too small a share of the needs that lie in their places (SEMANTICS N28)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl

from graph.answers.needs import DOORS
from graph.calendar.instants import DAY
from graph.facts import Facts
from graph.facts.lives import MET, lives_of
from graph.facts.shown import Shown
from graph.life.seats import hats_of
from graph.network import Network
from graph.rules import Profile
from graph.rules.reader import slot_field
from graph.values.instant import end_instant
from graph.walking.filling import places_of

Row = dict[str, Any]
_KEPT = 65_536


def hollow_of(facts: Facts, lines: pl.DataFrame, window: tuple[date, date]) -> list[Row]:
    """Return, for each slot and place of its levels, how many of the needs finished there the slot itself finished.

    Args:
        facts: The facts of the network.
        lines: The needs, with ``row``, ``anchor`` and ``category``.
        window: The first and the last day on which they were finished.
    """
    network = facts.network
    since, until = (end_instant(day) for day in (window[0] - DAY, window[1]))
    lives = lives_of(network.on(window[1])).select("row", "state", "has", "finished")
    done = lines.select("row", "anchor", "category").join(lives, on="row", maintain_order="left")
    finished = pl.col("finished")
    done = done.filter(pl.col("state").is_in(MET) & (finished > since) & (finished <= until) & (pl.col("anchor") >= 0))
    finishing = _Finishing(facts)
    counted: dict[tuple[str, str, int], Counter[str]] = {}
    for anchor, category, has, many in done.group_by("anchor", "category", "has").len().iter_rows():
        for chain, slot, place, stops in finishing.at(anchor, category, has):
            counted.setdefault((chain, slot, place), Counter())["stops" if stops else "passes"] += many
    shown = Shown(network)
    keys = sorted(counted, key=lambda key: finishing.order(*key))
    beside = _activities(finishing, network, window)
    return [{**_row(shown, key, counted[key], finishing.share(key[2])), "activities": beside[key]} for key in keys]


def _activities(finishing: _Finishing, network: Network, window: tuple[date, date]) -> Counter[tuple[str, str, int]]:
    """Return how many times activities were held by who fills a slot at a place; beside what is counted."""
    first, last = network.rows.block["activity"]
    held, holder = network.view.tied("held_by")
    frame = network.rows.frame("activity")
    days, times = frame["on"].to_list(), frame["times"].to_list()
    found: dict[tuple[str, str, int], set[int]] = {}
    for activity, by in zip(held.tolist(), holder.tolist(), strict=True):
        day = days[activity - first] if first <= activity < last else None
        if day is not None and window[0] <= day <= window[1]:
            for key in finishing.filled_by(by):
                found.setdefault(key, set()).add(activity)
    return Counter({key: sum(times[one - first] or 1 for one in ones) for key, ones in found.items()})


def _row(shown: Shown, key: tuple[str, str, int], counted: Counter[str], below: int) -> Row:
    (chain, slot, place), stops, passes = key, counted["stops"], counted["passes"]
    return {
        "chain": chain,
        "slot": slot,
        "place": shown.place(place),
        "stops": stops,
        "passes": passes,
        "share": 1000 * stops // (stops + passes),
        "below": 10 * below,
        "hollow": 100 * stops < below * (stops + passes) < 100 * passes,
    }


class _Finishing:
    """Which slots a need was finished in, or passed on the way."""

    def __init__(self, facts: Facts) -> None:
        self._facts, self._network = facts, facts.network
        self._levels = self._network.rows.frame("place")["level"]
        self._carriers = lru_cache(_KEPT)(self._carriers_of)

    def share(self, place: int) -> int:
        """Return the share below which a slot counts as passed by."""
        profile = self._facts.profiles.find(place)
        return profile.hollow_share if profile else 0

    def order(self, chain: str, slot: str, place: int) -> tuple[Any, ...]:
        """Return where a row stands: by chain, from the bottom to the top, by name of the place."""
        profile = self._facts.profiles.find(place)
        slots = [one.key for one in profile.chains[chain].slots] if profile and chain in profile.chains else []
        return (chain, slots.index(slot) if slot in slots else -1, self._network.name(place) or "", place)

    def at(self, anchor: int, category: str | None, has: int) -> Iterator[tuple[str, str, int, bool]]:
        """Yield chain, slot and place of what was finished, and whether it was finished there."""
        profile = self._facts.profiles.find(anchor)
        if profile is None or has < 0:
            return
        around = [place for place, _ in self._network.view.enclosing(anchor)]
        handled = profile.handling(category) if category is not None else None
        for chain in [handled] if handled else profile.chains:
            at = self._slot(profile, chain, around, has)
            for position, slot in enumerate(profile.chains[chain].slots[: 0 if at is None else at + 1]):
                for place in around:
                    if self._levels[place] in slot.level and self._levels[place] not in DOORS:
                        yield chain, slot.key, place, position == at

    def filled_by(self, somebody: int) -> Iterator[tuple[str, str, int]]:
        """Yield chain, slot and place of whatever somebody fills."""
        for name, places in self._carriers(somebody):
            for place in places:
                profile = self._facts.profiles.find(place)
                for chain, parts in profile.chains.items() if profile else ():
                    at = profile.slot_of(chain, name, self._levels[place]) if profile else None
                    if at is not None:
                        yield chain, parts.slots[at].key, place

    def _slot(self, profile: Profile, chain: str, around: list[int], has: int) -> int | None:
        """Return the lowest slot that whoever has it fills around a place; None = none of the chain."""
        found = [
            profile.slot_of(chain, name, self._levels[place])
            for name, places in self._carriers(has)
            for place in around
            if place in places
        ]
        return min((one for one in found if one is not None), default=None)

    def _carriers_of(self, has: int) -> list[tuple[str, frozenset[int]]]:
        """Return the forms and roles of whoever has it, each with the places that it answers for."""
        network = self._network
        found = []
        for one in hats_of(network, has):
            kind = network.rows.kind_of(one)
            if kind in ("organisation", "post"):
                first, _ = network.rows.block[kind]
                name = network.rows.frame(kind)[slot_field(kind)][one - first]
                found.append((str(name or ""), frozenset(map(int, self._facts.beside(places_of).of(one)))))
        return found
