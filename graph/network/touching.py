"""What a commit touches, so that a cache of answers can tell which still hold.

::

    touched                                  what holds all the same
    remarks alone                         -> all but what tells remarks (SEMANTICS P8)
    kinds that something leaves aside     -> it: an answer of who is next in line says nothing of steps of needs
    names of places, and remarks, alone   -> what only shows names, and none of these
    anything else                         -> nothing

What does not depend on a kind says so itself (``Question.aside``); tests compare it with a fresh computation.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from graph.changes import ChangeSet, puts
from graph.kinds import Tie, kind_of
from graph.network.remarks import moved, remarks_of
from graph.tables import Tables

_PLACE, _NAME = "place", "name"


@dataclass(frozen=True)
class Touched:
    """What changes touch.

    Attributes:
        kinds: Every kind of which they have a row.
        moved: The kinds of which they touch more than remarks.
        keys: The keys of the things that rows of them are of, end at or refer to.
        called: Where they touch nothing but what places are called, and remarks: the names of these places, before and
            after; else None.
    """

    kinds: frozenset[str]
    moved: frozenset[str]
    keys: frozenset[str]
    called: frozenset[str] | None = None


def touched(tables: Tables, changes: ChangeSet) -> Touched:
    """Return what changes touch of the rows that were.

    Example:
        >>> from graph.changes import apply
        >>> place = {"key": ["place-a"], "level": ["community"], "name": ["甲社区"], "note": ["演示"]}
        >>> tables = apply(Tables({}), ChangeSet({"place": pl.DataFrame(place)}))
        >>> sorted(touched(tables, ChangeSet({"place": pl.DataFrame({**place, "name": ["乙社区"]})})).called)
        ['乙社区', '甲社区']
        >>> touched(tables, ChangeSet({"place": pl.DataFrame({**place, "level": ["grid"]})})).called is None
        True
    """
    kinds = frozenset(kind for kind, change in changes.frames.items() if change.height)
    more = moved(tables, changes)
    keys = frozenset().union(*(_keys(kind, changes.frames[kind]) for kind in kinds))
    return Touched(kinds, more, keys, _called(tables, changes) if more == {_PLACE} == kinds else None)


def _keys(kind: str, change: pl.DataFrame) -> set[str]:
    """Return the keys of things that changed rows speak of; of what becomes otherwise, after it."""
    model = kind_of(kind)
    tie = issubclass(model, Tie)
    columns = ["source", "target"] if tie else ["key"]
    columns += [one.name for one in model.fields if one.to and change.schema[one.name] == pl.String]
    return {key for name in columns for key in change[name].to_list() if key is not None}


def _called(tables: Tables, changes: ChangeSet) -> frozenset[str] | None:
    """Return the names of changed places if they are otherwise the same but for remarks."""
    change, known = changes.frames[_PLACE], tables[_PLACE]
    put = puts(change)
    same = [name for name in known.columns if name not in {_NAME, *remarks_of(_PLACE)}]
    before = known.join(put.select(same), on=same, how="semi", nulls_equal=True)
    names = pl.concat([before[_NAME], put[_NAME]])
    if put.height < change.height or before.height < put.height or names.null_count():
        return None
    return frozenset(names.to_list())
