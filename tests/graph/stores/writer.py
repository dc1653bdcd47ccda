"""A process that commits until it is killed: it tells each commit before it begins, and again when it is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from graph.changes import ChangeSet
from graph.stores import SqliteStore
from graph.stores.address import is_address
from graph.stores.neo4j.store import Neo4jStore
from tests.graph.stores.written import changes, gone, row, within

ROWS = 700
FEW = 50


def step(number: int, rows: int = ROWS) -> ChangeSet:
    """Return what commit ``number`` does: new places in a new root, others changed, ties of others removed."""
    root, before, earlier = f"{number}", f"{number - 1}", f"{number - 2}"
    some = [row("place", root), row("person", root, name=f"演示{number}")]
    for one in range(rows):
        some += [row("place", f"{root}.{one}"), within(f"{root}.{one}", root)]
        if number > 1:
            some.append(row("place", f"{before}.{one}", note=f"版本 {number}"))
        if number > 2:
            some.append(gone("part_of", f"place-{earlier}.{one}.place-{earlier}"))
    at = datetime(2024, 11, 1, tzinfo=UTC) + timedelta(minutes=number)
    return changes(*some, by="演示", at=at, source=f"{number}.xlsx")


def write(where: str, rows: int, tell: Callable[[str, int], None]) -> None:
    """Commit from where the store is, without end; to a server in transactions of few rows."""
    with Neo4jStore(where, rows=FEW) if is_address(where) else SqliteStore(where) as store:
        while True:
            number = store.revision().number + 1
            todo = step(number, rows)
            tell("intent", number)
            tell("done", store.commit(todo).number)
