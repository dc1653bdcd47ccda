"""A revision made undone: the changes that put back what it found, as long as nothing later builds on it."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from graph.changes import PUT, REMOVE, ChangeSet, whole_rows
from graph.errors import BadChange, NoSuchRevision
from graph.stores.base import Store
from graph.tables import Tables, references_of


def reversal(store: Store, number: int, *, by: str = "") -> ChangeSet:
    """Return the changes that reverse one revision, against the current one.

    A row that the revision changed gets back what it held before; one that it brought is removed, one that it removed
    is put again. The revision stays in the history, and so does its reversal.

    Raises:
        NoSuchRevision: It was never made.
        BadChange: Later revisions touch the same rows, or refer to what it brought; those revisions are named.
    """
    newest = store.revision().number
    if not 1 <= number <= newest:
        raise NoSuchRevision(revision=number, newest=newest)
    done = store.deltas(number - 1, number)
    before = store.tables(tuple(done.frames), at=number - 1)
    _check_alone(store, done, before, newest)
    frames = {kind: _back(whole_rows(before, kind), frame) for kind, frame in done.frames.items()}
    return ChangeSet(frames, by=by, source=f"undo {number}", base=newest)


def _back(before: pl.DataFrame, done: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a kind as they were, and those that were not there as removed."""
    put = before.join(done.select("key"), on="key", how="semi").with_columns(op=pl.lit(PUT))
    gone = done.filter(pl.col("op") == PUT).join(before, on="key", how="anti").with_columns(op=pl.lit(REMOVE))
    return pl.concat([put, gone.select(put.columns)], how="vertical")


def _check_alone(store: Store, done: ChangeSet, before: Tables, newest: int) -> None:
    """Refuse a revision of which something later has changed a row, or refers to what it brought."""
    number = (done.base or 0) + 1
    touched = {key for frame in done.frames.values() for key in frame["key"].to_list()}
    made = touched - {key for kind in done.frames for key in before[kind]["key"].to_list()}
    if number == newest or not any(_building(store.deltas(number, newest), touched, made)):
        return
    later: dict[int, set[str]] = {}
    for one in range(number + 1, newest + 1):
        if rows := set(_building(store.deltas(one - 1, one), touched, made)):
            later[one] = rows
    count = len(set().union(*later.values()))
    raise BadChange("undo_built_upon", number=number, revisions="、".join(map(str, later)), count=count)


def _building(changes: ChangeSet, touched: set[str], made: set[str]) -> Iterator[str]:
    """Yield the rows of later changes that are among those touched, or that refer to a thing that was made."""
    for kind, frame in changes.frames.items():
        yield from frame.filter(pl.col("key").is_in(list(touched)))["key"].to_list()
        for name, _ in references_of(kind):
            yield from frame.filter(pl.col(name).is_in(list(made)))["key"].to_list()
