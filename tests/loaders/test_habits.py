"""Habits of spreadsheets, each with the cell that is named for it and what is said."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from loaders.readers.habits import header_text
from tests.loaders.books import PLACES, Cells, Desk, told


class TestHeaders:
    @pytest.mark.parametrize(
        ("written", "said"),
        [
            ("６０岁及以上人数", "60岁及以上人数"),
            ("名称", "名称"),
            (" 名称", "名称"),
            ("名称：", "名称"),
            ("名称\u200b", "名称"),
            ("Ａ1楼", "A1楼"),
            ("上级・链条", "上级·链条"),
            ("", ""),
        ],
    )
    def test_say_the_same_however_they_are_written(self, written: str, said: str) -> None:
        assert header_text(written) == said


class TestTaken:
    def test_titles_marks_and_full_width_digits(self, desk: Desk) -> None:
        desk.good(
            {
                "区域": [
                    ["演示社区区域台账", None, None],
                    [None, None, None],
                    ["名 称（必填）", "层级*", "户数\n（选填）"],
                    ["演示社区", "社区", None],
                    [None, None, None],
                    ["甲楼", "楼栋", "４０"],
                    ["", " ", None],
                ]
            }
        )
        assert desk.rows("place", "name", "households") == [("演示社区", None), ("甲楼", 40)]

    def test_ditto_and_merged_cells(self, desk: Desk) -> None:
        rows: Cells = [
            ["名称", "层级", "上级区域"],
            ["演示社区", "社区", None],
            ["甲园", "小区", "演示社区"],
            ["乙园", "同上", "〃"],
            ["丙园", "小区", "演示社区"],
            ["丁园", None, None],
        ]
        desk.good({"区域": rows}, merged={"区域": ["B5:B6", "C5:C6"]})
        assert desk.rows("part_of", "source", "target") == [
            (f"演示社区/{name}", "演示社区") for name in ("丁园", "丙园", "乙园", "甲园")
        ]

    @pytest.mark.parametrize("header", ["上级", "所属区域"])
    def test_a_superior_place_by_another_header(self, desk: Desk, header: str) -> None:
        desk.good({"区域": [["名称", "层级", header], ["演示社区", "社区", None], ["甲园", "小区", "演示社区"]]})
        assert desk.rows("part_of", "source", "target") == [("演示社区/甲园", "演示社区")]

    def test_codes_as_numbers(self, desk: Desk) -> None:
        desk.good({"区域": [["名称", "层级", "代码"], ["演示街道", "街道", 370285002.0]]})
        assert desk.rows("place", "code", "code_source") == [("370285002", "国家统计局")]

    def test_totals_are_skipped_and_told(self, desk: Desk) -> None:
        report = desk.load({"区域": [["名称", "层级"], ["演示社区", "社区"], ["合计", 1], ["制表人：某某", None]]})
        assert told(report) == [("row_skipped_total", "区域", "3", None), ("row_skipped_aside", "区域", "4", None)]
        assert (report.skipped, report.failed, report.revision) == (2, False, 1)

    def test_unknown_columns_and_sheets_are_skipped_and_told_unless_marked(self, desk: Desk) -> None:
        report = desk.load(
            {
                "区域": [["名称", "层级", "楼层", "#内部", None, "面积"], ["演示社区", "社区", 3, "甲", "乙", None]],
                "车辆": [["甲"]],
                "#随手记": [["甲"]],
            }
        )
        assert [(one.severity, *said) for one, said in zip(report.issues, told(report), strict=True)] == [
            ("note", "column_skipped", "区域", "C1", None),
            ("note", "column_nameless", "区域", "E1", None),
            ("note", "sheet_skipped", "车辆", "", None),
        ]
        assert report.issues[0].message() == "“楼层”不是本表的列，未读入"
        assert report.issues[2].message("en") == "The sheet '车辆' is of no kind; left out"

    @pytest.mark.parametrize("header", ["户数（户）", "户数(户)", "户 数\n（户）"])
    def test_a_header_may_say_the_unit_that_its_numbers_are_kept_in(self, desk: Desk, header: str) -> None:
        desk.good({"区域": [["名称", "层级", header], ["演示社区", "社区", 40]]})
        assert desk.rows("place", "households") == [(40,)]

    @pytest.mark.parametrize("header", ["户数（百户）", "户数（2024年）", "户数（人）"])
    def test_a_header_that_says_something_else_in_brackets_is_warned_of(self, desk: Desk, header: str) -> None:
        report = desk.load({"区域": [["名称", "层级", header], ["演示社区", "社区", 40]]})
        assert [(one.severity, *said) for one, said in zip(report.issues, told(report), strict=True)] == [
            ("warning", "column_in_brackets", "区域", "C1", None)
        ]
        assert "“户数”" in report.issues[0].message()

    @pytest.mark.parametrize(("header", "says"), [("出生日期", "“出生年”"), ("房号", "“居住地”"), ("楼层", "#")])
    def test_a_column_that_is_left_out_says_what_to_write_instead(self, desk: Desk, header: str, says: str) -> None:
        report = desk.load({"人员": [["姓名", header], ["演示甲", "1960-01-02"]]})
        assert told(report) == [("column_skipped", "人员", "B1", None)]
        assert says in str(report.issues[0].suggestion())
        assert "1960" not in str(desk.store.tables()["person_personal"].to_dicts())

    def test_a_time_and_a_duration_are_the_text_that_a_spreadsheet_shows(self, desk: Desk) -> None:
        rows = [["甲", "社区", time(8, 30)], ["乙", "社区", timedelta(hours=26, minutes=5, seconds=1)]]
        desk.good({"区域": [["名称", "层级", "备注"], *rows]})
        assert desk.rows("place", "name", "note") == [("乙", "26:05:01"), ("甲", "8:30")]


class TestRefused:
    def test_a_name_that_became_a_date_is_named_with_what_it_was(self, desk: Desk) -> None:
        report = desk.load({"区域": [["名称", "层级"], [date(2024, 3, 2), "楼栋"]]})
        assert told(report) == [("name_became_date", "区域", "A2", "2024-03-02")]
        assert report.issues[0].suggestion() == "是否应为“3-2”；请先把该列设为文本，再写"

    def test_a_path_that_became_a_date_too(self, desk: Desk) -> None:
        report = desk.load({"区域": [*PLACES, ["1单元", "单元", date(2024, 3, 2)]]})
        assert told(report) == [("name_became_date", "区域", "C7", "2024-03-02")]

    def test_a_name_that_became_a_time_too(self, desk: Desk) -> None:
        places = [*PLACES, [time(3, 2), "楼栋", "锦绣园", None, None], ["7号楼", "楼栋", time(3, 2), None, None]]
        report = desk.load({"区域": places})
        assert told(report) == [
            ("name_became_time", "区域", "A7", "3:02"),
            ("name_became_time", "区域", "C8", "3:02"),
        ]
        assert report.issues[0].suggestion() == "是否应为“3:2”；请先把该列设为文本，再写"

    def test_a_number_in_a_cell_with_the_format_of_a_date_too(self, desk: Desk) -> None:
        rows = [["甲", "社区", date(1900, 1, 3)], ["乙", "社区", date(1900, 3, 10)]]
        report = desk.load({"区域": [["名称", "层级", "户数"], *rows]})
        assert told(report) == [
            ("number_became_date", "区域", "C2", "1900-01-03"),
            ("number_became_date", "区域", "C3", "1900-03-10"),
        ]
        assert [str(one.suggestion("en")).partition(" was")[0] for one in report.issues] == ["Perhaps 3", "Perhaps 70"]

    def test_a_name_as_long_as_a_page_is_told_at_its_cell_also_with_marks_in_it(self, desk: Desk) -> None:
        name = "甲、" + "长" * 3000
        report = desk.load({"区域": [["名称", "层级"], [name, "社区"]]})
        assert [one[:3] for one in told(report)] == [("bad_value", "区域", "A2")]

    def test_a_reference_as_long_as_a_page_is_quoted_by_its_beginning(self, desk: Desk) -> None:
        report = desk.load({"区域": [*PLACES, ["7号楼", "楼栋", "长" * 5000]]})
        assert told(report) == [("not_found", "区域", "C7", "长" * 200 + "…")]
        assert report.issues[0].message() == f"找不到“{'长' * 200}…”"

    def test_a_time_where_a_day_is_expected_is_told_at_its_cell(self, desk: Desk) -> None:
        report = desk.load({"区域": [["名称", "层级", "起始日期"], ["甲", "社区", time(8, 30)]]})
        assert told(report) == [("bad_value", "区域", "C2", "08:30:00")]

    def test_a_ticked_box_where_something_else_is_expected_is_told(self, desk: Desk) -> None:
        rows = [["甲", "社区", True, True], ["乙", "社区", 1, "2024-05-01"]]
        report = desk.load({"区域": [["名称", "层级", "户数", "起始日期"], *rows]})
        assert told(report) == [("bad_value", "区域", "C2", "是"), ("bad_value", "区域", "D2", "是")]

    def test_broken_formulas(self, desk: Desk) -> None:
        report = desk.load({"区域": [["名称", "层级", "户数"], ["甲", "社区", "=1+1"], ["乙", "社区", "#REF!"]]})
        assert told(report) == [("broken_cell", "区域", "C2", "="), ("broken_cell", "区域", "C3", "#REF!")]

    @pytest.mark.parametrize("written", ["同上", "同 上", "　同上 ", "（同上）", "同上。", "〃", "同前"])
    def test_ditto_however_it_is_written(self, desk: Desk, written: str) -> None:
        desk.good({"区域": [["名称", "层级", "备注"], ["甲", "社区", "旧"], ["乙", written, written]]})
        assert desk.rows("place", "level", "note") == [("community", "旧"), ("community", "旧")]

    def test_ditto_with_nothing_above(self, desk: Desk) -> None:
        report = desk.load({"区域": [["名称", "层级", "备注"], ["甲", "社区", "同上"]]})
        assert told(report) == [("ditto_lost", "区域", "C2", None)]

    def test_a_column_twice(self, desk: Desk) -> None:
        report = desk.load({"区域": [["名称", "层级", "户数", "住户数"], ["甲", "社区", 1, 2]]})
        assert told(report) == [("column_twice", "区域", "D1", None)]
        assert report.issues[0].message() == "“住户数”写了两列，另一列是 C"

    def test_no_header(self, desk: Desk) -> None:
        report = desk.load({"区域": [["甲", "乙"], ["丙", "丁"]]})
        assert told(report) == [("no_header", "区域", "", None)]
        assert report.issues[0].suggestion() == "表头里至少应有：名称、层级"

    def test_what_is_required_and_empty(self, desk: Desk) -> None:
        report = desk.load({"区域": [["名称", "层级"], ["甲", None], [None, "小区"]]})
        assert told(report) == [("required", "区域", "A3", None), ("required", "区域", "B2", None)]

    def test_every_wrong_cell_in_one_run_and_nothing_written(self, desk: Desk) -> None:
        report = desk.load(
            {
                "区域": [*PLACES, ["6号楼", "楼栋", "锦绣圆"], [None, None, None], ["7号楼", "楼栋", "锦绣园"]],
                "职务": [
                    ["职务名称", "负责范围", "岗位号", "正副"],
                    ["楼栋长", "锦绣园/9号楼", None, None],
                    ["楼栋长", "锦绣园/3号楼", "甲", "半职"],
                ],
            }
        )
        assert sorted(told(report)) == [
            ("bad_value", "职务", "C3", "甲"),
            ("not_found", "区域", "C7", "锦绣圆"),
            ("not_found", "职务", "B2", "锦绣园/9号楼"),
            ("unknown_word", "职务", "D3", "半职"),
        ]
        hints = {one.where.cell: one.suggestion() for one in report.issues}
        assert hints["C7"] == "是不是：苏州路演示社区/锦绣园"
        assert hints["D3"] == "可写：正职、副职、成员"
        assert report.failed
        assert (report.revision, desk.store.revision().number) == (0, 0)

    def test_a_repeated_offence_is_counted_and_five_are_named(self, desk: Desk) -> None:
        rows: Cells = [[f"{number}号楼", "楼栋", "多"] for number in range(40)]
        report = desk.load({"区域": [["名称", "层级", "户数"], *rows, ["甲", "社区", "少"]]})
        plain = report.to_dict()
        assert [(one["cell"], one["found"], one["count"]) for one in plain["issues"]] == [
            *((f"C{number}", "多", 40) for number in range(2, 7)),
            ("C42", "少", 1),
        ]
        assert plain["errors"] == 41


class TestPrivate:
    @pytest.mark.parametrize("word", ["身份证", "民族", "残疾", "政审"])
    def test_a_refused_column_refuses_the_file_and_its_cells_are_never_said(self, desk: Desk, word: str) -> None:
        report = desk.load({"人员": [["姓名", f"居民{word}情况"], ["演示甲", "绝密绝密"]]})
        assert told(report) == [("refused_column", "人员", "B1", f"居民{word}情况")]
        assert "绝密" not in str(report.to_dict())
        assert (report.revision, desk.store.revision().number) == (0, 0)

    def test_also_on_a_sheet_of_no_kind(self, desk: Desk) -> None:
        report = desk.load(
            {"区域": [["名称", "层级"], ["甲", "社区"]], "名单": [["姓名", "身份证号"], ["演示甲", "绝密"]]}
        )
        assert told(report) == [("refused_column", "名单", "B1", "身份证号")]

    def test_personal_values_are_masked(self, desk: Desk) -> None:
        report = desk.load(
            {
                "人员": [
                    ["姓名", "手机", "出生年", "居住地"],
                    ["演示甲", "13800138", "六零年", None],
                    ["演示乙", None, None, "没有的楼"],
                ]
            }
        )
        assert sorted(told(report)) == [
            ("bad_value", "人员", "B2", "138****0138"),
            ("bad_value", "人员", "C2", "六**"),
            ("not_found", "人员", "D3", "没***"),
        ]
