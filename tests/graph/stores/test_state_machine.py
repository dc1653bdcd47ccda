"""Whatever is done to them, the SQLite store and the memory store tell the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from graph.changes import ChangeSet, apply, whole_rows
from graph.errors import LinliError
from graph.kinds import all_kinds, things
from graph.stores import MemoryStore, SqliteStore, Store
from tests.graph.stores.rows import contents, operations
from tests.strategies import change_sets, frame, pool, rows

KINDS = [kind.kind for kind in all_kinds()]
THINGS = [kind.kind for kind in things()]


class TwoStores(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "演示 库?.db"  # a name that a URI must escape
        self.plain = MemoryStore()
        self.at = datetime(2024, 11, 1, tzinfo=UTC)

    @initialize(small=st.sampled_from([0, 20_000]))
    def open(self, small: int) -> None:
        self.small = small
        self.file = SqliteStore(self.path, small=small)

    @initialize(found=st.tuples(*(rows(kind, st.just(key)) for kind in THINGS[:6] for key in pool(kind))))
    def start_with_some_things(self, found: tuple[dict[str, Any], ...]) -> None:
        self.first = found

    @precondition(lambda self: self.plain.revision().number == 0)
    @rule()
    def commit_the_first(self) -> None:
        frames = {}
        for kind in THINGS[:6]:
            mine = [one for one in self.first if one["key"].startswith(kind + "-")]
            frames[kind] = frame(kind, mine)
        self.commit_to_both(ChangeSet(frames))

    @rule(changes=change_sets())
    def commit(self, changes: ChangeSet) -> None:
        self.commit_to_both(changes)

    @rule(changes=change_sets(kinds=["part_of"], most=4))
    def move_places(self, changes: ChangeSet) -> None:
        self.commit_to_both(changes)

    @rule(changes=change_sets(), behind=st.integers(-1, 2))
    def commit_against(self, changes: ChangeSet, behind: int) -> None:
        self.commit_to_both(changes.against(self.plain.revision().number - behind))

    @rule(data=st.data(), kind=st.sampled_from(KINDS))
    def change_what_is_there(self, data: st.DataObject, kind: str) -> None:
        known = whole_rows(self.plain.tables(), kind).sort("key").to_dicts()
        if known:
            old = data.draw(st.sampled_from(known))
            new = data.draw(rows(kind, st.just(old["key"])))
            some = data.draw(st.sets(st.sampled_from(sorted(set(new) - {"key", "source", "target"}))))
            self.commit_to_both(ChangeSet({kind: frame(kind, [{**old, **{name: new[name] for name in some}}])}))

    @rule(data=st.data(), kind=st.sampled_from(KINDS))
    def remove_what_is_there(self, data: st.DataObject, kind: str) -> None:
        known = self.plain.tables()[kind]["key"].sort().to_list()
        if known:
            keys = data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True))
            self.commit_to_both(ChangeSet({kind: frame(kind, [{"key": key, "op": "remove"} for key in keys])}))

    @rule(kind=st.sampled_from(KINDS), data=st.data())
    def tell_the_history(self, kind: str, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(pool(kind)))
        told = [self.outcome(lambda one: one.history(key, personal=True).to_dicts(), store) for store in self.both]
        assert told[0] == told[1]

    @rule(behind=st.integers(-1, 4))
    def open_a_past_revision(self, behind: int) -> None:
        at = self.plain.revision().number - behind
        found = [self.outcome(lambda one: contents(one.tables(at=at)), store) for store in self.both]
        assert found[0] == found[1]

    @rule(behind=st.integers(-1, 4))
    def tell_what_came_since(self, behind: int) -> None:
        since = self.plain.revision().number - behind
        told = [self.outcome(lambda one: operations(one.deltas(since)), store) for store in self.both]
        assert told[0] == told[1]
        if isinstance(told[0], dict):
            assert contents(apply(self.file.tables(at=since), self.file.deltas(since))) == contents(self.plain.tables())

    @rule()
    def open_the_file_again(self) -> None:
        self.file.close()
        self.file = SqliteStore(self.path, small=self.small)

    @invariant()
    def they_hold_the_same(self) -> None:
        assert contents(self.file.tables()) == contents(self.plain.tables())

    @invariant()
    def they_had_the_same_revisions(self) -> None:
        assert self.file.revisions() == self.plain.revisions()

    def teardown(self) -> None:
        self.file.close()
        self.folder.cleanup()

    @property
    def both(self) -> tuple[Store, Store]:
        return self.plain, self.file

    def commit_to_both(self, changes: ChangeSet) -> None:
        self.at += timedelta(minutes=1, microseconds=1)
        same = ChangeSet(changes.frames, by=changes.by, at=self.at, source=changes.source, base=changes.base)
        made = [self.outcome(lambda one: one.commit(same), store) for store in self.both]
        assert made[0] == made[1]
        event(made[0][1] if isinstance(made[0], tuple) else 'committed' if made[0].at == self.at else 'nothing changed')

    @staticmethod
    def outcome(ask: Any, store: Store) -> Any:
        """Return the answer, or what the error says: both stores must give the same."""
        try:
            return ask(store)
        except LinliError as error:
            return type(error), error.code, error.params


TestTwoStores = TwoStores.TestCase
TestTwoStores.settings = settings(
    max_examples=25, stateful_step_count=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
