"""Two plans beside each other against the ledger without either, on one day (SEMANTICS K45)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.foretold import FLIPS, FOLLOWING, PEOPLE, WAYS
from graph.answers.plans import FOLLOWS, ONLY, PATHS, RELIED_ON, REMAINING, ROWS, SIDES
from graph.network import Network
from graph.questions import audit, coverage
from graph.rules import Rules

Row = Mapping[str, Any]
Key = tuple[Any, ...]
_WHAT = ("need", "project", "proposed", "asked", "claimed")


def beside(network: Network, rules: Rules, first: Answer, second: Answer) -> Answer:
    """Return what two plans do, side by side.

    Args:
        network: The ledger without either, on the day on which both were asked about.
        rules: The rules in force.
        first: What is foretold of the one.
        second: What is foretold of the other.
    """
    pair = (first, second)
    whole = network.within(None)
    gaps = _gaps_in(whole, rules)
    norms = [norm.id for norm in rules.norms]
    rows = list(_gaps(gaps, norms, pair))
    chains = list(dict.fromkeys(chain for one in rules.profiles.values() for chain in one.chains))
    tables = {
        "rows": (rows, ROWS),
        "paths": (_ordered(_paths(pair), ("chain", chains), ("change", WAYS)), PATHS),
        "follows": (
            _ordered(_counted(pair, "follows", "change", "what"), ("change", FOLLOWING), ("what", _WHAT)),
            FOLLOWS,
        ),
        "people": (_ordered(_counted(pair, "people", "change"), ("change", PEOPLE)), RELIED_ON),
        "remaining": (_ordered(_remaining(whole, rules, pair), ("chain", chains)), REMAINING),
        "only": (_ordered(_only(pair), ("only", SIDES), ("change", FLIPS), ("norm", norms)), ONLY),
    }
    frames = {name: pl.DataFrame(found, schema=table.schema, orient="row") for name, (found, table) in tables.items()}
    return Answer(
        question="plans",
        revision=network.revision,
        on=network.date,
        within=None,
        rules=rules.digests,
        make=lambda: frames,
        totals={"gaps": _totals(gaps, pair)},
        issues=_issues(pair),
    )


def _issues(pair: Iterable[Answer]) -> tuple[Row, ...]:
    """Return what either finds wrong, each once."""
    found: list[Row] = []
    for answer in pair:
        found += [one for one in answer.issues if one not in found]
    return tuple(found)


def _gaps_in(network: Network, rules: Rules) -> dict[str, int]:
    rows = coverage(network, rules, states=("gap",), evidence_cap=0).rows
    return dict(rows.group_by("norm").len().iter_rows())


def _gain(answer: Answer, norm: str | None = None) -> int:
    """Return how many more gaps there are with a plan than without it: of one norm, or of all."""
    rows = answer.rows if norm is None else answer.rows.filter(norm=norm)
    return int((rows["state"] == "gap").sum()) - int((rows["state_before"] == "gap").sum())


def _gaps(gaps: Mapping[str, int], norms: Sequence[str], pair: Sequence[Answer]) -> Iterator[Row]:
    for norm in dict.fromkeys(norms):
        now, (one, other) = gaps.get(norm, 0), (_gain(answer, norm) for answer in pair)
        if one or other:
            yield {"norm": norm, "gaps": now, "first": now + one, "second": now + other}


def _totals(gaps: Mapping[str, int], pair: Sequence[Answer]) -> dict[str, int]:
    now = sum(gaps.values())
    return {"without": now, **{side: now + _gain(answer) for side, answer in zip(SIDES, pair, strict=True)}}


def _joined(names: Sequence[str], told: Sequence[Mapping[Key, Any]], nothing: Any) -> list[Row]:
    """Return a row a key that either side tells of."""
    keys = dict.fromkeys(key for one in told for key in one)
    return [
        {
            **dict(zip(names, key, strict=True)),
            **{side: one.get(key, nothing) for side, one in zip(SIDES, told, strict=True)},
        }
        for key in keys
    ]


def _counted(pair: Sequence[Answer], table: str, *names: str) -> list[Row]:
    told = []
    for answer in pair:
        counted: dict[Key, int] = {}
        for row in answer.frames[table].iter_rows(named=True):
            key = tuple(row[name] for name in names)
            counted[key] = counted.get(key, 0) + 1
        told.append(counted)
    return _joined(names, told, 0)


def _paths(pair: Sequence[Answer]) -> list[Row]:
    told = []
    for answer in pair:
        homes: dict[Key, Row] = {}
        for row in answer.frames["paths"].iter_rows(named=True):
            key = row["chain"], row["change"]
            homes[key] = _sum(homes.get(key), row["homes"])
        told.append(homes)
    return _joined(("chain", "change"), told, None)


def _sum(one: Row | None, other: Row) -> Row:
    if one is None:
        return other
    ends = one["high"], other["high"]
    return {"low": one["low"] + other["low"], "high": None if None in ends else sum(ends)}


def _remaining(network: Network, rules: Rules, pair: Sequence[Answer]) -> list[Row]:
    """Return the numbers that either changes; where the other does not, it leaves what is there."""
    frame = audit(network, rules, people=True).frames["remaining"]
    now = {(row["chain"], row["holders"]): row["homes"] for row in frame.iter_rows(named=True)}
    told = [
        {(row["chain"], row["holders"]): row["homes"] for row in answer.frames["remaining"].iter_rows(named=True)}
        for answer in pair
    ]
    keys = sorted(dict.fromkeys(key for one in told for key in one), key=lambda key: (key[1] is None, key[1] or 0))
    return [
        {
            "chain": key[0],
            "holders": key[1],
            "homes": now.get(key),
            **{side: one.get(key, now.get(key)) for side, one in zip(SIDES, told, strict=True)},
        }
        for key in keys
    ]


def _only(pair: Sequence[Answer]) -> list[Row]:
    """Return the norms that one of them flips and the other does not, or otherwise."""
    told = [
        {_flip(row): row for row in answer.rows.iter_rows(named=True) if row["change"] != "amounts"} for answer in pair
    ]
    return [
        {"only": side, **{name: row[name] for name in ("norm", "subject", "item", "change", "state_before", "state")}}
        for side, own, other in zip(SIDES, told, reversed(told), strict=True)
        for key, row in own.items()
        if key not in other
    ]


def _flip(row: Row) -> Key:
    return row["norm"], row["subject"]["id"], row["item"], row["change"], row["state_before"], row["state"]


def _ordered(rows: Iterable[Row], *by: tuple[str, Sequence[str]]) -> list[Row]:
    """Return rows in the order in which some columns are told; what is alike in these stays as it is."""
    places: list[tuple[str, Callable[[str], int]]] = [
        (name, {one: at for at, one in enumerate(order)}.__getitem__) for name, order in by
    ]
    return sorted(rows, key=lambda row: [place(row[name]) for name, place in places])
