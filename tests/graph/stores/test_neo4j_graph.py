"""What lies in Neo4j, as somebody sees it in Browser: a graph that can be read without linli."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from graph.stores.neo4j.store import Neo4jStore
from tests.graph.stores.written import changes, gone, places, row, tie, within
from tests.neo4j.server import Server

pytestmark = pytest.mark.neo4j


@pytest.fixture
def store(neo4j: Server) -> Iterator[Neo4jStore]:
    """An empty store; a transaction has room for few rows."""
    with Neo4jStore(neo4j.url, rows=4) as opened:
        yield opened


@pytest.fixture
def look(neo4j: Server) -> Iterator[Any]:
    """Asks as another program would, past the store."""
    with neo4j.driver() as driver, driver.session() as session:
        yield lambda text: [record.values() for record in session.run(text)]


class TestThing:
    def test_is_a_node_with_the_label_of_its_kind_and_its_columns(self, store: Neo4jStore, look: Any) -> None:
        store.commit(changes(row("place", "a", name="3号楼", level="building", households=60, since=date(2021, 1, 1))))
        [[labels, found]] = look("MATCH (n:Place) RETURN labels(n), properties(n)")
        assert labels == ["Place"]
        assert found.pop("since").to_native() == date(2021, 1, 1)
        assert found == {
            "key": "place-a",
            "name": "3号楼",
            "display_name": "3号楼",
            "level": "building",
            "households": 60,
            "from_revision": 1,
        }

    def test_without_a_name_is_called_what_it_is(self, store: Neo4jStore, look: Any) -> None:
        things = [
            row("post", "a", role="building_head"),
            row("post", "b", role="别的"),
            row("person", "a", name="演示张一"),
        ]
        store.commit(changes(*things))
        names = dict(look("MATCH (n) WHERE n:Post OR n:Person RETURN n.key, n.display_name"))
        assert names == {"post-a": "楼长", "post-b": "别的", "person-a": "人员"}

    def test_that_changes_stays_the_same_node(self, store: Neo4jStore, look: Any) -> None:
        store.commit(changes(row("place", "a", note="旧", code="370285"), *places("b"), within("b", "a")))
        before = look("MATCH (n:Place {key: 'place-a'}) RETURN elementId(n)")
        store.commit(changes(row("place", "a", note="新")))
        assert look("MATCH (n:Place {key: 'place-a'}) RETURN elementId(n)") == before
        assert look("MATCH (n:Place)<-[:PART_OF]-(m) RETURN n.note, n.code, m.key") == [["新", None, "place-b"]]

    def test_that_refers_to_another_is_tied_to_it(self, store: Neo4jStore, look: Any) -> None:
        things = [row("figure", "a", subject="place-a"), row("listing", "a", within="place-a")]
        store.commit(changes(*places("ab"), *things, row("exception", "a", place="place-b")))
        store.commit(changes(row("figure", "a", subject="place-b")))
        ties = look("MATCH (n)-[r]->(m) RETURN n.key, type(r), m.key ORDER BY n.key")
        assert ties == [
            ["exception-a", "PLACE", "place-b"],
            ["figure-a", "SUBJECT", "place-b"],
            ["listing-a", "WITHIN", "place-a"],
        ]


class TestPersonalValues:
    def test_lie_in_a_node_of_their_own(self, store: Neo4jStore, look: Any) -> None:
        store.commit(changes(row("person", "a", name="演示张一", phone="13800000000", hours="周六")))
        [[person]] = look("MATCH (n:Person) RETURN properties(n)")
        assert person == {"key": "person-a", "hours": "周六", "display_name": "人员", "from_revision": 1}
        [[personal]] = look("MATCH (:Person)-[:PERSONAL]->(n:PersonPersonal) RETURN properties(n)")
        assert personal == {"key": "person-a", "name": "演示张一", "phone": "13800000000", "from_revision": 1}

    def test_go_with_the_person(self, store: Neo4jStore, look: Any) -> None:
        store.commit(changes(row("person", "a", name="演示张一")))
        store.commit(changes(gone("person", "a")))
        assert look("MATCH (n) WHERE n:Person OR n:PersonPersonal RETURN n") == []


class TestTie:
    def test_is_a_relationship_with_its_columns(self, store: Neo4jStore, look: Any) -> None:
        things = [row("person", "a", name="演示张一"), row("post", "a"), row("post", "b")]
        store.commit(changes(*things, tie("holds", "person-a", "post-a", acting=True)))
        [[found, target]] = look("MATCH (:Person)-[r:HOLDS]->(n:Post) RETURN properties(r), n.key")
        assert found == {"key": "holds-person-a.post-a", "acting": True, "from_revision": 1}
        assert target == "post-a"

    def test_that_leads_elsewhere_is_made_anew(self, store: Neo4jStore, look: Any) -> None:
        store.commit(changes(*places("abc"), row("part_of", "x", source="place-b", target="place-a")))
        store.commit(changes(row("part_of", "x", source="place-b", target="place-c")))
        assert look("MATCH (n)-[r:PART_OF]->(m) RETURN n.key, m.key, r.from_revision") == [["place-b", "place-c", 2]]


class TestPast:
    def test_is_tied_to_nothing(self, store: Neo4jStore, look: Any) -> None:
        store.commit(changes(*places("ab"), within("b", "a", axis="territory")))
        store.commit(changes(gone("part_of", "place-b.place-a"), row("place", "a", note="新"), gone("place", "b")))
        rows = look("MATCH (n:Past) WHERE NOT (n)--() RETURN properties(n) ORDER BY n.key")
        shared = {"from_revision": 1, "to_revision": 2}
        place = {"table": "place", "name": "演示", "level": "演示", **shared}
        ends = {"source": "place-b", "target": "place-a", "axis": "territory"}
        assert [found for [found] in rows] == [
            {"table": "part_of", "key": "part_of-place-b.place-a", **ends, **shared},
            {"key": "place-a", **place},
            {"key": "place-b", **place},
        ]


class TestAround:
    def test_tells_the_commits_and_points_to_the_newest(self, store: Neo4jStore, look: Any) -> None:
        store.commit(changes(*places("a"), by="演示甲", source="演示.xlsx"))
        store.commit(changes(*places("b")))
        assert look("MATCH (n:Revision) RETURN n.number, n.by, n.source ORDER BY n.number") == [
            [1, "演示甲", "演示.xlsx"],
            [2, "", ""],
        ]
        assert look("MATCH (n:Linli) RETURN n.revision, n.product, n.display_name, n.lock") == [
            [2, "linli", "邻里", None]
        ]

    def test_shows_no_writing_where_nobody_writes(self, store: Neo4jStore, look: Any) -> None:
        store.commit(changes(*places("abcdefgh")))
        assert look("MATCH (n:Writing) RETURN n") == []
