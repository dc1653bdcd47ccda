"""What a change would do, plainly: the plain questions asked of both ledgers, and what they say laid side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.foretold import FLIPS, FOLLOWING, FOLLOWS, PATHS, PEOPLE, RELIED_ON, REMAINING, ROWS, WAYS
from graph.changes import ChangeSet
from graph.network import Network
from graph.plain.audit import audit, chains_of, counting, starts_of, walks_from
from graph.plain.auditing.resting import reliance, remaining
from graph.plain.coverage import judgements
from graph.plain.facts.nesting import AXES
from graph.plain.facts.shown import Cell, place
from graph.plain.facts.split_buildings import split_in
from graph.plain.facts.world import World
from graph.plain.foretelling.follows import follows
from graph.plain.norms.judgement import Judgement
from graph.plain.norms.overriding import nowhere
from graph.plain.walking.steps import Walked
from graph.rules import Profile, Rules

_ENDS = (None, "top", "dead_end", "unknown")


def foretold(network: Network, rules: Rules, changes: ChangeSet) -> Answer:
    """Return what is otherwise with a change set than without it, on the network's date.

    Example:
        >>> from datetime import date
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> foretold(Network(Tables({}), date(2024, 11, 1)), load_rules(), ChangeSet()).rows.height
        0
    """
    whole = network.within(None)
    before, after = (Side(one, World.of(one, rules)) for one in (whole, whole.apply(changes)))
    told = {
        "rows": (_flips(before, after), ROWS, FLIPS),
        "paths": (list(_paths(before, after)), PATHS, ()),
        "follows": (follows(before.world, after.world), FOLLOWS, FOLLOWING),
        "people": (list(_people(before, after)), RELIED_ON, PEOPLE),
        "remaining": (list(_remaining(before, after)), REMAINING, ()),
    }
    changed = [way for *_, way in changed_paths(before, after)]
    return Answer(
        question="foretold",
        revision=network.revision,
        on=network.date,
        within=None,
        rules=rules.digests,
        make=lambda: {
            name: pl.DataFrame(rows, schema=table.schema, orient="row") for name, (rows, table, _) in told.items()
        },
        totals={
            "rows": _counts(told["rows"][0], FLIPS),
            "paths": {way: changed.count(way) for way in WAYS},
            "follows": _counts(told["follows"][0], FOLLOWING),
            "people": _counts(told["people"][0], PEOPLE),
        },
        issues=tuple(one for one in after.issues if one not in before.issues),
    )


def _counts(rows: Iterable[Cell], changes: Iterable[str]) -> dict[str, int]:
    found = Counter(row["change"] for row in rows)
    return {change: found[change] for change in changes}


@dataclass(frozen=True)
class Side:
    """The ledger without the change, or with it, and what the plain questions say of it."""

    network: Network
    world: World

    @cached_property
    def norms(self) -> dict[tuple[str, str, str | None], Judgement]:
        """What is judged, by norm, subject and item."""
        return {(one.norm.id, one.subject, one.item): one for one in judgements(self.world)}

    @cached_property
    def walked(self) -> list[tuple[str, Profile, str, Walked]]:
        """In the order in which places lie."""
        starts = starts_of(self.world)
        return [walk for start, profile in starts for walk in walks_from(self.world, start, profile)]

    @cached_property
    def walks(self) -> dict[tuple[str, str], Walked]:
        """By chain and start."""
        return {(chain, start): walked for start, _, chain, walked in self.walked}

    @cached_property
    def issues(self) -> list[Mapping[str, Any]]:
        """What audit and coverage say is wrong."""
        norms = [norm for norm in self.world.rules.norms if norm.holds_on(self.world.day)]
        return [*audit(self.network, self.world.rules).issues, *split_in(self.world), *nowhere(self.world, norms)]

    @property
    def reliance(self) -> dict[str, Cell]:
        """Who sits in more seats than are expected."""
        return {row["person"]: row for row in reliance(self.world)}

    @property
    def remaining(self) -> dict[tuple[str, int | None], Cell]:
        """How many homes have so many different people, by chain and number."""
        rows = remaining(self.world, self.walked, chains_of(self.world), counting(self.world))
        return {(row["chain"], row["holders"]): row["homes"] for row in rows}

    def starts_at(self, start: str) -> bool:
        """Whether a walk would start at a place: it is there, and nothing lies in it."""
        places = self.world.places
        return start in places.all and not any(places.children(start, axis) for axis in AXES)


def _flips(before: Side, after: Side) -> list[Cell]:
    """Return the norms of which something is otherwise, norm by norm; those asked no more last."""
    rows = []
    for norm in dict.fromkeys(norm.id for norm in after.world.rules.norms):
        for key, one in after.norms.items():
            was = before.norms.get(key)
            if norm == key[0] and (was is None or _numbers(was) != _numbers(one)):
                rows.append(_flip(after.world, key, was, one))
        rows += [
            _flip(before.world, key, was, None)
            for key, was in before.norms.items()
            if norm == key[0] and key not in after.norms
        ]
    return rows


def _numbers(one: Judgement | None) -> tuple[Any, ...]:
    """Return state, what is there, what is needed and what is short."""
    if one is None:
        return None, None, None, None
    bands = (one.shown.has if one.shown else None, one.needs, one.short)
    return one.state, *(band.shown() if band else None for band in bands)


def _flip(world: World, key: tuple[str, str, str | None], was: Judgement | None, now: Judgement | None) -> Cell:
    cells: Cell = {"norm": key[0], "subject": place(world, key[1]), "item": key[2]}
    for one, suffix in ((was, "_before"), (now, "")):
        cells |= {
            f"{name}{suffix}": value
            for name, value in zip(("state", "has", "needs", "short"), _numbers(one), strict=True)
        }
    return {**cells, "change": _became(cells["state_before"], cells["state"])}


def _became(was: str | None, now: str | None) -> str:
    if now is None:
        return "ends"
    if now == "gap" and was != "gap":
        return "opens"
    if was is None:
        return "begins"
    named = {("gap", "met"): "closes", ("unknown", "met"): "known"}.get((was, now))
    return "amounts" if was == now else named or ("unsure" if now == "unknown" else "otherwise")


def changed_paths(before: Side, after: Side) -> Iterator[tuple[str, str, str]]:
    """Yield the chain and start of each path that is another one, and what becomes of it."""
    for chain, start in {**after.walks, **before.walks}:
        was, now = (one.walks.get((chain, start)) for one in (before, after))
        if _path(was) == _path(now):
            continue
        if not before.starts_at(start):
            yield chain, start, "begins"
        elif not after.starts_at(start):
            yield chain, start, "ends"
        else:
            tops = [one is not None and one.state == "top" for one in (was, now)]
            yield chain, start, {(True, False): "breaks", (False, True): "mends"}.get((tops[0], tops[1]), "other")


def _path(walked: Walked | None) -> Any:
    """Return how a walk ends, at which slot, and whom it asks."""
    if walked is None:
        return None
    missing = None if walked.state == "top" else walked.passed[0].slot
    return walked.state, missing, [(step.slot.key, step.unit, step.post, step.person) for step in walked.steps]


def _paths(before: Side, after: Side) -> Iterator[Cell]:
    """Yield a row a chain, change and end before and after."""
    groups: dict[tuple[Any, ...], list[str]] = {}
    for chain, start, change in changed_paths(before, after):
        was, now = (one.walks.get((chain, start)) for one in (before, after))
        groups.setdefault((chain, change, was and was.state, now and now.state), []).append(start)
    chains = chains_of(after.world)

    def order(one: tuple[Any, ...]) -> tuple[int, ...]:
        return chains.index(one[0]), WAYS.index(one[1]), _ENDS.index(one[2]), _ENDS.index(one[3])

    for group in sorted(groups, key=order):
        chain, change, was, now = group
        world = (after if now is not None else before).world
        preorder = world.places.preorder()
        starts = sorted(groups[group], key=list(preorder).index)
        yield {
            "chain": chain,
            "change": change,
            "end_before": was,
            "end": now,
            **counting(world)(starts),
            "example": place(world, starts[0]),
        }


def _people(before: Side, after: Side) -> Iterator[Cell]:
    """Yield a row a person of whom more seats than expected are others."""
    was, now = before.reliance, after.reliance
    for person in sorted({**was, **now}):
        old, new = was.get(person), now.get(person)
        if old and new and (old["held"], old["expected"]) == (new["held"], new["expected"]):
            continue
        yield {
            "person": person,
            "change": "otherwise" if old and new else "new" if new else "gone",
            **{f"{name}_before": old and old[name] for name in ("held", "expected")},
            **{name: new and new[name] for name in ("held", "expected")},
            "seats": (new or old or {})["seats"],
        }


def _remaining(before: Side, after: Side) -> Iterator[Cell]:
    """Yield a row a chain and number of holders that other homes have now."""
    was, now = before.remaining, after.remaining
    chains = chains_of(after.world)
    for chain, holders in sorted({**was, **now}, key=lambda one: (chains.index(one[0]), one[1] is None, one[1] or 0)):
        homes = [side.get((chain, holders)) for side in (was, now)]
        if homes[0] != homes[1]:
            yield {"chain": chain, "holders": holders, "homes_before": homes[0], "homes": homes[1]}
