"""What who is to help may know of a demand: less before a claim than after, and never the door (SEMANTICS M42).

Who raised it, for whom it is and why somebody is eligible stand nowhere here, so that no list made for a giver can
have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.facts.narrowed import narrower_than
from graph.facts.wished import wished_by
from graph.identity import concealed
from graph.kinds import kind_of
from graph.names import fold
from graph.network import Network
from graph.rules import Rules, Vocabulary

#: Levels that are no smaller than a community, and no smaller than a building; any other level is a door.
_COMMUNITY = ("province", "city", "county", "street", "community")
_TELLING = 2  # the shortest name, in letters, by which a place can be told: 1 stands in too many others
_BUILDING = (*_COMMUNITY, "estate", "grid", "courtyard", "building")
_NUMBER = "(?:[0-9]+|[〇零一二三四五六七八九十百]+)"
#: How people write a door, and a building, that may be no place of the ledger: 3号楼, 二单元, 201室, 3-2-201.
_DOOR = re.compile(rf"{_NUMBER}(?:单元|室)|(?<![0-9])[0-9]{{1,3}}-[0-9]{{1,2}}-[0-9]{{2,4}}(?![0-9])")
_HOUSE = re.compile(rf"{_NUMBER}(?:号楼|号院|栋|幢)")


@dataclass(frozen=True)
class Disclosed:
    """A demand as it may be told: in which words, of what category, where, and by which day it is wished.

    ``at`` is the row of the place. Of steps no giver is told, so the day is as they moved it.
    """

    name: str
    category: str
    place: str
    due: date | None
    at: int = -1


def too_near(network: Network) -> int | None:
    """Return the place asked about if it is smaller than a community, so that a list of it would tell where."""
    return narrower_than(network, _COMMUNITY)


class Discloser:
    """Tells demands of a network to those who may help."""

    def __init__(self, network: Network, rules: Rules, words: Vocabulary) -> None:
        """Take the network, the tree of categories with what is sensitive in it, and the words of categories."""
        self._network, self._categories, self._words = network, rules.categories, words
        self._wished: dict[int, date] = dict(wished_by(network).iter_rows())

    def __call__(self, demand: int, *, claimed: bool) -> Disclosed:
        """Return what may be told of a demand, to somebody who has claimed it or has not."""
        network = self._network
        kind = network.rows.kind_of(demand)
        frame, line = network.rows.frame(kind), demand - network.rows.block[kind][0]
        code, due = frame["category"][line], self._wished.get(demand, frame["due"][line])
        category = "" if code is None else self._words.caption("category", code)
        sensitive = code is not None and self._categories.sensitive(code) and not claimed
        levels = _BUILDING if claimed else _COMMUNITY
        anchor = int(network.view.anchor[demand])
        name = network.name(demand) or ""
        where = _DOOR.search(fold(name)) or (not claimed and _HOUSE.search(fold(name)))
        if sensitive or where or self._says_where(name, anchor, levels) or self._says_who(name, demand, anchor):
            name = category or kind_of(kind).zh
        at = self._place(anchor, levels)
        return Disclosed(name, category, "" if at < 0 else network.path(at), due, at)

    def _says_who(self, name: str, demand: int, anchor: int) -> bool:
        """Return whether a name has a telephone in it, or that of who raised the demand, or lives where it is."""
        if concealed(name) != name:
            return True
        said = fold(name)
        return any(len(one) >= _TELLING and one in said for one in map(fold, self._near(demand, anchor)))

    def _near(self, demand: int, anchor: int) -> Iterator[str]:
        """Yield the names of who raised a demand, on any day, and of who lives where it is."""
        network, ties = self._network, self._network.rows.ties
        rows = {int(row) for row in ties["raises"].source[ties["raises"].target == demand]}
        if anchor >= 0:
            rows |= {int(row) for row in ties["lives_in"].source[ties["lives_in"].target == anchor]}
        people = [network.key(row) for row in rows if network.rows.kind_of(row) == "person"]
        yield from (network.name(row) or "" for row in rows if network.rows.kind_of(row) != "person")
        if network.people is not None and people:
            yield from (str(one.get("name") or "") for one in network.people.of("person", people).values())

    def _says_where(self, name: str, place: int, levels: tuple[str, ...]) -> bool:
        """Return whether a name has that of a place in it which may not be told: 3号楼201室漏水."""
        network, level = self._network, self._network.rows.frame("place")["level"]
        near = [] if place < 0 else [one for one in network.view.named_by(place) if level[one] not in levels]
        said = [fold(network.name(one) or "") for one in near]
        return any(len(one) >= _TELLING and one in fold(name) for one in said)

    def _place(self, place: int, levels: tuple[str, ...]) -> int:
        """Return the narrowest place around one that is of some levels; -1 where there is none."""
        level = self._network.rows.frame("place")["level"]
        near = [] if place < 0 else self._network.view.named_by(place)
        return next((one for one in near if level[one] in levels), -1)
