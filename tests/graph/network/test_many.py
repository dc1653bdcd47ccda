"""Rows of many keys at once are those of one key after the other."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from graph.errors import NotFound
from graph.network import Network
from graph.tables import Tables
from tests.graph.parting.streets import two_streets


class TestRowsOf:
    def test_stand_in_the_order_of_the_keys(self) -> None:
        network = Network(two_streets(), dt.date(2024, 11, 1))
        keys = ["post-one", "place-street_two", "place-street_one", "post-one"]
        assert network.rows_of(keys).tolist() == [network.row(key) for key in keys]
        assert network.rows_of([]).tolist() == []

    @pytest.mark.parametrize("lost", ["place-nowhere", "place-street_two"])
    def test_names_the_first_that_is_not_there_on_the_date(self, lost: str) -> None:
        tables, day = two_streets(), dt.date(2024, 11, 1)
        until = pl.when(pl.col("key") == "place-street_two").then(day).alias("until")
        network = Network(Tables({**tables, "place": tables["place"].with_columns(until)}), day)
        with pytest.raises(NotFound, match=lost):
            network.rows_of(["place-street_one", lost, "place-unknown"])
