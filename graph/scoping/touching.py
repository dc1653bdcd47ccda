"""Which revisions touched what somebody sees: of the others they hear nothing (SEMANTICS V23)."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from graph.changes import puts
from graph.kinds import Kind, Thing, Tie, kind_of
from graph.scoping.cut import Cut
from graph.stores import Store
from graph.tables import is_tie


def touches(store: Store, cut: Cut, upper: int, lower: int | None = None) -> bool:
    """Return whether a revision, or any after ``lower`` up to it, did something to what is seen.

    Rows are looked at as they became and as they were before: what went away was seen then.
    """
    since = upper - 1 if lower is None else lower
    changes = store.deltas(since, upper)
    if any(concerns(kind, puts(frame), cut) for kind, frame in changes.frames.items()):
        return True
    before = store.tables(tuple(changes.frames), at=since, personal=False)
    return any(
        concerns(kind, before[kind].join(frame.select("key"), on="key", how="semi"), cut)
        for kind, frame in changes.frames.items()
    )


def concerns(kind: str, rows: pl.DataFrame, cut: Cut) -> bool:
    """Return whether any of some rows is seen, or would be: it is tied to what is seen in a way that shows it."""
    return concerned(kind, rows, cut).height > 0


def concerned(kind: str, rows: pl.DataFrame, cut: Cut) -> pl.DataFrame:
    """Return the rows that are seen, or would be: they are tied to what is seen in a way that shows them."""
    if not rows.height:
        return rows
    kept = pl.col("key").is_in(cut.kept[kind]["key"].implode())
    return rows.filter(pl.any_horizontal(kept, *_showing(kind_of(kind), cut)))


def _showing(kind: type[Kind], cut: Cut) -> Iterator[pl.Expr]:
    seen, inside = cut.seen.implode(), cut.inside.implode()
    if issubclass(kind, Tie):
        source, target = pl.col("source"), pl.col("target")
        yield source.is_in(inside) | target.is_in(inside)
        yield source.is_in(seen) & target.is_in(seen)
        if "source" in kind.along or kind.brought:
            yield target.is_in(seen)
        if "target" in kind.along or "place" in kind.source:
            yield source.is_in(seen)
        if "source" in kind.along and "place" in kind.target:  # that it reaches elsewhere counts too
            yield source.is_in(seen)
    for one in kind.fields:
        if one.to and one.required and not is_tie(kind):
            yield pl.col(one.name).is_in(inside)
        if one.anchors and issubclass(kind, Thing) and kind.covers:
            yield pl.col(one.name).is_in(seen)


def last_touching(store: Store, cut: Cut, newest: int, oldest: int = 0) -> int:
    """Return the last revision after ``oldest`` that touched what is seen; ``oldest`` where none did.

    Most that are bound somewhere work there, so it is looked for from the newest on back, in steps that double.
    """
    upper, step = newest, 1
    while upper > oldest:
        lower = max(oldest, upper - step)
        if touches(store, cut, upper, lower):
            return _between(store, cut, lower, upper)
        upper, step = lower, step * 2
    return oldest


def _between(store: Store, cut: Cut, lower: int, upper: int) -> int:
    """Return the last touching revision after ``lower``, up to ``upper``; there is one."""
    while upper - lower > 1:
        middle = (lower + upper) // 2
        if touches(store, cut, upper, middle):
            lower = middle
        else:
            upper = middle
    return upper


def same(one: pl.DataFrame, other: pl.DataFrame) -> bool:
    """Return whether two frames hold the same rows in the same order."""
    return one is other or (one.height == other.height and one.equals(other))
