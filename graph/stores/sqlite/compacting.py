"""Making a file smaller that has changed for years: versions of rows that nobody will ask for go (SEMANTICS X6, X7).

What goes is the version of a row that is in no kept revision, neither its first nor its last. So what is kept is opened
as before, each row still tells when it came and when it went, and every revision keeps its maker and instant. Which
revisions cannot be opened any more is written down beside them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from sqlite3 import SQLITE_BUSY, Connection, OperationalError

from graph.errors import NoSuchRevision, StoreDamaged, StoreFull, StoreLocked
from graph.kinds import all_kinds
from graph.stores.revision import known
from graph.stores.sqlite import row_sql as sql
from graph.stores.sqlite.examining import examine, seal
from graph.tables import Table, tables_of


@dataclass(frozen=True)
class Compacted:
    """The result of a compaction, or of one only tried.

    Attributes:
        revision: The number of the revision that tells of it; None = nothing was done.
        rows: How many versions of rows went.
        gone: The numbers of revisions that cannot be opened any more, those of before included.
    """

    revision: int | None
    rows: int
    gone: tuple[int, ...]


def spans_between(kept: Collection[int], until: int) -> tuple[tuple[int, int], ...]:
    """Return the spans between kept revisions, each from one to the next.

    Example:
        >>> spans_between({3, 4}, 6)
        ((0, 3), (3, 4), (4, 6))
    """
    return tuple(pairwise(sorted({0, until, *(one for one in kept if 0 < one < until)})))


class Tried(Exception):
    """Something was only tried, and is taken back."""


def compact(connection: Connection, by: int, until: int, keep: Collection[int]) -> Compacted:
    """Delete the row versions that no kept revision has, in a transaction.

    The digests of the revisions that lose something are written anew, as where somebody is forgotten.

    Args:
        connection: To the file, in a transaction.
        by: The number of the revision that tells of it.
        until: This revision and all later ones are kept.
        keep: Of the earlier ones, those that are kept too.

    Raises:
        NoSuchRevision: One that should be kept was never made, or cannot be opened any more.
        StoreDamaged: A revision is not what was written, and would be covered up by a new digest.
    """
    for number in (until, *keep):
        there(connection, number, by - 1)
    if not examine(connection).whole:
        raise StoreDamaged("compact_damaged")
    rows, touched = 0, set[int]()
    for first, last in spans_between(keep, until):
        for main, *apart in (tables_of(one.kind) for one in all_kinds()):
            connection.execute(f"CREATE TEMP TABLE doomed AS {_doomed(main)}", (first, last))
            ends = connection.execute("SELECT DISTINCT from_revision, to_revision FROM doomed").fetchall()
            if ends:
                for table in (main, *apart):
                    rows += connection.execute(_delete(table)).rowcount
                connection.executemany(_GONE, ((str(by), *one) for one in ends))
                touched.update(*ends)
            connection.execute("DROP TABLE doomed")
    seal(connection, touched)
    return Compacted(None, rows, gone_in(connection))


_GONE = "UPDATE revision SET compacted = ? WHERE number >= ? AND number < ? AND compacted = ''"


def _doomed(table: Table) -> str:
    """Return the SELECT for versions that lie between two revisions and are neither first nor last of their row."""
    name, which = sql.quoted(table.name), sql.identity(table)
    other = f"EXISTS (SELECT 1 FROM {name} AS o WHERE o.{which} = r.{which} AND"
    return (
        f"SELECT r.{which} AS which, r.from_revision, r.to_revision FROM {name} AS r "
        "WHERE r.to_revision <= ?2 AND r.to_revision > ?1 AND r.from_revision > ?1 "
        f"AND {other} o.to_revision IS NOT NULL AND o.to_revision <= r.from_revision) "
        f"AND ({other} o.to_revision IS NULL) "
        f"OR {other} o.to_revision IS NOT NULL AND o.from_revision >= r.to_revision))"
    )


def _delete(table: Table) -> str:
    name, which = sql.quoted(table.name), sql.identity(table)
    return (
        f"DELETE FROM {name} WHERE rowid IN (SELECT r.rowid FROM doomed AS d JOIN {name} AS r ON r.{which} = d.which "
        "AND r.from_revision = d.from_revision AND r.to_revision = d.to_revision)"
    )


def gone_in(connection: Connection) -> tuple[int, ...]:
    """Return the numbers of revisions that cannot be opened any more."""
    rows: Iterator[tuple[int]] = connection.execute("SELECT number FROM revision WHERE compacted != '' ORDER BY number")
    return tuple(number for (number,) in rows)


def shrink(connection: Connection, store: str) -> None:
    """Write the file anew without what went, and take its log in.

    Raises:
        StoreLocked: Somebody else has the file open.
        StoreFull: There is no room to write it anew.
    """
    try:
        for statement in (_TAKE_LOG_IN, "VACUUM", _TAKE_LOG_IN):
            found = connection.execute(statement).fetchone()
            if found is not None and found[0]:
                raise StoreLocked("compact_unshrunk", store=store)
    except OperationalError as error:
        busy = error.sqlite_errorcode & 0xFF == SQLITE_BUSY
        raise (StoreLocked if busy else StoreFull)("compact_unshrunk", store=store) from None


_TAKE_LOG_IN = "PRAGMA wal_checkpoint(TRUNCATE)"


def there(connection: Connection, at: int | None, newest: int) -> int:
    """Return the number of a revision that was made and can be opened; None = the newest. Raises NoSuchRevision."""
    revision = known(at, newest)
    check_there(connection, revision, revision, newest)
    return revision


def check_there(connection: Connection, first: int, last: int, newest: int) -> None:
    """Refuse a request for revisions that cannot be opened any more.

    Raises:
        NoSuchRevision: One of them is such.
    """
    found = connection.execute(_FIRST_GONE, (first, last)).fetchone()
    if found is not None:
        number, by = found
        before, after = connection.execute(_AROUND, (number,)).fetchone()
        raise NoSuchRevision(
            "revision_compacted", revision=number, by=by, before=before or 0, after=after, newest=newest
        )


_FIRST_GONE = "SELECT number, compacted FROM revision WHERE number BETWEEN ? AND ? AND compacted != '' LIMIT 1"
_AROUND = (
    "SELECT max(number) FILTER (WHERE number < ?1), min(number) FILTER (WHERE number > ?1) "
    "FROM revision WHERE compacted = ''"
)
