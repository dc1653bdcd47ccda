"""What somebody bound to a scope may write: what is inside, and nothing that brings more inside (SEMANTICS V24)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import NoReturn

import polars as pl

from graph.changes import ChangeSet, apply, differing, puts, where
from graph.errors import BadChange
from graph.keys import public_key
from graph.kinds import Tie, kind_of
from graph.network import Network
from graph.rules import Rules
from graph.scoping.cut import HOW, Cut
from graph.scoping.scope import Scope
from graph.scoping.standing import INSIDE, STUB, standing
from graph.stores.integrity import check
from graph.tables import Tables, references_of


def written_inside(
    tables: Tables, cut: Cut, scope: Scope, rules: Rules, whole: Network, changes: ChangeSet
) -> ChangeSet:
    """Return what of the changes is to be committed to the whole store.

    A key that somebody outside has already is another one there: who writes cannot tell (two communities may each have
    a need 1).

    Args:
        tables: What is seen of the newest revision, what is kept apart included.
        cut: How it is seen.
        scope: To what who writes is bound.
        rules: The rules in force.
        whole: The whole network.
        changes: What they want to write.

    Raises:
        BadChange: The changes would break the graph, refer to what is not there or not seen, or touch what is only seen
            from outside.
    """
    real = differing(tables, changes)
    if real.empty:
        return real
    check(tables, real)
    for kind, frame in real.frames.items():
        how = frame.join(cut.kept[kind], on="key", how="inner").filter(pl.col(HOW) < INSIDE)
        if how.height:
            _refuse(how)
    after = Network(apply(tables.without_personal(), real), whole.date)
    del rules
    _new_lie_inside(after, str(scope.place), real, cut)
    for kind, frame in real.frames.items():
        model = kind_of(kind)
        if issubclass(model, Tie):
            _tie_is_ours(model, frame, tables[kind], cut)
    return rekeyed(real, _taken(real, cut, whole), str(scope.place))


def _refuse(frame: pl.DataFrame) -> NoReturn:
    raise BadChange("change_outside", first=where(frame.sort("key"), 0))


def _new_lie_inside(after: Network, place: str, real: ChangeSet, cut: Cut) -> None:
    """Refuse what is new and does not come to lie inside, or with what is inside if it lies nowhere."""
    found = standing(after, place).things
    for kind, frame in real.frames.items():
        if issubclass(kind_of(kind), Tie):
            continue
        for position, key in enumerate(frame["key"].to_list()):
            row = after.rows.row(key)
            if row is not None and not cut.how(kind, [key]) and found[row] not in (INSIDE, STUB):
                _refuse(frame[position])


def _tie_is_ours(model: type[Tie], frame: pl.DataFrame, known: pl.DataFrame, cut: Cut) -> None:
    """Refuse ties that are written on what is not inside, or would bring it there."""
    outside = list(cut.outside)
    rows = frame.join(known.select("key", _source="source", _target="target"), on="key", how="left")
    source = pl.coalesce("source", "_source").is_in(outside)
    target = pl.coalesce("target", "_target").is_in(outside)
    moved = (
        pl.col("_source").is_null() | (pl.col("source") != pl.col("_source")) | (pl.col("target") != pl.col("_target"))
    )
    wrong = source & target
    if model.column and model.column_at == "target":
        wrong = wrong | target
    if "place" in model.source or (model.anchors is not None and model.anchors.by != "common"):
        wrong = wrong | (source & moved.fill_null(value=False))
    bad = rows.filter(wrong)
    if bad.height:
        _refuse(bad)


def _taken(real: ChangeSet, cut: Cut, whole: Network) -> dict[str, set[str]]:
    """Return, by kind, keys that are put, are not seen, and are there all the same."""
    found = {}
    for kind, frame in real.frames.items():
        new = puts(frame).join(cut.kept[kind], on="key", how="anti").select("key")
        taken = new.join(whole.tables()[kind].select("key"), on="key", how="semi")["key"].to_list()
        if taken:
            found[kind] = set(taken)
    return found


def rekeyed(changes: ChangeSet, taken: Mapping[str, Collection[str]], place: str) -> ChangeSet:
    """Return the changes with other keys in place of those that are taken, wherever they stand."""
    if not taken:
        return changes
    others = {key: public_key(kind, key, place) for kind, keys in taken.items() for key in keys}
    frames = {}
    for kind, frame in changes.frames.items():
        columns = ["key", *(name for name, _ in references_of(kind))]
        frames[kind] = frame.with_columns(pl.col(name).replace(others) for name in columns)
    return replace(changes, frames=frames)
