"""Facts for one walk: those of the whole where they are laid out, else those of what the walk can come upon.

To lay out what all walks share takes a second of a million things, and one walk a hundredth of that. So a command that
asks once does not pay for all, and a service that goes on asking soon does.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.facts import Facts, facts_of
from graph.facts.ledger_around import LedgerAround
from graph.network import Network
from graph.network.excerpt import Excerpt
from graph.rules import Rules
from graph.walking.come_upon import come_upon

#: A network of fewer things is laid out as quickly as an excerpt.
WORTH = 20_000
#: After this many walks on excerpts, the whole is laid out: it has paid off.
_FEW = 8


class _Walked:
    """How many walks went over an excerpt, kept beside the facts of the whole; a count that is off does no harm."""

    def __init__(self, _facts: Facts) -> None:
        self.walks = 0


def facts_for_walk(network: Network, rules: Rules, start: int, named: Iterable[int] = ()) -> Facts:
    """Return facts over which the walk from a start is what it is over all of them.

    Args:
        network: The network.
        rules: The rules in force.
        start: Row of the start.
        named: Rows of what the walk is asked about by name.
    """
    facts = facts_of(network, rules)
    walked = facts.beside(_Walked)
    if network.rows.size < WORTH or facts.laid_out or walked.walks >= _FEW:
        return facts
    walked.walks += 1
    return facts_around(facts, start, named)


def facts_around(whole: Facts, start: int, named: Iterable[int] = ()) -> Facts:
    """Return the facts of what the walk from a start can come upon, by rows of their own."""
    excerpt = Excerpt(whole.network, come_upon(whole.network, start, named))
    facts = Facts(excerpt.network, whole.in_force)
    facts.take_ledger(LedgerAround(lambda: whole.ledger, excerpt))
    return facts
