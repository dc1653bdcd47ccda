"""What is done with a store as a whole, by its path: a backup put in its place, an older one moved on or compacted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from graph.errors import BadInput, StoreError
from graph.stores import sqlite
from graph.stores.address import is_address
from graph.stores.sqlite import Compacted, Restored, SqliteStore, Upgraded


def restore(
    backup: str | Path,
    where: str | Path,
    *,
    keep_replaced: bool = False,
    lose: bool = False,
    i_know: bool | None = None,
) -> Restored:
    """Put a backup in the place of a store; see ``graph.stores.sqlite.restore``.

    Raises:
        StoreError: What that raises; or the store is on a server, where no file can take its place.
    """
    for one in (where, backup):
        if is_address(str(one)):
            raise StoreError("restore_shared", store=str(one), backup=str(backup if one is where else where))
    return sqlite.restore(backup, where, keep_replaced=keep_replaced, lose=lose, i_know=i_know)


def upgrade(where: str | Path, backup: str | Path | None = None, *, i_know: bool | None = None) -> Upgraded:
    """Back a store up and bring it up to date; see ``graph.stores.sqlite.upgrade``.

    Raises:
        StoreError: What that raises; or the store is on a server, which is brought up to date whenever it is opened.
    """
    if is_address(str(where)):
        raise StoreError("upgrade_shared", store=str(where))
    return sqlite.upgrade(where, backup, i_know=i_know)


def compact(
    where: str | Path,
    before: date,
    keep: Collection[int] = (),
    *,
    backup: str | Path | None = None,
    by: str = "",
    try_it: bool = False,
) -> tuple[Compacted, Path | None]:
    """Back a store up, and take out what only revisions of before a day have (SEMANTICS X6).

    Args:
        where: The path of the store.
        before: What was as this day began, and every revision since, is kept.
        keep: Numbers of earlier revisions that are kept as well.
        backup: Where the backup goes; None = beside it.
        by: Who does it.
        try_it: Only say what would be done: there is no backup then.

    Returns:
        What was done, and the backup; None = there was nothing to do, or it was only tried.

    Raises:
        BadInput: No revision is that old.
        NoSuchRevision: One that should be kept was never made, or cannot be opened any more.
        StoreError: It is on a server, damaged or locked, or there is no room.
    """
    if is_address(str(where)):
        raise StoreError("compact_shared", store=str(where))
    path = Path(where).expanduser().absolute()
    begun = datetime.combine(before, datetime.min.time(), ZoneInfo("Asia/Shanghai"))
    with SqliteStore(path, create=False) as store:
        old = [one.number for one in store.revisions() if one.at < begun]
        if not old:
            raise BadInput("compact_nothing_before", day=before.isoformat())
        tried = store.compact(old[-1], keep, by, try_it=True)
        if try_it or not tried.rows:
            return tried, None
        name = f"{path.stem}-before-compact-{datetime.now(UTC):%Y%m%dT%H%M%S}{path.suffix}"
        kept = path.with_name(name) if backup is None else Path(backup).expanduser().absolute()
        store.backup(kept)
        return store.compact(old[-1], keep, by), kept
