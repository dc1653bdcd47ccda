"""The ties at a thing by what they are called from its end, in the office's own order; and what it became."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from api.console.asked import Asked
from api.console.ordering import natural
from api.console.thing.near import Near
from api.rendering.thing import ties_of
from api.rendering.worded import details_of, grouped, heading_of
from graph.network import Network

_LAST = 2**31
#: What is looked for first: who sits here, what sits here, and who answers for it.
_FRONT = (("holds", False), ("post_in", False), ("answers_for", False))
#: At most this many ties of a sort stand on the page of a thing; all of them have a page of their own.
SOME = 20


@dataclass(frozen=True)
class Tied:
    """The other end of a tie.

    Attributes:
        key: Its key.
        name: What it is called.
        details: What else is said of the tie.
        people: Of a post, who holds it: key and name.
    """

    key: str
    name: str
    details: str
    people: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Group:
    """Ties of one sort.

    Attributes:
        sort: Names the sort in an address: ``holds``, and ``holds-back`` from the other end.
        title: What they are called from the end that is shown.
        rows: All of them, in order.
    """

    sort: str
    title: str
    rows: tuple[Tied, ...]


def groups_of(asked: Asked, key: str, words: str | None) -> list[Group]:
    """Return the ties at a thing that hold on the day, by sort; those at the other end in the office's own order."""
    found = [one for one in ties_of(asked.whole, key, asked.showing) if one["tie"] != "became"]
    held = {one["other"]: holders(asked.whole, one["other"]) for one in found}
    asked.showing.names([*held, *(person for people in held.values() for person in people)])
    orders, near = _orders(asked, held), Near(asked, key)
    return [
        Group(
            tie if forward else f"{tie}-back",
            heading_of(tie, asked.lang, forward=forward),
            tuple(sorted((_tied(near, one, words, held) for one in group), key=lambda one: _place(orders, one, tie))),
        )
        for (tie, forward), group in sorted(grouped(found).items(), key=lambda one: one[0] not in _FRONT)
    ]


def _tied(asked: Near, tie: dict[str, Any], words: str | None, held: Mapping[str, Sequence[str]]) -> Tied:
    other = tie["other"]
    people = tuple((one, asked.called(one)) for one in held[other])
    return Tied(other, asked.called(other), details_of(asked, tie, words), people)


def holders(network: Network, key: str) -> list[str]:
    """Return who holds a post on the day; nobody holds anything else."""
    row = network.rows.row(key) if key.startswith("post-") else None
    return [] if row is None else [network.key(int(one)) for one in network.view.into("holds").of(row)]


def _orders(asked: Asked, keys: Collection[str]) -> dict[str, int]:
    """Return the office's own order of those of some things that have one, by key."""
    found: dict[str, int] = {}
    for kind in {key.rpartition("-")[0] for key in keys}:
        frame = asked.whole.tables()[kind]
        if "display_order" in frame.columns:
            rows = frame.filter(pl.col("key").is_in(list(keys)))
            found |= dict(rows.select("key", pl.col("display_order").cast(pl.Int64)).drop_nulls().iter_rows())
    return found


def _place(orders: dict[str, int], one: Tied, tie: str) -> tuple[str, int, list[tuple[int, str]]]:
    """Return where a thing stands: by its order, then by name; places of one axis before those of the next."""
    return one.details if tie == "part_of" else "", orders.get(one.key, _LAST), natural(one.name)


def successions_of(asked: Asked, key: str) -> list[tuple[str, str]]:
    """Return what a thing became, and what it came of, on whatever day: each as a heading and a key."""
    rows = asked.whole.tables()["became"].filter((pl.col("source") == key) | (pl.col("target") == key))
    found = [
        (row["source"] == key, row["target"] if row["source"] == key else row["source"])
        for row in rows.sort("since", "key").iter_rows(named=True)
    ]
    return [(heading_of("became", asked.lang, forward=forward), other) for forward, other in found]
