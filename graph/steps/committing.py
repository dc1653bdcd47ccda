"""Judges a change against the newest revision and commits it; judges it again if another commit came first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from graph.changes import ChangeSet
from graph.errors import StaleRevision
from graph.network import Network
from graph.stores import Store

#: So often somebody may be faster before it is told instead of tried again.
_TIMES = 5


class Made(Protocol):
    """Something that makes a change."""

    @property
    def changes(self) -> ChangeSet:
        """The changes to commit."""


M = TypeVar("M", bound=Made)


def carried_out(
    store: Store,
    look: Callable[[], Network],
    judged: Callable[[Network], M],
    *,
    expected: int | None = None,
    dry_run: bool = False,
) -> tuple[M, Network, int | None]:
    """Return the change made on the newest revision, its network, and the revision written; None = only tried.

    Of two who claim the last unit at once one is written first; the other is judged again against what is then there,
    and told who has it.

    Args:
        store: Where to.
        look: Returns the network of the newest revision on the day of the step, each time anew.
        judged: Makes the change, or raises why there is none.
        expected: The revision that somebody looked at before: where another one is there, nothing is tried again.
        dry_run: Whether to write nothing.

    Raises:
        StaleRevision: Somebody committed since ``expected``, or again and again meanwhile.
        LinliError: As ``judged`` raises it; nothing was written.
    """
    for left in reversed(range(_TIMES)):
        network = look()
        if expected not in (None, network.revision):
            raise StaleRevision(expected=expected, found=network.revision)
        made = judged(network)
        if dry_run:
            return made, network, None
        try:
            return made, network, store.commit(made.changes).number
        except StaleRevision:
            if expected is not None or not left:
                raise
    raise AssertionError  # the last time it is returned or raised
