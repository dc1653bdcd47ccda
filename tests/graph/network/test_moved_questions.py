"""Every question is answered by a network that was changed by rows as by one made anew of the changed ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from graph.answers.register import QUESTIONS
from graph.changes import PUT, REMOVE, ChangeSet, apply
from graph.network import Network
from graph.questions import function_of
from graph.rules import load_rules
from graph.stores import open_store
from graph.tables import Tables
from tests.graph.network.changed import KINDS, without_hanging

ON = date(2024, 11, 1)
#: With what each question is asked that has to be told more than of which network: of the first thing of which kind.
OF: dict[str, tuple[str, ...]] = {"escalate": ("place",), "served": ("team",), "todo": ("organisation",)}
MORE: dict[str, dict[str, Any]] = {
    "site": {"what": "heads"},
    "monthly": {"month": "2024-10"},
    "bulletin": {"month": "2024-10"},
    "match": {"plan": False},
}


def commit(tables: Tables, random: np.random.Generator) -> ChangeSet:
    """Return ten rows put, ended or removed, of some kinds; and what hangs on those removed."""
    frames = {}
    for kind in random.choice([kind for kind in KINDS if tables[kind].height], size=10).tolist():
        line = tables[kind][[int(random.integers(tables[kind].height))]].with_columns(op=pl.lit(PUT))
        frames[kind] = (
            line.with_columns(until=pl.lit(ON)),
            line.with_columns(op=pl.lit(REMOVE)),
            line.with_columns(key=pl.col("key") + "x"),
        )[int(random.integers(3))]
    return without_hanging(tables, ChangeSet(frames))


def asked(question: str, network: Network) -> dict[str, Any]:
    rules, tables = load_rules(), network.tables()
    within = tables["place"].filter(pl.col("level") == "community").sort("key")["key"][0]
    things = [tables[kind].filter(pl.col("until").is_null()).sort("key")["key"][-1] for kind in OF.get(question, ())]
    return function_of(question)(network.within(within), rules, *things, **MORE.get(question, {})).to_dict()


@pytest.fixture(scope="module")
def both(sample_store: Callable[[str], Path]) -> tuple[Network, Network]:
    """A sample after five commits: changed by rows each time, and made anew."""
    with open_store(sample_store("suzhoulu")) as store:
        network, random = Network(store.tables(personal=False), ON), np.random.default_rng(135)
    for _ in range(5):
        assert network.view.anchor.size == network.rows.size
        more = commit(network.tables(), random)
        anew = Network(apply(network.tables(), more), ON)
        network = network.moved(more, network.revision, None)
    return network, anew


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_is_the_same(both: tuple[Network, Network], question: str) -> None:
    moved, anew = both
    assert asked(question, moved) == asked(question, anew)
