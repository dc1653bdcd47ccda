"""Households, venues and new places as they lie to each other, now and then: two panels of dots by their points."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, sqrt
from typing import Any

import numpy as np

from graph.answers import Answer
from graph.facts import facts_of
from graph.facts.points import Points, nearest_metres, points_of, starts_of
from graph.network import Network
from graph.network.columns import Bools, Longs
from graph.pictures.drawing import FAINT, Drawing
from graph.pictures.marks import MARKS
from graph.rules import Rules
from graph.words import caption

_SIDE, _GAP, _TEXT, _CELL = 380.0, 28.0, 12.5, 6.0
_FACTOR = 1.3
_RADIUS = 6_371_008.8
_LEVELS = ("home", "entrance", "building")
_LEAST, _LARGEST = 2.0, 11.0


@dataclass(frozen=True)
class _Frame:
    """How points lie on a panel: the middle of them, and pixels for a radian of latitude."""

    lng: float
    lat: float
    scale: float

    def at(self, points: Points, corner: tuple[float, float]) -> list[tuple[float, float]]:
        """Return where points are on a panel."""
        x = corner[0] + _SIDE / 2 + (points.lng - self.lng) * cos(self.lat) * self.scale
        y = corner[1] + _SIDE / 2 - (points.lat - self.lat) * self.scale
        return list(zip(x.tolist(), y.tolist(), strict=True))


def panels(
    drawing: Drawing, network: Network, rules: Rules, answer: Answer, at: tuple[float, float], lang: str
) -> float:
    """Draw both panels and a bar of their scale, and return where they end.

    Args:
        drawing: The sheet.
        network: The network that was asked.
        rules: For whom households are counted.
        answer: Of ``site venues``.
        at: The upper left corner.
        lang: ``zh`` or ``en``.
    """
    places, venues = points_of(network, "place"), points_of(network, "venue")
    people, weight = _people(network, rules, places)
    new = places.take(_rows(network, [row["place"]["id"] for row in answer.rows.iter_rows(named=True)]))
    first, _ = network.rows.block["venue"]
    there = [row["venue"]["id"] for row in answer.frames["there"].iter_rows(named=True)]
    old = venues.take(_rows(network, there) - first)
    frame = _framed([people, new, old])
    nothing = new.take(np.array([], dtype=np.int64))
    x, y = at
    for position, (name, more) in enumerate((("before", nothing), ("after", new))):
        corner = (x + position * (_SIDE + _GAP), y + _TEXT * 1.6)
        drawing.write(caption(f"picture.site.{name}", lang), (corner[0], y + _TEXT), _TEXT, bold=True)
        drawing.frame(corner, _SIDE, _SIDE)
        ends = Points(*(np.concatenate([getattr(old, one), getattr(more, one)]) for one in ("lng", "lat", "system")))
        near = nearest_metres(people, ends)[0] * _FACTOR <= answer.options["reach"]
        _dots(drawing, frame.at(people, corner), weight, near)
        _signs(drawing, frame, old, more, corner)
    _scale(drawing, frame, (x, y + _TEXT * 1.6 + _SIDE + 14), lang)
    return y + _TEXT * 1.6 + _SIDE + 20


def _rows(network: Network, keys: list[str]) -> Longs:
    return np.array([network.row(key) for key in keys], dtype=np.int64)


def _people(network: Network, rules: Rules, places: Points) -> tuple[Points, Longs]:
    """Return the points from which households are measured, and how many there are."""
    homes = facts_of(network, rules).homes
    told = homes.stated("households")
    many = np.where(told.deepest, told.own, homes.households.high)
    start = starts_of(network, homes, _LEVELS, places)
    within = network.within_row
    inside = start >= 0 if within is None else (start >= 0) & network.view.inside(within)
    units = np.flatnonzero(inside & (many > 0))
    found, which = np.unique(start[units], return_inverse=True)
    return places.take(found), np.bincount(which, many[units], minlength=found.size).astype(np.int64)


def _framed(parts: list[Points]) -> _Frame:
    """Return the frame in which all points lie, with a little room."""
    lng, lat = (np.concatenate([getattr(one, name) for one in parts]) for name in ("lng", "lat"))
    middle = (float(lng.min() + lng.max()) / 2, float(lat.min() + lat.max()) / 2)
    span = max(float(np.ptp(lng)) * cos(middle[1]), float(np.ptp(lat)), 100 / _RADIUS)
    return _Frame(*middle, (_SIDE - 4 * _LARGEST) / span)


def _dots(drawing: Drawing, at: list[tuple[float, float]], weight: Longs, near: Bools) -> None:
    """Draw a dot where households are; what would lie over each other is one dot."""
    cells: dict[tuple[int, int, bool], list[Any]] = {}
    for (x, y), many, reached in zip(at, weight.tolist(), near.tolist(), strict=True):
        cell = cells.setdefault((int(x / _CELL), int(y / _CELL), reached), [0, x, y])
        cell[0] += many
    most = max((cell[0] for cell in cells.values()), default=1)
    for (_, _, reached), (many, x, y) in sorted(cells.items(), key=lambda one: -one[1][0]):
        mark = MARKS["met" if reached else "gap"]
        radius = _LEAST + (_LARGEST - _LEAST) * sqrt(many / most)
        drawing.dot((x, y), radius, mark.colour if reached else "#fff", mark.colour)


def _signs(drawing: Drawing, frame: _Frame, old: Points, new: Points, corner: tuple[float, float]) -> None:
    blue = MARKS["plain"].colour
    for x, y in frame.at(old, corner):
        drawing.corners([(x - 5, y - 5), (x + 5, y - 5), (x + 5, y + 5), (x - 5, y + 5)], blue, "#fff")
    for number, (x, y) in enumerate(frame.at(new, corner), 1):
        drawing.corners([(x, y - 9), (x + 8, y + 6), (x - 8, y + 6)], blue, "#fff")
        drawing.write(str(number), (x + 9, y + 4), _TEXT, bold=True)


def _scale(drawing: Drawing, frame: _Frame, at: tuple[float, float], lang: str) -> None:
    """Draw how long a round number of metres is."""
    pixels = frame.scale / _RADIUS
    metres = next(
        one
        for one in (10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 1)
        if one * pixels <= _SIDE / 2 or one == 1
    )
    drawing.polyline([at, (at[0] + metres * pixels, at[1])], FAINT)
    drawing.write(
        caption("picture.site.metres", lang, count=f"{metres:,}"),
        (at[0] + metres * pixels + 8, at[1] + 4),
        _TEXT,
        colour=FAINT,
    )
