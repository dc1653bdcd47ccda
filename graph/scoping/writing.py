"""What somebody bound to a scope may write: what is inside, and nothing that brings more inside (SEMANTICS V24)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NoReturn

import polars as pl

from graph.changes import PUT, ChangeSet, apply, differing, puts, where, whole_rows
from graph.concealing import concealed_rows
from graph.errors import BadChange
from graph.keys import random_key
from graph.kinds import Tie, kind_of
from graph.network import Network
from graph.scoping.cut import HOW, Cut
from graph.scoping.scope import Scope
from graph.scoping.standing import INSIDE, STUB, standing
from graph.stores.integrity import check
from graph.tables import Tables, references_of


@dataclass(frozen=True)
class Admitted:
    """What may be written.

    Attributes:
        changes: The changes.
        others: By key that somebody outside has already, the key that is written in its place.
    """

    changes: ChangeSet
    others: Mapping[str, str]


def written_inside(
    tables: Tables, cut: Cut, scope: Scope, whole: Network, changes: ChangeSet, *, judged: bool
) -> Admitted:
    """Return what of the changes is to be committed to the whole store.

    A key that somebody outside has already is another one there: who writes cannot tell (two communities may each have
    a need 1).

    Args:
        tables: What is seen of the newest revision, what is kept apart included.
        cut: How it is seen.
        scope: To what who writes is bound.
        whole: The whole network.
        changes: What they want to write.
        judged: Whether it was made of a network, in which nothing is that is kept apart.

    Raises:
        BadChange: The changes would break the graph, refer to what is not there or not seen, or touch what is only seen
            from outside.
    """
    real = differing(tables, laid_over(changes, tables, apart=judged))
    if real.empty:
        return Admitted(real, {})
    check(tables, real)
    _own_place_stays(tables, real, scope)
    for kind, frame in real.frames.items():
        how = frame.join(cut.kept[kind], on="key", how="inner").filter(pl.col(HOW) < INSIDE)
        if how.height:
            _refuse(how)
    after = Network(apply(tables.without_personal(), real), whole.date)
    _new_lie_inside(after, str(scope.place), real, cut)
    for kind, frame in real.frames.items():
        model = kind_of(kind)
        if issubclass(model, Tie):
            _tie_is_ours(model, frame, tables[kind], cut)
    others = {key: random_key(kind) for kind, key in _taken(real, cut, whole)}
    return Admitted(rekeyed(real, others), others)


def _refuse(frame: pl.DataFrame) -> NoReturn:
    raise BadChange("change_outside", first=where(frame.sort("key"), 0))


def _own_place_stays(tables: Tables, real: ChangeSet, scope: Scope) -> None:
    """Refuse to end the place to which whoever writes is bound: they would see nothing from then on, not to undo it."""
    if "place" not in real.frames:
        return
    known = tables["place"].filter(key=str(scope.place)).select("key", _until="until")
    own = real.frames["place"].join(known, on="key", how="inner")
    ends = pl.col("until").is_not_null() & pl.col("until").ne_missing(pl.col("_until"))
    if own.filter((pl.col("op") != PUT) | ends).height:
        raise BadChange("change_own_place", first=where(own, 0))


def _new_lie_inside(after: Network, place: str, real: ChangeSet, cut: Cut) -> None:
    """Refuse what is new and does not come to lie inside, or with what is inside if it lies nowhere."""
    found = standing(after, place).things
    for kind, frame in real.frames.items():
        if issubclass(kind_of(kind), Tie):
            continue
        new = frame.join(cut.kept[kind], on="key", how="anti", maintain_order="left")
        for position, key in enumerate(new["key"].to_list()):
            row = after.rows.row(key)
            if row is not None and found[row] not in (INSIDE, STUB):
                _refuse(new[position])


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


def _taken(real: ChangeSet, cut: Cut, whole: Network) -> Iterator[tuple[str, str]]:
    """Yield kinds and keys that are put, are not seen, and are there all the same."""
    for kind, frame in real.frames.items():
        new = puts(frame).join(cut.kept[kind], on="key", how="anti").select("key")
        for key in new.join(whole.tables()[kind].select("key"), on="key", how="semi")["key"].to_list():
            yield kind, key


def rekeyed(changes: ChangeSet, others: Mapping[str, str]) -> ChangeSet:
    """Return the changes with other keys in place of some, wherever they stand."""
    if not others:
        return changes
    frames = {}
    for kind, frame in changes.frames.items():
        columns = ["key", *(name for name, _ in references_of(kind))]
        frames[kind] = frame.with_columns(pl.col(name).replace(others) for name in columns)
    return replace(changes, frames=frames)


def laid_over(changes: ChangeSet, true: Tables, *, apart: bool) -> ChangeSet:
    """Return changes in which a row that is there keeps what whoever made it could not see.

    Identity numbers are hidden in networks, and what is kept apart is in none: a row is put whole, and would take them
    away.

    Args:
        changes: Puts of rows inside, and of new ones.
        true: The rows as they are, what is kept apart included.
        apart: Whether they were made of a network, so that what is kept apart and empty was never seen.
    """
    frames = {kind: _laid_over(kind, frame, true, apart=apart) for kind, frame in changes.frames.items()}
    return replace(changes, frames=frames)


def _laid_over(kind: str, frame: pl.DataFrame, true: Tables, *, apart: bool) -> pl.DataFrame:
    rows = whole_rows(true, kind).join(frame.select("key"), on="key", how="semi")
    hidden = concealed_rows(kind, rows)
    unseen = {one.name for one in kind_of(kind).fields if one.apart and apart}
    kept = [name for name in rows.columns if name in unseen or not rows[name].equals(hidden[name], null_equal=True)]
    if not kept:
        return frame
    both = rows.select("key", *(pl.col(name).alias(f"_{name}") for name in kept)).join(
        hidden.select("key", *(pl.col(name).alias(f"{name}_") for name in kept)), on="key"
    )
    found = frame.join(both, on="key", how="left", maintain_order="left")
    put = pl.col("op") == PUT
    columns = []
    for name in kept:
        same = pl.col(name).eq_missing(pl.col(f"{name}_")) | (pl.col(name).is_null() & pl.lit(name in unseen))
        columns.append(pl.when(put & same).then(pl.coalesce(f"_{name}", name)).otherwise(name).alias(name))
    return found.with_columns(columns).select(frame.columns)
