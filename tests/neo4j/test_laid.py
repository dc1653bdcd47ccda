"""Rows laid for a test lie as the store lays them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from graph.changes import ChangeSet, whole_rows
from graph.kinds import all_kinds
from graph.stores import open_shared
from graph.stores.neo4j.names import is_relationship, label
from graph.tables import all_tables
from tests.casefile.case import read_cases
from tests.neo4j.laid import lay
from tests.neo4j.server import Server

CASES = read_cases(Path(__file__).parents[1] / "cases")

#: The labels of rows; a store keeps other nodes beside them.
_ROWS = [label(table.name) for table in all_tables() if not is_relationship(table)]
_NODES = "MATCH (n) WHERE any(label IN labels(n) WHERE label IN $rows) RETURN labels(n) AS label, properties(n) AS told"
_TIES = "MATCH (a)-[t]->(b) RETURN a.key AS source, type(t) AS kind, b.key AS target, properties(t) AS told"


def lies(driver: Driver) -> list[list[str]]:
    """Return everything that lies in the database, in no order."""
    found: list[Any] = [driver.execute_query(text, rows=_ROWS).records for text in (_NODES, _TIES)]
    return [sorted(repr(sorted(record.data().items())) for record in records) for records in found]


@pytest.mark.neo4j
def test_rows_lie_as_the_store_lays_them(neo4j: Server) -> None:
    title = "Members who belong twice are one person, and only those of the class asked count"
    tables = next(case for case in CASES if case.title == title).network.tables
    with neo4j.driver() as driver:
        with open_shared(neo4j.url) as store:
            store.commit(ChangeSet({kind.kind: whole_rows(tables, kind.kind) for kind in all_kinds()}))
        expected = lies(driver)
        lay(driver, tables)
        found = lies(driver)
        driver.execute_query("MATCH (n) DETACH DELETE n")

    for laid, kept in zip(found, expected, strict=True):
        assert [one for one in laid if one not in kept] == []
        assert [one for one in kept if one not in laid] == []
