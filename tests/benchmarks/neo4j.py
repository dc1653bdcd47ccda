"""``python -m tests.benchmarks.neo4j [THINGS] [SECONDS] [TEXT …]``: the same of the same rows, in Cypher and here.

The rows are put into a server by the store; it has 1 GB of heap and 512 MB of pages. Each text is asked once to be
planned, then again for a second or once, and given up after so many seconds. Beside it the fast function is asked of a
network of these rows: first when nothing of it is worked out, not even its numbering, then again, as by a service. So
the last ratio is of two that are warm, the one before of a server that is and a function that is not. That both say
the same is what ``tests/graph/cypher`` shows; here the numbers of rows stand side by side.

The text of match is of one need. Besides, it is asked of every need, one after the other, and the function of all at
once, of each of which that shows the three best.

Seconds are of a processor, of the server and this process together: what others do on the machine is not in them.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, TypeVar

from neo4j import Driver, Query
from neo4j.exceptions import Neo4jError

from graph import cypher, questions
from graph.changes import ChangeSet, whole_rows
from graph.kinds import all_kinds
from graph.network import Network
from graph.rules import Rules, load_rules
from graph.stores.neo4j.querying import plain
from graph.stores.neo4j.store import Neo4jStore
from graph.tables import Tables
from loaders.samples.city import LEAST
from tests.benchmarks.ledger import ON, bench_tables
from tests.benchmarks.served import processor
from tests.neo4j.server import PAGES, STEADY, Server

_LONG = 1.0  # seconds
_COLUMNS = ("Neo4j, planned", "Neo4j, again", "here, first", "ratio", "here, again", "ratio ", "rows")
_Found = TypeVar("_Found")
#: A text, with what it is asked with, once or several times, and with what the function is.
Asked = tuple[str, list[dict[str, Any]], dict[str, Any]]


def main(things: int, patience: float, names: Collection[str]) -> None:
    """Measure and print."""
    tables, rules = bench_tables(round(things * 0.335)), load_rules()  # of three things one is a home
    few = bench_tables(LEAST)
    for name, _, options in asked_of(few):  # what is imported at the first question is not the question
        getattr(questions, cypher.question_of(name))(Network(few, ON), _of_text(rules, name), **options)
    with TemporaryDirectory() as folder, Server(Path(folder) / "neo4j", settings=PAGES, java=STEADY) as server:
        os.environ |= server.environment
        with Neo4jStore(server.url) as store:
            store.commit(ChangeSet({kind.kind: whole_rows(tables, kind.kind) for kind in all_kinds()}))
        print(f"{sum(frame.height for frame in tables.values()):,} rows", *_COLUMNS, sep="\t", flush=True)
        with server.driver() as driver:
            both = Both(driver, lambda: process_time() + processor(server.process), patience)
            for name, there, here in asked_of(tables):
                if not names or name in names:
                    print(name, *both.beside(name, tables, rules, there, here), sep="\t", flush=True)


def asked_of(tables: Tables) -> list[Asked]:
    """Return every text with what it is asked with: every need, or one that somebody could serve, and one home."""
    home = next(key for key, level in tables["place"].select("key", "level").iter_rows() if level == "home")
    answer = questions.match(Network(tables, ON), load_rules())
    needs = answer.frames["funnel"]["demand"].struct.field("id").unique(maintain_order=True)  # a row a filter
    one, all_ = {"demand": answer.rows["demand"].struct.field("id")[0]}, [{"demand": key} for key in needs]
    given: dict[str, dict[str, Any]] = {"escalate": {"start": home}, "match": one}
    names = sorted(cypher.names(), reverse=True)  # what takes longest comes last
    return [("match", all_, {}), *((name, [given.get(name, {})], given.get(name, {})) for name in names)]


@dataclass(frozen=True)
class Both:
    """Asks a server and the functions, by one clock; a text is given up after some seconds."""

    driver: Driver
    clock: Callable[[], float]
    patience: float

    def beside(
        self, name: str, tables: Tables, rules: Rules, there: list[dict[str, Any]], options: dict[str, Any]
    ) -> tuple[str, ...]:
        """Return a line: how long a text took and how long the function, their ratios, and how many rows each found."""
        several = [cypher.parameters(name, rules, on=ON, **one) for one in there]
        planned, found = self._once(lambda: [self._records(name, one) for one in several])
        theirs = self._again(lambda: [self._records(name, one) for one in several])
        network, wanted, question = Network(tables, ON), _of_text(rules, name), cypher.question_of(name)
        ask = getattr(questions, question)
        first, rows = self._once(lambda: ask(network, wanted, **options).rows.height)
        again = self._again(lambda: ask(network, wanted, **options).rows.height)
        told = [
            cypher.answer(question, one, rules, on=ON, **asked).rows.height
            for one, asked in zip(found, there, strict=True)
            if not isinstance(one, str)
        ]
        more = "" if len(told) == len(found) else ">"
        said = f"{sum(told):,}" if told else found[0]
        return (
            f"{more}{planned:.1f} s",
            f"{more}{theirs:.3f} s",
            f"{first:.3f} s",
            f"{more}{theirs / first:,.1f}",
            f"{again:.4f} s",
            f"{more}{theirs / again:,.0f}",
            f"{said} · {rows:,}",
        )

    def _records(self, name: str, parameters: Mapping[str, Any]) -> list[Mapping[str, Any]] | str:
        """Return the records of a text; where it is given up, why."""
        with self.driver.session() as session:
            try:
                text = Query(cypher.text(name), timeout=self.patience)
                return [plain(dict(one)) for one in session.run(text, dict(parameters))]
            except Neo4jError as error:
                return (error.code or "").rpartition(".")[2]

    def _once(self, call: Callable[[], _Found]) -> tuple[float, _Found]:
        gc.collect()
        begun = self.clock()
        found = call()
        return self.clock() - begun, found

    def _again(self, call: Callable[[], object]) -> float:
        """Return what one call takes, of as many as take a second or of one; a server is still warm from the first."""
        gc.collect()
        begun, calls, passed = self.clock(), 0, 0.0
        while passed < _LONG:
            call()
            calls, passed = calls + 1, self.clock() - begun
        return passed / calls


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
    given = sys.argv[1:]
    main(int(given[0]) if given else 100_000, float(given[1]) if given[1:] else 300, given[2:])
