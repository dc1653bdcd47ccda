"""What is known within the lists that a file says are complete, and the file does not list.

Judged inside the file's own listings only: what the file never spoke of cannot be missing from it.
"""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from graph.changes import whole_rows
from graph.errors import NotFound
from graph.facts.selecting import select
from graph.kinds import ties
from graph.network import Network
from graph.tables import Tables
from graph.values.mask import mask
from loaders.reading import Complete, Context, Over


def missing(
    complete: list[Complete], rows: dict[str, pl.DataFrame], context: Context, over: Collection[str] = ()
) -> list[Over]:
    """Return what is missing, each thing once, and report it; what is said to be ``over`` is not missing."""
    tables = context.tables
    found: dict[str, Over] = {}
    network: Network | None = None
    listed = _listed(rows)
    for one in complete:
        if _all_listed(one, tables, listed):
            continue  # no network is needed to say so, and that of a whole country is large
        network = network.on(one.as_of) if network else Network(tables, one.as_of)
        try:
            selected = select(network, one.selector.restricted(one.within))
        except NotFound:  # the place itself is new, so nothing known lies in it
            continue
        known = pl.DataFrame({"key": network.rows.keys.filter(pl.Series(selected))})
        for key in known.join(listed, on="key", how="anti", maintain_order="left")["key"].to_list():
            if key not in found and key not in over:
                found[key] = Over(key, one.kind, one.as_of)
                context.report.warn("missing", one.where, found=_shown(context, key))
    return list(found.values())


def _all_listed(one: Complete, tables: Tables, listed: pl.DataFrame) -> bool:
    """Return whether everything known of its kinds is listed, wherever it lies; where nothing is known, it is."""
    kinds = one.selector.fields.get("kind", frozenset([one.kind])) | {one.kind}
    known = (tables[kind].select("key") for kind in kinds if tables[kind].height)
    return all(keys.join(listed, on="key", how="anti").is_empty() for keys in known)


def _listed(rows: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Return everything that the file lists, or names: who holds a post is not missing among the people."""
    columns = [frame[name] for frame in rows.values() for name in ("key", "source", "target") if name in frame.columns]
    return pl.DataFrame({"key": pl.concat([pl.Series("key", [], pl.String), *(one.alias("key") for one in columns)])})


def ended(things: list[Over], tables: Tables, rows: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return the rows that end things, and with them the ties at them, as of the lists that leave them out.

    A tie that the file itself speaks of stays as the file says. What began on the day of the list stays too: it would
    have been there on no day.
    """
    some_day = pl.col("since").is_null() | (pl.col("since") < pl.col("until"))
    days = pl.DataFrame(
        {"key": [one.key for one in things], "_day": [one.as_of for one in things]},
        schema={"key": pl.String, "_day": pl.Date},
    )
    found: dict[str, pl.DataFrame] = {}
    for kind in dict.fromkeys(one.kind for one in things):
        over = whole_rows(tables, kind).join(days, on="key").with_columns(until="_day").drop("_day")
        found[kind] = over.filter(some_day)
        days = days.join(over.filter(~some_day), on="key", how="anti")
    for tie in ties():
        known = whole_rows(tables, tie.kind).filter(pl.col("until").is_null())
        if tie.kind in rows:
            known = known.join(rows[tie.kind], on="key", how="anti")
        over = known.join(days.rename({"key": "source", "_day": "_from"}), on="source", how="left")
        over = over.join(days.rename({"key": "target", "_day": "_to"}), on="target", how="left")
        over = over.with_columns(until=pl.min_horizontal("_from", "_to")).drop("_from", "_to")
        over = over.filter(pl.col("until").is_not_null() & some_day)
        if over.height:
            found[tie.kind] = over
    return found


def _shown(context: Context, key: str) -> str:
    path = context.names.path_of(key)
    return mask(path) if key.startswith("person-") else path
