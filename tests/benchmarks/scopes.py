"""How long a cut takes of the bench network: a community, a street, all of it, and after a commit elsewhere."""

from __future__ import annotations

import sys
from time import perf_counter

import polars as pl

from graph.changes import ChangeSet, whole_rows
from graph.kinds import all_kinds
from graph.network import Network
from graph.rules import load_rules
from graph.scoping import Scope, ScopedStore, cut
from graph.stores.memory import MemoryStore
from tests.benchmarks.ledger import ON, bench_tables

_LEVELS = ("community", "street", "county")


def main(homes: int = 350_000) -> None:
    """Print a line a scope."""
    rules, store = load_rules(), MemoryStore()
    tables = bench_tables(homes)
    store.commit(ChangeSet({kind.kind: whole_rows(tables, kind.kind) for kind in all_kinds()}))
    network = Network(store.tables(personal=False), ON)
    start = perf_counter()
    network.view.anchor.sum()
    print(f"{homes:,} homes; anchors of today, made once for all scopes: {perf_counter() - start:.2f} s")
    keys = {level: network.tables()["place"].filter(pl.col("level") == level)["key"] for level in _LEVELS}
    for level in _LEVELS:
        place = keys[level][0]
        start = perf_counter()
        found = cut(network, rules, Scope(place))
        made = perf_counter() - start
        seen = found.of(network.tables(), 1)
        whole = perf_counter() - start - made
        start = perf_counter()
        Network(seen, ON).view.anchor.sum()
        rows = sum(frame.height for frame in seen.values())
        again = perf_counter() - start
        print(f"{level}: cut {made:.2f} s, its tables {whole:.2f} s, {rows:,} rows, a network of them {again:.2f} s")
    looked = {1: network}
    part = ScopedStore(store, rules, Scope(keys["community"][0]), lambda at: looked[at or max(looked)])
    part.now()
    places = network.tables()["place"]
    other = places.filter(pl.col("key") == keys["community"][100]).with_columns(note=pl.lit("演示"))
    store.commit(ChangeSet({"place": other}))
    looked[2] = Network(store.tables(personal=False), ON)
    start = perf_counter()
    part.now()
    print(f"after a commit elsewhere: {perf_counter() - start:.3f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 350_000)
