"""Coverage as a matrix of norms and places: in each cell how many lines are a gap, or not known, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.answers import Answer
from graph.answers.coverage import COUNTED
from graph.forms import AnswerSheet

#: What is still to be done, and so what a matrix is about.
OPEN = ("gap", "unknown")
#: At most this many places stand side by side; more stand below each other.
ACROSS = 12
Counts = Mapping[str, int]


@dataclass(frozen=True)
class Head:
    """A place or a norm at the edge of a matrix.

    Attributes:
        key: Key of the place, id of the norm; empty for what lies in no place of the level.
        title: What it is called.
        open: How many lines of it are still to be done.
    """

    key: str
    title: str
    open: int


@dataclass(frozen=True)
class Matrix:
    """Norms by places.

    Attributes:
        norms: The norms that stand in it.
        places: The places that stand in it.
        cells: By norm and place, how many lines are of each state; none where nothing is asked.
        states: Of which states cells tell.
        met: How many norms were left out since nothing of them is to be done.
    """

    norms: tuple[Head, ...]
    places: tuple[Head, ...]
    cells: Mapping[tuple[str, str], Counts]
    states: tuple[str, ...]
    met: int

    @property
    def wide(self) -> bool:
        """Whether places stand side by side."""
        return len(self.places) <= ACROSS

    @property
    def across(self) -> tuple[Head, ...]:
        """What stands side by side."""
        return self.places if self.wide else self.norms

    @property
    def down(self) -> tuple[Head, ...]:
        """What stands below each other."""
        return self.norms if self.wide else self.places

    def at(self, down: Head, across: Head) -> tuple[str, str]:
        """Return norm and place of a cell."""
        return (down.key, across.key) if self.wide else (across.key, down.key)

    def parts(self, down: Head, across: Head) -> list[tuple[str, int]]:
        """Return what a cell tells: each state that is to be done with how many lines, else that all is well."""
        counts = self.cells.get(self.at(down, across), {})
        found = [(state, counts[state]) for state in self.states if counts.get(state)]
        if found or not counts:
            return found
        return [(next((state for state in COUNTED if counts.get(state)), ""), 0)]


def matrix_of(
    answer: Answer,
    norm: Callable[[str], str],
    place: Callable[[str], str],
    nowhere: str,
    *,
    states: Sequence[str] = OPEN,
    only: str | None = None,
    every: bool = False,
    most_first: bool = False,
) -> Matrix:
    """Return the part of an answer by level that is to be done; norms of which something is a gap stand first.

    Args:
        answer: Of ``coverage``, counted by a level.
        norm: What a norm is called.
        place: What a place is called.
        nowhere: What that is called which lies in no place of the level.
        states: Which states are looked at.
        only: One norm alone.
        every: Keep norms and places of which nothing is to be done.
        most_first: The places with the most to do first, else as they lie.
    """
    cells: dict[tuple[str, str], Counts] = {}
    names: dict[str, str] = {}
    for row in answer.frames["by"].iter_rows(named=True):
        key = row["place"]["id"] if row["place"] else ""
        if only is None or row["norm"] == only:
            names[key] = place(key) if key else nowhere
            cells[row["norm"], key] = {state: row[f"{state}_count"] for state in COUNTED}
    to_do = {at: sum(counts[state] for state in states) for at, counts in cells.items()}
    norms = _heads((one for one, _ in cells), {one: norm(one) for one, _ in cells}, to_do, 0, every=every)
    missing = {one for (one, _), counts in cells.items() if counts["gap"] and "gap" in states}
    norms = tuple(sorted(norms, key=lambda one: one.key not in missing))
    places = _heads((one for _, one in cells), names, to_do, 1, every=every)
    if most_first:
        places = tuple(sorted(places, key=lambda one: -one.open))
    asked = len({one for one, _ in cells})
    return Matrix(norms, places, cells, tuple(states), asked - len(norms))


def _heads(
    keys: Iterable[str], names: Mapping[str, str], to_do: Mapping[tuple[str, str], int], at: int, *, every: bool
) -> tuple[Head, ...]:
    """Return the norms or places of which something is to be done, as they come."""
    counts = dict.fromkeys(keys, 0)
    for cell, count in to_do.items():
        counts[cell[at]] += count
    return tuple(Head(key, names[key], count) for key, count in counts.items() if every or count)


def as_sheet(matrix: Matrix, title: str, say: Callable[..., str]) -> AnswerSheet:
    """Return a matrix as a sheet, each cell as a page says it."""
    lines = [(down.title, *(said(matrix.parts(down, across), say) for across in matrix.across)) for down in matrix.down]
    corner = say("column.norm" if matrix.wide else "column.place")
    return AnswerSheet("matrix", title, (corner, *(one.title for one in matrix.across)), tuple(lines), frozenset())


def said(parts: Sequence[tuple[str, int]], say: Callable[..., str]) -> str:
    """Return a cell in words."""
    return " ".join(
        say(f"state.{state}") if not count else f"{say(f'state.{state}')} {count:,}" for state, count in parts
    )
