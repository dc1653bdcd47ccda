"""Which place lies in which, on each axis, on one day (SEMANTICS P3).

A ``part_of`` that names no axis counts on every axis on which the place has no other parent. A
*split place* has parts, children on the property axis, that lie elsewhere on territory. Where no tie puts
it on territory and all its children are such parts, it lies there in the lowest place that encloses their parents.
What an ended parent left behind is placed before that (SEMANTICS P6).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from graph.network.columns import Bools, Ints, Longs, said_at
from graph.network.forest import Forest
from graph.network.left_behind import LeftBehind, Lost, climb, lost, settle, successors
from graph.network.numbering import Rows
from graph.network.tying import TieRows


@dataclass(frozen=True)
class Parents:
    """Parents by row, -1 where there is none.

    Attributes:
        territory: On territory.
        on_property: On property.
        left: What ended places left behind.
    """

    territory: Ints
    on_property: Ints
    left: list[LeftBehind] = field(default_factory=list)


def parents(rows: Rows, day: int, known: dict[int, Parents] | None = None) -> Parents:
    """Return the parents of all places on a day.

    Args:
        rows: The numbering.
        day: As days since 1970.
        known: The parents of earlier days, as far as they were asked for; added to.
    """
    known = {} if known is None else known
    places = rows.block["place"][1]
    part_of = rows.ties["part_of"]
    exists: Bools = (rows.since <= day) & (day < rows.until)
    valid: Bools = (part_of.since <= day) & (day < part_of.until) & exists[part_of.source] & exists[part_of.target]
    named = {name: _of(part_of, np.flatnonzero(valid & on_axis), places) for name, on_axis in _by_axis(part_of)}
    territory = np.where(named["territory"] >= 0, named["territory"], named[""])
    on_property = np.where(named["property"] >= 0, named["property"], named[""])
    missing = lost(rows, day, territory, "territory", np.zeros(places, dtype=bool))
    missing_too = lost(rows, day, on_property, "property", territory >= 0)
    became = successors(rows, day)
    left = _settled(rows, missing, territory, exists, known, "territory", became)
    missed = _settled(rows, missing_too, on_property, exists, known, "on_property", became)
    outside = rows.outside[rows.outside < places]
    if outside.size and (left or missed):
        elsewhere = _by_name_alone(outside, territory, on_property)
        left, missed = _not_told(left, territory, elsewhere), _not_told(missed, on_property, elsewhere)
    _place_splits(territory, on_property, outside)
    return Parents(territory, on_property, left + missed)


def _by_name_alone(outside: Ints, *parent: Ints) -> Bools:
    """Return which places are seen from outside and enclose nothing that is inside: where they lie is not told."""
    elsewhere = np.zeros(parent[0].size, dtype=bool)
    elsewhere[outside] = True
    at = np.flatnonzero(~elsewhere)
    while at.size:
        up = np.unique(np.concatenate([one[at] for one in parent]))
        at = up[up >= 0]
        at = at[elsewhere[at]]
        elsewhere[at] = False
    return elsewhere


def _not_told(left: list[LeftBehind], parent: Ints, elsewhere: Bools) -> list[LeftBehind]:
    """Leave places where nobody can tell where they lie in nothing: the tie that puts them elsewhere is not seen."""
    parent[[one.place for one in left if elsewhere[one.place]]] = -1
    return [one for one in left if not elsewhere[one.place]]


def _settled(
    rows: Rows,
    missing: Lost,
    parent: Ints,
    valid: Bools,
    known: dict[int, Parents],
    axis: str,
    became: Mapping[int, list[int]],
) -> list[LeftBehind]:
    """Place what was left behind on an axis, by how places lay on the last day of what ended."""
    days = np.unique(missing.day).tolist()
    for day in days:  # each before the day asked about, so this ends
        if day not in known:
            known[day] = parents(rows, day, known)
    return settle(missing, parent, {day: getattr(known[day], axis) for day in days}, valid, became)


def parts(territory: Forest, on_property: Ints) -> pl.DataFrame:
    """Return the parts of split places: ``place`` and ``part``, rows of both."""
    above = territory.parent
    part = np.flatnonzero((on_property >= 0) & (above >= 0) & (above != on_property)).astype(np.int32)
    part = part[~territory.enclosing(on_property[part], above[part])]
    return pl.DataFrame({"place": on_property[part], "part": part})


def _by_axis(part_of: TieRows) -> Iterator[tuple[str, Bools]]:
    """Yield each axis, and none, with the ties that name it; most name none, and texts are compared slowly."""
    none = np.ones(part_of.source.size, dtype=bool)
    said = said_at(part_of.frame["axis"])
    none[said] = False
    names = part_of.frame["axis"][said].to_numpy() if said.size else np.array([], dtype=object)
    for name in ("territory", "property"):
        named = np.zeros(none.size, dtype=bool)
        named[said[names == name]] = True
        yield name, named
    yield "", none


def _of(tie: TieRows, at: Longs, places: int) -> Ints:
    parent = np.full(places, -1, dtype=np.int32)
    parent[tie.source[at]] = tie.target[at]
    return parent


def _place_splits(territory: Ints, on_property: Ints, outside: Ints) -> None:
    """Give each split place that no tie puts on territory the parent that its parts have in common there.

    Of a place that is only seen from outside nobody can tell: not all its parts are there.
    """
    differs = np.flatnonzero((on_property >= 0) & (territory != on_property))
    split: set[int] = set()
    above = np.unique(on_property[differs])
    while above.size:  # what holds a split place may be split by it
        split |= set(above[(territory[above] < 0) & ~np.isin(above, outside)].tolist())
        above = np.unique(on_property[above])
        above = above[above >= 0]
    children: dict[int, list[int]] = {}
    for child in np.flatnonzero(np.isin(on_property, sorted(split))).tolist():
        children.setdefault(int(on_property[child]), []).append(child)
    depth = {place: _steps(on_property, place) for place in split}
    for place in sorted(depth, key=lambda one: (-depth[one], one)):  # what is inside first
        chains = [climb(territory, int(territory[part])) for part in children[place]]
        if all(chain and place not in chain for chain in chains):
            territory[place] = _common(chains)


def _steps(parent: Ints, row: int) -> int:
    steps = 0
    while parent[row] >= 0:
        row, steps = int(parent[row]), steps + 1
    return steps


def _common(chains: list[list[int]]) -> int:
    """Return the nearest place on all chains, -1 if there is none."""
    if not chains:
        return -1
    others = [set(chain) for chain in chains[1:]]
    return next((row for row in chains[0] if all(row in chain for chain in others)), -1)
