"""The script of Cypher: whatever a text holds it stays a text, and the graph is the one that the store makes."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import graph
from graph.exchange.cypher import cypher, literal, statements
from graph.exchange.handed import handed
from graph.kinds import Sensitivity
from graph.rules import Rules
from graph.stores import MemoryStore, open_store
from graph.values.controls import visible
from graph.viewing import Showing, Viewer
from tests.graph.stores.written import changes, row, tie, within
from tests.neo4j.server import Server

_PIECE = re.compile(r"'((?:[^'\\]|\\[\\'nrt])*)'")
_SIGNS = {"\\\\": "\\", "\\'": "'", "\\n": "\n", "\\r": "\r", "\\t": "\t"}


def read(written: str) -> str:
    """Return what Cypher reads: texts that are joined, each closed where it ends."""
    pieces = written.split(" + ")
    whole = [_PIECE.fullmatch(piece) for piece in pieces] if len(pieces) > 1 else [_PIECE.fullmatch(written)]
    if None in whole:  # " + " stands in a text
        whole = list(_PIECE.finditer(written))
        assert " + ".join(found[0] for found in whole if found) == written
    return "".join(re.sub(r"\\.", lambda sign: _SIGNS[sign[0]], found[1]) for found in whole if found)


class TestLiteral:
    @given(st.text(alphabet=st.one_of(st.sampled_from("\\'u0027\n{}`;+ "), st.characters())))
    def test_reads_back_as_the_text(self, text: str) -> None:
        written = literal(text)
        assert "\\u" not in written
        assert read(written) == visible(text)

    def test_keeps_an_escaped_quote_a_text(self) -> None:
        assert literal("\\u0027}) DETACH DELETE n //") == "'\\\\' + 'u0027}) DETACH DELETE n //'"


#: A community with a text that would end a text, lists, days, references, and somebody's name.
SOME = changes(
    row("place", "a", name="演示'\\u0027}) DETACH DELETE n //", level="community", since=date(2021, 1, 1)),
    row("place", "b", name="1号楼\n", level="building", households=60),
    within("b", "a"),
    row("person", "a", name="演示甲", phone="13800000000", skills=["理发", "电工"]),
    row("post", "a", role="building_head"),
    tie("holds", "person-a", "post-a", since=date(2024, 1, 1), acting=True),
    row("figure", "a", subject="place-a", measure="count kind=place"),
)


@pytest.mark.neo4j
@pytest.mark.slow
def test_the_script_makes_the_graph_of_the_store(rules: Rules, neo4j: Server) -> None:
    store = MemoryStore()
    store.commit(SOME)
    network = graph.open(store, on=date(2024, 11, 1))
    showing = Showing(Viewer("演示员", "test", "cypher", Sensitivity.PERSONAL), network)
    given = handed(network, rules, every_date=True, showing=showing)
    with neo4j.driver() as driver, driver.session() as session:
        for _ in range(2):  # it may be run again
            for one in statements(given):
                session.run(one).consume()
        made = look(session)
    neo4j.clear()
    with open_store(neo4j.url) as shared:
        shared.commit(SOME)
        with neo4j.driver() as driver, driver.session() as session:
            assert made == look(session)


def look(session: Any) -> tuple[Any, Any]:
    """Return nodes and ties as a store has them, but for what is of its revisions."""
    nodes = session.run(
        "MATCH (n) WHERE n.key IS NOT NULL AND NOT n:Past RETURN labels(n)[0] AS label, properties(n) AS own"
    )
    found = sorted(
        (one["label"], sorted((k, str(v)) for k, v in one["own"].items() if k != "from_revision")) for one in nodes
    )
    ties = session.run(
        "MATCH (s)-[r]->(t) WHERE s.key IS NOT NULL AND t.key IS NOT NULL "
        "RETURN s.key AS s, type(r) AS type, t.key AS t, properties(r) AS own"
    )
    edges = sorted(
        (one["s"], one["type"], one["t"], sorted((k, str(v)) for k, v in one["own"].items() if k != "from_revision"))
        for one in ties
    )
    return found, edges


def test_a_script_for_everybody_has_nothing_that_is_kept_apart(rules: Rules) -> None:
    store = MemoryStore()
    store.commit(SOME)
    text = cypher(graph.open(store, on=date(2024, 11, 1)), rules)
    assert ":Person " in text
    assert "演示甲" in text  # holds a public post
    for told in ("13800000000", "理发"):
        assert told not in text
