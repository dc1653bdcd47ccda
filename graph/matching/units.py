"""In which units offers and demands are counted, column by column (SEMANTICS M4, M5)."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.network import Network
from graph.network.columns import Ints, Longs
from graph.values.units import SO_MANY_OF

_KINDS = ("offer", "need", "project")


def same_sort(one: str = "unit", other: str = "unit_offer") -> pl.Expr:
    """Return whether two columns of units count the same sort of thing; null where one is not written."""
    base = {unit: of for unit, (of, _) in SO_MANY_OF.items()}
    return pl.col(one).replace(base) == pl.col(other).replace(base)


def many_of(unit: str) -> pl.Expr:
    """Return how many of the smallest unit of its sort one of a column is."""
    sizes = {name: size for name, (_, size) in SO_MANY_OF.items()}
    return pl.col(unit).replace_strict(sizes, default=1, return_dtype=pl.Int64).fill_null(1)


def weight() -> pl.Expr:
    """Return how many steps of a lot one unit of a demand takes, by ``unit``, ``unit_offer`` and ``grain``."""
    size = pl.when(same_sort()).then(many_of("unit")).otherwise(many_of("unit_offer"))
    return pl.max_horizontal(size // pl.col("grain"), 1)


def begun(amount: pl.Expr, step: pl.Expr) -> pl.Expr:
    """Return how many steps an amount begins."""
    return -(-amount // step)


def weights_of(network: Network, source: Ints, target: Ints) -> Longs:
    """Return, tie by tie, how much of an offer, in the smallest unit, one unit of a demand takes."""
    rows = network.rows
    units = {kind: rows.frame(kind)["unit"] for kind in _KINDS}
    if not any(column.is_in(list(SO_MANY_OF)).any() for column in units.values()):
        return np.ones(source.size, dtype=np.int64)
    size, sort = np.ones(rows.size, dtype=np.int64), np.full(rows.size, -1, dtype=np.int64)
    sorts = sorted({of for of, _ in SO_MANY_OF.values()})
    numbers = {of: at for at, of in enumerate(sorts)}
    numbers |= {unit: numbers[of] for unit, (of, _) in SO_MANY_OF.items()}
    for kind, column in units.items():
        first, last = rows.block[kind]
        size[first:last] = column.to_frame("unit").select(many_of("unit")).to_series().to_numpy()
        sort[first:last] = column.replace_strict(numbers, default=-1, return_dtype=pl.Int64).fill_null(-1).to_numpy()
    alike = (sort[source] >= 0) & (sort[source] == sort[target])
    found: Longs = np.where(alike, size[target], size[source])
    return found
