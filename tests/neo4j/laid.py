"""Rows laid into an empty database as the store lays them, in one quick transaction.

For tests that ask many small networks in Cypher: a commit makes sure of much that they do not ask for.
``test_laid.py`` holds this to what the store writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from neo4j import Driver, ManagedTransaction

from graph.stores.neo4j.names import is_relationship, label, relationship, shown_references
from graph.stores.neo4j.querying import plain
from graph.stores.neo4j.shown import with_names
from graph.tables import PERSONAL, Table, Tables, all_tables

_PARAMETER = re.compile(r"\$(\w+)")
_CLEAR = "MATCH (n) DETACH DELETE n"
#: Every label that a key may belong to, so that the ends of a tie are found by the index of their keys.
_ANY = "|".join(label(table.name) for table in all_tables() if not is_relationship(table) and not table.personal)


def lay(driver: Driver, tables: Tables) -> None:
    """Put rows, and nothing else, into the database."""
    with driver.session() as session:
        session.execute_write(_lay, tables)


def run(driver: Driver, text: str, parameters: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Return what a text answers, planned once however few rows there are and whatever it is asked with.

    To plan a text takes ten seconds, and a plan holds for parameters of the same types: null is one, a text another.
    So all of them come as one map. As they stand the texts are planned in ``test_texts.py`` and asked by the command.
    """
    mapped = _PARAMETER.sub(r"$asked.\1", text)
    with driver.session() as session:
        for record in session.run(f"CYPHER replan=skip\n{mapped}", {"asked": dict(parameters)}):
            yield plain(dict(record))


def _lay(transaction: ManagedTransaction, tables: Tables) -> None:
    transaction.run(_CLEAR).consume()
    for table in all_tables():
        rows = list(_rows(table, tables))
        if not rows:
            continue
        if is_relationship(table):
            text = (
                f"UNWIND $rows AS row MATCH (a:{_ANY} {{key: row.source}}) MATCH (b:{_ANY} {{key: row.target}}) "
                f"CREATE (a)-[t:{relationship(table.name)}]->(b) SET t = row.told"
            )
        else:
            text = f"UNWIND $rows AS row CREATE (n:{label(table.name)}) SET n = row.told"
        transaction.run(text, rows=rows).consume()
        for name in shown_references(table):
            tied = f"MATCH (n:{label(table.name)}) MATCH (m:{_ANY} {{key: n.{name}}})"
            transaction.run(f"{tied} CREATE (n)-[:{relationship(name)}]->(m)").consume()
        if table.name.endswith(PERSONAL):
            tied = f"MATCH (n:{label(table.name)}) MATCH (m:{label(table.kind)} {{key: n.key}})"
            transaction.run(f"{tied} CREATE (m)-[:PERSONAL]->(n)").consume()


def _rows(table: Table, tables: Tables) -> Iterator[dict[str, Any]]:
    frame = tables[table.name]
    if not is_relationship(table) and not table.personal:
        frame = with_names(table.kind, frame)
    for row in frame.iter_rows(named=True):
        ends = {name: row.pop(name) for name in ("source", "target") if is_relationship(table)}
        yield {**ends, "told": {name: value for name, value in row.items() if value is not None} | {"from_revision": 1}}
