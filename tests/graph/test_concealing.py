"""Identity numbers that an older release let into a store are nowhere to be seen, and are counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

import graph
from graph.changes import ChangeSet
from graph.concealing import concealed_changes, concealed_rows, concealed_tables, identities
from graph.stores import MemoryStore, SqliteStore
from graph.tables import Tables
from graph.viewing import Showing, owner, seen_events
from tests.graph.stores.written import changes, gone, row, tie, within
from tests.strategies import frame

NUMBER, HIDDEN = "370102195703121234", "3" + "*" * 17


def ledger() -> ChangeSet:
    """Return a ledger with a number in names, notes, a list, what is kept apart and the name of its file."""
    return changes(
        row("place", "root", name="演示社区", level="社区", note=NUMBER),
        row("place", "a", name=f"演示楼{NUMBER}", level="楼栋", note=f"户主 {NUMBER[:6]} {NUMBER[6:]}"),
        within("a", "root"),
        row("post", "p", role="楼栋长", name="一号"),
        tie("post_in", "post-p", "place-a"),
        row("person", "x", name=f"演示张一{NUMBER}", skills=["书法", NUMBER], phone="13800000000"),
        tie("holds", "person-x", "post-p"),
        source=f"{NUMBER}.xlsx",
    )


class TestRows:
    def test_keep_all_else(self) -> None:
        rows = frame("place", [row("place", "a", note="电话13800000000，编号202411010000000001", code="370102001001")])
        assert concealed_rows("place", rows).equals(rows)

    def test_hide_what_stands_amid_other_text_and_in_lists(self) -> None:
        rows = frame(
            "person", [row("person", "x", name=f"演示（{NUMBER}）", skills=["书法", NUMBER]), row("person", "y")]
        )
        found = concealed_rows("person", rows)
        assert found["name"].to_list()[0] == f"演示（{HIDDEN}）"
        assert found["skills"].to_list() == [["书法", HIDDEN], None]
        assert found.schema == rows.schema

    @pytest.mark.parametrize("text", [NUMBER, f"演示{NUMBER[:6]} {NUMBER[6:]}", "３" * 15, "3" * 14, "演示" * 8, None])
    def test_few_are_looked_at_as_many_are(self, text: str | None) -> None:
        few = frame("place", [row("place", "a", note=text)])
        many = pl.concat([few] + [frame("place", [row("place", "b")])] * 500)
        assert concealed_rows("place", few).row(0) == concealed_rows("place", many).row(0)

    def test_are_the_same_tables_where_there_is_none(self) -> None:
        tables = Tables({"place": frame("place", [row("place", "a")]).select(list(Tables({})["place"].columns))})
        assert concealed_tables(tables) is tables

    def test_are_counted_by_kind_and_field(self) -> None:
        with MemoryStore() as store:
            store.commit(ledger())
            expected = {("place", "name"): 1, ("place", "note"): 2, ("person", "name"): 1, ("person", "skills"): 1}
            assert identities(store.tables()) == expected


class TestAStoreThatHoldsSome:
    def test_shows_none_in_a_network_its_people_and_its_past(self) -> None:
        with MemoryStore() as store:
            store.commit(ledger())
            network = graph.open(store, on=date(2024, 11, 1))
            assert network.people is not None
            told = [str(network.tables()[name].to_dicts()) for name in network.tables()]
            told += [str(network.people.of("person", ["person-x"])), str(network.people.all().to_dicts())]
            showing = Showing(owner("tests", "history"), network)
            told += [str(seen_events(store.history(key), showing).to_dicts()) for key in ("place-a", "person-x")]
        assert not any(NUMBER in one or NUMBER[6:] in one for one in told)
        assert sum(HIDDEN in one for one in told) >= 4

    def test_tells_none_as_a_change(self) -> None:
        told = concealed_changes(ledger())
        assert NUMBER not in str([one.to_dicts() for one in told.frames.values()])

    def test_is_whole_and_keeps_what_it_was_given(self, tmp_path: Path) -> None:
        with SqliteStore(tmp_path / "linli.db") as store:
            store.commit(ledger())
            store.commit(changes(gone("holds", "person-x.post-p"), row("place", "a", name="演示楼", level="楼栋")))
            found = store.examine()
            assert store.tables(at=1)["place"].filter(pl.col("name").str.contains(NUMBER)).height == 1
        assert found.whole
        said = {(one.code, one.params["kind"], one.params["field"], one.params["count"]) for one in found.findings}
        assert said == {
            ("identity", "place", "name", 1),
            ("identity", "place", "note", 2),
            ("identity", "person", "name", 1),
            ("identity", "person", "skills", 1),
        }
        assert "“名称”" in found.findings[0].message("zh")
        assert "linli export xlsx" in str(found.findings[0].suggestion("zh"))

    @pytest.mark.slow
    def test_exports_none(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        from openpyxl import load_workbook

        from api.cli import run

        path, out = tmp_path / "linli.db", tmp_path / "out.xlsx"
        with SqliteStore(path) as store:
            store.commit(ledger())
        commands = (
            ["find", "演示", "--personal"],
            ["show", "演示社区"],
            ["history", "演示社区"],
            ["changes", "--from", "0", "--to", "1"],
            ["show", "演示社区", "--json"],
            ["export", "graphml", "-o", str(tmp_path / "out.graphml")],
            ["export", "xlsx", "-o", str(out)],
            ["doctor"],
        )
        for command in commands:
            assert run([*command, "--store", str(path)]) == 0
        told = "".join(capsys.readouterr()) + (tmp_path / "out.graphml").read_text(encoding="utf-8")
        told += str([list(sheet.values) for sheet in load_workbook(out)])
        assert NUMBER not in told
        assert HIDDEN in told
