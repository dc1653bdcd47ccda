"""What exists in a neighbourhood, how it connects, and what can be asked of it.

``graph.open(where)`` returns a network; the questions are functions of a network and rules::

    import graph
    from graph.questions import coverage

    network = graph.open("linli.db", on=date(2024, 11, 1))
    coverage(network, graph.load_rules()).rows
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from pathlib import Path

    from graph.network import Network
    from graph.rules import Rules
    from graph.stores import Store

__all__ = ["load_rules", "open", "open_store", "today"]


def today() -> date:
    """Return the date in Asia/Shanghai, on which a network is opened if nothing else is said."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def open_store(where: str | Path) -> Store:
    """Return the store at a path or address; see ``graph.stores.open_store``."""
    from graph.stores import open_store as opened

    return opened(where)


def open(where: str | Path | Store, *, revision: int | None = None, on: date | None = None) -> Network:  # noqa: A001
    """Return the network in a store, of a revision and seen on a date.

    Args:
        where: A path, an address, or a store that is already open.
        revision: A past revision; None = the current one.
        on: The date; None = today in Asia/Shanghai.

    Raises:
        StoreError: There is no store there, or it cannot be read.
        NoSuchRevision: The revision was never made.
    """
    from graph.network import Network
    from graph.stores import Store
    from graph.stores import open_store as opened

    store = where if isinstance(where, Store) else opened(where, create=False)
    try:
        return Network(store.tables(at=revision), on or today())
    finally:
        if store is not where:
            store.close()


def load_rules(folder: Path | None = None) -> Rules:
    """Return the profiles and norms in force; see ``graph.rules.load_rules``."""
    from graph.rules import load_rules as loaded

    return loaded(folder)
