"""How many homes would come to each seat: the load of an audit (SEMANTICS A3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.answers import UNBOUNDED
from graph.answers.audit import LOAD
from graph.facts.bands import Band
from graph.facts.shown import Shown, shown_unit
from graph.network import Network
from graph.network.numbering import Ints, Longs
from graph.rules import Profile
from graph.walking.fold import Fold

_KEYS = ("seat", "unit", "person")
_SUMS = ("homes_low", "homes_high", "households_low", "households_high", "stated")
_OPEN = ("homes_open", "households_open")


@dataclass(frozen=True)
class Walked:
    """The walks of the starts under one profile, a fold a chain, with what each start stands for and states."""

    profile: Profile
    folds: Mapping[str, Fold]
    homes: Band
    households: Band
    stated: Longs


def load_rows(network: Network, walked: list[Walked]) -> pl.DataFrame:
    """Return one row a seat and who sits there, the most homes first; a home once a seat, over all chains."""
    parts = [part for one in walked for part in _heard(network, one)]
    if not parts:
        return pl.DataFrame(schema=LOAD.schema)
    total = pl.concat(parts).group_by(_KEYS).agg(pl.col(_SUMS).sum(), pl.col(_OPEN).any())
    total = total.sort(
        pl.col("homes_low").neg(),
        pl.col("seat") < 0,
        "seat",
        "unit",
        "person",
    )
    shown = Shown(network)
    rows = {name: total[name].to_numpy() for name in _KEYS}
    return total.select(
        shown.things(rows["unit"]).alias("unit"),
        shown.posts(rows["seat"]).alias("post"),
        shown.things(rows["person"]).alias("holder"),
        _band("homes").alias("homes"),
        _band("households").alias("households"),
        "stated",
    ).cast(pl.Schema(LOAD.schema))


def _band(name: str) -> pl.Expr:
    high = pl.when(~pl.col(f"{name}_open")).then(pl.col(f"{name}_high"))
    return pl.struct(pl.col(f"{name}_low").alias("low"), high.alias("high"))


def _heard(network: Network, one: Walked) -> Iterator[pl.DataFrame]:
    """Return, for each slot of each chain, how many homes come to each seat that was not counted before."""
    earlier: list[tuple[Ints, Ints, Ints]] = []
    for walks in one.folds.values():
        mine = []
        for column in walks.columns:
            seats, persons, carriers = column.seats, column.persons, column.units
            at = np.flatnonzero(carriers >= 0)
            for seen_seats, seen_persons, seen_carriers in earlier:
                again = (seen_seats[at] == seats[at]) & (seen_persons[at] == persons[at])
                again &= (seats[at] >= 0) | (seen_carriers[at] == carriers[at])
                at = at[~(again & (seen_carriers[at] >= 0))]
            mine.append((seats, persons, carriers))
            homes, households = one.homes.take(at), one.households.take(at)
            heard = pl.DataFrame(
                {
                    "seat": seats[at],
                    "unit": shown_unit(network, carriers[at]),
                    "person": persons[at],
                    "homes_low": homes.low,
                    "homes_high": homes.bounded,
                    "households_low": households.low,
                    "households_high": households.bounded,
                    "homes_open": homes.high >= UNBOUNDED,
                    "households_open": households.high >= UNBOUNDED,
                    "stated": one.stated[at],
                }
            )
            yield heard.group_by(_KEYS).agg(pl.col(_SUMS).sum(), pl.col(_OPEN).any())
        earlier += mine
