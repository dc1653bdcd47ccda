"""A server, or a writer, killed at any moment leaves the store at a revision that was finished, whole."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from graph.stores import MemoryStore
from graph.stores.neo4j.store import Neo4jStore
from tests.graph.stores.killing import killed, kills
from tests.graph.stores.writer import FEW, step
from tests.graph.stores.written import changes, contents, row
from tests.neo4j.home import new_home
from tests.neo4j.server import Server

KILLS = kills(3, share=0.1)
_MOST = 5 * KILLS  # where a machine is so busy that few of them fall into a commit
ROWS = 150  # a commit of some 450 rows, in transactions of 50


class Witness:
    """What the store must hold, from the same steps in memory."""

    def __init__(self) -> None:
        self.plain = MemoryStore()
        self.killed = self.interrupted = 0

    def looks(self, url: str, done: int, begun: int) -> None:
        """Compare; then commit, which undoes what is left, and compare again."""
        self.killed += 1
        self.interrupted += begun > done
        with Neo4jStore(url, create=False, rows=FEW) as store:
            found = store.revision().number
            # A commit may be kept although its writer did not live to hear so; it is kept whole, then.
            assert found in {done, begun}
            for number in range(self.plain.revision().number + 1, found + 1):
                self.plain.commit(step(number, ROWS))
            self.same(store)
            more = changes(row("place", f"after-{found}"), at=self.plain.revision().at)
            assert store.commit(more) == self.plain.commit(more)
            self.same(store)
            assert store.query("MATCH (w:Writing) RETURN w.revision AS revision") == []

    @property
    def has_seen_enough(self) -> bool:
        """Whether enough was killed, and enough of it in a commit; or too much."""
        return self.killed >= (KILLS if self.interrupted > KILLS // 2 else _MOST)

    def same(self, store: Neo4jStore) -> None:
        assert store.revisions() == self.plain.revisions()
        newest = self.plain.revision().number
        for at in {newest, max(newest - 2, 0)}:
            assert contents(store.tables(at=at)) == contents(self.plain.tables(at=at))


@pytest.fixture
def server(running_neo4j: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that may be killed; the environment is that of the other one."""
    del running_neo4j
    with new_home(tmp_path_factory.mktemp("killed")) as home, Server(home) as server:
        yield server


@pytest.mark.neo4j
@pytest.mark.slow
def test_a_killed_server_leaves_exactly_a_revision_that_was_finished(server: Server) -> None:
    witness, random = Witness(), Random(20241101)
    while not witness.has_seen_enough:
        done, begun = killed(server.url, random.uniform(0, 0.5), lambda _: server.kill(), ROWS)
        server.start()
        witness.looks(server.url, done, begun)
    assert witness.interrupted > KILLS // 2, "the server was hardly ever killed in a commit: the test shows nothing"


@pytest.mark.neo4j
@pytest.mark.slow
def test_a_killed_writer_leaves_exactly_a_revision_that_it_finished(neo4j: Server) -> None:
    witness, random = Witness(), Random(20241102)
    while not witness.has_seen_enough:
        done, begun = killed(neo4j.url, random.uniform(0, 0.5), rows=ROWS)
        witness.looks(neo4j.url, done, begun)
    assert witness.interrupted > KILLS // 2, "the writer was hardly ever killed in a commit: the test shows nothing"
