"""Compares a table with an earlier edition of its source: which unit each code names now, and which codes have changed.

SEMANTICS D2, D3. A code that names something else than it did is a conflict, and units that are gone here and new
there under one name may be one unit moved. Neither is decided in silence: the load is refused, names them, and is
told the next time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from loaders.reading import Context
from loaders.report import Where
from loaders.sources.admin_divisions.table import Table
from loaders.sources.admin_divisions.units import moved, stem

ALL, NONE = "all", "none"
_SEPARATORS = "，、;；"


@dataclass(frozen=True)
class Known:
    """Which known unit each row is.

    Attributes:
        keys: ``code`` and ``key`` of the rows that are known units.
        moved: Keys of units that have another code than they had.
        over: Keys of units whose code names another unit now.
    """

    keys: pl.DataFrame
    moved: list[str]
    over: list[str]


def known_units(
    rows: pl.DataFrame, stored: pl.DataFrame, context: Context, tables: Sequence[Table], covers: pl.Expr
) -> Known:
    """Return which known unit of the source each row is; conflicts and moves that nobody decided are errors.

    Args:
        rows: Rows with their parents, each code once.
        stored: The known units of the source, as `coded` returns them.
        context: What is known, and what was told of ``moved``, ``renamed`` and ``replaced``.
        tables: The tables, to say where something is.
        covers: Of a known ``code``, whether the table says that its list is complete there.
    """
    beside = stored.select("code", "key", _above="above", _was="name", _short="short_name")
    known = rows.join(beside, on="code", maintain_order="left")
    differ = (pl.col("name") != pl.col("_was")) & (pl.col("name") != pl.col("_short")).fill_null(value=True)
    renamed = known.filter(differ)  # few, where a table is loaded again
    apart = renamed.filter(stem(pl.col("name")) != stem(pl.col("_was")))
    same = known.join(apart, on="code", how="anti") if apart.height else known
    gone = stored.filter(covers & pl.col("until").is_null()).join(rows, on="code", how="anti")
    gone = pl.concat([gone, stored.join(apart, on="code", how="semi")])
    new = pl.concat([rows.join(stored, on="code", how="anti"), apart.select(rows.columns)])
    pairs = _moves(gone, new, moved(gone, new, same.select("code", "key", above="_above")), rows, context, tables)
    _tell_renamed(renamed.join(apart, on="code", how="anti", maintain_order="left"), context, tables)
    apart = apart.join(pairs, on="key", how="anti", maintain_order="left")
    over = _conflicts(apart, set(pairs["code"]), context, tables)
    kept = apart.filter(~pl.col("key").is_in(over)).join(pairs, on="code", how="anti")
    keys = pl.concat([one.select("code", "key") for one in (same, pairs, kept)])
    return Known(keys, pairs["key"].to_list(), over)


def coded(context: Context) -> pl.DataFrame:
    """Return the known units of the source, of one code the last, each with the key of its parent as ``above``.

    Only what is asked of them: of the whole country every column more is ten megabytes in each step.
    """
    places = context.tables["place"].filter(
        pl.col("code").is_not_null() & (pl.col("code_source") == context.options["code_source"])
    )
    places = places.select("key", "code", "name", "short_name", "level", "until")
    if places["code"].n_unique() < places.height:
        places = places.sort("until", nulls_last=True).unique("code", keep="last", maintain_order=True)
    ties = context.tables["part_of"].filter(pl.col("until").is_null())
    inside = ties.join(places.select(target="key"), on="target", how="semi").unique("source", keep="first")
    return places.join(inside.select(key="source", above="target"), on="key", how="left")


def _moves(
    gone: pl.DataFrame,
    new: pl.DataFrame,
    looks: pl.DataFrame,
    rows: pl.DataFrame,
    context: Context,
    tables: Sequence[Table],
) -> pl.DataFrame:
    """Return the units that moved, as far as it was told; those that only look so are errors that ask."""
    said = context.options.get("moved")
    if said == ALL:
        return looks
    if said is None:
        asked = looks.join(rows.select("code", "table", "row", "name"), on="code", maintain_order="left")
        for was, code, place, row, name in asked.select("was", "code", "table", "row", "name").iter_rows():
            context.report.error("unit_moved", tables[place].where(row, "code"), found=f"{name}：{was} → {code}")
    if said in (None, NONE):
        return looks.clear()
    return _told(str(said), gone, new, context).select(looks.columns)


def _told(said: str, gone: pl.DataFrame, new: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Return the pairs that ``moved`` names, each ``old=new``."""
    found: dict[str, str] = {}
    before, after = set(gone["code"]), set(new["code"])
    for one in codes_in(said):
        was, equals, code = (part.strip() for part in one.partition("="))
        if not equals or was not in before or code not in after or code in found.values():
            context.report.error("moved_unknown", Where(column="moved"), found=one)
        else:
            found[was] = code
    pairs = pl.DataFrame(
        {"was": list(found), "code": list(found.values())}, schema={"was": pl.String, "code": pl.String}
    )
    return pairs.join(gone.select("key", was="code"), on="was", maintain_order="left")


def _conflicts(apart: pl.DataFrame, taken: set[str], context: Context, tables: Sequence[Table]) -> list[str]:
    """Return the keys of units that are over; a code that names something else, and was not told of, is an error.

    A unit whose code another one took by moving cannot have been renamed: it can only be over.
    """
    renamed, replaced = (_listed(context.options, name) for name in ("renamed", "replaced"))
    over: list[str] = []
    for code, key, name, was, place, row in apart.select("code", "key", "name", "_was", "table", "row").iter_rows():
        if code in replaced or (ALL in replaced and code not in renamed):
            over.append(key)
        elif code in taken or not ({code, ALL} & renamed):
            source = context.options["code_source"]
            where = tables[place].where(row, "name")
            context.report.error("code_names_other", where, found=code, known=was, named=name, source=source)
    return over


def _tell_renamed(rows: pl.DataFrame, context: Context, tables: Sequence[Table]) -> None:
    for place, row, was, name in rows.select("table", "row", "_was", "name").iter_rows():
        context.report.note("unit_renamed", tables[place].where(row, "name"), found=f"{was} → {name}")


def codes_in(said: str) -> list[str]:
    """Return what an option lists, parted by commas of either width."""
    for one in _SEPARATORS:
        said = said.replace(one, ",")
    return [part.strip() for part in said.split(",") if part.strip()]


def _listed(options: Mapping[str, Any], name: str) -> set[str]:
    said = options.get(name)
    return set() if said is None or said == NONE else set(codes_in(str(said)))
