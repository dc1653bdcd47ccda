"""Where a server of the tests keeps what is committed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.neo4j import home


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for memory."""
    folder = tmp_path / "memory"
    folder.mkdir()
    monkeypatch.setattr(home, "_MEMORY", folder)
    monkeypatch.setattr(home, "_ROOM", 1)
    return folder


class TestHome:
    def test_is_in_memory_and_goes_with_the_server(self, memory: Path, tmp_path: Path) -> None:
        with home.new_home(tmp_path) as found:
            (found / "kept").touch()
            assert found.parent == memory
        assert list(memory.iterdir()) == []

    def test_is_on_the_disk_where_memory_has_no_room(
        self, memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(home, "_ROOM", 1 << 62)
        with home.new_home(tmp_path) as found:
            assert found == tmp_path
        assert list(memory.iterdir()) == []

    def test_is_on_the_disk_where_a_system_has_no_such_folder(self, memory: Path, tmp_path: Path) -> None:
        memory.rmdir()
        with home.new_home(tmp_path) as found:
            assert found == tmp_path
