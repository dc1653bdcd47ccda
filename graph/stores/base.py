"""The contract of every store: few verbs, and one way to commit that all of them share.

A store keeps every row it ever had, from the revision that brought it to the one that changed it, so that any past
revision can be opened. ``commit`` is written once, here, so no store is less strict: it compares, checks, then writes.
What each engine does by itself is told in ``engine``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

import polars as pl

from graph.changes import ChangeSet, differing
from graph.errors import BadInput, NotFound, NotLogged, StaleRevision
from graph.kinds import all_kinds, kind_of
from graph.stores.beside import Beside
from graph.stores.engine import Engine
from graph.stores.forgotten import Forgotten, can_be_forgotten
from graph.stores.history import told
from graph.stores.integrity import check, kind_in
from graph.stores.revision import Revision, instant_of
from graph.stores.rows_of_revisions import each_in_turn
from graph.stores.sealing import part, sealed
from graph.stores.touched import touched
from graph.tables import Tables, apart_kinds, tables_of
from graph.viewing import log_of


class Store(Beside, Engine):
    """Keeps what exists, durably and with its past.

    Open one with :func:`graph.stores.open_store`, and close it, or use it in a ``with``. It may be
    used from several threads; commits wait for each other, reading waits for nobody.
    """

    def judge(self, changes: ChangeSet) -> None:  # whoever has the whole store may write all of it
        """Refuse changes that the user of this store may not make; nothing is written.

        Raises:
            BadChange: They may not be made.
        """

    def commit(self, changes: ChangeSet, expected: int | None = None) -> Revision:
        """Make the changes, all or nothing, and return the revision that has them.

        Changes that change nothing make no revision: the current one is returned.

        Args:
            changes: What to put and what to remove. Where they say against which revision they were
                computed, and change anything, that is taken as ``expected``.
            expected: The number of the revision that the caller believes is the current one.

        Raises:
            StaleRevision: Somebody committed since ``expected``; nothing was written.
            BadChange: The changes would break the graph; nothing was written, both rows are named.
            StoreLocked: Another process is writing.
            NotLogged: It could not be written down beside the store; nothing was written.
            StoreFull: There is no room, or no permission, to write.
        """
        with self._telling() as tell:
            current = self.revision()
            basis = changes.base if expected is None and not changes.empty else expected
            if basis is not None and basis != current.number:
                raise StaleRevision(expected=basis, found=current.number)
            if changes.empty:
                return current
            before = self._before(changes)
            real = differing(before, changes)
            if real.empty:
                return current
            check(before, real)
            made = _made(real, before, current.number + 1)
            tell(made)
            self._write(made, real, before)
            return made

    def repeat(self, changes: ChangeSet, forgotten: Collection[Forgotten]) -> Revision:
        """Make a revision as another store has it: also one in which nothing is left to change, where it forgot.

        Args:
            changes: What it changed, with its maker, instant and source.
            forgotten: Everybody who was forgotten there; those of this revision are remembered.

        Raises:
            BadChange: The changes would break the graph.
            StoreError: As ``commit`` raises it.
        """
        with self._writing():
            before = self._before(changes)
            real = differing(before, changes)
            check(before, real, {one.key for one in forgotten})
            made = _made(real, before, self.revision().number + 1)
            self._write(made, real, before)
            for one in forgotten:
                if one.revision == made.number:
                    self._remember(one)
            return made

    def forget(self, person: str, by: str = "", *, in_post: bool = False) -> Forgotten:
        """Take what is personal of somebody out of every revision; a new one tells that it was done.

        This is the one thing that changes the past. Whose key stays: who held which seat is still told, without
        a name. Backups, exports and copies are not reached. Done again, it makes sure that nothing is left.

        Args:
            person: Their key.
            by: Who does it.
            in_post: Do it although they still hold a post.

        Raises:
            NotFound: The store never had that key.
            BadInput: It is not the key of a person, or they still hold a post; nothing was written.
            StoreLocked: Somebody else has the store open, so that traces of it may be left until it is done again.
            StoreError: As ``commit`` raises it.
        """
        kind = kind_in(person)
        if kind is None or not can_be_forgotten(kind):
            raise BadInput("forget_no_person", ref=person)
        with self._telling() as tell:
            traces = self._traces(kind, person)  # raises NotFound
            if not in_post and (posts := self._posts_of(person)):
                raise BadInput("forget_in_post", posts=", ".join(posts), keys=posts)
            before = next((one for one in self.forgotten() if one.key == person), None)
            if traces or before is None:
                made = self._saying("linli forget", by)
                tell(made)
                self._erase(made, [person])
        return self._swept(person)

    def forget_ties(self, keys: Collection[str], by: str = "") -> Forgotten | None:
        """Take ties out of every revision, all of them in one new revision; None where nothing of them was left.

        So goes who raised a need that is long over, and behind which door it was (SEMANTICS V10).

        Args:
            keys: Keys of ties that the store has, or had.
            by: Who does it.

        Raises:
            NotFound: The store never had one of them.
            StoreLocked: Somebody else has the store open, so that traces may be left until it is done again.
            StoreError: As ``commit`` raises it.
        """
        with self._telling() as tell:
            left = [key for key in sorted(set(keys)) if self._traces(key.partition("-")[0], key)]
            if not left:
                return None
            made = self._saying("linli forget", by)
            tell(made)
            self._erase(made, left)
        return self._swept(left[-1])

    @contextmanager
    def _telling(self) -> Iterator[Callable[[Revision], None]]:
        """Hold the store for one commit; yield a function that logs the revision being made beside it (SEMANTICS V16).

        Where it then cannot be kept, that is written down too.

        Raises:
            NotLogged: It cannot be written down, so that nothing is kept.
        """
        log = None if self.where == ":memory:" else log_of(self.where)
        told: list[Revision] = []

        def tell(made: Revision) -> None:
            if log is not None:
                log.made(made.number, made.by, made.source)
                told.append(made)

        try:
            with self._writing():
                yield tell
        except BaseException:
            for made in told:
                with suppress(NotLogged):
                    log_of(self.where).made(made.number, made.by, made.source, kept=False)
            raise

    def _saying(self, source: str, by: str) -> Revision:
        made = Revision(self.revision().number + 1, by, instant_of(None), source)
        return replace(made, digest=sealed(made, ()))

    def revision(self) -> Revision:
        """Return the current revision; its number is 0 where nothing was committed yet."""
        return self._revisions(newest=True)[-1]

    def revisions(self) -> tuple[Revision, ...]:
        """Return every revision ever made, oldest first."""
        return self._revisions(newest=False)[1:]

    def tables(self, kinds: Iterable[str] | None = None, at: int | None = None, *, personal: bool = True) -> Tables:
        """Return the rows as of a revision, in no particular order.

        Args:
            kinds: Read these kinds only, the others stay empty; None = all.
            at: The number of a revision; None = the current one.
            personal: Read what is kept apart too; a network needs none of it.

        Raises:
            NoSuchRevision: That revision was never made.
            NotFound: No kind has that name.
        """
        wanted = (
            tuple(kind.kind for kind in all_kinds()) if kinds is None else tuple(kind_of(one).kind for one in kinds)
        )
        tables = (table for kind in wanted for table in tables_of(kind) if personal or not table.personal)
        found = self._tables(tuple(tables), at)
        return found if personal else found.without_personal()

    def referring(self, kind: str, field: str, keys: Collection[str]) -> pl.DataFrame:
        """Return the current rows of a kind that refer to one of some things in a field, in no particular order."""
        return self.tables([kind])[kind].filter(pl.col(field).is_in(list(keys)))  # an engine may know a faster way

    def personal(self, kind: str, keys: Collection[str] | None = None, at: int | None = None) -> pl.DataFrame:
        """Return what is kept apart of the things of a kind: its key, and the fields; no row for who has none.

        This is what `graph.viewing` reads at the moment a row is shown; nothing else should.

        Args:
            kind: Name of the kind.
            keys: Of these things only; None = of all.
            at: The number of a revision; None = the current one.

        Raises:
            NoSuchRevision: That revision was never made.
            NotFound: No kind has that name, or nothing of that kind is kept apart.
        """
        _, *apart = tables_of(kind)
        if not apart:
            raise NotFound("no_such_kind", ref=kind, candidates=", ".join(apart_kinds()))
        return self._personal(apart[0], None if keys is None else sorted(set(keys)), at)

    def deltas(self, since: int, until: int | None = None) -> ChangeSet:
        """Return what was committed after a revision, up to another, as one change set against the first.

        Applied to ``tables(at=since)`` it gives ``tables(at=until)``. A row that was changed and
        changed back is among them; one that came and went is not.

        Args:
            since: The number of a revision; what it made is left out.
            until: The number of a later one, or the same; None = the current one.

        Raises:
            NoSuchRevision: One of them was never made, or not before the other.
        """
        return ChangeSet(self._deltas(since, until), base=since)

    def rows_touched(self, since: int, until: int) -> Mapping[str, pl.DataFrame]:
        """Return the rows that each revision after one up to another brought or did away with, by kind.

        A row that was changed is there twice, as it was and as it became, without what is kept apart; ``revision`` says
        which revision did it. Raises NoSuchRevision.
        """
        return each_in_turn(self, since, until)  # an engine may know a faster way

    def history(self, key: str) -> pl.DataFrame:
        """Return what happened to a thing or a tie, and to the ties that touch it, oldest first.

        One row an event: the ``revision`` that made it and ``until_revision``, the next to touch that
        row; ``at``, ``by``, ``source`` and ``reason`` of the revision; ``op`` (added, changed, removed, or compacted:
        what several changes by whoever came to); ``kind`` and ``key``, for a tie also ``tie_source`` and
        ``tie_target``; and ``changed``, a list of ``{field, before, after}`` as texts. All of it is told;
        `graph.viewing` leaves out what a viewer may not see.

        Raises:
            NotFound: The store never had that key.
        """
        kind = kind_in(key)
        versions = {name: frame for name, frame in self._versions(key, kind).items() if frame.height} if kind else {}
        if not versions:
            raise NotFound("no_such_key", ref=key)
        return told(versions, {one.number: one for one in self.revisions()}, self.gone())

    def _posts_of(self, person: str) -> list[str]:
        """Return the posts that a person holds, or will hold."""
        today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
        held = self.tables(["holds"])["holds"].filter(pl.col("source") == person)
        return sorted(held.filter(pl.col("until").is_null() | (pl.col("until") > today))["target"])

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()


def _made(real: ChangeSet, before: Tables, number: int) -> Revision:
    made = Revision(number, real.by, instant_of(real.at), real.source, reason=real.reason)
    return replace(made, digest=sealed(made, map(part, touched(real, before))))
