"""Needs that ended long ago, and the personal data to delete: who raised them, and the door (SEMANTICS V10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from graph.changes import ChangeSet
from graph.doors import behind_doors, told_places
from graph.facts import facts_of
from graph.keys import public_key
from graph.network import Network
from graph.rules import Rules
from graph.rules.workflow import DONE, ENDED, RATED_WITHIN
from graph.steps.rows import frame_of
from graph.values.instant import day_in_shanghai
from graph.viewing import is_person

_LOCATED, _RAISES = "located_at", "raises"


@dataclass(frozen=True)
class Leaving:
    """A need or project with personal data to delete.

    Attributes:
        key: Its key.
        ended: The day on which it ended.
        raisers: How many people who raised it are written down.
        doors: By key of the tie to a door, the building that stays; None = none lies around it.
    """

    key: str
    ended: date
    raisers: int
    doors: dict[str, str | None]

    @property
    def left(self) -> bool:
        """Whether the ledger says either of them now."""
        return bool(self.raisers or self.doors)


def leaving(network: Network, rules: Rules) -> list[Leaving]:
    """Return each need and project that ended more days ago than the profile of its place keeps who raised it, by key.

    Args:
        network: The whole ledger, on the day.
        rules: The profiles; one that says no ``forget_after`` lets nothing go.
    """
    if all(one.forget_after is None for one in rules.profiles.values()):
        return []
    steps = network.tables()["step"].sort("number")
    lives = {str(key): rows.to_dicts() for (key,), rows in steps.group_by("need", maintain_order=True)}
    return [one for kind in behind_doors()[_LOCATED] for one in _of_kind(network, rules, kind, lives)]


def lifted_up(found: list[Leaving], network: Network, by: str) -> ChangeSet:
    """Return what puts each of them at its building, beside the tie to the door, which is forgotten afterwards."""
    there = {*network.tables()[_LOCATED]["key"].to_list()}
    rows = {}
    for one in found:
        for place in one.doors.values():
            key = None if place is None else public_key(_LOCATED, one.key, place, None)
            if key is not None and key not in there:
                rows[key] = {"key": key, "source": one.key, "target": place}
    return ChangeSet({_LOCATED: frame_of(_LOCATED, list(rows.values()))}, by, source="linli forget --ended")


def tells(tie: dict[str, Any], doors: dict[str, str | None]) -> bool:
    """Return whether an event of a history is of a tie that must go: to a person who raised it, or to a door."""
    source, target = tie["tie_source"], tie["tie_target"]
    return (tie["kind"] == _RAISES and is_person(source or "")) or (tie["kind"] == _LOCATED and target in doors)


def _of_kind(network: Network, rules: Rules, kind: str, lives: dict[str, list[dict[str, Any]]]) -> Iterator[Leaving]:
    tables, facts = network.tables(), facts_of(network.within(None), rules)
    located = tables[_LOCATED].filter(pl.col("source").str.starts_with(f"{kind}-"))
    doors = told_places(located["target"].unique().to_list(), tables)
    at: dict[str, list[tuple[str, str]]] = {}
    for key, source, target in located.select("key", "source", "target").iter_rows():
        at.setdefault(source, []).append((key, target))
    raisers = tables[_RAISES].filter(pl.col("source").str.starts_with("person-"))["target"].to_list()
    for row in tables[kind].sort("key").select("key", "until").iter_rows(named=True):
        ended = _ended(row["until"], lives.get(row["key"], []), network.date)
        places = at.get(row["key"], [])
        days = _kept_for(network, facts, [place for _, place in places])
        if ended is None or days is None or ended + timedelta(days=days) >= network.date:
            continue
        behind = {key: doors[place] for key, place in places if place in doors}
        yield Leaving(row["key"], ended, raisers.count(row["key"]), behind)


def _ended(until: date | None, steps: list[dict[str, Any]], today: date) -> date | None:
    """Return the day on which a need ended by its steps or by its own days, whichever was first; None = it has not."""
    days = [until] if until is not None else []
    steps = [one for one in steps if day_in_shanghai(one["at"]) <= today]
    if steps:
        state = steps[-1]["state"]
        led_there = next(one for at, one in enumerate(steps) if all(later["state"] == state for later in steps[at:]))
        on = day_in_shanghai(led_there["at"])
        days += [on] if state in ENDED else [on + timedelta(days=RATED_WITHIN)] if state in DONE else []
    return min((day for day in days if day <= today), default=None)


def _kept_for(network: Network, facts: Any, places: list[str]) -> int | None:
    """Return for how many days the profile of a place keeps it; None = for ever."""
    for key in places:
        row = network.rows.row(key)
        profile = None if row is None else facts.profiles.find(row)
        if profile is not None and profile.forget_after is not None:
            found: int = profile.forget_after
            return found
    return None
