"""The chain of a place as an indented tree: who is asked last at the top, the place itself at the bottom.

The picture asks nothing: it is given the escalations from the place, or from places in it, and a coverage.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graph.answers import Answer
from graph.network import Network
from graph.network.columns import Ints
from graph.pictures.called import Called
from graph.pictures.captioned import captioned
from graph.pictures.findings import Findings
from graph.pictures.sheet import Sheet
from graph.pictures.told import Telling
from graph.pictures.tree import trees
from graph.rules import Profile, Rules
from graph.words import caption


def chain(
    network: Network,
    rules: Rules,
    key: str,
    paths: Sequence[Answer],
    coverage: Answer | None = None,
    *,
    lang: str = "zh",
    by: str = "",
) -> str:
    """Return an SVG drawing of the paths up from a place, or from the places in it.

    Args:
        network: The network that was asked; names are looked up in it.
        rules: The rules that were asked with.
        key: Public key of the place that the picture is of.
        paths: Escalations: of the place itself, or of those in it that ``starts_in`` names. People are called as
            they are in them, so they should be named for whoever looks at the picture.
        coverage: What is missing; its states colour the boxes.
        lang: ``zh`` or ``en``.
        by: Who made the picture.

    Raises:
        BadInput: There are more boxes than anybody reads on one sheet.
    """
    called = Called(network, rules, lang)
    place = network.row(key)
    profile = called.profile(place)
    title = caption("picture.chain.title", lang, name=network.path(place))
    sheet = Sheet(title, captioned(network, lang, by), lang)
    if profile is not None:
        findings = Findings(rules, coverage, lang)
        found = trees(paths, Enclosing(network, profile), lambda start: called.thing(network.row(start)))
        for name, roots in found.items():
            telling = Telling(called, findings, profile, name)
            boxes = [(depth, telling.box(node)) for root in roots for depth, node in root.walked()]
            sheet.tree(getattr(profile.chains[name].title, lang), boxes)
    return sheet.svg()


def starts_in(network: Network, key: str, depth: int) -> list[str]:
    """Return the keys of the places from which a picture of a place starts: those so many steps below it.

    Along the paths by which people name places; a branch that ends before starts where it ends. A place that
    encloses another start is left out: the path of that one leads through it.
    """
    view = network.view
    forest = view.property_axis
    above = np.where(forest.parent >= 0, forest.parent, view.territory.parent)
    starts: list[int] = []
    level = np.array([network.row(key)])
    for _ in range(depth):
        inside = np.flatnonzero(np.isin(above, level) & view.valid[: view.places])
        starts += np.setdiff1d(level, above[inside]).tolist()
        level = inside
    found = np.array(sorted([*starts, *level.tolist()], key=lambda row: int(forest.low[row])))
    return [network.key(int(row)) for row in found if not _encloses_another(network, int(row), found)]


def _encloses_another(network: Network, row: int, others: Ints) -> bool:
    return bool(network.view.inside(row)[others].sum() > 1)


class Enclosing:
    """The places around a start at which a slot is looked for, by key, the nearest first."""

    def __init__(self, network: Network, profile: Profile) -> None:
        self._network, self._profile = network, profile
        self._levels = network.rows.frame("place")["level"]
        self._found: dict[str, list[tuple[str, str, str]]] = {}

    def __call__(self, start: str, chain: str, slot: str) -> dict[str, str]:
        """Return names by key of the places around a start at which a slot is looked for."""
        levels = next(one.level for one in self._profile.chains[chain].slots if one.key == slot)
        return {key: name for key, name, level in self._enclosing(start) if level in levels}

    def _enclosing(self, start: str) -> list[tuple[str, str, str]]:
        network = self._network
        if start not in self._found:
            rows = [row for row, _ in network.view.enclosing(int(network.view.anchor[network.row(start)]))]
            self._found[start] = [(network.key(row), str(network.name(row)), self._levels[row]) for row in rows]
        return self._found[start]
