"""Where absence means something: which places a *listing* covers for a selector (SEMANTICS L2, L3).

A listing says that all things of its selector within a place are in the ledger, as of a day. It
covers what it contains field by field, wherever it encloses; several cover together value by value,
and the ledgers of all children cover a place whose children are themselves listed. A thing that a
covering ledger holds without a scope may belong anywhere in it, and spoils the proof of absence::

    selector asked          listings that speak on the day        places
    role=head         ----  all posts        of the street  ----  street             covered: contains
                            role=head|deputy of a community ----  |- community       covered: contains
    role=head|worker  ----  role=head        of a grid   |      |  '- grid
                            role=worker      of a grid   | ----  |     '- building  covered: together
                            role=head        of each building --  '- community       covered: all its children are

"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.facts.kept import Each, Keeper, fact
from graph.facts.lasting import lasting
from graph.facts.profiles import Profiles
from graph.facts.speaking import Speaking, speaking
from graph.facts.unscoped import own_tie, unscoped
from graph.network.columns import Bools, Ints, Longs
from graph.selectors import Selector

#: How an atom is covered at a place: not at all, by listings around it, or by those of all its children together.
_NONE, _DIRECT, _TOGETHER = 0, 1, 2
#: Up to this many pairs of listings and places are compared, however small the network is.
_AT_ONCE = 10_000


@dataclass(frozen=True)
class Cover:
    """Where a selector is covered.

    Attributes:
        covered: By place, whether every value of the selector is covered.
        extra: By place, how many unscoped things may belong there all the same.
        by: For each atom of the selector, by place, how it is covered.
    """

    covered: Bools
    extra: Longs
    by: tuple[tuple[Selector, Ints], ...]


class Ledger(Keeper):
    """The listings that speak on a network's date."""

    def __init__(self, profiles: Profiles, select: Callable[[Selector], Bools], up_to: date | None = None) -> None:
        """Collect them; coverage of a selector is worked out when it is asked for.

        Args:
            profiles: The network, with the profiles of its places.
            select: Returns which things of the date a selector selects.
            up_to: What is listed has to be complete up to this day (SEMANTICS C43); None = whenever.
        """
        super().__init__()
        network = profiles.network
        self.network, self._select, self._up_to = network, select, up_to
        self.view = network.view
        self.speaking = tuple(speaking(network))
        levels, self._level_names = network.rows.codes("place", "level")
        self._levels = levels
        self._listed_in: Each[frozenset[int], Ints] = Each(self._marked)
        self._covers: Each[tuple[Selector, str], Cover] = Each(lambda asked: self._cover(*asked))
        self._unscoped: Each[tuple[Selector, str], Ints] = Each(lambda asked: self._loose(*asked))
        self._unscoped_by: Each[str, Bools] = Each(lambda tie: unscoped(profiles, tie))
        self.up_to: Each[date, Ledger] = Each(lambda day: Ledger(profiles, select, day))

    def covers(self, selector: Selector, tie: str | None = None) -> Cover:
        """Return where a selector is covered, by place.

        Args:
            selector: Which things; its ``within`` is not looked at.
            tie: The tie without which a thing has no scope, or several with ``OR`` between them; None = that of its
                kind.
        """
        return self._covers((selector.restricted(None), tie or own_tie(selector)))

    def covers_at(self, selector: Selector, places: Ints, tie: str | None = None) -> Cover:
        """Return the same of a few places, by position: a country is gone through only where that decides.

        Args:
            selector: As above.
            places: Rows of places.
            tie: As above.
        """
        found = self._cover_at(selector.restricted(None), tie or own_tie(selector), places)
        if found is None:
            whole = self.covers(selector, tie)
            by = tuple((atom, how[places]) for atom, how in whole.by)
            found = Cover(whole.covered[places], whole.extra[places], by)
        return found

    def spoilers(self, selector: Selector, place: int, tie: str | None = None) -> list[int]:
        """Return the unscoped things that may belong at a covered place, by row."""
        found: set[int] = set()
        for atom, by in self.covers(selector, tie).by:
            loose = self._unscoped((atom, tie or own_tie(selector)))
            found |= self._spoilers(atom, loose, by, place)
        return sorted(found)

    def relevant(self, selector: Selector) -> list[Speaking]:
        """Return the listings that cover some value of the selector somewhere, by key."""
        atoms = selector.atoms()
        return [one for one in self.speaking if any(one.selector.contains(atom) for atom in atoms)]

    def _cover(self, selector: Selector, tie: str) -> Cover:
        covered = self.view.valid[: self.view.places].copy()
        extra = self._nothing
        by = []
        for atom in selector.atoms():
            how, more = self._atom(atom, tie)
            covered &= how != _NONE
            if more is not self._nothing:
                extra = extra + more
            by.append((atom, how))
        return Cover(covered, extra if extra is self._nothing else np.where(covered, extra, 0), tuple(by))

    def _atom(self, atom: Selector, tie: str) -> tuple[Ints, Longs]:
        """Return, by place, how an atom is covered, and how many unscoped things may belong there all the same."""
        by = lasting(self.network, "listed", (atom, self._up_to), None, lambda: self._listed(atom))
        covering = self._covering(atom)
        if not covering:  # of most roles nobody says anything: what is unscoped does not matter then
            return by, self._nothing
        loose = self._unscoped((atom, tie))
        if not loose.size:
            return by, self._nothing
        extra = np.zeros(self.view.places, dtype=np.int64)
        for around, count in self._around(loose, covering):
            extra[self.view.below(*around)] += count
        for place in np.flatnonzero(by == _TOGETHER).tolist():
            extra[place] = len(self._spoilers(atom, loose, by, place))
        return by, extra

    def _cover_at(self, selector: Selector, tie: str, places: Ints) -> Cover | None:
        """Return where a selector is covered, of a few places; None where what lies below them has a say."""
        covered, by = self.view.valid[places], []
        for atom in selector.atoms():
            how = self._direct_at(self._covering(atom), places)
            if how is None or (how.any() and self._unscoped((atom, tie)).size):
                return None
            covered &= how != _NONE
            by.append((atom, how))
        return Cover(covered, np.zeros(places.size, dtype=np.int64), tuple(by))

    def _direct_at(self, covering: list[Speaking], places: Ints) -> Ints | None:
        """Return how an atom is covered at a few places by what is listed around them; None where it may be together.

        All children of a place are covered only where something is listed below it.
        """
        how = np.full(places.size, _NONE, dtype=np.int8)
        within = np.array(sorted({one.within for one in covering}), dtype=np.int32)
        if not within.size:
            return how
        if within.size * places.size > max(self.view.places, _AT_ONCE):
            return None
        for forest in self.view.forests:
            how[forest.enclosing(within[:, np.newaxis], places).any(axis=0)] = _DIRECT
        bare = places[(how == _NONE) & self.view.valid[places]]
        if not bare.size:
            return how
        if not self.view.one_axis or self.view.territory.enclosing(bare[:, np.newaxis], within).any():
            return None
        return how

    def _listed(self, atom: Selector) -> Ints:
        """Return, by place, how an atom is covered: most atoms are listed in the same places, and share the array."""
        return self._listed_in(frozenset(one.within for one in self._covering(atom)))

    def _marked(self, withins: frozenset[int]) -> Ints:
        """Return, by place, how an atom is covered that is listed in some places."""
        by = np.full(self.view.places, _NONE, dtype=np.int8)
        if withins:
            by[self.view.inside(*withins)] = _DIRECT
            self._together(by)
        return by

    def _covering(self, atom: Selector) -> list[Speaking]:
        found = [one for selector, of_it in self._by_selector.items() if selector.contains(atom) for one in of_it]
        return found if self._up_to is None else [one for one in found if one.as_of >= self._up_to]

    def _around(self, loose: Ints, covering: list[Speaking]) -> Iterator[tuple[frozenset[int], int]]:
        """Yield the sets of places with a listing in which unscoped things are anchored, and how many are in each."""
        listed = np.zeros(self.view.places, dtype=bool)
        listed[[one.within for one in covering]] = True
        anchor = self.view.anchor[loose]
        anchor = anchor[anchor >= 0]  # who is nowhere spoils no listing
        forests = self.view.forests
        nearest = np.stack([forest.nearest_at(listed, anchor) for forest in forests])
        sets, counts = np.unique(nearest, axis=1, return_counts=True)  # the nearest on each axis tells those above it
        for column, count in zip(sets.T.tolist(), counts.tolist(), strict=True):
            climbed = (forest.climb(place) for forest, place in zip(forests, column, strict=True))
            yield frozenset(place for above in climbed for place in above if listed[place]), count

    def _together(self, by: Ints) -> None:
        """Cover each place whose children are listed, and all covered."""
        children_listed = self._children_listed
        if children_listed is None:
            return
        bare = np.flatnonzero(self.view.valid[: self.view.places] & (by == _NONE)).astype(np.int32)  # mostly few
        changed = bool(bare.size)
        while changed:
            changed = False
            for forest, listed in zip(self.view.forests, children_listed, strict=True):
                lacks, depth = np.zeros(self.view.places, dtype=bool), forest.depth[bare]
                inner = listed[bare] & (forest.high[bare] - forest.low[bare] > 1)
                for steps in range(int(depth.max()) + 1, 0, -1):  # of the deepest, nothing bare lies below
                    below = bare[depth == steps]
                    lacks[forest.parent[below[by[below] == _NONE]]] = True
                    above = bare[inner & (depth == steps - 1)]
                    full = above[(by[above] == _NONE) & ~lacks[above]]
                    by[full] = _TOGETHER
                    changed |= bool(full.size) and len(children_listed) > 1  # one forest is done in one go, upwards

    @fact
    def _nothing(self) -> Longs:
        """By place, that nothing unscoped may belong there: one for all selectors of which that is so."""
        return np.zeros(self.view.places, dtype=np.int64)

    @fact
    def _by_selector(self) -> dict[Selector, list[Speaking]]:
        """The listings by what they list: each community has its own, and all say the same few things."""
        found: dict[Selector, list[Speaking]] = {}
        for one in self.speaking:
            found.setdefault(one.selector, []).append(one)
        return found

    @fact
    def _children_listed(self) -> list[Bools] | None:
        """Return, by axis and place, whether listings of places cover the levels of all its children."""
        of_places = [one for one in self.speaking if one.selector.get("kind") in (frozenset(), frozenset(["place"]))]
        if not of_places:
            return None
        alike: dict[frozenset[int], list[int]] = {}  # levels by where they are listed, mostly in the same places
        for code, name in enumerate(self._level_names):
            atom = Selector({"kind": frozenset(["place"]), "level": frozenset([name])})
            withins = frozenset(one.within for one in of_places if one.selector.contains(atom))
            alike.setdefault(withins, []).append(code)
        found = [self.view.valid[: self.view.places].copy() for _ in self.view.forests]
        for withins, codes in alike.items():
            inside, of_level = self.view.inside(*withins), np.zeros(len(self._level_names) + 1, dtype=bool)
            of_level[codes] = True
            for forest, listed in zip(self.view.forests, found, strict=True):
                above = forest.parent[of_level[self._levels] & (forest.parent >= 0)]
                listed[above[~inside[above]]] = False
        return found

    def _loose(self, selector: Selector, tie: str) -> Ints:
        """Return the things of a selector that were never tied to a place."""
        block = self.network.rows.block
        kinds = (selector.get("kind") or frozenset(block)) - {"place"}  # no place is
        if not kinds & block.keys():
            return np.array([], dtype=np.int32)
        free = self._unscoped_by(tie)
        if not any(free[slice(*block[kind])].any() for kind in kinds & block.keys()):
            return np.array([], dtype=np.int32)
        return np.flatnonzero(self._select(selector) & free).astype(np.int32)

    def _spoilers(self, atom: Selector, loose: Ints, by: Ints, place: int) -> set[int]:
        """Return which of some unscoped things may belong at a place, by any listing that covers it."""
        if not loose.size or by[place] == _NONE:
            return set()
        if by[place] == _DIRECT:
            covering = [one.within for one in self._covering(atom)]
            around = self.view.inside(*(one for one in covering if self.view.encloses(one, place)))
            anchor = self.view.anchor[loose]
            return set(loose[(anchor >= 0) & around[np.maximum(anchor, 0)]].tolist())
        found: set[int] = set()
        for forest, listed in zip(self.view.forests, self._children_listed or (), strict=True):
            children = np.flatnonzero(forest.parent == place)
            if listed[place] and children.size and (by[children] != _NONE).all():
                found = found.union(*(self._spoilers(atom, loose, by, int(child)) for child in children))
        return found
