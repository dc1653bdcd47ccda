"""A ledger from the top down in bundles of streets, each with its surroundings (SEMANTICS X1, X2).

To say what stands around a part costs as much as the ledger has rows. So it is parted twice: into pieces of many
streets, and each of these, which is a small ledger, into bundles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

from graph.network import Network
from graph.network.columns import Ints
from graph.parting.cuts import LEVEL, Cuts, cuts_of
from graph.parting.surroundings import Surroundings
from graph.tables import Tables

#: So many streets are asked together: a small network costs what it costs however few are in it.
STREETS = 50
#: And so many places at most, so that a part fits into the memory of a worker.
PLACES = 100_000
_PIECE = 40  # bundles
#: There are so many bundles where there are as many streets: some ten tasks for each core of a small cluster.
BUNDLES = 80

#: Of each place of a part: its place in the order of the whole tree, and whether it is the part's own.
PLACED = {"key": pl.String(), "position": pl.Int64(), "asked": pl.Boolean()}


@dataclass(frozen=True)
class Bundle:
    """A part of a ledger.

    Attributes:
        number: From 1; 0 is what lies above all streets.
        heads: Keys of the places with which it begins: streets, or what holds none.
        placed: As ``PLACED``, every place of the whole tree that is in it.
        tables: Its rows.
        apart: Paths, by key, of places above all streets that are in no part: something counts for them on the property
            axis alone, which lies elsewhere (SEMANTICS X5).
    """

    number: int
    heads: tuple[str, ...]
    placed: pl.DataFrame
    tables: Tables
    apart: Mapping[str, str] = field(default_factory=dict)


def bundles_of(
    network: Network, *, streets: int | None = None, places: int = PLACES, level: str = LEVEL
) -> Iterator[Bundle]:
    """Yield the parts of a ledger: what is above the streets first, then bundles in territory order.

    Args:
        network: A whole network, on the day that is asked about.
        streets: So many in a bundle at most; None = ``STREETS``, or fewer where that would make few bundles.
        places: So many places in a bundle at most, unless one street has more.
        level: What stands for a street.
    """
    cuts = cuts_of(network, level)
    ground, keys = Surroundings(network), network.rows.keys
    position = np.full(network.view.places, -1, dtype=np.int64)
    position[cuts.order] = np.arange(cuts.order.size)
    placed = pl.DataFrame({"key": keys[: network.view.places], "position": position})
    above = cuts.above()
    apart = np.isin(above, network.view.property_only[1])
    tables = ground.part(~ground.below(cuts.heads), nowhere=True)  # places that are over and lay in none of them too
    told = {keys[row]: network.path(row) for row in above[apart].tolist()}
    yield replace(_bundle(0, (), placed, keys, above[~apart], tables), apart=told)
    spans = cuts.spans(streets or min(STREETS, -(-cuts.heads.size // BUNDLES) or 1), places)
    for first in range(0, len(spans), _PIECE):
        piece = spans[first : first + _PIECE]
        yield from _pieces(network, ground, cuts, placed, piece, first + 1)


def _pieces(
    network: Network,
    ground: Surroundings,
    cuts: Cuts,
    placed: pl.DataFrame,
    spans: list[tuple[int, int]],
    number: int,
) -> Iterator[Bundle]:
    keys = network.rows.keys
    if number > 1 or spans[-1][1] < cuts.heads.size:  # else the piece is the whole
        part = ground.part(ground.below(cuts.heads[spans[0][0] : spans[-1][1]]))
        ground = Surroundings(Network(part, network.date))
    rows = ground.network.rows
    for at, (first, last) in enumerate(spans):
        heads = tuple(keys[cuts.heads[first:last]].to_list())
        here = np.array([rows.row(key) for key in heads], dtype=np.int32)
        tables = ground.part(ground.below(here))
        yield _bundle(number + at, heads, placed, keys, cuts.own(first, last), tables)


def _bundle(
    number: int, heads: tuple[str, ...], placed: pl.DataFrame, keys: pl.Series, own: Ints, tables: Tables
) -> Bundle:
    asked = pl.DataFrame({"key": keys[own], "asked": [True] * own.size}, schema={"key": pl.String, "asked": pl.Boolean})
    found = (
        tables["place"]
        .select("key")
        .join(placed, on="key", how="inner")
        .join(asked, on="key", how="left")
        .with_columns(pl.col("asked").fill_null(value=False))
        .filter(pl.col("position") >= 0)
        .sort("position")
    )
    return Bundle(number, heads, found.select(list(PLACED)), tables)
