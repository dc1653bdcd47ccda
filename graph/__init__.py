"""What exists in a neighbourhood, how it connects, and what can be asked of it.

``graph.open(where)`` returns a network; the questions are functions of a network and rules::

    import graph
    from graph.questions import coverage

    network = graph.open("linli.db", on=date(2024, 11, 1))
    coverage(network, graph.load_rules()).rows

An answer carries keys; ``graph.named(answer, network)`` is the same one with the names of people.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import polars as pl

    from graph.answers import Answer
    from graph.network import Network
    from graph.rules import Rules
    from graph.stores import Store

__all__ = ["load_rules", "named", "open", "open_store", "over", "today"]


def today() -> date:
    """Return the date in Asia/Shanghai, on which a network is opened if nothing else is said."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def open_store(where: str | Path, *, i_know: bool | None = None) -> Store:
    """Return the store at a path or address; see ``graph.stores.open_store``."""
    from graph.stores import open_store as opened

    return opened(where, i_know=i_know)


def open(where: str | Path | Store, *, revision: int | None = None, on: date | None = None) -> Network:  # noqa: A001
    """Return the network in a store, of a revision and seen on a date.

    It holds no name of anybody, and knows where they can be read.

    Args:
        where: A path, an address, or a store that is already open.
        revision: A past revision; None = the current one.
        on: The date; None = today in Asia/Shanghai.

    Raises:
        StoreError: There is no store there, or it cannot be read.
        NoSuchRevision: The revision was never made.
    """
    from graph.network import Network
    from graph.stores import Store, people_of
    from graph.stores import open_store as opened

    def at_hand() -> AbstractContextManager[Store]:
        return nullcontext(where) if isinstance(where, Store) else opened(where, create=False)

    with at_hand() as store:
        if revision is None:
            from graph.reopening import network_of

            now = today()
            return network_of(store, on or now, now, lambda at: people_of(at_hand, store.where, at))
        tables = store.tables(at=revision, personal=False)
        return Network(tables, on or today(), people_of(at_hand, store.where, tables.revision))


def over(network: Network, rules: Rules, dates: Iterable[date]) -> pl.DataFrame:
    """Return how every norm stood at each of its subjects on each of some dates; see ``graph.questions.over``."""
    from graph.questions.over import over as asked

    return asked(network, rules, dates)


def named(answer: Answer, network: Network) -> Answer:
    """Return an answer with the names of people, as the owner of the store that the network is from sees them.

    Args:
        answer: The answer to a question about the network.
        network: A network that was opened from a store; of another nobody is named.
    """
    from graph.viewing import Showing, owner
    from graph.viewing import named as shown

    return shown(answer, Showing(owner("notebook", answer.question), network))


def load_rules(folder: Path | None = None) -> Rules:
    """Return the profiles and norms in force; see ``graph.rules.load_rules``."""
    from graph.rules import load_rules as loaded

    return loaded(folder)
