"""The network as a script of Cypher that makes the graph of the Neo4j store in any Neo4j, without linli.

Labels, types and properties are those of the store (ARCHITECTURE, What lies in Neo4j), but for its revisions: so a text
of ``linli cypher`` runs on it too. A script has no parameters, hence values are written as literals, and every one of
them by ``literal``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, islice
from typing import Any

import polars as pl

from graph.exchange.handed import Handed, handed
from graph.kinds.labels import label, relationship
from graph.network import Network
from graph.rules import Rules
from graph.stores.neo4j.names import quoted
from graph.stores.neo4j.shown import with_names
from graph.tables import Table, tables_of
from graph.values.controls import visible

_ROWS = 500  # of a statement: a server plans one at once, and shows where it stands
_PLAIN = {ord("\\"): "\\\\", ord("'"): "\\'", ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"}


def cypher(network: Network, rules: Rules, **asked: Any) -> str:
    """Return the network, or what lies around one thing in it, as a script for ``cypher-shell``.

    It may be run again: what is there already is written over.

    Args:
        network: The network; its *within* decides what is in it.
        rules: The rules, for what things without a name are called.
        **asked: What else `handed` takes: ``key``, ``depth``, ``lang``, ``every_date``, ``showing``.
    """
    return "".join(f"{one};\n" for one in statements(handed(network, rules, **asked)))


def statements(given: Handed) -> Iterator[str]:
    """Yield the statements of a script: what rows are found by, things, personal values, references, ties."""
    kinds = {row["key"]: kind for kind, rows in given.things for row in rows}
    for kind in dict.fromkeys(kind for kind, _ in given.things):
        name = quoted(f"linli_{kind}_key")
        yield f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label(kind)}) REQUIRE n.key IS UNIQUE"
    for kind, rows in given.things:
        main, *personal = tables_of(kind)
        yield from _things(main, rows)
        for table in personal:
            yield from _personal(table, rows)
    for kind, rows in given.things:
        for column in tables_of(kind)[0].references:
            yield from _references(kind, column, rows, kinds)
    for kind, rows in given.ties:
        yield from _ties(kind, rows, kinds)


def literal(value: Any) -> str:
    r"""Return a value as Cypher writes it.

    Cypher reads ``\u0027`` as a quote before it knows what a text is, even behind two backslashes that stand for one;
    so no ``u`` follows a backslash here: such a text is written as two that are joined.

    Example:
        >>> print(literal("演示 'a\\b'\n"), literal(["x", None]), literal(date(2024, 11, 1)), literal(True))
        '演示 \'a\\b\'\n' ['x', null] date('2024-11-01') true
        >>> print(literal("\\u0027"))
        '\\' + 'u0027'
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{quoted(name)}: {literal(one)}" for name, one in value.items()) + "}"
    return "'" + visible(str(value)).translate(_PLAIN).replace("\\u", "\\' + 'u") + "'"


def _each(rows: Iterable[Mapping[str, Any]], then: str) -> Iterator[str]:
    """Yield a statement that does something for each of some rows, so many at a time."""
    left = iter(rows)
    while some := list(islice(left, _ROWS)):
        yield "UNWIND [\n" + ",\n".join(map(literal, some)) + f"\n] AS row {then}"


def _things(table: Table, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    columns = {name: [row.get(name) for row in rows] for name in table.schema}
    names = with_names(table.kind, pl.DataFrame(columns, schema=table.schema))["display_name"].to_list()
    kept = [{**_of(table, row), "display_name": name} for row, name in zip(rows, names, strict=True)]
    return _each(kept, f"MERGE (n:{label(table.name)} {{key: row.key}}) SET n = row")


def _personal(table: Table, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    kept = [found for row in rows if len(found := _of(table, row)) > 1]
    node = f"(p:{label(table.name)} {{key: row.key}})"
    return _each(kept, f"MATCH (n:{label(table.kind)} {{key: row.key}}) MERGE (n)-[:PERSONAL]->{node} SET p = row")


def _of(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in table.schema if row.get(name) is not None}


def _references(kind: str, column: str, rows: Sequence[Mapping[str, Any]], kinds: Mapping[str, str]) -> Iterator[str]:
    """Yield what ties things to those that they refer to, for the eye; what does not go out is not tied."""
    ends = [{"key": row["key"], "to": row[column]} for row in rows if row.get(column) in kinds]
    for to, some in _by(ends, lambda one: kinds[one["to"]]):
        found = f"MATCH (n:{label(kind)} {{key: row.key}}) MATCH (t:{label(to)} {{key: row.to}})"
        yield from _each(some, f"{found} MERGE (n)-[:{relationship(column)}]->(t)")


def _ties(kind: str, rows: Sequence[Mapping[str, Any]], kinds: Mapping[str, str]) -> Iterator[str]:
    """Yield what makes ties, by the kinds of their ends: a node is found by its label and key."""
    whole = (row for row in rows if row["source"] in kinds and row["target"] in kinds)
    for (source, target), some in _by(whole, lambda row: (kinds[row["source"]], kinds[row["target"]])):
        found = f"MATCH (s:{label(source)} {{key: row.source}}) MATCH (t:{label(target)} {{key: row.target}})"
        made = f"MERGE (s)-[r:{relationship(kind)} {{key: row.own.key}}]->(t) SET r = row.own"
        yield from _each(map(_tie, some), f"{found} {made}")


def _tie(row: Mapping[str, Any]) -> dict[str, Any]:
    own = {name: value for name, value in row.items() if name not in {"source", "target"} and value is not None}
    return {"source": row["source"], "target": row["target"], "own": own}


def _by(rows: Iterable[Mapping[str, Any]], what: Callable[[Mapping[str, Any]], Any]) -> Iterator[tuple[Any, Any]]:
    return groupby(sorted(rows, key=what), key=what)
