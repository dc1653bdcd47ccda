"""Workbooks to fill in: what they hold, and that they are read back as they were written."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.kinds import all_kinds, kind_of, ties
from graph.rules import load_rules
from loaders.columns import column_named, columns_of, sheet_kind, thing_sheets
from loaders.readers import grids_of, sheet_of
from loaders.template import write_template, write_workbook
from tests.loaders.books import Desk

WORDS = load_rules().vocabulary()


class TestTemplate:
    @pytest.mark.slow
    def test_has_a_sheet_for_every_kind_of_thing_with_every_field(self, tmp_path: Path) -> None:
        write_template(tmp_path / "t.xlsx")
        made = openpyxl.load_workbook(tmp_path / "t.xlsx")
        shown = [name for name in made.sheetnames if not name.startswith("#")]
        assert shown == [kind_of(kind).zh for kind in (*thing_sheets(), *(tie.kind for tie in ties()))]
        for kind in thing_sheets():
            headers = {cell.value for row in made[kind_of(kind).zh].iter_rows(max_row=2) for cell in row}
            assert {one.zh for one in kind_of(kind).fields} | {"编号"} <= headers

    def test_has_a_column_for_what_a_place_lies_in_and_one_each_by_territory_and_by_property(
        self, tmp_path: Path
    ) -> None:
        write_template(tmp_path / "t.xlsx", ["place"])
        sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["区域"]
        above, header = ([cell.value for cell in row] for row in sheet.iter_rows(max_row=2))
        assert above[:5] == ["台账完整截至", None, "所在区域", None, "条件"]
        above = [one for one in header if str(one).startswith("上级")]
        assert above == ["上级区域", "上级区域（属地）", "上级区域（物业）"]
        notes = {cell.value: cell.comment.text for cell in sheet[2] if cell.comment}
        assert notes["上级区域（属地）"] == "写区域的名称、路径或编号"
        assert notes.keys() == {*header}

    @pytest.mark.slow
    def test_loads_as_it_is_and_says_only_that_nobody_filled_it_in(self, desk: Desk, tmp_path: Path) -> None:
        from loaders import load

        write_template(tmp_path / "t.xlsx")
        report = load("workbook", [tmp_path / "t.xlsx"], desk.store, by="测试")
        assert [(one.code, one.severity) for one in report.issues] == [("headers_alone", "warning")]
        assert (report.revision, dict(report.accepted)) == (0, {})

    def test_explains_each_column_and_offers_the_words(self, tmp_path: Path) -> None:
        write_template(tmp_path / "t.xlsx", ["place"])
        sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["区域"]
        header = sheet["B2"]
        assert header.value == "层级"
        assert header.comment is not None
        assert header.comment.text.startswith("例：楼栋\n在架构模板里属于哪一级。\n")
        assert header.comment.text.endswith("必填")
        assert "B3:B502" in [str(one.sqref) for one in sheet.data_validations.dataValidation]
        assert sheet.freeze_panes == "A3"

    @pytest.mark.parametrize(
        ("kind", "said"),
        [("offer", ["在运行", "暂停"]), ("venue", ["规划", "在建", "开放", "关闭"]), ("project", ["计划", "待认领"])],
    )
    def test_offers_the_states_that_such_a_thing_may_have(self, kind: str, said: list[str], tmp_path: Path) -> None:
        write_template(tmp_path / "t.xlsx", [kind])
        lists = openpyxl.load_workbook(tmp_path / "t.xlsx")["#词表"]
        column = next(column for column in lists.iter_cols(values_only=True) if column[0] == "状态")
        assert [one for one in column[1:] if one][: len(said)] == said
        assert kind == "project" or not any(column[1 + len(said) :])

    def test_a_header_that_the_kind_does_not_have_is_a_mistake(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="楼层"):
            write_workbook(tmp_path / "t.xlsx", {"place": [{"名称": "甲", "楼层": 3}]})

    def test_writes_what_is_given_and_what_is_required(self, tmp_path: Path) -> None:
        rows = [{"上级区域（物业）": "锦绣园", "名称": "3-2", "#备忘": "甲"}]
        write_workbook(tmp_path / "t.xlsx", {"place": rows}, {"place": [("2024-11-01", "锦绣园", "层级=楼栋")]}, "演示")
        grids = {grid.sheet: grid.rows for grid in grids_of(tmp_path / "t.xlsx")}
        assert grids["区域"] == [
            ["台账完整截至", "2024-11-01", "所在区域", "锦绣园", "条件", "层级=楼栋"],
            ["名称", "层级", "上级区域（物业）", "#备忘"],
            ["3-2", "", "锦绣园", "甲"],
        ]
        assert grids["#说明"][0] == ["演示"]


class TestColumns:
    def test_every_header_of_a_template_names_its_column_again(self) -> None:
        for kind in all_kinds():
            for column in columns_of(kind.kind):
                assert column_named(kind.kind, column.header, WORDS) == column

    def test_no_two_columns_of_a_sheet_share_a_header(self) -> None:
        for kind in all_kinds():
            headers = [column.header for column in columns_of(kind.kind)]
            assert len(headers) == len(set(headers))

    @pytest.mark.parametrize(
        ("kind", "header", "found"),
        [
            ("post", "岗位", ("post", "role", None)),
            ("post", "负责范围", ("answers_for", "target", None)),
            ("post", "现任", ("holds", "source", None)),
            ("post", "现任·任职日期", ("holds", "since", None)),
            ("organisation", "上级·关系", ("reports_to", "relation", None)),
            ("organisation", "上级（党组织）", ("reports_to", "target", ("chain", "party"))),
            ("organisation", "上级（党组织）·起始日期", ("reports_to", "since", ("chain", "party"))),
            ("place", "上级区域（属地）", ("part_of", "target", ("axis", "territory"))),
            ("place", "profile", ("place", "profile", None)),
            ("holds", "起点", ("holds", "source", None)),
        ],
    )
    def test_a_caption_an_alias_or_a_bracket_names_a_column(self, kind: str, header: str, found: Any) -> None:
        column = column_named(kind, header, WORDS)
        assert column is not None
        assert (column.kind, column.field, column.fixed) == found

    @pytest.mark.parametrize("header", ["上级区域（南）", "名称（南）", "上级·楼层", ""])
    def test_anything_else_names_none(self, header: str) -> None:
        assert column_named("place", header, WORDS) is None

    @pytest.mark.parametrize(
        ("name", "kind"), [("人员", "person"), ("双报到", "checked_in"), ("Post", "post"), ("上级", "reports_to")]
    )
    def test_a_sheet_is_known_by_the_caption_of_its_kind(self, name: str, kind: str) -> None:
        found = sheet_kind(name)
        assert found is not None
        assert found.kind == kind


_CELLS = {
    "名称": st.text(st.sampled_from("锦绣安和园楼东西（）12AB号 -"), min_size=1, max_size=8).filter(str.strip),
    "层级": st.sampled_from(["小区", "楼栋", "户室"]),
    "户数": st.none() | st.integers(0, 10**6),
    "备注": st.none() | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8),
}


class TestWrittenAndRead:
    @pytest.mark.slow
    @given(st.lists(st.fixed_dictionaries(_CELLS), min_size=1, max_size=6))
    def test_a_workbook_reads_back_the_cells_that_were_written(self, rows: list[dict[str, Any]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "t.xlsx"
            write_workbook(path, {"place": rows})
            grid = next(grid for grid in grids_of(path) if grid.sheet == "区域")
        sheet = sheet_of(grid, lambda header: column_named("place", header, WORDS) is not None)
        assert sheet is not None
        assert sheet.headers == list(_CELLS)
        read = [dict(zip(sheet.headers, cells, strict=True)) for cells in zip(*sheet.columns, strict=True)]
        assert read == [{header: "" if cell is None else cell for header, cell in row.items()} for row in rows]
