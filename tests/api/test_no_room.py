"""A disk that is full: each command that writes says truly what it wrote, and leaves no empty or half file."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.cli import run
from graph.errors import StoreFull
from graph.stores import Revision, SqliteStore, Store
from tests.api.conftest import Linli
from tests.api.test_terminal import failing
from tests.graph.stores.files import names
from tests.graph.stores.written import changes, places, row

FULL = OSError(28, "No space left on device")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of two revisions, with a backup of it beside it."""
    path = tmp_path / "linli.db"
    with SqliteStore(path) as opened:
        opened.commit(changes(*places("a"), row("person", "5222ni5m42r262ec", name="演示张一", phone="13800000077")))
        opened.commit(changes(*places("b")))
        opened.backup(tmp_path / "backup.db")
    return path


def room_for(revisions: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a store take so many revisions more, as a disk that is full then."""
    left = revisions

    def limited(write: Callable[..., Revision]) -> Callable[..., Revision]:
        def limited_write(self: Store, *said: Any) -> Revision:
            nonlocal left
            if not left:
                raise StoreFull(store=self.where)
            left -= 1
            return write(self, *said)

        return limited_write

    monkeypatch.setattr(Store, "commit", limited(Store.commit))
    monkeypatch.setattr(Store, "repeat", limited(Store.repeat))


class TestACopy:
    def test_of_which_nothing_was_written_leaves_nothing(
        self, linli: Linli, store: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        there = names(store.parent)
        room_for(0, monkeypatch)
        ran = linli("copy", "--from", "linli.db", "--to", "copy.db")
        assert (ran.code, "没有写入任何内容" in ran.err) == (1, True)
        assert names(store.parent) == there

    @pytest.mark.slow
    def test_of_which_some_was_written_says_how_much_and_goes_on(
        self, linli: Linli, store: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patched:
            room_for(1, patched)
            ran = linli("copy", "--from", "linli.db", "--to", "copy.db")
        assert (ran.code, ran.out) == (1, "")
        assert "前 1 次更新（共 2 次）已复制好，其余没有写入" in ran.err
        assert "--resume" in ran.err
        assert linli("doctor", "--store", "copy.db").code == 0
        assert linli("copy", "--from", "linli.db", "--to", "copy.db", "--resume").code == 0
        assert linli("doctor", "--store", str(store)).code == 0


class TestAnUndo:
    @pytest.mark.slow
    def test_that_finds_no_room_writes_nothing(
        self, linli: Linli, store: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        room_for(0, monkeypatch)
        ran = linli("undo", "2")
        assert (ran.code, "没有写入任何内容" in ran.err) == (1, True)
        with SqliteStore(store) as opened:
            assert (opened.revision().number, opened.examine().findings) == (2, ())


class TestWhatIsWrittenBeforeTheOutputFails:
    @pytest.mark.slow
    @pytest.mark.usefixtures("linli")  # we are where the store is
    @pytest.mark.parametrize(
        ("command", "written"),
        [
            ("undo 2", "第 3 次更新"),
            ("backup --to b.db", "b.db"),
            ("restore backup.db --yes", "linli.db"),
            ("copy --from linli.db --to copy.db", "copy.db"),
            ("forget person-5222ni5m42r262ec --yes", "第 3 次更新"),
        ],
    )
    def test_is_told(
        self,
        store: Path,
        command: str,
        written: str,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        failing(FULL, monkeypatch)
        assert run(shlex.split(command)) == 0
        assert f"在此之前已写好 {written}" in capsys.readouterr().err
        assert store.exists()
