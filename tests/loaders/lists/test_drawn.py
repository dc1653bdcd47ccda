"""Lists of random networks: back unchanged they change nothing, and no partner reads a door in its own."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import graph
from graph.names import Names
from graph.viewing import Showing, outsider, owner
from loaders import load
from loaders.lists import write_claims, write_lists, write_partner
from tests.examples import FEW
from tests.loaders.books import Desk
from tests.loaders.lists.around import RULES, everything_in
from tests.loaders.test_ledger import stored
from tests.networks import DAYS, Drawn, networks


@pytest.mark.slow
@pytest.mark.thorough
class TestDrawn:
    @given(networks(), st.sampled_from(DAYS))
    @settings(max_examples=FEW, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_lists_that_nobody_touched_make_no_revision(self, desk: Desk, drawn: Drawn, on: date) -> None:
        assert desk.store.revision().number == 0  # it only reads files in this process
        store = stored(drawn)
        network, names = graph.open(store, on=on), Names(store.tables(), on)
        rows = network.rows
        givers = [
            network.key(row)
            for kind in ("organisation", "team", "person")
            for row in range(*rows.block[kind])
            if network.view.valid[row]
        ]
        doors = [
            name for key, name, level in store.tables()["place"].select("key", "name", "level").iter_rows()
            if level == "home" and name and len(name) > 3
        ]  # fmt: skip
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / f"{number}.xlsx" for number in range(len(givers) + 2)]

            def called(key: str) -> str:
                return key if key.startswith("person-") else names.path_of(key)

            inside = Showing(owner("terminal", "lists"), network)
            write_lists(paths[0], network, RULES, inside, called, ["演示"])
            write_claims(paths[1], network, RULES, called, ["演示"])
            for path, giver in zip(paths[2:], givers, strict=True):
                write_partner(path, network, RULES, Showing(outsider("lists"), network), giver, called, ["演示"])
                assert [door for door in doors if door in everything_in(path)] == []
                assert "need-" not in everything_in(path)
            for path in paths:
                report = load("lists", [path], store, by="测试", rules=RULES)
                assert [one.message() for one in report.issues if one.severity != "note"] == []
                assert (report.revision, report.added, report.changed, report.ended) == (1, 0, 0, 0)
