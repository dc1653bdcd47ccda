"""Whether a place would lie in one that is no wider than it, by the levels of its profile (SEMANTICS K15)."""

from __future__ import annotations

from graph.adjusting.writing import Writing
from graph.facts import facts_of
from graph.rules import Rules


def note_level(writing: Writing, rules: Rules, place: str, parent: str) -> None:
    """Tell where a place is to lie in one whose level is not wider; who works knows whether it is meant."""
    network = writing.network
    profile = facts_of(network, rules).profiles.find(network.row(parent))
    if profile is None:
        return
    inner, outer = (profile.level_rank.get(writing.thing(one)["level"]) for one in (place, parent))
    if inner is not None and outer is not None and inner <= outer:
        writing.note("not_wider", place=place, parent=parent)
