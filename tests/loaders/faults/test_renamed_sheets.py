"""A sheet called otherwise is known by its headers; one with data of no kind is refused, unless told to be left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.stores import MemoryStore
from loaders import detect, load
from loaders.readers import Grid
from loaders.sources.workbook import named_otherwise
from loaders.sources.workbook.named_otherwise import has_data, kind_by_headers
from tests.faults import fault
from tests.loaders.books import PLACES, Cells, Desk, told

POSTS: Cells = [["职务", "负责范围", "现任"], ["楼栋长", "锦绣园/3号楼", "演示甲"]]
PROJECTS: Cells = [["序号", "项目名称", "状态"], [1, "演示项目", "已完成"]]


class TestRenamedSheets:
    @pytest.mark.slow
    def test_posts_under_another_name_are_read_and_projects_are_asked_about(self) -> None:
        store = MemoryStore()
        report = load("workbook", [fault("renamed-sheet.xlsx")], store, by="测试")
        assert {one[:2] for one in told(report)} == {
            ("sheet_by_headers", "职务台账"),
            ("sheet_unknown", "共建项目"),
            ("sheet_unknown", "微心愿"),
        }
        assert report.revision == 0
        assert "--set leave_out=" in (report.issues[0].suggestion("zh") or "")
        assert "--set leave_out=" in (report.issues[0].suggestion("en") or "")
        for _ in range(2):
            options = {"leave_out": "共建项目、微心愿"}
            report = load("workbook", [fault("renamed-sheet.xlsx")], store, by="测试", options=options)
            assert (report.failed, report.revision, store.tables()["post"].height) == (False, 1, 26)

    def test_a_row_of_more_cells_than_any_header_has_is_none_and_is_not_looked_at(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[str] = []

        def noted(one: str) -> str:
            asked.append(one)
            return one

        monkeypatch.setattr(named_otherwise, "header_text", noted)
        rows = [[f"演示{number}" for number in range(16_000)] for _ in range(3)]
        found = kind_by_headers(Grid("a.xlsx", "表", [*rows, *POSTS]))
        assert (found and found.kind, len(asked)) == ("post", 6)

    def test_so_are_posts_below_a_title_with_marks_on_the_headers(self, desk: Desk) -> None:
        rows: Cells = [["楼长一览"], ["填报日期", "2024年"], ["* 职 务 名 称", "负责范围（必填）", "现 任"], *POSTS[1:]]
        reports = [desk.load({"区域": PLACES, "楼长一览": rows, "#项目": PROJECTS}) for _ in range(2)]
        assert [told(one) for one in reports] == [[("sheet_by_headers", "楼长一览", "", "职务")]] * 2
        assert [one.revision for one in reports] == [1, 1]

    @pytest.mark.slow
    def test_in_a_folder_of_tables_the_name_of_a_file_is_that_of_a_sheet(self, tmp_path: Path) -> None:
        for name, rows in (("区域", PLACES), ("楼长 一览", POSTS), ("工程", [["科室", "进度"], ["甲科", "九成"]])):
            text = "\n".join(",".join(str(one or "") for one in row) for row in rows)
            (tmp_path / f"{name}.csv").write_text(text, encoding="gb18030")
        report = load("workbook", [tmp_path], MemoryStore(), by="测试")
        assert [one[:2] for one in told(report)] == [("sheet_unknown", "工程"), ("sheet_by_headers", "楼长 一览")]
        report = load("workbook", [tmp_path], MemoryStore(), by="测试", options={"leave_out": " 工 程 "})
        assert (report.failed, report.accepted["post"]) == (False, 1)
        assert detect(tmp_path / "楼长 一览.csv").name == "workbook"


class TestKindByHeaders:
    @pytest.mark.parametrize(
        ("headers", "kind"),
        [
            (["序号", "姓名", "出生年"], "person"),
            (["名称", "组织形式", "负责范围", "党员数"], "organisation"),
            (["名称", "层级"], "place"),
            (["对象", "指标", "统计口径", "数值", "单位"], "figure"),
            (["名称", "备注"], None),
            (["姓名"], None),
            (["项目名称", "实施单位", "责任人", "名称", "层级"], None),
        ],
        ids=str,
    )
    def test_all_that_is_required_and_more_that_is_known_than_not(self, headers: list[str], kind: str | None) -> None:
        found = kind_by_headers(Grid("a.xlsx", "表", [headers, ["甲"] * len(headers)]))
        assert (found and found.kind) == kind

    @pytest.mark.parametrize(
        ("rows", "table"),
        [
            ([["序号", "项目"], [1, "甲"]], True),
            ([["姓名"], ["演示甲"]], True),
            ([["序号", "项目"]], False),
            ([["本月安排"], ["周一开会"]], False),
        ],
        ids=str,
    )
    def test_what_is_a_table_holds_data(self, rows: Cells, table: bool) -> None:  # noqa: FBT001 - drawn from a list
        assert has_data(Grid("a.xlsx", "表", rows)) is table

    @pytest.mark.parametrize("name", ["填表说明", "封面", "数据字典", "WpsReserved_CellImgList", "_meta"])
    def test_a_sheet_for_readers_is_left_out_and_told(self, desk: Desk, name: str) -> None:
        report = desk.load({"区域": PLACES, name: PROJECTS})
        assert [(one.severity, one.code) for one in report.issues] == [("note", "sheet_skipped")]
