"""What who is to help may know of a demand: less before a claim than after, and never the door (SEMANTICS M42).

Who raised it, for whom it is and why somebody is eligible stand nowhere here, so that no list made for a giver can
have them.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.network import Network
from graph.rules import Rules, Vocabulary

#: Levels that are no smaller than a community, and no smaller than a building; any other level is a door.
_COMMUNITY = ("province", "city", "county", "street", "community")
_BUILDING = (*_COMMUNITY, "estate", "grid", "courtyard", "building")


@dataclass(frozen=True)
class Disclosed:
    """A demand as it may be told: in which words, of what category, and where."""

    name: str
    category: str
    place: str


def too_near(network: Network) -> bool:
    """Return whether the place asked about is smaller than a community, so that a list of it would tell where."""
    within = network.within_row
    return within is not None and network.rows.frame("place")["level"][within] not in _COMMUNITY


class Discloser:
    """Tells demands of a network to those who may help."""

    def __init__(self, network: Network, rules: Rules, words: Vocabulary) -> None:
        """Take the network, the tree of categories with what is sensitive in it, and the words of categories."""
        self._network, self._categories, self._words = network, rules.categories, words

    def __call__(self, demand: int, *, claimed: bool) -> Disclosed:
        """Return what may be told of a demand, to somebody who has claimed it or has not."""
        network = self._network
        kind = network.rows.kind_of(demand)
        code = network.rows.frame(kind)["category"][demand - network.rows.block[kind][0]]
        category = "" if code is None else self._words.caption("category", code)
        reserved = kind == "need" and code is not None and self._categories.sensitive(code) and not claimed
        name = category if reserved else network.name(demand) or category
        return Disclosed(
            name, category, self._place(int(network.view.anchor[demand]), _BUILDING if claimed else _COMMUNITY)
        )

    def _place(self, place: int, levels: tuple[str, ...]) -> str:
        """Return the narrowest place around one that is of some levels; nothing where there is none."""
        if place < 0:
            return ""
        network = self._network
        level = network.rows.frame("place")["level"]
        found = next((one for one in network.view.named_by(place) if level[one] in levels), None)
        return "" if found is None else network.path(found)
