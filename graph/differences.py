"""What a change does, as somebody would tell it: who was appointed, who left, what was founded, moved or renamed.

A change set holds whole rows; here each is laid beside the row that it replaces. A superior that ends and another of
its sort that begins are one move; what is told of a new thing anyway, as its superior, is not told again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from graph.changes import REMOVE, ChangeSet, differing, whole_rows
from graph.kinds import Field, Tie, all_kinds, kind_of
from graph.names.former import KIND as FORMER
from graph.tables import Tables

Row = Mapping[str, Any]
#: In the order in which they are told.
WHAT = (
    "appointed", "left", "renewed", "founded", "ended", "moved", "renamed", "counted", "tied", "untied", "changed",
    "removed",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One thing that is otherwise.

    Attributes:
        what: One of ``WHAT``.
        kind: The kind of the row.
        key: The key of the row.
        thing: Whom it is about: the thing itself, or of a tie what it stands under.
        other: Of a tie, the other end; of a move, where to.
        field: Which field changed; of a new tie that has a state, that.
        before: What it was, as in the row; of a move, where from.
        after: What it is.
        on: Since when it is so, or of what ended the first day on which it was no longer so.
    """

    what: str
    kind: str
    key: str
    thing: str
    other: str | None = None
    field: str | None = None
    before: Any = None
    after: Any = None
    on: date | None = None


def differences(before: Tables, changes: ChangeSet) -> list[Difference]:
    """Return what changes make otherwise, in the order of ``WHAT``, then of the kinds and keys.

    Args:
        before: The rows that were; what is kept apart too, where changes of it are to be told.
        changes: What was done to them.
    """
    real = differing(before, changes)
    new = {
        key
        for kind, frame in real.frames.items()
        if not issubclass(kind_of(kind), Tie)
        for key in frame.join(before[kind], on="key", how="anti")["key"].to_list()
    }
    found = [
        one
        for kind in all_kinds()
        if kind.kind in real.frames
        for one in (
            _of_ties(kind, _pairs(before, real, kind.kind), new)
            if issubclass(kind, Tie)
            else _of_things(kind.kind, _pairs(before, real, kind.kind))
        )
    ]
    told = _of_renames(before, real, {one.thing for one in found if one.what == "renamed"})
    return sorted((one for one in found if one.key not in told), key=lambda one: WHAT.index(one.what))


def _of_renames(before: Tables, changes: ChangeSet, renamed: set[str]) -> set[str]:
    """Return the keys of former names that come or go with a rename, which tells of them."""
    rows = [one.select("key", "subject") for one in (changes.frames.get(FORMER), before[FORMER]) if one is not None]
    return set(pl.concat(rows).filter(pl.col("subject").is_in(list(renamed)))["key"])


def _pairs(before: Tables, changes: ChangeSet, kind: str) -> list[tuple[Row | None, Row | None]]:
    """Return each row that was beside the row that is, by key; None where there is none."""
    frame = changes.frames[kind].sort("key")
    known = whole_rows(before, kind).join(frame.select("key"), on="key", how="semi")
    old = {row["key"]: row for row in known.iter_rows(named=True)}
    return [(old.get(row["key"]), None if row["op"] == REMOVE else row) for row in frame.iter_rows(named=True)]


def _of_things(kind: str, pairs: list[tuple[Row | None, Row | None]]) -> Iterator[Difference]:
    for old, new in pairs:
        if new is None:
            if old is not None:
                yield Difference("removed", kind, old["key"], old["key"])
        elif old is None:
            yield Difference("founded", kind, new["key"], new["key"], on=new["since"])
        else:
            yield from _fields(kind, old, new, new["key"])


def _fields(kind: str, old: Row, new: Row, thing: str, other: str | None = None) -> Iterator[Difference]:
    """Yield the fields of a row that changed, each a difference."""
    for one in kind_of(kind).fields:
        was, now = old[one.name], new[one.name]
        if was == now:
            continue
        what, on = _called(one, was, other), now if one.name == "until" and was is None else None
        yield Difference(what, kind, new["key"], thing, other, one.name, was, now, on)


def _called(one: Field, was: Any, other: str | None) -> str:
    if other is not None:
        return "changed"
    if one.name == "name" and was is not None:
        return "renamed"
    if one.name == "until" and was is None:
        return "ended"
    return "counted" if one.type == "integer" and (one.units or one.name == "value") else "changed"


def _of_ties(tie: type[Tie], pairs: list[tuple[Row | None, Row | None]], fresh: set[str]) -> Iterator[Difference]:
    at, other = tie.column_at, "target" if tie.column_at == "source" else "source"
    seat = tie.target == ("post",)  # who sits in a post comes and goes; what lies under another moves
    begun = [new for old, new in pairs if old is None and new is not None]
    over = [(old, new) for old, new in pairs if old is not None and _ends(old, new)]
    moved: dict[str, Row] = {}
    again = _renewed(begun, over)
    over = [(old, new) for old, new in over if old["key"] not in again.values()]
    for old, _ in [] if seat or tie.single is None else over:
        turn = [new for new in begun if new["key"] not in {*moved, *again} and _same_turn(tie, at, old, new)]
        if turn:
            moved[turn[0]["key"]] = old
    gone = {row["key"] for row in moved.values()}
    for new in begun:
        if new["key"] in again:
            yield Difference("renewed", tie.kind, new["key"], new[at], new[other], on=new["since"])
        elif new["key"] in moved:
            old = moved[new["key"]]
            yield Difference(
                "moved", tie.kind, new["key"], new[at], new[other], None, old[other], new[other], new["since"]
            )
        elif seat or new[at] not in fresh:
            what = "appointed" if seat else "tied"
            state = "state" if new.get("state") else None  # of what is tied, how far it is: asked, claimed
            ends = (
                (new[at], new[other]) if seat else (new["source"], new["target"])
            )  # as the tie is told: who gives what
            yield Difference(what, tie.kind, new["key"], *ends, state, None, new.get("state"), on=new["since"])
    for row, ended in over:
        if row["key"] not in gone:
            what, on = "left" if seat else "untied", None if ended is None else ended["until"]
            ends = (row[at], row[other]) if seat else (row["source"], row["target"])
            yield Difference(what, tie.kind, row["key"], *ends, on=on)
    for was, now in pairs:
        if was is not None and now is not None and not _ends(was, now):
            yield from _fields(tie.kind, was, now, now[at], now[other])


def _renewed(begun: list[Row], over: list[tuple[Row, Row | None]]) -> dict[str, str]:
    """Return, by key of a tie that begins, that of the one between the same two that ends on that day."""
    ended = {(old["source"], old["target"], new["until"]): old["key"] for old, new in over if new is not None}
    found = {new["key"]: ended.get((new["source"], new["target"], new["since"])) for new in begun}
    return {key: old for key, old in found.items() if old is not None}


def _ends(old: Row, new: Row | None) -> bool:
    return new is None or (old["until"] is None and new["until"] is not None)


def _same_turn(tie: type[Tie], at: str, old: Row, new: Row) -> bool:
    """Return whether of two ties one takes the place of the other."""
    if tie.single_if and old[tie.single_if[0]] != tie.single_if[1]:
        return False
    return bool(old[at] == new[at]) and all(old[name] == new[name] for name in tie.single or ())
