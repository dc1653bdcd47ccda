"""A network as networkx sees it, read on one day.

The graph holds every row of every date; a `Reading` says what of it is valid on a day. Nothing
else in this package asks for dates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, cast

import networkx as nx

from graph.network.graphs import to_networkx
from graph.tables import Tables

#: What somebody may have stated for some days.
_MAY_BE_STATED = ("status", "households", "residents", "residents_60", "members", "area")


class Readable(Protocol):
    """What a plain question asks of a network."""

    @property
    def date(self) -> dt.date:
        """The date asked about."""

    @property
    def within_key(self) -> str | None:
        """Key of the place asked about; None = everything."""

    @property
    def revision(self) -> int:
        """Revision of the store it was opened at."""

    def tables(self) -> Tables:
        """Every row, of every date."""


def graph_of(network: Readable) -> nx.MultiDiGraph[str]:
    """Return a network as a graph of every date: a node a thing, an edge a tie row, nothing left out."""
    return to_networkx(network.tables())


@dataclass(frozen=True)
class TieRow:
    """One tie that has begun; ``valid`` says whether it still holds."""

    key: str
    source: str
    target: str
    fields: Mapping[str, Any]
    valid: bool


@dataclass(frozen=True)
class Reading:
    """A graph on a day.

    A thing is *valid* if the day lies in its since and until; a tie, if the day lies in its own and
    both its ends are valid. What has *begun* is valid or was: it has *ended* if it is not valid. Where it is read
    as if a person held no seat any more, their holds have ended.
    """

    graph: nx.MultiDiGraph[str]
    day: dt.date
    without: str | None = None

    @property
    def outside(self) -> frozenset[str]:
        """What is only seen from a place that it does not lie in (SEMANTICS V21)."""
        found: frozenset[str] = self.graph.graph.get("outside", frozenset())
        return found

    @cached_property
    def _of_kind(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in sorted(self.graph):
            found.setdefault(self.kind(key), []).append(key)
        return found

    def fields(self, key: str) -> Mapping[str, Any]:
        """Return what is known of a thing on the day, its kind included (SEMANTICS R10)."""
        own = cast("Mapping[str, Any]", self.graph.nodes[key])
        return {**own, **self._stated[key]} if key in self._stated else own

    @cached_property
    def _stated(self) -> Mapping[str, Mapping[str, Any]]:
        """What was stated for the day, by thing: of each field the row that began last, of several the lowest key."""
        said: dict[str, dict[str, Any]] = {}
        rows = [(key, self.graph.nodes[key]) for key in self.graph if self.graph.nodes[key].get("kind") == "stated"]
        for _, row in sorted(
            sorted(rows, key=lambda one: one[0], reverse=True), key=lambda one: one[1]["since"] or dt.date.min
        ):
            if row["subject"] in self.graph and self._begun(row) and self._lasts(row):
                own = self.graph.nodes[row["subject"]]
                named = {name: row[name] for name in _MAY_BE_STATED if row[name] is not None and name in own}
                said.setdefault(row["subject"], {}).update(named)
        return said

    def kind(self, key: str) -> str:
        """Return the kind of a thing; empty for a key that nothing has."""
        return str(self.graph.nodes[key].get("kind", "")) if key in self.graph else ""

    def begun(self, key: str) -> bool:
        """Return whether a thing has begun."""
        return self._days_of(key)[0]

    def valid(self, key: str) -> bool:
        """Return whether a thing is valid."""
        begun, lasts = self._days_of(key)
        return begun and lasts

    def _days_of(self, key: str) -> tuple[bool, bool]:
        """Return whether a thing has begun, and whether it lasts: a thing has many ties, and each of them asks."""
        if key not in self._seen:
            fields = self.fields(key) if self.kind(key) else None
            self._seen[key] = (False, False) if fields is None else (self._begun(fields), self._lasts(fields))
        return self._seen[key]

    @cached_property
    def _seen(self) -> dict[str, tuple[bool, bool]]:
        return {}

    def things(self, *kinds: str, ended: bool = False) -> list[str]:
        """Return the keys of valid things of some kinds in order, those that ended too if asked."""
        asked = self.begun if ended else self.valid
        return sorted(key for kind in kinds for key in self._of_kind.get(kind, []) if asked(key))

    def ties_from(self, source: str, kind: str, *, ended: bool = False) -> list[TieRow]:
        """Return the valid ties of a kind that start at a thing, by key; those that ended too if asked."""
        return self._ties("from", source, kind, ended=ended)

    def ties_to(self, target: str, kind: str, *, ended: bool = False) -> list[TieRow]:
        """Return the valid ties of a kind that end at a thing, by key; those that ended too if asked."""
        return self._ties("to", target, kind, ended=ended)

    def targets(self, source: str, kind: str) -> list[str]:
        """Return the things that valid ties of a kind lead to, by key, each once."""
        return sorted({tie.target for tie in self.ties_from(source, kind)})

    def sources(self, target: str, kind: str) -> list[str]:
        """Return the things that valid ties of a kind come from, by key, each once."""
        return sorted({tie.source for tie in self.ties_to(target, kind)})

    def ever(self, source: str, kind: str) -> set[str]:
        """Return what ties of a kind lead to on any date."""
        if source not in self.graph:
            return set()
        return {target for _, target, fields in self.graph.out_edges(source, data=True) if fields["kind"] == kind}

    def in_order(self, keys: Iterable[str]) -> list[str]:
        """Return things by display order, empty last, then key."""

        def order(key: str) -> tuple[bool, int, str]:
            shown = self.fields(key).get("display_order")
            return (shown is None, shown or 0, key)

        return sorted(keys, key=order)

    def over(self, tie: TieRow) -> dt.date | None:
        """Return the day from which a tie holds no more, by its own days or those of its ends; None = no such day."""
        own = (tie.fields, self.fields(tie.source), self.fields(tie.target))
        return min((fields["until"] for fields in own if fields["until"] is not None), default=None)

    def _ties(self, way: str, key: str, kind: str, *, ended: bool) -> list[TieRow]:
        """Return ties of a thing; every home below a place asks for the same ones, so they are looked for once."""
        asked = (way, key, kind, ended)
        if asked not in self._asked:
            self._asked[asked] = self._looked_for(way, key, kind, ended=ended) if key in self.graph else []
        return list(self._asked[asked])

    @cached_property
    def _asked(self) -> dict[tuple[str, str, str, bool], list[TieRow]]:
        return {}

    def _looked_for(self, way: str, key: str, kind: str, *, ended: bool) -> list[TieRow]:
        edges = self.graph.out_edges if way == "from" else self.graph.in_edges
        found = []
        for source, target, name, fields in edges(key, keys=True, data=True):
            if fields["kind"] == kind and self._begun(fields) and self.begun(source) and self.begun(target):
                valid = self._lasts(fields) and self.valid(source) and self.valid(target)
                valid = valid and not (kind == "holds" and source == self.without)
                if valid or ended:
                    found.append(TieRow(str(name), source, target, fields, valid))
        return sorted(found, key=lambda tie: tie.key)

    def _begun(self, fields: Mapping[str, Any]) -> bool:
        return fields["since"] is None or fields["since"] <= self.day

    def _lasts(self, fields: Mapping[str, Any]) -> bool:
        return fields["until"] is None or self.day < fields["until"]
