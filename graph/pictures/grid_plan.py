"""网格底图 as a schematic: each grid a box with what bounds it, who is in charge, and the buildings in it.

No map: the boxes stand in the office's order, and nothing of the ground is drawn (SEMANTICS F38).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graph.network import Network
from graph.network.columns import Ints
from graph.network.standing import standing
from graph.pictures.called import Called
from graph.pictures.captioned import captioned
from graph.pictures.nesting import Block, Chip, Chips
from graph.pictures.page import Page
from graph.rules import Rules
from graph.viewing import Showing
from graph.words import caption

_GRID, _BUILDING, _ENTRANCE = "grid", "building", "entrance"


def grid_plan(network: Network, rules: Rules, key: str, showing: Showing, *, lang: str = "zh", by: str = "") -> str:
    """Return an SVG drawing, as large as a sheet of A3 across has room for, of the grids of a place.

    Where there are no grids, of the places right below it.

    Args:
        network: The network.
        rules: The words of roles.
        key: Public key of the place.
        showing: Who looks, and so whose names are on it.
        lang: ``zh`` or ``en``.
        by: Who made the page.

    Raises:
        BadInput: There is more than a sheet has room for.
    """
    place = network.row(key)
    plan = _Plan(network, rules, place, showing, lang)
    title = caption("grid_plan.title", lang, name=network.path(place))
    page = Page(title, captioned(network, lang, by), lang)
    blocks = list(plan.blocks()) or [Block("", caption("grid_plan.nothing", lang))]
    return page.svg(blocks, note=caption("grid_plan.note", lang))


class _Plan:
    """The grids of one place in words."""

    def __init__(self, network: Network, rules: Rules, place: int, showing: Showing, lang: str) -> None:
        self._network, self._lang = network, lang
        view = network.view
        levels = np.array([level or "" for level in network.rows.frame("place")["level"].to_list()])[: view.places]
        here = view.inside(place)[: view.places] & view.valid[: view.places]
        parent = view.territory.parent[: view.places]
        grids = np.flatnonzero(here & (levels == _GRID))
        self._grids = grids if grids.size else np.flatnonzero(here & (parent == place))
        entrances = here & (levels == _ENTRANCE) & np.isin(parent, self._grids)
        self._doors = np.flatnonzero((here & (levels == _BUILDING)) | entrances)
        source, self._target = view.tied("answers_for")
        self._source, self._holds = source, view.into("holds")
        held = [self._holds.of(int(row)) for row in source[np.isin(self._target, self._grids)]]
        people = [network.key(int(person)) for found in held for person in found]
        self._called = Called(network, rules, lang, showing.names(people))

    def blocks(self) -> Iterator[Block]:
        """Yield a frame a grid in the order in which places lie, then one of the buildings that are in none."""
        view, left = self._network.view, set(self._doors.tolist())
        for grid in sorted(self._grids.tolist(), key=lambda row: int(view.territory.low[row])):
            inside = self._doors[view.inside(grid)[self._doors]]
            left -= set(inside.tolist())
            bounds = self._called.value(grid, "bounds")
            told = self._say("bounds", bounds=bounds) if bounds else self._say("no_bounds")
            yield Block("", str(self._network.name(grid)), (*self._in_charge(grid), told), self._chips(inside))
        if left and self._grids.size:
            rest = np.array(sorted(left, key=lambda row: int(view.territory.low[row])))
            split = [row for row in rest.tolist() if self._is_split(row)]
            rest = np.setdiff1d(rest, split)
            if rest.size:
                yield Block("", self._say("outside"), (), self._chips(rest))

    def _is_split(self, building: int) -> bool:
        """Return whether the entrances of a building lie in grids: it is drawn there by them."""
        view = self._network.view
        below = np.flatnonzero(view.property_axis.parent[: view.places] == building)
        return bool(below.size) and bool(np.isin(below, self._doors).any())

    def _in_charge(self, grid: int) -> Iterator[str]:
        rows = np.unique(self._source[self._target == grid])
        for row in rows.tolist():
            role = self._called.what(row) or self._called.thing(row)
            if self._network.rows.kind_of(row) != "post":
                yield self._called.thing(row)
                continue
            who = [self._called.thing(int(person)) for person in self._holds.of(row)]
            said = caption("picture.and", self._lang).join(who) or self._say("vacant")
            yield self._say("in_charge", role=role, who=said)
        if not rows.size:
            yield self._say("nobody")

    def _chips(self, rows: Ints) -> tuple[Chips, ...]:
        """Return buildings, those of one estate or courtyard together."""
        stands = standing(self._network)
        found: dict[str, list[Chip]] = {}
        for row in sorted(rows.tolist(), key=lambda row: int(stands.low[row])):
            name = self._called.door(self._network.key(row)) or str(self._network.name(row))
            around = int(stands.parent[row])
            found.setdefault(str(self._network.name(around)) if around >= 0 else "", []).append(Chip("", name))
        return tuple(
            Chips(self._say("inside", place=place, count=len(chips)), tuple(chips)) for place, chips in found.items()
        )

    def _say(self, code: str, **params: object) -> str:
        return caption(f"grid_plan.{code}", self._lang, **params)
