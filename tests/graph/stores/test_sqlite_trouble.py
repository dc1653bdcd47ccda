"""The SQLite store where the world is unkind: locked, full, read-only, taken away, far away, crowded."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import pytest

from graph.changes import ChangeSet
from graph.errors import LogLeft, NetworkDrive, StoreError, StoreFull, StoreLocked, StoreMissing, StoreReplaced
from graph.stores import MemoryStore, SqliteStore, open_store
from graph.stores.sqlite import connections, location
from graph.stores.sqlite.migrations import VERSION
from graph.stores.sqlite.without_room import as_it_lies
from tests.graph.stores.files import SOME, names, run
from tests.graph.stores.written import changes, contents, places, row


def inspected(path: Path) -> object:
    """Look at a file, as whoever opens it does first."""
    return location.inspect(path, create=False, version=VERSION)


def opened_and_closed(path: Path) -> None:
    """Open it once more."""
    SqliteStore(path).close()


def opened_files(path: Path) -> list[Path]:
    """Return the descriptors that this process has of a file."""
    return [one for one in Path("/proc/self/fd").iterdir() if one.resolve() == path.resolve()]


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

    @pytest.mark.slow
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


class TestSlowDisk:
    """A commit that waits for its disk holds the store; what SQLite tells just before it commits is where it waits."""

    @pytest.fixture
    def slow(self, made: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[SqliteStore, Event, Event]]:
        """A store whose commits wait, what says that one does, and what ends that."""
        waits, over = Event(), Event()

        def wait(statement: str) -> None:
            if statement == "COMMIT":
                waits.set()
                over.wait(20)

        monkeypatch.setattr(connections, "PATIENCE", 0.1)
        with SqliteStore(made) as store:
            store._connections.writer.set_trace_callback(wait)  # noqa: SLF001 - a disk cannot be made slow here
            yield store, waits, over
            over.set()

    def test_is_waited_for_by_writers_and_not_by_readers(
        self, made: Path, slow: tuple[SqliteStore, Event, Event]
    ) -> None:
        store, waits, over = slow
        with SqliteStore(made) as other, ThreadPoolExecutor(1) as pool:
            committing = pool.submit(lambda: store.commit(changes(row("place", "late"))))
            assert waits.wait(20)
            assert (store.tables().revision, other.tables().revision) == (1, 1)
            with SqliteStore(made) as third:
                assert third.revision().number == 1
            with pytest.raises(StoreLocked, match="另一个程序正在写"):
                other.commit(changes(row("place", "turned-away")))
            over.set()
            assert committing.result().number == 2
            assert other.commit(changes(row("place", "after"))).number == 3
            assert "place-turned-away" not in other.tables()["place"]["key"]


@pytest.mark.usefixtures("made_anew")
class TestFullDisk:
    @pytest.fixture
    def little_room(self) -> Iterator[None]:
        """No file may grow beyond 400 kB."""
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, hard))
        yield
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    @pytest.mark.slow
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


class TestNoRoomForALog:
    @pytest.fixture
    def store(self, made: Path) -> Iterator[SqliteStore]:
        """A store that was opened while no file might grow to the 32 kB that its readers share."""
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
        try:
            with SqliteStore(made) as store:
                yield store
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    def test_reads_all_the_same_and_refuses_to_write(self, store: SqliteStore) -> None:
        assert (store.revision().number, store.tables()["place"].height) == (1, 2)
        assert store.stamp() == store.stamp()
        with pytest.raises(StoreFull) as error:
            store.commit(changes(*places("c")))
        assert error.value.code == "store_full"
        assert store.tables()["place"].height == 2

    def test_notices_who_found_room_and_wrote(self, store: SqliteStore, made: Path) -> None:
        store.tables()
        os.utime(made, ns=(1, 1))
        with pytest.raises(StoreReplaced):
            store.tables()

    def test_is_refused_where_a_log_has_more_than_the_file(self, made: Path) -> None:
        made.with_name(f"{made.name}-wal").write_bytes(b"more")
        with pytest.raises(StoreFull) as error:
            as_it_lies(made, StoreFull(store=str(made)), check=True)
        assert error.value.params == {"store": str(made)}


@pytest.mark.usefixtures("made_anew")
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
        assert names(shared) == ["linli.db", "linli.db.log"]

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
        assert names(shared) == ["linli.db", "linli.db.log"]


class TestOpenTwice:
    """A process that closes any descriptor of a file loses all locks that it has on it: POSIX says so."""

    @pytest.mark.parametrize("again", [inspected, opened_and_closed], ids=["looked at", "opened"])
    def test_it_stays_open_for_other_processes(self, made: Path, again: Callable[[Path], object]) -> None:
        with SqliteStore(made) as store:
            store.tables()
            again(made)
            script = (
                "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM revision'); c.close()"
            )
            subprocess.run([sys.executable, "-c", script, str(made)], check=True)
            assert store.commit(changes(*places("c"))).number == 2

    def test_nothing_is_kept_open_once_all_are_closed(self, made: Path) -> None:
        with SqliteStore(made):
            inspected(made)
            assert opened_files(made)
        assert not opened_files(made)


class TestReplacedFile:
    def test_that_is_gone_is_not_written_to(self, made: Path) -> None:
        with SqliteStore(made) as store:
            made.unlink()
            for use in (store.revision, store.tables, lambda: store.commit(SOME), lambda: store.commit(ChangeSet())):
                with pytest.raises(StoreReplaced):
                    use()

    def test_beside_which_its_log_was_left_is_told_apart(self, made: Path, tmp_path: Path) -> None:
        SqliteStore(tmp_path / "other.db").close()
        with SqliteStore(made) as store:
            store.commit(changes(*places("c")))
            store.tables()
            (tmp_path / "other.db").replace(made)
            with pytest.raises(LogLeft):
                store.stamp()
            (tmp_path / "other.db-wal").write_bytes(b"the other's own")
            (tmp_path / "other.db-wal").replace(made.with_name(f"{made.name}-wal"))
            with pytest.raises(StoreReplaced) as error:
                store.stamp()
            assert error.value.code == "store_replaced"

    def test_whose_log_was_taken_away_is_neither_read_nor_written(self, made: Path) -> None:
        with SqliteStore(made) as store:
            store.tables()
            for beside in ("-wal", "-shm"):
                made.with_name(f"{made.name}{beside}").unlink()
            for use in (store.stamp, store.tables, lambda: store.commit(changes(*places("c")))):
                with pytest.raises(StoreReplaced) as error:
                    use()
                assert error.value.code == "store_log_gone"
        with SqliteStore(made) as store:
            assert store.commit(changes(*places("c"))).number == 2

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


@pytest.mark.usefixtures("made_anew")
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
        assert names(tmp_path) == sorted([path.name, f"{path.name}.log", "备份 100%?#.db"])


@pytest.mark.usefixtures("made_anew")
class TestManyAtOnce:
    @pytest.mark.slow
    def test_make_one_store(self, path: Path) -> None:
        def work(number: int) -> int:
            with SqliteStore(path) as store:
                return store.commit(changes(row("place", f"{number}"))).number

        with ThreadPoolExecutor(6) as pool:
            assert sorted(pool.map(work, range(6))) == [1, 2, 3, 4, 5, 6]

    @pytest.mark.slow
    def test_read_while_one_commits(self, made: Path) -> None:
        with SqliteStore(made) as store, ThreadPoolExecutor(4) as pool:
            reading = [
                pool.submit(lambda: (tables := store.tables()).revision == tables["place"].height - 1)
                for _ in range(20)
            ]
            for number in range(10):
                store.commit(changes(row("place", f"{number}")))
            assert all(one.result() for one in reading)


class TestLinks:
    @pytest.mark.parametrize("create", [True, False])
    def test_one_to_nowhere_is_told_as_that_and_nothing_is_made(self, tmp_path: Path, *, create: bool) -> None:
        (tmp_path / "linli.db").symlink_to(tmp_path / "gone.db")
        with pytest.raises(StoreMissing) as refused:
            open_store(tmp_path / "linli.db", create=create)
        assert refused.value.code == "store_link_nowhere"
        assert str(tmp_path / "gone.db") in refused.value.message("zh")
        assert [one.name for one in tmp_path.iterdir()] == ["linli.db"]

    def test_one_that_leads_to_itself_is_told_in_our_words(self, tmp_path: Path) -> None:
        (tmp_path / "linli.db").symlink_to(tmp_path / "linli.db")
        with pytest.raises(StoreError) as refused:
            open_store(tmp_path / "linli.db", create=True)
        assert refused.value.message("zh").endswith("出错：链接绕回了自己")
