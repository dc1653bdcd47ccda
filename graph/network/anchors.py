"""The *anchor* of a thing: the one place by which ``within`` finds it (SEMANTICS P5).

Itself if a place. What else anchors it is declared by the ties and references of its kind, each in its
rank: of an organisation where it is located, else the lowest common ancestor of what it answers for or
serves, else its parent organisation's; of a post, before the latter two, what it is in; of a person the
seat they hold, then membership, then home; of a figure, listing or exception the place it names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import NamedTuple, Protocol

import numpy as np

from graph.kinds import Sensitivity, Thing, Tie, things, ties
from graph.network.columns import Bools, Ints
from graph.network.forest import Forest
from graph.network.numbering import Rows


class OneDay(Protocol):
    """What finding anchors needs of a view: what holds on one day."""

    rows: Rows
    valid: Bools
    places: int

    @property
    def forests(self) -> tuple[Forest, ...]:
        """One forest an axis."""

    def tied(self, kind: str) -> tuple[Ints, Ints]:
        """Return the ends of the ties of a kind."""

    def leading(self, kind: str) -> Ints:
        """Return, by row, who leads it."""

    def reference(self, kind: str, column: str) -> Ints:
        """Return, by row, the thing that a column refers to."""


_AFTER_TIES = 2**31 - 1  # the rank of references


@dataclass(frozen=True)
class _Way:
    """One way to be anchored: things and what they are tied to, in order; the first that has an anchor gives it.

    Attributes:
        rank: When it is asked.
        source: The things.
        target: What they are tied to.
        passes: Whether that may be of the same layer, and not be anchored yet.
    """

    rank: int
    source: Ints
    target: Ints
    passes: bool

    def take(self, anchor: Ints, waiting: Bools) -> int:
        """Anchor what has no anchor yet and does not wait; return how much there was."""
        some = (anchor[self.source] < 0) & (anchor[self.target] >= 0) & ~waiting[self.source]
        source, target = self.source[some], self.target[some]
        anchor[source[::-1]] = anchor[target[::-1]]  # the first of each is written last
        return source.size


class Known(NamedTuple):
    """Anchors of which most are known.

    Attributes:
        anchor: The anchor by row, of kinds that are found again anything.
        again: Kinds that are found again, and all that ``hanging`` says of them.
    """

    anchor: Ints
    again: frozenset[str]


def anchors(view: OneDay, *, personal: bool = True, known: Known | None = None) -> Ints:
    """Return the anchor place by row, -1 for what is outside every place.

    Args:
        view: The day.
        personal: Anchor people also by what only who needs them may know: where they live.
        known: What is known of them; None = nothing.
    """
    anchor = np.full(view.rows.size, -1, dtype=np.int32) if known is None else known.anchor.copy()
    anchor[: view.places] = np.where(view.valid[: view.places], np.arange(view.places, dtype=np.int32), -1)
    outside = view.rows.outside[view.rows.outside >= view.places]
    for kinds in layers():
        if all(view.rows.block[kind][0] == view.rows.block[kind][1] for kind in kinds):
            continue  # in a small network, most
        if known is not None:
            if known.again.isdisjoint(kinds):
                continue
            for kind in kinds:
                anchor[slice(*view.rows.block[kind])] = -1
        _settle(anchor, [_inside(way, outside) for way in _ways(view, kinds, personal=personal)])
    anchor[~view.valid] = -1
    return anchor


def _inside(way: _Way, outside: Ints) -> _Way:
    """Return a way without what is only seen from outside."""
    if not outside.size:
        return way
    kept = ~np.isin(way.source, outside)
    return replace(way, source=way.source[kept], target=way.target[kept])


def layers() -> list[tuple[str, ...]]:
    """Return the kinds of things but places, those together whose anchors hang on each other, after what they hang on.

    Example:
        >>> [kinds for kinds in layers() if len(kinds) > 1], layers().index(("team",)) < layers().index(("person",))
        ([('organisation', 'post')], True)
    """
    return [*_layers(things(), ties())]


def hanging(kinds: Collection[str]) -> frozenset[str]:
    """Return the kinds of things whose anchors hang on some kinds, these among them.

    Example:
        >>> sorted({"person", "post", "venue"} & hanging(["person"]))
        ['person']
    """
    return frozenset(kind for kind, below in _hangs(things(), ties()).items() if not below.isdisjoint(kinds))


@cache
def _layers(known: tuple[type[Thing], ...], tied: tuple[type[Tie], ...]) -> tuple[tuple[str, ...], ...]:
    below = _hangs(known, tied)
    groups = {tuple(sorted(one for one in below[kind] if kind in below[one])) for kind in below.keys() - {"place"}}
    return tuple(sorted(groups, key=lambda group: (len(below[group[0]]), group)))


@cache
def _hangs(known: tuple[type[Thing], ...], tied: tuple[type[Tie], ...]) -> dict[str, set[str]]:
    """Return by kind of thing the kinds on which its anchors hang, itself and what those hang on among them."""
    kinds = {kind.kind for kind in known}
    hangs: dict[str, set[str]] = {kind: set() for kind in kinds}
    for tie in tied:
        for kind in kinds.intersection(tie.source) if tie.anchors else ():
            hangs[kind] |= kinds.intersection(tie.target)
    for thing in known:
        for one in thing.fields:
            hangs[thing.kind] |= kinds.intersection(one.to) if one.anchors else set()
    return {kind: _below(hangs, kind) for kind in kinds}


def _below(hangs: dict[str, set[str]], kind: str) -> set[str]:
    found, asked = {kind}, [kind]
    while asked:
        more = hangs[asked.pop()] - found
        found |= more
        asked += more
    return found


def _settle(anchor: Ints, ways: list[_Way]) -> None:
    """Anchor the things of a layer, by what is known at once before what hangs on others of it.

    A thing that hangs on others waits for them with all ways of a higher rank; when nothing more is found, the
    ways that gave it nothing are given up, one rank after the other.
    """
    ways.sort(key=lambda way: (way.passes, way.rank))
    passing = [way for way in ways if way.passes]
    for given_up in range(len(passing) + 1):
        waiting = [_tied(anchor.size, [one for one in passing[given_up:] if one.rank < way.rank]) for way in ways]
        while sum(way.take(anchor, some) for way, some in zip(ways, waiting, strict=True)) and passing:
            pass


def _tied(size: int, ways: list[_Way]) -> Bools:
    found = np.zeros(size, dtype=bool)
    for way in ways:
        found[way.source] = True
    return found


def _ways(view: OneDay, kinds: tuple[str, ...], *, personal: bool) -> Iterator[_Way]:
    """Yield the ways in which things of a layer are anchored: by their ties, then by what they refer to."""
    mine = np.zeros(view.rows.size, dtype=bool)
    for kind in kinds:
        mine[slice(*view.rows.block[kind])] = True
    for rank, by, together, passes in _by_ties(kinds, ties(), personal=personal):
        source, target = _PAIRS[by](view, together)
        yield _Way(rank, source[mine[source]], target[mine[source]], passes)
    for thing in things():
        for one in thing.fields if thing.kind in kinds else ():
            if one.anchors:
                passes = bool({*kinds} & {*one.to})
                yield _Way(_AFTER_TIES, *_pairs(view.reference(thing.kind, one.name)), passes)


@cache
def _by_ties(
    kinds: tuple[str, ...], tied: tuple[type[Tie], ...], *, personal: bool
) -> tuple[tuple[int, str, list[str], bool], ...]:
    """Return what the ties of a layer say of anchors: rank, by which end, the ties, and whether to others of it."""
    known = [tie for tie in tied if personal or tie.of_person is not Sensitivity.PERSONAL]
    found = [(tie.anchors.rank, tie.anchors.by, tie) for tie in known if tie.anchors and {*kinds} & {*tie.source}]
    same = [
        (rank, by, [tie for _, _, tie in some])
        for (rank, by), some in groupby(sorted(found, key=lambda one: one[:2]), key=lambda one: one[:2])
    ]
    return tuple(
        (rank, by, [tie.kind for tie in some], any({*kinds} & {*tie.target} for tie in some)) for rank, by, some in same
    )


def _pairs(other: Ints) -> tuple[Ints, Ints]:
    """Return things and the one other thing that each has in a column by row."""
    source = np.flatnonzero(other >= 0).astype(np.int32)
    return source, other[source]


def _each(view: OneDay, kinds: list[str]) -> tuple[Ints, Ints]:
    """Return things and all that they are tied to, by key."""
    source, target = _together(view, kinds)
    mixed = target.size and target.min() < view.places <= target.max()
    if len(kinds) == 1 and not mixed:
        return source, target
    before = sum(last - first for kind, (first, last) in view.rows.block.items() if kind < "place")
    earlier = (target >= view.places) & (target < view.places + before)  # by key, places come after some kinds
    order = np.lexsort((np.where(earlier, target - view.rows.size, target), source))
    return source[order], target[order]


def _leading(view: OneDay, kinds: list[str]) -> tuple[Ints, Ints]:
    """Return things and what leads them."""
    (kind,) = kinds
    return _pairs(view.leading(kind))


def _enclosing(view: OneDay, kinds: list[str]) -> tuple[Ints, Ints]:
    """Return things and the lowest place that encloses everything they are tied to."""
    return _pairs(_common(view, kinds))


_PAIRS = {"first": _each, "common": _enclosing, "leading": _leading}


def _together(view: OneDay, kinds: list[str]) -> tuple[Ints, Ints]:
    pairs = [view.tied(kind) for kind in kinds]
    return np.concatenate([pair[0] for pair in pairs]), np.concatenate([pair[1] for pair in pairs])


def _common(view: OneDay, kinds: list[str]) -> Ints:
    """Return, by row, the lowest place that encloses everything it is tied to, on territory, else on property."""
    found = np.full(view.rows.size, -1, dtype=np.int32)
    source, target = _together(view, kinds)
    source, target = source[target < view.places], target[target < view.places]
    for forest in view.forests if source.size else ():
        order = np.lexsort((forest.low[target], source))
        thing, place = source[order], target[order]
        first = np.flatnonzero(np.r_[True, thing[1:] != thing[:-1]])
        last = np.r_[first[1:], thing.size] - 1
        thing, above = thing[first], lowest_common(forest, place[first], place[last])
        new = (found[thing] < 0) & (above >= 0)
        found[thing[new]] = above[new]
    return found


def lowest_common(forest: Forest, one: Ints, other: Ints) -> Ints:
    """Return, pair by pair, the lowest place that is or encloses both, -1 if there is none."""
    found = one.copy()
    while True:
        outside = np.flatnonzero(found >= 0)
        outside = outside[~forest.enclosing(found[outside], other[outside])]
        if not outside.size:
            return found
        found[outside] = forest.parent[found[outside]]
