"""What tests of forms start from: a small ledger that a planner could review, and forms of it as its tables read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import graph
from graph.forms.asked import Asked
from graph.forms.paper import Paper
from graph.forms.register import function_of
from graph.names import Names
from graph.rules import load_rules
from graph.stores import open_store
from graph.viewing import Showing, Viewer, outsider, owner
from tests.casefile.notation import read_network
from tests.stores import changes

ON = date(2024, 11, 1)
LINES = Path(__file__).with_name("network.txt").read_text(encoding="utf-8")
COMMUNITY = "乙街道/甲社区"
Made = Callable[..., Paper]


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small ledger as a store, which no test changes."""
    rules = load_rules()
    path = tmp_path_factory.mktemp("forms") / "linli.db"
    with open_store(path) as store:
        store.commit(changes(read_network(LINES, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu")).tables))
    return path


@pytest.fixture(scope="session")
def made(ledger: Path) -> Made:
    """Makes a form of the ledger, within its community, for its owner or another viewer."""
    opened = cache(lambda: graph.open(ledger, on=ON))

    def paper(
        form: str, viewer: Viewer | None = None, lang: str = "zh", within: str | None = COMMUNITY, **said: str
    ) -> Paper:
        looks = viewer or owner("terminal", "test")
        network = opened().told(looks)
        names = Names(network.tables(), network.date, load_rules().vocabulary("suzhoulu"), network.people.all)  # type: ignore[union-attr]  # a store has people
        network = network.within(None if within is None else names.resolve(within, ("place",)))
        options = {name: names.resolve(value) if name in {"unit", "whom"} else value for name, value in said.items()}
        return function_of(form)(
            network, load_rules(), Showing(looks, network), Asked(form, "演示统筹员", lang, options)
        )

    return paper


def personal() -> Viewer:
    return owner("terminal", "test", personal=True)


def everybody() -> Viewer:
    return outsider("test")


def lines(paper: Paper, sheet: int = 0, table: int = 0) -> list[str]:
    """Return a table as a reader reviews it: a line a row, cells parted by ` | `, headings in [ ]."""
    found, one, at = list[str](), paper.sheets[sheet].tables[table], 0
    for group in one.groups:
        found.append(f"[{group.heading}]")
        found += [_line(row) for row in one.rows[at : at + group.rows]]
        at += group.rows
    return found + [_line(row) for row in one.rows[at:]]


def _line(row: tuple[object, ...]) -> str:
    return " | ".join("" if cell is None else str(cell) for cell in row)
