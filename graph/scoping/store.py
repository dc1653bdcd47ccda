"""A store of which only a scope is known: what is read of it is cut, and nothing else can be written (SEMANTICS V23).

What is not in the cut is not there: it is asked for, found missing and refused by the very code that does so for a key
that was never made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from threading import RLock

import polars as pl

from graph.changes import PUT, REMOVE, ChangeSet, whole_rows
from graph.errors import BadChange, NoSuchRevision, NotFound, NotOffered, StaleRevision
from graph.kinds import all_kinds
from graph.network import Network
from graph.rules import Rules
from graph.scoping.cut import Cut, cut
from graph.scoping.past import seen_history
from graph.scoping.refusing import PartOfStore
from graph.scoping.remembering import Remembered
from graph.scoping.scope import Scope
from graph.scoping.touching import last_touching, touches
from graph.scoping.writing import Admitted, written_inside
from graph.stores import NOTHING, Revision, Store
from graph.stores.forgotten import Forgotten
from graph.tables import Table, Tables, tables_of

#: So often somebody elsewhere may be faster before that is told.
_TIMES = 5


@dataclass(frozen=True)
class Now:
    """What is seen of the newest revision.

    Attributes:
        whole: Number of that revision.
        cut: How it is seen.
        tables: What is seen, without what is kept apart; the same object for as long as it stays the same.
        revision: The last revision that touched it.
    """

    whole: int
    cut: Cut
    tables: Tables
    revision: Revision


class ScopedStore(PartOfStore):
    """A store as somebody has it who is bound to a scope; closing it leaves the store open.

    Its revisions are those that touched something that is seen now; their numbers are the store's own.
    """

    def __init__(
        self,
        store: Store,
        rules: Rules,
        scope: Scope,
        looked: Callable[[int | None], Network],
        refresh: Callable[[], None] = lambda: None,
    ) -> None:
        """Take the store, and what is bound to what.

        Args:
            store: The whole store.
            rules: The rules in force.
            scope: To what somebody is bound.
            looked: Returns the whole network of a revision, None = of the newest, on the day that counts as today.
            refresh: Lets ``looked`` know that there may be a newer one.
        """
        self.scope, self.whole = scope, store
        self._store, self._rules, self._looked, self._refresh = store, rules, looked, refresh
        self._now: tuple[date, Now] | None = None
        self._remembered = Remembered(store)
        self._lock = RLock()

    def made(self, number: int) -> Revision | None:
        """Return a revision that touched what is seen, or the empty one before them all; None = none such is known."""
        try:
            return self._revision_of(self.now().revision.number if (at := self._known(number)) is None else at)
        except NoSuchRevision:
            return None

    def now(self) -> Now:
        """Return what is seen of the newest revision; it is cut again only where something touched it, and each day."""
        with self._lock:
            network = self._looked(None)
            known = None if self._now is None else self._now[1]
            if self._now is None or known is None or self._now[0] != network.date or known.whole > network.revision:
                self._now = network.date, self._cut(network, None)
            elif known.whole != network.revision:
                self._now = network.date, self._moved(network, known)
            return self._now[1]

    def _moved(self, network: Network, known: Now) -> Now:
        """Return what is seen after commits."""
        if not touches(self._store, known.cut, network.revision, known.whole):
            return replace(known, whole=network.revision)
        return self._cut(network, known)

    def _cut(self, network: Network, known: Now | None) -> Now:
        made, number = cut(network, self._rules, self.scope), network.revision
        last = last_touching(self._store, made, number, 0 if known is None else known.whole)
        if known is not None and last == known.whole:  # only what is seen no more
            last = number
        return Now(number, made, made.of(network.tables(), last), self._revision_of(last))

    def _revision_of(self, number: int) -> Revision:
        return next((one for one in reversed(self._store.revisions()) if one.number == number), NOTHING)

    @property
    def where(self) -> str:
        """Where the store is; what is written down of readers is written beside it."""
        return self._store.where

    def revision(self) -> Revision:
        """Return the last revision that touched what is seen; one of number 0 where none did."""
        return self.now().revision

    def commit(self, changes: ChangeSet, expected: int | None = None) -> Revision:
        """Make changes of what is inside; what else they would touch is refused, or was never there.

        Raises:
            StaleRevision: Somebody changed something that is seen since ``expected``.
            BadChange: They would break the graph, or touch what is only seen from outside.
            StoreError: As the store raises it.
        """
        basis = changes.base if expected is None and not changes.empty else expected
        for left in reversed(range(_TIMES)):
            self._refresh()
            now = self.now()
            if basis is not None and basis != now.revision.number:
                raise StaleRevision(expected=basis, found=now.revision.number)
            try:
                return self.commit_admitted(self.admitted(changes).changes)
            except StaleRevision:
                if not left:
                    raise
        raise AssertionError  # the last time it is returned or raised

    def admitted(self, changes: ChangeSet, *, judged: bool = False) -> Admitted:
        """Return what of changes may be written, against the newest revision of the whole store.

        Args:
            changes: The changes.
            judged: Whether they were made of a network, in which nothing is that is kept apart.

        Raises:
            BadChange: They would break the graph, or touch what is only seen from outside.
        """
        now = self.now()
        if self.scope.partner is not None:
            raise NotOffered
        if changes.empty:
            return Admitted(changes.against(now.whole), {})
        found = written_inside(self.tables(), now.cut, self.scope, self._looked(None), changes, judged=judged)
        return replace(found, changes=found.changes.against(now.whole))

    def judge(self, changes: ChangeSet) -> None:
        """Refuse what ``commit`` would refuse.

        Raises:
            BadChange: The changes would touch what is only seen from outside.
        """
        self.admitted(changes)

    def commit_admitted(self, changes: ChangeSet) -> Revision:
        """Make changes that were admitted.

        Raises:
            StaleRevision: Somebody committed meanwhile.
            BadChange: They would break something that is not seen.
        """
        now = self.now()
        if changes.empty:
            return now.revision
        if changes.base != now.whole:
            raise StaleRevision(expected=changes.base, found=now.whole)
        return self._written(changes, now.whole)

    def _written(self, changes: ChangeSet, basis: int) -> Revision:
        try:
            return self._store.commit(replace(changes, base=basis), basis)
        except BadChange:  # by something that is not seen: what is seen was looked at
            raise BadChange("change_elsewhere") from None

    def history(self, key: str) -> pl.DataFrame:
        """Return what happened to something that is seen, as far as that is seen.

        Raises:
            NotFound: It is not seen, whether or not the store has it.
        """
        cut = self.now().cut
        kind = key.partition("-")[0]
        how = cut.how(kind, [key]).get(key) if kind in cut.kept else None
        if how is None:
            raise NotFound("no_such_key", ref=key)
        return seen_history(self._store.history(key), cut, self._looked(None))

    def referring(self, kind: str, field: str, keys: Collection[str]) -> pl.DataFrame:
        """Return those of the rows that are seen."""
        cut, rows = self.now().cut, self._store.referring(kind, field, keys)
        return cut.rows(tables_of(kind)[0], rows) if len(tables_of(kind)) == 1 else super().referring(kind, field, keys)

    def forgotten(self, since: int = 0) -> tuple[Forgotten, ...]:
        """Return who of those that are seen was forgotten."""
        seen = set(self.now().cut.seen)
        return tuple(one for one in self._store.forgotten(since) if one.key in seen)

    def close(self) -> None:
        """Leave the store to who opened it."""

    def _revisions(self, *, newest: bool) -> tuple[Revision, ...]:
        now = self.now()
        if newest:
            return (now.revision,)
        made = (one for one in self._store.revisions() if one.number < now.revision.number)
        with self._lock:
            touching = self._remembered.touching(now.cut, now.revision.number)
        before = (one for one in made if one.number in touching)
        return (NOTHING, *before, *([now.revision] if now.revision.number else []))

    def _tables(self, wanted: tuple[Table, ...], at: int | None) -> Tables:
        number, now, personal = self._known(at), self.now(), any(one.personal for one in wanted)
        cut, kinds = now.cut, {one.kind for one in wanted}
        whole = self._store.tables(kinds, now.whole if number is None else number, personal=personal)
        rows = cut.rows if number is None else cut.past_rows
        found = {one.name: rows(one, whole[one.name]) for one in wanted}
        revision = now.revision.number if number is None else number
        return Tables(found, revision, personal=personal, outside=cut.outside)

    def _personal(self, table: Table, keys: list[str] | None, at: int | None) -> pl.DataFrame:
        number, now = self._known(at), self.now()
        seen = now.cut.kept[table.kind]["key"]
        wanted = seen if keys is None else seen.filter(seen.is_in(keys))
        rows = self._store.personal(table.kind, wanted.to_list(), now.whole if number is None else number)
        return now.cut.apart(table.kind, rows)

    def _deltas(self, since: int, until: int | None) -> Mapping[str, pl.DataFrame]:
        before, after = self.tables(at=since), self.tables(at=until)
        if after.revision < before.revision:
            raise NoSuchRevision(revision=since, newest=after.revision)
        return {kind.kind: _delta(kind.kind, before, after) for kind in all_kinds()}

    def _known(self, at: int | None) -> int | None:
        """Return the number of a revision that touched what is seen; None = the newest.

        Raises:
            NoSuchRevision: It did not, or was never made.
        """
        now = self.now()
        if at is None or at == now.revision.number:
            return None
        if at == 0:
            return at
        with self._lock:
            if not (0 < at < now.revision.number and self._remembered.touched(now.cut, at)):
                raise NoSuchRevision(revision=at, newest=now.revision.number)
        return at


def _delta(kind: str, before: Tables, after: Tables) -> pl.DataFrame:
    """Return what makes the rows of a kind those after: puts of what differs, and removals of what is seen no more."""
    then, now = whole_rows(before, kind), whole_rows(after, kind)
    put = now.join(then, on=now.columns, how="anti", nulls_equal=True).with_columns(op=pl.lit(PUT))
    gone = then.join(now, on="key", how="anti").select("key").with_columns(op=pl.lit(REMOVE))
    return pl.concat([put, gone], how="diagonal")
