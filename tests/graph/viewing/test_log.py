from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from graph.errors import NotLogged
from graph.viewing import Log, Viewer, log_of

VIEWER = Viewer("演示甲", "terminal", "show")


class TestWhereItIs:
    def test_beside_the_file_of_a_store(self, tmp_path: Path) -> None:
        assert log_of(tmp_path / "linli.db").path == tmp_path / "linli.db.log"

    def test_of_a_server_in_the_folder_of_the_user(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
        found = log_of("bolt://localhost:7687/neo4j").path
        assert found == tmp_path / "linli" / "bolt-localhost-7687-neo4j.log"

    def test_else_in_the_usual_one(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("XDG_STATE_HOME", raising=False)
        monkeypatch.setenv("HOME", str(tmp_path))
        assert log_of(":memory:").path.parent == tmp_path / ".local" / "state" / "linli"


class TestLog:
    def test_is_only_ever_added_to(self, tmp_path: Path) -> None:
        log = Log(tmp_path / "log")
        log.write(VIEWER, ["person-b", "person-a", "person-b"])
        first = log.path.read_bytes()
        log.write(VIEWER, ["person-c"])
        assert log.path.read_bytes().startswith(first)
        assert b'"keys": ["person-a", "person-b"]' in first
        assert log.path.read_bytes().count(b"\n") == 2

    def test_of_nobody_there_is_no_line(self, tmp_path: Path) -> None:
        Log(tmp_path / "log").write(VIEWER, [])
        assert not (tmp_path / "log").exists()

    @pytest.mark.skipif(os.name != "posix", reason="other systems know no such rights")
    def test_only_its_owner_may_read_it(self, tmp_path: Path) -> None:
        before = os.umask(0)
        try:
            log = Log(tmp_path / "folder" / "log")
            log.write(VIEWER, ["person-a"])
        finally:
            os.umask(before)
        assert stat.S_IMODE(log.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(log.path.parent.stat().st_mode) == 0o700

    def test_where_there_is_no_room_it_says_so(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "write", lambda _file, line: len(line) - 1)
        with pytest.raises(NotLogged):
            Log(tmp_path / "log").write(VIEWER, ["person-a"])
