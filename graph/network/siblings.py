"""In which order places of one parent stand: display order, then name with its numbers as numbers, then key."""

from __future__ import annotations

import polars as pl


def sibling_order(places: pl.DataFrame, last: int) -> pl.DataFrame:
    """Return what orders places before their keys do: ``order``, and ``name`` with each number eight digits wide.

    Args:
        places: Their lines.
        last: The order of a place that says none.

    Example:
        >>> sibling_order(pl.DataFrame({"display_order": [None], "name": ["10号楼"]}), 99).row(0)
        (99, '00000010号楼')
    """
    return places.select(
        pl.col("display_order").fill_null(last).alias("order"),
        pl.col("name").str.replace_all(r"(\d+)", "00000000$1").str.replace_all(r"0*(\d{8})", "$1").alias("name"),
    )


def comes_before(order: int, name: str | None, row: int) -> pl.Expr:
    """Return which of some ordered places, ``order``, ``name`` and ``row``, come before another one."""
    named, same = pl.col("name").fill_null(""), pl.col("order") == order
    key = same & (named == (name or "")) & (pl.col("row") < row)
    return (pl.col("order") < order) | (same & (named < (name or ""))) | key
