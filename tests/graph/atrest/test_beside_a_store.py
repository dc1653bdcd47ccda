"""What lies beside a store: for its owner, nothing personal, used only as it was written, gone when it should be."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

import graph
from graph import atrest, reopening
from graph.atrest import arrow
from graph.changes import ChangeSet, apply
from graph.files import folder_of
from graph.network import Network
from graph.network.rows_at_rest import RowsAtRest
from graph.stores import SqliteStore, open_store, restore

_ON = date(2024, 11, 1)
_PLACES = {"key": ["place-b", "place-a"], "name": ["演示甲社区", "演示街道"], "level": ["community", "street"]}
_PERSON = {"key": ["person-a"], "name": ["演示张一"], "phone": ["13900000000"], "birth_year": [1960]}
_TIES = {"key": ["part_of-b"], "source": ["place-b"], "target": ["place-a"]}


@pytest.fixture(autouse=True)
def _everything_is_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reopening, "WORTH", 0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A store of two places and a person, opened once, so that its columns lie beside it."""
    with SqliteStore(tmp_path / "linli.db") as made:
        rows: dict[str, dict[str, Any]] = {"place": _PLACES, "part_of": _TIES, "person": _PERSON}
        made.commit(ChangeSet({kind: pl.DataFrame(row).with_columns(op=pl.lit("put")) for kind, row in rows.items()}))
        graph.open(made, on=_ON)
        yield made


def from_rest(store: SqliteStore) -> bool:
    """Open a store, and return whether that was from its columns at rest; it is what was written in any case."""
    network = graph.open(store, on=_ON)
    place = network.row("place-b")
    assert network.path(place) == "演示街道/演示甲社区"
    return isinstance(network.rows, RowsAtRest)


def files(store: SqliteStore) -> list[Path]:
    """Return the files at rest."""
    return sorted(one for one in store.at_rest.rglob("*") if one.is_file())


