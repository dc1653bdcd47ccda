"""How everything stands to who is bound to a place: inside, around, a name alone, not there (SEMANTICS V21, V22)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.kinds import Thing, Tie, kind_of, things, ties
from graph.network import Network
from graph.network.columns import Bools, Ints
from graph.network.numbering import Rows
from graph.scoping.between import between
from graph.scoping.lasting import Lasting, lies_at

#: Not there; its name alone; what is open of it; all of it.
NOT, STUB, AROUND, INSIDE = -1, 0, 1, 2


@dataclass(frozen=True)
class Standing:
    """How things and ties stand.

    Attributes:
        things: By row.
        ties: By kind, in the order of its rows.
        named: Rows of people whose name goes with their key.
    """

    things: np.ndarray[Any, np.dtype[np.int8]]
    ties: dict[str, np.ndarray[Any, np.dtype[np.int8]]]
    named: Bools


def standing(network: Network, place: str) -> Standing:
    """Return how everything stands to a place.

    Args:
        network: A whole network, on the day that counts as today.
        place: Key of the place; where it is not there, nothing is.
    """
    rows = network.rows
    row = rows.row(place)
    if row is None:
        return settled(rows, np.zeros(rows.size, dtype=bool), np.zeros(rows.size, dtype=bool))
    lasting, lies = lies_at(network)
    return standing_in(rows, lasting, lies, lasting.inside(row))


def standing_in(rows: Rows, lasting: Lasting, lies: Ints, places: Bools) -> Standing:
    """Return how everything stands to several places at once, given all that lie in them.

    Args:
        rows: The numbering.
        lasting: Where everything lies, whatever the day.
        lies: By row, the place in which it lies; -1 = in none.
        places: By place, whether it is one of them or lies in one.
    """
    inside = _inside(rows, places, lies)
    return settled(rows, inside, _around(rows, lasting, inside) | between(rows, lasting, lies, inside))


def everything(rows: Rows) -> Standing:
    """Return that all is inside."""
    ties_ = {kind: np.full(one.source.size, INSIDE, dtype=np.int8) for kind, one in rows.ties.items()}
    return Standing(np.full(rows.size, INSIDE, dtype=np.int8), ties_, np.ones(rows.size, dtype=bool))


def settled(rows: Rows, inside: Bools, around: Bools) -> Standing:
    """Return how everything stands, of what is inside and what is around it; what is tied to these has its name."""
    found = np.full(rows.size, NOT, dtype=np.int8)
    found[around] = AROUND
    found[inside] = INSIDE
    givers, stubs = np.zeros(rows.size, dtype=bool), np.zeros(rows.size, dtype=bool)
    tied: dict[str, np.ndarray[Any, np.dtype[np.int8]]] = {}
    for tie in ties():
        one = rows.ties[tie.kind]
        mine = inside[one.source] | inside[one.target]
        told = bool(tie.along) or tie.brought or "place" in tie.source  # not who else belongs to what, and lives where
        seen = told & (around[one.source] | tie.brought) & around[one.target]
        stubs[one.source[mine]] = stubs[one.target[mine]] = True
        givers[one.source[seen]] = True
        tied[tie.kind] = np.where(mine, INSIDE, np.where(seen, AROUND, NOT)).astype(np.int8)
        for name in _references(tie):
            stubs[_pointed(rows, one.frame[name].to_list(), mine)] = True
    for kind in things():
        first, last = rows.block[kind.kind]
        for name in _references(kind):
            stubs[_pointed(rows, rows.frame(kind.kind)[name].to_list(), inside[first:last])] = True
    found[(stubs | givers) & (found == NOT)] = STUB
    return Standing(found, tied, stubs | inside)


def _inside(rows: Rows, places: Bools, lies: Ints) -> Bools:
    """Return what lies in some places, what is brought by that, and what lies nowhere and belongs there."""
    found = np.zeros(rows.size, dtype=bool)
    found[: places.size] = places
    somewhere = lies >= 0
    somewhere[: places.size] = True
    found[somewhere] = places[lies[somewhere]] if places.size else False
    found[: places.size] = places
    nowhere = ~somewhere
    while True:
        before = int(found.sum())
        for tie in ties():
            one = rows.ties[tie.kind]
            if tie.brought:
                found[one.target[found[one.source]]] = True
            elif tie.column and tie.column_at == "target":  # who signed it, who runs it
                found[one.target[found[one.source] & nowhere[one.target]]] = True
        found |= nowhere & _belonging(rows, found)
        for kind, position, other in _required(rows):
            first = rows.block[kind][0]
            here = first + position
            found[here[found[other] & nowhere[here]]] = True
        if int(found.sum()) == before:
            return found


def _belonging(rows: Rows, inside: Bools) -> Bools:
    """Return what says on its own sheet where it belongs, and names only what is inside."""
    some, other = np.zeros(rows.size, dtype=bool), np.zeros(rows.size, dtype=bool)
    for tie in ties():
        if tie.column and tie.column_at == "source":
            one = rows.ties[tie.kind]
            some[one.source[inside[one.target]]] = True
            other[one.source[~inside[one.target]]] = True
    return some & ~other


def _around(rows: Rows, lasting: Lasting, inside: Bools) -> Bools:
    """Return what is seen besides what is inside: above it, in charge of it, serving it, saying something of it all."""
    found = np.zeros(rows.size, dtype=bool)
    found[: lasting.places] = above(lasting, inside[: lasting.places])
    places = found.copy()
    reaching = {tie.kind for tie in ties() if tie.along == ("source",) and "place" in tie.target}
    far = np.zeros(rows.size, dtype=bool)
    for name in reaching:
        far[rows.ties[name].source] = True
    seen = inside | found
    while True:
        before = int(seen.sum())
        for tie in ties():
            one = rows.ties[tie.kind]
            for end in tie.along:
                near, new = (one.source, one.target) if end == "target" else (one.target, one.source)
                here = seen[near] & (new >= lasting.places)
                if end == "source" and tie.kind not in reaching:  # seen where they reach, not by what they belong to
                    here &= ~far[new]
                seen[new[here]] = True
        if int(seen.sum()) == before:
            break
    found = seen & ~inside
    for kind in things():
        if kind.covers:
            found |= _covering(rows, kind, places) & ~inside
    return found


def above(lasting: Lasting, inside: Bools) -> Bools:
    """Return the places that enclose any of some places, on any axis, and what ended between them (SEMANTICS P6)."""
    found = np.zeros(inside.size, dtype=bool)
    left = lasting.left_behind_by(inside)
    found[left[~inside[left]]] = True
    at = np.flatnonzero(inside | found)
    while at.size:
        up = np.unique(np.concatenate([forest.parent[at] for forest in lasting.forests]))
        at = up[up >= 0]
        at = at[~found[at] & ~inside[at]]
        found[at] = True
        left = lasting.left_behind_by(found)
        left = left[~found[left] & ~inside[left]]
        found[left] = True
        at = np.concatenate([at, left])
    return found


def _covering(rows: Rows, kind: type[Thing], places: Bools) -> Bools:
    found = np.zeros(rows.size, dtype=bool)
    first, _ = rows.block[kind.kind]
    for one in kind.fields:
        if one.anchors:
            position, other = _pairs(rows, rows.frame(kind.kind)[one.name].to_list())
            found[first + position[places[other]]] = True
    return found


def _required(rows: Rows) -> Iterator[tuple[str, Ints, Ints]]:
    for kind in things():
        for one in kind.fields:
            if one.to and one.required:
                yield kind.kind, *_pairs(rows, rows.frame(kind.kind)[one.name].to_list())


def _pairs(rows: Rows, keys: list[str | None]) -> tuple[Ints, Ints]:
    """Return positions of keys that are there, and the rows of these keys."""
    pairs = [(at, row) for at, key in enumerate(keys) if key is not None and (row := rows.row(key)) is not None]
    found = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def _pointed(rows: Rows, keys: list[str | None], of: Bools) -> Ints:
    """Return the rows that some lines of a column point to."""
    if not of.any():
        return np.array([], dtype=np.int64)
    position, other = _pairs(rows, keys)
    return other[of[position]]


def _references(kind: type[Tie | Thing]) -> list[str]:
    return [one.name for one in kind_of(kind.kind).fields if one.to]
