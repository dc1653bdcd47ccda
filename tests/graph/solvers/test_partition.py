"""Groups are what trying every cut finds, on small rows and grids at random; three hundred atoms are soon done."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from graph.solvers.partition import Atoms, Group, parted


def _atoms(seed: int) -> Atoms:
    """Return up to eight atoms in a row, with a few more that are neighbours."""
    draw = np.random.default_rng(seed)
    size = int(draw.integers(1, 8))
    edges = {(one, one + 1) for one in range(size - 1) if draw.random() < 0.8}
    edges |= {tuple(sorted(pair)) for pair in draw.integers(0, size, (2, 2)).tolist() if pair[0] != pair[1]}
    seat = np.where(draw.random(size) < 0.3, np.arange(size), -1)
    ties = draw.integers(0, 2**20, 2**size)
    return Atoms(
        draw.integers(0, 40, size),
        60,
        tuple(sorted(edges)),
        seat,
        np.arange(size) // 2,
        lambda group: int(ties[sum(2**one for one in group)]),
    )


def _cuts(left: tuple[int, ...]) -> Iterator[tuple[Group, ...]]:
    if not left:
        yield ()
        return
    for chosen in range(2 ** (len(left) - 1)):
        group = (left[0], *(one for at, one in enumerate(left[1:]) if chosen >> at & 1))
        for rest in _cuts(tuple(one for one in left if one not in group)):
            yield (group, *rest)


def _may(atoms: Atoms, group: Group) -> bool:
    reached = {group[0]}
    for _ in group:
        reached |= {b for a, b in atoms.edges if a in reached and b in group}
        reached |= {a for a, b in atoms.edges if b in reached and a in group}
    seats = sum(int(atoms.seat[one]) >= 0 for one in group)
    small = seats <= 1 and sum(int(atoms.weight[one]) for one in group) <= atoms.most
    return len(reached) == len(group) and (len(group) == 1 or small)


def _rank(atoms: Atoms, groups: tuple[Group, ...]) -> tuple[int, ...]:
    parts = sum(len({int(atoms.whole[one]) for one in group}) for group in groups)
    squares = sum(sum(int(atoms.weight[one]) for one in group) ** 2 for group in groups)
    return len(groups), parts, squares, sum(atoms.tie(group) for group in groups)


class TestParted:
    @pytest.mark.slow
    def test_is_the_best_of_every_cut(self) -> None:
        for seed in range(25):
            atoms = _atoms(seed)
            cuts = (cut for cut in _cuts(tuple(range(atoms.weight.size))) if all(_may(atoms, one) for one in cut))
            best = min(cuts, key=lambda cut: _rank(atoms, cut))
            found = parted(atoms, 10)
            assert (seed, found.groups, found.bound, found.exact) == (seed, best, len(best), True)

    def test_three_hundred_entrances_are_proved(self) -> None:
        draw = np.random.default_rng(7)
        edges = tuple((one, other) for one, other in pairwise(range(300)) if other % 50)
        atoms = Atoms(
            draw.integers(8, 30, 300), 60, edges, np.full(300, -1), np.arange(300) // 3, lambda group: group[0]
        )
        found = parted(atoms, 10)
        assert found.exact
        assert sorted(one for group in found.groups for one in group) == list(range(300))
