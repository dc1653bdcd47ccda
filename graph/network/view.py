"""What holds on one day: forests, ties and anchors, each made when first asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import cached_property
from threading import Lock

import numpy as np
import polars as pl

from graph.network.anchors import anchors
from graph.network.axes import Parents, parents, parts
from graph.network.columns import Bools, Ints, Longs
from graph.network.csr import Csr, csr
from graph.network.forest import Forest
from graph.network.left_behind import LeftBehind
from graph.network.memo import Memo
from graph.network.numbering import Rows

_FAR = 2**30  # more steps than any chain has
_DAYS = 4  # of a view; what a day adds to it (who is absent, which listings speak) is soon made again


class View:
    """Everything that holds on a day, as arrays over rows.

    Attributes:
        rows: The numbering, shared by all dates.
        day: The day, as days since 1970.
        valid: Which things exist.
        memo: What was derived from the view, whatever the day.
    """

    def __init__(self, rows: Rows, day: int) -> None:
        """Keep the day; arrays are made on first use."""
        self.rows = rows
        self.day = day
        self.valid: Bools = (rows.since <= day) & (day < rows.until)
        self.places = rows.block["place"][1]
        self.memo = Memo()
        self._days: OrderedDict[int, Memo] = OrderedDict()
        self._lock = Lock()

    def daily(self, day: int) -> Memo:
        """Return what was derived from the view on one of its days; of the last few days asked about it is kept."""
        with self._lock:
            found = self._days.setdefault(day, Memo())
            self._days.move_to_end(day)
            if len(self._days) > _DAYS:
                self._days.popitem(last=False)
            return found

    def take_days(self, other: View, kinds: frozenset[str]) -> None:
        """Take over what another view has by day and does not depend on the kinds that changed since."""
        with other._lock:
            days = list(other._days.items())
        with self._lock:
            self._days.update((day, lasting) for day, memo in days if len(lasting := memo.lasting(kinds)))

    def has(self, name: str) -> bool:
        """Return whether one of its properties was made, so that to take it over costs nothing."""
        return name in self.__dict__

    def holding(self, kind: str) -> Bools:
        """Return which ties of a kind hold, between things that exist (SEMANTICS P2)."""
        return self.memo(("holding", kind), None, lambda: self._holding(kind))

    def _holding(self, kind: str) -> Bools:
        tie = self.rows.ties[kind]
        held: Bools = (tie.since <= self.day) & (self.day < tie.until)
        held &= self.valid.take(tie.source)
        held &= self.valid.take(tie.target)
        return held

    def begun(self, kind: str) -> Bools:
        """Return which ties of a kind have begun, between things that have (SEMANTICS P2)."""
        tie = self.rows.ties[kind]
        begun: Bools = tie.since <= self.day
        started = self.rows.since <= self.day
        return begun if started.all() else begun & started[tie.source] & started[tie.target]

    def tied(self, kind: str) -> tuple[Ints, Ints]:
        """Return source and target rows of the ties that hold."""
        found: tuple[Ints, Ints] = self.memo(("tied", kind), None, lambda: self._tied(kind))
        return found

    def _tied(self, kind: str) -> tuple[Ints, Ints]:
        held, tie = self.holding(kind), self.rows.ties[kind]
        return (tie.source, tie.target) if held.all() else (tie.source[held], tie.target[held])

    def out(self, kind: str) -> Csr:
        """Return the ties of a kind from their source."""
        return self.memo(("out", kind), None, lambda: self.by_end(kind, forward=True))

    def into(self, kind: str) -> Csr:
        """Return the ties of a kind from their target."""
        return self.memo(("into", kind), None, lambda: self.by_end(kind, forward=False))

    def by_end(self, kind: str, *, forward: bool) -> Csr:
        """Return what ``out`` and ``into`` keep, made anew."""
        tie = np.flatnonzero(self.holding(kind)).astype(np.int32)
        near, far = self.rows.ties[kind].source[tie], self.rows.ties[kind].target[tie]
        return csr(near, far, tie, self.rows.size) if forward else csr(far, near, tie, self.rows.size)

    @cached_property
    def _parents(self) -> Parents:
        return parents(self.rows, self.day)

    @property
    def left_behind(self) -> list[LeftBehind]:
        """What ended places left behind (SEMANTICS P6)."""
        return self._parents.left

    @cached_property
    def territory(self) -> Forest:
        """The forest of territory: every place once."""
        return Forest(self._parents.territory, self.valid[: self.places], self.rows.sibling_rank)

    @cached_property
    def property_axis(self) -> Forest:
        """The forest of property; the same object where the two do not differ."""
        if self.one_axis:
            return self.territory
        return Forest(self._parents.on_property, self.valid[: self.places], self.rows.sibling_rank)

    @cached_property
    def one_axis(self) -> bool:
        """Whether both axes agree everywhere."""
        return bool(np.array_equal(self._parents.territory, self._parents.on_property))

    @property
    def forests(self) -> tuple[Forest, ...]:
        """The forests that differ: territory, and property where it is another."""
        return (self.territory,) if self.one_axis else (self.territory, self.property_axis)

    @cached_property
    def parts(self) -> pl.DataFrame:
        """Split places and their parts: rows ``place`` and ``part``."""
        if self.one_axis:
            return pl.DataFrame(schema={"place": pl.Int32(), "part": pl.Int32()})
        return parts(self.territory, self._parents.on_property)

    @cached_property
    def split(self) -> frozenset[int]:
        """Rows of the split places."""
        return frozenset(self.parts["place"].to_list())

    def leading(self, kind: str) -> Ints:
        """Return, by row, the organisation or post that leads it by a kind of tie; the lowest key of several."""
        return self.memo(("leading", kind), None, lambda: self._leading(kind))

    def _leading(self, kind: str) -> Ints:
        tie = self.rows.ties[kind]
        leads = self.holding(kind) & (tie.frame["relation"] == "leads").to_numpy()
        at = np.flatnonzero(leads).astype(np.int32)
        return csr(tie.source[at], tie.target[at], at, self.rows.size).first()

    @cached_property
    def anchor(self) -> Ints:
        """The anchor place by row, -1 for what is outside every place."""
        return anchors(self)

    @cached_property
    def told_anchor(self) -> Ints:
        """The anchor as the office may be told it: of nobody who is only known to live there (SEMANTICS V4)."""
        return anchors(self, personal=False)

    def reference(self, kind: str, column: str) -> Ints:
        """Return, by row, the thing that a column of a kind refers to; -1 elsewhere and where it is gone."""
        found = np.full(self.rows.size, -1, dtype=np.int32)
        first, _ = self.rows.block[kind]
        for position, key in enumerate(self.rows.frame(kind)[column].to_list()):
            row = self.rows.row(key) if key is not None else None
            if row is not None and self.valid[row]:
                found[first + position] = row
        return found

    def encloses(self, outer: int, inner: int) -> bool:
        """Return whether a place is or encloses another, on either axis."""
        return any(forest.encloses(outer, inner) for forest in self.forests)

    def inside(self, *places: int) -> Bools:
        """Return which places are one of some places or lie in one, on either axis.

        It takes as long as so much lies in them, so nobody needs to keep it: a mask a listing fills the memory.
        """
        found = np.zeros(self.places, dtype=bool)
        for forest in self.forests:
            for place in places:
                found[forest.below(place)] = True
        return found

    def below(self, *places: int) -> Ints:
        """Return the rows of what ``inside`` says, each once, in no order."""
        if self.one_axis:
            wide = [one for one in places if not any(self.encloses(other, one) for other in places if other != one)]
            return np.concatenate([np.array([], dtype=np.int32), *(self.territory.below(one) for one in wide)])
        return np.flatnonzero(self.inside(*places)).astype(np.int32)

    def enclosing(self, place: int) -> list[tuple[int, int]]:
        """Return the places that enclose a place with the steps up to them, nearest first.

        Each axis is climbed by itself; at the same number of steps territory comes before property (SEMANTICS P1).
        """
        if self.one_axis:
            return [(row, steps) for steps, row in enumerate(self.territory.climb(place))]
        chains = [forest.climb(place) for forest in self.forests]
        found: dict[int, int] = {}
        for steps in range(max(map(len, chains))):
            for chain in chains:
                if steps < len(chain):
                    found.setdefault(chain[steps], steps)
        return list(found.items())

    def nearest(self, marked: Bools, starts: Ints) -> Ints:
        """Return the nearest marked place that encloses each start, -1 where there is none.

        Steps are counted on each axis by itself; at the same number territory goes before property.
        """
        found = self.territory.nearest_at(marked, starts)
        if self.one_axis:
            return found
        other = self.property_axis.nearest_at(marked, starts)
        steps = _steps(self.territory, starts, found)
        nearer = (other >= 0) & (_steps(self.property_axis, starts, other) < steps)
        return np.where(nearer, other, found)

    def nearest_by_place(self, marked: Bools) -> Ints:
        """Return by place what ``nearest`` returns for it as a start."""
        if self.one_axis:
            return self.territory.nearest_by_place(marked)
        return self.nearest(marked, np.arange(self.places, dtype=np.int32))

    def nearest_to(self, marked: Bools) -> Callable[[Ints], Ints]:
        """Return what tells for starts what ``nearest`` would, laid out so that starts may be asked about often.

        By place only where homes are marked: what encloses one is otherwise read off its parent.
        """
        if not self.one_axis or np.count_nonzero(marked) * 2 > marked.size:
            return self.nearest_by_place(marked).take
        forest, inner = self.territory, self.territory.nearest_inner(marked)
        return lambda starts: forest.read_off(inner, starts)

    @cached_property
    def profile(self) -> Ints:
        """By place, position of the profile that it follows among those named in the network; -1 for none."""
        codes, _ = self.rows.codes("place", "profile")
        nearest = self.nearest_by_place((codes >= 0) & self.valid[: self.places])
        return np.where(nearest >= 0, codes.take(nearest), np.int32(-1))

    def named_by(self, place: int) -> list[int]:
        """Return the places by which people name a place, nearest first: up the property axis, then on territory."""
        by_property = self.property_axis.climb(place)
        return [*by_property, *self.territory.climb(by_property[-1])[1:]]

    @cached_property
    def property_only(self) -> tuple[Ints, Ints]:
        """Pairs of a place and one that encloses it on the property axis alone."""
        inner: list[Ints] = []
        outer: list[Ints] = []
        if not self.one_axis:
            at = np.flatnonzero(self.valid[: self.places]).astype(np.int32)
            above = self.property_axis.parent[at]
            while (some := above >= 0).any():
                at, above = at[some], above[some]
                only = ~self.territory.enclosing(above, at)
                inner.append(at[only])
                outer.append(above[only])
                above = self.property_axis.parent[above]
        empty = np.array([], dtype=np.int32)
        return (np.concatenate(inner), np.concatenate(outer)) if inner else (empty, empty)

    def sums(self, values: Longs) -> Longs:
        """Return, by place, the sum of ``values`` over all places that it encloses, each once."""
        total = self.territory.sums(values)
        inner, outer = self.property_only
        if inner.size:
            np.add.at(total, outer, values[inner])
        return total

    def up(self, place: Ints, marked: Bools) -> tuple[Longs, Ints]:
        """Return every marked place that is or encloses one of ``place``: position in ``place``, and the marked row."""
        if self.one_axis:
            return self.territory.marked_above(place, marked)
        pairs = [forest.marked_above(place, marked) for forest in self.forests]
        position = np.concatenate([one for one, _ in pairs])
        row = np.concatenate([one for _, one in pairs])
        _, first = np.unique(position * self.places + row, return_index=True)  # what is around on both axes is twice
        return position[first], row[first]


def _steps(forest: Forest, starts: Ints, found: Ints) -> Ints:
    return np.where(found >= 0, forest.depth[starts] - forest.depth[found], np.int32(_FAR))
