"""A ledger asked in parts says what the whole says: random ledgers, parted as small as can be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import questions
from graph.network import Network
from graph.parting.asked import PARTED
from graph.parting.bundles import Bundle, bundles_of
from graph.rules import load_rules
from tests.examples import few
from tests.networks import Drawn, days, networks

RULES = load_rules()


def parted(network: Network, question: str, bundles: list[Bundle]) -> Mapping[str, list[dict[str, Any]]]:
    """Return what all bundles but that of what is above say together."""
    one, tables = PARTED[question], dict[str, list[pl.DataFrame]]()
    for bundle in bundles:
        asked = bundle.placed.filter("asked")["key"].to_list()
        part = Network(bundle.tables, network.date).among(asked)
        for name, frame in one.part(part, RULES, bundle.placed)[1].items():
            tables.setdefault(name, []).append(frame)
    return {name: one.whole(name, pl.concat(frames, how="diagonal")).to_dicts() for name, frames in tables.items()}


@pytest.mark.thorough
@few
@given(networks(), days(), st.integers(1, 2), st.sampled_from(["street", "community", "grid"]))
def test_a_ledger_in_parts_says_what_the_whole_says(drawn: Drawn, day: dt.date, streets: int, level: str) -> None:
    network = Network(drawn.tables, day)
    bundles = list(bundles_of(network, streets=streets, level=level))
    own = {key for one in bundles[1:] for key in one.placed.filter("asked")["key"].to_list()}
    for question in PARTED:
        found = parted(network, question, bundles[1:])
        whole = getattr(questions, question)(network, RULES)
        for name, rows in found.items():
            assert rows == [row for row in whole.frames[name].to_dicts() if lies(network, row, own)], (question, name)


def lies(network: Network, row: dict[str, Any], own: set[str]) -> bool:
    """Whether what a row is about lies in a part, and not above all of them."""
    if "subject" not in row:
        return True
    anchor = int(network.view.anchor[network.row(row.get("figure") or row["subject"]["id"])])
    return anchor >= 0 and network.key(anchor) in own
