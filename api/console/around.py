"""Where a page stands among the places: the way up from it, and the levels that lie below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from api.console.asked import Asked
from graph.answers.coverage_asked import levels_of
from graph.names.shared import shared
from graph.network.forest import Forest

AXES = ("territory", "property")


@dataclass(frozen=True)
class Crumb:
    """A place on the way up.

    Attributes:
        key: Its key.
        name: What it is called among those above it.
    """

    key: str
    name: str


def way_up(asked: Asked, key: str | None) -> list[Crumb]:
    """Return the places around one, the widest first and itself last; none of everything."""
    if key is None:
        return []
    network = asked.whole
    above = reversed(network.view.named_by(network.row(key)))
    return [Crumb(network.key(row), str(network.name(row))) for row in above]


def levels_below(asked: Asked, axis: str) -> list[str]:
    """Return the levels of the places that lie in the place of a page, the widest first."""
    network, forest = asked.whole, _forest(asked, axis)
    if asked.within is None:
        rows = np.flatnonzero(network.view.valid[: network.view.places])
    else:
        rows = forest.below(network.row(asked.within))[1:]
    codes, names = network.rows.codes("place", "level")
    there = {names[code] for code in np.unique(codes[rows]).tolist() if code >= 0}
    return [level for level in levels_of(asked.rules) if level in there]


def next_level(asked: Asked, levels: list[str], axis: str) -> str | None:
    """Return the level at which a place is laid out: the widest one below it of which there are several, else any."""
    counts = {level: len(places_at(asked, level, axis)) for level in levels}
    return next((level for level in levels if counts[level] > 1), levels[0] if levels else None)


def places_at(asked: Asked, level: str, axis: str) -> list[str]:
    """Return the keys of the places of a level that lie in the place of a page, as they lie in each other."""
    network, forest = asked.whole, _forest(asked, axis)
    rows = forest.order if asked.within is None else forest.below(network.row(asked.within))
    codes, names = network.rows.codes("place", "level")
    if level not in names:
        return []
    return [network.key(int(row)) for row in rows[codes[rows] == names.index(level)]]


def below(asked: Asked, paths: Iterable[str]) -> Callable[[str], str]:
    """Return a function that names places by path, without the beginning that some paths share; in a CSV whole."""
    share = "" if asked.whole_paths else shared(dict.fromkeys(paths))

    def called(key: str) -> str:
        return asked.called(key).removeprefix(f"{share}/" if share else "")

    return cache(called)


def _forest(asked: Asked, axis: str) -> Forest:
    view = asked.whole.view
    return view.territory if axis == AXES[0] else view.property_axis
