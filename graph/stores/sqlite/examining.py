"""Looking at a whole file: its structure, its references, its columns, and every revision against its digest."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from pathlib import Path

import polars as pl

from graph.errors import StoreDamaged
from graph.stores.clock import clock_went_back
from graph.stores.findings import Examined, Finding, identities_found
from graph.stores.history import SPAN
from graph.stores.revision import Revision
from graph.stores.sealing import part, sealed
from graph.stores.sqlite import row_sql as sql
from graph.stores.sqlite import schema
from graph.stores.sqlite.cells import fetched
from graph.stores.sqlite.revisions import revision_of
from graph.stores.touched import Touched
from graph.tables import Table, all_tables

#: The newest revision is checked at each opening if it has at most this many rows: a few thousandths of a second.
FEW = 500
_SOME = 5  # numbers of revisions named in one sentence


def examine(connection: sqlite3.Connection) -> Examined:
    """Return what is wrong with a file that has the tables of this linli, or lacks some; none raises."""
    findings = [*_structure(connection)]
    missing = _missing(connection)
    findings += missing
    if any(one.params["table"] in ("thing", "revision") for one in missing):
        return Examined(0, 0, 0, tuple(findings))
    try:
        findings += _references(connection)
        revisions = [revision_of(row) for row in connection.execute(sql.ALL_REVISIONS)]
        unswept = connection.execute("SELECT DISTINCT key FROM forgotten WHERE NOT swept").fetchall()
    except (sqlite3.Error, ValueError, TypeError):
        return Examined(0, 0, 0, (*findings, Finding("table_unreadable", "damage", {"table": "revision"})))
    findings += [Finding("unswept", "notice", {"key": key}) for (key,) in unswept]
    numbers = {one.number for one in revisions}
    if gaps := sorted(set(range(1, max(numbers, default=0) + 1)) - numbers):
        findings.append(Finding("revision_missing", "damage", {"revisions": _listed(gaps)}))
    lacking = {one.params["table"] for one in missing}
    held: list[Finding] = []
    parts, rows, unreadable = _parts(connection, [one for one in all_tables() if one.name not in lacking], held)
    findings += unreadable
    judged = [one for one in revisions if one.digest] if not (unreadable or missing) else []
    wrong = [one.number for one in judged if sealed(one, parts[one.number]) != one.digest]
    if wrong:
        findings.append(Finding("revision_differs", "damage", {"revision": _listed(wrong)}))
    if unsealed := [one.number for one in revisions if not one.digest]:
        findings.append(Finding("unsealed", "notice", {"count": len(unsealed)}))
    findings += clock_went_back(revisions)
    return Examined(len(revisions), len(judged) - len(wrong), rows, (*findings, *held))


def examine_structure(connection: sqlite3.Connection) -> Examined:
    """Return what is wrong with a file of any age, without its rows."""
    findings = [*_structure(connection)]
    if not findings:
        findings += _references(connection)
    revisions = 0 if findings else connection.execute("SELECT count(*) FROM revision").fetchone()[0]
    return Examined(revisions, 0, 0, tuple(findings))


def seal(connection: sqlite3.Connection, numbers: set[int] | None = None, *, every: bool = False) -> int:
    """Write the digests of some revisions, of those that have none, or of every one; return how many."""
    revisions = [revision_of(row) for row in connection.execute(sql.ALL_REVISIONS)]
    if numbers is not None:
        wanted = [one for one in revisions if one.number in numbers]
    else:
        wanted = [one for one in revisions if every or not one.digest]
    if not wanted:
        return 0
    if len(wanted) <= FEW // 10:
        digests = [(digest_of(connection, one), one.number) for one in wanted]
    else:
        parts, _, unreadable = _parts(connection, list(all_tables()))
        if unreadable:
            raise StoreDamaged("store_damaged_table", **unreadable[0].params)
        digests = [(sealed(one, parts[one.number]), one.number) for one in wanted]
    connection.executemany(sql.SEAL, digests)
    return len(digests)


def check_newest(connection: sqlite3.Connection, path: Path) -> None:
    """Work the newest revision out again, if it has few rows.

    Raises:
        StoreDamaged: It is not what was written.
    """
    row = connection.execute(sql.NEWEST_REVISION).fetchone()
    if row is None:
        return
    try:
        newest = revision_of(row)
        if not newest.digest:
            return
        few = _rows_of(connection, newest.number) <= FEW
        differs = few and digest_of(connection, newest, sql.MADE_NOW) != newest.digest
    except (ValueError, TypeError):
        differs = True
    if differs:
        raise StoreDamaged("store_revision_differs", store=str(path), revision=row[0])


def digest_of(connection: sqlite3.Connection, made: Revision, where: str = sql.MADE) -> str:
    """Return the digest of one revision, worked out from the rows; of the newest, those are all current."""
    parts = []
    for table in _touched(connection, made.number, where):
        rows = fetched(connection, sql.select(table, where), (made.number,), table.schema, table.name)
        ended = fetched(connection, sql.select(table, sql.ENDED), (made.number,), table.schema, table.name)["key"]
        parts.append(part(Touched(table, rows, ended)))
    return sealed(made, parts)


def _touched(connection: sqlite3.Connection, number: int, where: str) -> list[Table]:
    """Return the tables in which a revision made or ended anything; mostly they are few."""
    asked = " UNION ALL ".join(
        f"SELECT {place} WHERE EXISTS (SELECT 1 FROM {sql.quoted(table.name)} AS r WHERE {one.replace('?', '?1')})"
        for place, table in enumerate(all_tables())
        for one in (where, sql.ENDED)
    )
    tables = all_tables()
    return [tables[place] for place in sorted({place for (place,) in connection.execute(asked, (number,))})]


def _rows_of(connection: sqlite3.Connection, number: int) -> int:
    """Return how many rows the newest revision made and ended, or a few more than few."""
    some = (
        f"SELECT 1 FROM {sql.quoted(table.name)} AS r WHERE {where}"
        for table in all_tables()
        for where in ("r.to_revision IS NULL AND r.from_revision = ?1", "r.to_revision = ?1")
    )
    counted = f"SELECT count(*) FROM ({' UNION ALL '.join(some)} LIMIT {FEW + 1})"
    return int(connection.execute(counted, (number,)).fetchone()[0])


def _structure(connection: sqlite3.Connection) -> list[Finding]:
    try:
        found = connection.execute("PRAGMA integrity_check(100)").fetchall()
    except sqlite3.DatabaseError:
        return [Finding("structure", "damage", {"count": 1})]
    return [] if found == [("ok",)] else [Finding("structure", "damage", {"count": len(found)})]


def _references(connection: sqlite3.Connection) -> list[Finding]:
    counts: dict[str, int] = defaultdict(int)
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        counts[table] += 1
    return [Finding("references", "damage", {"table": table, "count": count}) for table, count in counts.items()]


def _missing(connection: sqlite3.Connection) -> list[Finding]:
    """Return which tables and columns are not there that should be; other programs may have taken them away."""
    wanted = {
        "thing": {"id": "", "key": "", "kind": ""},
        "meta": {"name": "", "value": ""},
        **{name: {**columns, "from_revision": "", "to_revision": ""} for name, columns in schema.layout().items()},
        "forgotten": {"key": "", "revision": "", "by": "", "at": "", "swept": ""},
        "revision": {"number": "", "by": "", "at": "", "source": "", "digest": "", "reason": ""},
    }
    findings = []
    for table, columns in wanted.items():
        there = {name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))}
        if not there:
            findings.append(Finding("table_missing", "damage", {"table": table}))
        elif lacking := sorted(set(columns) - there):
            findings.append(Finding("columns_missing", "damage", {"table": table, "columns": ", ".join(lacking)}))
    return findings


def _parts(
    connection: sqlite3.Connection, tables: list[Table], held: list[Finding] | None = None
) -> tuple[dict[int, list[tuple[str, str]]], int, list[Finding]]:
    """Return by revision the digest of what it did to each table, how many rows were read, and what cannot be read.

    What should not be in them is added to ``held``, if that is wanted.
    """
    parts: dict[int, list[tuple[str, str]]] = defaultdict(list)
    read, findings = 0, []
    for table in tables:
        statement = sql.select(table, sql.ANY, *(f"r.{name}" for name in SPAN))
        try:
            rows = fetched(connection, statement, (), {**table.schema, **SPAN}, table.name)
        except (StoreDamaged, sqlite3.Error):
            findings.append(Finding("table_unreadable", "damage", {"table": table.name}))
            continue
        read += rows.height
        if held is not None:
            held += identities_found({table.name: rows})
        made = _by(rows, "from_revision")
        ended = _by(rows.filter(pl.col("to_revision").is_not_null()), "to_revision")
        for number in {*made, *ended}:
            some, gone = made.get(number, rows.clear()), ended.get(number, rows.clear())
            parts[number].append(part(Touched(table, some.select(list(table.schema)), gone["key"])))
    return parts, read, findings


def _by(rows: pl.DataFrame, column: str) -> dict[int, pl.DataFrame]:
    return {number: some for (number,), some in rows.partition_by(column, as_dict=True).items()} if rows.height else {}


def _listed(numbers: list[int]) -> str:
    some = ", ".join(map(str, numbers[:_SOME]))
    return some if len(numbers) <= _SOME else f"{some} … ({len(numbers)})"
