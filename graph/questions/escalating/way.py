"""Which profile and which of its chains an escalation goes, and whose leading tie it begins with.

SEMANTICS W8, W9, W15.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import NotAskable
from graph.facts import Facts
from graph.rules import Profile, Rules
from graph.walking.by_ties import begins_at, best_of

#: Kinds of starts whose own leading tie begins the walk.
_BEGIN = ("organisation", "post")


@dataclass(frozen=True)
class Way:
    """A profile, and by chain to walk the row whose leading tie begins the walk; -1 = none."""

    profile: Profile
    origin: Mapping[str, int]

    @property
    def chains(self) -> tuple[str, ...]:
        """The chains that are walked."""
        return tuple(self.origin)


def from_place(
    facts: Facts, rules: Rules, start: int, chain: str | None, category: str | None, named: str | None
) -> Way:
    """Return the way of a start that lies somewhere.

    Raises:
        NotAskable: No profile is named around it, or none of that key is in force; it has no such chain or category,
            or the start stands above the whole chain.
    """
    network = facts.network
    place = int(network.view.anchor[start])
    profile = facts.profiles.of(place) if named is None else _named(rules, named)
    chains = _chains(rules, profile, chain, category)
    level = network.rows.word("place", "level", place) or ""
    asked = [one for one in chains if not all(profile.starts_above(slot, level) for slot in profile.chains[one].slots)]
    if not asked:
        raise NotAskable("start_above", start=network.path(place), chain=", ".join(chains))
    return Way(profile, dict.fromkeys(asked, start if network.rows.kind_of(start) in _BEGIN else -1))


def from_nowhere(
    facts: Facts, rules: Rules, start: int, chain: str | None, category: str | None, named: str | None
) -> Way:
    """Return the way of an organisation or post that lies nowhere, up by leading ties.

    Raises:
        NotAskable: Nobody leads it on such a chain, or it is nothing that anybody leads; or as of a start that lies
            somewhere.
    """
    network, key = facts.network, facts.network.key(start)
    if network.rows.kind_of(start) not in _BEGIN:
        raise NotAskable("start_not_place", start=key)
    among = [one for _, one in sorted(facts.in_force.items())] if named is None else [_named(rules, named)]
    if named is None and category is not None and chain is None:
        among = [one for one in among if one.handling(rules.vocabulary(one.key).resolve("category", category))]
    profile = best_of(facts, among, start, chain)
    if profile is None:
        raise NotAskable("start_not_place", start=key)
    begins = {one: begins_at(facts, profile, one, start) for one in _chains(rules, profile, chain, category)}
    origin = {one: unit for one, unit in begins.items() if unit >= 0}
    if not origin:
        raise NotAskable("start_not_place", start=key)
    return Way(profile, origin)


def _named(rules: Rules, key: str) -> Profile:
    if key not in rules.profiles:
        raise NotAskable("no_such_profile", found=key, expected=", ".join(sorted(rules.profiles)))
    return rules.profiles[key]


def _chains(rules: Rules, profile: Profile, chain: str | None, category: str | None) -> list[str]:
    if chain is not None:
        if chain not in profile.chains:
            raise NotAskable("no_such_chain", found=chain, expected=", ".join(profile.chains))
        return [chain]
    if category is not None:
        handled = rules.chain_for(profile, category)
        return list(profile.chains) if handled is None else [handled]
    return list(profile.chains)
