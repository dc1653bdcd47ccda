"""A commit so large that its rows are written in bulk writes what one does that looks up and adds each."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from graph.changes import ChangeSet, whole_rows
from graph.errors import StoreDamaged, StoreError
from graph.kinds import all_kinds
from graph.stores import SqliteStore, open_store
from graph.stores.sqlite import in_bulk, row_sql
from graph.stores.sqlite.numbers import numbered
from graph.tables import Tables, tables_of
from tests.conftest import ROOT
from tests.graph.steps.played import Played

_LINES = """
    place 甲社区 community
    place 甲社区/1号楼 building
    organisation 支部 name=一支部 answers_for=甲社区 reports_to=党委
    organisation 党委 name=党委
    post 书记 in=一支部 holder=演示甲
    need 修灯 category=水电维修 located_at=甲社区/1号楼 raised_on=2024-10-01 about=一支部
    step 登记 need=修灯 number=1 at=2024-10-01 state=待受理 to=一支部
"""
#: A process that is killed in the middle of a commit written in bulk.
_KILLED = """
import os, signal, sys
from graph.stores import open_store
from graph.stores.sqlite import in_bulk
from tests.graph.stores.test_large_commits import everything, later

def killed(connection, statement, rows):
    written(connection, statement, rows)
    if connection.execute("SELECT count(*) FROM need WHERE from_revision = 2").fetchone()[0]:
        os.kill(os.getpid(), signal.SIGKILL)

written, in_bulk.several, in_bulk.MANY = in_bulk.several, killed, 0
with open_store(sys.argv[1]) as store:
    store.commit(later(everything()))
"""


def everything() -> dict[str, pl.DataFrame]:
    """Return rows of many kinds."""
    tables = Played(_LINES).tables
    return {kind.kind: whole_rows(tables, kind.kind) for kind in all_kinds()}


def later(rows: dict[str, pl.DataFrame]) -> ChangeSet:
    """Return a change of every row, with a need that is new."""
    changed = {kind: frame.with_columns(since=pl.lit(date(2020, 1, 1))) for kind, frame in rows.items()}
    new = rows["need"].with_columns(key=pl.lit("need-" + "a" * 16), name=pl.lit("修门"))
    return ChangeSet({**changed, "need": pl.concat([changed["need"], new])}, by="test")


def written(path: Path) -> list[Tables]:
    """Return what a store holds after each of three commits: all new, one row ended, all changed and one new."""
    changes = everything()
    ended = changes["need"].with_columns(name=pl.lit("修楼道灯"), until=pl.lit(date(2025, 1, 1)))
    with open_store(path) as store:
        store.commit(ChangeSet(changes, by="test"))
        store.commit(ChangeSet({"need": ended}, by="test"))
        store.commit(later(changes))
        assert not store.examine().findings
        return [store.tables(at=number) for number in (1, 2, 3)]


def indices(path: Path) -> set[tuple[str, str]]:
    """Return the indices of a file, with how each is made."""
    with closing(sqlite3.connect(path)) as file:
        return set(file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'"))


@pytest.fixture
def in_bulk_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every commit be a large one, in which few values make a statement."""
    monkeypatch.setattr(in_bulk, "MANY", 0)
    monkeypatch.setattr(in_bulk, "_VALUES", 20)
    monkeypatch.setattr(in_bulk, "_SLICE", 3)


@pytest.mark.slow
def test_is_the_same(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    looked_up = written(tmp_path / "one.db")
    request.getfixturevalue("in_bulk_at_once")
    at_once = written(tmp_path / "other.db")
    for one, other in zip(looked_up, at_once, strict=True):
        for name, frame in one.items():
            assert frame.sort("key").equals(other[name].sort("key")), name
    assert indices(tmp_path / "one.db") == indices(tmp_path / "other.db")


@pytest.mark.usefixtures("in_bulk_at_once")
def test_of_any_number_of_rows_adds_each_once(tmp_path: Path) -> None:
    kinds = ["place"] * 20 + ["post", "place", None] * 3 + [None] * 18  # of three at a time all, some or none say one
    things = pl.DataFrame({"key": [f"place-{number:02}" for number in range(47)], "kind": kinds})
    for count in (1, 2, 3, 4, 9, 10, 47):
        with closing(sqlite3.connect(tmp_path / f"{count}.db")) as file:
            file.execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, key TEXT, kind TEXT)")
            in_bulk.several(file, row_sql.INSERT_THINGS, things.head(count))
            found = file.execute("SELECT id, key, kind FROM thing ORDER BY id").fetchall()
        assert found == [(number + 1, f"place-{number:02}", kinds[number]) for number in range(count)]


