"""Backups and restores: whole or not at all, whoever is killed, however full the disk, whatever the file is."""

from __future__ import annotations

import os
import resource
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.errors import ForeignStore, NewerStore, StoreDamaged, StoreError, StoreFull, StoreLocked, StoreMissing
from graph.stores import SqliteStore, restore
from graph.stores.sqlite import last_mark, restoring, whole_file
from tests.conftest import ROOT
from tests.graph.stores.files import SOME, names, run
from tests.graph.stores.written import changes, contents, places, row

MANY = 4000


@pytest.fixture
def backup(made: Path) -> Path:
    """A backup of a store that has gone on since."""
    path = made.with_name("backup.db")
    with SqliteStore(made) as store:
        store.backup(path)
        store.commit(changes(*places("c"), by="演示"))
    return path


def number(path: Path) -> int:
    with SqliteStore(path, create=False) as store:
        assert store.examine().whole
        return store.revision().number


@contextmanager
def little_room(size: int) -> Iterator[None]:
    """No file may grow beyond a size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class TestBackup:
    @pytest.mark.slow
    def test_takes_the_place_of_a_file_only_where_told(self, made: Path, backup: Path) -> None:
        with SqliteStore(made) as store:
            with pytest.raises(StoreError) as error:
                store.backup(backup)
            assert (error.value.code, number(backup)) == ("backup_exists", 1)
            store.backup(backup, replace=True)
        assert number(backup) == 2
        assert stat.S_IMODE(backup.stat().st_mode) == 0o600

    def test_of_a_store_is_never_the_store(self, made: Path) -> None:
        made.with_name("link.db").symlink_to(made)
        with SqliteStore(made) as store:
            for path in (made, made.with_name("link.db")):
                with pytest.raises(StoreError) as error:
                    store.backup(path, replace=True)
                assert error.value.code == "backup_onto_itself"

    @pytest.mark.slow
    def test_goes_through_a_link_and_never_onto_what_is_no_file(self, made: Path, backup: Path) -> None:
        made.with_name("link.db").symlink_to(backup)
        with SqliteStore(made) as store:
            store.backup(made.with_name("link.db"), replace=True)
            for path in (made.parent, Path("/dev/null")):
                with pytest.raises(StoreError) as error:
                    store.backup(path, replace=True)
                assert error.value.code == "backup_no_file"
        assert made.with_name("link.db").is_symlink()
        assert number(backup) == 2

    @pytest.mark.slow
    def test_never_replaces_a_store_that_somebody_has_open(self, made: Path, backup: Path) -> None:
        with SqliteStore(made) as store, SqliteStore(backup) as open_one:
            open_one.commit(changes(*places("x")))
            with pytest.raises(StoreLocked) as error:
                store.backup(backup, replace=True)
            assert error.value.code == "store_in_use"

    @pytest.mark.slow
    def test_is_made_while_somebody_writes(self, made: Path) -> None:
        with SqliteStore(made) as store, SqliteStore(made) as other:
            other.commit(changes(*places("d")))
            store.backup(made.with_name("b.db"))
            other.commit(changes(*places("e")))
        assert number(made.with_name("b.db")) == 2

    def test_on_a_full_disk_leaves_nothing_and_says_so(self, made: Path) -> None:
        with SqliteStore(made) as store:
            with little_room(50_000), pytest.raises(StoreFull) as error:
                store.backup(made.with_name("b.db"))
            assert error.value.params == {"store": str(made.with_name("b.db"))}
        assert names(made.parent) == ["linli.db", "linli.db.log"]

    def test_removes_what_an_earlier_one_left_long_ago(self, made: Path) -> None:
        old, new = (made.with_name(f".b.db.0000000{one}.part") for one in "12")
        for one in (old, new):
            one.write_bytes(b"half")
        os.utime(old, (0, 0))
        with SqliteStore(made) as store:
            store.backup(made.with_name("b.db"))
        assert names(made.parent) == [new.name, "b.db", "linli.db", "linli.db.log"]


class TestRestore:
    @pytest.mark.slow
    def test_brings_back_what_was(self, made: Path, backup: Path) -> None:
        with SqliteStore(backup) as store:
            before, revisions = contents(store.tables()), store.revisions()
        done = restore(backup, made, lose=True)
        assert (done.revision.number, done.replaced and done.replaced.number, done.lost, done.kept) == (1, 2, 1, None)
        with SqliteStore(made) as store:
            assert (contents(store.tables()), store.revisions()) == (before, revisions)
        assert names(made.parent) == ["backup.db", "linli.db", "linli.db.log"]
        assert stat.S_IMODE(made.stat().st_mode) == 0o600

    @pytest.mark.slow
    def test_never_loses_revisions_untold(self, made: Path, backup: Path) -> None:
        with pytest.raises(StoreError) as error:
            restore(backup, made)
        assert (error.value.code, error.value.params["count"], error.value.params["newest"]) == ("restore_loses", 1, 2)
        assert number(made) == 2
        assert names(made.parent) == ["backup.db", "linli.db", "linli.db.log"]

    @pytest.mark.slow
    def test_keeps_what_it_replaced_where_asked(self, made: Path, backup: Path) -> None:
        kept = restore(backup, made, lose=True, keep_replaced=True).kept
        assert kept is not None
        assert (number(kept), number(made)) == (2, 1)

    @pytest.mark.slow
    def test_makes_a_store_where_there_is_none(self, backup: Path, tmp_path: Path) -> None:
        done = restore(backup, tmp_path / "new.db")
        assert (done.replaced, done.lost, number(tmp_path / "new.db")) == (None, 0, 1)

    @pytest.mark.slow
    def test_of_one_that_is_not_closed_takes_its_log_too(self, made: Path, tmp_path: Path) -> None:
        with SqliteStore(made) as store:
            store.commit(changes(*places("c")))
            restore(made, tmp_path / "new.db")
        assert number(tmp_path / "new.db") == 2

    @pytest.mark.slow
    @pytest.mark.parametrize("how", ["foreign", "newer", "cut off", "changed", "missing", "itself"])
    def test_of_what_cannot_be_a_backup_replaces_nothing(self, made: Path, backup: Path, how: str) -> None:
        expected: dict[str, type[StoreError]] = {
            "foreign": ForeignStore, "newer": NewerStore, "missing": StoreMissing, "itself": StoreError
        }  # fmt: skip
        if how == "foreign":
            backup.write_text("a letter", encoding="utf-8")
        elif how == "newer":
            run(backup, "PRAGMA user_version = 99")
        elif how == "cut off":
            backup.write_bytes(backup.read_bytes()[:-4096])
        elif how == "changed":
            run(backup, "UPDATE team SET themes = '[]'")
        elif how == "missing":
            backup.unlink()
        else:
            backup = made
        content = made.read_bytes()
        with pytest.raises(expected.get(how, StoreDamaged)) as error:
            restore(backup, made, lose=True)
        assert (error.value.code == "backup_missing") == (how == "missing")  # whose hint is not that of a store
        assert made.read_bytes() == content
        assert {"linli.db", "linli.db.log"} <= set(names(made.parent)) <= {"linli.db", "linli.db.log", "backup.db"}

    @pytest.mark.slow
    def test_never_takes_the_place_of_another_program_s_file(self, backup: Path, tmp_path: Path) -> None:
        theirs = tmp_path / "theirs.db"
        theirs.write_text("a letter", encoding="utf-8")
        with pytest.raises(ForeignStore):
            restore(backup, theirs, lose=True)
        assert theirs.read_text(encoding="utf-8") == "a letter"

    @pytest.mark.slow
    def test_waits_for_nobody_who_has_the_store_open(
        self, made: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(restoring, "_PATIENCE", 10)
        with SqliteStore(made) as store:
            store.tables()
            with pytest.raises(StoreLocked) as error:
                restore(backup, made, lose=True)
            assert error.value.code == "store_in_use"
            assert store.commit(changes(*places("z"))).number == 3
        assert number(made) == 3

    @pytest.mark.slow
    def test_of_a_damaged_store_keeps_it(self, made: Path, backup: Path) -> None:
        damaged = made.read_bytes()[:-4096]
        made.write_bytes(damaged)
        kept = restore(backup, made).kept
        assert kept is not None
        assert (kept.read_bytes(), number(made)) == (damaged, 1)

    @pytest.mark.slow
    def test_takes_the_mark_of_a_lost_log_away(self, made: Path, backup: Path) -> None:
        last_mark._mark(made).write_text("9", encoding="ascii")  # noqa: SLF001 - as a killed writer leaves it
        with pytest.raises(StoreDamaged):
            SqliteStore(made)
        restore(backup, made, lose=True)
        assert number(made) == 1

    @pytest.mark.slow
    def test_on_a_full_disk_replaces_nothing(self, made: Path, backup: Path) -> None:
        with little_room(50_000), pytest.raises(StoreFull):
            restore(backup, made, lose=True)
        assert number(made) == 2
        assert names(made.parent) == ["backup.db", "linli.db", "linli.db.log"]

    @pytest.mark.slow
    def test_without_links_still_keeps_one_of_both(
        self, made: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused(*_: object) -> None:
            raise OSError

        monkeypatch.setattr(os, "link", refused)
        assert restore(backup, made, lose=True).revision.number == number(made) == 1

    def test_onto_a_server_is_refused_with_what_does_it(self, backup: Path) -> None:
        with pytest.raises(StoreError) as error:
            restore(backup, "bolt://localhost")
        assert error.value.code == "restore_shared"
        assert "linli copy --from" in str(error.value.suggestion())


SCRIPT = """
import sys, graph.stores as s
print("ready", flush=True)
while True:
    {what}
