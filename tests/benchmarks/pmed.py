"""OR-Library's p-median problems in both readings: the least ways together, and the least longest way.

``python -m tests.benchmarks.pmed`` solves the ten that are at hand, and says which are not at their proved values
(J. E. Beasley 1985, "A note on solving large p-median problems"; 1990, "OR-Library"). The ways between nodes are worked
out here, by Floyd and Warshall; where an edge is written twice, the last one counts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from graph.solvers.facility import least
from graph.solvers.fewest import farthest
from graph.solvers.siting import MUST, Siting
from tests.benchmarks.orlib import DATA, Grid


@dataclass(frozen=True)
class Instance:
    """A problem with its proved values.

    Attributes:
        name: Of the instance.
        count: How many places.
        siting: As a plan asks it: every node a demand of one, and a place.
        together: The least ways together.
        longest: The least longest way.
    """

    name: str
    count: int
    siting: Siting
    together: int
    longest: int


def instances(data: Path = DATA) -> Iterator[Instance]:
    """Yield each problem at hand."""
    folder = data / "p_median"
    best, longest = (_values(folder / f"{name}opt.txt") for name in ("pmed", "kcenter"))
    for number in range(1, 11):
        name = f"pmed{number}"
        count, ways = _read(folder / f"{name}.txt")
        ones = np.ones(len(ways), dtype=np.int64)
        yield Instance(name, count, Siting.of(ones, ones * MUST, ways), best[name], longest[name])


def _values(file: Path) -> dict[str, int]:
    words = [line.split() for line in file.read_text("ascii").splitlines()]
    return {
        line[0]: int(line[1]) for line in words if len(line) > 1 and line[0].startswith("pmed") and line[1].isdigit()
    }


def _read(file: Path) -> tuple[int, Grid]:
    numbers = np.array(file.read_text("ascii").split(), dtype=np.int64)
    nodes, _, count = numbers[:3].tolist()
    ways = np.full((nodes, nodes), MUST // 4)
    for one, other, long in (numbers[3:].reshape(-1, 3) - [1, 1, 0]).tolist():
        ways[one, other] = ways[other, one] = long
    np.fill_diagonal(ways, 0)
    for middle in range(nodes):
        ways = np.minimum(ways, ways[:, middle, None] + ways[middle])
    return count, ways


def _quiet(_step: str) -> None:
    """Hear what is being done, and say nothing."""


def main() -> int:
    """Solve each in both readings and say which are not at their proved values."""
    if not DATA.is_dir():
        print("本机未跑 · not run here: OR-Library (set LINLI_DATA to the folder of data)")
        return 0
    wrong, told = [], []
    for one in instances():
        began = perf_counter()
        found = least(one.siting, one.count, 60, _quiet)
        between = perf_counter()
        _, way, bound = farthest(one.siting, one.count, 60, _quiet)
        told.append(f"{one.name}: {between - began:.2f} s, {perf_counter() - between:.2f} s")
        if (found.value, found.exact, way, bound) != (one.together, True, one.longest, one.longest):
            wrong.append(
                f"{one.name}: {found.value} of {one.together} ({found.bound}), {way} of {one.longest} ({bound})"
            )
    print(f"p-median and p-center: {len(told) - len(wrong)} of {len(told)} at their proved values in both readings")
    print("\n".join([*told, *wrong]))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
