"""What the starts of an audit stand for, and how lines of starts add up to rows (SEMANTICS A1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from graph.answers import UNBOUNDED
from graph.facts.bands import Band
from graph.network.columns import Ints, Longs
from graph.rules import Profile
from graph.walking.fold import Fold

_SUMS = ("homes_low", "homes_high", "households_low", "households_high", "stated")
_OPEN = ("homes_open", "households_open")
COUNTED = {**dict.fromkeys(_SUMS, pl.Int64()), **dict.fromkeys(_OPEN, pl.Boolean())}
#: How lines of one row add up.
SUMMED = (*(pl.col(name).sum() for name in _SUMS), *(pl.col(name).any() for name in _OPEN))


@dataclass(frozen=True)
class Walked:
    """The walks of the starts under one profile, a fold a chain, with what each start stands for and states."""

    profile: Profile
    folds: Mapping[str, Fold]
    homes: Band
    households: Band
    stated: Longs

    def counts(self, at: Ints | Longs) -> Mapping[str, object]:
        """Return what some starts stand for, a line a start, in the columns that ``SUMMED`` adds up."""
        homes, households = self.homes.take(at), self.households.take(at)
        return {
            "homes_low": homes.low,
            "homes_high": homes.bounded,
            "homes_open": homes.high >= UNBOUNDED,
            "households_low": households.low,
            "households_high": households.bounded,
            "households_open": households.high >= UNBOUNDED,
            "stated": self.stated[at],
        }


def shown_counts() -> tuple[pl.Expr, ...]:
    """Return homes, households and how many of these are stated, as rows show them."""
    return (_band("homes").alias("homes"), _band("households").alias("households"), pl.col("stated"))


def _band(name: str) -> pl.Expr:
    high = pl.when(~pl.col(f"{name}_open")).then(pl.col(f"{name}_high"))
    return pl.struct(pl.col(f"{name}_low").alias("low"), high.alias("high"))
