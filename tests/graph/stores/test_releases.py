"""A store of every release there was: kept as the text that sqlite3 makes it from, opened, asked, upgraded."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import StoreDamaged, StoreError
from graph.stores import SqliteStore, restore, upgrade
from tests.graph.stores.files import names, run
from tests.graph.stores.written import changes, places

RELEASES = sorted(Path(__file__).with_name("releases").glob("*.sql"))


@pytest.fixture(params=RELEASES, ids=lambda file: file.stem)
def old(request: pytest.FixtureRequest, path: Path) -> Path:
    """The store of a release."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(request.param.read_text(encoding="utf-8"))
    return path


class TestStoreOfARelease:
    def test_is_opened_and_read_as_it_was(self, old: Path) -> None:
        with SqliteStore(old, create=False) as store:
            assert [(one.number, one.by, one.source) for one in store.revisions()] == [
                (1, "演示甲", "演示.xlsx"),
                (2, "演示乙", "更正.xlsx"),
                (3, "演示甲", ""),
            ]
            names = [store.personal("person", ["person-a"], at)["name"].to_list() for at in (1, 2, 3)]
            assert names == [["演示张一"], ["演示张一一"], ["演示张一一"]]
            assert sorted(store.tables(at=2)["place"]["key"]) == [f"place-{one}" for one in "abcd"]
            assert store.tables()["place"].height == 3

    def test_is_written_to(self, old: Path) -> None:
        with SqliteStore(old) as store:
            assert store.commit(changes(*places("z"))).number == 4
            found = store.examine()
            assert (found.whole, found.sealed) == (True, 1)
            assert [(one.code, one.params) for one in found.findings] == [("unsealed", {"count": 3})]

    @pytest.mark.slow
    def test_is_backed_up_before_it_is_upgraded(self, old: Path) -> None:
        before = run(old, "SELECT * FROM revision")
        done = upgrade(old)
        assert done.backup is not None
        assert (done.sealed, run(done.backup, "SELECT * FROM revision")) == (3, before)
        with SqliteStore(old) as store:
            found = store.examine()
            assert (found.whole, found.sealed, found.findings) == (True, 3, ())
        assert upgrade(old).backup is None

    @pytest.mark.slow
    def test_can_be_restored_as_it_was(self, old: Path) -> None:
        done = upgrade(old)
        assert done.backup is not None
        assert restore(done.backup, old).revision.number == 3
        with SqliteStore(old) as store:
            assert store.examine().whole

    def test_stays_as_it_was_where_its_backup_cannot_be_written(self, old: Path) -> None:
        content = old.read_bytes()
        with pytest.raises(StoreError):
            upgrade(old, old.with_name("nowhere") / "b.db")
        assert old.read_bytes() == content

    def test_that_is_damaged_is_not_upgraded(self, old: Path) -> None:
        run(old, "DELETE FROM thing WHERE key = 'place-a'")
        with pytest.raises(StoreDamaged):
            upgrade(old)
        assert names(old.parent) == ["linli.db"]
        assert "digest" not in str(run(old, "SELECT sql FROM sqlite_master WHERE name = 'revision'"))

    @pytest.mark.slow
    def test_somebody_in_it_is_forgotten(self, old: Path) -> None:
        with SqliteStore(old) as store:
            store.forget("person-a", in_post=True)
            assert store.examine().whole
        assert "演示张一".encode() not in old.read_bytes()


def test_every_release_has_one() -> None:
    assert "0.1.0" in [file.stem for file in RELEASES]


def test_a_server_has_nothing_to_upgrade() -> None:
    with pytest.raises(StoreError) as error:
        upgrade("bolt://localhost")
    assert error.value.code == "upgrade_shared"
