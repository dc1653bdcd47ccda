"""The network: an immutable ledger seen on a date, within a place."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from graph.changes import ChangeSet
from graph.concealing import concealed_changes, concealed_tables
from graph.errors import NotFound
from graph.network.columns import Bools, Ints
from graph.network.many import rows_of
from graph.network.memo import Memo
from graph.network.numbering import EPOCH, Rows
from graph.network.remarks import moved, with_remarks
from graph.network.view import View
from graph.network.views import Views
from graph.tables import Tables
from graph.values.dates import day_of
from graph.viewing import outsider

if TYPE_CHECKING:
    import networkx as nx

    from graph.atrest.shelf import Shelf
    from graph.names.paths import Paths
    from graph.viewing import People, Viewer


class Network:
    """A neighbourhood on a date, whole or within a place; every method returns another one.

    It holds no name, telephone or birth year of anybody: people are keys here, and whoever shows a row
    reads their names from ``people``. Identity numbers that a store still has are hidden in it. It may be asked from
    several threads.

    Example:
        >>> from graph.tables import Tables
        >>> Network(Tables({}), date(2024, 11, 1)).date
        datetime.date(2024, 11, 1)
    """

    _among: Bools | None = None

    def __init__(self, tables: Tables, on: date, people: People | None = None) -> None:
        """Number everything in the tables but what is kept apart; the date only decides what is looked at.

        Args:
            tables: The rows, of every date.
            on: The date.
            people: Where what is kept apart can be read; None = nowhere, so that nobody is named.
        """
        self._rows = Rows(concealed_tables(tables.without_personal()))
        self._views = Views(self._rows)
        self._within: int | None = None
        self.date, self.people = on, people

    @classmethod
    def over(cls, views: Views, on: date, people: People | None = None) -> Network:
        """Return the network of what was numbered before."""
        other = object.__new__(cls)
        other._rows, other._views, other._within = views.rows, views, None
        other.date, other.people = on, people
        return other

    def _derived(self, on: date, within: int | None, among: Bools | None = None) -> Network:
        other = object.__new__(Network)
        other._rows, other._views, other._within = self._rows, self._views, within
        other._among = among
        other.date, other.people = on, self.people
        if on == self.date and "view" in self.__dict__:  # which may be kept no longer by the views
            other.__dict__["view"] = self.view
        return other

    def tables(self) -> Tables:
        """Return everything in the network, of every date; nothing in it is kept apart."""
        return self._rows.tables

    @property
    def revision(self) -> int:
        """Revision of the store it was opened at; 0 without a store."""
        return self._rows.tables.revision

    @property
    def rows(self) -> Rows:
        """The numbering of things and ties, with what was stated for the date (SEMANTICS R10)."""
        return self.view.rows

    @property
    def day(self) -> int:
        """The date, as days since 1970."""
        return (self.date - EPOCH).days

    @cached_property
    def view(self) -> View:
        """What holds on the date."""
        return self._views.on(self.day)

    @cached_property
    def daily(self) -> Memo:
        """What was derived from the network on its date; ``view.memo`` holds what is the same on other days too."""
        return self.view.daily(self.day)

    @property
    def shelf(self) -> Shelf | None:
        """Where facts of the whole network on its date may lie at rest; None = nowhere."""
        found = self._views.shelf
        return found if found is not None and found.day == self.day else None

    @property
    def within_row(self) -> int | None:
        """Row of the place asked about; None = everything."""
        return self._within

    @property
    def within_key(self) -> str | None:
        """Public key of the place asked about; None = everything."""
        return None if self._within is None else self.key(self._within)

    def on(self, day: date | str) -> Network:
        """Return the same network seen on another date.

        Raises:
            BadValue: It is no day.
        """
        return self._derived(day_of(day), self._within)

    def within(self, key: str | None) -> Network:
        """Return the same network, asked about one place and what lies in it; None = everything.

        Raises:
            NotFound: No such place is there on the date.
        """
        if key is None:
            return self._derived(self.date, None)
        row = self.row(key)
        if row >= self.view.places:
            raise NotFound("within_not_place", ref=key)
        return self._derived(self.date, row)

    def among(self, keys: Collection[str]) -> Network:
        """Return the same network, asked about some places alone, each by itself and not what lies in it.

        So a part of a ledger is asked about what is its own, and not about what stands around it. Only questions that
        look at ``asked`` can be asked so: coverage, audit and reconcile.

        Raises:
            NotFound: One of them is not there on the date.
        """
        some = np.zeros(self.view.places, dtype=bool)
        some[self.rows_of(keys)] = True
        return self._derived(self.date, None, some)

    @property
    def asked(self) -> Bools | None:
        """By place, whether it is asked about; None = everything, what lies nowhere too."""
        if self._among is not None:
            return self._among
        return None if self._within is None else self.view.inside(self._within)

    def apply(self, changes: ChangeSet) -> Network:
        """Return a what-if: a new network with the changes made; no store is touched."""
        return self.moved(changes, self.revision, self.people)

    def moved(self, changes: ChangeSet, revision: int, people: People | None) -> Network:
        """Return the network after changes, in a time that hangs on how much they change; this one stays as it is.

        It says what a network of the changed tables would say. What is laid out and does not hang on the changes is
        taken over (``carrying``); where they change remarks alone (``remarks``), all that was worked out is.

        Args:
            changes: Whole rows, as a store commits them.
            revision: Of which revision it is then.
            people: Where what is kept apart can be read then.
        """
        if kinds := moved(self.tables(), changes):
            views = self._views.moved(concealed_changes(changes), revision, kinds)
        else:
            views = with_remarks(self._views, changes, revision)
        other = Network.over(views, self.date, people)
        return other if self._within is None else other.within(self.within_key)

    def told(self, viewer: Viewer) -> Network:
        """Return what of the network a viewer may be told: to most, no door of a need is in it (SEMANTICS V8).

        Rows, paths, counts, searches and pictures of what is returned cannot tell what is not there. Steps are taken on
        the whole network: who is asked first may live behind the same door.
        """
        views = self._views.told
        if viewer.of_needs or views is self._views:
            return self
        other = Network.over(views, self.date, self.people)
        return other if self._within is None else other.within(self.within_key)

    def lies_in(self, row: int) -> str | None:
        """Return the name of the place that a thing lies in, as anybody may be told it; None where it is nowhere.

        For sentences that say which of several of one name is meant, as refusals do: whoever is refused reads them.
        """
        told = self.told(outsider("step"))
        place = int(told.view.anchor[row]) if told.view.valid[row] else -1
        return told.name(place) if place >= 0 else None

    @property
    def lifted(self) -> frozenset[str]:
        """Keys of the ties that end at a building here, and at a door in the ledger."""
        return self._views.lifted

    def key(self, row: int) -> str:
        """Return the public key of a row."""
        return str(self._rows.keys[row])

    def row(self, key: str) -> int:
        """Return the row of a thing that exists on the date.

        Raises:
            NotFound: There is none.
        """
        row = self._rows.row(key)
        if row is None or not self.view.valid[row]:
            raise NotFound("no_such_thing", ref=key, on=self.date.isoformat())
        return row

    def rows_of(self, keys: Collection[str]) -> Ints:
        """Return the rows of many things that exist on the date, in the order of the keys: found at once.

        Raises:
            NotFound: One of them is not there.
        """
        return rows_of(self._rows, self.view.valid, keys, self.date)

    def name(self, row: int) -> str | None:
        """Return the name of a thing; None where it has none, as most posts, and for a person."""
        name: str | None = self._rows.names[row]
        return name

    def path(self, row: int) -> str:
        """Return the names from the root down to a place; where axes differ, along property."""
        return "/".join(str(self.name(at)) for at in reversed(self.view.named_by(row)))

    def paths(self, on: date | None) -> Paths:
        """Return the places by path, on a day; None = of every day."""
        return self._rows.paths(on)

    def to_networkx(self, *, every_date: bool = False, plain: bool = False) -> nx.MultiDiGraph[str]:
        """Return the network as a networkx graph: a node a thing, an edge a tie, keyed by public key.

        Args:
            every_date: Keep what does not hold on the date too, with its ``since`` and ``until``.
            plain: With what is filled in only, days as ISO texts and lists joined, so that ``nx.write_graphml`` and
                ``nx.write_gexf`` write it; else with the values as they are.
        """
        from graph.network.graphs import plain_graph, to_networkx  # noqa: PLC0415 - networkx costs 0.1 s, and few ask

        graph = to_networkx(self.tables())
        graph = graph if every_date else self._on_its_date(graph)
        return plain_graph(graph) if plain else graph

    def _on_its_date(self, graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
        """Leave out of a graph of every date what does not hold on the network's."""
        day = self.day
        edges = [
            (source, target, key)
            for source, target, key, found in graph.edges(keys=True, data=True)
            if not _holds(found, day)
        ]
        graph.remove_edges_from(edges)
        graph.remove_nodes_from([key for key, found in graph.nodes(data=True) if not _holds(found, day)])
        for kind in self.rows.changed:  # what was stated for the date (SEMANTICS R10)
            for row in self.rows.frame(kind).iter_rows(named=True):
                if row["key"] in graph:
                    graph.nodes[row.pop("key")].update(row)
        return graph

    def _repr_html_(self) -> str:
        """Return what it is as a notebook shows it."""
        from graph.network.card import network_card  # noqa: PLC0415 - only a notebook asks

        return network_card(self)

    def __repr__(self) -> str:
        """Return what it is in one line."""
        counts = ", ".join(f"{last - first} {kind}" for kind, (first, last) in self._rows.block.items() if last > first)
        return f"<Network revision {self.revision} on {self.date}: {counts or 'empty'}>"


def _holds(found: dict[str, object], day: int) -> bool:
    on = EPOCH + timedelta(days=day)
    since, until = found.get("since"), found.get("until")
    return (not isinstance(since, date) or since <= on) and (not isinstance(until, date) or on < until)
