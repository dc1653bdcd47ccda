"""Who holds and who held which post: who is away on the day, who left last, and since when (SEMANTICS S4)."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from graph.facts.kept import Keeper, fact
from graph.network import Network
from graph.network.numbering import ALWAYS, Bools, Ints
from graph.values.intervals import clean_intervals

HOLDS = "holds"


class Holds(Keeper):
    """The ``holds`` ties of a network, by position among the ties of that kind."""

    def __init__(self, network: Network) -> None:
        """Keep the network."""
        super().__init__()
        self._network = network

    @fact
    def today(self) -> Ints:
        """Positions of those that hold on the date."""
        return np.flatnonzero(self._network.view.holding(HOLDS)).astype(np.int32)

    @fact
    def acting(self) -> Bools:
        """By position, whether it is for the time being."""
        return self._network.rows.ties[HOLDS].frame["acting"].fill_null(value=False).to_numpy()

    @fact
    def away(self) -> Bools:
        """By position, whether its person is away on the date."""
        texts = self._network.rows.ties[HOLDS].frame["absences"]
        found = np.zeros(texts.len(), dtype=bool)
        for position in texts.is_not_null().arg_true().to_list():
            found[position] = any(self._network.date in one for one in clean_intervals(texts[position]) or ())
        return found

    @fact
    def over(self) -> Ints:
        """By position, the day from which it holds no more (days since 1970), by its own days or those of its ends."""
        rows = self._network.rows
        holds = rows.ties[HOLDS]
        over: Ints = np.minimum(holds.until, np.minimum(rows.until[holds.source], rows.until[holds.target]))
        return over

    @fact
    def begun(self) -> Ints:
        """Positions of those that have begun, ended or not."""
        return np.flatnonzero(self._network.view.begun(HOLDS)).astype(np.int32)

    @fact
    def last_holder(self) -> Ints:
        """By row of a post, who held it last: the latest end, then the lowest key; -1 where nobody did."""
        holds, begun = self._network.rows.ties[HOLDS], self.begun
        latest = begun[np.lexsort((holds.source[begun], -self.over[begun].astype(np.int64), holds.target[begun]))]
        person = np.full(self._network.rows.size, -1, dtype=np.int32)
        person[holds.target[latest][::-1]] = holds.source[latest][::-1]  # the latest of each post is written last
        return person

    @fact
    def left(self) -> Ints:
        """By row of a post, the latest day on which a hold was over (days since 1970); ``ALWAYS`` where none was."""
        gone = self.begun[~self._network.view.holding(HOLDS)[self.begun]]
        found = np.full(self._network.rows.size, ALWAYS, dtype=np.int32)
        np.maximum.at(found, self._network.rows.ties[HOLDS].target[gone], self.over[gone])
        return found

    def ran_out(self, tie: int) -> date | None:
        """Return since when the term of a tie has run out, the holder staying: the day after its last; else None."""
        ends: date | None = self._network.rows.ties[HOLDS].frame["term_ends"][tie]
        return ends + timedelta(days=1) if ends is not None and ends < self._network.date else None
