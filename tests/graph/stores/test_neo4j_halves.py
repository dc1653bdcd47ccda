"""Nobody ever sees half a commit: not while it is made, not when its writer died, not while that is undone."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Event
from typing import Any

import pytest

from graph.changes import ChangeSet
from graph.errors import StoreLocked, StoreUnreachable
from graph.stores import MemoryStore, Store
from graph.stores.neo4j import turns
from graph.stores.neo4j.store import Neo4jStore
from tests.graph.stores.written import changes, contents, gone, operations, places, row, tie, within
from tests.neo4j.server import Server

pytestmark = pytest.mark.neo4j

FEW = 5
AT = datetime(2024, 11, 1, tzinfo=UTC)


@contextmanager
def dying(url: str, after: int) -> Iterator[Neo4jStore]:
    """Yield a store whose process dies when it begins to write once more than so many times."""
    with Neo4jStore(url, rows=FEW) as store:
        left = count(after, -1)
        transaction = store._server.transaction  # noqa: SLF001 - where every write begins

        def mortal(**how: Any) -> Any:
            writes = not how.get("reading") and how.get("keep", True)
            if writes and next(left) <= 0:
                raise StoreUnreachable(store=url)
            return transaction(**how)

        store._server.transaction = mortal  # type: ignore[method-assign]  # noqa: SLF001
        yield store


def step(number: int) -> ChangeSet:
    """Return a change that adds, changes, ties otherwise and takes away, of all there is."""
    other, before = ("ab", "ba")[number % 2], number - 1
    some = [
        *(row("place", name, note=f"{number}") for name in "abc"),
        row("place", f"new-{number}"),
        row("figure", "a", subject=f"place-{other[0]}", value=number),
        row("part_of", "x", source="place-c", target=f"place-{other[0]}"),
        within(f"new-{number}", "a"),
        row("person", "a", name=f"演示{number}", phone="13800000000" if number % 2 else None),
        row("person", f"new-{number}", name="演示"),
        row("post", f"new-{number}"),
        tie("holds", f"person-new-{number}", f"post-new-{number}"),
    ]
    if number > 1:
        some += [
            *(gone("part_of", f"place-new-{before}.place-a"), gone("place", f"new-{before}")),
            gone("holds", f"person-new-{before}.post-new-{before}"),
            *(gone("person", f"new-{before}"), gone("post", f"new-{before}")),
        ]
    return changes(*some, at=AT + timedelta(minutes=number))


def told(store: Store) -> Any:
    """Return all that a store tells."""
    newest = store.revision().number
    return (
        store.revisions(),
        [contents(store.tables(at=at)) for at in {newest, max(newest - 1, 0)}],
        operations(store.deltas(max(newest - 1, 0))),
        [store.history(key).to_dicts() for key in ("place-a", "person-a", "figure-a")],
    )


@pytest.mark.slow
def test_whenever_a_writer_dies_and_then_who_undoes_it_dies(neo4j: Server) -> None:
    plain = MemoryStore()
    expected = None
    with Neo4jStore(neo4j.url, rows=FEW) as living:
        for number in count(1):
            died = False
            if number > 2:
                with dying(neo4j.url, number - 3) as mortal:
                    try:
                        mortal.commit(step(number))
                    except StoreUnreachable:
                        died = True
                if died:
                    assert told(living) == expected
                    with dying(neo4j.url, number) as mortal, pytest.raises(StoreUnreachable):
                        mortal.commit(step(number))
                    assert told(living) == expected
            if died or number <= 2:
                living.commit(step(number))
            plain.commit(step(number))
            expected = told(plain)
            assert told(living) == expected
            if number > 2 and not died:
                break
        assert number > 8, "a commit took too few transactions: the test shows nothing"
        living.commit(changes(*places("d")))  # takes away what the last one left: it died after its commit
        assert living.query("MATCH (w:Writing) RETURN w") == []
        past = "MATCH (n:Past) RETURN n.key, n.from_revision, n.table, count(*) AS twice ORDER BY twice DESC LIMIT 1"
        assert living.query(past)[0]["twice"] == 1


def test_a_query_undoes_what_a_dead_writer_left(neo4j: Server) -> None:
    with Neo4jStore(neo4j.url, rows=FEW) as living:
        living.commit(step(1))
        with dying(neo4j.url, 7) as mortal, pytest.raises(StoreUnreachable):
            mortal.commit(step(2))
        names = "MATCH (p:Place) RETURN DISTINCT p.note AS note ORDER BY note"
        with neo4j.driver() as driver, driver.session() as session:
            assert "2" in session.run(names).value()
        assert [one["note"] for one in living.query(names)] == ["1", None]


def test_a_query_waits_for_who_writes_and_then_says_so(neo4j: Server) -> None:
    with Neo4jStore(neo4j.url, rows=FEW) as writing, Neo4jStore(neo4j.url) as asking:
        writing.commit(step(1))
        with writing._writing():  # noqa: SLF001 - in the middle of a commit
            with neo4j.driver() as driver, driver.session() as session:
                session.run("CREATE (:Writing {revision: 2, token: 'x', rows: 0})").consume()
            with pytest.raises(StoreLocked):
                asking.query("MATCH (p:Place) RETURN p.key")
            assert asking.tables().revision == 1


@pytest.mark.slow
def test_readers_see_whole_revisions_while_some_commit_and_others_die(
    neo4j: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 60.0)  # they shall meet, on a machine however busy
    size, done = 60, Event()

    def noted(number: int) -> ChangeSet:
        return changes(*(row("place", f"{one}", note=f"{number}") for one in range(size)))

    def write() -> int:
        try:
            with Neo4jStore(neo4j.url, rows=20) as writer:
                for number in range(2, 14):
                    if not (number % 3 == 0 and survived(number)):
                        writer.commit(noted(number))
                return writer.revision().number
        finally:
            done.set()

    def survived(number: int) -> bool:
        with dying(neo4j.url, number % 7) as mortal:
            try:
                return mortal.commit(noted(number)).number == number
            except StoreUnreachable:
                return False

    def look(ask: Any) -> int:
        seen = 0
        with Neo4jStore(neo4j.url) as reader:
            while not done.is_set():
                seen += ask(reader)
        return seen

    def rows(reader: Neo4jStore) -> int:
        tables = reader.tables(kinds=["place"])
        assert tables["place"]["note"].to_list() == [f"{tables.revision}"] * size
        return 1

    def text(reader: Neo4jStore) -> int:
        try:
            found = reader.query("MATCH (p:Place) RETURN p.note AS note, count(*) AS count")
        except StoreLocked:
            return 0
        assert [one["count"] for one in found] == [size]
        return 1

    with Neo4jStore(neo4j.url) as first:
        first.commit(noted(1))
    with ThreadPoolExecutor(3) as pool:
        working, *looking = (pool.submit(write), pool.submit(look, rows), pool.submit(look, text))
        assert working.result() == 13
        assert all(one.result() > 0 for one in looking)
