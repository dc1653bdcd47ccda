"""Which offers could meet each demand: computed for many demands at once and kept, so that the next is a look-up.

A frame of one line takes as long as one of a hundred. So a demand is computed together with those listed next to it,
which are likely to be asked about next; the number of pairs bounds how many, so that nobody waits long for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
import polars as pl

from graph.answers.match import STATES
from graph.facts import Facts, facts_of
from graph.facts.kept import Each, Keeper, fact
from graph.matching.explaining import unmet, unused
from graph.matching.lapses import lapsed_asks
from graph.matching.ordering import in_order
from graph.matching.passing import Passed
from graph.matching.scores import most_asked
from graph.matching.search import Search, search_of
from graph.matching.wanted import nowhere
from graph.network import Network
from graph.rules import Rules
from graph.rules.matching import PARTS

T = TypeVar("T")

#: At most this many demands are computed together, and with at most this many pairs, so that it takes a moment.
_MOST, _PAIRS = 256, 100_000
#: The columns of a pair that are kept: those shown, and those that it is ordered and looked up by.
_KEPT = (
    *("demand", "offer", "giver", "person", "unit", "unit_offer", "quantity", "left", "for_classes_offer"),
    *("on", "lot_first", "lot_after", "lot_left", "proposed", "asked", "assumed"),
    *("state", *PARTS, "weights", "score", "listed", "priority", "order", "rank"),
)


@dataclass(frozen=True)
class Shortlist:
    """Some demands, with everything that an answer shows of each.

    Attributes:
        asked: The demands (``wanted``), in their order.
        passed: What passed of them and of those beside them.
        counts: By demand, how many offers passed each filter.
        ranked: What passed, scored, as it is shown (``in_order``), with ``assumed``.
        unmet: Which of them are not met, and why (``unmet``).
        lapsed: By demand, who was asked and did not answer (``lapsed_asks``).
    """

    asked: pl.DataFrame
    passed: Passed
    counts: pl.DataFrame
    ranked: pl.DataFrame
    unmet: pl.DataFrame
    lapsed: list[dict[str, Any]]

    @property
    def met_by(self) -> dict[str, int]:
        """How many demands have something of each state, counted by the best of them, and how many have nothing."""
        _, first = np.unique(self.ranked["listed"].to_numpy(), return_index=True)
        best = np.bincount(self.ranked["order"].to_numpy()[first], minlength=len(STATES)).tolist()
        return {**dict(zip(STATES, best, strict=True)), "nobody": self.asked.height - sum(best)}

    def of(self, demand: int, key: str) -> Shortlist:
        """Return the same of one of them, by its row and its key."""
        return replace(
            self,
            asked=_of(self.asked, demand),
            counts=_of(self.counts, demand),
            ranked=_of(self.ranked, demand),
            unmet=_of(self.unmet, demand),
            lapsed=[one for one in self.lapsed if one["id"] == key],
        )


class Shortlists(Keeper):
    """The demands of a search: all of them, or one.

    Attributes:
        search: What is wanted and there.
    """

    def __init__(self, search: Search, giver: int | None = None) -> None:
        """Begin with nothing worked out, of everybody or of one giver."""
        super().__init__()
        self.search = search if giver is None else search.of(giver)
        self._sources = None if giver is None else np.append(self.search.supply.offers["offer"].to_numpy(), giver)
        self._last: tuple[int, Shortlist] | None = None
        self._beside: Each[Callable[[Shortlists], object], object] = Each(lambda make: make(self))

    def every(self) -> Shortlist:
        """Return all demands; they are kept where they are no more than are worked out together."""
        if self._together:
            return self._beginning_with(0)
        found = self._worked_out(self.search.demands)
        self.__dict__["unused"] = self._unused(found.passed)  # what passed is not asked for again
        return found

    def of(self, demand: int) -> Shortlist | None:
        """Return one demand; None where it is none of this search."""
        line = self._lines.get(demand)
        if line is None:
            return None
        return self._beginning_with(line - line % self._many).of(demand, self.search.network.key(demand))

    def beside(self, make: Callable[[Shortlists], T]) -> T:
        """Return what a higher layer computes from these; computed once, and kept as long as they are."""
        return self._beside(make)  # type: ignore[return-value]  # what make(self) returned

    @fact
    def unused(self) -> pl.DataFrame:
        """The offers that no demand of the search could use (``unused``)."""
        together = self._together
        return self._unused(self._beginning_with(0).passed if together else self.search.passed(self.search.demands))

    @fact
    def nowhere(self) -> list[str]:
        """The keys of the demands that lie nowhere."""
        return [self.search.network.key(row) for row in nowhere(self.search.network)]

    @fact
    def _lines(self) -> dict[int, int]:
        return {demand: line for line, demand in enumerate(self.search.demands["demand"].to_list())}

    @property
    def _many(self) -> int:
        """How many demands are worked out together."""
        return max(1, min(_MOST, _PAIRS // max(1, self.search.lots.height)))

    @property
    def _together(self) -> bool:
        return self.search.demands.height <= self._many

    def _beginning_with(self, line: int) -> Shortlist:
        """Return those that are worked out together with the demand of a line, which is the first of them."""
        last = self._last
        if last is None or last[0] != line:
            last = self._last = (line, self._worked_out(self.search.demands.slice(line, self._many)))
        return last[1]

    def _unused(self, passed: Passed) -> pl.DataFrame:
        return unused(self.search.demands, self.search.supply, passed)

    def _worked_out(self, asked: pl.DataFrame) -> Shortlist:
        search, offers = self.search, self.search.supply.offers
        passed = search.passed(asked)
        most = most_asked(search.history, passed.pairs)
        ranked = in_order(asked, search.scored(asked, passed.earliest, most))
        ranked = ranked.join(offers.select("offer", "assumed"), on="offer", maintain_order="left").select(_KEPT)
        told = unmet(search.network, search.meetings, asked, search.supply, passed)
        rows = asked["demand"].to_numpy()
        lapsed = lapsed_asks(search.network, search.meetings, rows, self._sources, ranked)
        return Shortlist(asked, passed, passed.counts, ranked, told, lapsed)


def shortlists_of(network: Network, rules: Rules) -> Shortlists:
    """Return the demands of a network on its day; what was asked for last is kept with the network."""
    return facts_of(network, rules).beside(_Last).of(network, rules)


class _Last:
    """The demands of the place that was asked about last."""

    def __init__(self, facts: Facts) -> None:
        del facts
        self._found: tuple[int | None, Rules, Shortlists] | None = None

    def of(self, network: Network, rules: Rules) -> Shortlists:
        found = self._found
        if found is None or found[0] != network.within_row or found[1] is not rules:
            found = self._found = (network.within_row, rules, Shortlists(search_of(network, rules)))
        return found[2]


def _of(frame: pl.DataFrame, demand: int) -> pl.DataFrame:
    """Return the lines of one demand, which stand together."""
    at = np.flatnonzero(frame["demand"].to_numpy() == demand)
    return frame.slice(int(at[0]), at.size) if at.size else frame.slice(0, 0)
