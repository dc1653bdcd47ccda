"""Two plans beside each other, plainly: three ledgers, without either, with the one, with the other (SEMANTICS K45)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain as chained

import polars as pl

from graph.answers import Answer
from graph.answers.foretold import FLIPS, FOLLOWING, PEOPLE, WAYS
from graph.answers.plans import FOLLOWS, ONLY, PATHS, RELIED_ON, REMAINING, ROWS, SIDES
from graph.changes import ChangeSet
from graph.network import Network
from graph.plain.audit import counting
from graph.plain.facts.shown import Cell
from graph.plain.facts.world import World
from graph.plain.foretold import Side, changed_paths, foretold
from graph.rules import Rules

_WHAT = ("need", "project", "proposed", "asked", "claimed")


def plans(network: Network, rules: Rules, first: ChangeSet, second: ChangeSet) -> Answer:
    """Return what two change sets do, side by side, on the network's date.

    Example:
        >>> from datetime import date
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> plans(Network(Tables({}), date(2024, 11, 1)), load_rules(), ChangeSet(), ChangeSet()).totals
        {'gaps': {'without': 0, 'first': 0, 'second': 0}}
    """
    whole, pair = network.within(None), (first, second)
    now, *with_them = (Side(one, World.of(one, rules)) for one in (whole, *map(whole.apply, pair)))
    told = [foretold(whole, rules, one) for one in pair]
    tables = {
        "rows": (_gaps(now, with_them), ROWS),
        "paths": (_paths(now, with_them), PATHS),
        "follows": (_follows(told), FOLLOWS),
        "people": (_people(told), RELIED_ON),
        "remaining": (_remaining(now, with_them), REMAINING),
        "only": (_only(told), ONLY),
    }
    issues = [one for answer in told for one in answer.issues]
    return Answer(
        question="plans",
        revision=network.revision,
        on=network.date,
        within=None,
        rules=rules.digests,
        make=lambda: {
            name: pl.DataFrame(list(rows), schema=table.schema, orient="row") for name, (rows, table) in tables.items()
        },
        totals={
            "gaps": {name: len(_open(one)) for name, one in zip(("without", *SIDES), (now, *with_them), strict=True)}
        },
        issues=tuple(one for at, one in enumerate(issues) if one not in issues[:at]),
    )


def _open(side: Side) -> list[str]:
    """Return the norm of each gap."""
    return [one.norm.id for one in side.norms.values() if one.state == "gap"]


def _gaps(now: Side, with_them: Sequence[Side]) -> Iterator[Cell]:
    for norm in dict.fromkeys(one.id for one in now.world.rules.norms):
        gaps, one, other = (_open(side).count(norm) for side in (now, *with_them))
        if not gaps == one == other:
            yield {"norm": norm, "gaps": gaps, "first": one, "second": other}


def _paths(now: Side, with_them: Sequence[Side]) -> Iterator[Cell]:
    changed = [list(changed_paths(now, side)) for side in with_them]
    for chain in _chains(now.world.rules):
        for way in WAYS:
            starts = [[start for told, start, became in one if (told, became) == (chain, way)] for one in changed]
            if any(starts):
                homes = [_homes(now, side, chain, one) for side, one in zip(with_them, starts, strict=True)]
                yield {"chain": chain, "change": way, "first": homes[0], "second": homes[1]}


def _homes(before: Side, after: Side, chain: str, starts: Sequence[str]) -> Cell | None:
    """Return how many homes some starts are, each counted in the ledger in which it is walked."""
    counted = [
        counting((after if (chain, start) in after.walks else before).world)([start])["homes"] for start in starts
    ]
    if not counted:
        return None
    highs = [one["high"] for one in counted]
    return {"low": sum(one["low"] for one in counted), "high": None if None in highs else sum(highs)}


def _follows(told: Sequence[Answer]) -> Iterator[Cell]:
    counts = [Counter((row["change"], row["what"]) for row in _rows(one, "follows")) for one in told]
    for change in FOLLOWING:
        for what in _WHAT:
            if any((change, what) in one for one in counts):
                yield {"change": change, "what": what, **_sides(one[change, what] for one in counts)}


def _people(told: Sequence[Answer]) -> Iterator[Cell]:
    counts = [Counter(row["change"] for row in _rows(one, "people")) for one in told]
    for change in PEOPLE:
        if any(change in one for one in counts):
            yield {"change": change, **_sides(one[change] for one in counts)}


def _remaining(now: Side, with_them: Sequence[Side]) -> Iterator[Cell]:
    told = [side.remaining for side in (now, *with_them)]
    numbers = {holders for one in told for _, holders in one}
    for chain in _chains(now.world.rules):
        for holders in sorted(numbers, key=lambda one: (one is None, one or 0)):
            homes, *other = (one.get((chain, holders)) for one in told)
            if any(one != homes for one in other):
                yield {"chain": chain, "holders": holders, "homes": homes, **_sides(other)}


def _only(told: Sequence[Answer]) -> Iterator[Cell]:
    flips = [[row for row in _rows(one, "rows") if row["change"] != "amounts"] for one in told]
    for side, own, other in zip(SIDES, flips, reversed(flips), strict=True):
        theirs = [_flip(row) for row in other]
        mine = [row for row in own if _flip(row) not in theirs]
        for row in chained.from_iterable([row for row in mine if row["change"] == change] for change in FLIPS):
            yield {"only": side, **_flip(row), "subject": row["subject"]}


def _flip(row: Cell) -> Cell:
    told = {name: row[name] for name in ("norm", "item", "change", "state_before", "state")}
    return {**told, "subject": row["subject"]["id"]}


def _rows(answer: Answer, table: str) -> list[Cell]:
    return list(answer.frames[table].iter_rows(named=True))


def _sides(values: Iterable[object]) -> Cell:
    return dict(zip(SIDES, values, strict=True))


def _chains(rules: Rules) -> list[str]:
    return list(dict.fromkeys(chain for one in rules.profiles.values() for chain in one.chains))
