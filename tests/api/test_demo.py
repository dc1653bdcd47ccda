"""`make demo`: every command runs, every answer holds, with the division data or without."""

from __future__ import annotations

from pathlib import Path

import pytest

from api import demo


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LINLI_STORE", "LINLI_LANG", "LINLI_DEBUG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.slow
class TestDemo:
    def test_without_data_it_says_so_and_goes_on(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("LINLI_DATA", "nowhere")
        assert demo.main() == 0
        said = capsys.readouterr()
        assert said.err == ""
        assert said.out.count("\n属实：") == 10
        assert "\n$ linli escalate 苏州路演示社区/锦绣园/66号楼 --on 2024-11-01\n诉求流转路径 · " in said.out
        assert "没有区划数据（../nowhere/admin_divisions/shandong_tree.csv），略过" in said.out

    def test_bare_divisions_are_unknown_without_one_gap(
        self, data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("LINLI_DATA", str(data_dir))
        assert demo.main() == 0
        divisions = capsys.readouterr().out.partition("十二、")[2]
        assert "区域 64,095" in divisions
        assert divisions.count("62,074") == 6
        assert "缺口  " not in divisions
