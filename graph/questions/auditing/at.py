"""Where the paths of the homes of each building end: what ``audit`` finds, told by where people live.

``audit`` tells where a path is broken; whoever walks through an estate wants to know for which houses (SEMANTICS A1).
"""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.facts import facts_of
from graph.network import Network
from graph.questions.auditing.walks import walks_of
from graph.rules import Rules
from graph.walking.fold import DEAD_END, TOP, UNKNOWN

#: A line a place and chain: how many starts there end how, the lowest slot not reached, and one start that is broken.
COLUMNS = {
    "place": pl.String,
    "chain": pl.String,
    "top": pl.Int64,
    "dead_end": pl.Int64,
    "unknown": pl.Int64,
    "slot": pl.String,
    "example": pl.String,
}


def ends_at(network: Network, rules: Rules, level: str = "building") -> pl.DataFrame:
    """Return how the paths end of the homes in each place of a level; what lies in none stands for itself.

    Args:
        network: Asked about the homes in its *within*, on its date.
        rules: The profiles.
        level: The level of the places.

    Example:
        >>> from datetime import date
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> ends_at(Network(Tables({}), date(2024, 11, 1)), load_rules()).height
        0
    """
    facts = facts_of(network, rules)
    codes, names = network.rows.codes("place", "level")
    marked = codes == (names.index(level) if level in names else -2)
    marked &= network.view.valid[: network.view.places]
    parts = [pl.DataFrame(schema={**COLUMNS, "at": pl.Int64, "order": pl.Int64})]
    for one in walks_of(network, facts):
        for order, (chain, walks) in enumerate(one.folds.items()):
            around = network.view.nearest(marked, walks.starts)
            at = np.where(around >= 0, around, walks.starts).astype(np.int64)
            slots = [slot.key for slot in one.profile.chains[chain].slots]
            broken = np.isin(walks.end, (DEAD_END, UNKNOWN))
            lines = pl.DataFrame(
                {
                    "at": at,
                    "top": walks.end == TOP,
                    "dead_end": walks.end == DEAD_END,
                    "unknown": walks.end == UNKNOWN,
                    "missing": pl.Series(np.where(broken, walks.missing, -1)).replace(-1, None),
                    "start": pl.Series(np.where(broken, walks.starts, -1)).replace(-1, None),
                }
            )
            parts.append(
                _summed(network, lines, slots).with_columns(chain=pl.lit(chain), order=pl.lit(order, pl.Int64))
            )
    rows = pl.concat(parts, how="diagonal_relaxed")
    where = network.view.territory.low[rows["at"].to_numpy()]
    return rows.with_columns(where=where).sort("where", "order").select(*COLUMNS)


def _summed(network: Network, lines: pl.DataFrame, slots: list[str]) -> pl.DataFrame:
    """Return the lines of starts by place, with slot and example in keys."""
    summed = lines.group_by("at").agg(
        pl.col("top", "dead_end", "unknown").sum().cast(pl.Int64),
        pl.col("missing").min(),
        pl.col("start").first(ignore_nulls=True),
    )
    rows = summed["start"].to_list()
    return summed.with_columns(
        place=pl.Series([network.key(row) for row in summed["at"].to_list()], dtype=pl.String),
        slot=pl.Series([None if one is None else slots[one] for one in summed["missing"].to_list()], dtype=pl.String),
        example=pl.Series([None if row is None else network.key(row) for row in rows], dtype=pl.String),
    ).drop("missing", "start")
