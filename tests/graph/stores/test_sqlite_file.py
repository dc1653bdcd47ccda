"""The file of the SQLite store: what other tools see in it, and which files it does not accept."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import ForeignStore, NewerStore, StoreDamaged, StoreError, StoreMissing
from graph.stores import MemoryStore, SqliteStore
from graph.stores.known_columns import digest
from graph.stores.sqlite import backing_up, connections, migrations, opening, schema, upgrade, upgrading
from graph.stores.sqlite.connections import connect
from graph.stores.sqlite.row_sql import among, create_table, listed, select
from graph.tables import all_tables, tables_of
from tests.graph.stores.files import names, run
from tests.graph.stores.written import changes, gone, places, row, within


class TestOtherTools:
    def test_read_a_table_a_kind_with_typed_columns(self, made: Path) -> None:
        assert run(made, "SELECT key, kind FROM thing WHERE kind = 'post'") == [("post-a", "post")]
        assert run(made, "SELECT vacant, typeof(vacant) FROM post") == [(0, "integer")]
        assert run(made, "SELECT themes FROM team") == [('["和睦"]',)]
        assert run(made, "SELECT p.name FROM person_personal p JOIN holds h ON h.source = p.id") == [("演示张一",)]

    def test_see_which_revision_made_and_ended_a_row(self, made: Path) -> None:
        with SqliteStore(made) as store:
            store.commit(changes(row("place", "b", note="新")))
        found = run(made, "SELECT from_revision, to_revision, note FROM place NATURAL JOIN thing WHERE key = 'place-b'")
        assert found == [(1, 2, None), (2, None, "新")]

    def test_find_nothing_wrong_with_it(self, made: Path) -> None:
        with SqliteStore(made) as store:
            store.commit(changes(gone("part_of", "place-b.place-a"), gone("place", "b"), row("person", "a", name="乙")))
            store.commit(changes(*places("b"), within("b", "a")))
        assert run(made, "PRAGMA integrity_check") == [("ok",)]
        assert run(made, "PRAGMA foreign_key_check") == []

    def test_know_whose_it_is(self, made: Path) -> None:
        assert run(made, "PRAGMA application_id; PRAGMA journal_mode") == [(0x4C4E4C49,), ("wal",)]
        assert run(made, "SELECT value FROM meta WHERE name = 'kinds'") == [(digest(schema.layout()),)]

    def test_read_while_somebody_writes_and_we_read_while_they_do(self, made: Path) -> None:
        with SqliteStore(made) as store, closing(sqlite3.connect(made, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("UPDATE place SET note = '别人的'")
            assert store.tables()["place"]["note"].to_list() == [None, None]
            other.execute("ROLLBACK")
            other.execute("BEGIN")
            seen = other.execute("SELECT count(*) FROM place").fetchall()
            store.commit(changes(*places("c")))
            assert other.execute("SELECT count(*) FROM place").fetchall() == seen
            other.execute("COMMIT")
            assert other.execute("SELECT count(*) FROM place").fetchall() == [(3,)]

    def test_cannot_break_references_of_our_connections(self, made: Path) -> None:
        with closing(connect(made)) as connection:
            assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute("INSERT INTO place (id, from_revision) VALUES (99, 1)")

    def test_find_it_on_the_disk_after_each_commit(
        self, made: Path, waits_for_the_disk: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(connections, "SYNCHRONOUS", waits_for_the_disk)
        with closing(connect(made)) as connection:
            assert connection.execute("PRAGMA synchronous").fetchone() == (2,)

    def test_cannot_be_misled_by_the_name_of_a_field(self) -> None:
        ours = {"id", "key", "from_revision", "to_revision"}
        assert not [one.name for table in all_tables() for one in table.fields if one.name in ours]
        assert '"class" TEXT' in create_table(tables_of("member_of")[0])


class TestIndices:
    def test_find_what_refers_to_a_thing_by_any_column(self) -> None:
        with closing(sqlite3.connect(":memory:")) as file:
            schema.make(file)
            for table in all_tables():
                for column in table.references:
                    statement = f"EXPLAIN QUERY PLAN {select(table, among(table, column))}"
                    plan = [row[3] for row in file.execute(statement, (listed([]),))]
                    assert plan[0] == f"SEARCH r USING INDEX {table.name}:{column} ({column}=?)", plan


class TestForeignFile:
    @pytest.mark.parametrize(
        "content", [b"a letter", b"SQLite format 3\x00", b"\x89PNG" + b"\x00" * 200], ids=["text", "short", "picture"]
    )
    def test_that_is_no_database_is_left_as_it_is(self, path: Path, content: bytes) -> None:
        path.write_bytes(content)
        with pytest.raises(ForeignStore):
            SqliteStore(path)
        assert path.read_bytes() == content

    def test_of_another_program_is_left_as_it_is(self, path: Path) -> None:
        run(path, "PRAGMA journal_mode = WAL; CREATE TABLE place (name TEXT); INSERT INTO place VALUES ('theirs')")
        content = path.read_bytes()
        with pytest.raises(ForeignStore):
            SqliteStore(path)
        assert path.read_bytes() == content
        assert names(path.parent) == [path.name]

    def test_of_another_program_keeps_its_journal(self, path: Path) -> None:
        run(path, "CREATE TABLE place (name TEXT)")
        journal = path.with_name(path.name + "-journal")
        journal.write_bytes(b"to be rolled back by its owner")
        with pytest.raises(ForeignStore):
            SqliteStore(path)
        assert journal.exists()

    def test_is_also_what_is_no_file(self, tmp_path: Path) -> None:
        for other in (tmp_path, Path("/dev/null")):
            with pytest.raises(ForeignStore):
                SqliteStore(other)

    def test_is_not_an_empty_one(self, path: Path) -> None:
        path.touch()
        with SqliteStore(path) as store:
            assert store.revision().number == 0

    def test_of_an_empty_one_is_told_that_it_is_where_none_may_be_made(self, path: Path) -> None:
        path.touch()
        with pytest.raises(StoreMissing) as error:
            SqliteStore(path, create=False)
        assert (error.value.code, str(error.value)) == (
            "store_empty",
            f"数据文件 {path} 是空的（0 字节），里面还没有邻里的数据",
        )
        assert path.read_bytes() == b""


class TestNewerFile:
    def test_of_a_newer_version_is_left_as_it_is(self, made: Path) -> None:
        run(made, "PRAGMA user_version = 99")
        content = made.read_bytes()
        with pytest.raises(NewerStore) as error:
            SqliteStore(made)
        assert error.value.params == {"store": str(made), "found": 99, "known": migrations.VERSION}
        assert made.read_bytes() == content

    def test_with_columns_we_do_not_know_is_left_as_it_is(self, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        older = tuple(table for table in all_tables() if table.kind not in ("team", "serves"))
        monkeypatch.setattr(schema, "all_tables", lambda: older)
        content = made.read_bytes()
        with pytest.raises(NewerStore) as error:
            SqliteStore(made)
        assert error.value.code == "newer_store_columns"
        assert error.value.params["columns"] == "serves, team"  # not each of their columns
        assert made.read_bytes() == content


@pytest.mark.usefixtures("made_anew")
class TestOlderFile:
    def test_gets_the_tables_and_columns_it_lacks(self, path: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            older = {
                table: {name: declared for name, declared in columns.items() if (table, name) not in LATER}
                for table, columns in schema.layout().items()
                if table not in ("team", "serves")
            }
            patch.setattr(schema, "layout", lambda: older)
            patch.setattr(schema, "all_tables", lambda: tuple(table for table in all_tables() if table.name in older))
            patch.setattr(schema, "create_table", lambda table: without(create_table(table), table.name))
            patch.setattr(schema, "create_index", lambda _: ())
            SqliteStore(path).close()
        assert "note" not in run(path, "SELECT group_concat(name) FROM pragma_table_info('place')")[0][0].split(",")
        run(path, "INSERT INTO revision (number, \"by\", at, source) VALUES (1, '', '2024-11-01T00:00:00+00:00', '')")
        run(path, "INSERT INTO thing VALUES (1, 'place-a', 'place')")
        run(path, "INSERT INTO place (id, from_revision, name, level) VALUES (1, 1, '甲', 'community')")
        with SqliteStore(path) as store:
            assert store.tables()["place"].select("key", "name", "note").rows() == [("place-a", "甲", None)]
            store.commit(changes(row("place", "a", note="新"), row("team", "a", themes=["和睦"])))
            store.commit(changes(row("figure", "a", subject="place-a")))
        assert run(path, "SELECT name FROM sqlite_master WHERE name = 'figure:subject'") == [("figure:subject",)]
        with SqliteStore(path) as again:
            assert again.tables()["place"]["note"].to_list() == ["新"]

    def test_is_migrated_by_hand_where_something_was_renamed(self, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for module in (schema, opening, upgrading, backing_up):
            monkeypatch.setattr(module, "VERSION", 3)
        monkeypatch.setattr(
            schema, "MIGRATIONS", (("UPDATE place SET note = '一'",), ("UPDATE place SET note = note || '二'",))
        )
        with pytest.raises(StoreError) as error:
            SqliteStore(made)
        assert (error.value.code, error.value.params["found"], error.value.params["known"]) == ("store_older", 1, 3)
        assert upgrade(made).backup is not None
        for _ in range(2):
            with SqliteStore(made) as store:
                assert store.tables()["place"]["note"].to_list() == ["一二", "一二"]
        assert run(made, "PRAGMA user_version") == [(3,)]

    def test_stays_as_it_was_when_a_migration_fails(self, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for module in (schema, opening, upgrading, backing_up):
            monkeypatch.setattr(module, "VERSION", 2)
        monkeypatch.setattr(schema, "MIGRATIONS", (("UPDATE place SET note = '一'", "UPDATE nowhere SET note = '二'"),))
        with pytest.raises(StoreError):
            upgrade(made)
        assert run(made, "SELECT DISTINCT note FROM place; PRAGMA user_version") == [(None,), (1,)]


LATER = {("place", "note"), ("figure", "subject")}


def without(statement: str, table: str) -> str:
    for other, column in LATER:
        if other == table:
            for declared in ("TEXT", "INTEGER REFERENCES thing (id)"):
                statement = statement.replace(f', "{column}" {declared}', "")
    return statement


class TestDamagedFile:
    def test_that_was_cut_off_is_refused(self, made: Path) -> None:
        content = made.read_bytes()
        made.write_bytes(content[: len(content) // 2])
        with pytest.raises(StoreDamaged):
            SqliteStore(made)
        assert made.read_bytes() == content[: len(content) // 2]

    def test_with_a_page_overwritten_is_noticed(self, made: Path) -> None:
        page = int(str(run(made, "SELECT rootpage FROM sqlite_master WHERE name = 'place'")[0][0]))
        with made.open("r+b") as file:
            file.seek((page - 1) * 4096)
            file.write(b"\xff" * 4096)
        with pytest.raises(StoreDamaged):
            SqliteStore(made)
        with SqliteStore(made, check=False) as store, pytest.raises(StoreDamaged):
            store.tables()

    def test_with_a_value_of_another_type_names_the_table(self, made: Path) -> None:
        run(made, "UPDATE place SET households = '很多'")
        with SqliteStore(made, check=False) as store, pytest.raises(StoreDamaged) as error:
            store.tables()
        assert (error.value.code, error.value.params) == ("store_damaged_table", {"table": "place"})


@pytest.mark.skipif(os.name != "posix", reason="other systems know no such rights")
@pytest.mark.usefixtures("made_anew")
class TestItsOwnersAlone:
    """Whatever the umask, only the owner may read what a store is made of."""

    @pytest.fixture(params=[0o000, 0o022, 0o277], autouse=True)
    def umask(self, request: pytest.FixtureRequest) -> Iterator[None]:
        before = os.umask(request.param)
        yield
        os.umask(before)

    def test_the_file_and_what_lies_beside_it_while_it_is_open(self, path: Path) -> None:
        with SqliteStore(path) as store:
            store.commit(changes(*places("a")))
            assert {one.name: _mode(one) for one in path.parent.iterdir()} == {
                "linli.db": 0o600,
                "linli.db.log": 0o600,
                "linli.db-wal": 0o600,
                "linli.db-shm": 0o600,
            }

    @pytest.mark.slow
    def test_a_backup_and_a_copy(self, path: Path) -> None:
        with SqliteStore(path) as store, MemoryStore() as other:
            for one, name in ((store, "backup.db"), (other, "copy.db")):
                one.commit(changes(*places("a")))
                one.backup(path.with_name(name))
                assert _mode(path.with_name(name)) == 0o600

    def test_a_file_that_was_there_keeps_its_rights(self, made: Path) -> None:
        made.chmod(0o640)
        with SqliteStore(made):
            assert _mode(made) == 0o640


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
