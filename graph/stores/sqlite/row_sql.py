"""All SQL about rows, made from the tables of the kinds; values are always parameters.

Every row carries the revision that made it and the one that ended it, null while it is current. A
thing is known by its number in ``thing``; the ends of a tie and other references are such numbers,
and a tie has its own key.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from functools import cache, lru_cache

from graph.kinds import kind_of
from graph.tables import Table, is_tie

_TYPES = {
    "text": "TEXT",
    "texts": "TEXT",  # a JSON list
    "integer": "INTEGER",
    "decimal": "REAL",
    "flag": "INTEGER",  # 0 or 1
    "day": "TEXT",  # 2024-11-01
    "reference": "INTEGER REFERENCES thing (id)",
}
_ID_OF = "(SELECT id FROM thing WHERE key = ?)"
_IDS_OF = "(SELECT id FROM thing WHERE key IN (SELECT value FROM json_each(?)))"

#: Which rows, as the condition of a select over ``r``.
CURRENT = "r.to_revision IS NULL"
ANY = "TRUE"
MADE = "r.from_revision = ?"
MADE_NOW = "r.to_revision IS NULL AND r.from_revision = ?"
ENDED = "r.to_revision = ?"
AT = "r.from_revision <= ?1 AND (r.to_revision IS NULL OR r.to_revision > ?1)"
SINCE = "r.to_revision IS NULL AND r.from_revision > ?"
BETWEEN = "r.from_revision > ?1 AND r.from_revision <= ?2 AND (r.to_revision IS NULL OR r.to_revision > ?2)"
#: Which rows came with a revision after one up to another, and which went; the first part of each has an index.
BROUGHT = (
    "(r.to_revision IS NULL AND r.from_revision > ?1 OR r.to_revision > ?1 AND r.from_revision > ?1) "
    "AND r.from_revision <= ?2"
)
TAKEN = "r.to_revision > ?1 AND r.to_revision <= ?2"

INSERT_REVISION = 'INSERT INTO revision (number, "by", at, source, digest, reason) VALUES (?, ?, ?, ?, ?, ?)'
NEWEST_REVISION = 'SELECT number, "by", at, source, digest, reason FROM revision ORDER BY number DESC LIMIT 1'
ALL_REVISIONS = 'SELECT number, "by", at, source, digest, reason FROM revision ORDER BY number'
SEAL = "UPDATE revision SET digest = ? WHERE number = ?"
INSERT_FORGOTTEN = 'INSERT INTO forgotten (key, revision, "by", at, swept) VALUES (?, ?, ?, ?, ?)'
FORGOTTEN = 'SELECT key, revision, "by", at, swept FROM forgotten WHERE revision > ? ORDER BY revision'
SWEPT = "UPDATE forgotten SET swept = 1"
#: Those of a table into which a row comes when it is added; what is past is in others.
INDICES = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL "
    "AND sql NOT LIKE '%WHERE to_revision IS NOT NULL'"
)
ALL_THINGS = "SELECT kind, key, id FROM thing"
INSERT_THING = "INSERT OR IGNORE INTO thing (key, kind) VALUES (?, ?)"
INSERT_THINGS = "INSERT INTO thing (key, kind) VALUES "


def quoted(name: str) -> str:
    """Return a name as SQL writes it, so that a field may be called ``order``."""
    return '"' + name.replace('"', '""') + '"'


def identity(table: Table) -> str:
    """Return the column that says which row: the number of a thing, the key of a tie."""
    return "key" if is_tie(kind_of(table.kind)) else "id"


def columns_of(table: Table) -> dict[str, str]:
    """Return the columns that hold the kind's own values, each with its declaration."""
    declared = {one.name: _TYPES[one.type] for one in table.fields}
    ends = {name: _TYPES["reference"] for name in table.references if name not in declared}
    return {**ends, **declared}


def create_table(table: Table) -> str:
    """Return the statement that makes the table of a kind."""
    known_by = "key TEXT NOT NULL" if identity(table) == "key" else "id INTEGER NOT NULL REFERENCES thing (id)"
    own = "".join(f", {quoted(name)} {declared}" for name, declared in columns_of(table).items())
    return (
        f"CREATE TABLE {quoted(table.name)} ({known_by}, "
        "from_revision INTEGER NOT NULL REFERENCES revision (number), "
        f"to_revision INTEGER REFERENCES revision (number){own})"
    )


def create_index(table: Table) -> tuple[str, ...]:
    """Return the statements that make its indices.

    ``current`` also holds every row to one current version; ``past`` is for history, ``began`` and
    ``ended`` are for what came after a revision, and one a reference is for what touches a thing: of
    most rows a field that may refer to one does not, and those are not in it.
    """
    which = identity(table)
    wanted = {
        "current": (which, CURRENT),
        "past": (which, "r.to_revision IS NOT NULL"),
        "began": ("from_revision", CURRENT),
        "ended": ("to_revision", "r.to_revision IS NOT NULL"),
        **{name: (name, "" if name in ("source", "target") else _refers(name)) for name in table.references},
    }
    return tuple(
        f"CREATE {'UNIQUE ' if suffix == 'current' else ''}INDEX IF NOT EXISTS {quoted(f'{table.name}:{suffix}')} "
        f"ON {quoted(table.name)} ({quoted(column)}){' WHERE ' + where.replace('r.', '') if where else ''}"
        for suffix, (column, where) in wanted.items()
    )