"""
LOOPS = {
    "restore": "s.restore(sys.argv[2], sys.argv[1], lose=True)",
    "backup": "s.SqliteStore(sys.argv[1]).backup(sys.argv[2], replace=True)",
}


@pytest.mark.slow
@pytest.mark.parametrize("what", LOOPS)
def test_who_is_killed_in_the_middle_leaves_whole_files(tmp_path: Path, what: str) -> None:
    """However far it was: what is at each path can be opened, is whole, and is one of the two."""
    path, backup = tmp_path / "linli.db", tmp_path / "backup.db"
    with SqliteStore(path) as store:
        store.commit(changes(*(row("place", f"{one}", note="满" * 50) for one in range(MANY))))
        store.backup(backup)
        store.commit(SOME)
    for turn in range(8):
        command = [sys.executable, "-c", SCRIPT.format(what=LOOPS[what]), str(path), str(backup)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as one:
            assert one.stdout is not None
            one.stdout.readline()
            time.sleep(0.05 + turn * 0.11)
            one.kill()
        assert number(path) in {1, 2}
        assert number(backup) in {1, 2}
        with SqliteStore(path) as store:
            if store.revision().number == 1:
                store.commit(SOME)
    shutil.rmtree(tmp_path)


def test_a_part_that_could_not_be_finished_is_removed(tmp_path: Path) -> None:
    def interrupted() -> None:
        with whole_file(tmp_path / "b.db") as part:
            part.write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert names(tmp_path) == []
