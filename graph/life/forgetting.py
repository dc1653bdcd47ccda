"""Who raised needs that are long over, and their doors, taken out of every revision of a store (SEMANTICS V10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.doors import told_places
from graph.life.leaving import Leaving, lifted_up, tells
from graph.network import Network
from graph.stores import Store


@dataclass(frozen=True)
class Left:
    """What went.

    Attributes:
        needs: Of how many needs and projects something went.
        raisers: How many ties to people who raised them.
        doors: How many ties to doors.
        revision: The revision that was made of it; None where nothing was left to go.
        swept: Whether the engine confirmed that no trace is left in its file.
    """

    needs: int
    raisers: int
    doors: int
    revision: int | None
    swept: bool


def forget_ended(store: Store, network: Network, found: Sequence[Leaving], by: str = "") -> Left:
    """Take out what must go of some needs, also where only a past revision says it; the building stays.

    Args:
        store: The store.
        network: Its current ledger, whole.
        found: What ``leaving`` found in it.
        by: Who does it.

    Raises:
        StaleRevision: Somebody committed since the network was opened; nothing was written.
        StoreError: As ``Store.forget_ties`` raises it; done again, it goes on.
    """
    store.commit(lifted_up(list(found), network, by), network.revision)
    gone: dict[str, tuple[str, str]] = {}
    for one in found:
        events = store.history(one.key).to_dicts()
        doors = told_places({row["tie_target"] for row in events if row["tie_target"]}, network.tables())
        gone |= {row["key"]: (row["kind"], one.key) for row in events if tells(row, doors)}
    done = store.forget_ties(gone, by) if gone else None
    kinds = [kind for kind, _ in gone.values()]
    return Left(
        len({key for _, key in gone.values()}),
        kinds.count("raises"),
        kinds.count("located_at"),
        None if done is None else done.revision,
        done is None or done.swept,
    )
