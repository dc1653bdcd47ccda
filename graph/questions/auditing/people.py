"""What rests on one person: the tables of an audit that are made only where they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from graph.facts import Facts
from graph.network import Network
from graph.questions.auditing.counts import Walked
from graph.questions.auditing.hangs import hangs_rows
from graph.questions.auditing.reliance import reliance_rows
from graph.questions.auditing.remaining import remaining_rows


def people_tables(
    network: Network, facts: Facts, walked: Sequence[Walked], chains: list[str]
) -> Mapping[str, pl.DataFrame]:
    """Return whom homes hang on, how many people are left to them, and who sits in more seats than expected."""
    return {
        "hangs": hangs_rows(facts, walked, chains),
        "remaining": remaining_rows(network, walked, chains),
        "reliance": reliance_rows(network, facts),
    }
