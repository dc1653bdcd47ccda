"""What rules say of places by key, code or path means something else once these change (SEMANTICS K10, C27)."""

from __future__ import annotations

from dataclasses import replace

from graph.adjusting.outcome import Adjusted, Issue
from graph.facts.meant import places_meant
from graph.network import Network
from graph.rules import Rules


def with_rules(network: Network, rules: Rules, made: Adjusted) -> Adjusted:
    """Return what comes of a piece of work, with the norms whose places mean others then: nobody writes these anew."""
    said = _said(network, rules)
    if not said or not {"place", "part_of"} & {*made.changes.frames}:
        return made
    after = network.apply(made.changes)
    told = [
        Issue("rules_name", {"norm": norm, "place": place})
        for norm, place in said
        if _meant(network, place) != _meant(after, place)
    ]
    return replace(made, issues=(*made.issues, *told))


def _said(network: Network, rules: Rules) -> list[tuple[str, str]]:
    """Return what norms in force from the day on say of places, by the id of the norm."""
    lasting = [one for one in rules.norms if one.in_force.until is None or network.date < one.in_force.until]
    found = [
        (norm.id, one.place)
        for norm in lasting
        for one in norm.overrides
        if one.until is None or network.date < one.until
    ]
    found += [(norm.id, place) for norm in lasting for place in norm.within]
    return sorted(set(found))


def _meant(network: Network, said: str) -> set[str]:
    return {network.key(row) for row in places_meant(network, said)}
