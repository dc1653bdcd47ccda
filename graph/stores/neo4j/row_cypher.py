"""All Cypher about rows, made from the tables of the kinds; values are always parameters.

Rows come and go as lists, a list a column: the server and the driver spend most of their time on
single values, and ten lists of 10,000 are read some five times as fast as 10,000 rows of ten. A
parameter ``c_name`` is the list of the column ``name``; days are positions in the list ``days``, for
few days are used often, and making one costs the driver as much as fifty texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from graph.stores.neo4j.names import is_relationship, label, quoted, relationship, shown_references
from graph.tables import Table

#: The rows of one answer of the server.
SLICE = 5_000
#: Prefix of the parameter that holds a column.
COLUMN = "c_"
_EACH = f"UNWIND range(0, size(${COLUMN}key) - 1) AS k"

#: Which rows of the present, as the condition of a select over ``n``.
ANY = "n.key IS NOT NULL"
AT = "n.from_revision <= $at"
KEYS = "n.key IN $keys"
BETWEEN = "n.from_revision > $since AND n.from_revision <= $until"
#: Which rows of the past.
PAST_AT = "n.to_revision > $at AND n.from_revision <= $at"
PAST_BETWEEN = "n.to_revision > $until AND n.from_revision > $since AND n.from_revision <= $until"
PAST_GONE = "n.to_revision > $since AND n.to_revision <= $until AND n.from_revision <= $since"
PAST_TOUCHED = (
    "n.to_revision > $since AND n.from_revision <= $until AND (n.from_revision > $since OR n.to_revision <= $until)"
)
PAST_KEY = "n.key = $key"
PAST_TOUCHING = "n.source = $key OR n.target = $key"
PAST_ENDED = "n.to_revision = $revision"

# Who may write: who holds the lock of :Linli, for as long as their transaction lasts. Nobody can ask
# whether a lock is free, so who waits for it holds :Turn meanwhile, and tries it first with patience.
TURN = "MATCH (t:Turn) SET t.lock = true RETURN count(t) AS count"
LOCK = "MATCH (l:Linli {product: 'linli'}) SET l.lock = true RETURN count(l) AS count"
POINTER = "MATCH (l:Linli {product: 'linli'}) RETURN l.revision AS revision"
MOVE = (
    "MATCH (l:Linli {product: 'linli'}) WHERE l.revision = $revision - 1 "
    "SET l.revision = $revision REMOVE l.lock RETURN count(l) AS count"
)

# What is being written, and by whom: a mark for each connection that writes. A mark is locked and only then looked
# at: somebody may have taken the writing over while we waited for it. One that an older linli left is in no lane.
BEGIN = (
    "UNWIND range(0, $lanes - 1) AS lane CREATE (:Writing {revision: $revision, token: $token, lane: lane, rows: 0})"
)
STILL_OURS = (
    "MATCH (w:Writing {lane: $lane}) SET w.rows = w.rows + $rows WITH w WHERE w.token = $token RETURN count(w) AS ours"
)
END = "MATCH (w:Writing {token: $token}) DELETE w"
UNFINISHED = "MATCH (w:Writing) WHERE w.revision > $revision RETURN count(w) AS count"
END_FINISHED = "MATCH (w:Writing) WHERE w.revision <= $revision DELETE w"
TAKE_OVER = "MATCH (w:Writing) SET w.token = $token, w.lane = coalesce(w.lane, 0), w.rows = 0"
# A node of its own: who undoes holds :Linli, and would wait for who holds :Turn and waits for them.
UNDONE = "MATCH (u:Undone) RETURN u.times AS times"
COUNT_UNDONE = "MATCH (u:Undone) SET u.times = u.times + 1"

CREATE_REVISION = (
    "CREATE (:Revision {number: $number, by: $by, at: datetime($at), source: $source, "
    "digest: $digest, reason: $reason})"
)
SEAL = "MATCH (r:Revision {number: $number}) SET r.digest = $digest"
FORGET = "MATCH (r:Revision {number: $number}) SET r.forgotten = coalesce(r.forgotten + ',', '') + $key"
FORGOTTEN = (
    "MATCH (r:Revision) WHERE r.forgotten IS NOT NULL AND r.number > $after AND r.number <= $newest "
    "RETURN r.number AS number, r.by AS by, toString(r.at) AS at, r.forgotten AS key ORDER BY number"
)
DELETE_REVISION = "MATCH (r:Revision {number: $revision}) DELETE r"
REVISIONS = (
    "MATCH (r:Revision) WHERE r.number > $after AND r.number <= $newest "
    "RETURN r.number AS number, r.by AS by, toString(r.at) AS at, r.source AS source, "
    "coalesce(r.digest, '') AS digest, coalesce(r.reason, '') AS reason ORDER BY number"
)
DELETE_PAST = "MATCH (n:Past) WHERE n.to_revision = $revision WITH n LIMIT $most DELETE n RETURN count(*) AS count"


def past_tables(where: str) -> str:
    """Return the statement that tells which tables have rows of the past for which a condition holds."""
    return f"MATCH (n:Past) WHERE {where} RETURN DISTINCT n.table AS name"


#: The names of properties that any node or tie ever had.
PROPERTIES = "CALL db.propertyKeys() YIELD propertyKey RETURN collect(propertyKey) AS names"


@cache
def tables_with_rows(tables: tuple[Table, ...]) -> str:
    """Return the statement that tells which tables have rows at present; the server has their number at hand."""
    counted = (f"MATCH {_pattern(one)} RETURN '{one.name}' AS name, count(n) AS rows" for one in tables)
    return f"CALL () {{ {' UNION ALL '.join(counted)} }} WITH name, rows WHERE rows > 0 RETURN name"


@cache
def tables_begun(tables: tuple[Table, ...]) -> str:
    """Return the statement that tells which tables have rows at present that a revision began."""
    begun = "WHERE n.from_revision = $revision"
    return " UNION ALL ".join(f"MATCH {_pattern(one)} {begun} RETURN '{one.name}' AS name LIMIT 1" for one in tables)


def select(table: Table, where: str, columns: Iterable[str]) -> str:
    """Return the statement that reads columns of rows of the present, a list each."""
    return f"MATCH {_pattern(table)} WHERE {where} {_lists(table, columns, _ends(table))}"


def select_touching(table: Table, column: str, kind: str, columns: Iterable[str]) -> str:
    """Return the statement that reads rows of the present that refer to things of a kind in a list of keys."""
    at = f"(t:{label(kind)})"
    if not is_relationship(table):
        pattern = f"{at}<-[:{relationship(column)}]-(n:{label(table.name)})"
    elif column == "source":
        pattern = f"{at}-[n:{relationship(table.name)}]->()"
    else:
        pattern = f"{at}<-[n:{relationship(table.name)}]-()"
    return f"MATCH {pattern} WHERE t.key IN $keys {_lists(table, columns, _ends(table))}"


def select_past(table: Table, where: str, columns: Iterable[str]) -> str:
    """Return the statement that reads columns of rows of the past, a list each."""
    return f"MATCH (n:Past) WHERE n.table = $table AND ({where}) {_lists(table, columns, {})}"


def _ends(table: Table) -> dict[str, str]:
    return {"source": "startNode(n).key", "target": "endNode(n).key"} if is_relationship(table) else {}


def _lists(table: Table, columns: Iterable[str], ends: dict[str, str]) -> str:
    values = {name: ends.get(name, f"n.{quoted(name)}") for name in columns}
    days = {one.name for one in table.fields if one.type == "day"}
    lists = [
        f"[n IN some | {f'toString({value})' if name in days else value}] AS {quoted(name)}"
        for name, value in values.items()
    ]
    return (
        f"WITH collect(n) AS found UNWIND range(0, size(found) - 1, {SLICE}) AS first "
        f"WITH found[first..first + {SLICE}] AS some RETURN {', '.join(lists)}"
    )


def keep_past(table: Table) -> str:
    """Return the statement that copies rows of the present into the past."""
    about = "table: $table, to_revision: $revision, display_name: null"
    if is_relationship(table):
        about += ", source: startNode(n).key, target: endNode(n).key"
    return f"UNWIND $keys AS key MATCH {_pattern(table, '{key: key}')} CREATE (p:Past) SET p = n {{.*, {about}}}"


def create_things(table: Table, columns: Sequence[str], days: Iterable[str]) -> str:
    """Return the statement that adds things that were not there."""
    return f"{_EACH} CREATE (:{label(table.name)} {_values(columns, days)})"


def put_things(table: Table, columns: Sequence[str], days: Iterable[str]) -> str:
    """Return the statement that writes things over what may be there; ties at them stay."""
    found = f"MERGE (n:{label(table.name)} {{key: ${COLUMN}key[k]}})"
    return f"{_EACH} {found} SET n = {_values(columns, days)}"


def create_personal(table: Table, columns: Sequence[str], days: Iterable[str]) -> str:
    """Return the statement that adds personal values beside the things that have them."""
    return (
        f"{_EACH} MATCH (n:{label(table.kind)} {{key: ${COLUMN}key[k]}}) "
        f"CREATE (n)-[:PERSONAL]->(:{label(table.name)} {_values(columns, days)})"
    )


def create_ties(table: Table, ends: tuple[str, str], columns: Sequence[str], days: Iterable[str]) -> str:
    """Return the statement that adds ties between things of two kinds."""
    source, target = ends
    return (
        f"{_EACH} MATCH (s:{label(source)} {{key: ${COLUMN}source[k]}}) MATCH (t:{label(target)} "
        f"{{key: ${COLUMN}target[k]}}) CREATE (s)-[:{relationship(table.name)} {_values(columns, days)}]->(t)"
    )


def show_reference(table: Table, column: str, kind: str) -> str:
    """Return the statement that ties things to those of a kind that they refer to in a column."""
    return (
        f"{_EACH} MATCH (n:{label(table.name)} {{key: ${COLUMN}key[k]}}) MATCH (t:{label(kind)} "
        f"{{key: ${COLUMN}{column}[k]}}) CREATE (n)-[:{relationship(column)}]->(t)"
    )


def hide_references(table: Table) -> str:
    """Return the statement that takes those ties away from things in a list of keys."""
    types = "|".join(relationship(column) for column in shown_references(table))
    return f"UNWIND $keys AS key MATCH (n:{label(table.name)} {{key: key}})-[r:{types}]->() DELETE r"


def delete(table: Table) -> str:
    """Return the statement that takes away the rows in a list of keys, and what only shows their references."""
    return f"UNWIND $keys AS key MATCH {_pattern(table, '{key: key}')} {_away(table)}"


def delete_begun(table: Table) -> str:
    """Return the statement that takes away rows that a revision began, so many at a time."""
    found = f"MATCH {_pattern(table)} WHERE n.from_revision = $revision WITH n LIMIT $most"
    return f"{found} {_away(table)} RETURN count(*) AS count"


def _away(table: Table) -> str:
    return "DELETE n" if is_relationship(table) else "DETACH DELETE n"


def _pattern(table: Table, known: str = "") -> str:
    if is_relationship(table):
        return f"()-[n:{relationship(table.name)} {known}]->()".replace(" ]", "]")
    return f"(n:{label(table.name)} {known})".replace(" )", ")")


def _values(columns: Sequence[str], days: Iterable[str]) -> str:
    told = {name: f"${COLUMN}{name}[k]" for name in columns if name not in {"source", "target"}}
    told |= {name: f"$days[{told[name]}]" for name in days if name in told}
    return "{" + ", ".join(f"{quoted(name)}: {value}" for name, value in told.items()) + "}"


def constraints(table: Table) -> tuple[str, ...]:
    """Return the statements that make what the table's rows are found by."""
    name = table.name
    pattern = f"FOR ()-[n:{relationship(name)}]-()" if is_relationship(table) else f"FOR (n:{label(name)})"
    return (
        f"CREATE CONSTRAINT {quoted(f'linli_{name}_key')} IF NOT EXISTS {pattern} REQUIRE n.key IS UNIQUE",
        f"CREATE INDEX {quoted(f'linli_{name}_began')} IF NOT EXISTS {pattern} ON (n.from_revision)",
    )


#: What the nodes that are no rows are found by.
BASE_CONSTRAINTS = (
    "CREATE CONSTRAINT linli_turn IF NOT EXISTS FOR (n:Turn) REQUIRE n.product IS UNIQUE",
    "CREATE CONSTRAINT linli_undone IF NOT EXISTS FOR (n:Undone) REQUIRE n.product IS UNIQUE",
    "CREATE CONSTRAINT linli_revision IF NOT EXISTS FOR (n:Revision) REQUIRE n.number IS UNIQUE",
    *(
        f"CREATE INDEX linli_past_{name} IF NOT EXISTS FOR (n:Past) ON (n.{name})"
        for name in ("key", "source", "target", "to_revision")
    ),
)
