"""Further tables of coverage over all norms that were asked: the load of holders, and items by subjects.

A norm with overrides, or one that two packs have, was asked in parts; here it is one again.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import polars as pl

from graph.answers.coverage import LOAD, MATRIX
from graph.facts import Facts
from graph.norms import type_of
from graph.norms.asking import Asked
from graph.norms.matrix import matrix_of


def load_of(facts: Facts, asked: Sequence[Asked]) -> pl.DataFrame:
    """Return how much each holder answers for.

    Who is counted where a norm asks otherwise too is judged by what it asks elsewhere, else by the first change of it.
    """
    found = [type_of(one.norm).load(facts, part) for one in asked for part in (one.found, *one.elsewhere)]
    rows = pl.concat([pl.DataFrame(schema=LOAD.schema), *(one for one in found if one is not None)])
    if len({one.norm.id for one in asked if not one.elsewhere}) == len(asked):
        return rows
    by = [pl.col("norm"), pl.col("holder").struct.field("id").alias("id")]
    first = rows.select(*by).with_row_index().unique(["norm", "id"], keep="first").sort("norm", "id")
    return rows[first["index"]]


def matrix_by_item(facts: Facts, asked: Sequence[Asked]) -> pl.DataFrame:
    """Return items by subjects; of a norm that asks otherwise somewhere, all its parts as one."""
    found = [pl.DataFrame(schema=MATRIX.schema)]
    for _, same in groupby(asked, key=lambda one: one.norm.id):
        several = list(same)
        parts = [
            (at, one, rows)
            for at, one in enumerate(several)
            for part in (one.found, *one.elsewhere)
            if (rows := matrix_of(facts, part)) is not None
        ]
        joined = pl.concat([pl.DataFrame(schema=MATRIX.schema), *(rows for _, _, rows in parts)])
        found.append(joined if len(parts) < 2 else joined[_in_order(facts, joined, parts)])  # noqa: PLR2004 - as it is
    return pl.concat(found)


def _in_order(facts: Facts, joined: pl.DataFrame, parts: Sequence[tuple[int, Asked, pl.DataFrame]]) -> list[int]:
    """Return the order of rows of several parts: by item, as first told of a subject, then as the subjects lie."""
    position = [
        (at, {facts.network.key(row): place for place, row in enumerate(one.subjects.tolist())}, rows.height)
        for at, one, rows in parts
    ]
    lies = [(at, places) for at, places, height in position for _ in range(height)]
    ids, items = joined["subject"].struct.field("id").to_list(), joined["item"].to_list()
    told = sorted(range(len(ids)), key=lambda row: (lies[row][0], lies[row][1][ids[row]]))
    rank = {item: at for at, item in enumerate(dict.fromkeys(items[row] for row in told))}
    return sorted(told, key=lambda row: rank[items[row]])
