"""Two connections write what is too large for one transaction: each step once, and none once one of them has failed."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Barrier
from time import sleep
from typing import cast

import pytest

from graph.errors import StoreLocked
from graph.stores.neo4j import row_cypher as cypher
from graph.stores.neo4j import writing
from graph.stores.neo4j.server import Server, run
from graph.stores.neo4j.steps import Step
from graph.stores.neo4j.store import Neo4jStore
from graph.stores.neo4j.writing import LANES, marked, transact
from graph.stores.revision import NOTHING
from tests.neo4j import server as running

SOON = 30.0  # seconds, on a machine however busy
MANY = 1000


class OneRow:
    """A server of which a transaction has room for one row."""

    rows = 1


ONE_ROW = cast("Server", OneRow())


def numbered(count: int) -> list[Step]:
    return [Step(f"{number}", {}, 1) for number in range(count)]


class TestSteps:
    def test_are_done_once_each_by_connections_that_write_at_the_same_time(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        meeting = Barrier(LANES, timeout=SOON)
        done: list[tuple[str, int, str]] = []

        def met(_: Server, steps: Iterable[Step], token: str, lane: int) -> None:
            meeting.wait()
            done.extend((token, lane, one.statement) for one in steps)

        monkeypatch.setattr(writing, "transact", met)
        writing._at_once(ONE_ROW, numbered(4 * LANES), "ours")  # noqa: SLF001 - a commit needs a server
        assert sorted(int(statement) for _, _, statement in done) == list(range(4 * LANES))
        assert {(token, lane) for token, lane, _ in done} == {("ours", lane) for lane in range(LANES)}

    def test_are_no_longer_begun_once_one_failed_and_none_goes_on_when_that_is_told(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        both = Barrier(LANES, timeout=SOON)
        begun: list[str] = []
        ended: list[str] = []

        def fails(_: Server, steps: Iterable[Step], token: str, lane: int) -> None:
            [one] = steps
            begun.append(one.statement)
            if len(begun) <= LANES:
                both.wait()
            if one.statement == "0":
                raise StoreLocked(store=f"{token} {lane}")
            sleep(0.01)  # somebody has to see that the other failed
            ended.append(one.statement)

        monkeypatch.setattr(writing, "transact", fails)
        with pytest.raises(StoreLocked):
            writing._at_once(ONE_ROW, numbered(MANY), "ours")  # noqa: SLF001
        assert len(begun) < MANY
        assert sorted([*ended, "0"]) == sorted(begun)


@pytest.mark.neo4j
def test_no_connection_goes_on_writing_what_somebody_took_over(neo4j: running.Server) -> None:
    with Neo4jStore(neo4j.url) as store:
        server = store._server  # noqa: SLF001 - a writer that lost its turn and lives on
        transact(server, [marked(NOTHING, "lost")], None)
        with server.transaction() as transaction:
            run(transaction, cypher.TAKE_OVER, token="found").consume()  # noqa: S106 - whose mark it is
        for lane in range(LANES):
            with pytest.raises(StoreLocked):
                transact(server, [], "lost", lane)
        transact(server, [], "found")


@pytest.mark.neo4j
def test_a_mark_of_before_there_were_lanes_is_taken_over(neo4j: running.Server) -> None:
    with Neo4jStore(neo4j.url) as store:
        server = store._server  # noqa: SLF001
        with server.transaction() as transaction:
            run(transaction, "CREATE (:Writing {revision: 1, token: 'older', rows: 0})").consume()
        assert store.query("MATCH (n) RETURN count(n) > 0 AS anything") == [{"anything": True}]
        assert store.query("MATCH (w:Writing) RETURN w") == []
