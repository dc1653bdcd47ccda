"""What Hypothesis may make of the kinds: rows, and change sets of rows that refer to each other.

Keys come from a small pool, so that rows meet: one changes what another put, refers to what a third
removes. Many change sets are therefore bad; a test that wants good ones starts from rows that exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
from hypothesis import strategies as st

from graph.changes import ORIGIN, PUT, REMOVE, ChangeSet
from graph.kinds import Field, all_kinds, kind_of
from graph.tables import references_of, row_schema

#: Few days, so that validities touch and overlap; the outer ones are those that values accept.
DAYS = tuple(date(*day) for day in ((1900, 1, 1), (2021, 1, 1), (2022, 1, 1), (2023, 1, 1), (2199, 12, 31)))
SIZE = 3  # keys a kind

Row = dict[str, Any]


def pool(kind: str, size: int = SIZE) -> list[str]:
    """Return the keys of a kind that strategies use."""
    return [f"{kind}-{number}" for number in range(size)]


def texts() -> st.SearchStrategy[str]:
    """Texts as people write them, and as nobody should: quotes, line ends, characters beyond the BMP."""
    return st.text(min_size=1, max_size=8) | st.sampled_from(["甲", "3号楼", "it's", '"', "a\x00b", "𠮷", "null", "[]"])


_VALUES: Mapping[str, Callable[[], st.SearchStrategy[Any]]] = {
    "text": texts,
    "texts": lambda: st.lists(texts(), max_size=3),
    "integer": lambda: st.integers(-(2**63), 2**63 - 1),
    "decimal": lambda: st.floats(allow_nan=False),
    "flag": st.booleans,
    "day": lambda: st.sampled_from(DAYS),
}


def values(one: Field) -> st.SearchStrategy[Any]:
    """Values of a field, null where it may be."""
    if one.vocabulary == "axis":
        found: st.SearchStrategy[Any] = st.sampled_from(["territory", "property"])
    elif one.type == "reference":
        found = st.sampled_from([key for kind in kept(one.to) for key in pool(kind)])
    else:
        found = _VALUES[one.type]()
    return found if one.required else st.none() | found


def kept(kinds: Sequence[str]) -> list[str]:
    """Return those of some kinds that exist yet."""
    there = {kind.kind for kind in all_kinds()}
    return [kind for kind in kinds if kind in there]


def rows(kind: str, keys: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Row]:
    """Whole rows of a kind, with a validity that makes sense; what they refer to may not exist."""
    own: dict[str, st.SearchStrategy[Any]] = {one.name: values(one) for one in kind_of(kind).fields}
    ends = {
        name: st.sampled_from([key for to in kept(kinds) for key in pool(to)])
        for name, kinds in references_of(kind)
        if name not in own
    }
    columns = {"key": keys if keys is not None else st.sampled_from(pool(kind)), **ends, **own}
    return st.fixed_dictionaries(columns).map(_in_order)


def _in_order(row: Row) -> Row:
    since, until = row["since"], row["until"]
    if since is None or until is None or since < until:
        return row
    return {**row, "since": until, "until": since if until < since else None}


def frame(kind: str, found: Sequence[Row]) -> pl.DataFrame:
    """Return rows, each perhaps with an ``op`` and an origin, as a frame of a change set."""
    schema = {"op": pl.String(), **row_schema(kind), **ORIGIN}
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in found], schema=schema)


@st.composite
def change_sets(draw: st.DrawFn, kinds: Sequence[str] | None = None, most: int = 3) -> ChangeSet:
    """Change sets over a few kinds, good and bad: puts and removals, with and without an origin."""
    names = sorted(draw(st.sets(st.sampled_from(kinds or [kind.kind for kind in all_kinds()]), min_size=1, max_size=4)))
    frames = {}
    for kind in names:
        found = draw(st.lists(rows(kind), min_size=1, max_size=most, unique_by=lambda row: row["key"]))
        operations = draw(st.lists(st.sampled_from([PUT, PUT, PUT, REMOVE]), min_size=len(found), max_size=len(found)))
        origin = {"file": "演示.xlsx", "sheet": kind} if draw(st.booleans()) else {}
        frames[kind] = frame(
            kind,
            [
                {**row, "op": op, **origin, "row": place if origin else None}
                for place, (row, op) in enumerate(zip(found, operations, strict=True), start=2)
            ],
        )
    return ChangeSet(frames, by=draw(st.sampled_from(["", "演示甲"])), source=draw(st.sampled_from(["", "演示.xlsx"])))
