"""The watched store of a service: commits of others are taken over, and a missing store is looked for.

No name, telephone or birth year stays in memory: of the deltas, what is kept apart is dropped.

A background thread looks for commits (``following``). What was committed since is read as row deltas
and applied to the tables at hand; the new network is built and warmed beside the old one and swapped
whole, so no request waits and none sees half of it. Where the store is gone, every request is told so, until it
is back.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

import graph
from api.access import Account
from api.serving.following import Follower
from api.serving.memory import give_back
from api.serving.seen import Seen, scope_of
from api.serving.served import Recent, Served, mark_of
from api.serving.slots import Slots
from api.serving.watched import Watched
from api.settings import Settings
from graph.changes import ChangeSet
from graph.errors import LinliError, LogLeft, NoSuchRevision, StoreError, StoreLocked
from graph.finding.searching import Beside
from graph.network import Network
from graph.network.touching import touched
from graph.reopening import network_of
from graph.rules import Rules
from graph.scoping import Planned, Scope
from graph.steps.committing import M, carried_out
from graph.stores import NOTHING, Revision, Store, open_store, people_of
from graph.viewing import People

_PAST = 1  # revisions of the past kept ready: a network may be big
#: For at most this many seconds a new revision is warmed before it is served.
_WARMING = 1.0
_SCOPES = 32  # of a district with its streets, or a street with its communities
_LOG = logging.getLogger("linli.http")


class Live:
    """A store and the newest network in it; several threads may ask.

    Attributes:
        rules: The rules in force.
        importing: Held by who loads files: several at once would only find each other's revisions stale.
        slots: Held by who imports at all, so that few wait for each other and their files.
    """

    def __init__(self, settings: Settings) -> None:
        """Open the store and build its network.

        Raises:
            StoreError: There is no store, or it cannot be read.
            BadInput: The folder of rules is not there, or a rule in it cannot be.
        """
        self.rules: Rules = graph.load_rules(settings.rules)
        self._where = settings.store
        self._store = opened(self._where)
        self._own_rules = settings.rules is not None
        self._served = self._latest = self._opened(self._store)
        self._past: Recent[str, Served] = Recent(_PAST)
        self._seen: Recent[Scope, Seen] = Recent(_SCOPES)
        self._trouble: LinliError | None = None
        self.importing = Lock()
        self.slots = Slots(settings.imports)
        self._refreshing = Lock()
        self._follower = Follower(self._stamp, self._looked, look=settings.look, every=settings.refresh)

    def start(self) -> None:
        """Begin to watch the store."""
        self._follower.start()

    def close(self) -> None:
        """Stop watching and let go of the store."""
        self._follower.close()
        self._store.close()

    @property
    def store(self) -> Store:
        """The store, for data that is not in the network: history, imports.

        Raises:
            StoreError: It went away.
        """
        if self._trouble is not None:
            raise self._trouble
        return self._store

    @property
    def newest(self) -> Served:
        """The newest revision.

        Raises:
            StoreError: The store went away; what was in it is not served any more.
        """
        if self._trouble is not None:
            raise self._trouble
        return self._served

    def at(self, revision: int | None) -> Served:
        """Return a revision; None = the newest.

        Raises:
            NoSuchRevision: It was never made.
            StoreError: The store went away.
        """
        newest = self.newest
        if revision is None or revision == newest.revision.number:
            return newest
        made = {one.number: one for one in (NOTHING, *self.store.revisions())}
        if revision not in made:
            raise NoSuchRevision(revision=revision, newest=newest.revision.number)
        return self._past.get(mark_of(made[revision]), lambda: self._opened_at(made[revision]))

    def seen_by(self, account: Account) -> Watched:
        """Return what an account sees: all of it, or what its scope leaves; of the last few scopes that is kept."""
        scope = scope_of(account, self)
        return self if scope.everything else self._seen.get(scope, lambda: Seen(self, scope))

    def carried_out(
        self,
        day: date,
        judged: Callable[[Network, Rules], M],
        said: Any,  # noqa: ARG002 - whoever sees all of it may say anything
        *,
        expected: int | None,
        dry_run: bool,
        new: bool = False,  # noqa: ARG002 - as above
    ) -> tuple[M, Network, int | None]:
        """Judge a change on a day and commit it; return it, its network, and the revision; None = it is only tried.

        Raises:
            StaleRevision: Somebody committed since ``expected``, or again and again meanwhile.
            LinliError: As ``judged`` raises it; nothing was written.
        """

        def look() -> Network:
            self.refresh()
            return self.newest.network(day)

        return carried_out(self.store, look, lambda now: judged(now, self.rules), expected=expected, dry_run=dry_run)

    def planned(self, network: Network, within: str | None) -> Planned:
        """Return the network that a plan is made from: the whole.

        Raises:
            NotFound: There is no such place.
        """
        return Planned(network.within(within))

    def refresh(self) -> None:
        """Take over what was committed since the last time, if anything, and serve it at once: who wrote it waits."""
        with self._refreshing:
            self._take_over()
            self._served = self._latest

    def _take_over(self) -> None:
        try:
            self._follow()
        except StoreLocked:  # somebody writes; the next look will do
            return
        except LinliError:
            try:
                self._reopen()
            except LinliError as error:  # what is at its place now says more than what the old one said
                self._trouble = error

    def _stamp(self) -> Hashable | None:
        try:
            return self._store.stamp()
        except LinliError:  # the next refresh finds out what is wrong
            return None

    def _looked(self) -> None:
        """Take over what was committed, and serve it once what is asked all the time was worked out of it.

        Whoever asks meanwhile is answered of the revision before; whoever commits is not, as ``refresh`` tells.
        """
        try:
            with self._refreshing:
                self._take_over()
                latest, served = self._latest, self._served
            if latest is not served:
                latest.warm(served, _WARMING)
            with self._refreshing:
                if self._latest is latest:  # else somebody has taken over a later one, and serves that
                    self._served = latest
            if latest is not served:
                del served  # or the network before would still be there
                give_back()
        except Exception as error:  # noqa: BLE001 - whatever it is, the next look may go well
            _LOG.error("refresh: %s", type(error).__name__)
            self._trouble = StoreError("store_unreadable")

    def _follow(self) -> None:
        if self._trouble is not None:
            self._reopen()
            return
        revision = self._store.revision()
        known = self._latest.revision
        if revision == known:
            return
        try:
            if not self._store.forgotten(known.number):  # what changed the past is in no delta
                self._go_on(*self._since(known.number, revision))
                return
        except NoSuchRevision:  # an older store stands in its place
            pass
        self._swap(self._opened(self._store))

    def _since(self, known: int, revision: Revision) -> tuple[ChangeSet, Revision]:
        """Return the changes committed since, and their revision."""
        while revision.number > known:
            changes = self._store.deltas(known)
            after = self._store.revision()
            if after == revision:
                return changes, revision
            revision = after  # somebody committed in between, and may be among the deltas
        raise NoSuchRevision(revision=known, newest=revision.number)

    def _go_on(self, changes: ChangeSet, revision: Revision) -> None:
        """Serve what was committed, with what was worked out before and still holds."""
        before = self._latest
        what = touched(before.tables(), changes)
        network = before.moved(changes, revision, self._people(revision.number))
        self._latest = before.after(network, revision, what, before.found_after(changes, what))

    def _reopen(self) -> None:
        """Open what is at the place of the store now, and serve it; but not beside the log of the file before.

        Raises:
            StoreError: It cannot be opened.
        """
        try:
            self._store.stamp()
        except LogLeft:
            raise
        except LinliError:  # why it is opened anew
            pass
        store = opened(self._where)
        try:
            revision = store.revision()
            served = self._opened(store) if revision != self._latest.revision else None
        except BaseException:
            store.close()
            raise
        self._store.close()
        self._store = store
        if served is not None:
            self._swap(served)
        self._trouble = None

    def _swap(self, served: Served) -> None:
        """Serve at once what was opened anew: before it there may be another store, or somebody who is forgotten."""
        self._served = self._latest = served

    def _opened(self, store: Store) -> Served:
        """Return the newest revision of a store, from what lies at rest beside it if anything does (SEMANTICS Q7)."""
        today = graph.today()
        network = network_of(store, today, today, self._people)
        newest = store.revision()
        if newest.number != network.revision:
            newest = next((one for one in store.revisions() if one.number == network.revision), NOTHING)
        return Served(network, newest, self.rules, self._search(store, newest))

    def _search(self, store: Store, revision: Revision) -> Beside | None:
        """Return where names of a revision may lie at rest; what they are by rules of one's own is in no index."""
        if store.at_rest is None or not revision.digest or self._own_rules:
            return None
        return Beside(store.at_rest, revision.digest)

    def _opened_at(self, revision: Revision) -> Served:
        """Return a revision of the past: without what is kept apart, which is read when a row is shown."""
        tables = self.store.tables(at=revision.number, personal=False)
        return Served(Network(tables, graph.today(), self._people(revision.number)), revision, self.rules)

    def _people(self, revision: int) -> People:
        return people_of(lambda: nullcontext(self.store), self._store.where, revision)


def opened(where: str) -> Store:
    """Return the store at a path or address; a service never makes one."""
    return open_store(where if "://" in where else Path(where).expanduser(), create=False)
