"""``python -m tests.benchmarks.neo4j [THINGS] [SECONDS]``: the same questions of the same rows, in Cypher and here.

The rows are put into a server by the store. Each text is asked once to be planned, then again, the best of three
times if it is quick, and given up after so many seconds. Beside it the fast function is asked of a network of these
rows: first when nothing of it is worked out, then again, as by a service. That both say the same is what
``tests/graph/cypher`` shows; here the numbers of rows stand beside each other.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, TypeVar

from neo4j import Driver, Query
from neo4j.exceptions import Neo4jError
from rich.console import Console
from rich.table import Table

from graph import cypher, questions
from graph.changes import ChangeSet, whole_rows
from graph.kinds import all_kinds
from graph.network import Network
from graph.rules import Rules, load_rules
from graph.stores.neo4j.querying import plain
from graph.stores.neo4j.store import Neo4jStore
from graph.tables import Tables
from tests.benchmarks.ledger import ON, bench_tables
from tests.neo4j.server import Server

_LONG = 5.0  # seconds
_Found = TypeVar("_Found")


def main(things: int, patience: float) -> None:
    """Measure and print."""
    tables, rules = bench_tables(round(things * 0.335)), load_rules()  # of three things one is a home
    rows = sum(frame.height for frame in tables.values())
    shown = Table(
        f"{rows:,} rows",
        "Neo4j, first",
        "here, first",
        "ratio",
        "Neo4j, again",
        "here, again",
        "ratio ",
        "rows",
        box=None,
    )
    with TemporaryDirectory() as folder, Server(Path(folder) / "neo4j") as server:
        os.environ |= server.environment
        with Neo4jStore(server.url) as store:
            store.commit(ChangeSet({kind.kind: whole_rows(tables, kind.kind) for kind in all_kinds()}))
        with server.driver() as driver:
            few = bench_tables(100)
            for name, options in asked_of(few).items():  # what is imported at the first question is not the question
                getattr(questions, cypher.question_of(name))(Network(few, ON), _of_text(rules, name), **options)
            for name, options in asked_of(tables).items():
                shown.add_row(name, *beside(driver, name, tables, rules, options, patience))
    Console(width=120).print(shown)


def asked_of(tables: Tables) -> Mapping[str, dict[str, Any]]:
    """Return every text with what it is asked with: one home, and one need that somebody could serve."""
    home = next(key for key, level in tables["place"].select("key", "level").iter_rows() if level == "home")
    need = questions.match(Network(tables, ON), load_rules()).rows["demand"].struct.field("id")[0]
    given = {"escalate": {"start": home}, "match": {"demand": need}}
    return {name: given.get(name, {}) for name in cypher.names()}


def beside(
    driver: Driver, name: str, tables: Tables, rules: Rules, options: dict[str, Any], patience: float
) -> tuple[str, ...]:
    """Return a line: how long a text took and how long the function, their ratio, and how many rows each returned."""
    parameters = cypher.parameters(name, rules, on=ON, **options)
    first, found = _timed(lambda: _records(driver, name, parameters, patience))
    theirs, _ = _best(lambda: _records(driver, name, parameters, patience))
    network, wanted, question = Network(tables, ON), _of_text(rules, name), cypher.question_of(name)
    ask = getattr(questions, question)
    once, rows = _timed(lambda: ask(network, wanted, **options).rows.height)
    again, _ = _best(lambda: ask(network, wanted, **options).rows.height)
    said = "given up" if found is None else f"{cypher.answer(question, found, rules, on=ON, **options).rows.height:,}"
    more = ">" if found is None else ""
    return (
        f"{more}{first:.1f} s",
        f"{once:.3f} s",
        f"{more}{first / once:,.0f}",
        f"{more}{theirs:.3f} s",
        f"{again:.4f} s",
        f"{more}{theirs / again:,.0f}",
        f"{said} · {rows:,}",
    )


def _timed(call: Callable[[], _Found]) -> tuple[float, _Found]:
    gc.collect()
    begun = perf_counter()
    found = call()
    return perf_counter() - begun, found


def _best(call: Callable[[], _Found]) -> tuple[float, _Found]:
    """Return the best of three times, or the only one of what takes long."""
    took = _timed(call)
    return took if took[0] > _LONG else min((took, _timed(call), _timed(call)), key=lambda one: one[0])


def _records(
    driver: Driver, name: str, parameters: Mapping[str, Any], patience: float
) -> list[Mapping[str, Any]] | None:
    """Return the records of a text; None where it is given up."""
    with driver.session() as session:
        try:
            text = Query(cypher.text(name), timeout=patience)
            return [plain(dict(one)) for one in session.run(text, dict(parameters))]
        except Neo4jError:
            return None


def _of_text(rules: Rules, name: str) -> Rules:
    """Return the rules with the norms alone of which a text of coverage asks."""
    of_type = name.partition("-")[2]
    if not of_type:
        return rules
    packs = {
        pack: tuple(norm for norm in norms if norm.type == of_type and not norm.beyond)
        for pack, norms in rules.packs.items()
    }
    return replace(rules, packs=packs)


if __name__ == "__main__":
    given = [float(one) for one in sys.argv[1:]]
    main(int(given[0]) if given else 100_000, given[1] if given[1:] else 300)
