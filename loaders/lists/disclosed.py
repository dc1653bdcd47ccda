"""What who is to help may know of a demand: less before a claim than after, and never the door (SEMANTICS M42).

Who raised it, for whom it is and why somebody is eligible stand nowhere here, so that no list made for a giver can
have them.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.kinds import kind_of
from graph.names import fold
from graph.network import Network
from graph.rules import Rules, Vocabulary

#: Levels that are no smaller than a community, and no smaller than a building; any other level is a door.
_COMMUNITY = ("province", "city", "county", "street", "community")
_TELLING = 2  # letters of a name that tells a place: 1 stands in too many others
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
        sensitive = code is not None and self._categories.sensitive(code) and not claimed
        levels = _BUILDING if claimed else _COMMUNITY
        anchor = int(network.view.anchor[demand])
        name = network.name(demand) or ""
        if kind == "need" and (sensitive or self._says_where(name, anchor, levels)):
            name = category or kind_of(kind).zh
        return Disclosed(name, category, self._place(anchor, levels))

    def _says_where(self, name: str, place: int, levels: tuple[str, ...]) -> bool:
        """Return whether a name has that of a place in it which may not be told: 3号楼201室漏水."""
        network, level = self._network, self._network.rows.frame("place")["level"]
        near = [] if place < 0 else [one for one in network.view.named_by(place) if level[one] not in levels]
        said = [fold(network.name(one) or "") for one in near]
        return any(len(one) >= _TELLING and one in fold(name) for one in said)

    def _place(self, place: int, levels: tuple[str, ...]) -> str:
        """Return the narrowest place around one that is of some levels; nothing where there is none."""
        if place < 0:
            return ""
        network = self._network
        level = network.rows.frame("place")["level"]
        found = next((one for one in network.view.named_by(place) if level[one] in levels), None)
        return "" if found is None else network.path(found)
