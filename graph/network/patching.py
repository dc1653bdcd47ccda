"""A numbering patched with changed rows: rows that a commit does not touch are taken over.

The same as to number everything anew (``Rows(apply(tables, changes))``), to which a test holds it, in a time
that hangs on how much is changed: a kind that is not named is shared, or its ends shifted where others moved; of a
named one the lines that stay are copied in long pieces (``Splice``). Nothing is sorted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from graph.changes import PUT, ChangeSet, apply, puts
from graph.kinds import Tie, kind_of, tie_of
from graph.network.columns import ALWAYS, NEVER, Ints, days_of
from graph.network.numbering import Parts, Rows
from graph.network.splicing import Splice
from graph.network.tying import TieRows, tie_rows
from graph.tables import Tables, tables_of

#: What becomes of the lines of a table, and the new ones.
Spliced = tuple[Splice, pl.DataFrame]


@dataclass(frozen=True)
class Patch:
    """A numbering after a change, with how old rows map to new ones.

    Attributes:
        before: The old numbering.
        rows: The new one.
        things: By changed kind of thing, what became of its lines, and the new ones.
        ties: The changed kinds of ties.
        moved: By old row the new one, -1 of what is gone; None where no row moved.
        anew: Whether everything was numbered anew, and nothing can be taken over.
    """

    before: Rows
    rows: Rows
    things: Mapping[str, Spliced]
    ties: frozenset[str]
    moved: Ints | None = None
    anew: bool = False

    def same(self, kind: str, columns: Sequence[str]) -> bool:
        """Return whether a changed kind still has the same lines, compared by some columns, where it has them."""
        splice, new = self.things[kind]
        some = [name for name in columns if name in new.columns]
        return splice.replaces and self.before.frame(kind)[list(splice.drop)].select(some).equals(new.select(some))

    @cached_property
    def ranked_so(self) -> bool:
        """Whether places are the same and stand among their siblings as before."""
        return "place" not in self.things or self.same("place", ["key", "name", "display_order"])


class _Unknown(Exception):
    """A tie ends at something that is not there: nothing is known of its row."""


def patch(rows: Rows, changes: ChangeSet, revision: int | None = None) -> Patch:
    """Return the numbering after changes, with how old rows map to new ones.

    Args:
        rows: The numbering, of no day.
        changes: What is changed.
        revision: Of which revision it is then; None = of the same.
    """
    of_ties = frozenset(kind for kind in changes.frames if issubclass(kind_of(kind), Tie))
    things = {
        kind: _things(rows.frame(kind), kind, frame) for kind, frame in changes.frames.items() if kind not in of_ties
    }
    frames = {
        kind: things[kind][0].frame(rows.frame(kind), things[kind][1]) if kind in things else rows.frame(kind)
        for kind in rows.block
    }
    moved = None if all(splice.replaces for splice, _ in things.values()) else _moved(rows, things, frames)
    tables = _tables(rows.tables, changes, of_ties, frames, rows.tables.revision if revision is None else revision)
    try:
        ties = {
            kind: _ties(rows.ties[kind], changes.frames[kind], frames, moved)
            if kind in of_ties
            else _shifted(rows.ties[kind], moved)
            for kind in rows.ties
        }
    except _Unknown:
        return Patch(rows, Rows(tables), {}, of_ties, anew=True)
    keys = rows.keys if moved is None else pl.concat([frame["key"] for frame in frames.values()], rechunk=True)
    since = _spliced(rows, rows.since, things, "since", ALWAYS)
    until = _spliced(rows, rows.until, things, "until", NEVER)
    new = Rows.numbered(Parts(tables, frames, keys, since, until, ties))
    return Patch(rows, new, things, of_ties, moved)


def _things(frame: pl.DataFrame, kind: str, change: pl.DataFrame) -> Spliced:
    """Return how the lines of a kind of thing map to new ones, and the lines that are added."""
    change = change.sort("key")
    at = np.atleast_1d(np.array(frame["key"].search_sorted(change["key"])))
    known = np.zeros(at.size, dtype=bool)
    inside = at < frame.height
    known[inside] = (frame["key"][at[inside]] == change["key"].filter(pl.Series(inside))).to_numpy()
    put = (change["op"] == PUT).to_numpy()
    new = put & ~known
    for removed in at[known & ~put].tolist() if new.any() else ():  # what is put where it stood is not the same thing
        at[new & (at == removed)] += 1
    return Splice(frame.height, at[known].tolist(), at[put].tolist()), _put(kind, change)


def _put(kind: str, change: pl.DataFrame) -> pl.DataFrame:
    return puts(change)[list(tables_of(kind)[0].schema)]


def _moved(rows: Rows, things: Mapping[str, Spliced], frames: Mapping[str, pl.DataFrame]) -> Ints:
    """Return by old row the new one, -1 of what was removed."""
    found = np.arange(rows.size, dtype=np.int32)
    now = 0
    for kind, (first, last) in rows.block.items():
        if kind in things:
            lines = things[kind][0].moved()
            found[first:last] = np.where(lines >= 0, lines + np.int32(now), np.int32(-1))
        else:
            found[first:last] += np.int32(now - first)
        now += frames[kind].height
    return found


def _spliced(rows: Rows, column: Ints, things: Mapping[str, Spliced], name: str, empty: int) -> Ints:
    """Return a column of days by row, with those of the new lines."""
    found = []
    for kind, (first, last) in rows.block.items():
        part = column[first:last]
        if kind in things:
            splice, new = things[kind]
            part = splice.column(part, days_of(new[name], empty))
        found.append(part)
    return np.concatenate(found) if things else column


def _shifted(tie: TieRows, moved: Ints | None) -> TieRows:
    """Return ties that are not changed, whose ends may have moved."""
    if moved is None or not tie.source.size:
        return tie
    source, target = moved[tie.source], moved[tie.target]
    if min(source.min(), target.min()) < 0:
        raise _Unknown
    return TieRows(tie.kind, source, target, tie.since, tie.until, tie.frame)


def _ties(tie: TieRows, change: pl.DataFrame, frames: Mapping[str, pl.DataFrame], moved: Ints | None) -> TieRows:
    """Return changed ties; new ones are inserted in the order of source, target and key."""
    put = _put(tie.kind, change)
    new = tie_rows(tie.kind, put, _lookup(tie.kind, put, frames))
    drop = tie.frame["key"].is_in(change["key"].implode()).arg_true().to_numpy()
    stays = np.delete(np.arange(tie.source.size), drop)
    old = TieRows(tie.kind, tie.source[stays], tie.target[stays], tie.since, tie.until, tie.frame)
    old = _shifted(old, moved)
    splice = Splice(tie.source.size, drop.tolist(), _places(old, new, stays))
    source, target = (tie.source, tie.target) if moved is None else (moved[tie.source], moved[tie.target])
    return TieRows(
        tie.kind,
        splice.column(source, new.source),
        splice.column(target, new.target),
        splice.column(tie.since, new.since),
        splice.column(tie.until, new.until),
        splice.frame(tie.frame, new.frame),
    )


def _places(old: TieRows, new: TieRows, stays: Ints) -> list[int]:
    """Return by new tie the position before which it comes: just after the last of those that stay before it."""
    wide = np.int64(2**31)
    codes, wanted = (one.source.astype(np.int64) * wide + one.target for one in (old, new))
    first, last = codes.searchsorted(wanted), codes.searchsorted(wanted, side="right")
    keys, found = new.frame["key"], []
    for line, (low, high) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        same = old.frame["key"][stays[low:high]].to_list() if low < high else []
        before = low + sum(key < keys[line] for key in same)
        found.append(int(stays[before - 1]) + 1 if before else 0)
    return found


def _lookup(kind: str, put: pl.DataFrame, frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the rows of the ends of new ties, by key."""
    model = tie_of(kind)
    wanted = pl.concat([put["source"], put["target"]]).unique().sort()
    found: dict[str, int] = {}
    first = 0
    for of, frame in frames.items():
        if of in {*model.source, *model.target} and frame.height:
            at = np.minimum(np.atleast_1d(np.asarray(frame["key"].search_sorted(wanted))), frame.height - 1)
            here = (frame["key"][at] == wanted).to_numpy()
            found |= zip(wanted.filter(pl.Series(here)).to_list(), (at[here] + first).tolist(), strict=True)
        first += frame.height
    if len(found) < wanted.len():
        raise _Unknown
    return pl.DataFrame({"key": list(found), "row": list(found.values())}, schema={"key": pl.String, "row": pl.Int32})


def _tables(
    tables: Tables, changes: ChangeSet, ties: Iterable[str], frames: Mapping[str, pl.DataFrame], revision: int
) -> Tables:
    """Return the tables after changes, with the lines of things that were numbered."""
    tied = {kind: tables.passing(kind) for kind in ties}  # of what nobody looks at no table is made, nor kept
    after = apply(Tables(tied, personal=tables.personal), ChangeSet({kind: changes.frames[kind] for kind in ties}))
    things = {kind: frames[kind] for kind in changes.frames if kind in frames}
    return tables.with_frames({**{kind: after[kind] for kind in ties}, **things}, revision)
