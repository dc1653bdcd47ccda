"""Who holds and who held which post: who is away on the day, who left last, and since when (SEMANTICS S4, S5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np

from graph.facts.absences import Absence, Absences, absences_of
from graph.facts.kept import Keeper, fact
from graph.network import Network
from graph.network.columns import ALWAYS, Bools, Ints, said_at
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
        acting = self._network.rows.ties[HOLDS].frame["acting"]
        found = np.zeros(acting.len(), dtype=bool)
        if (said := said_at(acting)).size:
            found[said] = acting[said].to_numpy()
        return found

    @fact
    def absences(self) -> Absences:
        """The absences in force on the date."""
        return absences_of(self._network)

    @fact
    def away(self) -> Bools:
        """By position, whether its person is away on the date: by its own days, or by an absence in force."""
        holds = self._network.rows.ties[HOLDS]
        texts = holds.frame["absences"]
        found = np.zeros(texts.len(), dtype=bool)
        for position in said_at(texts).tolist():
            found[position] = any(self._network.date in one for one in clean_intervals(texts[position]) or ())
        for position in np.flatnonzero(np.isin(holds.source, self.absences.people)).tolist():
            found[position] |= bool(self.absences.of_seat(int(holds.source[position]), int(holds.target[position])))
        return found

    @fact
    def standing_in(self) -> Mapping[int, Absence]:
        """By row of a post from which somebody is away, the absence by which somebody stands in, if anybody does.

        Of several that of the first who is away, holders before who acts, then by key; and of theirs the first
        whose stand-in is not away from the seat as well. It is not looked at whether anybody is left in the seat.
        """
        holds = self._network.rows.ties[HOLDS]
        away = self.today[self.away[self.today]]
        away = away[np.lexsort((holds.source[away], self.acting[away]))]
        seats = list(zip(holds.source[away].tolist(), holds.target[away].tolist(), strict=True))
        not_there, found = set(seats), dict[int, Absence]()
        for person, post in seats:
            for one in self.absences.of_seat(person, post) if post not in found else ():
                other = one.stands_in
                if other >= 0 and (other, post) not in not_there and not self.absences.of_seat(other, post):
                    found[post] = one
                    break
        return found

    @fact
    def over(self) -> Ints:
        """By position, the day from which it holds no more (days since 1970), by its own days or those of its ends."""
        rows = self._network.rows
        holds = rows.ties[HOLDS]
        over: Ints = np.minimum(holds.until, np.minimum(rows.until.take(holds.source), rows.until.take(holds.target)))
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
