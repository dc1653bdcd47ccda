"""How norms stand on a day, by subject and item: what an order to close a gap is held to (SEMANTICS N60)."""

from __future__ import annotations

from collections.abc import Collection

from graph.answers.coverage import STATES
from graph.facts import facts_of
from graph.network import Network
from graph.norms.asking import ask
from graph.rules import Rules

#: A norm, the key of its subject, and the item asked of it.
Asked = tuple[str, str, str | None]


def standing(network: Network, rules: Rules, norms: Collection[str]) -> dict[Asked, str]:
    """Return the state of some norms at each of their subjects, wherever these are, on the date of a network.

    Args:
        network: Its *within* is not looked at.
        rules: The norms in force.
        norms: The ids of those that are asked.
    """
    whole = network.within(None)
    facts = facts_of(whole, rules)
    found: dict[Asked, str] = {}
    for norm in rules.norms:
        if norm.id not in norms or not norm.holds_on(network.date):
            continue
        asked = ask(facts, rules, norm, None)
        for part in asked.findings:
            items = part.items or [None] * part.subjects.size
            for row, item, state in zip(part.subjects.tolist(), items, part.state.tolist(), strict=True):
                found[norm.id, whole.key(row), item] = STATES[state]
    return found
