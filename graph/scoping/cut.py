"""The cut of a ledger: which rows somebody has whole, of which what is open, of which a name, and of which nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from graph.kinds import Kind, Sensitivity, kind_of, things, ties, word_of
from graph.network import Network
from graph.rules import Rules
from graph.scoping.on_axis import on_axis
from graph.scoping.partners import partner_of
from graph.scoping.raisers import kept_from, raising, steps_without
from graph.scoping.scope import Scope
from graph.scoping.standing import AROUND, INSIDE, NOT, STUB, Standing, everything, standing
from graph.tables import Table, Tables, all_tables
from graph.viewing.public import public_holders

HOW = "_how"


@dataclass(frozen=True)
class Cut:
    """What is seen of a ledger.

    Attributes:
        kept: By kind, ``key`` of each row that is seen and how (see ``standing``), in the order of keys.
        named: Keys of the people whose name goes with their key.
        told: By kind, rows as they are told in place of those that are there.
        unsaid: Keys of the needs of which is never told who raised them.
    """

    kept: Mapping[str, pl.DataFrame]
    named: frozenset[str]
    told: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    unsaid: frozenset[str] = frozenset()

    @cached_property
    def seen(self) -> pl.Series:
        """The keys of all things that are seen in any way."""
        return pl.concat([pl.Series("key", [], pl.String), *(self.kept[kind.kind]["key"] for kind in things())])

    @cached_property
    def inside(self) -> pl.Series:
        """The keys of all things inside."""
        kept = (self.kept[kind.kind].filter(pl.col(HOW) == INSIDE)["key"] for kind in things())
        return pl.concat([pl.Series("key", [], pl.String), *kept])

    @cached_property
    def outside(self) -> frozenset[str]:
        """The keys of things that are seen and do not lie inside."""
        kept = (self.kept[kind.kind] for kind in things())
        return frozenset(key for one in kept for key in one.filter(pl.col(HOW) < INSIDE)["key"])

    def how(self, kind: str, keys: Collection[str]) -> dict[str, int]:
        """Return how rows of a kind are seen; those that are not are left out."""
        rows = self.kept[kind].filter(pl.col("key").is_in(list(keys)))
        return dict(rows.iter_rows())

    def of(self, tables: Tables, revision: int) -> Tables:
        """Return of the tables that were looked at what is seen of them."""
        found = {one.name: self.rows(one, tables[one.name]) for one in all_tables()}
        return Tables(found, revision, personal=tables.personal, outside=self.outside)

    def rows(self, table: Table, frame: pl.DataFrame) -> pl.DataFrame:
        """Return of the rows of one table what is seen of them."""
        kept = self.kept[table.kind]
        if not frame.height or not kept.height:
            return frame.clear()
        if table.personal:
            return self.apart(table.kind, frame)
        if table.kind in self.told:
            told = self.told[table.kind].join(frame.select("key"), on="key", how="semi")
            told = told.join(kept, on="key", how="semi")
            frame = frame.join(told, on="key", how="anti")
            return pl.concat([self._as_seen(table, frame.join(kept, on="key", how="inner")), told])
        return self._as_seen(table, frame.join(kept, on="key", how="inner", maintain_order="left"))

    def _as_seen(self, table: Table, found: pl.DataFrame) -> pl.DataFrame:
        if (found[HOW] == INSIDE).all():
            return found.drop(HOW)
        return found.select(pl.col("key"), *(self._column(table, name) for name in table.schema if name != "key"))

    def past_rows(self, table: Table, frame: pl.DataFrame) -> pl.DataFrame:
        """Return of the rows of another revision what is seen of them: nothing that leads to what is not seen now."""
        found = self.rows(table, frame)
        if table.personal or not found.height:
            return found
        seen, must = self.seen.implode(), {one.name for one in table.fields if one.required} | {"source", "target"}
        for name in table.references:
            known = pl.col(name).is_in(seen)
            if name in must:
                found = found.filter(known)
            else:
                found = found.with_columns(pl.when(known).then(pl.col(name)).alias(name))
        return found

    def apart(self, kind: str, frame: pl.DataFrame) -> pl.DataFrame:
        """Return of what is kept apart of people what is seen: of others than one's own a name at most."""
        kept = frame.join(self.kept[kind], on="key", how="inner", maintain_order="left")
        mine, named = pl.col(HOW) == INSIDE, pl.col("key").is_in(list(self.named))
        rest = [name for name in frame.columns if name not in ("key", "name")]
        return (
            kept.filter(mine | named)
            .with_columns(pl.when(mine).then(pl.col(name)).otherwise(None).alias(name) for name in rest)
            .drop(HOW)
        )

    def _column(self, table: Table, name: str) -> pl.Expr:
        """Return a column as it is seen: whole inside, what is open around, of a stub what it cannot be without."""
        if name in ("source", "target"):
            return pl.col(name)
        kind, value = kind_of(table.kind), pl.col(name)
        one = next(one for one in kind.fields if one.name == name)
        around, stub = pl.lit(None), pl.lit(None)
        if one.sensitivity is Sensitivity.OPEN and not is_prose(kind, name):
            around = value if not one.to else pl.when(value.is_in(self.seen.implode())).then(value)
        if name == "name" and not getattr(kind, "named_outside", True):
            stub = pl.lit(kind.zh)
        elif one.required or name in ("name", "since", "until", "profile", word_of(kind.kind)):
            stub = value
        how = pl.col(HOW)
        shown = pl.when(how == INSIDE).then(value).when(how == AROUND).then(around).when(how == STUB).then(stub)
        return shown.alias(name)


