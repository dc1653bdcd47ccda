"""A view as it is kept and taken up again: the forests, anchors and neighbours of all days between two changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from graph.atrest.kept import Kept
from graph.network.axes import Parents
from graph.network.columns import ALWAYS, NEVER, Ints
from graph.network.csr import Csr
from graph.network.forest import Forest
from graph.network.left_behind import LeftBehind
from graph.network.numbering import Rows
from graph.network.view import View

_PLACES, _THINGS = "places", "things"
_FOREST = ("parent", "depth", "low", "high")


def span_of(rows: Rows, day: int) -> tuple[int, int]:
    """Return the days around a day on which the same holds: from the first, to before the last."""
    edges = rows.edges
    at = bisect_right(edges, day)
    return edges[at - 1] if at else ALWAYS, edges[at] if at < len(edges) else NEVER


def at_rest(view: View) -> tuple[Iterator[tuple[str, pl.DataFrame]], dict[str, Any]]:
    """Return what is kept of a view: frames by name, each made when it is asked for, and what is said with them."""
    forests = dict(zip(("territory", "property"), view.forests, strict=False))
    neighbours = [kind for kind, tie in view.rows.ties.items() if tie.source.size]
    return _frames(view, forests, neighbours), {
        "span": span_of(view.rows, view.day),
        "levels": {axis: [rows.size for rows in forest.levels] for axis, forest in forests.items()},
        "left": [[one.place, one.ended, one.under] for one in view.left_behind],
        "neighbours": neighbours,
    }


def _frames(view: View, forests: Mapping[str, Forest], neighbours: list[str]) -> Iterator[tuple[str, pl.DataFrame]]:
    places = []
    for axis, forest in forests.items():
        places += [pl.Series(f"{axis}.{name}", getattr(forest, name)) for name in _FOREST]
        levels = np.concatenate([np.array([], dtype=np.int32), *forest.levels])
        yield axis, pl.DataFrame({"order": forest.order, "levels": levels})
    yield _PLACES, pl.DataFrame([*places, pl.Series("profile", view.profile, dtype=pl.Int32)])
    things = {"anchor": view.anchor, "told_anchor": view.told_anchor}
    yield _THINGS, pl.DataFrame({name: pl.Series(values, dtype=pl.Int32) for name, values in things.items()})
    for kind in neighbours:
        for name, forward in (("out", True), ("into", False)):
            found = view.by_end(kind, forward=forward)  # and let go: a number a thing, of each end of each kind
            yield f"{kind}.{name}", pl.DataFrame({"other": found.other, "tie": found.tie})
            yield f"{kind}.{name}.start", pl.DataFrame({"start": found.start})


class ViewAtRest(View):
    """A view whose arrays lie on the disk."""

    def __init__(self, rows: Rows, day: int, kept: Kept) -> None:
        """Take the day, and what was kept of one on which the same holds."""
        super().__init__(rows, day)
        self._kept = kept

    def has(self, name: str) -> bool:
        """Return whether one of its properties was made, or lies on the disk."""
        return name in ViewAtRest.__dict__ or super().has(name)

    @cached_property
    def _parents(self) -> Parents:
        left = [LeftBehind(*one) for one in self._kept.said["left"]]
        return Parents(self.territory.parent, self.property_axis.parent, left)

    @cached_property
    def territory(self) -> Forest:
        """The forest of territory."""
        return self._forest("territory")

    @cached_property
    def property_axis(self) -> Forest:
        """The forest of property; the same object where the two do not differ."""
        return self.territory if self.one_axis else self._forest("property")

    @cached_property
    def one_axis(self) -> bool:
        """Whether both axes agree everywhere."""
        return "property" not in self._kept.said["levels"]

    @cached_property
    def anchor(self) -> Ints:
        """The anchor place by row."""
        return self._kept.array(_THINGS, "anchor")

    @cached_property
    def told_anchor(self) -> Ints:
        """The anchor as the office may be told it."""
        return self._kept.array(_THINGS, "told_anchor")

    @cached_property
    def profile(self) -> Ints:
        """By place, position of the profile that it follows."""
        return self._kept.array(_PLACES, "profile")

    def by_end(self, kind: str, *, forward: bool) -> Csr:
        """Return the ties of a kind from one of their ends."""
        if kind not in self._kept.said["neighbours"]:
            return super().by_end(kind, forward=forward)
        name = f"{kind}.{'out' if forward else 'into'}"
        other, tie = (self._kept.array(name, one) for one in ("other", "tie"))
        return Csr(self._kept.array(f"{name}.start", "start"), other, tie)

    def _forest(self, axis: str) -> Forest:
        sizes = self._kept.said["levels"][axis]
        levels = np.split(self._kept.array(axis, "levels"), np.cumsum(sizes)[:-1]) if sizes else []
        parent, depth, low, high = (self._kept.array(_PLACES, f"{axis}.{name}") for name in _FOREST)
        return Forest.laid_out(parent, levels, depth, low, high, self._kept.array(axis, "order"))
