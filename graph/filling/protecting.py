"""Small counts of people in a form that leaves the office: not filled in, nor what they could be worked out from.

A column of a table is published with its sum, whoever adds it up; so is a cell of a place with the cells of places in
it, where these add up to it. Numbers of one column are protected by themselves: one that is part of another (members
and probationary members) is not known to be so (SEMANTICS Y8).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.filling.asking import Asked, Given
from graph.filling.measure import OfMeasure
from graph.suppression import EXACT, SMALL, suppressed, with_sums

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
    states = {at: SMALL if 0 < value < asked.small else EXACT for at, value in people.items()}
    for column, total in _columns(asked, cells, people):
        for at, state in zip([*column, total], _states([people[at] for at in column], asked.small), strict=True):
            if at is not None and state != EXACT and states[at] == EXACT:
                states[at] = state
    for at, state in states.items():
        if state != EXACT:
            found[at] = replace(given[at], value=None, why=((_WHY.get(state, _WITHHELD), None),))
    return found


def _counts_people(cell: Cell) -> bool:
    return isinstance(cell.want, OfMeasure) and cell.want.in_unit == _PEOPLE


def _states(counts: Sequence[int], small: int) -> list[str]:
    """Return of the counts of a column, and of their sum, which may be shown.

    Example:
        >>> _states([2, 9, 50], 5)
        ['small', 'withheld', 'exact', 'exact']
    """
    return [row[0] for row in suppressed(with_sums([[one] for one in counts]), small)]


def _columns(asked: Asked, cells: Sequence[Cell], people: Mapping[int, int]) -> list[tuple[list[int], int | None]]:
    """Return the cells that add up to something, with the cell of their sum; None = it stands nowhere in the form."""
    columns: dict[tuple[str | None, str], list[int]] = {}
    for at in people:
        columns.setdefault((cells[at].column, _said(cells[at])), []).append(at)
    found: list[tuple[list[int], int | None]] = [
        (column, _sum_of(cells, column, people, columns)) for (name, _), column in columns.items() if name is not None
    ]
    for (name, _), column in columns.items():
        for total in column if name is None else ():
            parts = _within(asked, cells, column, total)
            if parts and sum(people[at] for at in parts) == people[total]:
                found.append((parts, total))
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
