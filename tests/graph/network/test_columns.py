"""Columns as arrays: what is worked out piece by piece is what it would be at once, and no column is taken twice."""

from __future__ import annotations

import polars as pl
import pytest

from graph.network import columns
from graph.network.columns import in_order, texts_as_bytes


class TestTextsAsBytes:
    def test_are_of_one_width_in_however_many_pieces(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(columns, "_AT_ONCE", 2)
        found = texts_as_bytes(pl.Series(["place-a", "place-bcd", "x", "place-bc", "y"]))
        assert found.tolist() == [b"place-a", b"place-bcd", b"x", b"place-bc", b"y"]
        assert found.dtype == "S9"
        assert texts_as_bytes(pl.Series([], dtype=pl.String)).size == 0


class TestAnotherOrder:
    def test_is_that_of_the_lines_unless_a_column_says_nothing(self) -> None:
        said, nothing = pl.Series([5, None, 7]), pl.Series([None, None, None], dtype=pl.String)
        order = pl.Series([2, 0, 1])
        assert in_order(said, order).to_list() == [7, 5, None]
        assert in_order(nothing, order) is nothing
