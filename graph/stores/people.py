"""What is kept apart in a store, for whoever shows a row of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl

from graph.stores.base import Store
from graph.viewing import People, log_of


def people_of(opened: Callable[[], AbstractContextManager[Store]], where: str | Path, at: int) -> People:
    """Return the people of a revision of a store, which is only asked when a row is shown.

    Args:
        opened: Yields the store; ``nullcontext(store)`` for one that stays open.
        where: Its path or address: reads of personal values are written down beside it.
        at: The number of the revision.
    """

    def read(kind: str, keys: Collection[str] | None) -> pl.DataFrame:
        with opened() as store:
            return store.personal(kind, keys, at)

    return People(read, log_of(where))
