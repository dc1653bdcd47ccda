"""A place and what lies in it as a tree: who answers where, and what is missing there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from api.console.answered import answered
from api.console.asked import Asked
from api.console.front.kept import place_of_name
from api.console.ordering import natural
from graph.network.columns import Longs

#: More places than this nobody opens one by one: what lies deeper has a page of its own.
MOST = 400
#: At most this many posts of one unit are named beside it.
_POSTS = 6
_LAST = 2**31


@dataclass(frozen=True)
class Seat:
    """Who answers for a place, or sits in a unit that does.

    Attributes:
        key: Key of the unit or post.
        name: What it is called.
        people: Key of who sits there, and what stands for the name until it is put in.
        vacant: Whether nobody does, and that is written down.
        posts: Of a unit, its posts.
        more: Of a unit, how many posts are not named.
    """

    key: str
    name: str
    people: tuple[tuple[str, str], ...] = ()
    vacant: bool = False
    posts: tuple[Seat, ...] = ()
    more: int = 0


@dataclass
class Branch:
    """A place in the tree.

    Attributes:
        key: Its key.
        name: Its name.
        level: The word for its level.
        seats: Who answers for it.
        marks: What is missing or not known right here, in words, with the state.
        gaps: How many gaps there are here and below.
        below: The places in it.
        hidden: How many places in it are not in the tree.
    """

    key: str
    name: str
    level: str
    seats: list[Seat]
    marks: list[tuple[str, str]]
    gaps: int
    below: list[Branch] = field(default_factory=list)
    hidden: int = 0


def tree_of(asked: Asked) -> list[Branch]:
    """Return the tree of the place of a page; of everything, one a root. Nobody is named in it yet (``kept``)."""
    return _Growing(asked).roots()


class _Growing:
    """The tree while it is made."""

    def __init__(self, asked: Asked) -> None:
        network = self._network = asked.whole
        #: What lies where in which order, by row, and what units are called: the same for all who open it this day.
        self._known: dict[tuple[str, int], Any] = network.daily(("front tree",), asked.rules, dict)
        self._asked, self._view = asked, network.view
        self._marks: dict[int, list[tuple[str, str]]] = {}
        self._gaps = self._marked()
        self._order = self._display_order()
        self._levels = network.rows.frame("place")["level"].to_list()
        self._shown = self._chosen()

    def roots(self) -> list[Branch]:
        return [self._branch(row) for row in self._sorted(self._tops()) if row in self._shown]

    def _tops(self) -> list[int]:
        """Return where the tree begins; of nothing, nowhere."""
        within = self._network.within(self._asked.within).within_row
        if within is not None:
            return [within]
        levels = self._view.territory.levels
        return levels[0].tolist() if levels else []

    def _branch(self, row: int) -> Branch:
        key = self._network.key(row)
        inner = self._inner(row)
        return Branch(
            key,
            str(self._network.name(row)),
            self._asked.say.word("level", self._levels[row]),
            [self._seat(unit) for unit in self._units(row)],
            self._marks.get(row, []),
            int(self._gaps[row]),
            [self._branch(one) for one in inner if one in self._shown],
            sum(one not in self._shown for one in inner),
        )

    def _chosen(self) -> set[int]:
        """Return the places in the tree: level by level from the top, as long as there is room for a whole level."""
        level = self._tops()
        found: set[int] = set()
        while level and len(found) + len(level) <= MOST:
            found |= set(level)
            level = [one for row in level for one in self._inner(row)]
        return found or set(level[:MOST])

    def _once(self, what: str, row: int, make: Callable[[int], Any]) -> Any:
        found = self._known.get((what, row))
        if found is None:
            found = self._known[what, row] = make(row)
        return found

    def _inner(self, row: int) -> list[int]:
        """Return the places right below one: on territory, else on property; homes are nobody's branch."""
        found: list[int] = self._once("inner", row, self._find_inner)
        return found

    def _find_inner(self, row: int) -> list[int]:
        for forest in (self._view.territory, self._view.property_axis):
            children = np.flatnonzero(forest.parent == row).tolist()
            if inner := [one for one in children if self._levels[one] != "home"]:
                return self._sorted(inner)
        return []

    def _sorted(self, rows: list[int]) -> list[int]:
        return sorted(rows, key=lambda row: (self._order.get(self._network.key(row), _LAST), self._place(row)))

    def _place(self, row: int) -> tuple[list[tuple[int, str]], int, int]:
        """Return where a thing stands among others of its order: a place by its name, a post by role and seat."""
        rows, key = self._network.rows, self._network.key(row)
        if rows.kind_of(row) != "post":
            return natural(self._network.name(row) or ""), 0, row
        posts, at = rows.frame("post"), row - rows.block["post"][0]
        return natural(posts["role"][at] or key), int(posts["seat"][at] or 0), row

    def _units(self, row: int) -> list[int]:
        found: list[int] = self._once("units", row, self._find_units)
        return found

    def _find_units(self, row: int) -> list[int]:
        found = np.concatenate([self._view.into(tie).of(row) for tie in ("answers_for", "post_in")])
        return self._sorted(list(dict.fromkeys(found.tolist())))

    def _inside(self, unit: int) -> list[int]:
        found: list[int] = self._once("inside", unit, self._find_inside)
        return found

    def _find_inside(self, unit: int) -> list[int]:
        if self._network.rows.kind_of(unit) == "post":
            return []
        return self._sorted(self._view.into("post_in").of(unit).tolist())

    def _held(self, post: int) -> list[int]:
        found: list[int] = self._view.into("holds").of(post).tolist()
        return found

    def _seat(self, unit: int) -> Seat:
        key, asked = self._network.key(unit), self._asked
        inside = self._inside(unit)
        people = tuple((one, place_of_name(one)) for one in map(self._network.key, self._held(unit)))
        vacant = not people and self._network.rows.kind_of(unit) == "post" and self._vacant(unit)
        posts = tuple(self._seat(one) for one in inside[:_POSTS])
        name = self._once("name", unit, lambda _: asked.names.result(key).name)
        return Seat(key, name, people, vacant, posts, len(inside) - len(posts))

    def _vacant(self, post: int) -> bool:
        rows = self._network.rows
        return bool(rows.frame("post")["vacant"][post - rows.block["post"][0]])

    def _marked(self) -> Longs:
        """Take what is missing and not known, by place, and return how many gaps there are here and below."""
        counts = np.zeros(self._view.territory.parent.size, dtype=np.int64)
        found: dict[int, Counter[tuple[str, str]]] = {}
        answer = answered(self._asked, "coverage")
        for row in answer.rows.select("norm", "state", "subject").iter_rows(named=True):
            subject = self._network.rows.row(row["subject"]["id"])
            anchor = -1 if subject is None else int(self._view.anchor[subject])
            if anchor >= 0:
                found.setdefault(anchor, Counter())[row["state"], row["norm"]] += 1
                counts[anchor] += row["state"] == "gap"
        for place, told in found.items():
            self._marks[place] = list(self._in_words(told))
        return np.maximum(*(one.sums(counts) for one in (self._view.territory, self._view.property_axis)))

    def _in_words(self, told: Counter[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Yield each state that occurs, with what is so."""
        for state in ("gap", "unknown"):
            norms = [self._said(norm, count) for (of, norm), count in sorted(told.items()) if of == state]
            if norms:
                yield state, self._asked.say("home.listed").join(norms)

    def _said(self, norm: str, count: int) -> str:
        title = self._asked.say.norm(norm)
        return title if count == 1 else self._asked.say("home.several", title=title, count=count)

    def _display_order(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for kind in ("place", "organisation", "post"):
            rows = self._network.tables()[kind].select("key", "display_order").drop_nulls()
            found |= dict(rows.iter_rows())
        return found
