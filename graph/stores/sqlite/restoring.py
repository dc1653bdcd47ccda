"""A backup in the place of a store: checked first, put there in one step, what it replaces kept until then.

At every moment there is a whole store at its path: the one from before, or the backup. Who is killed in between
leaves that, and at most a file beside it whose name says what it is.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from graph.atrest import forget_all
from graph.errors import StoreDamaged, StoreError, StoreLocked, StoreMissing
from graph.files import folder_of
from graph.stores.revision import NOTHING, Revision
from graph.stores.sqlite import row_sql as sql
from graph.stores.sqlite.backing_up import copied, looking
from graph.stores.sqlite.connections import connect
from graph.stores.sqlite.engine import engine_errors
from graph.stores.sqlite.last_mark import forget_mark
from graph.stores.sqlite.location import inspect, system_errors
from graph.stores.sqlite.migrations import VERSION
from graph.stores.sqlite.revisions import revision_of
from graph.stores.sqlite.whole_file import keep, part_beside
from graph.viewing import log_of, user

_PATIENCE = 300  # thousandths of a second: who only closes it just now is waited for


@dataclass(frozen=True)
class Restored:
    """What is at the path now, and what was.

    Attributes:
        revision: The newest revision of the backup.
        rows: How many rows of all revisions it has.
        replaced: The newest revision of the store that it took the place of; None = there was none that can be read.
        lost: How many revisions of that store are not in the backup.
        kept: Where that store is now, if it is kept.
    """

    revision: Revision
    rows: int
    replaced: Revision | None
    lost: int
    kept: Path | None


def restore(
    backup: str | Path, path: str | Path, *, keep_replaced: bool = False, lose: bool = False, i_know: bool | None = None
) -> Restored:
    """Put a backup in the place of a store.

    Args:
        backup: The file that ``backup`` wrote, or another store; it stays as it is.
        path: Where the store is, or is to be.
        keep_replaced: Keep the store that was there, under another name beside it. One that is damaged is always kept.
        lose: Do it although the store has revisions that the backup has not.
        i_know: Accept a network drive or a shared folder; None = as the environment says.

    Raises:
        ForeignStore, NewerStore, StoreMissing: One of the files is not ours, a newer linli's, or not there.
        StoreDamaged: The backup is damaged; nothing was replaced.
        StoreLocked: Somebody has the store open; nothing was replaced.
        StoreFull: There is no room; nothing was replaced.
        StoreError: The store has revisions that the backup has not, and ``lose`` was not said.
        NotLogged: It could not be written down; nothing was replaced.
    """
    source, target = Path(backup).expanduser().absolute(), Path(path).expanduser().absolute()
    if target.exists() and source.exists() and source.samefile(target):
        raise StoreError("restore_onto_itself", store=str(target))
    if not source.exists():
        raise StoreMissing("backup_missing", backup=str(source))
    inspect(source, create=False, version=VERSION, i_know=True, writing=False)
    there, damaged = _there(target, i_know=i_know)
    target = target.resolve() if there or damaged else target
    with part_beside(target) as part:
        rows = copied(source, part, target).rows
        with looking(part) as connection:
            made = _revisions(connection)
        with _held(target, there=there) as (held, old):
            lost = [one for one in old if one not in made]
            if lost and not lose:
                raise StoreError("restore_loses", store=str(target), count=len(lost), newest=lost[-1].number)
            if held is not None and os.name == "nt":
                held.close()  # a file that is open cannot be moved there
            readable = held is not None
            log_of(target).told(user(), "terminal", f"linli restore {source.name}")
            kept = _put(part, target, old=there or damaged, keep_it=keep_replaced or not readable)
            forget_all(folder_of(target))
    return Restored(made[-1] if made else NOTHING, rows, old[-1] if old else None, len(lost), kept)


def _there(target: Path, *, i_know: bool | None) -> tuple[bool, bool]:
    """Return whether a store is there, and whether one of ours is there whose end is missing."""
    try:
        return inspect(target, create=True, version=VERSION, i_know=i_know), False
    except StoreDamaged:
        return False, True


@contextmanager
def _held(target: Path, *, there: bool) -> Iterator[tuple[sqlite3.Connection | None, list[Revision]]]:
    """Hold a store so that nobody else has it open; yield its revisions, and None where it is damaged.

    Raises:
        StoreLocked: Somebody has it open.
    """
    if not there:
        yield None, []
        return
    with closing(connect(target)) as connection:
        try:
            with engine_errors(target):
                connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
                connection.execute("PRAGMA journal_mode = DELETE")
                connection.execute("BEGIN EXCLUSIVE")
                old = _revisions(connection)
        except StoreLocked:
            raise StoreLocked("store_in_use", store=str(target)) from None
        except (StoreDamaged, ValueError, TypeError):
            connection.close()
            yield None, []
            return
        yield connection, old


def _put(part: Path, target: Path, *, old: bool, keep_it: bool) -> Path | None:
    """Move the file to its place, the one from before kept until it is there; return where that is, if it stays."""
    kept = target.with_name(f"{target.name}.replaced-{datetime.now(UTC):%Y%m%dT%H%M%S}-{token_hex(2)}")
    with system_errors(str(target)):
        keep(part)
        if old:
            for suffix in ("-wal", "-journal"):  # of a damaged one: it must not be taken for the log of the new
                with suppress(FileNotFoundError):
                    target.with_name(target.name + suffix).rename(kept.with_name(kept.name + suffix))
            try:
                os.link(target, kept)
            except OSError:  # a file system without links: for a moment nothing is there
                target.rename(kept)
        part.replace(target)
        keep(target.parent)
        target.with_name(target.name + "-shm").unlink(missing_ok=True)
        forget_mark(target)
        if old and not keep_it:
            kept.unlink(missing_ok=True)
            return None
    return kept if old else None


def _revisions(connection: sqlite3.Connection) -> list[Revision]:
    """Return every revision, also of the file of an older linli, which kept no digests or no reasons."""
    columns = {name for (name,) in connection.execute("SELECT name FROM pragma_table_info('revision')")}
    statement = sql.ALL_REVISIONS
    for name in {"digest", "reason"} - columns:
        statement = statement.replace(name, "''")
    return [revision_of(row) for row in connection.execute(statement)]
