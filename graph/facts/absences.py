"""Absences in force on the date: who is away from which seats, and by standing in who is asked (SEMANTICS S5)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from graph.network import Network
from graph.network.columns import Ints

ABSENCE = "absence"
_ALL = -1


class Absence(NamedTuple):
    """One absence in force, in rows.

    Attributes:
        row: Of itself.
        person: Who is away.
        stands_in: Who stands in, -1 where nobody is named who is there on the date.
        post: The one seat, -1 for all seats.
    """

    row: int
    person: int
    stands_in: int
    post: int


class Absences:
    """The absences in force on one date, by who is away."""

    def __init__(self, in_force: Iterable[Absence]) -> None:
        """Take them in the order of their keys.

        Example:
            >>> absences = Absences([Absence(row=9, person=1, stands_in=2, post=-1)])
            >>> [one.stands_in for one in absences.of_seat(1, 5)], absences.of_seat(2, 5)
            ([2], [])
        """
        self._of: dict[int, list[Absence]] = {}
        for one in in_force:
            self._of.setdefault(one.person, []).append(one)

    @property
    def people(self) -> Ints:
        """Who is away from anything."""
        return np.array(sorted(self._of), dtype=np.int32)

    def of_seat(self, person: int, post: int) -> list[Absence]:
        """Return the absences of somebody from a seat, those from all seats too."""
        return [one for one in self._of.get(person, ()) if one.post in (_ALL, post)]


def absences_of(network: Network) -> Absences:
    """Return the absences in force on a network's date; from a seat that is not there on the date there is none."""
    rows, view = network.rows, network.view
    first, last = rows.block[ABSENCE]
    in_force = np.flatnonzero(view.valid[first:last])
    if not in_force.size:
        return Absences(())
    all_seats = rows.frame(ABSENCE)["post"].is_null().to_numpy()
    person, stands_in, post = (view.reference(ABSENCE, name) for name in ("person", "stands_in", "post"))
    return Absences(
        Absence(row, int(person[row]), int(stands_in[row]), int(post[row]))
        for row in (in_force + first).tolist()
        if person[row] >= 0 and (post[row] >= 0 or all_seats[row - first])
    )
