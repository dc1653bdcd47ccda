"""Whatever is done to them, a store that keeps and the memory store tell the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from graph.changes import ChangeSet, apply, whole_rows
from graph.errors import LinliError
from graph.kinds import all_kinds, things
from graph.stores import MemoryStore, SqliteStore, Store
from graph.stores.neo4j.store import Neo4jStore
from graph.tables import references_of
from tests.graph.stores.written import changes, contents, operations, row
from tests.neo4j.server import Server
from tests.strategies import change_sets, frame, pool, rows

KINDS = [kind.kind for kind in all_kinds()]
#: The things that refer to no other, so that they can come first.
REFERRED_TO = [kind.kind for kind in things() if not references_of(kind.kind)]
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


class TwoStores(RuleBasedStateMachine):
    """The memory store, and another that a subclass opens."""

    kept: Store

    def __init__(self) -> None:
        super().__init__()
        self.plain = MemoryStore()
        self.at = datetime(2024, 11, 1, tzinfo=UTC)

    def opened(self) -> Store:
        """Return the other store, with what it held before."""
        raise NotImplementedError

    @initialize(small=st.sampled_from([0, 20_000]))
    def open_with_some_things(self, small: int) -> None:
        self.small = small
        self.kept = self.opened()
        some = [row(kind, key.removeprefix(f"{kind}-")) for kind in REFERRED_TO for key in pool(kind)]
        self.commit_to_both(changes(*some))

    @rule(some=change_sets())
    def commit(self, some: ChangeSet) -> None:
        self.commit_to_both(some)

    @rule(found=rows("part_of"), ends=st.permutations(pool("place")))
    def move_a_place(self, found: dict[str, Any], ends: list[str]) -> None:
        self.commit_to_both(ChangeSet({"part_of": frame("part_of", [{**found, "source": ends[0], "target": ends[1]}])}))

    @rule(some=change_sets(), behind=st.integers(-1, 2))
    def commit_against(self, some: ChangeSet, behind: int) -> None:
        self.commit_to_both(some.against(self.plain.revision().number - behind))

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
        told = [self.outcome(lambda one: one.history(key).to_dicts(), store) for store in self.both]
        assert told[0] == told[1]

    @rule(behind=st.integers(-1, 4))
    def open_a_past_revision(self, behind: int) -> None:
        at = self.plain.revision().number - behind
        found = [self.outcome(lambda one: contents(one.tables(at=at)), store) for store in self.both]
        assert found[0] == found[1]

    @rule(behind=st.integers(-1, 4), before=st.none() | st.integers(-1, 3))
    def tell_what_came_since(self, behind: int, before: int | None) -> None:
        newest = self.plain.revision().number
        since, until = newest - behind, None if before is None else newest - before
        told = [self.outcome(lambda one: operations(one.deltas(since, until)), store) for store in self.both]
        assert told[0] == told[1]
        if isinstance(told[0], dict):
            reached = apply(self.kept.tables(at=since), self.kept.deltas(since, until))
            assert contents(reached) == contents(self.plain.tables(at=until))

    @rule()
    def open_it_again(self) -> None:
        self.kept.close()
        self.kept = self.opened()

    @invariant()
    def they_hold_the_same(self) -> None:
        assert contents(self.kept.tables()) == contents(self.plain.tables())

    @invariant()
    def they_had_the_same_revisions(self) -> None:
        assert self.kept.revisions() == self.plain.revisions()

    @property
    def both(self) -> tuple[Store, Store]:
        return self.plain, self.kept

    def commit_to_both(self, some: ChangeSet) -> None:
        self.at += timedelta(minutes=1, microseconds=1)
        same = replace(some, at=self.at)
        made = [self.outcome(lambda one: one.commit(same), store) for store in self.both]
        assert made[0] == made[1]
        event(made[0][1] if isinstance(made[0], tuple) else "committed" if made[0].at == self.at else "nothing changed")

    @staticmethod
    def outcome(ask: Any, store: Store) -> Any:
        """Return the answer, or what the error says: both stores must give the same."""
        try:
            return ask(store)
        except LinliError as error:
            return type(error), error.code, error.params


class WithFile(TwoStores):
    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "演示 库?.db"  # a name that a URI must escape

    def opened(self) -> Store:
        return SqliteStore(self.path, small=self.small)

    def teardown(self) -> None:
        self.kept.close()
        self.folder.cleanup()


class WithServer(TwoStores):
    """A transaction has room for few rows, so that a commit takes several."""

    ROWS = 3
    server: Server

    def __init__(self) -> None:
        super().__init__()
        self.server.clear()

    def opened(self) -> Store:
        return Neo4jStore(self.server.url, small=self.small, rows=self.ROWS)

    def teardown(self) -> None:
        self.kept.close()


TestWithFile = pytest.mark.slow(WithFile.TestCase)
TestWithFile.settings = settings(max_examples=40, stateful_step_count=30, suppress_health_check=SLOW)


@pytest.mark.neo4j
def test_with_server(running_neo4j: Server) -> None:
    WithServer.server = running_neo4j
    found = (Phase.explicit, Phase.reuse, Phase.generate)  # to shrink what is found would take minutes
    bounded = settings(max_examples=6, stateful_step_count=12, suppress_health_check=SLOW, phases=found)
    run_state_machine_as_test(WithServer, settings=bounded)
