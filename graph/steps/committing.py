"""A step judged against the newest revision and written there; where somebody was faster, judged again."""

from __future__ import annotations

from collections.abc import Callable

from graph.errors import StaleRevision
from graph.network import Network
from graph.rules import Rules
from graph.steps.asked import Asked, Taken
from graph.steps.stepping import taken
from graph.stores import Revision, Store

#: So often somebody may be faster before it is told instead of tried again.
_TIMES = 5


def take(
    store: Store, look: Callable[[], Network], rules: Rules, asked: Asked, expected: int | None = None
) -> tuple[Taken, Revision]:
    """Take a step and return it with the revision that has it.

    Of two who claim the last unit at once one is written first; the other is judged again against what is then there,
    and told who has it.

    Args:
        store: Where to.
        look: Returns the network of the newest revision on the day of the step, each time anew.
        rules: The rules in force.
        asked: What somebody wants to do.
        expected: The revision that somebody looked at before: where another one is there, nothing is tried again.

    Raises:
        StaleRevision: Somebody committed since ``expected``, or again and again meanwhile.
        LinliError: As ``taken`` raises it; nothing was written.
    """
    for left in reversed(range(_TIMES)):
        network = look()
        if expected not in (None, network.revision):
            raise StaleRevision(expected=expected, found=network.revision)
        made = taken(network, rules, asked)
        try:
            return made, store.commit(made.changes)
        except StaleRevision:
            if expected is not None or not left:
                raise
    raise AssertionError  # the last time it is returned or raised
