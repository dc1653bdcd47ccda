"""`linli log`, and what is in it: every write, told before it is kept (SEMANTICS V16)."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import NotLogged, StoreFull
from graph.stores import MemoryStore, open_store
from tests.api.conftest import Linli
from tests.graph.stores.written import changes, places


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The log of a store with two revisions."""
    with open_store(tmp_path / "linli.db") as store:
        store.commit(changes(*places("a")))
        store.commit(changes(*places("b")))
        store.commit(changes(*places("b")))  # nothing new
    return tmp_path / "linli.db.log"


class TestWrites:
    def test_each_revision_is_told(self, path: Path, linli: Linli) -> None:
        assert path.exists()
        rows = linli("log", "--json").json["rows"]
        assert [(row["revision"], row["where"], row["keys"]) for row in rows] == [(2, "store", []), (1, "store", [])]

    def test_a_write_that_cannot_be_told_is_not_made(self, tmp_path: Path) -> None:
        (tmp_path / "linli.db.log").mkdir()
        with open_store(tmp_path / "linli.db") as store:
            with pytest.raises(NotLogged):
                store.commit(changes(*places("a")))
            assert store.revision().number == 0
            (tmp_path / "linli.db.log").rmdir()
            assert store.commit(changes(*places("a"))).number == 1

    def test_one_that_could_not_be_kept_is_told_so(
        self, path: Path, linli: Linli, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise StoreFull

        with open_store(path.with_suffix("")) as store:
            with monkeypatch.context() as patch:
                patch.setattr(type(store), "_write", full)
                with pytest.raises(StoreFull):
                    store.commit(changes(*places("c")))
            assert store.commit(changes(*places("c"))).number == 3
        rows = linli("log", "--json").json["rows"]
        assert [(row["revision"], row["kept"]) for row in rows[:3]] == [(3, True), (3, False), (3, True)]
        assert "第 3 次更新没有写成" in linli("log").out

    def test_a_store_in_no_file_has_no_log(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
        MemoryStore().commit(changes(*places("a")))
        assert list(tmp_path.iterdir()) == []


class TestCommand:
    def test_it_tells_that_nothing_was_changed_and_finds_a_digest_again(self, path: Path, linli: Linli) -> None:
        last = linli("log", "--json").json["last"]
        assert f"2 lines, none changed; the digest of the last is {last}" in linli("log", "--check", "--lang", "en").out
        with open_store(path.with_suffix("")) as store:
            store.commit(changes(*places("c")))
        assert "still there, in line 2" in linli("log", "--known", last, "--lang", "en").out
        path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
        assert linli("log", "--check").code == 0
        assert linli("log", "--known", last).code == 1

    def test_a_log_cut_short_is_told_where_there_are_users(self, path: Path, linli: Linli) -> None:
        assert linli("user", "add", "演示甲", "--role", "reader", "--no-password").code == 0
        assert linli("log", "--check").code == 0
        path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
        ran = linli("log", "--check", "--lang", "en")
        assert (ran.code, ran.out) == (1, "")
        assert "The log linli.db.log lost its end" in ran.err

    def test_it_tells_where_something_was_changed_as_the_doctor_does(self, path: Path, linli: Linli) -> None:
        path.write_bytes(path.read_bytes().replace(b'"revision": 1', b'"revision": 7'))
        ran = linli("log", "--check", "--lang", "en")
        assert (ran.code, ran.out) == (1, "")
        assert "Line 2 of the log linli.db.log does not fit" in ran.err
        assert "Line 2 of the log linli.db.log does not fit" in linli("doctor", "--lang", "en").out
        assert linli("log", "--json").code == 1

    def test_it_is_written_into_a_file_as_it_is(self, path: Path, linli: Linli, tmp_path: Path) -> None:
        assert linli("log", "-o", "log.jsonl").code == 0
        assert (tmp_path / "log.jsonl").read_bytes() == path.read_bytes()

    def test_of_a_line_that_cannot_be_read_the_number_is_told(self, path: Path, linli: Linli) -> None:
        with path.open("ab") as file:
            file.write(b"\x1b[2J{\n")
        ran = linli("log", "--limit", "1")
        assert "\x1b" not in ran.out
