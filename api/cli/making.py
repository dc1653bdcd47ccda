"""A store that a command fills in several commits: if that cannot be finished, a store made for it is removed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.stores import SqliteStore, Store, open_store
from graph.stores.address import is_address

#: Parts are checked by searches however large they are: a scan of all that is there already would cost more each time.
_SEARCHED = 10**9
#: The endings of a store's files, on a full disk also once it is closed; its log is none of them.
_BESIDE = ("", "-wal", "-shm", "-journal", "-mark")


@contextmanager
def made_whole(where: str) -> Iterator[Store]:
    """Yield a store to be written in parts; one that was not there before, and fails, is not there afterwards.

    Raises:
        StoreError: It cannot be opened or made.
    """
    path = Path(where).expanduser()
    fresh = not is_address(where) and not path.exists()
    try:
        with open_store(where) if is_address(where) else SqliteStore(path, small=_SEARCHED) as store:
            yield store
    except BaseException:
        if fresh:
            take_away(path)
        raise


def take_away(path: Path) -> None:
    """Remove the files of a store that was made in vain; its log stays."""
    for suffix in _BESIDE:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
