"""What has to stand around some places so that they answer as they do in the whole ledger (SEMANTICS X2).

It begins with what somebody bound there sees (SEMANTICS V21): above, in charge, serving, tied. Beside that everything
that came along lies where it lies in the whole, so what places it comes along too; and who is away is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
import polars as pl

from graph.kinds import Kind, Thing, kind_of, things, ties
from graph.network import Network
from graph.network.columns import Bools, Ints
from graph.scoping.lasting import lies_at
from graph.scoping.standing import NOT, settled, standing_in
from graph.tables import Tables

_Pairs = tuple[Ints, Ints]


class Surroundings:
    """A ledger, of which parts are taken."""

    def __init__(self, network: Network) -> None:
        """Take a whole network, on the day that counts as today."""
        self.network, self._rows = network, network.rows
        self._lasting, self._lies = lies_at(network)

    def below(self, heads: Ints) -> Bools:
        """Return which places are some, or lie or ever lay in one of them."""
        found = np.zeros(self._lasting.places, dtype=bool)
        for forest in self._lasting.forests:
            for head in heads.tolist():
                found[forest.below(head)] = True
        tie = self._rows.ties["part_of"]
        while True:
            more = tie.source[found[tie.target]]
            if found[more].all():
                return found
            found[more] = True

    def part(self, places: Bools, *, nowhere: bool = False) -> Tables:
        """Return what is in some places with what stands around them, each row whole.

        Args:
            places: By row, whether it is one of them, or lies in one.
            nowhere: Whether what lies in no place at all belongs here.
        """
        standing = standing_in(self._rows, self._lasting, self._lies, places)
        seen = standing.things > NOT
        if nowhere:
            lost = self._lies < 0
            lost[: places.size] = False
            seen |= lost
            for tie in self._rows.ties.values():  # and whatever is tied to it
                seen[tie.target[lost[tie.source]]] = True
                seen[tie.source[lost[tie.target]]] = True
        return self._tables(self._settled(seen))

    def things(self, picked: Bools, *, without: Bools | None = None) -> Tables:
        """Return some things with what says where they lie, and what is tied to them.

        Args:
            picked: By row, whether it is one of them.
            without: By row, whether it is left out although it is tied to one of them.
        """
        standing = settled(self._rows, picked, np.zeros(self._rows.size, dtype=bool))
        seen = standing.things > NOT
        if without is None:
            return self._tables(self._settled(seen))
        return self._tables(self._settled(seen & ~without) & ~without)

    def bare(self) -> Bools:
        """Return by row whether it is a place of which nothing is known but what it is part of."""
        found = np.zeros(self._rows.size, dtype=bool)
        found[: self._lasting.places] = True
        for tie in ties():
            one = self._rows.ties[tie.kind]
            found[one.target] = False
            if tie.kind != "part_of":
                found[one.source] = False
        for _, named in self._naming:
            found[named] = False
        return found

    def _settled(self, seen: Bools) -> Bools:
        """Add what places things that are seen, what their columns name, and who of them is away."""
        while True:
            before = int(seen.sum())
            for near, far in self._placing:
                seen[far[seen[near]]] = True
            for near, far in self._naming:
                seen[far[seen[near]]] = True
            for away, person in self._absent:
                seen[away[seen[person]]] = True
            if int(seen.sum()) == before:
                return seen

    @cached_property
    def _placing(self) -> list[_Pairs]:
        """From what is placed to what places it, by kind of tie."""
        found = []
        for tie in ties():
            one = self._rows.ties[tie.kind]
            if one.source.size and (tie.anchors is not None or "place" in tie.at_place):
                found.append((one.source, one.target))
            if one.source.size and tie.brought:
                found.append((one.target, one.source))
        return found

    @cached_property
    def _naming(self) -> list[_Pairs]:
        """From a thing to those that its columns name."""
        return [pair for kind in things() for name in _references(kind) if (pair := self._named(kind, name))[0].size]

    @cached_property
    def _absent(self) -> list[_Pairs]:
        return [self._named(kind_of("absence"), "person")]

    def _named(self, kind: type[Kind], name: str) -> _Pairs:
        rows, first = self._rows, self._rows.block[kind.kind][0]
        keys = rows.frame(kind.kind)[name].to_list()
        pairs = [
            (first + at, row) for at, key in enumerate(keys) if key is not None and (row := rows.row(key)) is not None
        ]
        found = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return found[:, 0], found[:, 1]

    def _tables(self, seen: Bools) -> Tables:
        tables, rows = self.network.tables(), self._rows
        found = {}
        for kind in things():
            first, last = rows.block[kind.kind]
            found[kind.kind] = self._rows_of(kind.kind, seen[first:last])
        for tie in ties():
            one = rows.ties[tie.kind]
            found[tie.kind] = self._rows_of(tie.kind, seen[one.source] & seen[one.target])
        return Tables(found, tables.revision, personal=False)

    def _rows_of(self, kind: str, kept: Bools) -> pl.DataFrame:
        table = self.network.tables()[kind]
        if not table.height or not kept.any():
            return table.clear()
        return table[self._positions[kind][kept]]

    @cached_property
    def _positions(self) -> dict[str, Ints]:
        """By kind, where in its table each row of the numbering stands."""
        return dict(self._each_position())

    def _each_position(self) -> Iterator[tuple[str, Ints]]:
        tables, rows = self.network.tables(), self._rows
        for kind in things():
            if tables[kind.kind].height:
                yield kind.kind, tables[kind.kind]["key"].arg_sort().to_numpy()
        for tie in ties():
            if tables[tie.kind].height:
                at = tables[tie.kind].select("key").with_row_index("at")
                found = rows.ties[tie.kind].frame.select("key").join(at, on="key", how="left", maintain_order="left")
                yield tie.kind, found["at"].to_numpy()


def _references(kind: type[Thing]) -> list[str]:
    return [one.name for one in kind.fields if one.to]
