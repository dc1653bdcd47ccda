"""How many homes would come to each seat: the load of an audit (SEMANTICS A3)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from graph.answers.audit import LOAD
from graph.facts.shown import Shown, shown_unit
from graph.network import Network
from graph.network.columns import Ints
from graph.questions.auditing.counts import COUNTED, SUMMED, Walked, shown_counts

_KEYS = ("seat", "unit", "person")


def load_rows(network: Network, walked: list[Walked]) -> pl.DataFrame:
    """Return one row a seat and who sits there, the most homes first; a home once a seat, over all chains."""
    total = heard_by(network, walked)
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
        *shown_counts(),
    ).cast(pl.Schema(LOAD.schema))


def heard_by(network: Network, walked: list[Walked]) -> pl.DataFrame:
    """Return what comes to each seat, unit and person, in no order; counts are in the columns of ``SUMMED``."""
    parts = [part for one in walked for part in _heard(network, one)]
    schema = pl.Schema({**dict.fromkeys(_KEYS, pl.Int64()), **COUNTED})
    return pl.concat(parts).group_by(_KEYS).agg(SUMMED).cast(schema) if parts else pl.DataFrame(schema=schema)


def _heard(network: Network, one: Walked) -> Iterator[pl.DataFrame]:
    """Yield, for each slot of each chain, how many homes come to each of its options that was not counted before."""
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
            asked, counts = one.summed(at, column.option.take(at))
            yield pl.DataFrame(
                {
                    "seat": column.of.seat.take(asked),
                    "unit": shown_unit(network, column.of.carrier.take(asked)),
                    "person": column.of.person.take(asked),
                    **counts,
                }
            )
        earlier += mine