@pytest.mark.usefixtures("in_bulk_at_once")
def test_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise sqlite3.OperationalError("out of order")

    with open_store(tmp_path / "one.db") as store:
        before = indices(tmp_path / "one.db")
        with monkeypatch.context() as broken:
            broken.setattr(in_bulk, "several", fails)
            with pytest.raises(StoreError):
                store.commit(ChangeSet(everything(), by="test"))
        assert store.revision().number == 0
        assert indices(tmp_path / "one.db") == before
        store.commit(ChangeSet(everything(), by="test"))
        assert not store.examine().findings


@pytest.mark.usefixtures("in_bulk_at_once")
def test_has_references_looked_up_again_by_who_writes_next(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "one.db") as store:
        store.commit(ChangeSet(everything(), by="test"))
        writer = store._connections.writer  # noqa: SLF001 - what no verb of the store could do
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            writer.execute("INSERT INTO place (id, from_revision) VALUES (987654, 1)")


@pytest.mark.usefixtures("in_bulk_at_once")
def test_leaves_the_indices_of_what_is_past_where_they_are(tmp_path: Path) -> None:
    with open_store(tmp_path / "one.db"):
        pass
    with closing(sqlite3.connect(tmp_path / "one.db", isolation_level=None)) as file:
        file.execute("BEGIN")
        with in_bulk.indices_made_after(file, "need", 1):
            left = file.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'need'").fetchall()
    assert sorted(left) == [("need:ended",), ("need:past",)]


@pytest.mark.parametrize("kinds", [(), ("need",), ("need", "place"), ("organisation", "place")])
def test_refuses_a_thing_without_a_number(kinds: tuple[str, ...]) -> None:
    """What a need is about may be an organisation; that a place has its key would be no number of it."""
    rows = Played(_LINES).tables["need"]
    keys = pl.concat([rows["key"], rows["about"].rename("key")]).to_frame()
    numbers = {kind: keys.with_row_index("id").cast({"id": pl.Int64}) for kind in kinds}
    with pytest.raises(StoreDamaged):
        numbered(tables_of("need")[0], rows, numbers)
    numbers |= {kind: keys.with_row_index("id").cast({"id": pl.Int64}) for kind in ("need", "organisation")}
    assert numbered(tables_of("need")[0], rows, numbers).select("key", "about").rows() == [(0, 1)]


def test_what_the_first_and_the_last_row_say_is_not_taken_for_what_all_say() -> None:
    rows = pl.DataFrame({"key": ["a", "b", "c"], "same": ["x", "x", "x"], "other": ["x", "y", "x"], "none": [None] * 3})
    with closing(sqlite3.connect(":memory:")) as file:
        file.execute("CREATE TABLE t (key, same, other, none)")
        in_bulk.several(file, "INSERT INTO t VALUES ", rows)
        assert file.execute("SELECT * FROM t").fetchall() == rows.rows()


@pytest.mark.usefixtures("in_bulk_at_once")
def test_into_a_file_whose_keys_are_unique_by_its_table_leaves_that_so(tmp_path: Path) -> None:
    with open_store(tmp_path / "one.db"):
        pass
    with closing(sqlite3.connect(tmp_path / "one.db")) as file:  # as an older linli made it
        file.execute("DROP TABLE thing")
        file.execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL)")
    before = indices(tmp_path / "one.db")
    written(tmp_path / "one.db")
    assert indices(tmp_path / "one.db") == before


@pytest.mark.slow
def test_whose_writer_is_killed_leaves_the_revision_before(tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    with open_store(path) as store:
        store.commit(ChangeSet(everything(), by="test"))
    before = indices(path)
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(path)], cwd=ROOT, check=False)
    assert killed.returncode == -9
    with open_store(path, create=False) as store:
        assert store.revision().number == 1
        assert not store.examine().findings
        assert store.commit(later(everything())).number == 2
    assert indices(path) == before
