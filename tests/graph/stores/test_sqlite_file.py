"""The file of the SQLite store: what others see in it, and what it does not accept."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from graph.changes import ChangeSet
from graph.errors import (
    ForeignStore,
    NetworkDrive,
    NewerStore,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreMissing,
    StoreReplaced,
)
from graph.stores import MemoryStore, SqliteStore
from graph.stores.sqlite import connections, layout, location, migrations, opening
from graph.stores.sqlite.connections import connect
from graph.stores.sqlite.statements import create_table
from graph.tables import all_tables, tables_of
from tests.graph.stores.rows import changes, contents, gone, places, row, tie, within

SOME = changes(
    *places("ab"),
    within("b", "a"),
    row("person", "a", name="演示张一"),
    row("post", "a", vacant=False),
    row("team", "a", themes=["和睦"]),
    tie("holds", "person-a", "post-a"),
)


def run(path: Path, script: str) -> list[tuple[Any, ...]]:
    """Do something to the file with nothing but sqlite3, as another program would."""
    with closing(sqlite3.connect(path)) as other:
        rows = [row for statement in script.split(";") for row in other.execute(statement).fetchall()]
        other.commit()
    return rows


def names(folder: Path) -> list[str]:
    """Return what lies in a folder."""
    return sorted(one.name for one in folder.iterdir())


@pytest.fixture
def made(path: Path) -> Path:
    """A store with a few rows, closed."""
    with SqliteStore(path) as store:
        store.commit(SOME)
    return path


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
        assert run(made, "SELECT value FROM meta WHERE name = 'kinds'") == [(layout.digest(layout.layout()),)]

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
            assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute("INSERT INTO place (id, from_revision) VALUES (99, 1)")

    def test_cannot_be_misled_by_the_name_of_a_field(self) -> None:
        ours = {"id", "key", "from_revision", "to_revision"}
        assert not [one.name for table in all_tables() for one in table.fields if one.name in ours]
        assert '"class" TEXT' in create_table(tables_of("member_of")[0])


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
        monkeypatch.setattr(layout, "all_tables", lambda: older)
        content = made.read_bytes()
        with pytest.raises(NewerStore) as error:
            SqliteStore(made)
        assert error.value.code == "newer_store_columns"
        assert "team.themes" in error.value.params["columns"]
        assert made.read_bytes() == content


class TestOlderFile:
    def test_gets_the_tables_and_columns_it_lacks(self, path: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            older = {
                table: {name: declared for name, declared in columns.items() if (table, name) not in LATER}
                for table, columns in layout.layout().items()
                if table not in ("team", "serves")
            }
            patch.setattr(layout, "layout", lambda: older)
            patch.setattr(layout, "all_tables", lambda: tuple(table for table in all_tables() if table.name in older))
            patch.setattr(layout, "create_table", lambda table: without(create_table(table), table.name))
            patch.setattr(layout, "create_index", lambda _: ())
            SqliteStore(path).close()
        assert "note" not in run(path, "SELECT group_concat(name) FROM pragma_table_info('place')")[0][0].split(",")
        run(path, "INSERT INTO revision VALUES (1, '', '2024-11-01T00:00:00+00:00', '')")
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
        for module in (layout, opening):
            monkeypatch.setattr(module, "VERSION", 3)
        monkeypatch.setattr(
            layout, "MIGRATIONS", (("UPDATE place SET note = '一'",), ("UPDATE place SET note = note || '二'",))
        )
        for _ in range(2):
            with SqliteStore(made) as store:
                assert store.tables()["place"]["note"].to_list() == ["一二", "一二"]
        assert run(made, "PRAGMA user_version") == [(3,)]

    def test_stays_as_it_was_when_a_migration_fails(self, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for module in (layout, opening):
            monkeypatch.setattr(module, "VERSION", 2)
        monkeypatch.setattr(layout, "MIGRATIONS", (("UPDATE place SET note = '一'", "UPDATE nowhere SET note = '二'"),))
        with pytest.raises(StoreError):
            SqliteStore(made)
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
        with SqliteStore(made) as store, pytest.raises(StoreDamaged):
            store.tables()

    def test_with_a_value_of_another_type_names_the_table(self, made: Path) -> None:
        run(made, "UPDATE place SET households = '很多'")
        with SqliteStore(made) as store, pytest.raises(StoreDamaged) as error:
            store.tables()
        assert (error.value.code, error.value.params) == ("store_damaged_table", {"table": "place"})


class TestLockedFile:
    @pytest.fixture(autouse=True)
    def impatient(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(connections, "PATIENCE", 0.05)

    @contextmanager
    def another_process_that_writes(self, path: Path) -> Iterator[None]:
        script = (
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
            "c.execute('BEGIN IMMEDIATE'); print(flush=True); sys.stdin.read()"
        )
        command = [sys.executable, "-c", script, str(path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            assert other.stdout is not None
            assert other.stdout.readline()
            yield
            other.communicate()

    def test_is_read_and_not_written(self, made: Path) -> None:
        with SqliteStore(made) as store:
            with self.another_process_that_writes(made):
                assert store.tables()["place"].height == 2
                with pytest.raises(StoreLocked) as error:
                    store.commit(changes(*places("c")))
                assert error.value.params == {"store": str(made)}
            assert store.commit(changes(*places("c"))).number == 2

    def test_is_opened(self, made: Path) -> None:
        with self.another_process_that_writes(made), SqliteStore(made) as store:
            assert store.revision().number == 1


class TestFullDisk:
    @pytest.fixture
    def little_room(self) -> Iterator[None]:
        """No file may grow beyond 400 kB."""
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, hard))
        yield
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    def test_loses_nothing(self, made: Path, request: pytest.FixtureRequest) -> None:
        with SqliteStore(made) as store:
            before = contents(store.tables())
            many = changes(*(row("place", f"{number}", note="满" * 50) for number in range(20_000)))
            request.getfixturevalue("little_room")
            with pytest.raises(StoreFull) as error:
                store.commit(many)
            assert error.value.params == {"store": str(made)}
            assert contents(store.tables()) == before
            assert store.commit(changes(*places("c"))).number == 2
        assert run(made, "PRAGMA integrity_check") == [("ok",)]

    def test_leaves_no_half_made_file(self, path: Path) -> None:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
        try:
            with pytest.raises(StoreFull):
                SqliteStore(path)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert names(path.parent) == []


class TestFileWithoutPermission:
    @pytest.fixture
    def shared(self) -> Iterator[Path]:
        """A folder that everybody may enter, with a store in it; tests may run as root, who may write anywhere."""
        with TemporaryDirectory() as name:
            folder = Path(name)
            folder.chmod(0o755)
            with SqliteStore(folder / "linli.db") as store:
                store.commit(SOME)
            yield folder

    @contextmanager
    def as_nobody(self) -> Iterator[None]:
        if os.geteuid():
            yield
            return
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)

    def test_is_refused_in_a_folder_that_cannot_be_written(self, shared: Path) -> None:
        shared.joinpath("linli.db").chmod(0o666)
        shared.chmod(0o555)
        for name in ("linli.db", "new.db"):
            with self.as_nobody(), pytest.raises(StoreFull) as error:
                SqliteStore(shared / name)
            assert error.value.code == "store_read_only"
        shared.chmod(0o755)
        assert names(shared) == ["linli.db"]

    @pytest.mark.parametrize("mode", [0o444, 0o000])
    def test_is_refused_when_it_cannot_be_written_itself(self, shared: Path, mode: int) -> None:
        shared.joinpath("linli.db").chmod(mode)
        shared.chmod(0o777)
        with self.as_nobody(), pytest.raises(StoreFull) as error:
            SqliteStore(shared / "linli.db")
        assert error.value.code == "store_read_only"

    def test_is_not_made_by_a_backup(self, shared: Path) -> None:
        shared.chmod(0o555)
        with self.as_nobody(), pytest.raises(StoreFull) as error:
            MemoryStore().backup(shared / "备份.db")
        assert error.value.code == "store_read_only"
        shared.chmod(0o755)
        assert names(shared) == ["linli.db"]


class TestReplacedFile:
    def test_that_is_gone_is_not_written_to(self, made: Path) -> None:
        with SqliteStore(made) as store:
            made.unlink()
            for use in (store.revision, store.tables, lambda: store.commit(SOME), lambda: store.commit(ChangeSet())):
                with pytest.raises(StoreReplaced):
                    use()

    def test_that_became_another_is_neither_read_nor_written(self, made: Path, tmp_path: Path) -> None:
        other = tmp_path / "other.db"
        SqliteStore(other).close()
        content = other.read_bytes()
        with SqliteStore(made) as store:
            other.replace(made)
            for use in (store.tables, lambda: store.commit(changes(*places("c")))):
                with pytest.raises(StoreReplaced):
                    use()
            assert made.read_bytes() == content


class TestPlace:
    def test_must_have_its_folder(self, tmp_path: Path) -> None:
        with pytest.raises(StoreMissing) as error:
            SqliteStore(tmp_path / "nowhere" / "linli.db")
        assert (error.value.code, error.value.params) == ("store_folder_missing", {"folder": str(tmp_path / "nowhere")})

    @pytest.mark.parametrize("drive", ["nfs4", "cifs", "fuse.sshfs"])
    def test_is_not_on_a_network_drive(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drive: str) -> None:
        folder = tmp_path / "共享 盘" / "里"
        folder.mkdir(parents=True)
        mount = str(folder.parent.resolve()).replace(" ", "\\040")
        mounts = tmp_path / "mounts"
        mounts.write_text(f"/dev/vda / ext4 rw 0 0\nserver:/x {mount} ext4 rw 0 0\nserver:/x {mount} {drive} rw 0 0\n")
        monkeypatch.setattr(location, "MOUNTS", mounts)
        with pytest.raises(NetworkDrive) as error:
            SqliteStore(folder / "linli.db")
        assert error.value.params["drive"] == drive
        assert names(folder) == []
        SqliteStore(tmp_path / "linli.db").close()

    def test_is_not_known_to_be_remote_where_mounts_are_not_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(location, "MOUNTS", tmp_path / "nowhere")
        assert location.network_drive(tmp_path) is None

    @pytest.mark.parametrize("name", ["长" * 300, "a\x00b"], ids=["long", "nul"])
    def test_has_a_name_that_a_file_can_have(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(StoreError) as error:
            SqliteStore(tmp_path / name)
        assert error.value.code == "store_error"

    def test_stays_the_same_when_the_working_directory_changes(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        with SqliteStore("linli.db") as store:
            monkeypatch.chdir("/")
            assert store.commit(SOME).number == 1

    def test_may_have_any_name(self, tmp_path: Path) -> None:
        path = tmp_path / "邻里 100%?#.db"
        with SqliteStore(path) as store:
            store.commit(SOME)
            store.backup(tmp_path / "备份 100%?#.db")
        assert names(tmp_path) == sorted([path.name, "备份 100%?#.db"])


class TestManyAtOnce:
    def test_make_one_store(self, path: Path) -> None:
        def work(number: int) -> int:
            with SqliteStore(path) as store:
                return store.commit(changes(row("place", f"{number}"))).number

        with ThreadPoolExecutor(6) as pool:
            assert sorted(pool.map(work, range(6))) == [1, 2, 3, 4, 5, 6]

    def test_read_while_one_commits(self, made: Path) -> None:
        with SqliteStore(made) as store, ThreadPoolExecutor(4) as pool:
            reading = [
                pool.submit(lambda: (tables := store.tables()).revision == tables["place"].height - 1)
                for _ in range(20)
            ]
            for number in range(10):
                store.commit(changes(row("place", f"{number}")))
            assert all(one.result() for one in reading)
