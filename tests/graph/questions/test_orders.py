"""What became of orders is what the plain version finds, on random networks with orders for what is asked there."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given

from graph.changes import ChangeSet
from graph.network import Network
from graph.plain.orders import orders as plainly
from graph.questions import coverage, orders
from graph.rules import load_rules
from tests.examples import few_in_full
from tests.networks import Drawn, days, networks

_RULES = load_rules()


@pytest.mark.thorough
class TestFastIsPlain:
    @pytest.mark.slow
    @few_in_full
    @given(networks(), days())
    def test_for_what_is_asked_on_the_day(self, drawn: Drawn, day: date) -> None:
        network = Network(drawn.tables, day)
        asked = coverage(network, _RULES, states=None).rows.head(6)
        given_on = day - timedelta(days=400)
        rows = [
            {"key": f"order-{at}", "norm": row["norm"], "subject": row["subject"]["id"], "item": row["item"],
             "assigned_on": given_on + timedelta(days=at), "due": day - timedelta(days=at)}
            for at, row in enumerate(asked.iter_rows(named=True))
        ]  # fmt: skip
        if rows:
            network = network.apply(ChangeSet({"order": pl.DataFrame(rows)}))
        assert orders(network, _RULES).to_json() == plainly(network, _RULES).to_json()