class TestColumnsAtRest:
    def test_are_changed_by_rows_as_any_other(self, store: SqliteStore) -> None:
        network, tables = graph.open(store, on=_ON), store.tables(personal=False)
        assert isinstance(network.rows, RowsAtRest)
        renamed = {"key": ["place-b"], "name": ["演示乙社区"], "level": ["community"]}
        begun = {"key": ["place-aa"], "name": ["演示丙社区"], "level": ["community"]}
        tied = {"key": ["part_of-aa"], "source": ["place-aa"], "target": ["place-a"]}
        rows = {"place": [renamed, begun], "part_of": [tied]}
        changes = ChangeSet(
            {
                kind: pl.concat(pl.DataFrame(one).with_columns(op=pl.lit("put")) for one in some)
                for kind, some in rows.items()
            }
        )
        found, anew = network.apply(changes), Network(apply(tables, changes), _ON)
        assert found.rows.keys.to_list() == anew.rows.keys.to_list()
        assert [found.path(row) for row in range(3)] == [anew.path(row) for row in range(3)]
        assert found.view.territory.order.tolist() == anew.view.territory.order.tolist()
        for key in ("place-b", "place-aa", "person-a"):
            kind = key.partition("-")[0]
            assert found.tables().of(kind, key).equals(anew.tables().of(kind, key))
            for tie in ("part_of", "lives_in"):
                assert found.tables().touching(tie, key).equals(anew.tables().touching(tie, key))
        made = network.tables().made  # type: ignore[attr-defined]
        assert not [name for name in ("person", "part_of", "lives_in") if made._memo.has(name)]  # noqa: SLF001
        again = ChangeSet({"place": pl.DataFrame({**renamed, "op": ["put"]})})
        for later in (found, found.apply(again)):
            assert later.tables()["place"].sort("key").equals(anew.tables()["place"].sort("key"))
            assert all(later.tables()[name].equals(anew.tables()[name]) for name in anew.tables() if name != "place")

    def test_are_used_by_the_next_who_opens(self, store: SqliteStore) -> None:
        assert from_rest(store)

    def test_hold_nothing_that_is_kept_apart(self, store: SqliteStore) -> None:
        whole = b"".join(one.read_bytes() for one in files(store))
        everything = re.sub(rb"[0-9a-f]{64}|[0-9]{15,}", b"", whole)  # a digest or a moment may have any year in it
        assert "演示甲社区".encode() in everything
        assert b"person-a" in everything
        assert not [one for one in ("演示张一", "13900000000", "1960") if one.encode() in everything]

    @pytest.mark.skipif(os.name == "nt", reason="Windows knows no such rights")
    def test_are_for_their_owner_alone(self, store: SqliteStore) -> None:
        inside = [store.at_rest, *store.at_rest.rglob("*")]
        assert {one.stat().st_mode & 0o777 for one in inside} == {0o700, 0o600}

    @pytest.mark.slow
    def test_are_of_the_newest_revision_alone(self, store: SqliteStore) -> None:
        place = pl.DataFrame({**_PLACES, "op": ["put", "put"], "short_name": ["演示甲", None]})
        store.commit(ChangeSet({"place": place}))
        assert not from_rest(store)
        assert from_rest(store)
        assert sorted(one.name for one in store.at_rest.iterdir()) == ["revision-2", "view-2"]
        assert not isinstance(graph.open(store, revision=1, on=_ON).rows, RowsAtRest)

    def test_are_not_kept_of_what_is_opened_as_quickly(
        self, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.undo()
        store.commit(ChangeSet({"place": pl.DataFrame({**_PLACES, "op": ["put", "remove"]}).head(0)}))
        graph.open(store, on=_ON)
        (small := store.at_rest).rename(small.with_name("gone"))
        assert not from_rest(store)
        assert not small.exists()


def _truncated(rest: Path) -> None:
    at = rest / "revision-1" / "things"
    at.write_bytes(at.read_bytes()[:-8])


def _flipped(rest: Path) -> None:
    at = rest / "revision-1" / "place"
    found = bytearray(at.read_bytes())
    found[len(found) // 2] ^= 255
    at.write_bytes(found)


def _missing(rest: Path) -> None:
    (rest / "revision-1" / "part_of").unlink()


def _no_manifest(rest: Path) -> None:
    (rest / "revision-1" / "manifest.json").write_text('{"of": {}, "files": [1]}', encoding="utf-8")


def _of_another_program(rest: Path) -> None:
    at = rest / "revision-1" / "manifest.json"
    at.write_text(at.read_text(encoding="utf-8").replace('"form": ', '"form": 1'), encoding="utf-8")


def _view_missing(rest: Path) -> None:
    (rest / "view-1" / "places").unlink()


def _open_to_others(rest: Path) -> None:
    rest.chmod(0o755)


def _a_file(rest: Path) -> None:
    rest.rename(rest.with_name("elsewhere"))
    rest.write_text("演示", encoding="utf-8")


def _a_link(rest: Path) -> None:
    rest.rename(rest.with_name("elsewhere"))
    rest.symlink_to(rest.with_name("elsewhere"))


_BROKEN = [_truncated, _flipped, _missing, _no_manifest, _of_another_program, _view_missing, _open_to_others]


class TestWhatIsNotAsItWasWritten:
    @pytest.mark.parametrize("change", [*_BROKEN, _a_file, _a_link], ids=lambda change: change.__name__.strip("_"))
    @pytest.mark.skipif(os.name == "nt", reason="Windows holds files that are mapped, and knows no such rights")
    def test_changes_nothing_but_time(self, store: SqliteStore, change: Callable[[Path], None]) -> None:
        change(store.at_rest)
        view_alone = change is _view_missing
        assert from_rest(store) == view_alone
        assert from_rest(store) == (change not in (_open_to_others, _a_file, _a_link))

    @pytest.mark.slow
    def test_is_worked_out_where_nothing_may_be_written(
        self, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for one in files(store):
            one.unlink()

        def refused(*_: object) -> None:  # as the system does; root, who may write everywhere, is not refused
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(arrow, "write", refused)
        assert [from_rest(store), from_rest(store)] == [False, False]
        assert not files(store)

    def test_is_not_there_where_the_room_ends_half_way(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        frame, at = pl.DataFrame({"day": [1, 2, 3]}), tmp_path / "linli.db.cache"
        for free, whole in (([48, 96], False), ([49, 72], False), ([49, 73], True)):  # 24 bytes are written each time
            left = iter(free)
            monkeypatch.setattr(shutil, "disk_usage", lambda _, left=left: SimpleNamespace(free=next(left)))
            assert atrest.keep(at, "revision-1", {}, iter([("a", frame), ("b", frame)]), {}) == whole, free
            assert [one.name for one in at.iterdir()] == (["revision-1"] if whole else [])

    @pytest.mark.slow
    def test_is_told_by_the_doctor_when_a_byte_is_not_what_it_was(self, store: SqliteStore) -> None:
        assert not [one for one in store.examine().findings if one.code.startswith("at_rest")]
        at = store.at_rest / "revision-1" / "place"
        when = at.stat()
        _flipped(store.at_rest)
        os.utime(at, ns=(when.st_atime_ns, when.st_mtime_ns))  # as a disk does that forgets
        found = store.examine()
        (said,) = [one.message("en") for one in found.findings if one.code == "at_rest"]
        assert said.startswith("The columns at rest in linli.db.cache/revision-1/place are not as they were written")
        assert found.whole


class TestThatTheyGo:
    def test_when_somebody_is_forgotten(self, store: SqliteStore) -> None:
        store.forget("person-a")
        assert not store.at_rest.exists()

    @pytest.mark.slow
    def test_when_a_backup_takes_the_place_of_the_store_and_are_in_no_backup(
        self, store: SqliteStore, tmp_path: Path
    ) -> None:
        store.backup(tmp_path / "backup.db")
        assert not folder_of(tmp_path / "backup.db").exists()
        store.close()
        restore(tmp_path / "backup.db", store.where)
        assert not folder_of(Path(store.where)).exists()
        with open_store(store.where, create=False) as again:
            assert again.revision().number == 1


class TestTheRowsOfOneThing:
    def test_are_found_without_the_table(self, store: SqliteStore) -> None:
        made, taken = store.tables(personal=False), graph.open(store, on=_ON).tables()
        for key in ("place-a", "place-b", "place-c", "person-a"):
            kind = key.partition("-")[0]
            assert taken.of(kind, key).equals(made.of(kind, key))
            assert taken.touching("part_of", key).equals(made.touching("part_of", key))
        assert taken.of("person", "place-a").equals(made.of("person", "place-a"))
