"""Places make a forest: on each axis, at any time, one parent and no way around back to oneself.

A ``part_of`` that names no axis counts on every axis on which its place has no other parent at that
time; so beside one that names an axis it is no second parent, and beside another of its sort it is.

Cycles are looked for in all rows at once, whatever their axis and validity, by taking away ends
until nothing changes: a forest vanishes in as many rounds as it is deep. Only what is left then is
looked at axis by axis and day by day, since places may well change sides over time.
"""

from __future__ import annotations

from datetime import date
from typing import NoReturn

import polars as pl

from graph.changes import ORIGIN, PUT, where
from graph.errors import BadChange

AXES = ("territory", "property")
_SHOWN = 8  # places of a cycle named in the refusal


def check_forest(before: pl.DataFrame, change: pl.DataFrame) -> None:
    """Refuse a change of ``part_of`` after which places are no forest.

    Args:
        before: The current ``part_of`` rows of the places concerned and of those above them, or more.
        change: The rows to put and to remove.

    Raises:
        BadChange: An unknown axis, a place within itself, a second parent at one time, or a cycle.
    """
    put = change.filter(pl.col("op") == PUT)
    _axes_are_known(put)
    _nothing_is_in_itself(put)
    kept = before.join(change, on="key", how="anti").with_columns(
        *(pl.lit(None, dtype).alias(name) for name, dtype in ORIGIN.items()), new=pl.lit(False)
    )
    after = pl.concat([kept, put.with_columns(new=pl.lit(True)).select(kept.columns)])
    _one_parent_at_a_time(after.join(put, on="source", how="semi") if kept.height else after)
    tangle = without_ends(after)
    if tangle.height:
        _no_cycle_on_any_day(after.join(tangle, on="source", how="semi"))


def _axes_are_known(put: pl.DataFrame) -> None:
    bad = put.filter(pl.col("axis").is_not_null() & ~pl.col("axis").is_in(AXES))
    if bad.height:
        bad = bad.sort("key")
        raise BadChange("part_of_axis", first=where(bad, 0), found=bad["axis"][0], expected=", ".join(AXES))


def _nothing_is_in_itself(put: pl.DataFrame) -> None:
    bad = put.filter(pl.col("source") == pl.col("target"))
    if bad.height:
        bad = bad.sort("key")
        raise BadChange("part_of_itself", first=where(bad, 0), second=bad["source"][0])


def _one_parent_at_a_time(siblings: pl.DataFrame) -> None:
    """Two rows of one place and axis overlap if one begins before the latest end so far."""
    group = ["source", "axis"]
    if siblings["source"].n_unique() == siblings.height:  # of most tables, and quickly seen
        return
    crowded = siblings.filter(pl.len().over(group) > 1)
    if not crowded.height:
        return
    ordered = crowded.with_columns(
        pl.col("since").fill_null(date.min).alias("_from"), pl.col("until").fill_null(date.max).alias("_to")
    ).sort(*group, "_from", "key")
    clash = ordered.filter(pl.col("_from") < pl.col("_to").cum_max().shift(1).over(group))
    if clash.height:
        second = clash.row(0, named=True)
        earlier = ordered.filter(
            (pl.col("source") == second["source"])
            & pl.col("axis").eq_missing(second["axis"])
            & (pl.col("key") != second["key"])
            & (pl.col("_from") <= second["_from"])
            & (pl.col("_to") > second["_from"])
        )
        raise BadChange(
            "part_of_second_parent",
            place=second["source"],
            axis=second["axis"] or "-",
            first=where(earlier, 0),
            second=where(clash, 0),
        )


def without_ends(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that lie on a cycle or between two: what is left when leaves and roots are taken away."""
    while rows.height:
        inner = rows.join(rows, left_on="target", right_on="source", how="semi")
        inner = inner.join(inner, left_on="source", right_on="target", how="semi")
        if inner.height == rows.height:
            break
        rows = inner
    return rows


def _no_cycle_on_any_day(rows: pl.DataFrame) -> None:
    """Look at each axis on each day on which a parent of these places changes."""
    days = pl.concat([rows["since"], rows["until"]]).drop_nulls().unique().sort().to_list()
    for axis in AXES:
        for day in [date.min, *days]:
            loop = without_ends(_counting(rows, axis, day))
            if loop.height:
                _refuse_cycle(loop, axis)


def _counting(rows: pl.DataFrame, axis: str, day: date) -> pl.DataFrame:
    """Return the rows that count on an axis on a day; there, each place has one parent at most."""
    valid = rows.filter((pl.col("since").fill_null(date.min) <= day) & (pl.col("until").fill_null(date.max) > day))
    named = valid.filter(pl.col("axis") == axis)
    return pl.concat([named, valid.filter(pl.col("axis").is_null()).join(named, on="source", how="anti")])


def _refuse_cycle(loop: pl.DataFrame, axis: str) -> NoReturn:
    """Name a row of the change on the cycle, the next row above it, and the places all around."""
    rows = loop.sort(~pl.col("new"), "key")
    position = {source: index for index, source in enumerate(rows["source"])}
    start = position[rows["source"][0]]
    around, at = [start], position[rows["target"][start]]
    while at != start:
        around.append(at)
        at = position[rows["target"][at]]
    places = [rows["source"][one] for one in around]
    shown = [*places[:_SHOWN], "…"] if len(places) > _SHOWN else [*places, places[0]]
    raise BadChange(
        "part_of_cycle",
        axis=axis,
        first=where(rows, around[0]),
        second=where(rows, around[1]),
        path=" → ".join(shown),
    )
