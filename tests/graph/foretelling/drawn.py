"""Change sets of a drawn ledger, as odd as they come: what ends, what begins anew beside it, what points elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
from hypothesis import strategies as st

from graph.changes import ChangeSet
from graph.kinds import Tie, all_kinds
from graph.tables import Tables

Draw = Callable[[st.SearchStrategy[Any]], Any]
#: Rows that are of one day, or never change.
_STATEMENTS = ("figure", "listing", "step", "stated", "activity")


@st.composite
def changes_of(draw: Draw, tables: Tables, day: date, most: int = 4) -> ChangeSet:
    """Draw up to so many changes of a kind: rows that end, ties that go on to another end, rows that change back."""
    there = [kind for kind in all_kinds() if tables[kind.kind].height and kind.kind not in _STATEMENTS]
    frames = {}
    for kind in draw(st.lists(st.sampled_from(there), min_size=1, max_size=most, unique=True)) if there else ():
        rows = tables[kind.kind].to_dicts()
        chosen = draw(st.lists(st.sampled_from(range(len(rows))), min_size=1, max_size=most, unique=True))
        found = [one for at in chosen for one in _changed(draw, kind, rows[at], rows, day)]
        frames[kind.kind] = pl.DataFrame(found, schema=tables[kind.kind].schema, orient="row").unique("key")
    return ChangeSet(frames)


def _changed(draw: Draw, kind: type[Any], row: dict[str, Any], rows: list[dict[str, Any]], day: date) -> list[Any]:
    """Return what becomes of a row."""
    ended = {**row, "until": day} if row["since"] is None or row["since"] < day else {**row, "until": None}
    if not issubclass(kind, Tie):  # what is new comes first by key, so that every number is another one
        new = {**row, "key": row["key"].replace("-", "-0", 1), "since": day}
        return [[ended], [ended, new], [new]][draw(st.integers(0, 2))]
    ends = (None, "target") if kind.single is not None else (None, "source", "target")  # one parent an axis, not two
    end = draw(st.sampled_from(ends))
    if end is None:
        return [ended]
    like = row[end].partition("-")[0]
    others = [one[end] for one in rows if one[end].partition("-")[0] == like and not _circular(rows, row, end, one)]
    begun = {**row, "key": f"{row['key']}-{end}", end: draw(st.sampled_from(others)), "since": day} if others else None
    if begun is not None:
        rows.append(begun)
    return [ended] if begun is None else [ended, begun]


def _circular(rows: list[dict[str, Any]], row: dict[str, Any], end: str, other: dict[str, Any]) -> bool:
    """Return whether a tie with another end would lead back to where it starts; a store refuses that of some."""
    new = {**row, end: other[end]}
    seen, edge = set(), {new["target"]}
    while edge:
        seen |= edge
        edge = {one["target"] for one in rows if one["source"] in edge} - seen
    return new["source"] in seen
