"""A numbering changed by rows: what a commit does not touch is taken over, and the rest put in its place.

The same as to number everything anew (``Rows(apply(tables, changes))``), to which a test holds it, in a time
that hangs on how much is changed: a kind that is not named is shared, or its ends shifted where others moved; of a
named one the lines that stay are copied in long pieces (``Splice``). Nothing is sorted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.changes import PUT, ChangeSet, apply, puts
from graph.kinds import Tie, kind_of
from graph.network.numbering import ALWAYS, NEVER, Ints, Rows, TieRows, days_of, tie_rows
from graph.network.splicing import Splice
from graph.tables import Tables, tables_of


@dataclass(frozen=True)
class Patch:
    """A numbering with what was changed in it.

    Attributes:
        rows: The new numbering.
        splices: By changed kind of thing, what became of its lines.
        moved: By old row the new one, -1 of what was removed; None where no row moved.
        ties: The changed kinds of ties.
    """

    rows: Rows
    splices: Mapping[str, Splice]
    moved: Ints | None
    ties: frozenset[str]


class _Unknown(Exception):
    """A tie ends at something that is not there: nothing is known of its row."""


def patched(rows: Rows, changes: ChangeSet) -> Rows:
    """Return ``Rows(apply(rows.tables, changes))``: rows of a kind that is not changed are taken over.

    The tables come in another order: of changed kinds of things, sorted by key.
    """
    return patch(rows, changes).rows


def patch(rows: Rows, changes: ChangeSet) -> Patch:
    """Return the numbering after changes, with what became of the old one."""
    of_ties = frozenset(kind for kind in changes.frames if issubclass(kind_of(kind), Tie))
    of_things = [kind for kind in changes.frames if kind not in of_ties]
    splices, fresh = {}, {}
    for kind in of_things:
        splices[kind], fresh[kind] = _things(rows.frame(kind), kind, changes.frames[kind])
    frames = {
        kind: splices[kind].frame(frame, fresh[kind]) if kind in splices else frame
        for kind, frame in ((kind, rows.frame(kind)) for kind in rows.block)
    }
    moved = None if all(one.replaces for one in splices.values()) else _moved(rows, splices, frames)
    try:
        ties = {
            kind: _ties(rows.ties[kind], changes.frames[kind], frames, moved)
            if kind in of_ties
            else _shifted(rows.ties[kind], moved)
            for kind in rows.ties
        }
    except _Unknown:
        return Patch(Rows(apply(rows.tables, changes)), {}, None, of_ties)
    new = Rows.numbered(
        _tables(rows.tables, changes, of_ties, frames),
        frames,
        rows.keys if moved is None else pl.concat([frame["key"] for frame in frames.values()], rechunk=True),
        _spliced(rows, rows.since, splices, {kind: days_of(one["since"], ALWAYS) for kind, one in fresh.items()}),
        _spliced(rows, rows.until, splices, {kind: days_of(one["until"], NEVER) for kind, one in fresh.items()}),
        ties,
    )
    return Patch(new, splices, moved, of_ties)


def _things(frame: pl.DataFrame, kind: str, change: pl.DataFrame) -> tuple[Splice, pl.DataFrame]:
    """Return what becomes of the lines of a kind of thing, and its new lines."""
    change = change.sort("key")
    at = np.atleast_1d(np.asarray(frame["key"].search_sorted(change["key"])))
    known = np.zeros(at.size, dtype=bool)
    inside = at < frame.height
    known[inside] = (frame["key"].gather(at[inside]) == change["key"].filter(pl.Series(inside))).to_numpy()
    put = (change["op"] == PUT).to_numpy()
    return Splice(frame.height, at[known].tolist(), at[put].tolist()), _put(kind, change)


def _put(kind: str, change: pl.DataFrame) -> pl.DataFrame:
    return puts(change).select(list(tables_of(kind)[0].schema))


def _moved(rows: Rows, splices: Mapping[str, Splice], frames: Mapping[str, pl.DataFrame]) -> Ints:
    """Return by old row the new one, -1 of what was removed."""
    found = np.arange(rows.size, dtype=np.int32)
    now = 0
    for kind, (first, last) in rows.block.items():
        if kind in splices:
            lines = splices[kind].moved()
            found[first:last] = np.where(lines >= 0, lines + np.int32(now), np.int32(-1))
        else:
            found[first:last] += np.int32(now - first)
        now += frames[kind].height
    return found


def _spliced(rows: Rows, column: Ints, splices: Mapping[str, Splice], fresh: Mapping[str, Ints]) -> Ints:
    """Return a column by row, with that of the new lines."""
    if not splices:
        return column
    parts = ((kind, column[first:last]) for kind, (first, last) in rows.block.items())
    return np.concatenate([splices[kind].ints(part, fresh[kind]) if kind in splices else part for kind, part in parts])


def _shifted(tie: TieRows, moved: Ints | None) -> TieRows:
    """Return ties that are not changed, whose ends may have moved."""
    if moved is None or not tie.source.size:
        return tie
    source, target = moved[tie.source], moved[tie.target]
    if min(source.min(), target.min()) < 0:
        raise _Unknown
    return TieRows(tie.kind, source, target, tie.since, tie.until, tie.frame)


def _ties(tie: TieRows, change: pl.DataFrame, frames: Mapping[str, pl.DataFrame], moved: Ints | None) -> TieRows:
    """Return changed ties: what is new comes where its source, target and key belong."""
    new = tie_rows(tie.kind, put := _put(tie.kind, change), _lookup(tie.kind, put, frames))
    drop = tie.frame["key"].is_in(change["key"].implode()).arg_true().to_numpy()
    stays = np.delete(np.arange(tie.source.size), drop)
    old = TieRows(tie.kind, tie.source[stays], tie.target[stays], tie.since, tie.until, tie.frame)
    old = _shifted(old, moved)
    splice = Splice(tie.source.size, drop.tolist(), _places(old, new, stays))
    source, target = (tie.source, tie.target) if moved is None else (moved[tie.source], moved[tie.target])
    return TieRows(
        tie.kind,
        splice.ints(source, new.source),
        splice.ints(target, new.target),
        splice.ints(tie.since, new.since),
        splice.ints(tie.until, new.until),
        splice.frame(tie.frame, new.frame),
    )


def _places(old: TieRows, new: TieRows, stays: Ints) -> list[int]:
    """Return by new tie the position before which it comes: just after the last of those that stay before it."""
    wide = np.int64(2**31)
    codes, wanted = (one.source.astype(np.int64) * wide + one.target for one in (old, new))
    first, last = codes.searchsorted(wanted), codes.searchsorted(wanted, side="right")
    keys, found = new.frame["key"], []
    for line, (low, high) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        same = old.frame["key"].gather(stays[low:high]).to_list() if low < high else []
        before = low + sum(key < keys[line] for key in same)
        found.append(int(stays[before - 1]) + 1 if before else 0)
    return found


def _lookup(kind: str, put: pl.DataFrame, frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the rows of what new ties end at, by key."""
    model = kind_of(kind)
    assert issubclass(model, Tie)  # noqa: S101 - of ties only
    wanted = pl.concat([put["source"], put["target"]]).unique().sort()
    found: dict[str, int] = {}
    first = 0
    for of, frame in frames.items():
        if of in {*model.source, *model.target} and frame.height:
            at = np.minimum(np.atleast_1d(np.asarray(frame["key"].search_sorted(wanted))), frame.height - 1)
            here = (frame["key"].gather(at) == wanted).to_numpy()
            found |= zip(wanted.filter(pl.Series(here)).to_list(), (at[here] + first).tolist(), strict=True)
        first += frame.height
    if len(found) < wanted.len():
        raise _Unknown
    return pl.DataFrame({"key": list(found), "row": list(found.values())}, schema={"key": pl.String, "row": pl.Int32})


def _tables(
    tables: Tables, changes: ChangeSet, ties: Iterable[str], frames: Mapping[str, pl.DataFrame]
) -> Tables:
    """Return the tables after changes, with the lines of things that were numbered."""
    after = apply(tables, ChangeSet({kind: changes.frames[kind] for kind in ties}))
    things = {kind: frames[kind] for kind in changes.frames if kind in frames}
    return Tables({**after, **things}, tables.revision, personal=tables.personal, outside=tables.outside)
