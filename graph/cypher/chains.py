"""Chains of the profiles as the maps that a text takes: plain values, so that they can be pasted into Browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graph.rules import Profile, Rules


def chains_of(rules: Rules, asked: Callable[[Profile], str | None] = lambda _profile: None) -> list[dict[str, Any]]:
    """Return the chains of every profile in force, or the one that is asked of it.

    Example:
        >>> from graph.rules import load_rules
        >>> [one["chain"] for one in chains_of(load_rules()) if one["profile"] == "suzhoulu"]
        ['party', 'governance']
    """
    return [
        {
            "profile": profile.key,
            "chain": chain,
            "expected": [list(pair) for pair in profile.expected_combinations],
            "slots": [_slot(profile, chain, position) for position in range(len(profile.chains[chain].slots))],
        }
        for _, profile in sorted(rules.profiles.items())
        for chain in profile.chains
        if asked(profile) in (None, chain)
    ]


def _slot(profile: Profile, chain: str, position: int) -> dict[str, Any]:
    slot, rank = profile.chains[chain].slots[position], profile.level_rank
    widest = min(rank[level] for level in slot.level)
    names = {name for each in profile.chains[chain].slots for name in each.carrier.names}
    return {
        "slot": slot.key,
        "kind": slot.carrier.kind,
        "names": list(slot.carrier.names),
        "heads": list(slot.head),
        "levels": sorted(slot.level, key=lambda level: rank[level]),
        "wider": [level for level in rank if rank[level] < widest],
        "fills": sorted(
            f"{name}@{level}" for name in names for level in rank if profile.slot_of(chain, name, level) == position
        ),
    }
