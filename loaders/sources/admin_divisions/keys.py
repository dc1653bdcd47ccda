"""The key of each row: known by its code, else by its name below its parent, else new."""

from __future__ import annotations

import polars as pl

from graph.values.code import LEVELS
from loaders.identity import minted
from loaders.reading import Context
from loaders.sources.admin_divisions.codes import short_name
from loaders.sources.admin_divisions.editions import Known


def with_keys(rows: pl.DataFrame, known: Known, coded: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Return the rows with ``key``, the key of their parent ``_above``, and what places are beside name and level.

    What did not change stays as it was told: a unit keeps the edition in which its code and its name were read first,
    and the short name that somebody gave it.
    """
    stored = context.tables["place"]
    bare = stored.filter(pl.col("code").is_null()).join(
        context.tables["part_of"].select(key="source", _above="target").unique(), on="key", how="left"
    )
    rows = rows.with_columns(
        code_source=pl.lit(context.options["code_source"], pl.String), short_name=short_name(pl.col("name"))
    )
    rows = rows.join(known.keys.select("code", _known="key"), on="code", how="left", maintain_order="left")
    new = rows["_known"].is_null()
    keys = (
        rows["_known"].scatter(new.arg_true(), _new(rows.filter(new), stored, context)) if new.any() else rows["_known"]
    )
    rows = rows.with_columns(key=keys)
    if bare.height:
        rows = _named_before(rows, bare)
    above = rows.select(parent="code", _above="key")
    elsewhere = coded.join(rows, on="code", how="anti").join(rows, on="key", how="anti")
    above = pl.concat([above, elsewhere.select(parent="code", _above="key")])
    rows = rows.join(above, on="parent", how="left", maintain_order="left")
    return _as_told(rows, stored, context.options["code_version"])


def _new(rows: pl.DataFrame, stored: pl.DataFrame, context: Context) -> pl.Series:
    """Return new keys; where a unit that had the code once has its key, the name and the edition tell them apart."""
    parts = {"code": rows["code"], "code_source": rows["code_source"]}
    keys = minted("place", parts)
    taken = keys.is_in(stored["key"].implode())
    if not taken.any():
        return keys
    edition = pl.Series([str(context.options["code_version"])], dtype=pl.String).new_from_index(0, rows.height)
    others = minted("place", {**parts, "parent": edition, "name": rows["name"]})
    return pl.select(pl.when(taken).then(others).otherwise(keys).alias("key"))["key"]


def _as_told(rows: pl.DataFrame, stored: pl.DataFrame, version: str) -> pl.DataFrame:
    told = stored.select(
        "key",
        _code="code",
        _name="name",
        _version="code_version",
        _short="short_name",
        _derived=short_name(pl.col("name")),
    )
    rows = rows.join(told, on="key", how="left", maintain_order="left")
    same = (pl.col("_code") == pl.col("code")) & (pl.col("_name") == pl.col("name"))
    given = pl.when((pl.col("_short") != pl.col("_derived")).fill_null(value=True) | same).then("_short")
    return rows.with_columns(
        code_version=pl.coalesce(pl.when(same).then("_version"), pl.lit(version, pl.String)),
        short_name=pl.coalesce(given, "short_name"),
    )


def _named_before(rows: pl.DataFrame, bare: pl.DataFrame) -> pl.DataFrame:
    """Take known places that had no code yet for the ones of their name, from the widest level down."""
    for length in LEVELS:
        here = pl.col("code").str.len_bytes() == length
        above = rows.select(parent="code", _above="key")
        ours = rows.filter(here & pl.col("_known").is_null()).join(above, on="parent", how="left")
        for spelling in ("name", "short_name"):
            same = ours.join(
                bare.select("_above", _bare="key", **{spelling: "name"}), on=["_above", spelling], nulls_equal=False
            ).unique("code", keep="none")
            rows = rows.join(same.select("code", "_bare"), on="code", how="left", maintain_order="left")
            rows = rows.with_columns(key=pl.coalesce("_bare", "key")).drop("_bare")
    return rows
