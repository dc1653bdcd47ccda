"""Whose the written systems (制度) are, by name: a subject's own, or those around it (SEMANTICS C36)."""

from __future__ import annotations

import numpy as np

from graph.facts import Facts
from graph.network.columns import Bools, Ints, Longs
from graph.network.forest import slices
from graph.norms.counting import Counted

_NOBODY = 2**31 - 1


class Systems:
    """The routines of the day by their names."""

    def __init__(self, facts: Facts) -> None:
        """Read them once."""
        network = facts.network
        self._facts, self._view = facts, network.view
        first, last = network.rows.block["routine"]
        self._rows = np.arange(first, last, dtype=np.int32)
        self._valid = network.view.valid[first:last]
        self._names = network.rows.frame("routine")["name"]
        self._subject = network.view.reference("routine", "subject")[first:last]

    def has(self, name: str) -> Bools:
        """Return, by row, whether a thing has a system of that name."""
        found = np.zeros(self._facts.network.rows.size, dtype=bool)
        found[self._subject[self._called(name)]] = True
        return found

    def of(self, name: str, whose: Ints) -> Counted:
        """Return the systems of that name of some things, by line; -1 has none."""
        chosen = self._called(name)
        order = np.argsort(self._subject[chosen], kind="stable")
        subject, routine = self._subject[chosen][order], self._rows[chosen][order]
        low, high = np.searchsorted(subject, whose, "left"), np.searchsorted(subject, whose, "right")
        high = np.where(whose >= 0, high, low)
        line = np.repeat(np.arange(whose.size, dtype=np.int64), high - low)
        at = slices(low, high)
        return Counted(line, routine[at])

    def above(self, name: str, subjects: Ints) -> Ints:
        """Return the nearest place around each that has a system of that name, else who leads it and has; or -1."""
        having = self.has(name)
        anchor = self._view.anchor[subjects]
        place = self._view.nearest(having[: self._view.places], anchor)
        place = np.where(place == subjects, np.int32(-1), place)
        line, row = self._leaders(subjects)
        leader = np.full(subjects.size, _NOBODY, dtype=np.int32)
        np.minimum.at(leader, line[having[row]], row[having[row]])
        leader = np.where(leader == _NOBODY, np.int32(-1), leader)
        return np.where(place >= 0, place, leader)

    def known_above(self, covered: Bools, subjects: Ints) -> Bools:
        """Return whether the systems of every place around each, and of who leads it, are known."""
        missing = self._view.valid[: self._view.places] & ~covered
        found: Bools = self._view.nearest(missing, self._view.anchor[subjects]) < 0
        line, row = self._leaders(subjects)
        anchor = self._view.anchor[row]
        found[line[(anchor < 0) | ~covered[np.maximum(anchor, 0)]]] = False
        return found

    def _called(self, name: str) -> Bools:
        found: Bools = self._valid & (self._names == name).fill_null(value=False).to_numpy() & (self._subject >= 0)
        return found

    def _leaders(self, subjects: Ints) -> tuple[Longs, Ints]:
        """Return who leads which subject, by line: by its leading tie, or by running it as who leads."""
        leading = self._view.leading("reports_to")[subjects]
        led = np.flatnonzero(leading >= 0)
        runs = self._facts.network.rows.ties["runs"]
        leads = self._view.holding("runs") & (runs.frame["as"] == "leads").fill_null(value=False).to_numpy()
        line = np.full(self._facts.network.rows.size, -1, dtype=np.int64)
        line[subjects] = np.arange(subjects.size)
        run = line[runs.target[leads]]
        return np.concatenate([led, run[run >= 0]]), np.concatenate([leading[led], runs.source[leads][run >= 0]])
