"""A scope that is nearly right: its path is suggested, and the rows of other seats are not taken for one."""

from __future__ import annotations

from tests.loaders.books import PLACES, Cells, Desk


class TestWrongScopes:
    def test_an_estate_and_a_building_run_together_are_suggested_as_a_path_and_nothing_follows(
        self, desk: Desk
    ) -> None:
        heads: Cells = [["职务名称", "负责范围", "现任"]]
        heads += [["楼栋长", f"锦绣园{number}号楼", f"演示{who}"] for number, who in ((3, "甲"), (5, "乙"))]
        report = desk.load({"区域": PLACES, "职务": heads})
        assert [(one.code, one.where.cell, one.suggestion()) for one in report.issues] == [
            ("not_found", "B2", "是不是：苏州路演示社区/锦绣园/3号楼"),
            ("not_found", "B3", "是不是：苏州路演示社区/锦绣园/5号楼"),
        ]

    def test_below_a_community_too_and_in_an_organisation(self, desk: Desk) -> None:
        offices: Cells = [["名称", "组织形式", "负责范围"], ["甲支部", "支部", "苏州路社区/锦绣园 3号楼"]]
        report = desk.load({"区域": PLACES, "组织": offices})
        assert [one.suggestion() for one in report.issues] == ["是不是：苏州路演示社区/锦绣园/3号楼"]
