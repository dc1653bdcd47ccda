"""A revision made undone: the changes that put back what it found, as long as nothing later builds on it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import polars as pl

from graph.changes import PUT, REMOVE, ChangeSet, differing, whole_rows
from graph.concealing import concealed_changes
from graph.errors import BadChange, NoSuchRevision
from graph.stores.base import Store
from graph.tables import Tables, all_tables
from graph.words.listed import Listed


def reversal(store: Store, number: int, *, by: str = "") -> ChangeSet:
    """Return the changes that reverse one revision, against the current one.

    A row that the revision changed gets back what it held before; one that it brought is removed, one that it removed
    is put again. The revision stays in the history, and so does its reversal. An identity number that a row held before
    is put back hidden: nothing writes one down any more (SEMANTICS V7).

    Raises:
        NoSuchRevision: It was never made.
        BadChange: Rows of it are not as it left them, or others refer to what it brought; the revisions that did so
            are named.
    """
    newest = store.revision().number
    if not 1 <= number <= newest:
        raise NoSuchRevision(revision=number, newest=newest)
    first = revision_before(store, number)
    done = store.deltas(first, number)
    before = store.tables(tuple(done.frames), at=first)
    _check_alone(store, number, done, before, newest)
    frames = {kind: _back(whole_rows(before, kind), frame) for kind, frame in done.frames.items()}
    return concealed_changes(ChangeSet(frames, by=by, source=f"undo {number}", base=newest))


def revision_before(store: Store, number: int) -> int:
    """Return the number of the revision before one, of those that a store knows: those of a part have gaps."""
    return max((one.number for one in store.revisions() if one.number < number), default=0)


def _back(before: pl.DataFrame, done: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a kind as they were, and those that were not there as removed."""
    put = before.join(done.select("key"), on="key", how="semi").with_columns(op=pl.lit(PUT))
    gone = done.filter(pl.col("op") == PUT).join(before, on="key", how="anti").with_columns(op=pl.lit(REMOVE))
    return pl.concat([put, gone.select(put.columns)], how="vertical")


def _check_alone(store: Store, number: int, done: ChangeSet, before: Tables, newest: int) -> None:
    """Refuse a revision of which a row is not as it left it, or to which something else refers that it brought.

    What a later one changed and a still later one, as its reversal, put back is as it was left.
    """
    touched = {key for frame in done.frames.values() for key in frame["key"].to_list()}
    made = touched - {key for kind in done.frames for key in before[kind]["key"].to_list()}
    if number == newest:
        return
    now = store.tables()
    other = {key for frame in differing(now, done).frames.values() for key in frame["key"].to_list()}
    other |= set(_referring(now, made)) - touched
    if not other:
        return
    known = [one.number for one in store.revisions() if one.number >= number]
    later = [one for last, one in pairwise(known) if other & set(_keys(store.deltas(last, one)))]
    raise BadChange("undo_built_upon", number=number, revisions=Listed(map(str, later)), count=len(other))


def _referring(tables: Tables, made: set[str]) -> Iterator[str]:
    """Yield the rows that refer to a thing that was made."""
    for table in all_tables() if made else ():
        for column in table.references:
            yield from tables[table.name].filter(pl.col(column).is_in(list(made)))["key"].to_list()


def _keys(changes: ChangeSet) -> Iterator[str]:
    for frame in changes.frames.values():
        yield from frame["key"].to_list()
