"""A file that lost something says so: a log that is gone, a byte that changed, an end that is missing."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.changes import ChangeSet
from graph.errors import ForeignStore, StoreDamaged, StoreError
from graph.stores import SqliteStore, open_store
from graph.stores.findings import Examined
from graph.stores.sqlite import examining
from tests.graph.stores.files import SOME, names, run
from tests.graph.stores.written import changes, places, row


def found(path: Path) -> dict[str, dict[str, object]]:
    """Return what is wrong with a file, by code."""
    return {one.code: one.params for one in examined(path).findings}


def examined(path: Path) -> Examined:
    with SqliteStore(path, create=False, check=False) as store:
        return store.examine()


def killed(path: Path, to: Path, *, log: bool, old_reader: bool = False) -> Path:
    """Return the files as a writer leaves them that is killed after its second commit, with or without its log."""
    with SqliteStore(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as reader:
        if old_reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM place").fetchone()
        store.commit(changes(*places("c")))
        to.mkdir()
        for one in path.parent.glob(f"{path.name}*"):
            if log or not one.name.endswith(("-wal", "-shm")):
                shutil.copy(one, to / one.name)
    return to / path.name


class TestLog:
    @pytest.mark.slow
    @pytest.mark.parametrize("log", [True, False])
    def test_that_goes_takes_no_commit_that_was_told_as_done(self, made: Path, tmp_path: Path, *, log: bool) -> None:
        left = killed(made, tmp_path / "left", log=log)
        with SqliteStore(left) as store:
            assert store.revision().number == 2
            assert store.examine().whole

    def test_that_goes_while_a_reader_kept_the_file_behind_is_missed(self, made: Path, tmp_path: Path) -> None:
        left = killed(made, tmp_path / "left", log=False, old_reader=True)
        assert names(left.parent) == ["linli.db", "linli.db-mark", "linli.db.log"]
        with pytest.raises(StoreDamaged) as error:
            SqliteStore(left)
        said = {"store": str(left), "newest": 1, "written": 2, "mark": "linli.db-mark"}
        assert (error.value.code, error.value.params) == ("store_log_lost", said)
        assert "linli restore" in str(error.value.suggestion())

    def test_that_stays_is_taken_in_and_the_mark_goes(self, made: Path, tmp_path: Path) -> None:
        left = killed(made, tmp_path / "left", log=True, old_reader=True)
        assert "linli.db-mark" in names(left.parent)
        with SqliteStore(left) as store:
            assert store.revision().number == 2
        assert names(left.parent) == ["linli.db", "linli.db.log"]

    @pytest.mark.slow
    def test_that_is_lost_can_be_accepted(self, made: Path, tmp_path: Path) -> None:
        left = killed(made, tmp_path / "left", log=False, old_reader=True)
        with SqliteStore(left, i_know=True) as store:
            assert store.revision().number == 1
            assert store.commit(changes(*places("z"))).number == 2
        with SqliteStore(left) as store:
            assert store.examine().whole

    def test_a_mark_that_nobody_can_read_says_nothing(self, made: Path) -> None:
        made.with_name("linli.db-mark").write_bytes(b"\xff\xfe")
        SqliteStore(made).close()

    def test_a_file_copied_alone_after_it_was_closed_is_whole(self, made: Path, tmp_path: Path) -> None:
        other = tmp_path / "elsewhere"
        other.mkdir()
        shutil.copy(made, other / "own.db")
        with SqliteStore(other / "own.db") as store:
            assert (store.revision().number, store.examine().findings) == (1, ())

    def test_a_closed_store_leaves_only_its_file(self, made: Path) -> None:
        with SqliteStore(made) as store:
            store.commit(changes(*places("c")))
        assert names(made.parent) == ["linli.db", "linli.db.log"]


class TestChangedByte:
    def changed(self, path: Path, before: bytes, after: bytes) -> None:
        content = path.read_bytes()
        assert content.count(before) == 1
        path.write_bytes(content.replace(before, after))

    @pytest.fixture
    def older(self, made: Path) -> Path:
        """A store whose newest revision is not the one that will be changed."""
        with SqliteStore(made) as store:
            store.commit(changes(row("place", "c", note="NEWER-NOTE"), by="演示"))
        return made

    @pytest.mark.slow
    def test_in_the_newest_revision_is_told_when_the_store_is_opened(self, older: Path) -> None:
        self.changed(older, b"NEWER-NOTE", b"NEVER-NOTE")
        with pytest.raises(StoreDamaged) as error:
            open_store(older)
        assert (error.value.code, error.value.params["revision"]) == ("store_revision_differs", 2)
        assert found(older) == {"revision_differs": {"revision": "2"}}

    @pytest.mark.slow
    def test_in_an_older_revision_is_found_by_looking_at_everything(self, older: Path) -> None:
        self.changed(older, "和睦".encode(), "和气".encode())
        with SqliteStore(older) as store:
            report = store.examine()
        assert (report.whole, report.sealed, report.revisions) == (False, 1, 2)
        assert [(one.code, one.params) for one in report.findings] == [("revision_differs", {"revision": "1"})]

    @pytest.mark.slow
    def test_in_who_made_a_revision_is_found(self, older: Path) -> None:
        run(older, "UPDATE revision SET \"by\" = '别人' WHERE number = 1")
        assert found(older) == {"revision_differs": {"revision": "1"}}

    def test_of_a_big_newest_revision_is_left_to_the_doctor(self, older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(examining, "FEW", 0)
        self.changed(older, b"NEWER-NOTE", b"NEVER-NOTE")
        SqliteStore(older).close()
        assert found(older) == {"revision_differs": {"revision": "2"}}

    def test_that_was_noticed_can_be_opened_to_save_the_rest(self, older: Path) -> None:
        self.changed(older, b"NEWER-NOTE", b"NEVER-NOTE")
        with SqliteStore(older, i_know=True) as store:
            assert store.tables()["place"].height == 3

    def test_in_a_page_is_found_and_never_raises(self, older: Path) -> None:
        page = int(str(run(older, "SELECT rootpage FROM sqlite_master WHERE name = 'holds'")[0][0]))
        with older.open("r+b") as file:
            file.seek((page - 1) * 4096)
            file.write(b"\xff" * 4096)
        codes = found(older)
        assert {"structure", "table_unreadable"} <= codes.keys()

    @pytest.mark.slow
    def test_no_backup_is_made_of_it(self, older: Path, tmp_path: Path) -> None:
        self.changed(older, "和睦".encode(), "和气".encode())
        with SqliteStore(older) as store, pytest.raises(StoreDamaged) as error:
            store.backup(tmp_path / "backup.db")
        assert error.value.code == "store_damaged_copy"
        assert names(tmp_path) == ["linli.db", "linli.db.log"]


class TestOtherLoss:
    def test_a_file_cut_off_is_told_with_what_can_be_done(self, made: Path) -> None:
        made.write_bytes(made.read_bytes()[:-4096])
        with pytest.raises(StoreDamaged) as error:
            SqliteStore(made)
        assert error.value.code == "store_truncated"

    def test_rows_that_another_program_took_away(self, made: Path) -> None:
        run(made, "DELETE FROM holds")
        assert found(made) == {"revision_differs": {"revision": "1"}}

    @pytest.mark.slow
    def test_rows_that_refer_to_nothing(self, made: Path) -> None:
        run(made, "DELETE FROM thing WHERE key = 'place-a'")
        assert {"references", "revision_differs"} <= found(made).keys()
        assert found(made)["references"]["table"] in ("place", "part_of")

    def test_a_column_and_a_table(self, made: Path) -> None:
        run(made, "ALTER TABLE place DROP COLUMN note; DROP TABLE team")
        codes = found(made)
        assert codes["columns_missing"] == {"table": "place", "columns": "note"}
        assert codes["table_missing"] == {"table": "team"}

    @pytest.mark.slow
    def test_a_revision(self, made: Path) -> None:
        with SqliteStore(made) as store:
            store.commit(changes(*places("c")))
            store.commit(changes(*places("d")))
        run(made, "DELETE FROM revision WHERE number = 2")
        assert found(made)["revision_missing"] == {"revisions": "2"}

    def test_a_line_of_the_log_of_looks(self, made: Path) -> None:
        log = made.with_name("linli.db.log")
        log.write_text('{"at": "2024-11-01", "who": "演示", "keys": []}\n{"at": \n', encoding="utf-8")
        assert found(made) == {"log_line": {"file": "linli.db.log", "line": 2}}

    def test_what_a_killed_backup_left_is_told_and_is_no_damage(self, made: Path) -> None:
        made.with_name(".linli.db.0a1b2c3d.part").write_bytes(b"")
        report = examined(made)
        assert (report.whole, [one.code for one in report.findings]) == (True, ["leftover"])

    def test_a_foreign_file_is_not_looked_at(self, tmp_path: Path) -> None:
        other = tmp_path / "theirs.db"
        run(other, "CREATE TABLE place (name TEXT)")
        with pytest.raises(ForeignStore):
            examined(other)


class TestCommitThatFails:
    def test_leaves_no_mark(self, made: Path) -> None:
        with SqliteStore(made) as store:
            with pytest.raises(StoreError):
                store.commit(ChangeSet(changes(*places("z")).frames, base=7))
            assert "linli.db-mark" not in names(made.parent)
            assert store.commit(SOME).number == 1
