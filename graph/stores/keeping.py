"""What is done with a store as a whole, by its path: a backup put in its place, an older one brought up to date."""

from __future__ import annotations

from pathlib import Path

from graph.errors import StoreError
from graph.stores import sqlite
from graph.stores.address import is_address
from graph.stores.sqlite import Restored, Upgraded


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
