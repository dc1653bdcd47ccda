"""A forest that got leaves is the forest of all of them laid out anew."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.network.forest import Forest
from graph.network.growing import grown
from tests.graph.network.test_moved import forest as said


@st.composite
def forests(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Draw parents, in circles too, which places exist, their order, and which of them were there."""
    size = draw(st.integers(1, 12))
    valid = np.array(draw(st.lists(st.integers(0, 4), min_size=size, max_size=size))) > 0
    above = np.array(draw(st.lists(st.integers(-1, size - 1), min_size=size, max_size=size)))
    parent = np.where(valid & (above >= 0) & valid[np.maximum(above, 0)], above, -1).astype(np.int32)
    rank = np.array(draw(st.permutations(range(size))), dtype=np.int32)
    there = np.array(draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))) > 0
    return parent, valid, rank, there


@given(forests())
def test_it_is_the_same_where_only_leaves_are_new(
    drawn: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray],
) -> None:
    parent, valid, rank, there = drawn
    moved = np.flatnonzero(there).astype(np.int32)
    line = np.where(there, np.cumsum(there) - 1, -1)
    before = np.where(parent[moved] >= 0, line[parent[moved]], -1).astype(np.int32)
    old = Forest(before, valid[moved], rank[moved])
    expected, found = Forest(parent, valid, rank), grown(old, moved, parent, valid, rank)
    leaves = {*parent[there].tolist()}.isdisjoint(np.flatnonzero(~there & valid).tolist())
    rooted = (expected.depth >= 0)[valid].all() and there[parent[~there & (parent >= 0)]].all()
    assert found is not None or not (leaves and rooted)
    assert found is None or said(found) == said(expected)
