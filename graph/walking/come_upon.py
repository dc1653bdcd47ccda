"""What one walk can come upon: the places around its start, who is tied to them, whom these report to, who sits there.

Everything that decides a walk is among it, so a walk over an excerpt of these is the walk over all (SEMANTICS Q6):

- the places that enclose the start, and the units and posts tied to one of them, on any day;
- of each unit its posts, of each post its units, and whom either reports to, again and again: leading ties lead there;
- the companies under contract with one of them;
- the posts that answer for the same places as a post that is in no unit on the day: its deputies may be among them;
- of each of them the places that it is tied to, who holds it, who is away, and who stands in for whom.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import polars as pl

from graph.facts.absences import ABSENCE
from graph.facts.holds import HOLDS
from graph.facts.reach import ANSWERS_FOR, LENDS
from graph.network import Network
from graph.network.columns import Bools, Ints
from graph.network.forest import slices
from graph.network.grouping import each_once, without
from graph.network.tying import TieRows

#: By which ties units and posts are at places.
_AT_PLACES = (ANSWERS_FOR, *dict.fromkeys(LENDS.values()))
_IN, _UP = "post_in", "reports_to"


def come_upon(network: Network, start: int, named: Iterable[int] = ()) -> Ints:
    """Return the rows of what a walk from a start can come upon, ascending.

    Args:
        network: The network.
        start: Row of a place, or of what is anchored in one or in none.
        named: Rows of what is asked about by name: whom a complaint is about, who was asked before.
    """
    return _Gathering(network).around(start, named)


class _Gathering:
    """Gathers the rows: the ties of units and posts are followed, those of other things are not."""

    def __init__(self, network: Network) -> None:
        self._network, self._ties = network, network.rows.ties
        self._places = network.view.places
        self._posts = network.rows.block["post"]

    def around(self, start: int, named: Iterable[int]) -> Ints:
        view = self._network.view
        place = int(view.anchor[start])
        enclosing = _rows([row for row, _ in view.enclosing(place)] if place >= 0 else [])
        seeds = _rows([start, *named])
        carriers = [self._into(kind, enclosing) for kind in (*_AT_PLACES, _IN)]
        found = self._closed(each_once(seeds, *carriers))
        found = self._closed(each_once(found, self._under_contract(found)))
        beside = self._beside(found)
        tied = [self._out(kind, each_once(found, beside)) for kind in (*_AT_PLACES, _IN)]
        return each_once(found, enclosing, beside, *tied, self._sitting(each_once(found, beside)))

    def _closed(self, found: Ints) -> Ints:
        """Return units and posts with their posts and units and with whom they report to, and with theirs."""
        edge = found
        while edge.size:
            units = each_once(edge[edge >= self._places], self._out(_IN, edge))
            more = each_once(units, self._into(_IN, units), self._out(_UP, edge))
            edge = without(more, found)
            found = each_once(found, edge)
        return found

    def _under_contract(self, found: Ints) -> Ints:
        tie = self._ties[_UP]
        at = np.flatnonzero(self._marked(found)[tie.target])
        if not at.size:
            return _rows(())
        contracts = (tie.frame["relation"].gather(at) == "contracts").fill_null(value=False).to_numpy()
        return each_once(tie.source[at[contracts]])

    def _beside(self, found: Ints) -> Ints:
        """Return the posts that answer for the same places as those that are in no unit."""
        posts = found[(found >= self._posts[0]) & (found < self._posts[1])]
        inside = np.flatnonzero(self._network.view.holding(_IN))  # who is in a unit no more is in none
        alone = without(posts, each_once(self._ties[_IN].source[inside]))
        others = self._into(ANSWERS_FOR, self._out(ANSWERS_FOR, alone)) if alone.size else alone
        return others[(others >= self._posts[0]) & (others < self._posts[1])]

    def _sitting(self, posts: Ints) -> Ints:
        """Return who holds posts, on any day, who stands in for them, and the absences of all these."""
        first, last = self._network.rows.block[ABSENCE]
        found = edge = each_once(self._into(HOLDS, posts), posts)  # among these may be people, asked about by name
        while edge.size and last > first:
            frame = self._network.rows.frame(ABSENCE)
            keys = self._network.rows.keys.gather(edge)
            at = frame["person"].is_in(keys.implode()).arg_true()
            named = frame.select(pl.col("stands_in").gather(at))["stands_in"].drop_nulls().unique()
            stands_in = [row for key in named.to_list() if (row := self._network.rows.row(key)) is not None]
            found = each_once(found, at.to_numpy().astype(np.int32) + np.int32(first))
            edge = without(each_once(_rows(stands_in)), found)
            found = each_once(found, edge)
        return found

    def _into(self, kind: str, targets: Ints) -> Ints:
        """Return the sources of the ties of a kind, of any day, that end at some things."""
        tie = self._ties[kind]
        return (
            each_once(tie.source[self._marked(targets)[tie.target]]) if tie.target.size and targets.size else _rows(())
        )

    def _out(self, kind: str, sources: Ints) -> Ints:
        """Return the targets of the ties of a kind, of any day, that begin at some things."""
        tie = self._ties[kind]
        return each_once(tie.target[self._of(tie, sources)])

    def _of(self, tie: TieRows, sources: Ints) -> Ints:
        first, last = np.searchsorted(tie.source, sources, "left"), np.searchsorted(tie.source, sources, "right")
        return slices(first, last)

    def _marked(self, rows: Ints) -> Bools:
        found = np.zeros(self._network.rows.size, dtype=bool)
        found[rows] = True
        return found


def _rows(rows: Iterable[int]) -> Ints:
    return np.array([*rows], dtype=np.int32)
