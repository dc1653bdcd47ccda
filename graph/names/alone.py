"""Which places may share their path with another, found over all of them at once.

To ask of each place whether its path means it alone takes a tenth of a millisecond. Columns tell it of most: either
nothing else of its name lies in anything of its parent's name, or the parent's path means that one alone, and nothing
else in it has the name. The second tells it where one province stands beside another with the same names.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from graph.names.folding import fold
from graph.names.paths import Paths

_Bools = npt.NDArray[np.bool_]


def shared_paths(paths: Paths) -> set[int]:
    """Return the numbers of places whose path may mean another as well; every other place's means it alone.

    Example:
        >>> from graph.tables import Tables
        >>> paths = Paths(Tables({}))
        >>> for key, names, above in (("a", ["甲社区"], ()), ("b", ["1号楼"], ["a"]), ("c", ["１号楼"], ["a"])):
        ...     _ = paths.add(key, names, above)
        >>> sorted(shared_paths(paths))
        [1, 2]
    """
    numbers = range(len(paths.keys))
    written = [(number, fold(name)) for number in numbers for name in paths.written(number)]
    if any("/" in name for _, name in written):  # a name that is parted like a path may be found in many ways
        return set(numbers)
    parents = [paths.parents(number) for number in numbers]
    above = [(number, one) for number in numbers for one in parents[number]]
    own = pl.DataFrame(written, {"id": pl.Int64, "name": pl.String}, orient="row").unique()
    edges = pl.DataFrame(above, {"id": pl.Int64, "parent": pl.Int64}, orient="row").unique()
    lies = own.join(edges, on="id")
    around = own.rename({"id": "parent", "name": "around"})
    pairs = lies.join(around, on="parent").select("id", "name", "around").unique()
    size = len(numbers)
    alone = _from_the_roots(
        np.array([one[0] if one else -1 for one in parents], dtype=np.int64),
        ~_several(size, own, "name"),
        ~_several(size, pairs, "name", "around"),
        ~_several(size, lies, "name", "parent"),
    )
    return set(np.flatnonzero(~alone).tolist())


def _several(size: int, found: pl.DataFrame, *by: str) -> _Bools:
    """Return, by number, what has the same as something else in some columns."""
    several = np.zeros(size, dtype=bool)
    several[found.filter(pl.len().over(by) > 1)["id"].to_numpy()] = True
    return several


def _from_the_roots(parent: npt.NDArray[np.int64], named: _Bools, in_namesakes: _Bools, in_parent: _Bools) -> _Bools:
    """Return, by number, whether a path means a place alone.

    Args:
        parent: The parent that the path goes through; -1 has none.
        named: Whether nothing else has the name, wherever it is: a path of one part means whatever is called so.
        in_namesakes: Whether nothing else has it in anything of the name of a parent.
        in_parent: Whether nothing else has it in a parent.
    """
    alone = np.zeros(parent.size, dtype=bool)  # what lies in itself is never reached
    level = np.flatnonzero(parent < 0)
    alone[level] = named[level]
    while level.size:
        inside = np.zeros(parent.size, dtype=bool)
        inside[level] = True
        level = np.flatnonzero(inside[parent] & (parent >= 0))
        alone[level] = in_namesakes[level] | (alone[parent[level]] & in_parent[level])
    return alone
