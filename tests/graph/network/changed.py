"""Random changes to a random ledger, after which each tie still ends at something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
from hypothesis import strategies as st

from graph.changes import PUT, REMOVE, ChangeSet, apply
from graph.kinds import things, ties
from graph.tables import Tables
from tests.networks import DAYS, Drawn, networks

KINDS = [kind.kind for kind in (*things(), *ties())]


@st.composite
def changes(draw: Callable[..., Any], drawn: Drawn, other: st.SearchStrategy[Drawn] | None = None) -> ChangeSet:
    """Draw changes: rows of another ledger put, rows of this one ended, begun or removed, and ties that hang removed.

    Args:
        draw: Draws.
        drawn: The ledger.
        other: Where new rows are from; None = any other ledger.
    """
    tables, more = drawn.tables, draw(other or networks()).tables
    some = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=6, unique=True))
    frames = {kind: frame for kind in some if (frame := _changed(draw, kind, tables, more)).height}
    return without_hanging(tables, ChangeSet(frames))


def _changed(draw: Callable[..., Any], kind: str, tables: Tables, more: Tables) -> pl.DataFrame:
    """Draw what changes of one kind, of no row more than one thing."""
    here, there = tables[kind], more[kind]
    put = there[draw(_lines(there))].with_columns(op=pl.lit(PUT))
    dated = here[draw(_lines(here))].with_columns(
        op=pl.lit(PUT),
        since=pl.lit(draw(st.sampled_from([None, *DAYS])), pl.Date),
        until=pl.lit(draw(st.sampled_from([None, *DAYS])), pl.Date),
    )
    gone = here[draw(_lines(here))].with_columns(op=pl.lit(REMOVE))
    found: pl.DataFrame = pl.concat([gone, dated, put]).unique("key", keep="first", maintain_order=True)
    return found


def _lines(frame: pl.DataFrame) -> st.SearchStrategy[list[int]]:
    if not frame.height:
        return st.just([])
    return st.lists(st.integers(0, frame.height - 1), max_size=3, unique=True)


def without_hanging(tables: Tables, changes: ChangeSet) -> ChangeSet:
    """Return changes that also remove each tie which ends at nothing after them, and put none."""
    after = apply(tables, changes)
    keys = pl.concat([after[kind.kind]["key"] for kind in things()]).implode()
    frames = dict(changes.frames)
    for tie in ties():
        hangs = after[tie.kind].filter(~(pl.col("source").is_in(keys) & pl.col("target").is_in(keys)))
        if hangs.height:
            known = hangs.filter(pl.col("key").is_in(tables[tie.kind]["key"].implode())).with_columns(op=pl.lit(REMOVE))
            said = frames.get(tie.kind, known.clear()).filter(~pl.col("key").is_in(hangs["key"].implode()))
            frames[tie.kind] = pl.concat([said, known], how="diagonal_relaxed")
    return ChangeSet(frames)