def is_prose(kind: type[Kind], name: str) -> bool:
    """Return whether a field holds sentences, in which anything may be quoted.

    Example:
        >>> [is_prose(kind_of("place"), name) for name in ("name", "note")]
        [False, True]
    """
    one = next(one for one in kind.fields if one.name == name)
    return one.type == "text" and one.value == "text" and one.vocabulary is None and not one.to


def cut(network: Network, rules: Rules, scope: Scope) -> Cut:
    """Return what somebody bound to a scope has of a network.

    Args:
        network: A whole network, on the day that counts as today.
        rules: The rules in force.
        scope: To what they are bound.
    """
    if scope.partner is not None:
        partner = partner_of(network, rules, scope)
        seen = cut_of(network, partner.standing)
        return replace(seen, told={**seen.told, **partner.told})
    found = everything(network.rows) if scope.place is None else standing(network, scope.place)
    if scope.seat is None:
        return cut_of(network, found)
    needs = kept_from(network, rules, scope.seat)
    found.ties["raises"][raising(network, needs)] = NOT
    seen = cut_of(network, found)
    return replace(seen, told={**seen.told, "step": steps_without(network, needs)}, unsaid=needs)


def cut_of(network: Network, found: Standing) -> Cut:
    """Return the cut, of how everything in a network stands."""
    rows = network.rows
    found, told = on_axis(network, found)
    kept = {}
    for kind in things():
        first, last = rows.block[kind.kind]
        kept[kind.kind] = _kept(rows.frame(kind.kind), found.things[first:last])
    for tie in ties():
        kept[tie.kind] = _kept(rows.ties[tie.kind].frame, found.ties[tie.kind])
    first, last = rows.block["person"]
    named = rows.frame("person")["key"].filter(pl.Series(found.named[first:last], dtype=pl.Boolean))
    seen = Cut(kept, frozenset(named), told)
    others = kept["person"].filter(pl.col(HOW) == AROUND)["key"].to_list()
    public = public_holders(seen.of(network.tables(), network.revision), network.date, others)
    return replace(seen, named=seen.named | public)


def _kept(frame: pl.DataFrame, how: np.ndarray[Any, np.dtype[np.int8]]) -> pl.DataFrame:
    if not frame.height:
        return pl.DataFrame(schema={"key": pl.String, HOW: pl.Int8})
    return frame.select("key", pl.Series(HOW, how, dtype=pl.Int8)).filter(pl.col(HOW) > NOT)
