"""What a ratio is a ratio of, by place: stated, or counted under a listing of homes, else published.

SEMANTICS C6.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.answers import UNBOUNDED
from graph.errors import BadSelector
from graph.facts.bands import Band
from graph.facts.homes import Homes
from graph.network import Network
from graph.network.columns import Ints
from graph.selectors import parse_measure

#: The measures of figures that can stand for a base.
_MEASURES = {
    "homes": "count kind=place level=home",
    "households": "sum households of kind=place level=home",
    "residents": "sum residents of kind=place level=home",
    "residents_60": "sum residents_60 of kind=place level=home",
}
#: How a base is known.
BASES = ("counted", "figure", "at_least", "stated")
#: The unit that each base is counted in.
_UNITS = {"homes": "things", "households": "households", "residents": "people", "residents_60": "people"}


@dataclass(frozen=True)
class Base:
    """How much of something each place has.

    Attributes:
        band: By place.
        basis: By place, how it is known: position in ``BASES``.
        unit: What it is counted in.
        as_of: The day that a figure speaks of, by place; those without a dated figure are not in it.
    """

    band: Band
    basis: Ints
    unit: str
    as_of: dict[int, date]


def base_of(network: Network, homes: Homes, what: str) -> Base:
    """Return the homes, households or residents of every place.

    What a place states where no home is recorded; where a listing of homes covers it, what is counted; else its latest
    figure; else at least what is counted.
    """
    total, covered = homes.below(what), homes.whole(what)
    published = _published(network, what)
    low = total.low.copy() if published else total.low
    high = total.high if covered.all() and not published else np.where(covered, total.high, UNBOUNDED)
    basis = np.where(covered, BASES.index("counted"), BASES.index("at_least")).astype(np.int8)
    basis[covered & homes.told(what)] = BASES.index("stated")
    as_of: dict[int, date] = {}
    for place, (least, most, day) in published.items():
        if not covered[place]:
            low[place], high[place], basis[place] = least, most, BASES.index("figure")
            if day is not None:
                as_of[place] = day
    return Base(Band(low, high), basis, _UNITS[what], as_of)


def _published(network: Network, what: str) -> dict[int, tuple[int, int, date | None]]:
    """Return, by row of a place, the band and day of the latest figure that can stand for it; undated ones last."""
    first, _ = network.rows.block["figure"]
    subjects = network.view.reference("figure", "subject")
    frame = network.rows.frame("figure").select("measure", "value", "bound", "low", "high", "as_of")
    found: dict[int, tuple[date, int, tuple[int, int, date | None]]] = {}
    for position, (measure, value, bound, stated_low, stated_high, as_of) in enumerate(frame.iter_rows()):
        row = first + position
        if not network.view.valid[row] or not 0 <= subjects[row] < network.view.places or not _is(measure, what):
            continue
        if as_of is not None and as_of > network.date:
            continue
        band = figure_band(value, bound, stated_low, stated_high)
        known = found.get(int(subjects[row]))
        dated = as_of or date.min
        if known is None or dated > known[0]:  # rows come by key, so the lowest key stays
            found[int(subjects[row])] = (dated, row, (*band, as_of))
    return {subject: one[2] for subject, one in found.items()}


def _is(measure: str, what: str) -> bool:
    try:
        return str(parse_measure(measure)) == _MEASURES[what]
    except BadSelector:
        return False


def figure_band(value: int, bound: str, low: int | None, high: int | None) -> tuple[int, int]:
    """Return what a published number says, as bounds; "about" without a stated range says nothing.

    Example:
        >>> figure_band(60, "at_least", None, None)[0], figure_band(60, "exact", None, None)
        (60, (60, 60))
    """
    if bound == "exact":
        return value, value
    if bound == "at_least":
        return value, UNBOUNDED
    if bound == "at_most":
        return 0, value
    return low if low is not None else 0, high if high is not None else UNBOUNDED
