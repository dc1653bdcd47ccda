"""The live network of somebody bound to a part: the same to ask, and nothing else in it.

It is cut of the newest revision once, and again only where something changes that is in it. So what others do elsewhere
changes no answer, number or tag of theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from threading import Lock, RLock
from typing import Any

import graph
from api.access import Account
from api.serving.judging import Judging
from api.serving.served import Recent, Served, mark_of
from api.serving.slots import Slots
from api.serving.watched import Watched
from graph.errors import NoSuchRevision
from graph.network import Network
from graph.rules import Rules
from graph.scoping import Planned, Scope, ScopedStore, kept_from, planned_of
from graph.steps.committing import M
from graph.stores import people_of
from graph.tables import Tables

_PAST = 1  # as of the whole


def scope_of(account: Account, live: Watched) -> Scope:
    """Return to what an account is bound; its seat counts while something is said of it by who could be told."""
    if account.partner is not None:
        return Scope(account.place, account.partner)
    seat = account.seat
    if seat is not None and not kept_from(live.newest.network(graph.today()), live.rules, seat):
        seat = None
    return Scope(account.place, None, seat)


class Seen:
    """The live network, limited to a scope.

    Attributes:
        scope: The scope.
    """

    def __init__(self, live: Watched, scope: Scope) -> None:
        self.scope = scope
        self._live = live
        self._made: ScopedStore | None = None
        self._served: tuple[Tables, Served] | None = None
        self._past: Recent[str, Served] = Recent(_PAST)
        self._lock = RLock()

    @property
    def rules(self) -> Rules:
        """The rules in force."""
        return self._live.rules

    @property
    def importing(self) -> Lock:
        """Held by who writes, whatever they see."""
        return self._live.importing

    @property
    def slots(self) -> Slots:
        """Held by who imports at all."""
        return self._live.slots

    @property
    def store(self) -> ScopedStore:
        """The store, as far as the scope goes.

        Raises:
            StoreError: It went away.
        """
        with self._lock:
            whole = self._live.store
            if self._made is None or self._made.whole is not whole:
                self._made = ScopedStore(whole, self.rules, self.scope, self._looked, self._live.refresh)
            return self._made

    @property
    def newest(self) -> Served:
        """The visible part of the newest revision; the same object for as long as nothing in it changes."""
        store = self.store
        with self._lock:
            now = store.now()
            if self._served is None or self._served[0] is not now.tables:
                self._served = now.tables, Served(self._network(now.tables), now.revision, self.rules)
            return self._served[1]

    def at(self, revision: int | None) -> Served:
        """Return the visible part of a revision; None = the newest.

        Raises:
            NoSuchRevision: It was never made, or touched nothing that is seen.
            StoreError: The store went away.
        """
        newest = self.newest
        if revision is None or revision == newest.revision.number:
            return newest
        made = self.store.made(revision)
        if made is None:
            raise NoSuchRevision(revision=revision, newest=newest.revision.number)
        return self._past.get(
            mark_of(made),
            lambda: Served(self._network(self.store.tables(at=revision, personal=False)), made, self.rules),
        )

    def carried_out(
        self,
        day: date,
        judged: Callable[[Network, Rules], M],
        said: Any,
        *,
        expected: int | None,
        dry_run: bool,
        new: bool = False,
    ) -> tuple[M, Network, int | None]:
        """Judge a change on a day and commit it, as ``Judging`` does."""
        judging = Judging(self._live, self, self.store)
        return judging.carried_out(day, judged, said, expected=expected, dry_run=dry_run, new=new)

    def planned(self, network: Network, within: str | None) -> Planned:
        """Return of a whole network what their plan is made of: their demands, what they see, what others took of it.

        Raises:
            NotFound: There is no such place.
        """
        return planned_of(network, self.store.now().cut, self.scope, within)

    def refresh(self) -> None:
        """Take over the commits since the last time, if any."""
        self._live.refresh()

    def seen_by(self, account: Account) -> Watched:
        """Return the part of the network that an account sees."""
        return self._live.seen_by(account)

    def _looked(self, at: int | None) -> Network:
        return self._live.at(at).network(graph.today())

    def _network(self, tables: Tables) -> Network:
        people = people_of(lambda: nullcontext(self.store), self.store.where, tables.revision)
        return Network(tables, graph.today(), people)
