"""Buildings that lie in two grids are named when they are loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.stores.memory import MemoryStore
from loaders.report import Report
from loaders.run import load

pytestmark = pytest.mark.usefixtures("files_read_here")

HEADER = "名称,层级,上级区域（属地）,上级区域（物业）,架构模板\n"
PLACES = "甲社区,社区,,,suzhoulu\n一网格,网格,甲社区,,\n二网格,网格,甲社区,,\n锦绣园,小区,甲社区,,\n"


def loaded(tmp_path: Path, lines: str) -> Report:
    """Load a table of places."""
    (tmp_path / "区域.csv").write_text(HEADER + PLACES + lines, encoding="utf-8")
    return load("workbook", [tmp_path / "区域.csv"], MemoryStore(), by="演示")


class TestSplitBuilding:
    def test_is_named_with_its_row_and_its_grids_and_is_no_warning(self, tmp_path: Path) -> None:
        report = loaded(tmp_path, "3号楼,楼栋,,锦绣园,\n1单元,单元,一网格,3号楼,\n2单元,单元,二网格,3号楼,\n")
        (issue,) = report.issues
        assert (issue.severity, issue.code, issue.where.row) == ("note", "in_several", 6)
        assert issue.message() == "“甲社区/锦绣园/3号楼”是跨网格的楼：各单元（户室）分属一网格、二网格"

    @pytest.mark.parametrize(
        "lines",
        [
            "3号楼,楼栋,一网格,锦绣园,\n1单元,单元,,3号楼,\n",
            "3号楼,楼栋,,锦绣园,\n1单元,单元,一网格,3号楼,\n2单元,单元,一网格,3号楼,\n",
            "3号楼,楼栋,一网格,锦绣园,\n4号楼,楼栋,二网格,锦绣园,\n",
        ],
        ids=["a building of one grid", "one whose entrances are in one grid", "an estate over two grids"],
    )
    def test_what_lies_in_one_grid_is_not_and_neither_is_an_estate(self, tmp_path: Path, lines: str) -> None:
        assert loaded(tmp_path, lines).issues == []
