"""Columns as arrays: what is worked out piece by piece is what it would be at once, and no column is taken twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.network import columns, siblings, tying
from graph.network.columns import coded, days_of, in_order, said_at, texts_as_bytes
from graph.network.siblings import ranked
from graph.network.tying import ends_of


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


_TEXTS = st.lists(st.none() | st.sampled_from(["", "甲", "乙10", "乙9", "Z", "😀"]), max_size=9)
_NUMBERS = st.lists(st.none() | st.integers(-3, 3), max_size=9)


def in_both_ways(look: Callable[[], Any]) -> Iterator[Any]:
    """Yield what is found line by line, as of few lines, and then what Polars finds, as of many."""
    for few in (columns.FEW, -1):
        with pytest.MonkeyPatch.context() as patch:
            for module, name in ((columns, "FEW"), (siblings, "FEW"), (tying, "_SOME")):
                patch.setattr(module, name, few)
            yield look()


class TestFewLines:
    @given(_TEXTS)
    def test_have_the_codes_of_many(self, texts: list[str | None]) -> None:
        (few, names), (many, same) = in_both_ways(lambda: coded(pl.Series(texts, dtype=pl.String)))
        assert (few.tolist(), names, few.dtype) == (many.tolist(), same, many.dtype)

    @given(_NUMBERS)
    def test_say_the_days_of_many_and_where(self, numbers: list[int | None]) -> None:
        days = pl.Series(numbers, dtype=pl.Int32).cast(pl.Date)
        for look in (lambda: days_of(days, 7), lambda: said_at(days)):
            few, many = in_both_ways(look)
            assert (few.tolist(), few.dtype) == (many.tolist(), many.dtype)

    @given(_TEXTS.map(lambda texts: [one or None for one in texts]), st.data())  # a name that is empty is none
    def test_stand_in_the_order_of_many(self, names: list[str | None], data: st.DataObject) -> None:
        orders = data.draw(st.lists(st.none() | st.integers(0, 2), min_size=len(names), max_size=len(names)))
        schema = {"display_order": pl.Int64, "name": pl.String}
        places = pl.DataFrame({"display_order": orders, "name": names}, schema=schema)
        few, many = in_both_ways(lambda: ranked(places))
        assert (few.tolist(), few.dtype) == (many.tolist(), many.dtype)

    @given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=5))
    def test_end_where_many_do(self, ends: list[tuple[str, str]]) -> None:
        lookup = pl.DataFrame({"key": ["c", "a", "b"], "row": np.arange(3, dtype=np.int32)})
        ties = pl.DataFrame(ends, schema={"source": pl.String, "target": pl.String}, orient="row")
        few, many = (
            [one.tolist() for one in found["x"]] for found in in_both_ways(lambda: ends_of({"x": ties}, lookup))
        )
        assert few == many
