"""Needs of one category that come again around one place, and who sits around the table for them (SEMANTICS N12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import polars as pl

from graph.answers.duplicates import APART, MANY, PARTIES, WIDE
from graph.facts import Facts
from graph.network import Network
from graph.network.columns import Bools, Ints
from graph.selectors import Selector


@dataclass(frozen=True)
class Tables3N:
    """Needs of one category around one place, and who has to come.

    Attributes:
        needs: Their rows, first raised first.
        parties: Each party with the row of an organisation, -1 = none is recorded, and then whether there is none.
        quorum: Row of the routine that says what makes a decision valid; -1 = none is recorded.
    """

    category: str
    place: int
    needs: tuple[int, ...]
    parties: tuple[tuple[str, int, bool | None], ...]
    quorum: int


def repeats_of(facts: Facts, needs: pl.DataFrame) -> list[Tables3N]:
    """Return what comes again: most needs first, then by category and place."""
    network = facts.network
    lately = needs.filter(
        pl.col("category").is_not_null()
        & (pl.col("told") >= 0)
        & (pl.col("raised") >= network.date - timedelta(days=APART))
        & (pl.col("state").is_null() | (pl.col("state") != "merged"))
    ).sort("raised", "need")
    narrow = ~network.rows.frame("place")["level"].cast(pl.String).is_in(WIDE).fill_null(value=False).to_numpy()
    around = _Around(facts, narrow)
    found = []
    for (category,), some in (
        lately.filter(pl.len().over("category") >= MANY).partition_by("category", as_dict=True).items()
    ):
        told = some["told"].to_numpy()
        for place in _narrowest(network, told, narrow):
            inside = network.view.inside(place)[told]
            chosen = tuple(some["need"].filter(pl.Series(inside)).to_list())
            found.append(Tables3N(str(category), place, chosen, tuple(around.parties(place)), around.quorum(place)))
    return sorted(found, key=lambda one: (-len(one.needs), one.category, one.place))


def _narrowest(network: Network, told: Ints, narrow: Bools) -> list[int]:
    """Return the narrowest places with at least ``MANY`` needs in them, each the nearest around some need."""
    counts = np.bincount(told, minlength=network.view.places).astype(np.int64)
    marked = (network.view.sums(counts) >= MANY) & narrow
    found = np.unique(network.view.nearest(marked, np.unique(told).astype(np.int32)))
    return [int(place) for place in found if place >= 0]


class _Around:
    """Who answers for, and what is held in, the places around one."""

    def __init__(self, facts: Facts, narrow: Bools) -> None:
        self.network, self._ledger, self._narrow = facts.network, facts.ledger, narrow
        network, rows = facts.network, facts.network.rows
        first, last = rows.block["routine"]
        decides = rows.frame("routine")["decides"].is_not_null().to_numpy() & network.view.valid[first:last]
        self._held: dict[int, int] = {}
        for row in np.flatnonzero(decides)[::-1] + first:  # the first by key is written last
            self._held[int(network.view.anchor[row])] = int(row)
        self._first, self._last = rows.block["organisation"]
        self._form = rows.frame("organisation")["form"].cast(pl.String)
        self._order = rows.filled("organisation", "display_order", 2**31 - 1)

    def parties(self, place: int) -> Iterator[tuple[str, int, bool | None]]:
        """Yield each party with who it is at the nearest place around that has one; -1 = none, and if that is sure."""
        enclosing = [area for area, _ in self.network.view.enclosing(place)]
        for party, forms in PARTIES.items():
            units = next((units for area in enclosing if (units := self._answering(area, forms))), [])
            yield from ((party, unit, None) for unit in units)
            if not units:
                yield party, -1, self._absent(enclosing, forms)

    def _absent(self, enclosing: list[int], forms: tuple[str, ...]) -> bool:
        """Return whether listings prove that none of some forms answers for a place around, up to a community."""
        cover = self._ledger.covers(Selector({"kind": frozenset(["organisation"]), "form": frozenset(forms)}))
        return all(cover.covered[area] and not cover.extra[area] for area in enclosing if self._narrow[area])

    def quorum(self, place: int) -> int:
        """Return the routine of the nearest place around that says who must be present; -1 = none is recorded."""
        return next((self._held[area] for area, _ in self.network.view.enclosing(place) if area in self._held), -1)

    def _answering(self, area: int, forms: tuple[str, ...]) -> list[int]:
        found = self.network.view.into("answers_for").of(area).tolist()
        units = [row for row in found if self._first <= row < self._last and self._form[row - self._first] in forms]
        return sorted(set(units), key=lambda row: (self._order[row - self._first], row))
