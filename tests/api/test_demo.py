"""The last part of `make demo`, with the division data or without; the whole walk runs in `tests/bundle`."""

from __future__ import annotations

from pathlib import Path

import pytest

from api import demo


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LINLI_STORE", "LINLI_LANG", "LINLI_DEBUG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


class TestDivisions:
    def test_without_data_they_are_left_out_and_it_says_so(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert list(demo.divisions(Path("nowhere"))) == []
        said = capsys.readouterr()
        assert said.err == ""
        assert "没有区划数据（nowhere/admin_divisions/shandong_tree.csv），略过" in said.out

    @pytest.mark.slow
    def test_are_unknown_without_one_gap(self, data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert set(demo.divisions(data_dir.absolute())) == {0}
        said = capsys.readouterr().out
        assert said.startswith("十二、")
        assert "区域 64,095" in said
        assert said.count("62,074") == 6
        assert "缺口  " not in said
