"""Moving the file of an older linli on, after a backup of it: what renames something, and digests for its revisions."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph.stores.sqlite import schema
from graph.stores.sqlite.backing_up import copied, looking
from graph.stores.sqlite.connections import transaction
from graph.stores.sqlite.engine import engine_errors
from graph.stores.sqlite.examining import seal
from graph.stores.sqlite.location import inspect
from graph.stores.sqlite.migrations import VERSION
from graph.stores.sqlite.opening import opened
from graph.stores.sqlite.whole_file import whole_file


@dataclass(frozen=True)
class Upgraded:
    """What was done.

    Attributes:
        backup: The file as it was before; None = it is current, and nothing was done.
        sealed: How many revisions got a digest.
    """

    backup: Path | None
    sealed: int


def upgrade(path: str | Path, backup: str | Path | None = None, *, i_know: bool | None = None) -> Upgraded:
    """Back a store up and bring its file up to date.

    Args:
        path: Where it is.
        backup: Where the backup goes; None = beside it.
        i_know: Accept a network drive or a shared folder; None = as the environment says.

    Raises:
        StoreError: It is not ours, newer, damaged, missing or locked, or there is no room; the file is as it was.
    """
    store = Path(path).expanduser().absolute()
    inspect(store, create=False, version=VERSION, i_know=i_know)
    with looking(store) as connection:
        if schema.current(connection) and not connection.execute(_UNSEALED).fetchone()[0]:
            return Upgraded(None, 0)
    name = f"{store.stem}-before-upgrade-{datetime.now(UTC):%Y%m%dT%H%M%S}{store.suffix}"
    kept = Path(backup).expanduser().absolute() if backup is not None else store.with_name(name)
    with whole_file(kept) as part:
        copied(store, part, kept)
    there = opened(store, create=False, i_know=i_know, check=False, rename=True)  # the copy was examined
    with engine_errors(store), closing(there) as connection, transaction(connection):
        sealed = seal(connection)
    return Upgraded(kept, sealed)


_UNSEALED = "SELECT count(*) FROM revision WHERE digest = ''"
