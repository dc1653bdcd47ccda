"""Where orders lie and who has them: places and units of the ledger by name; made, where that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from graph.words.listed import Listed
from loaders.identity import minted, with_tie_keys
from loaders.reading import Batch, Context
from loaders.report import EXAMPLES, Where

#: What is made of an area, a spot in it and a unit that the ledger does not know.
_AREA, _SPOT, _UNIT = "community", "building", "government_office"
_ORIGIN = ("file", "sheet", "row")


def placed(orders: pl.DataFrame, context: Context) -> tuple[pl.DataFrame, list[Batch]]:
    """Return the orders with ``place`` and ``unit_key`` (null: not known), and the rows of what is made."""
    make = context.options.get("make")
    batches: list[Batch] = []
    areas = _found(orders, "area", "place", context)
    if make:
        areas = _made(areas, "area", batches, context, level=_AREA)
    frame = orders.join(areas.select("area", area_key="key"), on="area", how="left", maintain_order="left")
    spots = _spots(frame, context, make=make == "spots")
    if make == "spots":
        spots = _made_spots(spots, batches, context)
    frame = frame.join(
        spots.select("area", "spot", spot_key="key"), on=["area", "spot"], how="left", maintain_order="left"
    )
    units = _found(orders, "unit", "organisation", context)
    if make:
        units = _made(units, "unit", batches, context, form=_UNIT)
    frame = frame.join(units.select("unit", unit_key="key"), on="unit", how="left", maintain_order="left")
    _tell_unknown(areas, "area", frame, context)
    _tell_unknown(units, "unit", frame, context)
    nowhere = frame.filter(pl.coalesce("spot_key", "area_key").is_null())
    if nowhere.height:
        where = Where(nowhere["file"][0], nowhere["sheet"][0], nowhere["row"][0])
        context.report.warn("orders_nowhere", where, count=nowhere.height, of=frame.height)
    return frame.with_columns(place=pl.coalesce("spot_key", "area_key")), batches


def _found(orders: pl.DataFrame, role: str, kind: str, context: Context) -> pl.DataFrame:
    """Return each name of a role with its first row, and the key of the one thing that is called so."""
    names = orders.filter(pl.col(role).is_not_null()).unique(role, keep="first", maintain_order=True)
    keys = [_sole(context.names.matches(name, [kind])) for name in names[role]]
    return names.select(role, *_ORIGIN).with_columns(key=pl.Series(keys, dtype=pl.String))


def _sole(found: Sequence[str]) -> str | None:
    return found[0] if len(found) == 1 else None


def _made(found: pl.DataFrame, role: str, batches: list[Batch], context: Context, **fields: str) -> pl.DataFrame:
    """Return the names with keys for those that the ledger does not know, which are made."""
    kind = "organisation" if role == "unit" else "place"
    new = found.filter(pl.col("key").is_null())
    if new.height:
        parts: dict[str, Any] = {"name": new[role], **{name: [said] * new.height for name, said in fields.items()}}
        made = new.with_columns(minted(kind, parts))
        rows = made.select("key", *_ORIGIN, name=role, **{name: pl.lit(said) for name, said in fields.items()})
        batches.append(Batch(kind, rows))
        _tell_made(made, role, context)
        return found.filter(pl.col("key").is_not_null()).vstack(made.select(found.columns))
    return found


def _spots(frame: pl.DataFrame, context: Context, *, make: bool) -> pl.DataFrame:
    """Return each spot in its area, with the key of the one place that is called so there."""
    spots = frame.filter(pl.col("spot").is_not_null()).unique(["area", "spot"], keep="first", maintain_order=True)
    asked = spots.filter(_may_lie_in(context)) if not make else spots.clear()
    paths = asked.select(pl.concat_str("area", "spot", separator="/", ignore_nulls=True)).to_series()
    keys = [_sole(context.names.matches(path, ["place"])) for path in paths]
    found = asked.select("area", "spot", key=pl.Series(keys, dtype=pl.String))
    return spots.select("area", "area_key", "spot", *_ORIGIN).join(
        found, on=["area", "spot"], how="left", nulls_equal=True, maintain_order="left"
    )


def _may_lie_in(context: Context) -> pl.Expr:
    """Return of which spots the ledger may know the place: not of those in an area in which nothing lies."""
    tables = context.tables
    if not tables["place"].height:
        return pl.lit(False)
    around = tables["part_of"]["target"].unique()
    return pl.col("area_key").is_null() | pl.col("area_key").is_in(around.implode())


def _made_spots(spots: pl.DataFrame, batches: list[Batch], context: Context) -> pl.DataFrame:
    """Return the spots with keys: each is a building of its area; one that lies in no known area is not made."""
    new = spots.filter(pl.col("area_key").is_not_null())
    new = new.with_columns(minted("place", {"parent": new["area_key"], "name": new["spot"]}))
    if not new.height:
        return spots
    rows = new.select("key", *_ORIGIN, name="spot", level=pl.lit(_SPOT))
    ties = with_tie_keys("part_of", new.select(*_ORIGIN, source="key", target="area_key"), context.tables["part_of"])
    batches += [Batch("place", rows), Batch("part_of", ties)]
    return new


def _tell_made(made: pl.DataFrame, role: str, context: Context) -> None:
    shown = Listed(made[role].head(EXAMPLES))
    where = Where(made["file"][0], made["sheet"][0])
    context.report.note("orders_made", where, found=shown, count=made.height, role=f"work_order.{role}")


def _tell_unknown(found: pl.DataFrame, role: str, frame: pl.DataFrame, context: Context) -> None:
    """Tell once which names of a role no one thing of the ledger has, and of how many orders."""
    lost = found.filter(pl.col("key").is_null())
    if lost.height:
        count = frame.join(lost, on=role, how="semi").height
        shown = Listed(lost[role].head(EXAMPLES))
        where = Where(lost["file"][0], lost["sheet"][0], lost["row"][0])
        context.report.warn(
            "orders_unknown", where, found=shown, count=lost.height, orders=count, role=f"work_order.{role}"
        )
