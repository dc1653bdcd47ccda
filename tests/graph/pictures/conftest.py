"""What tests of pictures start from: the two samples as networks, and a browser that reaches no host."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import graph
from graph.changes import ChangeSet, whole_rows
from graph.names import Names
from graph.network import Network
from graph.pictures import chain, starts_in
from graph.questions import coverage, escalate
from graph.rules import Rules, load_rules

ON = date(2024, 11, 1)
STATES = ("met", "gap", "unknown", "exempt", "not_applicable")
#: A name that would run, close an element or leave an attribute, were it not escaped.
HOSTILE = """</script><img src=x onerror=alert(1)>"'&{{ 7*7 }}href"""

Sample = Callable[[str], Network]
Drawn = Callable[..., str]


@pytest.fixture(scope="session")
def rules() -> Rules:
    return load_rules()


@pytest.fixture(scope="session")
def sample(sample_store: Callable[[str], Path]) -> Sample:
    """A sample as a network, by its name."""
    return cache(lambda name: graph.open(sample_store(name), on=ON))


@pytest.fixture(scope="session")
def drawn(rules: Rules) -> Drawn:
    """Draws the chain of a place, having asked what the picture needs; of coverage each network is asked once."""
    covered = cache(lambda network: coverage(network, rules, states=STATES))

    def svg(network: Network, ref: str, depth: int = 0, **options: Any) -> str:
        key = key_of(network, ref)
        paths = [graph.named(escalate(network, rules, start), network) for start in starts_in(network, key, depth)]
        return chain(network, rules, key, paths, covered(network), **options)

    return svg


def key_of(network: Network, ref: str) -> str:
    people = None if network.people is None else network.people.all
    return Names(network.tables(), network.date, people=people).resolve(ref)


def renamed(network: Network, ref: str, name: str) -> Network:
    """Return a what-if in which a place has another name."""
    places = whole_rows(network.tables(), "place").filter(pl.col("key") == key_of(network, ref))
    return network.apply(ChangeSet({"place": places.with_columns(name=pl.lit(name))}))


@pytest.fixture
def screenshots(tmp_path: Path) -> Path:
    """Where screenshots go: a folder of the test, or the one that ``LINLI_SCREENSHOTS`` names."""
    folder = Path(os.environ.get("LINLI_SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
