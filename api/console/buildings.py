"""A map of buildings without a map: side by side by place, each with how the paths of its homes end, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from api.console.asked import Asked
from api.console.ordering import natural
from graph.answers import Answer
from graph.questions.auditing.at import ends_at

#: The worst first.
ENDS = ("dead_end", "unknown", "top")
#: At most this many buildings are all drawn; of more only those whose paths do not reach the top.
MOST = 600


@dataclass(frozen=True)
class Box:
    """A building.

    Attributes:
        key: Its key.
        name: Its name.
        end: How the worst of its paths ends.
        count: How many paths end so.
        chains: The chains on which they do.
        start: Key of the place from which one of them starts.
    """

    key: str
    name: str
    end: str
    count: int
    chains: tuple[str, ...]
    start: str


@dataclass(frozen=True)
class Group:
    """The buildings that lie in one place.

    Attributes:
        key: Key of the place; None = they lie in none.
        name: Its path.
        boxes: The buildings.
    """

    key: str | None
    name: str
    boxes: tuple[Box, ...]


def buildings(asked: Asked, chain: str | None = None) -> tuple[list[Group], int]:
    """Return the buildings of a page by the place that they lie in, and how many are left out since all is well there.

    Places in which a path is broken, or may be, stand before the others; else names stand as people count.

    Args:
        asked: What the page is asked with.
        chain: Only the paths of this chain.
    """
    lines = asked.served.answer(("ends_at", asked.on, asked.within), lambda: _asked(asked)).rows
    by_place: dict[str, list[dict[str, Any]]] = {}
    for row in lines.iter_rows(named=True):
        if (chain is None or row["chain"] == chain) and any(row[end] for end in ENDS):
            by_place.setdefault(row["place"], []).append(row)
    boxes = [_box(asked, key, rows) for key, rows in by_place.items()]
    few = len(boxes) <= MOST
    kept = [one for one in boxes if few or one.end != "top"]
    groups = sorted(
        _grouped(asked, kept), key=lambda one: (all(box.end == "top" for box in one.boxes), natural(one.name))
    )
    return groups, len(boxes) - len(kept)


def _asked(asked: Asked) -> Answer:
    """Return the ends by building as an answer, which a revision keeps as it keeps the others."""
    network, rules = asked.network, asked.rules
    rows = ends_at(network, rules)
    return Answer("audit", network.revision, network.date, network.within_key, rules.digests, lambda: {"rows": rows})


def _box(asked: Asked, key: str, rows: list[dict[str, Any]]) -> Box:
    end = next(one for one in ENDS if any(row[one] for row in rows))
    worst = [row for row in rows if row[end]]
    start = next((row["example"] for row in worst if row["example"]), None) or key
    name = str(asked.whole.name(asked.whole.row(key)) or key)
    return Box(key, name, end, max(row[end] for row in worst), tuple(row["chain"] for row in worst), start)


def _grouped(asked: Asked, boxes: Iterable[Box]) -> Iterable[Group]:
    network = asked.whole
    found: dict[int, list[Box]] = {}
    for box in boxes:
        found.setdefault(int(network.view.property_axis.parent[network.row(box.key)]), []).append(box)
    for parent, inside in found.items():
        key = network.key(parent) if parent >= 0 else None
        yield Group(key, asked.called(key), tuple(sorted(inside, key=lambda box: natural(box.name))))
