"""An excerpt of a network: some of its things and the ties among them, numbered among themselves.

What hangs on everything (which place lies in which, where a thing is anchored) is taken from the whole and not worked
out again, so an excerpt says of its own things what the whole says. Rows keep their order, so ties still break by key.
What it takes to make one hangs on how much is in it, and not on how large the whole is.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import polars as pl

from graph.network.axes import Parents
from graph.network.columns import Ints, Keys, at_lines, coded, texts_as_bytes
from graph.network.forest import slices
from graph.network.grouping import each_once, without
from graph.network.made import Made
from graph.network.network import Network
from graph.network.numbering import Parts, Rows
from graph.network.tying import TieRows
from graph.network.view import View
from graph.network.views import Views


class Excerpt:
    """Some things of a network, as a network of its own.

    Attributes:
        of: The row in the whole by own row, ascending.
        network: The excerpt; what is listed, and what ended places left behind, is asked of the whole.
    """

    def __init__(self, whole: Network, rows: Ints) -> None:
        """Take a network, and rows of it, each once and ascending; with a place come those that it lies in."""
        self.of = with_places_above(whole.view, rows)
        view = _ViewOfSome(whole.view, self)
        self.network = Network.over(Views(view.rows, make=lambda _rows, _day: view), whole.date, whole.people)
        self.network.__dict__["view"] = view  # the day is that of the whole, and nothing is stated twice

    def own(self, rows: Ints) -> Ints:
        """Return the own rows of rows of the whole, -1 for what is not in it and for -1."""
        at = np.minimum(np.searchsorted(self.of, rows), max(self.of.size - 1, 0)).astype(np.int32)
        if not self.of.size:
            return np.full(rows.size, -1, dtype=np.int32)
        return np.where(self.of[at] == rows, at, np.int32(-1))


def with_places_above(view: View, rows: Ints) -> Ints:
    """Return rows with the places in which they lie, up both axes."""
    found = _there(rows[rows < view.places], view.anchor[rows])
    edge = found
    while edge.size:
        edge = without(_there(*(forest.parent[edge] for forest in view.forests)), found)
        found = each_once(found, edge)
    return each_once(found, rows)


def _there(*rows: Ints) -> Ints:
    found = each_once(*rows)
    return found[found >= 0]


class _SomeRows(Rows):
    """The numbering of an excerpt; ``numbered`` made it."""

    _whole: Rows
    _of: Ints

    def key_bytes(self, kind: str) -> Keys:
        """Return the keys of a kind as fixed-width bytes; its other columns are not gathered for them."""
        if kind not in self._searched:
            first, last = self.block[kind]
            self._searched[kind] = texts_as_bytes(self.keys.slice(first, last - first))
        return self._searched[kind]

    def _codes(self, kind: str, column: str) -> tuple[Ints, list[str]]:
        found = self._code_cache.get((kind, column))
        if found is None:
            first, last = self.block[kind]
            lines = self._of[first:last] - self._whole.block[kind][0]
            found = self._code_cache[kind, column] = coded(self._whole.texts(kind, column, lines))
        return found

    @cached_property
    def names(self) -> pl.Series:
        """Names by row."""
        return at_lines(self._whole.names, self._of)

    @cached_property
    def sibling_rank(self) -> Ints:
        """Order of places among their siblings, as in the whole."""
        return self._whole.sibling_rank[self._of[: self.block["place"][1]]]


def _rows_of(whole: Rows, excerpt: Excerpt) -> _SomeRows:
    of = excerpt.of
    at = {kind: np.searchsorted(of, block) for kind, block in whole.block.items()}

    def frame(kind: str) -> pl.DataFrame:
        first, last = at[kind]
        return at_lines(whole.frame(kind), of[first:last] - whole.block[kind][0])

    rows = _SomeRows.numbered(
        Parts(
            tables=whole.tables,
            frames=Made(whole.block, frame),
            keys=at_lines(whole.keys, of),
            since=whole.since[of],
            until=whole.until[of],
            ties=Made(whole.ties, lambda kind: _ties_of(whole.ties[kind], excerpt)),
            heights={kind: int(last - first) for kind, (first, last) in at.items()},
        )
    )
    rows._whole, rows._of = whole, of  # noqa: SLF001 - made here
    return rows


def _ties_of(whole: TieRows, excerpt: Excerpt) -> TieRows:
    """Return the ties of which both ends are in an excerpt; they are sorted by source, so none is looked through."""
    first, last = (np.searchsorted(whole.source, excerpt.of, side) for side in ("left", "right"))
    at = slices(first, last)
    target = excerpt.own(whole.target[at])
    at, target = at[target >= 0], target[target >= 0]
    return TieRows(
        whole.kind, excerpt.own(whole.source[at]), target, whole.since[at], whole.until[at], at_lines(whole.frame, at)
    )


class _ViewOfSome(View):
    """The view of an excerpt on the day of the whole network's view."""

    def __init__(self, whole: View, excerpt: Excerpt) -> None:
        super().__init__(_rows_of(whole.rows, excerpt), whole.day)
        self._whole, self._excerpt = whole, excerpt

    @cached_property
    def _parents(self) -> Parents:
        places = self._excerpt.of[: self.places]
        above = [self._excerpt.own(forest.parent[places]) for forest in self._whole.forests]
        return Parents(above[0], above[-1])

    @cached_property
    def anchor(self) -> Ints:
        """The anchor place by row, as in the whole."""
        return self._excerpt.own(self._whole.anchor[self._excerpt.of])

    @cached_property
    def told_anchor(self) -> Ints:
        """The anchor as the office may be told it, as in the whole; -1 too where that is not in the excerpt."""
        return self._excerpt.own(self._whole.told_anchor[self._excerpt.of])
