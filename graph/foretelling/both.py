"""One network without a change and with it, and which of the things of the one are which of the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from graph.changes import ChangeSet
from graph.facts import Facts, facts_of
from graph.network import Network
from graph.network.columns import Ints, Longs
from graph.rules import Rules


@dataclass(frozen=True)
class Both:
    """Two networks of one day.

    Rows are numbers of one network; a *joint* number is the row without the change, and of what the change makes a
    number above all of these. So columns of the two can be compared as integers.

    Attributes:
        before: Without the change.
        after: With it.
        rules: The rules, the same for both.
    """

    before: Network
    after: Network
    rules: Rules

    @classmethod
    def of(cls, network: Network, rules: Rules, changes: ChangeSet) -> Both:
        """Return a network without changes and with them, asked about everything (SEMANTICS K30)."""
        whole = network.within(None)
        return cls(whole, whole.apply(changes), rules)

    @property
    def sides(self) -> tuple[Network, Network]:
        """Both, the one without the change first."""
        return self.before, self.after

    @property
    def facts(self) -> tuple[Facts, Facts]:
        """What the questions derive of each."""
        before, after = self.sides
        return facts_of(before, self.rules), facts_of(after, self.rules)

    def joint(self, network: Network, rows: Ints | Longs) -> Longs:
        """Return the joint numbers of rows of one of the two; -1 for -1."""
        if network.tables() is self.before.tables():  # facts keep a network of their own, of the same rows
            return rows.astype(np.int64)
        return np.where(rows >= 0, self._joint[rows], -1)

    def made(self, joint: int) -> int:
        """Return the row with the change of something that it makes, by joint number."""
        return joint - self.before.rows.size

    @cached_property
    def _joint(self) -> Longs:
        """By row with the change, the joint number."""
        old, new = self.before.rows, self.after.rows
        known = pl.DataFrame({"key": old.keys, "row": np.arange(old.size, dtype=np.int64)})
        found = new.keys.to_frame("key").join(known, on="key", how="left", maintain_order="left")["row"]
        own = pl.Series(np.arange(new.size, dtype=np.int64)) + old.size
        result: Longs = found.fill_null(own).to_numpy()
        return result
