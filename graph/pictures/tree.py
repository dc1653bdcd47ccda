"""Paths up, from many places, put together into one tree: who is asked last stands at its root.

What answers the question is the escalation of each place; nothing is worked out anew here. Two paths share
what they have in common from their ends down: the same end, the same seats, the same things passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import Any, Literal

from graph.answers import Answer
from graph.errors import BadInput

#: More boxes than this nobody reads on one sheet.
BOXES = 600

Row = dict[str, Any]
#: From a start, a chain and a slot to names by key, the nearest first.
Around = Callable[[str, str, str], dict[str, str]]


@dataclass
class Node:
    """One box of the tree.

    Attributes:
        sort: An end of paths, a step, something passed over, or places from which a path starts.
        row: The row of the answer it was made from: of an end, of a step; for what was passed over its slot.
        passed: What was passed over in one slot.
        places: Names by key: what a step answers for, where something is missing, or where paths start.
        asked: Keys of the places around the starts at which the slot of this box is looked for.
        starts: Keys of the places whose paths begin with this box.
        below: Boxes one step down, by what tells them apart.
    """

    sort: Literal["end", "step", "passed", "start"]
    row: Row
    passed: tuple[Row, ...] = ()
    places: dict[str, str] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    starts: set[str] = field(default_factory=set)
    below: dict[Hashable, Node] = field(default_factory=dict)

    def walked(self, depth: int = 0) -> Iterator[tuple[int, Node]]:
        """Yield every box at and below this one with its depth, from the top."""
        yield depth, self
        for one in self.below.values():
            yield from one.walked(depth + 1)


def trees(
    paths: Iterable[Answer], around: Around, name: Callable[[str], str], limit: int | None = None
) -> dict[str, list[Node]]:
    """Return the trees of each chain, in the order of the answers.

    Args:
        paths: Escalations, one a start.
        around: Names by key of the places around a start at which a slot of a chain is looked for.
        name: What a start is called.
        limit: How many boxes there may be; None = as many as a picture has room for.

    Raises:
        BadInput: There are more boxes than anybody reads on one sheet.
    """
    found: dict[str, dict[Hashable, Node]] = {}
    for answer in paths:
        start = answer.options["start"]
        rows = list(answer.rows.iter_rows(named=True))
        for last in answer.frames["ends"].iter_rows(named=True):
            chain, end = last["chain"], _of_chain(last)
            steps = [_of_chain(row) for row in rows if row["chain"] == chain and row["sideways"] is None]
            at = _grown(found.setdefault(chain, {}), end, steps, partial(around, start, chain))
            if start not in at.places:
                at = at.below.setdefault("start", Node("start", {}))
                at.places[start] = name(start)
            at.starts.add(start)
    count = sum(1 for roots in found.values() for root in roots.values() for _ in root.walked())
    limit = BOXES if limit is None else limit
    if count > limit:
        raise BadInput("picture_too_large", count=count, limit=limit)
    return {chain: list(roots.values()) for chain, roots in found.items()}


def _of_chain(row: Row) -> Row:
    """Return a step or an end without what was passed beside the chain: the tree is of slots."""
    return {**row, "passed": [one for one in row["passed"] if one["sideways"] is None]}


def _grown(roots: dict[Hashable, Node], end: Row, steps: list[Row], around: Callable[[str], dict[str, str]]) -> Node:
    """Add one path to the trees of its chain, and return the lowest box of it."""

    def down(node: Node, key: Hashable, nodes: dict[Hashable, Node]) -> Node:
        found = nodes.setdefault(key, node)
        found.asked |= around(node.row["slot"])
        return found

    at = roots.setdefault(("end", end["state"], _alike(end["passed"])), Node("end", end))
    for step in (None, *reversed(steps)):
        if step is not None:
            at = down(Node("step", step), _seat(step), at.below)
            at.places[step["answers_for"]["id"]] = step["answers_for"]["name"]
        for ghost in _ghosts(end if step is None else step):
            at = down(ghost, ("passed", ghost.row["slot"], _alike(ghost.passed)), at.below)
            if not any(one["unit"] or one["post"] for one in ghost.passed):
                at.places |= around(ghost.row["slot"])
    return at


def _ghosts(row: Row) -> list[Node]:
    """Return the slots passed over on the way to a step, one box each, from the top."""
    by_slot = [(slot, tuple(found)) for slot, found in groupby(row["passed"], key=lambda one: one["slot"])]
    return [Node("passed", {"slot": slot}, found) for slot, found in reversed(by_slot)]


def _seat(step: Row) -> Hashable:
    return ("step", step["slot"], _id(step["unit"]), _id(step["post"]), _id(step["holder"]), step["how"])


def _alike(passed: Iterable[Row]) -> Hashable:
    return tuple(
        (one["slot"], one["why"], _id(one["unit"]), _id(one["post"]), _id(one["person"]), one["cause"])
        for one in passed
    )


def _id(thing: Row | None) -> str | None:
    return None if thing is None else str(thing["id"])
