"""The file of users: for its owner alone, and of nobody else's making."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from api.access.file import AccessFile, access_path
from graph.errors import ForeignStore, NewerStore, StoreMissing


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return access_path(tmp_path / "linli.db")


@pytest.mark.skipif(os.name != "posix", reason="other systems know no such rights")
def test_only_its_owner_may_read_it(path: Path) -> None:
    before = os.umask(0)
    try:
        with AccessFile(path, create=True) as file, file.writing() as write:
            write("INSERT INTO attempts (whose, at) VALUES ('a', 1)")
            modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert set(modes.values()) == {0o600}
    assert len(modes) == 3


@pytest.mark.parametrize("content", [b"not a database at all", b"SQLite format 3\x00" + bytes(200)])
def test_what_is_not_ours_is_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ForeignStore) as error:
        AccessFile(path, create=True)
    assert (error.value.code, error.value.params["file"]) == ("access_foreign", str(path))
    assert path.read_bytes() == content
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_one_of_a_newer_linli_is_refused(path: Path) -> None:
    AccessFile(path, create=True).close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerStore):
        AccessFile(path)


def test_none_is_made_by_looking(path: Path) -> None:
    with pytest.raises(StoreMissing):
        AccessFile(path)
    assert not path.exists()


def test_what_fails_in_the_middle_leaves_nothing(path: Path) -> None:
    def broken(file: AccessFile) -> None:
        with file.writing() as write:
            write("INSERT INTO attempts (whose, at) VALUES ('a', 1)")
            raise ZeroDivisionError

    with AccessFile(path, create=True) as file:
        with pytest.raises(ZeroDivisionError):
            broken(file)
        assert file.rows("SELECT * FROM attempts") == []


def test_it_waits_for_the_disk(path: Path) -> None:
    with AccessFile(path, create=True) as file:
        assert (file.row("PRAGMA synchronous"), file.row("PRAGMA journal_mode")) == ((2,), ("wal",))
        assert file.row("PRAGMA secure_delete") == (1,)
