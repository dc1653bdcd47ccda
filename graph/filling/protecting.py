"""Small counts of people in a form that leaves the office: not filled in, nor what they could be worked out from.

A column of a table is published with its sum, whoever adds it up; so is a cell of a place with the cells of places in
it, where these add up to it, and a number with itself where it stands in the form again. Numbers of one column are
protected by themselves: one that is part of another (members and probationary members) is not known to be so
(SEMANTICS Y8).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from graph.filling.asking import Asked, Given
from graph.filling.measure import OfMeasure
from graph.suppression import EXACT, SMALL, WITHHELD, WITHHELD_ANY, published

#: Places of counts among the cells of a form, and of the one that they add up to; None = it stands nowhere.
_Sum = tuple[list[int], int | None]
_Whole = tuple[list[int], int]

_PEOPLE = "people"
_WHY = {SMALL: "fill_small"}
_WITHHELD = "fill_withheld"


@dataclass(frozen=True)
class Cell:
    """What a cell of a form asks.

    Attributes:
        want: What.
        subject: Row of the thing of which.
        column: The column of a table that it is in; None = it stands alone.
    """

    want: object
    subject: int
    column: str | None = None


def protected(asked: Asked, cells: Sequence[Cell], given: Sequence[Given]) -> list[Given]:
    """Return what cells are given, without what would tell of few people.

    Args:
        asked: With what they are asked; nothing is withheld where ``small`` is 0.
        cells: The cells.
        given: What the ledger gives each.
    """
    found = list(given)
    if not asked.small:
        return found
    people = {at: one.value for at, one in enumerate(given) if _counts_people(cells[at]) and isinstance(one.value, int)}
    for at, state in _states(_sums(asked, cells, people), people, asked.small).items():
        if state != EXACT:
            found[at] = replace(given[at], value=None, why=((_WHY.get(state, _WITHHELD), None),))
    return found


def _counts_people(cell: Cell) -> bool:
    return isinstance(cell.want, OfMeasure) and cell.want.in_unit == _PEOPLE


def _states(sums: Sequence[_Sum], people: Mapping[int, int], small: int) -> dict[int, str]:
    """Return of each count which may be shown, seen with all that it adds up with: a sum is often part of another.

    A count that is part of two sums, or the sum of two columns, is looked at in one after the other, and then all at
    once: what they tell together is withheld too.

    Example:
        >>> _states([([1, 2, 3], 0)], {0: 61, 1: 2, 2: 9, 3: 50}, 5)
        {0: 'exact', 1: 'small', 2: 'withheld', 3: 'exact'}
    """
    whole = [(parts, -1 - at if total is None else total) for at, (parts, total) in enumerate(sums)]
    numbers = {**people, **{total: sum(people[one] for one in parts) for parts, total in whole if total < 0}}
    networks: list[list[_Whole]] = []
    for parts, total in whole:
        fits = (one for one in networks if total not in _totals(one) and not {*parts} & _parts(one).keys())
        if (network := next(fits, None)) is None:
            networks.append(network := [])
        network.append((parts, total))
    states = {at: SMALL if 0 < number < small else EXACT for at, number in numbers.items()}
    before: dict[int, str] = {}
    while before != states:
        before = dict(states)
        for network in networks:
            states |= _of_network(network, numbers, states, small)
        if before == states and len(networks) > 1:
            states |= _together(whole, numbers, states, small)
    return {at: states[at] for at in people}


def _together(
    whole: Sequence[_Whole], numbers: Mapping[int, int], states: Mapping[int, str], small: int
) -> dict[int, str]:
    """Return what has to be withheld besides, where all sums together tell a hidden count."""
    from graph.solvers.hidden import told  # noqa: PLC0415 - scipy takes a while to import, and few forms need it

    places = list(numbers)
    line = {at: number for number, at in enumerate(places)}
    bounds = [_bounds(numbers[at], states[at], small, 2 * sum(numbers.values()) + small) for at in places]
    known = told(
        np.array([numbers[at] for at in places], dtype=np.int64),
        [([line[one] for one in parts], line[total]) for parts, total in whole],
        *(np.array(column, dtype=np.int64) for column in zip(*bounds, strict=True)),
    )
    if not known:
        return {}
    at = places[known[0]]
    beside = [one for parts, total in whole if at in (*parts, total) for one in (*parts, total)]
    for some in (beside, places):
        rest = [one for one in some if states[one] == EXACT and numbers[one] > 0]
        if rest:
            return {min(rest, key=lambda one: (numbers[one], line[one])): WITHHELD}
    return {one: WITHHELD_ANY for one, how in states.items() if how == WITHHELD}


def _bounds(number: int, state: str, small: int, most: int) -> tuple[int, int]:
    """Return between what a reader knows a count to be."""
    known = {EXACT: (number, number), SMALL: (1, small - 1), WITHHELD: (small, most), WITHHELD_ANY: (1, most)}
    return known[state]


def _parts(network: Sequence[_Whole]) -> dict[int, int]:
    return {one: at for at, (parts, _) in enumerate(network) for one in parts}


def _totals(network: Sequence[_Whole]) -> dict[int, int]:
    return {total: at for at, (_, total) in enumerate(network)}


def _of_network(
    network: Sequence[_Whole], numbers: Mapping[int, int], states: Mapping[int, str], small: int
) -> dict[int, str]:
    """Return the states of counts of which each is part of one sum at most, and the sum of one set of parts.

    A count flows out of what adds up to the sum that it is part of, and into what adds up to itself.
    """
    parts, totals = _parts(network), _totals(network)
    around = len(network)
    cells = [*parts, *(total for total in totals if total not in parts)]
    arcs = [(parts.get(at, around), totals.get(at, around)) for at in cells]
    besides = [place for place, at in enumerate(cells) if states[at] != EXACT]
    found = published([numbers[at] for at in cells], arcs, small, around=around, besides=besides)
    return {at: how if states[at] == EXACT else states[at] for at, how in zip(cells, found, strict=True)}


def _sums(asked: Asked, cells: Sequence[Cell], people: Mapping[int, int]) -> list[_Sum]:
    """Return the cells that add up to something, with the cell of their sum; None = it stands nowhere in the form."""
    columns: dict[tuple[str | None, str], list[int]] = {}
    for at in people:
        columns.setdefault((cells[at].column, _said(cells[at])), []).append(at)
    found: list[_Sum] = [
        (column, _sum_of(cells, column, people, columns)) for (name, _), column in columns.items() if name is not None
    ]
    for (name, _), column in columns.items():
        once = list({cells[at].subject: at for at in reversed(column)}.values())[::-1]
        for total in once if name is None else ():
            parts = _within(asked, cells, once, total)
            if parts and sum(people[at] for at in parts) == people[total]:
                found.append((parts, total))
    same: dict[tuple[str, int], list[int]] = {}
    for at in people:
        same.setdefault((_said(cells[at]), cells[at].subject), []).append(at)
    found += [([again], first) for first, *more in same.values() for again in more]
    return [one for one in found if len(one[0]) > 1 or one[1] is not None]


def _sum_of(
    cells: Sequence[Cell],
    column: Sequence[int],
    people: Mapping[int, int],
    columns: Mapping[tuple[str | None, str], Sequence[int]],
) -> int | None:
    """Return the cell beside a table that has the sum of one of its columns."""
    total = sum(people[at] for at in column)
    alone = columns.get((None, _said(cells[column[0]])), ())
    return next((at for at in alone if people[at] == total and len(column) > 1), None)


def _within(asked: Asked, cells: Sequence[Cell], column: Sequence[int], total: int) -> list[int]:
    """Return the cells of a column whose places lie in the place of one of them, and in no other of these."""
    view = asked.network.view
    if cells[total].subject >= view.places:
        return []
    inside = view.inside(cells[total].subject)
    lower = [
        at
        for at in column
        if at != total and cells[at].subject < view.places and cells[at].subject != cells[total].subject
    ]
    lower = [at for at in lower if inside[cells[at].subject]]
    covers = {at: view.inside(cells[at].subject) for at in lower}
    return [at for at in lower if not any(covers[one][cells[at].subject] for one in lower if one != at)]


def _said(cell: Cell) -> str:
    return str(getattr(cell.want, "said", ""))
