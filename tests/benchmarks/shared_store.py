"""``python -m tests.benchmarks.shared_store``: rows a second into a Neo4j server and out of it.

Beside each stands the usual way, measured in the same run on the same rows: to write, ``UNWIND`` of a
list of maps; to read, a row an answer. The server is the tests' own: one of 512 MB on this machine.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import polars as pl
from neo4j import Session
from rich.console import Console
from rich.table import Table

from graph.changes import ChangeSet, whole_rows
from graph.kinds import all_kinds
from graph.stores.neo4j.names import columns_of, is_relationship, label, relationship
from graph.stores.neo4j.shown import with_names
from graph.stores.neo4j.store import Neo4jStore
from graph.tables import Tables, all_tables
from tests.benchmarks.ledger import bench_tables
from tests.neo4j.server import Server

_ROWS = 10_000
_MORE = ("from_revision", "display_name")


def main(things: int) -> None:
    """Measure and print."""
    tables = bench_tables(round(things * 0.335))  # of three things one is a home
    changes = ChangeSet({kind.kind: whole_rows(tables, kind.kind) for kind in all_kinds()})
    rows = sum(frame.height for frame in tables.values())
    with TemporaryDirectory() as folder, Server(Path(folder) / "neo4j") as server:
        os.environ |= server.environment
        with server.driver() as driver, driver.session() as session:
            Neo4jStore(server.url).close()  # makes what rows are found by, for both ways
            _add_by_maps(session, tables, _ROWS)  # the server compiles what it does often
            server.clear()
            begun = perf_counter()
            _add_by_maps(session, tables, rows)
            usual_in = perf_counter() - begun
            begun = perf_counter()
            _read_by_rows(session)
            usual_out = perf_counter() - begun
            server.clear()
        with Neo4jStore(server.url) as store:
            begun = perf_counter()
            store.commit(changes)
            into = perf_counter() - begun
            store.tables(kinds=["figure"])
            begun = perf_counter()
            read = store.tables()
            out = perf_counter() - begun
    assert sum(frame.height for frame in read.values()) == rows
    show(rows, [("in", "UNWIND of maps", into, usual_in), ("out", "a row an answer", out, usual_out)])


def _add_by_maps(session: Session, tables: Tables, most: int) -> None:
    """Write the same graph as most programs do; without a mark or a check."""
    for table in all_tables():
        rows = tables[table.name].head(most).with_columns(from_revision=pl.lit(1))
        if not (is_relationship(table) or table.personal):
            rows = with_names(table.kind, rows)
        properties = ", ".join(
            f"`{name}`: row.`{name}`" for name in rows.columns if name in {*_MORE, *columns_of(table)}
        )
        if is_relationship(table):
            ends = "MATCH (s {key: row.source}) MATCH (t {key: row.target})"
            for source, target in rows.select(_kind("source"), _kind("target")).unique().rows():
                some = rows.filter(_kind("source") == source, _kind("target") == target)
                labelled = ends.replace("(s ", f"(s:{label(source)} ").replace("(t ", f"(t:{label(target)} ")
                made = f"CREATE (s)-[:{relationship(table.name)} {{{properties}}}]->(t)"
                _run(session, f"UNWIND $rows AS row {labelled} {made}", some)
        elif table.personal:
            made = f"CREATE (s)-[:PERSONAL]->(:{label(table.name)} {{{properties}}})"
            _run(session, f"UNWIND $rows AS row MATCH (s:{label(table.kind)} {{key: row.key}}) {made}", rows)
        else:
            _run(session, f"UNWIND $rows AS row CREATE (:{label(table.name)} {{{properties}}})", rows)


def _kind(column: str) -> pl.Expr:
    return pl.col(column).str.split("-").list.first()


def _run(session: Session, statement: str, rows: pl.DataFrame) -> None:
    for some in rows.iter_slices(_ROWS):
        with session.begin_transaction() as transaction:
            transaction.run(statement, rows=some.to_dicts()).consume()


def _read_by_rows(session: Session) -> None:
    """Read rows as most programs do."""
    for table in all_tables():
        values = ", ".join(f"n.`{name}`" for name in columns_of(table))
        if is_relationship(table):
            found = session.run(f"MATCH (s)-[n:{relationship(table.name)}]->(t) RETURN s.key, t.key, {values}")
        else:
            found = session.run(f"MATCH (n:{label(table.name)}) RETURN {values}")
        _ = [record.values() for record in found]


def show(rows: int, measured: list[tuple[str, str, float, float]]) -> None:
    """Print a table of rows a second, ours and the usual way's, and their ratio."""
    table = Table(f"{rows:,} rows", "rows/s", "seconds", "the usual way", "rows/s ", "ratio", box=None)
    for name, usual, ours, theirs in measured:
        speeds = (f"{rows / ours:,.0f}", f"{ours:.1f}", usual, f"{rows / theirs:,.0f}", f"{theirs / ours:.1f}")
        table.add_row(name, *speeds)
    Console(width=110).print(table)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
