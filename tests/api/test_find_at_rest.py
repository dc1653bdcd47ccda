"""``linli find`` from the index beside a store: the same as without, and never of people."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from api.cli import finding
from graph.files import folder_of
from graph.stores import open_shared, open_store
from tests.api.conftest import Linli, Ran
from tests.casefile.gathered import Rows
from tests.neo4j.server import Server

ASKED: tuple[tuple[str, ...], ...] = (
    ("安和园", "--json"),
    ("1号楼", "--limit", "1"),
    ("anheyuan",),
    ("slyz", "--lang", "en"),
    ("楼栋长", "--json"),
    ("没有这个",),
)


@pytest.fixture
def store(sample_store: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with the sample, of this test alone, large enough for an index."""
    monkeypatch.setattr(finding, "SMALL", 0)
    return Path(shutil.copy(sample_store("suzhoulu"), tmp_path / "own.db"))


@pytest.fixture
def find(linli: Linli, store: Path) -> Linli:
    return lambda *args: linli("find", *args, "--store", str(store), "--on", "2024-11-01")


def indexed(store: Path) -> list[Path]:
    return sorted(folder_of(store).glob("search-*.sqlite"))


class TestAtRest:
    @pytest.mark.slow
    def test_the_second_search_says_what_the_first_said_and_reads_no_ledger(
        self, find: Linli, store: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first: dict[tuple[str, ...], Ran] = {}
        for asked in ASKED:
            first[asked] = find(*asked)
            shutil.rmtree(folder_of(store), ignore_errors=True)
        find("安和园")
        assert len(indexed(store)) == 1
        monkeypatch.setattr("graph.open", None)  # whoever reads the ledger fails
        for asked, ran in first.items():
            assert find(*asked) == ran, asked

    @pytest.mark.slow
    def test_a_commit_makes_another_and_does_away_with_the_first(self, find: Linli, linli: Linli, store: Path) -> None:
        find("安和园")
        before = indexed(store)
        assert linli("rename", "安和园", "安和新园", "--store", str(store), "--on", "2024-11-01").code == 0
        assert "安和新园" in find("安和新园").out
        assert len(indexed(store)) == 1
        assert indexed(store) != before
        assert "安和新园" in find("安和新园").out

    @pytest.mark.slow
    def test_whoever_finds_a_person_is_answered_from_the_store(self, find: Linli, store: Path) -> None:
        without = find("演示张一")
        assert indexed(store)
        assert find("演示张一") == without
        assert "person-" in without.out

    @pytest.mark.slow
    @pytest.mark.parametrize("damage", [b"", b"not a file of SQLite", b"SQLite format 3\x00" + bytes(200)])
    def test_a_damaged_one_changes_nothing_but_time(self, find: Linli, store: Path, damage: bytes) -> None:
        good = find("安和园")
        indexed(store)[0].write_bytes(damage)
        assert find("安和园") == good
        assert find("安和园") == good
        assert len(indexed(store)) == 1

    @pytest.mark.slow
    @pytest.mark.skipif(os.name == "nt", reason="Windows knows no such rights")
    def test_only_its_owner_may_read_it(self, find: Linli, store: Path) -> None:
        find("安和园")
        modes = [stat.S_IMODE(one.stat().st_mode) for one in (folder_of(store), *indexed(store))]
        assert modes == [0o700, 0o600]

    @pytest.mark.slow
    @pytest.mark.skipif(os.name == "nt", reason="Windows knows no such rights")
    def test_a_folder_that_others_may_write_is_done_without(self, find: Linli, store: Path) -> None:
        folder_of(store).mkdir(mode=0o777)
        folder_of(store).chmod(0o777)
        assert find("安和园").code == 0
        assert list(folder_of(store).iterdir()) == []

    @pytest.mark.slow
    def test_another_day_is_not_answered_by_it(self, linli: Linli, store: Path) -> None:
        linli("find", "安和园", "--store", str(store), "--on", "2024-11-01")
        again = linli("find", "演示图书馆", "--store", str(store), "--on", "2020-01-01")
        shutil.rmtree(folder_of(store))
        assert linli("find", "演示图书馆", "--store", str(store), "--on", "2020-01-01") == again

    @pytest.mark.slow
    def test_what_is_called_so_on_another_day_is_told_as_without(self, linli: Linli, store: Path) -> None:
        with open_store(store, create=False) as opened:
            rows = Rows()
            rows.thing("venue", "venue-later", name="演示望湖阁", form="library", since=date(2030, 1, 1))
            opened.commit(rows.changes())
        first, again = (linli("find", "望湖阁", "--store", str(store), "--on", "2024-11-01") for _ in range(2))
        assert indexed(store)
        assert "2030-01-01" in first.out
        assert again == first

    def test_a_folder_that_cannot_be_written_is_done_without(self, find: Linli, store: Path) -> None:
        folder_of(store).write_text("in the way")
        assert find("安和园").code == 0
        assert folder_of(store).read_text() == "in the way"

    @pytest.mark.slow
    def test_the_store_is_whole_with_it_beside(self, find: Linli, store: Path) -> None:
        find("安和园")
        with open_store(store, create=False) as opened:
            assert opened.examine().findings == ()


@pytest.mark.neo4j
def test_of_a_store_on_a_server_too(
    linli: Linli, neo4j: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "SMALL", 0)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    rows = Rows()
    rows.thing("venue", "venue-a", name="演示望湖阁", form="library")
    with open_shared(neo4j.url) as opened:
        opened.commit(rows.changes())
    asked = ("find", "望湖阁", "--store", neo4j.url, "--on", "2024-11-01")
    first = linli(*asked)
    assert "演示望湖阁" in first.out
    assert list((tmp_path / "state").rglob("search-*.sqlite"))
    monkeypatch.setattr("graph.open", None)  # whoever reads the ledger fails
    assert linli(*asked) == first
