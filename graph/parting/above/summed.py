"""Homes as the second stage knows them: none is recorded, but every street has the sums of its own."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from graph.answers import UNBOUNDED
from graph.facts.bands import Band
from graph.facts.homes import Homes, T
from graph.facts.kept import Each, fact
from graph.facts.ledger import Ledger
from graph.facts.profiles import Profiles
from graph.facts.stated import Stated, stated
from graph.network import Network
from graph.network.columns import Bools, Longs


@dataclass(frozen=True)
class SummedStated(Stated):
    """Numbers stated above the streets, and sums of those stated below.

    Attributes:
        beneath: By level as a code, what the deepest places of it state, at their street.
    """

    beneath: Mapping[int, Longs] = field(default_factory=dict)

    def by_level(self) -> Iterable[Longs]:
        """Yield, level by level, the numbers of the deepest places of it, those below streets at their street."""
        for level in sorted({*np.unique(self.levels[self.deepest]).tolist(), *self.beneath}):
            own = np.where(self.deepest & (self.levels == level), self.own, 0)
            yield own + self.beneath[level] if level in self.beneath else own


class SummedHomes(Homes):
    """What ``Homes`` says, of sums."""

    def __init__(
        self, network: Network, profiles: Profiles, ledger: Ledger, sums: pl.DataFrame, told: pl.DataFrame
    ) -> None:
        """Take the sums and stated numbers of every street on the day of the network."""
        super().__init__(network, profiles, ledger)
        self.here = np.zeros(self.here.size, dtype=bool)
        self._sums, self._told = sums, told
        self._column: Each[tuple[str, str], Longs] = Each(lambda key: self._at_streets(*key))
        self.stated = Each(self._stated)

    def _lasting(self, which: Hashable, make: Callable[[], T]) -> T:  # noqa: ARG002 - what others counted is in no row
        return make()

    @property
    def count(self) -> Longs:
        """By place, at each street how many homes it has."""
        return self._column(("homes", "here"))

    @fact
    def households(self) -> Band:
        """By place; nothing elsewhere than at streets."""
        return self._band("households")

    @fact
    def residents(self) -> Band:
        """By place; nothing elsewhere than at streets."""
        return self._band("residents")

    @fact
    def residents_60(self) -> Band:
        """By place; nothing elsewhere than at streets."""
        return self._band("residents_60")

    def told(self, what: str) -> Bools:
        """Return by place whether a stated number is part of what is known of it."""
        told = self.stated(what)
        deepest = self._column((what, "deepest")) + told.deepest
        found: Bools = told.exact | (self._network.view.sums(deepest) > 0)
        return found

    def _below(self, what: str) -> Band:
        told = self.stated(what)
        if not told.deepest.any() and not self._column((what, "deepest")).any():
            return super()._below(what)
        more, low, high = told.below(self._network.view), *self._total(what)
        high = np.where(high >= UNBOUNDED, UNBOUNDED, high + more.high)
        return Band(np.where(told.exact, told.own, low + more.low), np.where(told.exact, told.own, high))

    def _total(self, what: str) -> tuple[Longs, Longs]:
        view, band = self._network.view, self.base(what)
        unknown = view.sums((band.high >= UNBOUNDED).astype(np.int64)) > 0
        high = view.sums(np.where(band.high >= UNBOUNDED, 0, band.high))
        return view.sums(band.low), np.where(unknown, UNBOUNDED, high)

    def _band(self, what: str) -> Band:
        low, high, unknown = (self._column((what, name)) for name in ("low", "high", "open"))
        return Band(low, np.where(unknown > 0, UNBOUNDED, high))

    def _stated(self, what: str) -> SummedStated:
        view = self._network.view
        written = stated(self._network, self.here, what)
        streets = self._rows(self._sums.filter(what=what)["place"])
        free = np.ones(self.here.size, dtype=bool)  # what is above the streets
        for street in streets.tolist():
            free[view.territory.below(street)] = False
        own = np.where(free & (view.sums(self.count) == 0), written.own, -1)
        deepest = (own >= 0) & (view.sums(self._column((what, "exact")) + (own >= 0)) == 1)
        own[streets] = self._sums.filter(what=what)["own"].to_numpy()
        _, names = self._network.rows.codes("place", "level")
        beneath: dict[int, Longs] = {}
        for (level,), part in self._told.filter(what=what).group_by("level"):
            code = names.index(str(level)) if level in names else -2 - len(beneath)  # of no place here: by itself
            beneath[code] = self._put(part["place"], part["sum"])
        return SummedStated(own, deepest, written.levels, beneath)

    def _at_streets(self, what: str, column: str) -> Longs:
        part = self._sums.filter(what=what)
        return self._put(part["place"], part[column])

    def _put(self, places: pl.Series, values: pl.Series) -> Longs:
        found = np.zeros(self.here.size, dtype=np.int64)
        found[self._rows(places)] = values.to_numpy()
        return found

    def _rows(self, places: pl.Series) -> Longs:
        keys = self._network.rows.frame("place").select("key").with_row_index("row")
        found = pl.DataFrame({"key": places}).join(keys, on="key", how="left", maintain_order="left")["row"]
        return found.to_numpy().astype(np.int64)
