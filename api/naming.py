"""Everything in a network by name, in the words of the people there."""

from __future__ import annotations

from graph.facts import facts_of
from graph.names import Names
from graph.network import Network
from graph.rules import Rules


def names_of(network: Network, rules: Rules, *, ended: bool = False) -> Names:
    """Return the names on a network's date, in the words of its profile where it has one.

    Those of people are not among them: they are read from the store whenever somebody is looked for.

    Args:
        network: The network; its *within* is not looked at.
        rules: The profiles in force.
        ended: Let what is over by the date be named too.
    """
    profiles = facts_of(network, rules).profiles.names
    words = rules.vocabulary(profiles[0] if len(profiles) == 1 else None)
    people = None if network.people is None else network.people.all
    names = Names(network.tables(), None if ended else network.date, words, people)
    for one in () if ended else network.view.left_behind:
        if one.under >= 0:  # it is called by where it lies now (SEMANTICS P6)
            names.add_place(network.key(one.place), (), [network.key(one.under)])
    return names
