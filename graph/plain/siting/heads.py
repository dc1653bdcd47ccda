"""Heads, plainly: every way to cut what hangs together into groups is tried (SEMANTICS B7, B8, B9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import networkx as nx
import polars as pl

from graph.answers import Answer
from graph.answers.site import ROWS, THERE, UNSERVED
from graph.errors import NotAskable, TooLong
from graph.plain.facts.reading import Readable
from graph.plain.facts.shown import Cell, place, post
from graph.plain.facts.world import World
from graph.plain.siting.neighbours import neighbours
from graph.plain.siting.people import above, may_live, number, units

Group = frozenset[str]
#: So many groups are looked at.
MOST = 20_000


class Heads:
    """What is asked: the places that are not split, who are neighbours, and the seats there.

    A *kept* group are the atoms of a seat, which stay together.
    """

    def __init__(self, world: World, asked: Mapping[str, Any], roles: frozenset[str]) -> None:
        """Read the ledger.

        Raises:
            NotAskable: There are no homes.
        """
        self.world, self.asked, self.most, self.roles = world, asked, asked["most"], roles
        self.weight: Counter[str] = Counter()
        for unit in units(world):
            self.weight[above(world, unit)] += may_live(world, unit)
        if not self.weight:
            raise NotAskable("site_nobody")
        self.atoms = [one for one in world.places.preorder() if one in self.weight]
        self.whole = {one: self._building(one) or one for one in self.atoms}
        self.neighbours: nx.Graph[str] = nx.Graph()
        self.neighbours.add_nodes_from(self.atoms)
        self.neighbours.add_edges_from(neighbours(world, self.atoms, self.whole))
        self.kept: dict[str, Group] = {}
        self.issues: list[tuple[str, str]] = []
        for seat in world.reading.things("post"):
            if world.reading.fields(seat)["role"] in roles:
                self._seat(seat)
        self.seat_of = {one: seat for seat, group in self.kept.items() for one in group}
        self.tried = 0

    def _building(self, atom: str) -> str | None:
        enclosing = self.world.places.enclosing(atom)
        return next((one for one in enclosing if self.world.reading.fields(one)["level"] == "building"), None)

    def _seat(self, seat: str) -> None:
        """Give a seat those of its atoms that no other has."""
        places = [one.place for one in self.world.scopes.scope(seat) if one.valid]
        own = {one for one in self.atoms if any(self.world.places.lies_in(one, wider) for wider in places)}
        free = own.difference(*self.kept.values())
        if len(free) > 1 and sum(self.weight[one] for one in free) > self.most:
            self.issues.append(("site_seat_over", seat))
        elif free:
            self.kept[seat] = frozenset(free)
        elif own:
            self.issues.append(("site_seat_second", seat))

    def hangs(self, group: Group) -> bool:
        """Return whether a group hangs together, by neighbours and by what a seat keeps."""
        part = nx.Graph(self.neighbours.subgraph(group))
        for kept in self.kept.values():
            nx.add_path(part, sorted(kept & group))
        return bool(nx.is_connected(part))

    def fits(self, group: Group) -> bool:
        """Return whether a group may be: not too large, of one seat, and with all or nothing of what a seat keeps."""
        seats = {self.seat_of[one] for one in group if one in self.seat_of}
        if any(not self.kept[seat] <= group for seat in seats):
            return False
        alone = len(group) == 1 or group in self.kept.values()
        return alone or (len(seats) <= 1 and sum(self.weight[one] for one in group) <= self.most)

    def allowed(self, groups: Sequence[Group]) -> bool:
        """Return whether each atom is in one group, and each group may be."""
        each = sorted(one for group in groups for one in group)
        return each == sorted(self.atoms) and all(self.fits(group) and self.hangs(group) for group in groups)

    def value(self, groups: Sequence[Group]) -> int:
        """Return how many groups there are."""
        return len(groups)

    def best(self) -> tuple[Group, ...]:
        """Return the best groups.

        Raises:
            TooLong: There are too many ways to cut.
        """
        together = nx.Graph(self.neighbours)
        for kept in self.kept.values():
            nx.add_path(together, sorted(kept))
        found: list[Group] = []
        for part in nx.connected_components(together):
            found += min(self._cuts(frozenset(part)), key=self._rank)
        return tuple(found)

    def _cuts(self, left: Group) -> Iterator[tuple[Group, ...]]:
        """Yield every way to cut some atoms into groups."""
        if not left:
            yield ()
            return
        first = min(left)
        for group in self._with(first, left):
            for rest in self._cuts(left - group):
                yield (group, *rest)

    def _with(self, first: str, left: Group) -> set[Group]:
        """Return the groups that have an atom, of some atoms."""
        found: set[Group] = set()
        waiting = [self.kept.get(self.seat_of.get(first, ""), frozenset([first]))]
        while waiting:
            group = waiting.pop()
            if group in found or not group <= left or not self.fits(group):
                continue
            self.tried += 1
            if self.tried > MOST:
                raise TooLong("site_too_long")
            found.add(group)
            beside = {other for inner in group for other in self.neighbours[inner]} - group
            waiting += [group | self.kept.get(self.seat_of.get(one, ""), frozenset([one])) for one in beside]
        return found

    def _rank(self, groups: Iterable[Group]) -> tuple[int, ...]:
        groups = tuple(groups)
        parts = [len({self._whole_of(one) for one in group}) for group in groups]
        squares = [sum(self.weight[one] for one in group) ** 2 for group in groups]
        return (len(groups), sum(parts), sum(squares), sum(number(*group) for group in groups))

    def _whole_of(self, atom: str) -> str:
        """Return the whole of an atom; what a seat keeps is of the whole of its first."""
        kept = self.kept.get(self.seat_of.get(atom, ""), frozenset([atom]))
        return self.whole[min(kept, key=self.atoms.index)]

    def read(self, rows: Sequence[Mapping[str, Any]]) -> tuple[Group, ...]:
        """Return the groups that the rows of an answer say."""
        return tuple(frozenset(one["id"] for one in row["places"]) for row in rows)

    def answer(self, network: Readable, groups: Sequence[Group], bound: int) -> Answer:
        """Return groups as an answer, with what fewer there are not said to be."""
        rows = list(self._rows(groups))
        exact = len(groups) <= bound
        return Answer(
            question="site",
            revision=network.revision,
            on=network.date,
            within=network.within_key,
            rules=self.world.rules.digests,
            make=lambda: {
                "rows": pl.DataFrame(rows, schema=ROWS.schema, orient="row"),
                "there": pl.DataFrame(schema=THERE.schema),
                "unserved": pl.DataFrame(schema=UNSERVED.schema),
            },
            options={"what": "heads", **self.asked},
            totals={
                "households": {
                    "all": sum(self.weight.values()),
                    "places": len(self.atoms),
                    "groups": len(groups),
                    "heads": sum(row["heads"] for row in rows),
                    "kept": len(self.kept),
                },
                "plan": {"status": "optimal" if exact else "gap", "value": len(groups), "bound": bound},
            },
            issues=tuple(
                {"code": code, "id": key, "other": None}
                for code, key in (*self.issues, *([] if exact else [("site_gap", None)]))
            ),
        )

    def _rows(self, groups: Sequence[Group]) -> Iterator[Cell]:
        ordered = sorted(
            (sorted(group, key=self.atoms.index) for group in groups), key=lambda one: self.atoms.index(one[0])
        )
        for at, atoms in enumerate(ordered, 1):
            seat = next((self.seat_of[one] for one in atoms if one in self.seat_of), None)
            many = sum(self.weight[one] for one in atoms)
            kept = seat is not None and self.kept[seat] == frozenset(atoms)
            yield {
                "turn": at,
                "state": "over" if many > self.most else "new" if seat is None else "kept" if kept else "grown",
                "place": place(self.world, atoms[0]),
                "places": [place(self.world, one) for one in atoms],
                "seat": post(self.world, seat),
                "households": many,
                "heads": max(1, (many + self.most - 1) // self.most),
                "newly": None,
                "covered": None,
                "mean": None,
                "longest": None,
            }
