"""What exists in a neighbourhood, how it connects, and what can be asked of it.

``graph.open(where)`` returns a network; the questions are functions of a network and rules::

    import graph
    from graph.questions import coverage

    network = graph.open("linli.db", on="2024-11-01")
    coverage(network.within(graph.find(network, "锦绣园")), graph.load_rules()).rows

Questions take keys, and ``graph.find`` returns the key of a name. An answer carries keys too;
``graph.named(answer, network)`` is the same one with the names of people.
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

__all__ = ["find", "load_rules", "named", "open", "open_store", "over", "today"]


def today() -> date:
    """Return the date in Asia/Shanghai, on which a network is opened if nothing else is said."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def open_store(where: str | Path, *, i_know: bool | None = None) -> Store:
    """Return the store at a path or address; see ``graph.stores.open_store``."""
    from graph.stores import open_store as opened

    return opened(where, i_know=i_know)


def open(  # noqa: A001
    where: str | Path | Store, *, revision: int | None = None, on: date | str | None = None
) -> Network:
    """Return the network in a store, of a revision and seen on a date.

    It holds no name of anybody, and knows where they can be read.

    Args:
        where: A path, an address, or a store that is already open.
        revision: A past revision; None = the current one.
        on: The date; None = today in Asia/Shanghai.

    Raises:
        BadValue: That is no date.
        StoreError: There is no store there, or it cannot be read.
        NoSuchRevision: The revision was never made.
    """
    from graph.network import Network
    from graph.stores import Store, people_of
    from graph.stores import open_store as opened
    from graph.values.dates import day_of

    day = None if on is None else day_of(on)

    def at_hand() -> AbstractContextManager[Store]:
        return nullcontext(where) if isinstance(where, Store) else opened(where, create=False)

    with at_hand() as store:
        if revision is None:
            from graph.reopening import network_of

            now = today()
            return network_of(store, day or now, now, lambda at: people_of(at_hand, store.where, at))
        tables = store.tables(at=revision, personal=False)
        return Network(tables, day or today(), people_of(at_hand, store.where, tables.revision))


def find(network: Network, name: str) -> str:
    """Return the key of what a name or a path means in a network on its date: what questions and ``within`` take.

    Args:
        network: The network.
        name: As on the command line: ``锦绣园/3号楼``, ``锦绣园//锦绣园党支部``, the name of an organisation.

    Raises:
        NotFound: Nothing is called so; ``candidates`` names what is nearly.
        Ambiguous: Several things are.
    """
    from graph.names import Names

    people = None if network.people is None else network.people.all
    return Names(network.tables(), network.date, people=people, paths=network.paths).resolve(name, formerly=True)


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


def load_rules(folder: str | Path | None = None) -> Rules:
    """Return the profiles and norms in force; see ``graph.rules.load_rules``."""
    from pathlib import Path

    from graph.rules import load_rules as loaded

    return loaded(None if folder is None else Path(folder))