def _refers(column: str) -> str:
    return f"r.{quoted(column)} IS NOT NULL"


def drop_index(name: str) -> str:
    """Return the statement that takes an index away."""
    return f"DROP INDEX {quoted(name)}"


def last_row(table: str) -> str:
    """Return the statement that reads the number of the last row of a table, which takes no time."""
    return f"SELECT max(rowid) FROM {quoted(table)}"


@cache
def insert(table: Table) -> str:
    """Return the statement that adds a row: its key, the revision, then the values in order; keys are looked up."""
    columns = columns_of(table)
    places = [_ID_OF if name in table.references else "?" for name in columns]
    own = "?" if identity(table) == "key" else _ID_OF
    return f"{insert_several(table, tuple(columns))}({', '.join([own, '?', *places])})"


def insert_several(table: Table, columns: Sequence[str]) -> str:
    """Return the statement that adds rows in some of the columns, up to its `values`.

    They are the key, or the number of the thing, the revision, then the values in order.
    """
    names = ", ".join([identity(table), "from_revision", *map(quoted, columns)])
    return f"INSERT INTO {quoted(table.name)} ({names}) VALUES "


@lru_cache(maxsize=32)
def values(alike: tuple[bool, ...], count: int) -> str:
    """Return the values of so many rows, as parameters: first one for each column in which all say the same.

    Example:
        >>> values((False, True, False), 2)
        '(?2, ?1, ?3), (?4, ?1, ?5)'
    """
    for_all, each = itertools.count(1), itertools.count(sum(alike) + 1)
    of_column = [next(for_all) if same else 0 for same in alike]
    rows = (", ".join(f"?{number or next(each)}" for number in of_column) for _ in range(count))
    return ", ".join(f"({row})" for row in rows)


@cache
def end(table: Table) -> str:
    """Return the statement that ends the current version of a row: the revision, then its key."""
    which = "key = ?" if identity(table) == "key" else f"id = {_ID_OF}"
    return f"UPDATE {quoted(table.name)} SET to_revision = ? WHERE to_revision IS NULL AND {which}"


@cache
def select(table: Table, where: str, *extra: str) -> str:
    """Return the statement that reads rows with keys for numbers, in the order of the table's schema."""
    columns = [
        key_of("id")
        if name == "key" and identity(table) == "id"
        else key_of(name)
        if name in table.references
        else f"r.{quoted(name)}"
        for name in table.schema
    ]
    return f"SELECT {', '.join([*columns, *extra])} FROM {quoted(table.name)} AS r WHERE {where}"


def key_of(column: str) -> str:
    """Return the expression that turns the number of a thing into its key."""
    return f"(SELECT key FROM thing WHERE id = r.{quoted(column)})"


def among(table: Table, column: str | None) -> str:
    """Return the condition that a current row has, in a column, a key of a JSON list; None = any current row."""
    return CURRENT if column is None else f"{CURRENT} AND {_some(table, column)}"


def among_at(table: Table, column: str) -> str:
    """Return the same condition of a row as of a revision, which is the parameter before the list."""
    return f"{AT} AND {_some(table, column)}"


def _some(table: Table, column: str) -> str:
    which = identity(table) if column == "key" else column
    some = "(SELECT value FROM json_each(?))" if which == "key" else _IDS_OF
    return f"r.{quoted(which)} IN {some}"


def listed(keys: Sequence[str]) -> str:
    """Return keys as the JSON list that these conditions look into."""
    return json.dumps(list(keys))


def ever(table: Table) -> str:
    """Return the condition that a row, current or past, is the one of a key; named parameter ``key``."""
    which = "r.key = :key" if identity(table) == "key" else "r.id = (SELECT id FROM thing WHERE key = :key)"
    return f"({which} AND r.to_revision IS NULL) OR ({which} AND r.to_revision IS NOT NULL)"  # an index for each


#: The condition that a tie, current or past, touches a thing; named parameter ``key``.
TOUCHING = "r.source = (SELECT id FROM thing WHERE key = :key) OR r.target = (SELECT id FROM thing WHERE key = :key)"


@cache
def gone(table: Table) -> str:
    """Return the statement that reads the keys of rows that were there at one revision and are not at another."""
    which = identity(table)
    return (
        f"SELECT {'r.key' if which == 'key' else key_of('id')} FROM {quoted(table.name)} AS r "
        "WHERE r.to_revision > ?1 AND r.to_revision <= ?2 AND r.from_revision <= ?1 AND NOT EXISTS "
        f"(SELECT 1 FROM {quoted(table.name)} AS now WHERE now.{which} = r.{which} AND now.from_revision <= ?2 "
        "AND (now.to_revision IS NULL OR now.to_revision > ?2))"
    )
