"""The places linli is made for, loaded once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph.names import Names
from graph.network import Network
from graph.rules import Rules, load_rules
from graph.stores import open_store
from graph.stores.base import Store
from loaders.run import load

ON = date(2024, 11, 1)


@pytest.fixture(scope="session")
def rules() -> Rules:
    return load_rules()


@pytest.fixture(scope="session")
def stores(sample_store: Callable[[str], Path]) -> Callable[[str], Store]:
    """A SQLite store of a sample, by the sample's name; read only, since tests share it."""
    return cache(lambda name: open_store(sample_store(name)))


@pytest.fixture(scope="session")
def divisions(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Network:
    """The 64,095 real divisions, with nothing else."""
    store = open_store(tmp_path_factory.mktemp("divisions") / "divisions.db")
    report = load("admin_divisions", [data_dir / "admin_divisions" / "shandong_tree.csv"], store, by="test")
    assert report.revision == 1, report.to_dict()
    return Network(store.tables(), ON)


def key_of(network: Network, ref: str) -> str:
    """Return the key of what a path names."""
    return Names(network.tables(), network.date).resolve(ref)


def things(network: Network, kind: str, **fields: str) -> list[dict[str, Any]]:
    """The things of a kind with these values, as the ledger has them."""
    rows = network.tables()[kind].iter_rows(named=True)
    return [row for row in rows if all(row[name] == value for name, value in fields.items())]
